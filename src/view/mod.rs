//! What each screen shows, as plain data: made from a session, printed by tests, painted by the window. Nothing here changes anything.

pub mod alike;
pub mod attributes;
pub mod checks;
pub mod details;
pub mod links;
pub mod list;
pub mod reader;
pub mod scheme;
pub mod start;
pub mod status;
pub mod top;

#[cfg(test)]
mod tests;

use crate::project::Moment;

/// A day as people write it: `3 Mar 2026`, in UTC.
pub fn day(moment: Moment) -> String {
    moment.strftime("%-d %b %Y").to_string()
}

/// A count with its noun: `1 claim`, `6 claims`.
pub fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
