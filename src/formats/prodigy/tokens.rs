//! Tokens as Prodigy wants them: side by side, each with one blank behind it or none, so that they give the whole text again.
//!
//! A token is a word, a number with its points, one sign, or a run of other white space. Chinese, Japanese, Thai, Lao, Khmer and Burmese are written
//! without blanks: there each character is a token. Every edge of a mark is an edge of a token.

use crate::text::next_grapheme;
use std::collections::BTreeSet;
use std::ops::Range;

/// One token.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Token {
    /// Its bytes.
    pub(super) at: Range<usize>,
    /// Whether one blank stands behind it that is no token.
    pub(super) blank: bool,
}

/// What a character is for tokens.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    /// A letter of a script with blanks between words.
    Letter,
    Digit,
    /// A character that is a token by itself.
    Alone,
}

/// The tokens of a text in which marks begin and end at these bytes.
pub(super) fn tokens(text: &str, starts: &BTreeSet<usize>, ends: &BTreeSet<usize>) -> Vec<Token> {
    let mut edges = starts.union(ends).copied().peekable();
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < text.len() {
        while edges.next_if(|edge| *edge <= at).is_some() {}
        let limit = edges.peek().map_or(text.len(), |edge| text.len().min(*edge));
        let end = at + length(text.get(at..limit).unwrap_or_default()).max(1);
        let after = text.get(end..).unwrap_or_default();
        // A blank that a mark begins or ends with has to be a token, and one with a mark above it is no blank.
        let blank = after.starts_with(' ') && next_grapheme(after, 0) == 1 && !starts.contains(&end) && !ends.contains(&(end + 1));
        tokens.push(Token { at: at..end, blank });
        at = end + usize::from(blank);
    }
    tokens
}

/// How many bytes the token has with which a text begins.
fn length(text: &str) -> usize {
    let (mut class, mut end) = first(text);
    while class != Class::Alone {
        let rest = text.get(end..).unwrap_or_default();
        let (next, length) = first(rest);
        if length == 0 {
            break;
        }
        let point = if class != Class::Space && rest.starts_with(['.', ',']) && length == 1 { rest.get(1..) } else { None };
        match (class, next) {
            (Class::Space, Class::Space) => end += length,
            (Class::Letter | Class::Digit, Class::Letter | Class::Digit) => (class, end) = (next, end + length),
            _ => {
                let Some((behind, length)) = point.map(first) else { break };
                let joins =
                    if rest.starts_with('.') { behind == Class::Letter || behind == Class::Digit } else { (class, behind) == (Class::Digit, Class::Digit) };
                if !joins {
                    break;
                }
                (class, end) = (behind, end + 1 + length);
            }
        }
    }
    end
}

/// The class of the first character (a grapheme) of a text, and its bytes; the slice begins there, so that no look back is needed.
fn first(text: &str) -> (Class, usize) {
    let class = match text.chars().next() {
        None => return (Class::Alone, 0),
        Some(c) if c.is_whitespace() => Class::Space,
        Some(c) if has_no_blanks(c) => Class::Alone,
        Some(c) if c.is_numeric() => Class::Digit,
        Some(c) if c.is_alphanumeric() || c == '_' => Class::Letter,
        Some(_) => Class::Alone,
    };
    (class, next_grapheme(text, 0))
}

/// Whether a letter is of a script that has no blanks between words.
fn has_no_blanks(c: char) -> bool {
    matches!(u32::from(c),
        0x0E00..=0x0EFF // Thai, Lao
        | 0x1000..=0x109F | 0xA9E0..=0xA9FF | 0xAA60..=0xAA7F // Burmese
        | 0x1780..=0x17FF // Khmer
        | 0x2E80..=0x2FDF | 0x3005..=0x3007 | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF // Han
        | 0x3041..=0x30FF | 0x31F0..=0x31FF | 0xFF66..=0xFF9D // Kana
    )
}
