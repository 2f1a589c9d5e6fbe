//! One annotation as it is read: a mark, a link, or something about a text as a whole.

use super::super::json_file::{each, object, spelt, text};
use super::super::jsonl_lines::{Members, quoted, short};
use super::super::pieces::listed;
use super::super::record::{Span, Tie};
use super::place::{Selected, iri, named, targets};
use super::words::{LABELS, NOTES, has_word};
use super::{NAME, URN};
use crate::project::{Decided, Kept, Moment, Name, Word};
use serde_json::value::RawValue;

/// What an annotation says.
pub(super) enum Said {
    /// Something is marked.
    Mark(Box<Marked>),
    /// Two annotations are linked.
    Link(Tie),
    /// Something is said of a source as a whole, or of another annotation, by its IRI.
    Whole(String),
}

/// Something that is marked.
pub(super) struct Marked {
    /// The IRI of the annotation.
    pub(super) iri: String,
    /// The source's IRI.
    pub(super) source: String,
    /// Where.
    pub(super) ranges: Vec<Selected>,
    /// All but where.
    pub(super) span: Span,
}

/// Reads an annotation; sentences about what is not taken go to the list.
///
/// # Errors
/// Why it is none.
pub(super) fn annotation(value: &RawValue, told: &mut Vec<String>) -> Result<Said, String> {
    let members = Members::of(value.get()).map_err(|why| format!("it {why}"))?;
    let target = members.peek("target").ok_or("it has no `target`, so that it is no annotation")?;
    if members.peek("type").is_some_and(|kind| !has_word(Some(kind), "Annotation")) {
        return Err("its `type` is not Annotation".to_owned());
    }
    if has_word(members.peek("motivation"), "linking") {
        return link(members, target, told).map(Said::Link);
    }
    let is_whole = each(target).into_iter().all(|target| object(target).is_none_or(|mut target| target.take("selector").is_none()));
    if is_whole {
        let about = each(target).into_iter().find_map(named).ok_or("its `target` does not say what it is about")?;
        return Ok(Said::Whole(about));
    }
    mark(members, target, told).map(|marked| Said::Mark(Box::new(marked)))
}

/// What an IRI of ours names; none where it is another program's.
pub(super) fn own(iri: &str) -> Option<&str> {
    iri.strip_prefix(URN)
}

/// Whether a body is neither a label nor a note.
pub(super) fn is_other_body(raw: &str) -> bool {
    let value: Option<&RawValue> = serde_json::from_str(raw).ok();
    value.is_some_and(|value| object(value).is_some_and(|mut body| purpose_of(&mut body).is_some_and(|purpose| purpose == Purpose::Other)))
}

/// What a body is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Label,
    Note,
    Other,
}

/// What a body says that it is for; none where it does not say it.
fn purpose_of(body: &mut Members<'_>) -> Option<Purpose> {
    let is_text = body.peek("value").and_then(text).is_some() && (body.peek("type").is_none() || has_word(body.peek("type"), "TextualBody"));
    let purpose = body.peek("purpose").filter(|purpose| purpose.get() != "null");
    let is_one_of = |words: [&str; 2]| words.into_iter().any(|word| has_word(purpose, word));
    match purpose {
        _ if !is_text => Some(Purpose::Other),
        Some(_) if is_one_of(LABELS) => Some(Purpose::Label),
        Some(_) if is_one_of(NOTES) => Some(Purpose::Note),
        Some(_) => Some(Purpose::Other),
        None => None,
    }
}

fn mark(mut members: Members<'_>, target: &RawValue, told: &mut Vec<String>) -> Result<Marked, String> {
    let targets = targets(target, told)?;
    members.take("target");
    members.take("@context");
    members.take("type");
    let iri = members.id("id");
    let mut span = Span::default();
    match own(&iri) {
        Some(id) => id.clone_into(&mut span.id),
        None if iri.is_empty() => {}
        None => {
            span.id = members.string("factmark:mark")?.unwrap_or_else(|| iri.clone());
            keep(&mut span.kept, format!("id {iri}"));
        }
    }
    let motivation = members.peek("motivation").map(each).and_then(|all| all.into_iter().find_map(text)).unwrap_or_default();
    if members.peek("motivation").and_then(text).is_some_and(|word| word == "tagging") {
        members.take("motivation");
    }
    creator(&mut members, &mut span);
    if let Some(on) = members.peek("created").and_then(text).filter(|on| on.parse::<Moment>().is_ok()) {
        span.on = on;
        members.take("created");
    }
    bodies(&mut members, &mut span, &motivation, told)?;
    service_row(&mut members, &mut span);
    if span.label.is_empty() {
        span.label = match (motivation.as_str(), span.note.is_empty()) {
            ("", true) => "highlighting".to_owned(),
            ("", false) => "commenting".to_owned(),
            _ => motivation,
        };
    }
    span.kept.extend(targets.kept);
    ours(&mut members, &mut span, told)?;
    let rows = members.take("factmark:kept").map(kept_rows).unwrap_or_default();
    let mut kept = members.kept(NAME);
    kept.append(&mut span.kept);
    kept.extend(rows);
    span.kept = kept;
    Ok(Marked { iri, source: targets.source, ranges: targets.ranges, span })
}

