//! Words of a text among what stands around them, on one line.

use super::shorten;
use crate::text::{Text, TextRange, grapheme_ceil, grapheme_floor};

/// Words with what stands around them.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct InContext {
    /// What stands before them in their paragraph.
    pub before: String,
    /// The words.
    pub words: String,
    /// What stands behind them in their paragraph.
    pub after: String,
}

impl InContext {
    /// Everything in one line.
    pub fn line(&self) -> String {
        format!("{}{}{}", self.before, self.words, self.after)
    }
}

/// The words at a place with about so many bytes before and behind, never more than their paragraph.
pub fn context(text: &Text, at: TextRange, before: usize, behind: usize) -> InContext {
    let paragraph = text.paragraph(text.paragraph_at(at.start()));
    let from = grapheme_floor(text.as_str(), at.start().saturating_sub(before)).max(paragraph.start);
    let to = grapheme_ceil(text.as_str(), (at.end() + behind).min(text.len())).min(paragraph.end.max(at.end()));
    // No word is cut where words have spaces between them.
    let cut = text.slice(from..at.start());
    let whole = cut.split_once(' ').filter(|_| from > paragraph.start).map_or(from, |(word, _)| from + word.len() + 1);
    let (from, ellipsis) = if from > paragraph.start { (whole, "…") } else { (from, "") };
    InContext { before: format!("{ellipsis}{}", text.slice(from..at.start())), words: shorten(at.of(text), 80), after: text.slice(at.end()..to).to_owned() }
}
