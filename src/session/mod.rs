//! The program without a window. A session takes commands and gives jobs; the window, the command line and the tests all drive
//! this one. It never reads a clock, starts a thread or touches the disk.

mod arrivals;
mod articles;
mod checks;
mod command;
mod comments;
mod exchange;
mod fields;
mod files;
mod job;
mod linking;
mod links;
mod lint;
mod marks;
mod notice;
mod open;
mod review;
mod scheme;
mod search;
mod select;
mod selection;
mod versions;

pub use crate::edit::{FieldError, Fields};
pub use arrivals::{ArrivalCommand, Arrivals, Waiting};
pub use command::{
    Act, ArticleCommand, CheckChange, CheckCommand, Choice, Command, CommentCommand, Edge, EvidencePart, FileCommand, LinkCommand, LintCommand, MarkCommand,
    RemoveCommand, ReviewCommand, SchemeCommand, SearchCommand, SelectCommand, Step as EdgeStep, VersionCommand,
};
pub use exchange::{ExchangeCommand, ExchangeJob, Exchanged, Exchanging, ExportOrder, ImportOrder};
pub use fields::set_field;
pub use files::taken_in;
pub use job::{AlikeText, AlikeTo, Compare, Compared, FileChanged, Job, Loaded, NewText, Outcome, ReadFile, SavedTo, Step, Told};
pub use linking::Linking;
pub use lint::{Hints, OfArticle};
pub use notice::{Level, Notice};
pub use review::{Gamma, Reviewing};
pub use search::Searching;
pub use selection::Selection;
pub use versions::{Comparing, Other};

use crate::edit::{Change, Conflict, Hand, MarkDraft, Refusal};
use crate::project::{Article, Ids, Mark, Moment, Name, Project};
use crate::text::TextRange;
use open::Open;
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The state of the program that commands can change.
pub struct Session {
    open: Option<Open>,
    who: Name,
    ids: Ids,
    notices: Vec<Notice>,
    /// Articles to add as soon as the project that is being made is there.
    waiting: Vec<PathBuf>,
    /// Words to add as an article then.
    waiting_words: Option<String>,
    /// How many jobs that take a while are under way, with what they do.
    busy: Vec<&'static str>,
    revision: u64,
    version: u64,
    /// The jobs under way after which another project is open, or none, the oldest first.
    moving: VecDeque<Moving>,
}

/// A job after which the open project may be another.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Moving {
    /// A project is opened or made.
    Opening,
    /// The open one is closed.
    Closing,
}

/// What the bar says about the work.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Saving {
    /// Every change is on disk.
    Saved,
    /// A change is on its way.
    Saving,
    /// A change could not be kept.
    NotSaved(String),
    /// Every change is on disk, but in the journal of a project that has no file, or whose folder takes none.
    NoFile(String),
    /// The project may not be changed.
    ReadOnly(String),
}

impl Session {
    /// A session of an analyst; the generator's seed is random in the program and fixed in tests.
    pub fn new(who: Name, ids: Ids) -> Self {
        Self {
            open: None,
            who,
            ids,
            notices: Vec::new(),
            waiting: Vec::new(),
            waiting_words: None,
            busy: Vec::new(),
            revision: 0,
            version: 0,
            moving: VecDeque::new(),
        }
    }

    /// Does what a command asks, as far as it can be done at once; the rest leaves as jobs.
    pub fn run(&mut self, command: Command, now: Moment) -> Vec<Job> {
        self.revision += 1;
        let jobs = self.obey(command, now);
        self.keep_comparing();
        jobs.into_iter().chain(self.look_at_file()).chain(self.measure()).collect()
    }

    fn obey(&mut self, command: Command, now: Moment) -> Vec<Job> {
        match command {
            Command::File(command) => self.run_file(command, now),
            Command::Arrival(command) => self.run_arrival(command, now),
            Command::Article(command) => self.run_article(command, now),
            Command::Select(command) => self.run_select(command),
            Command::Mark(command) => self.run_mark(command, now),
            Command::Link(command) => self.run_link(command, now),
            Command::Check(command) => self.run_check(command, now),
            Command::Scheme(command) => self.run_scheme(command, now),
            Command::Lint(command) => self.run_lint(command, now),
            Command::Version(command) => self.run_version(command, now),
            Command::Review(command) => self.run_review(command, now),
            Command::Exchange(command) => self.run_exchange(command, now),
            Command::Search(command) => self.run_search(command, now),
            Command::Comment(command) => self.run_comment(command, now),
            Command::Remove(command) => self.run_remove(command, now),
            Command::Undo => self.undo(),
            Command::Redo => self.redo(),
            Command::Dismiss(index) => {
                if index < self.notices.len() {
                    self.notices.remove(index);
                }
                Vec::new()
            }
        }
    }

