//! How the end of one line and the beginning of the next become one.

use crate::article::has_no_spaces;
use std::collections::HashSet;

/// The words of a document, in lower case, without those that a line end cuts.
#[derive(Default)]
pub(super) struct Vocabulary {
    words: HashSet<String>,
}

impl Vocabulary {
    /// The words of these lines.
    pub(super) fn of<'a>(lines: impl Iterator<Item = &'a str>) -> Self {
        let mut words = HashSet::new();
        for line in lines {
            let cut = ends_in_hyphen(line);
            let mut parts = line.split(is_outside).filter(|word| !word.is_empty()).peekable();
            while let Some(part) = parts.next() {
                let is_cut = cut && parts.peek().is_none();
                if !is_cut {
                    let word = part.trim_matches(['-', '\u{2010}']).to_lowercase();
                    words.extend(word.split(['-', '\u{2010}']).map(str::to_owned));
                    words.insert(word);
                }
            }
        }
        Self { words }
    }

    fn knows(&self, word: &str) -> bool {
        self.words.contains(&word.to_lowercase())
    }
}

fn is_outside(letter: char) -> bool {
    !(letter.is_alphanumeric() || matches!(letter, '-' | '\u{2010}' | '\'' | '’'))
}

fn ends_in_hyphen(line: &str) -> bool {
    line.ends_with(['-', '\u{2010}', '\u{2011}', '\u{ad}'])
}

/// Joins the lines of a paragraph.
pub(super) fn paragraph<'a>(lines: impl Iterator<Item = &'a str>, vocabulary: &Vocabulary) -> String {
    let mut text = String::new();
    for line in lines {
        if ends_in_hyphen(&text) {
            hyphen(&mut text, line, vocabulary);
        } else {
            append(&mut text, line);
        }
    }
    // A soft hyphen at the very end joins nothing.
    text.replace('\u{ad}', "-")
}

/// The end of a line is a space, but not in scripts that have none, and not behind a stroke that joins.
pub(super) fn append(text: &mut String, line: &str) {
    if let (Some(last), Some(first)) = (text.chars().next_back(), line.chars().next()) {
        let is_wide = has_no_spaces(last) || has_no_spaces(first);
        // A number or a Latin word in a Chinese line has no spaces around it, or narrow ones that are none.
        let is_joined = is_wide && is_letter(last) && is_letter(first)
            || is_run_on(last) && is_run_on(first)
            || last == '/' && first.is_alphanumeric() && !text.ends_with(" /")
            || last == '—' && first.is_alphabetic() && !text.ends_with(" —")
            || last == '–' && first.is_numeric() && text.chars().rev().nth(1).is_some_and(char::is_numeric);
        if !is_joined && last != ' ' && first != ' ' {
            text.push(' ');
        }
    }
    text.push_str(line);
}

fn is_letter(letter: char) -> bool {
    letter.is_alphanumeric() || has_no_spaces(letter)
}

/// Thai, Lao, Burmese and Khmer, whose words are not parted.
fn is_run_on(letter: char) -> bool {
    matches!(letter, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}

/// A hyphen at the end of a line is there because the line ended, or because the word has it. It goes where the word goes on in lower case
/// and is known whole, or its halves are no words of this document.
fn hyphen(text: &mut String, line: &str, vocabulary: &Vocabulary) {
    let is_soft = text.ends_with('\u{ad}');
    let hyphen = text.pop().unwrap_or('-');
    let head = text.rsplit(is_outside).next().unwrap_or_default();
    let tail = line.split(is_outside).next().unwrap_or_default();
    let goes_on = line.chars().next().is_some_and(|first| first.is_alphabetic() && !first.is_uppercase());
    let is_word = head.chars().next_back().is_some_and(char::is_alphabetic);
    if !is_word && !head.chars().next_back().is_some_and(char::is_alphanumeric) {
        // A dash with a space before it.
        text.push(hyphen);
        append(text, line);
        return;
    }
    let is_known = vocabulary.knows(&format!("{head}{tail}"));
    let has_hyphen = vocabulary.knows(&format!("{head}-{tail}")) || head.contains('-');
    let are_words = vocabulary.knows(head) && vocabulary.knows(tail.split('-').next().unwrap_or_default());
    let goes = is_soft || goes_on && is_word && (is_known || !has_hyphen && !are_words);
    if !goes {
        text.push(hyphen);
    }
    text.push_str(line);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_are_joined_as_they_were_meant() {
        let known = ["The inspectors came.", "A well-known panel", "the well and the known", "the long term", "state-of-the-art", "a year-old plan"];
        let vocabulary = Vocabulary::of(known.into_iter());
        for (one, other, joined) in [
            ("the inspec-", "tors came", "the inspectors came"),
            ("an unheard-", "ofword", "an unheardofword"),
            ("a well-", "known man", "a well-known man"),
            ("in the long-", "term plan", "in the long-term plan"),
            ("the Franco-", "German line", "the Franco-German line"),
            ("in 2019-", "2020", "in 2019-2020"),
            ("a 40-", "year-old", "a 40-year-old"),
            ("state-of-", "the-art", "state-of-the-art"),
            ("a dash -", "then words", "a dash - then words"),
            ("soft\u{ad}", "Ware", "softWare"),
            ("a line", "and one", "a line and one"),
            ("and/", "or", "and/or"),
            ("words—", "and more", "words—and more"),
            ("1990–", "1995", "1990–1995"),
            ("大桥", "关闭", "大桥关闭"),
            ("发现了", "40多处", "发现了40多处"),
            ("ภาษา", "ไทย", "ภาษาไทย"),
            ("한국", "말", "한국 말"),
            ("שלום", "עולם", "שלום עולם"),
            ("nbsp\u{a0}", "stays", "nbsp\u{a0} stays"),
        ] {
            assert_eq!(paragraph([one, other].into_iter(), &vocabulary), joined);
        }
    }
}
