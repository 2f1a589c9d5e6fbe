//! How the words of a document become paragraphs: what a paragraph is, the cells of a row, the notes that stand after the text.

use crate::article::paper::{Group, Paper};
use crate::article::{Block, is_visible, title};

/// What holds of a paragraph until it is reset.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Manner {
    /// What its style says that it is.
    pub(super) kind: Option<Block>,
    /// The level of a heading, from 1; 0 for none.
    pub(super) level: u8,
    /// Whether it is in a cell of a table.
    pub(super) in_table: bool,
    /// Whether it is in a list.
    pub(super) in_list: bool,
}

/// A paragraph that is done.
struct Paragraph {
    words: String,
    kind: Option<Block>,
    level: u8,
}

/// The document as it is written.
#[derive(Default)]
pub(super) struct Document {
    done: Vec<Paragraph>,
    open: String,
    /// The number of an entry of a list, which stands before its words.
    pub(super) marker: String,
    cells: Vec<String>,
    /// The notes that are done, with their labels.
    notes: Vec<String>,
    /// The words of the text that wait while a note is written.
    waiting: Option<(String, String)>,
    /// How many notes have a number, and whether the last number has its note yet.
    numbered: usize,
    label_waits: bool,
}

impl Document {
    pub(super) fn words(&mut self, words: &str) {
        self.open.push_str(words);
    }

    /// The number of the next note, as it stands in the text; in the note it stands before the words anyway.
    pub(super) fn note_number(&mut self) {
        if self.waiting.is_none() {
            self.numbered += 1;
            self.label_waits = true;
            self.open.push_str(&format!("[{}]", self.numbered));
        }
    }

    /// A note or a box begins: its words are kept apart. Whether it is one; a note in a note is part of it.
    pub(super) fn open_note(&mut self, is_note: bool) -> bool {
        if self.waiting.is_some() {
            return false;
        }
        let label = if std::mem::take(&mut self.label_waits) && is_note { format!("[{}] ", self.numbered) } else { String::new() };
        self.waiting = Some((std::mem::take(&mut self.open), label));
        true
    }

    pub(super) fn close_note(&mut self) {
        let Some((before, label)) = self.waiting.take() else { return };
        let words = std::mem::replace(&mut self.open, before);
        let words = tidy(&words);
        if words.chars().any(is_visible) {
            self.notes.extend(format!("{label}{words}").split('\n').map(str::to_owned));
        }
    }

    /// A paragraph ends.
    pub(super) fn end_paragraph(&mut self, manner: Manner) {
        if self.waiting.is_some() {
            return self.open.push('\n');
        }
        if manner.in_table {
            return self.open.push(' ');
        }
        self.end_row();
        let words = tidy(&std::mem::take(&mut self.open));
        let marker = std::mem::take(&mut self.marker);
        if !words.chars().any(is_visible) {
            return;
        }
        let kind = manner.kind.or(if manner.in_list || !marker.trim().is_empty() { Some(Block::ListItem) } else { None });
        let words = format!("{}{words}", number_of(&marker));
        self.done.push(Paragraph { words, kind, level: manner.level });
    }

    pub(super) fn end_cell(&mut self) {
        if self.waiting.is_none() {
            let words = std::mem::take(&mut self.open);
            let marker = std::mem::take(&mut self.marker);
            self.cells.push(number_of(&marker) + &words.split_ascii_whitespace().collect::<Vec<_>>().join(" "));
        }
    }

    /// A row ends; also where its end is missing and a paragraph outside follows.
    pub(super) fn end_row(&mut self) {
        if self.waiting.is_some() || self.cells.is_empty() {
            return;
        }
        let row = std::mem::take(&mut self.cells).join("\t");
        let row = row.trim_end_matches('\t');
        if row.chars().any(is_visible) {
            self.done.push(Paragraph { words: row.to_owned(), kind: Some(Block::TableRow), level: 0 });
        }
    }

    /// The text, and its headline.
    pub(super) fn finish(mut self, manner: Manner) -> (Paper, String) {
        self.close_note();
        self.end_paragraph(Manner { in_table: false, ..manner });
        self.settle_headline();
        let headline = self.done.iter().find(|paragraph| paragraph.kind == Some(Block::Title)).map(|paragraph| paragraph.words.clone());
        let mut paper = Paper::default();
        let mut group = Group::NONE;
        let mut last = None;
        for paragraph in &self.done {
            let grouped = paragraph.kind.filter(|kind| matches!(kind, Block::ListItem | Block::TableRow));
            if grouped != last {
                group = if grouped.is_some() { paper.open_group() } else { Group::NONE };
                last = grouped;
            }
            paper.put(&paragraph.words, paragraph.kind, group);
        }
        for note in &self.notes {
            paper.put(note, None, Group::NONE);
        }
        (paper, headline.unwrap_or_default())
    }

    /// One paragraph is the headline: that with the style of a title, else the first heading of the first level, else, where there are no
    /// headings, the first line if it is one to see.
    fn settle_headline(&mut self) {
        let place = |is: &dyn Fn(&Paragraph) -> bool| self.done.iter().position(is);
        let title = place(&|paragraph| paragraph.kind == Some(Block::Title))
            .or_else(|| place(&|paragraph| paragraph.kind == Some(Block::Heading) && paragraph.level == 1));
        let has_headings = self.done.iter().any(|paragraph| paragraph.kind == Some(Block::Heading));
        let title = title.or_else(|| {
            let first = self.done.first().filter(|first| !has_headings && first.kind.is_none())?;
            let following = self.done.get(1).map(|_| ["", "text"]).into_iter().flatten();
            title::is_headline(&first.words, following).then_some(0)
        });
        for (at, paragraph) in self.done.iter_mut().enumerate() {
            match paragraph.kind {
                _ if Some(at) == title => paragraph.kind = Some(Block::Title),
                Some(Block::Title) => paragraph.kind = Some(Block::Heading),
                Some(Block::Heading | Block::Quote | Block::ListItem | Block::Caption | Block::TableRow) | None => {}
            }
        }
    }
}

/// The number of an entry of a list with a space after it; nothing for a bullet. Word's second bullet is the letter o.
fn number_of(marker: &str) -> String {
    let marker = marker.trim();
    if marker.chars().any(char::is_alphanumeric) && marker != "o" { format!("{marker} ") } else { String::new() }
}

/// Lines without white space at their ends, none of them empty.
fn tidy(words: &str) -> String {
    words.split('\n').map(|line| line.trim_matches([' ', '\t'])).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}
