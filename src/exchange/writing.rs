//! Files as a format writes them.

use super::{Source, Watch};
use crate::formats::{About, Export, Format, Output, SIDECAR, Sidecar, compare};
use crate::project::Project;
use crate::store::{self, Sheaf, SheafPlace, StoreError};
use std::io;
use std::path::{Path, PathBuf};

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Something of that name is there and may not be replaced.
    #[error("{0} is there already")]
    Exists(PathBuf),
    /// The disk refused, or it was stopped.
    #[error("the export cannot be written: {0}")]
    Io(#[from] io::Error),
    /// The place cannot be made.
    #[error(transparent)]
    Store(StoreError),
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        if let StoreError::Exists(path) = error { Self::Exists(path) } else { Self::Store(error) }
    }
}

/// Where files of a format go: an output with an extension is a file, one without a folder.
///
/// # Errors
/// A sentence, where the format has files for each article and the output is a file.
pub fn place(about: About, output: &Path) -> Result<SheafPlace, String> {
    let is_file = output.extension().is_some();
    if is_file && about.per_article {
        return Err(format!("{} has files for each article: name a folder, without an extension", about.name));
    }
    Ok(if is_file { SheafPlace::File { path: output.to_owned(), stem: about.name.to_owned() } } else { SheafPlace::Folder(output.to_owned()) })
}

/// Writes an export; each file with the BLAKE3 of its bytes in hexadecimal.
///
/// # Errors
/// Where something is there that may not be replaced, the disk refuses, or `watch` says stop.
pub fn write(export: &Export<'_>, format: &dyn Format, place: &SheafPlace, force: bool, watch: Watch<'_>) -> Result<Vec<(PathBuf, String)>, Failure> {
    let mut out = To { sheaf: Sheaf::new(place.clone(), force)?, watch };
    format.write(export, &mut out)?;
    Ok(out.sheaf.finish()?)
}

/// Reads what was written, and compares it with what was meant; what is otherwise.
///
/// # Errors
/// A sentence, where anything is.
pub fn read_back(export: &Export<'_>, format: &dyn Format, place: &SheafPlace, written: &[(PathBuf, String)]) -> Result<(), String> {
    if !format.about().reads {
        return Ok(());
    }
    let source = Source::written(written.iter().map(|(path, _)| (relative(path, place), path.clone())).collect());
    let differences = compare(export, format, &source);
    let Some(first) = differences.first() else { return Ok(()) };
    let more = if differences.len() > 1 { format!(", and {} more", differences.len() - 1) } else { String::new() };
    Err(format!("what was written reads otherwise, do not use it: {first}{more}"))
}

/// Writes down beside files what their format cannot hold: the whole project.
///
/// # Errors
/// Where it cannot be written.
pub fn sidecar(project: &Project, about: About, place: &SheafPlace, written: &[(PathBuf, String)]) -> Result<PathBuf, StoreError> {
    let path = place.path(&format!("{}{SIDECAR}", about.name));
    let names = written.iter().map(|(path, hash)| (relative(path, place), hash.clone()));
    let sidecar = Sidecar { factmark: 1, format: about.name.to_owned(), files: names.collect(), project: store::format::write(project) };
    store::write_text(&path, &sidecar.words(), true)?;
    Ok(path)
}

/// The store's files as a format writes them.
struct To<'w> {
    sheaf: Sheaf,
    watch: Watch<'w>,
}

impl Output for To<'_> {
    fn begin(&mut self, path: &str) -> io::Result<()> {
        self.sheaf.begin(path)
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        if !(self.watch)(bytes.len() as u64) {
            return Err(io::Error::other("it was stopped"));
        }
        self.sheaf.put(bytes)
    }
}

/// A file's name as the sidecar has it: its path in the folder, or its own name.
fn relative(path: &Path, place: &SheafPlace) -> String {
    let inside = match place {
        SheafPlace::Folder(folder) => path.strip_prefix(folder).unwrap_or(path),
        SheafPlace::File { .. } => path.file_name().map(Path::new).unwrap_or(path),
    };
    inside.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect::<Vec<_>>().join("/")
}
