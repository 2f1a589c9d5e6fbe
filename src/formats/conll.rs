//! CoNLL: a token and its tag on each line, a blank line between sentences.
//!
//! # As it is written
//! Two columns, parted by one blank: the token and its tag, in the scheme that was chosen. Before each article stand `-DOCSTART- -X- O O`, a blank
//! line and `# doc_id = ID`. Tokens are words and single signs as the text module finds them, parted where a mark begins or ends inside one; white
//! space is in no token, and so at no end of a mark. A sentence never ends inside a mark. A label that has white space or a control sign, or a
//! hyphen at an end, is spelt with `_xHEX_`; it reads as it was.
//!
//! The format holds no marks over each other. So each label has a file of its own, `conll-Claim.conll`, all with the same tokens; of marks of one
//! label over each other the longest is written. With `flatten` there is one file, `conll.conll`, and of all marks over each other the longest is
//! written. Where at most one label is used it is `conll.conll` too. What is not written is counted as a loss. Each fragment of a mark is an
//! entity of its own.
//!
//! Beside them stand `conll.offsets.tsv` (article, sentence, token of the sentence, start, end; from 1, the places in code points of the article's
//! text, half open) and `conll.text.jsonl` (`id` and `text` of each article).
//!
//! # As it is read
//! Two columns or more, parted by tabs, or else by blanks: the first is the token, the last the tag; `-` and `_` for a tag are `O`. The scheme is
//! found from the tags: BIO, BIOES, BILOU, BMEW, IOB1. `-DOCSTART-` begins an article, and so does a comment `# doc_id = ID` (`docid`, `id`,
//! `newdoc id`) behind tokens; other comments are passed over. Tokens become marks as in seqeval's default mode. Where that begins a mark without
//! a tag that begins one, the line is told, unless the whole file is IOB1.
//!
//! Files `NAME.conll` and `NAME-LABEL.conll` beside `NAME.text.jsonl` are read together, article by article in the order of the texts. Each token must
//! stand in the text at its place, which `NAME.offsets.tsv` says; without that, the next place behind the token before. Without texts each file
//! is read alone, and the text is made of its tokens: one blank between tokens, one line feed between sentences, nothing at the ends.

mod beside;
mod plan;
mod read;
mod source;
mod tags;
#[cfg(test)]
pub(super) mod tests;
mod write;

use super::{About, Export, Files, Format, Holds, Output, Reading};
use crate::project::Article;
use crate::text::{Fragments, Unit};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::io;

/// How the name of the file ends that says where tokens stand.
const OFFSETS: &str = ".offsets.tsv";
/// How the name of the file ends that has the texts.
const TEXTS: &str = ".text.jsonl";

/// CoNLL.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Conll {
    /// How tags are written; when reading it is found.
    pub scheme: Scheme,
    /// Whether all labels stand in one file, and so no mark over another.
    pub flatten: bool,
}

/// How a tag says where its token stands in a mark.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Scheme {
    /// `B` for the first, `I` for the others: IOB2.
    #[default]
    Bio,
    /// Beside them `E` for the last and `S` for the only one.
    Bioes,
    /// The same with `L` for the last and `U` for the only one.
    Bilou,
}

impl Scheme {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Bio, Self::Bioes, Self::Bilou];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bio => "bio",
            Self::Bioes => "bioes",
            Self::Bilou => "bilou",
        }
    }
}

/// A row of the file with the texts.
#[derive(Serialize, Deserialize)]
struct TextRow<'a> {
    id: Cow<'a, str>,
    text: Cow<'a, str>,
}

impl Conll {
    /// A file for each label, in BIO.
    pub const PLAIN: Self = Self { scheme: Scheme::Bio, flatten: false };
}

impl Format for Conll {
    fn about(&self) -> About {
        let holds = Holds { any_label: true, line_breaks: true, ..Holds::default() };
        About {
            name: "conll",
            title: "CoNLL, a tag for each token",
            ending: "conll",
            per_article: false,
            beside: &["offsets.tsv", "text.jsonl"],
            unit: Some(Unit::CodePoints),
            reads: true,
            writes: true,
            holds,
        }
    }

    fn write(&self, export: &Export<'_>, out: &mut dyn Output) -> io::Result<()> {
        write::write(*self, export, out)
    }

    fn entities(&self, export: &Export<'_>, article: &Article) -> Option<Vec<Fragments>> {
        Some(plan::pieces(export, article, self.flatten).0.into_iter().map(|piece| piece.at.into()).collect())
    }

    fn dropped(&self, export: &Export<'_>) -> usize {
        export.articles.iter().map(|(article, _)| plan::pieces(export, article, self.flatten).1).sum()
    }

    fn read(&self, files: &dyn Files, reading: &mut Reading<'_>) {
        read::read(files, reading);
    }
}
