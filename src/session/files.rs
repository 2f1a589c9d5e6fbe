//! Commands about files, and what the world answers.

use super::{FileChanged, FileCommand, Job, Loaded, Moving, Notice, Open, Outcome, ReadFile, SavedTo, Session, Told};
use crate::article;
use crate::edit;
use crate::project::{Moment, Setting, SettingKey};
use std::path::PathBuf;
use std::sync::Arc;

/// What is under way while articles are read.
const READING: &str = "Reading articles";

impl Session {
    pub(super) fn run_file(&mut self, command: FileCommand, now: Moment) -> Vec<Job> {
        match command {
            FileCommand::New { .. } | FileCommand::Open(_) if !self.moving.is_empty() => {
                self.tell(Notice::warning("another project is being opened or closed; try again when that is done"));
                Vec::new()
            }
            FileCommand::New { title, articles } => {
                self.waiting = articles;
                self.moving.push_back(Moving::Opening);
                self.start("Making a project", Job::Keep(Arc::new(Loaded::blank(&title, &self.who))))
            }
            FileCommand::Open(path) => {
                self.moving.push_back(Moving::Opening);
                self.start("Opening the project", Job::Open(path))
            }
            FileCommand::Add(paths) if self.moving.back() == Some(&Moving::Opening) => {
                self.waiting.extend(paths);
                Vec::new()
            }
            FileCommand::Add(paths) if self.open.is_none() => self.run_file(FileCommand::New { title: String::new(), articles: paths }, now),
            FileCommand::Add(paths) => {
                if paths.is_empty() || !self.may_change() {
                    return Vec::new();
                }
                self.read(paths)
            }
            FileCommand::AddText(words) if self.open.is_none() => {
                self.waiting_words = Some(words);
                self.run_file(FileCommand::New { title: String::new(), articles: Vec::new() }, now)
            }
            FileCommand::AddText(words) => self.add_text(&words, now),
            FileCommand::Save => self.with_project(Job::Save),
            FileCommand::SaveAs(path) => {
                let anew = self.open.as_ref().filter(|open| open.refused.is_some()).map(|open| open.project.clone());
                self.with_project(Job::SaveAs { path, anew })
            }
            FileCommand::SaveCopy(path) => {
                let project = self.snapshot();
                project.map_or_else(Vec::new, |project| vec![Job::SaveCopy { path, project }])
            }
            FileCommand::Report(path) => {
                let project = self.snapshot();
                project.map_or_else(Vec::new, |project| vec![Job::Report { path, project }])
            }
            FileCommand::Close => self.close(),
            FileCommand::WorkAs(name) => self.work_as(name, now),
            FileCommand::Rename(title) => self.set(SettingKey::Title, (!title.is_empty()).then_some(Setting::Title(title)), now),
        }
    }

