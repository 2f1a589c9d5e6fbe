//! What an office document holds, before it is put down: paragraphs with what they are, and tables of them. Which paragraph is the
//! headline can only be told when all are known.

use super::languages::Tally;
use super::properties::Said;
use crate::article::paper::{Group, Page, Paper};
use crate::article::{Block, Origin, Refusal, Warning, is_boilerplate, is_visible, title};

/// A paragraph or a table, in the order of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Words of one kind.
    Paragraph(Words, Role),
    /// Rows of cells, each with its own pieces.
    Table(Vec<Vec<Vec<Piece>>>),
}

/// What a paragraph is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Role {
    /// The headline, by its style.
    Title,
    /// A heading and its level, from 1.
    Heading(u8),
    /// Somebody else's words.
    Quote,
    /// An entry of a list.
    Entry,
    /// What stands under a picture or a table.
    Caption,
    /// Anything else.
    #[default]
    Plain,
}

/// The words of a paragraph as they grow: white space as a page shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Words(String);

impl Words {
    /// Adds words. Spaces and line ends of the file are one space, tabs stay.
    pub(super) fn push(&mut self, words: &str) {
        for character in words.chars() {
            match character {
                ' ' | '\n' | '\r' if self.0.is_empty() || self.0.ends_with([' ', '\t', '\n']) => {}
                ' ' | '\n' | '\r' => self.0.push(' '),
                '\t' => self.tab(),
                other => self.0.push(other),
            }
        }
    }

    /// Adds a tab; a space before it goes, and at the start of a line it is only an indent.
    pub(super) fn tab(&mut self) {
        self.trim_line();
        if !self.0.is_empty() && !self.0.ends_with(['\t', '\n']) {
            self.0.push('\t');
        }
    }

    /// Ends a line inside the paragraph.
    pub(super) fn line_break(&mut self) {
        while self.0.ends_with([' ', '\t']) {
            self.0.pop();
        }
        if !self.0.is_empty() && !self.0.ends_with("\n\n") {
            self.0.push('\n');
        }
    }

    fn trim_line(&mut self) {
        while self.0.ends_with(' ') {
            self.0.pop();
        }
    }

    /// Puts a number or a mark before the words.
    pub(super) fn number(&mut self, number: &str) {
        self.0.insert_str(0, &format!("{} ", number.trim_end()));
    }

    /// Whether there is anything to see.
    pub(super) fn is_empty(&self) -> bool {
        !self.0.chars().any(is_visible)
    }

    /// The words without white space around them; NBSP stays.
    pub(super) fn trimmed(&self) -> &str {
        self.0.trim_matches([' ', '\t', '\n'])
    }

