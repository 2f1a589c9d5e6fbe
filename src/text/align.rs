//! Finds what two sequences have in common, in order. The work is limited by the sequences' lengths, never by time, so that the
//! answer is always the same.

use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::ops::Range;

/// Items of both sequences, one after the other, that are equal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Run {
    /// Index of the first in the old sequence.
    pub(super) old: usize,
    /// Index of the first in the new one.
    pub(super) new: usize,
    /// How many there are; at least one.
    pub(super) len: usize,
}

/// Pairs of items that are compared with each other at most in one piece; a larger piece is cut at its rare places first.
const PIECE: usize = 1 << 21;

/// How many comparisons are left for a pair of texts.
pub(super) struct Work(usize);

impl Work {
    /// What two texts of these lengths in bytes may cost.
    pub(super) fn for_lengths(old: usize, new: usize) -> Self {
        Self((1 << 26) + old.saturating_add(new).saturating_mul(64))
    }

    /// Whether there is enough left for comparing so many with so many; if so, it is spent.
    fn spend(&mut self, old: usize, new: usize) -> bool {
        let cost = old.saturating_mul(new);
        let is_enough = cost <= PIECE && cost <= self.0;
        if is_enough {
            self.0 -= cost;
        }
        is_enough
    }
}

/// What both sequences have in common. Pieces too large to be compared item by item are cut where as many items in a row as
/// `rare` says, one number after the other, stand exactly once in either piece; what is still too large then has nothing in common.
pub(super) fn align(old: &[u32], new: &[u32], rare: &[usize], work: &mut Work) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut pieces = vec![(0..old.len(), 0..new.len(), rare)];
    while let Some((mut a, mut b, rare)) = pieces.pop() {
        trim(old, new, &mut a, &mut b, &mut runs);
        if a.is_empty() || b.is_empty() {
            continue;
        }
        let (Some(olds), Some(news)) = (old.get(a.clone()), new.get(b.clone())) else { continue };
        let is_small = olds.len().saturating_mul(news.len()) <= PIECE;
        // One item in a row is asked for first even in a small piece: paragraphs that stand once are the best anchors.
        if let Some((count, rest)) = rare.split_first().filter(|(count, _)| !is_small || **count == 1) {
            let (mut old_from, mut new_from) = (a.start, b.start);
            for run in anchors(olds, news, *count) {
                let run = Run { old: a.start + run.old, new: b.start + run.new, len: run.len };
                pieces.push((old_from..run.old, new_from..run.new, rest));
                (old_from, new_from) = (run.old + run.len, run.new + run.len);
                runs.push(run);
            }
            pieces.push((old_from..a.end, new_from..b.end, rest));
        } else if work.spend(olds.len(), news.len()) {
            runs.extend(capture_diff_slices(Algorithm::Histogram, olds, news).into_iter().filter_map(|op| match op {
                DiffOp::Equal { old_index, new_index, len } => Some(Run { old: a.start + old_index, new: b.start + new_index, len }),
                DiffOp::Delete { .. } | DiffOp::Insert { .. } | DiffOp::Replace { .. } => None,
            }));
        }
    }
    runs.sort_unstable_by_key(|run| run.old);
    runs
}

/// Takes equal items away from both ends of a piece.
fn trim(old: &[u32], new: &[u32], a: &mut Range<usize>, b: &mut Range<usize>, runs: &mut Vec<Run>) {
    let (olds, news) = (old.get(a.clone()).unwrap_or_default(), new.get(b.clone()).unwrap_or_default());
    let head = olds.iter().zip(news).take_while(|(x, y)| x == y).count();
    let most = olds.len().min(news.len()) - head;
    let tail = olds.iter().rev().zip(news.iter().rev()).take(most).take_while(|(x, y)| x == y).count();
    if head > 0 {
        runs.push(Run { old: a.start, new: b.start, len: head });
    }
    if tail > 0 {
        runs.push(Run { old: a.end - tail, new: b.end - tail, len: tail });
    }
    *a = a.start + head..a.end - tail;
    *b = b.start + head..b.end - tail;
}

