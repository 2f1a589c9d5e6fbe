//! The thread that looks through the project: of questions of one sort only the last matters, because they are asked anew with every key
//! and every change.

use super::Back;
use super::words::failure_of;
use crate::lint::lint;
use crate::search::search;
use crate::session::{Job, Outcome};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::Receiver;

/// Answers until nobody asks any more.
pub(super) fn run(questions: &Receiver<Job>, back: &Back) {
    while let Ok(first) = questions.recv() {
        let (mut words, mut rules) = (None, None);
        for question in std::iter::once(first).chain(questions.try_iter()) {
            let place = if matches!(question, Job::Lint { .. }) { &mut rules } else { &mut words };
            *place = Some(question);
        }
        // Somebody waits for the words.
        for question in words.into_iter().chain(rules) {
            let failure = failure_of(&question);
            // The project is let go before the answer is there, so that a change that follows need not copy it.
            if let Some(outcome) = catch_unwind(AssertUnwindSafe(|| answered(question))).unwrap_or(Some(failure)) {
                back.send(outcome);
            }
        }
    }
}

fn answered(question: Job) -> Option<Outcome> {
    if let Job::Search { into, asked, project, query, only } = question {
        let found = search(&project, &query, only).map(Arc::new).map_err(|why| why.to_string());
        Some(Outcome::Searched { into, asked, found })
    } else if let Job::Lint { into, asked, project } = question {
        Some(Outcome::Linted { into, asked, hints: Some(Arc::new(lint(&project))) })
    } else {
        None
    }
}
