//! Which part of a page is the article.
//!
//! What the page says of its parts is weighed against where its prose stands: paragraphs that are long and are no links. Publishers' own
//! words for machines (`articleBody`) are the best judge, where their words are in the page.

use super::hints::Hint;
use super::likeness::{Words, squash};
use super::names;
use super::paragraph::Paragraph;
use super::tree::Tree;
use crate::article::Block;
use crate::article::has_no_spaces;
use crate::article::limits::HTML_BODY_BYTES;
use std::ops::Range;

/// A page's paragraphs, and how much prose there is before each node.
pub(super) struct Prose<'a> {
    pub(super) tree: &'a Tree<'a>,
    pub(super) paragraphs: &'a [Paragraph],
    /// For each node: the prose before it, and all visible characters before it.
    before: Vec<(usize, usize)>,
}

/// The least visible characters of prose, and of prose in scripts that write a word in one or two.
pub(super) const PROSE: usize = 60;

impl<'a> Prose<'a> {
    pub(super) fn of(tree: &'a Tree<'a>, paragraphs: &'a [Paragraph]) -> Self {
        let mut before = vec![(0, 0); tree.nodes.len() + 2];
        for paragraph in paragraphs {
            if let Some((prose, all)) = before.get_mut(paragraph.first + 1) {
                *prose += prose_of(paragraph);
                *all += paragraph.letters;
            }
        }
        let mut sums = (0, 0);
        for (prose, all) in &mut before {
            sums = (sums.0 + *prose, sums.1 + *all);
            (*prose, *all) = sums;
        }
        Self { tree, paragraphs, before }
    }

    fn between(&self, nodes: Range<usize>) -> (usize, usize) {
        let at = |node: usize| self.before.get(node).copied().unwrap_or_default();
        let (start, end) = (at(nodes.start), at(nodes.end));
        (end.0.saturating_sub(start.0), end.1.saturating_sub(start.1))
    }

    /// How many characters of prose are in a node.
    pub(super) fn in_node(&self, at: usize) -> usize {
        self.between(at..self.tree.end(at)).0
    }

    /// How many visible characters are in a node.
    pub(super) fn letters_in(&self, at: usize) -> usize {
        self.between(at..self.tree.end(at)).1
    }
}

/// How much of a paragraph is prose: all of it or nothing.
pub(super) fn prose_of(paragraph: &Paragraph) -> usize {
    if is_prose(paragraph) { paragraph.letters - paragraph.linked } else { 0 }
}

