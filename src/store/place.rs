//! Where things stand: the file that a name leads to, the journal and the lock beside it, and the names of what is set aside.

use super::Folders;
use super::disk::Disk;
use super::error::{StoreError, io_error};
use crate::project::Moment;
use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Path, PathBuf};

/// The folder beside a project that holds its journal and its lock.
const BESIDE: &str = ".factmark";
/// The folder in the state folder for journals that cannot stand beside their project.
const JOURNALS: &str = "journals";
/// The folder in the state folder for projects that have no file yet.
const UNFILED: &str = "unfiled";
/// Characters that end the name of a temporary file.
const RANDOM: usize = 6;

/// Where the journal and the lock of a project are.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// The journal.
    pub(super) journal: PathBuf,
    /// The lock.
    pub(super) lock: PathBuf,
    /// Why they are not beside the project, where they are not.
    pub(super) elsewhere: Option<String>,
}

impl Place {
    /// Beside the project, whether the folder is there or not.
    pub(super) fn beside(project: &Path) -> Self {
        let folder = project.parent().unwrap_or(Path::new("")).join(BESIDE);
        Self::in_folder(&folder, name_of(project), None)
    }

    /// In the state folder, under a name that only this project has.
    pub(super) fn in_state(project: &Path, folders: &Folders, why: String) -> Self {
        let mut name = OsString::from(format!("{}-", short_hash(project)));
        name.push(name_of(project));
        Self::in_folder(&folders.state.join(JOURNALS), &name, Some(why))
    }

    /// Makes the folder beside the project, else the one in the state folder. A lock that stands beside the project stays the one that counts,
    /// though it is another user's and may only be read: of two with two state folders only one may write.
    pub(super) fn make(disk: &Disk, project: &Path, folders: &Folders) -> Result<Self, StoreError> {
        let beside = Self::beside(project);
        let Err(why) = make_beside(disk, &beside) else { return Ok(beside) };
        let mut there = Self::in_state(project, folders, why.to_string());
        let folder = there.journal.parent().unwrap_or(Path::new(""));
        disk.make_folder(folder).map_err(io_error("make the folder", folder))?;
        if may_be_there(&beside.lock) {
            there.lock = beside.lock;
        }
        Ok(there)
    }

    fn in_folder(folder: &Path, name: &OsStr, elsewhere: Option<String>) -> Self {
        Self { journal: folder.join(with_end(name, ".journal")), lock: folder.join(with_end(name, ".lock")), elsewhere }
    }
}

/// The folder for projects that have no file yet.
pub(super) fn unfiled_folder(folders: &Folders) -> PathBuf {
    folders.state.join(UNFILED)
}

/// The file that a name leads to, through links; it need not be there, its folder must.
pub(super) fn resolve(path: &Path) -> Result<PathBuf, StoreError> {
    let mut path = path.to_owned();
    // As many links as Linux follows; a loop ends in an error below.
    for _ in 0..40 {
        let Ok(target) = std::fs::read_link(&path) else { break };
        path = path.parent().unwrap_or(Path::new("")).join(target);
    }
    if path.is_symlink() {
        return Err(StoreError::Io { doing: "open", path, source: io::Error::new(io::ErrorKind::NotFound, "the link leads back to itself") });
    }
    let name = path.file_name().ok_or_else(|| StoreError::Io { doing: "open", path: path.clone(), source: io::ErrorKind::IsADirectory.into() })?;
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        Some(_) | None => Path::new("."),
    };
    let folder = folder.canonicalize().map_err(io_error("find the folder of", &path))?;
    Ok(folder.join(name))
}

/// The name under which a journal is set aside: its own and the moment, with a number where that is taken.
pub(super) fn aside(journal: &Path, now: Moment) -> PathBuf {
    let stamp = now.strftime(".%Y-%m-%dT%H%M%S");
    first_free(|number| {
        let end = if number == 1 { stamp.to_string() } else { format!("{stamp}-{number}") };
        journal.with_file_name(with_end(name_of(journal), &end))
    })
}

/// The name for ours beside a project that somebody else changed: `NAME (amira 2026-11-21 1432).ron`.
pub(super) fn ours_beside(project: &Path, who: &str, now: Moment) -> PathBuf {
    let who: String = who.chars().map(|c| if c.is_control() || "/\\:*?\"<>|".contains(c) { ' ' } else { c }).take(40).collect();
    let who = if who.trim().is_empty() { "ours" } else { who.trim() };
    let stamp = now.strftime("%Y-%m-%d %H%M");
    let stem = project.file_stem().unwrap_or_default();
    first_free(|number| {
        let mut name = stem.to_owned();
        let number = if number == 1 { String::new() } else { format!(" {number}") };
        name.push(format!(" ({who} {stamp}{number})"));
        if let Some(extension) = project.extension() {
            name.push(".");
            name.push(extension);
        }
        project.with_file_name(name)
    })
}

/// Removes the temporary files that a killed program left of these files. To be called with the lock held.
pub(super) fn sweep(disk: &Disk, files: &[&Path]) {
    for file in files {
        let Some(entries) = file.parent().and_then(|folder| std::fs::read_dir(folder).ok()) else { continue };
        for entry in entries.flatten() {
            let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
            if is_file && is_temporary(&entry.file_name(), name_of(file)) {
                // What stays is only in the way; the next start tries again.
                disk.remove(&entry.path()).unwrap_or_default();
            }
        }
    }
}

/// The first half of the hash of a path, in hexadecimal.
pub(super) fn short_hash(path: &Path) -> String {
    let hash = blake3::hash(path.as_os_str().as_encoded_bytes()).to_hex();
    hash.chars().take(16).collect()
}

/// The last part of a path.
pub(super) fn name_of(path: &Path) -> &OsStr {
    path.file_name().unwrap_or_default()
}

/// A name with something behind it.
pub(super) fn with_end(name: &OsStr, end: &str) -> OsString {
    let mut name = name.to_owned();
    name.push(end);
    name
}

fn first_free(name: impl Fn(usize) -> PathBuf) -> PathBuf {
    (1..).map(&name).find(|path| !path.exists() && !path.is_symlink()).unwrap_or_else(|| name(1))
}

/// Whether a file is there, or stands where nobody lets us look.
fn may_be_there(path: &Path) -> bool {
    path.try_exists().unwrap_or_else(|error| error.kind() == io::ErrorKind::PermissionDenied)
}

/// Makes the folder beside a project, with the file that keeps git away from it, and sees whether it can be written.
fn make_beside(disk: &Disk, place: &Place) -> io::Result<()> {
    let folder = place.journal.parent().unwrap_or(Path::new(""));
    // Not with all above it: a folder that somebody renamed would come back.
    disk.make_one_folder(folder)?;
    let ignore = folder.join(".gitignore");
    if !ignore.exists() {
        disk.replace(&ignore, b"*\n", || Ok(true))?;
    }
    disk.open_to_hold(&place.lock).map(|_| ())
}

/// `.NAME.` and random letters and digits: how the temporary files of an atomic replacement are called.
fn is_temporary(name: &OsStr, of: &OsStr) -> bool {
    let name = name.as_encoded_bytes();
    let random = name.strip_prefix(b".").and_then(|rest| rest.strip_prefix(of.as_encoded_bytes())).and_then(|rest| rest.strip_prefix(b"."));
    random.is_some_and(|random| random.len() == RANDOM && random.iter().all(u8::is_ascii_alphanumeric))
}
