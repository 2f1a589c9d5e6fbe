//! What lies on the disk, read together: a project file and its journals as they stood at one moment. Nothing here writes.

use super::Folders;
use super::disk::Disk;
use super::error::{PROJECT_LIMIT_BYTES, StoreError, io_error};
use super::format::{self, Repair};
use super::lock::{Holder, Lock};
use super::place::{self, Place};
use super::recover::{self, Found, Plan};
use super::recovered::Recovered;
use super::salvage::Salvage;
use super::steps::Steps;
use crate::project::Project;
use std::io;
use std::path::{Path, PathBuf};

/// The most bytes of a journal that are read; it is cut to far less at each opening.
const JOURNAL_READ_BYTES: u64 = 1 << 34;
/// How often a project is read again that somebody saves at the same moment.
const TRIES: usize = 5;

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
    let (file, bytes) = read_both(&disk, &path, &journals_of(&path, folders), None)?;
    let found = file.with(&bytes);
    Ok(ReadProject { unsaved: Recovered::of(&found), project: found.project, repairs: file.read.repairs, newer: file.read.newer })
}

/// Who has a project, if somebody has; nothing is written.
pub fn held_by(path: &Path, folders: &Folders) -> Option<Holder> {
    let path = place::resolve(path).ok()?;
    Lock::held_by(&Place::beside(&path).lock).or_else(|| Lock::held_by(&Place::in_state(&path, folders, String::new()).lock))
}

impl Found {
    /// A file without a journal.
    pub(super) fn nothing(project: Project, last_seq: u64) -> Self {
        Self { project, steps: Steps::default(), unsaved: Vec::new(), salvage: Salvage::default(), last_seq, damaged_line: None, plan: Plan::GoesOn(0) }
    }
}

/// The bytes of the journal in the first place and of the one in the second; none where there is none, or nothing in it.
pub(super) type Journals = [Option<Vec<u8>>; 2];

/// A project file as it was read.
pub(super) struct ReadFile {
    pub(super) read: format::Read,
    /// The hash of its bytes.
    pub(super) hash: String,
}

impl ReadFile {
    /// The file with the journal in the first place, and what the one in the second holds beside.
    pub(super) fn with(&self, [journal, other]: &Journals) -> Found {
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

/// What the system says of a file; a folder, a pipe or a device is none.
pub(super) fn file_at(path: &Path) -> Result<std::fs::Metadata, StoreError> {
    let metadata = std::fs::metadata(path).map_err(io_error("open", path))?;
    if metadata.is_file() { Ok(metadata) } else { Err(io_error("open", path)(io::ErrorKind::IsADirectory.into())) }
}

/// The hash of a file's bytes, as the journal names it.
pub(super) fn hash_of(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

/// The file alone.
pub(super) fn read_file(disk: &Disk, path: &Path) -> Result<ReadFile, StoreError> {
    parse(path, bytes_of(disk, path)?, None)
}

/// The file and its journals as they stood at one moment, though another program may be saving. A file that is `known` is not read into
/// a project twice.
pub(super) fn read_both(disk: &Disk, path: &Path, journals: &[PathBuf; 2], known: Option<ReadFile>) -> Result<(ReadFile, Journals), StoreError> {
    let mut tries = 1;
    loop {
        let seen = file_at(path)?.modified().map_err(io_error("open", path))?;
        let file = bytes_of(disk, path)?;
        let [first, second] = journals;
        let first_bytes = read_journal(disk, first)?;
        let second_bytes = read_journal(disk, second)?;
        let is_same = std::fs::metadata(path).and_then(|metadata| metadata.modified()).is_ok_and(|now| now == seen);
        if is_same || tries >= TRIES {
            return Ok((parse(path, file, known)?, [first_bytes, second_bytes]));
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

fn bytes_of(disk: &Disk, path: &Path) -> Result<Vec<u8>, StoreError> {
    let bytes = disk.read(path, PROJECT_LIMIT_BYTES).map_err(io_error("open", path))?;
    bytes.ok_or_else(|| StoreError::TooLarge { path: path.to_owned() })
}

fn parse(path: &Path, bytes: Vec<u8>, known: Option<ReadFile>) -> Result<ReadFile, StoreError> {
    let hash = hash_of(&bytes);
    if let Some(known) = known.filter(|known| known.hash == hash) {
        return Ok(known);
    }
    let words = String::from_utf8(bytes).map_err(|error| {
        let good = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
        StoreError::NotText { path: path.to_owned(), line: 1 + memchr::memchr_iter(b'\n', good).count() }
    })?;
    let read = format::read(&words).map_err(|source| StoreError::Format { path: path.to_owned(), source })?;
    Ok(ReadFile { read, hash })
}

/// Where a project's journal may be: beside it, and in the state folder.
pub(super) fn journals_of(path: &Path, folders: &Folders) -> [PathBuf; 2] {
    [Place::beside(path).journal, Place::in_state(path, folders, String::new()).journal]
}
