//! JSONL: one object a line, read without believing anything of it and written so that no line breaks elsewhere.
//!
//! Lines end at a line feed and nowhere else. A byte order mark at the beginning of a file and lines of nothing but white space are skipped. A file that
//! is one list of objects, or whose objects stand on several lines each, is read as well. What a
//! format has no word for is kept member by member, each as it is spelt in the file: `"meta":{"source":"a"}`.

mod files;
pub(super) mod scan;
mod shape;
mod spans;
#[cfg(test)]
pub(super) mod tests;

pub(super) use files::{Told, read_files, read_rows};
pub(super) use spans::{Sure, added, counted, spans_in, tuple};

use super::Output;
use crate::project::{Kept, Word};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;
use std::io;

/// How deep values may lie in each other.
const DEEPEST: usize = 100;

/// The members of an object in their order, none twice; the values are not looked into yet.
pub(super) struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'a> Members<'a> {
    /// The members of a row.
    pub(super) fn of_row(row: &'a [u8]) -> Result<Self, String> {
        let row = std::str::from_utf8(row).map_err(|why| format!("it is not UTF-8 at byte {}", why.valid_up_to()))?;
        if depth(row) > DEEPEST {
            return Err(format!("its values lie more than {DEEPEST} deep in each other"));
        }
        Self::of(row).map_err(|why| format!("it {why}"))
    }

    /// The members of an object; otherwise what it is or has, to follow a name.
    pub(super) fn of(words: &'a str) -> Result<Self, String> {
        if !words.trim_start().starts_with('{') {
            return Err("is no object of JSON".to_owned());
        }
        serde_json::from_str(words).map_err(|why| {
            let said = why.to_string();
            let what = said.rsplit_once(" at line ").map_or(said.as_str(), |(what, _)| what);
            let line = if why.line() > 1 { format!(" of its line {}", why.line()) } else { String::new() };
            if why.is_data() { format!("has {what}") } else { format!("is no JSON at byte {}{line}: {what}", why.column()) }
        })
    }

    /// Takes a member out; one that is `null` is as none.
    pub(super) fn take(&mut self, name: &str) -> Option<&'a RawValue> {
        let at = self.0.iter().position(|(other, _)| other == name)?;
        let (_, value) = self.0.remove(at);
        (value.get() != "null").then_some(value)
    }

    /// A member, which stays.
    pub(super) fn peek(&self, name: &str) -> Option<&'a RawValue> {
        self.0.iter().find(|(other, _)| other == name).map(|(_, value)| *value)
    }

    /// Takes a string out.
    pub(super) fn string(&mut self, name: &str) -> Result<Option<String>, String> {
        let Some(value) = self.take(name) else { return Ok(None) };
        serde_json::from_str(value.get()).map(Some).map_err(|_| {
            // Everything else that a string may not hold was found when the line was read.
            let why = if value.get().starts_with('"') { "holds half a character (a surrogate)" } else { "is no string" };
            format!("its `{name}` {why}")
        })
    }

    /// Takes a string out that has to be there.
    pub(super) fn need(&mut self, name: &str) -> Result<String, String> {
        self.string(name)?.ok_or_else(|| format!("it has no `{name}`"))
    }

    /// Takes out where something begins or ends.
    pub(super) fn place(&mut self, name: &str) -> Result<usize, String> {
        let value = self.take(name).ok_or_else(|| format!("it has no `{name}`"))?;
        serde_json::from_str(value.get()).map_err(|_| format!("its `{name}` is no whole number from 0"))
    }

    /// Whether a member is there and is not `null`.
    pub(super) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(other, value)| other == name && value.get() != "null")
    }

    /// Whether a member is there and is a list.
    pub(super) fn is_list(&self, name: &str) -> bool {
        self.0.iter().any(|(other, value)| other == name && value.get().starts_with('['))
    }

    /// Takes a list out.
    pub(super) fn list(&mut self, name: &str) -> Result<Option<Vec<&'a RawValue>>, String> {
        let Some(value) = self.take(name) else { return Ok(None) };
        serde_json::from_str(value.get()).map(Some).map_err(|_| format!("its `{name}` is no list"))
    }

    /// Takes an id out, a string or a number; any other value stays where it is, to be kept.
    pub(super) fn id(&mut self, name: &str) -> String {
        let value = self.0.iter().find(|(other, _)| other == name).map(|(_, value)| value.get());
        let id = value.filter(|value| !value.starts_with(['{', '['])).and_then(|value| match serde_json::from_str(value).ok()? {
            Value::String(id) => Some(id),
            Value::Number(_) => Some(value.to_owned()),
            Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
        });
        if id.is_some() {
            self.take(name);
        }
        id.unwrap_or_default()
    }

    /// Takes a word of a closed list out; any other value stays where it is, to be kept.
    pub(super) fn word<W: Word>(&mut self, name: &str) -> Option<W> {
        let value = self.0.iter().find(|(other, _)| other == name).map(|(_, value)| value.get())?;
        let word = W::exactly(&serde_json::from_str::<String>(value).ok()?)?;
        self.take(name);
        Some(word)
    }

    /// Takes out every member that is `null`.
    pub(super) fn drop_nulls(&mut self) {
        self.0.retain(|(_, value)| value.get() != "null");
    }

    /// Whether nothing is left.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The names of what is left.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }

    /// What is left, with each value as it is spelt.
    pub(super) fn rest(self) -> impl Iterator<Item = (String, &'a RawValue)> {
        self.0.into_iter()
    }

    /// What is left, to be kept for a format.
    pub(super) fn kept(self, format: &str) -> Vec<Kept> {
        self.0.into_iter().map(|(name, value)| Kept { format: format.into(), text: format!("{}:{}", Value::String(name), value.get()) }).collect()
    }
}

