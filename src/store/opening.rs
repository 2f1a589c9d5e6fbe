//! How a project comes from the disk: file and journal are taken together, and what a crash left comes back. For reading
//! nothing at all is written; for writing the lock is taken before the first byte is read.

use super::Folders;
use super::daily::Daily;
use super::disk::Disk;
use super::error::{PROJECT_LIMIT_BYTES, ReadOnly, StoreError, io_error};
use super::format::{self, Line, Repair, write_line};
use super::journal_file::JournalFile;
use super::keeper::{Grip, Hold, Keeper, Where, take_lock, write_journal};
use super::lock::{Asked, Lock};
use super::place::{self, Place};
use super::recover::{self, Found, Plan};
use super::salvage::Salvage;
use super::steps::Steps;
use crate::edit::History;
use crate::project::{Moment, Project};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The most bytes of a journal that are read; it is cut to far less at each opening.
const JOURNAL_READ_BYTES: u64 = 1 << 34;
/// How often a project is read again that somebody saves at the same moment.
const TRIES: usize = 5;

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
    /// What a crash left; none where there was nothing.
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

/// What came back from a journal that a crash left.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Recovered {
    /// How many steps came back.
    pub changes: usize,
    /// How many marks came back as proposals, because the file is another than the one they were made in.
    pub proposals: usize,
    /// What did not come back, a sentence each.
    pub left: Vec<String>,
    /// The line of the journal at which it could not be read on, from 1.
    pub damaged_line: Option<usize>,
    /// Where the old journal is kept, if something in it was not used.
    pub kept: Option<PathBuf>,
}

/// A project as a reading subcommand sees it: its file and its unsaved steps together.
#[derive(Clone, Debug)]
pub struct ReadProject {
    /// Its content, unsaved steps applied.
    pub project: Project,
    /// What its file does not hold yet; none where it holds all.
    pub unsaved: Option<Recovered>,
    /// What was mended in the file.
    pub repairs: Vec<Repair>,
    /// The format of the file, where it is newer than this program.
    pub newer: Option<u32>,
}

