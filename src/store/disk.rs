//! The few things that are done to the disk, each through one door, so that a test can make any of them fail.
//! Nothing here knows what a project is; no other file of the program writes, renames or removes anything.

use atomic_write_file::AtomicWriteFile;
use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Read, Write};
use std::path::Path;

/// The disk. A test may hand out one that fails at a step of its choice.
#[derive(Clone, Default, Debug)]
pub(super) struct Disk {
    #[cfg(test)]
    pub(super) faults: super::tests::faults::Faults,
}

impl Disk {
    /// All bytes of a file; none, if it has more than the limit.
    pub(super) fn read(&self, path: &Path, limit: u64) -> io::Result<Option<Vec<u8>>> {
        self.step()?;
        let file = File::open(path)?;
        let size = file.metadata()?.len();
        if size > limit {
            return Ok(None);
        }
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0).saturating_add(1));
        // It may grow while it is read.
        file.take(limit + 1).read_to_end(&mut bytes)?;
        Ok((bytes.len() as u64 <= limit).then_some(bytes))
    }

    /// Makes a folder with all above it.
    pub(super) fn make_folder(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        std::fs::create_dir_all(path)
    }

    /// Makes a folder in one that is there; it may be there already.
    pub(super) fn make_one_folder(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        match std::fs::create_dir(path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => Ok(()),
            made => made,
        }
    }

    /// Opens a file for writing at its end and makes it where there is none.
    pub(super) fn open_to_append(&self, path: &Path) -> io::Result<File> {
        self.step()?;
        self.may_write(path)?;
        OpenOptions::new().create(true).append(true).open(path)
    }

    /// Opens a file for reading and writing from its start, keeps what is in it, and makes it where there is none.
    pub(super) fn open_to_hold(&self, path: &Path) -> io::Result<File> {
        self.step()?;
        self.may_write(path)?;
        OpenOptions::new().create(true).truncate(false).read(true).write(true).open(path)
    }

    /// Opens a file for reading that is there.
    pub(super) fn open_to_read(&self, path: &Path) -> io::Result<File> {
        self.step()?;
        File::open(path)
    }

    /// Writes all the bytes at a file's place, or some of them and an error.
    pub(super) fn write(&self, mut file: &File, bytes: &[u8]) -> io::Result<()> {
        self.write_some(bytes, |part| file.write_all(part))
    }

    /// Waits until what was written lies on the disk.
    pub(super) fn sync(&self, file: &File) -> io::Result<()> {
        #[cfg(test)]
        self.faults.may_lose(file);
        self.step()?;
        file.sync_data()
    }

    /// Cuts a file to a length in bytes.
    pub(super) fn cut(&self, file: &File, length: u64) -> io::Result<()> {
        self.step()?;
        file.set_len(length)
    }

    /// Replaces a file whole or not at all, and durably: temporary file beside it, fsync, rename, fsync of the folder. Its permissions stay.
    /// `may` is asked at the last moment; where it says no, nothing is replaced and the answer is `false`.
    pub(super) fn replace(&self, path: &Path, bytes: &[u8], may: impl FnOnce() -> io::Result<bool>) -> io::Result<bool> {
        self.step()?;
        self.may_write(path)?;
        let mut file = AtomicWriteFile::open(path)?;
        self.write_some(bytes, |part| file.write_all(part))?;
        // Before the commit, which leaves the temporary file behind where its own sync fails.
        self.step()?;
        file.sync_all()?;
        if !may()? {
            file.discard()?;
            return Ok(false);
        }
        self.step()?;
        file.commit()?;
        // In the place of the fsync of the folder that the commit ends with.
        self.step()?;
        Ok(true)
    }

    /// Begins to write a file that takes its place when it is whole, see [`Self::end`].
    pub(super) fn begin(&self, path: &Path) -> io::Result<BufWriter<AtomicWriteFile>> {
        self.step()?;
        self.may_write(path)?;
        AtomicWriteFile::open(path).map(BufWriter::new)
    }

    /// Puts a file in its place, durably.
    pub(super) fn end(&self, file: BufWriter<AtomicWriteFile>) -> io::Result<()> {
        self.step()?;
        let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.sync_all()?;
        self.step()?;
        file.commit()
    }

    /// Gives a file another name in the same folder, durably.
    pub(super) fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        self.may_write(from)?;
        std::fs::rename(from, to)?;
        self.sync_folder_of(to)
    }

    /// Gives a file a second name, which stays when the first is replaced; a copy where the file system has no such names.
    pub(super) fn also_name(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        self.may_write(to)?;
        if std::fs::hard_link(from, to).is_err() {
            std::fs::copy(from, to)?;
            File::open(to)?.sync_all()?;
        }
        self.sync_folder_of(to)
    }

    /// Removes a file; one that is not there is removed already.
    pub(super) fn remove(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        self.may_write(path)?;
        match std::fs::remove_file(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            other => other,
        }
    }

    /// Makes the names in the folder of a file durable.
    pub(super) fn sync_folder_of(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        // Other systems do not let a folder be opened, and order its names themselves.
        #[cfg(unix)]
        if let Some(folder) = path.parent() {
            File::open(folder)?.sync_all()?;
        }
        Ok(())
    }

    #[cfg(not(test))]
    #[expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "in tests this is where a step fails")]
    fn step(&self) -> io::Result<()> {
        Ok(())
    }

    #[cfg(test)]
    fn step(&self) -> io::Result<()> {
        self.faults.step()
    }

    #[cfg(not(test))]
    #[expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "in tests this is where another user's files are")]
    fn may_write(&self, _path: &Path) -> io::Result<()> {
        Ok(())
    }

    #[cfg(test)]
    fn may_write(&self, path: &Path) -> io::Result<()> {
        self.faults.may_write(path)
    }

    #[cfg(not(test))]
    #[expect(clippy::unused_self, reason = "in tests this is where a disk runs full half-way")]
    fn write_some(&self, bytes: &[u8], write: impl FnOnce(&[u8]) -> io::Result<()>) -> io::Result<()> {
        write(bytes)
    }

    #[cfg(test)]
    fn write_some(&self, bytes: &[u8], write: impl FnOnce(&[u8]) -> io::Result<()>) -> io::Result<()> {
        match self.faults.step() {
            Ok(()) => write(bytes),
            Err(error) => {
                write(&bytes[..bytes.len() / 2])?;
                Err(error)
            }
        }
    }
}

/// Whether an open file still is the one that a path names; after somebody removed or replaced it, it is not.
#[cfg(unix)]
pub(super) fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), std::fs::metadata(path)) {
        (Ok(open), Ok(there)) => (open.dev(), open.ino()) == (there.dev(), there.ino()),
        (Err(_), _) | (_, Err(_)) => false,
    }
}

/// Whether an open file still is the one that a path names, as far as this system says.
#[cfg(not(unix))]
pub(super) fn is_at(_file: &File, path: &Path) -> bool {
    path.exists()
}
