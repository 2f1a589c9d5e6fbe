//! What is met in an office document that the analyst should know of, gathered while it is walked through.

use crate::article::words::Warning;
use crate::article::{is_visible, title};

/// What the analyst should be told.
#[derive(Default)]
pub(super) struct Told {
    /// Pieces that tracked changes add.
    pub(super) added: usize,
    /// Pieces that tracked changes take away.
    pub(super) removed: usize,
    hidden_paragraphs: usize,
    first_hidden: String,
    symbols: usize,
    symbol_font: String,
    /// The names of parts that could not be read.
    pub(super) missing: Vec<String>,
}

impl Told {
    /// Notes the hidden words of a paragraph, if there are any.
    pub(super) fn hide(&mut self, words: &str) {
        if words.chars().any(is_visible) {
            if self.hidden_paragraphs == 0 {
                self.first_hidden = title::shorten(words);
            }
            self.hidden_paragraphs += 1;
        }
    }

    /// Notes a sign that stands for no character.
    pub(super) fn unknown_symbol(&mut self, font: &str) {
        if self.symbols == 0 {
            self.symbol_font = title::shorten(font);
        }
        self.symbols += 1;
    }

    /// All of it as sentences.
    pub(super) fn warnings(&self) -> Vec<Warning> {
        let mut warnings = Vec::new();
        if self.added + self.removed > 0 {
            warnings.push(Warning::TrackedChanges { removed: self.removed, added: self.added });
        }
        if self.hidden_paragraphs > 0 {
            warnings.push(Warning::Hidden { paragraphs: self.hidden_paragraphs, first: self.first_hidden.clone() });
        }
        if self.symbols > 0 {
            warnings.push(Warning::UnknownSymbols { count: self.symbols, font: self.symbol_font.clone() });
        }
        if let Some(first) = self.missing.first() {
            warnings.push(Warning::MissingParts { count: self.missing.len(), first: first.clone() });
        }
        warnings
    }
}
