//! Commands about files, and what the world answers.

use super::{FileCommand, Job, Loaded, Notice, Open, Outcome, Session};
use crate::article::Draft;
use crate::edit;
use crate::project::{Moment, Setting, SettingKey};
use std::path::PathBuf;
use std::sync::Arc;

impl Session {
    pub(super) fn run_file(&mut self, command: FileCommand, now: Moment) -> Vec<Job> {
        match command {
            FileCommand::New { title, articles } => {
                self.waiting = articles;
                self.start("Making a project", Job::Keep(Arc::new(Loaded::blank(&title, &self.who))))
            }
            FileCommand::Open(path) => self.start("Opening the project", Job::Open(path)),
            FileCommand::Add(paths) if self.open.is_none() => self.run_file(FileCommand::New { title: String::new(), articles: paths }, now),
            FileCommand::Add(paths) => {
                if paths.is_empty() || !self.may_change() {
                    return Vec::new();
                }
                self.start("Reading articles", Job::Read(paths))
            }
            FileCommand::Save => self.with_project(Job::Save),
            FileCommand::SaveAs(path) => {
                let anew = self.open.as_ref().filter(|open| open.refused.is_some()).map(|open| Arc::new(open.project.clone()));
                self.with_project(Job::SaveAs { path, anew })
            }
            FileCommand::SaveCopy(path) => {
                let project = self.project().cloned().map(Arc::new);
                project.map_or_else(Vec::new, |project| vec![Job::SaveCopy { path, project }])
            }
            FileCommand::Close => self.with_project(Job::Close),
            FileCommand::WorkAs(name) => self.work_as(name, now),
            FileCommand::Rename(title) => self.set(SettingKey::Title, (!title.is_empty()).then_some(Setting::Title(title)), now),
        }
    }

    pub(super) fn take_outcome(&mut self, outcome: Outcome, now: Moment) -> Vec<Job> {
        match outcome {
            Outcome::Opened(loaded) => {
                self.busy.clear();
                self.opened(*loaded)
            }
            Outcome::NotOpened(notice) => {
                self.busy.clear();
                self.waiting.clear();
                self.open = None;
                self.tell(notice);
                Vec::new()
            }
            Outcome::StillOpen { notice, .. } => {
                self.busy.clear();
                self.waiting.clear();
                self.tell(notice);
                Vec::new()
            }
            Outcome::Told(notice) | Outcome::NotWritten(notice) => {
                self.tell(notice);
                Vec::new()
            }
            Outcome::Articles { read, refused, warnings } => {
                self.busy.pop();
                self.add_read(read, refused, warnings, now)
            }
            Outcome::Noted(seq) => {
                if let Some(open) = &mut self.open {
                    open.noted = open.noted.max(seq);
                    open.not_noted = None;
                }
                Vec::new()
            }
            Outcome::NotNoted(notice) => self.trouble(notice, |open| &mut open.not_noted),
            Outcome::NotSaved(notice) => self.trouble(notice, |open| &mut open.not_saved),
            Outcome::Refused(notice) => self.trouble(notice, |open| &mut open.refused),
            Outcome::Saved(saved) => {
                if let Some(beside) = &saved.beside {
                    self.tell(Notice::warning(format!(
                        "another program changed {}; what is open here is kept beside it in {}",
                        name_of(&saved.path),
                        name_of(beside)
                    )));
                }
                if let Some(open) = &mut self.open {
                    open.path = Some(saved.beside.unwrap_or(saved.path));
                    (open.not_noted, open.not_saved) = (None, None);
                    open.elsewhere = None;
                    open.is_written = open.noted + 1 >= open.next_seq;
                }
                Vec::new()
            }
            Outcome::Copied(path) => {
                self.tell(Notice::info(format!("a copy is in {}", path.display())));
                Vec::new()
            }
            Outcome::Closed => {
                self.open = None;
                Vec::new()
            }
        }
    }

    /// Opens a project that is there already, for the command line and for tests.
    pub fn open_loaded(&mut self, loaded: Loaded) {
        self.opened(loaded);
    }

    fn opened(&mut self, mut loaded: Loaded) -> Vec<Job> {
        self.notices.extend(std::mem::take(&mut loaded.notices));
        self.open = Some(Open::new(loaded));
        let waiting = std::mem::take(&mut self.waiting);
        if waiting.is_empty() { Vec::new() } else { self.start("Reading articles", Job::Read(waiting)) }
    }

