//! The work of several analysts: which articles are the same, what differs between their marks, and one project made of two changes of
//! it. Pure: no disk, no clock, no chance.

pub mod agreement;
mod align;
mod analysts;
mod matching;
mod merge;
mod pairing;

pub use align::{Aligned, Finding, FindingKind, align};
pub use analysts::told_apart;
pub use merge::{Merged, Side, merge};
pub use pairing::{Marks, Recognised, Shared, Standing, pair};
