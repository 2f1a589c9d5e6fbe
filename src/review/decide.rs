//! What the reviewer decides about a finding: whose mark is kept, none, or one of the reviewer's own. Each decision is one change, and links
//! follow it.

use super::sides::{Findings, ReviewFinding, original_links};
use crate::edit::{Change, Edit, Hand, Refusal, without_words_about};
use crate::project::{Article, ArticleId, ArticleState, Decided, Label, Link, Mark, MarkId, MarkState, MovedLink, Name, Project, Setting, SettingKey, Subject};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How far the reviewer is with a finding.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// Nothing was decided yet, or not about every mark.
    Open,
    /// All agreed, and the mark was accepted when the review was made.
    Agreed,
    /// These copies were kept, the others rejected.
    Kept(Vec<MarkId>),
    /// All copies were rejected.
    Neither,
    /// The reviewer marked instead; the own mark.
    Own(MarkId),
}

impl Outcome {
    /// What was decided about a finding.
    pub fn of(project: &Project, findings: &Findings, number: usize) -> Self {
        let Some(finding) = findings.get(number) else { return Self::Open };
        let members: Vec<&Arc<Mark>> = finding.members().into_iter().filter_map(|id| project.mark(id)).collect();
        Self::with(&members, || own_marks(project, findings, number).iter().map(|mark| mark.id).min())
    }

    /// What was decided about every finding, in one walk.
    pub fn of_all(project: &Project, findings: &Findings) -> Vec<Self> {
        let mut own: BTreeMap<usize, MarkId> = BTreeMap::new();
        for mark in project.marks().filter(|mark| !mark.of.is_empty() && !findings.is_copy(mark.id)) {
            own.extend(findings.of_mark(mark).filter(|number| !own.contains_key(number)).map(|number| (number, mark.id)));
        }
        let members = |finding: &ReviewFinding| finding.members().into_iter().filter_map(|id| project.mark(id)).collect::<Vec<_>>();
        findings.list.iter().enumerate().map(|(number, finding)| Self::with(&members(finding), || own.get(&number).copied())).collect()
    }

    fn with(members: &[&Arc<Mark>], own: impl FnOnce() -> Option<MarkId>) -> Self {
        if members.iter().any(|mark| mark.state == MarkState::Proposed) {
            return Self::Open;
        }
        let kept: Vec<MarkId> = members.iter().filter(|mark| mark.state == MarkState::Accepted).map(|mark| mark.id).collect();
        match kept.as_slice() {
            [] => own().map_or(Self::Neither, Self::Own),
            _ if members.iter().all(|mark| mark.decided.is_none()) => Self::Agreed,
            _ => Self::Kept(kept),
        }
    }

    /// Whether nothing is left to decide.
    pub fn is_decided(&self) -> bool {
        *self != Self::Open
    }
}

/// A change with what is to be told about it: links that found no other end.
#[derive(Clone, Debug)]
pub struct Decision {
    /// The change.
    pub change: Change,
    /// A sentence for each link that was dropped.
    pub dropped: Vec<String>,
}

/// Keeps some copies of a finding, or none, and rejects the others. A mark that the reviewer made for it goes.
///
/// # Errors
/// Where there is no such finding, or nothing would change.
pub fn keep(project: &Project, findings: &Findings, hand: &Hand<'_>, number: usize, kept: &[MarkId], why: &str) -> Result<Decision, Refusal> {
    let finding = findings.get(number).ok_or(Refusal::Nothing)?;
    let mut plan = Plan::new(project, findings);
    let members = finding.members();
    for id in &members {
        plan.decide(*id, if kept.contains(id) { MarkState::Accepted } else { MarkState::Rejected }, hand, why);
    }
    own_marks(project, findings, number).into_iter().for_each(|mark| plan.remove(mark.id));
    if kept.iter().any(|id| members.contains(id)) {
        plan.begin(finding.article);
    }
    let kept: Vec<MarkId> = members.iter().copied().filter(|id| kept.contains(id)).collect();
    plan.finish(hand, name_of(project, finding, &kept, members.len()))
}

/// Gives what was decided about a finding another reason.
///
/// # Errors
/// Where there is no such finding, nothing was decided about it, or it has that reason.
pub fn say_why(project: &Project, findings: &Findings, hand: &Hand<'_>, number: usize, why: &str) -> Result<Decision, Refusal> {
    let finding = findings.get(number).ok_or(Refusal::Nothing)?;
    let mut plan = Plan::new(project, findings);
    for id in finding.members() {
        plan.change(id, |mark| {
            if let Some(decided) = mark.decided.as_mut().filter(|decided| decided.why != why) {
                **decided = Decided { by: hand.by.clone(), on: Some(hand.now), why: why.to_owned() };
            }
        });
    }
    plan.finish(hand, "say why")
}

