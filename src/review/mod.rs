//! The work of several analysts: what is different in their projects, and one project made of two. Pure: no disk, no clock, no chance.

mod merge;

pub use merge::{Merged, Side, merge};
