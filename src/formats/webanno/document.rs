//! What a file says, as a document: marks, links, and what is kept.

use super::super::jsonl_lines::short;
use super::super::pieces::{CONTINUES, joined, listed};
use super::super::record::{Document, Span, Tie};
use super::super::{Files, Reading};
use super::cell::NO_VALUE;
use super::kept::{self, Home, Line, attribute_of};
use super::layer::{Layer, slot_name};
use super::sheet::{Arc, Entry, Sheet, Slot};
use super::{KIND, LINKS, NAME, ROLE, SPANS, body, read, rebuilt};
use crate::article::Origin;
use crate::project::{Kept, Label, MarkId};
use crate::text::{Unit, Units};
use std::collections::{BTreeSet, HashSet};
use std::ops::Range;

/// The document of a file; none where it is no such file.
pub(super) fn of_file(files: &dyn Files, path: &str, reading: &mut Reading<'_>) -> Option<Document> {
    let body = body::body(files, path, reading)?;
    let made = rebuilt::rebuilt(&body, path, reading);
    let sheet = read::sheet(body, &made, path, reading);
    let mut page = Page::of(&made.text, &sheet);
    page.entries();
    page.arcs();
    page.slots();
    let kept = page.kept();
    let Page { spans, ties, repaired, refused, .. } = page;
    repaired.into_iter().for_each(|(line, why)| reading.repair(path, line, why));
    refused.into_iter().for_each(|(line, why)| reading.refuse(path, line, why));
    let (spans, ties) = joined(spans, ties);
    let file = path.rsplit_once('/').map_or(path, |(_, file)| file).to_owned();
    let id = file.rsplit_once('.').map_or(file.as_str(), |(stem, _)| stem).to_owned();
    let origin = Origin { file, ..Origin::default() };
    Some(Document { file: path.to_owned(), id, text: made.text, origin, unit: Some(Unit::Utf16), spans, ties, kept, ..Document::default() })
}

/// What an annotation has become.
enum Became {
    /// A mark, by the id of its span.
    Mark(String),
    /// A kept line, by its number among those of annotations.
    Line(usize),
}

struct Page<'s> {
    text: &'s str,
    units: Units<'s>,
    sheet: &'s Sheet,
    spans: Vec<Span>,
    ties: Vec<Tie>,
    /// What each annotation has become.
    became: Vec<Became>,
    lines: Vec<Line>,
    homes: BTreeSet<Home>,
    /// Ids of marks that are taken.
    ids: HashSet<MarkId>,
    repaired: Vec<(usize, String)>,
    refused: Vec<(usize, String)>,
}

impl<'s> Page<'s> {
    fn of(text: &'s str, sheet: &'s Sheet) -> Self {
        let (spans, ties, became, lines) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let (homes, ids, repaired, refused) = (BTreeSet::new(), HashSet::new(), Vec::new(), Vec::new());
        Self { text, units: Units::of(text, Unit::Utf16), sheet, spans, ties, became, lines, homes, ids, repaired, refused }
    }

    fn place(&self, at: &Range<usize>) -> (usize, usize) {
        (self.units.at(at.start), self.units.at(at.end))
    }

    fn quote(&self, at: &Range<usize>) -> String {
        self.text.get(at.clone()).unwrap_or_default().to_owned()
    }

    /// Annotations as marks, or as lines.
    fn entries(&mut self) {
        for (number, entry) in self.sheet.entries.iter().enumerate() {
            let Some(layer) = self.sheet.layers.get(entry.layer) else { continue };
            if layer.has_marks() && !entry.at.is_empty() {
                let span = self.span(number, entry, layer);
                self.became.push(Became::Mark(span.id.clone()));
                self.spans.push(span);
                continue;
            }
            if layer.has_marks() {
                self.repaired.push((entry.line, format!("an annotation of {} has no words: it is kept, but is no mark", layer.short())));
            }
            self.became.push(Became::Line(self.lines.len()));
            let (at, quote) = (self.place(&entry.at), self.quote(&entry.at));
            self.lines.push(Line::Span { layer: layer.name.clone(), at, quote, says: entry.says.clone() });
        }
    }

