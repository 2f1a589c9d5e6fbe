//! The results of a task as spans and ties, with what the model has no word for.

use super::fields;
use super::json::{self, Members, Object};
use super::link::{self, Ends};
use super::pieces::{Piece, Place, short};
use super::task::{Refusals, Side, Task};
use super::texts::Chosen;
use super::{MOST_LABELS, NAME, PROPOSED, REJECTED};
use crate::formats::{Span, Tie};
use crate::project::{Kept, MarkState, Moment};
use std::collections::{HashMap, HashSet};

/// What the results of a task say.
#[derive(Default)]
pub(super) struct Found {
    /// What is marked.
    pub(super) spans: Vec<Span>,
    /// What is linked.
    pub(super) ties: Vec<Tie>,
    /// What annotations say beside their results.
    pub(super) annotations: Vec<String>,
    /// What predictions say beside their results.
    pub(super) predictions: Vec<String>,
    /// Results that are about no region, each with the annotation or prediction that it is of.
    pub(super) results: Vec<String>,
    /// Relations that say more than a tie does.
    pub(super) relations: Vec<String>,
    /// The fragments of each span; empty where it is one range.
    pub(super) fragments: Vec<Vec<(usize, usize)>>,
    /// Whether somebody handed the task in.
    pub(super) is_done: bool,
    /// Beside each span what is kept of its results.
    extras: Vec<Extra>,
    names: Names,
    keys: HashSet<(bool, String)>,
}

/// What is kept of a region.
#[derive(Default)]
struct Extra {
    region: Object,
    fields: Object,
    results: Vec<String>,
}

/// Whose results they are.
struct Whose {
    /// The key of its head among those that are kept; none where there is nothing to keep.
    key: Option<String>,
    is_prediction: bool,
    state: MarkState,
    by: String,
    on: String,
    score: Option<f64>,
}

/// Takes the results of a task, those about the chosen member of its data.
pub(super) fn take(task: &mut Task<'_>, chosen: &Chosen, refused: &mut Refusals, repaired: &mut Refusals) -> Found {
    let mut found = Found::default();
    for mut side in std::mem::take(&mut task.sides) {
        let whose = found.whose(&side);
        let first = found.spans.len();
        let mut ends = Ends::new();
        let (regions, others): (Vec<_>, Vec<_>) = std::mem::take(&mut side.pieces).into_iter().partition(Piece::is_region);
        for piece in regions {
            let line = task.lines.line(piece.raw);
            let other = chosen.other(&piece.to_name);
            if piece.is_of_other_kind() {
                repaired.push((line, format!("{}: {} is of the type `{}`; it was read as one of labels", task.name, piece.name(), short(&piece.kind))));
            }
            let taken = match other {
                Some(other) => Err(format!("{} marks another text of its task, `{}`", piece.name(), short(&other))),
                None => found.region(piece, line, &whose, &mut ends),
            };
            taken.unwrap_or_else(|why| refused.push((line, format!("{}: {why}", task.name))));
        }
        for piece in others {
            if piece.kind != "relation" && piece.has_place() && !ends.contains_key(&piece.id) {
                let line = task.lines.line(piece.raw);
                let why = format!("{} marks words, but as `{}`, not with labels; it is kept, but is no mark", piece.name(), short(&piece.kind));
                repaired.push((line, format!("{}: {why}", task.name)));
            }
            found.other(piece, &whose, task, &ends, refused);
        }
        found.close(first, &whose);
    }
    found
}

