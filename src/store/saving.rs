//! How a project gets to its file: whole or not at all, never over what somebody else wrote, and with the journal saying at
//! every moment which file it goes with.

use super::Folders;
use super::disk::Disk;
use super::error::{StoreError, io_error};
use super::format::{self, Line, write_line};
use super::keeper::{Grip, Hold, Keeper, take_lock, write_journal};
use super::lock::{Asked, Lock};
use super::opening::{forget, keep_old};
use super::place::{self, Place};
use super::reading::{hash_of, held_by, read_file};
use crate::edit::Change;
use crate::project::{Moment, Project};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// A project that was saved.
#[derive(Debug)]
pub struct Saved {
    /// The file that holds it now.
    pub path: PathBuf,
    /// The BLAKE3 of its bytes, in hexadecimal.
    pub hash: String,
    /// What went wrong beside the saving: the file is whole and durable.
    pub warnings: Vec<StoreError>,
}

/// What somebody else made of a project's file while it was open here.
#[derive(Clone, Debug)]
pub struct Theirs {
    /// The project as the file held it when it was read or written here last.
    pub base: Project,
    /// The project as the file holds it now.
    pub project: Project,
    /// The BLAKE3 of its bytes now, in hexadecimal.
    pub hash: String,
}

/// What is done where a file of the new name is there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Old {
    /// It goes.
    Replace,
    /// It stays, and nothing is done.
    Keep,
}

impl Keeper {
    /// Saves the project to its file. A file that somebody removed is made again. Where only the journal refuses, the file is written all
    /// the same, and the warnings say so.
    ///
    /// # Errors
    /// [`StoreError::Changed`] where the file is no longer the one that was read or written last: take [`Keeper::theirs`] into the project, or
    /// go on beside it ([`Keeper::keep_beside`]). Any other where the disk refuses, or the project is open for reading only. The old file is as it was.
    pub fn save(&mut self, now: Moment) -> Result<Saved, StoreError> {
        let mut warnings = self.sync_for_save()?;
        let words = format::write(&self.project);
        let hash = hash_of(words.as_bytes());
        if hash == self.stamp && !self.is_stale && self.is_ours()? {
            warnings.extend(self.say_saved(hash.clone(), true));
            return Ok(Saved { path: self.path.clone(), hash, warnings });
        }
        if !self.is_unfiled && self.daily.is_new_day(&self.path, now) && self.is_ours()? {
            warnings.extend(self.daily.before(&self.disk, &self.folders, &self.path).err());
        }
        // A journal that cannot say which file comes next still fits it: what the file holds is not done again at the next start.
        warnings.extend(self.announce(&hash).err());
        let put = self.disk.replace(&self.path, words.as_bytes(), || is_one_of(&self.disk, &self.path, &self.stamp, &self.tried));
        match put {
            Ok(true) => {}
            Ok(false) => return Err(StoreError::Changed(self.path.clone())),
            Err(error) => {
                // It may be in its place already and only not be durable.
                self.tried.push(hash);
                self.is_stale = true;
                return Err(io_error("save", &self.path)(error));
            }
        }
        if !self.is_unfiled {
            warnings.extend(self.daily.after(&self.disk, &self.folders, &self.path, words.as_bytes(), now).err());
        }
        warnings.extend(self.say_saved(hash.clone(), false));
        Ok(Saved { path: self.path.clone(), hash, warnings })
    }

