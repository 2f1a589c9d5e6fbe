//! Where an annotation's targets are: selectors as they are read, and quotes that are looked for.

use super::super::json_file::{each, object, spelt, text};
use super::super::jsonl_lines::Members;
use super::NAME;
use super::slots::has_word;
use crate::project::Kept;
use crate::text::{Text, occurrences};
use serde_json::value::RawValue;

/// Places of a quote that are looked at: a text of one letter has as many as it is long.
const MOST_PLACES: usize = 10_000;

/// One range as its selectors say it.
#[derive(Default, Debug)]
pub(super) struct Range {
    /// Its place.
    pub(super) at: Option<(usize, usize)>,
    /// Its words.
    pub(super) exact: Option<String>,
    /// The words before it.
    prefix: String,
    /// The words after it.
    suffix: String,
}

/// What the targets of an annotation say.
#[derive(Default, Debug)]
pub(super) struct Targets {
    /// The source of all of them.
    pub(super) source: String,
    /// Their ranges; none where the text as a whole is meant.
    pub(super) ranges: Vec<Range>,
    /// What else they say.
    pub(super) kept: Vec<Kept>,
}

/// Whether a selector is neither a place nor a quote.
pub(super) fn is_other_selector(raw: &str) -> bool {
    let value: Option<&RawValue> = serde_json::from_str(raw).ok();
    value.and_then(object).is_some_and(|mut selector| {
        let kind = selector.take("type");
        !has_word(kind, "TextPositionSelector") && !has_word(kind, "TextQuoteSelector")
    })
}

/// What a target says, without looking at its selectors: the IRI of its source, or of the thing that it is.
pub(super) fn named(target: &RawValue) -> Option<String> {
    if let Some(iri) = text(target) {
        return Some(iri);
    }
    let mut members = object(target)?;
    match members.take("source") {
        Some(source) => iri(source),
        None => Some(members.id("id")).filter(|id| !id.is_empty()),
    }
}

/// The IRI that a value is or has.
pub(super) fn iri(value: &RawValue) -> Option<String> {
    text(value).or_else(|| Some(object(value)?.id("id")).filter(|id| !id.is_empty()))
}

/// Reads the targets of an annotation; sentences about what is not taken go to the list.
///
/// # Errors
/// Why there are none.
pub(super) fn targets(target: &RawValue, told: &mut Vec<String>) -> Result<Targets, String> {
    let mut all = Targets::default();
    for target in each(target) {
        let source = named(target).ok_or("its `target` does not say by `source` what it is in")?;
        if all.source.is_empty() {
            all.source = source;
        } else if all.source != source {
            told.push(format!("it is in several sources, and is not taken for {}", super::super::jsonl_lines::short(&source)));
            continue;
        }
        if let Some(members) = object(target) {
            read_target(members, &mut all, told)?;
        }
    }
    if all.source.is_empty() { Err("its `target` is empty".to_owned()) } else { Ok(all) }
}

fn read_target(mut members: Members<'_>, all: &mut Targets, told: &mut Vec<String>) -> Result<(), String> {
    let Some(selectors) = members.take("selector") else { return Ok(()) };
    let number = all.ranges.len();
    let (mut places, mut quotes) = (Vec::new(), Vec::new());
    for value in each(selectors) {
        let Some(mut selector) = object(value).filter(|_| !is_other_selector(value.get())) else {
            all.kept.push(kept(format!("selector {number} {}", value.get())));
            continue;
        };
        if has_word(selector.take("type"), "TextPositionSelector") {
            places.push((selector.place("start")?, selector.place("end")?));
        } else {
            let exact = selector.need("exact")?;
            quotes.push((exact, selector.string("prefix")?.unwrap_or_default(), selector.string("suffix")?.unwrap_or_default()));
        }
        if !selector.is_empty() {
            told.push(format!("it is taken, but not what else a selector says: {}", super::super::pieces::listed(selector.names())));
        }
    }
    if places.is_empty() && quotes.is_empty() {
        return Err("none of its selectors is a TextPositionSelector or a TextQuoteSelector".to_owned());
    }
    if places.len() != quotes.len() && !places.is_empty() && !quotes.is_empty() {
        return Err(format!("its selectors are {} places and {} quotes, so that nothing says which belong together", places.len(), quotes.len()));
    }
    let mut quotes = quotes.into_iter();
    let count = places.len().max(quotes.len());
    let mut places = places.into_iter();
    for _ in 0..count {
        let (exact, prefix, suffix) = quotes.next().map_or((None, String::new(), String::new()), |(exact, prefix, suffix)| (Some(exact), prefix, suffix));
        all.ranges.push(Range { at: places.next(), exact, prefix, suffix });
    }
    let mut source = members.take("source").and_then(object);
    if let Some(source) = source.as_mut() {
        source.id("id");
        if !source.is_empty() {
            told.push(format!("it is taken, but not what else its source says: {}", super::super::pieces::listed(source.names())));
        }
    }
    if has_word(members.peek("type"), "SpecificResource") {
        members.take("type");
    }
    members.drop_nulls();
    if !members.is_empty() {
        all.kept.push(kept(format!("target {number} {}", spelt(members))));
    }
    Ok(())
}

fn kept(text: String) -> Kept {
    Kept { format: NAME.into(), text }
}

impl Range {
    /// The place, in code points where it was found by its words.
    ///
    /// # Errors
    /// Why it has none.
    pub(super) fn place(&self, words: &Text) -> Result<(usize, usize), String> {
        if let Some(at) = self.at {
            return Ok(at);
        }
        let exact = self.exact.as_deref().unwrap_or_default();
        let string = words.as_str();
        let around = |start: usize, end: usize| {
            let (before, after) = (string.get(..start).unwrap_or_default(), string.get(end..).unwrap_or_default());
            before.ends_with(&self.prefix) && after.starts_with(&self.suffix)
        };
        let (mut fitting, mut all) = (Vec::new(), Vec::new());
        for range in occurrences(words, exact).take(MOST_PLACES) {
            all.push(range);
            if around(range.start(), range.end()) {
                fitting.push(range);
            }
        }
        match (fitting.as_slice(), all.as_slice()) {
            ([only], _) | ([], [only]) => {
                let points = words.code_points().of(*only);
                Ok((points.start, points.end))
            }
            (_, []) => Err("it has no place, and its words stand nowhere in the text".to_owned()),
            _ => Err(format!("it has no place, and its words stand {} times in the text", all.len())),
        }
    }
}
