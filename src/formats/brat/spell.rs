//! Names, values and notes in characters that brat can hold, and back.

use std::borrow::Cow;
use std::fmt::Write;

/// The spelling of a name without any character.
const EMPTY: &str = "_x_";

/// Whether brat takes a character in names.
pub(super) fn is_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '-')
}

fn is_of_line(c: char) -> bool {
    !matches!(c, '\n' | '\r' | '\t')
}

/// A label or a kind of link in `[A-Za-z0-9_-]`.
pub(super) fn name(name: &str) -> Cow<'_, str> {
    if name.is_empty() { Cow::Borrowed(EMPTY) } else { spelt(name, is_of_name) }
}

/// The name that a type of a file spells: its own letters, unless they are what [`name`] makes of another.
pub(super) fn named(raw: &str) -> Cow<'_, str> {
    if raw == EMPTY { Cow::Borrowed("") } else { unspelt(raw, is_of_name) }
}

/// A value of an attribute in one line.
pub(super) fn value(value: &str) -> Cow<'_, str> {
    spelt(value, is_of_line)
}

/// The value that a line spells.
pub(super) fn valued(raw: &str) -> Cow<'_, str> {
    unspelt(raw, is_of_line)
}

/// `_xHEX_` for each character that may not stand, and for a `_` that would be read as the beginning of one.
fn spelt(word: &str, may_stand: fn(char) -> bool) -> Cow<'_, str> {
    let is_plain = |rest: &str, c: char| may_stand(c) && !(c == '_' && misleads(rest, may_stand));
    let mut out = String::new();
    let mut done = 0;
    for (at, c) in word.char_indices() {
        if is_plain(word.get(at..).unwrap_or_default(), c) {
            continue;
        }
        out.push_str(word.get(done..at).unwrap_or_default());
        push_code(&mut out, c);
        done = at + c.len_utf8();
    }
    if done == 0 && word != EMPTY {
        return Cow::Borrowed(word);
    }
    if word == EMPTY {
        return Cow::Borrowed("_x5F_x_");
    }
    out.push_str(word.get(done..).unwrap_or_default());
    Cow::Owned(out)
}

fn push_code(out: &mut String, c: char) {
    // Writing to a string does not fail.
    write!(out, "_x{:X}_", u32::from(c)).unwrap_or_default();
}

/// Whether a `_` begins what looks like a code, or would with what is written behind it.
fn misleads(rest: &str, may_stand: fn(char) -> bool) -> bool {
    let Some(digits) = rest.strip_prefix("_x") else { return false };
    let behind = digits.trim_start_matches(is_hex);
    behind.chars().next().is_some_and(|c| c == '_' || !may_stand(c))
}

fn is_hex(c: char) -> bool {
    matches!(c, '0'..='9' | 'A'..='F')
}

fn unspelt(raw: &str, may_stand: fn(char) -> bool) -> Cow<'_, str> {
    if !raw.contains("_x") {
        return Cow::Borrowed(raw);
    }
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find("_x") {
        let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        let (c, behind) = code(from).unwrap_or_else(|| ('_', from.get(1..).unwrap_or_default()));
        out.push(c);
        rest = behind;
    }
    out.push_str(rest);
    // A name of another tool that only looks like one of our spellings stays what it is.
    if spelt(&out, may_stand) == raw { Cow::Owned(out) } else { Cow::Borrowed(raw) }
}

/// The character of a code, and what stands behind it.
fn code(from: &str) -> Option<(char, &str)> {
    let digits = from.strip_prefix("_x")?;
    let behind = digits.trim_start_matches(is_hex);
    let hex = digits.strip_suffix(behind).filter(|hex| hex.len() <= 6)?;
    let c = char::from_u32(u32::from_str_radix(hex, 16).ok()?)?;
    Some((c, behind.strip_prefix('_')?))
}

/// Whether a note stands in one line without escapes.
pub(super) fn is_line(note: &str) -> bool {
    note.chars().all(is_of_line)
}

/// A note in one line.
pub(super) fn note(note: &str) -> String {
    let mut out = String::with_capacity(note.len());
    for c in note.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            _ => out.push(c),
        }
    }
    out
}

/// The note that a line of [`note`] spells; what is no escape stays.
pub(super) fn noted(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut characters = raw.chars();
    while let Some(c) = characters.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match characters.next() {
            Some('n') => out.push('\n'),
            Some('r') => out.push('\r'),
            Some('t') => out.push('\t'),
            Some('\\') => out.push('\\'),
            other => {
                out.push('\\');
                out.extend(other);
            }
        }
    }
    out
}
