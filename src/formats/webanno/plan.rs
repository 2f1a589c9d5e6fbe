//! What is written of an article, as a sheet.

use super::super::pieces::{CONTINUES, Piece, joints, links_inside, pieces};
use super::super::{Export, attributes};
use super::kept::{self, Home, Line, OfArticle, OfMark, column_of};
use super::layer::{Layer, Sort, slot_name};
use super::sheet::{Arc, Element, Entry, Says, Sheet, Slot};
use super::{KIND, ROLE};
use crate::project::{Article, Mark};
use crate::text::{Unit, Units};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

/// The number of our layer of marks in a sheet that is to be written.
const MARKS: usize = 0;
/// That of our layer of links.
const TIES: usize = 1;
/// The type of slots that any layer's annotation may fill.
const ANY: &str = "uima.tcas.Annotation";

/// The sheet of an article. A layer without columns is not written.
pub(super) fn sheet<'p>(export: &Export<'p>, article: &'p Article) -> Sheet {
    let OfArticle { layers, lines } = OfArticle::of(article);
    let marks = export.marks(article);
    let pieces = pieces(&marks);
    let mut plan = Plan::of(article, layers);
    let mut drafts: Vec<Entry> = pieces.iter().map(|piece| plan.piece(export, piece)).collect();
    // The annotation of each kept line of one, if it still is what it was.
    let mut spans: Vec<Option<usize>> = Vec::new();
    for line in &lines {
        if let Line::Span { layer, at, quote, says } = line {
            let entry = plan.place(*at, quote).zip(plan.layer(layer, Sort::Span));
            spans.push(entry.is_some().then_some(drafts.len()));
            drafts.extend(entry.map(|(at, layer)| Entry { layer, at, says: says.clone(), line: 0 }));
        }
    }
    let order = plan.entries(drafts);
    let at = |number: usize| order.get(number).copied();
    let homes = homes(&lines);
    for (from, to, kind) in joints(&pieces, &links_inside(export, article)) {
        if let (Some(from), Some(to)) = (at(from), at(to)) {
            plan.link(from, to, kind, &homes);
        }
    }
    let span = |number: usize| spans.get(number).copied().flatten().and_then(at);
    for line in lines {
        plan.line(line, &span);
    }
    plan.finished()
}

/// Where links of each kind are said.
fn homes(lines: &[Line]) -> BTreeMap<&str, Vec<&Home>> {
    let mut homes: BTreeMap<&str, Vec<&Home>> = BTreeMap::new();
    for line in lines {
        if let Line::Link(home) = line {
            homes.entry(&home.kind).or_default().push(home);
        }
    }
    homes
}

struct Plan<'a> {
    article: &'a Article,
    units: Units<'a>,
    sheet: Sheet,
    names: HashMap<String, usize>,
    columns: Vec<BTreeSet<String>>,
}

impl<'a> Plan<'a> {
    fn of(article: &'a Article, kept: Vec<Layer>) -> Self {
        let mut layers = vec![Layer::of_marks(), Layer::of_links()];
        layers.extend(kept);
        let names = layers.iter().enumerate().map(|(number, layer)| (layer.name.clone(), number)).collect();
        let columns = layers.iter().map(|layer| layer.features().map(str::to_owned).collect()).collect();
        let sheet = Sheet { layers, ..Sheet::default() };
        Self { article, units: Units::of(article.text.as_str(), Unit::Utf16), sheet, names, columns }
    }

    /// A layer that there is.
    fn layer(&self, name: &str, sort: Sort) -> Option<usize> {
        let number = self.names.get(name).copied()?;
        self.sheet.layers.get(number).filter(|layer| layer.sort == sort).map(|_| number)
    }

    fn has_column(&self, layer: usize, name: &str) -> bool {
        self.columns.get(layer).is_some_and(|columns| columns.contains(name))
    }

    /// The annotation of a piece of a mark. Only the first says more than the label.
    fn piece(&self, export: &Export<'_>, piece: &Piece<'_>) -> Entry {
        let (mark, at) = (piece.mark, piece.at.bytes());
        let label = mark.label();
        if piece.number > 0 {
            return Entry { layer: MARKS, at, says: Says::from([(KIND.to_owned(), label.name().to_owned())]), line: 0 };
        }
        let held = OfMark::of(mark);
        let mut says: Says = held.says.iter().filter(|(name, _)| *name != KIND).map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        says.extend(attributes(export.project, mark).into_iter().map(|(name, value)| (column_of(name).to_owned(), value)));
        if !mark.note.is_empty() {
            says.insert(kept::NOTE.to_owned(), mark.note.clone());
        }
        if let Some(layer) = self.home(mark, &held, &mut says) {
            return Entry { layer, at, says, line: 0 };
        }
        says.insert(KIND.to_owned(), label.name().to_owned());
        says.entry(kept::ID.to_owned()).or_insert_with(|| mark.id.to_string());
        Entry { layer: MARKS, at, says, line: 0 }
    }

    /// The layer that a mark was of, if it can say all that the mark says by now; then the label is among it.
    fn home(&self, mark: &Mark, held: &OfMark<'_>, says: &mut Says) -> Option<usize> {
        let (name, feature) = held.layer.filter(|_| mark.at.count() == 1)?;
        let number = self.layer(name, Sort::Span)?;
        let (layer, label) = (self.sheet.layers.get(number)?, mark.label());
        // In our own layer `kind` is the label, whatever was there.
        let is_said = if feature.is_empty() { layer.short() == label.name() } else { number != MARKS && self.has_column(number, feature) };
        let fits = is_said && !says.contains_key(feature) && says.keys().all(|name| number == MARKS || self.has_column(number, name));
        if !fits {
            return None;
        }
        if !feature.is_empty() {
            says.insert(feature.to_owned(), label.name().to_owned());
        }
        if number == MARKS {
            says.entry(kept::ID.to_owned()).or_insert_with(|| mark.id.to_string());
        }
        Some(number)
    }

