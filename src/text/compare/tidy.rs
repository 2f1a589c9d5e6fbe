//! Makes a comparison readable: chance likenesses inside of what was rewritten go, and likenesses inside of a changed word come.

use super::runs::push;
use crate::text::Text;
use crate::text::align::Run;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// How often likenesses are looked through: each that goes may make others chance ones.
const ROUNDS: usize = 6;
/// Bytes of the longest word into which one looks.
const LONG_WORD: usize = 128;
/// Graphemes that two words must at least have in common.
const COMMON: usize = 3;

/// The runs without chance likenesses and with those inside of words.
pub(super) fn tidy(old: &Text, new: &Text, mut runs: Vec<Run>) -> Vec<Run> {
    for _ in 0..ROUNDS {
        let before = runs.len();
        runs = without_chance(old, new, &runs);
        if runs.len() == before {
            break;
        }
    }
    let mut all = Vec::with_capacity(runs.len());
    let (mut old_from, mut new_from) = (0, 0);
    let end = Run { old: old.len(), new: new.len(), len: 0 };
    for run in runs.iter().chain([&end]) {
        inside_word(old, new, (old_from..run.old, new_from..run.new), &mut all);
        push(&mut all, *run);
        (old_from, new_from) = (run.old + run.len, run.new + run.len);
    }
    all
}

/// What changed between two runs.
struct Change<'t> {
    old: &'t str,
    new: &'t str,
    /// Code points of the longer side; none where nothing but signs and spaces changed.
    size: usize,
}

impl<'t> Change<'t> {
    fn new(old: &'t Text, new: &'t Text, (a, b): (Range<usize>, Range<usize>)) -> Self {
        let (olds, news) = (old.slice(a.clone()), new.slice(b.clone()));
        let count = |text: &Text, range: Range<usize>| text.code_points().before(range.end) - text.code_points().before(range.start);
        let size = if has_words(olds) || has_words(news) { count(old, a).max(count(new, b)) } else { 0 };
        Self { old: olds, new: news, size }
    }

    /// Whether one word stands for one word.
    fn is_one_for_one(&self) -> bool {
        let is_one = |words: &str| !words.is_empty() && !words.contains(char::is_whitespace);
        is_one(self.old) && is_one(self.new)
    }
}

fn has_words(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// Whether a whole paragraph with words in it is among what both texts have at these bytes.
fn has_paragraph((old, old_at): (&Text, usize), (new, new_at): (&Text, usize), shared: &str) -> bool {
    let is_start = |text: &Text, byte: usize| byte == 0 || text.slice(byte - 1..byte) == "\n";
    let is_end = |text: &Text, byte: usize| byte == text.len() || text.slice(byte..byte + 1) == "\n";
    let starts = is_start(old, old_at) && is_start(new, new_at);
    let ends = is_end(old, old_at + shared.len()) && is_end(new, new_at + shared.len());
    let mut lines = shared.split('\n').skip(usize::from(!starts)).peekable();
    std::iter::from_fn(|| lines.next().filter(|_| ends || lines.peek().is_some())).any(has_words)
}

/// A word between two others that were both replaced by longer ones is there by chance; so is a space or sign, unless it stands
/// between single words. Whole paragraphs stay.
fn without_chance(old: &Text, new: &Text, runs: &[Run]) -> Vec<Run> {
    let mut kept: Vec<Run> = Vec::with_capacity(runs.len());
    let end = Run { old: old.len(), new: new.len(), len: 0 };
    for (run, next) in runs.iter().zip(runs.iter().skip(1).chain([&end])) {
        let (old_from, new_from) = kept.last().map_or((0, 0), |last| (last.old + last.len, last.new + last.len));
        let before = Change::new(old, new, (old_from..run.old, new_from..run.new));
        let after = Change::new(old, new, (run.old + run.len..next.old, run.new + run.len..next.new));
        let least = before.size.min(after.size);
        let words = old.slice(run.old..run.old + run.len);
        let stays = if least == 0 || has_paragraph((old, run.old), (new, run.new), words) {
            true
        } else if has_words(words) {
            words.chars().take(least + 1).count() > least
        } else {
            before.is_one_for_one() && after.is_one_for_one()
        };
        kept.extend(stays.then_some(*run));
    }
    kept
}

/// Adds the beginning and the end that a word has in common with the one that stands for it, where that is most of it. Numbers are
/// read as wholes.
fn inside_word(old: &Text, new: &Text, (a, b): (Range<usize>, Range<usize>), runs: &mut Vec<Run>) {
    let (word, other) = (old.slice(a.clone()), new.slice(b.clone()));
    let is_word = |word: &str| {
        !word.is_empty()
            && word.len() <= LONG_WORD
            && !word.contains(|c: char| c.is_numeric() || c.is_whitespace())
            && word.split_word_bounds().nth(1).is_none()
    };
    if !is_word(word) || !is_word(other) {
        return;
    }
    let letters: Vec<&str> = word.graphemes(true).collect();
    let others: Vec<&str> = other.graphemes(true).collect();
    let head = letters.iter().zip(&others).take_while(|(x, y)| x == y).count();
    let most = letters.len().min(others.len()) - head;
    let tail = letters.iter().rev().zip(others.iter().rev()).take(most).take_while(|(x, y)| x == y).count();
    if head + tail < COMMON || (head + tail) * 2 < letters.len().max(others.len()) {
        return;
    }
    let head: usize = letters.iter().take(head).map(|letter| letter.len()).sum();
    let tail: usize = letters.iter().rev().take(tail).map(|letter| letter.len()).sum();
    push(runs, Run { old: a.start, new: b.start, len: head });
    push(runs, Run { old: a.end - tail, new: b.end - tail, len: tail });
}
