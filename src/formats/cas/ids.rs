//! The numbers by which the structures of a file refer to each other.

use std::collections::HashSet;

/// Numbers that are taken.
#[derive(Default)]
pub(super) struct Ids {
    taken: HashSet<u64>,
    next: u64,
}

impl Ids {
    /// Takes a number that a file had; whether nothing else has it.
    pub(super) fn keep(&mut self, id: u64) -> bool {
        id > 0 && self.taken.insert(id)
    }

    /// The lowest number that is free, from 1. So the same numbers come again where some of those that were given here are kept later.
    pub(super) fn fresh(&mut self) -> u64 {
        loop {
            self.next += 1;
            if self.taken.insert(self.next) {
                return self.next;
            }
        }
    }
}
