//! The bytes of an article's files, and in what its `.txt` was counted.

use super::super::{Files, Span};
use super::place;
use crate::article::LIMIT_BYTES;
use crate::text::{Unit, Units};
use std::borrow::Cow;
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
pub(super) struct Counted {
    /// The text.
    pub(super) text: String,
    /// Whether CR LF became LF.
    pub(super) crlf: bool,
    /// How many code points are counted before the text begins.
    pub(super) shift: usize,
    /// Which spans have the words of the text.
    pub(super) agree: Vec<bool>,
}

/// Finds how a text was counted: as it stands; with CR LF as one, as programs do that read it by lines; each also with the byte order mark. The
/// first in which all spans have their words is right, else the one with the most.
pub(super) fn counted(text: String, bom: bool, spans: &[Span]) -> Counted {
    let lines = if text.contains("\r\n") { Some(text.replace("\r\n", "\n")) } else { None };
    let mut best: Option<(usize, bool, usize, Vec<bool>)> = None;
    for shift in 0..=usize::from(bom) {
        for (candidate, crlf) in std::iter::once((&text, false)).chain(lines.as_ref().map(|lines| (lines, true))) {
            let units = Units::of(candidate, Unit::CodePoints);
            let agree: Vec<bool> = spans.iter().map(|span| agrees(span, candidate, &units, shift)).collect();
            let count = agree.iter().filter(|agrees| **agrees).count();
            if best.as_ref().is_none_or(|(most, ..)| count > *most) {
                best = Some((count, crlf, shift, agree));
            }
            if count == spans.len() {
                break;
            }
        }
    }
    let (_, crlf, shift, agree) = best.unwrap_or_default();
    Counted { text: lines.filter(|_| crlf).unwrap_or(text), crlf, shift, agree }
}

/// Whether a span's words are those of the text; a blank may stand for a line break, as in files from before fragments.
fn agrees(span: &Span, text: &str, units: &Units<'_>, shift: usize) -> bool {
    span.at.iter().zip(&span.quote).all(|((start, end), quote)| {
        let places = start.checked_sub(shift).zip(end.checked_sub(shift));
        let range = places.and_then(|(start, end)| units.bytes(start..end));
        let has = |range| text.get(std::ops::Range::clone(&range)) == Some(quote) || matches!(place::words(text, &range), Cow::Owned(words) if words == *quote);
        range.is_some_and(has)
    })
}
