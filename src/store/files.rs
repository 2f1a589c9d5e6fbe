//! Article files from the disk: files as they are named, folders with everything in them that can be an article. Each file is
//! read or refused by itself; nothing is written.

use super::disk::Disk;
use crate::article::{self, Draft, Encoding, Found, LIMIT_BYTES, Means, PdfFault, Refusal};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// How deep folders may lie in each other.
const DEPTH: usize = 64;

/// Why a file gave no article.
#[derive(Debug, thiserror::Error)]
#[error("{}: {why}", path.display())]
pub struct ReadError {
    /// The file or folder.
    pub path: PathBuf,
    /// Why.
    pub why: WhyNot,
}

/// Why a file gave no article, without its name.
#[derive(Debug, thiserror::Error)]
pub enum WhyNot {
    /// The system refused.
    #[error("it cannot be read ({0}): check its name and its permissions")]
    Io(std::io::Error),
    /// It is no article.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// One of its rows or mails is no article.
    #[error("{place}: {why}")]
    Row {
        /// Where in the file it is.
        place: String,
        /// Why.
        why: Refusal,
    },
    /// A folder without a file that can be an article.
    #[error("there is no article in this folder: add files of a kind that is read, `factmark add --help` lists them")]
    NoneInFolder,
    /// No file: a device, a pipe.
    #[error("it is neither a file nor a folder: choose a file")]
    NoFile,
    /// Folders in folders without an end.
    #[error("it lies more than {DEPTH} folders deep: add it by itself")]
    TooDeep,
}

/// An article that was read, or why there is none.
#[derive(Debug)]
pub struct ReadArticle {
    /// The file, as it was named.
    pub path: PathBuf,
    /// Whether the article is all that the file holds; a table holds many.
    pub is_whole: bool,
    /// The article.
    pub draft: Result<Draft, ReadError>,
}

/// How files are read.
#[derive(Clone, Copy, Default, Debug)]
pub struct Reading<'a> {
    /// The program itself, which takes PDF documents apart in a process of its own.
    pub program: Option<&'a Path>,
    /// The encoding that the analyst chose; none where the file itself says it, or it is guessed.
    pub encoding: Option<&'static Encoding>,
    /// The encoding that the file had before, if it was read before.
    pub before: Option<&'static Encoding>,
}

/// Reads one file as an article.
///
/// # Errors
/// Where the system refuses, it is no file, or no article; or where it holds many.
pub fn read_article(path: &Path, how: Reading<'_>) -> Result<Draft, ReadError> {
    let mut read = read_with(&Disk::default(), path, how);
    match (read.pop(), read.len()) {
        (Some(only), 0) => only.draft,
        (_, rows) => Err(ReadError { path: path.to_owned(), why: Refusal::Many { count: rows + 1 }.into() }),
    }
}

/// Reads files and folders, in the order in which they are named; what is in a folder in the order of the names. A folder gives the files that
/// have the name of an article and no hidden ones; links are followed, and a folder is looked at once. A file that is named is read
/// whatever it is called, or refused. A table gives as many articles as it has rows.
pub fn read_articles(paths: &[PathBuf], how: Reading<'_>) -> Vec<ReadArticle> {
    read_articles_while(paths, how, &mut |_, _| true)
}

/// As [`read_articles`]; before each file `go_on` is asked with how many are read and how many there are, and `false` ends it there.
pub fn read_articles_while(paths: &[PathBuf], how: Reading<'_>, go_on: &mut dyn FnMut(usize, usize) -> bool) -> Vec<ReadArticle> {
    let mut found = Vec::new();
    for path in paths {
        let before = found.len();
        if path.is_dir() {
            walk(path, 0, &mut BTreeSet::new(), &mut found);
            if found.len() == before {
                found.push((path.clone(), Err(WhyNot::NoneInFolder)));
            }
        } else {
            found.push((path.clone(), Ok(())));
        }
    }
    let disk = Disk::default();
    let count = found.len();
    let asked = found.into_iter().enumerate().take_while(|(number, _)| go_on(*number, count));
    let read = asked.flat_map(|(_, (path, found))| match found {
        Ok(()) => read_with(&disk, &path, how),
        Err(why) => vec![ReadArticle { path: path.clone(), is_whole: true, draft: Err(ReadError { path, why }) }],
    });
    read.collect()
}

