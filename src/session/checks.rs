//! Commands about checks.

use super::{CheckChange, CheckCommand, Job, Session};
use crate::edit;
use crate::project::{Check, CheckId, Moment};

impl Session {
    pub(super) fn run_check(&mut self, command: CheckCommand, now: Moment) -> Vec<Job> {
        match command {
            CheckCommand::Verdict(claim, verdict) => self.change(now, |project, hand| Ok((edit::set_verdict(project, hand, claim, verdict)?, ()))).0,
            CheckCommand::Make(claims) => self.change(now, |project, hand| edit::add_check(project, hand, &claims, Default::default())).0,
            CheckCommand::Mention(claim, check) => self.change(now, |project, hand| Ok((edit::mention(project, hand, claim, check)?, ()))).0,
            CheckCommand::Change(id, change) => self.change_check(id, change, now),
        }
    }

    fn change_check(&mut self, id: CheckId, change: CheckChange, now: Moment) -> Vec<Job> {
        let name = match &change {
            CheckChange::Statement(_) => "change a statement",
            CheckChange::Verdict(_) => "set a verdict",
            CheckChange::Justification(_) => "change a justification",
            CheckChange::Speaker(_) => "change a speaker",
            CheckChange::ClaimedOn(_) => "change a date",
            CheckChange::Evidence(..) => "change evidence",
            CheckChange::RemoveEvidence(_) => "remove evidence",
        };
        self.change(now, |project, hand| Ok((edit::change_check(project, hand, id, name, |check| apply(check, change))?, ()))).0
    }
}

fn apply(check: &mut Check, change: CheckChange) {
    match change {
        CheckChange::Statement(words) => check.statement = words,
        CheckChange::Verdict(verdict) => check.verdict = verdict,
        CheckChange::Justification(words) => check.justification = words,
        CheckChange::Speaker(words) => check.speaker = words,
        CheckChange::ClaimedOn(words) => check.claimed_on = words,
        CheckChange::Evidence(place, evidence) => match check.evidence.get_mut(place) {
            Some(there) => *there = evidence,
            None => check.evidence.push(evidence),
        },
        CheckChange::RemoveEvidence(place) => {
            if place < check.evidence.len() {
                check.evidence.remove(place);
            }
        }
    }
}
