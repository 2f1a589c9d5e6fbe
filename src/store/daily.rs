//! The last good file of each of the last seven days, in the state folder: a way back that no mistake of today reaches.
//! Days are days in UTC. Copies are never read by the program itself.

use super::Folders;
use super::disk::Disk;
use super::error::{PROJECT_LIMIT_BYTES, StoreError, io_error};
use super::place::{name_of, short_hash};
use crate::project::Moment;
use std::path::{Path, PathBuf};

/// The folder in the state folder.
const DAILY: &str = "daily";
/// How many days are kept.
const DAYS: usize = 7;
/// How many seconds a copy of today may be behind the file; the first save of the next day brings it up.
const BEHIND_SECONDS: i64 = 600;

/// When copies were made.
#[derive(Default, Debug)]
pub(super) struct Daily {
    last: Option<Moment>,
}

impl Daily {
    /// Whether the file is of an earlier day, and nothing was kept today.
    pub(super) fn is_new_day(&self, path: &Path, now: Moment) -> bool {
        let is_old = |moment: Moment| day(moment) < day(now);
        self.last.is_none_or(is_old) && written(path).is_some_and(is_old)
    }

    /// Before the file is replaced on a new day: what an earlier day left is that day's last good file.
    pub(super) fn before(&self, disk: &Disk, folders: &Folders, path: &Path) -> Result<(), StoreError> {
        let Some(written) = written(path) else { return Ok(()) };
        match disk.read(path, PROJECT_LIMIT_BYTES).map_err(io_error("read", path))? {
            Some(bytes) => put(disk, folders, path, &bytes, written),
            None => Ok(()),
        }
    }

    /// After the file was replaced: it is today's, now and then.
    pub(super) fn after(&mut self, disk: &Disk, folders: &Folders, path: &Path, bytes: &[u8], now: Moment) -> Result<(), StoreError> {
        let is_fresh = |last: Moment| day(last) == day(now) && now.as_second() - last.as_second() < BEHIND_SECONDS;
        if self.last.is_some_and(is_fresh) {
            return Ok(());
        }
        put(disk, folders, path, bytes, now)?;
        self.last = Some(now);
        Ok(())
    }
}

/// The copies of a project, the newest first, each with its day.
pub(super) fn copies(folders: &Folders, path: &Path) -> Vec<(String, PathBuf)> {
    let folder = folder_of(folders, path);
    let entries = std::fs::read_dir(&folder).into_iter().flatten().flatten();
    let mut copies: Vec<(String, PathBuf)> = entries.filter_map(|entry| Some((day_of(&entry.path())?, entry.path()))).collect();
    copies.sort_unstable_by(|a, b| b.cmp(a));
    copies
}

/// When a file was written last, as far as the system says.
fn written(path: &Path) -> Option<Moment> {
    let modified = std::fs::metadata(path).and_then(|metadata| metadata.modified()).ok()?;
    Moment::try_from(modified).ok()
}

fn put(disk: &Disk, folders: &Folders, path: &Path, bytes: &[u8], on: Moment) -> Result<(), StoreError> {
    let folder = folder_of(folders, path);
    disk.make_folder(&folder).map_err(io_error("make the folder", &folder))?;
    let copy = folder.join(format!("{}.ron", day(on)));
    disk.replace(&copy, bytes, || Ok(true)).map_err(io_error("keep a copy in", &copy))?;
    for (_, old) in copies(folders, path).into_iter().skip(DAYS) {
        disk.remove(&old).map_err(io_error("remove", &old))?;
    }
    Ok(())
}

/// A folder for each project, named so that a person finds it too.
fn folder_of(folders: &Folders, path: &Path) -> PathBuf {
    let mut name = name_of(path).to_owned();
    name.push(format!("-{}", short_hash(path)));
    folders.state.join(DAILY).join(name)
}

fn day(moment: Moment) -> String {
    moment.strftime("%Y-%m-%d").to_string()
}

/// The day in the name of a copy; none for what is no copy.
fn day_of(copy: &Path) -> Option<String> {
    let day = copy.file_name()?.to_str()?.strip_suffix(".ron")?;
    let is_day = day.len() == 10 && day.bytes().enumerate().all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() });
    is_day.then(|| day.to_owned())
}
