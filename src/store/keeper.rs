//! The open project on disk: holds the lock, the journal and its own copy of the project, and takes the steps one after the
//! other. It lives on the store's thread; whoever shows a project has a copy of their own, and keeps it equal by giving every step here.

use super::Folders;
use super::daily::Daily;
use super::disk::Disk;
use super::error::{ReadOnly, StoreError, io_error};
use super::format::{Line, write_line};
use super::journal_file::JournalFile;
use super::lock::{Asked, Lock};
use super::place::{self, Place};
use super::recover::Made;
use super::steps::{Steps, is_change};
use crate::edit::Change;
use crate::project::{Moment, Project};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// Where a project lies.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Where {
    /// In a file that the analyst named, links followed.
    File(PathBuf),
    /// In the state folder, until the analyst names a file.
    Unfiled,
}

/// An open project on disk.
#[derive(Debug)]
pub struct Keeper {
    pub(super) disk: Disk,
    pub(super) folders: Folders,
    pub(super) who: String,
    pub(super) path: PathBuf,
    pub(super) is_unfiled: bool,
    pub(super) grip: Grip,
    pub(super) project: Project,
    pub(super) steps: Steps,
    /// The hash of the file as it was read or written last.
    pub(super) stamp: String,
    /// The hashes of files that could not be saved for certain: each may lie there all the same.
    pub(super) tried: Vec<String>,
    /// The steps that the file does not hold, each with the change that it made.
    pub(super) unsaved: Vec<Made>,
    /// Whether the file must be written though no step is unsaved: it was mended, or may not be durable.
    pub(super) is_stale: bool,
    /// Whether the journal misses what can be undone, because it was made anew.
    pub(super) is_thin: bool,
    pub(super) last_seq: u64,
    pub(super) daily: Daily,
    pub(super) opened_on: Moment,
}

/// What is held of a project.
#[derive(Debug)]
pub(super) enum Grip {
    /// Lock and journal.
    Held(Box<Hold>),
    /// Nothing.
    ReadOnly(ReadOnly),
}

/// A project that is ours to change.
#[derive(Debug)]
pub(super) struct Hold {
    pub(super) lock: Lock,
    pub(super) journal: JournalFile,
    /// Why the journal is not beside the project, where it is not.
    pub(super) elsewhere: Option<String>,
}

impl Keeper {
    /// Takes the next step: it goes to the journal, and to the copy of the project that is saved. Each number follows the last; only changes, undos and
    /// redos are steps, the other lines are the keeper's own.
    ///
    /// # Errors
    /// [`StoreError::Io`]: the step is taken, waits in memory and is written first at the next call of `record`, `sync` or `save`; it must
    /// not be given again. Any other error: the step is not taken.
    pub fn record(&mut self, line: Line) -> Result<(), StoreError> {
        let Grip::Held(hold) = &mut self.grip else { return Err(self.refusal()) };
        let seq = line.seq();
        if !is_change(&line) || seq != self.last_seq + 1 || !self.steps.follows(&line) {
            return Err(StoreError::OutOfStep(seq));
        }
        let change = self.steps.change_of(&line).ok_or(StoreError::OutOfStep(seq))?;
        self.project.apply(&change).map_err(StoreError::Refused)?;
        self.steps.take(&line);
        self.last_seq = seq;
        // What a thin journal has no more cannot be gone back to: the step is written as what it changes.
        let words = if self.is_thin { write_line(&as_done(&line, &change)) } else { write_line(&line) };
        self.unsaved.push((line, change));
        hold.journal.append(&words).map_err(io_error("write the journal", hold.journal.path()))
    }

    /// Makes all steps durable. Only after this may they be shown as saved. A journal that somebody removed is made anew.
    ///
    /// # Errors
    /// Where the disk refuses; the steps wait in memory, and the next call tries again.
    pub fn sync(&mut self) -> Result<(), StoreError> {
        let Grip::Held(hold) = &mut self.grip else { return Err(self.refusal()) };
        if !hold.journal.is_there() || !hold.lock.is_there() {
            self.begin_journal_anew()?;
        }
        let Grip::Held(hold) = &mut self.grip else { return Err(self.refusal()) };
        hold.journal.sync().map_err(io_error("write the journal", hold.journal.path()))
    }

