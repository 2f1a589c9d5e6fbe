//! Choosing files by the system's own dialog, on a thread, because it blocks. Where the system has none, our own box takes its place.

use crate::article;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};

/// What files are chosen for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Purpose {
    /// A project to open.
    OpenProject,
    /// Articles to add.
    AddArticles,
    /// A file with the new text of an article.
    NewVersion,
    /// A project to open, or articles to add: whatever it is.
    Any,
    /// Where the project goes on.
    SaveAs,
    /// Where a copy goes.
    SaveCopy,
    /// Files of other programs to look at.
    ImportFiles,
    /// A folder of such files.
    ImportFolder,
    /// Where data for other programs goes: a file of this ending, or a folder.
    Export {
        /// The ending, without the dot; none for a folder.
        ending: Option<&'static str>,
    },
    /// Projects to review.
    Review,
    /// Where a review goes; with names or without.
    SaveReview {
        /// Whether names are hidden.
        is_blind: bool,
    },
    /// Where a report goes.
    Report,
    /// Where an analyst's own project goes, with what was decided: the analyst's number.
    SendBack(usize),
}

impl Purpose {
    /// Whether a file is to be made.
    pub fn saves(self) -> bool {
        matches!(self, Self::SaveAs | Self::SaveCopy | Self::SaveReview { .. } | Self::Export { .. } | Self::Report | Self::SendBack(_))
    }

    /// What heads the dialog.
    pub fn title(self) -> &'static str {
        match self {
            Self::OpenProject => "Open project",
            Self::AddArticles => "Add articles",
            Self::NewVersion => "New version of the article",
            Self::Any => "Open by path",
            Self::SaveAs => "Save project as",
            Self::SaveCopy => "Save a copy",
            Self::ImportFiles => "Data to import",
            Self::ImportFolder => "Folder of data to import",
            Self::Export { ending: Some(_) } => "Export to a file",
            Self::Export { ending: None } => "Export to a new folder",
            Self::Review => "Projects to review",
            Self::SaveReview { .. } => "Save the review as",
            Self::Report => "Save the report as",
            Self::SendBack(_) => "Send back as",
        }
    }

    /// What stands on its button.
    pub fn verb(self) -> &'static str {
        match self {
            Self::OpenProject | Self::Any => "Open",
            Self::AddArticles => "Add",
            Self::NewVersion => "Compare",
            Self::Review => "Review",
            Self::ImportFiles | Self::ImportFolder => "Look at it",
            Self::Export { .. } => "Export",
            Self::SaveAs | Self::SaveCopy | Self::SaveReview { .. } | Self::Report | Self::SendBack(_) => "Save",
        }
    }

    /// The endings of files that are offered; of articles also those without one.
    pub fn endings(self) -> Vec<&'static str> {
        let articles = || article::kinds().flat_map(|(_, endings)| endings.iter().copied());
        match self {
            Self::OpenProject | Self::SaveAs | Self::SaveCopy | Self::Review | Self::SaveReview { .. } | Self::SendBack(_) => vec!["ron"],
            Self::Report => vec!["html", "md"],
            Self::Export { ending } => ending.into_iter().collect(),
            Self::ImportFiles | Self::ImportFolder => Vec::new(),
            Self::AddArticles | Self::NewVersion => articles().collect(),
            Self::Any => articles().chain(["ron"]).collect(),
        }
    }

    /// What a name without an ending gets; none where a folder is meant.
    pub fn default_ending(self) -> Option<&'static str> {
        match self {
            Self::Report => Some("html"),
            Self::Export { ending } => ending,
            Self::OpenProject
            | Self::AddArticles
            | Self::NewVersion
            | Self::Any
            | Self::ImportFiles
            | Self::ImportFolder
            | Self::Review
            | Self::SaveAs
            | Self::SaveCopy
            | Self::SaveReview { .. }
            | Self::SendBack(_) => Some("ron"),
        }
    }

    /// What stands on a button that takes the folder that is shown, where whole folders are taken.
    pub fn folder_verb(self) -> Option<&'static str> {
        match self {
            Self::AddArticles => Some("Add this folder"),
            Self::ImportFiles | Self::ImportFolder => Some("Import this folder"),
            Self::OpenProject
            | Self::NewVersion
            | Self::Any
            | Self::Review
            | Self::SaveAs
            | Self::SaveCopy
            | Self::SaveReview { .. }
            | Self::Report
            | Self::Export { .. }
            | Self::SendBack(_) => None,
        }
    }

    /// Whether a file of that name is offered.
    pub fn offers(self, name: &str) -> bool {
        let ending = std::path::Path::new(name).extension().map(|ending| ending.to_string_lossy().to_lowercase());
        ending.is_some_and(|ending| self.endings().contains(&ending.as_str()))
            || matches!(self, Self::ImportFiles | Self::ImportFolder)
            || (matches!(self, Self::AddArticles | Self::NewVersion) && article::is_readable_name(name))
    }
}

