//! Commands about comments. In a review too: what analysts handed in stays, what is said about it grows.

use super::{CommentCommand, Job, Session};
use crate::edit;
use crate::project::Moment;

impl Session {
    pub(super) fn run_comment(&mut self, command: CommentCommand, now: Moment) -> Vec<Job> {
        let (jobs, _) = self.change_freely(now, |project, hand| {
            let change = match &command {
                CommentCommand::Add { about, text } => edit::add_comment(project, hand, *about, text)?,
                CommentCommand::Answer { to, text } => edit::answer_comment(project, hand, *to, text)?,
                CommentCommand::Change(id, text) => {
                    edit::change_comment(project, hand, *id, "change a comment", |comment| comment.text = text.trim().to_owned())?
                }
                CommentCommand::Resolve(id, resolved) => {
                    let name = if *resolved { "resolve a comment" } else { "open a comment again" };
                    edit::change_comment(project, hand, *id, name, |comment| comment.resolved = *resolved)?
                }
            };
            Ok((change, ()))
        });
        jobs
    }
}
