//! brat standoff: `NAME.txt` with `NAME.ann` beside it for each article, and `annotation.conf` for a folder and those below it.
//!
//! Places are code points of the `.txt`; those of other programs, in UTF-16 or bytes, with the byte order mark counted or CR LF as one, are told by the
//! words. A line cannot hold a line break or a tab, so a mark over one is written as fragments around it, as brat does, and fragments with nothing else
//! between them are read as one. A mark of nothing but breaks is written with blanks in their place. Fragments are written in the order of the text.
//! Names hold `[A-Za-z0-9_-]`; any other character is spelt `_xHEX_` with its code point. A note of one line is an `AnnotatorNotes`, one that
//! has to be escaped a `FactmarkNote`. Lines end in a line feed, and no file begins with a byte order mark.
//!
//! Words stand behind a place as in brat's own reader: the place says how many there are, and what follows them after white space is a remark. A line
//! that is refused, is about a refused one, or has no id that brat has is named; what begins as lines of brat do and is none, such as a remark of
//! people, is kept and named.
//!
//! What is kept, each as one entry of the format `brat`, so that a corpus that nobody touched is written line by line as it was read:
//!
//! - on a mark `id T7`, its id, where its line is written as we write it; otherwise the whole line, which is used again as long as it says what
//!   the mark says;
//! - on a mark the lines about it: attributes, modifications, normalisations, notes, events that it triggers, relations that begin at it;
//! - on the article every other line;
//! - on the article `order`, a line feed and the ids of all lines in their order, `*` for a line without one, where they are not sorted;
//! - on the article `folder a/b`, the folder that it lay in below the one that was read; it is written there;
//! - on the first article of a folder or below it the path of `annotation.conf`, a line feed and what the file holds; in the same way `visual.conf`,
//!   `tools.conf`, `kb_shortcuts.conf` and `acl.conf`, with which brat is set up. They are written where they lay.

mod conf;
mod entry;
mod folder;
mod kept;
mod line;
mod names;
mod place;
mod quote;
mod read;
mod sheet;
mod source;
mod spans;
mod spell;
mod write;

#[cfg(test)]
mod tests;

use super::{About, Export, Files, Format, Holds, Output, Reading};
use crate::text::Unit;
use std::collections::BTreeMap;
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
        let plan = folder::Plan::of(export);
        let mut used: BTreeMap<String, conf::Used> = BTreeMap::new();
        for ((article, _), path) in export.articles.iter().zip(&plan.paths) {
            write::article(export, article, path, used.entry(plan.ruled_by(path)).or_default(), out)?;
        }
        for (folder, used) in &used {
            let (path, read) = plan.conf(folder);
            out.begin(&path)?;
            out.put(conf::written(export, used, read).as_bytes())?;
        }
        for (path, text) in plan.others(used.into_keys()) {
            out.begin(path)?;
            out.put(text.as_bytes())?;
        }
        Ok(())
    }

    fn read(&self, files: &dyn Files, reading: &mut Reading<'_>) {
        folder::read(files, reading);
    }
}