    /// The words on one line, as headings and cells have them.
    fn on_one_line(&self) -> String {
        self.trimmed().split(['\n', '\t', ' ']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

/// The page that a document's pieces make, with what it says of itself and what was told on the way.
///
/// # Errors
/// Refuses a document without words.
pub(super) fn page(pieces: Vec<Piece>, said: Said, languages: &Tally, warnings: Vec<Warning>) -> Result<Page, Refusal> {
    let language = if said.language.is_empty() { languages.most_used() } else { said.language.clone() };
    let (paper, headline) = put_down(pieces);
    if !paper.text().chars().any(is_visible) {
        return Err(Refusal::Empty);
    }
    let (title, details) = said.title_and_details(&paper, headline);
    let origin = Origin { published: said.published, byline: said.byline, language, ..Origin::default() };
    Ok(Page { title, origin, paper, details, warnings })
}

/// Puts all pieces down, and gives the words of the headline if there is one: the first paragraph of that style, else the first heading of
/// the first level, else a first line that looks like one.
pub(super) fn put_down(pieces: Vec<Piece>) -> (Paper, Option<String>) {
    let mut layout = Layout::default();
    layout.pieces(pieces);
    let headline = layout.headline();
    let mut paper = Paper::default();
    let mut groups: Vec<(u32, Group)> = Vec::new();
    for (at, line) in layout.lines.iter().enumerate() {
        let group = match groups.last() {
            Some((number, group)) if *number == line.group => *group,
            _ if line.group == 0 => Group::NONE,
            _ => {
                let group = paper.open_group();
                groups.push((line.group, group));
                group
            }
        };
        let block = if Some(at) == headline { Some(Block::Title) } else { line.block() };
        paper.put(&line.words, block, group);
    }
    (paper, headline.and_then(|at| layout.lines.get(at)).map(|line| line.words.clone()))
}

#[derive(Default)]
struct Layout {
    lines: Vec<Line>,
    groups: u32,
}

struct Line {
    words: String,
    role: Role,
    is_row: bool,
    /// Lines of one list or one table have one number; 0 is none.
    group: u32,
}

impl Line {
    fn block(&self) -> Option<Block> {
        match self.role {
            _ if self.is_row => Some(Block::TableRow),
            // A second headline is a heading.
            Role::Title | Role::Heading(_) => Some(Block::Heading),
            Role::Quote => Some(Block::Quote),
            Role::Entry => Some(Block::ListItem),
            Role::Caption => Some(Block::Caption),
            Role::Plain => None,
        }
    }
}

impl Layout {
    fn pieces(&mut self, pieces: Vec<Piece>) {
        let mut list = 0;
        for piece in pieces {
            match piece {
                Piece::Paragraph(words, _) if words.is_empty() => {}
                Piece::Paragraph(words, role) => {
                    let is_heading = matches!(role, Role::Title | Role::Heading(_));
                    let words = if is_heading { words.on_one_line() } else { words.trimmed().to_owned() };
                    list = if role != Role::Entry {
                        0
                    } else if list == 0 {
                        self.new_group()
                    } else {
                        list
                    };
                    self.lines.push(Line { words, role, is_row: false, group: list });
                }
                Piece::Table(rows) if is_box(&rows) => {
                    list = 0;
                    self.pieces(rows.into_iter().flatten().flatten().collect());
                }
                Piece::Table(rows) => {
                    list = 0;
                    let group = self.new_group();
                    self.rows(rows, group);
                }
            }
        }
    }

    fn new_group(&mut self) -> u32 {
        self.groups += 1;
        self.groups
    }

    /// One line for each row; the rows of a table in a cell follow the row that it stands in.
    fn rows(&mut self, rows: Vec<Vec<Vec<Piece>>>, group: u32) {
        for row in rows {
            let mut inner = Vec::new();
            let cells: Vec<String> = row.into_iter().map(|cell| cell_words(cell, &mut inner)).collect();
            let words = cells.join("\t");
            let words = words.trim_end_matches([' ', '\t']);
            if words.chars().any(is_visible) {
                self.lines.push(Line { words: words.to_owned(), role: Role::Plain, is_row: true, group });
            }
            for table in inner {
                self.rows(table, group);
            }
        }
    }

    fn headline(&self) -> Option<usize> {
        let first = |is: &dyn Fn(&Line) -> bool| self.lines.iter().position(is);
        first(&|line| line.role == Role::Title && !line.is_row)
            .or_else(|| first(&|line| line.role == Role::Heading(1) && !line.is_row))
            .or_else(|| self.first_line_as_headline())
    }

    fn first_line_as_headline(&self) -> Option<usize> {
        let first = self.lines.first().filter(|line| line.role == Role::Plain && !line.is_row && !line.words.contains('\n'))?;
        let second = self.lines.get(1).filter(|line| !line.is_row)?;
        // An empty line stands between them in the text.
        title::is_headline(&first.words, ["", &second.words].into_iter()).then_some(0).filter(|_| !is_boilerplate(&first.words))
    }
}

/// A frame around words rather than a table: one column, and one row or cells of several paragraphs.
fn is_box(rows: &[Vec<Vec<Piece>>]) -> bool {
    let is_full = |cell: &Vec<Piece>| cell.iter().filter(|piece| !matches!(piece, Piece::Paragraph(words, _) if words.is_empty())).count() > 1;
    rows.iter().all(|row| row.len() <= 1) && (rows.len() == 1 || rows.iter().flatten().any(is_full))
}

/// The words of a cell on one line; the tables in it are set aside.
fn cell_words(cell: Vec<Piece>, tables: &mut Vec<Vec<Vec<Vec<Piece>>>>) -> String {
    let mut paragraphs = Vec::new();
    for piece in cell {
        match piece {
            Piece::Paragraph(words, _) if words.is_empty() => {}
            Piece::Paragraph(words, _) => paragraphs.push(words.on_one_line()),
            Piece::Table(rows) => tables.push(rows),
        }
    }
    paragraphs.join(" ")
}

/// A note with its number before its first words.
pub(super) fn numbered(mut pieces: Vec<Piece>, label: &str) -> Vec<Piece> {
    let first = pieces.iter_mut().find_map(|piece| match piece {
        Piece::Paragraph(words, _) if !words.is_empty() => Some(words),
        Piece::Paragraph(..) | Piece::Table(_) => None,
    });
    if let Some(words) = first.filter(|_| !label.is_empty()) {
        words.number(label);
    }
    pieces
}
