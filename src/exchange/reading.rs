//! Files as a format reads them.

use super::Watch;
use crate::edit::Hand;
use crate::formats::{self, About, Files, Format, GUESS_BYTES, Intake, Options, Refused, SIDECAR, Sidecar, Taking};
use crate::project::Project;
use crate::store::{self, StoreError};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufRead, Read};
use std::path::{Path, PathBuf};

/// Files on the disk that are read as one format.
#[derive(Clone, Debug)]
pub struct Source {
    named: BTreeMap<String, PathBuf>,
    /// Sidecars that were among them.
    sidecars: Vec<PathBuf>,
    /// Files that were named by themselves, and not found in a folder.
    alone: BTreeSet<PathBuf>,
    /// The first path that was named.
    first: PathBuf,
}

impl Source {
    /// The files of some paths, each file with those that belong to it and stand beside it, and all those in folders. Where files of several folders have
    /// one name, all have the path of their folder before it, so that what belongs together stays so.
    ///
    /// # Errors
    /// Where one is not there or a folder cannot be read.
    pub fn of(format: &dyn Format, paths: &[PathBuf]) -> Result<Self, StoreError> {
        let mut by_folder: BTreeMap<PathBuf, BTreeMap<String, PathBuf>> = BTreeMap::new();
        let mut alone = BTreeSet::new();
        for path in paths {
            let is_file = store::is_file(path);
            let folder = if is_file { path.parent().map(Path::to_owned).unwrap_or_default() } else { path.clone() };
            let belonging = if is_file { beside(format.about(), path) } else { Vec::new() };
            for (name, found) in store::files_under(&[std::slice::from_ref(path), belonging.as_slice()].concat())? {
                by_folder.entry(folder.clone()).or_default().insert(name, found);
            }
            if is_file {
                alone.insert(path.clone());
            }
        }
        let mut seen = BTreeSet::new();
        let is_clear = by_folder.values().flat_map(BTreeMap::keys).filter(|name| !name.ends_with(SIDECAR)).all(|name| seen.insert(name.clone()));
        let (mut named, mut sidecars) = (BTreeMap::new(), Vec::new());
        for (folder, files) in by_folder {
            for (name, path) in files {
                if name.ends_with(SIDECAR) {
                    sidecars.push(path);
                } else {
                    named.insert(if is_clear { name } else { format!("{}/{name}", folder.display()) }, path);
                }
            }
        }
        Ok(Self { named, sidecars, alone, first: paths.first().cloned().unwrap_or_default() })
    }

    /// Files that were written, by the names that the sidecar has.
    pub(super) fn written(named: BTreeMap<String, PathBuf>) -> Self {
        Self { named, sidecars: Vec::new(), alone: BTreeSet::new(), first: PathBuf::new() }
    }

    /// How many bytes there are to read.
    pub fn bytes(&self) -> u64 {
        self.named.values().map(|path| store::size_of(path)).sum()
    }

    /// The sidecar of an export of ours, if every file that the format reads is as it was written with it, and none is missing and none is more. Other
    /// files that were written, such as a script, may be missing.
    pub fn untouched(&self, format: &dyn Format) -> Option<Sidecar> {
        let beside = self.first.with_extension(SIDECAR.trim_start_matches('.'));
        let bytes = store::source(self.sidecars.first().unwrap_or(&beside)).ok()?;
        let sidecar = Sidecar::read(bytes.as_bytes()).filter(|sidecar| sidecar.format == format.about().name)?;
        let about = format.about();
        let is_read = |name: &str| name.rsplit_once('.').is_some_and(|(_, ending)| ending == about.ending || about.beside.contains(&ending));
        let is_as_written = |(name, hash): (&String, &String)| match self.path(name) {
            Some(path) => store::hash_file(&path).is_ok_and(|own| own == *hash),
            None => !is_read(name),
        };
        let has_no_other = self.named.keys().all(|name| sidecar.files.contains_key(name) || !is_read(name));
        (has_no_other && sidecar.files.iter().all(is_as_written)).then_some(sidecar)
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
    /// A file that was named and that the format passes over is refused too, and so is a folder without any that it reads.
    pub fn read(&self, format: &dyn Format, project: &Project, hand: &mut Hand<'_>, options: Options, watch: Watch<'_>) -> Intake {
        let watched = Watched { source: self, watch, opened: RefCell::default() };
        let mut intake = Taking::new(project, hand, options).read(format, &watched);
        let opened = watched.opened.into_inner();
        let about = format.about();
        let why = |what: &str| format!("{what}: {} is in files whose names end in .{}", about.title, about.ending);
        let passed_over = self.named.iter().filter(|(name, path)| self.alone.contains(*path) && !opened.contains(*name) && !is_known(&intake, name));
        let mut unread: Vec<Refused> = passed_over.map(|(name, _)| Refused { file: name.clone(), line: 0, why: why("it was not read") }).collect();
        if opened.is_empty() && unread.is_empty() && intake.refused.is_empty() {
            unread.push(Refused { file: self.first.display().to_string(), line: 0, why: why("there is nothing to read in it") });
        }
        intake.refused.append(&mut unread);
        intake
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

/// The format that files and folders are likely to be in, by their names and how they begin; none where nothing says so or they cannot be read.
pub fn guess(paths: &[PathBuf]) -> Option<&'static str> {
    let files = store::files_under(paths).ok()?;
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    let begin = |wanted: &str| {
        let mut bytes = Vec::new();
        let file = files.iter().find(|(name, _)| name == wanted).and_then(|(_, path)| store::open_file(path).ok());
        // What cannot be read says nothing.
        file.map(|file| file.take(GUESS_BYTES as u64).read_to_end(&mut bytes)).transpose().unwrap_or_default().unwrap_or_default();
        bytes
    };
    formats::guess(&names, &begin)
}

/// Whether something was said of a file already.
fn is_known(intake: &Intake, name: &str) -> bool {
    intake.refused.iter().any(|refused| refused.file == name)
}

/// The files that belong to one and stand beside it: those of its name with the endings that the format reads. A table such as `NAME.labels.tsv`
/// belongs to `NAME.txt`.
fn beside(about: About, path: &Path) -> Vec<PathBuf> {
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else { return Vec::new() };
    let endings = || std::iter::once(about.ending).chain(about.beside.iter().copied());
    let stems = name.match_indices('.').map(|(dot, _)| name.get(..dot).unwrap_or_default());
    // The stem is what stands before an ending that the format has.
    let stem =
        stems.into_iter().find(|stem| endings().any(|ending| name.get(stem.len() + 1..) == Some(ending))).or(name.rsplit_once('.').map(|(stem, _)| stem));
    let Some(stem) = stem.filter(|stem| !stem.is_empty()) else { return Vec::new() };
    let others = endings().map(|ending| path.with_file_name(format!("{stem}.{ending}")));
    others.filter(|other| other != path && store::is_file(other)).collect()
}

/// Files of which somebody is told how much was read.
struct Watched<'s> {
    source: &'s Source,
    watch: Watch<'s>,
    /// The files that were opened.
    opened: RefCell<BTreeSet<String>>,
}

impl Files for Watched<'_> {
    fn paths(&self) -> Vec<String> {
        self.source.paths()
    }

    fn open(&self, path: &str) -> io::Result<Box<dyn BufRead + '_>> {
        self.opened.borrow_mut().insert(path.to_owned());
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
