//! What the store answers, in the session's values and in words for the analyst.

use crate::session::{ExchangeJob, Exchanged, Job, Loaded, Notice, Outcome, Step, Told};
use crate::store::format::Line;
use crate::store::{Opened, ReadOnly, Recovered, StoreError, Where};
use std::sync::Arc;

/// What is told of a project whose keeper refused a step.
pub(super) const BROKEN: &str = "a change could not be kept, and nothing after it; save the project under another name";

/// What is told of a change that came when nothing was open.
pub(super) const CLOSED: &str = "the last change was not kept, because its project was closed before it came";

/// What could not be done.
pub(super) fn failed(error: &StoreError) -> Notice {
    Notice::error(error.to_string())
}

/// What a fault of the program kept from being done.
pub(super) fn panicked(what: &str) -> Notice {
    Notice::error(format!("{what}, because of a fault in this program; save the project under another name and tell its makers"))
}

/// What is told where a job ends in a panic.
pub(super) fn failure_of(job: &Job) -> Outcome {
    match job {
        Job::Open(path) => Outcome::NotOpened(panicked(&format!("{} could not be opened", path.display()))),
        Job::Keep(_) => Outcome::NotOpened(panicked("no project could be made")),
        Job::Note(_) => Outcome::Refused(panicked("the change is not on the disk")),
        Job::LookAtProject => Outcome::Told(panicked("whether the project's file has changed is not known")),
        Job::Save | Job::SaveOver(_) => Outcome::NotSaved(panicked("the project could not be saved")),
        Job::Close => Outcome::NotOpened(panicked("the project could not be saved")),
        Job::SaveAs { path, .. } | Job::SaveCopy { path, .. } => Outcome::NotWritten(panicked(&format!("{} could not be written", path.display()))),
        Job::Compare { into, asked, article, .. } => {
            Outcome::Compared { into: *into, asked: *asked, article: *article, compared: Err(panicked("the texts could not be compared")) }
        }
        Job::LookAtFile { into, article, .. } => Outcome::FileLookedAt { into: *into, article: *article, changed: None },
        Job::Gamma { into, asked, .. } => Outcome::GammaMeasured { into: *into, asked: *asked, measured: None },
        Job::Measure { into, asked, .. } => Outcome::Measured { into: *into, asked: *asked, measured: None },
        Job::Exchange(job) => Outcome::Exchanged(not_exchanged(job)),
        Job::Lint { into, asked, .. } => Outcome::Linted { into: *into, asked: *asked, hints: None },
        Job::Search { into, asked, .. } => Outcome::Searched { into: *into, asked: *asked, found: Err(panicked("nothing could be looked for").what) },
        Job::Report { path, .. } => Outcome::NotWritten(panicked(&format!("{} could not be written", path.display()))),
        Job::SendBack { .. } => Outcome::NoReview(panicked("nothing was sent back")),
        Job::MakeReview { .. } => Outcome::NoReview(panicked("no review was made")),
        Job::Remember(_) => Outcome::Told(panicked("the files of the articles are not remembered")),
        Job::Read { into, .. } => Outcome::Articles {
            into: *into,
            read: Vec::new(),
            refused: vec![Told { file: String::new(), says: panicked("nothing was read").what }],
            warnings: Vec::new(),
        },
    }
}

/// What is told where a job about data of other programs ends in a panic.
pub(super) fn not_exchanged(job: &ExchangeJob) -> Exchanged {
    match job {
        ExchangeJob::Read { into, asked, order, .. } => {
            Exchanged::Read { into: *into, asked: *asked, format: order.format, read: Err(panicked("the data could not be read").what) }
        }
        ExchangeJob::Preview { into, asked, .. } => Exchanged::Previewed { into: *into, asked: *asked, preview: Arc::default() },
        ExchangeJob::Write { .. } => Exchanged::Written(Err(panicked("the data could not be written"))),
    }
}

/// An opened project as the session takes it.
pub(super) fn loaded(opened: Opened) -> Loaded {
    let mut notices = Vec::new();
    if let Some(recovered) = &opened.recovered {
        notices.push(came_back(recovered));
    }
    if !opened.repairs.is_empty() {
        let told = opened.repairs.iter().map(ToString::to_string).collect();
        notices.push(Notice::warning(format!("{} mended in the project file", counted(opened.repairs.len(), "thing was", "things were"))).with(told));
    }
    let read_only = opened.read_only.as_ref().filter(|why| **why != ReadOnly::Asked).map(ToString::to_string);
    if let Some(why) = &read_only {
        notices.push(Notice::warning(format!("the project is open read-only: {why}")));
    }
    Loaded {
        project: opened.project,
        history: opened.history,
        next_seq: opened.next_seq,
        path: match opened.place {
            Where::File(path) => Some(path),
            Where::Unfiled => None,
        },
        read_only,
        elsewhere: opened.elsewhere,
        notices,
        is_written: opened.is_written,
    }
}

/// What a crash left, and what did not come back.
fn came_back(recovered: &Recovered) -> Notice {
    let what = recovered.to_string();
    (if recovered.is_whole() { Notice::info(what) } else { Notice::warning(what) }).with(recovered.details())
}

/// A step as the journal has it: for whoever keeps one.
impl From<Step> for Line {
    fn from(step: Step) -> Self {
        match step {
            Step::Do { seq, change } => Self::Do { seq, change },
            Step::Undo { seq, of } => Self::Undo { seq, of },
            Step::Redo { seq, of } => Self::Redo { seq, of },
        }
    }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
