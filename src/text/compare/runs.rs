//! What two texts have in common, as runs of bytes: first whole paragraphs, then words between them.

use crate::text::Text;
use crate::text::align::{Run, Work, align};
use std::collections::HashMap;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// So many words in a row hold large pieces together.
const RARE_WORDS: [usize; 3] = [16, 5, 2];
/// From so many bytes on a paragraph is told from all others by its text alone.
const TELLING: usize = 24;

/// Equal bytes of both texts, in order. No run begins or ends inside a word, except where a paragraph's end is cut off.
pub(super) fn runs(old: &Text, new: &Text) -> Vec<Run> {
    let mut work = Work::for_lengths(old.len(), new.len());
    let mut numbers = Numbers::default();
    let olds: Vec<u32> = (0..old.paragraph_count()).map(|i| numbers.of(old.paragraph_str(i))).collect();
    let news: Vec<u32> = (0..new.paragraph_count()).map(|i| numbers.of(new.paragraph_str(i))).collect();
    let mut equal = align(&olds, &news, &[1], &mut work);
    // An empty line is like every other: by itself it would part what belongs together.
    equal.retain(|run| (run.old..run.old + run.len).any(|index| !old.paragraph_str(index).trim().is_empty()));
    let mut blocks = Vec::new();
    for run in &equal {
        for (i, j) in (run.old..run.old + run.len).zip(run.new..run.new + run.len) {
            let (a, b) = (old.paragraph(i), new.paragraph(j));
            let feed = usize::from(a.end < old.len() && b.end < new.len());
            push(&mut blocks, Run { old: a.start, new: b.start, len: a.len() + feed });
        }
    }
    let (old_moved, new_moved) = moved(old, (&olds, &news), &equal, numbers.count());
    let mut all = Vec::with_capacity(blocks.len() * 2);
    let (mut old_from, mut new_from) = (0, 0);
    let end = Run { old: old.len(), new: new.len(), len: 0 };
    for block in blocks.iter().chain([&end]) {
        let (a, b) = (old_from..block.old, new_from..block.new);
        if !a.is_empty() && !b.is_empty() {
            words((old, a, &old_moved), (new, b, &new_moved), &mut work, &mut all);
        }
        push(&mut all, *block);
        (old_from, new_from) = (block.old + block.len, block.new + block.len);
    }
    all
}

/// Adds a run unless it is empty, joined to the last one where it goes on.
pub(super) fn push(runs: &mut Vec<Run>, run: Run) {
    match runs.last_mut() {
        _ if run.len == 0 => {}
        Some(last) if last.old + last.len == run.old && last.new + last.len == run.new => last.len += run.len,
        _ => runs.push(run),
    }
}

/// Numbers for strings: equal strings have equal numbers, counted in the order in which they are first met.
#[derive(Default)]
struct Numbers<'t>(HashMap<&'t str, u32>);

impl<'t> Numbers<'t> {
    fn of(&mut self, string: &'t str) -> u32 {
        let next = self.0.len() as u32;
        *self.0.entry(string).or_insert(next)
    }

    fn count(&self) -> usize {
        self.0.len()
    }
}

/// For each paragraph of both texts whether it stands once in either and was moved. Its words are no likeness for those it was
/// moved between.
fn moved(text: &Text, (old, new): (&[u32], &[u32]), equal: &[Run], count: usize) -> (Vec<bool>, Vec<bool>) {
    let mut times = vec![(0_u32, 0_u32); count];
    let mut note = |number: &u32, side: fn(&mut (u32, u32)) -> &mut u32| {
        if let Some(times) = times.get_mut(*number as usize) {
            *side(times) += 1;
        }
    };
    old.iter().for_each(|number| note(number, |times| &mut times.0));
    new.iter().for_each(|number| note(number, |times| &mut times.1));
    for (index, number) in old.iter().enumerate() {
        if text.paragraph(index).len() < TELLING {
            note(number, |times| &mut times.0);
        }
    }
    for run in equal {
        old.iter().skip(run.old).take(run.len).for_each(|number| note(number, |times| &mut times.0));
    }
    let is_moved = |number: &u32| times.get(*number as usize) == Some(&(1, 1));
    (old.iter().map(is_moved).collect(), new.iter().map(is_moved).collect())
}

/// A part of a text, and which of its paragraphs were moved.
type Part<'t> = (&'t Text, Range<usize>, &'t [bool]);

/// Adds the words that two parts have in common.
fn words<'t>(old: Part<'t>, new: Part<'t>, work: &mut Work, runs: &mut Vec<Run>) {
    let mut numbers = Numbers::default();
    let (old_at, olds) = tokens(old, &mut numbers);
    let (new_at, news) = tokens(new, &mut numbers);
    for run in align(&olds, &news, &RARE_WORDS, work) {
        for ((a, len), (b, _)) in old_at.iter().skip(run.old).zip(new_at.iter().skip(run.new)).take(run.len) {
            push(runs, Run { old: *a, new: *b, len: *len });
        }
    }
}

/// The words, spaces and signs of a part with their places and lengths in bytes. Scripts without spaces are cut into graphemes.
fn tokens<'t>((text, part, moved): Part<'t>, numbers: &mut Numbers<'t>) -> (Vec<(usize, usize)>, Vec<u32>) {
    let (mut places, mut all) = (Vec::new(), Vec::new());
    for index in text.paragraph_at(part.start)..=text.paragraph_at(part.end.saturating_sub(1)) {
        if moved.get(index).copied().unwrap_or(false) {
            continue;
        }
        let paragraph = text.paragraph(index);
        let start = paragraph.start.max(part.start);
        let words = text.slice(start..(paragraph.end + 1).min(part.end));
        for (at, word) in words.split_word_bound_indices() {
            places.push((start + at, word.len()));
            all.push(numbers.of(word));
        }
    }
    (places, all)
}
