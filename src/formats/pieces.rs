//! Marks in several fragments, in formats whose spans have one range each: every fragment is a span, and links `continues` tie each to the next.
//!
//! The three small letters are what tells them from our own link `Continues` between two marks, which is written with its capital.

#[cfg(test)]
mod tests;

use super::record::{Span, Tie};
use super::{Export, jsonl_lines::short};
use crate::project::{Article, Link, LinkKind, Mark};
use crate::text::TextRange;
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// The kind of the links between the fragments of one mark.
pub(super) const CONTINUES: &str = "continues";

/// One fragment of a mark.
pub(super) struct Piece<'p> {
    /// The mark.
    pub(super) mark: &'p Arc<Mark>,
    /// Which one it is, from 0.
    pub(super) number: usize,
    /// Where, in bytes.
    pub(super) at: TextRange,
}

impl Piece<'_> {
    /// The mark's id for the first; each other one has its number, from 2, behind it.
    pub(super) fn id(&self) -> String {
        piece_id(self.mark, self.number)
    }
}

fn piece_id(mark: &Mark, number: usize) -> String {
    if number == 0 { mark.id.to_string() } else { format!("{}.{}", mark.id, number + 1) }
}

/// The fragments of marks, those of one mark one after the other.
pub(super) fn pieces<'p>(marks: &[&'p Arc<Mark>]) -> Vec<Piece<'p>> {
    marks.iter().flat_map(|mark| mark.at.iter().enumerate().map(|(number, at)| Piece { mark, number, at })).collect()
}

/// What is linked, by the numbers of pieces: fragments of one mark, then links between marks of the article. Each with its kind as it is written.
pub(super) fn joints<'p>(pieces: &[Piece<'p>], links: &[(&'p Arc<Mark>, &'p Link, &'p Arc<Mark>)]) -> Vec<(usize, usize, &'p str)> {
    let firsts: BTreeMap<_, usize> = pieces.iter().enumerate().filter(|(_, piece)| piece.number == 0).map(|(at, piece)| (piece.mark.id, at)).collect();
    let fragments = pieces.iter().enumerate().filter(|(_, piece)| piece.number > 0).map(|(at, _)| (at.saturating_sub(1), at, CONTINUES));
    let between = links.iter().filter_map(|(from, link, to)| Some((*firsts.get(&from.id)?, *firsts.get(&to.id)?, kind_of(&link.kind))));
    fragments.chain(between).collect()
}

/// A kind's name, but never that of fragments.
fn kind_of(kind: &LinkKind) -> &str {
    if kind.name() == CONTINUES { "Continues" } else { kind.name() }
}

/// The links of an export that stay in the article.
pub(super) fn links_inside<'p>(export: &Export<'p>, article: &'p Article) -> Vec<(&'p Arc<Mark>, &'p Link, &'p Arc<Mark>)> {
    export.links(article).into_iter().filter(|(from, _, to)| from.article == to.article).collect()
}

/// Takes the id from each span that has another's, so that links lead to the first of them.
pub(super) fn tell_apart(spans: &mut [Span], refused: &mut Vec<String>) {
    let mut ids = HashSet::new();
    let named = spans.iter().enumerate().filter(|(_, span)| !span.id.is_empty());
    let doubles: Vec<usize> = named.filter(|(_, span)| !ids.insert(span.id.as_str())).map(|(number, _)| number).collect();
    for number in doubles {
        if let Some(span) = spans.get_mut(number) {
            refused.push(format!("two spans have the id {}, so that links lead to the first of them", short(&span.id)));
            span.id.clear();
        }
    }
}

