//! The numbers that stand before the entries of lists: they are not in the words but counted, as the document's lists say.

use super::super::counting;
use super::super::xml::{Element, Tree};
use super::styles::{ListPlace, Styles, value};
use crate::article::limits::LIST_LEVELS;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug, Default)]
pub(super) struct Numbering {
    shapes: BTreeMap<String, Shape>,
    lists: BTreeMap<String, List>,
    /// How far each shape has been counted: lists of one shape go on where the last ended.
    counted: BTreeMap<String, [Option<u32>; LIST_LEVELS]>,
    /// The lists and levels that have begun, whose own start is used up.
    begun: BTreeSet<(String, usize)>,
}

/// What a list looks like.
#[derive(Debug, Default)]
struct Shape {
    levels: BTreeMap<usize, Level>,
    /// The style whose list has the levels, where this one has none.
    style: Option<String>,
}

#[derive(Clone, Debug, Default)]
struct Level {
    start: u32,
    format: String,
    /// What is shown; `%1` is the number of the first level.
    shown: String,
    /// Whether the numbers of all levels are shown as digits.
    digits: bool,
    /// The style whose paragraphs are of this level.
    style: Option<String>,
}

#[derive(Debug, Default)]
struct List {
    shape: String,
    starts: BTreeMap<usize, u32>,
    levels: BTreeMap<usize, Level>,
}

pub(super) fn read(tree: &Tree) -> Numbering {
    let mut numbering = Numbering::default();
    for element in tree.root().into_iter().flat_map(Element::elements) {
        if let Some(id) = element.attribute("w", "abstractNumId").filter(|_| element.is("w", "abstractNum")) {
            let style = element.child("w", "numStyleLink").and_then(value).map(str::to_owned);
            numbering.shapes.insert(id.to_owned(), Shape { levels: levels(element), style });
        } else if let Some(id) = element.attribute("w", "numId").filter(|_| element.is("w", "num")) {
            numbering.lists.insert(id.to_owned(), list(element));
        }
    }
    numbering
}

fn list(element: Element<'_>) -> List {
    let mut list = List { shape: element.child("w", "abstractNumId").and_then(value).unwrap_or_default().to_owned(), ..List::default() };
    for change in element.elements().filter(|change| change.is("w", "lvlOverride")) {
        let Some(level) = level_number(change) else { continue };
        if let Some(start) = change.child("w", "startOverride").and_then(value).and_then(|start| start.parse().ok()) {
            list.starts.insert(level, start);
        }
        list.levels.extend(levels(change));
    }
    list
}

fn levels(parent: Element<'_>) -> BTreeMap<usize, Level> {
    parent.elements().filter(|element| element.is("w", "lvl")).filter_map(|element| Some((level_number(element)?, level(element)))).collect()
}

fn level_number(element: Element<'_>) -> Option<usize> {
    element.attribute("w", "ilvl")?.parse().ok().filter(|level| *level < LIST_LEVELS)
}

fn level(element: Element<'_>) -> Level {
    let said = |name: &str| element.child("w", name).and_then(value);
    Level {
        start: said("start").and_then(|start| start.parse().ok()).unwrap_or(0),
        format: said("numFmt").unwrap_or("decimal").to_owned(),
        shown: said("lvlText").unwrap_or_default().to_owned(),
        digits: super::styles::switch(element, "isLgl").unwrap_or(false),
        style: said("pStyle").map(str::to_owned),
    }
}

impl Numbering {
    /// Counts one more entry and gives what stands before it, nothing for a bullet; `None` if it is in no list.
    pub(super) fn next(&mut self, place: &ListPlace, style: &str, styles: &Styles) -> Option<String> {
        let id = place.list.as_ref().filter(|id| *id != "0")?;
        let list = self.lists.get(id)?;
        let shape_id = self.shape_of(list, styles);
        let shape = self.shapes.get(&shape_id)?;
        let by_style = || shape.levels.iter().find(|(_, level)| level.style.as_deref() == Some(style)).map(|(number, _)| *number);
        let at = place.level.or_else(by_style).unwrap_or(0).min(LIST_LEVELS - 1);
        let level_at = |at: usize| list.levels.get(&at).or_else(|| shape.levels.get(&at));
        let Some(level) = level_at(at) else { return Some(String::new()) };
        let counted = self.counted.entry(shape_id.clone()).or_default();
        let restart = list.starts.get(&at).copied().filter(|_| self.begun.insert((id.clone(), at)));
        for (number, count) in counted.iter_mut().enumerate() {
            let start = level_at(number).map_or(1, |level| level.start);
            if number == at {
                *count = Some(restart.unwrap_or_else(|| count.map_or(start, |count| count.saturating_add(1))));
            } else if number > at {
                *count = None;
            } else {
                // A level that was jumped over counts as begun.
                count.get_or_insert(start);
            }
        }
        let number_of = |number: usize| {
            let count = counted.get(number).copied().flatten().unwrap_or(1);
            let format = if level.digits { "decimal" } else { level_at(number).map_or("decimal", |level| level.format.as_str()) };
            counting::written(count, format)
        };
        Some(if level.format == "bullet" { String::new() } else { shown(&level.shown, number_of) })
    }

    /// The shape of a list, or of the list of the style that its shape points to.
    fn shape_of(&self, list: &List, styles: &Styles) -> String {
        let linked = self.shapes.get(&list.shape).filter(|shape| shape.levels.is_empty()).and_then(|shape| shape.style.as_deref());
        let other = linked.and_then(|style| styles.list(style)).and_then(|place| place.list).and_then(|id| self.lists.get(&id));
        other.map_or_else(|| list.shape.clone(), |list| list.shape.clone())
    }
}

/// The pattern with its numbers, if there is a letter or digit in it: signs alone are a bullet.
fn shown(pattern: &str, number_of: impl Fn(usize) -> String) -> String {
    let mut pieces = pattern.split('%');
    let mut shown = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let mut rest = piece.chars();
        match rest.next().and_then(|digit| digit.to_digit(10)).filter(|digit| *digit > 0) {
            Some(digit) => {
                shown.push_str(&number_of(digit as usize - 1));
                shown.push_str(rest.as_str());
            }
            None => {
                shown.push('%');
                shown.push_str(piece);
            }
        }
    }
    if shown.chars().any(char::is_alphanumeric) { shown.trim().to_owned() } else { String::new() }
}
