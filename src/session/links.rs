//! Commands about links, and about what goes by id alone.

use super::{Job, LinkCommand, RemoveCommand, Session};
use crate::edit;
use crate::project::Moment;

impl Session {
    pub(super) fn run_link(&mut self, command: LinkCommand, now: Moment) -> Vec<Job> {
        match command {
            LinkCommand::Add { from, kind, to, cue } => self.change(now, |project, hand| Ok((edit::add_link(project, hand, from, kind, to, cue)?, ()))).0,
            LinkCommand::Remove { from, kind, to } => self.change(now, |project, hand| Ok((edit::remove_link(project, hand, from, &kind, to)?, ()))).0,
            LinkCommand::Reverse { from, kind, to } => self.change(now, |project, hand| Ok((edit::reverse_link(project, hand, from, &kind, to)?, ()))).0,
            LinkCommand::Begin => self.begin_linking(),
            LinkCommand::Step { forward } => self.step_linking(forward),
            LinkCommand::Look(words) => self.look_for_end(words),
            LinkCommand::Propose(mark) => self.propose_end(mark),
            LinkCommand::TurnRound => self.turn_link_round(),
            LinkCommand::Accept => self.accept_link(now),
            LinkCommand::Stop => self.stop_linking(),
        }
    }

    pub(super) fn run_remove(&mut self, command: RemoveCommand, now: Moment) -> Vec<Job> {
        match command {
            RemoveCommand::Checks(ids) => self.change(now, |project, hand| Ok((edit::remove_checks(project, hand, &ids)?, ()))).0,
            RemoveCommand::Comments(ids) => self.change(now, |project, hand| Ok((edit::remove_comments(project, hand, &ids)?, ()))).0,
        }
    }
}
