//! Which paragraph of the new text stands beside which of the old one.

use super::Comparison;
use crate::text::{Fragments, Text, TextRange};
use std::collections::HashMap;
use std::ops::Range;

/// Code points from which a paragraph that stands elsewhere counts as moved rather than as a chance likeness.
const TELLING: usize = 16;

/// A paragraph of the old text beside one of the new; one side may be absent, never both.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ParagraphPair {
    /// Index of the paragraph in the old text.
    pub old: Option<usize>,
    /// Index of the paragraph in the new text.
    pub new: Option<usize>,
    /// Whether both are there and the same to the byte.
    pub is_same: bool,
    /// What went, in the old text, in order; nothing of a moved paragraph.
    pub gone: Vec<TextRange>,
    /// What came, in the new text, in order; nothing of a moved paragraph.
    pub come: Vec<TextRange>,
    /// Whether this paragraph stands unchanged, and not paired either, at another place on the other side. It is listed at both
    /// places, once with the old side only and once with the new side only.
    pub moved: bool,
}

/// All paragraphs of both texts.
pub(super) fn pairs(comparison: &Comparison) -> Vec<ParagraphPair> {
    let (old, new) = (&comparison.old, &comparison.new);
    let links = links(comparison);
    let mut rows = Vec::with_capacity(old.paragraph_count().max(new.paragraph_count()));
    let (mut i, mut j) = (0, 0);
    for (a, b) in links.into_iter().map(|(a, b)| (Some(a), Some(b))).chain([(None, None)]) {
        let (old_end, new_end) = (a.unwrap_or(old.paragraph_count()), b.unwrap_or(new.paragraph_count()));
        if (old_end.saturating_sub(i), new_end.saturating_sub(j)) == (1, 1) {
            // One paragraph alone that took the place of one other stands beside it.
            rows.push((Some(i), Some(j)));
        } else {
            rows.extend((i..old_end).map(|i| (Some(i), None)));
            rows.extend((j..new_end).map(|j| (None, Some(j))));
        }
        rows.extend(a.map(|_| (a, b)));
        (i, j) = (old_end + 1, new_end + 1);
    }
    let moved = Moved::new(old, new, &rows);
    rows.into_iter().flat_map(|row| moved.split(old, new, row)).map(|row| pair(comparison, row, &moved)).collect()
}

/// One row of two indices, either of which may be absent.
type Row = (Option<usize>, Option<usize>);

/// Paragraphs that share text in place, each with the one with which it shares most; both indices rise.
fn links(comparison: &Comparison) -> Vec<(usize, usize)> {
    let (old, new) = (&comparison.old, &comparison.new);
    let mut shared: Vec<(usize, usize, usize)> = Vec::new();
    for stretch in comparison.stretches.iter().filter(|stretch| stretch.is_same) {
        let mut at = stretch.old.start;
        while at < stretch.old.end {
            let there = stretch.mapped(at..at).start;
            let (i, j) = (old.paragraph_at(at), new.paragraph_at(there));
            let end = (old.paragraph(i).end + 1).min(stretch.old.end);
            let weight = 1 + 2 * old.slice(at..end).trim().len();
            match shared.last_mut() {
                Some((last_i, last_j, sum)) if (*last_i, *last_j) == (i, j) => *sum += weight,
                _ => shared.push((i, j, weight)),
            }
            at = end;
        }
    }
    // Both indices never fall, so that only neighbours can want the same paragraph.
    let mut links: Vec<(usize, usize, usize)> = Vec::with_capacity(shared.len());
    for link in shared {
        while links.last().is_some_and(|last| (last.0 == link.0 || last.1 == link.1) && last.2 < link.2) {
            links.pop();
        }
        if links.last().is_none_or(|last| last.0 < link.0 && last.1 < link.1) {
            links.push(link);
        }
    }
    links.into_iter().map(|(i, j, _)| (i, j)).collect()
}

/// Paragraphs that stand on both sides but not beside each other.
struct Moved<'t>(HashMap<&'t str, (bool, bool)>);

