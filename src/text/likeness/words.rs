//! The folded words of a text as hashes, and the hash function, which is the same on every machine and in every version.

use crate::text::fold;

/// How much a word counts: a shingle is as many words as weigh [`SPAN`](super::SPAN) together.
const WORD: u8 = 3;
/// A character of Chinese or Japanese is more than half a word.
const IDEOGRAPH: u8 = 2;
/// A code point of Thai, Lao, Burmese or Khmer is a third of a word or less.
const SIGN: u8 = 1;

/// A word as it is compared.
#[derive(Clone, Copy)]
pub(super) struct Word {
    pub(super) hash: u64,
    pub(super) weight: u8,
}

/// What a character is to words.
enum Kind {
    /// A letter or digit of a word between spaces or signs.
    Part,
    /// A character of a script without spaces: a word of its own. Dictionaries would find the true words, but they are slow, and one changed
    /// character makes them cut the words around it elsewhere.
    Alone(u8),
    /// Neither seen nor a border.
    Unseen,
    /// White space, punctuation, quotation marks, apostrophes, dashes: all the same.
    Between,
}

/// Calls back with every word, in text order.
pub(super) fn words(text: &str, mut each: impl FnMut(Word)) {
    let mut open: Option<u64> = None;
    for c in text.chars() {
        let kind = kind(c);
        if matches!(kind, Kind::Unseen) {
            continue;
        }
        if matches!(kind, Kind::Part) {
            open = Some(step(open.unwrap_or(START), fold::letter(c)));
            continue;
        }
        if let Some(hash) = open.take() {
            each(Word { hash, weight: WORD });
        }
        if let Kind::Alone(weight) = kind {
            each(Word { hash: step(START, fold::letter(c)), weight });
        }
    }
    if let Some(hash) = open {
        each(Word { hash, weight: WORD });
    }
}

/// Calls back with every seen character as if it were a word: what is compared of a text that has no words (`👍`, `* * *`).
pub(super) fn signs(text: &str, mut each: impl FnMut(Word)) {
    for c in text.chars().filter(|c| !c.is_whitespace() && !c.is_control() && !fold::is_unseen(*c)) {
        each(Word { hash: step(START, fold::quote(c)), weight: WORD });
    }
}

fn kind(c: char) -> Kind {
    if c.is_ascii() {
        return if c.is_ascii_alphanumeric() { Kind::Part } else { Kind::Between };
    }
    if fold::is_unseen(c) {
        return Kind::Unseen;
    }
    if !c.is_alphanumeric() && !is_mark(c) {
        return Kind::Between;
    }
    match c {
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' => Kind::Alone(SIGN),
        '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' => {
            Kind::Alone(IDEOGRAPH)
        }
        '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}' | '\u{20000}'..='\u{3ffff}' => Kind::Alone(IDEOGRAPH),
        _ => Kind::Part,
    }
}

/// Marks that belong to the letter before them and that Unicode does not count as letters: accents, the viramas and nuktas of India, tones
/// and other signs of Thai, Lao, Burmese and Khmer.
fn is_mark(c: char) -> bool {
    match c {
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{653}'..='\u{655}' | '\u{951}'..='\u{954}' | '\u{dca}' => true,
        '\u{900}'..='\u{dff}' => matches!(u32::from(c) & 0x7f, 0x3c | 0x4d),
        '\u{e47}'..='\u{e4e}' | '\u{eba}' | '\u{ec8}'..='\u{ece}' | '\u{1037}' | '\u{1039}' | '\u{103a}' => true,
        '\u{17c6}'..='\u{17d3}' | '\u{17dd}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' => true,
        _ => false,
    }
}

/// The offset basis of FNV-1a, 64 bits.
const START: u64 = 0xcbf2_9ce4_8422_2325;

/// One step of FNV-1a over code points instead of bytes. [`mix`] scatters what comes out.
fn step(hash: u64, c: char) -> u64 {
    (hash ^ u64::from(c)).wrapping_mul(0x0000_0100_0000_01b3)
}

/// Two numbers as one, every bit of which depends on every bit of both and on their order: the two halves of a 128-bit product, as wyhash
/// does it. The constants are those of wyhash; they only have to be odd and without pattern.
pub(super) fn mix(a: u64, b: u64) -> u64 {
    let product = u128::from(a ^ 0xa076_1d64_78bd_642f) * u128::from(b.rotate_left(32) ^ 0xe703_7ed1_a0b4_28db);
    (product as u64) ^ ((product >> 64) as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hashes(text: &str) -> Vec<u64> {
        let mut all = Vec::new();
        words(text, |word| all.push(word.hash));
        all
    }

    #[test]
    fn only_the_words_count() {
        assert_eq!(hashes("“Don’t—go”, said\u{a0}AL\u{ad}I."), hashes("\"don't - go\" said Ali"));
        assert_eq!(hashes("نمی‌رود"), hashes("نميرود"));
        assert_eq!(hashes("नमस्ते भारत").len(), 2, "a virama does not end a word");
        assert_eq!(hashes("2026年，北京天气").len(), 6);
        assert_ne!(hashes("ข้าว"), hashes("ขาว"), "a tone makes another word");
        assert_ne!(hashes("a b"), hashes("ab"));
        assert!(hashes(" \u{2028}—“…” 👍").is_empty());
    }

    #[test]
    fn hashes_never_change() {
        assert_eq!(hashes("a"), [0xaf63_dc4c_8601_ec8c], "FNV-1a of “a”");
        assert_eq!(mix(1, 2), 683584954112628923, "as computed by another program");
    }
}
