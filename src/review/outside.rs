//! A project's file that somebody else changed while the project was open: what they did is taken into it, as one change.

use super::{Merged, merge};
use crate::edit::{Change, Edit, Swap, difference};
use crate::project::{Moment, Name, Project};
use crate::text::counted;

/// What somebody else did to the file of an open project, to be taken into it.
#[derive(Clone, Debug)]
pub struct TakenIn {
    /// Makes of the open project what both made of it; without edits where it holds everything already.
    pub change: Change,
    /// What cannot both stand and is kept in both forms, a sentence each.
    pub conflicts: Vec<String>,
}

/// Merges what the file holds now into the open project. `base` is what the file held when it was read or written here last. None where the
/// file is another project now: it has none of the articles that it had.
pub fn take_in(base: &Project, ours: &Project, theirs: &Project, by: Name, on: Moment) -> Option<TakenIn> {
    if base.article_count() > 0 && !base.articles().any(|article| theirs.article(article.id).is_some()) {
        return None;
    }
    let Merged { project, conflicts } = merge(base, ours, theirs);
    let change = Change { name: "take the changes of the file".into(), by, on: Some(on), edits: difference(ours, &project) };
    Some(TakenIn { change, conflicts })
}

impl TakenIn {
    /// What comes new, in words: `2 marks added, 1 mark removed`; empty where nothing does.
    pub fn words(&self) -> String {
        let done: Vec<(&str, &str)> = self.change.edits.iter().map(|edit| (thing(edit), what_was_done(edit))).collect();
        let mut words = Vec::new();
        for thing in ["article", "version", "mark", "check", "comment", "setting"] {
            for what in ["added", "changed", "removed"] {
                let count = done.iter().filter(|done| **done == (thing, what)).count();
                words.extend((count > 0).then(|| format!("{} {what}", counted(count, thing))));
            }
        }
        words.join(", ")
    }
}

fn thing(edit: &Edit) -> &'static str {
    match edit {
        Edit::Article(_) => "article",
        Edit::Version(_) => "version",
        Edit::Mark(_) => "mark",
        Edit::Check(_) => "check",
        Edit::Comment(_) => "comment",
        Edit::Setting(_) => "setting",
    }
}

fn what_was_done(edit: &Edit) -> &'static str {
    fn to<T>(swap: &Swap<T>) -> &'static str {
        match (&swap.before, &swap.after) {
            (None, _) => "added",
            (Some(_), Some(_)) => "changed",
            (Some(_), None) => "removed",
        }
    }
    match edit {
        Edit::Article(swap) => to(swap),
        Edit::Version(swap) => to(swap),
        Edit::Mark(swap) => to(swap),
        Edit::Check(swap) => to(swap),
        Edit::Comment(swap) => to(swap),
        Edit::Setting(swap) => to(swap),
    }
}
