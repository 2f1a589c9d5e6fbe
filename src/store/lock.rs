//! Who has a project: an advisory lock on a file beside it, never on the data. The system lets go of it when a program
//! ends, however it ends; the words in the file only say who has it, and mean nothing without the lock.

use super::disk::{Disk, is_at};
use crate::project::Moment;
use std::fs::{File, TryLockError};
use std::io::{self, Read, Seek};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long to wait between two tries.
const PAUSE: Duration = Duration::from_millis(50);
/// The most bytes that the words in a lock file have.
const WORDS: u64 = 4096;

/// Who has a project open.
#[derive(Clone, PartialEq, Eq, Default, Debug, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Holder {
    /// The analyst's name; empty where it is not known.
    pub who: String,
    /// The number of the process; 0 where it is not known.
    pub pid: u32,
    /// Since when, as RFC 3339 in UTC; empty where it is not known.
    pub since: String,
}

impl std::fmt::Display for Holder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.who.is_empty() { "somebody" } else { &self.who })?;
        if self.pid != 0 {
            write!(f, ", process {}", self.pid)?;
        }
        if !self.since.is_empty() {
            write!(f, ", since {}", self.since)?;
        }
        Ok(())
    }
}

/// What came of asking for a lock.
pub(super) enum Asked {
    /// It is ours as long as this lives.
    Ours(Lock),
    /// Somebody else has it.
    Theirs(Holder),
}

/// A held lock; it goes when this is dropped. The file stays: removing it would let two programs hold two files of one name.
#[derive(Debug)]
pub(super) struct Lock {
    disk: Disk,
    file: File,
    path: PathBuf,
}

impl Lock {
    /// Takes the lock, waiting at most about so long for whoever has it.
    pub(super) fn take(disk: &Disk, path: &Path, who: &str, now: Moment, wait: Duration) -> io::Result<Asked> {
        let mut tries = wait.as_millis() / PAUSE.as_millis();
        loop {
            let file = open(disk, path)?;
            match file.try_lock() {
                // Between opening and locking somebody may have removed the file, and a third have made it anew.
                Ok(()) if is_at(&file, path) => {
                    let lock = Self { disk: disk.clone(), file, path: path.to_owned() };
                    lock.say(who, now);
                    return Ok(Asked::Ours(lock));
                }
                Err(TryLockError::Error(error)) => return Err(error),
                Err(TryLockError::WouldBlock) if tries == 0 => return Ok(Asked::Theirs(holder(file))),
                Ok(()) | Err(TryLockError::WouldBlock) => {}
            }
            tries = tries.saturating_sub(1);
            std::thread::sleep(PAUSE);
        }
    }

    /// Who holds the lock of this name, without making a file; none where nobody does.
    pub(super) fn held_by(path: &Path) -> Option<Holder> {
        let file = File::open(path).ok()?;
        match file.try_lock_shared() {
            Err(TryLockError::WouldBlock) => Some(holder(file)),
            Ok(()) | Err(TryLockError::Error(_)) => None,
        }
    }

    /// Whether the file of that name still is the one that we hold.
    pub(super) fn is_there(&self) -> bool {
        is_at(&self.file, &self.path)
    }

    /// Writes down who has it. The lock holds without these words, so that a full disk is no reason to refuse it.
    fn say(&self, who: &str, now: Moment) {
        let holder = Holder { who: who.to_owned(), pid: std::process::id(), since: now.strftime("%Y-%m-%d %H:%M UTC").to_string() };
        let words = ron::to_string(&holder).unwrap_or_default();
        if self.disk.cut(&self.file, 0).is_ok() {
            self.disk.write(&self.file, words.as_bytes()).unwrap_or_default();
        }
    }
}

impl Drop for Lock {
    /// A process that was just started may still have a copy of the open file: letting go of ours would not be enough.
    fn drop(&mut self) {
        // Whoever locks it without being able to write must not be taken for us.
        self.disk.cut(&self.file, 0).unwrap_or_default();
        self.file.unlock().unwrap_or_default();
    }
}

/// The lock file, made where there is none. One of another user may be read only: it locks all the same, without saying for whom.
fn open(disk: &Disk, path: &Path) -> io::Result<File> {
    match disk.open_to_hold(path) {
        Err(error) if matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem) => disk.open_to_read(path).map_err(|_| error),
        opened => opened,
    }
}

fn holder(mut file: File) -> Holder {
    let mut words = String::new();
    let read = file.rewind().and_then(|()| file.take(WORDS).read_to_string(&mut words));
    read.ok().and_then(|_| ron::from_str(&words).ok()).unwrap_or_default()
}
