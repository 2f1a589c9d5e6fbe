//! What the session asks of the world, and what comes back: plain data, two closed lists.

mod arrived;
mod compare;

pub use arrived::{AlikeText, AlikeTo, ReadFile, Told};
pub use compare::{Compare, Compared, NewText};

use super::{ExchangeJob, Exchanged, Notice, Reviewing};
use crate::edit::{Change, History};
use crate::lint::Hint;
use crate::project::{ArticleId, Name, Project};
use crate::review::agreement::Gammas;
use crate::review::{Findings, TakenIn};
use crate::search::{Found, Query};
use crate::text::Text;
use std::path::PathBuf;
use std::sync::Arc;

/// A request to the world.
#[derive(Clone, Debug)]
pub enum Job {
    /// Open a project file; the one that is open is saved and closed first.
    Open(PathBuf),
    /// Keep a project that has no file yet; the one that is open is saved and closed first.
    Keep(Arc<Project>),
    /// Read files and folders as articles.
    Read {
        /// The files and folders.
        paths: Vec<PathBuf>,
        /// The texts of the project, among which the same stories are looked for.
        there: Vec<(ArticleId, Text)>,
        /// The number of the open project that they are for.
        into: u64,
    },
    /// Compare an article's text with another version of it.
    Compare {
        /// The number of the open project that it is for.
        into: u64,
        /// Which comparison of that project it is.
        asked: u64,
        /// The article.
        article: ArticleId,
        /// What is compared.
        compare: Compare,
    },
    /// Look whether the file that an article was read from, by this user on this machine, holds another text now.
    LookAtFile {
        /// The number of the open project that it is for.
        into: u64,
        /// The article.
        article: ArticleId,
        /// Its text.
        text: Text,
        /// The encoding of its file, where that is not UTF-8.
        encoding: String,
    },
    /// Find the findings of a review and measure the analysts' agreement.
    Measure {
        /// The number of the open project that it is for.
        into: u64,
        /// Which version of it.
        asked: u64,
        /// The review.
        project: Arc<Project>,
    },
    /// Measure γ of a review.
    Gamma {
        /// The number of the open project that it is for.
        into: u64,
        /// Which version of it.
        asked: u64,
        /// The review.
        project: Arc<Project>,
    },
    /// Write a report of a project: as HTML, or as Markdown where the file's name ends so.
    Report {
        /// The file.
        path: PathBuf,
        /// The project.
        project: Arc<Project>,
    },
    /// Make a review of projects and write it.
    MakeReview {
        /// The projects.
        paths: Vec<PathBuf>,
        /// The file of the review.
        into: PathBuf,
        /// Whether names are hidden.
        is_blind: bool,
        /// Who reviews.
        who: Name,
        /// What the order of a blind review is mixed with.
        seed: u64,
    },
    /// Write an analyst's own project, with what was decided in a review.
    SendBack {
        /// The file.
        path: PathBuf,
        /// The review.
        project: Arc<Project>,
        /// Its findings.
        findings: Arc<Findings>,
        /// The analyst's number.
        analyst: usize,
    },
    /// Look for something.
    Search {
        /// The number of the open project that it is for.
        into: u64,
        /// Which question it is.
        asked: u64,
        /// The project.
        project: Arc<Project>,
        /// What is looked for.
        query: Box<Query>,
        /// The article that is looked through; none is all.
        only: Option<ArticleId>,
    },
    /// Look through the project with the rules of the lint.
    Lint {
        /// The number of the open project that it is for.
        into: u64,
        /// Which version of it.
        asked: u64,
        /// The project.
        project: Arc<Project>,
    },
    /// About data of other programs.
    Exchange(Box<ExchangeJob>),
    /// Remember from which files articles were read, for this user on this machine.
    Remember(Vec<(ArticleId, PathBuf)>),
    /// Note a step in the journal.
    Note(Step),
    /// Write the project file.
    Save,
    /// Write the project file over the one with this hash, that somebody else wrote: what it holds is in the project.
    SaveOver(String),
    /// Look whether somebody else changed the project's file.
    LookAtProject,
    /// Write the project to another file and go on there.
    SaveAs {
        /// The file.
        path: PathBuf,
        /// The project as it is shown, where a step was refused: what is kept is another, and the work begins anew with this one.
        anew: Option<Arc<Project>>,
    },
    /// Write a copy of the project as it is shown.
    SaveCopy {
        /// The file.
        path: PathBuf,
        /// What is written.
        project: Arc<Project>,
    },
    /// Save, then let go of the project.
    Close,
}

/// What somebody else made of the open project's file, to be taken into it.
#[derive(Clone, Debug)]
pub struct FileChanged {
    /// Number of the last step that it was merged with.
    pub seq: u64,
    /// The file.
    pub path: PathBuf,
    /// The BLAKE3 of its bytes, in hexadecimal.
    pub hash: String,
    /// What they did.
    pub taken: TakenIn,
}

/// One line of the journal.
#[derive(Clone, Debug)]
pub enum Step {
    /// A change was done.
    Do {
        /// Number of the line.
        seq: u64,
        /// What was done.
        change: Arc<Change>,
    },
    /// A change was taken back.
    Undo {
        /// Number of the line.
        seq: u64,
        /// Number of the line that did it.
        of: u64,
    },
    /// A change was done again.
    Redo {
        /// Number of the line.
        seq: u64,
        /// Number of the line that did it first.
        of: u64,
    },
}

