//! The work of several analysts: which articles are the same, what differs between their marks, how far they agree, a review in which somebody
//! decides, and one project made of two changes of it. Pure: no disk, no clock, no chance.

pub mod agreement;
mod align;
mod analysts;
mod back;
mod decide;
mod make;
mod matching;
mod measured;
mod merge;
mod outside;
mod pairing;
mod sides;

pub use align::{Aligned, Finding, FindingKind, align};
pub use analysts::told_apart;
pub use back::back;
pub use decide::{Decision, Outcome, keep, mark_own, reopen, say_why};
pub use make::{Made, NoReview, Order, review};
pub use measured::{Confusion, Measured, gathered};
pub use merge::{Merged, Side, merge};
pub use outside::{TakenIn, take_in};
pub use pairing::{Marks, Recognised, Shared, Standing, pair};
pub use sides::{Findings, ReviewFinding, side, sides};
