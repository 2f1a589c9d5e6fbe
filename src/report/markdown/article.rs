//! An article in Markdown: its text with numbers behind the marks, and what is said about each.

use super::{heading, quoted};
use crate::article::Block;
use crate::report::content::ArticlePart;
use crate::report::escape;
use crate::report::marks::{CheckPart, MarkPart};
use crate::report::pieces::Piece;

pub(super) fn write(part: &ArticlePart<'_>, out: &mut String) {
    out.push_str(&format!("\n### {}\n\n", heading(&part.title)));
    let mut origin: Vec<String> = part.origin.iter().map(|part| escape::markdown(part)).collect();
    origin.extend(address(&part.article.origin.url));
    out.push_str(&format!("{}\n", escape::line(&origin.join(" · "))));
    for (block, pieces) in &part.paragraphs {
        out.push_str(&format!("\n{}\n", paragraph(*block, &shown(pieces, &part.marks))));
    }
    for left in &part.left {
        out.push_str(&format!("\n{left}.\n"));
    }
    if !part.marks.is_empty() {
        out.push('\n');
        part.marks.iter().for_each(|mark| out.push_str(&row(mark)));
    }
}

/// The address as text, and as a link only where it leads to the web.
fn address(url: &str) -> Option<String> {
    if url.trim().is_empty() {
        return None;
    }
    Some(if escape::is_address(url) { format!("<{}>", url.replace('&', "&amp;")) } else { escape::markdown(url) })
}

fn paragraph(block: Option<Block>, words: &str) -> String {
    let line = escape::line(words);
    match block {
        None | Some(Block::TableRow | Block::Caption) => line,
        Some(Block::Title) => format!("#### {line}"),
        Some(Block::Heading) => format!("##### {line}"),
        Some(Block::Quote) => format!("> {line}"),
        Some(Block::ListItem) => format!("- {line}"),
    }
}

/// The words of a paragraph, each mark with its number behind it and zones in brackets.
fn shown(pieces: &[Piece<'_>], marks: &[MarkPart<'_>]) -> String {
    let mut out = String::new();
    let mut was_skipped = false;
    for piece in pieces {
        if piece.is_skipped != was_skipped {
            out.push_str(if piece.is_skipped { "⟨" } else { "⟩" });
            was_skipped = piece.is_skipped;
        }
        let words = escape::markdown(piece.words);
        // Behind a number these would make it a link.
        out.push_str(if out.ends_with(']') && words.starts_with(['(', ':', '{']) { "\\" } else { "" });
        out.push_str(&words);
        let ends: String = piece.ends.iter().filter_map(|number| marks.get(*number)).map(|mark| format!("[{}]", mark.number)).collect();
        if !ends.is_empty() {
            // Numbers stand at the words, not behind the space or the line feed that a mark may end with.
            let trimmed = out.trim_end_matches(' ').len();
            let spaces = out.split_off(trimmed);
            out.push_str(&ends);
            out.push_str(&spaces);
        }
    }
    if was_skipped {
        let trimmed = out.trim_end().len();
        out.truncate(trimmed);
        out.push('⟩');
    }
    out
}

/// What is said about a mark.
fn row(part: &MarkPart<'_>) -> String {
    let mut out = format!("- [{}] **{}** {} at {}", part.number, label(part), quoted(&part.quote), part.place);
    for detail in &part.details {
        out.push_str(&format!(" · {}", escape::markdown(detail)));
    }
    out.push('\n');
    for link in &part.links {
        let state = link.state.map(|state| format!(" ({state})")).unwrap_or_default();
        out.push_str(&format!("  - {} → {}{state}\n", escape::line(&escape::markdown(&link.kind)), quoted(&link.quote)));
    }
    if !part.note.trim().is_empty() {
        out.push_str(&format!("  - Note: {}\n", escape::markdown(&part.note)));
    }
    if !part.tags.is_empty() {
        out.push_str(&format!("  - Tags: {}\n", escape::markdown(&part.tags.join(", "))));
    }
    part.check.iter().for_each(|part| out.push_str(&check(part)));
    out
}

/// A label, without spaces at its ends, which would keep it from being bold.
fn label(part: &MarkPart<'_>) -> String {
    let words = escape::markdown(part.label.name());
    let trimmed = words.trim();
    if trimmed.is_empty() { part.label.letter() } else { trimmed.to_owned() }
}

fn check(part: &CheckPart) -> String {
    let mut out = format!("  - Check: {}", escape::markdown(&part.verdict));
    for more in [&part.statement, &part.justification] {
        if !more.trim().is_empty() {
            out.push_str(&format!(" · {}", escape::markdown(more)));
        }
    }
    out.push('\n');
    out
}
