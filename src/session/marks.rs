//! Commands about marks, links, checks and comments.

use super::{Edge, EdgeStep, Job, MarkCommand, Notice, SelectCommand, Session, set_field};
use crate::assist::first_meaning;
use crate::edit::{self, MarkDraft, Refusal};
use crate::project::{ArticleId, Label, Mark, MarkId, MarkState, Meaning, Moment, Name, Project, Setting, SettingKey};
use crate::text::{
    Fragments, Text, TextRange, grapheme_ceil, grapheme_floor, next_grapheme, previous_grapheme, trim_gesture, word_end_before, word_left, word_right,
    word_start_after,
};
use std::sync::Arc;

impl Session {
    pub(super) fn run_mark(&mut self, command: MarkCommand, now: Moment) -> Vec<Job> {
        match command {
            MarkCommand::Tag { label, trim } => self.tag(&label, trim, now),
            MarkCommand::Make { article, places, label, fields } => {
                let drafts = places.into_iter().map(|at| MarkDraft::new(article, at, &label)).collect();
                self.make(drafts, &fields, now)
            }
            MarkCommand::Remove(ids) => self.remove_or_reject(ids, now),
            MarkCommand::Decide { marks, accept } => self.change(now, |project, hand| Ok((edit::decide(project, hand, &marks, accept, "")?, ()))).0,
            MarkCommand::MoveEdge { mark, edge, forward, step } => self.move_edge(mark, edge, now, |text, from| stepped(text, from, edge, forward, step)),
            MarkCommand::PutEdge { mark, edge, byte } => self.move_edge(mark, edge, now, |text, _| match edge {
                Edge::Start => grapheme_floor(text.as_str(), byte),
                Edge::End => grapheme_ceil(text.as_str(), byte),
            }),
            MarkCommand::AddFragment => self.add_fragment(now),
            MarkCommand::Note(id, note) => self.edit_mark(id, "change a note", now, |mark| mark.note = note),
            MarkCommand::ToggleDiscuss(id) => self.edit_mark(id, "flag for discussion", now, |mark| mark.discuss = !mark.discuss),
            MarkCommand::Tags(id, tags) => self.set_tags(id, tags, now),
            MarkCommand::MakeAlike { like, places } => self.make_alike(like, places, now),
            MarkCommand::Set { mark, field, value } => self.set_attribute(mark, &field, &value, now),
        }
    }

    /// The selection becomes a mark; without one, the selected mark gets the label.
    fn tag(&mut self, label: &Label, trim: bool, now: Moment) -> Vec<Job> {
        let Some(article) = self.article().cloned() else { return Vec::new() };
        let selection = self.selection();
        if selection.is_caret() {
            return match selection.mark {
                Some(id) => self.relabel(id, label, now),
                None => {
                    self.tell(Notice::info("select words first, then press a label's key"));
                    Vec::new()
                }
            };
        }
        let kept = self.kept_selections().iter().map(|range| range.bytes());
        let trimmed = |bytes| if trim { trim_gesture(&article.text, bytes) } else { TextRange::new(&article.text, bytes) };
        let ranges = kept.chain([selection.bytes()]).filter_map(trimmed).collect();
        let at = Fragments::joined(ranges);
        self.drop_kept();
        match at {
            Some(at) => self.make(vec![MarkDraft::new(article.id, at, label)], &[], now),
            None => {
                self.tell(Notice::info("there are no words in the selection"));
                Vec::new()
            }
        }
    }

    fn make(&mut self, mut drafts: Vec<MarkDraft>, fields: &[(String, String)], now: Moment) -> Vec<Job> {
        if let Some(open) = self.undecided_twin(&drafts) {
            self.run_select(SelectCommand::Mark(open));
            return self.change(now, |project, hand| Ok((edit::decide(project, hand, &[open], true, "")?, ()))).0;
        }
        for draft in &mut drafts {
            self.say_first(draft);
            for (field, value) in fields {
                if let Err(error) = set_field(&mut draft.into(), field, value) {
                    self.tell(Notice::error(error.to_string()));
                    return Vec::new();
                }
            }
        }
        let tags: Vec<Name> = drafts.iter().flat_map(|draft| draft.tags.iter().cloned()).collect();
        let (jobs, made) = self.change(now, |project, hand| {
            let (mut change, made) = edit::add_marks(project, hand, drafts)?;
            change.edits.extend(new_tags(project, &tags));
            Ok((change, made))
        });
        let last = made.and_then(|made| made.last().copied());
        if let (Some(id), Some(open)) = (last, &mut self.open) {
            open.selection.mark = Some(id);
            open.selection.anchor = open.project.mark(id).map_or(open.selection.focus, |mark| mark.at.start());
            open.selection.focus = open.selection.anchor;
        }
        jobs
    }

