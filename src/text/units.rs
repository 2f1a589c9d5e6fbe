//! Offsets in the units that other programs count in, to bytes and back: the one place that converts them.

use super::{CodePoints, previous_grapheme};
use std::ops::Range;

/// In what a program counts the places of a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unit {
    /// Unicode code points.
    CodePoints,
    /// UTF-16 code units: JavaScript, Java, UIMA.
    Utf16,
    /// Bytes of UTF-8.
    Bytes,
    /// Extended grapheme clusters: what people call characters.
    Graphemes,
}

impl Unit {
    /// All, in the order in which they are tried where a file does not say its unit.
    pub const ALL: [Self; 4] = [Self::CodePoints, Self::Utf16, Self::Bytes, Self::Graphemes];

    /// Its name in words.
    pub fn name(self) -> &'static str {
        match self {
            Self::CodePoints => "code points",
            Self::Utf16 => "UTF-16 code units",
            Self::Bytes => "bytes",
            Self::Graphemes => "graphemes",
        }
    }
}

/// The units of one string, counted once.
pub struct Units<'t> {
    text: &'t str,
    unit: Unit,
    points: CodePoints,
    /// For UTF-16 the code points that take two units, each by its number among the code points; for graphemes where each begins.
    marks: Vec<u32>,
}

impl<'t> Units<'t> {
    /// Counts a string in a unit.
    pub fn of(text: &'t str, unit: Unit) -> Self {
        let number = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
        let marks = match unit {
            Unit::CodePoints | Unit::Bytes => Vec::new(),
            Unit::Utf16 => text.chars().enumerate().filter(|(_, c)| c.len_utf16() == 2).map(|(place, _)| number(place)).collect(),
            Unit::Graphemes => {
                let mut starts = Vec::new();
                let mut at = text.len();
                while at > 0 {
                    at = previous_grapheme(text, at);
                    starts.push(number(at));
                }
                starts.reverse();
                starts
            }
        };
        Self { text, unit, points: CodePoints::of(text), marks }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.at(self.text.len())
    }

    /// Whether there is nothing to count.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The byte at which a unit begins; the string's length for the one after the last. None beyond it, and inside a code point.
    pub fn byte(&self, place: usize) -> Option<usize> {
        match self.unit {
            Unit::CodePoints => self.points.byte(self.text, place),
            Unit::Bytes => self.text.is_char_boundary(place).then_some(place),
            Unit::Utf16 => {
                // The code points before it: each of two units that lies wholly before it takes one more.
                let (mut low, mut high) = (0, self.marks.len());
                while low < high {
                    let middle = (low + high) / 2;
                    let behind = self.marks.get(middle).map_or(usize::MAX, |mark| *mark as usize + middle + 2);
                    if behind <= place { low = middle + 1 } else { high = middle }
                }
                let point = place.checked_sub(low)?;
                let is_inside = self.marks.get(low).is_some_and(|mark| (*mark as usize) < point);
                if is_inside { None } else { self.points.byte(self.text, point) }
            }
            Unit::Graphemes => match self.marks.get(place) {
                Some(byte) => Some(*byte as usize),
                None => (place == self.marks.len()).then_some(self.text.len()),
            },
        }
    }

    /// The bytes between two places; none where one is no place or they are out of order.
    pub fn bytes(&self, places: Range<usize>) -> Option<Range<usize>> {
        let (start, end) = (self.byte(places.start)?, self.byte(places.end)?);
        (start <= end).then_some(start..end)
    }

    /// How many units begin before a byte; the byte's own place where a unit begins there.
    pub fn at(&self, byte: usize) -> usize {
        match self.unit {
            Unit::Bytes => byte.min(self.text.len()),
            Unit::CodePoints => self.points.before(self.text, byte),
            Unit::Utf16 => {
                let point = self.points.before(self.text, byte);
                point + self.marks.partition_point(|mark| (*mark as usize) < point)
            }
            Unit::Graphemes => self.marks.partition_point(|start| (*start as usize) < byte),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::generate::hard_string;
    use proptest::prelude::*;

    #[test]
    fn every_unit_counts_as_its_programs_do() {
        let text = "é📈«e\u{301}🇮🇷\r\n";
        let counts: Vec<usize> = Unit::ALL.iter().map(|unit| Units::of(text, *unit).len()).collect();
        assert_eq!(counts, [9, 12, 21, 6]);
        assert_eq!(Units::of(text, Unit::Utf16).byte(2), None, "inside a pair");
        assert_eq!(Units::of(text, Unit::Bytes).byte(1), None, "inside a code point");
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn there_and_back_is_the_same_place(text in hard_string()) {
            for unit in Unit::ALL {
                let units = Units::of(&text, unit);
                for (byte, _) in text.char_indices().chain([(text.len(), ' ')]) {
                    let place = units.at(byte);
                    let back = units.byte(place);
                    // A grapheme may hold several code points: only where it begins is a place.
                    prop_assert!(back == Some(byte) || unit == Unit::Graphemes, "{unit:?} {byte} {place} {back:?}");
                }
                for place in 0..=units.len() {
                    if let Some(byte) = units.byte(place) {
                        prop_assert_eq!(units.at(byte), place, "{:?}", unit);
                    }
                }
                prop_assert_eq!(units.byte(units.len() + 1), None);
            }
            let utf16 = Units::of(&text, Unit::Utf16);
            prop_assert_eq!(utf16.len(), text.encode_utf16().count());
        }
    }
}
