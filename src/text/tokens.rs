//! Where words and sentences of a text stand. What is a word depends on the text alone, never on what is marked in it.

use super::{Text, sentence_at, word_at};

/// Bytes that one word may have; a longer one is cut.
const MOST_WORD_BYTES: usize = 256;
/// Bytes that are looked at first for the end of a sentence, and at most.
const SENTENCE_BYTES: (usize, usize) = (1024, 8192);

/// What no token may contain, because readers of the format part columns there: white space as Unicode and as Python have it.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}

/// The words and signs of a text in their order, in bytes, half open; white space is none.
pub fn words(text: &str) -> Vec<(usize, usize)> {
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(first) = text.get(at..).and_then(|rest| rest.chars().next()) {
        if is_blank(first) {
            at += first.len_utf8();
            continue;
        }
        let end = at + first_word(text.get(at..).unwrap_or_default()).max(first.len_utf8());
        words.push((at, end));
        at = end;
    }
    words
}

/// How many bytes the word has that a text begins with. It is asked of what stands before the next white space, so that each word costs as
/// much as itself and a few hundred bytes, in whatever text.
fn first_word(text: &str) -> usize {
    let window = text.get(..text.floor_char_boundary(MOST_WORD_BYTES)).unwrap_or(text);
    let run = window.split(is_blank).next().unwrap_or(window);
    // Most words of most texts; the dictionaries have nothing to say about them.
    if run.bytes().all(|byte| byte.is_ascii_alphanumeric()) { run.len() } else { word_at(&Text::new(run), 0).end }
}

/// Where sentences begin, in bytes, but for the first. Each paragraph begins one.
pub fn sentence_begins(text: &Text) -> Vec<usize> {
    let mut begins = Vec::new();
    for number in 0..text.paragraph_count() {
        let paragraph = text.paragraph(number);
        let mut at = paragraph.start;
        while let Some(start) = after_blanks(text, at, paragraph.end) {
            begins.push(start);
            at = sentence_end(text, start, paragraph.end);
        }
    }
    begins.into_iter().skip(1).collect()
}

/// The first byte at or after one that is no white space, before the end.
fn after_blanks(text: &Text, at: usize, end: usize) -> Option<usize> {
    text.slice(at..end).find(|c| !is_blank(c)).map(|found| at + found)
}

/// Where the sentence ends that begins at a byte. A window is looked at that grows while the sentence fills it.
fn sentence_end(text: &Text, start: usize, end: usize) -> usize {
    let (mut reach, most) = SENTENCE_BYTES;
    loop {
        let cut = text.as_str().floor_char_boundary((start + reach).min(end));
        let window = text.slice(start..cut);
        let found = sentence_at(&Text::new(window), 0).end;
        let is_whole = cut == end || found < window.trim_end().len() || reach >= most;
        if is_whole {
            // Every sentence takes a step, whatever the segmenter says.
            return start + found.max(window.chars().next().map_or(1, char::len_utf8));
        }
        reach *= 2;
    }
}
