//! JSON: an array of objects, one object a line, or an object with an array of objects in it. Members keep their order, and values that
//! are no text keep how they are written, but for white space.

use super::{Cell, Record};
use crate::article::{Refusal, limits};
use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;

/// Parses the rows.
pub(super) fn records(source: &str) -> Result<Vec<Record<'_>>, Refusal> {
    let body = source.trim_start();
    if body.starts_with('[') {
        return array(source, body);
    }
    if let Ok(whole) = serde_json::from_str::<Object<'_>>(body) {
        return match whole.0.iter().find(|(_, value)| is_array_of_objects(value.get())) {
            Some((_, rows)) if !has_text(&whole) => array(source, rows.get()),
            Some(_) | None => Ok(vec![record(Lines::new(source).of(body), Ok(whole))]),
        };
    }
    lines(source)
}

/// Whether an object is itself an article: then an array in it is something else, such as its comments.
fn has_text(object: &Object<'_>) -> bool {
    object.0.iter().any(|(name, value)| super::names::role(name) == Some(super::names::Role::Text) && value.get().starts_with('"'))
}

fn is_array_of_objects(raw: &str) -> bool {
    raw.strip_prefix('[').is_some_and(|inside| inside.trim_start().starts_with('{'))
}

/// The objects of an array. What stands behind a fault cannot be read; the fault is told as a row.
fn array<'a>(source: &'a str, raw: &'a str) -> Result<Vec<Record<'a>>, Refusal> {
    let mut lines = Lines::new(source);
    let mut elements = Elements::default();
    let mut deserializer = serde_json::Deserializer::from_str(raw);
    let fault = deserializer.deserialize_seq(&mut elements).err();
    if elements.too_many {
        return Err(Refusal::TooManyRows { limit: limits::ROWS });
    }
    let mut records: Vec<Record<'a>> = elements.found.iter().map(|element| record(lines.of(element.get()), object(element.get()))).collect();
    if let Some(fault) = fault {
        let line = Lines::new(source).of(raw).saturating_add(u32::try_from(fault.line().saturating_sub(1)).unwrap_or(u32::MAX));
        records.push(Record { line, cells: Err(bad(&fault)), warning: None });
    }
    Ok(records)
}

/// One object a line; objects over several lines, one after the other, where the first line is none by itself.
fn lines(source: &str) -> Result<Vec<Record<'_>>, Refusal> {
    let filled = || source.split('\n').zip(1_u32..).filter(|(line, _)| !line.trim().is_empty());
    if filled().count() > limits::ROWS {
        return Err(Refusal::TooManyRows { limit: limits::ROWS });
    }
    let first = filled().next().map(|(line, _)| line);
    if first.is_some_and(|line| object(line).is_err()) {
        let spread = stream(source)?;
        if spread.iter().any(|record| record.cells.is_ok()) {
            return Ok(spread);
        }
    }
    Ok(filled().map(|(line, number)| record(number, object(line))).collect())
}

fn stream(source: &str) -> Result<Vec<Record<'_>>, Refusal> {
    let mut lines = Lines::new(source);
    let mut records = Vec::new();
    for value in serde_json::Deserializer::from_str(source).into_iter::<&RawValue>() {
        if records.len() == limits::ROWS {
            return Err(Refusal::TooManyRows { limit: limits::ROWS });
        }
        match value {
            Ok(value) => records.push(record(lines.of(value.get()), object(value.get()))),
            Err(fault) => {
                records.push(Record { line: u32::try_from(fault.line()).unwrap_or(u32::MAX), cells: Err(bad(&fault)), warning: None });
                break;
            }
        }
    }
    Ok(records)
}

fn record(line: u32, object: Result<Object<'_>, serde_json::Error>) -> Record<'_> {
    let cells = object.map_err(|fault| bad(&fault)).and_then(|object| {
        if object.0.len() > limits::ROW_COLUMNS {
            return Err(Refusal::TooManyColumns { limit: limits::ROW_COLUMNS });
        }
        Ok(object.0.into_iter().map(|(name, value)| Cell { name, value: value_of(value) }).collect())
    });
    Record { line, cells, warning: None }
}

/// Python writes `NaN` and `Infinity` where there is no number, which is no JSON: they are nothing. Strings end at the end of their line, so
/// that one that is not closed costs its row only.
pub(super) fn without_nan(source: &str) -> Cow<'_, str> {
    if !(source.contains("NaN") || source.contains("Infinity")) {
        return Cow::Borrowed(source);
    }
    let mut out = String::with_capacity(source.len());
    let (mut inside, mut rest) = (false, source);
    while let Some((before, at)) = rest.find(['"', '\\', '\n', 'N', 'I', '-']).and_then(|at| rest.split_at_checked(at)) {
        out.push_str(before);
        let known = ["NaN", "-Infinity", "Infinity"].iter().find(|word| !inside && at.starts_with(**word));
        let length = match at.as_bytes() {
            _ if known.is_some() => known.map_or(0, |word| word.len()),
            [b'\\', next, ..] if inside && next.is_ascii() && *next != b'\n' => 2,
            _ => 1,
        };
        inside = match at.as_bytes().first() {
            Some(b'"') => !inside,
            Some(b'\n') => false,
            Some(_) | None => inside,
        };
        let (this, after) = at.split_at_checked(length).unwrap_or((at, ""));
        out.push_str(if known.is_some() { "null" } else { this });
        rest = after;
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn object(raw: &str) -> Result<Object<'_>, serde_json::Error> {
    serde_json::from_str(raw)
}

fn bad(fault: &serde_json::Error) -> Refusal {
    // The place is told by the row.
    let reason = fault.to_string();
    Refusal::BadRow { reason: reason.split(" at line ").next().unwrap_or_default().to_owned() }
}

/// A value as it is kept: a text as its words, nothing for `null`, else compact JSON.
fn value_of(value: &RawValue) -> Cow<'_, str> {
    let raw = value.get();
    if raw.starts_with('"') {
        return Cow::Owned(text(raw));
    }
    if raw == "null" {
        return Cow::Borrowed("");
    }
    if raw.contains([' ', '\n', '\t', '\r']) { Cow::Owned(compact(raw)) } else { Cow::Borrowed(raw) }
}

