//! Checks: the one of the selected claim, and the list of all with what is still open.

use super::attributes::spaced;
use super::shorten;
use crate::project::{Check, CheckId, Evidence, MarkId, Name, Project};

pub use crate::project::{Standing, standing};

/// A check with the claims that mention it.
#[derive(Clone, PartialEq, Debug)]
pub struct CheckShown {
    /// Which.
    pub id: CheckId,
    /// The statement that is verified.
    pub statement: String,
    /// The verdict as the file has it; empty is open.
    pub verdict: Name,
    /// Why.
    pub justification: String,
    /// Whose statement it is.
    pub speaker: String,
    /// When it was made.
    pub claimed_on: String,
    /// What speaks for or against it.
    pub evidence: Vec<Evidence>,
    /// The claims that mention it.
    pub claims: Vec<MarkId>,
}

/// A check by its id.
pub fn check_shown(project: &Project, id: CheckId) -> Option<CheckShown> {
    let check = project.check(id)?;
    let Check { statement, verdict, justification, speaker, claimed_on, evidence, .. } = check.as_ref().clone();
    let claims = project.claims_of(id).map(|claim| claim.id).collect();
    Some(CheckShown { id, statement, verdict, justification, speaker, claimed_on, evidence, claims })
}

/// A row of the list of checks.
#[derive(Clone, PartialEq, Debug)]
pub struct CheckRow {
    /// Which.
    pub id: CheckId,
    /// Its statement on one line.
    pub statement: String,
    /// Its verdict in words.
    pub verdict: String,
    /// The verdict as the file has it.
    pub value: Name,
    /// What is still to be done: `open`, `no evidence`, `no claim`; empty where nothing is.
    pub missing: &'static str,
    /// The first claim that mentions it, to go to.
    pub first: Option<MarkId>,
    /// How many claims mention it.
    pub claims: usize,
}

/// All checks: those that are open first, then those without evidence, then the rest, each by id.
pub fn check_rows(project: &Project) -> Vec<CheckRow> {
    let row = |check: &std::sync::Arc<Check>| {
        let mut claims = project.claims_of(check.id).map(|claim| claim.id);
        let first = claims.next();
        let count = usize::from(first.is_some()) + claims.count();
        let missing = match (check.verdict.is_empty(), check.evidence.is_empty(), count) {
            (true, _, _) => "open",
            (false, true, _) => "no evidence",
            (false, false, 0) => "no claim",
            (false, false, _) => "",
        };
        let statement = if check.statement.trim().is_empty() { "No statement yet".to_owned() } else { shorten(&check.statement, 160) };
        CheckRow { id: check.id, statement, verdict: verdict_words(&check.verdict), value: check.verdict.clone(), missing, first, claims: count }
    };
    let mut rows: Vec<CheckRow> = project.checks().map(row).collect();
    rows.sort_by_key(|row| match row.missing {
        "open" => 0,
        "no evidence" => 1,
        "no claim" => 2,
        _ => 3,
    });
    rows
}

/// A verdict as people read it.
pub fn verdict_words(verdict: &str) -> String {
    if verdict.is_empty() { "Open".to_owned() } else { spaced(verdict) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verdicts_of_the_usual_scales_have_their_sign() {
        assert_eq!(["Supported", "Mostly true", "5"].map(standing), [Standing::Holds; 3]);
        assert_eq!(["Refuted", "Pants on Fire", "1"].map(standing), [Standing::Fails; 3]);
        assert_eq!(["Conflicting", "Half true", "Cherry-picked"].map(standing), [Standing::Mixed; 3]);
        assert_eq!(["", "NotEnoughEvidence"].map(standing), [Standing::Unknown; 2]);
    }
}
