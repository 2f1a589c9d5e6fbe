//! A list of objects, one object at a time: finds where each begins and ends without reading it, so that a file of any size needs the memory
//! of its largest object.
//!
//! One that is broken does not take the others with it. An object that has not ended where it can go no further, on a line that begins as one of the
//! list does, ends there: with as many blanks as there are before the brace of the objects before it. It can go no further where a string holds a line
//! end, where a bracket closes another one, and where an object stands that nothing wants. Where the file ends inside an object, it is read once more
//! from the first such line in it.

use std::io::{self, BufRead, Cursor};

/// Most bytes of one object.
pub(in crate::formats) const MOST_BYTES: usize = 256 * 1024 * 1024;
/// How deep the values of one object may stand in each other.
pub(in crate::formats) const DEEPEST: usize = 128;
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
    from: Box<dyn BufRead + 'r>,
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
        Self { from, line: 1, at: At::Beginning, most, what, indent: 0, blanks: Some(0), again: MOST_AGAIN }
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
                    self.go_on();
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
        let rest = candidate.filter(|at| *at <= one.len()).map(|at| one.split_off(at)).filter(|rest| rest.len() <= self.again);
        let Some(rest) = rest else {
            self.at = At::End;
            return Next::Refused(first, format!("the file ends inside a {}; nothing was read from here on", self.what));
        };
        self.again -= rest.len();
        self.line = first + lines(one, one.len());
        self.from = Box::new(Cursor::new(rest));
        self.go_on();
        self.unended(first)
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

/// The blanks of a line with one more byte of it; none where that is no blank.
fn blanks_after(blanks: Option<usize>, byte: u8) -> Option<usize> {
    match byte {
        b'\n' => Some(0),
        b' ' | b'\t' => blanks.map(|blanks| blanks + 1),
        b'\r' => blanks,
        _ => None,
    }
}

/// How a value goes on after some bytes.
enum End {
    Open,
    /// It ends with them.
    Whole,
    /// It is broken, and another one begins after them.
    Next,
}

/// How far a value has come.
#[derive(Default)]
struct Shape {
    /// For each list or object that is open, whether it is an object; only the outer ones.
    open: Vec<bool>,
    /// How many more are open.
    deeper: usize,
    deepest: usize,
    is_string: bool,
    is_escaped: bool,
    /// The last byte that is no white space; a quotation mark for a whole string.
    last: u8,
    /// Whether it can be no JSON any more.
    is_broken: bool,
    indent: usize,
    blanks: Option<usize>,
    /// Bytes in the chunks before.
    passed: usize,
    /// The first byte of the first line that begins as an object of the list does, and may be part of this one.
    candidate: Option<usize>,
}

impl Shape {
    fn new(indent: usize) -> Self {
        Self { indent, ..Self::default() }
    }

    fn depth(&self) -> usize {
        self.open.len() + self.deeper
    }

    /// Whether JSON allows an object here.
    fn wants_object(&self) -> bool {
        let is_wanted = match self.open.last().filter(|_| self.deeper == 0) {
            Some(true) => self.last == b':',
            Some(false) => matches!(self.last, b'[' | b','),
            None => true,
        };
        is_wanted && !self.is_broken && !self.is_string
    }

    fn opens(&mut self, is_object: bool) {
        if self.open.len() < DEEPEST {
            self.open.push(is_object);
        } else {
            self.deeper += 1;
        }
        self.deepest = self.deepest.max(self.depth());
    }

    fn closes(&mut self, is_object: bool) {
        if self.deeper > 0 {
            self.deeper -= 1;
        } else if self.open.pop().is_some_and(|own| own != is_object) {
            self.is_broken = true;
        }
    }

    /// How many of these bytes are the value's, and how it goes on.
    fn advance(&mut self, chunk: &[u8]) -> (usize, End) {
        let mut at = 0;
        while let Some((byte, rest)) = chunk.get(at..).and_then(<[u8]>::split_first) {
            let byte = *byte;
            if byte == b'{' && self.blanks == Some(self.indent) && self.depth() > 0 {
                if !self.wants_object() {
                    return (at, End::Next);
                }
                self.candidate.get_or_insert(self.passed + at);
            }
            self.blanks = blanks_after(self.blanks, byte);
            if self.is_string {
                match byte {
                    b'\n' => (self.is_broken, self.is_escaped) = (true, false),
                    _ if self.is_escaped => self.is_escaped = false,
                    b'"' => (self.is_string, self.last) = (false, b'"'),
                    b'\\' => self.is_escaped = true,
                    _ if self.blanks.is_none() => at += memchr::memchr3(b'"', b'\\', b'\n', rest).unwrap_or(rest.len()),
                    _ => {}
                }
                if !self.is_string && self.depth() == 0 {
                    return (at + 1, End::Whole);
                }
            } else {
                match byte {
                    b'"' => self.is_string = true,
                    b'{' | b'[' => self.opens(byte == b'{'),
                    b'}' | b']' | b',' | b' ' | b'\t' | b'\n' | b'\r' if self.depth() == 0 => return (at, End::Whole),
                    b'}' | b']' => {
                        self.closes(byte == b'}');
                        if self.depth() == 0 {
                            return (at + 1, End::Whole);
                        }
                    }
                    _ => {}
                }
                if !byte.is_ascii_whitespace() {
                    self.last = byte;
                }
            }
            at += 1;
        }
        self.passed += chunk.len();
        (chunk.len(), End::Open)
    }
}
