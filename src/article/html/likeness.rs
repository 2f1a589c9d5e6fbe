//! Whether words stand in a longer text, and how like two lines are, without regard to spaces, punctuation and case.

use std::collections::HashSet;

/// Letters and digits alone, in lower case: what remains the same however a text is set.
pub(super) fn squash(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A text that is asked whether other texts stand in it; the time for an answer does not grow with the text.
pub(super) struct Words<'a> {
    windows: HashSet<&'a [u8]>,
}

/// How many bytes are compared at once: few sentences share so many by chance, and none most of theirs.
const WINDOW: usize = 16;

impl<'a> Words<'a> {
    /// From a text that was [squashed](squash).
    pub(super) fn of(squashed: &'a str) -> Self {
        Self { windows: squashed.as_bytes().windows(WINDOW).collect() }
    }

    /// Whether nearly all of another squashed text stands in it. What is shorter than a window does not.
    pub(super) fn has(&self, squashed: &str) -> bool {
        let bytes = squashed.as_bytes();
        let pieces = || bytes.windows(WINDOW).step_by(WINDOW).chain(bytes.len().checked_sub(WINDOW).and_then(|last| bytes.get(last..)));
        let all = pieces().count();
        all > 0 && pieces().filter(|piece| self.windows.contains(piece)).count() * 10 >= all * 8
    }
}

/// How much of the words of a heading are those of a title, and the other way round, in percent.
pub(super) fn likeness(heading: &str, title: &str) -> usize {
    let (one, other) = (squash(heading), squash(title));
    if one == other {
        return 100;
    }
    if one.is_empty() || other.is_empty() {
        return 0;
    }
    let (long, short) = if one.len() >= other.len() { (&one, &other) } else { (&other, &one) };
    if long.contains(short.as_str()) && short.len() >= 12 {
        return 60 + 39 * short.len() / long.len();
    }
    let words = |text: &str| text.split_whitespace().map(squash).filter(|word| !word.is_empty()).collect::<Vec<_>>();
    let (one, other) = (words(heading), words(title));
    let known: HashSet<&str> = other.iter().map(String::as_str).collect();
    let common = one.iter().filter(|word| known.contains(word.as_str())).count();
    2 * common * 100 / (one.len() + other.len()).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_however_they_are_set() {
        let text = squash("The bridge was closed on Monday, after inspectors had found 40 cracks in it.");
        let words = Words::of(&text);
        for (asked, stands) in [
            ("THE BRIDGE was closed on Monday", true),
            ("after inspectors had — found 40 cracks", true),
            ("The tunnel was closed on Monday for a year", false),
            ("Monday", false),
            ("", false),
        ] {
            assert_eq!(words.has(&squash(asked)), stands, "{asked}");
        }
    }

    #[test]
    fn lines_are_alike_if_their_words_are() {
        assert_eq!(likeness("Bridge closed", "Bridge closed!"), 100);
        assert!(likeness("Harbour bridge closed after storm", "Harbour bridge closed after storm - The Post") >= 60);
        assert!(likeness("港口大桥关闭", "港口大桥关闭_港口晚报") >= 60);
        assert!(likeness("Most read", "Harbour bridge closed after storm") < 60);
        assert_eq!(likeness("", "x"), 0);
    }
}