impl<'a> Deserialize<'a> for Members<'a> {
    fn deserialize<D: Deserializer<'a>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;

        impl<'a> Visitor<'a> for Object {
            type Value = Members<'a>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<Members<'a>, A::Error> {
                let (mut members, mut names) = (Vec::new(), HashSet::new());
                while let Some((name, value)) = map.next_entry::<String, &'a RawValue>()? {
                    if !names.insert(name.clone()) {
                        return Err(A::Error::custom(format!("two members `{}`", short(&name))));
                    }
                    members.push((name, value));
                }
                Ok(Members(members))
            }
        }

        deserializer.deserialize_map(Object)
    }
}

/// How deep lists and objects lie in each other.
pub(super) fn depth(row: &str) -> usize {
    let (mut now, mut deepest, mut is_string, mut is_escape) = (0_usize, 0, false, false);
    for byte in row.bytes() {
        match byte {
            _ if is_escape => is_escape = false,
            b'\\' if is_string => is_escape = true,
            b'"' => is_string = !is_string,
            b'{' | b'[' if !is_string => now += 1,
            b'}' | b']' if !is_string => now = now.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(now);
    }
    deepest
}

/// Words of a file in a sentence of ours.
pub(super) fn short(words: &str) -> Cow<'_, str> {
    match words.char_indices().nth(40) {
        Some((end, _)) => Cow::Owned(format!("{}…", words.get(..end).unwrap_or_default())),
        None => Cow::Borrowed(words),
    }
}

/// The members that were kept for a format, but those that it writes itself: each by its name, with the value as it is spelt. What is no member
/// is none of them.
pub(super) fn kept_members(kept: &[Kept], format: &str, own: &[&str]) -> Vec<(String, String)> {
    let mut names = HashSet::new();
    let mut members = Vec::new();
    for entry in kept.iter().filter(|entry| &*entry.format == format) {
        let words = format!("{{{}}}", entry.text);
        if depth(&words) > DEEPEST {
            continue;
        }
        let Ok(entry) = serde_json::from_str::<Members<'_>>(&words) else { continue };
        for (name, value) in entry.rest().filter(|(name, _)| !own.contains(&name.as_str())) {
            if names.insert(name.clone()) {
                // Between the parts of a value these are white space, and inside a string they cannot stand.
                members.push((name, value.get().replace(['\n', '\r'], " ")));
            }
        }
    }
    members
}

/// An object that is written member by member.
pub(super) struct Object(String);

impl Object {
    /// One without members.
    pub(super) fn new() -> Self {
        Self("{".to_owned())
    }

    /// Adds a member whose value is JSON already.
    pub(super) fn raw(&mut self, name: &str, value: &str) {
        if self.0.len() > 1 {
            self.0.push(',');
        }
        self.0.push_str(&quoted(name));
        self.0.push(':');
        self.0.push_str(value);
    }

    /// Adds a string.
    pub(super) fn string(&mut self, name: &str, words: &str) {
        self.raw(name, &quoted(words));
    }

    /// Adds a number.
    pub(super) fn number(&mut self, name: &str, number: usize) {
        self.raw(name, &number.to_string());
    }

    /// Adds a list of values that are JSON already.
    pub(super) fn list(&mut self, name: &str, values: &[String]) {
        self.raw(name, &format!("[{}]", values.join(",")));
    }

    /// Adds members as they were kept.
    pub(super) fn members(&mut self, members: &[(String, String)]) {
        for (name, value) in members {
            self.raw(name, value);
        }
    }

    /// The whole object.
    pub(super) fn end(mut self) -> String {
        self.0.push('}');
        self.0
    }

    /// Writes it as a line. What is legal in a string of JSON and ends a line elsewhere is escaped.
    pub(super) fn put(self, out: &mut dyn Output) -> io::Result<()> {
        let mut row = self.end();
        if row.contains(['\u{85}', '\u{2028}', '\u{2029}']) {
            row = row.replace('\u{85}', "\\u0085").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
        }
        row.push('\n');
        out.put(row.as_bytes())
    }
}

/// A string as JSON spells it.
pub(super) fn quoted(words: &str) -> String {
    Value::from(words).to_string()
}
