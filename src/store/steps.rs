//! What a journal's lines say, one after the other: which changes stand and which were taken back. Pure; it reads no file
//! and asks no project.

use super::format::Line;
use crate::edit::{Change, Entry, History};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What can be undone and redone after some lines, and every change that they name.
#[derive(Clone, Default, Debug)]
pub(super) struct Steps {
    done: Vec<u64>,
    undone: Vec<u64>,
    changes: BTreeMap<u64, Arc<Change>>,
}

impl Steps {
    /// The change that a line makes, turned round for an undo; none for lines that change nothing, and where the journal no longer
    /// has what the line goes back to.
    pub(super) fn change_of(&self, line: &Line) -> Option<Arc<Change>> {
        match line {
            Line::Do { change, .. } => Some(change.clone()),
            Line::Undo { of, .. } => self.changes.get(of).map(|change| Arc::new(change.inverse())),
            Line::Redo { of, .. } => self.changes.get(of).cloned(),
            Line::Saved { .. } | Line::Base { .. } => None,
        }
    }

    /// Whether a line is the step that comes next: an undo of what was done last, a redo of what was undone last.
    pub(super) fn follows(&self, line: &Line) -> bool {
        match line {
            Line::Do { .. } | Line::Saved { .. } | Line::Base { .. } => true,
            Line::Undo { of, .. } => self.done.last() == Some(of),
            Line::Redo { of, .. } => self.undone.last() == Some(of),
        }
    }

    /// Takes a line in. Lines that go back to what the journal no longer has cut off what cannot be undone past them.
    pub(super) fn take(&mut self, line: &Line) {
        match line {
            Line::Do { seq, change } => {
                for gone in self.undone.drain(..) {
                    self.changes.remove(&gone);
                }
                self.changes.insert(*seq, change.clone());
                self.done.push(*seq);
            }
            Line::Undo { of, .. } => step(&mut self.done, &mut self.undone, *of, &self.changes),
            Line::Redo { of, .. } => step(&mut self.undone, &mut self.done, *of, &self.changes),
            Line::Saved { .. } | Line::Base { .. } => {}
        }
    }

    /// Lines that lead here and hold nothing but what can be undone and redone. The undos among them have the number `seq`.
    pub(super) fn lines(&self, seq: u64) -> Vec<Line> {
        let all = self.done.iter().chain(self.undone.iter().rev());
        let done = all.filter_map(|seq| Some(Line::Do { seq: *seq, change: self.changes.get(seq)?.clone() }));
        done.chain(self.undone.iter().map(|of| Line::Undo { seq, of: *of })).collect()
    }

    /// As the window's undo and redo.
    pub(super) fn history(&self) -> History {
        let mut history = History::default();
        let entries = |numbers: &mut dyn Iterator<Item = &u64>| -> Vec<Entry> {
            numbers.filter_map(|seq| Some(Entry { seq: *seq, change: self.changes.get(seq)?.clone() })).collect()
        };
        for entry in entries(&mut self.done.iter()) {
            history.record(entry.seq, entry.change);
        }
        // All were done once: recorded in the order in which redo brings them, then taken back.
        let undone = entries(&mut self.undone.iter().rev());
        let count = undone.len();
        for entry in undone {
            history.record(entry.seq, entry.change);
        }
        for _ in 0..count {
            history.undid();
        }
        history
    }
}

/// Moves a change from the end of one list to the end of the other.
fn step(from: &mut Vec<u64>, to: &mut Vec<u64>, of: u64, changes: &BTreeMap<u64, Arc<Change>>) {
    if from.last() == Some(&of) {
        from.pop();
    } else {
        // What lies below was done before a change that is not known any more.
        from.clear();
    }
    if changes.contains_key(&of) {
        to.push(of);
    } else {
        to.clear();
    }
}

/// The number of the line that a line goes back to.
pub(super) fn goes_back_to(line: &Line) -> Option<u64> {
    match line {
        Line::Undo { of, .. } | Line::Redo { of, .. } => Some(*of),
        Line::Do { .. } | Line::Saved { .. } | Line::Base { .. } => None,
    }
}

/// Whether a line changes the project.
pub(super) fn is_change(line: &Line) -> bool {
    match line {
        Line::Do { .. } | Line::Undo { .. } | Line::Redo { .. } => true,
        Line::Saved { .. } | Line::Base { .. } => false,
    }
}
