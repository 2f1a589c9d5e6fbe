//! Graphemes, words and sentences: where a caret may stand and what a double or triple click takes.
//! Words of Thai, Chinese and Japanese come from dictionaries. Work is local: a paragraph of megabytes costs no more than a short one.

use super::Text;
use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{SentenceSegmenter, SentenceSegmenterBorrowed, WordSegmenter, WordSegmenterBorrowed};
use std::ops::Range;
use std::sync::LazyLock;
use unicode_segmentation::GraphemeCursor;

static WORDS: LazyLock<WordSegmenterBorrowed<'static>> = LazyLock::new(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));
static SENTENCES: LazyLock<SentenceSegmenterBorrowed<'static>> = LazyLock::new(|| SentenceSegmenter::new(Default::default()));

/// Bytes looked at on either side for a word.
const WORD_WINDOW: usize = 256;
/// Bytes looked at on either side for a sentence.
const SENTENCE_WINDOW: usize = 8192;

/// Words before a full stop that do not end a sentence. English first; lower case.
const ABBREVIATIONS: &[&str] = &[
    "adm", "capt", "cf", "cmdr", "co", "col", "corp", "dr", "e.g", "etc", "fig", "gen", "gov", "hon", "i.e", "inc", "jr", "lt", "ltd", "maj", "messrs", "mr",
    "mrs", "ms", "mt", "no", "nos", "pres", "prof", "rep", "rev", "sen", "sgt", "sr", "st", "vs",
];

/// The next grapheme boundary after a byte; the text's length at its end.
pub fn next_grapheme(text: &str, byte: usize) -> usize {
    let at = floor_char(text, byte);
    GraphemeCursor::new(at, text.len(), true).next_boundary(text, 0).ok().flatten().unwrap_or(text.len())
}

/// The grapheme boundary before a byte; 0 at the start.
pub fn previous_grapheme(text: &str, byte: usize) -> usize {
    let at = ceil_char(text, byte);
    GraphemeCursor::new(at, text.len(), true).prev_boundary(text, 0).ok().flatten().unwrap_or(0)
}

/// The byte itself where it is a grapheme boundary, else the one before.
pub fn grapheme_floor(text: &str, byte: usize) -> usize {
    let at = floor_char(text, byte);
    if is_boundary(text, at) { at } else { previous_grapheme(text, at) }
}

/// The byte itself where it is a grapheme boundary, else the one after.
pub fn grapheme_ceil(text: &str, byte: usize) -> usize {
    let at = ceil_char(text, byte);
    if is_boundary(text, at) { at } else { next_grapheme(text, at) }
}

/// The range widened to whole graphemes.
pub fn to_graphemes(text: &str, range: Range<usize>) -> Range<usize> {
    grapheme_floor(text, range.start)..grapheme_ceil(text, range.end)
}

/// What a double click takes: the word, or the run of spaces or signs, at a byte. Never beyond the paragraph.
pub fn word_at(text: &Text, byte: usize) -> Range<usize> {
    let paragraph = text.paragraph(text.paragraph_at(byte));
    if paragraph.is_empty() {
        return paragraph;
    }
    let inside = if byte >= paragraph.end { previous_grapheme(text.as_str(), paragraph.end) } else { byte };
    segment_at(text, inside).0
}

/// Where Ctrl+← goes: the start of this word or of the one before, over paragraph ends too.
pub fn word_left(text: &Text, byte: usize) -> usize {
    let mut at = byte.min(text.len());
    while at > 0 {
        let (segment, is_word) = segment_at(text, previous_grapheme(text.as_str(), at));
        at = segment.start.min(at - 1);
        if is_word {
            break;
        }
    }
    floor_char(text.as_str(), at)
}

/// Where Ctrl+→ goes: the end of this word or of the next, over paragraph ends too.
pub fn word_right(text: &Text, byte: usize) -> usize {
    let mut at = byte.min(text.len());
    while at < text.len() {
        let (segment, is_word) = segment_at(text, at);
        at = segment.end.max(next_grapheme(text.as_str(), at));
        if is_word {
            break;
        }
    }
    at
}

