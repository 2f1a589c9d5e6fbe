//! A file that is one value of JSON: read whole, and every value in it with its line.

use super::Files;
use super::jsonl_lines::{Members, depth};
use serde_json::value::RawValue;
use std::io::Read;

/// Bytes that one file may have: 256 MiB.
const MOST_BYTES: usize = 256 << 20;
/// How deep values may lie in each other.
const DEEPEST: usize = 120;

/// The words of a file, with where its lines end.
pub(super) struct JsonFile {
    words: String,
    line_feeds: Vec<usize>,
}

impl JsonFile {
    /// Reads a file.
    ///
    /// # Errors
    /// Why it cannot be read, with the line.
    pub(super) fn read(files: &dyn Files, path: &str) -> Result<Self, (usize, String)> {
        let mut bytes = Vec::new();
        let read = files.open(path).and_then(|file| file.take(MOST_BYTES as u64 + 1).read_to_end(&mut bytes));
        read.map_err(|why| (0, format!("it cannot be read: {why}")))?;
        if bytes.len() > MOST_BYTES {
            return Err((0, format!("it has more than {} MiB", MOST_BYTES >> 20)));
        }
        let words = String::from_utf8(bytes).map_err(|why| {
            let valid = why.utf8_error().valid_up_to();
            let before = why.as_bytes().get(..valid).unwrap_or_default();
            (1 + memchr::memchr_iter(b'\n', before).count(), format!("it is not UTF-8 at byte {valid}"))
        })?;
        if depth(&words) > DEEPEST {
            return Err((0, format!("its values lie more than {DEEPEST} deep in each other")));
        }
        let line_feeds = memchr::memchr_iter(b'\n', words.as_bytes()).collect();
        Ok(Self { words, line_feeds })
    }

    /// The value that the file is.
    ///
    /// # Errors
    /// Why it is none, with the line.
    pub(super) fn value(&self) -> Result<&RawValue, (usize, String)> {
        let words = self.words.strip_prefix('\u{feff}').unwrap_or(&self.words);
        if words.trim().is_empty() {
            return Err((0, "it is empty".to_owned()));
        }
        serde_json::from_str(words).map_err(|why| {
            let said = why.to_string();
            let what = said.rsplit_once(" at line ").map_or(said.as_str(), |(what, _)| what);
            (why.line(), format!("it is no JSON: {what}"))
        })
    }

    /// The line, from 1, on which a value of this file begins.
    pub(super) fn line(&self, value: &RawValue) -> usize {
        let at = (value.get().as_ptr() as usize).saturating_sub(self.words.as_ptr() as usize);
        1 + self.line_feeds.partition_point(|feed| *feed < at)
    }
}

/// The values of a list; one that is none alone.
pub(super) fn each(value: &RawValue) -> Vec<&RawValue> {
    serde_json::from_str(value.get()).unwrap_or_else(|_| vec![value])
}

/// A string; none where the value is none.
pub(super) fn text(value: &RawValue) -> Option<String> {
    serde_json::from_str(value.get()).ok()
}

/// The members of an object; none where the value is none.
pub(super) fn object(value: &RawValue) -> Option<Members<'_>> {
    Members::of(value.get()).ok()
}

/// An object of members as they are spelt.
pub(super) fn spelt(members: Members<'_>) -> String {
    let mut object = super::jsonl_lines::Object::new();
    members.rest().for_each(|(name, value)| object.raw(&name, value.get()));
    object.end()
}
