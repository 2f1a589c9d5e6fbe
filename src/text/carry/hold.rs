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

/// Bytes of a changed part that are searched for a range's words, those next to the stretch.
const BESIDE: usize = 4096;

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
        self.holds.get(&number).is_some_and(|hold| hold.is_only) && self.is_known(number, range) && !self.is_contested(range) && !self.has_rival(number, range)
    }

    /// Whether a range lies in place, but so near to a changed part that its words may as well have come from there or gone there.
    pub(super) fn is_contested(&mut self, range: TextRange) -> bool {
        let Some((number, _)) = in_place(self.comparison, range) else { return false };
        let (Some(stretch), Some(hold)) = (self.comparison.stretches.get(number), self.holds.get_mut(&number)) else { return false };
        let (head, tail) = *hold.loose.get_or_insert_with(|| loose(self.comparison, number));
        range.end() - stretch.old.start <= head || stretch.old.end - range.start() <= tail
    }

    /// Whether a range is near an edge of its stretch and its words stand in the changed part beyond, in either text.
    fn has_rival(&self, number: usize, range: TextRange) -> bool {
        let Some(stretch) = self.comparison.stretches.get(number) else { return false };
        let (old, new) = (&self.comparison.old, &self.comparison.new);
        let words = range.of(old);
        let count = |part: Range<usize>| old.code_points().before(part.end) - old.code_points().before(part.start);
        let has = |text: &Text, part: Range<usize>| {
            let bytes = text.as_str().as_bytes().get(part).unwrap_or_default();
            memchr::memmem::find(bytes, words.as_bytes()).is_some()
        };
        let (first, last) = beside(self.comparison, number, stretch);
        let before = |from: usize, to: usize| from.max(to.saturating_sub(BESIDE))..to;
        let behind = |from: usize, to: usize| from..to.min(from.saturating_add(BESIDE));
        count(stretch.old.start..range.start()) < ENOUGH
            && (has(old, before(first.old.start, stretch.old.start)) || has(new, before(first.new.start, stretch.new.start)))
            || count(range.end()..stretch.old.end) < ENOUGH
                && (has(old, behind(stretch.old.end, last.old.end)) || has(new, behind(stretch.new.end, last.new.end)))
    }

    /// Whether there is enough beside a range in its stretch, or both texts are the same.
    fn is_known(&self, number: usize, range: TextRange) -> bool {
        let Some(stretch) = self.comparison.stretches.get(number) else { return false };
        let text = &self.comparison.old;
        if stretch.old.len() == text.len() && stretch.new.len() == self.comparison.new.len() {
            return true;
        }
        let points = text.code_points();
        let beside = [stretch.old.start..range.start(), range.end()..stretch.old.end];
        let count: usize = beside.iter().map(|part| points.before(part.end) - points.before(part.start)).sum();
        let words = || beside.iter().map(|part| text.slice(part.clone()).split_whitespace().count()).sum::<usize>();
        count >= ENOUGH || words() >= ENOUGH_WORDS
    }
}

/// The first of the stretches before and the last of those behind a same stretch up to the next firm one; itself where there is none.
fn beside<'c>(comparison: &'c Comparison, number: usize, stretch: &'c Stretch) -> (&'c Stretch, &'c Stretch) {
    let is_near = |near: &&Stretch| !near.is_same || near.old.len() < FIRM;
    let (before, behind) = comparison.stretches.split_at_checked(number).unwrap_or_default();
    let first = before.iter().rev().take(NEAR).take_while(is_near).last().unwrap_or(stretch);
    let last = behind.iter().skip(1).take(NEAR).take_while(is_near).last().unwrap_or(stretch);
    (first, last)
}

/// Bytes at the start and the end of a same stretch that stand in the changed parts before and behind it too, in either text.
fn loose(comparison: &Comparison, number: usize) -> (usize, usize) {
    let Some(stretch) = comparison.stretches.get(number) else { return (0, 0) };
    let (first, last) = beside(comparison, number, stretch);
    let words = comparison.old.slice(stretch.old.clone());
    let (lead, trail) = (words.len() - words.trim_start().len(), words.len() - words.trim_end().len());
    let (mut head, mut tail) = (0, 0);
    // White space at the edge is no difference to rely on: what is loose without it is loose with it.
    for (lead, trail) in [(0, 0), (lead, trail)] {
        let old = before(&comparison.old, first.old.start..stretch.old.start + lead, stretch.old.end);
        let new = before(&comparison.new, first.new.start..stretch.new.start + lead, stretch.new.end);
        head = head.max(Some(old.max(new)).filter(|most| *most > 0).map_or(0, |most| most + lead));
        let old = behind(&comparison.old, stretch.old.start, stretch.old.end - trail..last.old.end);
        let new = behind(&comparison.new, stretch.new.start, stretch.new.end - trail..last.new.end);
        tail = tail.max(Some(old.max(new)).filter(|most| *most > 0).map_or(0, |most| most + trail));
    }
    // At the edge of both texts nothing lies beside it.
    let is_first = (first.old.start, first.new.start) == (stretch.old.start, stretch.new.start);
    let is_last = (last.old.end, last.new.end) == (stretch.old.end, stretch.new.end);
    (if is_first { 0 } else { head }, if is_last { 0 } else { tail })
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
