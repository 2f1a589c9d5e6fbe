//! Commands about new and earlier versions of articles: two texts are compared beside the session's work, what becomes of each mark is
//! decided, and the new text is taken as one step.

use super::{Choice, Compare, Compared, Job, Level, NewText, Notice, SelectCommand, Session, VersionCommand};
use crate::article::Draft;
use crate::assist::first_meaning;
use crate::edit::{self, Decision, Taken};
use crate::project::{Article, ArticleId, Mark, MarkId, Meaning, Moment, Project, VersionId};
use crate::text::{Carriage, Fragments, TextRange, trim_gesture};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What is under way while two texts are compared.
const COMPARING: &str = "Comparing the texts";

/// An article beside another version of it.
#[derive(Clone, Debug)]
pub struct Comparing {
    /// Tells it from every other comparison of the open project.
    pub number: u64,
    /// The article.
    pub article: ArticleId,
    /// What it is beside.
    pub other: Other,
    /// The older text compared with the newer one, and what becomes of the marks of the older.
    pub carriage: Arc<Carriage>,
    /// What was decided about marks before a new version is taken.
    pub choices: BTreeMap<MarkId, Choice>,
}

/// The other version of an article.
#[derive(Clone, Debug)]
pub enum Other {
    /// A new one, which is not taken yet.
    New {
        /// What was read.
        draft: Arc<Draft>,
        /// Its file; none where it came from elsewhere.
        path: Option<PathBuf>,
    },
    /// An earlier one.
    Earlier(VersionId),
}

impl Comparing {
    /// Whether a new version is looked at that is not taken yet.
    pub fn is_new(&self) -> bool {
        matches!(self.other, Other::New { .. })
    }

    /// The marks of the older text that are decided about: those of the article, or those that wait in the earlier version; in reading order.
    pub fn marks<'p>(&self, project: &'p Project) -> Vec<&'p Arc<Mark>> {
        match self.other {
            Other::New { .. } => project.marks_in(self.article).collect(),
            Other::Earlier(version) => project.waiting_in(self.article).into_iter().filter(|mark| mark.version == Some(version)).collect(),
        }
    }
}

impl Session {
    /// What is compared at the moment.
    pub fn comparing(&self) -> Option<&Comparing> {
        self.open.as_ref()?.comparing.as_ref()
    }

    /// The file of an article, where another text lies in it now than was read.
    pub fn changed_file(&self, article: ArticleId) -> Option<&Path> {
        self.open.as_ref()?.changed_files.get(&article).map(PathBuf::as_path)
    }

    pub(super) fn run_version(&mut self, command: VersionCommand, now: Moment) -> Vec<Job> {
        match command {
            VersionCommand::Compare { article, path } => self.compare_new(article, NewText::File(path)),
            VersionCommand::ReadAgain { article, encoding } => self.compare_new(article, NewText::Again(encoding)),
            VersionCommand::Look(version) => self.compare_version(version),
            VersionCommand::Decide(choices) => self.choose(choices, now),
            VersionCommand::Take => self.take_version(now),
            VersionCommand::Leave => {
                if let Some(open) = &mut self.open {
                    open.comparing = None;
                    open.wanted = None;
                }
                self.busy.retain(|what| *what != COMPARING);
                Vec::new()
            }
            VersionCommand::Place(mark) => self.place(mark),
            VersionCommand::PlaceHere => self.place_here(now),
            VersionCommand::StopPlacing => {
                if let Some(open) = &mut self.open {
                    open.placing = None;
                }
                Vec::new()
            }
            VersionCommand::Remove(version) => self.change(now, |project, hand| Ok((edit::remove_version(project, hand, version)?, ()))).0,
            VersionCommand::LookAgain => {
                let Some(open) = &mut self.open else { return Vec::new() };
                open.looked_at = None;
                vec![Job::LookAtProject]
            }
            VersionCommand::Ignore(article) => {
                if let Some(open) = &mut self.open {
                    open.changed_files.remove(&article);
                }
                Vec::new()
            }
        }
    }

