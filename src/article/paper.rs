//! Paragraphs as they are put down one beneath the other, by every reader whose file has more than lines: one empty line stands between
//! blocks, the entries of a list and the rows of a table follow each other line by line.

use super::{Block, Place};

/// What a reader found in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Page {
    /// What the file calls the article; empty where it says nothing.
    pub(super) title: String,
    /// Where it is from, as far as the file says; the name and the line ends of the file are filled in by who called the reader.
    pub(super) origin: super::Origin,
    /// The words.
    pub(super) paper: Paper,
    /// What else the file says of the article: a name and its value.
    pub(super) details: Vec<(String, String)>,
    /// What the analyst should know about how it was read.
    pub(super) warnings: Vec<super::Warning>,
}

/// The text that grows, and what its paragraphs are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Paper {
    text: String,
    blocks: Vec<(u32, Block)>,
    places: Vec<(u32, Place)>,
    /// The number of the last line of `text`.
    line: u32,
    last_group: Group,
    groups_made: u32,
    /// Where in the file what is put down now is from.
    here: Option<Place>,
}

/// What is known of paragraphs, by their numbers from 0, ascending.
pub(super) type Numbered<T> = Vec<(u32, T)>;

/// A list or a table: its blocks are not parted by an empty line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Group(u32);

impl Group {
    /// In no list and no table.
    pub(super) const NONE: Self = Self(0);
}

impl Paper {
    /// A list or a table that begins.
    pub(super) fn open_group(&mut self) -> Group {
        self.groups_made += 1;
        Group(self.groups_made)
    }

    /// What is put down from now on is from this place of the file; a paragraph carries it where it is another than that of the one before.
    pub(super) fn turn_to(&mut self, place: Place) {
        self.here = Some(place);
    }

    /// Puts down a block. Line feeds in its words are kept, so that it may be several paragraphs of the text; those without anything to see
    /// have no kind.
    pub(super) fn put(&mut self, words: &str, kind: Option<Block>, group: Group) {
        if !self.text.is_empty() {
            let lines = if group != Group::NONE && group == self.last_group { 1 } else { 2 };
            self.text.push_str(if lines == 1 { "\n" } else { "\n\n" });
            self.line += lines;
        }
        self.last_group = group;
        if let Some(here) = self.here.filter(|here| self.places.last().is_none_or(|(_, last)| last != here)) {
            self.places.push((self.line, here));
        }
        for (number, line) in words.split('\n').enumerate() {
            if number > 0 {
                self.text.push('\n');
                self.line += 1;
            }
            self.text.push_str(line);
            if let Some(kind) = kind.filter(|_| !line.trim().is_empty()) {
                self.blocks.push((self.line, kind));
            }
        }
    }

    /// The text so far.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The words of the headline, if one was put down.
    pub(super) fn headline(&self) -> Option<&str> {
        let (at, _) = self.blocks.iter().find(|(_, kind)| *kind == Block::Title)?;
        self.text.split('\n').nth(usize::try_from(*at).ok()?)
    }

    /// The text, what its paragraphs are, and where in the file they are from.
    pub(super) fn into_parts(self) -> (String, Numbered<Block>, Numbered<Place>) {
        (self.text, self.blocks, self.places)
    }
}
