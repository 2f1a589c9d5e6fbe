//! Divides a paragraph into pieces that are laid out alone, and makes the string that the layout gets to see.
//! A piece ends at a line separator, or at a sentence where the paragraph is too long for one layout. It never splits a grapheme.

use crate::text::{grapheme_ceil, grapheme_floor};
use memchr::memmem::Finder;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;
use unicode_segmentation::UnicodeSegmentation as _;

/// Bytes that one layout holds at most, but for a single grapheme that is longer.
pub const PIECE: usize = 8 * 1024;
/// Code points of one grapheme that are laid out; what stacks higher is drawn as nothing. The layout's own counters are this small.
const STACK: usize = 24;
/// A tab is as wide as this: an em, about four spaces. One character, for a line must not break inside it.
const TAB: char = '\u{2003}';
/// The bytes with which U+2028 and U+2029 begin.
static SEPARATOR: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(b"\xe2\x80"));

/// The pieces of a paragraph in bytes, one after the other, without a gap; at least one, and the last ends where the paragraph ends.
/// U+2028 and U+2029 belong to the piece that they end.
pub fn pieces(paragraph: &str) -> Vec<Range<usize>> {
    let mut pieces = Vec::with_capacity(1);
    each_piece(paragraph, |piece| pieces.push(piece));
    pieces
}

/// The same, one by one.
pub(crate) fn each_piece(paragraph: &str, mut take: impl FnMut(Range<usize>)) {
    let mut start = 0;
    for end in lines(paragraph) {
        while end - start > PIECE {
            let at = cut(paragraph, start).clamp(start + 1, end);
            take(start..at);
            start = at;
        }
        if start < end {
            take(start..end);
        }
        start = end;
    }
    if paragraph.is_empty() || ends_in_separator(paragraph) {
        take(start..start);
    }
}

/// Whether a line has to end here: the string ends in U+2028 or U+2029.
pub(crate) fn ends_in_separator(text: &str) -> bool {
    text.ends_with(['\u{2028}', '\u{2029}'])
}

/// Whether a paragraph reads from right to left: its first letter does.
pub fn is_rtl(paragraph: &str) -> bool {
    let mut isolates = 0_usize;
    for c in paragraph.chars().take(PIECE) {
        match c {
            '\u{2066}'..='\u{2068}' => isolates += 1,
            '\u{2069}' => isolates = isolates.saturating_sub(1),
            '\u{200e}' if isolates == 0 => return false,
            '\u{200f}' | '\u{61c}' if isolates == 0 => return true,
            _ if isolates == 0 && c.is_alphabetic() => {
                return matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}');
            }
            _ => {}
        }
    }
    false
}

/// What the layout gets for a piece: controls left out, a tab as a wide space, and the way back to the bytes of the piece.
pub(crate) struct Drawable<'a> {
    pub(crate) string: Cow<'a, str>,
    /// Bytes at the start of `string` that are not the piece's: a direction mark.
    pub(crate) prefix: usize,
    /// From a byte of `string` on, which byte of the piece it is; sorted. Empty where both are the same.
    ways_back: Vec<(usize, usize)>,
}

impl<'a> Drawable<'a> {
    /// `graphemes` are the starts of the piece's graphemes; `rtl` forces a direction, none leaves it to the first letter.
    pub(crate) fn of(piece: &'a str, graphemes: &[u32], rtl: Option<bool>) -> Self {
        let ends = graphemes.iter().skip(1).map(|end| *end as usize).chain([piece.len()]);
        let tall = graphemes.iter().zip(ends).any(|(start, end)| end.saturating_sub(*start as usize) > STACK);
        let mark = match rtl {
            None => "",
            Some(true) => "\u{200f}",
            Some(false) => "\u{200e}",
        };
        if mark.is_empty() && !tall && !piece.chars().any(is_undrawn) {
            return Self { string: Cow::Borrowed(piece), prefix: 0, ways_back: Vec::new() };
        }
        let mut drawable = Self { string: Cow::Borrowed(mark), prefix: mark.len(), ways_back: vec![(0, 0), (mark.len(), 0)] };
        let string = drawable.string.to_mut();
        for (start, grapheme) in piece.grapheme_indices(true) {
            drawable.ways_back.push((string.len(), start));
            for (at, c) in grapheme.char_indices().take(STACK) {
                if at > 0 || c == '\t' {
                    drawable.ways_back.push((string.len(), start + at));
                }
                if c == '\t' {
                    string.push(TAB);
                } else if !is_undrawn(c) {
                    string.push(c);
                }
            }
        }
        drawable
    }

    /// The byte of the piece that stands at a byte of the string.
    pub(crate) fn back(&self, at: usize) -> usize {
        let before = self.ways_back.partition_point(|(from, _)| *from <= at);
        match before.checked_sub(1).and_then(|index| self.ways_back.get(index)) {
            Some((from, to)) => to + (at - from),
            None => at,
        }
    }
}

/// Starts of the graphemes of a piece, in bytes.
pub(crate) fn graphemes(piece: &str) -> Vec<u32> {
    if piece.is_ascii() && !piece.contains("\r\n") {
        return (0..piece.len() as u32).collect();
    }
    piece.grapheme_indices(true).map(|(at, _)| at as u32).collect()
}

/// Controls (the tab too, which becomes a space) and separators: the layout must not see them.
fn is_undrawn(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

/// Ends of the lines that separators make; the last is the end of the text.
fn lines(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    let separators = SEPARATOR.find_iter(bytes).filter(move |at| matches!(bytes.get(at + 2), Some(0xa8 | 0xa9))).map(|at| at + 3);
    separators.chain([text.len()])
}

/// Where a piece that starts here should end: after a sentence, else after white space, else anywhere; past the limit for a longer grapheme.
fn cut(text: &str, start: usize) -> usize {
    let limit = text.floor_char_boundary(start + PIECE);
    let from = text.floor_char_boundary(start + PIECE * 3 / 4);
    let (mut sentence, mut space) = (None, None);
    let (mut ended, mut ended_alone) = (false, false);
    for (at, c) in text.get(from..limit).unwrap_or_default().char_indices() {
        if c.is_whitespace() {
            space = Some(from + at + c.len_utf8());
            sentence = if ended { space } else { sentence };
        } else if matches!(c, '.' | '!' | '?' | '…' | '؟' | '۔' | '।' | '。' | '！' | '？') {
            (ended, ended_alone) = (true, matches!(c, '。' | '！' | '？'));
        } else if !matches!(c, '"' | '”' | '’' | '»' | ')' | ']' | '」' | '』') {
            sentence = if ended_alone { Some(from + at) } else { sentence };
            (ended, ended_alone) = (false, false);
        }
    }
    let wish = sentence.or(space).unwrap_or(limit);
    let whole = grapheme_floor(text, wish);
    if whole > start { whole } else { grapheme_ceil(text, limit) }
}
