//! Which tables hold data and which only lay out a page, as old pages and mails do.

use super::names::{self, WORDS};
use super::tree::Tree;
use crate::article::limits::HTML_SPAN;

/// The most visible bytes of a cell of data.
const LONGEST_CELL: usize = 400;

/// Whether a table has rows of data: more than one column, no table in it, and cells of one short paragraph.
pub(super) fn has_rows(tree: &Tree<'_>, table: usize) -> bool {
    let said = |name: &str| tree.get(table).map(|node| node.attribute(name).to_lowercase()).unwrap_or_default();
    if matches!(said("role").as_str(), "presentation" | "none") {
        return false;
    }
    let (mut cells, mut widest) = (0, 0);
    let mut at = table + 1;
    while at < tree.end(table) {
        match tree.name(at) {
            "table" | "article" | "h1" => return false,
            "tr" => cells = 0,
            "td" | "th" => {
                cells += 1;
                widest = widest.max(cells);
                if !is_short(tree, at) {
                    return false;
                }
            }
            _ => {}
        }
        at += 1;
    }
    widest > 1
}

/// Whether a cell is one short paragraph, or a few lines.
fn is_short(tree: &Tree<'_>, cell: usize) -> bool {
    let nodes = tree.nodes.get(cell + 1..tree.end(cell)).unwrap_or_default();
    let bytes: usize = nodes.iter().filter(|node| node.name == WORDS).map(|node| node.text.trim().len()).sum();
    let paragraphs = nodes.iter().filter(|node| matches!(node.name, "p" | "blockquote" | "section") || names::is_heading(node.name)).count();
    bytes <= LONGEST_CELL && (paragraphs < 3 || bytes <= LONGEST_CELL / 4)
}

/// How many columns wide a cell is.
pub(super) fn columns(tree: &Tree<'_>, cell: usize) -> usize {
    let wide = tree.get(cell).and_then(|node| node.attribute("colspan").trim().parse().ok()).unwrap_or(1);
    wide.clamp(1, HTML_SPAN)
}
