//! Undo and redo, without limit: the changes that were done, and those that were taken back.

use super::Change;
use std::sync::Arc;

/// A change with the number of its journal line.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Number of the `do` line.
    pub seq: u64,
    /// What was done.
    pub change: Arc<Change>,
}

/// What can be undone and redone.
#[derive(Clone, Default, Debug)]
pub struct History {
    done: Vec<Entry>,
    undone: Vec<Entry>,
}

impl History {
    /// A new change was done: what was taken back before cannot be redone any more.
    pub fn record(&mut self, seq: u64, change: Arc<Change>) {
        self.undone.clear();
        self.done.push(Entry { seq, change });
    }

    /// What undo would take back.
    pub fn to_undo(&self) -> Option<&Entry> {
        self.done.last()
    }

    /// What redo would do again.
    pub fn to_redo(&self) -> Option<&Entry> {
        self.undone.last()
    }

    /// The last change was taken back.
    pub fn undid(&mut self) {
        self.undone.extend(self.done.pop());
    }

    /// The change taken back last was done again.
    pub fn redid(&mut self) {
        self.done.extend(self.undone.pop());
    }

    /// How many steps can be undone and redone.
    pub fn lengths(&self) -> (usize, usize) {
        (self.done.len(), self.undone.len())
    }
}
