//! The first page: what was open lately.

use crate::project::Moment;
use std::path::{Path, PathBuf};

/// A project that was open lately, as the settings remember it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Recent {
    /// Its file.
    pub path: PathBuf,
    /// When it was open last.
    pub when: Option<Moment>,
    /// Whether the file is still there.
    pub exists: bool,
}

/// A project that was kept without a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Kept {
    /// Where it lies.
    pub path: PathBuf,
    /// Its title.
    pub title: String,
    /// When it was written last.
    pub written: Option<Moment>,
    /// Why it cannot be read; empty where it can.
    pub trouble: String,
}

/// One row of the list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RecentRow {
    /// The file to open.
    pub path: PathBuf,
    /// Its name without the folder.
    pub name: String,
    /// The folder that it lies in.
    pub folder: String,
    /// The day when it was open last, or that it is missing.
    pub when: String,
    /// Whether the file is gone.
    pub is_missing: bool,
}

/// The rows, in the order in which they were given.
pub fn rows(recent: &[Recent]) -> Vec<RecentRow> {
    recent.iter().map(row).collect()
}

/// The rows of projects without a file.
pub fn kept_rows(kept: &[Kept]) -> Vec<RecentRow> {
    let row = |kept: &Kept| {
        let folder = if kept.trouble.is_empty() { "kept without a file".to_owned() } else { kept.trouble.clone() };
        RecentRow { path: kept.path.clone(), name: kept.title.clone(), folder, when: kept.written.map(super::day).unwrap_or_default(), is_missing: false }
    };
    kept.iter().map(row).collect()
}

fn row(recent: &Recent) -> RecentRow {
    let name = recent.path.file_name().map_or_else(|| recent.path.display().to_string(), |name| name.to_string_lossy().into_owned());
    let folder = recent.path.parent().map(Path::display).map(|folder| folder.to_string()).unwrap_or_default();
    let when = if recent.exists { recent.when.map(super::day).unwrap_or_default() } else { "not found".to_owned() };
    RecentRow { path: recent.path.clone(), name, folder, when, is_missing: !recent.exists }
}
