//! Which paragraphs of the part that is the article are none of its words.

use super::find::{ends_sentence, is_prose};
use super::likeness::{Words, squash};
use super::paragraph::Paragraph;
use crate::article::{Block, is_boilerplate, is_visible};
use std::collections::{HashMap, HashSet};

/// Drops what stands in the article's part and is not the article.
pub(super) fn trim(paragraphs: Vec<Paragraph>, byline: &str) -> Vec<Paragraph> {
    let mut kept = vec![true; paragraphs.len()];
    let drop_where = |kept: &mut Vec<bool>, range: std::ops::Range<usize>| kept.get_mut(range).into_iter().flatten().for_each(|kept| *kept = false);
    for run in runs(&paragraphs) {
        let part = paragraphs.get(run.clone()).unwrap_or_default();
        if part.iter().all(is_link_only) && part.iter().any(|paragraph| paragraph.level == 0) {
            drop_where(&mut kept, run);
        }
    }
    let often = often(&paragraphs);
    for (at, paragraph) in paragraphs.iter().enumerate() {
        if is_boilerplate(&paragraph.text) || is_markup(&paragraph.text) || often.contains(&paragraph.text) {
            drop_where(&mut kept, at..at + 1);
        }
    }
    if let Some(first) = paragraphs.iter().zip(&kept).position(|(paragraph, kept)| *kept && is_prose(paragraph)) {
        for (at, paragraph) in paragraphs.iter().enumerate().take(first) {
            if is_about_the_article(paragraph, byline) {
                drop_where(&mut kept, at..at + 1);
            }
        }
    }
    drop_repeats(&paragraphs, &mut kept);
    drop_glimpses(&paragraphs, &mut kept);
    drop_end(&paragraphs, &mut kept);
    paragraphs.into_iter().zip(kept).filter(|(_, kept)| *kept).map(|(paragraph, _)| paragraph).collect()
}

/// The paragraphs of a list or table together, others by themselves.
fn runs(paragraphs: &[Paragraph]) -> Vec<std::ops::Range<usize>> {
    let mut runs: Vec<std::ops::Range<usize>> = Vec::new();
    for (at, paragraph) in paragraphs.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| paragraphs.get(before));
        match runs.last_mut() {
            Some(run) if paragraph.group > 0 && before.is_some_and(|before| before.group == paragraph.group) => run.end = at + 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}

/// Nearly all of it is a link and it is no sentence; a label before the link does not count: “Read also: …”.
fn is_link_only(paragraph: &Paragraph) -> bool {
    let label = || paragraph.text.split_once([':', '：']).map_or(0, |(label, _)| label.chars().filter(|c| is_visible(*c)).count() + 1);
    let linked = paragraph.linked * 100 >= paragraph.letters * 80 || paragraph.linked > 0 && label() <= 25 && paragraph.linked + label() >= paragraph.letters;
    linked && paragraph.letters <= 150 && !is_sentence(&paragraph.text)
}

fn is_sentence(text: &str) -> bool {
    ends_sentence(text) && !text.ends_with(['?', '؟', '？', ':', '…'])
}

/// What was to be a picture, for browsers without scripts.
fn is_markup(text: &str) -> bool {
    ["<img ", "<iframe", "<script", "<a href", "<div"].iter().any(|tag| text.starts_with(tag)) && text.ends_with('>')
}

/// Short lines that stand three times and more, such as the name of a series under each of its pictures.
fn often(paragraphs: &[Paragraph]) -> HashSet<String> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for paragraph in paragraphs.iter().filter(|paragraph| paragraph.kind.is_none() && (8..=80).contains(&paragraph.letters) && !is_sentence(&paragraph.text)) {
        *counts.entry(&paragraph.text).or_default() += 1;
    }
    counts.retain(|_, count| *count >= 3);
    counts.into_keys().map(str::to_owned).collect()
}

/// A line between headline and text: who wrote it, when, how long it takes to read.
fn is_about_the_article(paragraph: &Paragraph, byline: &str) -> bool {
    if paragraph.letters > 100 || is_prose(paragraph) || matches!(paragraph.kind, Some(Block::Heading | Block::Caption | Block::Quote)) {
        return false;
    }
    let text = squash(&paragraph.text);
    let is_byline = !byline.is_empty() && text.contains(&squash(byline)) && paragraph.letters <= byline.chars().count() + 60;
    let has_digit = paragraph.text.chars().any(char::is_numeric);
    let words = paragraph.text.split_whitespace().count();
    is_byline || (paragraph.kind.is_none() && !is_sentence(&paragraph.text) && (words <= 3 || has_digit && words <= 14 || is_by(&paragraph.text)))
}

