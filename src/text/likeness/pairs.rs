//! Near-duplicates among many texts: all pairs of them, and the groups that they make.

use super::postings::{Among, Postings};
use super::{SAME_STORY, Sketch};
use std::cmp::Reverse;

/// How often a text is compared to its neighbours before the true search for its group.
const FIRST_TRIES: u8 = 8;

/// All pairs of texts that are the same story. Texts with equal words are held once, so that ten thousand equal texts take no more room than
/// ten thousand others, though they make fifty million pairs.
pub struct NearDuplicates {
    texts: Classes,
    /// For each class those that are near and not equal, with the likeness.
    near: Vec<Vec<(u32, f64)>>,
}

/// Two texts that are the same story.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Pair {
    /// Index of the first text.
    pub a: usize,
    /// Index of the second, always after the first.
    pub b: usize,
    /// How alike they are, from [`SAME_STORY`] to 1.
    pub likeness: f64,
    /// Whether they are the same text, byte by byte.
    pub is_exact: bool,
}

/// Finds all pairs whose likeness is at least [`SAME_STORY`]: those, and only those, that comparing each to each would find. The time grows
/// with the number of texts and with that of such pairs (equal ones cost nothing): some 2 µs and 32 bytes each, so that for thousands of
/// texts made from one template [`stories`] is the better question.
pub fn near_duplicates(sketches: &[&Sketch]) -> NearDuplicates {
    let texts = Classes::of(sketches);
    let mut near = vec![Vec::new(); texts.firsts.len()];
    let mut postings = Postings::of(&texts.firsts);
    // A shingle that no other text has is no help.
    postings.retain(|_, _| true);
    let mut counts = vec![0; texts.firsts.len()];
    for (b, sketch) in (0..).zip(&texts.firsts) {
        for a in postings.candidates(&texts.firsts, sketch, Among::Larger(b), &mut counts) {
            let likeness = texts.likeness(a, b);
            if likeness >= SAME_STORY {
                note(&mut near, a, b, likeness);
                note(&mut near, b, a, likeness);
            }
        }
    }
    NearDuplicates { texts, near }
}

/// The number of each text's group, for data sets that are split: two texts are in one group if they are the same story or a chain of such
/// pairs leads from one to the other. Groups are numbered from 0 by their first text. A large group costs less than its pairs do.
pub fn stories(sketches: &[&Sketch]) -> Vec<usize> {
    let texts = Classes::of(sketches);
    let mut groups = Groups::of(texts.firsts.len());
    let mut postings = Postings::of(&texts.firsts);
    // Most texts of a group meet by a few tries with those that stand next to them in some list.
    let mut tries = vec![0; texts.firsts.len()];
    for (a, b) in postings.neighbours() {
        let Some(tries) = tries.get_mut(b as usize).filter(|tries| **tries < FIRST_TRIES) else { continue };
        if !groups.are_one(a, b) {
            *tries += 1;
            if texts.likeness(a, b) >= SAME_STORY {
                groups.join(a, b);
            }
        }
    }
    // A shingle that only one group has says nothing about others.
    postings.retain(|first, other| !groups.are_one(first, other));
    let mut counts = vec![0; texts.firsts.len()];
    for (b, sketch) in (0..).zip(&texts.firsts) {
        for a in postings.candidates(&texts.firsts, sketch, Among::Larger(b), &mut counts) {
            if !groups.are_one(a, b) && texts.likeness(a, b) >= SAME_STORY {
                groups.join(a, b);
            }
        }
    }
    let mut numbers = vec![None; texts.firsts.len()];
    let mut next = 0;
    let number_of = |class: &u32| {
        let number = numbers.get_mut(groups.first(*class) as usize)?;
        Some(*number.get_or_insert_with(|| {
            next += 1;
            next - 1
        }))
    };
    texts.class.iter().map(number_of).map(Option::unwrap_or_default).collect()
}