/// Takes a decision back: the copies are proposals again, and a mark that the reviewer made for the finding goes.
///
/// # Errors
/// Where there is no such finding, or nothing would change.
pub fn reopen(project: &Project, findings: &Findings, hand: &Hand<'_>, number: usize) -> Result<Decision, Refusal> {
    let finding = findings.get(number).ok_or(Refusal::Nothing)?;
    let mut plan = Plan::new(project, findings);
    for id in finding.members() {
        plan.change(id, |mark| (mark.state, mark.decided) = (MarkState::Proposed, None));
    }
    own_marks(project, findings, number).into_iter().for_each(|mark| plan.remove(mark.id));
    plan.finish(hand, "decide again")
}

/// Rejects the copies of a finding for a mark of the reviewer's own, which begins as a copy of one of them; the own mark's id.
///
/// # Errors
/// Where there is no such finding, or the mark that it begins with is none of its copies.
pub fn mark_own(project: &Project, findings: &Findings, hand: &mut Hand<'_>, number: usize, like: MarkId, why: &str) -> Result<(Decision, MarkId), Refusal> {
    let finding = findings.get(number).ok_or(Refusal::Nothing)?;
    let members = finding.members();
    let like = project.mark(like).filter(|mark| members.contains(&mark.id)).ok_or(Refusal::NoMark(like))?;
    let id = hand.mark_id(project);
    let mut plan = Plan::new(project, findings);
    let of: Vec<(Name, MarkId)> = members.iter().filter_map(|id| project.mark(*id)).flat_map(|mark| mark.of.iter().cloned()).collect();
    let links = plan.originals(like);
    let own = Mark { id, links, of, state: MarkState::Accepted, decided: None, by: hand.by.clone(), on: Some(hand.now), ..like.as_ref().clone() };
    own_marks(project, findings, number).into_iter().for_each(|mark| plan.remove(mark.id));
    plan.put(own);
    for id in members {
        plan.decide(id, MarkState::Rejected, hand, why);
    }
    plan.begin(finding.article);
    Ok((plan.finish(hand, "mark my own")?, id))
}

/// The marks that the reviewer made for a finding.
fn own_marks<'p>(project: &'p Project, findings: &Findings, number: usize) -> Vec<&'p Arc<Mark>> {
    let Some(finding) = findings.get(number) else { return Vec::new() };
    let mut places = finding.members().into_iter().filter_map(|id| project.mark(id)).map(|mark| (mark.at.start(), mark.at.end()));
    let Some((start, end)) = places.next().map(|first| places.fold(first, |(start, end), (from, to)| (start.min(from), end.max(to)))) else {
        return Vec::new();
    };
    let is_own = |mark: &&Arc<Mark>| !mark.of.is_empty() && !findings.is_copy(mark.id) && findings.of_mark(mark) == Some(number);
    // An own mark begins where a copy stood and is moved by its edges; far away it is another matter, and found by what it stands for.
    let near: Vec<&Arc<Mark>> = project.marks_touching(finding.article, start, end).filter(is_own).collect();
    if near.is_empty() { project.marks_in(finding.article).filter(is_own).collect() } else { near }
}

fn name_of(project: &Project, finding: &ReviewFinding, kept: &[MarkId], members: usize) -> String {
    let Some(review) = project.review() else { return "decide".to_owned() };
    let whose = |id: &MarkId| -> Vec<String> {
        let analysts = finding.copies.iter().enumerate().filter(|(_, copy)| **copy == Some(*id)).map(|(analyst, _)| review.shown(analyst));
        analysts.collect()
    };
    match kept {
        [] if members == 1 => "reject a mark".to_owned(),
        [] => "reject the marks of a finding".to_owned(),
        _ => format!("keep the mark of {}", kept.iter().flat_map(whose).collect::<Vec<_>>().join(" and ")),
    }
}

/// Marks and moved links as they are after a decision.
struct Plan<'p> {
    project: &'p Project,
    findings: &'p Findings,
    marks: BTreeMap<MarkId, Option<Mark>>,
    articles: BTreeMap<ArticleId, Article>,
    /// Of whose links an end may have changed.
    touched: BTreeSet<MarkId>,
}

impl<'p> Plan<'p> {
    fn new(project: &'p Project, findings: &'p Findings) -> Self {
        Self { project, findings, marks: BTreeMap::new(), articles: BTreeMap::new(), touched: BTreeSet::new() }
    }

