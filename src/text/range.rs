//! Places in a text as types: a range that exists is not empty, is in order and lies on code point boundaries.

use super::Text;
use std::ops::Range;

/// A half-open range of bytes of one text; never empty, always on code point boundaries.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct TextRange {
    start: u32,
    end: u32,
}

impl TextRange {
    /// None where the range is empty, lies past the end or cuts a code point.
    pub fn new(text: &Text, bytes: Range<usize>) -> Option<Self> {
        let fits = bytes.start < bytes.end && text.as_str().is_char_boundary(bytes.start) && text.as_str().is_char_boundary(bytes.end);
        fits.then_some(())?;
        Some(Self { start: bytes.start.try_into().ok()?, end: bytes.end.try_into().ok()? })
    }

    /// The range between two code points (half open), as files and the command line name it.
    pub fn from_code_points(text: &Text, code_points: Range<usize>) -> Option<Self> {
        let points = text.code_points();
        Self::new(text, points.byte(code_points.start)?..points.byte(code_points.end)?)
    }

    /// A range that was one before, read from the journal; whether it fits its text is asked when the edit is applied.
    pub fn unchecked(start: u32, end: u32) -> Option<Self> {
        (start < end).then_some(Self { start, end })
    }

    /// Whether this is a range of that text.
    pub fn fits(self, text: &Text) -> bool {
        Self::new(text, self.bytes()) == Some(self)
    }

    /// First byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// The byte after the last.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// As bytes.
    pub fn bytes(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// The words in this range.
    pub fn of(self, text: &Text) -> &str {
        text.slice(self.bytes())
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether the other lies wholly inside, equal ones too.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether a byte lies in it.
    pub fn holds(self, byte: usize) -> bool {
        self.bytes().contains(&byte)
    }
}

/// The ranges of a mark: at least one, in text order, none overlapping the next. They may touch.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Fragments {
    first: TextRange,
    rest: Box<[TextRange]>,
}

impl Fragments {
    /// From ranges in text order; none where there is no range or two overlap or stand in the wrong order.
    pub fn new(ranges: Vec<TextRange>) -> Option<Self> {
        let in_order = ranges.iter().zip(ranges.iter().skip(1)).all(|(a, b)| a.end <= b.start);
        let (first, rest) = ranges.split_first()?;
        in_order.then(|| Self { first: *first, rest: rest.into() })
    }

    /// From ranges in any order: sorted, and joined where they overlap or touch, as gestures do.
    pub fn joined(mut ranges: Vec<TextRange>) -> Option<Self> {
        ranges.sort_unstable();
        let mut out: Vec<TextRange> = Vec::with_capacity(ranges.len());
        for range in ranges {
            match out.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => out.push(range),
            }
        }
        Self::new(out)
    }

    /// First byte of the first fragment.
    pub fn start(&self) -> usize {
        self.first.start()
    }

    /// The byte after the last fragment.
    pub fn end(&self) -> usize {
        self.last().end()
    }

    /// The first fragment.
    pub fn first(&self) -> TextRange {
        self.first
    }

    /// The last fragment, which may be the first.
    pub fn last(&self) -> TextRange {
        self.rest.last().copied().unwrap_or(self.first)
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        1 + self.rest.len()
    }

    /// All, in text order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = TextRange> + Clone + '_ {
        std::iter::once(self.first).chain(self.rest.iter().copied())
    }

    /// Whether any fragment has this byte.
    pub fn holds(&self, byte: usize) -> bool {
        self.iter().any(|range| range.holds(byte))
    }

    /// Whether every fragment of the other lies inside one of these.
    pub fn contains(&self, other: &Self) -> bool {
        other.iter().all(|inner| self.iter().any(|outer| outer.contains(inner)))
    }

    /// Whether all are ranges of that text.
    pub fn fit(&self, text: &Text) -> bool {
        self.iter().all(|range| range.fits(text))
    }

    /// The words of all fragments, with `…` between them.
    pub fn words(&self, text: &Text) -> String {
        let parts: Vec<&str> = self.iter().map(|range| range.of(text)).collect();
        parts.join(" … ")
    }
}

impl From<TextRange> for Fragments {
    fn from(first: TextRange) -> Self {
        Self { first, rest: Box::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(text: &Text, bytes: Range<usize>) -> TextRange {
        TextRange::new(text, bytes).unwrap()
    }

    #[test]
    fn a_range_is_never_empty_and_never_cuts_a_code_point() {
        let text = Text::new("a\u{a0}🏳️‍🌈");
        assert!(TextRange::new(&text, 0..0).is_none());
        assert!(TextRange::new(&text, 0..2).is_none(), "inside the no-break space");
        assert!(TextRange::new(&text, 0..99).is_none());
        assert!(TextRange::new(&text, Range { start: 3, end: 1 }).is_none());
        assert_eq!(TextRange::from_code_points(&text, 0..2).map(TextRange::bytes), Some(0..3));
        assert!(TextRange::from_code_points(&text, 0..7).is_none());
    }

    #[test]
    fn fragments_keep_text_order_and_gestures_join_touching_ones() {
        let text = Text::new("0123456789");
        let (a, b, c) = (range(&text, 0..2), range(&text, 2..4), range(&text, 6..8));
        assert!(Fragments::new(vec![b, a]).is_none());
        assert!(Fragments::new(vec![]).is_none());
        assert_eq!(Fragments::new(vec![a, b]).unwrap().count(), 2, "a file's touching fragments stay");
        let joined = Fragments::joined(vec![c, b, a]).unwrap();
        assert_eq!(joined.iter().map(TextRange::bytes).collect::<Vec<_>>(), [0..4, 6..8]);
        assert_eq!(joined.words(&text), "0123 … 67");
    }
}
