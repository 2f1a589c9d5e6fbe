//! The store against a disk that refuses, programs that end, and files that change underneath.

mod changed;
pub(super) mod faults;
mod files;
mod keeping;
mod kill;
mod places;
mod random;
mod refusing;
mod settings;
mod worker;

use super::disk::Disk;
use super::{Access, Folders, Keeper, Opened, StoreError};
use crate::project::{Moment, Project};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::TempDir;

const WRITE: Access = Access::Write { wait: Duration::ZERO };

/// A folder for one test, with the program's own folders in it.
struct Desk {
    dir: TempDir,
    folders: Folders,
    path: PathBuf,
}

impl Desk {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().canonicalize().unwrap();
        let folders = Folders { config: root.join("config"), state: root.join("state"), program: None };
        std::fs::create_dir(root.join("work")).unwrap();
        Self { folders, path: root.join("work/project.ron"), dir }
    }

    /// A project with an article and two marks, made and let go of.
    fn with_project() -> Self {
        let desk = Self::new();
        desk.create(worker::sample()).0.close().unwrap();
        desk
    }

    fn create(&self, project: Project) -> (Keeper, Opened) {
        Keeper::create(&self.path, project, "amira", now(), &self.folders, false).unwrap()
    }

    fn open(&self) -> (Keeper, Opened) {
        self.open_at(&self.path)
    }

    fn open_at(&self, path: &Path) -> (Keeper, Opened) {
        Keeper::open(path, WRITE, "amira", now(), &self.folders).unwrap()
    }

    fn open_on(&self, disk: &Disk) -> Result<(Keeper, Opened), StoreError> {
        Keeper::open_on(disk.clone(), &self.path, WRITE, "amira", now(), &self.folders)
    }

    fn journal(&self) -> PathBuf {
        self.path.with_file_name(".factmark").join("project.ron.journal")
    }

    /// The names in a folder, sorted.
    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

fn now() -> Moment {
    "2026-11-21T14:32:05Z".parse().unwrap()
}

fn later(hours: i64) -> Moment {
    Moment::from_second(now().as_second() + hours * 3600).unwrap()
}
