//! What a crash left, and the words for it: the window and the command line say the same. Nothing here reads or writes.

use super::format::Line;
use super::recover::{Found, Made};
use std::fmt;
use std::path::PathBuf;

/// What came back from a journal that a crash left. As [`Display`](fmt::Display), the first sentence of what is told; the others are its
/// [`details`](Self::details).
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Recovered {
    /// How many steps came back.
    pub changes: usize,
    /// The changes that those steps did or did again, by their numbers in the history.
    pub numbers: Vec<u64>,
    /// How many marks came back as proposals, because the file is another than the one they were made in.
    pub proposals: usize,
    /// What did not come back, a sentence each.
    pub left: Vec<String>,
    /// The line of the journal at which it could not be read on, from 1.
    pub damaged_line: Option<usize>,
    /// Where the old journal is kept, if something in it was not used.
    pub kept: Option<PathBuf>,
}

impl Recovered {
    /// Whether all came back as it was.
    pub fn is_whole(&self) -> bool {
        self.proposals == 0 && self.damaged_line.is_none() && self.left.is_empty()
    }

    /// What came back as something else, what did not come back, and where it is kept: a sentence each, without full stops.
    pub fn details(&self) -> Vec<String> {
        let proposals = match self.proposals {
            0 => None,
            1 => Some("1 mark came back as a proposal".to_owned()),
            count => Some(format!("{count} marks came back as proposals")),
        };
        let proposals = proposals.map(|marks| format!("{marks}, because the file is another than the one they were made in"));
        let damaged = self.damaged_line.map(|line| format!("line {line} of the journal is damaged: what stood there and behind it did not come back"));
        let left = self.left.iter().map(|left| format!("did not come back: {left}"));
        let kept = self.kept.as_ref().map(|kept| format!("the old journal is kept as {}", kept.display()));
        proposals.into_iter().chain(damaged).chain(left).chain(kept).collect()
    }

    /// What is to be told about a file and its journal; none where there is nothing.
    pub(super) fn of(found: &Found) -> Option<Self> {
        let salvage = &found.salvage;
        let changes = found.unsaved.len() + salvage.replayed;
        let is_told = changes > 0 || salvage.proposals > 0 || !salvage.left.is_empty() || found.damaged_line.is_some();
        is_told.then(|| Self {
            changes,
            numbers: numbers(&found.unsaved),
            proposals: salvage.proposals,
            left: salvage.left.clone(),
            damaged_line: found.damaged_line,
            kept: None,
        })
    }
}

impl fmt::Display for Recovered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.changes {
            0 => f.write_str("changes were found that are not in the file"),
            1 => f.write_str("1 change that was not in the file came back"),
            many => write!(f, "{many} changes that were not in the file came back"),
        }
    }
}

/// The changes that steps did or did again, by the numbers under which the history has them.
pub(super) fn numbers(steps: &[Made]) -> Vec<u64> {
    let number = |(line, _): &Made| match line {
        Line::Do { seq, .. } => Some(*seq),
        Line::Redo { of, .. } => Some(*of),
        Line::Undo { .. } | Line::Saved { .. } | Line::Base { .. } => None,
    };
    steps.iter().filter_map(number).collect()
}
