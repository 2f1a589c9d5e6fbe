//! Finds its way in RON source without parsing it: where a slice stands, in which field an error lies, what the format
//! number is, and whether git left conflict markers. Never panics, whatever the source.

use std::fmt;

/// A place in a file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Place {
    /// Counted from 1.
    pub line: usize,
    /// In characters, counted from 1.
    pub column: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

impl Place {
    /// Where a byte of the source stands.
    pub(super) fn of_byte(source: &str, byte: usize) -> Self {
        let before = source.get(..source.floor_char_boundary(byte)).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let column = before.get(line_start..).map_or(0, |line| line.chars().count());
        Self { line: 1 + before.matches('\n').count(), column: 1 + column }
    }

    /// Where a slice of the source stands; the start, if it is none.
    pub(super) fn of_slice(source: &str, slice: &str) -> Self {
        let byte = slice.as_ptr().addr().checked_sub(source.as_ptr().addr()).filter(|byte| *byte <= source.len());
        Self::of_byte(source, byte.unwrap_or(0))
    }

    /// The byte that stands here.
    pub(super) fn byte(self, source: &str) -> usize {
        let line_start = match self.line.checked_sub(2) {
            None => 0,
            Some(feeds) => source.match_indices('\n').nth(feeds).map_or(source.len(), |(at, _)| at + 1),
        };
        let line = source.get(line_start..).unwrap_or_default();
        line_start + line.char_indices().nth(self.column.saturating_sub(1)).map_or(line.len(), |(at, _)| at)
    }
}

/// Counts lines from one place of a source to the next behind it, so that many places cost no more than the last.
#[derive(Default)]
pub(super) struct Lines {
    byte: usize,
    feeds: usize,
}

impl Lines {
    /// The line, counted from 1, of a slice of the source that stands behind the slice of the call before.
    pub(super) fn of_slice(&mut self, source: &str, slice: &str) -> usize {
        let byte = slice.as_ptr().addr().saturating_sub(source.as_ptr().addr());
        let passed = source.as_bytes().get(self.byte..byte).unwrap_or_default();
        self.feeds += memchr::memchr_iter(b'\n', passed).count();
        self.byte = self.byte.max(byte.min(source.len()));
        self.feeds + 1
    }
}

/// The line, counted from 1, of the first marker that git leaves where it could not merge.
pub(super) fn conflict_marker(source: &str) -> Option<usize> {
    let is_marker = |line: &str| ["<<<<<<< ", ">>>>>>> ", "||||||| "].iter().any(|marker| line.starts_with(marker)) || line.trim_end() == "=======";
    source.lines().position(is_marker).map(|index| index + 1)
}

/// The word behind `format:` in the outermost parentheses, and nothing if there is none.
pub(super) fn format_number(source: &str) -> Option<&str> {
    let mut tokens = Tokens::new(source);
    let mut depth = 0;
    while let Some(token) = tokens.next() {
        match token {
            Token::Open => depth += 1,
            Token::Close => depth -= 1,
            Token::Field("format") if depth == 1 => {
                let rest = source.get(tokens.at..)?.trim_start();
                let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
                return rest.get(..end);
            }
            Token::Field(_) | Token::Comma | Token::Other => {}
        }
        if depth < 1 {
            return None;
        }
    }
    None
}

/// Whether the source begins with an opening parenthesis, after comments, attributes and a name.
pub(super) fn opens(source: &str) -> bool {
    let mut tokens = Tokens::new(source);
    let behind_name = tokens.rest().trim_start_matches(is_name);
    tokens.at = source.len() - behind_name.len();
    tokens.skip_blanks();
    tokens.rest().starts_with('(')
}

/// A number or word without the comments and blanks around it.
pub(super) fn bare(value: &str) -> &str {
    let mut tokens = Tokens::new(value);
    tokens.skip_blanks();
    let rest = tokens.rest();
    rest.split(|c: char| c == '/' || c.is_whitespace()).next().unwrap_or_default()
}

