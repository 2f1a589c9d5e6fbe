//! Words that are looked for in texts: in any case, with any shape of quotation marks, dashes, spaces and digits, and whether or not signs
//! that nobody sees stand between the letters. Or a pattern that an analyst writes.

use super::{Text, TextRange, fold, previous_grapheme, to_graphemes, word_at};
use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};
use regex::{Regex, RegexBuilder};
use std::fmt::Write as _;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation as _;

/// Most characters that can be looked for.
const MOST: usize = 1000;
/// Largest program that a pattern may need, in bytes: a pattern is somebody's words, and they may be anything.
const LARGEST: usize = 4 << 20;
/// Signs that may stand between two letters and are not seen: what [`fold::is_unseen`] says, as a class.
const UNSEEN: &str = r"[\u{ad}\u{34f}\u{61c}\u{640}\u{64b}-\u{652}\u{670}\u{591}-\u{5bd}\u{5bf}\u{5c1}\u{5c2}\u{5c4}\u{5c5}\u{5c7}\u{180b}-\u{180f}\u{200b}-\u{200f}\u{202a}-\u{202e}\u{2060}-\u{206f}\u{fe00}-\u{fe0f}\u{feff}\u{e0100}-\u{e01ef}]*";

/// How words are looked for.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Manner {
    /// Whether capitals and small letters differ.
    pub match_case: bool,
    /// Whether the words must begin and end where words do.
    pub whole_words: bool,
    /// Whether the words are a pattern, as the `regex` crate reads it; `^` and `$` are the ends of a paragraph.
    pub is_pattern: bool,
}

/// Words that are looked for, made ready.
#[derive(Clone, Debug)]
pub struct Sought {
    regex: Regex,
    manner: Manner,
}

/// Why words cannot be looked for.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NotSought {
    /// There are none.
    #[error("there are no words to look for")]
    Nothing,
    /// There are too many.
    #[error("at most {MOST} characters can be looked for: look for fewer")]
    TooLong,
    /// The pattern is none.
    #[error("the pattern cannot be read: {0}")]
    Pattern(String),
    /// The pattern is too large.
    #[error("the pattern is too large: look for less at once")]
    TooLarge,
}

impl Sought {
    /// Makes words ready.
    ///
    /// # Errors
    /// Where there are none, too many, or the pattern cannot be read.
    pub fn new(words: &str, manner: Manner) -> Result<Self, NotSought> {
        if words.chars().nth(MOST).is_some() {
            return Err(NotSought::TooLong);
        }
        let pattern = if manner.is_pattern { words.to_owned() } else { literal(words) };
        if pattern.is_empty() {
            return Err(NotSought::Nothing);
        }
        let regex = RegexBuilder::new(&pattern).case_insensitive(!manner.match_case).multi_line(true).size_limit(LARGEST).build();
        let regex = regex.map_err(|error| {
            if matches!(error, regex::Error::CompiledTooBig(_)) {
                return NotSought::TooLarge;
            }
            NotSought::Pattern(error.to_string().lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned())
        })?;
        Ok(Self { regex, manner })
    }

    /// Every place of the words, in text order, none overlapping the one before, on grapheme boundaries.
    pub fn places<'a>(&'a self, text: &'a Text) -> impl Iterator<Item = TextRange> + 'a {
        let mut free = 0;
        self.found(text).filter_map(move |found| {
            if self.is_cut(text.as_str(), found.end) {
                return None;
            }
            let range = TextRange::new(text, to_graphemes(text.as_str(), found))?;
            let is_meant = range.start() >= free && (!self.manner.whole_words || is_whole(text, range));
            if is_meant {
                free = range.end();
            }
            is_meant.then_some(range)
        })
    }

    /// Where the expression fits. A pattern is looked for paragraph by paragraph: what it asks of words is slow in long texts of many scripts.
    fn found<'a>(&'a self, text: &'a Text) -> impl Iterator<Item = Range<usize>> + 'a {
        let whole = (!self.manner.is_pattern).then(|| self.regex.find_iter(text.as_str()).map(|found| found.range()));
        let paragraphs = if self.manner.is_pattern { text.paragraph_count() } else { 0 };
        let parts = (0..paragraphs).flat_map(move |number| {
            let paragraph = text.paragraph(number);
            let start = paragraph.start;
            self.regex.find_iter(text.slice(paragraph)).map(move |found| start + found.start()..start + found.end())
        });
        whole.into_iter().flatten().chain(parts)
    }

