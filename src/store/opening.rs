//! How a project comes from the disk: file and journal are taken together, and what a crash left comes back. For reading
//! nothing at all is written; for writing the file is read first, so that nothing is made beside what is no project, and what lies
//! there once the lock is ours is what counts.

use super::Folders;
use super::daily::Daily;
use super::disk::Disk;
use super::error::{ReadOnly, StoreError, io_error};
use super::format::{self, Line, Repair, write_line};
use super::journal_file::JournalFile;
use super::keeper::{Grip, Hold, Keeper, Where, take_lock, write_journal};
use super::lock::Asked;
use super::place;
use super::reading::{Journals, file_at, hash_of, journals_of, read_both, read_file};
use super::recover::{Found, Plan};
use super::recovered::{self, Recovered};
use crate::edit::History;
use crate::project::{Moment, Project};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What a project is opened for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Access {
    /// To change it. Where another program has it, this waits about so long, then opens it for reading only.
    Write {
        /// How long.
        wait: Duration,
    },
    /// To look at it: nothing is written, no lock is taken.
    Read,
}

/// A project that was opened.
#[derive(Clone, Debug)]
pub struct Opened {
    /// Its content, unsaved steps applied.
    pub project: Project,
    /// What can be undone and redone.
    pub history: History,
    /// The number that the next step may have.
    pub next_seq: u64,
    /// What a crash left; none where there was nothing, and where it was opened only to look at it or another program has it.
    pub recovered: Option<Recovered>,
    /// What was mended in the file, to be told.
    pub repairs: Vec<Repair>,
    /// Why nothing can be changed; none where it can.
    pub read_only: Option<ReadOnly>,
    /// Why the journal is not beside the project; none where it is.
    pub elsewhere: Option<String>,
    /// Where it lies.
    pub place: Where,
    /// Whether its file holds all of it.
    pub is_written: bool,
}

/// Who opens a project, when, and with what.
struct Opener<'a> {
    disk: Disk,
    folders: &'a Folders,
    who: &'a str,
    now: Moment,
}

impl Keeper {
    /// Opens a project. What another program has, a newer one wrote or nobody may write opens for reading only: see
    /// [`Opened::read_only`].
    ///
    /// # Errors
    /// Where the file is not there, is too large or is no project.
    pub fn open(path: &Path, access: Access, who: &str, now: Moment, folders: &Folders) -> Result<(Self, Opened), StoreError> {
        Self::open_on(Disk::default(), path, access, who, now, folders)
    }

    pub(super) fn open_on(disk: Disk, path: &Path, access: Access, who: &str, now: Moment, folders: &Folders) -> Result<(Self, Opened), StoreError> {
        let path = place::resolve(path)?;
        let metadata = file_at(&path)?;
        let first = read_file(&disk, &path)?;
        let held = match (access, first.read.newer) {
            (Access::Read, _) => Err(ReadOnly::Asked),
            (Access::Write { .. }, Some(number)) => Err(ReadOnly::Newer(number)),
            (Access::Write { .. }, None) if metadata.permissions().readonly() => Err(ReadOnly::Protected),
            (Access::Write { wait }, None) => match take_lock(&disk, &path, folders, who, now, wait) {
                Ok((Asked::Ours(lock), place)) => Ok((lock, place)),
                Ok((Asked::Theirs(by), _)) => Err(ReadOnly::Held(by)),
                Err(error) => Err(ReadOnly::NoJournal(error.to_string())),
            },
        };
        let is_elsewhere = held.as_ref().is_ok_and(|(_, place)| place.elsewhere.is_some());
        let mut journals = journals_of(&path, folders);
        if is_elsewhere {
            journals.reverse();
        }
        let (file, bytes) = read_both(&disk, &path, &journals, Some(first))?;
        let held = held.and_then(|held| file.read.newer.map_or(Ok(held), |number| Err(ReadOnly::Newer(number))));
        let mut found = file.with(&bytes);
        // What another program has done and not saved is no work that a crash left.
        let is_theirs = matches!(held, Err(ReadOnly::Held(_) | ReadOnly::Asked));
        let mut recovered = Recovered::of(&found).filter(|_| !is_theirs);
        let held = held.and_then(|(lock, place)| {
            let journal = go_on(&disk, &journals, &bytes, &mut found, &file.hash, now).map_err(|error| ReadOnly::NoJournal(error.to_string()))?;
            if let Some(recovered) = &mut recovered {
                recovered.kept = journal.kept;
                // What was brought over has its numbers only now.
                recovered.numbers = recovered::numbers(&found.unsaved);
            }
            Ok(Hold { lock, journal: journal.file, elsewhere: place.elsewhere })
        });
        let grip = held.map_or_else(Grip::ReadOnly, |hold| Grip::Held(Box::new(hold)));
        let is_unfiled = place::unfiled_folder(folders).canonicalize().is_ok_and(|folder| path.parent() == Some(&folder));
        let mut keeper = Self::of(Opener { disk, folders, who, now }, path, grip, found, file.hash);
        keeper.is_unfiled = is_unfiled;
        keeper.is_stale = !file.read.repairs.is_empty();
        let opened = keeper.opened(recovered, file.read.repairs);
        Ok((keeper, opened))
    }

