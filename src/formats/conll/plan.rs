//! What of an article can be written: which marks fit beside each other, where tokens stand and where sentences begin.

use super::Export;
use crate::project::{Article, Label};
use crate::text::{Text, TextRange, is_blank, sentence_begins, words};
use std::collections::BTreeMap;

/// A part of a mark that is written as one entity.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Piece {
    /// Its label.
    pub(super) label: Label,
    /// Its bytes, without white space at its ends.
    pub(super) at: TextRange,
}

/// What is written of an article.
pub(super) struct Plan<'p> {
    /// The article.
    pub(super) article: &'p Article,
    /// In text order.
    pub(super) pieces: Vec<Piece>,
    /// In bytes, half open.
    pub(super) tokens: Vec<(usize, usize)>,
    /// The numbers of the tokens that begin a sentence, but for the first.
    pub(super) breaks: Vec<usize>,
}

impl<'p> Plan<'p> {
    /// The plan of an article.
    pub(super) fn of(export: &Export<'p>, article: &'p Article, flatten: bool) -> Self {
        let (pieces, _) = pieces(export, article, flatten);
        let tokens = cut(words(article.text.as_str()), &pieces);
        let begins = outside(&pieces, sentence_begins(&article.text));
        let mut breaks: Vec<usize> = begins.map(|byte| tokens.partition_point(|(start, _)| *start < byte)).collect();
        breaks.dedup();
        breaks.retain(|number| (1..tokens.len()).contains(number));
        Self { article, pieces, tokens, breaks }
    }
}

/// The parts of an article's marks that are written, in text order, and how many marks are not. The longest comes first, then the one that
/// begins first; each is written whole or not at all. With `flatten` none may stand over another, without it none of its own label.
pub(super) fn pieces(export: &Export<'_>, article: &Article, flatten: bool) -> (Vec<Piece>, usize) {
    let points = article.text.code_points();
    let mut wanted: Vec<(usize, Label, Vec<TextRange>)> = Vec::new();
    for mark in export.marks(article) {
        let parts: Vec<TextRange> = mark.at.iter().filter_map(|range| trimmed(&article.text, range)).collect();
        wanted.push((parts.iter().map(|part| points.of(*part).len()).sum(), mark.label(), parts));
    }
    wanted.sort_by_key(|(length, ..)| std::cmp::Reverse(*length));
    let mut lanes: BTreeMap<Option<Label>, BTreeMap<usize, usize>> = BTreeMap::new();
    let (mut kept, mut dropped) = (Vec::new(), 0);
    for (_, label, parts) in wanted {
        let lane = lanes.entry((!flatten).then(|| label.clone())).or_default();
        let is_free = |part: &TextRange| lane.range(..part.end()).next_back().is_none_or(|(_, end)| *end <= part.start());
        if parts.is_empty() || !parts.iter().all(is_free) {
            dropped += 1;
            continue;
        }
        lane.extend(parts.iter().map(|part| (part.start(), part.end())));
        kept.extend(parts.into_iter().map(|at| Piece { label: label.clone(), at }));
    }
    kept.sort_by(|one, two| (one.at, &one.label).cmp(&(two.at, &two.label)));
    (kept, dropped)
}

/// A range without the white space at its ends, which is in no token; none where nothing else is in it.
fn trimmed(text: &Text, range: TextRange) -> Option<TextRange> {
    let words = range.of(text);
    let start = range.start() + words.len() - words.trim_start_matches(is_blank).len();
    TextRange::new(text, start..range.start() + words.trim_end_matches(is_blank).len())
}

/// Words, parted where a piece begins or ends inside one.
fn cut(words: Vec<(usize, usize)>, pieces: &[Piece]) -> Vec<(usize, usize)> {
    let mut edges: Vec<usize> = pieces.iter().flat_map(|piece| [piece.at.start(), piece.at.end()]).collect();
    edges.sort_unstable();
    edges.dedup();
    let mut edges = edges.into_iter().peekable();
    let mut tokens = Vec::with_capacity(words.len());
    for (mut start, end) in words {
        while let Some(edge) = edges.next_if(|edge| *edge < end) {
            if edge > start {
                tokens.push((start, edge));
                start = edge;
            }
        }
        tokens.push((start, end));
    }
    tokens
}

/// The places that are inside no piece.
fn outside(pieces: &[Piece], places: Vec<usize>) -> impl Iterator<Item = usize> {
    let mut pieces = pieces.iter().peekable();
    let mut reached = 0;
    places.into_iter().filter(move |place| {
        while let Some(piece) = pieces.next_if(|piece| piece.at.start() < *place) {
            reached = reached.max(piece.at.end());
        }
        reached <= *place
    })
}
