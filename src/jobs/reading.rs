//! Threads that read article files, one after the other, so that it can be stopped between two, with a count; compare texts; and measure.

use super::exchanging::exchange;
use super::reviewing::{make_review, reviewing, send_back, write_report};
use super::words::{failure_of, not_exchanged};
use super::{Back, Count, Work};
use crate::article::{self, Draft, Encoding, Warning};
use crate::project::{ArticleId, Project};
use crate::review::Measured;
use crate::review::agreement::Gammas;
use crate::session::{AlikeText, AlikeTo, ExchangeJob, Job, NewText, Notice, Outcome, ReadFile, Told};
use crate::store::{self, Folders, ReadArticle, changed_file, known_file, read_article, read_articles_while, remember_files};
use crate::text::{Likenesses, Sketch, Text};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::Receiver;

/// Files and folders to read.
pub(super) struct Reading {
    pub(super) paths: Vec<PathBuf>,
    /// The texts of the project.
    pub(super) there: Vec<(ArticleId, Text)>,
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
                let outcome = read(&reading, folders, progress, back);
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
            let compared = compare.done(|new, before| new_text(new, article, before, folders));
            Some(Outcome::Compared { into, asked, article, compared })
        }
        Job::LookAtFile { into, article, text, encoding } => {
            Some(Outcome::FileLookedAt { into, article, changed: changed_file(folders, article, &text, &encoding) })
        }
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

fn read(reading: &Reading, folders: &Folders, progress: &Progress, back: &Back) -> Outcome {
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
    let how = store::Reading { program: folders.program.as_deref(), ..store::Reading::default() };
    let all = catch_unwind(AssertUnwindSafe(|| read_articles_while(&reading.paths, how, &mut go_on)));
    let (mut read, mut refused, mut warnings) = (Vec::new(), Vec::new(), Vec::new());
    let of_all = |says: String| Told { file: String::new(), says };
    if all.is_err() {
        refused.push(of_all("nothing was read, because a reader failed on one of the files; add them one by one to find it".to_owned()));
    }
    for ReadArticle { path, is_whole, draft } in all.unwrap_or_default() {
        let file = path.display().to_string();
        match draft {
            Ok(draft) => {
                // Boilerplate is said above the article itself, with a way to skip it.
                let news = draft.warnings.iter().filter(|warning| !matches!(warning, Warning::Boilerplate { .. }));
                warnings.extend(news.map(|warning| Told { file: file.clone(), says: warning.to_string() }));
                read.push(ReadFile { path: is_whole.then_some(path), draft, alike: None });
            }
            Err(error) => refused.push(Told { file, says: error.why.to_string() }),
        }
    }
    refused.extend(stopped.map(|(left, of)| of_all(format!("reading was stopped; {left} of {of} files were not read"))));
    if stopped.is_none() {
        find_alike(&mut read, &reading.there);
    }
    Outcome::Articles { into: reading.into, read, refused, warnings }
}

/// Notes for each text the one that tells the same story: an article of the project, or one that was read before it.
fn find_alike(read: &mut [ReadFile], there: &[(ArticleId, Text)]) {
    let mut all: Likenesses = there.iter().map(|(_, text)| Sketch::of(text)).collect();
    for file in read {
        let sketch = Sketch::of(&file.draft.text);
        let nearest = all.nearest(&sketch).filter(|nearest| !nearest.is_exact);
        file.alike = nearest.map(|nearest| {
            let to = there.get(nearest.index).map_or_else(|| AlikeTo::Read(nearest.index - there.len()), |(article, _)| AlikeTo::Article(*article));
            AlikeText { to, likeness: nearest.likeness }
        });
        all.add(&sketch);
    }
}

/// The new text of an article, and the file that it was read from.
fn new_text(new: NewText, article: ArticleId, before: &str, folders: &Folders) -> Result<(Draft, Option<PathBuf>), String> {
    let read = |path: PathBuf, encoding: Option<&'static Encoding>| {
        let how = store::Reading { program: folders.program.as_deref(), encoding, before: article::encoding_named(before).ok() };
        read_article(&path, how).map(|draft| (draft, Some(path))).map_err(|error| error.to_string())
    };
    match new {
        NewText::File(path) => read(path, None),
        NewText::Again(encoding) => {
            let path = known_file(folders, article).ok_or("it is not known on this machine which file it was read from; compare it with a file")?;
            read(path, Some(article::encoding_named(&encoding)?))
        }
        NewText::Read(draft, path) => Ok((*draft, path)),
    }
}