    fn mark(&self, id: MarkId) -> Option<&Mark> {
        match self.marks.get(&id) {
            Some(planned) => planned.as_ref(),
            None => self.project.mark(id).map(AsRef::as_ref),
        }
    }

    fn put(&mut self, mark: Mark) {
        self.touched.insert(mark.id);
        self.marks.insert(mark.id, Some(mark));
    }

    fn remove(&mut self, id: MarkId) {
        self.touched.insert(id);
        self.marks.insert(id, None);
    }

    fn change(&mut self, id: MarkId, change: impl FnOnce(&mut Mark)) {
        if let Some(mut mark) = self.mark(id).cloned() {
            change(&mut mark);
            self.put(mark);
        }
    }

    /// An article is in progress once something in it was accepted.
    fn begin(&mut self, id: ArticleId) {
        if let Some(article) = self.project.article(id).filter(|article| article.state == ArticleState::Todo) {
            self.articles.insert(id, Article { state: ArticleState::InProgress, ..article.as_ref().clone() });
        }
    }

    /// What is decided already in the same way and for the same reason stays as it is.
    fn decide(&mut self, id: MarkId, state: MarkState, hand: &Hand<'_>, why: &str) {
        let is_so = self.mark(id).is_some_and(|mark| mark.state == state && mark.decided.as_ref().is_some_and(|decided| decided.why == why));
        if !is_so {
            let decided = Decided { by: hand.by.clone(), on: Some(hand.now), why: why.to_owned() };
            self.change(id, |mark| (mark.state, mark.decided) = (state, Some(Box::new(decided))));
        }
    }

    fn moved_of(&self, id: MarkId) -> Vec<(Link, Option<MarkId>)> {
        let all = self.project.moved_links().filter(|moved| moved.from == id);
        all.map(|moved| (moved.link.clone(), moved.now)).collect()
    }

    /// The links of a mark before decisions.
    fn originals(&self, mark: &Mark) -> Vec<Link> {
        original_links(mark, &self.moved_of(mark.id))
    }

    /// Where a link to a mark leads now: to the mark, or for one that lost to the accepted one of its finding with the same label.
    fn resolved(&self, to: MarkId, label: &Label) -> Option<MarkId> {
        let is_lost = self.mark(to).is_none_or(|mark| mark.state == MarkState::Rejected);
        if !is_lost {
            return Some(to);
        }
        let known = self.mark(to).or_else(|| self.project.mark(to).map(AsRef::as_ref))?;
        let number = self.findings.of_mark(known)?;
        let finding = self.findings.get(number)?;
        let planned =
            self.marks.values().flatten().filter(|mark| !self.findings.is_copy(mark.id) && self.findings.of_mark(mark) == Some(number)).map(|mark| mark.id);
        let own = own_marks(self.project, self.findings, number).into_iter().map(|mark| mark.id);
        let mut candidates = finding.members().into_iter().chain(planned).chain(own).filter_map(|id| self.mark(id));
        candidates.find(|mark| mark.is_accepted() && mark.label() == *label).map(|mark| mark.id)
    }

    /// Leads the links of accepted marks to what is accepted; those of all others are as they were made.
    fn settle_links(&mut self, dropped: &mut Vec<String>) -> Vec<Setting> {
        let mut from: BTreeSet<MarkId> = self.touched.clone();
        for id in &self.touched {
            let finding = self.project.mark(*id).and_then(|mark| self.findings.of_mark(mark)).and_then(|number| self.findings.get(number));
            let members = finding.map(ReviewFinding::members).unwrap_or_default();
            for end in members.iter().chain([id]) {
                from.extend(self.project.linked_from(*end).map(|mark| mark.id));
            }
            from.extend(self.project.moved_links().filter(|moved| moved.now == Some(*id) || moved.link.to == *id).map(|moved| moved.from));
        }
        let mut settings = Vec::new();
        for id in from {
            let Some(mark) = self.mark(id).cloned() else { continue };
            let originals = self.originals(&mark);
            let (links, moved) = if mark.is_accepted() { self.led(&mark, &originals, dropped) } else { (originals, Vec::new()) };
            if links != mark.links {
                self.marks.insert(id, Some(Mark { links, ..mark }));
            }
            settings.extend(moved.into_iter().map(Setting::Moved));
        }
        settings
    }

