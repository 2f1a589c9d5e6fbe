//! The open journal: appends lines, makes them durable, and cuts off what a failed write left. What could not be written
//! yet stays in memory and goes first at the next try; it never reads or understands a line.

use super::disk::{Disk, is_at};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

/// A journal open for appending.
#[derive(Debug)]
pub(super) struct JournalFile {
    disk: Disk,
    path: PathBuf,
    file: File,
    /// Bytes of the file that are on the disk for certain.
    durable: u64,
    /// The bytes that come after those.
    waiting: Vec<u8>,
    /// How many of the waiting ones were handed to the system.
    written: usize,
    /// Whether the file may hold something else behind the durable bytes.
    is_torn: bool,
}

impl JournalFile {
    /// Opens a journal, or makes it, and cuts it to the bytes that are good.
    pub(super) fn open(disk: &Disk, path: &Path, good_bytes: u64) -> io::Result<Self> {
        let is_new = !path.exists();
        let file = disk.open_to_append(path)?;
        if is_new {
            disk.sync_folder_of(path)?;
        }
        if file.metadata()?.len() > good_bytes {
            disk.cut(&file, good_bytes)?;
        }
        Ok(Self { disk: disk.clone(), path: path.to_owned(), file, durable: good_bytes, waiting: Vec::new(), written: 0, is_torn: false })
    }

    /// Hands a line to the system. Where that fails it waits here, and the next append or sync writes it.
    pub(super) fn append(&mut self, line: &str) -> io::Result<()> {
        self.waiting.extend_from_slice(line.as_bytes());
        self.push()
    }

    /// Makes every line so far durable.
    pub(super) fn sync(&mut self) -> io::Result<()> {
        self.push()?;
        if self.waiting.is_empty() {
            return Ok(());
        }
        if let Err(error) = self.disk.sync(&self.file) {
            // The system may have dropped the bytes and forgotten it: all that was not durable is written again.
            self.is_torn = true;
            return Err(error);
        }
        self.durable += self.waiting.len() as u64;
        // Not cleared: a line with a whole article in it would keep its room for ever.
        self.waiting = Vec::new();
        self.written = 0;
        Ok(())
    }

    /// Whether the file of that name still is this one.
    pub(super) fn is_there(&self) -> bool {
        is_at(&self.file, &self.path)
    }

    /// Where it stands.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    fn push(&mut self) -> io::Result<()> {
        if self.is_torn {
            self.disk.cut(&self.file, self.durable)?;
            self.written = 0;
            self.is_torn = false;
        }
        let rest = self.waiting.get(self.written..).unwrap_or_default();
        if rest.is_empty() {
            return Ok(());
        }
        if let Err(error) = self.disk.write(&self.file, rest) {
            self.is_torn = true;
            return Err(error);
        }
        self.written = self.waiting.len();
        Ok(())
    }
}
