//! A list of objects, one object at a time: finds where each begins and ends without reading it, so that a file of any size needs the memory
//! of its largest object.
//!
//! One that is broken does not take the others with it. An object that has not ended where it can go no further, on a line that begins as one of the
//! list does, ends there: with as many blanks as there are before the brace of the objects before it. It can go no further where a string holds a line
//! end, where a bracket closes another one, and where an object stands that nothing wants. What was read of it by then is read once more from its first
//! line that begins so, and so is all that was read where the file ends inside an object.

use super::shape::{End, Shape, blanks_after};
use std::io::{self, BufRead};

/// Most bytes of one object.
pub(in crate::formats) const MOST_BYTES: usize = 256 * 1024 * 1024;
/// How deep the values of one object may stand in each other.
pub(in crate::formats) const DEEPEST: usize = super::shape::MOST_KINDS;
/// Most bytes of a file that are read once more.
const MOST_AGAIN: usize = MOST_BYTES;

/// What comes next.
pub(in crate::formats) enum Next {
    /// An object, whose bytes were given, and the line on which it begins.
    One(usize),
    /// Something on a line that cannot be taken, and why. More may follow.
    Refused(usize, String),
    /// Something on a line that is not as it should be, with which nothing is lost.
    Repaired(usize, String),
    /// Nothing.
    End,
}

/// Where in the file the scanner stands.
#[derive(Clone, Copy)]
enum At {
    Beginning,
    /// In the list, after an object that wants a comma or not.
    List {
        wants_comma: bool,
    },
    /// Among objects that stand after each other without a list.
    Row,
    AfterList,
    End,
}

/// A file of objects.
pub(in crate::formats) struct Scanner<'r> {
    from: Source<'r>,
    line: usize,
    at: At,
    most: usize,
    /// What an object is for people: a task, a row.
    what: &'static str,
    /// Blanks before the brace of an object that begins on a line of its own.
    indent: usize,
    /// Blanks on this line so far; none where anything else stands on it.
    blanks: Option<usize>,
    /// Bytes that may still be read once more.
    again: usize,
}

impl<'r> Scanner<'r> {
    /// A file whose objects have at most so many bytes, each called so.
    pub(in crate::formats) fn new(from: Box<dyn BufRead + 'r>, most: usize, what: &'static str) -> Self {
        Self { from: Source { again: Vec::new(), at: 0, then: from }, line: 1, at: At::Beginning, most, what, indent: 0, blanks: Some(0), again: MOST_AGAIN }
    }

    /// The next object, whose bytes are put in place of those given.
    pub(in crate::formats) fn next(&mut self, one: &mut Vec<u8>) -> Next {
        one.clear();
        let next = self.step(one);
        next.unwrap_or_else(|error| self.stop(format!("the file cannot be read on: {error}")))
    }

    fn step(&mut self, one: &mut Vec<u8>) -> io::Result<Next> {
        let what = self.what;
        loop {
            match self.at {
                At::End => return Ok(Next::End),
                At::Beginning => {
                    self.skip_mark()?;
                    match self.peek()? {
                        None => return Ok(self.stop("the file is empty")),
                        Some(b'[') => {
                            self.from.consume(1);
                            self.at = At::List { wants_comma: false };
                        }
                        Some(b'{') => self.at = At::Row,
                        Some(_) => return Ok(self.stop(format!("the file begins with neither a list of {what}s nor a {what}; it was not read"))),
                    }
                }
                At::List { wants_comma } => match self.peek()? {
                    None => return Ok(self.stop(format!("the file ends before its list of {what}s does"))),
                    Some(b']') => {
                        self.consume();
                        self.at = At::AfterList;
                    }
                    Some(b',') if wants_comma => {
                        self.consume();
                        self.at = At::List { wants_comma: false };
                    }
                    Some(b',') => return self.pass_run(b',', format!("a comma stands where a {what} should")),
                    Some(b'}') if wants_comma => return self.pass_run(b'}', format!("a brace stands behind a {what} that closes nothing")),
                    Some(b'{') if wants_comma => {
                        self.at = At::List { wants_comma: false };
                        return Ok(Next::Repaired(self.line, format!("no comma stands between two {what}s")));
                    }
                    Some(_) if wants_comma => return self.pass_over(format!("neither a comma nor the end of the list follows a {what}")),
                    Some(_) => {
                        self.at = At::List { wants_comma: true };
                        return self.one(one);
                    }
                },
                At::Row => match self.peek()? {
                    None => self.at = At::End,
                    Some(b'{') => return self.one(one),
                    Some(b'}') => return self.pass_run(b'}', format!("a brace stands behind a {what} that closes nothing")),
                    Some(b',') => return self.pass_run(b',', format!("a comma stands between {what}s that are no list")),
                    Some(_) => return self.pass_over(format!("something other than a {what} follows a {what}")),
                },
                At::AfterList => match self.peek()? {
                    None => self.at = At::End,
                    Some(_) => return self.pass_over(format!("something follows the end of the list of {what}s")),
                },
            }
        }
    }

    fn stop(&mut self, why: impl Into<String>) -> Next {
        self.at = At::End;
        Next::Refused(self.line, why.into())
    }

    fn consume(&mut self) {
        self.from.consume(1);
        self.blanks = None;
    }

    fn skip_mark(&mut self) -> io::Result<()> {
        for byte in [0xEF, 0xBB, 0xBF] {
            if self.from.fill_buf()?.first() != Some(&byte) {
                break;
            }
            self.from.consume(1);
        }
        Ok(())
    }

