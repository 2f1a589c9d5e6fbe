//! One result of an annotation or prediction: a region, something more about a region, a relation, or something of the whole task.

use super::json::{self, Members, Object};
use serde_json::value::RawValue;

/// The type of regions in a dialogue.
const DIALOGUE: &str = "paragraphlabels";
/// Types of results that say something else, or more of a region.
const KNOWN: [&str; 9] = ["labels", "hypertextlabels", DIALOGUE, "relation", "choices", "textarea", "taxonomy", "rating", "pairwise"];

/// A result, with its members apart.
pub(super) struct Piece<'a> {
    /// The whole of it.
    pub(super) raw: &'a RawValue,
    /// Its region's id; empty where it has none.
    pub(super) id: String,
    /// The control that made it; empty where that is not said.
    pub(super) from_name: String,
    /// The object that it is about; empty where that is not said.
    pub(super) to_name: String,
    /// Its type; empty where that is not said.
    pub(super) kind: String,
    /// What it says.
    pub(super) value: Members<'a>,
    /// Its other members.
    pub(super) rest: Members<'a>,
}

/// Where a region stands.
pub(super) enum Place {
    /// At places of the text, half open.
    At(usize, usize),
    /// Only at an XPath of a page.
    Path,
    /// In the turns of a dialogue.
    Dialogue,
    /// It does not say.
    None,
}

impl<'a> Piece<'a> {
    /// A result of a task; none where the value is no object.
    pub(super) fn of(raw: &'a RawValue) -> Option<Self> {
        let mut rest = Members::of(raw)?;
        let mut name = |name| rest.take_as(name, json::name).unwrap_or_default();
        let (id, from_name, to_name, kind) = (name("id"), name("from_name"), name("to_name"), name("type"));
        let value = rest.take_as("value", Members::of).unwrap_or_default();
        Some(Self { raw, id, from_name, to_name, kind, value, rest })
    }

    /// A region of JSON-MIN, which is only the value, in the list of its control.
    pub(super) fn flat(control: &str, raw: &'a RawValue) -> Option<Self> {
        let value = Members::of(raw)?;
        let (from_name, kind) = (control.to_owned(), "labels".to_owned());
        Some(Self { raw, id: String::new(), from_name, to_name: String::new(), kind, value, rest: Members::default() })
    }

    /// Whether it marks something in a text, or in a dialogue.
    pub(super) fn is_region(&self) -> bool {
        let is_of_labels =
            matches!(self.kind.as_str(), "labels" | "hypertextlabels" | DIALOGUE) || (self.kind.is_empty() && self.value.get("labels").is_some());
        is_of_labels || self.is_of_other_kind()
    }

    /// Whether it is of a type that Label Studio does not have, but says as labels do where it stands and what it is: its label stands under its type.
    pub(super) fn is_of_other_kind(&self) -> bool {
        let has_place = || ["start", "end"].into_iter().all(|name| self.value.get(name).and_then(json::place_or_text).is_some());
        !KNOWN.contains(&self.kind.as_str()) && !self.kind.is_empty() && self.value.get(&self.kind).and_then(json::texts).is_some() && has_place()
    }

    /// Whether it says where it stands in a text.
    pub(super) fn has_place(&self) -> bool {
        ["start", "end"].into_iter().all(|name| self.value.get(name).and_then(json::place_or_text).is_some())
            && self.value.get("text").is_some_and(json::is_text)
    }

    /// Whether it stands in a page rather than in a plain text.
    pub(super) fn is_in_page(&self) -> bool {
        let has_path = || self.value.get("start").and_then(json::text).is_some_and(|start| start.starts_with('/'));
        self.is_region() && self.kind != DIALOGUE && (self.value.get("globalOffsets").is_some() || has_path())
    }

    /// Its labels, which are no longer in its value then.
    pub(super) fn take_labels(&mut self) -> Vec<String> {
        let other = self.is_of_other_kind().then(|| self.kind.clone());
        let names = ["labels", "hypertextlabels"].into_iter().chain(other.as_deref());
        names.filter_map(|name| self.value.take_as(name, json::texts)).flatten().collect()
    }

    /// Where it stands, which is no longer in its value then; and what only a page needs to find it again.
    pub(super) fn take_place(&mut self) -> (Place, Object) {
        let mut page = Object::default();
        if self.kind == DIALOGUE || self.value.get(DIALOGUE).is_some() {
            return (Place::Dialogue, page);
        }
        if !self.is_in_page() {
            let places = self.value.get("start").and_then(json::place_or_text).zip(self.value.get("end").and_then(json::place_or_text));
            let Some((start, end)) = places else { return (Place::None, page) };
            self.value.take("start");
            self.value.take("end");
            return (Place::At(start, end), page);
        }
        let offsets = self.value.get("globalOffsets").and_then(Members::of);
        let places = offsets.and_then(|offsets| offsets.get("start").and_then(json::place).zip(offsets.get("end").and_then(json::place)));
        if !self.to_name.is_empty() {
            page.text("to_name", &std::mem::take(&mut self.to_name));
        }
        for name in ["start", "end", "startOffset", "endOffset", "globalOffsets"] {
            if let Some(value) = self.value.take(name) {
                page.raw(name, value.get());
            }
        }
        (places.map_or(Place::Path, |(start, end)| Place::At(start, end)), page)
    }

    /// Its name for people.
    pub(super) fn name(&self) -> String {
        if self.id.is_empty() { "a region without an id".to_owned() } else { format!("region `{}`", short(&self.id)) }
    }
}

/// At most so much of a name as a sentence bears.
pub(super) fn short(name: &str) -> String {
    let mut short: String = name.chars().take(60).collect();
    if short.len() < name.len() {
        short.push('…');
    }
    short
}