    /// Whether they stand in words that are no article's.
    pub fn is_in(&self, words: &str) -> bool {
        if !self.regex.is_match(words) {
            return false;
        }
        self.places(&Text::new(words)).next().is_some()
    }

    /// Whether what was found ends before an accent of its last letter, and so is another letter.
    fn is_cut(&self, text: &str, end: usize) -> bool {
        let next = text.get(end..).and_then(|rest| rest.chars().next());
        !self.manner.is_pattern && next.is_some_and(|c| matches!(c, '\u{300}'..='\u{36f}'))
    }
}

fn is_whole(text: &Text, range: TextRange) -> bool {
    let last = previous_grapheme(text.as_str(), range.end());
    word_at(text, range.start()).start == range.start() && word_at(text, last).end == range.end()
}

/// The pattern of words as they are typed; empty where there are none.
fn literal(words: &str) -> String {
    let composing = ComposingNormalizerBorrowed::new_nfc();
    let decomposing = DecomposingNormalizerBorrowed::new_nfd();
    let mut parts: Vec<String> = Vec::new();
    let mut was_space = false;
    let seen: String = words.trim().chars().filter(|c| !fold::is_unseen(*c)).collect();
    for grapheme in seen.graphemes(true) {
        let is_space = grapheme.chars().all(char::is_whitespace);
        if is_space && !was_space {
            parts.push(r"[\s&&[^\n]]+".to_owned());
        }
        was_space = is_space;
        if is_space {
            continue;
        }
        let mut spellings = vec![signs(&composing.normalize(grapheme)), signs(&decomposing.normalize(grapheme)), signs(grapheme)];
        spellings.dedup();
        parts.push(if spellings.len() == 1 { spellings.concat() } else { format!("(?:{})", spellings.join("|")) });
    }
    parts.join(UNSEEN)
}

fn signs(words: &str) -> String {
    words.chars().map(sign).collect()
}

/// The pattern of whatever reads as a sign.
fn sign(c: char) -> String {
    const LIKE: [&str; 5] = ["\"“”„‟«»", "'‘’‚‛", "-‐‑‒–—−", "يىی", "كک"];
    let like = LIKE.iter().find(|like| like.contains(c)).map(|like| like.chars().collect::<Vec<char>>());
    let like = like.unwrap_or_else(|| match digit(c) {
        Some(digit) => [0x30, 0x660, 0x6f0, 0x966, 0xff10].into_iter().filter_map(|zero| char::from_u32(zero + digit)).collect(),
        None => vec![c],
    });
    let mut class = String::new();
    for c in &like {
        // Writing to a string cannot fail.
        write!(class, r"\u{{{:x}}}", u32::from(*c)).unwrap_or_default();
    }
    if like.len() == 1 { class } else { format!("[{class}]") }
}

