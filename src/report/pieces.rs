//! A text cut at every edge of a mark or a zone, so that marks that cross each other stand beside each other.

use crate::project::{Article, Mark};
use std::collections::{BTreeMap, BTreeSet};

/// Words that the same marks stand on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Piece<'t> {
    /// The words.
    pub(super) words: &'t str,
    /// The marks on them, by place in the list of marks, in order.
    pub(super) on: Vec<usize>,
    /// The marks of which a fragment begins here.
    pub(super) begins: Vec<usize>,
    /// The marks of which a fragment ends here.
    pub(super) ends: Vec<usize>,
    /// Whether they stand in a zone to skip.
    pub(super) is_skipped: bool,
}

/// What happens at a byte.
#[derive(Default)]
struct Edge {
    begins: Vec<usize>,
    ends: Vec<usize>,
    zone: Option<bool>,
    is_paragraph: bool,
}

/// The paragraphs of an article with its marks, each with the line feed that ends it.
pub(super) fn paragraphs<'t>(article: &'t Article, marks: &[&Mark]) -> Vec<Vec<Piece<'t>>> {
    let text = &article.text;
    let mut edges: BTreeMap<usize, Edge> = BTreeMap::new();
    for number in 0..text.paragraph_count() {
        edges.entry(text.paragraph(number).start).or_default().is_paragraph = true;
    }
    for zone in &article.skip {
        edges.entry(zone.end()).or_default().zone.get_or_insert(false);
        edges.entry(zone.start()).or_default().zone = Some(true);
    }
    for (number, mark) in marks.iter().enumerate() {
        for range in mark.at.iter() {
            edges.entry(range.start()).or_default().begins.push(number);
            edges.entry(range.end()).or_default().ends.push(number);
        }
    }
    let stops: Vec<usize> = edges.keys().skip(1).copied().chain([text.len()]).collect();
    let mut paragraphs: Vec<Vec<Piece<'t>>> = Vec::with_capacity(text.paragraph_count());
    let (mut on, mut is_skipped) = (BTreeSet::new(), false);
    for ((start, edge), stop) in edges.into_iter().zip(stops) {
        if let Some(piece) = paragraphs.last_mut().and_then(|pieces| pieces.last_mut()) {
            piece.ends.clone_from(&edge.ends);
        }
        on.retain(|mark| !edge.ends.contains(mark));
        on.extend(edge.begins.iter().copied());
        is_skipped = edge.zone.unwrap_or(is_skipped);
        if edge.is_paragraph {
            paragraphs.push(Vec::new());
        }
        if let Some(pieces) = paragraphs.last_mut().filter(|_| start < stop) {
            let words = text.slice(start..stop);
            pieces.push(Piece { words, on: on.iter().copied().collect(), begins: edge.begins, ends: Vec::new(), is_skipped });
        }
    }
    paragraphs
}
