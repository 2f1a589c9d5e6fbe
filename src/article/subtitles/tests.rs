//! Subtitles of every awkward kind, damaged ones, and those that are made to harm.

use super::*;
use crate::article::{encoding, fixtures, harm};

fn read_bytes(bytes: &[u8]) -> Result<Page, Refusal> {
    let decoded = encoding::decode(bytes, None, None)?;
    let mut page = read(&decoded.text)?;
    page.warnings.splice(0..0, decoded.warnings);
    Ok(page)
}

#[test]
fn subtitles_are_what_is_said() {
    fixtures::check("subtitles", |_, bytes| read_bytes(bytes));
}

#[test]
fn damaged_subtitles_do_no_harm() {
    harm::harm("subtitles", |bytes| vec![read_bytes(bytes)]);
    harm::harm("subtitles", |bytes| vec![read(&String::from_utf8_lossy(bytes))]);
}

#[test]
fn subtitles_made_to_harm_are_read_or_refused() {
    for (piece, times) in [
        ("1\n00:00:01,000 --> 00:00:02,000\nx\n\n", 10_000),
        ("00:01 --> 00:02\n", 20_000),
        ("1\n", 50_000),
        ("<v <", 50_000),
        ("{\\", 50_000),
        ("&", 50_000),
        ("\r", 50_000),
        (":", 50_000),
        ("-->", 50_000),
        ("-\n", 30_000),
        ("x\n", 30_000),
    ] {
        for start in ["", "00:01 --> 00:02\n", "WEBVTT\n\n00:01 --> 00:02\n", "WEBVTT\n"] {
            let source = format!("{start}{}", piece.repeat(times));
            if let Ok(page) = read(&source) {
                assert!(page.paper.text().chars().any(is_visible));
            }
        }
    }
    let cue = "00:01 --> 00:02\nx\n\n";
    let too_large = cue.repeat(crate::article::LIMIT_BYTES / cue.len() + 1);
    assert!(matches!(read(&too_large), Err(Refusal::TooLarge { .. })));
}
