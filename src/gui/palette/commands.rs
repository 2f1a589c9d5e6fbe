//! All commands by a few letters of their names, tips and groups.

use super::words::{Finder, Fit, Haystack, Needle};
use crate::gui::actions::group_of;
use crate::gui::actions::{Action, ROWS, hindrance, own_name, row};
use crate::gui::keymap::name_of;
use crate::gui::panels::is_offered;
use crate::session::Session;
use std::ops::Range;

/// How many times as long as what was typed the part of a name may be in which its letters stand.
const SCATTERED: usize = 3;

/// All commands.
pub(super) struct Commands {
    /// Those that were used last, the last one first, by name.
    recent: Vec<String>,
    typed: Option<(u64, Needle)>,
    listed: Vec<Shown>,
    finder: Finder,
    words: String,
}

/// One command.
pub(super) struct Shown {
    pub(super) action: Action,
    pub(super) name: String,
    pub(super) tip: &'static str,
    /// Why it is not possible now.
    pub(super) why: Option<&'static str>,
}

impl Commands {
    /// With those that were used last first while nothing is typed.
    pub(super) fn new(recent: &[String]) -> Self {
        Self { recent: recent.to_vec(), typed: None, listed: Vec::new(), finder: Finder::new(), words: String::new() }
    }

    /// Lists what fits to what is typed.
    pub(super) fn look(&mut self, session: &Session, typed: &str) {
        let revision = session.revision();
        if self.words == typed && self.typed.as_ref().is_some_and(|(at, _)| *at == revision) {
            return;
        }
        let needle = Needle::new(typed);
        let offered = ROWS.iter().filter(|row| row.action != Action::Commands && is_offered(row.action, session)).enumerate();
        let mut found: Vec<(Rank, Shown)> = offered.filter_map(|(place, row)| self.fit(&needle, place, shown(row.action, session)?)).collect();
        found.sort_by_key(|(rank, _)| *rank);
        self.listed = found.into_iter().map(|(_, shown)| shown).collect();
        self.typed = Some((revision, needle));
        typed.clone_into(&mut self.words);
    }

    /// A name is found by letters anywhere; a tip or a group only by how its words begin, or too much would be found.
    fn fit(&mut self, needle: &Needle, place: usize, shown: Shown) -> Option<(Rank, Shown)> {
        let is_hindered = shown.why.is_some();
        if needle.is_empty() {
            let name = name_of(shown.action);
            let used = self.recent.iter().position(|recent| *recent == name).unwrap_or(usize::MAX);
            return Some(((false, is_hindered, None, used, place), shown));
        }
        let fit = self.finder.fit(needle, &Haystack::new(&shown.name), &[]).filter(|fit| !self.is_scattered(needle, *fit, &shown.name));
        let beside = || Finder::begins_words(needle, &format!("{} {} {}", shown.name, shown.tip, group_of(shown.action).name()));
        (fit.is_some() || beside()).then_some(((fit.is_none(), is_hindered, fit, 0, place), shown))
    }

    /// Whether the letters stand too far from each other for somebody to have meant this name.
    fn is_scattered(&mut self, needle: &Needle, fit: Fit, name: &str) -> bool {
        let found = if matches!(fit, Fit::Letters(_)) { self.finder.found(needle, name) } else { Vec::new() };
        let span = found.first().zip(found.last()).map_or(0, |(first, last)| last.end - first.start);
        let length: usize = found.iter().map(std::ops::Range::len).sum();
        needle.is_one_word() && span > SCATTERED * length
    }

    /// How many are listed.
    pub(super) fn len(&self) -> usize {
        self.listed.len()
    }

    /// One of those that are listed.
    pub(super) fn get(&self, place: usize) -> Option<&Shown> {
        self.listed.get(place)
    }

    /// The bytes of a name in which the letters were found.
    pub(super) fn marked(&mut self, place: usize) -> Vec<Range<usize>> {
        match (&self.typed, self.listed.get(place)) {
            (Some((_, needle)), Some(shown)) if !needle.is_empty() => self.finder.found(needle, &shown.name),
            (Some(_) | None, _) => Vec::new(),
        }
    }
}

/// What goes first: a name before a tip, what is possible, the better fit, what was used last, and the order of help.
type Rank = (bool, bool, Option<Fit>, usize, usize);

fn shown(action: Action, session: &Session) -> Option<Shown> {
    let row = row(action)?;
    let name = own_name(action, session).map_or_else(|| row.name.to_owned(), |own| own.to_string());
    Some(Shown { action, name, tip: row.tip, why: hindrance(action, session) })
}