    /// Makes a project file, whole or not at all, and opens it.
    ///
    /// # Errors
    /// Where a file of that name is there and `force` does not say that it goes, another program has it, or the disk refuses.
    pub fn create(path: &Path, project: Project, who: &str, now: Moment, folders: &Folders, force: bool) -> Result<(Self, Opened), StoreError> {
        Self::create_on(Disk::default(), path, project, who, now, folders, force)
    }

    pub(super) fn create_on(
        disk: Disk,
        path: &Path,
        project: Project,
        who: &str,
        now: Moment,
        folders: &Folders,
        force: bool,
    ) -> Result<(Self, Opened), StoreError> {
        let path = place::resolve(path)?;
        if path.exists() && !force {
            return Err(StoreError::Exists(path));
        }
        let (asked, place) = take_lock(&disk, &path, folders, who, now, Duration::ZERO)?;
        let lock = match asked {
            Asked::Ours(lock) => lock,
            Asked::Theirs(by) => return Err(StoreError::Held { path, by }),
        };
        let words = format::write(&project);
        let hash = hash_of(words.as_bytes());
        let old = keep_old(&disk, &place.journal, now)?;
        let put = disk.replace(&path, words.as_bytes(), || Ok(force || !path.exists())).map_err(io_error("save", &path));
        if !matches!(put, Ok(true)) {
            forget(&disk, old);
            put?;
            return Err(StoreError::Exists(path));
        }
        let journal = write_journal(&disk, &place.journal, write_line(&Line::Saved { seq: 0, hash: hash.clone() }).as_bytes())?;
        let hold = Hold { lock, journal, elsewhere: place.elsewhere };
        let found = Found::nothing(project, 0);
        let keeper = Self::of(Opener { disk, folders, who, now }, path, Grip::Held(Box::new(hold)), found, hash);
        let opened = keeper.opened(None, Vec::new());
        Ok((keeper, opened))
    }

    /// Keeps a project that has no file yet, in the state folder. `seed` makes its name there and should be random.
    ///
    /// # Errors
    /// Where the state folder cannot be written.
    pub fn unfiled(project: Project, seed: u64, who: &str, now: Moment, folders: &Folders) -> Result<(Self, Opened), StoreError> {
        let disk = Disk::default();
        let folder = place::unfiled_folder(folders);
        disk.make_folder(&folder).map_err(io_error("make the folder", &folder))?;
        let (mut keeper, mut opened) = Self::create_on(disk, &folder.join(format!("{seed:016x}.ron")), project, who, now, folders, false)?;
        keeper.is_unfiled = true;
        opened.place = keeper.place();
        Ok((keeper, opened))
    }

    fn of(opener: Opener<'_>, path: PathBuf, grip: Grip, found: Found, stamp: String) -> Self {
        Self {
            disk: opener.disk,
            folders: opener.folders.clone(),
            who: opener.who.to_owned(),
            path,
            is_unfiled: false,
            grip,
            project: found.project,
            steps: found.steps,
            stamp,
            tried: Vec::new(),
            unsaved: found.unsaved,
            is_stale: false,
            is_thin: false,
            last_seq: found.last_seq,
            daily: Daily::default(),
            opened_on: opener.now,
        }
    }

