//! How words of a text stand in the sentence of a hint.

use crate::project::Mark;
use crate::text::{Text, grapheme_floor};

/// The longest words that are quoted, in code points.
const MOST: usize = 60;
/// Longer words end at a space behind this many code points, where there is one.
const LEAST: usize = 40;

/// Words in quotation marks, on one line, at most 60 code points; what is longer is cut between words or, without spaces, graphemes.
pub(super) fn quoted(words: &str) -> String {
    format!("“{}”", shortened(words))
}

/// The words of a mark, as [`quoted`] shows them.
pub(super) fn mark(text: &Text, mark: &Mark) -> String {
    let mut words = String::new();
    for range in mark.at.iter() {
        if !words.is_empty() {
            words.push_str(" … ");
        }
        // Of long words only the beginning is shown.
        let range = range.bytes();
        let end = text.as_str().floor_char_boundary(range.end.min(range.start + 8 * MOST));
        words.push_str(text.slice(range.start..end));
        if words.len() >= 8 * MOST {
            break;
        }
    }
    quoted(&words)
}

/// Several, with “and” before the last.
pub(super) fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

fn shortened(words: &str) -> String {
    let mut line = String::new();
    for c in words.trim().chars() {
        let c = if c.is_control() || c.is_whitespace() { ' ' } else { c };
        if c != ' ' || !line.ends_with(' ') {
            line.push(c);
        }
    }
    if line.chars().count() <= MOST {
        return line;
    }
    let byte = |points: usize| line.char_indices().nth(points).map_or(line.len(), |(byte, _)| byte);
    let longest = grapheme_floor(&line, byte(MOST - 1));
    let space = line.get(byte(LEAST)..longest).and_then(|end| end.rfind(' ')).map(|at| byte(LEAST) + at);
    format!("{}…", line.get(..space.unwrap_or(longest)).unwrap_or_default().trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_on_one_line_and_cut_between_graphemes() {
        assert_eq!(quoted(" a\r\n\u{a0}b "), "“a b”");
        let long = quoted("inspectors had found more than 40 cracks in the eastern span of the Harbour Bridge");
        assert_eq!(long, "“inspectors had found more than 40 cracks in the eastern…”");
        for unit in ["👩‍👩‍👧‍👦", "北", "e\u{301}", "नि"] {
            let cut = quoted(&unit.repeat(40));
            let inner = cut.trim_start_matches('“').trim_end_matches(['”', '…']);
            assert!(inner.chars().count() <= MOST && inner.replace(unit, "").is_empty(), "{cut}");
        }
    }
}
