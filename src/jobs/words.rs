//! What the store answers, in the session's values and in words for the analyst.

use crate::session::{Loaded, Notice, Step};
use crate::store::format::Line;
use crate::store::{Opened, ReadOnly, Recovered, StoreError, Where};

/// What could not be done.
pub(super) fn failed(error: &StoreError) -> Notice {
    Notice::error(error.to_string())
}

/// What a fault of the program kept from being done.
pub(super) fn panicked(what: &str) -> Notice {
    Notice::error(format!("{what}, because of a fault in this program; save the project under another name and tell its makers"))
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