    /// The links of an accepted mark, and which of them lead elsewhere than they did.
    fn led(&self, mark: &Mark, originals: &[Link], dropped: &mut Vec<String>) -> (Vec<Link>, Vec<MovedLink>) {
        let (mut links, mut moved) = (Vec::<Link>::new(), Vec::new());
        let label_of = |id: MarkId| self.mark(id).map(Mark::label).or_else(|| self.project.mark(id).map(|mark| mark.label()));
        let stays = |link: &Link, now: MarkId| now == link.to;
        let ends: Vec<(&Link, Option<MarkId>)> =
            originals.iter().map(|link| (link, label_of(link.to).and_then(|label| self.resolved(link.to, &label)))).collect();
        // What stays as it is goes first, so that what is led there too is recognised as the second.
        for (link, _) in ends.iter().filter(|(link, now)| now.is_some_and(|now| stays(link, now))) {
            links.push((*link).clone());
        }
        for (link, now) in ends.into_iter().filter(|(link, now)| now.is_none_or(|now| !stays(link, now))) {
            let has_it = |now: MarkId| {
                let back =
                    link.kind.is_mutual() && self.mark(now).is_some_and(|other| other.links.iter().any(|back| back.to == mark.id && back.kind == link.kind));
                now == mark.id || back || links.iter().any(|known| known.to == now && known.kind == link.kind)
            };
            let led = now.filter(|now| !has_it(*now));
            // It is told once: when the mark is accepted without the other end, or when the other end goes.
            let had_end = || label_of(link.to).is_some_and(|label| Plan::new(self.project, self.findings).resolved(link.to, &label).is_some());
            let is_new = || self.project.mark(mark.id).is_none_or(|before| !before.is_accepted());
            if now.is_none() && (is_new() || had_end()) {
                dropped.push(format!("the link {} of {} has no other end any more and was dropped", link.kind, self.quoted(mark)));
            }
            links.extend(led.map(|to| Link { to, ..link.clone() }));
            moved.push(MovedLink { from: mark.id, link: link.clone(), now: led });
        }
        (links, moved)
    }

    /// The words of a mark in quotation marks, shortened.
    fn quoted(&self, mark: &Mark) -> String {
        let words = self.project.article(mark.article).map(|article| mark.at.words(&article.text)).unwrap_or_default();
        let short: String = words.chars().take(40).collect();
        if short.len() < words.len() { format!("“{short}…”") } else { format!("“{short}”") }
    }

    fn finish(mut self, hand: &Hand<'_>, name: impl Into<String>) -> Result<Decision, Refusal> {
        let mut dropped = Vec::new();
        let settings = self.settle_links(&mut dropped);
        let mut edits = Vec::new();
        for (id, after) in &self.marks {
            let before = self.project.mark(*id);
            if before.map(AsRef::as_ref) != after.as_ref() {
                edits.push(Edit::mark(before.cloned(), after.clone()));
            }
        }
        edits.extend(self.moved_edits(settings));
        edits.extend(self.gone_words());
        let is_idle = edits.is_empty();
        edits.extend(self.articles.values().filter_map(|after| Some(Edit::article(Some(self.project.article(after.id)?.clone()), Some(after.clone())))));
        if is_idle { Err(Refusal::Nothing) } else { Ok(Decision { change: hand.change(name, edits), dropped }) }
    }

    /// The entries of moved links of all marks whose links were settled.
    fn moved_edits(&self, settings: Vec<Setting>) -> Vec<Edit> {
        let after: BTreeMap<SettingKey, Setting> = settings.into_iter().map(|setting| (setting.key(), setting)).collect();
        let settled: BTreeSet<MarkId> = self.marks.keys().copied().collect();
        let mut edits = Vec::new();
        for moved in self.project.moved_links() {
            let before = Setting::Moved(moved.clone());
            let is_gone = self.mark(moved.from).is_none()
                || settled.contains(&moved.from)
                || after.keys().any(|key| matches!(key, SettingKey::Moved(from, ..) if *from == moved.from));
            if is_gone && !after.contains_key(&before.key()) {
                edits.push(Edit::setting(Some(&before), None));
            }
        }
        for (key, setting) in after {
            let before = self.project.setting(&key);
            if before != Some(&setting) {
                edits.push(Edit::setting(before, Some(setting)));
            }
        }
        edits
    }

    /// Comments on marks that are removed go with them, and so do rules that are silenced for them.
    fn gone_words(&self) -> Vec<Edit> {
        let gone: BTreeSet<Subject> = self.marks.iter().filter(|(_, mark)| mark.is_none()).map(|(id, _)| Subject::Mark(*id)).collect();
        if gone.is_empty() { Vec::new() } else { without_words_about(self.project, &gone) }
    }
}
