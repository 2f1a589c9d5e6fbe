//! From the places of a file to ranges of a text: the unit is found by the quotes, and nothing is put on other words than the file says.

use super::record::{Document, Span};
use crate::text::{Fragments, Text, TextRange, Unit, Units, only_places};
use std::collections::BTreeMap;

/// Where the spans of a document stand.
#[derive(Debug)]
pub struct Anchored {
    /// In what its places are counted.
    pub unit: Unit,
    /// What is to be said where it is not the usual unit and not every quote is at its place.
    pub doubt: Option<String>,
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

/// Finds the unit of a document and the ranges of its spans. A unit is taken for all if every quote is at its place: first the one that is wanted, then
/// the one that the format has, then all others. Where none fits, somebody changed the file or its text: it is the unit in which most quotes are at
/// their place, if these are half of them, else the first; and there a span stands where its quote is, or at the only place of its words, or is refused. Where several units have most, a span
/// whose place is another in each stands at the only place of its words, or is refused.
pub fn anchored(document: &Document, text: &Text, wanted: Option<Unit>) -> Anchored {
    let known: Vec<Unit> = wanted.into_iter().chain(document.unit).collect();
    let others = Unit::ALL.into_iter().filter(|unit| !known.contains(unit));
    let tried: Vec<Unit> = if let Some(wanted) = wanted { vec![wanted] } else { known.iter().copied().chain(others).collect() };
    let first = tried.first().copied().unwrap_or(Unit::CodePoints);
    let has_quotes = document.spans.iter().any(|span| !span.quote.is_empty());
    let mut counted: Vec<Counted<'_>> = Vec::new();
    for unit in if has_quotes { tried } else { vec![first] } {
        let counted_so = Counted::of(document, text, unit);
        let fits = counted_so.fit == counted_so.quoted;
        if fits || !has_quotes {
            return Anchored {
                unit,
                spans: document.spans.iter().zip(&counted_so.places).map(|(span, at)| counted_so.placed(span, at)).collect(),
                doubt: None,
            };
        }
        counted.push(counted_so);
    }
    in_doubt(document, text, &counted)
}

/// Where the spans of a document stand in one unit.
struct Counted<'t> {
    unit: Unit,
    units: Units<'t>,
    places: Vec<Option<Fragments>>,
    /// How many spans have words, and of how many they are at their place.
    quoted: usize,
    fit: usize,
}

impl<'t> Counted<'t> {
    fn of(document: &Document, text: &'t Text, unit: Unit) -> Self {
        let units = Units::of(text.as_str(), unit);
        let places: Vec<Option<Fragments>> = document.spans.iter().map(|span| says_its_quote(span, text, &units)).collect();
        let quoted = || document.spans.iter().zip(&places).filter(|(span, _)| !span.quote.is_empty());
        let (count, fit) = (quoted().count(), quoted().filter(|(_, at)| at.is_some()).count());
        Self { unit, units, places, quoted: count, fit }
    }

    fn placed(&self, span: &Span, at: &Option<Fragments>) -> Result<Placed, String> {
        at.clone().map(|at| Placed { at, is_moved: false }).ok_or_else(|| why_not(span, &self.units, self.unit))
    }
}

/// Where the spans stand if in no unit all of their words are at their place.
fn in_doubt(document: &Document, text: &Text, counted: &[Counted<'_>]) -> Anchored {
    let most = counted.iter().map(|counted| counted.fit).max().unwrap_or_default();
    // A few quotes are anywhere by accident.
    let is_enough = |counted: &&Counted<'_>| counted.fit == most && 2 * most >= counted.quoted;
    let mut best: Vec<&Counted<'_>> = counted.iter().filter(is_enough).collect();
    if best.is_empty() {
        best.extend(counted.first());
    }
    let [first, others @ ..] = best.as_slice() else { return Anchored { unit: Unit::CodePoints, spans: Vec::new(), doubt: None } };
    let place = |(number, span): (usize, &Span)| {
        let at = first.places.get(number).unwrap_or(&None);
        let is_sure = others.iter().all(|other| other.places.get(number).unwrap_or(&None) == at);
        if is_sure {
            return first.placed(span, at);
        }
        let units = best.iter().map(|counted| counted.unit.name()).collect::<Vec<_>>().join(", ");
        Err(format!("its place is another one in {units}, and the file does not say in which it counts"))
    };
    let mut spans: Vec<Result<Placed, String>> = document.spans.iter().enumerate().map(place).collect();
    move_to_only_places(document, text, &mut spans);
    let usual = counted.first().map_or(first.unit, |counted| counted.unit);
    let doubt = (first.unit != usual).then(|| {
        let (fit, all) = (first.fit, first.quoted);
        format!("its places are taken as {}, in which the words of {fit} of {all} are at their places: more than as {}", first.unit.name(), usual.name())
    });
    Anchored { unit: first.unit, spans, doubt }
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
                    why.push_str("; no single other place has its words");
                }
            }
        }
    }
}