    fn span(&mut self, number: usize, entry: &Entry, layer: &Layer) -> Span {
        let feature = layer.label().filter(|feature| entry.says.get(*feature).is_some_and(|label| !label.is_empty()));
        let label = feature.and_then(|feature| entry.says.get(feature)).map_or_else(|| layer.short(), String::as_str);
        let id = format!("no. {}", number + 1);
        let (at, quote) = (vec![self.place(&entry.at)], vec![self.quote(&entry.at)]);
        let mut span = Span { line: entry.line, id, label: label.to_owned(), at, quote, ..Span::default() };
        if (layer.name.as_str(), feature) != (SPANS, Some(KIND)) {
            span.kept.push(Kept { format: NAME.into(), text: kept::of_layer(&layer.name, feature) });
        }
        let named = Label::named(label);
        for (name, value) in entry.says.iter().filter(|(name, _)| Some(name.as_str()) != feature) {
            match (name.as_str(), attribute_of(name, &named), value.parse::<MarkId>()) {
                (kept::NOTE, ..) => span.note.clone_from(value),
                (kept::ID, _, Ok(id)) if self.ids.insert(id) => span.id.clone_from(value),
                (kept::ID, _, Ok(_)) => self.repaired.push((entry.line, format!("two marks have the id {value}: this one gets another"))),
                (_, Some(attribute), _) => span.attributes.push((attribute.to_owned(), value.clone())),
                (_, None, _) => span.kept.push(Kept { format: NAME.into(), text: format!("{name}={value}") }),
            }
        }
        span
    }

    /// Relations between marks as links, between others as lines.
    fn arcs(&mut self) {
        for arc in &self.sheet.arcs {
            let Some(layer) = self.sheet.layers.get(arc.layer) else { continue };
            match (self.became.get(arc.from), self.became.get(arc.to)) {
                (Some(Became::Mark(from)), Some(Became::Mark(to))) => {
                    let (from, to) = (from.clone(), to.clone());
                    self.link(arc, layer, from, to);
                }
                (Some(Became::Line(from)), Some(Became::Line(to))) => {
                    let (from, to) = (*from, *to);
                    self.lines.push(Line::Relation { layer: layer.name.clone(), from, to, says: arc.says.clone() });
                }
                _ => self.refused.push((arc.line, format!("a relation {} leads between a mark and what is none: it is not taken", layer.short()))),
            }
        }
    }

    fn link(&mut self, arc: &Arc, layer: &Layer, from: String, to: String) {
        let feature = layer.label().filter(|feature| arc.says.get(*feature).is_some_and(|kind| !kind.is_empty()));
        let kind = feature.and_then(|feature| arc.says.get(feature)).map_or_else(|| layer.short(), String::as_str).to_owned();
        let more = arc.says.keys().map(String::as_str).filter(|name| Some(*name) != feature);
        let more = listed(more);
        if !more.is_empty() {
            self.refused.push((arc.line, format!("the relation {} is taken, but not what else it says: {more}", short(&kind))));
        }
        let is_ours = (layer.name.as_str(), feature) == (LINKS, Some(ROLE));
        if !is_ours && kind != CONTINUES {
            let column = feature.unwrap_or_default().to_owned();
            self.homes.insert(Home { kind: kind.clone(), layer: layer.name.clone(), column, is_bare: false });
        }
        self.ties.push(Tie { line: arc.line, kind, from, to, ..Tie::default() });
    }

    /// Slots of marks as links.
    fn slots(&mut self) {
        for Slot { host, column, target, role, line } in &self.sheet.slots {
            let (Some(Became::Mark(from)), Some(Became::Mark(to)), Some(layer)) =
                (self.became.get(*host), self.became.get(*target), self.sheet.layer_of(*host))
            else {
                let role = role.as_deref().unwrap_or(NO_VALUE);
                self.refused.push((*line, format!("a slot {} of {} ties what is no mark: it is not taken", short(role), slot_name(column))));
                continue;
            };
            let role = role.as_deref().filter(|role| !role.is_empty());
            let kind = role.unwrap_or_else(|| slot_name(column)).to_owned();
            self.homes.insert(Home { kind: kind.clone(), layer: layer.name.clone(), column: column.clone(), is_bare: role.is_none() });
            self.ties.push(Tie { line: *line, kind, from: from.clone(), to: to.clone(), ..Tie::default() });
        }
    }

    /// What is kept on the article: lines of the header, and one entry with all other lines.
    fn kept(&mut self) -> Vec<Kept> {
        let sheet = self.sheet;
        for element in &sheet.elements {
            let Some(layer) = sheet.layers.get(element.layer) else { continue };
            let (at, quote, says) = (self.place(&element.at), self.quote(&element.at), element.says.clone());
            self.lines.push(Line::Chain { layer: layer.name.clone(), chain: element.chain, number: element.number, at, quote, says });
        }
        self.lines.extend(sheet.sentences.iter().map(|(begin, id)| Line::Sentence { begin: self.units.at(*begin), id: id.clone() }));
        self.lines.extend(std::mem::take(&mut self.homes).into_iter().map(Line::Link));
        let foreign = sheet.layers.iter().filter(|layer| layer.name != SPANS && layer.name != LINKS);
        let mut kept: Vec<Kept> = foreign.map(|layer| Kept { format: NAME.into(), text: layer.spelt() }).collect();
        if !self.lines.is_empty() {
            kept.push(Kept { format: NAME.into(), text: kept::of_lines(&self.lines) });
        }
        kept
    }
}
