//! Words that are looked through: prepared once, matched by a few letters. The letters are looked for as `nucleo` does it, and
//! before that as the first letters of the first words, and as how the words begin.

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str, Utf32String, chars};
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// The most first letters of words that are kept.
const FIRST_LETTERS: usize = 12;

/// Words to look through.
pub(super) struct Haystack {
    words: Utf32String,
    /// The first letter of each of the first words, folded.
    firsts: Box<[char]>,
    /// Which letters stand in it, as bits: most queries are refused by these alone.
    letters: u64,
}

/// How well words fit, the best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Fit {
    /// What was typed are the first letters of all its words.
    AllFirsts,
    /// What was typed are the first letters of its first words.
    Firsts,
    /// It begins with what was typed.
    Begins,
    /// What was typed is the beginning of its id.
    Id,
    /// The letters stand in it: how badly, by `nucleo`.
    Letters(u32),
}

impl Haystack {
    /// Prepares words.
    pub(super) fn new(words: &str) -> Self {
        let firsts: Vec<char> =
            words.split_word_bounds().filter_map(|word| word.chars().next().filter(|c| c.is_alphanumeric())).take(FIRST_LETTERS).map(fold).collect();
        let words = Utf32String::from(words);
        let letters = letters(words.slice(..).chars());
        Self { words, firsts: firsts.into(), letters }
    }

    /// Which letters stand in it.
    pub(super) fn letters(&self) -> u64 {
        self.letters
    }
}

/// What was typed, ready to be looked for.
pub(super) struct Needle {
    pattern: Pattern,
    folded: Vec<char>,
    firsts: Vec<char>,
    letters: u64,
}

impl Needle {
    /// Prepares what was typed.
    pub(super) fn new(typed: &str) -> Self {
        let folded: Vec<char> = chars::graphemes(typed.trim()).map(fold).collect();
        let firsts: Vec<char> = folded.iter().copied().filter(|c| !c.is_whitespace()).collect();
        let letters = letters(firsts.iter().copied());
        Self { pattern: Pattern::new(typed, CaseMatching::Ignore, Normalization::Smart, AtomKind::Fuzzy), folded, firsts, letters }
    }

    /// Whether nothing was typed.
    pub(super) fn is_empty(&self) -> bool {
        self.firsts.is_empty()
    }

    /// Whether one word was typed.
    pub(super) fn is_one_word(&self) -> bool {
        self.pattern.atoms.len() == 1
    }

    /// Whether all its letters are among these.
    pub(super) fn can_fit(&self, letters: u64) -> bool {
        letters & self.letters == self.letters
    }
}

/// Looks for needles.
pub(super) struct Finder {
    matcher: Matcher,
}

impl Finder {
    pub(super) fn new() -> Self {
        Self { matcher: Matcher::new(Config::DEFAULT) }
    }

    /// How well a needle fits; `beside` says how well each of its parts fits to what stands beside the words, such as a title.
    pub(super) fn fit(&mut self, needle: &Needle, hay: &Haystack, beside: &[Option<u16>]) -> Option<Fit> {
        if hay.firsts.starts_with(&needle.firsts) {
            return Some(if hay.firsts.len() == needle.firsts.len() { Fit::AllFirsts } else { Fit::Firsts });
        }
        let words = hay.words.slice(..);
        if begins(words, &needle.folded) {
            return Some(Fit::Begins);
        }
        let mut sum = 0_u32;
        for (index, atom) in needle.pattern.atoms.iter().enumerate() {
            let beside = beside.get(index).copied().flatten().map(|score| u32::from(score) / 2);
            let own = atom.score(words, &mut self.matcher).map(u32::from);
            sum += own.max(beside)?;
        }
        Some(Fit::Letters(u32::MAX - sum))
    }

    /// How well each part of a needle fits.
    pub(super) fn parts(&mut self, needle: &Needle, hay: &Haystack) -> Vec<Option<u16>> {
        needle.pattern.atoms.iter().map(|atom| atom.score(hay.words.slice(..), &mut self.matcher)).collect()
    }

    /// Whether words have each part of a needle as it was typed, at the beginning of a word.
    pub(super) fn begins_words(needle: &Needle, words: &str) -> bool {
        let folded: Vec<String> = words.split_whitespace().map(|word| word.chars().map(fold).collect()).collect();
        let typed: String = needle.folded.iter().collect();
        typed.split_whitespace().all(|part| folded.iter().any(|word| word.starts_with(part)))
    }

