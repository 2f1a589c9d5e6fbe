//! The text of a mail that is no HTML: its quotations and its lines.

use crate::article::paper::{Group, Paper};
use crate::article::{Block, is_visible};

/// How the lines of a text end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lines {
    /// Where they end.
    Fixed,
    /// A line that ends with a space goes on in the next (RFC 3676); whether that space belongs to the words.
    Flowed {
        /// The space is only the sign of it.
        drop_space: bool,
    },
}

/// Writes a text: paragraphs as they are parted, quotations without their signs.
pub(super) fn put(text: &str, how: Lines, paper: &mut Paper) {
    let mut open: Vec<String> = Vec::new();
    let mut depth = 0;
    for line in lines(text, how) {
        if line.depth != depth || !line.words.chars().any(is_visible) {
            write(&mut open, depth, paper);
            depth = line.depth;
        }
        if line.words.chars().any(is_visible) {
            open.push(line.words);
        }
    }
    write(&mut open, depth, paper);
}

fn write(open: &mut Vec<String>, depth: usize, paper: &mut Paper) {
    if !open.is_empty() {
        paper.put(&open.join("\n"), (depth > 0).then_some(Block::Quote), Group::NONE);
        open.clear();
    }
}

struct Line {
    /// How many quotations it is in.
    depth: usize,
    words: String,
}

fn lines(text: &str, how: Lines) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut goes_on = false;
    for raw in text.split('\n') {
        let (depth, words) = unquoted(raw.trim_end_matches('\r'));
        let (words, soft) = match how {
            Lines::Fixed => (words, false),
            Lines::Flowed { drop_space } => {
                // A space was put before lines that begin with one, with “>” or with “From ”.
                let words = if depth == 0 { words.strip_prefix(' ').unwrap_or(words) } else { words };
                // The line before a signature ends with a space and goes on nowhere.
                let soft = words.ends_with(' ') && words != "-- ";
                (if soft && drop_space { words.strip_suffix(' ').unwrap_or(words) } else { words }, soft)
            }
        };
        match lines.last_mut().filter(|last| goes_on && last.depth == depth && words != "-- ") {
            Some(last) => last.words.push_str(words),
            None => lines.push(Line { depth, words: words.to_owned() }),
        }
        goes_on = soft;
    }
    for line in &mut lines {
        let end = line.words.trim_end_matches([' ', '\t']).len();
        line.words.truncate(end);
    }
    lines
}

/// How many quotations a line is in, and its words without their signs and the space after them.
fn unquoted(line: &str) -> (usize, &str) {
    let (mut depth, mut rest) = (0, line);
    while let Some(inside) = rest.strip_prefix('>').or_else(|| if depth > 0 { rest.strip_prefix(" >") } else { None }) {
        depth += 1;
        rest = inside;
    }
    (depth, if depth > 0 { rest.strip_prefix(' ').unwrap_or(rest) } else { rest })
}
