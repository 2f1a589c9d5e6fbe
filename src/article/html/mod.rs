//! Web pages and other HTML. [`read`] finds the article in a page; [`whole`] and [`put`] take all words that can be seen.
//!
//! A page becomes a tree ([`tree`]), a part of the tree becomes paragraphs ([`walk`]); which part is the article is found by what the page
//! says of its parts ([`hints`], [`meta`]) and by where its prose stands ([`find`]); what is left of furniture goes at last ([`trim`]).

mod encoding;
mod find;
mod headline;
mod hints;
mod json_ld;
mod likeness;
mod lists;
mod meta;
mod names;
mod paragraph;
#[cfg(test)]
mod read_tests;
mod references;
mod tables;
mod tokens;
mod tree;
mod trim;
mod walk;
#[cfg(test)]
mod whole_tests;

pub(super) use encoding::declared_encoding;
pub(super) use names::{is_block, known};
pub(super) use references::decoded_closed;

use super::paper::{Group, Page, Paper};
use super::{Block, Refusal, is_visible};
use find::Prose;
use hints::Hint;
use paragraph::Paragraph;
use tree::Tree;

/// Finds the article in a web page.
///
/// # Errors
/// Refuses a page without words.
pub(super) fn read(source: &str) -> Result<Page, Refusal> {
    let tree = Tree::of(source);
    let about = meta::about(&tree);
    let hidden: Vec<bool> = (0..tree.nodes.len()).map(|at| is_hidden(&tree, at)).collect();
    let is_hidden = |at: usize| hidden.get(at) == Some(&true);
    let everything = walk::paragraphs(&tree, 0, is_hidden);
    let mut paragraphs = article(&tree, &everything, is_hidden, &about);
    if paragraphs.is_empty() {
        // The words may be shown by a script that cannot run here.
        paragraphs = walk::paragraphs(&tree, 0, |_| false);
    }
    let title = headline::settle(if everything.is_empty() { paragraphs.clone() } else { everything }.as_slice(), &mut paragraphs, &about.titles);
    let letters =
        |paragraphs: &[Paragraph]| paragraphs.iter().filter(|paragraph| paragraph.kind != Some(Block::Title)).map(|paragraph| paragraph.letters).sum::<usize>();
    let body = of_body(&about.body, &title);
    if letters(&paragraphs) * 2 < letters(&body) {
        paragraphs = body;
    }
    let mut paper = Paper::default();
    put_down(&paragraphs, &mut paper);
    if !paper.text().chars().any(is_visible) {
        return Err(Refusal::Empty);
    }
    Ok(Page { title, origin: about.origin, paper, ..Page::default() })
}

/// The paragraphs of the article, found with more and more trust in what is there.
fn article(tree: &Tree<'_>, everything: &[Paragraph], is_hidden: impl Fn(usize) -> bool, about: &meta::About) -> Vec<Paragraph> {
    let hints = hints::hints(tree);
    let all = Prose::of(tree, everything);
    let total = all.in_node(0);
    // A part with much of the page's prose is not what its name says; readers' comments may be longer than what they are about.
    let is_furniture = |at: usize| hints.get(at) == Some(&Hint::Furniture) && all.in_node(at) * 10 < total * 4;
    let is_comments = |at: usize| hints.get(at) == Some(&Hint::Comments) && all.in_node(at) + find::PROSE < total;
    let found = |left_out: &dyn Fn(usize) -> bool| {
        let paragraphs = walk::paragraphs(tree, 0, left_out);
        let prose = Prose::of(tree, &paragraphs);
        let found = find::article(&prose, &hints, &about.body);
        let mut inside = found.paragraphs(tree, &paragraphs);
        inside.splice(0..0, headline::standfirst(&paragraphs, found.root, &about.titles));
        trim::trim(inside, &about.origin.byline)
    };
    let letters = |paragraphs: &[Paragraph]| paragraphs.iter().map(|paragraph| paragraph.letters).sum::<usize>();
    let strict = found(&|at| is_hidden(at) || is_comments(at) || is_furniture(at));
    if letters(&strict) >= ENOUGH {
        return strict;
    }
    let lenient = found(&|at| is_hidden(at) || is_comments(at));
    let best = if letters(&lenient) > 2 * letters(&strict) { lenient } else { strict };
    if letters(&best) > 0 { best } else { everything.to_vec() }
}

/// An article of fewer visible characters is looked for a second time.
const ENOUGH: usize = 250;

/// The words that a page says for machines, where the page shows less: it may be behind a wall, or filled in by a script.
fn of_body(body: &str, title: &str) -> Vec<Paragraph> {
    let paragraph =
        |text: &str, kind| Paragraph { text: text.to_owned(), kind, letters: text.chars().filter(|c| is_visible(*c)).count(), ..Paragraph::default() };
    let lines = body.lines().map(str::trim).filter(|line| line.chars().any(is_visible)).map(|line| paragraph(line, None));
    let mut all: Vec<Paragraph> = lines.collect();
    if !all.is_empty() && !title.is_empty() {
        all.insert(0, paragraph(title, Some(Block::Title)));
    }
    all
}

/// All visible words of a page or a piece of one: a chapter, a mail. The first heading of the first level is its title.
pub(super) fn whole(source: &str) -> Paper {
    let mut paper = Paper::default();
    put(source, &mut paper, Block::Title);
    paper
}

/// Puts down all visible words of a page or a piece of one. `first` is what its first heading of the first level is, `Title` or `Heading`.
pub(super) fn put(source: &str, paper: &mut Paper, first: Block) {
    let tree = Tree::of(source);
    let mut paragraphs = walk::paragraphs(&tree, 0, |at| is_hidden(&tree, at));
    if let Some(title) = paragraphs.iter_mut().find(|paragraph| paragraph.level == 1 && paragraph.kind == Some(Block::Heading)) {
        title.kind = Some(first);
    }
    put_down(&paragraphs, paper);
}

fn put_down(paragraphs: &[Paragraph], paper: &mut Paper) {
    let mut open = (0, Group::NONE);
    for paragraph in paragraphs {
        if paragraph.group != open.0 {
            open = (paragraph.group, if paragraph.group == 0 { Group::NONE } else { paper.open_group() });
        }
        paper.put(&paragraph.text, paragraph.kind, open.1);
    }
}

/// Whether the page says of an element that it is not shown.
fn is_hidden(tree: &Tree<'_>, at: usize) -> bool {
    let Some(node) = tree.get(at) else { return false };
    if node.name == "dialog" && node.attribute_if_there("open").is_none() {
        return true;
    }
    node.attributes().any(|(name, value)| match name.len() {
        5 if name.eq_ignore_ascii_case("style") => {
            let style: String = value.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
            style.contains("display:none") || style.contains("visibility:hidden")
        }
        6 => name.eq_ignore_ascii_case("hidden") && !value.eq_ignore_ascii_case("until-found"),
        _ => false,
    })
}
