//! The bytes of an article's files, and in what its `.txt` was counted.

use super::super::Files;
use super::entry::Entries;
use super::line::Line;
use super::quote::{self, Said};
use crate::article::LIMIT_BYTES;
use crate::text::{Unit, Units};
use std::io::Read;

/// The most bytes of one file of lines.
const LINES_LIMIT: usize = 16 * LIMIT_BYTES;
/// A byte order mark.
pub(super) const BOM: char = '\u{feff}';

/// A whole file.
///
/// # Errors
/// Why it cannot be read.
fn whole(files: &dyn Files, path: &str, limit: usize) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let read = files.open(path).and_then(|file| file.take(limit as u64 + 1).read_to_end(&mut bytes));
    read.map_err(|error| format!("it cannot be read: {error}"))?;
    if bytes.len() > limit { Err(format!("it has more than {} MiB", limit >> 20)) } else { Ok(bytes) }
}

/// A file of lines.
///
/// # Errors
/// Why it cannot be read.
pub(super) fn lines(files: &dyn Files, path: &str) -> Result<Vec<u8>, String> {
    whole(files, path, LINES_LIMIT)
}

/// A file of text, without its byte order mark; whether it had one.
///
/// # Errors
/// Why it cannot be read.
pub(super) fn text(files: &dyn Files, path: &str) -> Result<(String, bool), String> {
    let text =
        String::from_utf8(whole(files, path, LIMIT_BYTES)?).map_err(|error| format!("it is not UTF-8: see byte {}", error.utf8_error().valid_up_to()))?;
    Ok(match text.strip_prefix(BOM) {
        Some(rest) => (rest.to_owned(), true),
        None => (text, false),
    })
}

/// A text as the file's places count it.
pub(super) struct Counted<'a> {
    /// The text.
    pub(super) text: String,
    /// Whether CR LF became LF.
    pub(super) crlf: bool,
    /// How many units are counted before the text begins.
    pub(super) shift: usize,
    /// In what places are counted.
    pub(super) unit: Unit,
    /// For each text-bound line where its words stand; none where they are not at its places.
    pub(super) said: Vec<Option<Said<'a>>>,
}

/// Finds how a text was counted: in code points, else in another unit; as it stands, else with CR LF as one, as programs do that read it by lines;
/// each also with the byte order mark. The first in which all text-bound lines have their words is right, else the first with the most. Words with
/// something behind them say nothing of the unit, but that they may stand there in brat's own.
pub(super) fn counted<'a>(text: String, bom: bool, entries: &Entries<'a>) -> Counted<'a> {
    let lines = if text.contains("\r\n") { Some(text.replace("\r\n", "\n")) } else { None };
    let spans = || entries.all.iter().enumerate().filter_map(|(place, entry)| if let Line::Span(line) = &entry.says { Some((place, line)) } else { None });
    let all = spans().count();
    let mut best: Option<(usize, Counted<'a>)> = None;
    let mut usual: Option<(usize, Counted<'a>)> = None;
    'found: for unit in Unit::ALL {
        let marks = [0, if unit == Unit::Bytes { BOM.len_utf8() } else { 1 }];
        for shift in marks.into_iter().take(1 + usize::from(bom)) {
            for (candidate, crlf) in std::iter::once((&text, false)).chain(lines.as_ref().map(|lines| (lines, true))) {
                let units = Units::of(candidate, unit);
                let said: Vec<Option<Said<'a>>> = spans().map(|(place, line)| quote::said(line, || entries.behind(place), candidate, &units, shift)).collect();
                let is_sure = |said: &&Said<'_>| unit == Unit::CodePoints || said.tail.trim().is_empty();
                let count = said.iter().flatten().filter(is_sure).count();
                if usual.is_none() && count < all {
                    usual = Some((count, Counted { text: String::new(), crlf, shift, unit, said: said.clone() }));
                }
                if best.as_ref().is_none_or(|(most, ..)| count > *most) {
                    best = Some((count, Counted { text: String::new(), crlf, shift, unit, said }));
                }
                if count == all {
                    break 'found;
                }
            }
        }
    }
    let none = || Counted { text: String::new(), crlf: false, shift: 0, unit: Unit::CodePoints, said: Vec::new() };
    // A few words are anywhere by accident: then the file is counted as brat counts.
    let best = if best.as_ref().is_some_and(|(count, _)| 2 * count >= all) { best } else { usual.or(best) };
    let best = best.map_or_else(none, |(_, best)| best);
    Counted { text: lines.filter(|_| best.crlf).unwrap_or(text), ..best }
}