    /// The mark that waits and whose place the analyst looks for.
    pub fn placing(&self) -> Option<&Arc<Mark>> {
        self.project()?.mark(self.open.as_ref()?.placing?)
    }

    /// Asks once for each time that an article is shown whether its file holds another text now.
    pub(super) fn look_at_file(&mut self) -> Option<Job> {
        let number = self.project_number();
        let open = self.open.as_mut()?;
        let shown = open.selection.article;
        if open.looked_at == shown {
            return None;
        }
        open.looked_at = shown;
        let article = open.project.article(shown?)?;
        Some(Job::LookAtFile { into: number, article: article.id, text: article.text.clone(), encoding: article.origin.encoding.clone() })
    }

    /// A file holds another text than its article, or the same again.
    pub(super) fn file_looked_at(&mut self, into: u64, article: ArticleId, changed: Option<PathBuf>) -> Vec<Job> {
        if let Some(open) = self.open.as_mut().filter(|open| open.number == into) {
            match changed {
                Some(path) => open.changed_files.insert(article, path),
                None => open.changed_files.remove(&article),
            };
        }
        Vec::new()
    }

    /// Compares an article with a text that was read already.
    pub(super) fn compare_draft(&mut self, article: ArticleId, draft: Draft, path: Option<PathBuf>) -> Vec<Job> {
        self.show(article);
        self.compare_new(article, NewText::Read(Box::new(draft), path))
    }

    fn compare_new(&mut self, article: ArticleId, new: NewText) -> Vec<Job> {
        if !self.may_change() {
            return Vec::new();
        }
        let Some(compare) = self.project().and_then(|project| {
            let article = project.article(article)?;
            Some(Compare::New { old: article.text.clone(), new, encoding: article.origin.encoding.clone(), ranges: edit::ranges_to_carry(project, article) })
        }) else {
            return Vec::new();
        };
        self.ask(article, compare)
    }

    fn compare_version(&mut self, version: VersionId) -> Vec<Job> {
        let Some((article, compare)) = self.project().and_then(|project| {
            let version = project.version(version)?;
            let article = project.article(version.article)?;
            let ranges = edit::ranges_that_wait(project, version);
            Some((article.id, Compare::Earlier { version: version.id, old: version.text.clone(), new: article.text.clone(), ranges }))
        }) else {
            return Vec::new();
        };
        self.show(article);
        self.ask(article, compare)
    }

    /// Compares; only what was asked for last is wanted.
    fn ask(&mut self, article: ArticleId, compare: Compare) -> Vec<Job> {
        self.busy.retain(|what| *what != COMPARING);
        let into = self.project_number();
        let Some(open) = &mut self.open else { return Vec::new() };
        open.asked += 1;
        open.wanted = Some(open.asked);
        let job = Job::Compare { into, asked: open.asked, article, compare };
        self.start(COMPARING, job)
    }

    /// What the comparison of two texts gave.
    pub(super) fn compared(&mut self, into: u64, asked: u64, article: ArticleId, compared: Result<Compared, Notice>) -> Vec<Job> {
        let is_wanted = self.open.as_ref().is_some_and(|open| open.number == into && open.wanted == Some(asked));
        if !is_wanted {
            return Vec::new();
        }
        self.busy.retain(|what| *what != COMPARING);
        if let Some(open) = &mut self.open {
            open.wanted = None;
        }
        let compared = match compared {
            Ok(compared) => compared,
            Err(notice) => {
                self.tell(notice);
                return Vec::new();
            }
        };
        let other = match compared.other {
            Other::New { draft, path } => {
                let Some(now) = self.project().and_then(|project| project.article(article)) else { return Vec::new() };
                if now.text == draft.text {
                    let title = now.title.clone();
                    self.tell(Notice::info(format!("there is nothing to take: {} has the same text as “{title}”", draft.origin.file)));
                    return self.file_looked_at(into, article, None);
                }
                if !compared.warnings.is_empty() {
                    self.tell(Notice::info(format!("read {}", draft.origin.file)).with(compared.warnings));
                }
                Other::New { draft, path }
            }
            earlier @ Other::Earlier(_) => earlier,
        };
        self.show(article);
        if let Some(open) = &mut self.open {
            open.comparing = Some(Comparing { number: asked, article, other, carriage: compared.carriage, choices: BTreeMap::new() });
        }
        self.keep_comparing();
        Vec::new()
    }

