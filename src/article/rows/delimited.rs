//! Text with delimiters. Written here and not taken from a library, because no row of a file may have columns without end, and because a
//! quotation mark that is never closed must be told: it swallows all rows after it.

use super::{Cell, Record, names};
use crate::article::{Refusal, Warning, limits};
use std::borrow::Cow;

/// How the cells of a file are parted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Style {
    delimiter: char,
    /// Whether a cell that begins with a quotation mark ends with one.
    quotes: bool,
}

/// Parses the rows. The first is the names of the columns, unless it is plainly a row of data.
pub(super) fn records(source: &str) -> Result<Vec<Record<'_>>, Refusal> {
    let (source, line) = without_sep_line(source);
    let mut lines = Lines { source, at: 0, line, style: style(source), is_literal: false };
    let Some(first) = lines.next() else { return Ok(Vec::new()) };
    let first_cells = first.cells.clone().map_err(|()| Refusal::TooManyColumns { limit: limits::ROW_COLUMNS })?;
    let has_names = !is_data(&first_cells);
    let header = header(&first_cells, has_names);
    let mut records = Vec::new();
    let data = (!has_names).then_some(first).into_iter().chain(&mut lines);
    for line in data.filter(|line| line.cells.as_ref().map_or(true, |cells| cells.iter().any(|cell| !cell.trim().is_empty()))) {
        if records.len() == limits::ROWS {
            return Err(Refusal::TooManyRows { limit: limits::ROWS });
        }
        records.push(record(line, &header));
    }
    Ok(records)
}

/// Excel writes and reads a first line that names the delimiter. The rest, and the line on which it begins.
fn without_sep_line(source: &str) -> (&str, u32) {
    let is_sep = |line: &str| line.trim_matches('"').strip_prefix("sep=").is_some_and(|rest| rest.trim_end().chars().count() <= 1);
    source.split_once('\n').filter(|(line, _)| is_sep(line.trim_end())).map_or((source, 1), |(_, rest)| (rest, 2))
}

fn record<'a>(line: Line<'a>, header: &[Cow<'a, str>]) -> Record<'a> {
    let cells = match line.cells {
        Ok(cells) => cells,
        Err(()) => return Record { line: line.number, cells: Err(Refusal::TooManyColumns { limit: limits::ROW_COLUMNS }), warning: None },
    };
    let warning = if line.is_open {
        Some(Warning::OpenQuote { line: line.number })
    } else if cells.len() != header.len() {
        Some(Warning::RaggedRow { cells: cells.len(), columns: header.len() })
    } else {
        None
    };
    let name = |at: usize| header.get(at).cloned().unwrap_or_else(|| Cow::Owned(format!("column {}", at + 1)));
    let cells = cells.into_iter().enumerate().map(|(at, value)| Cell { name: name(at), value }).collect();
    Record { line: line.number, cells: Ok(cells), warning }
}

/// The names of the columns; those without one, and all where the file has no names, by their number.
fn header<'a>(first: &[Cow<'a, str>], has_names: bool) -> Vec<Cow<'a, str>> {
    let numbered = |at: usize| Cow::Owned(format!("column {}", at + 1));
    let named = |at: usize, name: &Cow<'a, str>| match name.trim() {
        "" => numbered(at),
        name if !has_names || name.len() > limits::ROW_NAME_BYTES => numbered(at),
        name => Cow::Owned(name.to_owned()),
    };
    first.iter().enumerate().map(|(at, name)| named(at, name)).collect()
}

/// Whether the first row is no names: none of them is known, and one is as long as a text.
fn is_data(first: &[Cow<'_, str>]) -> bool {
    first.iter().all(|name| names::role(name).is_none()) && first.iter().any(|name| name.len() > 120)
}

/// Tells the style from the first rows: of the delimiters the one that gives most rows as many cells as the first has.
fn style(source: &str) -> Style {
    let sample = source.get(..source.floor_char_boundary(limits::ROW_SAMPLE_BYTES)).unwrap_or(source);
    // A row that the cut goes through tells nothing, unless it is all there is.
    let source = if sample.len() < source.len() { sample.rsplit_once('\n').map_or(sample, |(rows, _)| rows) } else { source };
    let rated = [',', ';', '\t', '|'].into_iter().flat_map(|delimiter| [true, false].map(|quotes| Style { delimiter, quotes }));
    let best = rated.filter_map(|style| Some((rating(source, style)?, style)));
    // Of equal ones the first.
    best.reduce(|best, next| if next.0 > best.0 { next } else { best }).map_or(Style { delimiter: ',', quotes: true }, |(_, style)| style)
}

/// How well a style fits, out of 1000, then how many columns it gives; nothing where it gives one.
fn rating(source: &str, style: Style) -> Option<(usize, usize)> {
    const ROWS: usize = 50;
    let is_empty = |line: &Line<'_>| matches!(line.cells.as_deref(), Ok([cell]) if cell.is_empty());
    let mut lines = Lines { source, at: 0, line: 1, style, is_literal: false };
    // A row whose quotation mark is never closed is no row.
    let counts: Vec<usize> =
        lines.by_ref().take(ROWS).filter(|line| !is_empty(line)).map(|line| line.cells.ok().filter(|_| !line.is_open).map_or(0, |cells| cells.len())).collect();
    let columns = counts.first().copied().filter(|columns| *columns > 1)?;
    let even = counts.iter().filter(|count| **count == columns).count();
    let fits = even * 1000 / counts.len().max(1);
    // Marks count as marks wherever the rows come out even with them, unless some are plainly words.
    let preference = match (style.quotes, lines.is_literal) {
        (true, false) => 2,
        (false, _) => 1,
        (true, true) => 0,
    };
    Some((fits * 3 + preference, columns))
}

/// A row and the line on which it begins.
struct Line<'a> {
    number: u32,
    /// The cells; none where there are too many.
    cells: Result<Vec<Cow<'a, str>>, ()>,
    /// Whether the file ends inside a quotation mark that began here.
    is_open: bool,
}