/// The name of the innermost field whose value is being read at a byte.
pub(super) fn field_at(source: &str, byte: usize) -> Option<&str> {
    let mut open: Vec<Option<&str>> = vec![None];
    let mut tokens = Tokens::new(source);
    while let Some(token) = tokens.next() {
        if tokens.at > byte {
            break;
        }
        match token {
            Token::Open => open.push(None),
            Token::Close => {
                open.pop();
            }
            Token::Field(name) => {
                if let Some(innermost) = open.last_mut() {
                    *innermost = Some(name);
                }
            }
            Token::Comma => {
                if let Some(innermost) = open.last_mut() {
                    *innermost = None;
                }
            }
            Token::Other => {}
        }
    }
    open.into_iter().rev().flatten().next()
}

fn is_name(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

enum Token<'a> {
    Open,
    Close,
    Comma,
    /// A name with a colon behind it.
    Field(&'a str),
    Other,
}

struct Tokens<'a> {
    source: &'a str,
    /// The byte behind the last token.
    at: usize,
}

impl<'a> Tokens<'a> {
    fn new(source: &'a str) -> Self {
        let mut tokens = Self { source, at: 0 };
        tokens.skip_attributes();
        tokens
    }

    /// Skips `#![…]`.
    fn skip_attributes(&mut self) {
        self.skip_blanks();
        while self.rest().starts_with("#!") {
            self.at += self.rest().find(']').map_or(self.rest().len(), |end| end + 1);
            self.skip_blanks();
        }
    }

    fn rest(&self) -> &'a str {
        self.source.get(self.at..).unwrap_or_default()
    }

    fn skip_blanks(&mut self) {
        loop {
            let rest = self.rest();
            let blanks = rest.len() - rest.trim_start().len();
            let comment = rest.get(blanks..).unwrap_or_default();
            if comment.starts_with("//") {
                self.at += blanks + comment.find('\n').unwrap_or(comment.len());
            } else if comment.starts_with("/*") {
                self.at += blanks + comment.find("*/").map_or(comment.len(), |end| end + 2);
            } else {
                self.at += blanks;
                return;
            }
        }
    }

    /// Skips a string whose first quotation mark was read.
    fn skip_string(&mut self) {
        loop {
            let rest = self.rest();
            match memchr::memchr2(b'"', b'\\', rest.as_bytes()) {
                None => self.at = self.source.len(),
                Some(at) if rest.as_bytes().get(at) == Some(&b'\\') => {
                    let escaped = rest.get(at + 1..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
                    self.at += at + 1 + escaped;
                    continue;
                }
                Some(at) => self.at += at + 1,
            }
            return;
        }
    }

    /// Skips a raw string that starts here, if one does.
    fn skip_raw_string(&mut self) -> bool {
        let Some(rest) = self.rest().strip_prefix('r') else { return false };
        let hashes = rest.len() - rest.trim_start_matches('#').len();
        let Some(inner) = rest.get(hashes..).and_then(|rest| rest.strip_prefix('"')) else { return false };
        let close = format!("\"{}", "#".repeat(hashes));
        let end = inner.find(&close).map_or(inner.len(), |end| end + close.len());
        self.at += 2 + hashes + end;
        true
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        self.skip_blanks();
        if self.skip_raw_string() {
            return Some(Token::Other);
        }
        let rest = self.rest();
        let first = rest.chars().next()?;
        if is_name(first) {
            let end = rest.find(|c: char| !is_name(c)).unwrap_or(rest.len());
            self.at += end;
            let behind = self.at;
            self.skip_blanks();
            if self.rest().starts_with(':') {
                self.at += 1;
                return rest.get(..end).map(Token::Field);
            }
            self.at = behind;
            return Some(Token::Other);
        }
        self.at += first.len_utf8();
        Some(match first {
            '(' | '[' | '{' => Token::Open,
            ')' | ']' | '}' => Token::Close,
            ',' => Token::Comma,
            '"' => {
                self.skip_string();
                Token::Other
            }
            _ => Token::Other,
        })
    }
}
