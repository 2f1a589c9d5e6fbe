//! What can go wrong with files, each as one sentence: what, where, what to do.

use super::format::FormatError;
use super::lock::Holder;
use crate::edit::Conflict;
use std::io;
use std::path::{Path, PathBuf};

/// The most bytes that a project file may have: 512 MiB.
pub const PROJECT_LIMIT_BYTES: u64 = 512 * 1024 * 1024;

/// Why something was not read or written. The files that were there are as they were, and what was recorded is kept.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The system refused.
    #[error("cannot {doing} {}: {source}; {}", path.display(), advice(source))]
    Io {
        /// What was being done: “read”, “save”.
        doing: &'static str,
        /// Where.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// No project is as large as this.
    #[error("cannot open {}: it has more than {} MB; split the project into smaller ones", path.display(), PROJECT_LIMIT_BYTES / 1024 / 1024)]
    TooLarge {
        /// The file.
        path: PathBuf,
    },
    /// Bytes that are no text.
    #[error("cannot open {}: line {line} is not UTF-8 text; is it a factmark project?", path.display())]
    NotText {
        /// The file.
        path: PathBuf,
        /// Where the text ends, from 1.
        line: usize,
    },
    /// A text that is no project.
    #[error("cannot open {}: {source}", path.display())]
    Format {
        /// The file.
        path: PathBuf,
        /// What does not fit, with its place.
        source: FormatError,
    },
    /// There is a file of that name.
    #[error("{} is there already; choose another name, or say that it may be replaced", .0.display())]
    Exists(PathBuf),
    /// Somebody else changed the file of an open project.
    #[error("another program changed {}", .0.display())]
    Changed(PathBuf),
    /// Another program has the project.
    #[error("{} is open in another program ({by}); close it there or choose another name", path.display())]
    Held {
        /// The file.
        path: PathBuf,
        /// Who has it.
        by: Holder,
    },
    /// The project is open for reading only.
    #[error("nothing can be changed in {}: {why}", path.display())]
    ReadOnly {
        /// The file.
        path: PathBuf,
        /// Why.
        why: ReadOnly,
    },
    /// A change that does not fit what is kept; nothing was written.
    #[error("the change was not kept: {0}; undo it and save the project under another name")]
    Refused(Conflict),
    /// A line that is no next step: an undo of nothing, a number that was there.
    #[error("step {0} was not kept, because it does not follow what was kept before; save the project under another name")]
    OutOfStep(u64),
    /// Settings that cannot be written down.
    #[error("cannot save the settings {}: {why}; the old ones stay", path.display())]
    Settings {
        /// The file.
        path: PathBuf,
        /// What the writer said.
        why: String,
    },
}

/// Why a project is open for reading only.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ReadOnly {
    /// It was asked for.
    #[error("it was opened for reading")]
    Asked,
    /// Another program has it.
    #[error("it is open in another program ({0})")]
    Held(Holder),
    /// A newer factmark wrote it.
    #[error("it was written by a newer factmark (format {0}); update this program to change it")]
    Newer(u32),
    /// Its permissions say so.
    #[error("the file is write-protected; allow writing to it, or save a copy under another name")]
    Protected,
    /// Neither beside it nor in the state folder can anything be written.
    #[error("no journal can be written for it ({0})")]
    NoJournal(String),
}

/// What the system said, with what was being done and where.
pub(super) fn io_error(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> StoreError {
    let path = path.to_owned();
    move |source| StoreError::Io { doing, path, source }
}

/// What the analyst can do about it.
#[expect(clippy::wildcard_enum_match_arm, reason = "the system may say anything")]
fn advice(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::NotFound => "check the name and the folder",
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => "check the permissions, or save a copy somewhere else",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "make room on the disk and try again, or save a copy on another one",
        io::ErrorKind::IsADirectory | io::ErrorKind::NotADirectory => "give the name of a file",
        io::ErrorKind::InvalidFilename => "choose a shorter name",
        _ => "try again, or save a copy somewhere else",
    }
}
