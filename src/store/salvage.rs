//! Work that a crash left and that goes with another file than the one that lies there: what still fits is done, marks that do
//! not fit become proposals, and the rest is named. Pure; nothing of what the file holds is changed by what does not fit.

use super::format::Line;
use super::steps::Steps;
use crate::edit::{Change, Conflict, Edit, Hand};
use crate::project::{Ids, Mark, MarkId, MarkState, Meaning, Name, Project};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What could be brought over.
#[derive(Clone, Default, Debug)]
pub(super) struct Salvage {
    /// The changes that were made to the project, in order; the last one brings the proposals.
    pub(super) changes: Vec<Arc<Change>>,
    /// How many of them are steps that fitted.
    pub(super) replayed: usize,
    /// How many marks came as proposals.
    pub(super) proposals: usize,
    /// What was not brought over, a sentence each.
    pub(super) left: Vec<String>,
}

impl Salvage {
    /// Both, the other one first.
    pub(super) fn behind(self, mut first: Self) -> Self {
        first.changes.extend(self.changes);
        first.replayed += self.replayed;
        first.proposals += self.proposals;
        first.left.extend(self.left);
        first
    }
}

/// Brings the lines from a place on to a project; the lines before it say what an undo goes back to.
pub(super) fn salvage(project: &mut Project, lines: &[Line], from: usize) -> Salvage {
    let mut work = Work::default();
    let mut steps = Steps::default();
    for (index, line) in lines.iter().enumerate() {
        if index >= from {
            match (steps.change_of(line), line) {
                (Some(change), Line::Undo { .. }) => work.bring(project, &Change { name: format!("undo {}", change.name), ..change.as_ref().clone() }),
                (Some(change), _) => work.bring(project, &change),
                (None, Line::Undo { of, .. } | Line::Redo { of, .. }) => {
                    work.tell(format!("step {of}"), format!("an undo or redo of step {of}, which the journal has no more"));
                }
                (None, Line::Do { .. } | Line::Saved { .. } | Line::Base { .. }) => {}
            }
        }
        steps.take(line);
    }
    let replayed = work.changes.len();
    work.propose(project);
    Salvage { changes: work.changes, replayed, proposals: work.proposals, left: work.left.into_iter().map(|(_, sentence)| sentence).collect() }
}

#[derive(Default)]
struct Work {
    changes: Vec<Arc<Change>>,
    proposals: usize,
    /// What does not fit: what it is about, and the sentence.
    left: Vec<(String, String)>,
    /// What became of the marks of changes that did not fit, with who did the last of those.
    wanted: BTreeMap<MarkId, (Option<Arc<Mark>>, Name)>,
}

impl Work {
    /// Does what of a change is not done yet, if it fits.
    fn bring(&mut self, project: &mut Project, change: &Change) {
        let (there, edits): (Vec<Edit>, Vec<Edit>) = change.edits.iter().cloned().partition(|edit| is_there(project, edit));
        self.settle(&there);
        if edits.is_empty() {
            return;
        }
        let change = Change { edits, ..change.clone() };
        match project.apply(&change) {
            Ok(()) => {
                self.settle(&change.edits);
                self.changes.push(Arc::new(change));
            }
            Err(conflict) => self.leave(project, &change, &conflict),
        }
    }

    /// What these edits are about is as it should be, whatever did not fit before.
    fn settle(&mut self, edits: &[Edit]) {
        for edit in edits {
            if let Some(mark) = mark_of(edit) {
                self.wanted.remove(&mark);
            }
            let about = about(edit);
            self.left.retain(|(other, _)| *other != about);
        }
    }

    fn tell(&mut self, about: String, sentence: String) {
        self.left.retain(|(other, _)| *other != about);
        self.left.push((about, sentence));
    }

    fn leave(&mut self, project: &Project, change: &Change, conflict: &Conflict) {
        for edit in &change.edits {
            match edit {
                Edit::Mark(swap) => {
                    let Some(id) = mark_of(edit) else { continue };
                    if swap.after.is_none() && project.mark(id).is_some() {
                        self.tell(about(edit), format!("“{}”: mark {id} was removed here and is another in the file", change.name));
                    }
                    self.wanted.insert(id, (swap.after.clone(), change.by.clone()));
                }
                Edit::Article(_) | Edit::Version(_) | Edit::Check(_) | Edit::Comment(_) | Edit::Setting(_) => {
                    self.tell(about(edit), format!("“{}” ({}): {conflict}", change.name, about(edit)));
                }
            }
        }
    }

