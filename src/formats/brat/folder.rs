//! Folders of brat: which files belong together, what else lies there, and where all of it is written.

use super::super::{Export, Files, Reading, name_of};
use super::names::{FILE, FOLDER, folder_of, is_folder, is_setting, last_part, setting, with_those_above};
use super::{NAME, read, source};
use crate::project::{Article, Kept};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// The endings of files that other tools part one `.ann` into.
const PARTED: [&str; 4] = ["a1", "a2", "rel", "co"];
/// Reads every article of the files.
pub(super) fn read(files: &dyn Files, reading: &mut Reading<'_>) {
    let paths = files.paths();
    let there: HashSet<&str> = paths.iter().map(String::as_str).collect();
    let is_setting = |path: &str| is_setting(last_part(path));
    let mut settings: BTreeMap<&str, Vec<(&str, String)>> = BTreeMap::new();
    for path in paths.iter().filter(|path| is_setting(path)) {
        match source::text(files, path) {
            Ok((text, _)) => settings.entry(folder_of(path)).or_default().push((path, text)),
            Err(why) => reading.refuse(path, 0, why),
        }
    }
    for path in paths.iter().filter(|path| !is_setting(path)) {
        let (stem, ending) = path.rsplit_once('.').unwrap_or((path, ""));
        let has = |ending: &str| there.contains(format!("{stem}.{ending}").as_str());
        match ending {
            "txt" => {
                let endings: &[&str] = if has("ann") { &["ann"] } else { &PARTED };
                let parts: Vec<String> = endings.iter().filter(|ending| has(ending)).map(|ending| format!("{stem}.{ending}")).collect();
                let Some(mut document) = read::article(files, path, &parts, reading) else { continue };
                let folder = folder_of(path);
                let mut kept = Vec::new();
                if is_folder(folder) {
                    kept.push(format!("{FOLDER}{folder}"));
                }
                for above in with_those_above(folder) {
                    for (path, text) in settings.remove(above).unwrap_or_default() {
                        let path = if is_folder(above) { path } else { last_part(path) };
                        kept.push(format!("{path}\n{text}"));
                    }
                }
                document.kept.splice(0..0, kept.into_iter().map(|text| Kept { format: NAME.into(), text }));
                reading.take(document);
            }
            "ann" | "a1" | "a2" | "rel" | "co" if !has("txt") => reading.refuse(path, 0, "there is no .txt of the same name beside it"),
            "a1" | "a2" | "rel" | "co" if has("ann") => reading.refuse(path, 0, "the .ann of the same name is read instead"),
            "ann" | "a1" | "a2" | "rel" | "co" => {}
            _ if last_part(path).starts_with('.') => {}
            _ => reading.refuse(path, 0, "it is no file of brat's text and annotations"),
        }
    }
    for (path, _) in settings.into_values().flatten().filter(|(path, _)| last_part(path) == FILE) {
        reading.refuse(path, 0, "there is no article in its folder or below it that it could be kept with");
    }
}

/// The texts that an article keeps.
fn kept(article: &Article) -> impl Iterator<Item = &str> {
    article.kept.iter().filter(|kept| kept.format.as_ref() == NAME).map(|kept| kept.text.as_str())
}

/// Where everything is written.
pub(super) struct Plan<'p> {
    /// The path of each article, without an ending.
    pub(super) paths: Vec<String>,
    /// The files of settings by their paths in small letters, each with its path and what it held.
    settings: BTreeMap<String, (&'p str, &'p str)>,
}

impl<'p> Plan<'p> {
    /// Articles in the folders that they lay in; in one folder each has a name of its own.
    pub(super) fn of(export: &Export<'p>) -> Self {
        let mut taken: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut paths = Vec::with_capacity(export.articles.len());
        let mut settings: BTreeMap<String, (&'p str, &'p str)> = BTreeMap::new();
        for (article, _) in &export.articles {
            let folder = kept(article).find_map(|text| text.strip_prefix(FOLDER)).filter(|folder| is_folder(folder)).unwrap_or_default();
            let name = name_of(article, taken.entry(folder.to_lowercase()).or_default());
            paths.push(if folder.is_empty() { name } else { format!("{folder}/{name}") });
            for (path, text) in kept(article).filter_map(setting) {
                // Names that differ in case alone are one on some systems.
                settings.entry(path.to_lowercase()).or_insert((path, text));
            }
        }
        Self { paths, settings }
    }

    /// The folder whose `annotation.conf` holds for a path: the nearest above it, else the outermost.
    pub(super) fn ruled_by(&self, path: &str) -> String {
        let has = |folder: &&str| self.settings.contains_key(&conf_of(folder).to_lowercase());
        with_those_above(folder_of(path)).find(has).unwrap_or_default().to_owned()
    }

    /// The `annotation.conf` of a folder, and what it held; nothing where there was none.
    pub(super) fn conf(&self, folder: &str) -> (String, &'p str) {
        let path = conf_of(folder);
        self.settings.get(&path.to_lowercase()).map(|(path, text)| ((*path).to_owned(), *text)).unwrap_or((path, ""))
    }

    /// Files that are written as they were, but for those of some folders: they are completed.
    pub(super) fn others(&self, folders: impl Iterator<Item = String>) -> impl Iterator<Item = (&'p str, &'p str)> {
        let completed: BTreeSet<String> = folders.map(|folder| conf_of(&folder).to_lowercase()).collect();
        self.settings.iter().filter(move |(path, _)| !completed.contains(*path)).map(|(_, setting)| *setting)
    }
}

fn conf_of(folder: &str) -> String {
    if folder.is_empty() { FILE.to_owned() } else { format!("{folder}/{}", FILE) }
}
