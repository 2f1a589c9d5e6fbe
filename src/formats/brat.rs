//! brat standoff: `NAME.txt` with `NAME.ann` beside it for each article, and one `annotation.conf` for the folder.
//!
//! Places are code points of the `.txt`. A line cannot hold a line break or a tab, so a mark over one is written as fragments around it, as brat
//! does, and fragments with nothing else between them are read as one. A mark of nothing but breaks is written with blanks in their place.
//! Names hold `[A-Za-z0-9_-]`; any other character is spelt `_xHEX_` with its code point. A note of one line is an `AnnotatorNotes`, one that
//! has to be escaped a `FactmarkNote`.
//!
//! What is kept, each as one entry of the format `brat`, so that a corpus that nobody touched is written line by line as it was read:
//!
//! - on a mark `id T7`, its id, where its line is written as it was read; otherwise the whole line, which is used again as long as it says what
//!   the mark says;
//! - on a mark the lines about it: attributes, modifications, normalisations, notes, events that it triggers, relations that begin at it;
//! - on the article every other line;
//! - on the article `order`, a line feed and the ids of all lines in their order, `*` for a line without one, where they are not sorted;
//! - on the first article of a folder `annotation.conf`, a line feed and what the file holds.

mod conf;
mod kept;
mod line;
mod place;
mod read;
mod sheet;
mod source;
mod spell;
mod write;

#[cfg(test)]
mod tests;

use super::{About, Export, Files, Format, Holds, Output, Reading};
use crate::text::Unit;
use std::io;

/// The format's name.
const NAME: &str = "brat";
/// The type of notes as brat itself makes them.
const NOTE: &str = "AnnotatorNotes";
/// The type of our notes whose line feeds, tabs and backslashes are escaped.
const OWN_NOTE: &str = "FactmarkNote";

/// brat standoff.
#[derive(Clone, Copy, Debug)]
pub struct Brat;

impl Format for Brat {
    fn about(&self) -> About {
        About {
            name: NAME,
            title: "brat standoff",
            ending: "ann",
            per_article: true,
            beside: &["txt"],
            unit: Some(Unit::CodePoints),
            reads: true,
            writes: true,
            holds: Holds { fragments: true, overlaps: true, links: true, attributes: true, notes: true, own_kept: true, own_ids: true, ..Holds::default() },
        }
    }

    fn write(&self, export: &Export<'_>, out: &mut dyn Output) -> io::Result<()> {
        let mut used = conf::Used::default();
        for (article, name) in &export.articles {
            write::article(export, article, name, &mut used, out)?;
        }
        if export.articles.is_empty() {
            return Ok(());
        }
        out.begin(conf::FILE)?;
        out.put(conf::written(export, &used).as_bytes())
    }

    fn read(&self, files: &dyn Files, reading: &mut Reading<'_>) {
        read::folder(files, reading);
    }
}