    /// Brings the marks that did not fit as proposals.
    fn propose(&mut self, project: &mut Project) {
        let wanted = std::mem::take(&mut self.wanted);
        let mut made: Vec<Mark> = Vec::new();
        for (id, (mark, _)) in &wanted {
            let Some(mark) = mark else { continue };
            match as_proposal(project, mark, &made) {
                Ok(proposal) => made.extend(proposal),
                Err(why) => self.tell(format!("mark {id}"), format!("mark {id} ({}): {why}", mark.label())),
            }
        }
        let by = wanted.into_values().map(|(_, by)| by).next_back().unwrap_or_default();
        let there: BTreeSet<MarkId> = made.iter().map(|mark| mark.id).collect();
        for mark in &mut made {
            mark.links.retain(|link| there.contains(&link.to) || project.mark(link.to).is_some());
        }
        if made.is_empty() || self.apply(project, &made, &by) {
            return;
        }
        // A link between them does not fit: the marks matter more.
        for mark in &mut made {
            mark.links.clear();
        }
        for mark in made {
            let id = mark.id;
            if !self.apply(project, &[mark], &by) {
                self.tell(format!("mark {id}"), format!("mark {id}: it does not fit the file"));
            }
        }
    }

    fn apply(&mut self, project: &mut Project, marks: &[Mark], by: &Name) -> bool {
        let edits = marks.iter().map(|mark| Edit::mark(None, Some(mark.clone()))).collect();
        let name = if marks.len() == 1 { "bring back a mark as a proposal".to_owned() } else { format!("bring back {} marks as proposals", marks.len()) };
        let change = Change { name, by: by.clone(), on: None, edits };
        let fits = project.apply(&change).is_ok();
        if fits {
            self.proposals += marks.len();
            self.changes.push(Arc::new(change));
        }
        fits
    }
}

/// A mark as a proposal in this project; none where it is there already.
fn as_proposal(project: &Project, mark: &Mark, others: &[Mark]) -> Result<Option<Mark>, &'static str> {
    let article = project.article(mark.article).ok_or("its article is not in the file")?;
    if !mark.at.fit(&article.text) {
        return Err("its article has another text in the file");
    }
    if project.mark(mark.id).is_some_and(|there| **there == *mark) || project.twin_of(mark).is_some_and(|twin| twin.meaning == mark.meaning) {
        return Ok(None);
    }
    let mut proposal = mark.clone();
    if proposal.state == MarkState::Accepted {
        proposal.state = MarkState::Proposed;
        proposal.decided = None;
    }
    proposal.links.retain(|link| !link.auto);
    if let Meaning::Claim(claim) = &mut proposal.meaning {
        claim.check = claim.check.filter(|check| project.check(*check).is_some());
    }
    if project.mark(mark.id).is_some() {
        // Its own id is another mark's version now. The new one follows from the old, so that a second try makes the same.
        let by = proposal.by.clone();
        let seed = blake3::hash(mark.id.to_string().as_bytes());
        let mut ids = Ids::new(u64::from_le_bytes(seed.as_bytes().first_chunk().copied().unwrap_or_default()));
        let mut hand = Hand { by: &by, now: mark.on.unwrap_or_default(), ids: &mut ids };
        proposal.id = hand.mark_id(project);
        while others.iter().any(|other| other.id == proposal.id) {
            proposal.id = hand.mark_id(project);
        }
    }
    Ok(Some(proposal))
}

fn mark_of(edit: &Edit) -> Option<MarkId> {
    match edit {
        Edit::Mark(swap) => swap.either().map(|mark| mark.id),
        Edit::Article(_) | Edit::Version(_) | Edit::Check(_) | Edit::Comment(_) | Edit::Setting(_) => None,
    }
}

/// What an edit is about, in words.
fn about(edit: &Edit) -> String {
    let words = match edit {
        Edit::Article(swap) => swap.either().map(|article| format!("article {}", article.id)),
        Edit::Mark(swap) => swap.either().map(|mark| format!("mark {}", mark.id)),
        Edit::Version(swap) => swap.either().map(|version| format!("version {}", version.id)),
        Edit::Check(swap) => swap.either().map(|check| format!("check {}", check.id)),
        Edit::Comment(swap) => swap.either().map(|comment| format!("comment {}", comment.id)),
        Edit::Setting(swap) => swap.either().map(|setting| format!("the setting {:?}", setting.key())),
    };
    words.unwrap_or_default()
}

/// Whether what an edit leads to is what stands there.
fn is_there(project: &Project, edit: &Edit) -> bool {
    match edit {
        Edit::Article(swap) => swap.either().is_none_or(|either| project.article(either.id) == swap.after.as_ref()),
        Edit::Mark(swap) => swap.either().is_none_or(|either| project.mark(either.id) == swap.after.as_ref()),
        Edit::Version(swap) => swap.either().is_none_or(|either| project.version(either.id) == swap.after.as_ref()),
        Edit::Check(swap) => swap.either().is_none_or(|either| project.check(either.id) == swap.after.as_ref()),
        Edit::Comment(swap) => swap.either().is_none_or(|either| project.comment(either.id) == swap.after.as_ref()),
        Edit::Setting(swap) => swap.either().is_none_or(|either| project.setting(&either.key()) == swap.after.as_deref()),
    }
}
