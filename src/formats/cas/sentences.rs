//! Words and sentences as DKPro marks them.

use crate::text::{Text, sentence_begins, words};

/// Places in bytes, half open.
type Places = Vec<(usize, usize)>;

/// The words of a text, and its sentences without the white space around them; both in bytes, half open.
pub(super) fn segments(text: &Text) -> (Places, Places) {
    let words = words(text.as_str());
    let mut begins = sentence_begins(text).into_iter().peekable();
    let mut sentences = Places::new();
    for (start, end) in &words {
        let mut is_first = sentences.is_empty();
        while begins.next_if(|begin| begin <= start).is_some() {
            is_first = true;
        }
        match sentences.last_mut() {
            Some((_, last)) if !is_first => *last = *end,
            Some(_) | None => sentences.push((*start, *end)),
        }
    }
    (words, sentences)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_whole_words() {
        let text = Text::new("  It rose 4.2%. “Who said so?”\r\n\r\nONS did.  ");
        let (words, sentences) = segments(&text);
        let said: Vec<&str> = sentences.iter().map(|(start, end)| text.slice(*start..*end)).collect();
        assert_eq!(said, ["It rose 4.2%.", "“Who said so?”", "ONS did."]);
        assert_eq!(words.iter().map(|(start, end)| text.slice(*start..*end)).take(4).collect::<Vec<_>>(), ["It", "rose", "4.2", "%"]);
        assert_eq!(segments(&Text::new(" \n")), (vec![], vec![]));
    }
}
