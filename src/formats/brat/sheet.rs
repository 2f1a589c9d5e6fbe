//! The lines of an `.ann` before they have all their ids and stand in their order.

use super::kept::OfArticle;
use super::line::{Key, key};
use std::collections::HashSet;
use std::fmt;
use std::ops::Range;

/// Numbers from here on are taken as they are, but no new one follows from them.
const MOST: u64 = 1 << 52;

/// What names a line.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Id<'a> {
    /// One that a file gave.
    Kept(&'a str),
    /// A new one: its letter and its number.
    New(char, u64),
    /// A new one whose number comes last, by its letter.
    Later(char),
    /// A line that has none.
    Nobody,
}

impl fmt::Display for Id<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Kept(id) => f.write_str(id),
            Self::New(letter, number) => write!(f, "{letter}{number}"),
            Self::Later(_) | Self::Nobody => Ok(()),
        }
    }
}

/// Lines as they come.
#[derive(Default)]
pub(super) struct Sheet<'a> {
    /// What stands behind the ids, one line after the other.
    pub(super) bodies: String,
    lines: Vec<(Id<'a>, Range<usize>)>,
    taken: HashSet<&'a str>,
    /// The highest number of each letter.
    highest: [u64; 7],
}

impl<'a> Sheet<'a> {
    /// Takes the id of a file, unless another line has it.
    pub(super) fn take(&mut self, id: &'a str) -> bool {
        let Some((rank, number, _)) = key(id) else { return false };
        if !self.taken.insert(id) {
            return false;
        }
        if let Some(highest) = self.highest.get_mut(rank).filter(|_| number < MOST) {
            *highest = number.max(*highest);
        }
        true
    }

    /// The next number of a letter, for ids that no file gave.
    pub(super) fn next(&mut self, letter: char) -> u64 {
        let rank = rank(letter);
        self.highest.get_mut(rank).map_or(0, |highest| {
            *highest += 1;
            *highest
        })
    }

    /// Where a line begins that is put into `bodies` now.
    pub(super) fn begin(&self) -> usize {
        self.bodies.len()
    }

    /// Ends the line that began there.
    pub(super) fn end(&mut self, id: Id<'a>, start: usize) {
        self.lines.push((id, start..self.bodies.len()));
    }

    /// A line as a file had it, its id taken again if it is still free.
    pub(super) fn add(&mut self, id: &'a str, letter: char, body: &str) -> bool {
        let is_free = self.take(id);
        self.put(if is_free { Id::Kept(id) } else { Id::Later(letter) }, body);
        is_free
    }

    /// A line.
    pub(super) fn put(&mut self, id: Id<'a>, body: &str) {
        let start = self.begin();
        self.bodies.push_str(body);
        self.end(id, start);
    }

    /// The whole file: lines where they stood, new ones behind them, sorted by their ids.
    pub(super) fn finished(mut self, kept: &OfArticle<'_>) -> String {
        let mut lines = std::mem::take(&mut self.lines);
        for (id, _) in &mut lines {
            if let Id::Later(letter) = *id {
                *id = Id::New(letter, self.next(letter));
            }
        }
        let mut nobody = kept.nobody.iter();
        let mut placed: Vec<((usize, Key<'_>), Id<'_>, Range<usize>)> = Vec::with_capacity(lines.len());
        for (id, body) in lines {
            let place = match id {
                Id::Kept(id) => kept.order.get(id).copied(),
                Id::Nobody => nobody.next().copied(),
                Id::New(..) | Id::Later(_) => None,
            };
            placed.push(((place.unwrap_or(usize::MAX), key_of(id)), id, body));
        }
        // Stable: lines without an id stay in the order in which they came.
        placed.sort_by_key(|(place, ..)| *place);
        let mut out = String::with_capacity(self.bodies.len() + placed.len() * 8);
        for (_, id, body) in placed {
            match id {
                Id::Kept(id) => out.push_str(id),
                Id::New(letter, number) => {
                    out.push(letter);
                    out.push_str(&number.to_string());
                }
                Id::Later(_) | Id::Nobody => {}
            }
            out.push_str(self.bodies.get(body).unwrap_or_default());
            out.push('\n');
        }
        out
    }
}

fn rank(letter: char) -> usize {
    let mut id = String::from(letter);
    id.push('0');
    key(&id).map_or(usize::MAX, |(rank, ..)| rank)
}

fn key_of(id: Id<'_>) -> Key<'_> {
    match id {
        Id::Kept(id) => key(id).unwrap_or_default(),
        Id::New(letter, number) => (rank(letter), number, ""),
        Id::Later(_) | Id::Nobody => (usize::MAX, 0, ""),
    }
}