impl<'t> Moved<'t> {
    fn new(old: &'t Text, new: &'t Text, rows: &[Row]) -> Self {
        let mut sides: HashMap<&str, (bool, bool)> = HashMap::new();
        for (i, j) in rows {
            let (a, b) = (i.map(|i| old.paragraph_str(i)), j.map(|j| new.paragraph_str(j)));
            if a == b {
                continue;
            }
            let is_telling = |words: &&str| words.trim().chars().count() >= TELLING;
            a.into_iter().filter(is_telling).for_each(|words| sides.entry(words).or_default().0 = true);
            b.into_iter().filter(is_telling).for_each(|words| sides.entry(words).or_default().1 = true);
        }
        Self(sides)
    }

    fn has(&self, words: &str) -> bool {
        self.0.get(words) == Some(&(true, true))
    }

    /// A moved paragraph stands in no row together with what took its place.
    fn split(&self, old: &Text, new: &Text, (i, j): Row) -> impl Iterator<Item = Row> + use<> {
        let is_same = i.map(|i| old.paragraph_str(i)) == j.map(|j| new.paragraph_str(j));
        let is_moved = i.is_some_and(|i| self.has(old.paragraph_str(i))) || j.is_some_and(|j| self.has(new.paragraph_str(j)));
        let is_apart = i.is_some() && j.is_some() && !is_same && is_moved;
        let (first, second) = if is_apart { ((i, None), Some((None, j))) } else { ((i, j), None) };
        std::iter::once(first).chain(second)
    }
}

fn pair(comparison: &Comparison, (i, j): Row, moved: &Moved<'_>) -> ParagraphPair {
    let (old, new) = (&comparison.old, &comparison.new);
    let (a, b) = (i.map(|i| old.paragraph(i)), j.map(|j| new.paragraph(j)));
    let is_same = i.is_some() && i.map(|i| old.paragraph_str(i)) == j.map(|j| new.paragraph_str(j));
    let is_moved = match (i, j) {
        (Some(i), None) => moved.has(old.paragraph_str(i)),
        (None, Some(j)) => moved.has(new.paragraph_str(j)),
        _ => false,
    };
    let (mut gone, mut come) = (Vec::new(), Vec::new());
    if let (Some(a), Some(b), false) = (&a, &b, is_same) {
        let from = comparison.holding_old(a.start).min(comparison.holding_new(b.start));
        let rest = comparison.stretches.iter().skip(from);
        for stretch in rest.take_while(|stretch| stretch.old.start < a.end || stretch.new.start < b.end).filter(|stretch| !stretch.is_same) {
            gone.extend(TextRange::new(old, within(&stretch.old, a)));
            come.extend(TextRange::new(new, within(&stretch.new, b)));
        }
        // What has no like in the other paragraph is gone or come too, even where it has one elsewhere.
        let elsewhere = comparison.stretches.iter().skip(from).take_while(|stretch| stretch.old.start < a.end || stretch.new.start < b.end);
        for stretch in elsewhere.filter(|stretch| stretch.is_same) {
            let kept = within(&stretch.old, a);
            let there = within(&stretch.new, b);
            let stays = within(&stretch.mapped(kept.clone()), &there);
            let back = stretch.old.start + stays.start.saturating_sub(stretch.new.start)..stretch.old.start + stays.end.saturating_sub(stretch.new.start);
            let (back, stays) = if stays.is_empty() { (kept.end..kept.end, there.end..there.end) } else { (back, stays) };
            gone.extend([kept.start..back.start, back.end..kept.end].into_iter().filter_map(|range| TextRange::new(old, range)));
            come.extend([there.start..stays.start, stays.end..there.end].into_iter().filter_map(|range| TextRange::new(new, range)));
        }
        (gone, come) = (joined(gone), joined(come));
    } else if !is_same && !is_moved {
        gone.extend(a.and_then(|a| TextRange::new(old, a)));
        come.extend(b.and_then(|b| TextRange::new(new, b)));
    }
    ParagraphPair { old: i, new: j, is_same, gone, come, moved: is_moved }
}

/// Ranges in order, those that touch as one.
fn joined(ranges: Vec<TextRange>) -> Vec<TextRange> {
    Fragments::joined(ranges).map_or_else(Vec::new, |joined| joined.iter().collect())
}

/// What two ranges share; empty, at the start of the second or behind, where they share nothing.
fn within(range: &Range<usize>, limits: &Range<usize>) -> Range<usize> {
    let start = range.start.max(limits.start).min(limits.end);
    start..range.end.min(limits.end).max(start)
}
