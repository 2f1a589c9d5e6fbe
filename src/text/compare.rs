//! Two versions of a text compared: what stayed, what went and what came. Paragraphs first, then words, then letters inside words.

mod pairs;
mod runs;
#[cfg(test)]
mod tests;
mod tidy;

pub use pairs::ParagraphPair;

use super::align::Run;
use super::{Text, TextRange};
use std::ops::Range;

/// Two texts compared. The same two texts always give the same comparison.
#[derive(Clone, Debug)]
pub struct Comparison {
    pub(super) old: Text,
    pub(super) new: Text,
    pub(super) stretches: Vec<Stretch>,
}

/// A part of the old text and what stands for it in the new one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stretch {
    /// Bytes of the old text; empty where something came.
    pub old: Range<usize>,
    /// Bytes of the new text; empty where something went.
    pub new: Range<usize>,
    /// Whether both are the same to the byte.
    pub is_same: bool,
}

impl Comparison {
    /// Compares two texts. Where they have so little in common that finding it would take too long, a part counts as replaced.
    pub fn new(old: &Text, new: &Text) -> Self {
        let runs = if old == new { vec![Run { old: 0, new: 0, len: old.len() }] } else { tidy::tidy(old, new, runs::runs(old, new)) };
        Self { old: old.clone(), new: new.clone(), stretches: stretches(old, new, &runs) }
    }

    /// The text as it was.
    pub fn old(&self) -> &Text {
        &self.old
    }

    /// The text as it is now.
    pub fn new_text(&self) -> &Text {
        &self.new
    }

    /// Stretches that cover both texts completely, in order, same and different ones by turns.
    pub fn stretches(&self) -> &[Stretch] {
        &self.stretches
    }

    /// The paragraphs of both texts side by side: every paragraph once, in order on either side.
    pub fn paragraphs(&self) -> Vec<ParagraphPair> {
        pairs::pairs(self)
    }

    /// What became of ranges of the old text, in the order given; each as if it were the only one.
    pub fn carry(&self, ranges: &[TextRange]) -> Vec<super::Carried> {
        super::carry::carry(self, ranges)
    }

    /// The number of the stretch that has a byte of the old text.
    pub(super) fn holding_old(&self, byte: usize) -> usize {
        self.stretches.partition_point(|stretch| stretch.old.end <= byte)
    }

    /// The number of the stretch that has a byte of the new text.
    pub(super) fn holding_new(&self, byte: usize) -> usize {
        self.stretches.partition_point(|stretch| stretch.new.end <= byte)
    }
}

impl Stretch {
    /// Where a byte range of the old text that lies in this same stretch stands in the new text.
    pub(super) fn mapped(&self, old: Range<usize>) -> Range<usize> {
        self.new.start + old.start.saturating_sub(self.old.start)..self.new.start + old.end.saturating_sub(self.old.start)
    }
}

/// Runs of bytes and what stands between them.
fn stretches(old: &Text, new: &Text, runs: &[Run]) -> Vec<Stretch> {
    let mut all = Vec::with_capacity(runs.len() * 2 + 1);
    let (mut old_from, mut new_from) = (0, 0);
    let end = Run { old: old.len(), new: new.len(), len: 0 };
    for run in runs.iter().chain([&end]) {
        all.push(Stretch { old: old_from..run.old, new: new_from..run.new, is_same: false });
        (old_from, new_from) = (run.old + run.len, run.new + run.len);
        all.push(Stretch { old: run.old..old_from, new: run.new..new_from, is_same: true });
    }
    all.retain(|stretch| !stretch.old.is_empty() || !stretch.new.is_empty());
    all
}
