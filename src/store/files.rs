//! Article files from the disk: files as they are named, folders with everything in them that can be an article. Each file is
//! read or refused by itself; nothing is written.

use super::disk::Disk;
use crate::article::{self, Draft, LIMIT_BYTES, Refusal};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// How deep folders may lie in each other.
const DEPTH: usize = 64;

/// Why a file gave no article.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The system refused.
    #[error("{} cannot be read: {source}; check its name and its permissions", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// It is no article.
    #[error("{}: {refusal}", path.display())]
    Refused {
        /// The file.
        path: PathBuf,
        /// Why.
        refusal: Refusal,
    },
    /// A folder without a file that can be an article.
    #[error("{}: there is no article in this folder; add files that end in .txt or .md", path.display())]
    NoneInFolder {
        /// The folder.
        path: PathBuf,
    },
    /// No file: a device, a pipe.
    #[error("{} is neither a file nor a folder; choose a file", path.display())]
    NoFile {
        /// What it is called.
        path: PathBuf,
    },
    /// Folders in folders without an end.
    #[error("{} lies more than {DEPTH} folders deep; add it by itself", path.display())]
    TooDeep {
        /// The folder.
        path: PathBuf,
    },
}

/// Reads one file as an article.
///
/// # Errors
/// Where the system refuses, it is no file, or no article.
pub fn read_article(path: &Path) -> Result<Draft, ReadError> {
    read_with(&Disk::default(), path)
}

/// Reads files and folders, in the order in which they are named; what is in a folder in the order of the names. A folder gives the files that
/// have the name of an article and no hidden ones; links are followed, and a folder is looked at once. A file that is named is read
/// whatever it is called, or refused.
pub fn read_articles(paths: &[PathBuf]) -> Vec<(PathBuf, Result<Draft, ReadError>)> {
    read_articles_while(paths, &mut |_, _| true)
}

/// As [`read_articles`]; before each file `go_on` is asked with how many are read and how many there are, and `false` ends it there.
pub fn read_articles_while(paths: &[PathBuf], go_on: &mut dyn FnMut(usize, usize) -> bool) -> Vec<(PathBuf, Result<Draft, ReadError>)> {
    let mut found = Vec::new();
    for path in paths {
        let before = found.len();
        if path.is_dir() {
            walk(path, 0, &mut BTreeSet::new(), &mut found);
            if found.len() == before {
                found.push((path.clone(), Err(ReadError::NoneInFolder { path: path.clone() })));
            }
        } else {
            found.push((path.clone(), Ok(())));
        }
    }
    let disk = Disk::default();
    let count = found.len();
    let asked = found.into_iter().enumerate().take_while(|(number, _)| go_on(*number, count));
    let read = asked.map(|(_, (path, found))| {
        let draft = found.and_then(|()| read_with(&disk, &path));
        (path, draft)
    });
    read.collect()
}

fn walk(folder: &Path, depth: usize, seen: &mut BTreeSet<PathBuf>, found: &mut Vec<(PathBuf, Result<(), ReadError>)>) {
    let failed = |source| (folder.to_owned(), Err(ReadError::Io { path: folder.to_owned(), source }));
    let entries = folder.canonicalize().and_then(|real| if seen.insert(real) { std::fs::read_dir(folder).map(Some) } else { Ok(None) });
    let entries = match entries {
        Ok(Some(entries)) => entries,
        Ok(None) => return,
        Err(error) => return found.push(failed(error)),
    };
    if depth > DEPTH {
        return found.push((folder.to_owned(), Err(ReadError::TooDeep { path: folder.to_owned() })));
    }
    let mut inside = Vec::new();
    for entry in entries {
        match entry {
            Ok(entry) => inside.push(entry.path()),
            Err(error) => found.push(failed(error)),
        }
    }
    inside.sort();
    for path in inside {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() {
            if !name.starts_with('.') {
                walk(&path, depth + 1, seen, found);
            }
        } else if path.is_file() && article::is_readable_name(&name) {
            found.push((path, Ok(())));
        }
    }
}

fn read_with(disk: &Disk, path: &Path) -> Result<Draft, ReadError> {
    let failed = |source| ReadError::Io { path: path.to_owned(), source };
    let refused = |refusal| ReadError::Refused { path: path.to_owned(), refusal };
    let metadata = std::fs::metadata(path).map_err(failed)?;
    // A pipe might never end.
    if !metadata.is_file() {
        return Err(ReadError::NoFile { path: path.to_owned() });
    }
    let bytes = disk.read(path, LIMIT_BYTES as u64).map_err(failed)?;
    let too_large = || refused(Refusal::TooLarge { bytes: usize::try_from(metadata.len()).unwrap_or(usize::MAX), limit: LIMIT_BYTES });
    let bytes = bytes.ok_or_else(too_large)?;
    article::read(&path.file_name().unwrap_or_default().to_string_lossy(), &bytes).map_err(refused)
}
