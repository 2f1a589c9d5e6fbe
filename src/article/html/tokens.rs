//! A page as tags and words, in the order of the source. Nothing is copied and every byte is looked at a fixed number of times, whatever
//! the page is.

use crate::article::limits::{HTML_ATTRIBUTES, HTML_TAG_BYTES};
use memchr::{memchr, memchr2};

/// One piece of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Words, with their character references as they are written.
    Text(&'a str),
    /// The words of a CDATA section, in which nothing is a reference.
    Plain(&'a str),
    /// A start tag.
    Start(Tag<'a>),
    /// The name in an end tag, as it is written.
    End(&'a str),
}

/// A start tag.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// The name as it is written.
    pub(super) name: &'a str,
    /// What stands after the name, at most [`HTML_TAG_BYTES`].
    pub(super) attributes: &'a str,
    /// Whether a slash stands before its end.
    pub(super) closed: bool,
}

/// The pieces of a source.
pub(super) struct Tokens<'a> {
    source: &'a str,
    at: usize,
    /// An element whose content is no markup, which has just begun.
    raw: Option<&'static str>,
    /// What was looked for and is not in the rest: it is not looked for again.
    missing: Vec<&'static str>,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Self { source, at: 0, raw: None, missing: Vec::new() }
    }

    /// What follows up to the end tag of this element is no markup: one piece of text, without its references told.
    pub(super) fn raw_until_end_of(&mut self, name: &'static str) {
        self.raw = Some(name);
    }

    fn rest(&self) -> &'a str {
        self.source.get(self.at..).unwrap_or_default()
    }

    /// Where the pattern next is, from the start of the source.
    fn find(&mut self, from: usize, pattern: &'static str) -> Option<usize> {
        if self.missing.contains(&pattern) {
            return None;
        }
        let found = self.source.get(from..).and_then(|rest| memchr::memmem::find(rest.as_bytes(), pattern.as_bytes()));
        if found.is_none() {
            self.missing.push(pattern);
        }
        found.map(|at| from + at)
    }

    fn raw_text(&mut self, name: &'static str) -> Token<'a> {
        let start = self.at;
        let mut end = start;
        while let Some(at) = self.find(end, "</") {
            let after = self.source.get(at + 2..).unwrap_or_default();
            let named = after.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name));
            if named && after.as_bytes().get(name.len()).is_none_or(|next| b"> /\t\n\r\x0c".contains(next)) {
                self.at = at;
                return Token::Text(self.source.get(start..at).unwrap_or_default());
            }
            end = at + 2;
        }
        // It is never closed, and goes on to the end.
        self.at = self.source.len();
        Token::Text(self.source.get(start..).unwrap_or_default())
    }

    /// What stands at a `<`; `None` where it is a comment or a declaration.
    fn markup(&mut self) -> Option<Token<'a>> {
        let rest = self.rest();
        let bytes = rest.as_bytes();
        match (bytes.get(1), bytes.get(2)) {
            (Some(b'!'), _) if rest.starts_with("<!--") => {
                self.skip_comment();
                None
            }
            (Some(b'!'), _) if rest.starts_with("<![CDATA[") => {
                let start = self.at + "<![CDATA[".len();
                let end = self.find(start, "]]>");
                self.at = end.map_or(self.source.len(), |end| end + 3);
                Some(Token::Plain(self.source.get(start..end.unwrap_or(self.source.len())).unwrap_or_default()))
            }
            (Some(b'/'), Some(letter)) if letter.is_ascii_alphabetic() => {
                let tag = self.tag(2);
                Some(Token::End(tag.name))
            }
            (Some(b'!' | b'?'), _) | (Some(b'/'), Some(_)) => {
                self.at = self.find(self.at, ">").map_or(self.source.len(), |end| end + 1);
                None
            }
            (Some(letter), _) if letter.is_ascii_alphabetic() => Some(Token::Start(self.tag(1))),
            _ => {
                self.at += 1;
                Some(Token::Text("<"))
            }
        }
    }

    fn skip_comment(&mut self) {
        let start = self.at + "<!--".len();
        let rest = self.source.get(start..).unwrap_or_default();
        let short = [">", "->"].iter().find(|short| rest.starts_with(**short));
        self.at = match short {
            Some(short) => start + short.len(),
            None => self.find(start, "-->").map_or(self.source.len(), |end| end + 3),
        };
    }

    /// Reads a tag whose name begins so many bytes from here, and goes behind it.
    fn tag(&mut self, name_at: usize) -> Tag<'a> {
        let start = self.at + name_at;
        let rest = self.source.get(start..).unwrap_or_default();
        let name_bytes = rest.bytes().position(|byte| b"> /\t\n\r\x0c".contains(&byte)).unwrap_or(rest.len());
        let mut at = start + name_bytes;
        let after_name = at;
        loop {
            let found = self.source.get(at..).and_then(|rest| memchr2(b'>', b'=', rest.as_bytes()));
            let Some(found) = found.map(|found| at + found) else {
                at = self.source.len();
                break;
            };
            at = found;
            if self.source.as_bytes().get(at) == Some(&b'>') {
                break;
            }
            at = self.after_value(at + 1);
        }
        let inside = self.source.get(after_name..at).unwrap_or_default();
        self.at = (at + 1).min(self.source.len());
        Tag { name: rest.get(..name_bytes).unwrap_or_default(), attributes: cut(inside, HTML_TAG_BYTES), closed: inside.ends_with('/') }
    }

    /// Where an attribute's value in quotation marks ends, if there is one here. A mark that is never closed is none.
    fn after_value(&mut self, at: usize) -> usize {
        let rest = self.source.get(at..).unwrap_or_default();
        let white = rest.bytes().take(HTML_TAG_BYTES).position(|byte| !byte.is_ascii_whitespace()).unwrap_or(0);
        let quote = match rest.as_bytes().get(white) {
            Some(b'"') => "\"",
            Some(b'\'') => "'",
            _ => return at,
        };
        self.find(at + white + 1, quote).map_or(at + white + 1, |end| end + 1)
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if let Some(name) = self.raw.take() {
            return Some(self.raw_text(name));
        }
        while self.at < self.source.len() {
            let rest = self.rest();
            if !rest.starts_with('<') {
                let end = memchr(b'<', rest.as_bytes()).unwrap_or(rest.len());
                self.at += end;
                return Some(Token::Text(rest.get(..end).unwrap_or_default()));
            }
            if let Some(token) = self.markup() {
                return Some(token);
            }
        }
        None
    }
}

/// The attributes of a tag, names and values as they are written, without quotation marks.
pub(super) fn attributes(inside: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = inside;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        let end = rest.char_indices().skip(1).find(|(_, c)| c.is_ascii_whitespace() || matches!(c, '/' | '=')).map_or(rest.len(), |(at, _)| at);
        let (name, after) = rest.split_at_checked(end).filter(|(name, _)| !name.is_empty())?;
        let (value, after) = value(after);
        rest = after;
        Some((name, value))
    })
    .take(HTML_ATTRIBUTES)
}

/// The value after a name, and what follows it.
fn value(after_name: &str) -> (&str, &str) {
    let Some(value) = after_name.trim_ascii_start().strip_prefix('=').map(str::trim_ascii_start) else { return ("", after_name) };
    for quote in ['"', '\''] {
        if let Some(found) = value.strip_prefix(quote).and_then(|inside| inside.split_once(quote)) {
            return found;
        }
    }
    let value = value.trim_start_matches(['"', '\'']);
    value.split_at_checked(value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len())).unwrap_or((value, ""))
}

/// The beginning of a string, at most so many bytes.
pub(super) fn cut(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    text.get(..end).unwrap_or_default()
}
