//! The thread that owns the open project on disk. A step goes to the journal at once; steps are made durable together, as soon as none
//! waits or 200 ms have passed, and only then are they said to be noted. The file follows 2 s after the last change. While nothing is
//! pending the thread sleeps in its queue.

mod elsewhere;
mod theirs;

use super::Back;
use super::words;
use crate::project::{Moment, Name, Project};
use crate::session::{Job, Notice, Outcome, SavedTo, Step};
use crate::store::format::Line;
use crate::store::{Access, Folders, Keeper, Opened, Preferences, Saved, StoreError, Where};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError};
use std::time::{Duration, Instant};

/// How long steps may gather before they are made durable together.
const SYNC_AFTER: Duration = Duration::from_millis(200);
/// How long after the last change the file is written.
const SAVE_AFTER: Duration = Duration::from_secs(2);
/// How long steady work goes on without the file being written.
const SAVE_AT_LEAST: Duration = Duration::from_secs(30);
/// How long after a failure it is tried again.
const RETRY_AFTER: Duration = Duration::from_secs(5);
/// How long settings may change before they are written.
const SETTLE: Duration = Duration::from_millis(500);

/// What the thread is told to do.
pub(super) enum Order {
    /// A job of the session.
    Job(Job),
    /// Another name stands in locks from now on.
    WorkAs(Name),
    /// Settings to be written.
    Keep(Box<Preferences>),
    /// The project without a file goes.
    Discard,
}

/// What the thread knows.
pub(super) struct Keeping {
    folders: Folders,
    who: Name,
    seed: u64,
    clock: fn() -> Moment,
    back: Back,
    keeper: Option<Keeper>,
    /// The last step that is not durable yet, and since when the first of them waits.
    unsynced: Option<(u64, Instant)>,
    /// When the first and the last change came that the file does not hold.
    unsaved: Option<(Instant, Instant)>,
    /// No try before this, after a failure.
    not_before: Option<Instant>,
    /// What was told last about a failure, so that it is told once.
    told: Option<String>,
    preferences: Option<(Box<Preferences>, Instant)>,
    /// Whether a step was refused, so that ours is not what the analyst sees.
    is_broken: bool,
}

impl Keeping {
    pub(super) fn new(folders: Folders, who: Name, seed: u64, clock: fn() -> Moment, back: Back) -> Self {
        Self { folders, who, seed, clock, back, keeper: None, unsynced: None, unsaved: None, not_before: None, told: None, preferences: None, is_broken: false }
    }

    /// Does what it is told until nobody can tell it anything any more; then saves.
    pub(super) fn run(mut self, orders: &Receiver<Order>) {
        loop {
            let order = match orders.try_recv() {
                Ok(order) => Some(order),
                Err(TryRecvError::Disconnected) => break,
                Err(TryRecvError::Empty) => {
                    self.guarded(Self::sync_if_due);
                    match self.wait(orders) {
                        Ok(order) => Some(order),
                        Err(RecvTimeoutError::Timeout) => None,
                        Err(RecvTimeoutError::Disconnected) => break,
                    }
                }
            };
            if let Some(order) = order {
                self.take(order);
            }
            self.guarded(Self::do_what_is_due);
        }
        self.guarded(|this| {
            this.let_go();
            this.keep_preferences();
        });
    }

    fn wait(&self, orders: &Receiver<Order>) -> Result<Order, RecvTimeoutError> {
        match self.next_due() {
            Some(due) => orders.recv_timeout(due.saturating_duration_since(Instant::now())),
            None => orders.recv().map_err(|_| RecvTimeoutError::Disconnected),
        }
    }

    /// When there is something to do without being told.
    fn next_due(&self) -> Option<Instant> {
        let held = |due: Instant| self.not_before.map_or(due, |until| due.max(until));
        let sync = self.unsynced.map(|(_, since)| held(since + SYNC_AFTER));
        let save = self.unsaved.map(|(first, last)| held((last + SAVE_AFTER).min(first + SAVE_AT_LEAST)));
        let keep = self.preferences.as_ref().map(|(_, since)| *since + SETTLE);
        [sync, save, keep].into_iter().flatten().min()
    }

    fn do_what_is_due(&mut self) {
        let now = Instant::now();
        let may = self.not_before.is_none_or(|until| until <= now);
        if may && self.unsynced.is_some_and(|(_, since)| since + SYNC_AFTER <= now) {
            self.sync();
        }
        if may && self.unsaved.is_some_and(|(first, last)| last + SAVE_AFTER <= now || first + SAVE_AT_LEAST <= now) {
            self.save();
        }
        if self.preferences.as_ref().is_some_and(|(_, since)| *since + SETTLE <= now) {
            self.keep_preferences();
        }
    }

