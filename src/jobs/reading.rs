//! Threads that read article files, one after the other, so that it can be stopped between two, with a count; compare texts; and measure.

use super::exchanging::exchange;
use super::reviewing::{make_review, reviewing, send_back, write_report};
use super::words::{failure_of, not_exchanged};
use super::{Back, Count, Work};
use crate::project::Project;
use crate::review::Measured;
use crate::review::agreement::Gammas;
use crate::session::{ExchangeJob, Job, Notice, Outcome, ReadFile};
use crate::store::{Folders, changed_file, read_article, read_articles_while, remember_files};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::Receiver;

/// Files and folders to read.
pub(super) struct Reading {
    pub(super) paths: Vec<PathBuf>,
    /// The project that they are for.
    pub(super) into: u64,
    /// Which stop is meant for it: one that came later.
    pub(super) number: u64,
}

/// How far the thread is, for others to see, and their wish that it stops.
#[derive(Clone, Default)]
pub(super) struct Progress {
    work: Arc<AtomicU8>,
    done: Arc<AtomicUsize>,
    of: Arc<AtomicUsize>,
    stops: Arc<AtomicU64>,
}

impl Progress {
    pub(super) fn count(&self) -> Option<Count> {
        let of = self.of.load(Ordering::Acquire);
        let work = [Work::Articles, Work::Import, Work::Export, Work::Gamma].into_iter().find(|work| *work as u8 == self.work.load(Ordering::Acquire));
        (of > 0).then(|| Count { work: work.unwrap_or_default(), done: self.done.load(Ordering::Acquire), of })
    }

    /// How often it was stopped.
    pub(super) fn number(&self) -> u64 {
        self.stops.load(Ordering::Acquire)
    }

    pub(super) fn stop(&self) {
        self.stops.fetch_add(1, Ordering::AcqRel);
    }

    pub(super) fn set(&self, work: Work, done: usize, of: usize) {
        self.work.store(work as u8, Ordering::Release);
        self.done.store(done, Ordering::Release);
        self.of.store(of, Ordering::Release);
    }
}

/// What the thread is told to do.
pub(super) enum Task {
    /// Files and folders to read.
    Read(Reading),
    /// γ of a review to measure.
    Gamma {
        /// The project that it is for.
        into: u64,
        /// Which version of it.
        asked: u64,
        /// The review.
        project: Arc<Project>,
        /// Which stop is meant for it: one that came later.
        number: u64,
    },
    /// Data of another program to read or to write.
    Exchange {
        /// What is to be done.
        job: Box<ExchangeJob>,
        /// Which stop is meant for it: one that came later.
        number: u64,
    },
    /// Another job of this thread.
    Job(Job),
}

/// Does what it is told until nobody tells it anything any more.
pub(super) fn run(tasks: &Receiver<Task>, folders: &Folders, progress: &Progress, back: &Back) {
    for task in tasks {
        let outcome = match task {
            Task::Read(reading) => {
                let outcome = read(&reading, progress, back);
                progress.set(Work::Articles, 0, 0);
                Some(outcome)
            }
            Task::Gamma { into, asked, project, number } => {
                let measured = catch_unwind(AssertUnwindSafe(|| gamma(&project, number, progress, back))).unwrap_or_default();
                progress.set(Work::Gamma, 0, 0);
                Some(Outcome::GammaMeasured { into, asked, measured })
            }
            Task::Exchange { job, number } => {
                let failure = not_exchanged(&job);
                let exchanged = catch_unwind(AssertUnwindSafe(|| exchange(*job, number, progress, back))).unwrap_or(failure);
                progress.set(Work::Import, 0, 0);
                Some(Outcome::Exchanged(exchanged))
            }
            Task::Job(job) => {
                let failure = failure_of(&job);
                catch_unwind(AssertUnwindSafe(|| done(job, folders))).unwrap_or(Some(failure))
            }
        };
        if let Some(outcome) = outcome {
            back.send(outcome);
        }
    }
}

fn done(job: Job, folders: &Folders) -> Option<Outcome> {
    match job {
        Job::Compare { into, asked, article, compare } => {
            let compared = compare.done(|path| read_article(path).map_err(|error| error.to_string()));
            Some(Outcome::Compared { into, asked, article, compared })
        }
        Job::LookAtFile { into, article, text } => Some(Outcome::FileLookedAt { into, article, changed: changed_file(folders, article, &text) }),
        Job::Measure { into, asked, project } => Some(Outcome::Measured { into, asked, measured: reviewing(&project) }),
        Job::Report { path, project } => Some(match write_report(&path, &project) {
            Ok(path) => Outcome::Copied(path),
            Err(error) => Outcome::NotWritten(Notice::error(error.to_string())),
        }),
        Job::MakeReview { paths, into, is_blind, who, seed } => Some(match make_review(&paths, &into, is_blind, who, seed, folders) {
            Ok(warnings) => Outcome::ReviewMade { path: into, warnings },
            Err(why) => Outcome::NoReview(Notice::error(format!("no review was made: {why}"))),
        }),
        Job::SendBack { path, project, findings, analyst } => Some(match send_back(&path, &project, &findings, analyst, folders) {
            Ok(path) => Outcome::SentBack(path),
            Err(why) => Outcome::NoReview(Notice::error(format!("nothing was sent back: {why}"))),
        }),
        Job::Remember(files) => {
            // Nothing of anybody's work is lost where this fails.
            remember_files(folders, &files).unwrap_or_default();
            None
        }
        // The other thread's, or another task of this one.
        Job::Open(_)
        | Job::Keep(_)
        | Job::Read { .. }
        | Job::Gamma { .. }
        | Job::Exchange(_)
        | Job::Search { .. }
        | Job::Lint { .. }
        | Job::Note(_)
        | Job::Save
        | Job::SaveOver(_)
        | Job::LookAtProject
        | Job::SaveAs { .. }
        | Job::SaveCopy { .. }
        | Job::Close => None,
    }
}

/// γ of a review; none where it was stopped.
fn gamma(project: &Project, number: u64, progress: &Progress, back: &Back) -> Option<Arc<Gammas>> {
    let mut seen = 0;
    let mut go_on = |done: usize, of: usize| {
        progress.set(Work::Gamma, done, of.max(1));
        if seen != done {
            seen = done;
            back.wake();
        }
        progress.number() == number
    };
    go_on(0, 1).then(|| Measured::gammas(project, &mut go_on)).flatten().map(Arc::new)
}

fn read(reading: &Reading, progress: &Progress, back: &Back) -> Outcome {
    let mut stopped = None;
    let mut go_on = |done: usize, of: usize| {
        if progress.number() != reading.number {
            stopped = Some((of - done, of));
            return false;
        }
        progress.set(Work::Articles, done, of);
        back.wake();
        true
    };
    let all = catch_unwind(AssertUnwindSafe(|| read_articles_while(&reading.paths, &mut go_on)));
    let (mut read, mut refused, mut warnings) = (Vec::new(), Vec::new(), Vec::new());
    if all.is_err() {
        refused.push("nothing was read, because a reader failed on one of the files; add them one by one to find it".to_owned());
    }
    for (path, draft) in all.unwrap_or_default() {
        match draft {
            Ok(draft) => {
                warnings.extend(draft.warnings.iter().map(|warning| format!("{}: {warning}", path.display())));
                read.push(ReadFile { path: Some(path), draft });
            }
            Err(error) => refused.push(error.to_string()),
        }
    }
    refused.extend(stopped.map(|(left, of)| format!("reading was stopped; {left} of {of} files were not read")));
    Outcome::Articles { into: reading.into, read, refused, warnings }
}
