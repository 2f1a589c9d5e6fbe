//! A text that an article had before: the article was changed after it was published, and what was marked then can still be read.

use super::{ArticleId, Mark, Moment, Name, VersionId};
use crate::article::{Block, Origin};
use crate::text::{Text, TextRange};
use std::sync::Arc;

/// An earlier version of an article, with its marks as they stood when it was replaced.
#[derive(Clone, PartialEq, Debug)]
pub struct Version {
    /// Names it for good.
    pub id: VersionId,
    /// Whose version it is.
    pub article: ArticleId,
    /// The article's title then.
    pub title: String,
    /// Where that text came from.
    pub origin: Origin,
    /// The paragraphs that were not plain, by number from 0, in order.
    pub blocks: Vec<(u32, Block)>,
    /// The text, to the character.
    pub text: Text,
    /// Zones that were no article text; in order, never overlapping.
    pub skip: Vec<TextRange>,
    /// The marks as they stood in it, in reading order. They are a record: their links may lead to what is gone, and nothing counts them.
    pub marks: Vec<Arc<Mark>>,
    /// Who replaced it.
    pub by: Name,
    /// When it was replaced.
    pub on: Option<Moment>,
}
