//! A place in the tokens, from which words are looked up in the tables of one language.

use super::tables::Language;
use super::tokens::{Kind, Token};

/// A place in the tokens. Copied to look ahead, put back to look again.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    /// The words.
    pub(super) words: &'a str,
    /// Their tokens.
    pub(super) tokens: &'a [Token],
    /// How many of them are read.
    pub(super) at: usize,
    /// The tables.
    pub(super) language: &'static Language,
}

impl<'a> Reader<'a> {
    /// Stands before the first token.
    pub(super) fn new(words: &'a str, tokens: &'a [Token], language: &'static Language) -> Self {
        Self { words, tokens, at: 0, language }
    }

    /// The token so many places on.
    pub(super) fn ahead(&self, places: usize) -> Option<&'a Token> {
        self.tokens.get(self.at.checked_add(places)?)
    }

    /// Whether nothing is left.
    pub(super) fn is_done(&self) -> bool {
        self.at >= self.tokens.len()
    }

    /// The key of the next token, empty at the end.
    pub(super) fn key(&self) -> &'a str {
        self.ahead(0).map_or("", |token| token.key.as_str())
    }

    /// Whether white space stands before the next token.
    pub(super) fn gap(&self) -> bool {
        self.ahead(0).is_some_and(|token| token.gap)
    }

    /// Whether the next token is of this kind.
    pub(super) fn is(&self, kind: Kind) -> bool {
        self.ahead(0).is_some_and(|token| token.kind == kind)
    }

    /// Reads on; where that finds nothing, nothing is read.
    pub(super) fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let before = self.at;
        let found = read(self);
        if found.is_none() {
            self.at = before;
        }
        found
    }

    /// Reads the longest form of a table that stands here. The forms of an entry are divided by `|`, the words of a form by a space;
    /// a hyphen may stand between them.
    pub(super) fn eat<T: Copy>(&mut self, table: &[(&str, T)]) -> Option<T> {
        let ends = table.iter().filter_map(|(forms, value)| Some((self.end_of_any(forms)?, *value)));
        let (end, value) = ends.max_by_key(|(end, _)| *end)?;
        self.at = end;
        Some(value)
    }

    /// Reads the longest of the forms that stands here.
    pub(super) fn eat_any(&mut self, forms: &str) -> bool {
        self.eat(&[(forms, ())]).is_some()
    }

    /// Whether one of the forms stands here.
    pub(super) fn sees(&self, forms: &str) -> bool {
        self.end_of_any(forms).is_some()
    }

    /// Whether a form of the table stands here.
    pub(super) fn sees_one_of<T: Copy>(&self, table: &[(&str, T)]) -> bool {
        table.iter().any(|(forms, _)| self.sees(forms))
    }

    /// Reads a hyphen that binds the tokens around it.
    pub(super) fn hyphen(&mut self) -> bool {
        let binds = self.binds_at(self.at);
        self.at += usize::from(binds);
        binds
    }

    fn binds_at(&self, at: usize) -> bool {
        let is_bound = |index: usize| self.tokens.get(index).is_some_and(|token| !token.gap);
        self.tokens.get(at).is_some_and(|token| token.key == "-") && is_bound(at) && is_bound(at + 1)
    }

    fn end_of_any(&self, forms: &str) -> Option<usize> {
        // Nearly every form begins with another letter; the tables are long and asked often.
        let first = self.key().as_bytes().first()?;
        forms.split('|').filter(|form| form.as_bytes().first() == Some(first)).filter_map(|form| self.end_of(form)).max()
    }

    fn end_of(&self, form: &str) -> Option<usize> {
        let mut end = self.at;
        for (index, piece) in form.split(' ').enumerate() {
            if index > 0 && piece != "-" && self.binds_at(end) {
                end += 1;
            }
            self.tokens.get(end).filter(|token| token.key == piece)?;
            end += 1;
        }
        Some(end)
    }
}