    pub(super) fn take_outcome(&mut self, outcome: Outcome, now: Moment) -> Vec<Job> {
        match outcome {
            Outcome::Opened(loaded) => {
                self.moved(Some(Moving::Opening));
                let mut jobs = self.opened(*loaded);
                if let Some(words) = self.waiting_words.take() {
                    jobs.extend(self.add_text(&words, now));
                }
                jobs
            }
            Outcome::NotOpened(notice) => {
                self.moved(None);
                self.gone();
                self.tell(notice);
                self.forget_waiting();
                Vec::new()
            }
            Outcome::StillOpen { notice, .. } => {
                self.moved(None);
                self.tell(notice);
                self.forget_waiting();
                Vec::new()
            }
            Outcome::Told(notice) | Outcome::NotWritten(notice) => {
                self.tell(notice);
                Vec::new()
            }
            Outcome::Articles { into, read, refused, warnings } => self.take_read(into, read, refused, warnings, now),
            Outcome::Compared { into, asked, article, compared } => self.compared(into, asked, article, compared),
            Outcome::FileLookedAt { into, article, changed } => self.file_looked_at(into, article, changed),
            Outcome::Measured { into, asked, measured } => self.measured(into, asked, measured),
            Outcome::GammaMeasured { into, asked, measured } => self.gamma_measured(into, asked, measured),
            Outcome::Exchanged(exchanged) => self.exchanged(exchanged),
            Outcome::ReviewMade { path, warnings } => self.review_made(&path, warnings),
            Outcome::SentBack(path) => {
                self.busy.clear();
                self.take_outcome(Outcome::Copied(path), now)
            }
            Outcome::FileChanged(changed) => self.take_file_change(*changed),
            Outcome::NoReview(notice) => {
                self.busy.clear();
                self.tell(notice);
                Vec::new()
            }
            Outcome::Noted { seq, elsewhere } => {
                if let Some(open) = &mut self.open {
                    open.noted = open.noted.max(seq);
                    open.not_noted = None;
                    open.elsewhere = elsewhere;
                }
                Vec::new()
            }
            Outcome::Searched { into, asked, found } => self.searched(into, asked, found),
            Outcome::Linted { into, asked, hints } => self.linted(into, asked, hints),
            Outcome::NotNoted(notice) => self.trouble(notice, |open| &mut open.not_noted),
            Outcome::NotSaved(notice) => self.trouble(notice, |open| &mut open.not_saved),
            Outcome::Refused(notice) => self.trouble(notice, |open| &mut open.refused),
            Outcome::Saved(saved) => self.saved(saved),
            Outcome::Copied(path) => {
                self.tell(Notice::info(format!("it is written to {}", path.display())));
                Vec::new()
            }
            Outcome::Closed => {
                self.moved(Some(Moving::Closing));
                self.gone();
                Vec::new()
            }
        }
    }

    /// The project file was written.
    fn saved(&mut self, saved: SavedTo) -> Vec<Job> {
        if let Some(beside) = &saved.beside {
            self.tell(Notice::warning(format!("another program changed {}; what is open here is kept beside it in {}", name_of(&saved.path), name_of(beside))));
        }
        if let Some(open) = &mut self.open {
            open.path = Some(saved.beside.unwrap_or(saved.path));
            (open.not_noted, open.not_saved) = (None, None);
            open.elsewhere = saved.elsewhere;
            // One that could not be changed where it was goes on in a file where it can.
            open.read_only = None;
            open.is_written = open.noted + 1 >= open.next_seq;
        }
        Vec::new()
    }

    /// Opens a project that is there already, for the command line and for tests.
    pub fn open_loaded(&mut self, loaded: Loaded) {
        self.opened(loaded);
    }

    fn opened(&mut self, mut loaded: Loaded) -> Vec<Job> {
        self.notices.extend(std::mem::take(&mut loaded.notices));
        self.busy.clear();
        self.version += 1;
        self.open = Some(Open::new(loaded, self.version));
        let waiting = std::mem::take(&mut self.waiting);
        if waiting.is_empty() { Vec::new() } else { self.read(waiting) }
    }

    fn close(&mut self) -> Vec<Job> {
        if self.open.is_none() || self.moving.contains(&Moving::Closing) {
            return Vec::new();
        }
        self.moving.push_back(Moving::Closing);
        vec![Job::Close]
    }

    /// A job after which another project is open, or none, is done; `wanted` is the kind that it must have been.
    fn moved(&mut self, wanted: Option<Moving>) {
        if wanted.is_none() || self.moving.front() == wanted.as_ref() {
            self.moving.pop_front();
        }
        self.busy.retain(|what| *what == READING);
    }

    fn gone(&mut self) {
        self.open = None;
        self.busy.clear();
        self.version += 1;
    }

    /// What was to be added to a project that did not come.
    fn forget_waiting(&mut self) {
        self.waiting_words = None;
        let waiting = std::mem::take(&mut self.waiting);
        if !waiting.is_empty() {
            let told = waiting.iter().map(|path| path.display().to_string()).collect();
            self.tell(Notice::warning("articles were not added, because the project they were for was not opened; add them again").with(told));
        }
    }

    fn read(&mut self, paths: Vec<PathBuf>) -> Vec<Job> {
        let there = self.project().into_iter().flat_map(|project| project.articles()).map(|article| (article.id, article.text.clone())).collect();
        self.start(READING, Job::Read { paths, there, into: self.project_number() })
    }

