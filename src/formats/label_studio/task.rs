//! A task as Label Studio exports it, as JSON-MIN, or as the bare data that it imports.

use super::json::{self, Lines, Members};
use super::pieces::{Piece, short};
use crate::formats::jsonl_lines::spans_in;
use serde_json::value::RawValue;

/// What was refused so far: the line and why.
pub(super) type Refusals = Vec<(usize, String)>;

/// A task, taken apart.
pub(super) struct Task<'a> {
    /// Where its lines begin.
    pub(super) lines: Lines<'a>,
    /// Its name in sentences: “task 7”.
    pub(super) name: String,
    /// Its id.
    pub(super) id: Option<&'a RawValue>,
    /// Its data.
    pub(super) data: Members<'a>,
    /// Its other members.
    pub(super) rest: Members<'a>,
    /// Its annotations, then its predictions.
    pub(super) sides: Vec<Side<'a>>,
}

/// An annotation or a prediction.
pub(super) struct Side<'a> {
    /// Whether a program made it.
    pub(super) is_prediction: bool,
    /// What it says beside its results.
    pub(super) head: Members<'a>,
    /// Its results.
    pub(super) pieces: Vec<Piece<'a>>,
}

impl<'a> Task<'a> {
    /// The task of an element of the list, which is so many tasks from the first. None where it is refused as a whole.
    pub(super) fn of(element: &'a str, line: usize, number: usize, refused: &mut Refusals) -> Option<Self> {
        let mut members: Members<'a> = match serde_json::from_str(element) {
            Ok(members) => members,
            Err(error) => {
                let why = if error.is_data() { "it is no object".to_owned() } else { format!("it is no JSON: {}", plain(&error)) };
                refused.push((line + error.line().saturating_sub(1), format!("task {number} cannot be read: {why}")));
                return None;
            }
        };
        let lines = Lines::of(element, line);
        let id = members.take_as("id", |raw| json::name(raw).map(|_| raw));
        let name = format!("task {}", id.and_then(json::name).map_or_else(|| number.to_string(), |id| short(&id)));
        let mut task = Self { lines, name, id, data: Members::default(), rest: Members::default(), sides: Vec::new() };
        let lists = [("annotations", false), ("completions", false), ("predictions", true)];
        for (list, is_prediction) in lists {
            let items = members.take_as(list, json::items);
            let sides =
                items.into_iter().flatten().enumerate().filter_map(|(at, raw)| task.side(raw, (list, at + 1), is_prediction, refused)).collect::<Vec<_>>();
            task.sides.extend(sides);
        }
        if let Some(drafts) = members.get("drafts").filter(|drafts| drafts.get().contains("\"start\"")) {
            refused.push((task.lines.line(drafts), format!("{}: its drafts are kept, but are no marks: somebody has to submit them first", task.name)));
        }
        if let Some(data) = members.take_as("data", Members::of) {
            task.data = data;
            task.rest = members;
        } else if let Some(data) = members.get("data") {
            refused.push((task.lines.line(data), format!("{} has data that is no object", task.name)));
            return None;
        } else {
            let side = task.flat(&mut members, refused);
            task.sides.extend(side);
            task.data = members;
        }
        Some(task)
    }

    fn side(&self, raw: &'a RawValue, (list, number): (&str, usize), is_prediction: bool, refused: &mut Refusals) -> Option<Side<'a>> {
        let Some(mut head) = Members::of(raw) else {
            refused.push((self.lines.line(raw), format!("{}: number {number} of its {list} is no object", self.name)));
            return None;
        };
        let mut pieces = Vec::new();
        if let Some(result) = head.take("result") {
            let Some(items) = json::items(result) else {
                refused.push((self.lines.line(result), format!("{}: number {number} of its {list} has no list of results", self.name)));
                return None;
            };
            for item in items {
                match Piece::of(item) {
                    Some(piece) => pieces.push(piece),
                    None => refused.push((self.lines.line(item), format!("{}: a result is no object", self.name))),
                }
            }
        }
        Some(Side { is_prediction, head, pieces })
    }

    /// The annotation that JSON-MIN spreads over the task.
    fn flat(&self, members: &mut Members<'a>, refused: &mut Refusals) -> Option<Side<'a>> {
        let lists = members.split_off(is_list_of_regions);
        for (name, list) in members.iter() {
            match spans_in(list) {
                0 => {}
                count => refused
                    .push((self.lines.line(list), format!("{}: `{}` looks like {count} spans, but is no regions of Label Studio", self.name, short(name)))),
            }
        }
        if lists.is_empty() && members.get("annotation_id").is_none() {
            return None;
        }
        let mut side = Side { is_prediction: false, head: Members::default(), pieces: Vec::new() };
        for (control, list) in lists.iter() {
            for item in json::items(list).into_iter().flatten() {
                match Piece::flat(control, item) {
                    Some(piece) => side.pieces.push(piece),
                    None => refused.push((self.lines.line(item), format!("{}: a result is no object", self.name))),
                }
            }
        }
        let names =
            [("annotation_id", "id"), ("annotator", "completed_by"), ("created_at", "created_at"), ("updated_at", "updated_at"), ("lead_time", "lead_time")];
        for (flat, name) in names {
            if let Some(value) = members.take(flat) {
                side.head.push(name, value);
            }
        }
        Some(side)
    }
}

/// Whether this is how JSON-MIN writes the regions of a control: any of them tells it, since others may be broken.
fn is_list_of_regions(raw: &RawValue) -> bool {
    let has = |members: &Members<'_>, names: &[&str]| names.iter().any(|name| members.get(name).is_some());
    let is_region = |item: &RawValue| {
        Members::of(item).is_some_and(|item| has(&item, &["labels", "hypertextlabels", "paragraphlabels"]) && has(&item, &["start", "end", "globalOffsets"]))
    };
    raw.get().starts_with('[') && json::items(raw).is_some_and(|items| items.into_iter().any(is_region))
}

/// What is wrong, without a line and column, which count from somewhere else.
fn plain(error: &serde_json::Error) -> String {
    let all = error.to_string();
    all.rsplit_once(" at line ").map_or(all.clone(), |(what, _)| what.to_owned())
}
