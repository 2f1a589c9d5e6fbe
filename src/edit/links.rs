//! Changes of links.

use super::{Change, Edit, Hand, Refusal};
use crate::project::{BaseLink, Link, LinkKind, MarkId, Meaning, Project, Voice};
use crate::text::TextRange;

/// Links two marks; a kind without direction is stored at the end it is given from. A claim of which no quotation mark tells whose words it
/// is was reported by the source that it is linked to.
///
/// # Errors
/// Where the kind does not join the two labels, or the link is there.
pub fn add_link(project: &Project, hand: &Hand<'_>, from: MarkId, kind: LinkKind, to: MarkId, cue: Vec<TextRange>) -> Result<Change, Refusal> {
    let holder = project.mark(from).ok_or(Refusal::NoMark(from))?;
    let other = project.mark(to).ok_or(Refusal::NoMark(to))?;
    if from == to {
        return Err(Refusal::LinkToItself);
    }
    if !kind.allows(&holder.label(), &other.label()) {
        return Err(Refusal::LinkEnds { ends: kind.ends(), kind });
    }
    let is_there = |link: &&Link, end: MarkId| link.kind == kind && link.to == end;
    let by_hand = holder.links.iter().any(|link| is_there(&link, to) && !link.auto);
    if by_hand || (kind.is_mutual() && other.links.iter().any(|link| is_there(&link, from))) {
        return Err(Refusal::LinkTwice);
    }
    let mut after = holder.as_ref().clone();
    // The analyst's own word replaces what containment said.
    after.links.retain(|link| !(link.auto && link.kind == kind));
    if let Meaning::Claim(claim) = &mut after.meaning
        && kind == LinkKind::Base(BaseLink::SaidBy)
    {
        claim.voice.get_or_insert(Voice::Indirect);
    }
    let name = format!("link {kind}");
    after.links.push(Link { kind, to, cue, auto: false });
    Ok(hand.change(name, vec![Edit::mark(Some(holder.clone()), Some(after))]))
}

/// Takes a link away.
///
/// # Errors
/// Where there is no such link.
pub fn remove_link(project: &Project, hand: &Hand<'_>, from: MarkId, kind: &LinkKind, to: MarkId) -> Result<Change, Refusal> {
    let holder = project.mark(from).ok_or(Refusal::NoMark(from))?;
    let mut after = holder.as_ref().clone();
    after.links.retain(|link| !(link.kind == *kind && link.to == to));
    if after.links.len() == holder.links.len() {
        return Err(Refusal::NoLink);
    }
    Ok(hand.change(format!("remove the link {kind}"), vec![Edit::mark(Some(holder.clone()), Some(after))]))
}

/// Turns a link round, in one step.
///
/// # Errors
/// Where there is no such link, it has no direction, or its kind does not go the other way.
pub fn reverse_link(project: &Project, hand: &Hand<'_>, from: MarkId, kind: &LinkKind, to: MarkId) -> Result<Change, Refusal> {
    if kind.is_mutual() {
        return Err(Refusal::NoDirection(kind.clone()));
    }
    let removed = remove_link(project, hand, from, kind, to)?;
    let added = add_link(project, hand, to, kind.clone(), from, Vec::new())?;
    let edits = removed.edits.into_iter().chain(added.edits).collect();
    Ok(hand.change(format!("reverse the link {kind}"), edits))
}