    /// The bytes of a kept place, if it still has its words.
    fn place(&self, at: (usize, usize), quote: &str) -> Option<Range<usize>> {
        let at = self.units.bytes(at.0..at.1)?;
        (self.article.text.as_str().get(at.clone())? == quote).then_some(at)
    }

    /// Takes annotations in the order in which they are written; the number that each has got.
    fn entries(&mut self, drafts: Vec<Entry>) -> Vec<usize> {
        let mut sorted: Vec<(usize, Entry)> = drafts.into_iter().enumerate().collect();
        let key = |entry: &Entry| (entry.at.start, Reverse(entry.at.end), entry.layer);
        sorted.sort_by(|(_, one), (_, two)| key(one).cmp(&key(two)).then_with(|| one.says.cmp(&two.says)));
        let mut order = vec![0; sorted.len()];
        for (number, (draft, entry)) in sorted.into_iter().enumerate() {
            if let Some(place) = order.get_mut(draft) {
                *place = number;
            }
            self.sheet.entries.push(entry);
        }
        let mut used: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
        for entry in &self.sheet.entries {
            used.entry(entry.layer).or_default().extend(entry.says.keys().map(String::as_str));
        }
        let mut needed: Vec<(usize, String)> = Vec::new();
        for (layer, used) in used {
            let known = kept::ORDER.into_iter().filter(|name| used.contains(name) || (layer == MARKS && *name == KIND));
            let others = used.iter().copied().filter(|name| !kept::ORDER.contains(name) && *name != kept::ID);
            needed.extend(known.chain(others).chain(used.get(kept::ID).copied()).map(|name| (layer, name.to_owned())));
        }
        for (layer, name) in needed {
            self.sheet.need_column(layer, &name);
        }
        order
    }

    /// A link, where those of its kind were said, else in our layer.
    fn link(&mut self, from: usize, to: usize, kind: &str, homes: &BTreeMap<&str, Vec<&Home>>) {
        let homes = homes.get(kind).filter(|_| kind != CONTINUES).into_iter().flatten();
        let names = self.sheet.layer_of(from).zip(self.sheet.layer_of(to)).map(|(from, to)| (from.name.clone(), to.name.clone()));
        let Some((one, other)) = names else { return };
        for home in homes {
            if let Some(number) = self.layer(&home.layer, Sort::Relation) {
                let layer = self.sheet.layers.get(number);
                let is_said = if home.column.is_empty() { layer.is_some_and(|layer| layer.short() == kind) } else { self.has_column(number, &home.column) };
                let ties = layer.and_then(Layer::base).is_some_and(|base| base == one && base == other);
                if is_said && ties {
                    let says = if home.column.is_empty() { Says::new() } else { Says::from([(home.column.clone(), kind.to_owned())]) };
                    self.sheet.arcs.push(Arc { to, layer: number, from, says, line: 0 });
                    return;
                }
            } else if home.layer == one {
                let target = self.sheet.layer_of(from).and_then(|layer| layer.target(&home.column));
                let is_said = !home.is_bare || slot_name(&home.column) == kind;
                if is_said && target.is_some_and(|target| target == other || target == ANY) {
                    let role = (!home.is_bare).then(|| kind.to_owned());
                    self.sheet.slots.push(Slot { host: from, column: home.column.clone(), target: to, role, line: 0 });
                    return;
                }
            }
        }
        self.sheet.arcs.push(Arc { to, layer: TIES, from, says: Says::from([(ROLE.to_owned(), kind.to_owned())]), line: 0 });
    }

    /// A kept line that is no annotation of words.
    fn line(&mut self, line: Line, span: &impl Fn(usize) -> Option<usize>) {
        match line {
            Line::Span { .. } | Line::Link(_) => {}
            Line::Relation { layer, from, to, says } => {
                if let (Some(layer), Some(from), Some(to)) = (self.layer(&layer, Sort::Relation), span(from), span(to)) {
                    for name in says.keys().filter(|name| !self.has_column(layer, name)).cloned().collect::<Vec<_>>() {
                        self.sheet.need_column(layer, &name);
                        self.columns.get_mut(layer).map(|columns| columns.insert(name));
                    }
                    self.sheet.arcs.push(Arc { to, layer, from, says, line: 0 });
                }
            }
            Line::Chain { layer, chain, number, at, quote, says } => {
                if let Some((layer, at)) = self.layer(&layer, Sort::Chain).zip(self.place(at, &quote)) {
                    self.sheet.elements.push(Element { layer, chain, number, at, says });
                }
            }
            Line::Sentence { begin, id } => {
                self.sheet.sentences.extend(self.units.byte(begin).map(|begin| (begin, id)));
            }
        }
    }

    fn finished(mut self) -> Sheet {
        self.sheet.arcs.sort();
        self.sheet.slots.sort();
        if !self.sheet.arcs.iter().any(|arc| arc.layer == TIES)
            && let Some(ties) = self.sheet.layers.get_mut(TIES)
        {
            ties.columns.clear();
        }
        self.sheet
    }
}
