//! WebAnno TSV 3.3, as INCEpTION and WebAnno write it: one file an article, a line for each token, columns for what layers say.
//!
//! After the documentation of INCEpTION and what its reader takes. Read are 3.2 and 3.3, written is 3.3. Places are UTF-16 code units, half open.
//!
//! # As it is written
//! Marks are annotations of the layer `webanno.custom.Factspan`: `kind` is the label, `id` the mark's id, `sort` the attribute that is called kind,
//! and the others are `note` and the attributes by their names. Only features that some mark of the article has are columns. Links are relations of
//! the layer `webanno.custom.Factlink` with a `role`, at the token where their end begins. Each fragment of a mark is an annotation, and relations
//! `continues` tie each to the next.
//!
//! Tokens and sentences are made anew from the text. A run of white space is a token where a mark begins or ends in it, and at the beginning of a
//! text. Where a mark begins or ends inside a token, the part that it has is a sub-token. A carriage return in a value, which the format has no
//! word for, is `\r`, and white space in the column of a token's words is spelt as in `#Text=`.
//!
//! The sentences cover the whole text: each reaches to where the next begins, so that nothing of the text is between them. The lines `#Text=` of
//! a sentence are parted by line feeds, and one that ends in a line feed has an empty line `#Text=` last.
//!
//! # As it is read
//! The text is made of the lines `#Text=`. Each sentence begins where its first token does. What lies between two sentences is not in such a file:
//! a line feed and blanks stand for it, as INCEpTION has it, and that is told. The text ends where the last sentence does. The words of every
//! token are compared with the text at its place; where one does not fit in UTF-16 code units, code points and bytes are tried.
//!
//! Annotations of any layer are marks, but for those of DKPro's layers of tokens, word forms and syntax, and those without any width. The label is
//! the feature `kind`, `label` or `value`, or the only one there is; without it, it is the last part of the layer's name. Relations and slots between
//! marks are links, called by `role`, `kind`, `label`, `value`, the only feature, or the layer, and slots by their role.
//!
//! What is kept, and written again:
//! - on a mark `layer NAME FEATURE` (with tabs), the layer that it is of and the feature that is the label; it stays in this layer as long as the
//!   layer has columns for what it says and it is in one piece. `NAME=VALUE` is any other feature;
//! - on the article the lines of layers in the header, and in one entry `body`, a line each: annotations that are no marks (`span`), relations
//!   between them (`relation`), elements of chains (`chain`), ids of sentences (`sentence`), and in which relation or slot links of a kind were
//!   (`link`). Places are UTF-16 code units; what stands on other words by now is not written.
//!
//! Tokens and sentences of a file, and its numbers `[n]`, are not kept.

mod body;
mod cell;
mod document;
mod kept;
mod layer;
mod plan;
mod read;
mod rebuilt;
mod segments;
mod sheet;
#[cfg(test)]
mod tests;
mod write;

use super::{About, Export, Files, Format, Holds, Output, Reading};
use crate::text::Unit;
use std::io;

/// The format's name.
const NAME: &str = "webanno-tsv";
/// The layer of our marks.
const SPANS: &str = "webanno.custom.Factspan";
/// The layer of our links.
const LINKS: &str = "webanno.custom.Factlink";
/// The feature that is the label in our layer.
const KIND: &str = "kind";
/// The feature that is a link's kind in our layer.
const ROLE: &str = "role";

/// WebAnno TSV 3.
#[derive(Clone, Copy, Debug)]
pub struct WebAnno;

impl Format for WebAnno {
    fn about(&self) -> About {
        About {
            name: NAME,
            title: "WebAnno TSV 3.3",
            ending: "tsv",
            per_article: true,
            beside: &[],
            unit: Some(Unit::Utf16),
            reads: true,
            writes: true,
            holds: Holds {
                any_label: true,
                fragments: true,
                line_breaks: true,
                overlaps: true,
                links: true,
                attributes: true,
                notes: true,
                own_kept: true,
                ..Holds::default()
            },
        }
    }

    fn write(&self, export: &Export<'_>, out: &mut dyn Output) -> io::Result<()> {
        for (article, name) in &export.articles {
            out.begin(&format!("{name}.tsv"))?;
            out.put(write::file(&article.text, &plan::sheet(export, article)).as_bytes())?;
        }
        Ok(())
    }

    /// Reads all files that are TSV by their names. Where none is, each is refused.
    fn read(&self, files: &dyn Files, reading: &mut Reading<'_>) {
        let (tables, others): (Vec<String>, Vec<String>) = files.paths().into_iter().partition(|path| path.to_lowercase().ends_with(".tsv"));
        if tables.is_empty() {
            for path in others {
                reading.refuse(&path, 0, "it is no WebAnno TSV: the name of such a file ends in .tsv");
            }
        }
        for path in tables {
            if let Some(document) = document::of_file(files, &path, reading) {
                reading.take(document);
            }
        }
    }
}