    /// Takes what the world answers.
    pub fn finish(&mut self, outcome: Outcome, now: Moment) -> Vec<Job> {
        self.revision += 1;
        let jobs = self.take_outcome(outcome, now);
        jobs.into_iter().chain(self.look_at_file()).chain(self.measure()).collect()
    }

    /// Counts commands and outcomes: what is derived from the session is fresh while this is the same.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Grows with every change of the project, undo and redo too, and with every project that is opened: what is derived from the project
    /// alone is fresh while this is the same.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// The number of the open project, which no other project of this session has; 0 where none is open.
    pub fn project_number(&self) -> u64 {
        self.open.as_ref().map_or(0, |open| open.number)
    }

    /// The open project.
    pub fn project(&self) -> Option<&Project> {
        self.open.as_ref().map(|open| open.project.as_ref())
    }

    /// The project as it is now, for another thread.
    fn snapshot(&self) -> Option<Arc<Project>> {
        self.open.as_ref().map(|open| open.project.clone())
    }

    /// What is selected; nothing where no project is open.
    pub fn selection(&self) -> Selection {
        self.open.as_ref().map(|open| open.selection).unwrap_or_default()
    }

    /// Words of the shown article that stay selected beside the selection.
    pub fn kept_selections(&self) -> &[TextRange] {
        self.open.as_ref().map(|open| open.kept.as_slice()).unwrap_or_default()
    }

    /// The article that is shown.
    pub fn article(&self) -> Option<&Arc<Article>> {
        self.project()?.article(self.selection().article?)
    }

    /// The mark whose details are shown.
    pub fn mark(&self) -> Option<&Arc<Mark>> {
        self.project()?.mark(self.selection().mark?)
    }

    /// The link that is being made.
    pub fn linking(&self) -> Option<&Linking> {
        self.open.as_ref()?.linking.as_ref()
    }

    /// Who is working here; empty until it was said.
    pub fn who(&self) -> &Name {
        &self.who
    }

    /// What the analyst was not told yet, the oldest first.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// Takes all notices, for a front end that prints them.
    pub fn take_notices(&mut self) -> Vec<Notice> {
        std::mem::take(&mut self.notices)
    }

    /// The project's file.
    pub fn path(&self) -> Option<&Path> {
        self.open.as_ref()?.path.as_deref()
    }

    /// Whether a project is open that may be changed.
    pub fn is_writable(&self) -> bool {
        self.open.as_ref().is_some_and(|open| open.read_only.is_none())
    }

    /// What undo would take back, in words.
    pub fn to_undo(&self) -> Option<&str> {
        Some(self.open.as_ref().filter(|open| open.read_only.is_none())?.history.to_undo()?.change.name.as_str())
    }

    /// What redo would do again, in words.
    pub fn to_redo(&self) -> Option<&str> {
        Some(self.open.as_ref().filter(|open| open.read_only.is_none())?.history.to_redo()?.change.name.as_str())
    }

    /// How many steps can be undone and redone.
    pub fn history_lengths(&self) -> (usize, usize) {
        self.open.as_ref().map_or((0, 0), |open| open.history.lengths())
    }

