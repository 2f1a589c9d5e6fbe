//! A mark of which a test says only what it is about.

use crate::project::{ArticleId, Mark, MarkId, MarkState, Meaning, Name};
use crate::text::Fragments;

/// An accepted mark that says nothing but what it is.
pub(crate) fn plain_mark(id: MarkId, article: ArticleId, at: Fragments, meaning: Meaning) -> Mark {
    Mark {
        id,
        article,
        version: None,
        at,
        meaning,
        links: Vec::new(),
        note: String::new(),
        discuss: false,
        tags: Vec::new(),
        state: MarkState::Accepted,
        decided: None,
        score: None,
        by: Name::default(),
        on: None,
        of: Vec::new(),
        kept: Vec::new(),
    }
}
