//! The world behind the session: four named threads that do its jobs and give their outcomes back. The one named "store" owns the open
//! project on disk, the one named "reader" reads article files and compares texts, the one named "measurer" takes what may take
//! minutes, the one named "searcher" looks through the project. Nothing here decides what a project is, and nothing here names the window:
//! whoever waits for outcomes is woken through a [`Waker`].

mod exchanging;
mod keeping;
mod reading;
mod reviewing;
mod searching;
mod words;

#[cfg(test)]
mod tests;

use crate::project::{Moment, Name};
use crate::session::{Job, Outcome};
use crate::store::{Folders, Preferences};
use keeping::{Keeping, Order};
use reading::{Reading, Task};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::task::Waker;
use std::thread::JoinHandle;

/// How many orders may wait for the store before whoever gives the next one waits too. A change is one; a disk that takes none of so
/// many does not answer at all, and going on would only make the loss larger.
const ORDERS: usize = 4096;
/// How many readings may wait.
const READINGS: usize = 256;

/// Does jobs on threads of its own. Dropping it saves, as far as the disk lets it.
pub struct Runner {
    store: Option<SyncSender<Order>>,
    reader: Option<SyncSender<Task>>,
    measurer: Option<SyncSender<Task>>,
    searcher: Option<Sender<Job>>,
    outcomes: Receiver<Outcome>,
    progress: reading::Progress,
    measuring: reading::Progress,
    who: Name,
    threads: Vec<JoinHandle<()>>,
}

/// What takes a while.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Work {
    /// Articles are read: counted in files.
    #[default]
    Articles,
    /// Data of another program is read: counted in parts of a whole.
    Import,
    /// Data is written for another program: counted in parts of a whole.
    Export,
    /// γ is measured: counted in samples.
    Gamma,
}

/// How far something is that takes a while.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Count {
    /// What.
    pub work: Work,
    /// How much was done: files that were read or refused.
    pub done: usize,
    /// How much there is to do.
    pub of: usize,
}

impl Runner {
    /// Starts the threads. `waker` is woken whenever there is an outcome; `seed` makes the names of projects that have no file and should
    /// be random; `clock` says when things are saved.
    ///
    /// # Errors
    /// Where the system gives no threads.
    pub fn new(waker: &Waker, folders: Folders, who: Name, seed: u64, clock: fn() -> Moment) -> std::io::Result<Self> {
        let (results, outcomes) = channel();
        let (store, orders) = sync_channel(ORDERS);
        let (reader, readings) = sync_channel(READINGS);
        let progress = reading::Progress::default();
        let keeping = Keeping::new(folders.clone(), who.clone(), seed, clock, Back { results: results.clone(), waker: waker.clone() });
        let back = Back { results, waker: waker.clone() };
        let (measurer, measurings) = sync_channel(READINGS);
        let measuring = reading::Progress::default();
        let (searcher, questions) = channel();
        let searched = back.clone();
        let mut threads = vec![std::thread::Builder::new().name("store".into()).spawn(move || keeping.run(&orders))?];
        for (name, tasks, told) in [("reader", readings, progress.clone()), ("measurer", measurings, measuring.clone())] {
            let (folders, back) = (folders.clone(), back.clone());
            threads.push(std::thread::Builder::new().name(name.into()).spawn(move || reading::run(&tasks, &folders, &told, &back))?);
        }
        threads.push(std::thread::Builder::new().name("searcher".into()).spawn(move || searching::run(&questions, &searched))?);
        Ok(Self { store: Some(store), reader: Some(reader), measurer: Some(measurer), searcher: Some(searcher), outcomes, progress, measuring, who, threads })
    }

    /// Begins a job. Its outcome comes later; a step in the journal has one only when it is on the disk, and may share it with those before.
    pub fn start(&mut self, job: Job) {
        match job {
            Job::Read { paths, there, into } => {
                let number = self.progress.number();
                self.task(Task::Read(Reading { paths, there, into, number }));
            }
            Job::Gamma { into, asked, project } => {
                let number = self.measuring.number();
                // The thread ends with this runner only.
                self.measurer.as_ref().map(|measurer| measurer.send(Task::Gamma { into, asked, project, number }).unwrap_or_default()).unwrap_or_default();
            }
            Job::Search { .. } | Job::Lint { .. } => {
                // The thread ends with this runner only.
                self.searcher.as_ref().map(|searcher| searcher.send(job).unwrap_or_default()).unwrap_or_default();
            }
            Job::Exchange(job) => {
                let number = self.progress.number();
                self.task(Task::Exchange { job, number });
            }
            Job::Compare { .. }
            | Job::LookAtFile { .. }
            | Job::Measure { .. }
            | Job::MakeReview { .. }
            | Job::SendBack { .. }
            | Job::Report { .. }
            | Job::Remember(_) => self.task(Task::Job(job)),
            Job::Open(_)
            | Job::Keep(_)
            | Job::Note(_)
            | Job::Save
            | Job::SaveOver(_)
            | Job::LookAtProject
            | Job::SaveAs { .. }
            | Job::SaveCopy { .. }
            | Job::Close => self.order(Order::Job(job)),
        }
    }

    /// What was done since this was asked last, in the order in which it was done.
    pub fn finished(&mut self) -> Vec<Outcome> {
        self.outcomes.try_iter().collect()
    }

    /// Says who is working here: it stands in locks and in the names of files that are kept beside others.
    pub fn work_as(&mut self, who: &Name) {
        if self.who != *who {
            self.who = who.clone();
            self.order(Order::WorkAs(who.clone()));
        }
    }

    /// Writes the settings, soon.
    pub fn keep(&mut self, preferences: Preferences) {
        self.order(Order::Keep(Box::new(preferences)));
    }

    /// Lets go of a project that has no file, and of all its work.
    pub fn discard(&mut self) {
        self.order(Order::Discard);
    }

    /// How far the reading of articles or the exchange of data is; none where nothing is under way.
    pub fn reading(&self) -> Option<Count> {
        self.progress.count()
    }

    /// Stops that; what was read of articles so far comes as usual, of data nothing does.
    pub fn stop_reading(&mut self) {
        self.progress.stop();
    }

    /// How far the measuring of γ is; none where it is not measured.
    pub fn measuring(&self) -> Option<Count> {
        self.measuring.count()
    }

    /// Stops the measuring of γ; nothing comes of it.
    pub fn stop_measuring(&mut self) {
        self.measuring.stop();
    }

    /// Saves and ends; to be called at the end of the program, where waiting is right.
    pub fn close(&mut self) {
        self.progress.stop();
        self.measuring.stop();
        (self.store, self.reader, self.measurer, self.searcher) = (None, None, None, None);
        for thread in self.threads.drain(..) {
            // A thread that panicked has told so.
            thread.join().unwrap_or_default();
        }
    }

    fn task(&self, task: Task) {
        if let Some(reader) = &self.reader {
            // The thread ends with this runner only.
            reader.send(task).unwrap_or_default();
        }
    }

    fn order(&self, order: Order) {
        if let Some(store) = &self.store {
            store.send(order).unwrap_or_default();
        }
    }
}

impl Drop for Runner {
    fn drop(&mut self) {
        self.close();
    }
}

/// The way back from a thread.
#[derive(Clone)]
struct Back {
    results: Sender<Outcome>,
    waker: Waker,
}

impl Back {
    fn send(&self, outcome: Outcome) {
        // Nobody listens any more when the program ends.
        if self.results.send(outcome).is_ok() {
            self.waker.wake_by_ref();
        }
    }

    /// Only draws attention, where a count went on.
    fn wake(&self) {
        self.waker.wake_by_ref();
    }
}
