//! What XML 1.0 cannot hold, and how it is written all the same.

use std::borrow::Cow;

/// What stands for a character that cannot be written.
const STANDIN: char = '\u{fffd}';

/// Whether XML 1.0 has no way to write a character.
pub(super) fn is_unwritable(c: char) -> bool {
    !matches!(c, '\t' | '\n' | '\r') && matches!(c, '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

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

/// The character of a code point as we write it: capitals and no zeros before it.
fn code(digits: &str) -> Option<char> {
    let c = u32::from_str_radix(digits, 16).ok().and_then(char::from_u32)?;
    (format!("{:X}", u32::from(c)) == digits).then_some(c)
}

/// The text as it is written, and the places of what was replaced in it, in UTF-16 code units with their code points.
pub(super) fn replaced(text: &str) -> (Cow<'_, str>, String) {
    if !text.contains(is_unwritable) {
        return (Cow::Borrowed(text), String::new());
    }
    let (mut out, mut places, mut unit) = (String::with_capacity(text.len() + 64), Vec::new(), 0);
    for c in text.chars() {
        out.push(if is_unwritable(c) { STANDIN } else { c });
        if is_unwritable(c) {
            places.push(format!("{unit}:{:X}", u32::from(c)));
        }
        unit += c.len_utf16();
    }
    (Cow::Owned(out), places.join(" "))
}

/// Puts characters back into a text; how many were said that do not fit it.
pub(super) fn restored(text: &str, places: &str) -> (String, usize) {
    let mut wanted = places.split_ascii_whitespace().map(|place| {
        let (unit, digits) = place.split_once(':')?;
        Some((unit.parse::<usize>().ok()?, code(digits).filter(|c| is_unwritable(*c))?))
    });
    let (mut out, mut unit, mut wrong) = (String::with_capacity(text.len()), 0, 0);
    let mut next = wanted.next();
    for c in text.chars() {
        // What is out of order or no place at all fits nowhere.
        while next.is_some_and(|place| place.is_none_or(|(at, _)| at < unit)) {
            wrong += 1;
            next = wanted.next();
        }
        match next.flatten() {
            Some((at, own)) if at == unit && c == STANDIN => {
                out.push(own);
                next = wanted.next();
            }
            Some(_) | None => out.push(c),
        }
        unit += c.len_utf16();
    }
    wrong += usize::from(next.is_some()) + wanted.count();
    (out, wrong)
}