    /// Whether the file is another than the one that was read or written last. One that somebody removed is not another.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn has_changed(&self) -> Result<bool, StoreError> {
        Ok(!self.is_known()?)
    }

    /// What somebody else made of the file, with what it was before.
    ///
    /// # Errors
    /// Where it cannot be read or is no project of this format.
    pub fn theirs(&self) -> Result<Theirs, StoreError> {
        let file = read_file(&self.disk, &self.path)?;
        if let Some(newer) = file.read.newer {
            return Err(StoreError::ReadOnly { path: self.path.clone(), why: super::error::ReadOnly::Newer(newer) });
        }
        let mut base = self.project.clone();
        for (_, change) in self.unsaved.iter().rev() {
            base.revert(change).map_err(StoreError::Refused)?;
        }
        Ok(Theirs { base, project: file.read.project, hash: file.hash })
    }

    /// The file with this hash holds nothing any more that the project does not: the next saving replaces it.
    pub fn has_taken(&mut self, hash: &str) {
        hash.clone_into(&mut self.stamp);
    }

    /// Takes what somebody else made of the file into the project, as the next step, and saves over it.
    ///
    /// # Errors
    /// As for [`Keeper::record`] and [`Keeper::save`]; whether the step was taken, its number says.
    pub fn take_theirs(&mut self, hash: &str, change: Change, now: Moment) -> Result<Saved, StoreError> {
        if !change.edits.is_empty() {
            self.record(Line::Do { seq: self.next_seq(), change: Arc::new(change) })?;
        }
        self.has_taken(hash);
        self.save(now)
    }

    /// Ours goes beside a file that somebody else changed, and the work goes on there; theirs is as they left it.
    ///
    /// # Errors
    /// Where the disk refuses: everything is as it was.
    pub fn keep_beside(&mut self, now: Moment) -> Result<Saved, StoreError> {
        let mut warnings = self.sync_for_save()?;
        let words = format::write(&self.project);
        let hash = hash_of(words.as_bytes());
        let path = place::ours_beside(&self.path, &self.who, now);
        if let Grip::Held(old) = self.move_to(&path, &words, &hash, Old::Keep, now)? {
            // All of it is in the new place: beside theirs it would come back as work that theirs misses.
            let journal = old.journal.path();
            let aside = place::aside(journal, now);
            warnings.extend(self.disk.rename(journal, &aside).map_err(io_error("rename the journal", journal)).err());
        }
        Ok(Saved { path, hash, warnings })
    }

    /// Saves the project to another file, and goes on there, with all that can be undone. The old file stays as it was saved last; one in the
    /// state folder goes.
    ///
    /// # Errors
    /// Where a file of that name is there and `force` does not say that it goes, another program has it, or the disk refuses: then the work
    /// goes on where it was.
    pub fn save_as(&mut self, path: &Path, force: bool, now: Moment) -> Result<Saved, StoreError> {
        self.refuse_newer()?;
        let path = place::resolve(path)?;
        if path == self.path && matches!(self.grip, Grip::Held(_)) {
            return self.save(now);
        }
        let words = format::write(&self.project);
        let hash = hash_of(words.as_bytes());
        let old_path = self.path.clone();
        let was_unfiled = self.is_unfiled;
        let old = self.move_to(&path, &words, &hash, if force { Old::Replace } else { Old::Keep }, now)?;
        if was_unfiled && let Grip::Held(old) = old {
            discard(&self.disk, &old_path, *old);
        }
        let warnings = self.daily.after(&self.disk, &self.folders, &self.path, words.as_bytes(), now).err().into_iter().collect();
        Ok(Saved { path, hash, warnings })
    }

    /// Writes a copy of the project; the work goes on where it was.
    ///
    /// # Errors
    /// Where a file of that name is there and `force` does not say that it goes, another program has it, or the disk refuses.
    pub fn copy_to(&self, path: &Path, force: bool) -> Result<PathBuf, StoreError> {
        self.write_copy(&self.project, path, force)
    }

    /// Writes a project beside this one to a file, as it is shown where it went apart from what is kept here; the work goes on where it was.
    ///
    /// # Errors
    /// As for [`Keeper::copy_to`].
    pub fn write_copy(&self, project: &Project, path: &Path, force: bool) -> Result<PathBuf, StoreError> {
        self.refuse_newer()?;
        let resolved = place::resolve(path)?;
        if resolved == self.path {
            return Err(StoreError::Exists(resolved));
        }
        write_with(&self.disk, project, path, &self.folders, force)
    }

    /// Lets go of the project. What is not saved stays in the journal and comes back at the next opening.
    ///
    /// # Errors
    /// Where the journal cannot be made durable; the project is let go of all the same.
    pub fn close(mut self) -> Result<(), StoreError> {
        if matches!(self.grip, Grip::Held(_)) { self.sync() } else { Ok(()) }
    }

    /// Lets go of a project that has no file, and of all its work; a project with a file is only let go of.
    pub fn discard(self) {
        if let (true, Grip::Held(hold)) = (self.is_unfiled, self.grip) {
            discard(&self.disk, &self.path, *hold);
        }
    }

    /// Whether the file is there and is the one that was read or written last.
    fn is_ours(&self) -> Result<bool, StoreError> {
        Ok(self.path.exists() && self.is_known()?)
    }

    /// Whether the file, if it is there, is the one that was read or written last.
    fn is_known(&self) -> Result<bool, StoreError> {
        is_one_of(&self.disk, &self.path, &self.stamp, &self.tried).map_err(io_error("read", &self.path))
    }

    fn refuse_newer(&self) -> Result<(), StoreError> {
        match self.read_only() {
            // What this program does not know would be lost.
            Some(super::error::ReadOnly::Newer(_)) => Err(self.refusal()),
            Some(_) | None => Ok(()),
        }
    }

    /// Makes the steps durable; where only the journal refuses, the file can hold them all the same, as long as the lock is ours.
    fn sync_for_save(&mut self) -> Result<Vec<StoreError>, StoreError> {
        let synced = self.sync();
        let is_locked = matches!(&self.grip, Grip::Held(hold) if hold.lock.is_there());
        match synced {
            Ok(()) => Ok(Vec::new()),
            Err(error @ StoreError::Io { .. }) if is_locked => Ok(vec![error]),
            Err(error) => Err(error),
        }
    }

    /// Writes down which file comes next, before it comes.
    fn announce(&mut self, hash: &str) -> Result<(), StoreError> {
        let line = Line::Base { seq: self.last_seq, hash: hash.to_owned() };
        let Grip::Held(hold) = &mut self.grip else { return Err(self.refusal()) };
        let said = hold.journal.append(&write_line(&line)).and_then(|()| hold.journal.sync());
        said.map_err(io_error("write the journal", hold.journal.path()))
    }

    /// Writes down that the file holds everything; where that fails the line before says enough.
    fn say_saved(&mut self, hash: String, was_so: bool) -> Vec<StoreError> {
        let line = Line::Saved { seq: self.last_seq, hash: hash.clone() };
        let is_needed = !was_so || !self.unsaved.is_empty();
        self.stamp = hash;
        self.unsaved.clear();
        self.tried.clear();
        self.is_stale = false;
        let mut failed = None;
        if self.is_thin {
            let words = self.history_lines() + &write_line(&line);
            let Grip::Held(hold) = &mut self.grip else { return Vec::new() };
            match write_journal(&self.disk, hold.journal.path(), words.as_bytes()) {
                Ok(journal) => {
                    hold.journal = journal;
                    self.is_thin = false;
                    return Vec::new();
                }
                Err(error) => failed = Some(error),
            }
        }
        let Grip::Held(hold) = &mut self.grip else { return Vec::new() };
        if is_needed {
            let said = hold.journal.append(&write_line(&line)).and_then(|()| hold.journal.sync());
            failed = failed.or(said.map_err(io_error("write the journal", hold.journal.path())).err());
        }
        failed.into_iter().collect()
    }

    /// Writes file and journal under another name and goes on there; gives back what was held of the old one.
    fn move_to(&mut self, path: &Path, words: &str, hash: &str, old: Old, now: Moment) -> Result<Grip, StoreError> {
        let exists = || path.exists() && old == Old::Keep;
        if exists() {
            return Err(StoreError::Exists(path.to_owned()));
        }
        let (asked, place) = take_lock(&self.disk, path, &self.folders, &self.who, now, Duration::ZERO)?;
        let lock = match asked {
            Asked::Ours(lock) => lock,
            Asked::Theirs(by) => return Err(StoreError::Held { path: path.to_owned(), by }),
        };
        let kept = keep_old(&self.disk, &place.journal, now)?;
        let put = self.disk.replace(path, words.as_bytes(), || Ok(!exists())).map_err(io_error("save", path));
        if !matches!(put, Ok(true)) {
            forget(&self.disk, kept);
            put?;
            return Err(StoreError::Exists(path.to_owned()));
        }
        let saved = write_line(&Line::Saved { seq: self.last_seq, hash: hash.to_owned() });
        let journal = write_journal(&self.disk, &place.journal, (self.history_lines() + &saved).as_bytes())?;
        self.take_place(path, lock, place, journal, hash)
    }

    fn take_place(&mut self, path: &Path, lock: Lock, place: Place, journal: super::journal_file::JournalFile, hash: &str) -> Result<Grip, StoreError> {
        let hold = Hold { lock, journal, elsewhere: place.elsewhere };
        path.clone_into(&mut self.path);
        hash.clone_into(&mut self.stamp);
        self.is_unfiled = false;
        self.is_stale = false;
        self.is_thin = false;
        self.unsaved.clear();
        self.tried.clear();
        self.daily = super::daily::Daily::default();
        Ok(std::mem::replace(&mut self.grip, Grip::Held(Box::new(hold))))
    }
}