fn keep(kept: &mut Vec<Kept>, text: String) {
    kept.push(Kept { format: NAME.into(), text });
}

/// Who made it, where that is one, by name or else by IRI.
fn creator(members: &mut Members<'_>, span: &mut Span) {
    let Some(value) = members.peek("creator") else { return };
    if let Some(iri) = text(value) {
        members.take("creator");
        keep(&mut span.kept, format!("creator {{\"id\":{}}}", quoted(&iri)));
        span.by = iri;
        return;
    }
    let Some(mut person) = object(value) else { return };
    members.take("creator");
    let id = person.peek("id").and_then(text);
    span.by = match person.string("name").ok().flatten().filter(|name| !name.is_empty()) {
        Some(name) => name,
        None => id.unwrap_or_default(),
    };
    if person.peek("type").and_then(text).is_some_and(|kind| kind == "Person") {
        person.take("type");
    }
    person.drop_nulls();
    if !person.is_empty() {
        keep(&mut span.kept, format!("creator {}", spelt(person)));
    }
}

fn bodies(members: &mut Members<'_>, span: &mut Span, motivation: &str, told: &mut Vec<String>) -> Result<(), String> {
    let mut labels: Vec<String> = Vec::new();
    let mut notes: Vec<String> = Vec::new();
    let all = members.take("body").map(each).unwrap_or_default();
    let is_label = |value: &&RawValue| object(value).is_some_and(|mut body| purpose_of(&mut body) == Some(Purpose::Label));
    let is_note = NOTES.contains(&motivation) || all.iter().any(is_label);
    if let Some(value) = members.string("bodyValue")? {
        if is_note { notes.push(value) } else { labels.push(value) }
    }
    for value in all {
        let Some(mut body) = object(value) else {
            keep(&mut span.kept, format!("body {{\"id\":{}}}", value.get()));
            continue;
        };
        let unsaid = if is_note || is_long_text(&body) { Purpose::Note } else { Purpose::Label };
        let purpose = purpose_of(&mut body).unwrap_or(unsaid);
        if purpose == Purpose::Other {
            keep(&mut span.kept, format!("body {}", value.get()));
            continue;
        }
        body.take("type");
        let words = body.need("value")?;
        let (all, slot, usual) = if purpose == Purpose::Label { (&mut labels, "label", "tagging") } else { (&mut notes, "note", "commenting") };
        if body.peek("purpose").is_none_or(|purpose| purpose.get() == quoted(usual)) {
            body.take("purpose");
        }
        body.drop_nulls();
        if all.is_empty() && !body.is_empty() {
            keep(&mut span.kept, format!("{slot} {}", spelt(body)));
        } else if body.names().any(|name| name != "purpose") {
            told.push(format!("it is taken, but not what else one of its bodies says: {}", listed(body.names())));
        }
        all.push(words);
    }
    let mut labels = labels.into_iter().filter(|label| !label.trim().is_empty());
    span.label = labels.next().unwrap_or_default();
    span.tags.extend(labels);
    span.note = notes.join("\n\n");
    Ok(())
}

/// Whether a body is written as people write longer texts, and not as a word.
fn is_long_text(body: &Members<'_>) -> bool {
    body.peek("format").and_then(text).is_some_and(|format| ["text/markdown", "text/html"].contains(&format.as_str()))
}