/// The longest rising chain of places where `count` items in a row stand once in either piece, each widened as far as it goes.
fn anchors(old: &[u32], new: &[u32], count: usize) -> Vec<Run> {
    let (olds, news) = (once(old, count), once(new, count));
    let mut pairs = Vec::new();
    let mut rest = news.iter().peekable();
    for (hash, at) in &olds {
        while rest.next_if(|(other, _)| other < hash).is_some() {}
        if let Some((_, there)) = rest.next_if(|(other, _)| other == hash) {
            pairs.push((*there, *at));
        }
    }
    pairs.retain(|(there, at)| old.get(*at..at + count) == new.get(*there..there + count));
    pairs.sort_unstable();
    let mut runs: Vec<Run> = Vec::new();
    for (there, at) in rising(&pairs) {
        let (old_from, new_from) = runs.last().map_or((0, 0), |run| (run.old + run.len, run.new + run.len));
        if at < old_from || there < new_from {
            continue;
        }
        let (olds, news) = (old.get(old_from..at).unwrap_or_default(), new.get(new_from..there).unwrap_or_default());
        let before = olds.iter().rev().zip(news.iter().rev()).take_while(|(x, y)| x == y).count();
        let (olds, news) = (old.get(at..).unwrap_or_default(), new.get(there..).unwrap_or_default());
        let after = olds.iter().zip(news).take_while(|(x, y)| x == y).count();
        runs.push(Run { old: at - before, new: there - before, len: before + after });
    }
    runs
}

/// The items in a row that stand once, by a number made of them, in the order of these numbers.
fn once(items: &[u32], count: usize) -> Vec<(u64, usize)> {
    const MIX: u64 = 0x9E37_79B9_7F4A_7C15;
    let number = |row: &[u32]| row.iter().fold(0_u64, |sum, item| (sum.rotate_left(23) ^ (u64::from(*item) + 1)).wrapping_mul(MIX));
    let mut all: Vec<(u64, usize)> = items.windows(count.max(1)).enumerate().map(|(at, row)| (number(row), at)).collect();
    all.sort_unstable();
    all.chunk_by(|x, y| x.0 == y.0).filter_map(|same| <[_; 1]>::try_from(same).ok().map(|[one]| one)).collect()
}

/// The longest part of pairs, sorted by the first, in which the second rises too.
fn rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // For each length of chain the pair with which the best such chain ends, and for each pair the one before it.
    let mut ends: Vec<(usize, usize)> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (number, (_, second)) in pairs.iter().enumerate() {
        let length = ends.partition_point(|(last, _)| last < second);
        before.push(length.checked_sub(1).and_then(|shorter| ends.get(shorter)).map(|(_, number)| *number));
        match ends.get_mut(length) {
            Some(end) => *end = (*second, number),
            None => ends.push((*second, number)),
        }
    }
    let last = ends.last().map(|(_, number)| *number);
    let mut chain: Vec<(usize, usize)> =
        std::iter::successors(last, |number| before.get(*number).copied().flatten()).filter_map(|number| pairs.get(number).copied()).collect();
    chain.reverse();
    chain
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn numbers() -> impl Strategy<Value = Vec<u32>> {
        prop::collection::vec(0_u32..6, 0..40)
    }

    #[test]
    fn items_that_stand_once_hold_the_rest_together() {
        let runs = align(&[1, 1, 2, 3, 1], &[1, 2, 3, 3, 1], &[1], &mut Work::for_lengths(9, 9));
        assert_eq!(runs.iter().map(|run| run.len).sum::<usize>(), 4);
    }

    #[test]
    fn what_costs_too_much_has_nothing_in_common() {
        let (old, new): (Vec<u32>, Vec<u32>) = ((0..40_000).map(|i| i % 7).collect(), (0..40_000).map(|i| 7 + i * i % 11).collect());
        assert!(align(&old, &new, &[16, 4], &mut Work::for_lengths(9, 9)).is_empty());
    }

    proptest! {
        #[test]
        fn runs_rise_and_are_equal(old in numbers(), new in numbers(), rare in prop::sample::select(vec![vec![], vec![1], vec![2, 1]])) {
            let (mut old_from, mut new_from) = (0, 0);
            for run in align(&old, &new, &rare, &mut Work::for_lengths(9, 9)) {
                prop_assert!(run.old >= old_from && run.new >= new_from && run.len > 0);
                (old_from, new_from) = (run.old + run.len, run.new + run.len);
                prop_assert_eq!(&old[run.old..old_from], &new[run.new..new_from]);
            }
        }
    }
}