fn walk(folder: &Path, depth: usize, seen: &mut BTreeSet<PathBuf>, found: &mut Vec<(PathBuf, Result<(), WhyNot>)>) {
    let failed = |error| (folder.to_owned(), Err(WhyNot::Io(error)));
    let entries = folder.canonicalize().and_then(|real| if seen.insert(real) { std::fs::read_dir(folder).map(Some) } else { Ok(None) });
    let entries = match entries {
        Ok(Some(entries)) => entries,
        Ok(None) => return,
        Err(error) => return found.push(failed(error)),
    };
    if depth > DEPTH {
        return found.push((folder.to_owned(), Err(WhyNot::TooDeep)));
    }
    let mut inside = Vec::new();
    for entry in entries {
        match entry {
            Ok(entry) => inside.push(entry.path()),
            Err(error) => found.push(failed(error)),
        }
    }
    inside.sort();
    for path in &inside {
        let path = path.clone();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() {
            if !name.starts_with('.') && !is_of_page(&path, &name, &inside) {
                walk(&path, depth + 1, seen, found);
            }
        } else if path.is_file() && article::is_readable_name(&name) {
            found.push((path, Ok(())));
        }
    }
}

/// Whether a folder holds what a browser saved beside a page: scripts, pictures and the frames of advertisements, but no article.
/// `beside` is what stands beside it, sorted.
fn is_of_page(folder: &Path, name: &str, beside: &[PathBuf]) -> bool {
    let Some(page) = name.strip_suffix("_files").or_else(|| name.strip_suffix(".files")) else { return false };
    ["html", "htm", "xhtml"].iter().any(|ending| beside.binary_search(&folder.with_file_name(format!("{page}.{ending}"))).is_ok())
}

fn read_with(disk: &Disk, path: &Path, how: Reading<'_>) -> Vec<ReadArticle> {
    let one = |is_whole: bool, draft: Result<Draft, WhyNot>| {
        let draft = draft.map_err(|why| ReadError { path: path.to_owned(), why });
        ReadArticle { path: path.to_owned(), is_whole, draft }
    };
    let bytes = match bytes_of(disk, path) {
        Ok(bytes) => bytes,
        Err(why) => return vec![one(true, Err(why))],
    };
    match read_bytes(&path.file_name().unwrap_or_default().to_string_lossy(), &bytes, how) {
        Ok(Found::One(draft)) => vec![one(true, Ok(*draft))],
        Ok(Found::Rows(rows)) => rows.into_iter().map(|row| one(false, row.draft.map_err(|why| WhyNot::Row { place: row.place, why }))).collect(),
        Err(refusal) => vec![one(true, Err(refusal.into()))],
    }
}

/// Reads bytes as what a file of this name would hold.
///
/// # Errors
/// Where there is no article in them.
pub fn read_bytes(name: &str, bytes: &[u8], how: Reading<'_>) -> Result<Found, Refusal> {
    let pages = |bytes: &[u8]| match how.program {
        Some(program) => super::child::pages(program, bytes),
        None => Err(PdfFault::NotStarted { reason: "it is not known where the program lies".to_owned() }.into()),
    };
    article::read_all(name, bytes, &Means { encoding: how.encoding, before: how.before, pages: &pages })
}

fn bytes_of(disk: &Disk, path: &Path) -> Result<Vec<u8>, WhyNot> {
    let metadata = std::fs::metadata(path).map_err(WhyNot::Io)?;
    // A pipe might never end.
    if !metadata.is_file() {
        return Err(WhyNot::NoFile);
    }
    let bytes = disk.read(path, LIMIT_BYTES as u64).map_err(WhyNot::Io)?;
    let too_large = || Refusal::TooLarge { bytes: usize::try_from(metadata.len()).unwrap_or(usize::MAX), limit: LIMIT_BYTES };
    bytes.ok_or_else(|| too_large().into())
}
