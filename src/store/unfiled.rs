//! Projects that never got a file: after a crash they lie in the state folder, and the start page offers them.

use super::lock::Lock;
use super::place::{self, Place};
use super::reading::read;
use super::{Folders, StoreError};
use crate::project::{Moment, Project};
use std::path::PathBuf;

/// A project without a file that nobody has open.
#[derive(Debug)]
pub struct Leftover {
    /// Where it lies; [`super::Keeper::open`] opens it, and knows that it has no file.
    pub path: PathBuf,
    /// When it was written last, as far as the system says.
    pub written: Option<Moment>,
    /// What is in it, unsaved steps applied, or why it cannot be read.
    pub content: Result<Project, StoreError>,
}

/// The projects without a file that nobody has open and that hold anything, the newest first.
pub fn leftovers(folders: &Folders) -> Vec<Leftover> {
    let entries = std::fs::read_dir(place::unfiled_folder(folders)).into_iter().flatten().flatten();
    let projects = entries.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|extension| extension == "ron") && path.is_file());
    let free = projects.filter(|path| Lock::held_by(&Place::beside(path).lock).is_none());
    let mut all: Vec<Leftover> = free.map(|path| leftover(path, folders)).filter(|leftover| !is_blank(leftover)).collect();
    all.sort_by(|a, b| b.written.cmp(&a.written).then_with(|| a.path.cmp(&b.path)));
    all
}

fn leftover(path: PathBuf, folders: &Folders) -> Leftover {
    let written = |path: &PathBuf| std::fs::metadata(path).and_then(|metadata| metadata.modified()).ok().and_then(|time| Moment::try_from(time).ok());
    let written = written(&path).max(written(&Place::beside(&path).journal));
    Leftover { written, content: read(&path, folders).map(|read| read.project), path }
}

/// A project in which nothing was done yet.
fn is_blank(leftover: &Leftover) -> bool {
    let content = leftover.content.as_ref();
    content.is_ok_and(|project| project.article_count() == 0 && project.checks().next().is_none() && project.comments().next().is_none())
}
