//! How far a value of JSON has come, byte by byte, without reading it.

/// How many lists and objects are known by their kind; deeper ones are counted.
pub(super) const MOST_KINDS: usize = 128;

/// The blanks of a line with one more byte of it; none where that is no blank.
pub(super) fn blanks_after(blanks: Option<usize>, byte: u8) -> Option<usize> {
    match byte {
        b'\n' => Some(0),
        b' ' | b'\t' => blanks.map(|blanks| blanks + 1),
        b'\r' => blanks,
        _ => None,
    }
}

/// How a value goes on after some bytes.
pub(super) enum End {
    Open,
    /// It ends with them.
    Whole,
    /// It is broken, and another one begins after them.
    Next,
}

/// How far a value has come.
#[derive(Default)]
pub(super) struct Shape {
    /// For each list or object that is open, whether it is an object; only the outer ones.
    open: Vec<bool>,
    /// How many more are open.
    deeper: usize,
    /// How many were open at most.
    pub(super) deepest: usize,
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
    pub(super) candidate: Option<usize>,
}

impl Shape {
    /// One in a list whose objects begin behind so many blanks.
    pub(super) fn new(indent: usize) -> Self {
        Self { indent, ..Self::default() }
    }

    fn depth(&self) -> usize {
        self.open.len() + self.deeper
    }

    /// Whether an object may stand here as a part of one.
    fn wants_object(&self) -> bool {
        let is_wanted = match self.open.last().filter(|_| self.deeper == 0) {
            Some(true) => self.last == b':',
            Some(false) => matches!(self.last, b'[' | b','),
            None => true,
        };
        // A list is no object of the list, so that what stands in it is none of its parts.
        let is_object = self.open.first() != Some(&false);
        is_wanted && is_object && !self.is_broken && !self.is_string
    }

    fn opens(&mut self, is_object: bool) {
        if self.open.len() < MOST_KINDS {
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
    pub(super) fn advance(&mut self, chunk: &[u8]) -> (usize, End) {
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