/// Long and no link, or shorter but ending as a sentence does.
pub(super) fn is_prose(paragraph: &Paragraph) -> bool {
    let free = paragraph.linked * 10 <= paragraph.letters * 4;
    if !free || paragraph.level > 0 {
        return false;
    }
    let most = |is: fn(char) -> bool| paragraph.text.chars().filter(|c| is(*c)).count() * 2 > paragraph.letters;
    // A word of Chinese is two signs; Thai and its neighbours have no mark at the end of a sentence.
    let letters = if most(has_no_spaces) { paragraph.letters * 2 } else { paragraph.letters };
    let unmarked = || most(|c| matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'));
    letters >= 2 * PROSE || letters >= PROSE / 2 && (ends_sentence(&paragraph.text) || unmarked())
}

/// Whether the last words end a sentence, in any script that marks it.
pub(super) fn ends_sentence(text: &str) -> bool {
    let closing = |c: char| c.is_whitespace() || "\"'”’»)）」』".contains(c);
    text.trim_end_matches(closing).ends_with(['.', '!', '?', '…', '。', '！', '？', '۔', '؟', '।', ':'])
}

/// Where the article is.
pub(super) struct Found {
    /// The node that holds it.
    pub(super) root: usize,
    /// Between which nodes in it its words begin, where that is known for sure.
    pub(super) between: Option<(usize, usize)>,
}

impl Found {
    /// The article's paragraphs; captions before and after what is known stay.
    pub(super) fn paragraphs(&self, tree: &Tree<'_>, all: &[Paragraph]) -> Vec<Paragraph> {
        let known = |paragraph: &Paragraph| self.between.is_none_or(|(first, last)| (first..=last).contains(&paragraph.first));
        let is_of_it = |paragraph: &Paragraph| known(paragraph) || matches!(paragraph.kind, Some(Block::Caption | Block::TableRow));
        let inside = all.iter().filter(|paragraph| (self.root..tree.end(self.root)).contains(&paragraph.first));
        inside.filter(|paragraph| is_of_it(paragraph)).cloned().collect()
    }
}

/// Finds the article.
pub(super) fn article(prose: &Prose<'_>, hints: &[Hint], body: &str) -> Found {
    if let Some(found) = judged(prose, body) {
        return found;
    }
    let top = climb(prose, densest(prose));
    let told = told(prose, hints);
    // What the page calls its article is believed unless much of the prose that stands together is elsewhere.
    let root = told.filter(|told| prose.in_node(*told) * 10 >= prose.in_node(top) * 6).unwrap_or(top);
    Found { root, between: None }
}

/// The smallest node that holds nearly all paragraphs which stand in the words for machines.
fn judged(prose: &Prose<'_>, body: &str) -> Option<Found> {
    let body = squash(super::tokens::cut(body, HTML_BODY_BYTES));
    let length = body.chars().count();
    if length < 200 {
        return None;
    }
    let words = Words::of(&body);
    let matched: Vec<&Paragraph> = prose.paragraphs.iter().filter(|paragraph| paragraph.letters >= 20 && words.has(&squash(&paragraph.text))).collect();
    let all: usize = matched.iter().map(|paragraph| paragraph.letters).sum();
    if all * 2 < length {
        return None;
    }
    let root = smallest_with(prose.tree, &matched, all)?;
    let inside: Vec<usize> = matched.iter().map(|paragraph| paragraph.first).filter(|first| (root..prose.tree.end(root)).contains(first)).collect();
    let between = inside.first().copied().zip(inside.last().copied()).filter(|_| all * 10 >= length * 9);
    Some(Found { root, between })
}

/// The smallest node with nearly all of these paragraphs.
fn smallest_with(tree: &Tree<'_>, paragraphs: &[&Paragraph], all: usize) -> Option<usize> {
    let inside =
        |at: usize| paragraphs.iter().filter(|paragraph| (at..tree.end(at)).contains(&paragraph.first)).map(|paragraph| paragraph.letters).sum::<usize>();
    let first = paragraphs.get(paragraphs.len() / 2)?.first;
    tree.ancestors(first).find(|at| inside(*at) * 100 >= all * 93)
}

/// What the page says is the article: an element with the article's words, `article`, `main`.
fn told(prose: &Prose<'_>, hints: &[Hint]) -> Option<usize> {
    let tree = prose.tree;
    let best = |wanted: &dyn Fn(usize) -> bool| {
        let found: Vec<usize> = (1..tree.nodes.len()).filter(|at| wanted(*at) && prose.in_node(*at) > 0).collect();
        let most = found.iter().copied().max_by_key(|at| (prose.in_node(*at), *at))?;
        // Several pieces of one text: what holds them. Much shorter ones are glimpses of other articles.
        let pieces = outermost(tree, &found).map(|at| prose.in_node(at)).filter(|piece| piece * 5 >= prose.in_node(most));
        let together: usize = pieces.sum();
        if together * 10 <= prose.in_node(most) * 11 {
            return Some(most);
        }
        tree.ancestors(most).find(|at| prose.in_node(*at) * 10 >= together * 9)
    };
    let bodies = best(&|at| hints.get(at) == Some(&Hint::Body));
    let articles = || best(&|at| tree.name(at) == "article");
    let mains = || best(&|at| tree.name(at) == "main" || tree.get(at).is_some_and(|node| node.attribute("role") == "main"));
    let outer = articles().or_else(mains);
    match (bodies, outer) {
        (Some(body), Some(outer)) if prose.in_node(body) * 10 >= prose.in_node(outer) * 6 => Some(body),
        (Some(body), None) => Some(body),
        (_, outer) => outer,
    }
}

/// Those of the nodes that are in none of the others.
fn outermost<'n>(tree: &'n Tree<'_>, nodes: &'n [usize]) -> impl Iterator<Item = usize> + 'n {
    let mut end = 0;
    nodes.iter().copied().filter(move |at| {
        let outer = *at >= end;
        if outer {
            end = tree.end(*at);
        }
        outer
    })
}

/// The element with the most prose directly in it, that a little below it counting less.
fn densest(prose: &Prose<'_>) -> usize {
    let tree = prose.tree;
    let mut points = vec![0_usize; tree.nodes.len()];
    for paragraph in prose.paragraphs {
        let (mut share, weight) = (0, prose_of(paragraph).min(1000));
        if weight == 0 {
            continue;
        }
        for at in tree.ancestors(paragraph.first).filter(|at| names::is_block(tree.name(*at))) {
            if share == 0 && matches!(tree.name(at), "p" | "pre" | "li" | "blockquote" | "td" | "dd") {
                continue;
            }
            share += 1;
            if let Some(points) = points.get_mut(at) {
                *points += weight * 12 / share;
            }
            if share == 4 {
                break;
            }
        }
    }
    points.iter().enumerate().max_by_key(|(at, points)| (**points, *at)).map_or(0, |(at, _)| at)
}

/// Goes up while that brings more prose and little else: the article may stand in several sections.
fn climb(prose: &Prose<'_>, start: usize) -> usize {
    let tree = prose.tree;
    let mut best = start;
    for at in tree.ancestors(start) {
        if matches!(tree.name(at), "body" | "html") && best != start {
            break;
        }
        let more = prose.in_node(at).saturating_sub(prose.in_node(best));
        let other = prose.letters_in(at).saturating_sub(prose.letters_in(best));
        if more * 10 >= prose.in_node(best) && more * 10 >= other * 6 {
            best = at;
        }
    }
    best
}
