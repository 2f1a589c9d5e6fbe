//! Changes where an article's text is replaced: its marks go where their words are, the old text stays as an earlier version, and what
//! cannot be carried over waits in it until an analyst has looked.

use super::plan::Plan;
use super::{Change, Edit, Hand, Refusal};
use crate::article::{Block, Draft, Origin};
use crate::project::{Article, ArticleId, ArticleState, Mark, MarkId, Meaning, Project, Version, VersionId};
use crate::text::{Carriage, Fragments, Text, TextRange};
use std::collections::BTreeMap;

/// What is done with a mark when its article's text is replaced.
#[derive(Clone, PartialEq, Debug)]
pub enum Decision {
    /// It goes to these ranges of the new text.
    Put {
        /// The ranges.
        at: Fragments,
        /// What its words say there, where it says no more than its words.
        meaning: Option<Meaning>,
    },
    /// It waits in the earlier version until somebody has looked at it.
    Wait,
    /// It goes; the earlier version keeps the record of it.
    LetGo,
}

/// What became of what an article held.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Taken {
    /// Marks that are on words of the new text.
    pub carried: usize,
    /// Marks that wait.
    pub waiting: usize,
    /// Marks that went.
    pub gone: usize,
    /// Zones to skip whose words were not found again: they are no zones any more.
    pub zones_lost: usize,
    /// Cues of links whose words were not found again: the links have none any more.
    pub cues_lost: usize,
}

/// All ranges of an article that have to be carried over when its text is replaced: those of its marks, their links' cues and its zones.
pub fn ranges_to_carry(project: &Project, article: &Article) -> Vec<TextRange> {
    let mut ranges = article.skip.clone();
    project.marks_in(article.id).for_each(|mark| push_ranges(mark, &mut ranges));
    ranges
}

/// The ranges of the marks that wait in an earlier version, and of their links' cues.
pub fn ranges_that_wait(project: &Project, version: &Version) -> Vec<TextRange> {
    let mut ranges = Vec::new();
    let waiting = project.waiting_in(version.article).into_iter().filter(|mark| mark.version == Some(version.id));
    waiting.for_each(|mark| push_ranges(mark, &mut ranges));
    ranges
}

fn push_ranges(mark: &Mark, ranges: &mut Vec<TextRange>) {
    ranges.extend(mark.at.iter());
    ranges.extend(mark.links.iter().flat_map(|link| &link.cue));
}

/// Replaces the text of an article. `carriage` compares its text with the draft's. A mark for which `decisions` says nothing goes to its
/// words if they are certain, else it waits. An article that was done is in progress again: there are words that nobody has read.
///
/// # Errors
/// Where the article is not there, has this text, or a decision names a place that is none of the new text.
pub fn take_version(
    project: &Project,
    hand: &mut Hand<'_>,
    id: ArticleId,
    draft: Draft,
    carriage: &Carriage,
    decisions: &BTreeMap<MarkId, Decision>,
) -> Result<(Change, Taken), Refusal> {
    let version = hand.version_id(project);
    take_version_as(project, hand, id, draft, carriage, decisions, version)
}

/// As [`take_version`]; the earlier version gets this id.
pub(crate) fn take_version_as(
    project: &Project,
    hand: &Hand<'_>,
    id: ArticleId,
    draft: Draft,
    carriage: &Carriage,
    decisions: &BTreeMap<MarkId, Decision>,
    version: VersionId,
) -> Result<(Change, Taken), Refusal> {
    let article = project.article(id).ok_or(Refusal::NoArticle(id))?;
    if article.text == draft.text {
        return Err(Refusal::Nothing);
    }
    let version = version_of(project, hand, article, version);
    let mut taken = Taken::default();
    let mut plan = Plan::new(project);
    let mut gone = Vec::new();
    for mark in project.marks_in(id) {
        match decisions.get(&mark.id).cloned().unwrap_or_else(|| by_itself(carriage, mark)) {
            Decision::Put { at, meaning } => {
                if !at.fit(&draft.text) {
                    return Err(Refusal::Outside(id));
                }
                plan.put(carried(mark, at, meaning, Some(carriage), &mut taken.cues_lost));
                taken.carried += 1;
            }
            Decision::Wait => {
                plan.put(Mark { version: Some(version.id), ..mark.as_ref().clone() });
                taken.waiting += 1;
            }
            Decision::LetGo => gone.push(mark.id),
        }
    }
    taken.gone = gone.len();
    gone.into_iter().for_each(|mark| plan.remove(mark));
    let name = format!("take a new version of “{}”", article.title);
    let mut after = replaced(article, draft);
    after.skip = article.skip.iter().filter_map(|zone| carriage.certain(*zone)).collect();
    taken.zones_lost = article.skip.len() - after.skip.len();
    // Zones that were moved may stand in another order now.
    after.skip = Fragments::joined(after.skip).map(|zones| zones.iter().collect()).unwrap_or_default();
    plan.replace(after);
    let mut change = plan.finish(hand, name);
    change.edits.push(Edit::version(None, Some(version)));
    Ok((change, taken))
}

