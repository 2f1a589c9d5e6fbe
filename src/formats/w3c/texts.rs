//! The texts beside a page: which file is the text of which source.

use super::super::Files;
use super::super::record::{Document, Reading};
use super::sheet::Sheet;
use super::text_file;
use crate::article::{LIMIT_BYTES, Origin};
use crate::text::Unit;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::{self, Read};

/// Text files by their names without folder and ending.
pub(super) struct Texts<'f> {
    files: &'f dyn Files,
    by_name: BTreeMap<String, String>,
    /// Files that were opened without being named.
    opened: HashSet<String>,
}

impl<'f> Texts<'f> {
    /// The texts of these paths; of two of one name the first is read.
    pub(super) fn new(files: &'f dyn Files, paths: Vec<String>, reading: &mut Reading<'_>) -> Self {
        let mut by_name = BTreeMap::new();
        for path in paths {
            let stem = stem_of(&path).to_owned();
            match by_name.entry(stem) {
                Entry::Vacant(place) => {
                    place.insert(path);
                }
                Entry::Occupied(_) => reading.refuse(&path, 0, "another text of this name is read instead"),
            }
        }
        Self { files, by_name, opened: HashSet::new() }
    }

    /// Gives each source its text, and adds a source for each text that none is called by: an article without annotations.
    pub(super) fn deal(mut self, sheets: &mut Vec<Sheet>, reading: &mut Reading<'_>) {
        let mut counts: HashMap<String, usize> = HashMap::new();
        sheets.iter().for_each(|sheet| *counts.entry(sheet.document.file.clone()).or_default() += 1);
        for sheet in sheets.iter_mut() {
            let is_only = counts.get(&sheet.document.file) == Some(&1);
            if let Some((path, words)) = self.take(&names_of(sheet, is_only)) {
                match words {
                    Ok(words) => fill(sheet, &path, words),
                    Err(why) => reading.refuse(&path, 0, why),
                }
            }
        }
        for path in self.by_name.into_values() {
            match whole(self.files, &path) {
                Ok(words) => {
                    let id = stem_of(&path).to_owned();
                    let mut sheet = Sheet { document: Document { file: path.clone(), id, ..Document::default() }, ..Sheet::default() };
                    fill(&mut sheet, &path, words);
                    sheets.push(sheet);
                }
                Err(why) => reading.refuse(&path, 0, why),
            }
        }
    }

    /// The text of the first of these names that one has, with its path. Files that were not named but stand beside may be opened too.
    fn take(&mut self, names: &[String]) -> Option<(String, Result<String, String>)> {
        if let Some((_, path)) = names.iter().find_map(|name| self.by_name.remove_entry(name)) {
            let words = whole(self.files, &path);
            return Some((path, words));
        }
        let there = names.iter().map(|name| text_file(name)).find(|path| !self.opened.contains(path) && self.files.open(path).is_ok())?;
        let words = whole(self.files, &there);
        self.opened.insert(there.clone());
        Some((there, words))
    }
}

/// The names that the text of a source may have, without their ending, the surest first.
fn names_of(sheet: &Sheet, is_only: bool) -> Vec<String> {
    let page = stem_of(&sheet.document.file);
    if let Some(id) = &sheet.own {
        // Beside a page that was written under another name it is named after that.
        return vec![id.clone(), format!("{page}.{id}")];
    }
    let last = sheet.iri.trim_end_matches('/').rsplit(['/', '#', ':']).next().unwrap_or_default();
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    let names = [last, stem, if is_only { page } else { "" }];
    names.into_iter().filter(|name| !name.is_empty()).map(ToOwned::to_owned).collect()
}

/// Puts a text into the document of its source. That of an article of ours is as it was written; another's may begin with a byte order mark.
fn fill(sheet: &mut Sheet, path: &str, words: String) {
    sheet.has_text = true;
    path.clone_into(&mut sheet.text_file);
    sheet.document.unit = Some(Unit::CodePoints);
    if sheet.own.is_some() {
        sheet.document.text = words;
        return;
    }
    let url = if sheet.iri.starts_with("http") { sheet.iri.clone() } else { String::new() };
    let file = last_part(path).to_owned();
    let (text, bom) = match words.strip_prefix('\u{feff}') {
        Some(rest) => (rest.to_owned(), true),
        None => (words, false),
    };
    sheet.document.origin = Origin { file, url, bom, ..Origin::default() };
    sheet.document.text = text;
}

/// A whole file.
///
/// # Errors
/// Why it cannot be read.
fn whole(files: &dyn Files, path: &str) -> Result<String, String> {
    let mut bytes = Vec::new();
    let read: io::Result<usize> = files.open(path).and_then(|file| file.take(LIMIT_BYTES as u64 + 1).read_to_end(&mut bytes));
    read.map_err(|why| format!("it cannot be read: {why}"))?;
    if bytes.len() > LIMIT_BYTES {
        return Err(format!("it has more than {} MiB", LIMIT_BYTES >> 20));
    }
    String::from_utf8(bytes).map_err(|why| format!("it is not UTF-8: see byte {}", why.utf8_error().valid_up_to()))
}

fn last_part(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, file)| file)
}

fn stem_of(path: &str) -> &str {
    let file = last_part(path);
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}