fn is_by(text: &str) -> bool {
    ["By ", "BY ", "by ", "Von ", "Par ", "Por ", "Written by", "Text: ", "Posted ", "Published", "Updated", "Last updated"]
        .iter()
        .any(|by| text.starts_with(by))
}

/// Paragraphs that stand twice are a page for two widths, if they follow each other both times, or one follows itself: a refrain or a
/// question that is asked again stays. A quotation whose words stand in a paragraph as well is an ornament.
fn drop_repeats(paragraphs: &[Paragraph], kept: &mut [bool]) {
    let is_quote = |paragraph: &Paragraph| paragraph.kind == Some(Block::Quote);
    let has_quotes = paragraphs.iter().any(is_quote);
    let all: String = paragraphs.iter().filter(|paragraph| has_quotes && !is_quote(paragraph)).map(|paragraph| squash(&paragraph.text)).collect();
    let words = Words::of(&all);
    let mut long: Vec<(usize, String)> = Vec::new();
    for (at, (paragraph, kept)) in paragraphs.iter().zip(kept.iter_mut()).enumerate().filter(|(_, (_, kept))| **kept) {
        let text = squash(&paragraph.text);
        *kept = !(is_quote(paragraph) && text.len() <= 300 && words.has(&text));
        if *kept && paragraph.letters >= 40 && paragraph.kind != Some(Block::TableRow) {
            long.push((at, text));
        }
    }
    let text = |place: usize| long.get(place).map(|(_, text)| text.as_str());
    let mut first: HashMap<&str, usize> = HashMap::new();
    for (place, (at, words)) in long.iter().enumerate() {
        let before = *first.entry(words).or_insert(place);
        let goes_on = text(place + 1).is_some() && text(place + 1) == text(before + 1);
        let went_on = before > 0 && text(place - 1) == text(before - 1);
        if before < place && (goes_on || went_on || text(place - 1) == Some(words)) {
            kept.get_mut(*at).into_iter().for_each(|kept| *kept = false);
        }
    }
}

/// Other articles at the end, each a heading that is a link, with a line or two.
fn drop_glimpses(paragraphs: &[Paragraph], kept: &mut [bool]) {
    let (mut letters, mut sentences, mut glimpses, mut start) = (0, false, 0, None);
    for (at, paragraph) in paragraphs.iter().enumerate().rev().filter(|(at, _)| kept.get(*at) == Some(&true)) {
        if paragraph.level > 0 && paragraph.linked * 10 >= paragraph.letters * 9 {
            glimpses += 1;
            letters = 0;
            if glimpses > 1 || !sentences {
                start = Some(at);
            }
            continue;
        }
        letters += paragraph.letters;
        sentences |= is_sentence(&paragraph.text);
        if letters > 250 {
            break;
        }
    }
    let letters = |from: usize| paragraphs.iter().zip(kept.iter()).skip(from).filter(|(_, kept)| **kept).map(|(paragraph, _)| paragraph.letters).sum::<usize>();
    // Much of the article is no end of it: a live report has such headings, too.
    let start = start.filter(|start| letters(*start) * 10 <= letters(0) * 3);
    kept.get_mut(start.unwrap_or(paragraphs.len())..).into_iter().flatten().for_each(|kept| *kept = false);
}

/// At the end nothing follows that headings and single words could be about.
fn drop_end(paragraphs: &[Paragraph], kept: &mut [bool]) {
    for (paragraph, kept) in paragraphs.iter().zip(kept).rev().filter(|(_, kept)| **kept) {
        let plain = paragraph.kind.is_none()
            && paragraph.letters <= 25
            && !is_prose(paragraph)
            && !paragraph.text.contains(['.', '!', '?', '。', '！', '？', '۔', '؟', '।']);
        let links = paragraph.linked * 2 >= paragraph.letters && !is_sentence(&paragraph.text);
        if !(plain || links || paragraph.level > 0) {
            break;
        }
        *kept = false;
    }
}
