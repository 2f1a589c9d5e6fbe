//! Whether an edge cuts a word, a number or a grapheme. Cheap: only a few code points around the edge are read.

use crate::text::{Text, TextRange, grapheme_floor, next_grapheme, previous_grapheme};
use std::ops::Range;

/// Graphemes of the longest word to which a range is widened.
const LONG_WORD: usize = 64;

/// Whether a place cuts a word, number or grapheme at an edge where the range of the other text did not.
pub(super) fn is_newly_cut((old, range): (&Text, TextRange), (new, place): (&Text, TextRange)) -> bool {
    let is_new = |was: usize, is: usize| cuts(new.as_str(), is) && !cuts(old.as_str(), was);
    is_new(range.start(), place.start()) || is_new(range.end(), place.end())
}

/// A range widened so that it cuts no word where the range of the old text did not.
pub(super) fn widened((old, range): (&Text, TextRange), (new, place): (&Text, Range<usize>)) -> Range<usize> {
    let text = new.as_str();
    let Range { mut start, mut end } = place;
    for _ in 0..LONG_WORD {
        if start > 0 && cuts(text, start) && !cuts(old.as_str(), range.start()) {
            start = previous_grapheme(text, start);
        }
        if end < text.len() && cuts(text, end) && !cuts(old.as_str(), range.end()) {
            end = next_grapheme(text, end);
        }
    }
    start..end
}

/// Whether a byte lies inside a grapheme, a number, or a word of a script that puts spaces between words.
fn cuts(text: &str, at: usize) -> bool {
    let (Some(head), Some(tail)) = (text.get(..at), text.get(at..)) else { return true };
    let (mut before, mut after) = (head.chars().rev(), tail.chars());
    let (Some(left), Some(right)) = (before.next(), after.next()) else { return false };
    let is_plain = left.is_ascii() && right.is_ascii() && left != '\r';
    if !is_plain && grapheme_floor(text, at) != at {
        return true;
    }
    let is_inside = |c: char| (c.is_alphanumeric() || matches!(c, '_' | '\u{ad}' | '\u{200c}' | '\u{200d}')) && !is_without_spaces(c);
    let is_point = |c: char| matches!(c, '.' | ',' | ':' | '٫' | '٬' | '’' | '\'');
    is_inside(left) && is_inside(right)
        || left.is_numeric() && is_point(right) && after.next().is_some_and(char::is_numeric)
        || right.is_numeric() && is_point(left) && before.next().is_some_and(char::is_numeric)
}

/// Whether a script puts no spaces between words, so that a word has no edges to be seen.
fn is_without_spaces(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{fff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_numbers_and_graphemes_are_cut_and_chinese_is_not() {
        let is_cut = |marked: &str| cuts(&marked.replace('|', ""), marked.find('|').unwrap());
        for whole in ["the| art", "40|%", "Iran|’s", "|x", "x|", "在|北京", "ไท|ย", "a|.", "40|."] {
            assert!(!is_cut(whole), "{whole}");
        }
        for cut in ["p|arty", "1|40", "40|,000", "40,|000", "e|\u{301}", "🇮|🇷", "\r|\n", "کتاب\u{200c}|خانه", "3|.5"] {
            assert!(is_cut(cut), "{cut}");
        }
    }
}
