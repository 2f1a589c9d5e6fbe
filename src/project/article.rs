//! An article in a project: an immutable text with a title, an origin and zones to skip.

use super::words::words;
use super::{ArticleId, Kept};
use crate::article::{Block, Origin};
use crate::text::{Fragments, Text, TextRange};

/// One article.
#[derive(Clone, PartialEq, Debug)]
pub struct Article {
    /// Names it for good.
    pub id: ArticleId,
    /// A name for lists; the text may or may not hold it.
    pub title: String,
    /// Where it came from.
    pub origin: Origin,
    /// How far the work on it is.
    pub state: ArticleState,
    /// The paragraphs that are not plain, by number from 0, in order.
    pub blocks: Vec<(u32, Block)>,
    /// Its text, to the character.
    pub text: Text,
    /// Zones that are no article text; in order, never overlapping.
    pub skip: Vec<TextRange>,
    /// What another tool's file held and the model has no word for.
    pub kept: Vec<Kept>,
}

impl Article {
    /// What kind of block a paragraph is; none is plain text.
    pub fn block(&self, paragraph: usize) -> Option<Block> {
        let number = u32::try_from(paragraph).ok()?;
        let at = self.blocks.binary_search_by_key(&number, |(at, _)| *at).ok()?;
        self.blocks.get(at).map(|(_, block)| *block)
    }

    /// Whether the text shows the title itself, so that it is not repeated above.
    pub fn has_title_in_text(&self) -> bool {
        self.blocks.iter().any(|(_, block)| *block == Block::Title)
    }

    /// Whether any fragment of a mark stands in a zone.
    pub fn skips(&self, at: &Fragments) -> bool {
        at.iter().any(|range| self.zones_touching(range).next().is_some())
    }

    /// The zones that share a byte with a range, in order.
    pub fn zones_touching(&self, range: TextRange) -> impl Iterator<Item = TextRange> + '_ {
        let first = self.skip.partition_point(|zone| zone.end() <= range.start());
        self.skip.iter().skip(first).copied().take_while(move |zone| zone.start() < range.end())
    }
}

words! {
    /// How far the work on an article is.
    ArticleState {
        /// Never opened, unless it has marks.
        Todo,
        /// Opened.
        InProgress,
        /// Finished: without marks it is a negative.
        Done,
        /// To be looked at by somebody else.
        Flagged,
    }
}
