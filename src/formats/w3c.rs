//! W3C Web Annotation, JSON-LD: one page of annotations for the whole project, one on a line. Places are code points, half open.
//!
//! Each mark is an annotation: its label is a body with the purpose `tagging`, its note one with `commenting`, and each of its ranges is a target
//! with a `TextPositionSelector` and a `TextQuoteSelector`. A link inside an article is an annotation with the motivation `linking`: its target is
//! where it begins, its bodies are the kind and the other end. Links into other articles stand in `factmark:across`, because programs that take
//! one article at a time would look for both ends in it. What the standard has no word for has names that begin with `factmark:`; the context says
//! what they are, so that no program has to fetch anything but the standard's own context, and this one fetches nothing. What is known of the
//! articles stands in `factmark:articles`, and the text of each beside the page in `ID.txt`, to the byte. Where that is not there, the text is that
//! of the project's article of this id.
//!
//! Annotations of other programs only name a source, and some not even that: its text is the `.txt` that is called as the last part of the source's
//! name, or as the file where that is about one source; otherwise that of the project's article with this address. Several selectors of one kind in
//! a target are fragments, as some programs write them. The first of the bodies `tagging` and `classifying` is the label, others are tags;
//! `describing` and `commenting` are notes. A body that does not say what it is for is a note beside such a label, where the motivation says so, and
//! where it is Markdown or HTML; otherwise it is the label. Without a label the motivation is the label. Rows of Hypothesis's own service, with
//! `text`, `tags` and `user`, are read as well.
//!
//! Places of other programs may be UTF-16 code units: the unit is the one in which most quotes stand at their places. A quote that does not, or
//! has no place, is looked for with what stands around it and then alone: it is taken where that is found once, and else refused.
//!
//! What is kept, each as one entry of the format `w3c`: members of an annotation as they are spelt; `id` with its IRI; `label`, `note`, `creator`,
//! `target N` with what else these say; `body` and `selector N` with others of them, whole; on an article `item` with an annotation of the text as a
//! whole.

mod annotation;
mod place;
mod read;
mod sheet;
mod slots;
#[cfg(test)]
mod tests;
mod texts;
mod words;
mod write;

use super::{About, Export, Files, Format, Holds, Output, Reading};
use crate::text::Unit;
use std::io;

/// The format's name.
const NAME: &str = "w3c";
/// The file that is written.
const FILE: &str = "w3c.jsonld";
/// How the names of our things begin.
const URN: &str = "urn:factmark:";

/// The file of a text by the id of its article.
fn text_file(id: &str) -> String {
    format!("{id}.txt")
}

/// W3C Web Annotation.
#[derive(Clone, Copy, Debug)]
pub struct W3c;

impl Format for W3c {
    fn about(&self) -> About {
        About {
            name: NAME,
            title: "W3C Web Annotation",
            ending: "jsonld",
            per_article: false,
            beside: &["txt"],
            unit: Some(Unit::CodePoints),
            reads: true,
            writes: true,
            holds: Holds::WHOLE,
        }
    }

    fn write(&self, export: &Export<'_>, out: &mut dyn Output) -> io::Result<()> {
        write::page(export, out)
    }

    fn read(&self, files: &dyn Files, reading: &mut Reading<'_>) {
        read::read(files, reading);
    }
}