impl NearDuplicates {
    /// All pairs, ordered by the first and then by the second text. They are made as they are asked for: among equal texts there are many.
    pub fn iter(&self) -> impl Iterator<Item = Pair> + '_ {
        (0..self.texts.all.len()).flat_map(|a| self.after(a))
    }

    /// How many pairs there are.
    pub fn count(&self) -> u64 {
        let size = |class: usize| self.texts.members.get(class).map_or(0, |members| members.len() as u64);
        let twice = self.near.iter().enumerate().map(|(class, near)| {
            let others = near.iter().map(|(other, _)| size(*other as usize)).sum::<u64>();
            size(class) * (size(class).saturating_sub(1) + others)
        });
        twice.sum::<u64>() / 2
    }

    /// The pairs of a text with those after it.
    fn after(&self, a: usize) -> Vec<Pair> {
        let (Some(class), Some(first)) = (self.texts.class.get(a), self.texts.all.get(a)) else { return Vec::new() };
        let near = self.near.get(*class as usize).into_iter().flatten().copied();
        let mut pairs = Vec::new();
        for (other, likeness) in near.chain([(*class, 1.0)]) {
            let members = self.texts.members.get(other as usize).map(Vec::as_slice).unwrap_or_default();
            let later = members.get(members.partition_point(|b| *b <= a)..).unwrap_or_default();
            pairs.extend(later.iter().map(|b| Pair { a, b: *b, likeness, is_exact: self.texts.all.get(*b).is_some_and(|sketch| sketch.is_exact(first)) }));
        }
        pairs.sort_unstable_by_key(|pair| pair.b);
        pairs
    }
}

fn note(near: &mut [Vec<(u32, f64)>], class: u32, other: u32, likeness: f64) {
    if let Some(near) = near.get_mut(class as usize) {
        near.push((other, likeness));
    }
}

/// Texts in classes of equal words. The longest texts come first, as [`Among::Larger`] wants it.
struct Classes {
    all: Vec<Sketch>,
    /// The class of each text.
    class: Vec<u32>,
    /// The indices of each class, ascending.
    members: Vec<Vec<usize>>,
    /// The first text of each class.
    firsts: Vec<Sketch>,
}

impl Classes {
    fn of(sketches: &[&Sketch]) -> Self {
        let all: Vec<Sketch> = sketches.iter().copied().cloned().collect();
        let mut by_words: Vec<(u64, usize)> = all.iter().enumerate().map(|(index, sketch)| (sketch.0.words, index)).collect();
        by_words.sort_unstable();
        let mut members: Vec<Vec<usize>> = by_words.chunk_by(|a, b| a.0 == b.0).map(|class| class.iter().map(|(_, index)| *index).collect()).collect();
        members.sort_unstable_by_key(|class| {
            let first = class.first().copied().unwrap_or_default();
            (all.get(first).map(|sketch| Reverse((sketch.0.level, sketch.0.kept.len()))), first)
        });
        let mut class = vec![0; all.len()];
        for (number, members) in (0..).zip(&members) {
            for index in members {
                if let Some(class) = class.get_mut(*index) {
                    *class = number;
                }
            }
        }
        let firsts = members.iter().filter_map(|class| all.get(*class.first()?).cloned()).collect();
        Self { all, class, members, firsts }
    }

    /// The likeness of the first texts of two classes.
    fn likeness(&self, a: u32, b: u32) -> f64 {
        self.firsts.get(a as usize).zip(self.firsts.get(b as usize)).map_or(0.0, |(a, b)| a.likeness(b))
    }
}

/// Groups that are joined: a forest in which each points at an earlier one of its group.
struct Groups(Vec<u32>);

impl Groups {
    fn of(count: usize) -> Self {
        Self((0..).take(count).collect())
    }

    /// The first of a group.
    fn first(&mut self, mut of: u32) -> u32 {
        while let Some(above) = self.0.get(of as usize).copied().filter(|above| *above != of) {
            let next = self.0.get(above as usize).copied().unwrap_or(above);
            if let Some(place) = self.0.get_mut(of as usize) {
                *place = next;
            }
            of = next;
        }
        of
    }

    fn are_one(&mut self, a: u32, b: u32) -> bool {
        self.first(a) == self.first(b)
    }

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.first(a), self.first(b));
        if let Some(place) = self.0.get_mut(a.max(b) as usize) {
            *place = a.min(b);
        }
    }
}