/// What is asked of a dialog.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PickRequest {
    /// For what.
    pub purpose: Purpose,
    /// Where it begins.
    pub folder: Option<PathBuf>,
    /// The name that is proposed for a file to be made.
    pub name: String,
}

/// Something that lets the analyst choose files.
pub trait Picker {
    /// Asks. The answer comes once: the files, or none where the dialog was closed without any, or there is no dialog.
    fn pick(&self, request: PickRequest) -> Receiver<Option<Vec<PathBuf>>>;
}

/// The system's dialogs.
pub struct SystemPicker {
    ctx: egui::Context,
}

impl SystemPicker {
    /// Dialogs of a window.
    pub fn new(ctx: &egui::Context) -> Self {
        Self { ctx: ctx.clone() }
    }
}

impl Picker for SystemPicker {
    fn pick(&self, request: PickRequest) -> Receiver<Option<Vec<PathBuf>>> {
        let (answer, receiver) = channel();
        let ctx = self.ctx.clone();
        let ask = move || {
            // On macOS dialogs must stand on the main thread, which must not wait for them: there our own box serves.
            let picked = if cfg!(target_os = "macos") { None } else { ask(request) };
            answer.send(picked).unwrap_or_default();
            ctx.request_repaint();
        };
        // Without a thread the answer is none, and our own box opens.
        drop(std::thread::Builder::new().name("dialog".into()).spawn(ask));
        receiver
    }
}

fn ask(request: PickRequest) -> Option<Vec<PathBuf>> {
    let PickRequest { purpose, folder, name } = request;
    let mut dialog = rfd::FileDialog::new().set_title(purpose.title());
    let kind = match purpose {
        Purpose::OpenProject | Purpose::SaveAs | Purpose::SaveCopy | Purpose::SaveReview { .. } | Purpose::SendBack(_) => "Factmark project",
        Purpose::Report => "Reports",
        Purpose::ImportFiles | Purpose::ImportFolder | Purpose::Export { .. } => "Data",
        Purpose::Review => "Factmark projects",
        Purpose::AddArticles | Purpose::NewVersion => "Articles",
        Purpose::Any => "Projects and articles",
    };
    let endings = purpose.endings();
    if !endings.is_empty() {
        dialog = dialog.add_filter(kind, &endings);
    }
    if !purpose.saves() {
        dialog = dialog.add_filter("All files", &["*"]);
    }
    if let Some(folder) = folder {
        dialog = dialog.set_directory(folder);
    }
    match purpose {
        Purpose::OpenProject | Purpose::NewVersion => dialog.pick_file().map(|file| vec![file]),
        Purpose::ImportFolder => dialog.pick_folder().map(|folder| vec![folder]),
        Purpose::AddArticles | Purpose::Any | Purpose::Review | Purpose::ImportFiles => dialog.pick_files(),
        Purpose::SaveAs | Purpose::SaveCopy | Purpose::SaveReview { .. } | Purpose::Report | Purpose::Export { .. } | Purpose::SendBack(_) => {
            dialog.set_file_name(name).save_file().map(|file| vec![file])
        }
    }
}
