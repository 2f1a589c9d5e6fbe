//! Changes of checks: made for claims, shared by claims, given a verdict.

use super::{Change, Edit, Hand, Refusal, Swap};
use crate::project::{Check, CheckId, Mark, MarkId, Meaning, Name, Project};
use std::sync::Arc;

/// Makes one check for some claims; its statement is the words of the first. Claims that mention another check mention this one then.
///
/// # Errors
/// Where a mark is no claim, or there is none.
pub fn add_check(project: &Project, hand: &mut Hand<'_>, claims: &[MarkId], verdict: Name) -> Result<(Change, CheckId), Refusal> {
    let first = claims.first().ok_or(Refusal::Nothing)?;
    let words = project.mark(*first).zip(project.mark(*first).and_then(|mark| project.text_of(mark))).map(|(mark, text)| mark.at.words(text));
    let check = Check {
        id: hand.check_id(project),
        statement: words.ok_or(Refusal::NoMark(*first))?,
        verdict,
        justification: String::new(),
        evidence: Vec::new(),
        speaker: String::new(),
        claimed_on: String::new(),
        by: hand.by.clone(),
        on: Some(hand.now),
    };
    let id = check.id;
    let mut edits = vec![Edit::Check(Swap { before: None, after: Some(Arc::new(check)) })];
    for claim in claims {
        edits.push(mention_edit(project, *claim, Some(id))?);
    }
    Ok((hand.change("make a check", edits), id))
}

/// Gives a claim's check a verdict, and makes that check where there is none. An empty verdict leaves it open.
///
/// # Errors
/// Where the mark is no claim, or nothing would change.
pub fn set_verdict(project: &Project, hand: &mut Hand<'_>, claim: MarkId, verdict: Name) -> Result<Change, Refusal> {
    let mark = project.mark(claim).ok_or(Refusal::NoMark(claim))?;
    match mark.check() {
        Some(check) => change_check(project, hand, check, "set a verdict", |check| check.verdict = verdict),
        None if verdict.is_empty() => Err(Refusal::Nothing),
        None => add_check(project, hand, &[claim], verdict).map(|(change, _)| Change { name: "set a verdict".into(), ..change }),
    }
}

/// Changes a check; `name` is what the menu says.
///
/// # Errors
/// Where the check is not there, or nothing changes.
pub fn change_check(project: &Project, hand: &Hand<'_>, id: CheckId, name: &str, change: impl FnOnce(&mut Check)) -> Result<Change, Refusal> {
    let before = project.check(id).ok_or(Refusal::NoCheck(id))?;
    let mut after = before.as_ref().clone();
    change(&mut after);
    if after == **before {
        return Err(Refusal::Nothing);
    }
    Ok(hand.change(name, vec![Edit::Check(Swap { before: Some(before.clone()), after: Some(Arc::new(after)) })]))
}

/// Lets a claim mention a check, or none.
///
/// # Errors
/// Where the mark is no claim, the check is not there, or nothing would change.
pub fn mention(project: &Project, hand: &Hand<'_>, claim: MarkId, check: Option<CheckId>) -> Result<Change, Refusal> {
    if let Some(missing) = check.filter(|id| project.check(*id).is_none()) {
        return Err(Refusal::NoCheck(missing));
    }
    if project.mark(claim).is_some_and(|mark| mark.check() == check) {
        return Err(Refusal::Nothing);
    }
    let name = if check.is_some() { "join a check" } else { "leave a check" };
    Ok(hand.change(name, vec![mention_edit(project, claim, check)?]))
}

fn mention_edit(project: &Project, claim: MarkId, check: Option<CheckId>) -> Result<Edit, Refusal> {
    let before = project.mark(claim).ok_or(Refusal::NoMark(claim))?;
    let mut after: Mark = before.as_ref().clone();
    let Meaning::Claim(meaning) = &mut after.meaning else { return Err(Refusal::NoClaim(claim)) };
    meaning.check = check;
    Ok(Edit::mark(Some(before.clone()), Some(after)))
}