    /// Ends a comparison whose texts are no longer those of the project.
    pub(super) fn keep_comparing(&mut self) {
        let Some(open) = &mut self.open else { return };
        let Some(comparing) = &open.comparing else { return };
        let text = open.project.article(comparing.article).map(|article| &article.text);
        let comparison = comparing.carriage.comparison();
        let still = match comparing.other {
            Other::New { .. } => text == Some(comparison.old()),
            Other::Earlier(version) => text == Some(comparison.new_text()) && open.project.version(version).is_some(),
        };
        if !still || open.selection.article != Some(comparing.article) {
            open.comparing = None;
        }
    }

    fn place(&mut self, id: MarkId) -> Vec<Job> {
        let Some(mark) = self.project().and_then(|project| project.mark(id)).filter(|mark| mark.waits()).cloned() else { return Vec::new() };
        if !self.may_change() {
            return Vec::new();
        }
        self.show(mark.article);
        if let Some(open) = &mut self.open {
            (open.comparing, open.placing, open.linking) = (None, Some(id), None);
        }
        Vec::new()
    }

    fn place_here(&mut self, now: Moment) -> Vec<Job> {
        let Some((article, mark)) = self.article().cloned().zip(self.placing().cloned()) else { return Vec::new() };
        if mark.article != article.id {
            self.tell(Notice::warning("a mark cannot go to another article"));
            return Vec::new();
        }
        let Some(at) = trim_gesture(&article.text, self.selection().bytes()).map(Fragments::from) else { return Vec::new() };
        let id = mark.id;
        let (jobs, _) = self.change(now, |project, hand| {
            let before = project.text_of(&mark).map(|text| Article { text: text.clone(), ..article.as_ref().clone() });
            let meaning = before.and_then(|before| said_anew(project, &mark, &before, &article, &at));
            let decisions = BTreeMap::from([(id, Decision::Put { at: at.clone(), meaning })]);
            Ok((edit::settle(project, hand, None, &decisions)?, ()))
        });
        if !jobs.is_empty() {
            self.run_select(SelectCommand::Mark(id));
        }
        jobs
    }

    fn choose(&mut self, choices: Vec<(MarkId, Choice)>, now: Moment) -> Vec<Job> {
        let Some(comparing) = self.open.as_mut().and_then(|open| open.comparing.as_mut()) else { return Vec::new() };
        if comparing.is_new() {
            comparing.choices.extend(choices);
            return Vec::new();
        }
        let comparing = comparing.clone();
        self.change(now, |project, hand| {
            let carriage = known(&comparing.carriage, || marks_ranges(&comparing.marks(project)));
            let decisions = decisions(project, &comparing, choices);
            Ok((edit::settle(project, hand, Some(&carriage), &decisions)?, ()))
        })
        .0
    }