    /// A draft that says nothing but its label gets what its words say.
    pub(super) fn say_first(&self, draft: &mut MarkDraft) {
        let label = draft.label();
        let there = self.project().and_then(|project| Some((project, project.article(draft.article)?)));
        if let Some((project, article)) = there.filter(|_| draft.meaning == Meaning::of(&label)) {
            draft.meaning = first_meaning(project, article, &draft.at, &label);
        }
    }

    /// Makes marks like another; places that have one already are passed over.
    fn make_alike(&mut self, like: MarkId, places: Vec<(ArticleId, TextRange)>, now: Moment) -> Vec<Job> {
        let Some((project, model)) = self.project().and_then(|project| Some((project, project.mark(like)?.clone()))) else { return Vec::new() };
        let meaning = match &model.meaning {
            // A check is of one statement, and whose words they are depends on what stands around them.
            Meaning::Claim(_) => Meaning::of(&model.label()),
            other @ (Meaning::Source(_) | Meaning::Figure(_) | Meaning::Own(_)) => other.clone(),
        };
        let draft = |(article, at)| MarkDraft { meaning: meaning.clone(), tags: model.tags.clone(), ..MarkDraft::new(article, at, &model.label()) };
        let mut drafts: Vec<MarkDraft> = places.into_iter().map(draft).filter(|draft| is_free(project, draft)).collect();
        for draft in &mut drafts {
            self.say_first(draft);
        }
        let count = drafts.len();
        let name = format!("mark {count} {}", if count == 1 { "repeat" } else { "repeats" });
        self.change(now, |project, hand| Ok((edit::Change { name, ..edit::add_marks(project, hand, drafts)?.0 }, ()))).0
    }

    /// The proposal, or the rejected mark, that says just what the one draft does: tagging its words accepts it.
    fn undecided_twin(&self, drafts: &[MarkDraft]) -> Option<MarkId> {
        let [draft] = drafts else { return None };
        let there = self.project()?.marks_touching(draft.article, draft.at.start(), draft.at.end());
        let mut same = there.filter(|mark| mark.at == draft.at && mark.label() == draft.label());
        same.find(|mark| mark.state != MarkState::Accepted && (mark.state == MarkState::Proposed || mark.decided.is_some())).map(|mark| mark.id)
    }

    fn remove_or_reject(&mut self, ids: Vec<MarkId>, now: Moment) -> Vec<Job> {
        let is_proposal = |id: &MarkId| self.project().and_then(|project| project.mark(*id)).is_some_and(|mark| mark.state == MarkState::Proposed);
        let (proposals, marks): (Vec<MarkId>, Vec<MarkId>) = ids.into_iter().partition(is_proposal);
        let mut jobs = self.change(now, |project, hand| Ok((edit::remove_marks(project, hand, &marks)?, ()))).0;
        jobs.extend(self.change(now, |project, hand| Ok((edit::decide(project, hand, &proposals, false, "")?, ()))).0);
        jobs
    }

    fn relabel(&mut self, id: MarkId, label: &Label, now: Moment) -> Vec<Job> {
        let (jobs, dropped) = self.change(now, |project, hand| {
            let mark = project.mark(id).ok_or(Refusal::NoMark(id))?;
            let article = project.article(mark.article).ok_or(Refusal::NoArticle(mark.article))?;
            let first = first_meaning(project, article, &mark.at, &mark.label());
            let relabelled = edit::relabel(project, hand, id, first_meaning(project, article, &mark.at, label), &first)?;
            Ok((relabelled.change, relabelled.dropped))
        });
        let dropped = dropped.unwrap_or_default();
        if !dropped.is_empty() {
            self.tell(Notice::info(format!("relabelled as {}; dropped {}", label.name().to_lowercase(), dropped.join(", "))));
        }
        jobs
    }

    /// Moves an edge to where `to(text, byte now)` says; the other edge stays, and at least one grapheme between them.
    fn move_edge(&mut self, id: MarkId, edge: Edge, now: Moment, to: impl FnOnce(&Text, usize) -> usize) -> Vec<Job> {
        self.change(now, |project, hand| {
            let mark = project.mark(id).ok_or(Refusal::NoMark(id))?;
            let text = project.text_of(mark).ok_or(Refusal::NoMark(id))?;
            let at = with_edge(text, &mark.at, edge, to).ok_or(Refusal::NothingLeft)?;
            let meaning = said_anew(project, mark, &at);
            Ok((edit::set_ranges(project, hand, id, at, meaning)?, ()))
        })
        .0
    }

