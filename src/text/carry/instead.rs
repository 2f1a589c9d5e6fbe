//! What took the place of a range whose words are not there any more.

use super::{Carried, edges};
use crate::text::compare::Comparison;
use crate::text::{Stretch, TextRange};
use std::collections::BTreeMap;
use std::ops::Range;

/// Words that can be replaced by others and still be the same remark, if what stands around them is the same.
const FEW_WORDS: usize = 3;
/// So many more words may take their place.
const FEW_MORE: usize = 4;
/// A part that has grown to so many times its length, and so many bytes, was rewritten.
const GROWN: usize = 4;
const GROWN_BYTES: usize = 64;
/// The part of a range, as one in so many, that must be left to call it changed.
const LEFT: usize = 8;

/// Changed, if something of the range is left or a word was replaced between the same words; else lost.
pub(super) fn instead(comparison: &Comparison, range: TextRange) -> Carried {
    let Some(at) = in_its_place(comparison, range) else { return Carried::Lost { instead: None } };
    let (was, is) = (range.of(&comparison.old), at.of(&comparison.new));
    let has_grown = is.len() > was.len().saturating_mul(GROWN).saturating_add(GROWN_BYTES);
    if !has_grown && folded(was).eq(folded(is)) {
        return Carried::Changed { at, signs_only: true };
    }
    let (first, last) = (comparison.holding_old(range.start()), comparison.holding_old(range.end() - 1));
    let replaced = comparison.stretches.get(first).filter(|stretch| first == last && !stretch.is_same);
    let is_changed = if let Some(stretch) = replaced {
        let is_most = was.len().saturating_mul(2) >= stretch.old.len();
        !has_grown && (is_most && shares_words(was, is) || is_word_between_same(comparison, first, range))
    } else {
        left(comparison, range, first..last + 1).saturating_mul(LEFT) >= was.len()
    };
    if is_changed { Carried::Changed { at, signs_only: false } } else { Carried::Lost { instead: Some(at) } }
}

/// From where its first byte leads to where its last one does, without white space at the edges that it did not have, whole words.
fn in_its_place(comparison: &Comparison, range: TextRange) -> Option<TextRange> {
    let stretch = |byte: usize| comparison.stretches.get(comparison.holding_old(byte));
    let (first, last) = (stretch(range.start())?, stretch(range.end() - 1)?);
    let start = if first.is_same { first.mapped(range.start()..range.start()).start } else { first.new.start };
    let end = if last.is_same { last.mapped(range.end()..range.end()).end } else { last.new.end };
    let (was, is) = (range.of(&comparison.old), comparison.new.slice(start..end.max(start)));
    let left = if was.starts_with(char::is_whitespace) { is } else { is.trim_start() };
    let start = start + is.len() - left.len();
    let left = if was.ends_with(char::is_whitespace) { left } else { left.trim_end() };
    if left.is_empty() {
        return None;
    }
    TextRange::new(&comparison.new, edges::widened((&comparison.old, range), (&comparison.new, start..start + left.len())))
}

/// How many bytes of a range, those of spaces and signs alone not counted, lie in same stretches.
fn left(comparison: &Comparison, range: TextRange, numbers: Range<usize>) -> usize {
    let stretches = comparison.stretches.get(numbers).unwrap_or_default();
    let mut sum = 0;
    for stretch in stretches.iter().filter(|stretch| stretch.is_same) {
        let words = comparison.old.slice(stretch.old.start.max(range.start())..stretch.old.end.min(range.end()));
        sum += if words.chars().any(char::is_alphanumeric) { words.len() } else { 0 };
        // More does not have to be known.
        if sum.saturating_mul(LEFT) >= range.bytes().len() {
            break;
        }
    }
    sum
}

/// Whether at least a third of the words are in the other text too.
fn shares_words(was: &str, is: &str) -> bool {
    let mut there: BTreeMap<&str, usize> = BTreeMap::new();
    words(is).for_each(|word| *there.entry(word).or_default() += 1);
    let all = words(was).count();
    let shared = words(was).filter(|word| there.get_mut(word).is_some_and(|left| left.checked_sub(1).map(|less| *left = less).is_some())).count();
    shared > 0 && shared * 3 >= all
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Whether a changed part is a few words for a few, with something the same on both sides.
fn is_word_between_same(comparison: &Comparison, number: usize, range: TextRange) -> bool {
    let Some(stretch) = comparison.stretches.get(number) else { return false };
    let (was, is) = (comparison.old.slice(stretch.old.clone()), comparison.new.slice(stretch.new.clone()));
    let few = |text: &str, most: usize| words(text).take(most + 1).count() <= most && text.chars().take(most * 12 + 1).count() <= most * 12;
    let beside = |near: Option<&Stretch>| near.is_none_or(|near| comparison.old.slice(near.old.clone()).chars().any(char::is_alphanumeric));
    let before = number.checked_sub(1).and_then(|before| comparison.stretches.get(before));
    let has_both = number > 0 || number + 1 < comparison.stretches.len();
    has_both
        && few(was, FEW_WORDS)
        && few(is, FEW_WORDS + FEW_MORE)
        && range.of(&comparison.old).chars().any(char::is_alphanumeric)
        && beside(before)
        && beside(comparison.stretches.get(number + 1))
}

/// A text in which quotation marks, apostrophes, dashes and white space are all alike.
fn folded(text: &str) -> impl Iterator<Item = char> {
    let mut was_space = false;
    text.chars().filter_map(move |c| {
        let folded = match c {
            '“' | '”' | '„' | '‟' | '«' | '»' | '"' | '‘' | '’' | '‚' | '‛' | '\'' | '‹' | '›' | 'ʼ' | '`' | '´' | '「' | '」' | '『' | '』' => {
                '"'
            }
            '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            c if c.is_whitespace() => ' ',
            c => c,
        };
        let is_again = was_space && folded == ' ';
        was_space = folded == ' ';
        (!is_again).then_some(folded)
    })
}