    /// Adds words that were pasted.
    fn add_text(&mut self, words: &str, now: Moment) -> Vec<Job> {
        if !self.may_change() {
            return Vec::new();
        }
        match article::pasted(words) {
            Ok(draft) => self.arrive(vec![ReadFile { path: None, draft, alike: None }], Vec::new(), Vec::new(), now),
            Err(refusal) => {
                self.tell(Notice::warning(format!("nothing was added: {refusal}")));
                Vec::new()
            }
        }
    }

    /// Adds what was read to the project that it was read for, and to no other.
    fn take_read(&mut self, into: u64, read: Vec<ReadFile>, refused: Vec<Told>, warnings: Vec<Told>, now: Moment) -> Vec<Job> {
        let is_for_this = self.open.as_ref().is_some_and(|open| open.number == into);
        if is_for_this && let Some(place) = self.busy.iter().position(|what| *what == READING) {
            self.busy.remove(place);
        }
        let why = if is_for_this { self.why_not() } else { Some("the project that they were read for is closed".to_owned()) };
        let Some(why) = why else { return self.arrive(read, refused, warnings, now) };
        let files = read.iter().map(|read| read.draft.origin.file.clone());
        let told: Vec<String> = files.chain(refused.iter().map(ToString::to_string)).collect();
        if !told.is_empty() {
            self.tell(Notice::warning(format!("articles were not added, because {why}; add them again")).with(told));
        }
        Vec::new()
    }

    fn work_as(&mut self, name: crate::project::Name, now: Moment) -> Vec<Job> {
        self.who = name.clone();
        let nobody = self.project().is_some_and(|project| project.analyst().is_empty());
        if nobody && !name.is_empty() && self.is_writable() { self.set(SettingKey::Analyst, Some(Setting::Analyst(name)), now) } else { Vec::new() }
    }

    fn set(&mut self, key: SettingKey, after: Option<Setting>, now: Moment) -> Vec<Job> {
        self.change(now, |project, hand| Ok((edit::set_entry(project, hand, &key, after)?, ()))).0
    }

    pub(super) fn start(&mut self, what: &'static str, job: Job) -> Vec<Job> {
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
        if !self.moving.is_empty() {
            return Some("the project is being closed".to_owned());
        }
        let refused = open.refused.as_ref().map(|_| "an earlier change could not be kept; save the project under another name first".to_owned());
        open.read_only.clone().or(refused)
    }

    /// Takes what somebody else did to the file as a step of its own, which can be undone. Where newer steps are on their way, or the project is
    /// going, nothing is done: whoever keeps it finds the change again when it saves.
    fn take_file_change(&mut self, changed: FileChanged) -> Vec<Job> {
        let is_in_step = self.open.as_ref().is_some_and(|open| open.next_seq == changed.seq + 1);
        if !is_in_step || self.why_not().is_some() {
            return Vec::new();
        }
        let notice = taken_in(&changed);
        let mut jobs = self.apply(changed.taken.change);
        self.tell(notice);
        jobs.push(Job::SaveOver(changed.hash));
        jobs
    }

    fn trouble(&mut self, notice: Notice, place: impl FnOnce(&mut Open) -> &mut Option<Notice>) -> Vec<Job> {
        if let Some(open) = &mut self.open {
            *place(open) = Some(notice.clone());
        }
        self.tell(notice);
        Vec::new()
    }
}

/// What is told of a file that somebody else changed.
pub fn taken_in(changed: &FileChanged) -> Notice {
    let FileChanged { path, taken, .. } = changed;
    let new = if taken.change.edits.is_empty() { "nothing in it is new".to_owned() } else { format!("{}; Undo takes it back", taken.words()) };
    let what = format!("another program changed {}, and it was merged with what is open here: {new}", name_of(path));
    if taken.conflicts.is_empty() { Notice::info(what) } else { Notice::warning(what).with(taken.conflicts.clone()) }
}

fn name_of(path: &std::path::Path) -> String {
    path.file_name().map_or_else(|| PathBuf::from(path).display().to_string(), |name| name.to_string_lossy().into_owned())
}
