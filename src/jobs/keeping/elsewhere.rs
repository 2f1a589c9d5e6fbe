//! How the open project gets to another file: under a new name, as a copy, and anew where what is kept is no longer what is shown.
//! What cannot be written leaves all as it was, and is no trouble of the open project's own file.

use super::{Keeping, words};
use crate::project::Project;
use crate::session::{Notice, Outcome};
use crate::store::{Access, Keeper};
use std::path::Path;
use std::time::Duration;

impl Keeping {
    pub(super) fn save_as(&mut self, path: &Path, anew: Option<&Project>) {
        if self.is_broken {
            return self.begin_anew(path, anew);
        }
        let Some(keeper) = &mut self.keeper else { return };
        // The window asked whether the old file may go.
        match keeper.save_as(path, true, (self.clock)()) {
            Ok(saved) => self.saved(saved.path.clone(), None, saved),
            Err(error) => {
                // Whoever asks what is safe all the same must not be told too little.
                self.sync();
                self.back.send(Outcome::NotWritten(words::failed(&error)));
            }
        }
    }

    /// A step was refused: the project goes to another file as the analyst sees it, and the work goes on there.
    fn begin_anew(&mut self, path: &Path, project: Option<&Project>) {
        self.sync();
        // Without a project, whoever asked did not know yet, and may have changed more since.
        let (Some(keeper), Some(project)) = (&self.keeper, project) else { return self.back.send(Outcome::NotWritten(Notice::error(words::BROKEN))) };
        let written = keeper.write_copy(project, path, true);
        let begun = written.and_then(|path| Keeper::open(&path, Access::Write { wait: Duration::ZERO }, &self.who, (self.clock)(), &self.folders));
        match begun {
            Ok(opened) => {
                self.settled();
                self.opened(opened);
            }
            Err(error) => self.back.send(Outcome::NotWritten(words::failed(&error))),
        }
    }

    pub(super) fn save_copy(&mut self, path: &Path, project: &Project) {
        let Some(keeper) = &self.keeper else { return };
        match keeper.write_copy(project, path, true) {
            Ok(path) => self.back.send(Outcome::Copied(path)),
            Err(error) => self.back.send(Outcome::NotWritten(words::failed(&error))),
        }
    }
}