impl Found {
    /// Whose results these are; what a head says is kept once.
    fn whose(&mut self, side: &Side<'_>) -> Whose {
        let is_prediction = side.is_prediction;
        let model = side.head.get("model_version").and_then(json::name).filter(|_| is_prediction).unwrap_or_default();
        let is_only_model = side.head.iter().count() == 1;
        let is_ours = if is_prediction { is_only_model && [PROPOSED, REJECTED].contains(&model.as_str()) } else { side.head.is_empty() };
        let is_skipped = side.head.get("was_cancelled").is_some_and(|raw| raw.get() == "true");
        let state = match (is_prediction, is_skipped) {
            (true, _) if is_ours && model == REJECTED => MarkState::Rejected,
            (true, _) | (false, true) => MarkState::Proposed,
            (false, false) => MarkState::Accepted,
        };
        let mut whose = Whose { key: None, is_prediction, state, by: String::new(), on: String::new(), score: None };
        if is_ours {
            return whose;
        }
        self.is_done |= state == MarkState::Accepted;
        let heads = if is_prediction { &mut self.predictions } else { &mut self.annotations };
        let own = side.head.get("id").filter(|raw| json::name(raw).is_some()).map(|raw| json::compact(raw.get()));
        let own = own.filter(|key| self.keys.insert((is_prediction, key.clone())));
        whose.key = Some(own.unwrap_or_else(|| json::quoted(&format!("#{}", heads.len()))));
        heads.push(side.head.object().finish());
        whose.by = if is_prediction { model } else { side.head.get("completed_by").and_then(person).unwrap_or_default() };
        whose.on = side.head.get("created_at").and_then(moment).unwrap_or_default();
        whose.score = side.head.get("score").filter(|_| is_prediction).and_then(|raw| serde_json::from_str(raw.get()).ok());
        whose
    }

    fn region(&mut self, mut piece: Piece<'_>, line: usize, whose: &Whose, ends: &mut Ends) -> Result<(), String> {
        let labels = piece.take_labels();
        let (place, page) = piece.take_place();
        let at = match place {
            Place::At(start, end) => (start, end),
            Place::Path => return Err(format!("{} has only an XPath for a place, and no global offsets", piece.name())),
            Place::Dialogue => return Err(format!("{} stands in a dialogue (paragraphlabels), which is not read as a text", piece.name())),
            Place::None => return Err(format!("{} does not say in whole numbers where it begins and ends", piece.name())),
        };
        if labels.is_empty() {
            return Err(format!("{} has no label", piece.name()));
        }
        if labels.len() > MOST_LABELS {
            return Err(format!("{} has {} labels, and {MOST_LABELS} is the limit", piece.name(), labels.len()));
        }
        let mut span = Span { line, at: vec![at], state: Some(whose.state), by: whose.by.clone(), on: whose.on.clone(), ..Span::default() };
        if piece.value.get("text").is_some_and(|words| json::is_text(words) && json::text(words).is_none()) {
            return Err(format!("{} begins or ends inside a UTF-16 pair: its words hold half a character (a surrogate)", piece.name()));
        }
        span.quote = piece.value.take_as("text", json::text).into_iter().collect();
        span.score = piece.rest.take_as("score", |raw| serde_json::from_str(raw.get()).ok()).or(whose.score);
        let (meta, fragments) = take_meta(&mut piece.rest, &mut span);
        let mut note = std::mem::take(&mut span.note);
        let mut extra = Extra { region: region_rest(&piece, meta, page), ..Extra::default() };
        for label in labels {
            let id = self.names.unique(&piece.id, whose.key.as_deref());
            // What else is said of a region with several labels belongs to the first.
            let one = Span { id: id.clone(), label, note: std::mem::take(&mut note), ..span.clone() };
            if !piece.id.is_empty() {
                ends.entry(piece.id.clone()).or_insert((self.spans.len(), id));
            }
            self.spans.push(one);
            self.fragments.push(fragments.clone());
            self.extras.push(std::mem::take(&mut extra));
        }
        Ok(())
    }

    fn other(&mut self, mut piece: Piece<'_>, whose: &Whose, task: &Task<'_>, ends: &Ends, refused: &mut Refusals) {
        if piece.kind == "relation" {
            let line = task.lines.line(piece.raw);
            match link::ties(&mut piece, line, ends) {
                Ok(ties) => self.ties.extend(ties),
                Err(why) => refused.push((line, format!("{}: {why}", task.name))),
            }
            if !piece.rest.is_empty() {
                self.relations.push(json::compact(piece.raw.get()));
            }
            return;
        }
        let at = ends.get(&piece.id).map(|(at, _)| *at);
        let (Some(span), Some(extra)) = (at.and_then(|at| self.spans.get_mut(at)), at.and_then(|at| self.extras.get_mut(at))) else {
            let mut kept = whose.object();
            kept.raw("result", piece.raw.get());
            self.results.push(kept.finish());
            return;
        };
        if fields::apply(&mut piece, span) {
            let mut rest = piece.rest.object();
            rest.object("value", piece.value.object());
            extra.fields.object(&piece.from_name, rest);
        } else if let Some(mut members) = Members::of(piece.raw) {
            members.take("id");
            extra.results.push(members.object().finish());
        }
    }

