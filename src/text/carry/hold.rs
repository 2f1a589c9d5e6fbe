//! How surely a same stretch holds a range: whether it stands once in either text, and how far from its edges what lies in it
//! could not as well have come from, or gone to, the changed parts beside it.

use super::in_place;
use crate::text::compare::Comparison;
use crate::text::quote::only_places;
use crate::text::{Stretch, Text, TextRange};
use std::collections::BTreeMap;
use std::ops::Range;

/// Code points, or words, beside a range inside of its stretch that are enough to know it by.
const ENOUGH: usize = 24;
const ENOUGH_WORDS: usize = 3;
/// A same stretch of so many bytes ends the changed parts beside another.
const FIRM: usize = 32;
/// At most so many stretches are changed parts beside another.
const NEAR: usize = 9;
/// Bytes at the edge of a stretch that are compared with the changed parts first; all of them only if these are all alike.
const EDGE: usize = 512;

/// The same stretches in which ranges lie.
pub(super) struct Holds<'c> {
    comparison: &'c Comparison,
    holds: BTreeMap<usize, Hold>,
}

/// One of them.
#[derive(Clone, Copy)]
struct Hold {
    /// Whether it stands once in either text.
    is_only: bool,
    /// Bytes at its start and end that stand in the changed parts beside it too, once they were looked for.
    loose: Option<(usize, usize)>,
}

impl<'c> Holds<'c> {
    pub(super) fn new(comparison: &'c Comparison, numbers: impl Iterator<Item = usize>) -> Self {
        let mut holds: BTreeMap<usize, Hold> = numbers.map(|number| (number, Hold { is_only: false, loose: None })).collect();
        let word = |number: &usize| comparison.stretches.get(*number).map_or("", |stretch| comparison.old.slice(stretch.old.clone()));
        let words: Vec<&str> = holds.keys().map(word).collect();
        let only = only_places(&comparison.old, &words).into_iter().zip(only_places(&comparison.new, &words));
        for (hold, (old, new)) in holds.values_mut().zip(only) {
            hold.is_only = old.is_some() && new.is_some();
        }
        Self { comparison, holds }
    }

    /// Whether a range is beyond doubt at the place to which the comparison leads.
    pub(super) fn is_certain(&mut self, range: TextRange) -> bool {
        let Some((number, _)) = in_place(self.comparison, range) else { return false };
        self.holds.get(&number).is_some_and(|hold| hold.is_only) && self.is_known(number, range) && !self.is_contested(range)
    }

    /// Whether a range lies in place, but so near to a changed part that its words may as well have come from there or gone there.
    pub(super) fn is_contested(&mut self, range: TextRange) -> bool {
        let Some((number, _)) = in_place(self.comparison, range) else { return false };
        let (Some(stretch), Some(hold)) = (self.comparison.stretches.get(number), self.holds.get_mut(&number)) else { return false };
        let (head, tail) = *hold.loose.get_or_insert_with(|| loose(self.comparison, number));
        range.end() - stretch.old.start <= head || stretch.old.end - range.start() <= tail
    }

    /// Whether there is enough beside a range in its stretch, or its whole paragraph.
    fn is_known(&self, number: usize, range: TextRange) -> bool {
        let Some(stretch) = self.comparison.stretches.get(number) else { return false };
        let text = &self.comparison.old;
        let paragraphs = text.paragraph(text.paragraph_at(range.start())).start..text.paragraph(text.paragraph_at(range.end() - 1)).end;
        if stretch.old.start <= paragraphs.start && paragraphs.end <= stretch.old.end {
            return true;
        }
        let points = text.code_points();
        let beside = [stretch.old.start..range.start(), range.end()..stretch.old.end];
        let count: usize = beside.iter().map(|part| points.before(part.end) - points.before(part.start)).sum();
        let words = || beside.iter().map(|part| text.slice(part.clone()).split_whitespace().count()).sum::<usize>();
        count >= ENOUGH || words() >= ENOUGH_WORDS
    }
}

