//! Where an annotation's targets are, as their selectors say it.

use super::super::json_file::{each, object, spelt, text};
use super::super::jsonl_lines::{Members, short};
use super::super::pieces::listed;
use super::NAME;
use super::words::has_word;
use crate::project::Kept;
use crate::text::{TextRange, Units};
use serde_json::value::RawValue;
use std::ops::Range;

/// One range as its selectors say it.
#[derive(Default, Debug)]
pub(super) struct Selected {
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
    /// The source of all of them; empty where it is not named.
    pub(super) source: String,
    /// Their ranges; none where the text as a whole is meant.
    pub(super) ranges: Vec<Selected>,
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

/// The IRI of a target's source; empty where it has selectors and does not say in what, as programs of one text write them.
fn source(target: &RawValue) -> Option<String> {
    let is_in_nothing = object(target).is_some_and(|mut target| target.take("selector").is_some() && target.take("source").is_none());
    if is_in_nothing { Some(String::new()) } else { named(target) }
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
    let mut only: Option<String> = None;
    for target in each(target) {
        let source = source(target).ok_or("its `target` does not say by `source` what it is in")?;
        if only.get_or_insert_with(|| source.clone()) != &source {
            told.push(format!("it is in several sources, and is not taken for {}", short(&source)));
            continue;
        }
        if let Some(members) = object(target) {
            read_target(members, &mut all, told)?;
        }
    }
    all.source = only.ok_or("its `target` is empty")?;
    Ok(all)
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
            told.push(format!("it is taken, but not what else a selector says: {}", listed(selector.names())));
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
        all.ranges.push(Selected { at: places.next(), exact, prefix, suffix });
    }
    let mut source = members.take("source").and_then(object);
    if let Some(source) = source.as_mut() {
        source.id("id");
        if !source.is_empty() {
            told.push(format!("it is taken, but not what else its source says: {}", listed(source.names())));
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

impl Selected {
    /// Whether it has a place and, where it has words, these stand there.
    pub(super) fn is_right(&self, text: &str, units: &Units<'_>) -> bool {
        self.at.is_some_and(|(start, end)| {
            let words = units.bytes(start..end).and_then(|bytes| text.get(bytes));
            self.exact.as_deref().is_none_or(|exact| words == Some(exact))
        })
    }

    /// Its words with what stands around them.
    pub(super) fn in_context(&self) -> String {
        [self.prefix.as_str(), self.exact.as_deref().unwrap_or_default(), self.suffix.as_str()].concat()
    }

    /// Its words inside what was found of them with what stands around them.
    pub(super) fn inside(&self, found: TextRange) -> Range<usize> {
        found.start() + self.prefix.len()..found.end().saturating_sub(self.suffix.len())
    }

    /// Why it has no place.
    pub(super) fn why_not(&self) -> String {
        match self.at {
            Some((start, end)) => format!("its words are not at {start}..{end}, and stand nowhere else alone"),
            None => "it has no place, and its words stand nowhere alone".to_owned(),
        }
    }
}
