//! Looking at folders, for the box in which a path is typed. Nothing is opened and nothing is written.

use std::path::{Path, PathBuf};

/// The most entries of a folder that are shown.
const ENTRIES: usize = 5000;

/// What stands under a path.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Look {
    /// A folder.
    Folder {
        /// The folder itself, links followed.
        path: PathBuf,
        /// What is in it: folders first, each sort by name, no hidden ones.
        entries: Vec<Entry>,
    },
    /// A file.
    File(PathBuf),
    /// Nothing yet, in a folder that is there.
    Free(PathBuf),
    /// Nothing that can be reached, and why.
    Nothing(String),
}

/// One entry of a folder.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
    /// Whether it is a folder.
    pub is_folder: bool,
}

/// Looks at a path; one that is not absolute counts from `folder`.
pub fn look(path: &Path, folder: &Path) -> Look {
    let path = folder.join(path);
    match std::fs::metadata(&path) {
        Ok(metadata) if metadata.is_dir() => open_folder(&path),
        Ok(_) => Look::File(path),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let is_free = path.file_name().is_some() && path.parent().is_some_and(Path::is_dir);
            if is_free { Look::Free(path) } else { Look::Nothing(format!("There is no folder {}", path.parent().unwrap_or(&path).display())) }
        }
        Err(error) => Look::Nothing(format!("{} cannot be looked at: {error}", path.display())),
    }
}

/// Whether each of some files is there.
pub fn are_there(paths: &[PathBuf]) -> Vec<bool> {
    paths.iter().map(|path| path.is_file()).collect()
}

fn open_folder(path: &Path) -> Look {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let read = match std::fs::read_dir(&path) {
        Ok(read) => read,
        Err(error) => return Look::Nothing(format!("{} cannot be looked into: {error}", path.display())),
    };
    let entries = read.flatten().take(ENTRIES).filter_map(|entry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = entry.path();
        let is_folder = path.is_dir();
        (!name.starts_with('.')).then_some(Entry { name, path, is_folder })
    });
    let mut entries: Vec<Entry> = entries.collect();
    entries.sort_by_cached_key(|entry| (!entry.is_folder, entry.name.to_lowercase(), entry.name.clone()));
    Look::Folder { path, entries }
}

/// Whether a file of this name is there, and no folder.
pub fn is_file(path: &Path) -> bool {
    path.is_file()
}

/// Whether something of this name is there.
pub fn is_there(path: &Path) -> bool {
    path.exists()
}