/// Bytes at the start and the end of a same stretch that stand in the changed parts before and behind it too, in either text.
fn loose(comparison: &Comparison, number: usize) -> (usize, usize) {
    let Some(stretch) = comparison.stretches.get(number) else { return (0, 0) };
    let is_near = |near: &&Stretch| !near.is_same || near.old.len() < FIRM;
    let first = comparison.stretches.iter().take(number).rev().take(NEAR).take_while(is_near).last().unwrap_or(stretch);
    let last = comparison.stretches.iter().skip(number + 1).take(NEAR).take_while(is_near).last().unwrap_or(stretch);
    let head = before(&comparison.old, first.old.start..stretch.old.start, stretch.old.end);
    let tail = behind(&comparison.old, stretch.old.start, stretch.old.end..last.old.end);
    let new_head = before(&comparison.new, first.new.start..stretch.new.start, stretch.new.end);
    let new_tail = behind(&comparison.new, stretch.new.start, stretch.new.end..last.new.end);
    (head.max(new_head), tail.max(new_tail))
}

/// The most bytes at the start of a stretch that also stand where they begin in the part before it.
fn before(text: &Text, part: Range<usize>, end: usize) -> usize {
    let within = |most: usize| {
        let end = end.min(part.end + most);
        let bytes = |from: usize| text.as_str().as_bytes().get(from..end).unwrap_or_default().iter().copied();
        longest(bytes(part.end).collect(), bytes(part.start), part.len())
    };
    grown(within, end - part.end)
}

/// The most bytes at the end of a stretch that also stand where they end in the part behind it.
fn behind(text: &Text, start: usize, part: Range<usize>) -> usize {
    let within = |most: usize| {
        let start = start.max(part.start.saturating_sub(most));
        let bytes = |to: usize| text.as_str().as_bytes().get(start..to).unwrap_or_default().iter().rev().copied();
        longest(bytes(part.start).collect(), bytes(part.end), part.len())
    };
    grown(within, part.start - start)
}

/// A length found within the edge only, unless all of the edge is alike.
fn grown(within: impl Fn(usize) -> usize, all: usize) -> usize {
    let found = within(EDGE);
    if found < EDGE || all <= EDGE { found } else { within(all) }
}

/// The longest start of a pattern that stands in a text at one of the first so many places.
fn longest(pattern: Vec<u8>, text: impl Iterator<Item = u8>, places: usize) -> usize {
    if places == 0 {
        return 0;
    }
    let length = pattern.len();
    let mut all = pattern;
    all.extend(text);
    // How much of the beginning stands again at each place (the Z function).
    let mut again = vec![0_usize; all.len()];
    let (mut left, mut right) = (0, 0);
    let mut most = 0;
    for at in 1..all.len() {
        let mut same = if at < right { again.get(at - left).map_or(0, |known| (*known).min(right - at)) } else { 0 };
        while at + same < all.len() && all.get(same) == all.get(at + same) {
            same += 1;
        }
        if at + same > right {
            (left, right) = (at, at + same);
        }
        if let Some(slot) = again.get_mut(at) {
            *slot = same;
        }
        if (length..length + places).contains(&at) {
            most = most.max(same.min(length));
        }
    }
    most
}

#[cfg(test)]
mod tests {
    use super::*;

    fn loose_of(old: &str, new: &str, words: &str) -> (usize, usize) {
        let comparison = Comparison::new(&Text::new(old), &Text::new(new));
        loose(&comparison, comparison.holding_old(old.find(words).unwrap()))
    }

    #[test]
    fn what_could_slide_is_loose() {
        assert_eq!(loose_of("one two said. said. three four", "one two said. three four", "one").1, " said. ".len());
        assert_eq!(loose_of("aaaa bbbb cccc dddd. x y z", "aaaa bbbb cccc dddd. 1 x y z", "aaaa").1, " ".len());
        assert_eq!(loose_of("aaaa bbbb", "aaaa bbbb", "aaaa"), (0, 0));
    }
}
