//! `factmark remove`: removes marks, checks, comments or articles, with the links to them.

use super::desk::Desk;
use super::terminal::Terminal;
use super::{Output, Status, Trouble, scheme};
use crate::edit::{Change, Edit, Swap};
use crate::project::{ArticleId, CheckId, CommentId, MarkId};
use crate::session::{ArticleCommand, Command, MarkCommand, RemoveCommand};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

/// Remove marks, checks, comments or articles, with the links to them.
///
/// Prints the id of everything that is gone: the marks of a removed article and the comments on it go too.
#[derive(clap::Args, Debug)]
pub struct Remove {
    /// The project.
    #[arg(value_name = "PROJECT.ron")]
    project: PathBuf,
    /// What to remove, by its id.
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,
    #[command(flatten)]
    output: Output,
}

#[derive(serde::Serialize)]
struct Removed<'a> {
    removed: &'a [String],
    warnings: &'a [String],
}

#[derive(Default)]
struct Wanted {
    comments: BTreeSet<CommentId>,
    checks: BTreeSet<CheckId>,
    marks: BTreeSet<MarkId>,
    articles: BTreeSet<ArticleId>,
}

impl Remove {
    pub(super) fn run(self, terminal: &mut Terminal<'_>) -> Result<Status, Trouble> {
        let mut wanted = Wanted::read(&self.ids)?;
        let mut desk = Desk::open(terminal, &self.project)?;
        wanted.are_there(&desk)?;
        let mut removed = Vec::new();
        // From the outside in: what goes with something else is not removed twice.
        if !wanted.articles.is_empty() {
            let ids = wanted.articles.iter().copied().collect();
            removed.extend(gone(&desk.run(terminal, Command::Article(ArticleCommand::Remove(ids)))?));
        }
        wanted.marks.retain(|id| desk.project().mark(*id).is_some());
        if !wanted.marks.is_empty() {
            let ids = wanted.marks.iter().copied().collect();
            removed.extend(gone(&desk.run(terminal, Command::Mark(MarkCommand::Remove(ids)))?));
        }
        if !wanted.checks.is_empty() {
            let ids = wanted.checks.iter().copied().collect();
            removed.extend(gone(&desk.run(terminal, Command::Remove(RemoveCommand::Checks(ids)))?));
        }
        wanted.comments.retain(|id| desk.project().comment(*id).is_some());
        if !wanted.comments.is_empty() {
            let ids = wanted.comments.iter().copied().collect();
            removed.extend(gone(&desk.run(terminal, Command::Remove(RemoveCommand::Comments(ids)))?));
        }
        let status = desk.close(terminal)?;
        if self.output.json {
            let warnings = terminal.warnings.clone();
            terminal.print_json(&Removed { removed: &removed, warnings: &warnings })?;
        } else {
            terminal.print(&removed.iter().map(|id| format!("{id}\n")).collect::<String>())?;
        }
        Ok(status)
    }
}

impl Wanted {
    /// By the letter that an id begins with.
    fn read(ids: &[String]) -> Result<Self, Trouble> {
        let mut wanted = Self::default();
        for id in ids {
            let known = match id.chars().next() {
                Some('a') => id.parse().map(|id| wanted.articles.insert(id)).is_ok(),
                Some('m') => id.parse().map(|id| wanted.marks.insert(id)).is_ok(),
                Some('k') => id.parse().map(|id| wanted.checks.insert(id)).is_ok(),
                Some('c') => id.parse().map(|id| wanted.comments.insert(id)).is_ok(),
                Some(_) | None => false,
            };
            if !known {
                return Err(Trouble::NoId(id.clone()));
            }
        }
        Ok(wanted)
    }

    /// All of it, so that nothing is removed where one id is wrong.
    fn are_there(&self, desk: &Desk) -> Result<(), Trouble> {
        let project = desk.project();
        self.articles.iter().try_for_each(|id| scheme::article(project, *id).map(|_| ()))?;
        self.marks.iter().try_for_each(|id| scheme::mark(project, *id).map(|_| ()))?;
        self.checks.iter().try_for_each(|id| project.check(*id).map(|_| ()).ok_or(Trouble::NoCheck(*id)))?;
        self.comments.iter().try_for_each(|id| project.comment(*id).map(|_| ()).ok_or(Trouble::NoComment(*id)))
    }
}

/// The ids of what changes removed.
fn gone(changes: &[Arc<Change>]) -> Vec<String> {
    fn id<T>(swap: &Swap<T>, of: impl Fn(&T) -> String) -> Option<String> {
        if swap.after.is_some() { None } else { swap.before.as_deref().map(of) }
    }
    let edits = changes.iter().flat_map(|change| &change.edits);
    edits
        .filter_map(|edit| match edit {
            Edit::Article(swap) => id(swap, |article| article.id.to_string()),
            Edit::Mark(swap) => id(swap, |mark| mark.id.to_string()),
            Edit::Check(swap) => id(swap, |check| check.id.to_string()),
            Edit::Comment(swap) => id(swap, |comment| comment.id.to_string()),
            Edit::Version(_) | Edit::Setting(_) => None,
        })
        .collect()
}