impl Step {
    /// Number of the line.
    pub fn seq(&self) -> u64 {
        match self {
            Self::Do { seq, .. } | Self::Undo { seq, .. } | Self::Redo { seq, .. } => *seq,
        }
    }
}

/// What the world answers.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// A project is open.
    Opened(Box<Loaded>),
    /// A project could not be opened; what was open before is closed.
    NotOpened(Notice),
    /// The project was not closed, and no other was opened, because it could not be saved: it stays.
    StillOpen {
        /// Why.
        notice: Notice,
        /// Whether the journal holds every step all the same.
        is_noted: bool,
    },
    /// Files were read.
    Articles {
        /// The number of the project that they are for; another takes none of them.
        into: u64,
        /// What was read, in the order of the files.
        read: Vec<ReadFile>,
        /// Those that were refused.
        refused: Vec<Told>,
        /// What is worth knowing about those that were read.
        warnings: Vec<Told>,
    },
    /// Two texts were compared.
    Compared {
        /// The number of the project that it is for.
        into: u64,
        /// Which comparison of that project it is.
        asked: u64,
        /// The article.
        article: ArticleId,
        /// What came of it, or why nothing did.
        compared: Result<Compared, Notice>,
    },
    /// The file of an article was looked at.
    FileLookedAt {
        /// The number of the project that it is for.
        into: u64,
        /// The article.
        article: ArticleId,
        /// The file, where it holds another text now.
        changed: Option<PathBuf>,
    },
    /// A review was compared.
    Measured {
        /// The number of the project that it is for.
        into: u64,
        /// Which version of it.
        asked: u64,
        /// What came of it; none where it failed.
        measured: Option<Reviewing>,
    },
    /// γ was measured, or that was stopped.
    GammaMeasured {
        /// The number of the project that it is for.
        into: u64,
        /// Which version of it.
        asked: u64,
        /// What came of it; none where it was stopped or failed.
        measured: Option<Arc<Gammas>>,
    },
    /// Something was looked for.
    Searched {
        /// The number of the project that it is for.
        into: u64,
        /// Which question it was.
        asked: u64,
        /// What was found, or why nothing can be.
        found: Result<Arc<Found>, String>,
    },
    /// The project was looked through with the rules of the lint.
    Linted {
        /// The number of the project that it is for.
        into: u64,
        /// Which version of it.
        asked: u64,
        /// What was found; none where it failed.
        hints: Option<Arc<Vec<Hint>>>,
    },
    /// What came of data of other programs.
    Exchanged(Exchanged),
    /// A review was made and written, to be opened.
    ReviewMade {
        /// Its file.
        path: PathBuf,
        /// What is not in it, a sentence each.
        warnings: Vec<String>,
    },
    /// An analyst's own project was written.
    SentBack(PathBuf),
    /// No review was made, or nothing was sent back.
    NoReview(Notice),
    /// Somebody else changed the project's file.
    FileChanged(Box<FileChanged>),
    /// Every step up to a line is on disk.
    Noted {
        /// Number of the line.
        seq: u64,
        /// Why the journal lies elsewhere, if it does.
        elsewhere: Option<String>,
    },
    /// A step could not be noted yet; it is tried again.
    NotNoted(Notice),
    /// A step was refused: nothing from it on is kept, until the project goes to another file.
    Refused(Notice),
    /// The project file is written.
    Saved(SavedTo),
    /// The project file could not be written; the journal still holds everything.
    NotSaved(Notice),
    /// A copy, or the project under another name, could not be written; all is as it was.
    NotWritten(Notice),
    /// A copy is written.
    Copied(PathBuf),
    /// The project is closed.
    Closed,
    /// Something beside the work is to be told.
    Told(Notice),
}

/// Where a project was saved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SavedTo {
    /// The project's file.
    pub path: PathBuf,
    /// Where ours lies instead, because the file had changed on disk.
    pub beside: Option<PathBuf>,
    /// Why the journal lies elsewhere, if it does.
    pub elsewhere: Option<String>,
}

/// A project that was opened.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// Its content, unsaved steps applied.
    pub project: Project,
    /// What can be undone and redone.
    pub history: History,
    /// Number of the next journal line.
    pub next_seq: u64,
    /// Its file; none, if it has none yet.
    pub path: Option<PathBuf>,
    /// Why it may not be changed.
    pub read_only: Option<String>,
    /// Why the journal lies elsewhere, if it does.
    pub elsewhere: Option<String>,
    /// What to tell: what came back after a crash, what was mended.
    pub notices: Vec<Notice>,
    /// Whether its file holds all of it.
    pub is_written: bool,
}

impl Loaded {
    /// A project as if it had been read from nowhere, for the command line and for tests.
    pub fn new(project: Project) -> Self {
        Self { project, history: History::default(), next_seq: 1, path: None, read_only: None, elsewhere: None, notices: Vec::new(), is_written: false }
    }

    /// A new project's first content: its title and whose it is.
    pub fn blank(title: &str, analyst: &Name) -> Project {
        let settings = [
            (!title.is_empty()).then(|| crate::project::Setting::Title(title.to_owned())),
            (!analyst.is_empty()).then(|| crate::project::Setting::Analyst(analyst.clone())),
        ];
        let parts = crate::project::Parts { settings: settings.into_iter().flatten().collect(), ..Default::default() };
        Project::assemble(parts).unwrap_or_default()
    }
}
