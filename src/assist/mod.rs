//! Pure functions that propose; what they propose is the analyst's to correct.

mod ends;
mod first;
mod quantity;
mod source;
mod voice;

pub use ends::{Way, can_link, likely_end, ways};
pub use first::first_meaning;
pub use quantity::quantity;
pub use voice::{quoted_words, voice};
