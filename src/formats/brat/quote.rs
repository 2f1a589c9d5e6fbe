//! The words of a text-bound line beside the text: whether they stand at its places, and how they are cut where they do not.

use super::line::SpanLine;
use super::place;
use crate::text::{Unit, Units};
use std::borrow::Cow;
use std::ops::Range;

/// Bytes of a grapheme that is longer than any that people write.
const LONG_GRAPHEME: usize = 64;

/// Words that stand at the places of their line.
#[derive(Clone, Debug)]
pub(super) struct Said<'a> {
    /// The bytes of the fragments, as the line has them.
    pub(super) ranges: Vec<Range<usize>>,
    /// What stands behind the words; it is nobody's.
    pub(super) tail: &'a str,
    /// How many lines of the file behind this one hold more of the words.
    pub(super) lines: usize,
}

/// The bytes of a line's fragments, if the line has their words. As in brat a blank stands between two fragments, and what stands behind the words
/// after white space is not looked at; a blank may stand for a line break or a tab of the text. `more` gives the lines of the file behind this one
/// that say nothing else: words that hold line breaks may go on in them, and then end where a line ends. `shift` is how many units are counted before
/// the text begins.
pub(super) fn said<'a>(line: &SpanLine<'a>, more: impl Fn() -> Vec<&'a str>, text: &str, units: &Units<'_>, shift: usize) -> Option<Said<'a>> {
    let mut ranges = Vec::with_capacity(line.places.len());
    let mut rest = line.words;
    let mut behind: Option<Vec<&'a str>> = None;
    let mut lines = 0;
    for (number, (start, end)) in line.places.iter().enumerate() {
        let range = units.bytes(start.checked_sub(shift)?..end.checked_sub(shift)?).filter(|range| !range.is_empty())?;
        let words = text.get(range.clone())?;
        let from = if number == 0 { rest } else { rest.strip_prefix(' ')? };
        rest = match without(from, words, place::words(text, &range)) {
            Some(rest) => rest,
            None if words.contains('\n') => over_lines(from, words, behind.get_or_insert_with(&more), &mut lines)?,
            None => return None,
        };
        ranges.push(range);
    }
    let is_end = rest.is_empty() || (lines == 0 && rest.starts_with(char::is_whitespace));
    is_end.then_some(Said { ranges, tail: rest, lines })
}

/// What stands behind words of the text, as they are or with blanks for what no line holds.
fn without<'a>(from: &'a str, words: &str, blanks: Cow<'_, str>) -> Option<&'a str> {
    from.strip_prefix(words).or_else(|| if let Cow::Owned(blanks) = blanks { from.strip_prefix(&*blanks) } else { None })
}

/// What stands behind words that go on in further lines; `lines` of these are used up.
fn over_lines<'a>(from: &'a str, words: &str, behind: &[&'a str], lines: &mut usize) -> Option<&'a str> {
    let mut rest = from;
    let mut pieces = words.split('\n');
    let mut piece = pieces.next()?;
    for next in pieces {
        if piece.strip_suffix('\r').unwrap_or(piece) != rest {
            return None;
        }
        rest = behind.get(*lines)?;
        *lines += 1;
        piece = next;
    }
    rest.strip_prefix(piece)
}

/// The words of each fragment of a line whose words are not at its places, and how many further lines are used: they are cut in the first unit in
/// which they are just as long as the places. None where there is no such unit: then nobody knows which words are meant.
pub(super) fn cut(line: &SpanLine<'_>, more: &[&str]) -> Option<(Vec<String>, usize)> {
    let long = line.places.iter().map(|(start, end)| end - start).try_fold(line.places.len().saturating_sub(1), usize::checked_add)?;
    let fits = |words: &str, unit: Unit| match lengths(words).into_iter().find(|(other, _)| *other == unit) {
        Some((_, length)) => length == long,
        // To count graphemes takes long: no language has such long ones that it could be worth it.
        None => words.len() / LONG_GRAPHEME <= long,
    };
    let cut_at_once = |unit| [line.words, line.words.trim_end()].into_iter().filter(|words| fits(words, unit)).find_map(|words| cut_in(line, words, unit));
    if let Some(cut) = Unit::ALL.into_iter().find_map(cut_at_once) {
        return Some((cut, 0));
    }
    let mut all = line.words.to_owned();
    let mut lengths = lengths(line.words);
    for (number, next) in (1..).zip(more) {
        all.extend(["\n", next]);
        lengths.iter_mut().zip(self::lengths(next)).for_each(|((_, length), more)| *length += 1 + more.1);
        if lengths.iter().all(|(_, length)| *length > long) {
            break;
        }
        let cut = lengths.iter().filter(|(_, length)| *length == long).find_map(|(unit, _)| cut_in(line, &all, *unit));
        if let Some(cut) = cut {
            return Some((cut, number));
        }
    }
    None
}

/// How long words are in the units whose lengths add up.
fn lengths(words: &str) -> [(Unit, usize); 3] {
    [(Unit::CodePoints, words.chars().count()), (Unit::Utf16, words.encode_utf16().count()), (Unit::Bytes, words.len())]
}

/// Words cut at the blanks between fragments, counted in a unit.
fn cut_in(line: &SpanLine<'_>, words: &str, unit: Unit) -> Option<Vec<String>> {
    let units = Units::of(words, unit);
    let mut out = Vec::with_capacity(line.places.len());
    let mut from = 0_usize;
    for (number, (start, end)) in line.places.iter().enumerate() {
        if number > 0 {
            let blank = units.bytes(from..from + 1)?;
            if words.get(blank) != Some(" ") {
                return None;
            }
            from += 1;
        }
        let to = from.checked_add(end - start)?;
        out.push(words.get(units.bytes(from..to)?)?.to_owned());
        from = to;
    }
    (from == units.len()).then_some(out)
}