    /// Adds what was read, but for texts that are there; says so, and what was refused.
    fn add_read(&mut self, read: Vec<Draft>, refused: Vec<String>, warnings: Vec<String>, now: Moment) -> Vec<Job> {
        let count = read.len();
        let (fresh, known) = self.fresh(read);
        let added = fresh.len();
        if !refused.is_empty() {
            let what = if refused.len() == 1 { "one file was not added".to_owned() } else { format!("{} files were not added", refused.len()) };
            self.tell(Notice::error(what).with(refused));
        }
        if !known.is_empty() {
            self.tell(Notice::warning(format!("{added} of {count} articles added")).with(known.into_iter().chain(warnings).collect()));
        } else if !warnings.is_empty() {
            self.tell(Notice::info(format!("{} added", if added == 1 { "one article".to_owned() } else { format!("{added} articles") })).with(warnings));
        }
        if fresh.is_empty() {
            return Vec::new();
        }
        let (mut jobs, made) = self.change(now, |project, hand| Ok(edit::add_articles(project, hand, fresh)));
        if let Some(first) = made.and_then(|made| made.first().copied()) {
            self.show(first);
            jobs.extend(self.title_from_first(now));
        }
        jobs
    }

    /// The drafts whose text is not there yet, and a sentence for each other one.
    fn fresh(&self, read: Vec<Draft>) -> (Vec<Draft>, Vec<String>) {
        let Some(project) = self.project() else { return (Vec::new(), Vec::new()) };
        let mut there: std::collections::BTreeMap<_, String> =
            project.articles().map(|article| (article.text.fingerprint(), format!("article {}", article.id))).collect();
        let mut known = Vec::new();
        let mut fresh = Vec::new();
        for draft in read {
            let print = crate::text::Text::new(draft.text.as_str()).fingerprint();
            match there.get(&print) {
                Some(which) => known.push(format!("{} is in the project already ({which})", draft.origin.file)),
                None => {
                    there.insert(print, format!("added as {}", draft.origin.file));
                    fresh.push(draft);
                }
            }
        }
        (fresh, known)
    }

    /// A project without a title takes that of its first article.
    fn title_from_first(&mut self, now: Moment) -> Vec<Job> {
        let title =
            self.project().filter(|project| project.title().is_empty()).and_then(|project| project.articles().next()).map(|article| article.title.clone());
        title.map_or_else(Vec::new, |title| self.set(SettingKey::Title, Some(Setting::Title(title)), now))
    }

    fn work_as(&mut self, name: crate::project::Name, now: Moment) -> Vec<Job> {
        self.who = name.clone();
        let nobody = self.project().is_some_and(|project| project.analyst().is_empty());
        if nobody && !name.is_empty() && self.is_writable() { self.set(SettingKey::Analyst, Some(Setting::Analyst(name)), now) } else { Vec::new() }
    }

    fn set(&mut self, key: SettingKey, after: Option<Setting>, now: Moment) -> Vec<Job> {
        self.change(now, |project, hand| Ok((edit::set_entry(project, hand, &key, after)?, ()))).0
    }

    fn start(&mut self, what: &'static str, job: Job) -> Vec<Job> {
        self.busy.push(what);
        vec![job]
    }

    fn with_project(&self, job: Job) -> Vec<Job> {
        if self.open.is_some() { vec![job] } else { Vec::new() }
    }

    /// Whether the open project may be changed now; says why not.
    pub(super) fn may_change(&mut self) -> bool {
        let why = self.why_not();
        if let Some(why) = &why {
            self.tell(Notice::warning(format!("nothing was changed: {why}")));
        }
        why.is_none()
    }

    fn why_not(&self) -> Option<String> {
        let open = self.open.as_ref()?;
        let refused = open.refused.as_ref().map(|_| "an earlier change could not be kept; save the project under another name first".to_owned());
        open.read_only.clone().or(refused)
    }

    fn trouble(&mut self, notice: Notice, place: impl FnOnce(&mut Open) -> &mut Option<Notice>) -> Vec<Job> {
        if let Some(open) = &mut self.open {
            *place(open) = Some(notice.clone());
        }
        self.tell(notice);
        Vec::new()
    }
}

fn name_of(path: &std::path::Path) -> String {
    path.file_name().map_or_else(|| PathBuf::from(path).display().to_string(), |name| name.to_string_lossy().into_owned())
}
