//! Changes of marks: add, relabel, move, remove.

use super::plan::Plan;
use super::{Change, Hand, Refusal};
use crate::project::{ArticleId, Decided, Label, Mark, MarkId, MarkState, Meaning, Name, Project};
use crate::text::Fragments;
use std::collections::BTreeSet;

/// A mark to be made.
#[derive(Clone, PartialEq, Debug)]
pub struct MarkDraft {
    /// In which article.
    pub article: ArticleId,
    /// Where.
    pub at: Fragments,
    /// What it says.
    pub meaning: Meaning,
    /// The analyst's words.
    pub note: String,
    /// Whether the reviewer should look at it.
    pub discuss: bool,
    /// Words from the project's list.
    pub tags: Vec<Name>,
}

impl MarkDraft {
    /// A mark with nothing set but its label.
    pub fn new(article: ArticleId, at: impl Into<Fragments>, label: &Label) -> Self {
        Self { article, at: at.into(), meaning: Meaning::of(label), note: String::new(), discuss: false, tags: Vec::new() }
    }
}

/// Makes marks; the first one in an article begins the work on it. The ids are in the order of the drafts.
///
/// # Errors
/// Where a range is none of its text, or the same label, ranges and author are there.
pub fn add_marks(project: &Project, hand: &mut Hand<'_>, drafts: Vec<MarkDraft>) -> Result<(Change, Vec<MarkId>), Refusal> {
    let mut plan = Plan::new(project);
    let mut made = Vec::new();
    let labels: Vec<Label> = drafts.iter().map(|draft| draft.meaning.label()).collect();
    for draft in drafts {
        let article = project.article(draft.article).ok_or(Refusal::NoArticle(draft.article))?;
        if !draft.at.fit(&article.text) {
            return Err(Refusal::Outside(draft.article));
        }
        let mark = Mark {
            id: hand.mark_id(project),
            article: draft.article,
            version: None,
            at: draft.at,
            meaning: draft.meaning,
            links: Vec::new(),
            note: draft.note,
            discuss: draft.discuss,
            tags: draft.tags,
            state: MarkState::Accepted,
            decided: None,
            score: None,
            by: hand.by.clone(),
            on: Some(hand.now),
            of: Vec::new(),
            kept: Vec::new(),
        };
        if let Some(twin) = plan.twin_of(&mark) {
            return Err(Refusal::Twin(twin));
        }
        plan.begin(mark.article)?;
        made.push(mark.id);
        plan.put(mark);
    }
    let name = match labels.as_slice() {
        [only] => format!("mark a {}", only.name().to_lowercase()),
        many => format!("mark {} places", many.len()),
    };
    Ok((plan.finish(hand, name), made))
}

/// A mark with another label, and what it lost by that.
pub struct Relabelled {
    /// The change.
    pub change: Change,
    /// What was dropped, in words: attributes and links that the new label does not have.
    pub dropped: Vec<String>,
}

/// Gives a mark another label, with what it says then. Common attributes stay; the others go, and links whose ends fit no longer.
/// `first` is what the mark said by itself: to lose that is not worth a word.
///
/// # Errors
/// Where the mark has that label, or the same words have it already.
pub fn relabel(project: &Project, hand: &Hand<'_>, id: MarkId, meaning: Meaning, first: &Meaning) -> Result<Relabelled, Refusal> {
    let name = format!("relabel as {}", meaning.label().name().to_lowercase());
    let mut plan = Plan::new(project);
    let dropped = relabel_in(&mut plan, id, meaning, first)?;
    Ok(Relabelled { change: plan.finish(hand, name), dropped })
}

/// Plans that a mark gets another label; says what is dropped.
pub(super) fn relabel_in(plan: &mut Plan<'_>, id: MarkId, meaning: Meaning, first: &Meaning) -> Result<Vec<String>, Refusal> {
    let mut mark = standing(plan, id)?;
    let label = &meaning.label();
    if mark.label() == *label {
        return Err(Refusal::Nothing);
    }
    let mut dropped = if mark.meaning == *first { Vec::new() } else { attributes_set(&mark.meaning) };
    mark.meaning = meaning.clone();
    if let Some(twin) = plan.twin_of(&mark) {
        return Err(Refusal::Twin(twin));
    }
    let fits = |link: &crate::project::Link| plan.mark(link.to).is_some_and(|to| link.kind.allows(label, &to.label()));
    for link in mark.links.iter().filter(|link| !fits(link) && !link.auto) {
        dropped.push(format!("the link {}", link.kind));
    }
    mark.links.retain(fits);
    plan.put(mark);
    let from_others = plan.drop_links_to(id, |holder, link| !link.kind.allows(&holder.label(), label));
    dropped.extend(from_others.into_iter().map(|kind| format!("the link {kind} to it")));
    Ok(dropped)
}

