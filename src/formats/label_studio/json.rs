//! JSON one level at a time: members stay as they are written until somebody asks for them, so that depth costs nothing and what nobody
//! asks for is kept to the letter.

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;
use std::fmt;

/// The members of an object, in their order.
#[derive(Default)]
pub(super) struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'a> Members<'a> {
    /// Those of an object; none where the value is none.
    pub(super) fn of(raw: &'a RawValue) -> Option<Self> {
        serde_json::from_str(raw.get()).ok()
    }

    /// Those of an object in a string; none where it is none.
    pub(super) fn of_text(json: &'a str) -> Self {
        serde_json::from_str(json).unwrap_or_default()
    }

    /// The value of a name; where it stands twice, the last one, as everywhere.
    pub(super) fn get(&self, name: &str) -> Option<&'a RawValue> {
        self.0.iter().rev().find(|(own, _)| own == name).map(|(_, value)| *value)
    }

    /// The value of a name, which is no longer there then.
    pub(super) fn take(&mut self, name: &str) -> Option<&'a RawValue> {
        let value = self.get(name)?;
        self.0.retain(|(own, _)| own != name);
        Some(value)
    }

    /// Those that are wanted, which are no longer there then.
    pub(super) fn split_off(&mut self, is_wanted: impl Fn(&RawValue) -> bool) -> Self {
        let (wanted, others) = std::mem::take(&mut self.0).into_iter().partition(|(_, value)| is_wanted(value));
        self.0 = others;
        Self(wanted)
    }

    /// What `read` makes of the value of a name, which is no longer there then; a value that it makes nothing of stays.
    pub(super) fn take_as<T>(&mut self, name: &str, read: impl FnOnce(&'a RawValue) -> Option<T>) -> Option<T> {
        let value = read(self.get(name)?)?;
        self.0.retain(|(own, _)| own != name);
        Some(value)
    }

    /// Adds a member.
    pub(super) fn push(&mut self, name: &str, value: &'a RawValue) {
        self.0.push((name.to_owned(), value));
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All in their order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &'a RawValue)> {
        self.0.iter().map(|(name, value)| (name.as_str(), *value))
    }

    /// As an object again.
    pub(super) fn object(&self) -> Object {
        let mut object = Object::default();
        self.iter().for_each(|(name, value)| object.raw(name, value.get()));
        object
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Each;
        impl<'de> Visitor<'de> for Each {
            type Value = Vec<(String, &'de RawValue)>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(members)
            }
        }
        deserializer.deserialize_map(Each).map(Members)
    }
}

/// The items of a list; none where the value is none.
pub(super) fn items(raw: &RawValue) -> Option<Vec<&RawValue>> {
    serde_json::from_str(raw.get()).ok()
}

/// A string; none where the value is none.
pub(super) fn text(raw: &RawValue) -> Option<String> {
    serde_json::from_str(raw.get()).ok()
}

/// Whether the value is a string, without reading it.
pub(super) fn is_text(raw: &RawValue) -> bool {
    raw.get().starts_with('"')
}

/// A whole number that is not negative; none where the value is none.
pub(super) fn place(raw: &RawValue) -> Option<usize> {
    serde_json::from_str(raw.get()).ok()
}

/// A whole number that is not negative, as a number or in a string; none where the value is neither.
pub(super) fn place_or_text(raw: &RawValue) -> Option<usize> {
    place(raw).or_else(|| text(raw).filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()))?.parse().ok())
}

/// Most bytes of a name.
const MOST_NAME: usize = 200;

/// A string or a number, as text. Names are repeated for everything that has them: none is longer than 200 bytes.
pub(super) fn name(raw: &RawValue) -> Option<String> {
    if raw.get().len() > 6 * MOST_NAME {
        return None;
    }
    let is_number = raw.get().starts_with(|c: char| c == '-' || c.is_ascii_digit());
    let name = if is_number { Some(raw.get().to_owned()) } else { text(raw) };
    name.filter(|name| name.len() <= MOST_NAME)
}

