//! The text of a file: made of the lines `#Text=` and of the places of tokens, and compared with the words of every token.

use super::super::Reading;
use super::super::jsonl_lines::short;
use super::body::{Body, Row, Sentence};
use super::cell;
use crate::text::{Unit, Units, counted, is_blank};
use std::ops::Range;

/// The most units that stand between sentences in one file, together, for which no text is there.
const MOST_FILLED: usize = 1 << 20;

/// A text with the places of a file's rows in it.
#[derive(Default)]
pub(super) struct Rebuilt {
    /// The text.
    pub(super) text: String,
    /// Where each row's words stand, sentence by sentence, in bytes; none for one that is refused.
    pub(super) rows: Vec<Option<Range<usize>>>,
    /// Where each sentence begins, in bytes.
    pub(super) sentences: Vec<usize>,
    /// How many rows do not stand where they say.
    misfits: usize,
    filled: usize,
    /// What was taken otherwise than it stands, and what was not, by line.
    repaired: Vec<(usize, String)>,
    refused: Vec<(usize, String)>,
}

/// Makes the text, in the unit in which the most rows stand where they say; UTF-16 code units if others are no better.
pub(super) fn rebuilt(body: &Body, path: &str, reading: &mut Reading<'_>) -> Rebuilt {
    let mut best = (Unit::Utf16, in_unit(body, Unit::Utf16));
    for unit in [Unit::CodePoints, Unit::Bytes] {
        if best.1.misfits > 0 {
            let other = in_unit(body, unit);
            if other.misfits < best.1.misfits {
                best = (unit, other);
            }
        }
    }
    let (unit, mut made) = best;
    if unit != Unit::Utf16 {
        reading.repair(path, 0, format!("its places are counted in {} and not in {}, as the words of its tokens say", unit.name(), Unit::Utf16.name()));
    }
    std::mem::take(&mut made.repaired).into_iter().for_each(|(line, why)| reading.repair(path, line, why));
    std::mem::take(&mut made.refused).into_iter().for_each(|(line, why)| reading.refuse(path, line, why));
    made
}

fn in_unit(body: &Body, unit: Unit) -> Rebuilt {
    let mut made = Rebuilt::default();
    // How many units there are, and the first line behind a place that no line has.
    let (mut length, mut gap) = (0, None);
    for (number, sentence) in body.sentences.iter().enumerate() {
        let units = Units::of(&sentence.text, unit);
        let begin = begin(sentence, &units);
        let fills = match begin.map(|begin| begin.checked_sub(length)) {
            Some(Some(fills)) if fills <= MOST_FILLED - made.filled => fills,
            Some(_) => {
                let why = format!("the sentence cannot begin at {}: it is put behind the one before", begin.unwrap_or_default());
                made.repaired.push((sentence.line, why));
                usize::from(number > 0)
            }
            None => usize::from(number > 0),
        };
        if fills > 0 {
            gap = gap.or(Some(sentence.line));
            made.fill(fills, number == 0);
        }
        made.sentences.push(made.text.len());
        made.rows(sentence, &units, begin.unwrap_or(length + fills), unit);
        made.text.push_str(&sentence.text);
        length += fills + units.len();
    }
    if let Some(line) = gap {
        let why = format!(
            "what stands between sentences is not in the file: line breaks and blanks stand for it here and further on, {} in all",
            counted(made.filled, "character")
        );
        made.repaired.insert(0, (line, why));
    }
    made
}

/// Where a sentence begins: where its first token does. Some programs leave white space before that token, and count it.
fn begin(sentence: &Sentence, units: &Units<'_>) -> Option<usize> {
    let first = sentence.rows.iter().find(|row| !row.is_part())?;
    let trimmed = sentence.text.trim_start_matches(is_blank);
    let is_behind = !stands(first, &sentence.text) && stands(first, trimmed);
    let lead = if is_behind { units.at(sentence.text.len() - trimmed.len()) } else { 0 };
    first.at.0.checked_sub(lead)
}

/// Whether a text begins with a row's words.
fn stands(row: &Row, text: &str) -> bool {
    text.starts_with(&row.words) || text.starts_with(&cell::text(&row.words))
}

/// Whether words are those of a row, spelt as in other programs, which change nothing, or as in ours.
fn says(row: &Row, words: &str) -> bool {
    row.words == words || cell::text(&row.words) == words
}

impl Rebuilt {
    /// Fills a place that no line has: as INCEpTION does it.
    fn fill(&mut self, length: usize, is_first: bool) {
        self.filled += length;
        let blanks = if is_first {
            length
        } else {
            self.text.push('\n');
            length - 1
        };
        self.text.extend(std::iter::repeat_n(' ', blanks));
    }

    /// Places the rows of a sentence whose text comes next, and which begins at a place.
    fn rows(&mut self, sentence: &Sentence, units: &Units<'_>, begin: usize, unit: Unit) {
        let base = self.text.len();
        let text = sentence.text.as_str();
        let mut behind = 0;
        for row in &sentence.rows {
            let relative = row.at.0.checked_sub(begin).zip(row.at.1.checked_sub(begin));
            let place = relative.and_then(|(start, end)| units.bytes(start..end));
            let place = place.filter(|place| text.get(place.clone()).is_some_and(|words| says(row, words)));
            let place = match place {
                Some(place) => Some(place),
                None => {
                    self.misfits += 1;
                    self.found(row, text, &mut behind, unit)
                }
            };
            if let Some(place) = &place
                && !row.is_part()
            {
                behind = place.end;
            }
            self.rows.push(place.map(|place| base + place.start..base + place.end));
        }
    }

    /// The place of a row's words behind the token before, where they are not at their own.
    fn found(&mut self, row: &Row, text: &str, behind: &mut usize, unit: Unit) -> Option<Range<usize>> {
        let rest = text.get(*behind..).unwrap_or_default();
        let from = rest.trim_start_matches(is_blank);
        *behind = text.len() - from.len();
        let words = [row.words.clone(), cell::text(&row.words)];
        let found = words.iter().find(|words| !words.is_empty() && !row.is_part() && from.starts_with(words.as_str()));
        let named = format!("“{}” is not at {}-{} of the text in {}", short(&row.words), row.at.0, row.at.1, unit.name());
        match found {
            Some(words) => {
                self.repaired.push((row.line, format!("{named}, but behind the token before: it is taken there")));
                Some(*behind..*behind + words.len())
            }
            None => {
                self.refused.push((row.line, format!("{named}: it is not taken")));
                None
            }
        }
    }
}
