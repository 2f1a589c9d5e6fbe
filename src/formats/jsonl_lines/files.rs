//! Files of rows: which are read, and row by row.

use super::Members;
use super::scan::{Next, Scanner};
use crate::formats::{Document, Files, Reading};
use std::io::{self, BufRead, Read};

/// Bytes that one line may have: 64 MB.
const MOST_LINE_BYTES: usize = 64 << 20;
/// Bytes that are passed over at once in a line that is too long.
pub(super) const PASSED_AT_ONCE: usize = 64 << 10;
/// How the names of files of rows end.
const ENDINGS: [&str; 3] = [".jsonl", ".ndjson", ".json"];

/// What is to be said of a row that is taken, a sentence each.
#[derive(Default)]
pub(in crate::formats) struct Told {
    /// What of it is not taken.
    pub(in crate::formats) refused: Vec<String>,
    /// What is taken otherwise than it stands there.
    pub(in crate::formats) repaired: Vec<String>,
}

/// Makes a document of a row, or says why not.
pub(in crate::formats) type ReadRow<'f> = &'f dyn Fn(Members<'_>, &mut Told) -> Result<Document, String>;

/// The same, of the bytes of a row.
pub(in crate::formats) type ReadBytes<'f> = &'f dyn Fn(&[u8], &mut Told) -> Result<Document, String>;

/// Reads files of rows, member by member.
pub(in crate::formats) fn read_rows(files: &dyn Files, reading: &mut Reading<'_>, read_row: ReadRow<'_>) {
    read_files(files, MOST_LINE_BYTES, reading, &|row, told| Members::of_row(row).and_then(|members| read_row(members, told)));
}

/// Reads files of rows that have at most so many bytes each.
pub(in crate::formats) fn read_files(files: &dyn Files, most: usize, reading: &mut Reading<'_>, read: ReadBytes<'_>) {
    for path in chosen(files.paths(), reading) {
        match files.open(&path) {
            Ok(file) => read_file(&path, file, most, reading, read),
            Err(why) => reading.refuse(&path, 0, format!("it cannot be opened: {why}")),
        }
    }
}

/// Those that are read: the files of rows by their names, else a file that is there alone. Where several are none by their names, each is refused.
pub(super) fn chosen(paths: Vec<String>, reading: &mut Reading<'_>) -> Vec<String> {
    let is_of_rows = |path: &String| ENDINGS.iter().any(|ending| path.to_lowercase().ends_with(ending));
    let (rows, others): (Vec<String>, Vec<String>) = paths.into_iter().partition(is_of_rows);
    if rows.is_empty() && others.len() == 1 {
        return others;
    }
    if rows.is_empty() {
        let why = format!("it was not read: the name of a file of rows ends in {}; one with another name is to be given alone", ENDINGS.join(", "));
        others.iter().for_each(|path| reading.refuse(path, 0, why.as_str()));
    }
    rows
}

pub(super) fn read_file(path: &str, mut file: Box<dyn BufRead + '_>, most: usize, reading: &mut Reading<'_>, read: ReadBytes<'_>) {
    if is_no_lines(&mut file) { read_list(path, file, most, reading, read) } else { read_lines(path, file, most, reading, read) }
}

/// Whether a file begins as a list of objects does, or as an object that goes on behind the line.
fn is_no_lines(file: &mut Box<dyn BufRead + '_>) -> bool {
    // An error is told when the same bytes are asked for again.
    let chunk = file.fill_buf().unwrap_or_default();
    let head = chunk.strip_prefix("\u{feff}".as_bytes()).unwrap_or(chunk).trim_ascii_start();
    match head.split_first() {
        Some((b'[', rest)) => matches!(rest.trim_ascii_start().first(), None | Some(b'{' | b']')),
        Some((b'{', rest)) => rest.iter().find(|byte| **byte == b'\n' || !byte.is_ascii_whitespace()) == Some(&b'\n'),
        Some(_) | None => false,
    }
}

fn read_list(path: &str, file: Box<dyn BufRead + '_>, most: usize, reading: &mut Reading<'_>, read: ReadBytes<'_>) {
    let mut scanner = Scanner::new(file, most, "row");
    let mut row = Vec::new();
    loop {
        match scanner.next(&mut row) {
            Next::End => return,
            Next::One(line) => take_row(path, line, &row, reading, read),
            Next::Refused(line, why) => reading.refuse(path, line, why),
            Next::Repaired(line, why) => reading.repair(path, line, why),
        }
    }
}

fn read_lines(path: &str, mut file: Box<dyn BufRead + '_>, most: usize, reading: &mut Reading<'_>, read: ReadBytes<'_>) {
    let mut line = Vec::new();
    for number in 1.. {
        match next_line(&mut file, most, &mut line) {
            Ok(Line::End) => return,
            Ok(Line::TooLong) => reading.refuse(path, number, format!("it has more than {most} bytes")),
            Ok(Line::Whole) => {
                let row = if number == 1 { line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&line) } else { &line };
                let row = row.trim_ascii_end();
                if !row.is_empty() {
                    take_row(path, number, row, reading, read);
                }
            }
            Err(why) => return reading.refuse(path, number, format!("it cannot be read on from here: {why}")),
        }
    }
}

fn take_row(path: &str, number: usize, row: &[u8], reading: &mut Reading<'_>, read: ReadBytes<'_>) {
    let mut told = Told::default();
    match read(row, &mut told) {
        Ok(document) => reading.take(Document { file: path.to_owned(), line: number, ..document }),
        Err(why) => reading.refuse(path, number, why),
    }
    told.refused.into_iter().for_each(|why| reading.refuse(path, number, why));
    told.repaired.into_iter().for_each(|why| reading.repair(path, number, why));
}

enum Line {
    Whole,
    TooLong,
    End,
}

/// Fills in the next line, with its line feed; one that is too long is passed over.
fn next_line(file: &mut Box<dyn BufRead + '_>, most: usize, line: &mut Vec<u8>) -> io::Result<Line> {
    let mut is_too_long = false;
    loop {
        line.clear();
        let limit = if is_too_long { PASSED_AT_ONCE } else { most + 1 };
        let count = file.by_ref().take(limit as u64).read_until(b'\n', line)?;
        let is_over = line.last() == Some(&b'\n') || count < limit;
        match (is_too_long, is_over) {
            (false, true) if count == 0 => return Ok(Line::End),
            (false, true) => return Ok(Line::Whole),
            (true, true) => return Ok(Line::TooLong),
            (_, false) => is_too_long = true,
        }
    }
}
