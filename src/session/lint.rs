//! Commands about the rules of the lint.

use super::{Job, LintCommand, Session};
use crate::edit;
use crate::project::Moment;

impl Session {
    pub(super) fn run_lint(&mut self, command: LintCommand, now: Moment) -> Vec<Job> {
        match command {
            LintCommand::Silence { rule, about, why } => self.change(now, |project, hand| Ok((edit::silence(project, hand, &rule, about, &why)?, ()))).0,
            LintCommand::Speak { rule, about } => self.change(now, |project, hand| Ok((edit::speak(project, hand, &rule, about)?, ()))).0,
        }
    }
}
