//! The same words elsewhere in a text, where case, the shape of quotation marks and the kind of spaces may differ.

use super::{Text, TextRange, fold, previous_grapheme, word_at};

/// What may differ.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Alike {
    /// Whether capitals and small letters are the same.
    pub any_case: bool,
    /// Whether all quotation marks are the same, and all apostrophes.
    pub any_quotes: bool,
    /// Whether all white space is the same, no-break spaces too.
    pub any_spaces: bool,
    /// Whether the words must begin and end where words do.
    pub whole_words: bool,
}

impl Default for Alike {
    /// Everything that does not change what is said may differ, and words are whole.
    fn default() -> Self {
        Self { any_case: true, any_quotes: true, any_spaces: true, whole_words: true }
    }
}

/// Every place of the words, in text order, none overlapping the one before; the words' own place is one of them.
pub fn alike(text: &Text, words: &str, how: Alike) -> Vec<TextRange> {
    let wanted: Vec<char> = words.chars().map(|c| how.folded(c)).collect();
    let Some(first) = wanted.first().copied() else { return Vec::new() };
    let string = text.as_str();
    let mut found = Vec::new();
    let mut free = 0;
    for (start, c) in string.char_indices() {
        if start < free || how.folded(c) != first {
            continue;
        }
        let Some(range) = end_of(string, start, &wanted, how).and_then(|end| TextRange::new(text, start..end)) else { continue };
        if !how.whole_words || is_whole(text, range) {
            free = range.end();
            found.push(range);
        }
    }
    found
}

impl Alike {
    /// A character as it is compared.
    fn folded(self, c: char) -> char {
        let c = if self.any_quotes { fold::quote(c) } else { c };
        let c = if self.any_spaces { fold::space(c) } else { c };
        if self.any_case { fold::case(c) } else { c }
    }
}

/// The byte behind the words, if they stand at a byte.
fn end_of(string: &str, start: usize, wanted: &[char], how: Alike) -> Option<usize> {
    let mut there = string.get(start..)?.char_indices();
    for wanted in wanted {
        there.next().filter(|(_, c)| how.folded(*c) == *wanted)?;
    }
    Some(start + there.offset())
}

fn is_whole(text: &Text, range: TextRange) -> bool {
    let last = previous_grapheme(text.as_str(), range.end());
    word_at(text, range.start()).start == range.start() && word_at(text, last).end == range.end()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn places(text: &str, words: &str, how: Alike) -> Vec<String> {
        let text = Text::new(text);
        alike(&text, words, how).iter().map(|range| range.of(&text).to_owned()).collect()
    }

    #[test]
    fn what_may_differ_is_found_and_what_may_not_is_not() {
        let all = Alike::default();
        assert_eq!(places("US\u{a0}troops, us troops, US  troops", "US troops", all), ["US\u{a0}troops", "us troops"]);
        assert_eq!(places("‘Tens’ of 'tens'", "‘Tens’", all), ["‘Tens’", "'tens'"]);
        assert_eq!(places("Iran, Iranian", "Iran", all), ["Iran"]);
        assert_eq!(places("Iran, Iranian", "Iran", Alike { whole_words: false, ..all }), ["Iran", "Iran"]);
        assert_eq!(places("Iran, iran", "Iran", Alike { any_case: false, ..all }), ["Iran"]);
        assert_eq!(places("Łódź łódź", "Łódź", all), ["Łódź", "łódź"]);
        assert_eq!(places("سلام دنیا سلام", "سلام", all), ["سلام", "سلام"]);
        assert_eq!(places("北京天气和北京", "北京", all), ["北京", "北京"]);
        assert_eq!(places("aaa", "aa", Alike { whole_words: false, ..all }), ["aa"], "none overlaps the one before");
        assert!(places("anything", "", all).is_empty());
    }

    proptest! {
        #[test]
        fn every_place_has_the_words_and_their_own_place_is_one(before in ".{0,12}", words in "[a-zé“’\u{a0} سلام北👩‍👧]{1,8}", after in ".{0,12}", any_case: bool) {
            let text = Text::new(format!("{before}{words}{after}"));
            let how = Alike { any_case, whole_words: false, ..Alike::default() };
            let found = alike(&text, &words, how);
            prop_assert!(!found.is_empty());
            for range in &found {
                let folded = |s: &str| s.chars().map(|c| how.folded(c)).collect::<String>();
                prop_assert_eq!(folded(range.of(&text)), folded(&words));
            }
            prop_assert!(found.is_sorted_by(|a, b| a.end() <= b.start()));
        }
    }
}
