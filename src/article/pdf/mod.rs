//! PDF: letters at places on pages, and nothing else. Words, lines, columns, paragraphs and headings are what we make of the places.
//!
//! It is read in two steps, in two processes. [`extract`] does what other people's code has a part in, which may panic, hang or ask for
//! gigabytes: it runs in a process of its own and gives lines with their places, [`Pages`]. [`read`] makes an article of them; it is our
//! own code and runs in the program.
//!
//! The way of a file, in the order of the modules:
//! - `open`: the objects of the file, decrypted, and where its table of them is damaged found again (`mend`); `tree`: its pages; `facts`:
//!   what it says of itself.
//! - `scan`, `draw`: what a page shows, with the drawings in it, as one plain list of text operations; `fonts`, `letters`: its fonts, such that
//!   every one of them can be read; `eye`: each letter with its place; `lines`, `bidi`: lines of words, in the order they are read.
//! - `running`: page headers, footers and numbers; `columns`: the order of reading; `rows`, `table`, `paragraphs`: what belongs together;
//!   `pieces`, `flow`: what goes on in the next column or on the next page; `join`: line ends; `kinds`, `write`: the article.

mod bidi;
mod columns;
mod draw;
mod eye;
mod facts;
mod fault;
mod flow;
mod fonts;
mod join;
mod kinds;
mod letters;
mod lines;
mod mend;
mod open;
mod paragraphs;
mod pieces;
mod rows;
mod running;
mod scan;
mod shapes;
mod stage;
mod table;
mod tree;
mod unpack;
mod write;

#[cfg(test)]
mod tests;

pub use super::limits::{PDF_MEMORY_BYTES as MEMORY_BYTES, PDF_SECONDS as SECONDS};

use super::paper::Page;
use super::{Refusal, limits};
pub use fault::PdfFault;
use serde::{Deserialize, Serialize};

/// Texts have a few sizes of letters; drawings may have any number, of which so many are counted.
const SIZES: usize = 200;

/// The subcommand of the process that takes a PDF apart.
pub const SUBCOMMAND: &str = "read-pdf";

/// What that process answers.
pub type Answer = Result<Pages, PdfFault>;

/// What was found in a PDF: what it says of itself, and the lines of its pages.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Pages {
    /// What the file says of itself.
    pub facts: Facts,
    /// Its pages, in order. A page with text in two directions, such as a stamp up its edge, is there once for each.
    pub sheets: Vec<Sheet>,
    /// How many pages the file has; more than there are sheets where it has too many.
    pub count: u32,
}

/// What a PDF says of itself. An empty string is unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// Its title, as it stands there.
    pub title: String,
    /// Who wrote it.
    pub author: String,
    /// When it was made, as a date: `2026-03-02`.
    pub made: String,
    /// When it was published, as a date.
    pub published: String,
    /// Who published it.
    pub outlet: String,
    /// Its address on the web.
    pub url: String,
    /// Its language, a BCP 47 tag.
    pub language: String,
}

/// A page. Places are in points from its upper left corner, after the file's own rotation, such that the text stands upright.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    /// Its number in the file, from 1.
    pub page: u32,
    /// How wide it is.
    pub width: f32,
    /// How high it is.
    pub height: f32,
    /// What stands on it, in no order.
    pub lines: Vec<Line>,
    /// How many pictures are on it.
    pub pictures: u32,
    /// Whether it could not be read, or not all of it.
    pub is_unread: bool,
    /// How many characters have no letter.
    pub nameless: u32,
    /// The words that run aslant over it.
    pub slanted: String,
    /// Whether this is text across the page, and no page of its own.
    pub is_across: bool,
}

/// Words that stand on one line without a wide gap, in the order they are read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// The words.
    pub text: String,
    /// Where they begin, from the left.
    pub left: f32,
    /// Where they end, from the left.
    pub right: f32,
    /// What they stand on, from the top.
    pub base: f32,
    /// The size of most of their letters.
    pub size: f32,
    /// Whether most of their letters are bold.
    pub is_bold: bool,
    /// Whether the file itself says that this is a page header, footer or number.
    pub is_running: bool,
}

/// Takes a PDF apart. To be called in a process of its own: code that is not ours may panic, overflow its stack, hang or ask for any
/// amount of memory on a file that somebody made for it.
///
/// # Errors
/// [`Refusal::Pdf`] where it needs a password or is damaged beyond finding a page.
pub fn extract(bytes: &[u8]) -> Result<Pages, Refusal> {
    let mut document = open::open(bytes)?;
    let facts = facts::of(&document);
    let leaves = tree::leaves(&document);
    if leaves.is_empty() {
        return Err(PdfFault::Damaged.into());
    }
    let count = u32::try_from(leaves.len()).unwrap_or(u32::MAX);
    let sheets = stage::play(&mut document, leaves);
    Ok(Pages { facts, sheets, count })
}

/// Makes an article of what [`extract`] found.
///
/// # Errors
/// [`Refusal::Pdf`] where there is no text.
// Who calls it stands beside this module; what it gives is known there only.
pub(super) fn read(pages: Pages) -> Result<Page, Refusal> {
    let page = write::page(pages)?;
    if page.paper.text().chars().any(super::is_visible) { Ok(page) } else { Err(PdfFault::Blank.into()) }
}
