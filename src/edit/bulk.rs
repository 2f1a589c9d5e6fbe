//! Changes of many marks in one step: what was found is given another label, tagged or removed.

use super::marks::relabel_in;
use super::plan::Plan;
use super::{Change, Hand, Refusal};
use crate::project::{Decided, Mark, MarkId, MarkState, Meaning, Project};
use crate::text::counted;

/// A change of many marks, and what stayed as it was.
pub struct Bulk {
    /// The change.
    pub change: Change,
    /// How many marks it changes.
    pub changed: usize,
    /// How many it passes over, because their words are marked so by another mark already.
    pub passed: usize,
    /// What was dropped, in words: attributes and links that the new label does not have.
    pub dropped: Vec<String>,
}

/// Gives marks other labels, each with what it says then and what it said by itself before (as for [`super::relabel`]).
///
/// # Errors
/// Where there is nothing to change, or a mark is not there or waits in an earlier version. That all of them are passed over is none.
pub fn relabel_all(project: &Project, hand: &Hand<'_>, marks: Vec<(MarkId, Meaning, Meaning)>) -> Result<Bulk, Refusal> {
    let mut plan = Plan::new(project);
    let (mut changed, mut passed, mut dropped) = (0, 0, Vec::new());
    let mut name = String::new();
    for (id, meaning, first) in marks {
        name = meaning.label().name().to_lowercase();
        match relabel_in(&mut plan, id, meaning, &first) {
            Ok(lost) => {
                changed += 1;
                dropped.extend(lost);
            }
            Err(Refusal::Twin(_)) => passed += 1,
            Err(Refusal::Nothing) => {}
            Err(refusal) => return Err(refusal),
        }
    }
    finish(plan, hand, changed, passed, dropped, |count| format!("relabel {count} as {name}"))
}

/// Changes each of the marks; `what` says what is done, before their number: “tag 12 marks”.
///
/// # Errors
/// Where nothing would change, or a mark is not there.
pub fn change_all(project: &Project, hand: &Hand<'_>, marks: &[MarkId], what: &str, change: impl Fn(&mut Mark)) -> Result<Bulk, Refusal> {
    let mut plan = Plan::new(project);
    let mut changed = 0;
    for id in marks {
        let mut mark = plan.mark(*id).ok_or(Refusal::NoMark(*id))?.clone();
        change(&mut mark);
        if plan.mark(*id) != Some(&mark) {
            plan.put(mark);
            changed += 1;
        }
    }
    finish(plan, hand, changed, 0, Vec::new(), |count| format!("{what} {count}"))
}

/// Removes marks with the links to them; proposals are rejected instead, so that they do not come back.
///
/// # Errors
/// Where nothing would change, or a mark is not there.
pub fn drop_all(project: &Project, hand: &Hand<'_>, marks: &[MarkId]) -> Result<Bulk, Refusal> {
    let mut plan = Plan::new(project);
    let mut changed = 0;
    for id in marks {
        let mark = plan.mark(*id).ok_or(Refusal::NoMark(*id))?.clone();
        match mark.state {
            MarkState::Proposed => {
                let decided = Decided { by: hand.by.clone(), on: Some(hand.now), why: String::new() };
                plan.put(Mark { state: MarkState::Rejected, decided: Some(Box::new(decided)), ..mark });
            }
            MarkState::Accepted | MarkState::Rejected => plan.remove(*id),
        }
        changed += 1;
    }
    finish(plan, hand, changed, 0, Vec::new(), |count| format!("remove {count}"))
}

fn finish(plan: Plan<'_>, hand: &Hand<'_>, changed: usize, passed: usize, dropped: Vec<String>, name: impl Fn(&str) -> String) -> Result<Bulk, Refusal> {
    if changed == 0 && passed == 0 {
        return Err(Refusal::Nothing);
    }
    Ok(Bulk { change: plan.finish(hand, name(&counted(changed, "mark"))), changed, passed, dropped })
}
