//! How printed text looks: colours, and what stands for characters that a terminal would obey instead of showing.
//! The only place that writes escape sequences.

use crate::project::{Article, ArticleState, Label};
use crate::text::{Fragments, Text, grapheme_ceil, grapheme_floor};

/// Bytes of text around a mark that are shown with it.
const AROUND: usize = 32;
/// The longest words of a fragment that are shown whole, in bytes; of longer ones the beginning and the end.
const WHOLE: usize = 240;

/// Whether there is colour.
#[derive(Clone, Copy)]
pub(super) struct Style {
    pub(super) has_colour: bool,
}

impl Style {
    /// A heading.
    pub(super) fn heading(self, words: &str) -> String {
        self.paint("1", words)
    }

    /// What matters less.
    pub(super) fn muted(self, words: &str) -> String {
        self.paint("2", words)
    }

    /// Something of a label.
    pub(super) fn label(self, label: &Label, words: &str) -> String {
        let code = match label {
            Label::Claim => "33",
            Label::Source => "36",
            Label::Figure => "35",
            Label::Own(_) => "32",
        };
        self.paint(code, words)
    }

    fn paint(self, code: &str, words: &str) -> String {
        if self.has_colour && !words.is_empty() { format!("\u{1b}[{code}m{words}\u{1b}[0m") } else { words.to_owned() }
    }
}

/// Text that a terminal shows and does not obey: controls become spaces, and what turns the direction around goes.
/// Line feeds stay.
pub(super) fn printable(words: &str) -> String {
    let turns = |c: char| matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    words.chars().filter(|c| !turns(*c)).map(|c| if (c.is_control() && c != '\n') || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c }).collect()
}

/// Text in one line: every stretch of white space is one space.
pub(super) fn one_line(words: &str) -> String {
    let printable = printable(words);
    let mut line = String::with_capacity(printable.len());
    for c in printable.chars() {
        match c.is_whitespace() {
            true if line.ends_with(' ') => {}
            true => line.push(' '),
            false => line.push(c),
        }
    }
    line
}

/// Words with spaces behind them up to a width, counted in code points.
pub(super) fn padded(words: &str, width: usize) -> String {
    let missing = width.saturating_sub(words.chars().count());
    format!("{words}{}", " ".repeat(missing))
}

/// A place in code points: `[10..24]`, `[10..24, 30..41]`.
pub(super) fn place(text: &Text, at: &Fragments) -> String {
    let points = text.code_points();
    let parts: Vec<String> = at.iter().map(|range| points.of(range)).map(|range| format!("{}..{}", range.start, range.end)).collect();
    format!("[{}]", parts.join(", "))
}

/// The words of a mark in quotation marks, with a few words around them.
pub(super) fn in_context(text: &Text, at: &Fragments, style: Style, paint: impl Fn(&str) -> String) -> String {
    let paragraphs = text.paragraph(text.paragraph_at(at.start())).start..text.paragraph(text.paragraph_at(at.end().saturating_sub(1))).end.max(at.end());
    let from = word_edge(text, at.start().saturating_sub(AROUND).max(paragraphs.start), at.start(), false);
    let to = word_edge(text, (at.end() + AROUND).min(paragraphs.end), at.end(), true);
    let before = one_line(text.slice(from..at.start()));
    let after = one_line(text.slice(at.end()..to));
    let cut_before = if from > paragraphs.start { "…" } else { "" };
    let cut_after = if to < paragraphs.end { "…" } else { "" };
    let mut line = style.muted(format!("{cut_before}{before}").trim_start());
    let mut last: Option<usize> = None;
    for range in at.iter() {
        if let Some(last) = last {
            let between = one_line(text.slice(last..range.start()));
            line.push_str(&style.muted(&shortened(&between, AROUND * 2)));
        }
        line.push('“');
        line.push_str(&paint(&shortened(&one_line(range.of(text)), WHOLE)));
        line.push('”');
        last = Some(range.end());
    }
    line.push_str(&style.muted(format!("{after}{cut_after}").trim_end()));
    line
}

/// The words of a mark in one line, in quotation marks.
pub(super) fn quoted(text: &Text, at: &Fragments) -> String {
    format!("“{}”", shortened(&one_line(&at.words(text)), AROUND * 2))
}

/// The beginning and the end of long words, cut between graphemes.
pub(super) fn shortened(words: &str, bytes: usize) -> String {
    if words.len() <= bytes {
        return words.to_owned();
    }
    let head = grapheme_floor(words, bytes * 2 / 3);
    let tail = grapheme_ceil(words, words.len() - bytes / 3);
    format!("{}…{}", words.get(..head).unwrap_or_default(), words.get(tail..).unwrap_or_default())
}

/// A state as the command line takes it.
pub(super) fn state_word(state: ArticleState) -> &'static str {
    match state {
        ArticleState::Todo => "todo",
        ArticleState::InProgress => "in-progress",
        ArticleState::Done => "done",
        ArticleState::Flagged => "flagged",
    }
}

/// An article's title in one line.
pub(super) fn title(article: &Article) -> String {
    one_line(&article.title)
}

/// The byte between `at` and the mark's edge where a word begins or ends; never inside a grapheme.
fn word_edge(text: &Text, at: usize, mark: usize, towards_end: bool) -> usize {
    let string = text.as_str();
    let at = if towards_end { grapheme_floor(string, at).max(mark) } else { grapheme_ceil(string, at).min(mark) };
    let (between, at_border) = if towards_end { (text.slice(mark..at), at == text.len()) } else { (text.slice(at..mark), at == 0) };
    let borders = |byte: usize| string.as_bytes().get(byte).is_none_or(|byte| *byte == b'\n');
    if at_border || (towards_end && borders(at)) || (!towards_end && at > 0 && borders(at - 1)) {
        return at;
    }
    let space = if towards_end { between.rfind(' ').map(|place| mark + place) } else { between.find(' ').map(|place| at + place + 1) };
    space.unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::TextRange;

    #[test]
    fn nothing_that_a_terminal_obeys_is_printed() {
        assert_eq!(printable("a\u{1b}[31mb\u{202e}c\u{9b}\u{2028}d\n"), "a [31mbc  d\n");
        assert_eq!(one_line(" a\r\n\tb\u{a0}\u{a0}c"), " a b c");
    }

    #[test]
    fn a_mark_is_shown_with_words_around_it_and_stays_in_its_paragraph() {
        let text = Text::new("One line.\nThe mayor of the old harbour town said on Monday that inspectors had found 40 cracks in it.\nNext.");
        let start = text.as_str().find("inspectors").unwrap();
        let at: Fragments = TextRange::new(&text, start..start + "inspectors had found 40 cracks".len()).unwrap().into();
        let shown = in_context(&text, &at, Style { has_colour: false }, str::to_owned);
        assert_eq!(shown, "…town said on Monday that “inspectors had found 40 cracks” in it.");
        assert_eq!(place(&text, &at), format!("[{start}..{}]", start + 30));
    }

    #[test]
    fn long_words_are_cut_between_graphemes() {
        let family = "👩‍👩‍👧‍👦".repeat(40);
        let short = shortened(&family, 100);
        assert!(short.len() < 150 && short.split('…').all(|part| part.replace("👩‍👩‍👧‍👦", "").is_empty()), "{short}");
        assert_eq!(shortened("short", 100), "short");
    }
}
