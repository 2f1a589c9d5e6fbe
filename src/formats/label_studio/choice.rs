//! Which string of a task is its text.

use super::json;
use super::pieces::{Piece, short};
use super::task::Task;
use super::texts::{Chosen, Shown, fit};
use crate::formats::Span;
use crate::text::{Unit, Units};
use serde_json::value::RawValue;
use std::collections::{HashMap, HashSet};

/// Regions whose words are looked for in every string of the data.
const MOST_TRIED: usize = 50;
/// Strings in which they are looked for.
const MOST_STRINGS: usize = 50;

/// The text: what the regions are about by name, else what a config shows, else `text`, else the string in which the words of most regions stand at their
/// places, else the longest that is no address. Why there is none, to follow the name of the task.
pub(super) fn choose(task: &Task<'_>, shown: &[Shown]) -> Result<Chosen, String> {
    // Each string of the data by its own name, for that is what its object is often called; a config knows better.
    let strings: HashSet<&str> = task.data.iter().filter(|(_, raw)| json::is_text(raw)).map(|(name, _)| name).collect();
    let mut objects: HashMap<&str, &str> = strings.iter().map(|name| (*name, *name)).collect();
    objects.extend(shown.iter().filter(|shown| strings.contains(shown.key.as_str())).map(|shown| (shown.name.as_str(), shown.key.as_str())));
    let regions = || task.sides.iter().flat_map(|side| &side.pieces).filter(|piece| piece.is_region());
    let named = regions().find_map(|piece| objects.get(piece.to_name.as_str()).copied());
    // Without regions a config says it as well.
    let only = || shown.iter().map(|shown| shown.key.as_str()).find(|key| strings.contains(key));
    let said = named.or_else(only).or_else(|| strings.get("text").copied()).or_else(|| fitting(task));
    let key = match said {
        Some(key) => key,
        None => longest(task)?,
    };
    let why = format!("nothing says which of its strings is the text: `{}` was taken, the longest", short(key));
    let why = (said.is_none() && strings.len() > 1).then_some(why);
    let raw = task.data.get(key).ok_or("has no text")?;
    let source = json::text(raw).ok_or_else(|| unreadable(key, raw))?;
    let is_page = regions().any(Piece::is_in_page) || shown.iter().any(|shown| shown.key == key && shown.is_page);
    let others = objects.iter().filter(|(_, other)| **other != key).map(|(object, other)| ((*object).to_owned(), (*other).to_owned()));
    Ok(Chosen { key: key.to_owned(), source, is_page, why, others: others.collect() })
}

/// Why a member of the data is no text.
fn unreadable(key: &str, raw: &RawValue) -> String {
    let what = if json::is_text(raw) { "holds half a character (a surrogate)" } else { "is no string" };
    format!("has no text: its `{}` {what}", short(key))
}

/// The string in which the words of most of the first regions stand at their places; none where they do in no string, or in two equally.
fn fitting<'t>(task: &'t Task<'_>) -> Option<&'t str> {
    let pieces = task.sides.iter().flat_map(|side| &side.pieces).filter(|piece| piece.is_region());
    let span = |piece: &Piece<'_>| {
        let place = |name| piece.value.get(name).and_then(json::place);
        let quote = piece.value.get("text").and_then(json::text)?;
        Some(Span { at: vec![(place("start")?, place("end")?)], quote: vec![quote], ..Span::default() })
    };
    let spans: Vec<Span> = pieces.filter_map(span).take(MOST_TRIED).collect();
    let strings = task.data.iter().filter_map(|(name, raw)| Some((json::text(raw)?, name))).take(MOST_STRINGS);
    let fits = |text: &str| {
        let of = |unit| spans.iter().map(|span| fit(text, &Units::of(text, unit), span)).sum::<usize>();
        of(Unit::CodePoints).max(of(Unit::Utf16))
    };
    let mut counts: Vec<(usize, &str)> = if spans.is_empty() { Vec::new() } else { strings.map(|(text, name)| (fits(&text), name)).collect() };
    counts.sort_unstable_by(|one, other| other.cmp(one));
    match (counts.first(), counts.get(1)) {
        (Some((one, _)), Some((two, _))) if one == two => None,
        (first, _) => first.filter(|(count, _)| *count > 0).map(|(_, name)| *name),
    }
}

/// The longest string that is no address, else the longest of all.
fn longest<'t>(task: &'t Task<'_>) -> Result<&'t str, String> {
    let mut lengths: Vec<(bool, usize, &str)> =
        task.data.iter().filter_map(|(name, raw)| json::text(raw).map(|text| (!is_address(&text), text.chars().count(), name))).collect();
    lengths.sort_unstable_by(|one, other| other.cmp(one));
    match (lengths.first(), lengths.get(1)) {
        (Some((_, one, first)), Some((true, two, second))) if one == two => {
            Err(format!("has no text: nothing says whether it is `{}` or `{}`, which are equally long", short(first), short(second)))
        }
        (Some((_, _, name)), _) => Ok(name),
        (None, _) => match task.data.iter().find(|(_, raw)| json::is_text(raw)) {
            Some((name, raw)) => Err(unreadable(name, raw)),
            None => Err("has no text: no string is in its data".to_owned()),
        },
    }
}

/// Whether a string is where something is rather than what it says.
fn is_address(text: &str) -> bool {
    let has_scheme = text.split_once(':').is_some_and(|(scheme, rest)| rest.starts_with("//") && scheme.chars().all(|c| c.is_ascii_alphanumeric()));
    (has_scheme || text.starts_with('/') || text.starts_with("data:")) && !text.contains(char::is_whitespace)
}
