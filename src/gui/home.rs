//! What the first page shows, as far as the disk has to be asked: which of the recent projects are still there, and which were kept
//! without a file. Asked on a thread, because a disk may be slow.

use crate::store::{Folders, Leftover, Preferences, are_there, leftovers};
use crate::view::start::{Kept, Recent};
use egui::Context;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};

/// What the first page shows.
#[derive(Default)]
pub(super) struct Home {
    pub(super) recent: Vec<Recent>,
    pub(super) kept: Vec<Kept>,
    looking: Option<Receiver<(Vec<Recent>, Vec<Kept>)>>,
}

impl Home {
    /// Looks again; the answer comes later.
    pub(super) fn look(&mut self, ctx: &Context, preferences: &Preferences, folders: &Folders) {
        let (found, looking) = channel();
        let paths: Vec<PathBuf> = preferences.recent.iter().map(|recent| recent.path.clone()).collect();
        self.recent = paths.iter().map(|path| Recent { path: path.clone(), when: None, exists: true }).collect();
        let (ctx, folders) = (ctx.clone(), folders.clone());
        let looks = move || {
            let there = are_there(&paths);
            let recent = paths.into_iter().zip(there).map(|(path, exists)| Recent { path, when: None, exists }).collect();
            let kept = leftovers(&folders).into_iter().map(kept).collect();
            found.send((recent, kept)).unwrap_or_default();
            ctx.request_repaint();
        };
        // Without a thread the page shows what is remembered.
        let started = std::thread::Builder::new().name("home".into()).spawn(looks);
        self.looking = started.is_ok().then_some(looking);
    }

    /// Takes what was found.
    pub(super) fn take_found(&mut self) {
        if let Some(found) = self.looking.as_ref().and_then(|looking| looking.try_recv().ok()) {
            (self.recent, self.kept) = found;
            self.looking = None;
        }
    }
}

fn kept(leftover: Leftover) -> Kept {
    let (title, trouble) = match &leftover.content {
        Ok(project) if project.title().is_empty() => ("Untitled project".to_owned(), String::new()),
        Ok(project) => (project.title().to_owned(), String::new()),
        Err(error) => ("A project that cannot be read".to_owned(), error.to_string()),
    };
    Kept { path: leftover.path, title, written: leftover.written, trouble }
}
