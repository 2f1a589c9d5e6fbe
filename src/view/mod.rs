//! What each screen shows, as plain data: made from a session, printed by tests, painted by the window. Nothing here changes anything.

pub mod alike;
pub mod arrivals;
pub mod attributes;
pub mod checks;
pub mod context;
pub mod details;
pub mod exchange;
pub mod go_to;
pub mod guide;
pub mod hints;
pub mod links;
pub mod list;
pub mod marks;
pub mod notes;
pub mod origin;
pub mod proposals;
pub mod reader;
pub mod review;
pub mod scheme;
pub mod search;
pub mod start;
pub mod status;
pub mod top;
pub mod versions;

#[cfg(test)]
mod tests;

pub use crate::text::counted;

use crate::project::Moment;

/// A day as people write it: `3 Mar 2026`, in UTC.
pub fn day(moment: Moment) -> String {
    moment.strftime("%-d %b %Y").to_string()
}

/// A moment as people write it: `3 Mar 2026, 09:12`, in UTC.
pub fn moment(moment: Moment) -> String {
    moment.strftime("%-d %b %Y, %H:%M").to_string()
}

/// A number with a comma at every third digit.
pub fn grouped(number: usize) -> String {
    grouped_digits(&number.to_string())
}

/// Digits with a comma at every third from the end.
pub fn grouped_digits(digits: &str) -> String {
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Words with a first capital, as a sentence has.
pub fn sentence(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// The first characters of a text on one line, with `…` where something was left out.
pub fn shorten(words: &str, most: usize) -> String {
    // No character has more than four bytes: of a long text only the beginning is looked at.
    let near = words.get(..crate::text::grapheme_floor(words, words.len().min(8 * most + 64))).unwrap_or(words);
    let one_line = near.replace(['\n', '\r', '\u{2028}'], " ");
    match one_line.char_indices().nth(most) {
        None => one_line,
        Some((byte, _)) => {
            let end = crate::text::grapheme_floor(&one_line, byte);
            format!("{}…", one_line.get(..end).unwrap_or_default().trim_end())
        }
    }
}

#[cfg(test)]
mod words_tests {
    use super::*;

    #[test]
    fn numbers_and_words_are_short_and_readable() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(2914), "2,914");
        assert_eq!(grouped(1_000_000), "1,000,000");
        assert_eq!(shorten("one\ntwo", 10), "one two");
        assert_eq!(shorten("ab🏳️‍🌈cd", 4), "ab…", "a grapheme is never cut");
    }
}
