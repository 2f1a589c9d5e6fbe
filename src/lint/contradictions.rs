//! Contradictions that nobody settled, and verdicts that say nothing of why.

use super::sheet::{Sheet, is, linked};
use super::{Hint, Rule, shown};
use crate::project::{ArticleState, BaseLink, Check, Evidence, LinkKind, Mark, MarkId, Meaning, Name, Project, Standing, Worth, standing};
use std::sync::Arc;

/// Two claims that contradict each other, of which one has no verdict, or that are both said to hold.
///
/// A claim has the verdict of any claim that is linked as the same. Quiet where one of the two is not factual or unimportant, and where both
/// mention one check that has a verdict: the question was settled as one. Told at the claim without a verdict; if both are alike, at the one that
/// holds the link.
pub(super) fn open(sheet: &Sheet<'_>) -> Vec<Hint> {
    let contradicts = |kind: &LinkKind| is(kind, BaseLink::Contradicts);
    let pairs = sheet.claims().flat_map(|(mark, _)| linked(sheet.project, mark, contradicts).map(move |other| (mark, other)));
    pairs.filter(|(mark, other)| other.is_accepted() && is_checked(mark) && is_checked(other)).filter_map(|(mark, other)| told(sheet, mark, other)).collect()
}

fn is_checked(mark: &Mark) -> bool {
    matches!(&mark.meaning, Meaning::Claim(claim) if !matches!(claim.worth, Some(Worth::NotFactual | Worth::Unimportant)))
}

fn told(sheet: &Sheet<'_>, mark: &Mark, other: &Mark) -> Option<Hint> {
    let project = sheet.project;
    let holds_link = mark.links.iter().any(|link| link.to == other.id && is(&link.kind, BaseLink::Contradicts));
    let verdicts = (verdict(project, mark), verdict(project, other));
    let (one, two) = (shown::mark(&sheet.article.text, mark), shown::mark(project.text_of(other)?, other));
    let words = match &verdicts {
        (Some(check), Some(same)) if check.id == same.id => return None,
        (Some(check), Some(against)) => {
            let both_hold = [check, against].into_iter().all(|check| standing(&check.verdict) == Standing::Holds);
            let verdict: Option<&Name> = both_hold.then_some(&check.verdict);
            format!("{one} and {two} contradict each other and both are said to hold ({})", shown::quoted(verdict.filter(|_| holds_link)?))
        }
        (None, None) if holds_link => format!("{one} and {two} contradict each other and neither has a verdict"),
        (None, Some(_)) => format!("{one} has no verdict and contradicts {two}, which has one"),
        (None, None) | (Some(_), None) => return None,
    };
    Some(Hint::at_mark(Rule::ContradictionOpen, mark, words).with([other.id]))
}

/// Most claims that are looked at for the verdict of one that is the same.
const MOST_SAME: usize = 32;

/// A check with a verdict that a claim mentions, or one that is the same.
fn verdict<'a>(project: &'a Project, mark: &'a Mark) -> Option<&'a Arc<Check>> {
    let mut seen: Vec<MarkId> = vec![mark.id];
    let mut open = vec![mark];
    while let Some(mark) = open.pop() {
        if let Some(check) = mark.check().and_then(|id| project.check(id)).filter(|check| !check.verdict.is_empty()) {
            return Some(check);
        }
        for other in linked(project, mark, |kind| is(kind, BaseLink::SameAs)).filter(|other| other.is_accepted()) {
            if seen.len() < MOST_SAME && !seen.contains(&other.id) {
                seen.push(other.id);
                open.push(other);
            }
        }
    }
    None
}

/// A verdict in a finished article whose check has neither a justification nor any evidence; told once, at the first claim of a finished article.
///
/// Before an article is done a verdict may come first and its reasons later.
pub(super) fn without_reason(sheet: &Sheet<'_>) -> Vec<Hint> {
    if sheet.article.state != ArticleState::Done {
        return Vec::new();
    }
    let project = sheet.project;
    let is_done = |mark: &Mark| project.article(mark.article).is_some_and(|article| article.state == ArticleState::Done && !article.skips(&mark.at));
    let checked = sheet.claims().filter_map(|(mark, _)| Some((mark, project.check(mark.check()?)?)));
    let bare = checked.filter(|(_, check)| !check.verdict.is_empty() && check.justification.trim().is_empty() && check.evidence.iter().all(is_blank));
    let first =
        bare.filter(|(mark, check)| project.claims_of(check.id).find(|claim| claim.is_accepted() && is_done(claim)).is_some_and(|first| first.id == mark.id));
    first
        .map(|(mark, check)| {
            let words = format!("{} is {} without justification or evidence", shown::mark(&sheet.article.text, mark), shown::quoted(&check.verdict));
            Hint::at_mark(Rule::VerdictWithoutReason, mark, words)
        })
        .collect()
}

fn is_blank(row: &Evidence) -> bool {
    *row == Evidence::default()
}
