//! Who goes with whom: the one-to-one matching with the largest sum of weights.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A pair that may be matched.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Edge {
    /// The row.
    pub(super) row: usize,
    /// The column.
    pub(super) column: usize,
    /// What the pair is worth, more than 0.
    pub(super) weight: i64,
}

/// Matches rows with columns along edges, each at most once, so that the sum of the weights is as large as possible.
///
/// Rows are taken in one after the other, each along the cheapest way of rematching (Edmonds and Karp 1972, with the potentials of Johnson
/// 1977); marks that overlap are few, so that a way is short however many marks there are.
pub(super) fn matching(rows: usize, columns: usize, edges: &[Edge]) -> Vec<(usize, usize)> {
    let mut solver = Solver::new(rows, columns, edges);
    for row in 0..rows {
        solver.take_in(row);
    }
    let mut pairs: Vec<(usize, usize)> = solver.row_of.iter().enumerate().filter_map(|(column, row)| Some(((*row)?, column))).collect();
    pairs.sort_unstable();
    pairs
}

/// The columns in each of which two hulls meet: pairs of places in the two lists whose half-open hulls share something.
/// Both lists are in order of their starts; the time is that of what overlaps.
pub(super) fn overlaps(one: &[(usize, usize)], two: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let (mut pairs, mut ones, mut twos) = (Vec::new(), Vec::<usize>::new(), Vec::<usize>::new());
    let (mut at_one, mut at_two) = (0, 0);
    let end = |list: &[(usize, usize)], at: usize| list.get(at).map_or(0, |hull| hull.1);
    loop {
        match (one.get(at_one), two.get(at_two)) {
            (None, None) => break,
            (Some(first), second) if second.is_none_or(|second| first.0 <= second.0) => {
                twos.retain(|at| end(two, *at) > first.0);
                pairs.extend(twos.iter().map(|at| (at_one, *at)));
                ones.push(at_one);
                at_one += 1;
            }
            (_, Some(second)) => {
                ones.retain(|at| end(one, *at) > second.0);
                pairs.extend(ones.iter().map(|at| (*at, at_two)));
                twos.push(at_two);
                at_two += 1;
            }
            (Some(_), None) => break,
        }
    }
    pairs
}

/// The state between two rows: everything matched so far is as good as it can be for the rows that were taken in.
struct Solver {
    /// The edges of each row: column and cost, which is the negative weight.
    edges: Vec<Vec<(usize, i64)>>,
    row_of: Vec<Option<usize>>,
    row_potential: Vec<i64>,
    column_potential: Vec<i64>,
    /// The length of the way to a column in this round, and the row from which it is reached.
    reached: Vec<Option<(i64, usize)>>,
    is_settled: Vec<bool>,
}

/// Where a way ends: at a free column, or at a row that is left alone.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Stop {
    Column(usize),
    Alone(usize),
}

/// What a search goes to next: the shortest way first, then what is free, then columns before rows that are left alone.
type Waiting = BinaryHeap<Reverse<(i64, bool, Stop)>>;

impl Solver {
    fn new(rows: usize, columns: usize, edges: &[Edge]) -> Self {
        let mut of_rows = vec![Vec::new(); rows];
        for edge in edges.iter().filter(|edge| edge.column < columns) {
            of_rows.get_mut(edge.row).into_iter().for_each(|list: &mut Vec<(usize, i64)>| list.push((edge.column, -edge.weight)));
        }
        Self {
            edges: of_rows,
            row_of: vec![None; columns],
            row_potential: vec![0; rows],
            column_potential: vec![0; columns],
            reached: vec![None; columns],
            is_settled: vec![false; columns],
        }
    }

    /// Finds the cheapest way from a new row to a column that is free, or to a row that had better be left alone, and rematches along it.
    fn take_in(&mut self, row: usize) {
        let mut waiting = Waiting::new();
        let (mut settled, mut touched) = (Vec::new(), Vec::new());
        // Nothing longer than the shortest way to a row that had better be left alone is gone.
        let mut most = i64::MAX;
        self.look_around(row, 0, 0, &mut waiting, &mut touched, &mut most);
        let mut found = None;
        while let Some(Reverse((length, _, stop))) = waiting.pop() {
            let Stop::Column(column) = stop else {
                found = Some((length, stop));
                break;
            };
            match self.is_settled.get_mut(column) {
                Some(is_settled) if !*is_settled => *is_settled = true,
                _ => continue,
            }
            let Some(owner) = self.row_of.get(column).copied().flatten() else {
                found = Some((length, stop));
                break;
            };
            settled.push((column, owner, length));
            let potential = self.row_potential.get(owner).copied().unwrap_or(0);
            self.look_around(owner, length, potential, &mut waiting, &mut touched, &mut most);
        }
        if let Some((length, stop)) = found {
            for (column, owner, reached) in &settled {
                self.column_potential.get_mut(*column).into_iter().for_each(|potential| *potential += reached - length);
                self.row_potential.get_mut(*owner).into_iter().for_each(|potential| *potential += length - reached);
            }
            self.row_potential.get_mut(row).into_iter().for_each(|potential| *potential = length);
            self.rematch(row, stop);
        }
        for column in touched {
            self.reached.get_mut(column).into_iter().for_each(|place| *place = None);
            self.is_settled.get_mut(column).into_iter().for_each(|place| *place = false);
        }
    }

