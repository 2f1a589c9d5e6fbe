//! The best alignment of two annotators: one assignment problem.

use super::unit::{Unit, Weights, distance};
use super::watch::{Beat, Error};
use super::{at, put};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A number that can be sorted.
#[derive(Clone, Copy, PartialEq)]
struct Length(f64);

impl Eq for Length {}

impl PartialOrd for Length {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Length {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

/// For each unit of the first annotator the unit of the second that it goes with, such that the sum of distances, Δ for each unit that is
/// left alone, is least. A pair farther apart than 2Δ is never better than two units alone, so only nearer pairs are looked at.
///
/// The Hungarian method in the form of shortest augmenting paths with potentials (Jonker and Volgenant 1987), on the near pairs only. To be
/// alone is a column of its own for each row, at a cost of 2Δ: the row's own Δ and that of the column which it does not take. A search
/// never leaves the pairs connected with its row, so the problem falls apart into its components by itself.
pub(super) fn pairing(rows: &[Unit], columns: &[Unit], weights: &Weights, beat: &mut Beat) -> Result<Vec<Option<usize>>, Error> {
    let alone = 2.0 * weights.empty;
    let mut near = Vec::with_capacity(rows.len());
    for (index, row) in rows.iter().enumerate() {
        beat.tick()?;
        let costs = columns.iter().enumerate().map(|(column, unit)| (column, distance(row, unit, weights)));
        let mut costs: Vec<(usize, f64)> = costs.filter(|(_, cost)| *cost < alone).collect();
        costs.push((columns.len() + index, alone));
        near.push(costs);
    }
    let size = columns.len() + rows.len();
    let mut search = Search { near, potential: vec![0.0; size], row_of: vec![None; size], column_of: vec![None; rows.len()] };
    for row in 0..rows.len() {
        beat.tick()?;
        search.place(row);
    }
    Ok(search.column_of.into_iter().map(|column| column.filter(|column| *column < columns.len())).collect())
}

struct Search {
    /// The columns that each row may take, with the cost.
    near: Vec<Vec<(usize, f64)>>,
    /// What each column costs more than its table says, never above 0.
    potential: Vec<f64>,
    /// Which row has taken a column, and what it pays for it.
    row_of: Vec<Option<(usize, f64)>>,
    /// Which column a row has taken.
    column_of: Vec<Option<usize>>,
}

/// Columns reached, the nearest first.
type Reached = BinaryHeap<Reverse<(Length, usize)>>;

/// The nearest column reached that is not done.
fn nearest(reached: &mut Reached, is_done: &[bool]) -> Option<(usize, f64)> {
    while let Some(Reverse((Length(length), column))) = reached.pop() {
        if !at(is_done, column) {
            return Some((column, length));
        }
    }
    None
}

impl Search {
    /// Gives a row a column, and other rows other ones, by the shortest path from the row to a column that is free.
    fn place(&mut self, first: usize) {
        let size = self.row_of.len();
        let (mut length, mut via, mut is_done) = (vec![f64::INFINITY; size], vec![(first, 0.0); size], vec![false; size]);
        let (mut reached, mut done) = (Reached::new(), Vec::new());
        let (mut row, mut base) = (first, 0.0);
        let (end, shortest) = loop {
            for (column, cost) in self.near.get(row).into_iter().flatten() {
                let far = base + cost - at(&self.potential, *column);
                if !at(&is_done, *column) && far < length.get(*column).copied().unwrap_or(0.0) {
                    put(&mut length, *column, far);
                    put(&mut via, *column, (row, *cost));
                    reached.push(Reverse((Length(far), *column)));
                }
            }
            // There is always one left: the column in which the first row is alone.
            let Some((column, far)) = nearest(&mut reached, &is_done) else { return };
            let Some((owner, paid)) = at(&self.row_of, column) else { break (column, far) };
            put(&mut is_done, column, true);
            done.push((column, far));
            // The owner's own potential is what makes its present column cost nothing.
            (row, base) = (owner, far - (paid - at(&self.potential, column)));
        };
        for (column, far) in done {
            let before = at(&self.potential, column);
            put(&mut self.potential, column, before + (far - shortest));
        }
        let mut column = Some(end);
        while let Some(taken) = column {
            let (row, cost) = at(&via, taken);
            // The first row has no column yet, so the way back ends with it.
            column = at(&self.column_of, row);
            put(&mut self.row_of, taken, Some((row, cost)));
            put(&mut self.column_of, row, Some(taken));
        }
    }
}
