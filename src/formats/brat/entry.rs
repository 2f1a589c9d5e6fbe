//! The lines of an article's files as they come.

use super::line::{Line, front, parse, short};
use std::collections::HashMap;

/// A line, and where it stands.
pub(super) struct Entry<'a> {
    /// Its file, by its place among the article's.
    pub(super) file: usize,
    /// Its number there, from 1.
    pub(super) line: usize,
    /// All of it, without its end.
    pub(super) raw: &'a str,
    /// Its id; empty where it has none.
    pub(super) id: &'a str,
    /// What it says.
    pub(super) says: Line<'a>,
    /// Why it is no line of brat's, unless it holds words of the line before it.
    pub(super) why: Option<String>,
    /// Whether it does.
    pub(super) is_part: bool,
}

/// All lines that are not empty, but for those that were refused.
#[derive(Default)]
pub(super) struct Entries<'a> {
    /// In their order.
    pub(super) all: Vec<Entry<'a>>,
    /// File, line and reason of those that were refused.
    pub(super) refused: Vec<(usize, usize, String)>,
    /// Ids of lines that were refused, with file and line.
    pub(super) lost: HashMap<&'a str, (usize, usize)>,
}

impl<'a> Entries<'a> {
    /// Reads the lines of some files.
    pub(super) fn of(sources: &'a [Vec<u8>]) -> Self {
        let mut entries = Self::default();
        let mut first: HashMap<&str, usize> = HashMap::new();
        for (file, source) in sources.iter().enumerate() {
            let source = source.strip_prefix(b"\xef\xbb\xbf").unwrap_or(source);
            for (line, bytes) in (1..).zip(source.split(|byte| *byte == b'\n')) {
                entries.line(file, line, bytes.strip_suffix(b"\r").unwrap_or(bytes), &mut first);
            }
        }
        entries
    }

    fn line(&mut self, file: usize, line: usize, bytes: &'a [u8], first: &mut HashMap<&'a str, usize>) {
        let Ok(raw) = std::str::from_utf8(bytes) else {
            let id = bytes.split(|byte| *byte == b'\t').next().and_then(|id| std::str::from_utf8(id).ok()).and_then(front);
            self.refuse(file, line, id, "it is not UTF-8".to_owned());
            return;
        };
        if raw.trim().is_empty() {
            return;
        }
        let (id, says, why) = match parse(raw) {
            Ok((id, says)) => (id, says, None),
            Err(why) if front(raw).is_some() => {
                self.refuse(file, line, front(raw), why);
                return;
            }
            Err(why) => ("", Line::Other, Some(why)),
        };
        if let Some(before) = first.get(id) {
            self.refuse(file, line, None, format!("the id {} was taken before, in line {before}", short(id)));
            return;
        }
        if !id.is_empty() {
            first.insert(id, line);
        }
        self.all.push(Entry { file, line, raw, id, says, why, is_part: false });
    }

    fn refuse(&mut self, file: usize, line: usize, id: Option<&'a str>, why: String) {
        self.refused.push((file, line, why));
        if let Some(id) = id {
            self.lost.entry(id).or_insert((file, line));
        }
    }

    /// The lines of the file behind an entry that say nothing by themselves, empty ones too.
    pub(super) fn behind(&self, place: usize) -> Vec<&'a str> {
        let mut lines = Vec::new();
        let Some((entry, others)) = self.all.get(place..).and_then(<[_]>::split_first) else { return lines };
        let mut last = entry.line;
        for other in others.iter().take_while(|other| other.file == entry.file && matches!(other.says, Line::Other)) {
            lines.extend((last + 1..other.line).map(|_| ""));
            lines.push(other.raw);
            last = other.line;
        }
        lines
    }

    /// Takes so many lines of the file behind an entry as part of it.
    pub(super) fn use_up(&mut self, place: usize, lines: usize) {
        let Some((entry, others)) = self.all.get_mut(place..).and_then(<[_]>::split_first_mut) else { return };
        let last = entry.line.saturating_add(lines);
        others.iter_mut().take_while(|other| other.line <= last && other.file == entry.file).for_each(|other| other.is_part = true);
    }
}
