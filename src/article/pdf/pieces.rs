//! The pieces that an article is made of: paragraphs and tables, each with its page.

use super::super::Block;
use super::paragraphs::{self, Paragraph, Usual};
use super::table::{self, Part};
use super::{Sheet, columns, rows};

/// A piece of the article.
pub(super) struct Piece {
    pub(super) page: u32,
    pub(super) words: Words,
    pub(super) kind: Option<Block>,
    /// Whether it is the first piece of its block.
    pub(super) is_first: bool,
}

/// What a piece holds.
pub(super) enum Words {
    Paragraph(Paragraph),
    Table(Vec<String>),
}

impl Piece {
    /// Its paragraph, if it is one.
    pub(super) fn paragraph(&self) -> Option<&Paragraph> {
        match &self.words {
            Words::Paragraph(paragraph) => Some(paragraph),
            Words::Table(_) => None,
        }
    }
}

/// The pieces of all sheets, block by block.
pub(super) fn pieces(sheets: Vec<Sheet>, usual: Usual) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for Sheet { page, lines, .. } in sheets {
        let way = rows::way(lines.iter());
        for block in columns::blocks(lines, way) {
            let from = pieces.len();
            let way = rows::way(block.iter());
            for part in table::parts(rows::rows(block, way), way) {
                let words: Vec<Words> = match part {
                    Part::Text(rows) => paragraphs::paragraphs(&rows, usual).into_iter().map(Words::Paragraph).collect(),
                    Part::Table(rows) => vec![Words::Table(rows)],
                };
                pieces.extend(words.into_iter().map(|words| Piece { page, words, kind: None, is_first: false }));
            }
            if let Some(first) = pieces.get_mut(from) {
                first.is_first = true;
            }
        }
    }
    pieces
}
