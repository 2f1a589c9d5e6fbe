//! What a character reference such as `&eacute;` or `&#8211;` stands for.

use pulldown_cmark::{Event, Parser};
use std::borrow::Cow;

/// The longest name of a reference, in bytes.
const LONGEST: usize = 32;

/// Names that are taken for references without the semicolon, as browsers do, where no letter or digit follows.
const WITHOUT_SEMICOLON: &[&str] = &["amp", "lt", "gt", "quot", "nbsp", "copy", "reg", "shy"];

/// A text with what its references stand for. What is no reference stays as it is.
pub(super) fn decoded(raw: &str) -> Cow<'_, str> {
    replaced(raw, open)
}

/// The same for texts of people, in which only what ends with a semicolon is a reference.
pub(in crate::article) fn decoded_closed(raw: &str) -> Cow<'_, str> {
    replaced(raw, |_| None)
}

/// `open` says what a name without a semicolon stands for.
fn replaced(raw: &str, open: fn(&str) -> Option<Cow<'static, str>>) -> Cow<'_, str> {
    if !raw.contains('&') {
        return Cow::Borrowed(raw);
    }
    let mut pieces = raw.split('&');
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let end = piece.bytes().take(LONGEST).position(|byte| !(byte.is_ascii_alphanumeric() || byte == b'#')).unwrap_or(piece.len().min(LONGEST));
        let (name, after) = piece.split_at_checked(end).unwrap_or((piece, ""));
        let closed = after.strip_prefix(';');
        match closed.map_or_else(|| open(name), |_| meaning(name)) {
            Some(found) => {
                out.push_str(&found);
                out.push_str(closed.unwrap_or(after));
            }
            None => {
                out.push('&');
                out.push_str(piece);
            }
        }
    }
    Cow::Owned(out)
}

/// What a name without a semicolon stands for.
fn open(name: &str) -> Option<Cow<'static, str>> {
    if name.starts_with('#') || WITHOUT_SEMICOLON.contains(&name) { meaning(name) } else { None }
}

fn meaning(name: &str) -> Option<Cow<'static, str>> {
    let Some(number) = name.strip_prefix('#') else { return named(name) };
    let point = match number.strip_prefix(['x', 'X']) {
        Some(digits) if !digits.is_empty() => u32::from_str_radix(digits, 16),
        Some(_) => return None,
        None => number.parse(),
    };
    let point = match point {
        Ok(point) => point,
        // A number that is too large is a character that there is not; letters in it make it no reference.
        Err(error) if matches!(error.kind(), std::num::IntErrorKind::PosOverflow) => 0,
        Err(_) => return None,
    };
    Some(Cow::Owned(character(point).to_string()))
}

/// The Markdown reader has HTML's table of names, and gives it away only by reading; the names that fill pages are told here.
fn named(name: &str) -> Option<Cow<'static, str>> {
    let often = match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "nbsp" => "\u{a0}",
        "shy" => "\u{ad}",
        "" => return None,
        _ => "",
    };
    if !often.is_empty() {
        return Some(Cow::Borrowed(often));
    }
    let source = format!("&{name};");
    let meaning: String = Parser::new(&source).filter_map(|event| if let Event::Text(text) = event { Some(text.into_string()) } else { None }).collect();
    (meaning != source).then_some(Cow::Owned(meaning))
}

/// Numbers from 128 to 159 are meant as windows-1252, as everywhere on the web.
pub(super) fn character(point: u32) -> char {
    let old = u8::try_from(point).ok().filter(|byte| (0x80..=0x9f).contains(byte));
    if let Some(byte) = old {
        let bytes = [byte];
        let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes);
        return text.chars().next().unwrap_or('\u{fffd}');
    }
    char::from_u32(point).filter(|c| *c != '\0').unwrap_or('\u{fffd}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_what_they_stand_for() {
        for (raw, expected) in [
            ("no reference", "no reference"),
            ("caf&eacute; &amp; bar", "café & bar"),
            ("&#8220;x&#x201D;", "“x”"),
            ("&#147;x&#148; &#150;", "“x” –"),
            ("a&nbsp;b&nbsp c", "a\u{a0}b\u{a0} c"),
            ("AT&T, R&D; Q&A", "AT&T, R&D; Q&A"),
            ("&ampx &ltd", "&ampx &ltd"),
            ("&#0;&#xD800;&#x110000;&#99999999999;", "\u{fffd}\u{fffd}\u{fffd}\u{fffd}"),
            ("&#xzz; &#; &; &", "&#xzz; &#; &; &"),
            ("&nosuchname; &\u{e9};", "&nosuchname; &\u{e9};"),
            ("&amp;lt;", "&lt;"),
            ("&scaron;&Amacr;&ngE;", "šĀ≧̸"),
            ("&hearts;&mdash;&hellip;&rlm;", "♥—…\u{200f}"),
            ("&#1234", "Ӓ"),
        ] {
            assert_eq!(decoded(raw), expected, "{raw}");
        }
    }
}
