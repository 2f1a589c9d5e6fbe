//! Whose words a claim stands in, as the quotation marks say.

use crate::project::Voice;
use crate::text::{Fragments, Text, TextRange};

/// Direct where all the words stand in quotation marks, mixed where some do; none where no quotation mark tells.
pub fn voice(text: &Text, at: &Fragments) -> Option<Voice> {
    let quoted: Vec<Quoted> = at.iter().map(|range| quoted(text, range).how()).collect();
    if quoted.iter().all(|part| *part == Quoted::All) {
        return Some(Voice::Direct);
    }
    quoted.iter().any(|part| *part != Quoted::Nothing).then_some(Voice::Mixed)
}

/// How many of the words stand in quotation marks. Signs of Chinese and Japanese count two for a word.
pub fn quoted_words(text: &Text, at: &Fragments) -> usize {
    at.iter().map(|range| quoted(text, range).words).sum()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Quoted {
    All,
    Some,
    Nothing,
}

/// What of a range stands in quotation marks.
#[derive(Default)]
struct Stretch {
    is_inside: bool,
    is_outside: bool,
    words: usize,
}

impl Stretch {
    fn how(&self) -> Quoted {
        match (self.is_inside, self.is_outside) {
            (true, false) => Quoted::All,
            (true, true) => Quoted::Some,
            (false, _) => Quoted::Nothing,
        }
    }
}

fn quoted(text: &Text, range: TextRange) -> Stretch {
    let paragraph = text.paragraph(text.paragraph_at(range.start()));
    let mut is_open = text.slice(paragraph.start..range.start()).chars().fold(false, after);
    let mut stretch = Stretch::default();
    let (mut is_in_word, mut half_words) = (false, 0);
    for c in range.of(text).chars() {
        let opens = after(is_open, c);
        let is_sign = opens != is_open;
        is_open = opens;
        let is_letter = !is_sign && c.is_alphanumeric();
        if is_letter {
            stretch.is_inside |= is_open;
            stretch.is_outside |= !is_open;
        }
        let begins = is_letter && is_open && !is_in_word;
        let is_ideograph = is_letter && is_open && matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}');
        half_words += if is_ideograph { 1 } else { 2 * usize::from(begins) };
        is_in_word = is_letter || is_in_word && matches!(c, '’' | '\'' | '-');
    }
    stretch.words = half_words / 2;
    stretch
}

/// Whether a quotation is open behind a character. A paragraph begins with none: the one before it may not have been closed.
fn after(is_open: bool, c: char) -> bool {
    match c {
        '"' => !is_open,
        // These open and never close.
        '“' | '«' | '‹' | '„' => true,
        // These close; some languages open with them.
        '”' | '»' | '›' => false,
        _ => is_open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn voice_of(marked: &str) -> Option<Voice> {
        let (before, rest) = marked.split_once('[').unwrap();
        let (inside, after) = rest.split_once(']').unwrap();
        let text = Text::new(format!("{before}{inside}{after}"));
        voice(&text, &TextRange::new(&text, before.len()..before.len() + inside.len()).unwrap().into())
    }

    #[test]
    fn words_in_quotation_marks_are_counted() {
        let count = |words: &str| {
            let text = Text::new(words);
            quoted_words(&text, &TextRange::new(&text, 0..words.len()).unwrap().into())
        };
        assert_eq!(count("the “godfather” of it"), 1);
        assert_eq!(count("“We don’t know, do we?” he said"), 5);
        assert_eq!(count("“市长说有四十处裂缝”"), 4);
        assert_eq!(count("no quotation"), 0);
    }

    #[test]
    fn quotation_marks_tell_whose_words_they_are() {
        assert_eq!(voice_of("“[It rose],” she said"), Some(Voice::Direct));
        assert_eq!(voice_of("[“It rose”] she said"), Some(Voice::Direct));
        assert_eq!(voice_of("She said \"[it rose]\""), Some(Voice::Direct));
        assert_eq!(voice_of("She said [it “rose” fast]"), Some(Voice::Mixed));
        assert_eq!(voice_of("“It rose,” she said. [It fell]"), None);
        assert_eq!(voice_of("“Never closed\n[It fell]"), None);
        assert_eq!(voice_of("او گفت «[پل بسته است]»"), Some(Voice::Direct));
    }
}
