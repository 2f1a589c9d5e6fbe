//! The numbers of an OpenDocument list and of its headings: they are not in the words but counted.

use super::super::counting;
use super::styles::{Level, Styles};
use crate::article::limits::LIST_LEVELS;
use std::collections::BTreeMap;

/// How far each level of a list is counted.
pub(super) type Counts = [Option<u32>; LIST_LEVELS];

/// The lists that have been counted, so that another can go on where one ended.
#[derive(Debug, Default)]
pub(super) struct Lists {
    by_id: BTreeMap<String, Counts>,
    by_style: BTreeMap<String, Counts>,
}

/// A list that is open.
#[derive(Clone, Debug, Default)]
pub(super) struct Open {
    pub(super) style: String,
    /// From 1.
    pub(super) level: usize,
    pub(super) counts: Counts,
}

impl Lists {
    /// How far a list is counted that goes on with another, by its id or, without one, with the last of its style.
    pub(super) fn go_on(&self, id: Option<&str>, style: &str) -> Counts {
        let counts = id.map_or_else(|| self.by_style.get(style), |id| self.by_id.get(id));
        counts.copied().unwrap_or_default()
    }

    /// Remembers a list that ends.
    pub(super) fn remember(&mut self, ids: [Option<&str>; 2], list: &Open) {
        for id in ids.into_iter().flatten() {
            self.by_id.insert(id.to_owned(), list.counts);
        }
        self.by_style.insert(list.style.clone(), list.counts);
    }
}

impl Open {
    /// Counts one more entry and gives what stands before it; nothing for a bullet.
    pub(super) fn next(&mut self, start: Option<u32>, styles: &Styles) -> String {
        let style = self.style.clone();
        let level_at = |level: usize| styles.level(&style, level);
        for (number, count) in self.counts.iter_mut().enumerate() {
            let first = level_at(number + 1).map_or(1, |level| level.start);
            if number + 1 == self.level {
                *count = Some(start.unwrap_or_else(|| count.map_or(first, |count| count.saturating_add(1))));
            } else if number + 1 > self.level {
                *count = None;
            }
        }
        level_at(self.level).map(|level| self.shown(level, level_at)).unwrap_or_default()
    }

    fn shown<'a>(&self, level: &Level, level_at: impl Fn(usize) -> Option<&'a Level>) -> String {
        if level.format.is_empty() {
            return String::new();
        }
        let from = (self.level + 1).saturating_sub(level.levels.max(1)).max(1);
        let number = |at: usize| {
            let count = self.counts.get(at - 1).copied().flatten().unwrap_or(1);
            level_at(at).filter(|level| !level.format.is_empty()).map(|level| counting::written(count, format_name(&level.format)))
        };
        let numbers: Vec<String> = (from..=self.level).filter_map(number).collect();
        format!("{}{}{}", level.prefix, numbers.join("."), level.suffix).trim().to_owned()
    }
}

fn format_name(format: &str) -> &'static str {
    match format {
        "a" => "lowerLetter",
        "A" => "upperLetter",
        "i" => "lowerRoman",
        "I" => "upperRoman",
        _ if format.starts_with('१') => "hindiNumbers",
        _ if format.starts_with('๑') => "thaiNumbers",
        _ => "decimal",
    }
}
