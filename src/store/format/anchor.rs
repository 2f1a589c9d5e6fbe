//! Whether a mark's words stand where its offsets say, and if not, where else they can only be.

use super::values::Str;
use crate::text::{Fragments, Text, TextRange, only_places};
use std::collections::BTreeMap;
use std::ops::Range;

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
        let quotes: Vec<&str> = lost.collect();
        let places = only_places(text, &quotes);
        Self { text, only: quotes.into_iter().map(str::to_owned).zip(places).collect() }
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