/// Moves the edges of a mark; `meaning` is what its new words say, where it said no more than its old ones.
///
/// # Errors
/// Where the ranges are none of its text, do not change, or are marked with the same label already.
pub fn set_ranges(project: &Project, hand: &Hand<'_>, id: MarkId, at: Fragments, meaning: Option<Meaning>) -> Result<Change, Refusal> {
    let mut plan = Plan::new(project);
    let mut mark = standing(&plan, id)?;
    if mark.at == at {
        return Err(Refusal::Nothing);
    }
    if !project.text_of(&mark).is_some_and(|text| at.fit(text)) {
        return Err(Refusal::Outside(mark.article));
    }
    mark.at = at;
    if let Some(meaning) = meaning {
        mark.meaning = meaning;
    }
    if let Some(twin) = plan.twin_of(&mark) {
        return Err(Refusal::Twin(twin));
    }
    plan.put(mark);
    Ok(plan.finish(hand, "move an edge"))
}

/// Changes attributes of a mark; `name` is what the menu says.
///
/// # Errors
/// Where nothing changes.
pub fn change_mark(project: &Project, hand: &Hand<'_>, id: MarkId, name: &str, change: impl FnOnce(&mut Mark)) -> Result<Change, Refusal> {
    let before = project.mark(id).ok_or(Refusal::NoMark(id))?;
    let mut after = before.as_ref().clone();
    change(&mut after);
    if after == **before {
        return Err(Refusal::Nothing);
    }
    let mut plan = Plan::new(project);
    plan.put(after);
    Ok(plan.finish(hand, name))
}

/// Removes marks with the links to them, the comments on them and the rules that are silenced for them.
///
/// # Errors
/// Where a mark is not there.
pub fn remove_marks(project: &Project, hand: &Hand<'_>, ids: &[MarkId]) -> Result<Change, Refusal> {
    let ids: BTreeSet<MarkId> = ids.iter().copied().collect();
    if ids.is_empty() {
        return Err(Refusal::Nothing);
    }
    let mut plan = Plan::new(project);
    for id in &ids {
        plan.mark(*id).ok_or(Refusal::NoMark(*id))?;
        plan.remove(*id);
    }
    let name = if ids.len() == 1 { "remove a mark".to_owned() } else { format!("remove {} marks", ids.len()) };
    Ok(plan.finish(hand, name))
}

/// Accepts proposals or rejects them; they keep their ids and makers. A rejected one can be accepted after all.
///
/// # Errors
/// Where a mark is not there, or nothing would change.
pub fn decide(project: &Project, hand: &Hand<'_>, ids: &[MarkId], accept: bool, why: &str) -> Result<Change, Refusal> {
    let (state, word) = if accept { (MarkState::Accepted, "accept") } else { (MarkState::Rejected, "reject") };
    let mut plan = Plan::new(project);
    let mut count = 0;
    for id in ids {
        let mark = plan.mark(*id).ok_or(Refusal::NoMark(*id))?;
        let is_open = mark.state != state && (mark.state == MarkState::Proposed || mark.decided.is_some());
        if is_open {
            let decided = Decided { by: hand.by.clone(), on: Some(hand.now), why: why.to_owned() };
            let mark = Mark { state, decided: Some(Box::new(decided)), ..mark.clone() };
            if accept {
                plan.begin(mark.article)?;
            }
            plan.put(mark);
            count += 1;
        }
    }
    match count {
        0 => Err(Refusal::Nothing),
        1 => Ok(plan.finish(hand, format!("{word} a proposal"))),
        many => Ok(plan.finish(hand, format!("{word} {many} proposals"))),
    }
}

/// A mark that stands in its article's text.
fn standing(plan: &Plan<'_>, id: MarkId) -> Result<Mark, Refusal> {
    let mark = plan.mark(id).ok_or(Refusal::NoMark(id))?.clone();
    if mark.waits() { Err(Refusal::Waits(id)) } else { Ok(mark) }
}

/// The attributes that are set and that only this label has, in words.
fn attributes_set(meaning: &Meaning) -> Vec<String> {
    let all = match meaning {
        Meaning::Claim(claim) => {
            vec![(claim.worth.is_some(), "worth"), (claim.voice.is_some(), "voice"), (!claim.kinds.is_empty(), "kinds"), (claim.check.is_some(), "the check")]
        }
        Meaning::Source(source) => vec![(!source.name.is_empty(), "the name"), (source.naming.is_some(), "naming"), (source.kind.is_some(), "the kind")],
        Meaning::Figure(figure) => vec![
            (figure.low.is_some() || figure.high.is_some() || figure.how.is_some(), "the quantity"),
            (!figure.unit.is_empty(), "the unit"),
            (!figure.what.is_empty(), "what is counted"),
            (figure.trend.is_some(), "the trend"),
            (figure.kind.is_some(), "the kind"),
        ],
        Meaning::Own(_) => Vec::new(),
    };
    all.into_iter().filter(|(is_set, _)| *is_set).map(|(_, word)| word.to_owned()).collect()
}
