//! Lines that the program writes about itself: the trace of its frames, and a note where it failed.

use super::Folders;
use super::error::{StoreError, io_error};
use std::fs::{File, OpenOptions};
use std::io::{LineWriter, Write};
use std::path::{Path, PathBuf};

/// The file of notes about failures, in the state folder.
const FAILURES: &str = "failures.log";

/// A file that takes one line after the other; each is on its way to the disk when it is whole.
#[derive(Debug)]
pub struct Lines {
    file: LineWriter<File>,
}

impl Lines {
    /// Makes the file anew.
    ///
    /// # Errors
    /// Where the system refuses.
    pub fn create(path: &Path) -> Result<Self, StoreError> {
        let file = File::create(path).map_err(io_error("write", path))?;
        Ok(Self { file: LineWriter::new(file) })
    }

    /// Adds a line. One that cannot be written is left out: nothing that is written here is anybody's work.
    pub fn add(&mut self, line: &str) {
        self.file.write_all(line.as_bytes()).and_then(|()| self.file.write_all(b"\n")).unwrap_or_default();
    }
}

/// Writes down how the program failed; gives the file where it could be written.
pub fn note_failure(folders: &Folders, words: &str) -> Option<PathBuf> {
    std::fs::create_dir_all(&folders.state).ok()?;
    let path = folders.state.join(FAILURES);
    let mut file = OpenOptions::new().create(true).append(true).open(&path).ok()?;
    file.write_all(words.as_bytes()).ok()?;
    Some(path)
}
