//! What the cells of a file say, as a sheet.

use super::super::Reading;
use super::super::jsonl_lines::short;
use super::body::{Body, Row};
use super::cell::{NO_VALUE, NOTHING, linked, numbered, parted, value};
use super::layer::{CHAIN_RELATION, CHAIN_TYPE, Column, Layer, Sort};
use super::rebuilt::Rebuilt;
use super::sheet::{Arc, Element, Entry, Says, Sheet, Slot};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

/// The sheet of a file whose rows have their places.
pub(super) fn sheet(mut body: Body, made: &Rebuilt, path: &str, reading: &mut Reading<'_>) -> Sheet {
    let layers = std::mem::take(&mut body.layers);
    let begins = body.sentences.iter().zip(&made.sentences).filter(|(sentence, _)| !sentence.id.trim().is_empty());
    let sentences = begins.map(|(sentence, begin)| (*begin, sentence.id.clone())).collect();
    let mut reader = Reader { sheet: Sheet { layers, sentences, ..Sheet::default() }, ..Reader::default() };
    let rows = body.sentences.iter().flat_map(|sentence| &sentence.rows);
    for (row, at) in rows.zip(&made.rows) {
        // What is left of a row whose words are nowhere would stand on other words.
        if let Some(at) = at {
            reader.row(row, at);
        }
    }
    reader.tie();
    let Reader { sheet, repaired, refused, .. } = reader;
    repaired.into_iter().for_each(|(line, why)| reading.repair(path, line, why));
    refused.into_iter().for_each(|(line, why)| reading.refuse(path, line, why));
    sheet
}

/// One end of a relation or a slot, as it is spelt: the row's id, and the annotation's number.
#[derive(Clone)]
struct End<'b> {
    row: &'b str,
    number: usize,
}

/// A relation whose ends are not looked up yet.
struct DraftArc<'b> {
    layer: usize,
    says: Says,
    ends: Option<(End<'b>, End<'b>)>,
    line: usize,
}

/// The slots of one annotation in one column.
#[derive(Default)]
struct DraftSlots<'b> {
    roles: Vec<Option<String>>,
    targets: Vec<End<'b>>,
    line: usize,
}

/// An element of a chain in one row.
#[derive(Default)]
struct DraftElement {
    says: Says,
    number: Option<(usize, usize)>,
}

#[derive(Default)]
struct Reader<'b> {
    sheet: Sheet,
    /// The line where each annotation was seen last.
    seen: Vec<usize>,
    /// Annotations by layer and number.
    by_number: HashMap<(usize, usize), usize>,
    /// The first annotation of a number.
    any_number: HashMap<usize, usize>,
    /// The first annotation of a layer in a row.
    firsts: HashMap<(&'b str, usize), usize>,
    /// The first annotation of any layer in a row.
    any_first: HashMap<&'b str, usize>,
    elements: HashMap<(usize, usize, usize), usize>,
    ids: HashSet<&'b str>,
    arcs: Vec<DraftArc<'b>>,
    slots: BTreeMap<(usize, String), DraftSlots<'b>>,
    repaired: Vec<(usize, String)>,
    refused: Vec<(usize, String)>,
}

impl<'b> Reader<'b> {
    fn row(&mut self, row: &'b Row, at: &Range<usize>) {
        if !self.ids.insert(&row.id) {
            self.repaired.push((row.line, format!("two rows have the number {}: what refers to it means the first", row.id)));
        }
        let layers = std::mem::take(&mut self.sheet.layers);
        let mut cells = row.cells.as_slice();
        for (number, layer) in layers.iter().enumerate() {
            let (own, behind) = cells.split_at_checked(layer.columns.len()).unwrap_or_default();
            match layer.sort {
                Sort::Span => self.spans(row, at, (number, layer), own),
                Sort::Chain => self.chain(row, at, (number, layer), own),
                Sort::Relation => self.relations(row, (number, layer), own),
            }
            cells = behind;
        }
        self.sheet.layers = layers;
    }

    fn spans(&mut self, row: &'b Row, at: &Range<usize>, (number, layer): (usize, &Layer), cells: &'b [String]) {
        let mut stack: Vec<usize> = Vec::new();
        let mut role = None;
        for (column, cell) in layer.columns.iter().zip(cells) {
            role = if let Column::Role(name) = column { Some(name) } else { role };
            if cell == NOTHING {
                continue;
            }
            for (place, part) in parted(cell, '|').enumerate() {
                // The numbers in a cell of targets are those of the targets.
                let (raw, own) = if matches!(column, Column::Target(_)) { (part, None) } else { numbered(part) };
                let Some(entry) = self.entry(row, at, number, (&mut stack, place), own.map(|(own, _)| own)) else { continue };
                match (column, role) {
                    (Column::Feature(name), _) => self.feature(entry, name, raw, row.line),
                    (Column::Role(name), _) => self.roles(entry, name, raw, row.line),
                    (Column::Target(_), Some(role)) => self.targets(entry, role, raw, row.line),
                    (Column::Target(_) | Column::Bare | Column::Base(_) | Column::Unread, _) => {}
                }
            }
        }
    }

