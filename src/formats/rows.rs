//! A file of another program line by line: each line with its number, without its end, and never longer than is good.

use super::{Files, Reading};
use std::io::{self, BufRead, Read};

/// The lines of one file. A byte order mark at its beginning is no part of the first line, and CR LF ends a line as LF does.
pub(super) struct Rows<'f> {
    file: Box<dyn BufRead + 'f>,
    /// The file's path.
    pub(super) path: String,
    /// The number of the line that was read last, from 1.
    number: usize,
    /// Bytes that a line may have.
    most: u64,
    line: Vec<u8>,
}

impl<'f> Rows<'f> {
    /// Opens a file whose lines have at most `most` bytes; refuses it where that cannot be.
    pub(super) fn open(files: &'f dyn Files, path: &str, most: u64, reading: &mut Reading<'_>) -> Option<Self> {
        match files.open(path) {
            Ok(file) => Some(Self { file, path: path.to_owned(), number: 0, most, line: Vec::new() }),
            Err(why) => {
                reading.refuse(path, 0, format!("it cannot be opened: {why}"));
                None
            }
        }
    }

    /// The next line with its number. One that is too long or no UTF-8 is refused and passed over.
    pub(super) fn next(&mut self, reading: &mut Reading<'_>) -> Option<(usize, &str)> {
        loop {
            match self.advance() {
                Ok(Some(true)) if std::str::from_utf8(&self.line).is_ok() => break,
                Ok(Some(true)) => reading.refuse(&self.path, self.number, "it is not UTF-8"),
                Ok(Some(false)) => reading.refuse(&self.path, self.number, format!("it has more than {} KiB, which is too long for a line", self.most >> 10)),
                Ok(None) => return None,
                Err(why) => {
                    reading.refuse(&self.path, self.number, format!("the file cannot be read on from here: {why}"));
                    return None;
                }
            }
        }
        std::str::from_utf8(&self.line).ok().map(|line| (self.number, line))
    }

    /// Reads a line; whether it is short enough, and none at the end of the file.
    fn advance(&mut self) -> io::Result<Option<bool>> {
        self.line.clear();
        self.number += 1;
        let length = self.file.by_ref().take(self.most).read_until(b'\n', &mut self.line)?;
        if length == 0 {
            return Ok(None);
        }
        if self.line.pop_if(|byte| *byte == b'\n').is_none() && length as u64 == self.most {
            return self.pass_over().map(|()| Some(false));
        }
        self.line.pop_if(|byte| *byte == b'\r');
        if self.number == 1 && self.line.starts_with("\u{feff}".as_bytes()) {
            self.line.drain(.."\u{feff}".len());
        }
        Ok(Some(true))
    }

    /// Reads to the end of a line that nobody keeps.
    fn pass_over(&mut self) -> io::Result<()> {
        loop {
            let there = match self.file.fill_buf() {
                Ok(there) => there,
                Err(why) if why.kind() == io::ErrorKind::Interrupted => continue,
                Err(why) => return Err(why),
            };
            let (length, is_end) = match memchr::memchr(b'\n', there) {
                Some(at) => (at + 1, true),
                None => (there.len(), there.is_empty()),
            };
            self.file.consume(length);
            if is_end {
                return Ok(());
            }
        }
    }
}
