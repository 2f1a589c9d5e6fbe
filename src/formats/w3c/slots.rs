//! Where what was kept of an annotation goes when it is written again. What has no place any more is listed as it is, so that nothing is lost.

use super::super::jsonl_lines::{kept_members, quoted};
use super::words::{LABELS, NOTES};
use super::{NAME, URN};
use crate::project::{Kept, Moment};
use serde_json::value::RawValue;
use std::collections::{BTreeMap, HashSet};

/// Members of an annotation, or of our node of an article, that the writer makes.
const OWN: [&str; 9] = ["@context", "id", "@id", "type", "@type", "body", "bodyValue", "target", "value"];

/// Members by name, each value as it is spelt.
pub(super) type Spelt = Vec<(String, String)>;

/// What a mark has places for.
#[derive(Clone, Copy, Default)]
pub(super) struct Room {
    /// Whether it has a note.
    pub(super) note: bool,
    /// Whether somebody is named who made it.
    pub(super) by: bool,
    /// Whether it is said when.
    pub(super) on: bool,
    /// How many ranges it has.
    pub(super) ranges: usize,
}

/// What was kept, by its place.
#[derive(Default)]
pub(super) struct Slots<'k> {
    /// The IRI that it had.
    pub(super) id: Option<&'k str>,
    /// Other members of the annotation.
    pub(super) members: Spelt,
    /// What else the label's body says.
    pub(super) label: Spelt,
    /// What else the note's body says.
    pub(super) note: Spelt,
    /// What else is said of who made it.
    pub(super) creator: Spelt,
    /// Other bodies.
    pub(super) bodies: Vec<String>,
    /// What else each target says.
    pub(super) targets: BTreeMap<usize, Spelt>,
    /// Other selectors of each target.
    pub(super) selectors: BTreeMap<usize, Vec<String>>,
    /// Annotations of the text as a whole.
    pub(super) items: Vec<&'k str>,
    /// What has no place.
    pub(super) rest: Vec<&'k Kept>,
}

impl<'k> Slots<'k> {
    /// Puts what was kept in its places.
    pub(super) fn of(kept: &'k [Kept], room: Room) -> Self {
        let mut slots = Self::default();
        let mut names = HashSet::new();
        for entry in kept {
            if &*entry.format != NAME || !slots.put(entry, room, &mut names) {
                slots.rest.push(entry);
            }
        }
        slots
    }

    fn put(&mut self, entry: &'k Kept, room: Room, names: &mut HashSet<String>) -> bool {
        if entry.text.starts_with('"') {
            let members = kept_members(std::slice::from_ref(entry), NAME, &OWN);
            let [(name, value)] = members.as_slice() else { return false };
            let fits = match name.as_str() {
                "motivation" => !value.contains("linking") && value != "\"tagging\"",
                "creator" => !room.by && is_no_creator(value),
                "created" => !room.on && is_no_moment(value),
                name => !name.starts_with("factmark:"),
            };
            let is_put = fits && names.insert(name.clone());
            if is_put {
                self.members.extend(members);
            }
            return is_put;
        }
        let Some((slot, words)) = entry.text.split_once(' ') else { return false };
        match slot {
            "id" => {
                let is_iri = self.id.is_none() && !words.is_empty() && !words.starts_with(URN);
                self.id = if is_iri { Some(words) } else { self.id };
                is_iri
            }
            "label" => fill(&mut self.label, words, &["type", "value"], &LABELS),
            "note" => room.note && fill(&mut self.note, words, &["type", "value"], &NOTES),
            "creator" => room.by && fill(&mut self.creator, words, &["name"], &[]),
            "body" => {
                let is_body = one(words).is_some_and(|(_, raw)| super::annotation::is_other_body(&raw));
                self.bodies.extend(one(words).filter(|_| is_body).map(|(_, raw)| raw));
                is_body
            }
            "item" => {
                self.items.push(words);
                true
            }
            "target" | "selector" => self.put_at(slot, words, room),
            _ => false,
        }
    }

    fn put_at(&mut self, slot: &str, words: &str, room: Room) -> bool {
        let Some((number, words)) = words.split_once(' ').and_then(|(number, words)| Some((number.parse::<usize>().ok()?, words))) else { return false };
        if number >= room.ranges {
            return false;
        }
        if slot == "target" {
            return fill(self.targets.entry(number).or_default(), words, &["source", "selector"], &[]);
        }
        let selector = one(words).filter(|(_, raw)| super::place::is_other_selector(raw));
        let is_one = selector.is_some();
        self.selectors.entry(number).or_default().extend(selector.map(|(_, raw)| raw));
        is_one
    }
}

fn is_no_creator(value: &str) -> bool {
    !value.starts_with(['"', '{']) && value != "null"
}

fn is_no_moment(value: &str) -> bool {
    value != "null" && serde_json::from_str::<String>(value).ok().and_then(|words| words.parse::<Moment>().ok()).is_none()
}

/// A value that was kept whole, with its members.
fn one(words: &str) -> Option<(Spelt, String)> {
    let entry = Kept { format: NAME.into(), text: format!("\"x\":{words}") };
    let members = kept_members(&[entry], NAME, &[]);
    let [(name, value)] = members.as_slice() else { return None };
    (name == "x").then(|| (spelt(value), value.clone()))
}

/// The members of an object.
fn spelt(value: &str) -> Spelt {
    let raw: Option<&RawValue> = serde_json::from_str(value).ok();
    let members = raw.and_then(super::super::json_file::object);
    members.map(|members| members.rest().map(|(name, value)| (name, value.get().to_owned())).collect()).unwrap_or_default()
}

/// Fills an empty place with the members of an object, if none of them is one that the writer makes.
fn fill(place: &mut Spelt, words: &str, own: &[&str], purposes: &[&str]) -> bool {
    let Some((members, _)) = one(words).filter(|_| place.is_empty()) else { return false };
    let fits = |(name, value): &(String, String)| match name.as_str() {
        "purpose" if !purposes.is_empty() => purposes.iter().skip(1).any(|purpose| *value == quoted(purpose)),
        name => !own.contains(&name) && value != "null",
    };
    let is_filled = !members.is_empty() && members.iter().all(fits);
    if is_filled {
        *place = members;
    }
    is_filled
}
