//! Words known by what stands around them: a range that was moved together with its sentence, its paragraph or several.

use super::{Carried, LISTED, Pair, fits, in_place, is_free};
use crate::text::compare::Comparison;
use crate::text::quote::{Places, places};
use crate::text::{Text, TextRange};
use std::collections::BTreeMap;
use std::ops::Range;

/// Code points on either side that make a range known, first those of its sentence and then those of its paragraph.
const NEAR: usize = 24;
const WIDE: usize = 120;
/// Bytes on either side that are looked at, at most.
const FAR: usize = 2048;
/// From so many code points, or words, on a range is telling by itself.
const TELLING: usize = 24;
const TELLING_WORDS: usize = 3;

/// From here on there are pictures, which say as much as words; signs and spaces alone are not known by what is around them.
const PICTURES: char = '\u{1f000}';

/// How much is looked at around a range, from little to much; the next only while there are several places.
#[derive(Clone, Copy)]
enum Reach {
    Sentence,
    Near,
    Wide,
    Paragraph,
    Neighbours,
    Block,
}

const REACHES: [Reach; 6] = [Reach::Sentence, Reach::Near, Reach::Wide, Reach::Paragraph, Reach::Neighbours, Reach::Block];

/// Ranges that have the same words around them in a free place of the new text: moved if that is the only one, else in doubt.
/// A range that lies in a same stretch may also be kept there.
pub(super) fn claims(comparison: &Comparison, ranges: &[TextRange], words: &BTreeMap<TextRange, Pair>) -> BTreeMap<TextRange, Carried> {
    let mut claims = BTreeMap::new();
    let mut open: Vec<(TextRange, Vec<TextRange>)> = Vec::new();
    for range in ranges {
        let has_words = range.of(&comparison.old).contains(|c: char| c.is_alphanumeric() || c >= PICTURES);
        let Some(pair) = words.get(range).filter(|pair| has_words && !pair.new.is_nowhere()) else { continue };
        let fitting = if is_telling(range.of(&comparison.old)) { free(comparison, *range, range.start(), &pair.new) } else { Vec::new() };
        open.push((*range, fitting));
    }
    for reach in REACHES {
        let windows: Vec<Range<usize>> = open.iter().map(|(range, _)| window(&comparison.old, *range, reach)).collect();
        let quotes: Vec<&str> = windows.iter().map(|window| comparison.old.slice(window.clone())).collect();
        let found = places(&comparison.old, &quotes, 1).into_iter().zip(places(&comparison.new, &quotes, LISTED));
        let mut next = Vec::new();
        for (((range, fitting), window), (old, new)) in open.into_iter().zip(&windows).zip(found) {
            if new.is_nowhere() {
                claims.extend(in_doubt(comparison, range, fitting).map(|claim| (range, claim)));
                continue;
            }
            match old.only().and(new.only()).and_then(|place| claim(comparison, range, (window, reach), place)) {
                Some(claim) => _ = claims.insert(range, claim),
                None => next.push((range, free(comparison, range, window.start, &new))),
            }
        }
        open = next;
    }
    claims.extend(open.into_iter().filter_map(|(range, fitting)| Some((range, in_doubt(comparison, range, fitting)?))));
    claims
}

/// The place of a range whose window stands once in either text, as a paragraph where it ends with one.
fn claim(comparison: &Comparison, range: TextRange, (window, reach): (&Range<usize>, Reach), place: TextRange) -> Option<Carried> {
    let (old, new) = (&comparison.old, &comparison.new);
    let is_start = |text: &Text, byte: usize| text.paragraph(text.paragraph_at(byte)).start == byte;
    let is_end = |text: &Text, byte: usize| text.paragraph(text.paragraph_at(byte)).end == byte;
    let is_torn = is_start(old, window.start) && !is_start(new, place.start()) || is_end(old, window.end) && !is_end(new, place.end());
    if is_torn && !matches!(reach, Reach::Sentence) {
        return None;
    }
    let start = place.start() + range.start() - window.start;
    let place = TextRange::new(new, start..start + range.bytes().len()).filter(|place| fits(comparison, range, *place))?;
    if in_place(comparison, range).is_some_and(|(_, there)| there == place) {
        return Some(Carried::Kept(place));
    }
    is_free(comparison, place).then_some(Carried::Moved(place))
}

/// The places of a range, given those of its window, that are nobody else's.
fn free(comparison: &Comparison, range: TextRange, window: usize, places: &Places) -> Vec<TextRange> {
    let inner = places.found.iter().filter_map(|place| {
        let start = place.start() + range.start() - window;
        TextRange::new(&comparison.new, start..start + range.bytes().len())
    });
    inner.filter(|place| is_free(comparison, *place) && fits(comparison, range, *place)).collect()
}

fn in_doubt(comparison: &Comparison, range: TextRange, mut fitting: Vec<TextRange>) -> Option<Carried> {
    fitting.extend(in_place(comparison, range).map(|(_, place)| place).filter(|place| fits(comparison, range, *place)));
    fitting.sort_unstable();
    fitting.dedup();
    fitting.truncate(LISTED);
    (!fitting.is_empty()).then_some(Carried::Doubtful(fitting))
}

fn is_telling(words: &str) -> bool {
    words.chars().take(TELLING).count() == TELLING || words.split_whitespace().take(TELLING_WORDS).count() == TELLING_WORDS
}

/// A range with what stands around it, as far as a reach goes.
fn window(text: &Text, range: TextRange, reach: Reach) -> Range<usize> {
    let (first, last) = (text.paragraph_at(range.start()), text.paragraph_at(range.end() - 1));
    let lines = match reach {
        Reach::Sentence | Reach::Near | Reach::Wide | Reach::Paragraph => 0,
        Reach::Neighbours => 1,
        Reach::Block => 4,
    };
    let outer = text.paragraph(first.saturating_sub(lines)).start..text.paragraph((last + lines).min(text.paragraph_count() - 1)).end.max(range.end());
    let count = match reach {
        // Where two paragraphs meet, the beginning of one and the end of another tell little.
        Reach::Sentence | Reach::Near if first == last => NEAR,
        Reach::Wide if first == last => WIDE,
        Reach::Sentence | Reach::Near | Reach::Wide | Reach::Paragraph | Reach::Neighbours | Reach::Block => FAR,
    };
    let near = outer.start.max(range.start().saturating_sub(FAR))..outer.end.min(range.end().saturating_add(FAR));
    let near = text.as_str().ceil_char_boundary(near.start)..text.as_str().floor_char_boundary(near.end);
    let (before, after) = (text.slice(near.start..range.start()), text.slice(range.end()..near.end));
    let is_sentence = matches!(reach, Reach::Sentence) && first == last;
    let (mut start, mut at) = (range.start(), range.start());
    for c in before.chars().rev().take(count) {
        if is_sentence && ends_sentence(c) && (start > at || !c.is_ascii()) {
            break;
        }
        at -= c.len_utf8();
        // The spaces before a sentence are none of it.
        if !is_sentence || !c.is_whitespace() {
            start = at;
        }
    }
    let mut end = range.end();
    for c in after.chars().take(count) {
        end += c.len_utf8();
        if is_sentence && ends_sentence(c) {
            break;
        }
    }
    start..end
}

fn ends_sentence(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '؟' | '۔' | '।' | '。' | '！' | '？')
}
