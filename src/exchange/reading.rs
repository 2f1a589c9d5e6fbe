//! Files as a format reads them.

use super::Watch;
use crate::edit::Hand;
use crate::formats::{Files, Format, Intake, Options, SIDECAR, Sidecar, Taking};
use crate::project::Project;
use crate::store::{self, StoreError};
use std::collections::BTreeMap;
use std::io::{self, BufRead};
use std::path::{Path, PathBuf};

/// Files on the disk that are read as one format.
#[derive(Clone, Debug)]
pub struct Source {
    named: BTreeMap<String, PathBuf>,
    /// Sidecars that were among them.
    sidecars: Vec<PathBuf>,
    /// The first path that was named.
    first: PathBuf,
}

impl Source {
    /// The files of some paths, each file with those that belong to it and stand beside it, and all those in folders.
    ///
    /// # Errors
    /// Where one is not there or a folder cannot be read.
    pub fn of(format: &dyn Format, paths: &[PathBuf]) -> Result<Self, StoreError> {
        let beside = |path: &PathBuf| format.about().beside.iter().map(|ending| path.with_extension(ending)).collect::<Vec<_>>();
        let mut all = paths.to_vec();
        for path in paths.iter().flat_map(beside) {
            if store::is_there(&path) && !all.contains(&path) {
                all.push(path);
            }
        }
        let (mut named, mut sidecars) = (BTreeMap::new(), Vec::new());
        for (name, path) in store::files_under(&all)? {
            if name.ends_with(SIDECAR) {
                sidecars.push(path);
                continue;
            }
            // Where two have one name, the later has its path for one.
            let name = if named.contains_key(&name) { path.display().to_string() } else { name };
            named.insert(name, path);
        }
        Ok(Self { named, sidecars, first: paths.first().cloned().unwrap_or_default() })
    }

    /// Files that were written, by the names that the sidecar has.
    pub(super) fn written(named: BTreeMap<String, PathBuf>) -> Self {
        Self { named, sidecars: Vec::new(), first: PathBuf::new() }
    }

    /// How many bytes there are to read.
    pub fn bytes(&self) -> u64 {
        self.named.values().map(|path| store::size_of(path)).sum()
    }

    /// The sidecar of an export of ours, if every file is as it was written with it.
    pub fn untouched(&self, format: &dyn Format) -> Option<Sidecar> {
        let beside = self.first.with_extension(SIDECAR.trim_start_matches('.'));
        let bytes = store::source(self.sidecars.first().unwrap_or(&beside)).ok()?;
        let sidecar = Sidecar::read(bytes.as_bytes()).filter(|sidecar| sidecar.format == format.about().name)?;
        let is_as_written = |(name, hash): (&String, &String)| self.path(name).is_some_and(|path| store::hash_file(&path).is_ok_and(|own| own == *hash));
        sidecar.files.iter().all(is_as_written).then_some(sidecar)
    }

    /// Where a file is: one that was named, or beside the only file that was named one that this calls by its name.
    fn path(&self, name: &str) -> Option<PathBuf> {
        if let Some(path) = self.named.get(name) {
            return Some(path.clone());
        }
        let is_named = self.named.values().any(|path| *path == self.first);
        // Files call others by what anybody wrote into them: never a path, and nothing that is hidden or means a device on some system.
        let is_plain = name.chars().all(|c| c.is_alphanumeric() || "-_. ".contains(c)) && !name.starts_with('.') && name.ends_with(".txt");
        let stem = name.split('.').next().unwrap_or_default().trim().to_uppercase();
        let is_device =
            ["CON", "PRN", "AUX", "NUL"].contains(&stem.as_str()) || (stem.chars().count() == 4 && (stem.starts_with("COM") || stem.starts_with("LPT")));
        let beside = self.first.with_file_name(name);
        (is_named && is_plain && !is_device && store::is_there(&beside)).then_some(beside)
    }

    /// Reads everything, as one change of a project. What is read after `watch` says stop is refused as unreadable, so that nothing of it is to be used.
    pub fn read(&self, format: &dyn Format, project: &Project, hand: &mut Hand<'_>, options: Options, watch: Watch<'_>) -> Intake {
        Taking::new(project, hand, options).read(format, &Watched { source: self, watch })
    }

    /// The title that a project of these files gets.
    pub fn title(&self) -> String {
        Path::file_stem(&self.first).map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
    }
}

impl Files for Source {
    fn paths(&self) -> Vec<String> {
        self.named.keys().cloned().collect()
    }

    fn open(&self, path: &str) -> io::Result<Box<dyn BufRead + '_>> {
        let file = self.path(path).ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
        Ok(Box::new(store::open_file(&file)?))
    }
}

/// Files of which somebody is told how much was read.
struct Watched<'s> {
    source: &'s Source,
    watch: Watch<'s>,
}

impl Files for Watched<'_> {
    fn paths(&self) -> Vec<String> {
        self.source.paths()
    }

    fn open(&self, path: &str) -> io::Result<Box<dyn BufRead + '_>> {
        Ok(Box::new(Counted { file: self.source.open(path)?, watch: self.watch }))
    }
}

struct Counted<'s> {
    file: Box<dyn BufRead + 's>,
    watch: Watch<'s>,
}

impl io::Read for Counted<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let from = self.fill_buf()?;
        let count = from.len().min(into.len());
        if let (Some(into), Some(from)) = (into.get_mut(..count), from.get(..count)) {
            into.copy_from_slice(from);
        }
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Counted<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if !(self.watch)(0) {
            return Err(io::Error::other("reading was stopped"));
        }
        self.file.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        // Whether to go on is asked before the next bytes.
        let _goes_on: bool = (self.watch)(count as u64);
        self.file.consume(count);
    }
}
