//! A project's file that somebody else changed while it was open: it is never overwritten. What they did is merged with what is open here;
//! where that cannot be, ours goes beside it.

use super::{Keeping, words};
use crate::review::{TakenIn, take_in};
use crate::session::{FileChanged, Notice, Outcome, taken_in};
use std::time::Instant;

impl Keeping {
    /// Looks whether somebody else changed the file.
    pub(super) fn look_at_file(&mut self) {
        let Some(keeper) = self.keeper.as_ref().filter(|keeper| keeper.read_only().is_none()) else { return };
        // A file that cannot be read is told of when it is saved.
        if keeper.has_changed().unwrap_or_default() && !self.is_broken {
            self.sync();
            self.offer_theirs();
        }
    }

    /// Offers what somebody else made of the file. Whoever shows the project takes it as the next step, if none is on its way.
    pub(super) fn offer_theirs(&mut self) -> bool {
        match self.theirs() {
            Ok(changed) => {
                // If it is not taken, it is found again.
                self.not_before = Some(Instant::now() + super::RETRY_AFTER);
                self.back.send(Outcome::FileChanged(Box::new(changed)));
                true
            }
            Err(why) => self.go_beside(why),
        }
    }

    /// Takes what somebody else made of the file where nobody can be asked any more, because the project is let go of.
    pub(super) fn take_theirs(&mut self) -> bool {
        let changed = match self.theirs() {
            Ok(changed) => changed,
            Err(why) => return self.go_beside(why),
        };
        let Some(keeper) = &mut self.keeper else { return true };
        let before = keeper.path().to_owned();
        match keeper.take_theirs(&changed.hash, changed.taken.change.clone(), (self.clock)()) {
            Ok(saved) => {
                self.saved(before, None, saved);
                self.back.send(Outcome::Told(taken_in(&changed)));
                true
            }
            Err(error) => {
                if keeper.next_seq() > changed.seq + 1 {
                    // What is kept holds a step more than what is shown.
                    self.break_off();
                    self.back.send(Outcome::Refused(words::failed(&error)));
                }
                self.failed(&error, Outcome::NotSaved);
                false
            }
        }
    }

    /// Writes the file over one that was taken into the project.
    pub(super) fn save_over(&mut self, hash: &str) {
        let Some(keeper) = &mut self.keeper else { return };
        keeper.has_taken(hash);
        self.worked();
        self.sync();
        self.save();
    }

    /// What somebody else made of the file, or why it cannot be merged.
    fn theirs(&self) -> Result<FileChanged, String> {
        let keeper = self.keeper.as_ref().ok_or_else(String::new)?;
        let theirs = keeper.theirs().map_err(|error| error.to_string())?;
        let taken: TakenIn = take_in(&theirs.base, keeper.project(), &theirs.project, self.who.clone(), (self.clock)())
            .ok_or("it is another project now: it has none of the articles that it had")?;
        Ok(FileChanged { seq: keeper.next_seq() - 1, path: keeper.path().to_owned(), hash: theirs.hash, taken })
    }

    fn go_beside(&mut self, why: String) -> bool {
        let Some(keeper) = &mut self.keeper else { return true };
        let before = keeper.path().to_owned();
        match keeper.keep_beside((self.clock)()) {
            Ok(saved) => {
                self.saved(before, Some(saved.path.clone()), saved);
                self.back.send(Outcome::Told(Notice::info(why)));
                true
            }
            Err(error) => {
                self.failed(&error, Outcome::NotSaved);
                false
            }
        }
    }
}
