//! The headline: once in the text, as its first block, in the words that the page shows.

use super::find::is_prose;
use super::likeness::{likeness, squash};
use super::paragraph::Paragraph;
use crate::article::{Block, is_visible};

/// Finds the headline, makes it the first of the paragraphs and gives it; empty where the page has none.
pub(super) fn settle(everything: &[Paragraph], paragraphs: &mut Vec<Paragraph>, titles: &[String]) -> String {
    let shown = shown(everything, titles);
    let title = shown.map(|shown| one_line(&shown.text)).or_else(|| titles.first().cloned()).unwrap_or_default();
    if title.is_empty() {
        return title;
    }
    let squashed = squash(&title);
    // Only what stands before the text: a line in it may say the same.
    let first_words = paragraphs.iter().position(|paragraph| paragraph.letters > 2 * title.chars().count().max(60)).unwrap_or(paragraphs.len());
    let had_words = !paragraphs.is_empty();
    let mut number = 0;
    paragraphs.retain(|paragraph| {
        number += 1;
        !(number <= first_words + 1 && squash(&paragraph.text) == squashed)
    });
    if had_words {
        let letters = title.chars().filter(|c| is_visible(*c)).count();
        let first = shown.map_or(0, |shown| shown.first);
        paragraphs.insert(0, Paragraph { text: title.clone(), kind: Some(Block::Title), level: 1, letters, first, ..Paragraph::default() });
    }
    title
}

/// The one or two paragraphs of prose between the headline and the part that is the article: what the article says in short.
pub(super) fn standfirst(paragraphs: &[Paragraph], root: usize, titles: &[String]) -> Vec<Paragraph> {
    let Some(headline) = shown(paragraphs, titles).filter(|headline| headline.first < root) else { return Vec::new() };
    let between = || paragraphs.iter().filter(|paragraph| paragraph.first > headline.first && paragraph.first < root);
    let is_of_it = |paragraph: &&Paragraph| is_prose(paragraph) && paragraph.linked == 0 && matches!(paragraph.kind, None | Some(Block::ListItem));
    let found: Vec<Paragraph> = between().filter(is_of_it).cloned().collect();
    if found.len() <= 3 && between().map(|paragraph| paragraph.letters).sum::<usize>() <= 900 { found } else { Vec::new() }
}

/// The heading of the page that says what its titles say; without any title, its only heading of the first level.
fn shown<'a>(everything: &'a [Paragraph], titles: &[String]) -> Option<&'a Paragraph> {
    let mut headings = everything.iter().filter(|paragraph| paragraph.kind == Some(Block::Heading) && paragraph.letters <= 300);
    let likest =
        |heading: &&Paragraph| titles.iter().map(|title| likeness(&heading.text, title)).max().unwrap_or(0) * 10 + (7 - usize::from(heading.level.min(6)));
    let best = everything.iter().filter(|paragraph| paragraph.kind == Some(Block::Heading) && paragraph.letters <= 300).rev().max_by_key(likest);
    if let Some(best) = best.filter(|best| titles.iter().any(|title| likeness(&best.text, title) >= 60)) {
        return Some(best);
    }
    let mut first = headings.by_ref().filter(|heading| heading.level == 1);
    let only = first.next();
    only.filter(|_| first.next().is_none() && titles.is_empty())
}

fn one_line(text: &str) -> String {
    text.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}
