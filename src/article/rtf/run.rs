//! Bytes that wait for the rest of their characters: a character of Chinese or Japanese is two of them, one of them perhaps escaped.

use encoding_rs::{Encoding, UTF_8};

pub(super) struct Run {
    bytes: Vec<u8>,
    encoding: &'static Encoding,
    /// Whether bytes that stand for themselves are UTF-8.
    is_utf8: bool,
    /// The first half of a character beyond the first 65,536.
    high: Option<u32>,
}

impl Run {
    pub(super) fn new(is_utf8: bool) -> Self {
        Self { bytes: Vec::new(), encoding: UTF_8, is_utf8, high: None }
    }

    /// Takes bytes; the words of those before them, if these are in another encoding.
    pub(super) fn push(&mut self, bytes: &[u8], encoding: &'static Encoding, escaped: bool) -> Option<String> {
        let encoding = if self.is_utf8 && !escaped && !bytes.is_ascii() { UTF_8 } else { encoding };
        let words = if encoding == self.encoding { self.half() } else { self.flush() };
        self.encoding = encoding;
        self.bytes.extend_from_slice(bytes);
        words
    }

    /// Takes the number of a character of UTF-16, which is written as a signed number by those who follow the rules; the words before it
    /// and its own, once it is whole.
    pub(super) fn unit(&mut self, number: i32) -> Option<String> {
        let number = u32::try_from(if number < 0 { number.saturating_add(0x1_0000) } else { number }).unwrap_or(0xfffd);
        let before = self.bytes_as_words();
        let high = self.high.take();
        if (0xd800..0xdc00).contains(&number) {
            self.high = Some(number);
            return join(before, high.map(|_| '\u{fffd}'.to_string()));
        }
        let point = match high {
            Some(high) if (0xdc00..0xe000).contains(&number) => 0x1_0000 + ((high - 0xd800) << 10) + (number - 0xdc00),
            Some(_) | None => number,
        };
        let character = char::from_u32(point).filter(|c| !c.is_control()).unwrap_or('\u{fffd}');
        let lost = if high.is_some() && point == number { "\u{fffd}" } else { "" };
        join(before, Some(format!("{lost}{character}")))
    }

    /// The words of all bytes that wait.
    pub(super) fn flush(&mut self) -> Option<String> {
        let half = self.half();
        join(half, self.bytes_as_words())
    }

    fn half(&mut self) -> Option<String> {
        if self.bytes.is_empty() { self.high.take().map(|_| '\u{fffd}'.to_string()) } else { None }
    }

    fn bytes_as_words(&mut self) -> Option<String> {
        if self.bytes.is_empty() {
            return None;
        }
        let bytes = std::mem::take(&mut self.bytes);
        Some(self.encoding.decode_without_bom_handling(&bytes).0.chars().filter(|c| !c.is_control() || *c == '\t').collect())
    }
}

fn join(first: Option<String>, second: Option<String>) -> Option<String> {
    match (first, second) {
        (Some(first), Some(second)) => Some(first + &second),
        (first, second) => first.or(second),
    }
}
