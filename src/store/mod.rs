//! The only part that touches the disk: project files, journals, locks, settings, and the reading of article files. It never
//! decides what a change is, reads no clock and no environment, and never overwrites what it has not read.
//!
//! A [`Keeper`] is an open project on disk. Beside the project `NAME.ron`, in `.factmark/`, stand its journal `NAME.ron.journal`, one line
//! a step, and its lock `NAME.ron.lock`. What a step changed is in the journal before it may be called saved; the file is replaced whole
//! when the caller says so. So of file and journal one always holds the work, whenever the program ends:
//!
//! | the program ends | the next opening finds |
//! | --- | --- |
//! | after a step was made durable | a file and lines behind its last `saved`: they are done again |
//! | while a line is written | a torn last line: it is cut off, and was never called saved |
//! | before the file is replaced | a `base` line of a file that is not there, behind lines that are done again |
//! | after the file is replaced | the `base` line of this file: all before it is in the file |
//! | after the `saved` line | nothing to do; all before it is what can be undone |
//!
//! Reading order: `disk` is every operation there is; `place` names, `lock`, `journal_file` are the things beside a project; `steps`,
//! `recover`, `salvage` say without the disk what a journal means; `reading`, `keeper`, `opening`,
//! `saving` are the open project.

mod child;
mod daily;
mod disk;
mod error;
mod files;
pub mod format;
mod journal_file;
mod keeper;
mod known_files;
mod lock;
mod look;
mod notes;
mod opening;
mod place;
mod preferences;
mod reading;
mod recover;
mod recovered;
mod salvage;
mod saving;
mod sheaf;
mod source;
mod steps;
mod unfiled;

#[cfg(test)]
mod tests;

pub use error::{PROJECT_LIMIT_BYTES, ReadOnly, StoreError};
pub use files::{ReadArticle, ReadError, Reading, WhyNot, read_article, read_articles, read_articles_while, read_bytes};
pub use keeper::{Keeper, Where};
pub use known_files::{changed_file, known_file, remember_files};
pub use lock::Holder;
pub use look::{Entry, Look, are_there, is_file, is_there, look};
pub use notes::{Lines, note_failure};
pub use opening::{Access, Opened};
pub use preferences::{Preferences, Recent, SetAside, Theme, WindowPlace};
pub use reading::{ReadProject, held_by, read};
pub use recovered::Recovered;
pub use saving::{Saved, Theirs, write_project, write_text};
pub use sheaf::{Sheaf, SheafPlace, files_under, hash_file, open_file, size_of};
pub use source::source;
pub use unfiled::{Leftover, leftovers};

use std::path::PathBuf;

/// The program's own places; `main` asks the system for them. The folders need not be there yet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Folders {
    /// For the settings.
    pub config: PathBuf,
    /// For projects without a file, journals that can stand nowhere else, and the copies of the last days.
    pub state: PathBuf,
    /// Where the program itself lies, which takes PDF documents apart in a process of its own; none reads no PDF.
    pub program: Option<PathBuf>,
}
