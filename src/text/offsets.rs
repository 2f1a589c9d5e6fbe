//! Bytes to code points and back, in constant time: the number of code points is noted at every 64th byte.

/// Bytes between two notes.
const STEP: usize = 64;
/// Bytes that are counted at once.
const WORD: usize = size_of::<u64>();

/// The notes for one string.
pub struct CodePoints {
    /// Code points that start before byte `STEP * index`.
    before: Vec<u32>,
}

impl CodePoints {
    /// Counts a string once.
    pub fn of(text: &str) -> Self {
        let mut count = 0;
        let mut before = Vec::with_capacity(text.len() / STEP + 1);
        let (blocks, rest) = text.as_bytes().as_chunks::<STEP>();
        for block in blocks {
            before.push(count);
            count += starts(block) as u32;
        }
        if !rest.is_empty() {
            before.push(count);
        }
        Self { before }
    }

    /// Code points that start before a byte of that string.
    pub fn before(&self, text: &str, byte: usize) -> usize {
        let byte = byte.min(text.len());
        let block = (byte / STEP).min(self.before.len().saturating_sub(1));
        let noted = self.before.get(block).copied().unwrap_or(0) as usize;
        noted + text.as_bytes().get(block * STEP..byte).map_or(0, starts)
    }

    /// The byte at which a code point of that string starts; the string's length for the one after the last.
    pub fn byte(&self, text: &str, code_point: usize) -> Option<usize> {
        let block = self.block_of(code_point);
        let mut left = code_point - self.before.get(block).copied().unwrap_or(0) as usize;
        let mut at = block * STEP;
        let (words, rest) = text.as_bytes().get(at..)?.as_chunks::<WORD>();
        for word in words {
            let starts = starts_in(*word);
            if left < starts {
                return nth_start(word, left).map(|within| at + within);
            }
            left -= starts;
            at += WORD;
        }
        let starts = starts(rest);
        if left < starts { nth_start(rest, left).map(|within| at + within) } else { (left == starts).then_some(text.len()) }
    }

    /// The last block that begins at or before a code point. Code points are spread almost evenly, so it lies near where it would if they
    /// were: looked for from there, in steps that double, it is found with a few looks at one place of the table.
    fn block_of(&self, code_point: usize) -> usize {
        let last = self.before.len().saturating_sub(1);
        let at = |block: usize| self.before.get(block).map_or(usize::MAX, |noted| *noted as usize);
        let all = self.before.last().map_or(1, |noted| (*noted as usize).max(1));
        let guess = (code_point.min(all) as u64 * last as u64 / all as u64) as usize;
        let (mut low, mut high, mut step) = (guess, guess + 1, 1);
        while low > 0 && at(low) > code_point {
            (high, low, step) = (low, low.saturating_sub(step), step * 2);
        }
        while high <= last && at(high) <= code_point {
            (low, high, step) = (high, high + step, step * 2);
        }
        let high = high.min(last + 1);
        low + self.before.get(low..high).map_or(0, |blocks| blocks.partition_point(|noted| *noted as usize <= code_point)).saturating_sub(1)
    }
}

fn is_start(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

/// How many code points start in some bytes, by several bytes at once.
fn starts(bytes: &[u8]) -> usize {
    let (words, rest) = bytes.as_chunks::<WORD>();
    words.iter().map(|word| starts_in(*word)).sum::<usize>() + rest.iter().filter(|byte| is_start(**byte)).count()
}

/// How many code points start in a word: all bytes whose upper two bits are not 1 and 0.
fn starts_in(word: [u8; WORD]) -> usize {
    let bits = u64::from_ne_bytes(word);
    ((!bits >> 7 | bits >> 6) & 0x0101_0101_0101_0101).count_ones() as usize
}

/// Where the start with a number, from 0, stands in some bytes.
fn nth_start(bytes: &[u8], number: usize) -> Option<usize> {
    bytes.iter().enumerate().filter(|(_, byte)| is_start(**byte)).nth(number).map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use crate::text::Text;

    #[test]
    fn every_boundary_goes_there_and_back() {
        let unit = "a\u{a0}é🏳️‍🌈e\u{301}سلام שלום नमस्ते ไทย 中文\r\n\u{2028}\u{feff}";
        let text = Text::new(unit.repeat(40));
        let points = text.code_points();
        for (number, (byte, _)) in text.as_str().char_indices().enumerate() {
            assert_eq!(points.before(byte), number);
            assert_eq!(points.byte(number), Some(byte));
        }
        let count = text.as_str().chars().count();
        assert_eq!((points.len(), points.byte(count), points.byte(count + 1)), (count, Some(text.len()), None));
    }

    #[test]
    fn bytes_are_counted_at_once_as_one_by_one() {
        let text = "a\u{a0}é🏳️‍🌈e\u{301}中\u{7f}\u{80}\u{7ff}\u{800}\u{ffff}\u{10000}";
        for start in 0..text.len() {
            for end in start..=text.len() {
                let bytes = &text.as_bytes()[start..end];
                assert_eq!(super::starts(bytes), bytes.iter().filter(|byte| !(0x80..0xc0).contains(*byte)).count(), "{start}..{end}");
            }
        }
    }

    #[test]
    fn an_empty_text_has_one_place() {
        let text = Text::new("");
        assert_eq!((text.code_points().byte(0), text.code_points().byte(1), text.code_points().before(9)), (Some(0), None, 0));
    }
}
