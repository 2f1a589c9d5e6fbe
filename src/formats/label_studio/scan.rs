//! The list of tasks, one task at a time: finds where each begins and ends without reading it, so that a file of any size needs the memory
//! of its largest task.

use std::io::{self, BufRead};

/// Most bytes of one task.
pub(super) const MOST_BYTES: usize = 256 * 1024 * 1024;
/// How deep the values of one task may stand in each other.
pub(super) const DEEPEST: usize = 128;

/// What comes next.
pub(super) enum Next {
    /// A task, whose bytes were given, and the line on which it begins.
    Task(usize),
    /// Something on a line that cannot be taken, and why. More may follow.
    Refused(usize, String),
    /// Nothing.
    End,
}

/// Where in the file the scanner stands.
#[derive(Clone, Copy)]
enum At {
    Beginning,
    /// In the list, after a task that wants a comma or not.
    List {
        wants_comma: bool,
    },
    /// Among tasks that stand after each other without a list.
    Row,
    AfterList,
    End,
}

/// A file of tasks.
pub(super) struct Scanner<'r> {
    from: Box<dyn BufRead + 'r>,
    line: usize,
    at: At,
    most: usize,
}

impl<'r> Scanner<'r> {
    /// A file whose tasks have at most so many bytes.
    pub(super) fn new(from: Box<dyn BufRead + 'r>, most: usize) -> Self {
        Self { from, line: 1, at: At::Beginning, most }
    }

    /// The next task, whose bytes are put in place of those given.
    pub(super) fn next(&mut self, task: &mut Vec<u8>) -> Next {
        task.clear();
        let next = self.step(task);
        next.unwrap_or_else(|error| self.stop(format!("the file cannot be read on: {error}")))
    }

    fn step(&mut self, task: &mut Vec<u8>) -> io::Result<Next> {
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
                        Some(_) => return Ok(self.stop("the file begins with neither a list of tasks nor a task")),
                    }
                }
                At::List { wants_comma } => match self.peek()? {
                    None => return Ok(self.stop("the file ends before its list of tasks does")),
                    Some(b']') => {
                        self.from.consume(1);
                        self.at = At::AfterList;
                    }
                    Some(b',') if wants_comma => {
                        self.from.consume(1);
                        self.at = At::List { wants_comma: false };
                    }
                    Some(b',') => return Ok(self.stop("a comma stands where a task should; the rest was not read")),
                    Some(_) if wants_comma => return Ok(self.stop("no comma stands between two tasks; the rest was not read")),
                    Some(_) => {
                        self.at = At::List { wants_comma: true };
                        return self.task(task);
                    }
                },
                At::Row => match self.peek()? {
                    None => self.at = At::End,
                    Some(b'{') => return self.task(task),
                    Some(_) => return Ok(self.stop("something other than a task follows a task; the rest was not read")),
                },
                At::AfterList => match self.peek()? {
                    None => self.at = At::End,
                    Some(_) => return Ok(self.stop("something follows the list of tasks; it was not read")),
                },
            }
        }
    }

    fn stop(&mut self, why: impl Into<String>) -> Next {
        self.at = At::End;
        Next::Refused(self.line, why.into())
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
            self.from.consume(white);
            if found.is_some() || is_end {
                return Ok(found);
            }
        }
    }

    fn task(&mut self, task: &mut Vec<u8>) -> io::Result<Next> {
        let first = self.line;
        let mut shape = Shape::default();
        let mut length = 0_usize;
        loop {
            let chunk = self.from.fill_buf()?;
            if chunk.is_empty() {
                self.at = At::End;
                return Ok(Next::Refused(first, "the file ends inside a task".to_owned()));
            }
            let (used, is_whole) = shape.advance(chunk);
            length = length.saturating_add(used);
            if length <= self.most {
                task.extend(chunk.iter().take(used));
            }
            self.line += lines(chunk, used);
            self.from.consume(used);
            if is_whole {
                break;
            }
        }
        if length > self.most {
            task.clear();
            return Ok(Next::Refused(first, format!("the task is too long: {length} bytes, and {} is the limit", self.most)));
        }
        if shape.deepest > DEEPEST {
            return Ok(Next::Refused(first, format!("the task is nested too deeply: {} levels, and {DEEPEST} is the limit", shape.deepest)));
        }
        Ok(Next::Task(first))
    }
}

fn lines(chunk: &[u8], used: usize) -> usize {
    memchr::memchr_iter(b'\n', chunk.get(..used).unwrap_or_default()).count()
}

/// How far a value has come.
#[derive(Default)]
struct Shape {
    depth: usize,
    deepest: usize,
    is_string: bool,
    is_escaped: bool,
}

impl Shape {
    /// How many of these bytes are the value's, and whether it ends with them.
    fn advance(&mut self, chunk: &[u8]) -> (usize, bool) {
        let mut at = 0;
        while let Some((byte, rest)) = chunk.get(at..).and_then(<[u8]>::split_first) {
            if self.is_string && self.is_escaped {
                self.is_escaped = false;
            } else if self.is_string {
                match byte {
                    b'"' => self.is_string = false,
                    b'\\' => self.is_escaped = true,
                    _ => at += memchr::memchr2(b'"', b'\\', rest).unwrap_or(rest.len()),
                }
                if !self.is_string && self.depth == 0 {
                    return (at + 1, true);
                }
            } else {
                match byte {
                    b'"' => self.is_string = true,
                    b'{' | b'[' => {
                        self.depth += 1;
                        self.deepest = self.deepest.max(self.depth);
                    }
                    b'}' | b']' if self.depth > 1 => self.depth -= 1,
                    b'}' | b']' => return (at + self.depth, true),
                    b',' | b' ' | b'\t' | b'\n' | b'\r' if self.depth == 0 => return (at, true),
                    _ => {}
                }
            }
            at += 1;
        }
        (chunk.len(), false)
    }
}