    /// What is under way that the analyst may wait for.
    pub fn busy(&self) -> Option<&'static str> {
        self.busy.last().copied()
    }

    /// What the bar says about the work; none where no project is open.
    pub fn saving(&self) -> Option<Saving> {
        let open = self.open.as_ref()?;
        let trouble = open.refused.as_ref().or(open.not_noted.as_ref()).or(open.not_saved.as_ref());
        Some(match (trouble, &open.read_only) {
            (Some(trouble), _) => Saving::NotSaved(trouble.what.clone()),
            (None, Some(why)) => Saving::ReadOnly(why.clone()),
            (None, None) if open.noted + 1 < open.next_seq => Saving::Saving,
            (None, None) => match (&open.path, &open.elsewhere) {
                (None, _) => Saving::NoFile("not saved to a file".into()),
                (Some(_), Some(why)) => Saving::NoFile(why.clone()),
                (Some(_), None) => Saving::Saved,
            },
        })
    }

    /// Whether every change is on the disk, in the journal where not in the file.
    pub fn is_noted(&self) -> bool {
        self.open.as_ref().is_none_or(|open| open.refused.is_none() && open.not_noted.is_none() && open.noted + 1 >= open.next_seq)
    }

    /// Whether changes stand only in the journal and not in the project's file yet.
    pub fn is_ahead_of_file(&self) -> bool {
        self.open.as_ref().is_some_and(|open| !open.is_written)
    }

    fn tell(&mut self, notice: Notice) {
        if self.notices.last() != Some(&notice) {
            self.notices.push(notice);
        }
    }

    /// Makes a change with `make` and applies it: one step of undo. A refusal becomes a notice. In a review what analysts handed in stays.
    fn change<T>(&mut self, now: Moment, make: impl FnOnce(&Project, &mut Hand<'_>) -> Result<(Change, T), Refusal>) -> (Vec<Job>, Option<T>) {
        let mut refused = None;
        let done = self.change_checked(now, make, |session, change| {
            refused = session.not_in_a_review(change);
            refused.is_none()
        });
        refused.into_iter().for_each(|notice| self.tell(notice));
        done
    }

    /// As [`Self::change`], for decisions of a review.
    fn change_freely<T>(&mut self, now: Moment, make: impl FnOnce(&Project, &mut Hand<'_>) -> Result<(Change, T), Refusal>) -> (Vec<Job>, Option<T>) {
        self.change_checked(now, make, |_, _| true)
    }

    fn change_checked<T>(
        &mut self,
        now: Moment,
        make: impl FnOnce(&Project, &mut Hand<'_>) -> Result<(Change, T), Refusal>,
        may: impl FnOnce(&Self, &Change) -> bool,
    ) -> (Vec<Job>, Option<T>) {
        if !self.may_change() {
            return (Vec::new(), None);
        }
        let Some(open) = &mut self.open else { return (Vec::new(), None) };
        let mut hand = Hand { by: &self.who, now, ids: &mut self.ids };
        match make(&open.project, &mut hand) {
            Ok((change, _)) if !may(self, &change) => (Vec::new(), None),
            Ok((change, extra)) => (self.apply(change), Some(extra)),
            Err(Refusal::Nothing) => (Vec::new(), None),
            Err(Refusal::Twin(there)) => {
                self.run_select(SelectCommand::Mark(there));
                self.tell(Notice::info("the same words are marked so already"));
                (Vec::new(), None)
            }
            Err(refusal) => {
                self.tell(Notice::warning(refusal.to_string()));
                (Vec::new(), None)
            }
        }
    }

    fn apply(&mut self, change: Change) -> Vec<Job> {
        let Some(open) = &mut self.open else { return Vec::new() };
        if change.edits.is_empty() {
            return Vec::new();
        }
        match Arc::make_mut(&mut open.project).apply(&change) {
            Ok(()) => {
                let seq = open.next_seq;
                let change = Arc::new(change);
                open.history.record(seq, change.clone());
                let jobs = open.step(Step::Do { seq, change: change.clone() });
                self.version += 1;
                open.keep_selection();
                self.forget_review(&change);
                jobs
            }
            Err(conflict) => {
                self.tell(Notice::error(format!("nothing was changed: {conflict}")));
                Vec::new()
            }
        }
    }

    fn undo(&mut self) -> Vec<Job> {
        self.walk_history(true)
    }

    fn redo(&mut self) -> Vec<Job> {
        self.walk_history(false)
    }

    fn walk_history(&mut self, back: bool) -> Vec<Job> {
        if !self.may_change() {
            return Vec::new();
        }
        let Some(open) = &mut self.open else { return Vec::new() };
        let entry = if back { open.history.to_undo() } else { open.history.to_redo() };
        let Some(entry) = entry.cloned() else { return Vec::new() };
        let walked: Result<(), Conflict> = {
            let project = Arc::make_mut(&mut open.project);
            if back { project.revert(&entry.change) } else { project.apply(&entry.change) }
        };
        if let Err(conflict) = walked {
            let word = if back { "undo" } else { "redo" };
            self.tell(Notice::error(format!("could not {word} “{}”: {conflict}", entry.change.name)));
            return Vec::new();
        }
        if back {
            open.history.undid()
        } else {
            open.history.redid()
        }
        let seq = open.next_seq;
        let step = if back { Step::Undo { seq, of: entry.seq } } else { Step::Redo { seq, of: entry.seq } };
        let jobs = open.step(step);
        self.version += 1;
        open.show_what_changed(&entry.change);
        self.forget_review(&entry.change);
        jobs
    }
}
