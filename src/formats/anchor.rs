//! From the places of a file to ranges of a text: the unit is found by the quotes, and nothing is put on other words than the file says.

use super::record::{Document, Span};
use crate::text::{Fragments, Text, TextRange, Unit, Units, only_places};
use std::collections::BTreeMap;

/// Where the spans of a document stand.
#[derive(Debug)]
pub struct Anchored {
    /// In what its places are counted.
    pub unit: Unit,
    /// For each span its ranges, or why it has none.
    pub spans: Vec<Result<Placed, String>>,
}

/// A span with its ranges.
#[derive(Clone, PartialEq, Debug)]
pub struct Placed {
    /// Its ranges.
    pub at: Fragments,
    /// Whether its words were not at its place, and stood once elsewhere: it was moved there.
    pub is_moved: bool,
}

/// Finds the unit of a document and the ranges of its spans. A unit is taken only if every quote is at its place: first the one that is wanted,
/// then the one that the format has, then all others. Where none fits, each span is looked at alone, in the first of them: it stands where its
/// quote is, or at the only place of its words, or is refused.
pub fn anchored(document: &Document, text: &Text, wanted: Option<Unit>) -> Anchored {
    let known: Vec<Unit> = wanted.into_iter().chain(document.unit).collect();
    let others = Unit::ALL.into_iter().filter(|unit| !known.contains(unit));
    let tried: Vec<Unit> = if wanted.is_some() { known.clone() } else { known.iter().copied().chain(others).collect() };
    let first = tried.first().copied().unwrap_or(Unit::CodePoints);
    let has_quotes = document.spans.iter().any(|span| !span.quote.is_empty());
    let fits = |unit: Unit| {
        let units = Units::of(text.as_str(), unit);
        let all: Vec<Option<Fragments>> = document.spans.iter().map(|span| says_its_quote(span, text, &units)).collect();
        let is_so = document.spans.iter().zip(&all).all(|(span, at)| span.quote.is_empty() || at.is_some());
        is_so.then_some((unit, units, all))
    };
    let found = if has_quotes { tried.into_iter().find_map(fits) } else { None };
    let all_fit = found.is_some();
    let (unit, units, places) = found.unwrap_or_else(|| {
        let units = Units::of(text.as_str(), first);
        let places = document.spans.iter().map(|span| says_its_quote(span, text, &units)).collect();
        (first, units, places)
    });
    let placed = document.spans.iter().zip(places).map(|(span, at)| match at {
        Some(at) => Ok(Placed { at, is_moved: false }),
        None => Err(why_not(span, &units, unit)),
    });
    let mut spans: Vec<Result<Placed, String>> = placed.collect();
    if !all_fit {
        move_to_only_places(document, text, &mut spans);
    }
    Anchored { unit, spans }
}

/// The ranges of a span in a unit, if they are ranges of the text and say what the file says.
fn says_its_quote(span: &Span, text: &Text, units: &Units<'_>) -> Option<Fragments> {
    let mut ranges = Vec::with_capacity(span.at.len());
    for (start, end) in &span.at {
        ranges.push(TextRange::new(text, units.bytes(*start..*end)?)?);
    }
    let says = match span.quote.as_slice() {
        [] => true,
        quotes if quotes.len() == ranges.len() => quotes.iter().zip(&ranges).all(|(quote, range)| quote == range.of(text)),
        quotes => {
            let said: Vec<&str> = ranges.iter().map(|range| range.of(text)).collect();
            quotes.join(" ") == said.join(" ")
        }
    };
    if says { in_order(ranges) } else { None }
}

/// Ranges in the order of the text; those that touch stay apart, those that overlap become one.
pub(super) fn in_order(mut ranges: Vec<TextRange>) -> Option<Fragments> {
    ranges.sort_unstable_by_key(|range| (range.start(), range.end()));
    Fragments::new(ranges.clone()).or_else(|| Fragments::joined(ranges))
}

fn why_not(span: &Span, units: &Units<'_>, unit: Unit) -> String {
    let place = |(start, end): &(usize, usize)| format!("{start}..{end}");
    let bad = span.at.iter().find(|(start, end)| start >= end || units.bytes(*start..*end).is_none());
    match bad {
        _ if span.at.is_empty() => "it has no place".to_owned(),
        Some(at) if at.0 >= at.1 => format!("{} is no place: its end is not behind its start", place(at)),
        Some(at) => format!("{} is no place of the text, which has {} {}", place(at), units.len(), unit.name()),
        None => format!("its words are not at {}", span.at.iter().map(place).collect::<Vec<_>>().join(", ")),
    }
}

/// Spans whose words are not at their place go to the only place of these words in the text.
fn move_to_only_places(document: &Document, text: &Text, spans: &mut [Result<Placed, String>]) {
    let lost: Vec<(usize, &[String])> = document
        .spans
        .iter()
        .enumerate()
        .filter(|(number, span)| spans.get(*number).is_some_and(Result::is_err) && !span.quote.is_empty())
        .map(|(number, span)| (number, span.quote.as_slice()))
        .collect();
    let mut quotes: Vec<&str> = lost.iter().flat_map(|(_, quotes)| quotes.iter().map(String::as_str)).collect();
    quotes.sort_unstable();
    quotes.dedup();
    let places: BTreeMap<&str, Option<TextRange>> = quotes.iter().copied().zip(only_places(text, &quotes)).collect();
    for (number, quotes) in lost {
        let found: Option<Vec<TextRange>> = quotes.iter().map(|quote| places.get(quote.as_str()).copied().flatten()).collect();
        let Some(place) = spans.get_mut(number) else { continue };
        match found.and_then(in_order) {
            Some(at) => *place = Ok(Placed { at, is_moved: true }),
            None => {
                if let Err(why) = place {
                    why.push_str(", and stand nowhere else alone");
                }
            }
        }
    }
}