/// Where the next word after a byte starts; the text's length where there is none.
pub fn word_start_after(text: &Text, byte: usize) -> usize {
    let mut at = byte.min(text.len());
    while at < text.len() {
        let (segment, is_word) = segment_at(text, at);
        if is_word && segment.start > byte {
            return segment.start;
        }
        at = segment.end.max(next_grapheme(text.as_str(), at));
    }
    at
}

/// Where the word before a byte ends; 0 where there is none.
pub fn word_end_before(text: &Text, byte: usize) -> usize {
    let mut at = byte.min(text.len());
    while at > 0 {
        let (segment, is_word) = segment_at(text, previous_grapheme(text.as_str(), at));
        if is_word && segment.end < byte {
            return segment.end;
        }
        at = floor_char(text.as_str(), segment.start.min(at - 1));
    }
    0
}

/// What a triple click takes: the sentence at a byte, without the white space after it. Never beyond the paragraph.
pub fn sentence_at(text: &Text, byte: usize) -> Range<usize> {
    let window = window_around(text, byte, SENTENCE_WINDOW);
    let shown = text.slice(window.clone());
    let within = byte.saturating_sub(window.start).min(shown.len());
    let mut start = 0;
    for end in SENTENCES.segment_str(shown).skip(1) {
        let sentence = shown.get(start..end).unwrap_or_default();
        if end < shown.len() && ends_in_abbreviation(sentence) {
            continue;
        }
        if within < end || end == shown.len() {
            let kept = sentence.trim_end().len();
            return window.start + start..window.start + start + kept;
        }
        start = end;
    }
    window
}

/// The segment at a byte, and whether it is a word rather than spaces or signs. A line feed is a segment of its own.
fn segment_at(text: &Text, byte: usize) -> (Range<usize>, bool) {
    let paragraph = text.paragraph(text.paragraph_at(byte));
    if byte >= paragraph.end {
        return (paragraph.end..(paragraph.end + 1).min(text.len()), false);
    }
    let window = window_around(text, byte, WORD_WINDOW);
    let shown = text.slice(window.clone());
    let within = byte.saturating_sub(window.start);
    let mut breaks = WORDS.segment_str(shown);
    let mut start = breaks.next().unwrap_or(0);
    let mut found = (0..0, false);
    while let Some(end) = breaks.next() {
        found = (start..end, breaks.is_word_like());
        if within < end {
            break;
        }
        start = end;
    }
    let (range, is_word) = found;
    (window.start + range.start..window.start + range.end, is_word)
}

/// Up to `reach` bytes on either side of a byte, inside its paragraph, cut at white space where there is some.
fn window_around(text: &Text, byte: usize, reach: usize) -> Range<usize> {
    let paragraph = text.paragraph(text.paragraph_at(byte));
    let all = text.as_str();
    let mut start = paragraph.start;
    if byte.saturating_sub(start) > reach {
        let far = floor_char(all, byte - reach);
        let near = all.get(far..byte.min(paragraph.end)).unwrap_or_default();
        start = near.char_indices().find(|(_, c)| c.is_whitespace()).map_or(grapheme_floor(all, far), |(at, c)| far + at + c.len_utf8());
    }
    let mut end = paragraph.end;
    if end.saturating_sub(byte) > reach {
        let far = floor_char(all, byte + reach);
        let near = all.get(byte.max(start)..far).unwrap_or_default();
        end = near.rfind(char::is_whitespace).filter(|at| *at > 0).map_or(grapheme_floor(all, far), |at| byte.max(start) + at);
    }
    start..end.max(start)
}

fn ends_in_abbreviation(sentence: &str) -> bool {
    let Some(stem) = sentence.trim_end().strip_suffix('.') else { return false };
    let word = stem.rsplit(|c: char| c.is_whitespace() || "([“\"‘".contains(c)).next().unwrap_or_default();
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    initial || ABBREVIATIONS.contains(&word.to_lowercase().as_str())
}

