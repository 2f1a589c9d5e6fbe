//! A task as a document.

use super::super::origin::{read_details, read_places};
use super::json::{self, Members, Object};
use super::pieces::short;
use super::results::{self, Found};
use super::task::{Refusals, Task};
use super::texts::{self, Chosen, Settled, Shown};
use super::{NAME, choice, link};
use crate::article::Origin;
use crate::formats::Document;
use crate::project::{ArticleId, ArticleState, Kept, Word};
use crate::text::Units;
use std::collections::HashSet;

/// Reads an element of the list as a document. None where it is refused as a whole.
pub(super) fn read(element: &str, line: usize, number: usize, shown: &[Shown], refused: &mut Refusals, repaired: &mut Refusals) -> Option<Document> {
    let mut task = Task::of(element, line, number, refused)?;
    let chosen = match choice::choose(&task, shown) {
        Ok(chosen) => chosen,
        Err(why) => {
            refused.push((line, format!("{} {why}", task.name)));
            return None;
        }
    };
    repaired.extend(chosen.why.iter().map(|why| (line, format!("{}: {why}", task.name))));
    let mut found = results::take(&mut task, &chosen, refused, repaired);
    let Settled { text, unit, trimmed, why } = texts::settle(&chosen, &mut found.spans);
    for span in trimmed.iter().filter_map(|number| found.spans.get(*number)) {
        let which = if span.id.is_empty() { span.label.clone() } else { format!("{} {}", span.label, short(&span.id)) };
        repaired.push((span.line, format!("{}: {which}: its words are without the blanks at the edges of its place, so these were left out", task.name)));
    }
    repaired.extend(why.map(|why| (line, format!("{}: {why}", task.name))));
    if let Some(unit) = unit {
        texts::part(&Units::of(&text, unit), &text, &mut found.spans, &found.fragments);
    }
    let mut document = Document { line, text, unit, ..Document::default() };
    if !chosen.is_page {
        // A page is not its text: its source stays in the data.
        task.data.take(&chosen.key);
    }
    take_data(&mut task.data, &mut document);
    let ids: HashSet<&str> = found.spans.iter().map(|span| span.id.as_str()).filter(|id| !id.is_empty()).collect();
    let across = link::across(&mut task.data, |id| ids.contains(id));
    if document.id.is_empty() {
        document.id = task.id.and_then(json::name).unwrap_or_default();
    }
    if found.is_done && document.state.is_none() {
        document.state = Some(ArticleState::Done);
    }
    document.kept = kept(&task, &chosen, &found, number);
    document.spans = found.spans;
    document.ties = found.ties;
    document.ties.extend(across);
    Some(document)
}

/// Takes what the data of a task say of an article; a value that is none of ours stays.
fn take_data(data: &mut Members<'_>, document: &mut Document) {
    document.id = data.get("id").and_then(json::name).unwrap_or_default();
    // Only an id of ours is written again by itself; any other is another program's.
    data.take_as("id", |raw| json::text(raw)?.parse::<ArticleId>().ok());
    document.title = data.take_as("title", json::text).unwrap_or_default();
    document.origin = Origin::of_words(|name| data.take_as(name, json::text).unwrap_or_default());
    document.origin.details = data.take_as("details", read_details).unwrap_or_default();
    document.origin.places = data.take_as("places", read_places).unwrap_or_default();
    let mut is = |name| data.take_as(name, |raw| serde_json::from_str(raw.get()).ok()).unwrap_or_default();
    (document.origin.bom, document.origin.crlf) = (is("bom"), is("crlf"));
    document.state = data.take_as("state", |raw| ArticleState::exactly(&json::text(raw)?));
    document.skip = data.take_as("skip", |raw| serde_json::from_str(raw.get()).ok()).unwrap_or_default();
}

/// What the model has no word for.
fn kept(task: &Task<'_>, chosen: &Chosen, found: &Found, number: usize) -> Vec<Kept> {
    let mut kept = Object::default();
    if !chosen.is_page && chosen.key != "text" {
        kept.text("text", &chosen.key);
    }
    let mut of_task = Object::default();
    // A task that has its own number has the same again when it is written.
    if let Some(id) = task.id.filter(|id| id.get() != number.to_string()) {
        of_task.raw("id", id.get());
    }
    task.rest.iter().for_each(|(name, value)| of_task.raw(name, value.get()));
    kept.object("task", of_task);
    kept.object("data", task.data.object());
    kept.list("annotations", &found.annotations);
    kept.list("predictions", &found.predictions);
    kept.list("results", &found.results);
    kept.list("relations", &found.relations);
    if kept.is_empty() { Vec::new() } else { vec![Kept { format: NAME.into(), text: kept.finish() }] }
}
