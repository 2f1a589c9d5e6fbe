//! Which marks stand where in one article: a sorted list with the furthest end of each block of rows, so that asking for
//! what touches a range, or is next, costs no more in a long article than in a short one.

use super::MarkId;
use crate::text::Fragments;

/// Rows of one block.
const BLOCK: usize = 64;

/// The marks of one article in reading order: by first byte, the longer one first, then by id.
#[derive(Clone, Default, Debug)]
pub struct Places {
    rows: Vec<Row>,
    /// The furthest end in each block of `BLOCK` rows.
    furthest: Vec<u32>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Row {
    start: u32,
    /// Counted down from the top, so that the longer mark comes first.
    reach: u32,
    id: MarkId,
}

impl Row {
    fn new(at: &Fragments, id: MarkId) -> Self {
        Self { start: at.start() as u32, reach: u32::MAX - at.end() as u32, id }
    }

    fn end(self) -> u32 {
        u32::MAX - self.reach
    }
}

impl Places {
    /// Sorts many at once.
    pub fn of<'a>(marks: impl Iterator<Item = (&'a Fragments, MarkId)>) -> Self {
        let mut rows: Vec<Row> = marks.map(|(at, id)| Row::new(at, id)).collect();
        rows.sort_unstable();
        let mut places = Self { rows, furthest: Vec::new() };
        places.measure_from(0);
        places
    }

    /// Adds one.
    pub fn insert(&mut self, at: &Fragments, id: MarkId) {
        let row = Row::new(at, id);
        let index = self.rows.partition_point(|other| *other < row);
        self.rows.insert(index, row);
        self.measure_from(index);
    }

    /// Removes one that was added with these fragments.
    pub fn remove(&mut self, at: &Fragments, id: MarkId) {
        if let Ok(index) = self.rows.binary_search(&Row::new(at, id)) {
            self.rows.remove(index);
            self.measure_from(index);
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// All, in reading order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = MarkId> + '_ {
        self.rows.iter().map(|row| row.id)
    }

    /// The one at a place in reading order, from 0.
    pub fn get(&self, index: usize) -> Option<MarkId> {
        self.rows.get(index).map(|row| row.id)
    }

    /// Where one stands in reading order, from 0.
    pub fn position(&self, at: &Fragments, id: MarkId) -> Option<usize> {
        self.rows.binary_search(&Row::new(at, id)).ok()
    }

    /// How many start before a byte: the number of the first that starts at or after it.
    pub fn starting_before(&self, byte: usize) -> usize {
        self.rows.partition_point(|row| (row.start as usize) < byte)
    }

    /// Those that reach from before `end` to beyond `start`, in reading order. The gaps of a mark with fragments count as the mark.
    pub fn touching(&self, start: usize, end: usize) -> impl Iterator<Item = MarkId> + '_ {
        let stop = self.starting_before(end);
        let blocks = self.furthest.iter().enumerate().take(stop.div_ceil(BLOCK));
        blocks.filter(move |(_, furthest)| **furthest as usize > start).flat_map(move |(block, _)| {
            let rows = self.rows.get(block * BLOCK..stop.min((block + 1) * BLOCK)).unwrap_or_default();
            rows.iter().filter(move |row| row.end() as usize > start).map(|row| row.id)
        })
    }

    fn measure_from(&mut self, index: usize) {
        let first = index / BLOCK;
        self.furthest.truncate(first);
        let changed = self.rows.chunks(BLOCK).skip(first);
        self.furthest.extend(changed.map(|rows| rows.iter().map(|row| row.end()).max().unwrap_or(0)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Ids;
    use crate::text::{Text, TextRange};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn asking_says_what_looking_at_all_says(spans in prop::collection::vec((0..900_usize, 1..100_usize), 0..300), from in 0..1000_usize, length in 1..60_usize, removed in 0..300_usize) {
            let text = Text::new("x".repeat(1000));
            let mut ids = Ids::new(1);
            let mut all: Vec<(Fragments, MarkId)> = spans.iter().map(|(start, length)| (TextRange::new(&text, *start..start + length).unwrap().into(), MarkId::next(&mut ids))).collect();
            let mut places = Places::default();
            for (at, id) in &all {
                places.insert(at, *id);
            }
            if removed < all.len() {
                let (at, id) = all.swap_remove(removed);
                places.remove(&at, id);
            }
            all.sort_by_key(|(at, id)| Row::new(at, *id));
            let expected: Vec<MarkId> = all.iter().filter(|(at, _)| at.start() < from + length && at.end() > from).map(|(_, id)| *id).collect();
            prop_assert_eq!(places.touching(from, from + length).collect::<Vec<_>>(), expected);
            prop_assert_eq!(places.iter().collect::<Vec<_>>(), all.iter().map(|(_, id)| *id).collect::<Vec<_>>());
            let bulk = Places::of(all.iter().map(|(at, id)| (at, *id)));
            prop_assert_eq!(bulk.rows, places.rows);
            prop_assert_eq!(bulk.furthest, places.furthest);
        }
    }
}