    fn take(&mut self, order: Order) {
        match order {
            Order::Job(job) => self.caught(job, Self::job),
            Order::WorkAs(who) => self.who = who,
            Order::Keep(preferences) => {
                let since = self.preferences.as_ref().map_or_else(Instant::now, |(_, since)| *since);
                self.preferences = Some((preferences, since));
            }
            Order::Discard => {
                self.settled();
                if let Some(keeper) = self.keeper.take() {
                    keeper.discard();
                }
                self.back.send(Outcome::Closed);
            }
        }
    }

    /// Does a job; where it ends in a panic, says so in the words of that job.
    fn caught(&mut self, job: Job, what: impl FnOnce(&mut Self, Job)) {
        let failed = words::failure_of(&job);
        let is_note = matches!(job, Job::Note(_));
        if catch_unwind(AssertUnwindSafe(|| what(self, job))).is_ok() {
            return;
        }
        if is_note {
            self.break_off();
        }
        let is_open = self.keeper.is_some();
        self.back.send(if let (Outcome::NotOpened(notice), true) = (&failed, is_open) {
            Outcome::StillOpen { notice: notice.clone(), is_noted: self.is_noted() }
        } else {
            failed
        });
    }

    fn job(&mut self, job: Job) {
        match job {
            Job::Open(path) => self.open(&path),
            Job::Keep(project) => self.begin(&project),
            Job::Note(step) => self.note(step),
            Job::Save => {
                self.sync();
                self.save();
            }
            Job::SaveOver(hash) => self.save_over(&hash),
            Job::LookAtProject => self.look_at_file(),
            Job::SaveAs { path, anew } => self.save_as(&path, anew.as_deref()),
            Job::SaveCopy { path, project } => self.save_copy(&path, &project),
            Job::Close => {
                let closed = if self.let_go() { Outcome::Closed } else { self.still_open("") };
                self.back.send(closed);
            }
            // The other thread's.
            Job::Read { .. }
            | Job::Compare { .. }
            | Job::LookAtFile { .. }
            | Job::Measure { .. }
            | Job::Gamma { .. }
            | Job::MakeReview { .. }
            | Job::SendBack { .. }
            | Job::Report { .. }
            | Job::Exchange(_)
            | Job::Search { .. }
            | Job::Lint { .. }
            | Job::Remember(_) => {}
        }
    }

    fn open(&mut self, path: &Path) {
        if !self.make_room() {
            return;
        }
        match Keeper::open(path, Access::Write { wait: Duration::ZERO }, &self.who, (self.clock)(), &self.folders) {
            Ok(opened) => self.opened(opened),
            Err(error) => self.back.send(Outcome::NotOpened(words::failed(&error))),
        }
    }

    fn begin(&mut self, project: &Project) {
        if !self.make_room() {
            return;
        }
        // Two projects of one run must not have one name.
        self.seed = self.seed.wrapping_add(1);
        match Keeper::unfiled(project.clone(), self.seed, &self.who, (self.clock)(), &self.folders) {
            Ok(opened) => self.opened(opened),
            Err(error) => self.back.send(Outcome::NotOpened(words::failed(&error))),
        }
    }

    fn opened(&mut self, (keeper, opened): (Keeper, Opened)) {
        if keeper.has_unsaved() && keeper.read_only().is_none() {
            let now = Instant::now();
            self.unsaved = Some((now, now));
        }
        self.keeper = Some(keeper);
        self.back.send(Outcome::Opened(Box::new(words::loaded(opened))));
    }

    fn note(&mut self, step: Step) {
        if self.is_broken {
            // It was told, and nothing was said to be noted since.
            return;
        }
        let Some(keeper) = &mut self.keeper else { return self.back.send(Outcome::NotNoted(Notice::error(words::CLOSED))) };
        let seq = step.seq();
        let noted = keeper.record(Line::from(step));
        let now = Instant::now();
        match noted {
            Ok(()) => {}
            // It is taken, waits in memory, and is written first at the next try.
            Err(error @ StoreError::Io { .. }) => self.failed(&error, Outcome::NotNoted),
            // It is not taken, and what follows would not fit without it: nothing may be called noted from here on.
            Err(error) => {
                self.break_off();
                return self.back.send(Outcome::Refused(words::failed(&error)));
            }
        }
        self.unsynced = Some((seq, self.unsynced.map_or(now, |(_, since)| since)));
        self.unsaved = Some((self.unsaved.map_or(now, |(first, _)| first), now));
    }

    /// From here on what is kept is not what the analyst sees. What was kept before stays in the journal.
    fn break_off(&mut self) {
        self.is_broken = true;
        self.unsaved = None;
    }

    /// Whether every step is on the disk.
    fn is_noted(&self) -> bool {
        self.unsynced.is_none() && !self.is_broken
    }

    fn sync_if_due(&mut self) {
        if self.unsynced.is_some() && self.not_before.is_none_or(|until| until <= Instant::now()) {
            self.sync();
        }
    }