fn is_boundary(text: &str, byte: usize) -> bool {
    GraphemeCursor::new(byte, text.len(), true).is_boundary(text, 0).unwrap_or(true)
}

fn floor_char(text: &str, byte: usize) -> usize {
    text.floor_char_boundary(byte.min(text.len()))
}

fn ceil_char(text: &str, byte: usize) -> usize {
    text.ceil_char_boundary(byte.min(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str, needle: &str) -> String {
        let whole = Text::new(text);
        whole.slice(word_at(&whole, text.find(needle).unwrap())).to_owned()
    }

    #[test]
    fn a_word_is_what_its_script_says() {
        assert_eq!(word("He said “didn’t” again", "dn’"), "didn’t");
        assert_eq!(word("a\u{a0}b", "b"), "b");
        assert_eq!(word("a\n\nb", "\nb"), "", "an empty line has no word");
        assert_eq!(word("این کتاب‌خانه است", "خانه"), "کتاب‌خانه", "a zero-width non-joiner stays inside");
        assert_eq!(word("भारत में नमस्ते", "मस्ते"), "नमस्ते");
        assert_eq!(word("ประเทศไทยสวยงาม", "งาม"), "สวยงาม");
        assert_eq!(word("北京天气很好", "天"), "天气");
    }

    #[test]
    fn a_sentence_does_not_end_at_a_title_or_an_initial() {
        let text = Text::new("Mr. J. Varga met Dr. Holm. “It rose,” she said.\u{a0}Then they left.\nNext one.");
        let at = |needle: &str| text.slice(sentence_at(&text, text.as_str().find(needle).unwrap()));
        assert_eq!(at("met"), "Mr. J. Varga met Dr. Holm.");
        assert_eq!(at("Then"), "Then they left.");
        assert_eq!(at("Next"), "Next one.");
    }

    #[test]
    fn ctrl_arrows_visit_words_and_cross_paragraphs() {
        let text = Text::new("one, two\n\nסוף");
        assert_eq!(word_right(&text, 0), 3);
        assert_eq!(word_right(&text, 3), 8);
        assert_eq!(word_right(&text, 8), text.len());
        assert_eq!(word_left(&text, text.len()), 10);
        assert_eq!(word_left(&text, 10), 5);
        assert_eq!((word_left(&text, 0), word_right(&text, text.len())), (0, text.len()));
        assert_eq!((word_start_after(&text, 0), word_start_after(&text, 5), word_start_after(&text, 10)), (5, 10, text.len()));
        assert_eq!((word_end_before(&text, 8), word_end_before(&text, 10), word_end_before(&text, 3)), (3, 8, 0));
    }

    #[test]
    fn graphemes_stay_whole() {
        let text = "e\u{301}🏳️‍🌈🇮🇷\r\n";
        assert_eq!((next_grapheme(text, 0), grapheme_floor(text, 1), grapheme_ceil(text, 1)), (3, 0, 3));
        let flag = text.find('🏳').unwrap();
        let next = next_grapheme(text, flag);
        assert_eq!(text.get(next..), Some("🇮🇷\r\n"));
        assert_eq!(to_graphemes(text, flag + 4..next + 4), flag..next + 8);
        assert_eq!(previous_grapheme(text, text.len()), text.len() - 2, "CR LF is one grapheme");
    }

    #[test]
    fn a_paragraph_of_megabytes_costs_no_more() {
        let text = Text::new("word ".repeat(400_000) + &"x".repeat(300_000));
        assert_eq!(word_at(&text, 1_000_001), 1_000_000..1_000_004);
        assert!(sentence_at(&text, 1_000_000).len() <= 2 * SENTENCE_WINDOW);
        assert!(word_at(&text, 2_100_000).contains(&2_100_000));
    }
}
