//! Where the analyst is: the article shown, the text selected, the mark selected.

use crate::project::{ArticleId, MarkId};
use std::ops::Range;

/// What is selected.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Selection {
    /// The article that is shown.
    pub article: Option<ArticleId>,
    /// The byte where selecting began.
    pub anchor: usize,
    /// The byte where the caret stands.
    pub focus: usize,
    /// The mark whose details are shown.
    pub mark: Option<MarkId>,
    /// Counts the requests to bring the selection into view; the reader scrolls when it has grown.
    pub asked_to_see: u64,
}

impl Selection {
    /// The selected bytes, in order; empty where there is only a caret.
    pub fn bytes(&self) -> Range<usize> {
        self.anchor.min(self.focus)..self.anchor.max(self.focus)
    }

    /// Whether only a caret stands.
    pub fn is_caret(&self) -> bool {
        self.anchor == self.focus
    }
}
