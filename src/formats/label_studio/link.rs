//! Relations as ties.

use super::MOST_LABELS;
use super::json::{self, Members};
use super::pieces::{Piece, short};
use crate::formats::Tie;
use crate::project::LinkKind;
use serde::Deserialize;
use std::collections::HashMap;

/// The regions of one annotation, by their ids there: each with its number among the spans of the task and its id in the document.
pub(super) type Ends = HashMap<String, (usize, String)>;

/// What a relation of ours says of each of its labels beside it.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct More {
    #[serde(default)]
    cue: Vec<(usize, usize)>,
    #[serde(default)]
    auto: bool,
}

/// A link of ours between marks of which one is an annotation's and one a prediction's; it stands in the data of its task.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Across {
    kind: String,
    from: String,
    to: String,
    #[serde(default)]
    cue: Vec<(usize, usize)>,
    #[serde(default)]
    auto: bool,
}

/// The ties of a relation, one for each of its labels, both ways where it has no direction and its kind is one that has.
pub(super) fn ties(piece: &mut Piece<'_>, line: usize, ends: &Ends) -> Result<Vec<Tie>, String> {
    let mut end = |name| -> Result<String, String> {
        let id = piece.rest.take_as(name, json::name).ok_or_else(|| format!("a relation has no {name}"))?;
        let known = ends.get(&id).map(|(_, name)| name.clone());
        known.ok_or_else(|| format!("a relation names region `{}`, which its annotation does not have", short(&id)))
    };
    let (from, to) = (end("from_id")?, end("to_id")?);
    let direction = piece.rest.take_as("direction", json::text).unwrap_or_default();
    let mut labels = piece.rest.take_as("labels", json::texts).unwrap_or_default();
    if labels.is_empty() {
        // Label Studio lets people leave it out. What is written then is only that it is a relation.
        labels.push(piece.kind.clone());
    }
    if labels.len() > MOST_LABELS {
        return Err(format!("a relation has {} labels, and {MOST_LABELS} is the limit", labels.len()));
    }
    let mut more = take_more(&mut piece.rest).into_iter();
    let mut ties = Vec::new();
    for kind in labels {
        let More { cue, auto } = more.next().unwrap_or_default();
        let is_both = direction == "bi" && !LinkKind::named(&kind).is_mutual();
        let forth = Tie { line, kind, from: from.clone(), to: to.clone(), cue, auto };
        let back = Tie { from: to.clone(), to: from.clone(), ..forth.clone() };
        match direction.as_str() {
            "left" => ties.push(back),
            _ if is_both => ties.extend([forth, back]),
            _ => ties.push(forth),
        }
    }
    Ok(ties)
}

fn take_more(rest: &mut Members<'_>) -> Vec<More> {
    rest.take_as("meta", |meta| {
        let meta = Members::of(meta)?;
        let links = meta.get("links").filter(|_| meta.iter().count() == 1)?;
        serde_json::from_str(links.get()).ok()
    })
    .unwrap_or_default()
}

/// The links in the data of a task, if all are ours: each end is the id of a span.
pub(super) fn across(data: &mut Members<'_>, is_span: impl Fn(&str) -> bool) -> Vec<Tie> {
    let links = data.take_as("links", |raw| {
        let links: Vec<Across> = serde_json::from_str(raw.get()).ok()?;
        links.iter().all(|link| is_span(&link.from) && is_span(&link.to)).then_some(links)
    });
    let tie = |Across { kind, from, to, cue, auto }| Tie { line: 0, kind, from, to, cue, auto };
    links.unwrap_or_default().into_iter().map(tie).collect()
}
