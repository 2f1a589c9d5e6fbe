//! Several files that belong together: what is written for other programs, each file whole or not at all, and what is read from them.

use super::disk::Disk;
use super::error::{StoreError, io_error};
use atomic_write_file::AtomicWriteFile;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Write};
use std::path::{Component, Path, PathBuf};

/// How deep folders may lie in each other.
const DEPTH: usize = 64;

/// Files that are written one after the other.
pub struct Sheaf {
    disk: Disk,
    place: SheafPlace,
    force: bool,
    open: Option<(PathBuf, BufWriter<AtomicWriteFile>, blake3::Hasher)>,
    /// The files that are there, each with the BLAKE3 of its bytes in hexadecimal.
    written: Vec<(PathBuf, String)>,
}

/// Where the files go.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SheafPlace {
    /// Into a folder, under their own names.
    Folder(PathBuf),
    /// To a file of this name; others whose names begin as the first one's stand beside it, named after it.
    File {
        /// The file.
        path: PathBuf,
        /// How the names of the files begin.
        stem: String,
    },
}

impl SheafPlace {
    /// The place of a file by the name that its writer gives it.
    pub fn path(&self, name: &str) -> PathBuf {
        match self {
            Self::Folder(folder) => folder.join(name),
            Self::File { path, stem } => {
                let own = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
                let Some(rest) = name.strip_prefix(stem.as_str()) else { return path.with_file_name(format!("{own}.{name}")) };
                let is_first = path.extension().is_some_and(|ending| rest.strip_prefix('.') == Some(&*ending.to_string_lossy()));
                if is_first { path.clone() } else { path.with_file_name(format!("{own}{rest}")) }
            }
        }
    }
}

impl Sheaf {
    /// Begins to write.
    ///
    /// # Errors
    /// Where something of that name is there and `force` does not say that it may be replaced, or the folder cannot be made.
    pub fn new(place: SheafPlace, force: bool) -> Result<Self, StoreError> {
        let disk = Disk::default();
        match &place {
            SheafPlace::Folder(folder) => {
                let is_used = std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
                if (is_used || folder.is_file()) && !force {
                    return Err(StoreError::Exists(folder.clone()));
                }
                disk.make_folder(folder).map_err(io_error("make", folder))?;
            }
            SheafPlace::File { path, .. } if path.exists() && !force => return Err(StoreError::Exists(path.clone())),
            SheafPlace::File { .. } => {}
        }
        Ok(Self { disk, place, force, open: None, written: Vec::new() })
    }

    /// Begins a file; the one before is put in its place.
    ///
    /// # Errors
    /// Where the disk refuses, the name leads out of the folder, or a file of that name is there and may not be replaced.
    pub fn begin(&mut self, name: &str) -> io::Result<()> {
        self.end()?;
        if !Path::new(name).components().all(|part| matches!(part, Component::Normal(_))) {
            return Err(io::Error::new(io::ErrorKind::InvalidFilename, format!("{name} is no name of a file in a folder")));
        }
        let path = self.place.path(name);
        if !self.force && path.exists() {
            return Err(io::Error::new(io::ErrorKind::AlreadyExists, format!("{} is there already", path.display())));
        }
        if let Some(folder) = path.parent() {
            self.disk.make_folder(folder)?;
        }
        self.open = Some((path.clone(), self.disk.begin(&path)?, blake3::Hasher::new()));
        Ok(())
    }

    /// Goes on with the file that was begun last.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        let Some((_, file, hash)) = &mut self.open else { return Err(io::Error::other("no file was begun")) };
        hash.update(bytes);
        file.write_all(bytes)
    }

    fn end(&mut self) -> io::Result<()> {
        if let Some((path, file, hash)) = self.open.take() {
            self.disk.end(file)?;
            self.written.push((path, hash.finalize().to_hex().to_string()));
        }
        Ok(())
    }

    /// Puts the last file in its place; all files with the BLAKE3 of their bytes.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub fn finish(mut self) -> io::Result<Vec<(PathBuf, String)>> {
        self.end()?;
        Ok(self.written)
    }
}

/// The files that are named, and those in folders that are named, in the order of their names: each with its path as it is named from there,
/// with `/` between folders. Hidden ones are left out.
///
/// # Errors
/// Where one is not there or a folder cannot be read.
pub fn files_under(paths: &[PathBuf]) -> Result<Vec<(String, PathBuf)>, StoreError> {
    let mut found = Vec::new();
    for path in paths {
        let metadata = std::fs::metadata(path).map_err(io_error("open", path))?;
        if metadata.is_dir() {
            walk(path, "", 0, &mut BTreeSet::new(), &mut found)?;
        } else {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            found.push((name, path.clone()));
        }
    }
    Ok(found)
}

fn walk(folder: &Path, above: &str, depth: usize, seen: &mut BTreeSet<PathBuf>, found: &mut Vec<(String, PathBuf)>) -> Result<(), StoreError> {
    let real = folder.canonicalize().map_err(io_error("open", folder))?;
    if depth > DEPTH || !seen.insert(real) {
        return Ok(());
    }
    let entries = std::fs::read_dir(folder).map_err(io_error("open", folder))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    for path in paths {
        let Some(name) = path.file_name().map(|name| name.to_string_lossy().into_owned()).filter(|name| !name.starts_with('.')) else { continue };
        if path.is_dir() {
            walk(&path, &format!("{above}{name}/"), depth + 1, seen, found)?;
        } else if path.is_file() {
            // Neither pipes, which may never end, nor links that lead nowhere.
            found.push((format!("{above}{name}"), path));
        }
    }
    Ok(())
}

/// A file to be read from its beginning.
///
/// # Errors
/// Where it cannot be opened.
pub fn open_file(path: &Path) -> io::Result<BufReader<File>> {
    Disk::default().open_to_read(path).map(BufReader::new)
}

/// How many bytes a file has; none where it cannot be looked at.
pub fn size_of(path: &Path) -> u64 {
    std::fs::metadata(path).map_or(0, |metadata| metadata.len())
}

/// The BLAKE3 of a file's bytes, in hexadecimal.
///
/// # Errors
/// Where it cannot be read.
pub fn hash_file(path: &Path) -> io::Result<String> {
    let mut hash = blake3::Hasher::new();
    io::copy(&mut open_file(path)?, &mut hash)?;
    Ok(hash.finalize().to_hex().to_string())
}