    fn take_version(&mut self, now: Moment) -> Vec<Job> {
        let Some(comparing) = self.comparing().cloned() else { return Vec::new() };
        let Other::New { draft, path } = &comparing.other else { return Vec::new() };
        let (jobs, taken) = self.change(now, |project, hand| {
            let article = project.article(comparing.article).ok_or(edit::Refusal::NoArticle(comparing.article))?;
            let carriage = known(&comparing.carriage, || edit::ranges_to_carry(project, article));
            let decisions = decisions(project, &comparing, comparing.choices.clone());
            edit::take_version(project, hand, comparing.article, draft.as_ref().clone(), &carriage, &decisions)
        });
        let Some(taken) = taken.filter(|_| !jobs.is_empty()) else { return jobs };
        self.tell_taken(taken);
        if let Some(open) = &mut self.open {
            open.comparing = None;
            open.changed_files.remove(&comparing.article);
            open.kept.clear();
            // Places of the old text mean nothing in the new one.
            open.selection = super::Selection { article: Some(comparing.article), asked_to_see: open.selection.asked_to_see + 1, ..Default::default() };
        }
        let remember = path.clone().map(|path| Job::Remember(vec![(comparing.article, path)]));
        jobs.into_iter().chain(remember).collect()
    }

    fn tell_taken(&mut self, taken: Taken) {
        let Taken { carried, waiting, gone, zones_lost, cues_lost } = taken;
        let some = |count: usize, one: &str, many: &str| match count {
            0 => None,
            1 => Some(one.to_owned()),
            count => Some(many.replace('#', &count.to_string())),
        };
        let details: Vec<String> = [
            some(zones_lost, "one zone to skip was not found again", "# zones to skip were not found again"),
            some(cues_lost, "the cue of one link was not found again", "the cues of # links were not found again"),
        ]
        .into_iter()
        .flatten()
        .collect();
        let parts: Vec<String> = [
            some(carried, "one mark is carried over", "# marks are carried over"),
            some(waiting, "one mark needs a look", "# marks need a look"),
            some(gone, "one mark went", "# marks went"),
        ]
        .into_iter()
        .flatten()
        .collect();
        let what = if parts.is_empty() { "the new version is taken".to_owned() } else { format!("the new version is taken: {}", parts.join(", ")) };
        let level = if waiting + zones_lost + cues_lost > 0 { Level::Warning } else { Level::Info };
        self.tell(Notice { level, ..Notice::info(what) }.with(details));
    }
}

/// The carriage with ranges that came into the project after it was made.
fn known(carriage: &Arc<Carriage>, ranges: impl FnOnce() -> Vec<TextRange>) -> Carriage {
    let mut carriage = carriage.as_ref().clone();
    carriage.also(ranges());
    carriage
}

fn marks_ranges(marks: &[&Arc<Mark>]) -> Vec<TextRange> {
    marks.iter().flat_map(|mark| mark.at.iter().chain(mark.links.iter().flat_map(|link| link.cue.iter().copied()))).collect()
}

/// What was chosen, with what the marks say at their new words.
fn decisions(project: &Project, comparing: &Comparing, choices: impl IntoIterator<Item = (MarkId, Choice)>) -> BTreeMap<MarkId, Decision> {
    let Some(article) = project.article(comparing.article) else { return BTreeMap::new() };
    let with = |text: &crate::text::Text| Article { text: text.clone(), ..article.as_ref().clone() };
    let comparison = comparing.carriage.comparison();
    let (old, new) = (with(comparison.old()), with(comparison.new_text()));
    let decide = |(id, choice): (MarkId, Choice)| {
        let mark = project.mark(id)?;
        let decision = match choice {
            Choice::Put(at) => Decision::Put { meaning: said_anew(project, mark, &old, &new, &at), at },
            Choice::LetGo => Decision::LetGo,
            Choice::Later => Decision::Wait,
        };
        Some((id, decision))
    };
    choices.into_iter().filter_map(decide).collect()
}

/// What a mark says at words of the new text, where it said no more than its words in the old one.
fn said_anew(project: &Project, mark: &Mark, old: &Article, new: &Article, at: &Fragments) -> Option<Meaning> {
    let label = mark.label();
    (first_meaning(project, old, &mark.at, &label) == mark.meaning).then(|| first_meaning(project, new, at, &label))
}
