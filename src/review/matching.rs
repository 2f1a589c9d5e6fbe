//! Who goes with whom: the one-to-one matching with the largest sum of weights.

/// Rows and columns up to which the best matching is looked for; larger groups are matched by the largest weights first.
const MOST: usize = 200;

/// Matches rows with columns, each at most once, so that the sum of the weights is as large as possible; pairs without a weight are never
/// matched. For more than 200 rows or columns the largest weights go first. (Kuhn 1955, Munkres 1957, in the form with potentials.)
pub(super) fn matching(rows: usize, columns: usize, weight: impl Fn(usize, usize) -> Option<i64>) -> Vec<(usize, usize)> {
    let mut pairs = if rows.max(columns) <= MOST { best(rows, columns, &weight) } else { largest_first(rows, columns, &weight) };
    pairs.retain(|(row, column)| weight(*row, *column).is_some());
    pairs.sort_unstable();
    pairs
}

fn largest_first(rows: usize, columns: usize, weight: &impl Fn(usize, usize) -> Option<i64>) -> Vec<(usize, usize)> {
    let mut all: Vec<(i64, usize, usize)> = Vec::new();
    for row in 0..rows {
        all.extend((0..columns).filter_map(|column| Some((weight(row, column)?, row, column))));
    }
    // The same whichever side is called rows: first the weight, then the places without regard to which is which.
    all.sort_by_key(|(weight, row, column)| (std::cmp::Reverse(*weight), row + column, row.abs_diff(*column), *row));
    let (mut row_taken, mut column_taken) = (vec![false; rows], vec![false; columns]);
    let mut pairs = Vec::new();
    for (_, row, column) in all {
        if let (Some(false), Some(false)) = (row_taken.get(row).copied(), column_taken.get(column).copied()) {
            row_taken.get_mut(row).into_iter().chain(column_taken.get_mut(column)).for_each(|taken| *taken = true);
            pairs.push((row, column));
        }
    }
    pairs
}

/// The Hungarian method on costs that are the negative weights; rows are filled up with nothing where there are fewer columns.
fn best(rows: usize, columns: usize, weight: &impl Fn(usize, usize) -> Option<i64>) -> Vec<(usize, usize)> {
    let size = rows.max(columns);
    let cost = |row: usize, column: usize| -> i64 { if row < rows && column < columns { -weight(row, column).unwrap_or(0) } else { 0 } };
    let at = |list: &[i64], index: usize| list.get(index).copied().unwrap_or(0);
    // Numbered from 1; row 0 and column 0 stand for none yet.
    let (mut row_potential, mut column_potential) = (vec![0_i64; size + 1], vec![0_i64; size + 1]);
    let mut row_of = vec![0_usize; size + 1];
    for row in 1..=size {
        let mut way = vec![0_usize; size + 1];
        let (mut least, mut is_used) = (vec![i64::MAX; size + 1], vec![false; size + 1]);
        let mut column = 0;
        row_of.get_mut(0).into_iter().for_each(|first| *first = row);
        loop {
            is_used.get_mut(column).into_iter().for_each(|used| *used = true);
            let current = row_of.get(column).copied().unwrap_or(0);
            let (mut delta, mut next) = (i64::MAX, 0);
            for other in 1..=size {
                if is_used.get(other).copied().unwrap_or(true) {
                    continue;
                }
                let reduced = cost(current - 1, other - 1) - at(&row_potential, current) - at(&column_potential, other);
                if let (Some(least), Some(way)) = (least.get_mut(other), way.get_mut(other)) {
                    if reduced < *least {
                        (*least, *way) = (reduced, column);
                    }
                    if *least < delta {
                        (delta, next) = (*least, other);
                    }
                }
            }
            for other in 0..=size {
                if is_used.get(other).copied().unwrap_or(false) {
                    let owner = row_of.get(other).copied().unwrap_or(0);
                    row_potential.get_mut(owner).into_iter().for_each(|potential| *potential += delta);
                    column_potential.get_mut(other).into_iter().for_each(|potential| *potential -= delta);
                } else {
                    least.get_mut(other).into_iter().filter(|least| **least != i64::MAX).for_each(|least| *least -= delta);
                }
            }
            column = next;
            if row_of.get(column).copied().unwrap_or(0) == 0 {
                break;
            }
        }
        while column != 0 {
            let before = way.get(column).copied().unwrap_or(0);
            let row = row_of.get(before).copied().unwrap_or(0);
            row_of.get_mut(column).into_iter().for_each(|place| *place = row);
            column = before;
        }
    }
    let pairs = row_of.iter().enumerate().skip(1).filter(|(column, row)| *column <= columns && **row >= 1 && **row <= rows);
    pairs.map(|(column, row)| (row - 1, column - 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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
        #[test]
        fn the_sum_is_the_largest_there_is(rows in 0..5_usize, columns in 0..5_usize, weights in prop::collection::vec(prop::option::of(1..50_i64), 25)) {
            let table: Vec<Vec<Option<i64>>> = (0..rows).map(|row| (0..columns).map(|column| weights[row * 5 + column]).collect()).collect();
            let pairs = matching(rows, columns, |row, column| table[row][column]);
            prop_assert_eq!(sum(&pairs, &table), largest(&table, 0, &mut vec![false; columns]));
            let mut rows: Vec<usize> = pairs.iter().map(|(row, _)| *row).collect();
            rows.dedup();
            prop_assert_eq!(rows.len(), pairs.len());
        }
    }

    #[test]
    fn a_greedy_choice_is_no_trap_and_large_groups_are_matched_too() {
        let table = [[Some(10), Some(9)], [Some(9), None]];
        assert_eq!(matching(2, 2, |row, column| table[row][column]), [(0, 1), (1, 0)]);
        assert_eq!(matching(300, 250, |row, column| (row == column).then_some(1)).len(), 250);
    }
}
