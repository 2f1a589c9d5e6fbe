//! What XML 1.0 cannot hold, and how it is written all the same.

use crate::formats::cas::{STANDIN, code, is_unwritable};
use std::borrow::Cow;

/// Puts a string into the value of an attribute.
pub(super) fn push(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' => out.push_str("&#9;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            other => out.push(other),
        }
    }
}

/// A string without what cannot be written: U+FFFD, the code point in hexadecimal and a semicolon for each.
pub(super) fn escaped(text: &str) -> Cow<'_, str> {
    if !text.contains(|c| is_unwritable(c) || c == STANDIN) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let rest = text.get(at..).unwrap_or_default();
        // A stand-in of the text's own that looks like one of these is written as one.
        if is_unwritable(c) || (c == STANDIN && escape(rest).is_some()) {
            out.push_str(&format!("{STANDIN}{:X};", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// A string as it was before it was escaped.
pub(super) fn unescaped(text: String) -> String {
    if !text.contains(STANDIN) {
        return text;
    }
    let (mut out, mut rest) = (String::with_capacity(text.len()), text.as_str());
    while let Some(c) = rest.chars().next() {
        let (c, length) = if c == STANDIN { escape(rest).unwrap_or((c, c.len_utf8())) } else { (c, c.len_utf8()) };
        out.push(c);
        rest = rest.get(length..).unwrap_or_default();
    }
    out
}

/// The escape that a string begins with: the character, and the bytes that it takes.
fn escape(text: &str) -> Option<(char, usize)> {
    let (digits, _) =
        text.strip_prefix(STANDIN)?.split_at_checked(5).map_or_else(|| text.strip_prefix(STANDIN)?.split_once(';'), |(five, _)| five.split_once(';'))?;
    let c = code(digits).filter(|c| is_unwritable(*c) || *c == STANDIN)?;
    Some((c, STANDIN.len_utf8() + digits.len() + 1))
}
