//! Whether a mark's words stand where its offsets say, and if not, where else they can only be.

use crate::text::{Found, Fragments, Text, TextRange, find_again};
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

/// Compares offsets in code points with the words of each range.
pub(super) fn anchor(text: &Text, at: &[(u32, u32)], quotes: &[&str]) -> Anchored {
    if let ([place], [quote]) = (at, quotes)
        && let Some(range) = quoted_at(text, *place, quote)
    {
        return Anchored::There(range.into());
    }
    let Some(ranges) = at.iter().zip(quotes).map(|(place, quote)| quoted_at(text, *place, quote)).collect::<Option<Vec<TextRange>>>() else {
        return again(text, at, quotes);
    };
    let is_sorted = ranges.is_sorted();
    let mut ranges = ranges;
    ranges.sort_unstable();
    match Fragments::new(ranges) {
        Some(at) if is_sorted => Anchored::There(at),
        Some(at) => Anchored::Sorted(at),
        None => Anchored::Overlapping,
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

fn again(text: &Text, at: &[(u32, u32)], quotes: &[&str]) -> Anchored {
    let places = quotes.iter().map(|quote| match find_again(text, quote) {
        Found::Once(range) => Some(range),
        Found::Many(_) | Found::Nowhere => None,
    });
    let moved = places.collect::<Option<Vec<TextRange>>>().and_then(Fragments::new);
    let was = at.first().map_or(0, |(start, _)| i64::from(*start));
    match moved {
        Some(moved) => {
            let shift = text.code_points().before(moved.start()) as i64 - was;
            Anchored::Moved { at: moved, shift }
        }
        None => Anchored::Lost { found: standing(text, at) },
    }
}

/// What stands at the offsets, with `…` between the fragments.
fn standing(text: &Text, at: &[(u32, u32)]) -> Option<String> {
    let points = text.code_points();
    let bytes = |(start, end): &(u32, u32)| -> Option<Range<usize>> { Some(points.byte(*start as usize)?..points.byte(*end as usize)?) };
    let parts = at.iter().map(|place| bytes(place).map(|range| text.slice(range)));
    parts.collect::<Option<Vec<&str>>>().map(|parts| parts.join(" … "))
}
