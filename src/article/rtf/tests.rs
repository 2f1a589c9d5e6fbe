//! Documents of every awkward kind, damaged ones, and those that are made to harm.

use super::*;
use crate::article::{fixtures, harm};

#[test]
fn documents_are_read_as_they_are_seen() {
    fixtures::check("rtf", |_, bytes| read(bytes));
}

#[test]
fn damaged_documents_do_no_harm() {
    harm::harm("rtf", |bytes| vec![read(bytes)]);
}

#[test]
fn documents_made_to_harm_are_read_or_refused() {
    for piece in [
        "{",
        "}",
        "{\\*",
        "{\\footnote x",
        "{\\upr{a}{\\*\\ud ",
        "\\u-10179",
        "\\'83",
        "\\cell",
        "\\row x",
        "{\\fonttbl\\f1",
        "{\\listtext 1",
        "\\bin9",
        "\\chftn",
        "{\\info{\\title x",
    ] {
        let source = format!("{{\\rtf1 {}words\\par}}", piece.repeat(200_000));
        if let Ok(page) = read(source.as_bytes()) {
            assert!(page.paper.text().chars().any(is_visible), "{piece}");
        }
    }
    for no_document in ["", "words", "{\\rt", "{\\rtf1", "{\\rtf1 }", "{\\rtf1{\\*\\x words}}"] {
        assert!(read(no_document.as_bytes()).is_err(), "{no_document}");
    }
}
