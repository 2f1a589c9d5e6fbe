//! The thread that looks through the project: only the last question matters, because it is asked anew with every key.

use super::Back;
use super::words::panicked;
use crate::project::{ArticleId, Project};
use crate::search::{Query, search};
use crate::session::Outcome;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::Receiver;

/// What is looked for.
pub(super) struct Question {
    /// The project that it is for.
    pub(super) into: u64,
    /// Which question it is.
    pub(super) asked: u64,
    /// The project.
    pub(super) project: Arc<Project>,
    /// What is looked for.
    pub(super) query: Box<Query>,
    /// The article that is looked through; none is all.
    pub(super) only: Option<ArticleId>,
}

/// Answers until nobody asks any more.
pub(super) fn run(questions: &Receiver<Question>, back: &Back) {
    while let Ok(first) = questions.recv() {
        let last = questions.try_iter().last().unwrap_or(first);
        let (into, asked) = (last.into, last.asked);
        let found = catch_unwind(AssertUnwindSafe(|| search(&last.project, &last.query, last.only)));
        // The project is let go before the answer is there, so that a change that follows need not copy it.
        drop(last);
        let found = match found {
            Ok(found) => found.map(Arc::new).map_err(|why| why.to_string()),
            Err(_) => Err(panicked("nothing could be looked for").what),
        };
        back.send(Outcome::Searched { into, asked, found });
    }
}
