//! UIMA CAS in XMI, as INCEpTION and dkpro-cassis exchange it: `NAME.xmi` for each article, and one `TypeSystem.xml` with the types. What stands in
//! them is told in [`super::cas`].
//!
//! The types are needed by other programs, not by us: a file is read without them, so that they are no files beside. Where a folder has a
//! `TypeSystem.xml`, the types of what is kept are known, and written again.
//!
//! XML 1.0 has no way to write most control characters. In the text each stands as U+FFFD, which takes one UTF-16 code unit as they do, and the
//! feature `controls` of a `factmark.Characters` says which it is: `17:1B 45:0`, places and code points. In other strings U+FFFD is followed by the
//! code point in hexadecimal and a semicolon. The reader puts both back. Line breaks and tabs are written as references, because a parser makes blanks
//! of them.

mod read;
mod spell;
mod system;
#[cfg(test)]
mod tests;
mod write;

use super::{About, Export, Files, Format, Holds, Output, Reading, cas};
use crate::text::Unit;
use std::io;

/// The format's name.
const NAME: &str = "xmi";
/// The file with the types.
const TYPES: &str = "TypeSystem.xml";

/// UIMA CAS in XMI.
#[derive(Clone, Copy, Debug)]
pub struct Xmi;

impl Format for Xmi {
    fn about(&self) -> About {
        About {
            name: NAME,
            title: "UIMA CAS XMI",
            ending: "xmi",
            per_article: true,
            beside: &[],
            unit: Some(Unit::Utf16),
            reads: true,
            writes: true,
            holds: HOLDS,
        }
    }

    fn write(&self, export: &Export<'_>, out: &mut dyn Output) -> io::Result<()> {
        let mut types = cas::Types::new();
        for (article, name) in &export.articles {
            let written = cas::written(export, article, NAME);
            out.begin(&format!("{name}.xmi"))?;
            write::put(&written, out)?;
            cas::add(&mut types, written.types);
        }
        if export.articles.is_empty() {
            return Ok(());
        }
        out.begin(TYPES)?;
        out.put(system::written(&types).as_bytes())
    }

    fn read(&self, files: &dyn Files, reading: &mut Reading<'_>) {
        read::folder(files, reading);
    }
}

/// What a CAS of ours holds, whatever its spelling.
pub(super) const HOLDS: Holds = Holds {
    only_checks: false,
    any_label: true,
    fragments: true,
    line_breaks: true,
    overlaps: true,
    links: true,
    links_across: false,
    cues: false,
    attributes: true,
    notes: true,
    tags: false,
    authors: false,
    states: false,
    scores: false,
    kept: false,
    own_kept: true,
    own_ids: false,
    articles: false,
    zones: false,
};