/// Reads a project, its file and its unsaved steps together. Writes nothing and takes no lock.
///
/// # Errors
/// Where the file is not there, is too large or is no project.
pub fn read(path: &Path, folders: &Folders) -> Result<ReadProject, StoreError> {
    let disk = Disk::default();
    let path = place::resolve(path)?;
    let (file, bytes) = read_both(&disk, &path, &journals_of(&path, folders))?;
    let found = file.with(&bytes);
    Ok(ReadProject { unsaved: told(&found), project: found.project, repairs: file.read.repairs, newer: file.read.newer })
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
        let metadata = std::fs::metadata(&path).map_err(io_error("open", &path))?;
        let held = match access {
            Access::Read => Err(ReadOnly::Asked),
            Access::Write { .. } if metadata.permissions().readonly() => Err(ReadOnly::Protected),
            Access::Write { wait } => match take_lock(&disk, &path, folders, who, now, wait) {
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
        let (file, bytes) = read_both(&disk, &path, &journals)?;
        let held = held.and_then(|held| file.read.newer.map_or(Ok(held), |number| Err(ReadOnly::Newer(number))));
        let mut found = file.with(&bytes);
        let mut recovered = told(&found);
        let held = held.and_then(|(lock, place)| {
            let journal = go_on(&disk, &journals, &bytes, &mut found, &file.hash, now).map_err(|error| ReadOnly::NoJournal(error.to_string()))?;
            if let Some(recovered) = &mut recovered {
                recovered.kept = journal.kept;
            }
            Ok(Hold { lock, journal: journal.file, elsewhere: place.elsewhere })
        });
        let grip = held.map_or_else(Grip::ReadOnly, |hold| Grip::Held(Box::new(hold)));
        let is_unfiled = place::unfiled_folder(folders).canonicalize().is_ok_and(|folder| path.parent() == Some(&folder));
        let mut keeper = Self::of(disk, folders, who, path, grip, found, file.hash);
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
        let keeper = Self::of(disk, folders, who, path, Grip::Held(Box::new(hold)), found, hash);
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

    fn of(disk: Disk, folders: &Folders, who: &str, path: PathBuf, grip: Grip, found: Found, stamp: String) -> Self {
        Self {
            disk,
            folders: folders.clone(),
            who: who.to_owned(),
            path,
            is_unfiled: false,
            grip,
            project: found.project,
            steps: found.steps,
            stamp,
            unsaved: found.unsaved,
            is_stale: false,
            is_thin: false,
            last_seq: found.last_seq,
            daily: Daily::default(),
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

/// A project file as it was read.
struct ReadFile {
    read: format::Read,
    hash: String,
}

impl ReadFile {
    /// The file with the journal in the first place, and what the one in the second holds beside.
    fn with(&self, [journal, other]: &[Option<Vec<u8>>; 2]) -> Found {
        let project = self.read.project.clone();
        match (journal.as_deref(), other.as_deref()) {
            (None, None) => Found::nothing(project, 0),
            (Some(bytes), None) | (None, Some(bytes)) => recover::recover(project, &self.hash, bytes),
            (Some(bytes), Some(other)) => {
                let mut found = recover::recover(project, &self.hash, bytes);
                found.also(other);
                found
            }
        }
    }
}

/// The hash of a file's bytes, as the journal names it.
pub(super) fn hash_of(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

/// The file and its journals as they stood at one moment, though another program may be saving.
fn read_both(disk: &Disk, path: &Path, journals: &[PathBuf; 2]) -> Result<(ReadFile, [Option<Vec<u8>>; 2]), StoreError> {
    let mut tries = 1;
    loop {
        let seen = std::fs::metadata(path).and_then(|metadata| metadata.modified()).map_err(io_error("open", path))?;
        let file = disk.read(path, PROJECT_LIMIT_BYTES).map_err(io_error("open", path))?.ok_or_else(|| StoreError::TooLarge { path: path.to_owned() })?;
        let [first, second] = journals;
        let first_bytes = read_journal(disk, first)?;
        let second_bytes = read_journal(disk, second)?;
        let is_same = std::fs::metadata(path).and_then(|metadata| metadata.modified()).is_ok_and(|now| now == seen);
        if is_same || tries >= TRIES {
            return Ok((parse(path, file)?, [first_bytes, second_bytes]));
        }
        tries += 1;
    }
}

fn read_journal(disk: &Disk, path: &Path) -> Result<Option<Vec<u8>>, StoreError> {
    match disk.read(path, JOURNAL_READ_BYTES) {
        Ok(bytes) => Ok(bytes.filter(|bytes| !bytes.is_empty())),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(io_error("read the journal", path)(error)),
    }
}

fn parse(path: &Path, bytes: Vec<u8>) -> Result<ReadFile, StoreError> {
    let hash = hash_of(&bytes);
    let words = String::from_utf8(bytes).map_err(|error| {
        let good = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
        StoreError::NotText { path: path.to_owned(), line: 1 + memchr::memchr_iter(b'\n', good).count() }
    })?;
    let read = format::read(&words).map_err(|source| StoreError::Format { path: path.to_owned(), source })?;
    Ok(ReadFile { read, hash })
}

/// What is to be told about a journal; none where there is nothing.
fn told(found: &Found) -> Option<Recovered> {
    let salvage = &found.salvage;
    let changes = found.unsaved.len() + salvage.replayed;
    let is_told = changes > 0 || salvage.proposals > 0 || !salvage.left.is_empty() || found.damaged_line.is_some();
    is_told.then(|| Recovered { changes, proposals: salvage.proposals, left: salvage.left.clone(), damaged_line: found.damaged_line, kept: None })
}

/// Where a project's journal may be: beside it, and in the state folder.
fn journals_of(path: &Path, folders: &Folders) -> [PathBuf; 2] {
    [Place::beside(path).journal, Place::in_state(path, folders, String::new()).journal]
}

/// The journal that goes on, and where the old one is kept.
struct GoesOn {
    file: JournalFile,
    kept: Option<PathBuf>,
}

/// Brings the journal into the state in which it goes on, with nothing lost at any moment.
fn go_on(disk: &Disk, [path, other]: &[PathBuf; 2], bytes: &[Option<Vec<u8>>; 2], found: &mut Found, hash: &str, now: Moment) -> Result<GoesOn, StoreError> {
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

impl Found {
    /// A file without a journal.
    pub(super) fn nothing(project: Project, last_seq: u64) -> Self {
        Self { project, steps: Steps::default(), unsaved: Vec::new(), salvage: Salvage::default(), last_seq, damaged_line: None, plan: Plan::GoesOn(0) }
    }
}

/// Who has a project, if somebody has; nothing is written.
pub fn held_by(path: &Path, folders: &Folders) -> Option<super::lock::Holder> {
    let path = place::resolve(path).ok()?;
    Lock::held_by(&Place::beside(&path).lock).or_else(|| Lock::held_by(&Place::in_state(&path, folders, String::new()).lock))
}
