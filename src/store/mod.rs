//! The only part that touches the disk.

pub mod format;
