//! Whether a mark's words stand where its offsets say, and if not, where else they can only be.

use super::rows::Str;
use crate::text::{Fragments, Text, TextRange, occurrences};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// From so many words on, the text is read once for all of them and not once for each.
const MANY: usize = 32;
/// Bytes by which words are told apart while the text is read once.
const HEAD: usize = 8;

/// What became of a mark's place.
pub(super) enum Anchored {
    /// The words stand there.
    There(Fragments),
    /// The words stand there, but the ranges were not in text order.
    Sorted(Fragments),
    /// The words stand elsewhere, once; `shift` is how many code points further the first fragment is.
    Moved { at: Fragments, shift: i64 },
    /// The words stand nowhere, or in several places; what stands at the offsets, if they lie in the text.
    Lost { found: Option<String> },
    /// The ranges overlap although their words fit.
    Overlapping,
}

/// Compares offsets in code points with the words of each range; nothing, if they are not the same everywhere.
pub(super) fn stands(text: &Text, at: &[(u32, u32)], quotes: &[Str<'_>]) -> Option<Anchored> {
    if let ([place], [quote]) = (at, quotes) {
        return quoted_at(text, *place, quote).map(|range| Anchored::There(range.into()));
    }
    let mut ranges = at.iter().zip(quotes).map(|(place, quote)| quoted_at(text, *place, quote)).collect::<Option<Vec<TextRange>>>()?;
    let is_sorted = ranges.is_sorted();
    ranges.sort_unstable();
    Some(match Fragments::new(ranges) {
        Some(at) if is_sorted => Anchored::There(at),
        Some(at) => Anchored::Sorted(at),
        None => Anchored::Overlapping,
    })
}

/// The only places of words that are not where a file says.
pub(super) struct Search<'t> {
    text: &'t Text,
    only: BTreeMap<String, Option<TextRange>>,
}

impl<'t> Search<'t> {
    /// Looks for words, each to the letter.
    pub(super) fn new<'q>(text: &'t Text, lost: impl Iterator<Item = &'q str>) -> Self {
        let mut only: BTreeMap<String, Option<TextRange>> = lost.map(|quote| (quote.to_owned(), None)).collect();
        let is_one_by_one = only.len() < MANY;
        for (quote, place) in only.iter_mut().filter(|(quote, _)| is_one_by_one || quote.len() < HEAD) {
            let mut places = occurrences(text, quote);
            *place = places.next().filter(|_| places.next().is_none());
        }
        if !is_one_by_one {
            find_all(text, &mut only);
        }
        Self { text, only }
    }

    /// Where a mark can only be, if each of its words stands exactly once in the text, in order.
    pub(super) fn again(&self, at: &[(u32, u32)], quotes: &[Str<'_>]) -> Anchored {
        let places = quotes.iter().map(|quote| self.only.get(&**quote).copied().flatten());
        let was = at.first().map_or(0, |(start, _)| i64::from(*start));
        match places.collect::<Option<Vec<TextRange>>>().and_then(Fragments::new) {
            Some(moved) => {
                let shift = self.text.code_points().before(moved.start()) as i64 - was;
                Anchored::Moved { at: moved, shift }
            }
            None => Anchored::Lost { found: standing(self.text, at) },
        }
    }
}

/// Words that begin with the same bytes, each with its place and how often it was met.
type Alike<'w> = Vec<(&'w str, &'w mut Option<TextRange>, usize)>;

/// Notes the places of all words that are long enough and stand exactly once, reading the text once.
fn find_all(text: &Text, only: &mut BTreeMap<String, Option<TextRange>>) {
    let mut by_head: HashMap<[u8; HEAD], Alike<'_>> = HashMap::new();
    for (quote, place) in only.iter_mut() {
        if let Some(head) = quote.as_bytes().first_chunk::<HEAD>() {
            by_head.entry(*head).or_default().push((quote, place, 0));
        }
    }
    for (at, window) in text.as_str().as_bytes().windows(HEAD).enumerate() {
        let Some(alike) = window.first_chunk::<HEAD>().and_then(|head| by_head.get_mut(head)) else { continue };
        alike.retain_mut(|(quote, place, count)| {
            let range = at..at + quote.len();
            if text.as_str().as_bytes().get(range.clone()) == Some(quote.as_bytes()) {
                *count += 1;
                **place = TextRange::new(text, range).filter(|_| *count == 1);
            }
            // What stands twice is not looked for any more.
            *count < 2
        });
    }
}

/// A range of code points as a range of the text, if these are its words.
fn quoted_at(text: &Text, (start, end): (u32, u32), quote: &str) -> Option<TextRange> {
    let points = text.code_points();
    let first = points.byte(start as usize)?;
    let range = first..first + quote.len();
    let is_there = text.as_str().get(range.clone()) == Some(quote) && points.before(range.end) == end as usize;
    is_there.then(|| TextRange::new(text, range)).flatten()
}

/// What stands at the offsets, with `…` between the fragments.
fn standing(text: &Text, at: &[(u32, u32)]) -> Option<String> {
    let points = text.code_points();
    let bytes = |(start, end): &(u32, u32)| -> Option<Range<usize>> { Some(points.byte(*start as usize)?..points.byte(*end as usize)?) };
    let parts = at.iter().map(|place| bytes(place).map(|range| text.slice(range)));
    parts.collect::<Option<Vec<&str>>>().map(|parts| parts.join(" … "))
}
