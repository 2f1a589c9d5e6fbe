//! Places of marks: around line breaks and tabs, which no line of brat can hold.

use crate::text::Units;
use std::borrow::Cow;
use std::fmt::Write;
use std::ops::Range;

/// Whether a byte ends a line or a field.
fn is_break(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r' | b'\t')
}

fn bytes_of<'t>(text: &'t str, range: &Range<usize>) -> &'t [u8] {
    text.as_bytes().get(range.clone()).unwrap_or_default()
}

/// Ranges of bytes in text order, joined where nothing but breaks stands between two.
pub(super) fn joined(text: &str, ranges: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::with_capacity(1);
    for range in ranges {
        match out.last_mut() {
            Some(last) if last.end < range.start && bytes_of(text, &(last.end..range.start)).iter().all(|byte| is_break(*byte)) => last.end = range.end,
            _ => out.push(range),
        }
    }
    out
}

/// Joined ranges without the breaks in them. Where nothing would be left they stay as they are.
pub(super) fn pieces(text: &str, ranges: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut out = Vec::with_capacity(ranges.len());
    for range in ranges {
        let mut start = range.start;
        for (at, _) in bytes_of(text, range).iter().enumerate().filter(|(_, byte)| is_break(**byte)) {
            let at = range.start + at;
            if start < at {
                out.push(start..at);
            }
            start = at + 1;
        }
        if start < range.end {
            out.push(start..range.end);
        }
    }
    if out.is_empty() { ranges.to_vec() } else { out }
}

/// The words of a range, with a blank for each break.
pub(super) fn words<'t>(text: &'t str, range: &Range<usize>) -> Cow<'t, str> {
    let words = text.get(range.clone()).unwrap_or_default();
    if words.bytes().any(is_break) { Cow::Owned(words.replace(['\n', '\r', '\t'], " ")) } else { Cow::Borrowed(words) }
}

/// What stands in a text-bound line behind its id.
pub(super) fn push_line(out: &mut String, label: &str, text: &str, units: &Units<'_>, at: &[Range<usize>]) {
    out.push('\t');
    out.push_str(label);
    let pieces = pieces(text, at);
    let mut before = ' ';
    for piece in &pieces {
        // Writing to a string does not fail.
        write!(out, "{before}{} {}", units.at(piece.start), units.at(piece.end)).unwrap_or_default();
        before = ';';
    }
    before = '\t';
    for piece in &pieces {
        out.push(before);
        out.push_str(&words(text, piece));
        before = ' ';
    }
}