    fn add_fragment(&mut self, now: Moment) -> Vec<Job> {
        let Some((article, id)) = self.article().cloned().zip(self.selection().mark) else { return Vec::new() };
        let Some(range) = trim_gesture(&article.text, self.selection().bytes()) else { return Vec::new() };
        if self.mark().is_some_and(|mark| mark.article != article.id) {
            self.tell(Notice::warning("a mark cannot reach into another article"));
            return Vec::new();
        }
        let add = |project: &Project, hand: &mut edit::Hand<'_>| {
            let mark = project.mark(id).ok_or(Refusal::NoMark(id))?;
            let at = Fragments::joined(mark.at.iter().chain([range]).collect()).ok_or(Refusal::NothingLeft)?;
            let meaning = said_anew(project, mark, &at);
            Ok((edit::Change { name: "add a fragment".into(), ..edit::set_ranges(project, hand, id, at, meaning)? }, ()))
        };
        let jobs = self.change(now, add).0;
        if !jobs.is_empty() {
            self.run_select(SelectCommand::Out);
        }
        jobs
    }

    fn edit_mark(&mut self, id: MarkId, name: &str, now: Moment, change: impl FnOnce(&mut Mark)) -> Vec<Job> {
        self.change(now, |project, hand| Ok((edit::change_mark(project, hand, id, name, change)?, ()))).0
    }

    /// Sets one attribute, as it is typed.
    fn set_attribute(&mut self, id: MarkId, field: &str, value: &str, now: Moment) -> Vec<Job> {
        let Some(mut after) = self.project().and_then(|project| project.mark(id)).map(|mark| mark.as_ref().clone()) else { return Vec::new() };
        if let Err(error) = set_field(&mut (&mut after).into(), field, value) {
            self.tell(Notice::warning(error.to_string()));
            return Vec::new();
        }
        self.edit_mark(id, &format!("set {}", field.replace('_', " ")), now, |mark| *mark = after)
    }

    fn set_tags(&mut self, id: MarkId, tags: Vec<Name>, now: Moment) -> Vec<Job> {
        self.change(now, |project, hand| {
            let mut wanted: Vec<Name> = Vec::new();
            for tag in tags.iter().map(|tag| Name::from(tag.trim())) {
                if !tag.is_empty() && !wanted.contains(&tag) {
                    wanted.push(tag);
                }
            }
            let new = new_tags(project, &wanted);
            let mut change = edit::change_mark(project, hand, id, "change tags", |mark| mark.tags = wanted)?;
            change.edits.extend(new);
            Ok((change, ()))
        })
        .0
    }
}

/// Whether no mark stands there already that says what a draft does.
pub(super) fn is_free(project: &Project, draft: &MarkDraft) -> bool {
    let mut there = project.marks_touching(draft.article, draft.at.start(), draft.at.end());
    !there.any(|mark| mark.at == draft.at && mark.label() == draft.label())
}

/// What a mark says at other ranges, where it said no more than the words at its old ones did.
fn said_anew(project: &Project, mark: &Mark, at: &Fragments) -> Option<Meaning> {
    let article = project.article(mark.article)?;
    let label = mark.label();
    let said = |at: &Fragments| first_meaning(project, article, at, &label);
    // A claim's check and worth are the analyst's, and never come from its words.
    (said(&mark.at) == mark.meaning).then(|| said(at))
}

/// The settings that put tags on the project's list.
pub(super) fn new_tags(project: &Project, tags: &[Name]) -> Vec<edit::Edit> {
    let wanted: std::collections::BTreeSet<&Name> = tags.iter().collect();
    let missing = wanted.into_iter().filter(|tag| project.setting(&SettingKey::Tag(Arc::clone(tag))).is_none());
    missing.map(|tag| edit::Edit::setting(None, Some(Setting::Tag(tag.clone())))).collect()
}

/// A start goes from word start to word start, an end from word end to word end.
fn stepped(text: &Text, from: usize, edge: Edge, forward: bool, step: EdgeStep) -> usize {
    match (step, edge, forward) {
        (EdgeStep::Word, Edge::Start, true) => word_start_after(text, from),
        (EdgeStep::Word, Edge::Start, false) => word_left(text, from),
        (EdgeStep::Word, Edge::End, true) => word_right(text, from),
        (EdgeStep::Word, Edge::End, false) => word_end_before(text, from),
        (EdgeStep::Grapheme, _, true) => next_grapheme(text.as_str(), from),
        (EdgeStep::Grapheme, _, false) => previous_grapheme(text.as_str(), from),
    }
}

/// The fragments with the outer edge at another place. It moves within its own fragment and outwards, not over the next one.
fn with_edge(text: &Text, at: &Fragments, edge: Edge, to: impl FnOnce(&Text, usize) -> usize) -> Option<Fragments> {
    let mut ranges: Vec<TextRange> = at.iter().collect();
    let moved = match edge {
        Edge::Start => {
            let first = ranges.first_mut()?;
            *first = TextRange::new(text, to(text, first.start())..first.end())?;
            *first
        }
        Edge::End => {
            let last = ranges.last_mut()?;
            *last = TextRange::new(text, last.start()..to(text, last.end()))?;
            *last
        }
    };
    moved.fits(text).then(|| Fragments::new(ranges)).flatten()
}

impl MarkDraft {
    /// The label of what is to be made.
    pub fn label(&self) -> Label {
        Meaning::label(&self.meaning)
    }
}
