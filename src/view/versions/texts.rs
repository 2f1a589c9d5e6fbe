//! The two texts in rows: paragraphs beside each other, long ones cut where both are the same.

use crate::article::Block;
use crate::project::Project;
use crate::session::{Comparing, Other};
use crate::text::{Comparison, ParagraphPair, Text, TextRange, grapheme_floor, next_grapheme};
use crate::view::counted;
use std::ops::Range;

/// The most bytes of a paragraph that stand in one row; longer ones are cut where both texts are the same.
const PASSAGE: usize = 4096;
/// How many paragraphs that are the same stand around one that changed.
const AROUND: usize = 1;

/// A stretch of one of the texts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Passage {
    /// Its bytes in that text.
    pub bytes: Range<usize>,
    /// What of it is gone, or has come: bytes of that text.
    pub changed: Vec<TextRange>,
    /// What the paragraph is, where it is not plain.
    pub block: Option<Block>,
}

/// A paragraph, or a part of a long one, in both texts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pair {
    /// In the older text.
    pub old: Option<Passage>,
    /// In the newer text.
    pub new: Option<Passage>,
    /// Whether both are the same.
    pub is_same: bool,
    /// Whether it stands unchanged elsewhere on the other side.
    pub is_moved: bool,
}

/// A row of the texts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Line {
    /// A pair, by its number.
    Pair(usize),
    /// Pairs that are the same and are not shown.
    Same(Range<usize>),
}

/// The two texts, compared for the eye.
#[derive(Clone, Debug)]
pub struct Texts {
    /// Everything, in order.
    pub pairs: Vec<Pair>,
    /// What changed, in words.
    pub summary: String,
}

/// The two texts in rows.
pub fn texts(project: &Project, comparing: &Comparing) -> Texts {
    let comparison = comparing.carriage.comparison();
    let paragraphs = comparison.paragraphs();
    let [old_blocks, new_blocks] = blocks(project, comparing);
    let mut pairs = Vec::with_capacity(paragraphs.len());
    for pair in &paragraphs {
        push_pair(comparison, pair, [old_blocks, new_blocks], &mut pairs);
    }
    Texts { summary: summary(comparison, &paragraphs), pairs }
}

/// The rows: all pairs, or those that changed with a little around them.
pub fn lines(texts: &Texts, is_whole: bool) -> Vec<Line> {
    if is_whole {
        return (0..texts.pairs.len()).map(Line::Pair).collect();
    }
    let mut is_shown = vec![false; texts.pairs.len()];
    for (index, _) in texts.pairs.iter().enumerate().filter(|(_, pair)| !pair.is_same) {
        // Empty paragraphs tell nothing of what stands around.
        let before = (0..index).rev().filter(|other| !is_blank(texts, *other)).take(AROUND);
        let after = (index + 1..texts.pairs.len()).filter(|other| !is_blank(texts, *other)).take(AROUND);
        for shown in before.chain([index]).chain(after) {
            if let Some(shown) = is_shown.get_mut(shown) {
                *shown = true;
            }
        }
    }
    let mut lines = Vec::new();
    for (index, shown) in is_shown.iter().enumerate() {
        match (shown, lines.last_mut()) {
            (true, _) => lines.push(Line::Pair(index)),
            (false, Some(Line::Same(range))) => range.end = index + 1,
            (false, _) => lines.push(Line::Same(index..index + 1)),
        }
    }
    // What hides nothing but empty paragraphs hides nothing.
    lines.retain(|line| !matches!(line, Line::Same(range) if range.clone().all(|index| is_blank(texts, index))));
    lines
}

/// How many paragraphs with words a hidden stretch holds.
pub fn hidden(texts: &Texts, range: &Range<usize>) -> usize {
    range.clone().filter(|index| !is_blank(texts, *index)).count()
}

type Blocks<'a> = &'a [(u32, Block)];

fn blocks<'a>(project: &'a Project, comparing: &'a Comparing) -> [Blocks<'a>; 2] {
    let article = project.article(comparing.article).map(|article| article.blocks.as_slice()).unwrap_or_default();
    match &comparing.other {
        Other::New { draft, .. } => [article, &draft.blocks],
        Other::Earlier(version) => [project.version(*version).map(|version| version.blocks.as_slice()).unwrap_or_default(), article],
    }
}

fn block(blocks: Blocks<'_>, paragraph: usize) -> Option<Block> {
    let place = blocks.binary_search_by_key(&paragraph, |(number, _)| *number as usize).ok()?;
    blocks.get(place).map(|(_, block)| *block)
}

fn is_blank(texts: &Texts, index: usize) -> bool {
    texts.pairs.get(index).is_some_and(|pair| [&pair.old, &pair.new].into_iter().flatten().all(|passage| passage.bytes.is_empty()))
}