/// What a row of Hypothesis's service says, which has no bodies: its tags, its text and who wrote it.
fn service_row(members: &mut Members<'_>, span: &mut Span) {
    let is_row = ["uri", "user"].iter().all(|name| members.peek(name).and_then(text).is_some());
    if !is_row || !span.label.is_empty() || !span.note.is_empty() {
        return;
    }
    let tags: Vec<String> = members.peek("tags").and_then(|tags| serde_json::from_str(tags.get()).ok()).unwrap_or_default();
    let mut tags = tags.into_iter().filter(|tag| !tag.trim().is_empty());
    span.label = tags.next().unwrap_or_default();
    span.tags.extend(tags);
    span.note = members.peek("text").and_then(text).unwrap_or_default();
    if span.by.is_empty() {
        span.by = members.peek("user").and_then(text).unwrap_or_default();
    }
    for name in ["tags", "text", "user"] {
        members.take(name);
    }
}

/// What only our own files say.
fn ours(members: &mut Members<'_>, span: &mut Span, told: &mut Vec<String>) -> Result<(), String> {
    for (name, value) in members.take("factmark:attributes").and_then(object).map(Members::rest).into_iter().flatten() {
        match text(value) {
            Some(value) => span.attributes.push((name, value)),
            None => told.push(format!("the attribute `{}` is no string", short(&name))),
        }
    }
    let tags = members.list("factmark:tags")?.unwrap_or_default();
    span.tags.extend(tags.into_iter().filter_map(text));
    span.discuss = members.take("factmark:discuss").is_some_and(|value| value.get() == "true");
    span.state = members.word("factmark:state");
    span.score = members.take("factmark:score").and_then(|value| value.get().parse().ok());
    span.of = members
        .list("factmark:of")?
        .unwrap_or_default()
        .into_iter()
        .filter_map(|pair| serde_json::from_str::<(String, String)>(pair.get()).ok())
        .filter_map(|(whose, id)| Some((Name::from(whose.as_str()), id.parse().ok()?)))
        .collect();
    if let Some(mut decided) = members.take("factmark:decided").and_then(object) {
        let mut word = |name: &str| decided.string(name).ok().flatten().unwrap_or_default();
        let (by, on, why) = (word("by"), word("on"), word("why"));
        span.decided = Some(Box::new(Decided { by: by.as_str().into(), on: on.parse().ok(), why }));
    }
    Ok(())
}

/// What other tools' files held, as a list of our own files has it.
pub(super) fn kept_rows(value: &RawValue) -> Vec<Kept> {
    let row = |value: &RawValue| {
        let mut row = object(value)?;
        let format = row.string("format").ok().flatten()?;
        Some(Kept { format: format.as_str().into(), text: row.string("text").ok().flatten()? })
    };
    each(value).into_iter().filter_map(row).collect()
}

/// A word of a closed list, by its name.
pub(super) fn word<W: Word>(value: &RawValue) -> Option<W> {
    W::exactly(&text(value)?)
}

/// A link: its target is where it begins and one of its bodies the other end, or both ends are targets.
fn link(mut members: Members<'_>, target: &RawValue, told: &mut Vec<String>) -> Result<Tie, String> {
    let mut ends: Vec<String> = each(target).into_iter().filter_map(named).collect();
    members.take("target");
    members.take("@context");
    members.take("type");
    members.take("motivation");
    // Its id is new whenever it is written.
    members.id("id");
    let mut kind = String::new();
    for value in members.take("body").map(each).unwrap_or_default() {
        let words = object(value).and_then(|mut body| body.string("value").ok().flatten());
        match (words, iri(value)) {
            (Some(words), _) if kind.is_empty() => kind = words,
            (None, Some(end)) => ends.push(end),
            (Some(words), _) => told.push(format!("the link {} has another body, which is not taken: {}", short(&kind), short(&words))),
            (None, None) => told.push("a body of a link is neither a text nor names anything".to_owned()),
        }
    }
    if kind.is_empty() {
        kind = "linking".to_owned();
    }
    let cue = members.list("factmark:cue")?.unwrap_or_default();
    let cue = cue.into_iter().filter_map(|place| serde_json::from_str(place.get()).ok()).collect();
    let auto = members.take("factmark:auto").is_some_and(|value| value.get() == "true");
    if !members.is_empty() {
        told.push(format!("the link {} is taken, but not what else it says: {}", short(&kind), listed(members.names())));
    }
    let [from, to] = ends.as_slice() else {
        return Err(format!("the link {} has {} ends, and should have two", short(&kind), ends.len()));
    };
    Ok(Tie { kind, from: from.clone(), to: to.clone(), cue, auto, ..Tie::default() })
}
