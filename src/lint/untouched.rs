//! Paragraphs of a finished article that nobody marked.

use super::reported::reports;
use super::sheet::Sheet;
use super::{Hint, Rule, shown};
use crate::article::is_boilerplate;
use crate::project::ArticleState;
use crate::text::{TextRange, bare, counted};
use std::collections::HashSet;

/// The shortest paragraph that is looked at, in letters of an alphabet; a Chinese sign counts three, one of Japanese or Korean two.
const LEAST: usize = 80;
/// More stretches than these are one hint for the whole article: there the analyst marks a choice.
const MOST_STRETCHES: usize = 8;
/// The fewest words between two quotation marks that are a quotation.
const QUOTATION: usize = 3;

/// Plain paragraphs without any mark that look as if they held something to check, in a finished article that has marks: a number, a
/// quotation or a verb that reports. Neighbours are one hint.
///
/// Quiet about an article without marks, which was found to have nothing, and about paragraphs that are short, are anything but plain text, are
/// touched by a zone, or have a mark of any state: somebody looked there. So did who marked a paragraph that begins with the same words: pages
/// repeat theirs above the text and under pictures. A number that is a part of a name (“F-16”, “COVID-19”) is none.
pub(super) fn paragraphs(sheet: &Sheet<'_>) -> Vec<Hint> {
    if sheet.article.state != ArticleState::Done || sheet.marks.is_empty() {
        return Vec::new();
    }
    let stretches = stretches(sheet);
    let count: usize = stretches.iter().map(|stretch| stretch.count).sum();
    if stretches.len() > MOST_STRETCHES {
        let words = format!("{} with numbers, quotations or reported speech have no mark", counted(count, "paragraph"));
        return vec![Hint::at_article(Rule::UntouchedParagraphs, sheet.article, None, words)];
    }
    stretches.iter().filter_map(|stretch| told(sheet, stretch)).collect()
}

/// Paragraphs that follow each other.
struct Stretch {
    first: usize,
    last: usize,
    count: usize,
    holds: &'static str,
}

fn stretches(sheet: &Sheet<'_>) -> Vec<Stretch> {
    let text = &sheet.article.text;
    let mut found: Vec<Stretch> = Vec::new();
    let mut follows = false;
    let touched = touched(sheet);
    let known: HashSet<String> = touched.iter().map(|number| beginning(text.paragraph_str(*number))).collect();
    for number in 0..text.paragraph_count() {
        let words = text.paragraph_str(number);
        if words.trim().is_empty() {
            continue;
        }
        let holds = if touched.contains(&number) { None } else { held(sheet, number, words).filter(|_| !known.contains(&beginning(words))) };
        match (holds, found.last_mut().filter(|_| follows)) {
            (Some(_), Some(stretch)) => (stretch.last, stretch.count) = (number, stretch.count + 1),
            (Some(holds), None) => found.push(Stretch { first: number, last: number, count: 1, holds }),
            (None, _) => {}
        }
        follows = holds.is_some();
    }
    found
}

/// The paragraphs in which marks stand, of whatever state.
fn touched(sheet: &Sheet<'_>) -> HashSet<usize> {
    let text = &sheet.article.text;
    let ranges = sheet.project.marks_in(sheet.article.id).flat_map(|mark| mark.at.iter());
    ranges.flat_map(|range| text.paragraph_at(range.start())..=text.paragraph_at(range.end() - 1)).collect()
}

/// The letters with which a paragraph begins, to tell what was repeated.
fn beginning(words: &str) -> String {
    let end = words.char_indices().nth(LEAST).map_or(words.len(), |(byte, _)| byte);
    bare(words.get(..end).unwrap_or_default())
}

/// What a paragraph holds that could be checked.
fn held(sheet: &Sheet<'_>, number: usize, words: &str) -> Option<&'static str> {
    if weight(words) < LEAST || is_boilerplate(words) || sheet.article.block(number).is_some() {
        return None;
    }
    let range = TextRange::new(&sheet.article.text, sheet.article.text.paragraph(number))?;
    if sheet.article.zones_touching(range).next().is_some() {
        return None;
    }
    if has_number(words) {
        Some("a number")
    } else if has_quotation(words) {
        Some("a quotation")
    } else if reports(words) {
        Some("reported speech")
    } else {
        None
    }
}

fn told(sheet: &Sheet<'_>, stretch: &Stretch) -> Option<Hint> {
    let text = &sheet.article.text;
    let at = TextRange::new(text, text.paragraph(stretch.first).start..text.paragraph(stretch.last).end)?;
    let begin = shown::quoted(text.paragraph_str(stretch.first));
    let words = match stretch.count {
        1 => format!("the paragraph {begin} holds {} and has no mark", stretch.holds),
        many => format!("{many} paragraphs from {begin} on hold numbers, quotations or reported speech and have no mark"),
    };
    Some(Hint::at_article(Rule::UntouchedParagraphs, sheet.article, Some(at), words))
}

/// How long a paragraph is, up to what is asked for.
fn weight(words: &str) -> usize {
    let weight = |c: char| match c {
        '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{3ffff}' => 3,
        '\u{3040}'..='\u{30ff}' | '\u{ac00}'..='\u{d7a3}' => 2,
        _ => 1,
    };
    words.trim().chars().map(weight).sum()
}

/// Whether a number stands in the words that is no part of a name.
fn has_number(words: &str) -> bool {
    let is_number = |word: &str| {
        let inner = word.trim_matches(|c: char| !c.is_alphanumeric());
        let digits = inner.chars().filter(|c| c.is_numeric()).count();
        let letters = inner.chars().filter(|c| c.is_alphabetic()).count();
        digits > 0 && (letters == 0 || inner.starts_with(char::is_numeric) || !inner.is_ascii())
    };
    words.split_whitespace().any(|word| is_number(word) || NUMBERS.contains(&word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().as_str()))
}

/// Number words that are rarely anything else.
const NUMBERS: &[&str] = &[
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "hundred",
    "hundreds",
    "thousand",
    "thousands",
    "million",
    "millions",
    "billion",
    "billions",
    "dozen",
    "dozens",
    "percent",
];

/// Whether several words stand between quotation marks.
fn has_quotation(words: &str) -> bool {
    const OPEN: &[char] = &['“', '„', '«', '"', '「', '»'];
    const CLOSE: &[char] = &['”', '“', '»', '"', '」', '«'];
    let Some((_, rest)) = words.split_once(OPEN) else { return false };
    let inside = rest.split(CLOSE).next().unwrap_or(rest);
    inside.split_whitespace().count() >= QUOTATION || weight(inside) >= 3 * QUOTATION && !inside.is_ascii() && !inside.contains(' ')
}