/// Whether a file is one that we know; one that is not there offends nobody.
fn is_one_of(disk: &Disk, path: &Path, stamp: &str, tried: &[String]) -> io::Result<bool> {
    match disk.read(path, u64::MAX - 1) {
        Ok(bytes) => Ok(bytes.is_some_and(|bytes| {
            let hash = hash_of(&bytes);
            hash == stamp || tried.contains(&hash)
        })),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error),
    }
}

/// Removes an unfiled project with its journal. What cannot be removed is offered again as a leftover.
fn discard(disk: &Disk, path: &Path, hold: Hold) {
    disk.remove(path).unwrap_or_default();
    disk.remove(hold.journal.path()).unwrap_or_default();
}

/// Writes a project to a file that nobody has open, whole or not at all.
///
/// # Errors
/// Where a file of that name is there and `force` does not say that it goes, another program has it, or the disk refuses.
pub fn write_project(project: &Project, path: &Path, folders: &Folders, force: bool) -> Result<PathBuf, StoreError> {
    write_with(&Disk::default(), project, path, folders, force)
}

/// Writes a text that is no project to a file, whole or not at all.
///
/// # Errors
/// Where a file of that name is there and `force` does not say that it goes, or the disk refuses.
pub fn write_text(path: &Path, text: &str, force: bool) -> Result<PathBuf, StoreError> {
    put(&Disk::default(), place::resolve(path)?, text, force)
}

fn write_with(disk: &Disk, project: &Project, path: &Path, folders: &Folders, force: bool) -> Result<PathBuf, StoreError> {
    let path = place::resolve(path)?;
    if let Some(by) = held_by(&path, folders) {
        return Err(StoreError::Held { path, by });
    }
    put(disk, path, &format::write(project), force)
}

/// Puts words in the place of a file, or of none.
fn put(disk: &Disk, path: PathBuf, words: &str, force: bool) -> Result<PathBuf, StoreError> {
    match disk.replace(&path, words.as_bytes(), || Ok(force || !path.exists())).map_err(io_error("save", &path))? {
        true => Ok(path),
        false => Err(StoreError::Exists(path)),
    }
}
