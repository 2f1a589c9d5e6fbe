//! Cuts the words of a figure into tokens: words, numerals and single signs. Quotation marks and invisible signs are passed over.

use super::digits::{digit, group_sign, is_group_space};
use std::ops::Range;

/// Quotation marks, passed over wherever they stand; single ones only where they are no apostrophe.
const QUOTES: &[char] = &['"', '“', '”', '„', '‟', '«', '»', '‹', '›', '「', '」', '『', '』', '＂'];
/// Signs that quote at the edge of a word and belong to it inside.
const APOSTROPHES: &[char] = &['\'', '’', '‘', '‚', '`'];
/// What may stand at the edges of a marked figure without being part of it.
const EDGES: &[&str] = &[".", ",", ";", ":", "!", "?", "…", "،", "؛", "؟", "۔", "।", "。", "(", ")", "[", "]"];

/// What a token is made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// Letters.
    Word,
    /// Digits with the separators among them.
    Numeral,
    /// One sign.
    Sign,
}

/// A piece of the words.
#[derive(Clone, Debug)]
pub(super) struct Token {
    /// What it is compared by: a word in lower case without its dots, a numeral in ASCII digits, a sign.
    pub(super) key: String,
    /// What it is made of.
    pub(super) kind: Kind,
    /// Where it stands, in bytes.
    pub(super) range: Range<usize>,
    /// Whether white space stands before it.
    pub(super) gap: bool,
    /// Whether it begins with a capital letter.
    pub(super) capital: bool,
}

/// The tokens of the words, without what stands at their edges only.
pub(super) fn tokens(words: &str) -> Vec<Token> {
    let mut scan = Scan { chars: words.char_indices().collect(), length: words.len(), at: 0 };
    let mut found = Vec::new();
    let mut gap = false;
    while let Some(first) = scan.char(scan.at) {
        let start = scan.at;
        if first.is_whitespace() || is_invisible(first) || QUOTES.contains(&first) || APOSTROPHES.contains(&first) {
            gap |= first.is_whitespace();
            scan.at += 1;
            continue;
        }
        let (kind, key) = scan.token(first);
        found.push(Token { key, kind, range: scan.byte(start)..scan.byte(scan.at), gap, capital: first.is_uppercase() });
        gap = false;
    }
    while found.last().is_some_and(|last| EDGES.contains(&last.key.as_str())) {
        found.pop();
    }
    let edge = found.iter().take_while(|token| EDGES.contains(&token.key.as_str())).count();
    found.drain(..edge);
    found
}

/// Whether the sign is a control or only steers how a text is shown.
pub(super) fn is_invisible(c: char) -> bool {
    let steers = matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}');
    c.is_control() || steers || matches!(c, '\u{feff}' | '\u{fe00}'..='\u{fe0f}')
}

/// Whether the sign is a quotation mark and never an apostrophe.
pub(super) fn is_quote(c: char) -> bool {
    QUOTES.contains(&c)
}

/// Whether the sign is an apostrophe or a single quotation mark.
pub(super) fn is_apostrophe(c: char) -> bool {
    APOSTROPHES.contains(&c)
}

/// Marks that belong to the letter before them; the standard library does not count them as letters.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}')
        || matches!(c, '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}' | '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}')
}

/// A walk over the characters.
struct Scan {
    chars: Vec<(usize, char)>,
    length: usize,
    at: usize,
}

impl Scan {
    fn char(&self, index: usize) -> Option<char> {
        self.chars.get(index).map(|(_, c)| *c)
    }

    fn byte(&self, index: usize) -> usize {
        self.chars.get(index).map_or(self.length, |(byte, _)| *byte)
    }

    fn digit(&self, index: usize) -> Option<char> {
        self.char(index).and_then(digit)
    }

    fn is_letter(&self, index: usize) -> bool {
        self.char(index).is_some_and(|c| c.is_alphabetic() && digit(c).is_none())
    }

    fn token(&mut self, first: char) -> (Kind, String) {
        let after_letter_or_digit = self.at.checked_sub(1).is_some_and(|before| self.is_letter(before) || self.digit(before).is_some());
        if self.digit(self.at).is_some() {
            return (Kind::Numeral, self.numeral(String::new()));
        }
        if first == '.' && self.digit(self.at + 1).is_some() && !after_letter_or_digit {
            self.at += 1;
            return (Kind::Numeral, self.numeral("0.".into()));
        }
        if self.is_letter(self.at) {
            return (Kind::Word, self.word());
        }
        self.at += 1;
        (Kind::Sign, sign_key(first))
    }

    /// Digits, and separators that have digits on both sides. Signs that only group become `_`.
    fn numeral(&mut self, mut key: String) -> String {
        let mut run = 0;
        let mut is_grouped = true;
        while let Some(c) = self.char(self.at) {
            if let Some(digit) = digit(c) {
                key.push(digit);
                run += 1;
            } else if self.groups_here(c, run) && is_grouped {
                key.push('_');
                run = 0;
            } else if let Some(sign) = group_sign(c).filter(|_| self.digit(self.at + 1).is_some()) {
                key.push(sign);
                run = 0;
                // After a point no space groups: `1.5 300` is two numbers.
                is_grouped = false;
            } else {
                break;
            }
            self.at += 1;
        }
        key
    }

    /// Whether a space or an apostrophe stands between one to three digits and exactly three.
    fn groups_here(&self, c: char, before: usize) -> bool {
        let three = (1..=3).all(|step| self.digit(self.at + step).is_some()) && self.digit(self.at + 4).is_none();
        let groups = is_group_space(c) || matches!(c, '\'' | '’' | '٬');
        groups && three && matches!(before, 1..=3)
    }

    /// Letters; an apostrophe between letters; the dots of `p.m.` and `U.S.`
    fn word(&mut self) -> String {
        let mut key = String::new();
        let mut letters = 0;
        while let Some(c) = self.char(self.at) {
            if self.is_letter(self.at) || is_mark(c) {
                letters += 1;
                push_key(&mut key, c);
            } else if is_apostrophe(c) && self.is_letter(self.at + 1) && letters > 0 {
                key.push('\'');
            } else if c == '.' && letters == 1 && self.closes_letter(self.at) {
                letters = 0;
            } else {
                break;
            }
            self.at += 1;
        }
        key
    }

    /// Whether the dot stands after one of several single letters.
    fn closes_letter(&self, dot: usize) -> bool {
        let next_is_single = self.is_letter(dot + 1) && !self.is_letter(dot + 2);
        let before_was_dotted = dot.checked_sub(2).is_some_and(|before| self.char(before) == Some('.'));
        next_is_single || (before_was_dotted && !self.is_letter(dot + 1))
    }
}

/// One key for the letters that keyboards of one language write in two ways.
fn push_key(key: &mut String, c: char) {
    match c {
        'ي' | 'ى' => key.push('ی'),
        'ك' => key.push('ک'),
        'ۀ' | 'ة' => key.push('ه'),
        '\u{640}' | '\u{64b}'..='\u{655}' => {}
        c => key.extend(c.to_lowercase()),
    }
}

fn sign_key(c: char) -> String {
    match c {
        '\u{2010}'..='\u{2013}' | '\u{2212}' | '﹣' | '－' => "-".into(),
        '\u{2014}' | '\u{2015}' => "—".into(),
        '\u{2044}' | '\u{2215}' => "/".into(),
        '％' | '٪' => "%".into(),
        '﹩' | '＄' => "$".into(),
        '～' | '∼' | '≈' => "~".into(),
        c => c.to_string(),
    }
}
