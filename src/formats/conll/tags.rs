//! Tags: `B-Claim`, `I-Claim`, `O`. How labels are spelt in them, and which tokens they make one mark.

use super::Scheme;
use crate::text::is_blank;
use std::collections::BTreeSet;

/// What a tag says of its token's place in a mark.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Place {
    /// The first of several or the only one.
    Begin,
    /// One after the first.
    Inside,
    /// The last of several.
    End,
    /// The only one.
    Single,
}

impl Place {
    /// The letter of a token in a scheme, by whether it is the first and the last of its mark.
    pub(super) fn letter(scheme: Scheme, is_first: bool, is_last: bool) -> char {
        match (scheme, is_first, is_last) {
            (Scheme::Bio, true, _) | (Scheme::Bioes | Scheme::Bilou, true, false) => 'B',
            (Scheme::Bio, false, _) | (Scheme::Bioes | Scheme::Bilou, false, false) => 'I',
            (Scheme::Bioes, false, true) => 'E',
            (Scheme::Bioes, true, true) => 'S',
            (Scheme::Bilou, false, true) => 'L',
            (Scheme::Bilou, true, true) => 'U',
        }
    }
}

/// Reads a tag: none is outside every mark. A letter without a label has the label `_`, as seqeval calls it.
///
/// # Errors
/// Where it is no tag.
pub(super) fn tag(word: &str) -> Result<Option<(Place, &str)>, ()> {
    if matches!(word, "O" | "-" | "_") {
        return Ok(None);
    }
    let mut rest = word.chars();
    let place = match rest.next() {
        Some('B') => Place::Begin,
        Some('I' | 'M') => Place::Inside,
        Some('E' | 'L') => Place::End,
        Some('S' | 'U' | 'W') => Place::Single,
        Some(_) | None => return Err(()),
    };
    let label = match rest.as_str() {
        "" => "",
        rest => rest.strip_prefix('-').ok_or(())?,
    };
    Ok(Some((place, if label.is_empty() { "_" } else { label })))
}

/// A label as tags have it: what cannot stand in a column, and a hyphen at an end, is `_xHEX_`.
pub(super) fn spelt(label: &str) -> String {
    let ends = label.strip_suffix('-').map_or(usize::MAX, str::len);
    spelt_with(label, |at, c| is_blank(c) || c.is_control() || c == '-' && (at == 0 || at == ends))
}

/// A label as a part of a file's name; not read back.
pub(super) fn file_name(label: &str, taken: &mut BTreeSet<String>) -> String {
    let plain = spelt_with(label, |_, c| is_blank(c) && c != ' ' || c.is_control() || "/\\:*?\"<>|".contains(c));
    let short = plain.get(..plain.floor_char_boundary(100)).unwrap_or_default().trim_end_matches(['.', ' ']).to_owned();
    let numbered = (2..).map(|number| format!("{short}-{number}"));
    // Names that differ in case alone are one on some systems.
    std::iter::once(short.clone()).chain(numbered).find(|name| taken.insert(name.to_lowercase())).unwrap_or(short)
}

fn spelt_with(label: &str, is_special: impl Fn(usize, char) -> bool) -> String {
    if label.is_empty() {
        return "_x_".to_owned();
    }
    let mut spelt = String::with_capacity(label.len());
    for (at, c) in label.char_indices() {
        // An underscore that would look like the beginning of a spelling is spelt itself.
        let looks_so = c == '_' && label.get(at + 1..).is_some_and(|rest| rest.starts_with('x'));
        if looks_so || is_special(at, c) {
            spelt.push_str(&format!("_x{:X}_", u32::from(c)));
        } else {
            spelt.push(c);
        }
    }
    spelt
}

/// The label that is spelt so; the word itself where this program would not have spelt any so.
pub(super) fn label(word: &str) -> String {
    let mut label = String::with_capacity(word.len());
    let mut rest = word;
    while let Some(at) = rest.find("_x") {
        let (before, from) = rest.split_at(at);
        label.push_str(before);
        let inner = from.get(2..).unwrap_or_default();
        let (digits, after) = inner.split_once('_').unwrap_or(("?", ""));
        let c = u32::from_str_radix(digits, 16).ok().and_then(char::from_u32);
        match c {
            Some(c) => label.push(c),
            None if word == "_x_" => {}
            None => return word.to_owned(),
        }
        rest = after;
    }
    label.push_str(rest);
    if spelt(&label) == word { label } else { word.to_owned() }
}

/// Tokens that are one mark, by their numbers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Chunk {
    /// The line of the first.
    pub(super) line: usize,
    /// Its label as tags spell it.
    pub(super) label: String,
    /// The first token.
    pub(super) first: usize,
    /// The token behind the last.
    pub(super) end: usize,
}

/// Puts tokens together as seqeval does in its default mode: a mark goes on while the tag before is a B or I and this one an I or E of the same
/// label. Whatever else is in no mark yet begins one.
#[derive(Default)]
pub(super) struct Chunks {
    /// What was put together.
    pub(super) done: Vec<Chunk>,
    open: Option<(Chunk, bool)>,
}

/// How a token begins a mark.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Start {
    /// It goes on with one, or is in none.
    No,
    /// With a tag for it, where an I would not do.
    Told,
    /// With a tag for it where IOB1 needs one: behind a mark of the same label.
    Parted,
    /// Without a tag for it, by an I.
    Inside,
    /// Without a tag for it, by an E.
    End,
}

impl Chunks {
    /// The next token.
    pub(super) fn token(&mut self, number: usize, line: usize, tag: Option<(Place, &str)>) -> Start {
        let before = self.open.take();
        let Some((place, label)) = tag else {
            self.done.extend(before.map(|(chunk, _)| chunk));
            return Start::No;
        };
        let is_same = before.as_ref().is_some_and(|(chunk, _)| chunk.label == label);
        let goes_on = matches!(place, Place::Inside | Place::End);
        let is_open = matches!(place, Place::Begin | Place::Inside);
        match before {
            Some((mut chunk, true)) if goes_on && is_same => {
                chunk.end = number + 1;
                self.open = Some((chunk, is_open));
                return Start::No;
            }
            Some((chunk, _)) => self.done.push(chunk),
            None => {}
        }
        self.open = Some((Chunk { line, label: label.to_owned(), first: number, end: number + 1 }, is_open));
        match place {
            Place::Begin if is_same => Start::Parted,
            Place::Begin | Place::Single => Start::Told,
            Place::Inside => Start::Inside,
            Place::End => Start::End,
        }
    }

    /// The end of a sentence, which no mark goes over.
    pub(super) fn end(&mut self) {
        self.done.extend(self.open.take().map(|(chunk, _)| chunk));
    }
}
