//! Commands about comments. In a review too: what analysts handed in stays, what is said about it grows.

use super::{CommentCommand, Job, Notice, Session};
use crate::edit;
use crate::project::Moment;

impl Session {
    pub(super) fn run_comment(&mut self, command: CommentCommand, now: Moment) -> Vec<Job> {
        if let CommentCommand::Change(id, text) = &command {
            let is_own = self.project().and_then(|project| project.comment(*id)).is_some_and(|comment| comment.by == *self.who());
            if !is_own || text.trim().is_empty() {
                let why = if is_own { "a comment without words is none: remove it instead" } else { "only who wrote a comment can change it: answer it" };
                self.tell(Notice::info(why));
                return Vec::new();
            }
        }
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
