//! What a gesture takes: a drag widened to whole words, and the edges that a tag leaves out.
//! The rules are for our own gestures only; what a file or the command line says is taken to the letter.

use super::segment::word_at;
use super::{Text, TextRange, to_graphemes};
use std::ops::Range;

/// Opening signs, each with what may close it.
const PAIRS: &[(char, &[char])] = &[
    ('“', &['”']),
    ('„', &['“', '”']),
    ('‘', &['’']),
    ('‚', &['‘', '’']),
    ('«', &['»']),
    ('»', &['«']),
    ('‹', &['›']),
    ('›', &['‹']),
    ('”', &['”']),
    ('"', &['"']),
    ('\'', &['\'']),
    ('(', &[')']),
    ('[', &[']']),
    ('{', &['}']),
    ('（', &['）']),
    ('「', &['」']),
    ('『', &['』']),
    ('《', &['》']),
    ('【', &['】']),
];

/// Signs that end a clause: a tag leaves them out at its end.
pub(super) const CLAUSE_ENDS: &[char] = &[',', ';', ':', '،', '؛', '、', '，', '；', '：'];
/// Full stops of several scripts.
const FULL_STOPS: &[char] = &['.', '。', '．', '۔', '।'];

/// A dragged range widened to whole words, unless it stays inside one word. Keeps to graphemes.
pub fn snap_to_words(text: &Text, dragged: Range<usize>) -> Range<usize> {
    let range = to_graphemes(text.as_str(), dragged);
    if range.is_empty() {
        return range;
    }
    let first = word_at(text, range.start);
    if first.start <= range.start && range.end <= first.end {
        return range;
    }
    let last = word_at(text, text.as_str().floor_char_boundary(range.end - 1));
    let is_word = |segment: &Range<usize>| text.slice(segment.clone()).chars().any(char::is_alphanumeric);
    let start = if is_word(&first) { first.start.min(range.start) } else { range.start };
    let end = if is_word(&last) { last.end.max(range.end) } else { range.end };
    start..end
}

/// A selection without what does not belong to it at its edges: white space, then at the end `, ; :` and a full stop, and a
/// quotation mark or bracket whose partner is not inside; a pair stays, with the full stop that it holds. A full stop of an
/// abbreviation with another one inside (“U.S.”) and an ellipsis stay. None where nothing is left.
pub fn trim_gesture(text: &Text, selected: Range<usize>) -> Option<TextRange> {
    let Range { mut start, mut end } = selected;
    loop {
        let words = text.slice(start..end);
        let before = (start, end);
        end = start + words.trim_end_matches(is_space).len();
        start += words.len() - words.trim_start_matches(is_space).len();
        let words = text.slice(start..end);
        let mut inner = words.chars();
        let first = inner.next()?;
        if lonely_at_start(text, first, inner.as_str(), start..end) {
            start += first.len_utf8();
            continue;
        }
        let mut inner = words.chars();
        let last = inner.next_back()?;
        if ends_clause(last, inner.as_str()) || lonely_at_end(text, last, inner.as_str(), start) {
            end -= last.len_utf8();
        }
        if before == (start, end) {
            return TextRange::new(text, start..end);
        }
    }
}

pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}')
}

fn ends_clause(last: char, before: &str) -> bool {
    if CLAUSE_ENDS.contains(&last) {
        return true;
    }
    if !FULL_STOPS.contains(&last) || before.ends_with(last) {
        return false;
    }
    let token = before.rsplit(is_space).next().unwrap_or_default();
    let is_abbreviation = last == '.' && token.contains('.') && token.split('.').all(|part| part.chars().count() <= 2 && part.chars().all(char::is_alphabetic));
    !is_abbreviation
}

/// Whether the first character is a quotation mark or bracket that nothing in the rest closes.
fn lonely_at_start(text: &Text, first: char, rest: &str, selected: Range<usize>) -> bool {
    let closers = closers_of(first);
    if closers.is_empty() {
        return is_closer(first) && !is_apostrophe(first);
    }
    if first == '"' {
        return is_open_before(text, selected.start) || !rest.contains('"');
    }
    let closed = matched(rest.chars(), first, closers);
    if first == '\'' && !closed {
        // An apostrophe (’90s) has no partner anywhere; a quotation mark is closed further on.
        let after = text.slice(selected.end..text.paragraph(text.paragraph_at(selected.end)).end);
        return after.contains('\'');
    }
    !closed
}

/// Whether a straight quotation mark before this byte of the paragraph still waits for its partner.
fn is_open_before(text: &Text, byte: usize) -> bool {
    let outside = text.slice(text.paragraph(text.paragraph_at(byte)).start..byte);
    outside.matches('"').count() % 2 == 1
}