fn digit(c: char) -> Option<u32> {
    fold::letter(c).to_digit(10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::generate::hard_string;
    use proptest::prelude::*;

    fn found(text: &str, words: &str, manner: Manner) -> Vec<String> {
        let text = Text::new(text);
        let sought = Sought::new(words, manner).unwrap();
        sought.places(&text).map(|range| range.of(&text).to_owned()).collect()
    }

    fn loosely(text: &str, words: &str) -> Vec<String> {
        found(text, words, Manner::default())
    }

    #[test]
    fn what_reads_the_same_is_found_and_what_does_not_is_not() {
        assert_eq!(loosely("US\u{a0}troops, us troops, US  troops, USTroops", "us troops"), ["US\u{a0}troops", "us troops", "US  troops"]);
        assert_eq!(loosely("one\n\ntwo one two", "one two"), ["one two"], "words of two paragraphs are not one phrase");
        assert_eq!(loosely("‘Tens’ of 'tens' “tens”", "'tens'"), ["‘Tens’", "'tens'"]);
        assert_eq!(loosely("10–20 and 10-20 and 10 20", "10-20"), ["10–20", "10-20"]);
        assert_eq!(loosely("٤٠ شق و ۴۰ و 40", "40"), ["٤٠", "۴۰", "40"]);
        assert_eq!(loosely("مُحَمَّـــد ومحمد", "محمد"), ["مُحَمَّـــد", "محمد"]);
        assert_eq!(loosely("كتاب کتاب", "کتاب"), ["كتاب", "کتاب"]);
        assert_eq!(loosely("co\u{ad}op\u{200b}erate", "cooperate"), ["co\u{ad}op\u{200b}erate"]);
        assert_eq!(loosely("cafe\u{301} café cafe", "café"), ["cafe\u{301}", "café"]);
        assert_eq!(loosely("cafe\u{301} cafe", "cafe"), ["cafe"], "an accent makes another letter");
        assert_eq!(loosely("ΟΔΟΣ οδος οδοσ", "οδος").len(), 3);
        assert_eq!(loosely("北京天气和北京", "北京"), ["北京", "北京"]);
        assert_eq!(loosely("ประเทศไทย", "ไทย"), ["ไทย"]);
        assert_eq!(loosely("👨‍👩‍👧 and 👨", "👨"), ["👨‍👩‍👧", "👨"], "an emoji is found whole");
        assert_eq!(loosely("aaa", "aa"), ["aa"], "none overlaps the one before");
        assert_eq!(loosely("a.b (c) [d] a+b", "a.b"), ["a.b"], "signs are no pattern");
    }

    #[test]
    fn the_manner_is_followed() {
        let case = Manner { match_case: true, ..Manner::default() };
        assert_eq!(found("Iran, iran", "Iran", case), ["Iran"]);
        let whole = Manner { whole_words: true, ..Manner::default() };
        assert_eq!(found("Iran, Iranian, سلام وسلام", "iran", whole), ["Iran"]);
        let pattern = Manner { is_pattern: true, ..Manner::default() };
        assert_eq!(found("40 cracks\n12 cracks", r"^\d+", pattern), ["40", "12"]);
        assert_eq!(found("abc", "x*", pattern), Vec::<String>::new(), "nothing is no place");
    }

    #[test]
    fn what_cannot_be_looked_for_says_why() {
        let why = |words: &str, is_pattern: bool| Sought::new(words, Manner { is_pattern, ..Manner::default() }).unwrap_err().to_string();
        assert_eq!(why(" \u{200b}", false), "there are no words to look for");
        assert_eq!(why("(", true), "the pattern cannot be read: unclosed group");
        assert!(why(&"x".repeat(2000), false).starts_with("at most 1000"));
        assert_eq!(why(r"(\w{100}){100}", true), "the pattern is too large: look for less at once");
    }

    #[test]
    fn what_is_not_seen_is_said_once() {
        let class = Regex::new(&format!("^{UNSEEN}$")).unwrap();
        for c in (0..=0x10ffff).filter_map(char::from_u32) {
            assert_eq!(class.is_match(c.encode_utf8(&mut [0; 4])), fold::is_unseen(c), "{:x}", u32::from(c));
        }
    }

    proptest! {
        #[test]
        fn words_are_found_where_they_stand(before in hard_string(), words in hard_string(), after in hard_string()) {
            let text = Text::new(format!("{before} {words} {after}"));
            if let Ok(sought) = Sought::new(&words, Manner::default()) {
                let trimmed = words.trim();
                let start = before.len() + 1 + (words.len() - words.trim_start().len());
                let places: Vec<TextRange> = sought.places(&text).collect();
                // It may overlap one that begins before it, and words with a line feed are no phrase.
                let is_near = places.iter().any(|range| range.start() < start + trimmed.len() && range.end() > start);
                prop_assert!(is_near || trimmed.contains('\n') || ends_open(trimmed, text.slice(start + trimmed.len()..text.len())), "{:?} in {:?}", words, text.as_str());
                prop_assert!(places.is_sorted_by(|a, b| a.end() <= b.start()));
                prop_assert_eq!(sought.is_in(text.as_str()), !places.is_empty());
            }
        }

        #[test]
        fn no_pattern_panics(pattern in ".{0,40}", text in ".{0,80}") {
            if let Ok(sought) = Sought::new(&pattern, Manner { is_pattern: true, ..Manner::default() }) {
                let text = Text::new(text);
                prop_assert!(sought.places(&text).all(|range| range.fits(&text)));
            }
        }
    }

    /// Whether what follows makes another letter of the last one.
    fn ends_open(words: &str, rest: &str) -> bool {
        words.is_empty() || rest.starts_with(|c: char| matches!(c, '\u{300}'..='\u{36f}'))
    }
}