    fn opened(&self, recovered: Option<Recovered>, repairs: Vec<Repair>) -> Opened {
        Opened {
            project: self.project.clone(),
            history: self.steps.history(),
            next_seq: self.next_seq(),
            recovered,
            repairs,
            read_only: self.read_only().cloned(),
            elsewhere: self.elsewhere().map(str::to_owned),
            place: self.place(),
            is_written: !self.has_unsaved(),
        }
    }
}

/// The journal that goes on, and where the old one is kept.
struct GoesOn {
    file: JournalFile,
    kept: Option<PathBuf>,
}

/// Brings the journal into the state in which it goes on, with nothing lost at any moment.
fn go_on(disk: &Disk, [path, other]: &[PathBuf; 2], bytes: &Journals, found: &mut Found, hash: &str, now: Moment) -> Result<GoesOn, StoreError> {
    let failed = || io_error("write the journal", path);
    let [first, second] = bytes;
    let mut kept = None;
    let old = first.as_deref().or(second.as_deref()).unwrap_or_default();
    let mut words = match &found.plan {
        Plan::GoesOn(good) => {
            let good = old.get(..*good).unwrap_or_default().to_vec();
            if found.salvage.changes.is_empty() && first.is_some() && !good.is_empty() {
                let file = JournalFile::open(disk, path, good.len() as u64).map_err(failed())?;
                settle_other(disk, other, second.is_some(), now);
                return Ok(GoesOn { file, kept });
            }
            good
        }
        Plan::Cut { keep, set_aside } => {
            if *set_aside && first.is_some() {
                kept = Some(keep_aside(disk, path, now)?);
            }
            old.get(keep.clone()).unwrap_or_default().to_vec()
        }
        Plan::Anew { is_work } => {
            if first.is_some() && *is_work {
                kept = Some(keep_aside(disk, path, now)?);
            } else if first.is_some() {
                let before = path.with_file_name(place::with_end(place::name_of(path), ".before"));
                disk.remove(&before).map_err(failed())?;
                disk.also_name(path, &before).map_err(failed())?;
            }
            Vec::new()
        }
    };
    if words.is_empty() {
        words.extend_from_slice(write_line(&Line::Base { seq: found.last_seq, hash: hash.to_owned() }).as_bytes());
    }
    for change in &found.salvage.changes {
        found.last_seq += 1;
        let line = Line::Do { seq: found.last_seq, change: change.clone() };
        words.extend_from_slice(write_line(&line).as_bytes());
        found.steps.take(&line);
        found.unsaved.push((line, change.clone()));
    }
    let file = write_journal(disk, path, &words)?;
    let settled = settle_other(disk, other, second.is_some(), now);
    Ok(GoesOn { file, kept: kept.or(settled) })
}

/// The journal in the other place, whose lines are in this one now: kept under another name, so that they do not come twice.
fn settle_other(disk: &Disk, other: &Path, is_there: bool, now: Moment) -> Option<PathBuf> {
    let to = place::aside(other, now);
    // Where it cannot be renamed its lines are looked at again at the next start; those that are there already do nothing then.
    (is_there && disk.rename(other, &to).is_ok()).then_some(to)
}

fn keep_aside(disk: &Disk, journal: &Path, now: Moment) -> Result<PathBuf, StoreError> {
    let to = place::aside(journal, now);
    disk.also_name(journal, &to).map_err(io_error("keep the old journal", journal))?;
    Ok(to)
}

/// Gives a journal that stands where a new project's is to come a second name; none where there is none.
pub(super) fn keep_old(disk: &Disk, journal: &Path, now: Moment) -> Result<Option<PathBuf>, StoreError> {
    if journal.exists() { keep_aside(disk, journal, now).map(Some) } else { Ok(None) }
}

/// Takes that name back, because nothing came of it.
pub(super) fn forget(disk: &Disk, kept: Option<PathBuf>) {
    if let Some(kept) = kept {
        // A second name of a journal that is still there is only in the way.
        disk.remove(&kept).unwrap_or_default();
    }
}