/// Makes one span of those that `continues` ties together: where they have one label, do not overlap, and only the first says more than its place.
/// Others stay as they are, with their links.
pub(super) fn joined(mut spans: Vec<Span>, ties: Vec<Tie>) -> (Vec<Span>, Vec<Tie>) {
    let groups = Groups::of(&spans, &ties);
    let mut heads: BTreeMap<String, String> = BTreeMap::new();
    let mut is_gone = vec![false; spans.len()];
    for group in groups.0 {
        let Some((head, rest)) = in_order(&spans, group) else { continue };
        let Some(mut whole) = spans.get(head).cloned() else { continue };
        for number in rest {
            let Some(span) = spans.get(number) else { continue };
            whole.at.extend_from_slice(&span.at);
            whole.quote.extend_from_slice(&span.quote);
            heads.insert(span.id.clone(), whole.id.clone());
            if let Some(gone) = is_gone.get_mut(number) {
                *gone = true;
            }
        }
        heads.insert(whole.id.clone(), whole.id.clone());
        if let Some(span) = spans.get_mut(head) {
            *span = whole;
        }
    }
    let one = |id: &String| heads.get(id).cloned();
    let ties = ties.into_iter().filter(|tie| tie.kind != CONTINUES || one(&tie.from).is_none() || one(&tie.from) != one(&tie.to));
    let ties = ties.map(|tie| Tie { from: one(&tie.from).unwrap_or(tie.from), to: one(&tie.to).unwrap_or(tie.to), ..tie }).collect();
    let mut gone = is_gone.into_iter();
    spans.retain(|_| !gone.next().unwrap_or_default());
    (spans, ties)
}

/// The spans of a group in the order of the text, the first apart; none where they cannot be one mark.
fn in_order(spans: &[Span], mut group: Vec<usize>) -> Option<(usize, Vec<usize>)> {
    let place = |number: &usize| spans.get(*number).and_then(|span| span.at.first().copied()).unwrap_or_default();
    group.sort_by_key(place);
    let (head, rest) = group.split_first()?;
    let first = spans.get(*head)?;
    let fits = |number: &usize| {
        spans.get(*number).is_some_and(|span| {
            let says_nothing = span.kept.is_empty() && span.attributes.is_empty() && span.note.is_empty();
            let says_no_more = says_nothing && span.score.is_none() && span.state == first.state;
            says_no_more && span.label == first.label && span.quote.len() == first.quote.len()
        })
    };
    let is_apart = group.iter().zip(rest).all(|(one, next)| place(one).1 <= place(next).0);
    let are_ranges = group.iter().all(|number| place(number).0 < place(number).1);
    (!rest.is_empty() && is_apart && are_ranges && rest.iter().all(fits)).then(|| (*head, rest.to_vec()))
}

/// Spans by their numbers, those together that ties `continues` lead between.
struct Groups(Vec<Vec<usize>>);

impl Groups {
    fn of(spans: &[Span], ties: &[Tie]) -> Self {
        let numbers: BTreeMap<&str, usize> = spans.iter().enumerate().map(|(number, span)| (span.id.as_str(), number)).collect();
        let mut neighbours: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for tie in ties.iter().filter(|tie| tie.kind == CONTINUES && !tie.from.is_empty() && !tie.to.is_empty()) {
            if let (Some(from), Some(to)) = (numbers.get(tie.from.as_str()), numbers.get(tie.to.as_str())) {
                neighbours.entry(*from).or_default().push(*to);
                neighbours.entry(*to).or_default().push(*from);
            }
        }
        let mut seen = HashSet::new();
        let mut groups = Vec::new();
        for start in neighbours.keys() {
            let (mut group, mut waiting) = (Vec::new(), vec![*start]);
            while let Some(number) = waiting.pop() {
                if seen.insert(number) {
                    group.push(number);
                    waiting.extend(neighbours.get(&number).into_iter().flatten());
                }
            }
            groups.push(group);
        }
        Self(groups)
    }
}

/// Names in a sentence: the first few of them.
pub(super) fn listed<'n>(names: impl Iterator<Item = &'n str>) -> String {
    names.take(5).map(|name| format!("`{}`", short(name))).collect::<Vec<_>>().join(", ")
}
