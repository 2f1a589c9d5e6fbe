//! Ids: a letter for the kind and 11 characters of lowercase base32, stable across saves and merges.
//! Randomness is passed in as a seed: nothing here asks the system for any.

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

/// Characters after the letter.
const LENGTH: u32 = 11;
/// Base32 without the letters that are misread (i, l, o, u).
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $letter:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u64);

        impl $name {
            /// The lowest there is, for asking for a range.
            pub const MIN: Self = Self(0);

            /// The next id of a generator.
            pub fn next(ids: &mut Ids) -> Self {
                Self(ids.next())
            }

            /// Whether it begins so, with its letter or without it.
            pub fn begins(self, beginning: &IdBeginning) -> bool {
                let with_letter = beginning.after_letter.as_ref().filter(|(letter, _)| *letter == $letter);
                beginning.whole.contains(&self.0) || with_letter.is_some_and(|(_, numbers)| numbers.contains(&self.0))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!($letter))?;
                spell(self.0, f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{self}")
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(word: &str) -> Result<Self, NotAnId> {
                read(word, $letter).map(Self).ok_or_else(|| NotAnId { word: word.chars().take(40).collect(), letter: $letter })
            }
        }
    };
}

id!(
    /// Names an article.
    ArticleId,
    'a'
);
id!(
    /// Names a mark.
    MarkId,
    'm'
);
id!(
    /// Names a check.
    CheckId,
    'k'
);
id!(
    /// Names a comment.
    CommentId,
    'c'
);

id!(
    /// Names an earlier version of an article.
    VersionId,
    'v'
);

/// The beginning of an id, as it is typed or pasted by somebody who looks for what it names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct IdBeginning {
    /// The numbers of the ids whose characters after the letter begin with the whole word.
    whole: Range<u64>,
    /// The word's first letter, and the numbers of the ids whose characters after it begin with the rest.
    after_letter: Option<(char, Range<u64>)>,
}

impl IdBeginning {
    /// The fewest characters after the letter that tell one of tens of thousands from nearly all others.
    pub const LEAST: usize = 3;

    /// Reads it in either case; none where the word has fewer than [`Self::LEAST`] characters, its letter not counted, or is no beginning of an id.
    pub fn new(word: &str) -> Option<Self> {
        let word = word.trim().to_ascii_lowercase();
        if word.len() < Self::LEAST {
            return None;
        }
        let first = word.chars().next()?;
        let rest = word.get(first.len_utf8()..).filter(|rest| rest.len() >= Self::LEAST);
        let after_letter = rest.and_then(numbers).map(|numbers| (first, numbers));
        // A word of all 12 characters is an id with its letter and nothing else.
        let whole = numbers(&word);
        (whole.is_some() || after_letter.is_some()).then(|| Self { whole: whole.unwrap_or(0..0), after_letter })
    }
}

/// The numbers whose characters begin so.
fn numbers(digits: &str) -> Option<Range<u64>> {
    let left = LENGTH.checked_sub(u32::try_from(digits.len()).ok()?)?;
    let first = value(digits)?;
    let count = 36_u64.pow(left);
    Some(first * count..(first + 1) * count)
}

/// A word that is no id of the kind that was asked for.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("`{word}` is no id: one is the letter {letter} and 11 lowercase letters and digits, such as {letter}3v9q2m8x1ab")]
pub struct NotAnId {
    word: String,
    letter: char,
}

/// Makes ids from a seed (SplitMix64, Steele, Lea and Flood 2014): equal seeds give equal ids.
#[derive(Clone, Debug)]
pub struct Ids(u64);

impl Ids {
    /// A generator; the seed should be random in the program and fixed in tests.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A generator whose ids follow from content.
    pub fn of_content(content: &str) -> Self {
        let hash = blake3::hash(content.as_bytes());
        Self::new(u64::from_le_bytes(hash.as_bytes().first_chunk().copied().unwrap_or_default()))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        let random = z ^ (z >> 31);
        // As a number in base 36, so that ids of other makers, with the four letters that ours leave out, fit too.
        (0..LENGTH)
            .fold(0, |number, place| number * 36 + digit_value(ALPHABET.get((random >> (5 * place)) as usize & 31).copied().unwrap_or(b'0')).unwrap_or(0))
    }
}

fn digit_value(byte: u8) -> Option<u64> {
    DIGITS.get(usize::from(byte)).copied().filter(|digit| *digit < 36).map(u64::from)
}

/// The value of each character as a digit; 255 for what is none. Tens of thousands of ids are read at once.
const DIGITS: [u8; 256] = {
    let mut digits = [255; 256];
    let mut value = 0;
    while value < 36 {
        let character = if value < 10 { b'0' + value } else { b'a' + value - 10 };
        #[expect(clippy::indexing_slicing, reason = "computed while compiling, where it cannot fail")]
        {
            digits[character as usize] = value;
        }
        value += 1;
    }
    digits
};

fn read(word: &str, letter: char) -> Option<u64> {
    let digits = word.strip_prefix(letter).filter(|digits| digits.len() == LENGTH as usize)?;
    value(digits)
}

/// The number that at most as many digits write as an id has; none where one is no digit.
fn value(digits: &str) -> Option<u64> {
    digits.bytes().try_fold(0, |number, byte| Some(number * 36 + digit_value(byte)?))
}

fn spell(number: u64, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for place in (0..LENGTH).rev() {
        let digit = (number / 36_u64.pow(place) % 36) as u32;
        write!(f, "{}", char::from_digit(digit, 36).unwrap_or('0'))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_written_as_it_was_read() {
        for word in ["a7k2m9q4x1cb", "a00000000000", "azzzzzzzzzzz", "ailouilouilo"] {
            assert_eq!(word.parse::<ArticleId>().unwrap().to_string(), word);
        }
        for word in ["", "a", "m7k2m9q4x1cb", "a7k2m9q4x1c", "a7k2m9q4x1cbb", "aA7k2m9q4x1c", "a7k2m9q4x1é"] {
            assert!(word.parse::<ArticleId>().is_err(), "{word}");
        }
    }

    #[test]
    fn an_id_is_known_by_its_beginning_with_and_without_its_letter() {
        let id: MarkId = "m7k2m9q4x1cb".parse().unwrap();
        let begins = |word: &str| IdBeginning::new(word).is_some_and(|beginning| id.begins(&beginning));
        for word in ["m7k2", "7k2", "m7k2m9q4x1cb", "7k2m9q4x1cb", "M7K2", " m7k2m9 "] {
            assert!(begins(word), "{word}");
        }
        for word in ["m7", "7k", "m7k", "a7k2", "k2m", "m7k2m9q4x1cbb", "m7k2m9q4x1cc", "", "m7k é", "mmm7k", "7 k2", "桥桥桥"] {
            assert!(!begins(word), "{word}");
        }
        assert!(!"a7k2m9q4x1cb".parse::<ArticleId>().unwrap().begins(&IdBeginning::new("m7k2").unwrap()));
    }

    #[test]
    fn order_of_ids_is_the_order_of_their_words() {
        let mut ids = Ids::new(7);
        let mut made: Vec<MarkId> = (0..500).map(|_| MarkId::next(&mut ids)).collect();
        made.sort();
        let words: Vec<String> = made.iter().map(MarkId::to_string).collect();
        assert!(words.is_sorted());
        assert!(words.iter().all(|word| word.len() == 12 && word.bytes().skip(1).all(|byte| ALPHABET.contains(&byte))));
        made.dedup();
        assert_eq!(made.len(), 500);
    }
}