    /// Puts what a row leads to among what waits: its columns, free ones first where they are as near, and being alone.
    fn look_around(&mut self, row: usize, length: i64, potential: i64, waiting: &mut Waiting, touched: &mut Vec<usize>, most: &mut i64) {
        waiting.push(Reverse((length - potential, true, Stop::Alone(row))));
        *most = (*most).min(length - potential);
        for (column, cost) in self.edges.get(row).into_iter().flatten() {
            let there = length + cost - potential - self.column_potential.get(*column).copied().unwrap_or(0);
            if there > *most {
                continue;
            }
            let Some(place) = self.reached.get_mut(*column) else { continue };
            if place.is_none_or(|(before, _)| there < before) {
                if place.is_none() {
                    touched.push(*column);
                }
                *place = Some((there, row));
                let is_taken = self.row_of.get(*column).is_some_and(Option::is_some);
                waiting.push(Reverse((there, is_taken, Stop::Column(*column))));
            }
        }
    }

    /// Gives every row on the way the column by which it was left.
    fn rematch(&mut self, first: usize, stop: Stop) {
        let column_of = |solver: &Self, row: usize| {
            let mut columns = solver.edges.get(row).into_iter().flatten().map(|(column, _)| *column);
            columns.find(|column| solver.row_of.get(*column).copied().flatten() == Some(row))
        };
        let mut free = match stop {
            Stop::Column(column) => Some(column),
            Stop::Alone(row) if row == first => None,
            Stop::Alone(row) => {
                let column = column_of(self, row);
                column.and_then(|column| self.row_of.get_mut(column)).into_iter().for_each(|place| *place = None);
                column
            }
        };
        while let Some(column) = free {
            let Some((_, row)) = self.reached.get(column).copied().flatten() else { break };
            free = if row == first { None } else { column_of(self, row) };
            self.row_of.get_mut(column).into_iter().for_each(|place| *place = Some(row));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn edges(table: &[Vec<Option<i64>>]) -> Vec<Edge> {
        let rows = table.iter().enumerate();
        rows.flat_map(|(row, weights)| weights.iter().enumerate().filter_map(move |(column, weight)| Some(Edge { row, column, weight: (*weight)? }))).collect()
    }

    fn sum(pairs: &[(usize, usize)], table: &[Vec<Option<i64>>]) -> i64 {
        pairs.iter().map(|(row, column)| table[*row][*column].unwrap()).sum()
    }

    /// The largest sum, by trying everything.
    fn largest(table: &[Vec<Option<i64>>], row: usize, used: &mut Vec<bool>) -> i64 {
        if row == table.len() {
            return 0;
        }
        let mut most = largest(table, row + 1, used);
        for column in 0..used.len() {
            if let (false, Some(weight)) = (used[column], table[row][column]) {
                used[column] = true;
                most = most.max(weight + largest(table, row + 1, used));
                used[column] = false;
            }
        }
        most
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]
        #[test]
        fn the_sum_is_the_largest_there_is(rows in 0..6_usize, columns in 0..6_usize, weights in prop::collection::vec(prop::option::of(1..9_i64), 36)) {
            let table: Vec<Vec<Option<i64>>> = (0..rows).map(|row| (0..columns).map(|column| weights[row * 6 + column]).collect()).collect();
            let pairs = matching(rows, columns, &edges(&table));
            prop_assert_eq!(sum(&pairs, &table), largest(&table, 0, &mut vec![false; columns]));
            for numbers in [pairs.iter().map(|(row, _)| *row).collect::<Vec<_>>(), pairs.iter().map(|(_, column)| *column).collect()] {
                let mut once = numbers.clone();
                once.sort_unstable();
                once.dedup();
                prop_assert_eq!(once.len(), numbers.len());
            }
        }

        #[test]
        fn overlaps_are_all_there_are(one in prop::collection::vec((0..30_usize, 1..9_usize), 0..12), two in prop::collection::vec((0..30_usize, 1..9_usize), 0..12)) {
            let hulls = |mut list: Vec<(usize, usize)>| { list.sort_unstable(); list.into_iter().map(|(start, length)| (start, start + length)).collect::<Vec<_>>() };
            let (one, two) = (hulls(one), hulls(two));
            let mut found = overlaps(&one, &two);
            found.sort_unstable();
            let all = (0..one.len()).flat_map(|a| (0..two.len()).map(move |b| (a, b)));
            let expected: Vec<(usize, usize)> = all.filter(|(a, b)| one[*a].0 < two[*b].1 && two[*b].0 < one[*a].1).collect();
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn a_greedy_choice_is_no_trap_and_large_groups_are_matched_too() {
        let table = [vec![Some(10), Some(9)], vec![Some(9), None]];
        assert_eq!(matching(2, 2, &edges(&table)), [(0, 1), (1, 0)]);
        let many: Vec<Edge> = (0..20_000).flat_map(|row| [row, row + 1].map(|column| Edge { row, column: column % 20_000, weight: 1 })).collect();
        assert_eq!(matching(20_000, 20_000, &many).len(), 20_000);
    }
}
