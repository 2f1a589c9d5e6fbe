//! The engine under the article reader: strings, byte ranges and pixels. It knows nothing of articles, marks and sessions.
//!
//! In the order of reading: [`fonts`] are the faces, [`cut`] divides a paragraph into pieces that are laid out alone, [`typeset`] makes a
//! [`laid::Laid`] of a piece (`breaks` finds where its lines end, `build` makes its cells), [`laid`] and [`moves`] answer where things are,
//! [`atlas`] and [`paint`] put the glyphs on the screen, and [`column`] holds the paragraphs of a whole text of which only those near the window
//! are laid out.

pub mod atlas;
mod breaks;
mod build;
pub mod column;
pub mod cut;
pub mod fonts;
mod heights;
pub mod laid;
pub mod moves;
pub mod paint;
pub mod scroll;
pub mod steps;
pub mod typeset;

#[cfg(test)]
mod tests;
