//! The thread that reads article files: one after the other, so that it can be stopped between two, with a count.

use super::{Back, Count};
use crate::session::Outcome;
use crate::store::{ReadError, find_articles, read_article};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::Receiver;

/// Files and folders to read.
pub(super) struct Reading {
    pub(super) paths: Vec<PathBuf>,
    /// Which stop is meant for it: one that came later.
    pub(super) number: u64,
}

/// How far the thread is, for others to see, and their wish that it stops.
#[derive(Clone, Default)]
pub(super) struct Progress {
    done: Arc<AtomicUsize>,
    of: Arc<AtomicUsize>,
    stops: Arc<AtomicU64>,
}

impl Progress {
    pub(super) fn count(&self) -> Option<Count> {
        let of = self.of.load(Ordering::Acquire);
        (of > 0).then(|| Count { done: self.done.load(Ordering::Acquire), of })
    }

    /// How often it was stopped.
    pub(super) fn number(&self) -> u64 {
        self.stops.load(Ordering::Acquire)
    }

    pub(super) fn stop(&self) {
        self.stops.fetch_add(1, Ordering::AcqRel);
    }

    fn set(&self, done: usize, of: usize) {
        self.done.store(done, Ordering::Release);
        self.of.store(of, Ordering::Release);
    }
}

/// Reads until nobody asks any more.
pub(super) fn run(readings: &Receiver<Reading>, progress: &Progress, back: &Back) {
    for reading in readings {
        let outcome = read(&reading, progress, back);
        progress.set(0, 0);
        back.send(outcome);
    }
}

fn read(reading: &Reading, progress: &Progress, back: &Back) -> Outcome {
    let found = find_articles(&reading.paths);
    let of = found.len();
    let (mut read, mut refused, mut warnings) = (Vec::new(), Vec::new(), Vec::new());
    for (done, (path, found)) in found.into_iter().enumerate() {
        if progress.number() != reading.number {
            refused.push(format!("reading was stopped; {} of {of} files were not read", of - done));
            break;
        }
        progress.set(done, of);
        back.wake();
        let draft = found.and_then(|()| guarded(&path));
        match draft {
            Ok(draft) => {
                warnings.extend(draft.warnings.iter().map(|warning| format!("{}: {warning}", path.display())));
                read.push(draft);
            }
            Err(error) => refused.push(error.to_string()),
        }
    }
    Outcome::Articles { read, refused, warnings }
}

/// A reader that panics costs its file and nothing else.
fn guarded(path: &Path) -> Result<crate::article::Draft, ReadError> {
    let read = catch_unwind(AssertUnwindSafe(|| read_article(path)));
    read.unwrap_or_else(|_| Err(ReadError::Io { path: path.to_owned(), source: std::io::Error::other("its reader failed; convert it to plain text") }))
}