struct Lines<'a> {
    source: &'a str,
    at: usize,
    line: u32,
    style: Style,
    /// Whether a cell began with a quotation mark that is one of its words.
    is_literal: bool,
}

impl<'a> Iterator for Lines<'a> {
    type Item = Line<'a>;

    fn next(&mut self) -> Option<Line<'a>> {
        if self.at >= self.source.len() {
            return None;
        }
        let mut line = Line { number: self.line, cells: Ok(Vec::new()), is_open: false };
        loop {
            let (cell, end, is_open) = self.cell();
            line.is_open |= is_open;
            match &mut line.cells {
                Ok(cells) if cells.len() < limits::ROW_COLUMNS => cells.push(cell),
                Ok(_) => line.cells = Err(()),
                Err(()) => {}
            }
            if end {
                return Some(line);
            }
        }
    }
}

impl<'a> Lines<'a> {
    /// The next cell, whether it is the last of its row, and whether its quotation mark is never closed.
    fn cell(&mut self) -> (Cow<'a, str>, bool, bool) {
        let rest = self.source.get(self.at..).unwrap_or_default();
        if self.style.quotes
            && let Some(inside) = rest.trim_start_matches(' ').strip_prefix('"')
        {
            let skipped = rest.len() - inside.len();
            match self.quoted(inside, skipped) {
                Some(found) => return found,
                None => self.is_literal = true,
            }
        }
        let length = rest.find([self.style.delimiter, '\n']).unwrap_or(rest.len());
        let end = self.step(length);
        let cell = rest.get(..length).unwrap_or_default();
        (Cow::Borrowed(if end { cell.trim_end_matches('\r') } else { cell }), end, false)
    }

    /// A cell between quotation marks, of which two inside are one; nothing where the cell goes on behind the closing mark, which happens in
    /// files with tabs, whose programs write quotation marks as they are. Where commas part the cells, only a mark before a delimiter closes.
    fn quoted(&mut self, inside: &'a str, skipped: usize) -> Option<(Cow<'a, str>, bool, bool)> {
        let mut pieces: Cow<'a, str> = Cow::Borrowed("");
        let mut rest = inside;
        let is_open = loop {
            let Some((piece, after)) = rest.split_once('"') else {
                append(&mut pieces, rest);
                rest = "";
                break true;
            };
            append(&mut pieces, piece);
            rest = after;
            if let Some(after) = rest.strip_prefix('"') {
                append(&mut pieces, "\"");
                rest = after;
                continue;
            }
            let blank = rest.trim_start_matches([' ', '\r']);
            if blank.is_empty() || blank.starts_with([self.style.delimiter, '\n']) {
                rest = blank;
                break false;
            }
            if self.style.delimiter == '\t' {
                return None;
            }
            append(&mut pieces, "\"");
        };
        let end = self.step(skipped + inside.len() - rest.len());
        Some((pieces, end, is_open))
    }

    /// Goes on behind a cell of so many bytes and what ends it; whether that is the end of the row.
    fn step(&mut self, length: usize) -> bool {
        let rest = self.source.get(self.at..).unwrap_or_default();
        let cell = rest.get(..length).unwrap_or_default();
        let feeds = memchr::memchr_iter(b'\n', cell.as_bytes()).count();
        self.line = self.line.saturating_add(u32::try_from(feeds).unwrap_or(u32::MAX));
        let after = rest.get(length..).unwrap_or_default();
        let ends = !after.starts_with(self.style.delimiter);
        if after.starts_with('\n') {
            self.line = self.line.saturating_add(1);
        }
        self.at += length + usize::from(!after.is_empty());
        // A delimiter at the very end has an empty cell behind it, which is nothing.
        ends || self.at >= self.source.len()
    }
}

fn append<'a>(pieces: &mut Cow<'a, str>, piece: &'a str) {
    if pieces.is_empty() {
        *pieces = Cow::Borrowed(piece);
    } else if !piece.is_empty() {
        pieces.to_mut().push_str(piece);
    }
}
