//! From which files of this machine articles were read: known to this user alone, and never to a project, so that nobody else's project
//! can make the program open a file. What is lost here costs nothing but a word about a change.

use super::Folders;
use super::disk::Disk;
use super::error::{StoreError, io_error};
use super::files::{Reading, read_bytes};
use super::reading::hash_of;
use crate::article::{self, Found, LIMIT_BYTES};
use crate::project::ArticleId;
use crate::text::Text;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The name of the file, in the state folder.
const FILE: &str = "articles.ron";
/// The most bytes that the file may have.
const FILE_LIMIT_BYTES: u64 = 16 * 1024 * 1024;
/// How many files are remembered; beyond, the oldest go.
const MOST: usize = 10_000;

/// An article's file. Fields may come, so that an older program passes over what it does not know.
#[derive(Clone, Default, serde::Serialize, serde::Deserialize)]
#[serde(default)]
struct Known {
    article: String,
    path: String,
    /// The BLAKE3 of its bytes when it was read, in hexadecimal digits.
    hash: String,
}

/// Remembers from which files articles were read.
///
/// # Errors
/// Where the disk refuses; what was known stays.
pub fn remember_files(folders: &Folders, files: &[(ArticleId, PathBuf)]) -> Result<(), StoreError> {
    let disk = Disk::default();
    let fresh: Vec<Known> = files.iter().filter_map(|(article, path)| known(&disk, *article, path)).collect();
    let replaced: BTreeSet<&str> = fresh.iter().map(|file| file.article.as_str()).collect();
    let mut all = read(&disk, folders);
    all.retain(|file| !replaced.contains(file.article.as_str()));
    let surplus = (all.len() + fresh.len()).saturating_sub(MOST).min(all.len());
    let all: Vec<Known> = all.into_iter().skip(surplus).chain(fresh.iter().cloned()).collect();
    let path = folders.state.join(FILE);
    disk.make_folder(&folders.state).map_err(io_error("make the folder", &folders.state))?;
    let layout = ron::ser::PrettyConfig::new().new_line("\n".to_owned()).depth_limit(1);
    let words = ron::ser::to_string_pretty(&all, layout).map_err(|error| StoreError::Settings { path: path.clone(), why: error.to_string() })?;
    disk.replace(&path, format!("{words}\n").as_bytes(), || Ok(true)).map_err(io_error("save what is known of article files", &path)).map(|_| ())
}

/// The file that an article was read from on this machine, where it holds another text now. A file that is gone, or is no article any more,
/// has no new version to offer.
pub fn changed_file(folders: &Folders, article: ArticleId, text: &Text, encoding: &str) -> Option<PathBuf> {
    let disk = Disk::default();
    let file = known_of(&disk, folders, article)?;
    let path = PathBuf::from(file.path);
    let bytes = bytes_of(&disk, &path)?;
    if hash_of(&bytes) == file.hash {
        return None;
    }
    let how = Reading { program: folders.program.as_deref(), encoding: None, before: article::encoding_named(encoding).ok() };
    match read_bytes(&path.to_string_lossy(), &bytes, how).ok()? {
        Found::One(draft) => (draft.text != *text).then_some(path),
        Found::Rows(_) => None,
    }
}

/// The file that an article was read from on this machine, as far as it is known.
pub fn known_file(folders: &Folders, article: ArticleId) -> Option<PathBuf> {
    known_of(&Disk::default(), folders, article).map(|file| file.path.into())
}

fn known_of(disk: &Disk, folders: &Folders, article: ArticleId) -> Option<Known> {
    let id = article.to_string();
    read(disk, folders).into_iter().find(|file| file.article == id)
}

/// What is to be known of a file; nothing of one whose name is no text or that cannot be read again.
fn known(disk: &Disk, article: ArticleId, path: &Path) -> Option<Known> {
    let path = std::path::absolute(path).ok()?;
    let hash = hash_of(&bytes_of(disk, &path)?);
    Some(Known { article: article.to_string(), path: path.to_str()?.to_owned(), hash })
}

fn bytes_of(disk: &Disk, path: &Path) -> Option<Vec<u8>> {
    // Not a pipe or a device, which could keep us waiting for ever.
    std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file)?;
    disk.read(path, LIMIT_BYTES as u64).ok().flatten()
}

/// What is known; nothing where the file is damaged.
fn read(disk: &Disk, folders: &Folders) -> Vec<Known> {
    let bytes = disk.read(&folders.state.join(FILE), FILE_LIMIT_BYTES).ok().flatten();
    let words = bytes.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
    ron::from_str(&words).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Ids;

    #[test]
    fn a_file_that_changed_is_known_and_nothing_else_is() {
        let folder = tempfile::tempdir().unwrap();
        let folders = Folders { config: folder.path().join("config"), state: folder.path().join("state"), program: None };
        let file = folder.path().join("a.txt");
        let mut ids = Ids::new(1);
        let (article, other) = (ArticleId::next(&mut ids), ArticleId::next(&mut ids));
        std::fs::write(&file, "The first text.").unwrap();
        let text = Text::new("The first text.");
        assert_eq!(changed_file(&folders, article, &text, ""), None, "nothing is known yet");
        remember_files(&folders, &[(article, file.clone()), (other, folder.path().join("none.txt"))]).unwrap();
        assert_eq!(changed_file(&folders, article, &text, ""), None, "it is as it was");
        std::fs::write(&file, "The second text.").unwrap();
        assert_eq!(changed_file(&folders, article, &text, ""), Some(file.clone()));
        assert_eq!(changed_file(&folders, article, &Text::new("The second text."), ""), None, "the article has it");
        assert_eq!(changed_file(&folders, other, &text, ""), None);
        std::fs::write(&file, [0, 1, 2]).unwrap();
        assert_eq!(changed_file(&folders, article, &text, ""), None, "no article any more");
        std::fs::remove_file(&file).unwrap();
        assert_eq!(changed_file(&folders, article, &text, ""), None, "gone");
        std::fs::write(folders.state.join(FILE), "((").unwrap();
        std::fs::write(&file, "The third text.").unwrap();
        remember_files(&folders, &[(article, file.clone())]).unwrap();
        assert_eq!(changed_file(&folders, article, &text, ""), None, "a damaged list begins anew");
        std::fs::write(&file, "The fourth text.").unwrap();
        assert_eq!(changed_file(&folders, article, &text, ""), Some(file));
    }
}