/// A string, or all of a list of strings; none where the value is neither.
pub(super) fn texts(raw: &RawValue) -> Option<Vec<String>> {
    text(raw).map(|one| vec![one]).or_else(|| serde_json::from_str(raw.get()).ok())
}

/// An object that is being written.
#[derive(Default, Clone)]
pub(super) struct Object(String);

impl Object {
    /// Adds a member with a value in JSON, without the white space that it may have between its parts.
    pub(super) fn raw(&mut self, name: &str, json: &str) {
        self.0.push(if self.0.is_empty() { '{' } else { ',' });
        self.0.push_str(&quoted(name));
        self.0.push(':');
        push_compact(&mut self.0, json);
    }

    /// Adds a member with a string.
    pub(super) fn text(&mut self, name: &str, value: &str) {
        self.raw(name, &quoted(value));
    }

    /// Adds a member with an object, if that has any.
    pub(super) fn object(&mut self, name: &str, value: Object) {
        if !value.is_empty() {
            self.raw(name, &value.finish());
        }
    }

    /// Adds a member with a list of values in JSON, if there are any.
    pub(super) fn list(&mut self, name: &str, values: &[String]) {
        if !values.is_empty() {
            self.raw(name, &list(values));
        }
    }

    /// Whether it has no member.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// It as JSON.
    pub(super) fn finish(mut self) -> String {
        self.0.push_str(if self.0.is_empty() { "{}" } else { "}" });
        self.0
    }
}

/// A string as JSON.
pub(super) fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

/// A list of values in JSON.
pub(super) fn list(values: &[String]) -> String {
    format!("[{}]", values.join(","))
}

/// A list of strings.
pub(super) fn quoted_list<'s>(texts: impl IntoIterator<Item = &'s str>) -> String {
    list(&texts.into_iter().map(quoted).collect::<Vec<_>>())
}

/// Ranges as a list of pairs.
pub(super) fn ranges(ranges: impl IntoIterator<Item = (usize, usize)>) -> String {
    list(&ranges.into_iter().map(|(start, end)| format!("[{start},{end}]")).collect::<Vec<_>>())
}

/// The value without white space between its parts. White space in strings is theirs.
pub(super) fn compact(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    push_compact(&mut out, json);
    out
}

fn push_compact(out: &mut String, json: &str) {
    let (mut is_string, mut is_escaped) = (false, false);
    out.extend(json.chars().filter(|c| {
        if is_string {
            let ends = *c == '"' && !is_escaped;
            is_escaped = *c == '\\' && !is_escaped;
            is_string = !ends;
            return true;
        }
        is_string = *c == '"';
        !matches!(c, ' ' | '\t' | '\n' | '\r')
    }));
}

/// JSON with the three characters escaped that some readers take for the end of a line. They can only stand in strings.
pub(super) fn on_one_line(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for character in json.chars() {
        match character {
            '\u{85}' => out.push_str("\\u0085"),
            '\u{2028}' => out.push_str("\\u2028"),
            '\u{2029}' => out.push_str("\\u2029"),
            other => out.push(other),
        }
    }
    out
}

/// Where the lines of a task begin.
pub(super) struct Lines<'a> {
    task: &'a str,
    first: usize,
    ends: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// Those of a task that begins on a line of its file, from 1.
    pub(super) fn of(task: &'a str, first: usize) -> Self {
        Self { task, first, ends: memchr::memchr_iter(b'\n', task.as_bytes()).collect() }
    }

    /// The line of a value of the task. What is no part of it is on the first.
    pub(super) fn line(&self, part: &RawValue) -> usize {
        let byte = part.get().as_ptr().addr().saturating_sub(self.task.as_ptr().addr());
        self.first + self.ends.partition_point(|end| *end < byte)
    }
}