/// Whether the last character is a quotation mark or bracket that nothing before it opens.
fn lonely_at_end(text: &Text, last: char, before: &str, start: usize) -> bool {
    let openers = openers_of(last);
    if openers.is_empty() {
        return !closers_of(last).is_empty();
    }
    if last == '"' {
        let inside = before.matches('"').count();
        let closes = (inside + usize::from(is_open_before(text, start))) % 2 == 1;
        return !closes || inside == 0;
    }
    let opened = matched(before.chars().rev(), last, &openers);
    if is_apostrophe(last) && !opened {
        // “the workers’” keeps its apostrophe; a quotation that began before the selection gives its end back.
        let outside = text.slice(text.paragraph(text.paragraph_at(start)).start..start);
        let open = outside.matches(['‘', '‚']).count() + outside.match_indices('\'').filter(|(at, _)| starts_word(outside, *at)).count();
        return open > 0;
    }
    !opened
}

fn starts_word(text: &str, at: usize) -> bool {
    text.get(..at).and_then(|before| before.chars().next_back()).is_none_or(is_space)
}

/// Whether a scan meets one of `wanted` that answers the sign it started from, minding nested ones of the same kind.
pub(super) fn matched(scan: impl Iterator<Item = char>, same: char, wanted: &[char]) -> bool {
    let mut depth = 1;
    for c in scan {
        if wanted.contains(&c) {
            depth -= 1;
        } else if c == same {
            depth += 1;
        }
        if depth == 0 {
            return true;
        }
    }
    false
}

pub(super) fn closers_of(open: char) -> &'static [char] {
    PAIRS.iter().find(|(sign, _)| *sign == open).map_or(&[], |(_, closers)| closers)
}

pub(super) fn openers_of(close: char) -> Vec<char> {
    PAIRS.iter().filter(|(_, closers)| closers.contains(&close)).map(|(open, _)| *open).collect()
}

pub(super) fn is_closer(c: char) -> bool {
    PAIRS.iter().any(|(_, closers)| closers.contains(&c))
}

fn is_apostrophe(c: char) -> bool {
    c == '’' || c == '\''
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `⟦` and `⟧` stand around the selection.
    fn selected(marked: &str) -> (Text, Range<usize>) {
        let start = marked.find('⟦').unwrap();
        let end = marked.find('⟧').unwrap() - '⟦'.len_utf8();
        (Text::new(marked.replace(['⟦', '⟧'], "")), start..end)
    }

    #[track_caller]
    fn trims(marked: &str, expected: &str) {
        let (text, range) = selected(marked);
        assert_eq!(trim_gesture(&text, range).map_or("", |found| found.of(&text)), expected);
    }

    #[track_caller]
    fn snaps(marked: &str, expected: &str) {
        let (text, range) = selected(marked);
        assert_eq!(text.slice(snap_to_words(&text, range)), expected);
    }

    #[test]
    fn white_space_and_clause_ends_go() {
        trims("⟦ \u{a0}the bridge,\u{a0} ⟧and", "the bridge");
        trims("⟦the bridge.\n⟧", "the bridge");
        trims("⟦جسر،⟧", "جسر");
        trims("⟦大桥。⟧", "大桥");
        trims("⟦ \u{a0}\n⟧", "");
        trims("⟦,⟧", "");
    }

    #[test]
    fn a_pair_stays_and_a_lonely_partner_goes() {
        trims("⟦“It rose.”⟧", "“It rose.”");
        trims("⟦“It rose,⟧” she said", "It rose");
        trims("“It ⟦rose.”⟧", "rose");
        trims("⟦(more than 40)⟧", "(more than 40)");
        trims("⟦more than 40),⟧", "more than 40");
        trims("⟦\"It rose\" and \"fell⟧\"", "\"It rose\" and \"fell");
        trims("⟦„Alles“⟧", "„Alles“");
        trims("⟦f(a) (b⟧)", "f(a) (b");
    }

    #[test]
    fn apostrophes_abbreviations_and_ellipses_stay() {
        trims("⟦the workers’⟧ union", "the workers’");
        trims("‘Tens of ⟦workers’⟧ left", "workers");
        trims("⟦’90s bridges⟧", "’90s bridges");
        trims("⟦in the U.S.⟧ it", "in the U.S.");
        trims("⟦at 3 p.m.⟧", "at 3 p.m.");
        trims("⟦and then...⟧", "and then...");
    }

    #[test]
    fn a_drag_takes_whole_words_unless_it_stays_in_one() {
        snaps("mo⟦re than for⟧ty", "more than forty");
        snaps("f⟦ort⟧y", "ort");
        snaps("one⟦ two ⟧three", " two ");
        snaps("מה ש⟦לום לך⟧", "שלום לך");
    }
}
