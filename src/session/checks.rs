//! Commands about checks.

use super::{CheckChange, CheckCommand, EvidencePart, Job, Session};
use crate::edit;
use crate::project::{Check, CheckId, Evidence, Moment};

impl Session {
    pub(super) fn run_check(&mut self, command: CheckCommand, now: Moment) -> Vec<Job> {
        match command {
            CheckCommand::Verdict(claim, verdict) => self.change(now, |project, hand| Ok((edit::set_verdict(project, hand, claim, verdict)?, ()))).0,
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
            CheckChange::AddEvidence => "add evidence",
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
        CheckChange::AddEvidence => check.evidence.push(Evidence::default()),
        CheckChange::Evidence(place, part, words) => {
            if place >= check.evidence.len() {
                check.evidence.push(Evidence::default());
            }
            let last = check.evidence.len().saturating_sub(1);
            if let Some(row) = check.evidence.get_mut(place.min(last)) {
                *part_of(row, part) = words;
            }
        }
        CheckChange::RemoveEvidence(place) => {
            if place < check.evidence.len() {
                check.evidence.remove(place);
            }
        }
    }
}

fn part_of(row: &mut Evidence, part: EvidencePart) -> &mut String {
    match part {
        EvidencePart::Question => &mut row.question,
        EvidencePart::Answer => &mut row.answer,
        EvidencePart::Title => &mut row.title,
        EvidencePart::Url => &mut row.url,
        EvidencePart::Archived => &mut row.archived,
        EvidencePart::Quote => &mut row.quote,
        EvidencePart::Medium => &mut row.medium,
        EvidencePart::Retrieved => &mut row.retrieved,
    }
}
