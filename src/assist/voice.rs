//! Whose words a claim stands in, as the quotation marks say.

use crate::project::Voice;
use crate::text::{Fragments, Text, TextRange};

/// Signs that open a quotation and never close one.
const OPENING: &str = "“«‹„";
/// Signs that close one; some languages open with them.
const CLOSING: &str = "”»›";
/// The sign that does both.
const STRAIGHT: char = '"';

/// Direct where all the words stand in quotation marks, mixed where some do; none where no quotation mark tells.
pub(super) fn voice(text: &Text, at: &Fragments) -> Option<Voice> {
    let quoted: Vec<Quoted> = at.iter().map(|range| quoted(text, range)).collect();
    if quoted.iter().all(|part| *part == Quoted::All) {
        return Some(Voice::Direct);
    }
    quoted.iter().any(|part| *part != Quoted::Nothing).then_some(Voice::Mixed)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Quoted {
    All,
    Some,
    Nothing,
}

fn quoted(text: &Text, range: TextRange) -> Quoted {
    let paragraph = text.paragraph(text.paragraph_at(range.start()));
    let mut is_open = text.slice(paragraph.start..range.start()).chars().fold(false, after);
    let (mut inside, mut outside) = (false, false);
    for c in range.of(text).chars() {
        let opens = after(is_open, c);
        let is_sign = opens != is_open;
        is_open = opens;
        if !is_sign && c.is_alphanumeric() {
            inside |= is_open;
            outside |= !is_open;
        }
    }
    match (inside, outside) {
        (true, false) => Quoted::All,
        (true, true) => Quoted::Some,
        (false, _) => Quoted::Nothing,
    }
}

/// Whether a quotation is open behind a character. A paragraph begins with none: the one before it may not have been closed.
fn after(is_open: bool, c: char) -> bool {
    match c {
        STRAIGHT => !is_open,
        c if OPENING.contains(c) => true,
        c if CLOSING.contains(c) => false,
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
