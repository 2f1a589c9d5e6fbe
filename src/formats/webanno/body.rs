//! The lines of a file: its header, sentences, and rows of tokens. Nothing is believed yet.

use super::super::jsonl_lines::short;
use super::super::rows::Rows;
use super::super::{Files, Reading};
use super::cell::{numbers, text};
use super::layer::Layer;

/// Bytes that a line may have: a sentence may be the whole text.
const MOST_LINE_BYTES: u64 = 64 << 20;
/// How the first line begins.
const FORMAT: &str = "#FORMAT=";

/// What a file has.
#[derive(Default)]
pub(super) struct Body {
    /// The layers of the header.
    pub(super) layers: Vec<Layer>,
    /// The sentences in their order.
    pub(super) sentences: Vec<Sentence>,
}

/// A sentence.
#[derive(Default)]
pub(super) struct Sentence {
    /// Its first line, from 1.
    pub(super) line: usize,
    /// Its id; empty for most.
    pub(super) id: String,
    /// Its text.
    pub(super) text: String,
    /// Its tokens and their parts.
    pub(super) rows: Vec<Row>,
}

/// A token or a part of one.
pub(super) struct Row {
    /// Its line, from 1.
    pub(super) line: usize,
    /// Its id: `1-3`, or `1-3.1` for a part.
    pub(super) id: String,
    /// Its place in the file's unit.
    pub(super) at: (usize, usize),
    /// Its words as they are spelt.
    pub(super) words: String,
    /// What the layers say, a cell for each column.
    pub(super) cells: Vec<String>,
}

/// Reads a file's lines; none where it is no such file.
pub(super) fn body(files: &dyn Files, path: &str, reading: &mut Reading<'_>) -> Option<Body> {
    let mut rows = Rows::open(files, path, MOST_LINE_BYTES, reading)?;
    let first = rows.next(reading).map_or_else(String::new, |(_, line)| line.to_owned());
    if let Err(why) = is_read(&first) {
        reading.refuse(path, 1, why);
        return None;
    }
    let mut body = Body::default();
    let mut has_text = false;
    let mut is_open = false;
    while let Some((number, line)) = rows.next(reading) {
        let said = if line.is_empty() {
            is_open = false;
            Ok(())
        } else if line.starts_with('#') {
            // Some programs leave out the blank line before a sentence.
            is_open = is_open && body.sentences.last().is_some_and(|sentence| sentence.rows.is_empty());
            body.head(number, line, &mut is_open, &mut has_text)
        } else {
            body.row(number, line, has_text)
        };
        for why in said.err().into_iter().flatten() {
            reading.refuse(path, number, why);
        }
    }
    Some(body)
}

/// Whether a first line is one of a file that is read.
fn is_read(first: &str) -> Result<(), String> {
    let Some(format) = first.strip_prefix(FORMAT) else {
        return Err("it does not begin with #FORMAT=WebAnno TSV 3.3: WebAnno TSV 1 and 2, which begin otherwise, are not read".to_owned());
    };
    match format.trim_end().strip_prefix("WebAnno TSV ") {
        Some("3.2" | "3.3") => Ok(()),
        Some(version) => Err(format!("it is WebAnno TSV {}: only 3.2 and 3.3 are read", short(version))),
        None => Err(format!("its format is “{}”: only WebAnno TSV 3.2 and 3.3 are read", short(format))),
    }
}

impl Body {
    /// A line that begins with a sign: of the header or of a sentence's.
    fn head(&mut self, number: usize, line: &str, is_open: &mut bool, has_text: &mut bool) -> Result<(), Vec<String>> {
        if let Some((layer, refused)) = Layer::read(line) {
            if !self.sentences.is_empty() {
                return Err(vec!["a layer stands behind the header: it is not taken".to_owned()]);
            }
            self.layers.push(layer);
            return if refused.is_empty() { Ok(()) } else { Err(refused) };
        }
        let (id, words) = (line.strip_prefix("#Sentence.id="), line.strip_prefix("#Text="));
        if id.is_none() && words.is_none() {
            return Err(vec![format!("“{}” is no line of a header or a sentence that is known: it is not taken", short(line))]);
        }
        if !*is_open {
            self.sentences.push(Sentence { line: number, ..Sentence::default() });
            (*is_open, *has_text) = (true, false);
        }
        let Some(sentence) = self.sentences.last_mut() else { return Ok(()) };
        if let Some(id) = id {
            sentence.id = text(id);
        }
        if let Some(words) = words {
            if *has_text {
                sentence.text.push('\n');
            }
            sentence.text.push_str(&text(words));
            *has_text = true;
        }
        Ok(())
    }

    fn row(&mut self, number: usize, line: &str, has_text: bool) -> Result<(), Vec<String>> {
        let wanted: usize = self.layers.iter().map(|layer| layer.columns.len()).sum();
        let Some(sentence) = self.sentences.last_mut().filter(|_| has_text) else {
            return Err(vec!["there is no #Text= before it: it is not taken".to_owned()]);
        };
        let mut cells = line.split('\t');
        let (id, place, words) = (cells.next().unwrap_or_default(), cells.next().unwrap_or_default(), cells.next());
        let at = numbers(place).filter(|(start, end)| start <= end);
        let (Some(at), Some(words), true) = (at, words, is_id(id)) else {
            return Err(vec!["it is no row of a number such as 1-1, a place such as 0-4, and words: it is not taken".to_owned()]);
        };
        let cells: Vec<String> = cells.map(str::to_owned).collect();
        if cells.len() < wanted {
            return Err(vec![format!("it has {} cells behind the words, and the header has {wanted} columns: it is not taken", cells.len())]);
        }
        sentence.rows.push(Row { line: number, id: id.to_owned(), at, words: words.to_owned(), cells });
        Ok(())
    }
}

impl Row {
    /// Whether it is a part of a token.
    pub(super) fn is_part(&self) -> bool {
        self.id.contains('.')
    }
}

fn is_id(id: &str) -> bool {
    let (token, part) = id.split_once('.').unwrap_or((id, "1"));
    numbers(token).is_some() && super::cell::number(part).is_some()
}