/// Decides about marks that wait in earlier versions: each goes to words of the article as it is, or goes for good. `carriage` compares the
/// version with the article as it is; where it is not known, the cues of the marks' links go.
///
/// # Errors
/// Where a mark is not there or does not wait, a place is none of the text, or nothing would change.
pub fn settle(project: &Project, hand: &Hand<'_>, carriage: Option<&Carriage>, decisions: &BTreeMap<MarkId, Decision>) -> Result<Change, Refusal> {
    let mut plan = Plan::new(project);
    let (mut put, mut gone) = (0, 0);
    for (id, decision) in decisions {
        let mark = project.mark(*id).filter(|mark| mark.waits()).ok_or(Refusal::NoMark(*id))?;
        let text = project.article(mark.article).map(|article| &article.text).ok_or(Refusal::NoArticle(mark.article))?;
        match decision {
            Decision::Put { at, meaning } => {
                if !at.fit(text) {
                    return Err(Refusal::Outside(mark.article));
                }
                let after = carried(mark, at.clone(), meaning.clone(), carriage, &mut 0);
                if let Some(twin) = plan.twin_of(&after) {
                    return Err(Refusal::Twin(twin));
                }
                plan.put(after);
                put += 1;
            }
            Decision::Wait => {}
            Decision::LetGo => {
                plan.remove(*id);
                gone += 1;
            }
        }
    }
    let name = match (put, gone) {
        (0, 0) => return Err(Refusal::Nothing),
        (1, 0) => "put a mark on words of the new text".to_owned(),
        (many, 0) => format!("put {many} marks on words of the new text"),
        (0, 1) => "let a mark go with its words".to_owned(),
        (0, many) => format!("let {many} marks go with their words"),
        (put, gone) => format!("decide about {} marks", put + gone),
    };
    Ok(plan.finish(hand, name))
}

/// Removes an earlier version with its record of marks.
///
/// # Errors
/// Where it is not there, or marks wait in it.
pub fn remove_version(project: &Project, hand: &Hand<'_>, id: VersionId) -> Result<Change, Refusal> {
    let version = project.version(id).ok_or(Refusal::NoVersion(id))?;
    if project.waiting_in(version.article).iter().any(|mark| mark.version == Some(id)) {
        return Err(Refusal::MarksWait(id));
    }
    Ok(hand.change("remove an earlier version", vec![Edit::version(Some(version.clone()), None)]))
}

fn by_itself(carriage: &Carriage, mark: &Mark) -> Decision {
    carriage.fate(&mark.at).certain().map_or(Decision::Wait, |at| Decision::Put { at: at.clone(), meaning: None })
}

/// A mark on words of the new text, its links' cues carried as far as they are certain.
fn carried(mark: &Mark, at: Fragments, meaning: Option<Meaning>, carriage: Option<&Carriage>, cues_lost: &mut usize) -> Mark {
    let mut mark = Mark { at, version: None, ..mark.clone() };
    for link in &mut mark.links {
        let ranges: Vec<TextRange> = link.cue.iter().filter_map(|range| carriage?.certain(*range)).collect();
        *cues_lost += usize::from(ranges.len() < link.cue.len());
        link.cue = Fragments::joined(ranges).map(|cue| cue.iter().collect()).unwrap_or_default();
    }
    mark.meaning = meaning.unwrap_or(mark.meaning);
    mark
}

fn version_of(project: &Project, hand: &Hand<'_>, article: &Article, id: VersionId) -> Version {
    Version {
        id,
        article: article.id,
        title: article.title.clone(),
        origin: article.origin.clone(),
        blocks: article.blocks.clone(),
        text: article.text.clone(),
        skip: article.skip.clone(),
        marks: project.marks_in(article.id).cloned().collect(),
        by: hand.by.clone(),
        on: Some(hand.now),
    }
}

/// The article with the draft's text. A title that an analyst gave stays, one that stood in the text follows it.
fn replaced(article: &Article, draft: Draft) -> Article {
    let stood_in_text = title_in(&article.blocks, &article.text) == Some(article.title.as_str());
    let title = if stood_in_text && title_in(&draft.blocks, &draft.text).is_some() { draft.title } else { article.title.clone() };
    let or = |new: String, old: &String| if new.is_empty() { old.clone() } else { new };
    let origin = Origin {
        file: or(draft.origin.file, &article.origin.file),
        url: or(draft.origin.url, &article.origin.url),
        outlet: or(draft.origin.outlet, &article.origin.outlet),
        published: or(draft.origin.published, &article.origin.published),
        byline: or(draft.origin.byline, &article.origin.byline),
        language: or(draft.origin.language, &article.origin.language),
        ..draft.origin
    };
    let state = if article.state == ArticleState::Done { ArticleState::InProgress } else { article.state };
    Article { title, origin, state, blocks: draft.blocks, text: draft.text, ..article.clone() }
}

fn title_in<'a>(blocks: &[(u32, Block)], text: &'a Text) -> Option<&'a str> {
    let (number, _) = blocks.iter().find(|(_, block)| *block == Block::Title)?;
    Some(text.paragraph_str(*number as usize).trim())
}
