//! What stands beside the files of tokens: the texts, and where the tokens stand in them.

use super::source::{Raw, short};
use super::{Files, Reading};
use crate::formats::rows::Rows;
use crate::text::Units;
use crate::text::is_blank;

/// Bytes that a line of the file of places may have.
const MOST_LINE_BYTES: u64 = 1 << 16;

/// The file that says where tokens stand.
pub(super) struct Offsets<'f> {
    rows: Rows<'f>,
    path: String,
    /// The row that was read last and belongs to no article yet.
    next: Option<Place>,
    /// Whether a row was refused since the last article.
    is_spoilt: bool,
}

/// A row.
struct Place {
    line: usize,
    id: String,
    at: (usize, usize),
}

impl<'f> Offsets<'f> {
    /// Opens it.
    pub(super) fn open(files: &'f dyn Files, path: &str, reading: &mut Reading<'_>) -> Option<Self> {
        let rows = Rows::open(files, path, MOST_LINE_BYTES, reading)?;
        Some(Self { rows, path: path.to_owned(), next: None, is_spoilt: false })
    }

    /// Where an article's tokens stand, in code points; none where that is not said, or not for all.
    pub(super) fn of(&mut self, id: &str, reading: &mut Reading<'_>) -> Option<Vec<(usize, usize)>> {
        self.is_spoilt = false;
        let mut places = Vec::new();
        loop {
            self.fill(reading);
            match self.next.take_if(|place| place.id == id) {
                Some(place) => places.push(place.at),
                None => return (!places.is_empty() && !self.is_spoilt).then_some(places),
            }
        }
    }

    /// Refuses what belongs to no article.
    pub(super) fn finish(mut self, reading: &mut Reading<'_>) {
        self.fill(reading);
        if let Some(Place { line, id, .. }) = self.next {
            reading.refuse(&self.path, line, format!("the article {} has no text, or not in this order: from here on nothing is used", short(&id)));
        }
    }

    /// Reads on to the next row.
    fn fill(&mut self, reading: &mut Reading<'_>) {
        while self.next.is_none() {
            let Some((line, row)) = self.rows.next(reading) else { return };
            let row = row.trim_matches(' ');
            match place(line, row) {
                Some(place) => self.next = Some(place),
                None if row.is_empty() || line == 1 && row.starts_with("id\t") => {}
                None => {
                    self.is_spoilt = true;
                    reading.refuse(&self.path, line, "it is no row of article, sentence, token, start and end");
                }
            }
        }
    }
}

fn place(line: usize, row: &str) -> Option<Place> {
    let mut cells = row.split('\t');
    let id = cells.next()?.to_owned();
    let mut number = || cells.next()?.parse::<usize>().ok();
    let (_, _, start, end) = (number()?, number()?, number()?, number()?);
    (cells.next().is_none() && start < end).then_some(Place { line, id, at: (start, end) })
}

/// Where the tokens of an article stand in its text, in code points: as it is said, or each at the next place behind the one before. Fewer than
/// there are tokens where one does not stand there.
pub(super) fn placed(raw: &Raw, text: &str, units: &Units<'_>, said: Option<&[(usize, usize)]>) -> Vec<(usize, usize)> {
    let Some(said) = said else { return aligned(raw, text, units) };
    let stands = |(place, token): &(&(usize, usize), &super::source::Token)| {
        let words = units.bytes(place.0..place.1).and_then(|bytes| text.get(bytes));
        words == Some(raw.word(token))
    };
    said.iter().zip(&raw.tokens).take_while(stands).map(|(place, _)| *place).collect()
}

fn aligned(raw: &Raw, text: &str, units: &Units<'_>) -> Vec<(usize, usize)> {
    let mut rest = text;
    let mut places = Vec::with_capacity(raw.tokens.len());
    for token in &raw.tokens {
        let from = rest.trim_start_matches(is_blank);
        let Some(behind) = from.strip_prefix(raw.word(token)) else { break };
        places.push((units.at(text.len() - from.len()), units.at(text.len() - behind.len())));
        rest = behind;
    }
    places
}
