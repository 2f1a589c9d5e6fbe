//! What the rows of several programs have alike: spans as tuples, members that look like spans and are none, and places without words.

use super::{Members, short};
use crate::formats::record::Span;
use crate::project::Kept;
use crate::text::{Unit, Units};
use serde_json::value::RawValue;
use std::collections::HashSet;
use std::ops::Range;

/// Names of members that say where a span begins.
const STARTS: [&str; 4] = ["start", "begin", "start_offset", "startOffset"];
/// Names of members that say what a span is.
const LABELS: [&str; 5] = ["label", "labels", "type", "tag", "entity"];

/// A span of `[start, end, label]`, or of `[start, end, label, kb_id]` as spaCy has it; what the fourth says is kept for the format.
pub(in crate::formats) fn tuple(words: &RawValue, format: &str) -> Option<Span> {
    let span = |(start, end, label): (usize, usize, String)| Span { label, at: vec![(start, end)], ..Span::default() };
    if let Ok(triple) = serde_json::from_str(words.get()) {
        return Some(span(triple));
    }
    let (start, end, label, id): (usize, usize, String, Option<String>) = serde_json::from_str(words.get()).ok()?;
    let id = id.filter(|id| !id.is_empty()).map(|id| Kept { format: format.into(), text: format!("\"kb_id\":{}", super::quoted(&id)) });
    Some(Span { kept: id.into_iter().collect(), ..span((start, end, label)) })
}

/// Adds spans of another member of a row, but for those that are there with their place and label.
pub(in crate::formats) fn added(spans: &mut Vec<Span>, more: Vec<Span>) {
    if spans.is_empty() {
        *spans = more;
        return;
    }
    let there: HashSet<(Vec<(usize, usize)>, String)> = spans.iter().map(|span| (span.at.clone(), span.label.clone())).collect();
    spans.extend(more.into_iter().filter(|span| !there.contains(&(span.at.clone(), span.label.clone()))));
}

impl Members<'_> {
    /// A sentence for each member that is left and looks like spans.
    pub(in crate::formats) fn unread(&self) -> Vec<String> {
        // Tokens have places and often a tag.
        let left = self.0.iter().filter(|(name, _)| name != "tokens");
        let counts = left.map(|(name, value)| (name, spans_in(value))).filter(|(_, count)| *count > 0);
        counts.map(|(name, count)| format!("its `{}` looks like spans, but is not read as such: {count} are not taken", short(name))).collect()
    }
}

/// How many items of a list look like spans.
pub(in crate::formats) fn spans_in(list: &RawValue) -> usize {
    if !list.get().starts_with('[') {
        return 0;
    }
    let items: Vec<&RawValue> = serde_json::from_str(list.get()).unwrap_or_default();
    items.into_iter().filter(|item| looks_like_span(item)).count()
}

fn looks_like_span(item: &RawValue) -> bool {
    match item.get().as_bytes().first() {
        Some(b'[') => tuple(item, "").is_some(),
        Some(b'{') => Members::of(item.get()).is_ok_and(|item| STARTS.iter().any(|name| item.has(name)) && LABELS.iter().any(|name| item.has(name))),
        Some(_) | None => false,
    }
}

/// How sure it is in what the places of a row are counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::formats) enum Sure {
    /// Files of this program are always counted so.
    Yes,
    /// The format says so; who wrote the row may not have known.
    Mostly,
    /// Nobody says so.
    No,
}

/// In what places without words are counted, and what is to be said of that: the usual unit, or of code points and UTF-16 code units the other one,
/// where all are places in that and in the usual one not, or where in that every span begins and ends with a word and in the usual one not. Where any
/// span has words, these say it; what is a place in neither unit says nothing.
pub(in crate::formats) fn counted(text: &str, spans: &[Span], usual: Unit, sure: Sure) -> (Unit, Option<String>) {
    let has_astral = text.bytes().any(|byte| byte >= 0xF0);
    if sure == Sure::Yes || !has_astral || spans.iter().any(|span| !span.quote.is_empty()) {
        return (usual, None);
    }
    let other = if usual == Unit::CodePoints { Unit::Utf16 } else { Unit::CodePoints };
    let (in_usual, in_other) = (Units::of(text, usual), Units::of(text, other));
    let of = |units: &Units<'_>, (start, end): (usize, usize)| units.bytes(start..end).filter(|bytes| !bytes.is_empty());
    let places = spans.iter().flat_map(|span| &span.at).map(|at| (of(&in_usual, *at), of(&in_other, *at)));
    let places: Vec<_> = places.filter(|(one, two)| one.is_some() || two.is_some()).collect();
    // Before the first sign that counts twice, both are the same.
    let doubtful = places.iter().filter(|(one, two)| one != two).count();
    let all = |is_so: &dyn Fn(&Range<usize>) -> bool| {
        let usual = places.iter().all(|(one, _)| one.as_ref().is_some_and(is_so));
        (usual, places.iter().all(|(_, two)| two.as_ref().is_some_and(is_so)))
    };
    let (are_places, are_words) = (all(&|_| true), all(&|bytes| is_words(text, bytes)));
    let taken = |unit: Unit| format!("nothing in it says in what its places are counted: they were taken as {}", unit.name());
    let not_as = |unit: Unit, what: &str| format!("; as {} they do not all {what}", unit.name());
    let words = "begin and end with words";
    let is_enough = sure == Sure::No || doubtful > 1;
    match (are_places, are_words) {
        _ if doubtful == 0 => (usual, None),
        ((false, true), _) if is_enough => (other, Some(taken(other) + &not_as(usual, "exist"))),
        ((true, _), (false, true)) if is_enough => (other, Some(format!("{}, where all {words}{}", taken(other), not_as(usual, words)))),
        _ if sure == Sure::Mostly => (usual, None),
        ((true, false), _) => (usual, Some(taken(usual) + &not_as(other, "exist"))),
        (_, (true, false)) => (usual, Some(format!("{}, where all {words}{}", taken(usual), not_as(other, words)))),
        _ => (usual, Some(format!("{}; as {} they would be other words", taken(usual), other.name()))),
    }
}

/// Whether a range begins and ends with a word or a sign, and inside none.
fn is_words(text: &str, bytes: &Range<usize>) -> bool {
    let Some(words) = text.get(bytes.clone()) else { return false };
    let (before, after) = (text.get(..bytes.start).unwrap_or_default(), text.get(bytes.end..).unwrap_or_default());
    let is_cut = |one: Option<char>, next: Option<char>| one.zip(next).is_some_and(|(one, next)| one.is_alphanumeric() && next.is_alphanumeric());
    let has_blanks = words.is_empty() || words.starts_with(char::is_whitespace) || words.ends_with(char::is_whitespace);
    !has_blanks && !is_cut(before.chars().next_back(), words.chars().next()) && !is_cut(words.chars().next_back(), after.chars().next())
}
