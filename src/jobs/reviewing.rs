//! Making a review of project files, and comparing the work in one: both take a while.

use crate::project::{Name, Project};
use crate::report;
use crate::review::{self, Findings, Measured, Order, told_apart};
use crate::session::Reviewing;
use crate::store::{self, Folders, StoreError};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The findings of a review and the analysts' agreement.
pub(super) fn reviewing(project: &Project) -> Option<Reviewing> {
    Some(Reviewing { findings: Arc::new(Findings::of(project)), measured: Arc::new(Measured::of(project)?) })
}

/// Writes a report: as HTML, or as Markdown where the file's name ends so.
///
/// # Errors
/// Where the file cannot be written.
pub(super) fn write_report(path: &Path, project: &Project) -> Result<PathBuf, StoreError> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let is_markdown = ending.is_some_and(|ending| ["md", "markdown"].contains(&ending.as_str()));
    let words = if is_markdown { report::markdown(project) } else { report::html(project) };
    // The dialog asked already whether a file that is there may go.
    store::write_text(path, &words, true)
}

/// Makes a review and writes it; a sentence for each thing that is not in it.
///
/// # Errors
/// Where a project cannot be read, they share no article, or the file cannot be written.
pub(super) fn make_review(paths: &[PathBuf], into: &Path, is_blind: bool, who: Name, seed: u64, folders: &Folders) -> Result<Vec<String>, String> {
    if let Some(one) = paths.iter().find(|path| path.as_path() == into) {
        return Err(format!("{} is one of the projects that are reviewed: give the review a name of its own", one.display()));
    }
    let mut projects: Vec<Project> = Vec::with_capacity(paths.len());
    for path in paths {
        projects.push(store::read(path, folders).map_err(|error| error.to_string())?.project);
    }
    let file = |path: &PathBuf| path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
    let known: Vec<(Name, String)> = projects.iter().zip(paths).map(|(project, path)| (project.analyst(), file(path))).collect();
    let named: Vec<(Name, &Project)> = told_apart(&known).into_iter().zip(&projects).collect();
    let order = Order { reviewer: who, accepts_agreed: true, is_blind, seed };
    let made = review::review(&named, &order).map_err(|why| format!("the projects {why}"))?;
    store::write_project(&made.project, into, folders, true).map_err(|error| error.to_string())?;
    Ok(made.warnings(is_blind))
}

/// Writes an analyst's own project, with what was decided; gives its file back.
///
/// # Errors
/// Where the review has no such analyst, or the file cannot be written.
pub(super) fn send_back(path: &Path, project: &Project, findings: &Findings, analyst: usize, folders: &Folders) -> Result<PathBuf, String> {
    let back = review::back(project, findings, analyst).ok_or("the review cannot be taken apart")?;
    // The dialog asked already whether a file that is there may go.
    store::write_project(&back, path, folders, true).map_err(|error| error.to_string())
}
