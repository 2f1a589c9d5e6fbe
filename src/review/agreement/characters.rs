//! Who marked what, character by character, without visiting a character: between two edges of spans nothing changes, so that an article is
//! a few patterns and how many characters have each.

use super::document::{Document, Span, Work};
use std::collections::BTreeMap;

/// The labels on a character: places in [`Corpus::labels`](super::Corpus::labels), in order.
pub type LabelSet = Vec<usize>;

/// For each analyst the set of labels on a character, as a place in [`Patterns::sets`]; none where the article was never opened.
pub type Pattern = Vec<Option<usize>>;

/// The patterns that occur in a corpus, each once.
#[derive(Clone, Default, Debug)]
pub struct Patterns {
    /// The sets of labels.
    pub sets: Vec<LabelSet>,
    /// The patterns.
    pub patterns: Vec<Pattern>,
    set_numbers: BTreeMap<LabelSet, usize>,
    pattern_numbers: BTreeMap<Pattern, usize>,
}

/// How many characters have which pattern: places in [`Patterns::patterns`], each once.
pub type Counted = Vec<(usize, u64)>;

impl Patterns {
    /// Counts the characters of one article, without its zones to skip.
    pub fn count(&mut self, document: &Document) -> Counted {
        let mut edges: Vec<(usize, usize, usize, bool)> = Vec::new();
        for (analyst, work) in document.work.iter().enumerate() {
            for span in work.iter().flat_map(|work| &work.spans) {
                for (start, end) in span.at.iter().filter_map(|range| document.counted_range(*range)) {
                    edges.extend([(start, analyst, span.label, true), (end, analyst, span.label, false)]);
                }
            }
        }
        edges.sort_unstable();
        let empty = self.set_number(&Vec::new());
        let mut pattern: Pattern = document.work.iter().map(|work| work.as_ref().map(|_| empty)).collect();
        let mut open: Vec<BTreeMap<usize, usize>> = vec![BTreeMap::new(); document.work.len()];
        let mut counted: BTreeMap<usize, u64> = BTreeMap::new();
        let mut done = 0;
        for (place, analyst, label, is_start) in edges {
            if place > done {
                *counted.entry(self.pattern_number(&pattern)).or_default() += (place - done) as u64;
                done = place;
            }
            let (Some(open), Some(set)) = (open.get_mut(analyst), pattern.get_mut(analyst)) else { continue };
            let before = open.len();
            let count = open.entry(label).or_default();
            *count = if is_start { *count + 1 } else { count.saturating_sub(1) };
            if *count == 0 {
                open.remove(&label);
            }
            if open.len() != before {
                *set = Some(self.set_number(&open.keys().copied().collect()));
            }
        }
        if document.counted() > done {
            *counted.entry(self.pattern_number(&pattern)).or_default() += (document.counted() - done) as u64;
        }
        counted.into_iter().collect()
    }

    fn set_number(&mut self, set: &LabelSet) -> usize {
        if let Some(number) = self.set_numbers.get(set) {
            return *number;
        }
        self.sets.push(set.clone());
        self.set_numbers.insert(set.clone(), self.sets.len() - 1);
        self.sets.len() - 1
    }

    fn pattern_number(&mut self, pattern: &Pattern) -> usize {
        if let Some(number) = self.pattern_numbers.get(pattern) {
            return *number;
        }
        self.patterns.push(pattern.clone());
        self.pattern_numbers.insert(pattern.clone(), self.patterns.len() - 1);
        self.patterns.len() - 1
    }

    /// Whether a set of labels holds a label.
    pub fn holds(&self, set: usize, label: usize) -> bool {
        self.sets.get(set).is_some_and(|set| set.contains(&label))
    }
}

/// The squares of the lengths of one analyst's units, for each label: spans of one label that overlap are one unit, those that touch are two.
pub(super) fn squared_units(document: &Document, work: &Work, labels: usize) -> Vec<f64> {
    let mut squares = vec![0.0; labels];
    let of_span = |span: &Span| -> Vec<(usize, usize, usize)> {
        span.at.iter().filter_map(|range| document.counted_range(*range)).map(|(start, end)| (span.label, start, end)).collect()
    };
    let mut ranges: Vec<(usize, usize, usize)> = work.spans.iter().flat_map(of_span).collect();
    ranges.sort_unstable();
    let mut units: Vec<(usize, usize, usize)> = Vec::with_capacity(ranges.len());
    for (label, start, end) in ranges {
        match units.last_mut().filter(|unit| unit.0 == label && start < unit.2) {
            Some(unit) => unit.2 = unit.2.max(end),
            None => units.push((label, start, end)),
        }
    }
    for (label, start, end) in units {
        squares.get_mut(label).into_iter().for_each(|sum| *sum += ((end - start) as f64).powi(2));
    }
    squares
}
