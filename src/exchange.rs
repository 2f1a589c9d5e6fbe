//! Data between the disk and the formats: files as a format reads them, files as it writes them, and the sidecar beside them. What the command line and
//! the window have in common.

mod reading;
mod writing;

#[cfg(test)]
mod tests;

pub use reading::{Source, guess};
pub use writing::{Failure, place, read_back, sidecar, write};

/// Told how many bytes went by since it was told last; whether to go on.
pub type Watch<'w> = &'w dyn Fn(u64) -> bool;

/// A watch that lets everything go by.
pub fn unwatched(_: u64) -> bool {
    true
}