/// A pair of paragraphs as one row, or as several where they are long.
fn push_pair(comparison: &Comparison, pair: &ParagraphPair, [old_blocks, new_blocks]: [Blocks<'_>; 2], pairs: &mut Vec<Pair>) {
    let old = pair.old.map(|number| (comparison.old().paragraph(number), block(old_blocks, number)));
    let new = pair.new.map(|number| (comparison.new_text().paragraph(number), block(new_blocks, number)));
    let passage = |bytes: Range<usize>, all: &[TextRange], block: Option<Block>| {
        let first = all.partition_point(|range| range.end() <= bytes.start);
        let inside = all.iter().skip(first).take_while(|range| range.start() < bytes.end).copied();
        Passage { changed: inside.collect(), bytes, block }
    };
    for (old_bytes, new_bytes) in cuts(comparison, old.as_ref().map(|(bytes, _)| bytes.clone()), new.as_ref().map(|(bytes, _)| bytes.clone())) {
        let old = old.as_ref().zip(old_bytes).map(|((_, block), bytes)| passage(bytes, &pair.gone, *block));
        let new = new.as_ref().zip(new_bytes).map(|((_, block), bytes)| passage(bytes, &pair.come, *block));
        let is_same = pair.is_same || [&old, &new].into_iter().all(|side| side.as_ref().is_some_and(|passage| passage.changed.is_empty()));
        pairs.push(Pair { old, new, is_same, is_moved: pair.moved });
    }
}

type Sides = (Option<Range<usize>>, Option<Range<usize>>);

/// Cuts long paragraphs into passages, both at the same place where there is one.
fn cuts(comparison: &Comparison, old: Option<Range<usize>>, new: Option<Range<usize>>) -> Vec<Sides> {
    let mut rows = Vec::new();
    let (mut old, mut new) = (old, new);
    loop {
        let is_long = |side: &Option<Range<usize>>| side.as_ref().is_some_and(|side| side.len() > PASSAGE);
        if !is_long(&old) && !is_long(&new) {
            rows.push((old, new));
            return rows;
        }
        let at = match (&old, &new) {
            (Some(old), Some(new)) => common_cut(comparison, old, new),
            (Some(old), None) => (Some(cut(comparison.old(), old)), None),
            (None, Some(new)) => (None, Some(cut(comparison.new_text(), new))),
            (None, None) => return rows,
        };
        let take = |side: &mut Option<Range<usize>>, at: Option<usize>| {
            let (side, at) = (side.as_mut()?, at?);
            let taken = side.start..at;
            side.start = at;
            Some(taken)
        };
        rows.push((take(&mut old, at.0), take(&mut new, at.1)));
    }
}

/// Where both sides can be cut: inside what is the same in both, as far as the rows stay short; else each where it is.
fn common_cut(comparison: &Comparison, old: &Range<usize>, new: &Range<usize>) -> (Option<usize>, Option<usize>) {
    let far = cut(comparison.old(), old);
    let stretches = comparison.stretches();
    let behind = stretches.partition_point(|stretch| stretch.old.start < far);
    let mut before = stretches.get(..behind).unwrap_or_default().iter().rev().filter(|stretch| stretch.is_same && stretch.old.end > old.start);
    let fits = |stretch: &&crate::text::Stretch| {
        let at = far.min(stretch.old.end);
        let there = stretch.new.start + (at - stretch.old.start);
        (at > old.start && there > new.start && there <= new.end && there - new.start <= 2 * PASSAGE).then_some((Some(at), Some(there)))
    };
    let common = before.by_ref().take(64).find_map(|stretch| fits(&stretch));
    common.unwrap_or_else(|| (Some(far), Some(cut(comparison.new_text(), new))))
}

fn cut(text: &Text, bytes: &Range<usize>) -> usize {
    if bytes.len() <= PASSAGE {
        return bytes.end;
    }
    let within = text.slice(bytes.start..bytes.end);
    let at = grapheme_floor(within, PASSAGE);
    let word = within.get(..at).and_then(|before| before.rfind(' ')).map(|space| space + 1).filter(|word| *word > PASSAGE / 2);
    match word.unwrap_or(at) {
        0 => next_grapheme(text.as_str(), bytes.start).min(bytes.end),
        at => bytes.start + at,
    }
}

fn summary(comparison: &Comparison, pairs: &[ParagraphPair]) -> String {
    let has_words = |text: &Text, number: Option<usize>| number.is_some_and(|number| !text.paragraph(number).is_empty());
    let (mut changed, mut come, mut gone, mut moved) = (0, 0, 0, 0);
    for pair in pairs.iter().filter(|pair| !pair.is_same) {
        match (has_words(comparison.old(), pair.old), has_words(comparison.new_text(), pair.new)) {
            (true, true) => changed += 1,
            (false, true) if pair.moved => moved += 1,
            (true, false) if pair.moved => {}
            (false, true) => come += 1,
            (true, false) => gone += 1,
            (false, false) => {}
        }
    }
    let part = |count: usize, word: &str, is_first: bool| match (count, is_first) {
        (0, _) => None,
        (count, true) => Some(format!("{} {word}", counted(count, "paragraph"))),
        (count, false) => Some(format!("{count} {word}")),
    };
    let mut parts: Vec<String> = Vec::new();
    for (count, word) in [(changed, "changed"), (come, "new"), (gone, "gone"), (moved, "moved")] {
        parts.extend(part(count, word, parts.is_empty()));
    }
    if parts.is_empty() { "Only empty lines differ".to_owned() } else { parts.join(", ") }
}