    /// The project as it is kept, with every step taken.
    pub fn project(&self) -> &Project {
        &self.project
    }

    /// Whether there is anything that the project file does not hold. It may well be safe in the journal.
    pub fn has_unsaved(&self) -> bool {
        !self.unsaved.is_empty() || self.is_stale
    }

    /// Where the project lies.
    pub fn place(&self) -> Where {
        if self.is_unfiled { Where::Unfiled } else { Where::File(self.path.clone()) }
    }

    /// The file itself, also of a project that is not filed yet.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Why nothing can be changed; none where it can.
    pub fn read_only(&self) -> Option<&ReadOnly> {
        match &self.grip {
            Grip::Held(_) => None,
            Grip::ReadOnly(why) => Some(why),
        }
    }

    /// Why the journal is not beside the project, where it is not.
    pub fn elsewhere(&self) -> Option<&str> {
        match &self.grip {
            Grip::Held(hold) => hold.elsewhere.as_deref(),
            Grip::ReadOnly(_) => None,
        }
    }

    /// The number that the next step may have.
    pub fn next_seq(&self) -> u64 {
        self.last_seq + 1
    }

    /// The last good files of the last seven days on which it was saved, the newest first, each with its day.
    pub fn daily_copies(&self) -> Vec<(String, PathBuf)> {
        super::daily::copies(&self.folders, &self.path)
    }

    /// Why nothing may be written.
    pub(super) fn refusal(&self) -> StoreError {
        let why = self.read_only().cloned().unwrap_or(ReadOnly::Asked);
        StoreError::ReadOnly { path: self.path.clone(), why }
    }

    /// All that can be undone and redone, as the lines of a journal that did nothing else.
    pub(super) fn history_lines(&self) -> String {
        self.steps.lines(self.last_seq).iter().map(write_line).collect()
    }

    /// Somebody removed the journal or the lock from under us: takes the lock again and writes down all that is not in the file.
    fn begin_journal_anew(&mut self) -> Result<(), StoreError> {
        let place = Place::make(&self.disk, &self.path, &self.folders)?;
        let Grip::Held(hold) = &mut self.grip else { return Err(self.refusal()) };
        if !hold.lock.is_there() {
            let asked = Lock::take(&self.disk, &place.lock, &self.who, self.opened_on, Duration::ZERO).map_err(io_error("lock", &place.lock))?;
            match asked {
                Asked::Ours(lock) => hold.lock = lock,
                Asked::Theirs(by) => return Err(StoreError::Held { path: self.path.clone(), by }),
            }
        }
        if hold.journal.is_there() {
            return Ok(());
        }
        let base = Line::Base { seq: self.last_seq, hash: self.stamp.clone() };
        let steps = self.unsaved.iter().map(|(line, change)| as_done(line, change));
        let words: String = std::iter::once(base).chain(steps).map(|line| write_line(&line)).collect();
        hold.journal = write_journal(&self.disk, &place.journal, words.as_bytes())?;
        hold.elsewhere = place.elsewhere;
        self.is_thin = true;
        Ok(())
    }
}

/// A step as what it changed, so that it needs no line before it.
fn as_done(line: &Line, change: &Arc<Change>) -> Line {
    Line::Do { seq: line.seq(), change: change.clone() }
}

/// Makes a journal of these bytes, whole and durable, in the place of the one that may be there.
pub(super) fn write_journal(disk: &Disk, path: &Path, bytes: &[u8]) -> Result<JournalFile, StoreError> {
    disk.replace(path, bytes, || Ok(true)).map_err(io_error("write the journal", path))?;
    JournalFile::open(disk, path, bytes.len() as u64).map_err(io_error("write the journal", path))
}

/// Takes the lock of a project, with the folder that it needs.
pub(super) fn take_lock(disk: &Disk, path: &Path, folders: &Folders, who: &str, now: Moment, wait: Duration) -> Result<(Asked, Place), StoreError> {
    let place = Place::make(disk, path, folders)?;
    let asked = Lock::take(disk, &place.lock, who, now, wait).map_err(io_error("lock", &place.lock))?;
    if matches!(asked, Asked::Ours(_)) {
        place::sweep(disk, &[path, &place.journal]);
    }
    Ok((asked, place))
}