    /// The annotation at a place of a row's stack: one that was there before, of that number, or a new one.
    fn entry(&mut self, row: &'b Row, at: &Range<usize>, layer: usize, (stack, place): (&mut Vec<usize>, usize), number: Option<usize>) -> Option<usize> {
        if let Some(entry) = stack.get(place) {
            return Some(*entry);
        }
        let known = number.and_then(|number| self.by_number.get(&(layer, number)).copied());
        if known.is_some_and(|known| self.seen.get(known) == Some(&row.line)) {
            self.refused.push((row.line, format!("the number [{}] is there twice in one cell: the second is not taken", number.unwrap_or_default())));
            return None;
        }
        let entry = match known {
            Some(entry) => {
                if let Some(entry) = self.sheet.entries.get_mut(entry) {
                    entry.at = entry.at.start.min(at.start)..entry.at.end.max(at.end);
                }
                if let Some(seen) = self.seen.get_mut(entry) {
                    *seen = row.line;
                }
                entry
            }
            None => {
                self.seen.push(row.line);
                self.sheet.entries.push(Entry { layer, at: at.clone(), says: Says::new(), line: row.line });
                self.sheet.entries.len() - 1
            }
        };
        if let Some(number) = number {
            self.by_number.insert((layer, number), entry);
            self.any_number.entry(number).or_insert(entry);
        }
        self.firsts.entry((&row.id, layer)).or_insert(entry);
        self.any_first.entry(&row.id).or_insert(entry);
        stack.push(entry);
        Some(entry)
    }

    fn feature(&mut self, entry: usize, name: &str, raw: &str, line: usize) {
        if raw == NO_VALUE || raw == NOTHING {
            return;
        }
        let (said, entry) = (value(raw), self.sheet.entries.get_mut(entry));
        let Some(entry) = entry else { return };
        match entry.says.get(name) {
            Some(first) if *first != said => {
                let why = format!("{name} is “{}” here and “{}” where the annotation begins: the latter is taken", short(&said), short(first));
                self.repaired.push((line, why));
            }
            Some(_) => {}
            None if entry.line == line => {
                entry.says.insert(name.to_owned(), said);
            }
            None => {
                self.repaired.push((line, format!("{name} is “{}” here and has no value where the annotation begins: it has none", short(&said))));
            }
        }
    }