    /// The bytes of words in which a needle was found, in order.
    pub(super) fn found(&mut self, needle: &Needle, words: &str) -> Vec<Range<usize>> {
        let hay = Haystack::new(words);
        let mut places: Vec<u32> = Vec::new();
        if hay.firsts.starts_with(&needle.firsts) {
            return firsts_in(words).take(needle.firsts.len()).collect();
        }
        let mut one = Vec::new();
        for atom in &needle.pattern.atoms {
            one.clear();
            if atom.indices(hay.words.slice(..), &mut self.matcher, &mut one).is_some() {
                places.extend(&one);
            }
        }
        places.sort_unstable();
        places.dedup();
        let mut places = places.into_iter().peekable();
        let graphemes = words.grapheme_indices(true).zip(0_u32..);
        graphemes.filter(|(_, number)| places.next_if_eq(number).is_some()).map(|((at, grapheme), _)| at..at + grapheme.len()).collect()
    }
}

/// Where the first letters of words stand.
fn firsts_in(words: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let bounds = words.split_word_bound_indices().filter(|(_, word)| word.starts_with(char::is_alphanumeric));
    bounds.filter_map(|(at, word)| word.graphemes(true).next().map(|first| at..at + first.len()))
}

fn begins(words: Utf32Str<'_>, folded: &[char]) -> bool {
    words.len() >= folded.len() && words.chars().map(fold).zip(folded).all(|(own, typed)| own == *typed)
}

/// A letter without case and accent.
fn fold(c: char) -> char {
    chars::to_lower_case(chars::normalize(c))
}

/// Letters as bits: each of a to z and each digit its own, the rest share what is left.
fn letters(chars: impl Iterator<Item = char>) -> u64 {
    let bit = |c: char| match c {
        'a'..='z' => c as u32 - 'a' as u32,
        '0'..='9' => 26 + c as u32 - '0' as u32,
        _ => 36 + c as u32 % 28,
    };
    chars.map(fold).filter(|c| !c.is_whitespace()).fold(0, |all, c| all | 1 << bit(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fit(typed: &str, words: &str) -> Option<Fit> {
        let (needle, hay) = (Needle::new(typed), Haystack::new(words));
        let fit = Finder::new().fit(&needle, &hay, &[]);
        assert!(fit.is_none() || needle.can_fit(hay.letters()), "{typed} in {words}: the bits refuse what fits");
        fit
    }

    fn found<'a>(typed: &str, words: &'a str) -> Vec<&'a str> {
        Finder::new().found(&Needle::new(typed), words).into_iter().map(|range| words.get(range).unwrap()).collect()
    }

    #[test]
    fn first_letters_of_words_go_before_beginnings_and_those_before_letters_anywhere() {
        let words = "Mayor Elin Varga said so";
        assert_eq!(fit("mev", words), Some(Fit::Firsts));
        assert_eq!(fit("m e v", words), Some(Fit::Firsts));
        assert_eq!(fit("mevss", words), Some(Fit::AllFirsts));
        assert_eq!(fit("mayor e", words), Some(Fit::Begins));
        let [near, far] = ["varga", "vsaid"].map(|typed| fit(typed, words).unwrap());
        assert!(Fit::Begins < near && near < far);
        assert_eq!(fit("bridge", words), None);
        assert_eq!(fit("", words), Some(Fit::Firsts));
    }

    #[test]
    fn accents_and_case_do_not_matter_and_every_script_is_found() {
        assert_eq!(fit("cs", "Café São"), Some(Fit::AllFirsts));
        assert_eq!(fit("CAFE", "café"), Some(Fit::Begins));
        for (typed, words) in [("الج", "الجسر مغلق"), ("桥", "桥梁关闭"), ("גש", "גשר"), ("м", "Москва"), ("👨‍👩‍👧", "👨‍👩‍👧 x"), ("ปิด", "ปิดสะพาน")]
        {
            assert!(fit(typed, words).is_some(), "{typed}");
        }
    }

    #[test]
    fn every_part_is_looked_for_also_in_what_stands_beside() {
        let (needle, hay) = (Needle::new("bridge varga"), Haystack::new("Mayor Elin Varga"));
        let mut finder = Finder::new();
        assert_eq!(finder.fit(&needle, &hay, &[]), None);
        let beside = finder.parts(&needle, &Haystack::new("Harbour bridge closed"));
        assert!(finder.fit(&needle, &hay, &beside).is_some());
    }

    #[test]
    fn what_was_found_is_whole_graphemes() {
        assert_eq!(found("mev", "Mayor Elin Varga"), ["M", "E", "V"]);
        assert_eq!(found("arga", "Mayor Elin Varga"), ["a", "r", "g", "a"]);
        assert_eq!(found("x", "👨‍👩‍👧 e\u{301} x"), ["x"]);
        assert_eq!(found("e", "👨‍👩‍👧 e\u{301}"), ["e\u{301}"]);
    }

    #[test]
    fn words_begin_as_typed() {
        assert!(Finder::begins_words(&Needle::new("take ba"), "Take the last change back"));
        assert!(!Finder::begins_words(&Needle::new("ake"), "Take the last change back"));
    }
}