/// The words of a string of JSON. Halves of a character, which some programs write, are no words.
fn text(raw: &str) -> String {
    serde_json::from_str(raw).unwrap_or_else(|_| serde_json::from_str(&without_halves(raw)).unwrap_or_default())
}

/// Writes `\ufffd` for each half of a pair of surrogates that stands alone.
fn without_halves(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((before, escape)) = rest.find('\\').and_then(|at| rest.split_at_checked(at)) {
        out.push_str(before);
        let length = if unit(escape).is_some() { 6 } else { 2 };
        let (this, after) = escape.split_at_checked(length).unwrap_or((escape, ""));
        let next = unit(after).filter(|next| (0xdc00..0xe000).contains(next));
        match (unit(this), next) {
            (Some(0xd800..=0xdbff), Some(_)) => {
                let (pair, after) = escape.split_at_checked(12).unwrap_or((escape, ""));
                out.push_str(pair);
                rest = after;
                continue;
            }
            (Some(0xd800..=0xdfff), _) => out.push_str("\\ufffd"),
            _ => out.push_str(this),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The number of an escape such as `\ud83d` at the start of a text.
fn unit(escape: &str) -> Option<u32> {
    escape.strip_prefix("\\u")?.get(..4).and_then(|digits| u32::from_str_radix(digits, 16).ok())
}

/// JSON without the white space between its signs.
fn compact(raw: &str) -> String {
    let (mut inside, mut escaped) = (false, false);
    raw.chars()
        .filter(|sign| {
            let kept = inside || !sign.is_ascii_whitespace();
            match sign {
                '"' if !escaped => inside = !inside,
                _ => {}
            }
            escaped = inside && *sign == '\\' && !escaped;
            kept
        })
        .collect()
}

/// The text of an article, which may be a list of its paragraphs.
pub(super) fn as_paragraphs(value: &str) -> Cow<'_, str> {
    entries(value).map_or(Cow::Borrowed(value), |entries| Cow::Owned(entries.join("\n\n")))
}

fn entries(value: &str) -> Option<Vec<String>> {
    if value.starts_with('[') { serde_json::from_str(value).ok() } else { None }
}

/// A value that names somebody or something: of a list its entries, of an object its name, else the value itself.
pub(super) fn as_words(value: &str) -> Cow<'_, str> {
    if let Some(entries) = entries(value) {
        return Cow::Owned(entries.join(", "));
    }
    let objects = match value.as_bytes().first() {
        Some(b'{') => serde_json::from_str::<Object<'_>>(value).map(|object| vec![object]).ok(),
        Some(b'[') => serde_json::from_str::<Vec<Object<'_>>>(value).ok(),
        Some(_) | None => None,
    };
    let names = objects.map(|objects| objects.iter().filter_map(name_of).collect::<Vec<_>>()).filter(|names| !names.is_empty());
    names.map_or(Cow::Borrowed(value), |names| Cow::Owned(names.join(", ")))
}

fn name_of(object: &Object<'_>) -> Option<String> {
    let named = |wanted: &str| object.0.iter().find(|(name, value)| name == wanted && value.get().starts_with('"'));
    let (_, value) = named("name").or_else(|| named("title"))?;
    Some(text(value.get())).filter(|name| !name.is_empty())
}

/// Tells the line of each part of a source; the parts are asked for in their order.
struct Lines<'a> {
    source: &'a str,
    at: usize,
    line: u32,
}

impl<'a> Lines<'a> {
    fn new(source: &'a str) -> Self {
        Self { source, at: 0, line: 1 }
    }

    fn of(&mut self, part: &str) -> u32 {
        let at = (part.as_ptr() as usize).saturating_sub(self.source.as_ptr() as usize);
        if let Some(between) = self.source.as_bytes().get(self.at..at) {
            let feeds = memchr::memchr_iter(b'\n', between).count();
            self.line = self.line.saturating_add(u32::try_from(feeds).unwrap_or(u32::MAX));
            self.at = at;
        }
        self.line
    }
}

/// An object with its members in the order of the file; of members with the same name all are kept.
struct Object<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'de> Deserialize<'de> for Object<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;
        impl<'de> Visitor<'de> for Members {
            type Value = Object<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object<'de>, A::Error> {
                let mut members = Vec::new();
                while let Some((name, value)) = map.next_entry::<String, &'de RawValue>()? {
                    members.push((Cow::Owned(name), value));
                }
                Ok(Object(members))
            }
        }
        deserializer.deserialize_map(Members)
    }
}

/// The elements of an array, as far as it can be read.
#[derive(Default)]
struct Elements<'a> {
    found: Vec<&'a RawValue>,
    too_many: bool,
}

impl<'de> Visitor<'de> for &mut Elements<'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while let Some(element) = seq.next_element()? {
            if self.found.len() == limits::ROWS {
                self.too_many = true;
                return Err(A::Error::custom("too many rows"));
            }
            self.found.push(element);
        }
        Ok(())
    }
}