    /// The draft of an annotation's slots in a column, while its first row is read; further rows repeat them.
    fn draft(&mut self, entry: usize, column: &str, line: usize) -> Option<&mut DraftSlots<'b>> {
        let draft = self.slots.entry((entry, column.to_owned())).or_insert_with(|| DraftSlots { line, ..DraftSlots::default() });
        (draft.line == line).then_some(draft)
    }

    fn roles(&mut self, entry: usize, column: &str, raw: &str, line: usize) {
        if raw != NOTHING
            && let Some(draft) = self.draft(entry, column, line)
        {
            draft.roles = parted(raw, ';').map(|role| (role != NO_VALUE).then(|| value(role))).collect();
        }
    }

    fn targets(&mut self, entry: usize, column: &str, raw: &'b str, line: usize) {
        if raw != NO_VALUE
            && raw != NOTHING
            && let Some(draft) = self.draft(entry, column, line)
        {
            draft.targets = parted(raw, ';').map(|target| end(target).0).collect();
        }
    }

    fn relations(&mut self, row: &'b Row, (number, layer): (usize, &Layer), cells: &'b [String]) {
        let first = self.arcs.len();
        for (column, cell) in layer.columns.iter().zip(cells).filter(|(_, cell)| *cell != NOTHING) {
            for (place, part) in parted(cell, '|').enumerate() {
                if first + place == self.arcs.len() {
                    self.arcs.push(DraftArc { layer: number, says: Says::new(), ends: None, line: row.line });
                }
                let Some(arc) = self.arcs.get_mut(first + place) else { continue };
                match column {
                    Column::Feature(name) if part != NO_VALUE && part != NOTHING => {
                        arc.says.insert(name.clone(), value(part));
                    }
                    Column::Base(_) if part != NO_VALUE && part != NOTHING => {
                        let (from, to) = end(part);
                        arc.ends = Some((from, End { row: &row.id, number: to }));
                    }
                    Column::Feature(_) | Column::Base(_) | Column::Bare | Column::Role(_) | Column::Target(_) | Column::Unread => {}
                }
            }
        }
    }

    fn chain(&mut self, row: &'b Row, at: &Range<usize>, (number, layer): (usize, &Layer), cells: &'b [String]) {
        let mut drafts: Vec<DraftElement> = Vec::new();
        for (column, cell) in layer.columns.iter().zip(cells).filter(|(_, cell)| *cell != NOTHING) {
            let Column::Feature(name) = column else { continue };
            for (place, part) in parted(cell, '|').enumerate() {
                if place == drafts.len() {
                    drafts.push(DraftElement::default());
                }
                let Some(draft) = drafts.get_mut(place) else { continue };
                let raw = match name.as_str() {
                    CHAIN_TYPE => numbered(part).0,
                    CHAIN_RELATION => {
                        let (raw, number) = linked(part);
                        draft.number = number;
                        raw
                    }
                    _ => part,
                };
                if raw != NO_VALUE {
                    draft.says.insert(name.clone(), value(raw));
                }
            }
        }
        for draft in drafts {
            let Some((chain, place)) = draft.number else {
                let why = format!("an element of a chain of {} has no number such as ->1-2: it is not taken", layer.short());
                self.refused.push((row.line, why));
                continue;
            };
            let next = self.sheet.elements.len();
            let known = *self.elements.entry((number, chain, place)).or_insert(next);
            match self.sheet.elements.get_mut(known) {
                Some(element) => element.at = element.at.start.min(at.start)..element.at.end.max(at.end),
                None => self.sheet.elements.push(Element { layer: number, chain, number: place, at: at.clone(), says: draft.says }),
            }
        }
    }

    /// Looks up what relations and slots refer to.
    fn tie(&mut self) {
        let layers: HashMap<String, usize> = self.sheet.layers.iter().enumerate().map(|(number, layer)| (layer.name.clone(), number)).collect();
        for DraftArc { layer, says, ends, line } in std::mem::take(&mut self.arcs) {
            let of = self.sheet.layers.get(layer);
            let name = of.map(Layer::short).unwrap_or_default().to_owned();
            let Some((from, to)) = ends else {
                self.refused.push((line, format!("the relation {name} does not say where it begins: it is not taken")));
                continue;
            };
            let base = of.and_then(Layer::base).and_then(|base| layers.get(base)).copied();
            match (self.found(&from, base), self.found(&to, base)) {
                (Some(from), Some(to)) => self.sheet.arcs.push(Arc { to, layer, from, says, line }),
                (None, _) => self.refused.push((line, format!("the relation {name} begins at {}, where nothing of that is: it is not taken", shown(&from)))),
                (_, None) => self.refused.push((line, format!("the relation {name} leads to {}, where nothing of that is: it is not taken", shown(&to)))),
            }
        }
        for ((host, column), DraftSlots { roles, targets, line }) in std::mem::take(&mut self.slots) {
            if roles.len() != targets.len() {
                let why = format!("{} has {} roles and {} targets: none is taken", super::layer::slot_name(&column), roles.len(), targets.len());
                self.refused.push((line, why));
                continue;
            }
            let target = self.sheet.layer_of(host).and_then(|layer| layer.target(&column)).and_then(|target| layers.get(target)).copied();
            for (role, end) in roles.into_iter().zip(targets) {
                match self.found(&end, target) {
                    Some(target) => self.sheet.slots.push(Slot { host, column: column.clone(), target, role, line }),
                    None => self.refused.push((line, format!("a slot leads to {}, where nothing of that is: it is not taken", shown(&end)))),
                }
            }
        }
    }

    /// The annotation that is meant: by its number, else the first of the layer in the row. Where the layer is none of the file's, of any.
    fn found(&self, end: &End<'_>, layer: Option<usize>) -> Option<usize> {
        if end.number > 0 {
            let own = layer.and_then(|layer| self.by_number.get(&(layer, end.number)));
            return own.or_else(|| self.any_number.get(&end.number)).copied();
        }
        match layer {
            Some(layer) => self.firsts.get(&(end.row, layer)).copied(),
            None => self.any_first.get(end.row).copied(),
        }
    }
}

/// Where something begins or leads to, and the number of a relation's other end.
fn end(raw: &str) -> (End<'_>, usize) {
    let (row, numbers) = numbered(raw);
    let (number, other) = numbers.unwrap_or_default();
    (End { row, number }, other.unwrap_or_default())
}

fn shown(end: &End<'_>) -> String {
    if end.number > 0 { format!("{}[{}]", short(end.row), end.number) } else { short(end.row).into_owned() }
}