    fn sync(&mut self) {
        let (Some(keeper), Some((seq, _))) = (&mut self.keeper, self.unsynced) else { return };
        match keeper.sync() {
            Ok(()) => {
                self.worked();
                self.noted(seq);
            }
            Err(error) => self.failed(&error, Outcome::NotNoted),
        }
    }

    /// Why the journal is not beside the project, where it is not.
    fn elsewhere(&self) -> Option<String> {
        self.keeper.as_ref().and_then(Keeper::elsewhere).map(str::to_owned)
    }

    fn noted(&mut self, seq: u64) {
        self.unsynced = None;
        self.back.send(Outcome::Noted { seq, elsewhere: self.elsewhere() });
    }

    /// Writes the file; `false` where it could not be written. What somebody else made of it is offered to whoever shows the project.
    fn save(&mut self) -> bool {
        self.save_or(Self::offer_theirs)
    }

    /// Writes the file, or does something else where somebody else changed it; `false` where it could not be written.
    fn save_or(&mut self, changed: impl FnOnce(&mut Self) -> bool) -> bool {
        let Some(keeper) = self.keeper.as_mut().filter(|keeper| keeper.read_only().is_none()) else { return true };
        if self.is_broken {
            self.back.send(Outcome::NotSaved(Notice::error(words::BROKEN)));
            return false;
        }
        let before = keeper.path().to_owned();
        match keeper.save((self.clock)()) {
            Ok(saved) => {
                self.saved(before, None, saved);
                true
            }
            Err(StoreError::Changed(_)) => changed(self),
            Err(error) => {
                // Only what the journal took may be promised.
                if let Some((seq, _)) = self.unsynced.filter(|_| keeper.sync().is_ok()) {
                    self.noted(seq);
                }
                let outcome = if self.is_noted() { Outcome::NotSaved } else { Outcome::NotNoted };
                self.failed(&error, outcome);
                false
            }
        }
    }

    /// After the file was written: it holds every step, so that they are noted too. `path` is the file that was meant, `beside` the one where
    /// the work goes on instead.
    fn saved(&mut self, path: PathBuf, beside: Option<PathBuf>, saved: Saved) {
        self.unsaved = None;
        self.worked();
        if let Some((seq, _)) = self.unsynced {
            self.noted(seq);
        }
        for warning in &saved.warnings {
            self.warn(warning);
        }
        let is_filed = self.keeper.as_ref().is_some_and(|keeper| keeper.place() != Where::Unfiled);
        if is_filed {
            self.back.send(Outcome::Saved(SavedTo { path, beside, elsewhere: self.elsewhere() }));
        }
    }

    /// Saves the open project and lets go of it, so that another can come; where that fails, says that it stays.
    fn make_room(&mut self) -> bool {
        let is_free = self.let_go();
        if !is_free {
            self.back.send(self.still_open("the open project stays open, because it could not be saved: "));
        }
        is_free
    }

    fn still_open(&self, what: &str) -> Outcome {
        let why = self.told.as_deref().unwrap_or(words::BROKEN);
        Outcome::StillOpen { notice: Notice::error(format!("{what}{why}")), is_noted: self.is_noted() }
    }

    /// Saves the open project and lets go of it; `false` where it could not be saved, which is told, and the project stays.
    fn let_go(&mut self) -> bool {
        self.told = None;
        if self.is_broken {
            self.sync();
        }
        if (self.is_broken || self.unsaved.is_some()) && !self.save_or(Self::take_theirs) {
            return false;
        }
        self.settled();
        if let Some(keeper) = self.keeper.take()
            && let Err(error) = keeper.close()
        {
            self.warn(&error);
        }
        true
    }

    fn settled(&mut self) {
        self.is_broken = false;
        self.unsynced = None;
        self.unsaved = None;
        self.worked();
    }

    fn worked(&mut self) {
        self.not_before = None;
        self.told = None;
    }

    /// Tells of a failure once, and tries again in a while.
    fn failed(&mut self, error: &StoreError, outcome: fn(Notice) -> Outcome) {
        self.not_before = Some(Instant::now() + RETRY_AFTER);
        let words = error.to_string();
        if self.told.as_ref() != Some(&words) {
            self.told = Some(words);
            self.back.send(outcome(words::failed(error)));
        }
    }

    fn warn(&self, error: &StoreError) {
        self.back.send(Outcome::Told(Notice::warning(error.to_string())));
    }

    fn keep_preferences(&mut self) {
        if let Some((preferences, _)) = self.preferences.take()
            && let Err(error) = preferences.write(&self.folders)
        {
            self.warn(&error);
        }
    }

    /// What is done without being told must not end the thread either.
    fn guarded(&mut self, what: impl FnOnce(&mut Self)) {
        if catch_unwind(AssertUnwindSafe(|| what(self))).is_err() {
            self.not_before = Some(Instant::now() + RETRY_AFTER);
            self.back.send(Outcome::NotSaved(words::panicked("the project could not be saved")));
        }
    }
}

#[cfg(test)]
mod tests;
