//! A sheet as the lines of a file.

use super::cell::{NO_VALUE, NOTHING, push_text, push_value};
use super::layer::{CHAIN_RELATION, CHAIN_TYPE, Column, Layer, Sort};
use super::segments::Segments;
use super::sheet::{Arc, Sheet, Slot};
use crate::text::{Text, Unit, Units};
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;
use std::ops::Range;

/// The most parts of a token that INCEpTION finds by their numbers.
const MOST_PARTS: usize = 9;

/// The file of a text.
pub(super) fn file(text: &Text, sheet: &Sheet) -> String {
    let mut writer = Writer::of(text, sheet);
    writer.head();
    writer.body();
    writer.out
}

/// What a layer says in a row.
#[derive(Default)]
struct Said<'s> {
    entries: Vec<usize>,
    elements: Vec<usize>,
    arcs: Vec<&'s Arc>,
}

struct Writer<'s> {
    out: String,
    text: &'s Text,
    units: Units<'s>,
    sheet: &'s Sheet,
    segments: Segments,
    /// Layers in the order of the header.
    layers: Vec<(usize, &'s Layer)>,
    /// What each layer says in each row.
    said: BTreeMap<(usize, usize), Said<'s>>,
    /// The row where each annotation begins.
    homes: Vec<usize>,
    /// The names of rows.
    names: Vec<String>,
    /// The number of each annotation that needs one.
    numbers: HashMap<usize, usize>,
    /// Slots by annotation and column.
    slots: HashMap<(usize, &'s str), Vec<&'s Slot>>,
}

impl<'s> Writer<'s> {
    fn of(text: &'s Text, sheet: &'s Sheet) -> Self {
        let segments = Segments::of(text, sheet);
        let mut layers: Vec<(usize, &Layer)> = sheet.layers.iter().enumerate().filter(|(_, layer)| !layer.columns.is_empty()).collect();
        layers.sort_by_key(|(_, layer)| layer.sort);
        let (said, homes, names) = (BTreeMap::new(), Vec::new(), names(&segments));
        let units = Units::of(text.as_str(), Unit::Utf16);
        let mut writer = Self { out: String::new(), text, units, sheet, segments, layers, said, homes, names, numbers: HashMap::new(), slots: HashMap::new() };
        writer.place();
        writer
    }

    /// Puts everything into its rows, and gives numbers.
    fn place(&mut self) {
        let mut needs = vec![false; self.sheet.entries.len()];
        let mut need = |entry: usize| {
            if let Some(needs) = needs.get_mut(entry) {
                *needs = true;
            }
        };
        for (number, entry) in self.sheet.entries.iter().enumerate() {
            let rows = self.segments.rows_of(&entry.at);
            if rows.len() > 1 {
                need(number);
            }
            self.homes.push(rows.first().copied().unwrap_or(usize::MAX));
            for row in rows {
                self.said.entry((row, entry.layer)).or_default().entries.push(number);
            }
        }
        for (number, element) in self.sheet.elements.iter().enumerate() {
            for row in self.segments.rows_of(&element.at) {
                self.said.entry((row, element.layer)).or_default().elements.push(number);
            }
        }
        let stacked = self.said.values().filter(|said| said.entries.len() > 1);
        stacked.flat_map(|said| &said.entries).for_each(|entry| need(*entry));
        for arc in &self.sheet.arcs {
            let base = self.sheet.layers.get(arc.layer).and_then(Layer::base);
            [arc.from, arc.to].into_iter().filter(|end| self.is_far(*end, base)).for_each(&mut need);
            if let Some(row) = self.homes.get(arc.to) {
                self.said.entry((*row, arc.layer)).or_default().arcs.push(arc);
            }
        }
        for slot in &self.sheet.slots {
            let target = self.sheet.layer_of(slot.host).and_then(|layer| layer.target(&slot.column));
            if self.is_far(slot.target, target) {
                need(slot.target);
            }
            self.slots.entry((slot.host, &slot.column)).or_default().push(slot);
        }
        let numbered = needs.iter().enumerate().filter(|(_, needs)| **needs).map(|(entry, _)| entry);
        self.numbers = numbered.zip(1..).collect();
    }

    /// Whether an annotation is not found by its row: it is of another layer than is said, or in a part whose number INCEpTION does not read.
    fn is_far(&self, entry: usize, layer: Option<&str>) -> bool {
        let name = self.homes.get(entry).and_then(|row| self.names.get(*row)).map(String::as_str).unwrap_or_default();
        let part = name.split_once('.').and_then(|(_, part)| part.parse::<usize>().ok());
        self.sheet.layer_of(entry).map(|layer| layer.name.as_str()) != layer || part.is_some_and(|part| part > MOST_PARTS)
    }

    fn head(&mut self) {
        self.out.push_str("#FORMAT=WebAnno TSV 3.3\n");
        for (_, layer) in &self.layers {
            self.out.push_str(&layer.spelt());
            self.out.push('\n');
        }
        self.out.push('\n');
    }

    fn body(&mut self) {
        let begins = std::mem::take(&mut self.segments.begins);
        let ends = begins.iter().skip(1).copied().chain([self.segments.tokens.len()]);
        let mut row = 0;
        for (first, end) in begins.iter().copied().zip(ends) {
            let byte = |token: usize| self.segments.tokens.get(token).map_or(self.text.len(), |token| token.start);
            self.sentence(byte(first)..byte(end));
            for token in first..end {
                let Some(at) = self.segments.tokens.get(token).cloned() else { continue };
                let parts = self.segments.parts.get(token).cloned().unwrap_or_default();
                for at in [at].into_iter().chain(parts) {
                    self.row(row, &at);
                    row += 1;
                }
            }
        }
    }

    fn sentence(&mut self, at: Range<usize>) {
        self.out.push('\n');
        if let Some(id) = self.sheet.sentences.get(&at.start) {
            self.out.push_str("#Sentence.id=");
            push_text(&mut self.out, id);
            self.out.push('\n');
        }
        for line in self.text.slice(at).split('\n') {
            self.out.push_str("#Text=");
            push_text(&mut self.out, line);
            self.out.push('\n');
        }
    }

    fn row(&mut self, row: usize, at: &Range<usize>) {
        let words = self.text.slice(at.clone());
        let name = self.names.get(row).map(String::as_str).unwrap_or_default();
        // Writing to a string does not fail.
        write!(self.out, "{name}\t{}-{}\t", self.units.at(at.start), self.units.at(at.end)).unwrap_or_default();
        if words.contains(['\t', '\n', '\r']) {
            push_text(&mut self.out, words);
        } else {
            self.out.push_str(words);
        }
        self.out.push('\t');
        let mut cells = String::new();
        for (number, layer) in &self.layers {
            let said = self.said.get(&(row, *number));
            for (place, column) in layer.columns.iter().enumerate() {
                match said {
                    Some(said) => self.cell(&mut cells, layer, (place, column), said),
                    None => cells.push_str(NOTHING),
                }
                cells.push('\t');
            }
        }
        self.out.push_str(&cells);
        self.out.push('\n');
    }

    fn cell(&self, out: &mut String, layer: &Layer, (place, column): (usize, &Column), said: &Said<'_>) {
        let before = out.len();
        let next = |out: &mut String| {
            if out.len() > before {
                out.push('|');
            }
        };
        match layer.sort {
            Sort::Span => {
                for entry in &said.entries {
                    next(out);
                    self.entry(out, layer, (place, column), *entry);
                }
            }
            Sort::Chain => {
                for element in said.elements.iter().filter_map(|element| self.sheet.elements.get(*element)) {
                    next(out);
                    let Column::Feature(name) = column else { continue };
                    push_feature(out, element.says.get(name));
                    match name.as_str() {
                        CHAIN_TYPE => push(out, format_args!("[{}]", element.chain)),
                        CHAIN_RELATION => push(out, format_args!("->{}-{}", element.chain, element.number)),
                        _ => {}
                    }
                }
            }
            Sort::Relation => {
                for arc in &said.arcs {
                    next(out);
                    match column {
                        Column::Feature(name) => push_feature(out, arc.says.get(name)),
                        Column::Base(_) => self.source(out, arc),
                        Column::Bare | Column::Role(_) | Column::Target(_) | Column::Unread => out.push_str(NO_VALUE),
                    }
                }
            }
        }
        if out.len() == before && said.is_empty_for(layer.sort) {
            out.push_str(NOTHING);
        }
    }

    fn entry(&self, out: &mut String, layer: &Layer, (place, column): (usize, &Column), entry: usize) {
        match column {
            Column::Feature(name) => push_feature(out, self.sheet.entries.get(entry).and_then(|entry| entry.says.get(name))),
            Column::Bare | Column::Base(_) | Column::Unread => out.push_str(NO_VALUE),
            Column::Role(role) => {
                let slots = self.slots_of(entry, role);
                if slots.is_empty() {
                    out.push_str(NOTHING);
                }
                for (number, slot) in slots.iter().enumerate() {
                    out.push_str(if number > 0 { ";" } else { "" });
                    push_feature(out, slot.role.as_ref());
                }
            }
            Column::Target(_) => {
                let role = place.checked_sub(1).and_then(|before| layer.columns.get(before));
                let slots = if let Some(Column::Role(role)) = role { self.slots_of(entry, role) } else { &[] };
                if slots.is_empty() {
                    out.push_str(NO_VALUE);
                }
                for (number, slot) in slots.iter().enumerate() {
                    out.push_str(if number > 0 { ";" } else { "" });
                    out.push_str(self.name(slot.target));
                    if let Some(number) = self.numbers.get(&slot.target) {
                        push(out, format_args!("[{number}]"));
                    }
                }
                // The numbers in this column are those of the targets.
                return;
            }
        }
        if let Some(number) = self.numbers.get(&entry) {
            push(out, format_args!("[{number}]"));
        }
    }

    /// An annotation's slots in a column.
    fn slots_of<'a>(&'a self, entry: usize, role: &'a str) -> &'a [&'s Slot] {
        self.slots.get(&(entry, role)).map(Vec::as_slice).unwrap_or_default()
    }

    /// Where a relation begins, with the numbers of its ends if one has any.
    fn source(&self, out: &mut String, arc: &Arc) {
        out.push_str(self.name(arc.from));
        let (from, to) = (self.numbers.get(&arc.from), self.numbers.get(&arc.to));
        if from.is_some() || to.is_some() {
            push(out, format_args!("[{}_{}]", from.unwrap_or(&0), to.unwrap_or(&0)));
        }
    }

    /// The name of the row where an annotation begins.
    fn name(&self, entry: usize) -> &str {
        self.homes.get(entry).and_then(|row| self.names.get(*row)).map(String::as_str).unwrap_or_default()
    }
}

impl Said<'_> {
    fn is_empty_for(&self, sort: Sort) -> bool {
        match sort {
            Sort::Span => self.entries.is_empty(),
            Sort::Chain => self.elements.is_empty(),
            Sort::Relation => self.arcs.is_empty(),
        }
    }
}

fn push(out: &mut String, words: std::fmt::Arguments<'_>) {
    // Writing to a string does not fail.
    out.write_fmt(words).unwrap_or_default();
}

fn push_feature(out: &mut String, value: Option<&String>) {
    match value {
        Some(value) => push_value(out, value),
        None => out.push_str(NO_VALUE),
    }
}

/// The names of rows: the sentence, the token in it, and the part of the token, from 1.
fn names(segments: &Segments) -> Vec<String> {
    let mut names = Vec::with_capacity(segments.count);
    let mut begins = segments.begins.iter().copied().peekable();
    let (mut sentence, mut first) = (0, 0);
    for (token, parts) in segments.parts.iter().enumerate() {
        if begins.next_if_eq(&token).is_some() {
            (sentence, first) = (sentence + 1, token);
        }
        let name = format!("{sentence}-{}", token - first + 1);
        let parts: Vec<String> = (1..=parts.len()).map(|part| format!("{name}.{part}")).collect();
        names.push(name);
        names.extend(parts);
    }
    names
}