    /// The next byte that is no white space; it stays.
    fn peek(&mut self) -> io::Result<Option<u8>> {
        loop {
            let chunk = self.from.fill_buf()?;
            let white = chunk.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')).count();
            let found = chunk.get(white).copied();
            let is_end = chunk.is_empty();
            self.line += lines(chunk, white);
            self.blanks = chunk.iter().take(white).fold(self.blanks, |blanks, byte| blanks_after(blanks, *byte));
            self.from.consume(white);
            if found.is_some() || is_end {
                return Ok(found);
            }
        }
    }

    /// Passes over one byte, however often it stands there.
    fn pass_run(&mut self, byte: u8, why: String) -> io::Result<Next> {
        let line = self.line;
        while self.peek()? == Some(byte) {
            self.consume();
        }
        Ok(Next::Repaired(line, format!("{why}; it was passed over")))
    }

    /// Passes over everything up to a line that begins as an object of the list does.
    fn pass_over(&mut self, why: String) -> io::Result<Next> {
        let first = self.line;
        loop {
            let chunk = self.from.fill_buf()?;
            if chunk.is_empty() {
                self.at = At::End;
                return Ok(Next::Refused(first, format!("{why}; the rest of the file was not read")));
            }
            let (mut used, mut is_next) = (0, false);
            for byte in chunk {
                is_next = *byte == b'{' && self.blanks == Some(self.indent);
                if is_next {
                    break;
                }
                self.blanks = blanks_after(self.blanks, *byte);
                used += 1;
            }
            self.line += lines(chunk, used);
            self.from.consume(used);
            if is_next {
                self.go_on();
                return Ok(Next::Refused(first, format!("{why}; what stands {} was not read", between(first, self.line))));
            }
        }
    }

    /// Stands before the next object, wherever the one before ended.
    fn go_on(&mut self) {
        if !matches!(self.at, At::Row) {
            self.at = At::List { wants_comma: false };
        }
        self.blanks = Some(self.indent);
    }

    fn one(&mut self, one: &mut Vec<u8>) -> io::Result<Next> {
        let first = self.line;
        self.indent = self.blanks.unwrap_or(self.indent);
        self.blanks = None;
        let mut shape = Shape::new(self.indent);
        let mut length = 0_usize;
        loop {
            let chunk = self.from.fill_buf()?;
            if chunk.is_empty() {
                return Ok(self.ended_inside(first, one, shape.candidate.filter(|_| length <= self.most)));
            }
            let (used, end) = shape.advance(chunk);
            length = length.saturating_add(used);
            if length <= self.most {
                one.extend(chunk.iter().take(used));
            }
            self.line += lines(chunk, used);
            self.from.consume(used);
            match end {
                End::Open => {}
                End::Whole => break,
                End::Next => {
                    let candidate = shape.candidate.filter(|_| length <= self.most);
                    if !candidate.is_some_and(|at| self.go_back(first, one, at)) {
                        self.go_on();
                    }
                    return Ok(self.unended(first));
                }
            }
        }
        let (what, most) = (self.what, self.most);
        if length > most {
            one.clear();
            return Ok(Next::Refused(first, format!("the {what} is too long: {length} bytes, and {most} is the limit")));
        }
        if shape.deepest > DEEPEST {
            return Ok(Next::Refused(first, format!("the {what} is nested too deeply: {} levels, and {DEEPEST} is the limit", shape.deepest)));
        }
        Ok(Next::One(first))
    }

    fn unended(&self, first: usize) -> Next {
        let what = self.what;
        Next::Refused(first, format!("the {what} does not end before the next one begins; what stands {} was not read", between(first, self.line)))
    }

    /// What comes where the file ends inside an object: perhaps others were taken for parts of it.
    fn ended_inside(&mut self, first: usize, one: &mut Vec<u8>, candidate: Option<usize>) -> Next {
        if candidate.is_some_and(|at| self.go_back(first, one, at)) {
            return self.unended(first);
        }
        self.at = At::End;
        Next::Refused(first, format!("the file ends inside a {}; nothing was read from here on", self.what))
    }

    /// Stands before a byte of an object that began on a line, if that is not too far back.
    fn go_back(&mut self, first: usize, one: &mut Vec<u8>, at: usize) -> bool {
        let count = one.len().saturating_sub(at) + self.from.left();
        if at >= one.len() || count > self.again {
            return false;
        }
        self.again -= count;
        self.from.put_back(one.split_off(at));
        self.line = first + lines(one, one.len());
        self.go_on();
        true
    }
}

/// A file of which the end of what was read can be put back.
struct Source<'r> {
    again: Vec<u8>,
    at: usize,
    then: Box<dyn BufRead + 'r>,
}

impl Source<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        match self.again.get(self.at..) {
            Some(rest) if !rest.is_empty() => Ok(rest),
            Some(_) | None => self.then.fill_buf(),
        }
    }

    fn consume(&mut self, count: usize) {
        if self.at < self.again.len() { self.at += count } else { self.then.consume(count) }
    }

    /// Bytes of what was put back that were not read since.
    fn left(&self) -> usize {
        self.again.len().saturating_sub(self.at)
    }

    fn put_back(&mut self, mut bytes: Vec<u8>) {
        bytes.extend_from_slice(self.again.get(self.at..).unwrap_or_default());
        (self.again, self.at) = (bytes, 0);
    }
}

/// The lines from one on to that before another, in a sentence.
fn between(first: usize, next: usize) -> String {
    let last = next.saturating_sub(1).max(first);
    if last == first { "on this line".to_owned() } else { format!("from here to line {last}") }
}

fn lines(chunk: &[u8], used: usize) -> usize {
    memchr::memchr_iter(b'\n', chunk.get(..used).unwrap_or_default()).count()
}