    /// Puts what is kept on the spans of one side, when all of its results were seen.
    fn close(&mut self, first: usize, whose: &Whose) {
        // Not by skipping, which would pass over all spans before for each annotation.
        let spans = self.spans.get_mut(first..).unwrap_or_default();
        let extras = self.extras.get_mut(first..).unwrap_or_default();
        for (span, extra) in spans.iter_mut().zip(extras) {
            let extra = std::mem::take(extra);
            let mut kept = whose.object();
            kept.object("region", extra.region);
            kept.object("fields", extra.fields);
            kept.list("results", &extra.results);
            if !kept.is_empty() {
                span.kept.push(Kept { format: NAME.into(), text: kept.finish() });
            }
        }
    }
}

impl Whose {
    /// An object that says so.
    fn object(&self) -> Object {
        let mut object = Object::default();
        if let Some(key) = &self.key {
            object.raw(if self.is_prediction { "prediction" } else { "annotation" }, key);
        }
        object
    }
}

/// What a region says that a span has no word for.
fn region_rest(piece: &Piece<'_>, mut meta: Object, page: Object) -> Object {
    let mut region = Object::default();
    for (member, value, usual) in [("from_name", &piece.from_name, "label"), ("to_name", &piece.to_name, "text")] {
        if !value.is_empty() && value != usual {
            region.text(member, value);
        }
    }
    region.object("value", piece.value.object());
    meta.object("hypertext", page);
    region.object("meta", meta);
    piece.rest.iter().for_each(|(name, value)| region.raw(name, value.get()));
    region
}

/// Takes from `meta` who made a region and when, its note and its fragments, which are returned with what is left over.
fn take_meta(rest: &mut Members<'_>, span: &mut Span) -> (Object, Vec<(usize, usize)>) {
    let Some(mut meta) = rest.take_as("meta", Members::of) else { return (Object::default(), Vec::new()) };
    let fragments = meta.take_as("fragments", |raw| serde_json::from_str(raw.get()).ok()).unwrap_or_default();
    if let Some(by) = meta.take_as("by", json::text) {
        span.by = by;
    }
    if let Some(on) = meta.take_as("on", |raw| if raw.get() == "null" { Some(String::new()) } else { moment(raw) }) {
        span.on = on;
    }
    if let Some(words) = meta.take_as("text", json::texts) {
        words.iter().filter(|words| !words.is_empty()).for_each(|words| fields::add_note(&mut span.note, words));
    }
    (meta.object(), fragments)
}

/// A person's email or id, as text.
pub(super) fn person(raw: &serde_json::value::RawValue) -> Option<String> {
    json::name(raw).or_else(|| {
        let members = Members::of(raw)?;
        members.get("email").or_else(|| members.get("id")).and_then(json::name)
    })
}

/// A time in RFC 3339, as it is written.
pub(super) fn moment(raw: &serde_json::value::RawValue) -> Option<String> {
    json::text(raw).filter(|written| written.parse::<Moment>().is_ok())
}

/// Makes the ids of regions unique in their task: Label Studio has them again where somebody took a prediction over.
#[derive(Default)]
struct Names {
    taken: HashSet<String>,
    numbers: HashMap<String, usize>,
}

impl Names {
    fn unique(&mut self, id: &str, key: Option<&str>) -> String {
        if id.is_empty() || self.taken.insert(id.to_owned()) {
            return id.to_owned();
        }
        let base = format!("{id}@{}", key.unwrap_or_default().trim_matches('"'));
        let number = self.numbers.entry(base.clone()).or_default();
        loop {
            *number += 1;
            let name = if *number == 1 { base.clone() } else { format!("{base}-{number}") };
            if self.taken.insert(name.clone()) {
                return name;
            }
        }
    }
}
