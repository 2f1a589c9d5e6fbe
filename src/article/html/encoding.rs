//! What a page says of its encoding: HTML's prescan of the first bytes, then the declaration of XML. A byte order mark is another's matter.

use super::tokens::{Token, Tokens};
use crate::article::limits::HTML_PRESCAN_BYTES;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

/// The encoding that the first bytes of a page name, if they name one that there is.
pub(in crate::article) fn declared_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = bytes.get(..HTML_PRESCAN_BYTES.min(bytes.len())).unwrap_or_default();
    // Names are ASCII; each other byte is some character here.
    let start: String = start.iter().map(|byte| char::from(*byte)).collect();
    of_meta(&start).or_else(|| of_xml(&start))
}

fn of_meta(start: &str) -> Option<&'static Encoding> {
    Tokens::new(start).find_map(|token| match token {
        Token::Start(tag) if tag.name.eq_ignore_ascii_case("meta") => of_attributes(tag.attributes),
        Token::Start(_) | Token::End(_) | Token::Text(_) | Token::Plain(_) => None,
    })
}

/// `charset`, or a content type where `http-equiv` says that it is one; of attributes twice the first counts.
fn of_attributes(inside: &str) -> Option<&'static Encoding> {
    let value = |wanted: &str| super::tokens::attributes(inside).find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, value)| value);
    if let Some(label) = value("charset") {
        return known(label);
    }
    if !value("http-equiv")?.eq_ignore_ascii_case("content-type") {
        return None;
    }
    let content = value("content")?.to_ascii_lowercase();
    content.match_indices("charset").find_map(|(at, word)| {
        let label = content.get(at + word.len()..)?.trim_ascii_start().strip_prefix('=')?.trim_ascii_start();
        let quoted = ['"', '\''].iter().find_map(|quote| label.strip_prefix(*quote).map(|label| label.split(*quote).next().unwrap_or(label)));
        known(quoted.unwrap_or_else(|| label.split([';', ' ', '\t', '\n', '\r', '\x0c']).next().unwrap_or(label)))
    })
}

fn of_xml(start: &str) -> Option<&'static Encoding> {
    let declaration = start.strip_prefix("<?xml")?.split('>').next()?;
    let label = declaration.split_once("encoding")?.1.trim_ascii_start().strip_prefix('=')?.trim_ascii_start();
    let quote = label.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    known(label.split(quote).nth(1)?)
}

/// Whose words can be read byte by byte is not in UTF-16, whatever it says.
fn known(label: &str) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label(label.as_bytes())?;
    Some(match encoding {
        _ if encoding == UTF_16BE || encoding == UTF_16LE => UTF_8,
        _ if encoding == X_USER_DEFINED => WINDOWS_1252,
        _ => encoding,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bytes_name_the_encoding() {
        for (page, expected) in [
            ("<meta charset=utf-8>", Some("UTF-8")),
            ("<META CHARSET='ISO-8859-1' />", Some("windows-1252")),
            ("<!doctype html><html lang=lv><head><title>x</title><meta charset=\"windows-1257\">", Some("windows-1257")),
            ("<meta http-equiv=Content-Type content='text/html; charset=Shift_JIS'>", Some("Shift_JIS")),
            ("<meta content=\"text/html;charset = 'gbk' ;x\" http-equiv=\"content-type\">", Some("GBK")),
            ("<meta content='text/html; charset=gbk' name=x>", None),
            ("<meta charset=utf-16>", Some("UTF-8")),
            ("<meta charset=x-user-defined>", Some("windows-1252")),
            ("<meta charset=nothing><meta charset=koi8-r>", Some("KOI8-R")),
            ("<!-- <meta charset=koi8-r> --><meta charset=big5>", Some("Big5")),
            ("<p title='<meta charset=koi8-r>'>", None),
            ("<?xml version='1.0' encoding='iso-8859-2'?><html>", Some("ISO-8859-2")),
            ("<?xml version='1.0' encoding='iso-8859-2'?><meta charset=utf-8>", Some("UTF-8")),
            ("charset=utf-8", None),
            ("<metal charset=utf-8>", None),
            ("<meta http-equiv=content-type content='charset'>", None),
            ("<meta charset='", None),
            ("", None),
        ] {
            assert_eq!(declared_encoding(page.as_bytes()).map(Encoding::name), expected, "{page}");
        }
        assert_eq!(declared_encoding(b"\xff\xe4<meta charset=koi8-r>\xff").map(Encoding::name), Some("KOI8-R"));
        assert_eq!(declared_encoding(&[b"x".repeat(HTML_PRESCAN_BYTES).as_slice(), b"<meta charset=koi8-r>"].concat()), None);
    }
}
