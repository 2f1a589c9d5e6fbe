//! A paragraph as it is written, and what is known of it when it is done.

use crate::article::has_no_spaces;
use crate::article::{Block, is_visible};

/// A paragraph of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// Its words; a line feed is a line break of the page.
    pub(super) text: String,
    /// What it is, if it is not plain; a heading of the first level is a heading here.
    pub(super) kind: Option<Block>,
    /// The list or table that it is in, from 1; 0 for none.
    pub(super) group: u32,
    /// The level of a heading, from 1; 0 for what is none.
    pub(super) level: u8,
    /// The node that its first words are from.
    pub(super) first: usize,
    /// The node that its last words are from.
    pub(super) last: usize,
    /// How many characters it has that can be seen.
    pub(super) letters: usize,
    /// How many of these are in links.
    pub(super) linked: usize,
}

/// The paragraphs that are done, and the one that is being written.
#[derive(Default)]
pub(super) struct Writer {
    pub(super) done: Vec<Paragraph>,
    now: Paragraph,
    white: White,
    /// The cells of the row so far, and how many columns wide the last one is.
    cells: usize,
    columns: usize,
    groups: u32,
}

/// What stood between the words so far and those that come.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum White {
    #[default]
    None,
    Space,
    /// White space with a line end of the source in it.
    Line,
}

impl Writer {
    pub(super) fn open_group(&mut self) -> u32 {
        self.groups += 1;
        self.groups
    }

    pub(super) fn has_cells(&self) -> bool {
        self.cells > 0
    }

    pub(super) fn is_empty(&self) -> bool {
        self.now.letters == 0
    }

    /// Adds words from a node.
    pub(super) fn words(&mut self, words: &str, node: usize, link: bool, as_they_are: bool) {
        for character in words.chars() {
            match character {
                '\n' if as_they_are => self.now.text.push('\n'),
                '\t' if as_they_are => self.now.text.push('\t'),
                '\r' if as_they_are => {}
                ' ' if as_they_are => self.now.text.push(' '),
                '\n' | '\r' => self.white = White::Line,
                ' ' | '\t' | '\x0c' => self.white = self.white.max_space(),
                // Bytes of windows-1252 that somebody turned into UTF-8 one by one; they are no words otherwise.
                '\u{80}'..='\u{9f}' => self.character(super::references::character(u32::from(character)), node, link),
                _ if character.is_control() => {}
                _ => self.character(character, node, link),
            }
        }
    }

    fn character(&mut self, character: char, node: usize, link: bool) {
        let white = std::mem::take(&mut self.white);
        if white != White::None {
            let before = self.now.text.chars().next_back();
            let joins = white == White::Line && before.is_some_and(has_no_spaces) && has_no_spaces(character);
            if !joins && before.is_some_and(|before| !matches!(before, ' ' | '\n' | '\t')) {
                self.now.text.push(' ');
            }
        }
        self.now.text.push(character);
        if is_visible(character) {
            if self.now.letters == 0 {
                self.now.first = node;
            }
            self.now.last = node;
            self.now.letters += 1;
            self.now.linked += usize::from(link);
        }
    }

    /// What follows stands apart, on the same line.
    pub(super) fn space(&mut self) {
        self.white = self.white.max_space();
    }

    /// Ends a line; whether that makes an empty line, and so ends the paragraph.
    pub(super) fn line_break(&mut self) -> bool {
        self.white = White::None;
        if self.now.text.ends_with('\n') {
            return true;
        }
        let end = self.now.text.trim_end_matches(' ').len();
        self.now.text.truncate(end);
        if !self.now.text.is_empty() {
            self.now.text.push('\n');
        }
        false
    }

    /// Begins a cell, which is so many columns wide.
    pub(super) fn cell(&mut self, columns: usize) {
        self.white = White::None;
        self.now.text.extend(std::iter::repeat_n('\t', self.columns));
        self.cells += 1;
        self.columns = columns;
    }

    /// Forgets what has no words.
    pub(super) fn clear(&mut self) {
        self.now = Paragraph::default();
        self.white = White::None;
        self.cells = 0;
        self.columns = 0;
    }

    /// Ends the paragraph.
    pub(super) fn flush(&mut self, marker: &str, kind: Option<Block>, group: u32, level: u8, preformatted: bool) {
        let now = std::mem::take(&mut self.now);
        // Chinese and Japanese paragraphs begin with wide spaces where others are indented.
        let text = match kind {
            Some(Block::TableRow) => now.text.trim_end_matches(['\t', ' ']),
            _ if preformatted => now.text.trim_start_matches('\n').trim_end_matches([' ', '\t', '\n']),
            _ => now.text.trim_matches([' ', '\t', '\n']).trim_start_matches('\u{3000}'),
        };
        self.done.push(Paragraph { text: format!("{marker}{text}"), kind, group, level, ..now });
        self.clear();
    }
}

impl White {
    fn max_space(self) -> Self {
        if self == Self::None { Self::Space } else { self }
    }
}
