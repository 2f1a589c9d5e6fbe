//! Which column is the text.

use super::names::{self, Role};
use super::{Cell, Record};
use crate::article::{Refusal, is_visible};
use std::collections::HashMap;

/// What the columns are.
pub(super) struct Columns {
    /// The roles of the names that have one.
    roles: HashMap<String, Role>,
    /// The column that holds the texts.
    text: String,
}

/// What is known of a column before it is chosen.
#[derive(Default)]
struct Size {
    /// Where it stands among the columns.
    order: usize,
    /// How many bytes its values have.
    bytes: usize,
    /// How many values it has that are not empty.
    values: usize,
}

impl Columns {
    /// Finds the column of the texts: of those that are called so the one with most words, else what is called a summary, else the one
    /// whose words are by far the longest.
    pub(super) fn of(records: &[Record<'_>]) -> Result<Self, Refusal> {
        let sizes = sizes(records);
        let roles: HashMap<String, Role> = sizes.keys().filter_map(|name| Some(((*name).to_owned(), names::role(name)?))).collect();
        let of_role = |role: Role| {
            let called = sizes.iter().filter(|(name, size)| roles.get(**name) == Some(&role) && size.values > 0);
            called.max_by_key(|(_, size)| (size.bytes, std::cmp::Reverse(size.order))).map(|(name, _)| (*name).to_owned())
        };
        match of_role(Role::Text).or_else(|| of_role(Role::Summary)).or_else(|| longest(&sizes, &roles)) {
            Some(text) => Ok(Self { roles, text }),
            None if sizes.is_empty() => Err(first_refusal(records)),
            None => Err(Refusal::NoTextColumn { columns: in_order(&sizes) }),
        }
    }

    /// The place of the cell that is the text of a row: that of the column of texts, else another that is called
    /// so, else a summary.
    pub(super) fn text_of(&self, cells: &[Cell<'_>]) -> Option<usize> {
        let place = |is: &dyn Fn(&Cell<'_>) -> bool| cells.iter().position(|cell| is(cell) && cell.value.chars().any(is_visible));
        let of_role = |role: Role| place(&|cell| self.role_of(&cell.name) == Some(role));
        place(&|cell| cell.name == self.text).or_else(|| of_role(Role::Text)).or_else(|| of_role(Role::Summary))
    }

    /// What a column is by its name.
    pub(super) fn role_of(&self, name: &str) -> Option<Role> {
        self.roles.get(name).copied()
    }
}

fn sizes<'a>(records: &'a [Record<'_>]) -> HashMap<&'a str, Size> {
    let mut sizes: HashMap<&str, Size> = HashMap::new();
    for cell in records.iter().filter_map(|record| record.cells.as_ref().ok()).flatten() {
        let order = sizes.len();
        let size = sizes.entry(&cell.name).or_insert(Size { order, ..Size::default() });
        // An address is not what somebody reads, however long it is.
        if !names::is_address(&cell.value) && cell.value.chars().any(is_visible) {
            size.bytes += cell.value.len();
            size.values += 1;
        }
    }
    sizes
}

/// The column whose values have at least forty bytes and twice as many as those of any other, if there is one.
fn longest(sizes: &HashMap<&str, Size>, roles: &HashMap<String, Role>) -> Option<String> {
    let mut lengths: Vec<(usize, &str)> = sizes.iter().filter(|(_, size)| size.values > 0).map(|(name, size)| (size.bytes / size.values, *name)).collect();
    lengths.sort_unstable();
    let (length, name) = lengths.pop()?;
    let next = lengths.last().map_or(0, |(length, _)| *length);
    (length >= 40 && length >= 2 * next && !roles.contains_key(name)).then(|| name.to_owned())
}

fn in_order(sizes: &HashMap<&str, Size>) -> Vec<String> {
    let mut names: Vec<(usize, &str)> = sizes.iter().map(|(name, size)| (size.order, *name)).collect();
    names.sort_unstable();
    names.into_iter().map(|(_, name)| name.to_owned()).collect()
}

/// Why there is no column at all: no row could be read.
fn first_refusal(records: &[Record<'_>]) -> Refusal {
    records.iter().find_map(|record| record.cells.as_ref().err().cloned()).unwrap_or(Refusal::Empty)
}
