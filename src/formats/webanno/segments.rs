//! How a text is parted when it is written: tokens, sentences, and parts of tokens where something begins or ends inside one.

use super::sheet::Sheet;
use crate::text::{Text, is_blank, sentence_begins, words};
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::ops::Range;

/// The rows of a file: each token, followed by its parts.
pub(super) struct Segments {
    /// Tokens in their order, in bytes.
    pub(super) tokens: Vec<Range<usize>>,
    /// The parts of each token in their order.
    pub(super) parts: Vec<Vec<Range<usize>>>,
    /// The numbers of the tokens that begin a sentence.
    pub(super) begins: Vec<usize>,
    /// The number of each token's row among all rows.
    rows: Vec<usize>,
    /// How many rows there are.
    pub(super) count: usize,
}

impl Segments {
    /// Parts a text so that everything on a sheet is rows.
    pub(super) fn of(text: &Text, sheet: &Sheet) -> Self {
        let places = || sheet.entries.iter().map(|entry| &entry.at).chain(sheet.elements.iter().map(|element| &element.at));
        let tokens = tokens(text.as_str(), places());
        let mut parts: Vec<BTreeSet<(usize, Reverse<usize>)>> = vec![BTreeSet::new(); tokens.len()];
        for at in places() {
            for (token, part) in pieces(&tokens, at) {
                if let (Some(part), Some(parts)) = (part, parts.get_mut(token)) {
                    parts.insert((part.start, Reverse(part.end)));
                }
            }
        }
        let parts: Vec<Vec<Range<usize>>> = parts.into_iter().map(|parts| parts.into_iter().map(|(start, Reverse(end))| start..end).collect()).collect();
        let first = |byte: usize| tokens.partition_point(|token| token.start < byte);
        // Where a sentence of a file began, one begins again, if a token does.
        let kept = sheet.sentences.keys().copied().filter(|byte| tokens.get(first(*byte)).is_some_and(|token| token.start == *byte));
        let begins: BTreeSet<usize> = sentence_begins(text).into_iter().chain(kept).chain([0]).map(first).filter(|token| *token < tokens.len()).collect();
        let mut rows = Vec::with_capacity(tokens.len());
        let mut count = 0;
        for parts in &parts {
            rows.push(count);
            count += 1 + parts.len();
        }
        Self { tokens, parts, begins: begins.into_iter().collect(), rows, count }
    }

    /// The rows of a place, by their numbers.
    pub(super) fn rows_of(&self, at: &Range<usize>) -> Vec<usize> {
        let row = |(token, part): (usize, Option<Range<usize>>)| {
            let row = self.rows.get(token)?;
            let Some(part) = part else { return Some(*row) };
            let place = self.parts.get(token)?.binary_search_by_key(&(part.start, Reverse(part.end)), |part| (part.start, Reverse(part.end)));
            Some(row + 1 + place.ok()?)
        };
        pieces(&self.tokens, at).into_iter().filter_map(row).collect()
    }
}

/// Words and signs; and runs of white space at the beginning of the text, and where a place begins or ends in one.
fn tokens<'s>(text: &str, places: impl Iterator<Item = &'s Range<usize>>) -> Vec<Range<usize>> {
    let words = words(text);
    let mut blanks: Vec<usize> = places.flat_map(|at| blanks_of(text, &words, at)).collect();
    blanks.sort_unstable();
    let mut blanks = blanks.into_iter().peekable();
    let mut tokens = Vec::with_capacity(words.len());
    let mut behind = 0;
    for (start, end) in words.into_iter().chain([(text.len(), text.len())]) {
        let mut is_token = behind == 0;
        while blanks.next_if(|blank| *blank < start).is_some() {
            is_token = true;
        }
        if is_token && behind < start {
            tokens.push(behind..start);
        }
        if start < end {
            tokens.push(start..end);
        }
        behind = end;
    }
    tokens
}

/// Bytes of white space that have to be in a token for a place: where it begins and ends. One without width needs a token that it touches.
fn blanks_of(text: &str, words: &[(usize, usize)], at: &Range<usize>) -> Vec<usize> {
    if at.is_empty() {
        let next = words.partition_point(|(_, end)| *end < at.start);
        let touches = words.get(next).is_some_and(|(start, _)| *start <= at.start);
        // At the end of the text the run that ends there.
        let byte = if at.start < text.len() { at.start } else { at.start.saturating_sub(1) };
        return if touches { Vec::new() } else { vec![byte] };
    }
    let inside = text.get(at.clone()).unwrap_or_default();
    let first = inside.chars().next().filter(|c| is_blank(*c)).map(|_| at.start);
    let last = inside.chars().next_back().filter(|c| is_blank(*c)).map(|c| at.end - c.len_utf8());
    first.into_iter().chain(last).collect()
}

/// The tokens of a place by their numbers, each whole or with the part that is in it.
fn pieces(tokens: &[Range<usize>], at: &Range<usize>) -> Vec<(usize, Option<Range<usize>>)> {
    if at.is_empty() {
        // At the end of a token and not at the beginning of the next, as INCEpTION has it.
        let token = tokens.partition_point(|token| token.end < at.start);
        let touched = tokens.get(token).filter(|token| token.start <= at.start);
        return touched.map(|_| (token, Some(at.clone()))).into_iter().collect();
    }
    let first = tokens.partition_point(|token| token.end <= at.start);
    let tokens = tokens.iter().enumerate().skip(first).take_while(|(_, token)| token.start < at.end);
    let part = |token: &Range<usize>| {
        let part = token.start.max(at.start)..token.end.min(at.end);
        (part != *token).then_some(part)
    };
    tokens.map(|(number, token)| (number, part(token))).collect()
}
