//! Strings and places in them: everything that counts bytes, code points, words or sentences lives here, and only here.
//! It knows nothing of articles.

mod align;
mod alike;
mod carriage;
mod carry;
mod compare;
mod counted;
mod edges;
mod fold;
mod likeness;
mod offsets;
mod quote;
mod range;
mod segment;
mod sought;
mod tokens;
mod trim;
mod units;

pub use alike::{Alike, alike};
pub use carriage::{Carriage, Fate};
pub use carry::Carried;
pub use compare::{Comparison, ParagraphPair, Stretch};
pub use counted::counted;
pub use edges::{OddEdge, odd_end, odd_start};
pub use fold::bare;
pub use likeness::{Likenesses, Match, NearDuplicates, Pair, SAME_STORY, Sketch, near_duplicates, stories};
pub use offsets::CodePoints;
pub use quote::{Places, occurrences, only_places, places};
pub use range::{Fragments, TextRange};
pub use segment::{
    grapheme_ceil, grapheme_floor, next_grapheme, previous_grapheme, sentence_at, to_graphemes, word_at, word_end_before, word_left, word_right,
    word_start_after,
};
pub use sought::{Manner, NotSought, Sought};
pub use tokens::{is_blank, sentence_begins, words};
pub use trim::{snap_to_words, trim_gesture};
pub use units::{Unit, Units};

use std::fmt;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// An immutable text, shared by handle: a clone costs nothing. Its paragraphs are what stands between line feeds.
#[derive(Clone)]
pub struct Text(Arc<Inner>);

struct Inner {
    string: String,
    /// Byte where each paragraph starts; the first is 0.
    starts: Vec<usize>,
    points: CodePoints,
    fingerprint: OnceLock<Fingerprint>,
}

/// The BLAKE3 of a text's UTF-8 bytes: two texts are the same text if and only if these are equal.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint([u8; 32]);

impl Text {
    /// Takes the string as it is: nothing is normalised.
    pub fn new(string: impl Into<String>) -> Self {
        let string = string.into();
        let starts = std::iter::once(0).chain(memchr::memchr_iter(b'\n', string.as_bytes()).map(|at| at + 1)).collect();
        let points = CodePoints::of(&string);
        Self(Arc::new(Inner { string, starts, points, fingerprint: OnceLock::new() }))
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.0.string
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.0.string.len()
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.0.string.is_empty()
    }

    /// The text in a byte range; empty where the range does not fit.
    pub fn slice(&self, range: Range<usize>) -> &str {
        self.0.string.get(range).unwrap_or_default()
    }

    /// How many paragraphs there are; at least one, for an empty text has one empty paragraph.
    pub fn paragraph_count(&self) -> usize {
        self.0.starts.len()
    }

    /// The bytes of a paragraph without its line feed; an index past the last gives the empty end of the text.
    pub fn paragraph(&self, index: usize) -> Range<usize> {
        let start = self.0.starts.get(index).copied().unwrap_or(self.len());
        let end = self.0.starts.get(index + 1).map_or(self.len(), |next| next - 1);
        start..end.max(start)
    }

    /// The text of a paragraph.
    pub fn paragraph_str(&self, index: usize) -> &str {
        self.slice(self.paragraph(index))
    }

    /// The paragraph in which a byte stands; a line feed belongs to the paragraph that it ends.
    pub fn paragraph_at(&self, byte: usize) -> usize {
        self.0.starts.partition_point(|start| *start <= byte).saturating_sub(1)
    }

    /// Counts code points for this text.
    pub fn code_points(&self) -> Counted<'_> {
        Counted { text: self.as_str(), points: &self.0.points }
    }

    /// The text's fingerprint, computed at the first call.
    pub fn fingerprint(&self) -> Fingerprint {
        *self.0.fingerprint.get_or_init(|| Fingerprint(*blake3::hash(self.0.string.as_bytes()).as_bytes()))
    }
}

/// A text's code points, counted: the only place where bytes become code points and back.
#[derive(Clone, Copy)]
pub struct Counted<'a> {
    text: &'a str,
    points: &'a CodePoints,
}

impl Counted<'_> {
    /// Length of the text in code points.
    pub fn len(self) -> usize {
        self.before(self.text.len())
    }

    /// Whether the text is empty.
    pub fn is_empty(self) -> bool {
        self.text.is_empty()
    }

    /// How many code points stand before a byte; past the end, how many there are. Inside a code point it counts that one.
    pub fn before(self, byte: usize) -> usize {
        self.points.before(self.text, byte)
    }

    /// The byte at which the code point of this number starts; the text's length for the number after the last; none beyond.
    pub fn byte(self, code_point: usize) -> Option<usize> {
        self.points.byte(self.text, code_point)
    }

    /// A byte range in code points.
    pub fn of(self, range: TextRange) -> Range<usize> {
        self.before(range.start())..self.before(range.end())
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0.string == other.0.string
    }
}

impl Eq for Text {}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown: String = self.as_str().chars().take(40).collect();
        write!(f, "Text({} bytes, {shown:?})", self.len())
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl std::str::FromStr for Fingerprint {
    type Err = ();

    /// Reads the 64 lowercase hexadecimal digits that [`Display`](fmt::Display) writes.
    fn from_str(hex: &str) -> Result<Self, ()> {
        let mut bytes = [0; 32];
        let pairs = hex.as_bytes().chunks_exact(2);
        if hex.len() != 64 || !pairs.remainder().is_empty() {
            return Err(());
        }
        for (byte, pair) in bytes.iter_mut().zip(pairs) {
            let digits = std::str::from_utf8(pair).map_err(|_| ())?;
            *byte = u8::from_str_radix(digits, 16).map_err(|_| ())?;
        }
        Ok(Self(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_what_stands_between_line_feeds() {
        let text = Text::new("one\n\ntwo\r\u{2028}x\n");
        let all: Vec<&str> = (0..text.paragraph_count()).map(|i| text.paragraph_str(i)).collect();
        assert_eq!(all, ["one", "", "two\r\u{2028}x", ""]);
        assert_eq!(all.join("\n"), text.as_str());
        assert_eq!((text.paragraph_at(3), text.paragraph_at(4), text.paragraph_at(5)), (0, 1, 2));
    }

    #[test]
    fn a_fingerprint_is_read_back() {
        let print = Text::new("سلام").fingerprint();
        assert_eq!(print.to_string().parse(), Ok(print));
        assert!("zz".parse::<Fingerprint>().is_err());
    }
}
