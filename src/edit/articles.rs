//! Changes of articles: add, remove, rename, reorder, state, zones.

use super::plan::Plan;
use super::{Change, Edit, Hand, Refusal};
use crate::article::Draft;
use crate::project::{Article, ArticleId, ArticleState, MarkId, Project, Setting, Subject};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Adds articles behind those that are there. The ids are in the order of the drafts.
pub fn add_articles(project: &Project, hand: &mut Hand<'_>, drafts: Vec<Draft>) -> (Change, Vec<ArticleId>) {
    let mut made = Vec::with_capacity(drafts.len());
    let mut edits = Vec::with_capacity(drafts.len() + 1);
    let name = match drafts.as_slice() {
        [only] => format!("add “{}”", only.title),
        many => format!("add {} articles", many.len()),
    };
    for draft in drafts {
        let article = Article {
            id: hand.article_id(project),
            title: draft.title,
            origin: draft.origin,
            state: ArticleState::Todo,
            blocks: draft.blocks,
            text: draft.text,
            skip: Vec::new(),
            kept: Vec::new(),
        };
        made.push(article.id);
        edits.push(Edit::article(None, Some(article)));
    }
    let order = project.order().iter().chain(&made).copied().collect();
    edits.push(reorder(project, order));
    (hand.change(name, edits), made)
}

/// Removes articles with their marks and earlier versions, the links to those marks, and the comments on both and rules silenced for them.
///
/// # Errors
/// Where an article is not there.
pub fn remove_articles(project: &Project, hand: &Hand<'_>, ids: &[ArticleId]) -> Result<Change, Refusal> {
    let ids: BTreeSet<ArticleId> = ids.iter().copied().collect();
    let mut plan = Plan::new(project);
    for id in &ids {
        project.article(*id).ok_or(Refusal::NoArticle(*id))?;
        let marks: Vec<MarkId> = project.marks_in(*id).chain(project.waiting_in(*id)).map(|mark| mark.id).collect();
        for mark in marks {
            plan.remove(mark);
        }
    }
    let name = match (ids.first(), ids.len()) {
        (None, _) => return Err(Refusal::Nothing),
        (Some(only), 1) => format!("remove “{}”", project.article(*only).map_or("", |article| &article.title)),
        (Some(_), many) => format!("remove {many} articles"),
    };
    let mut change = plan.finish_with(hand, name, ids.iter().map(|id| Subject::Article(*id)));
    let versions = ids.iter().flat_map(|id| project.versions_of(*id));
    change.edits.extend(versions.map(|version| Edit::version(Some(version.clone()), None)));
    change.edits.extend(ids.iter().map(|id| Edit::article(project.article(*id).cloned(), None)));
    let order = project.order().iter().filter(|id| !ids.contains(id)).copied().collect();
    change.edits.push(reorder(project, order));
    Ok(change)
}

/// Moves an article to a place in the order, counted from 0 without it.
///
/// # Errors
/// Where the article is not there or stands there already.
pub fn move_article(project: &Project, hand: &Hand<'_>, id: ArticleId, place: usize) -> Result<Change, Refusal> {
    let mut order: Vec<ArticleId> = project.order().iter().filter(|other| **other != id).copied().collect();
    if order.len() == project.order().len() {
        return Err(Refusal::NoArticle(id));
    }
    order.insert(place.min(order.len()), id);
    if order == project.order() {
        return Err(Refusal::Nothing);
    }
    Ok(hand.change("move an article", vec![reorder(project, order)]))
}

/// Gives an article another title; its text stays.
///
/// # Errors
/// Where the article is not there or has that title.
pub fn rename_article(project: &Project, hand: &Hand<'_>, id: ArticleId, title: &str) -> Result<Change, Refusal> {
    change_article(project, hand, id, "rename an article", |article| article.title = title.to_owned())
}

/// Sets the state of articles.
///
/// # Errors
/// Where an article is not there, or all have that state.
pub fn set_state(project: &Project, hand: &Hand<'_>, ids: &[ArticleId], state: ArticleState) -> Result<Change, Refusal> {
    let mut edits = Vec::new();
    for id in &ids.iter().copied().collect::<BTreeSet<ArticleId>>() {
        let before = project.article(*id).ok_or(Refusal::NoArticle(*id))?;
        if before.state != state {
            edits.push(Edit::article(Some(before.clone()), Some(Article { state, ..before.as_ref().clone() })));
        }
    }
    if edits.is_empty() {
        return Err(Refusal::Nothing);
    }
    Ok(hand.change("set the state", edits))
}

/// Changes one article.
pub(super) fn change_article(project: &Project, hand: &Hand<'_>, id: ArticleId, name: &str, change: impl FnOnce(&mut Article)) -> Result<Change, Refusal> {
    let before = project.article(id).ok_or(Refusal::NoArticle(id))?;
    let mut after = before.as_ref().clone();
    change(&mut after);
    if after == **before {
        return Err(Refusal::Nothing);
    }
    Ok(hand.change(name, vec![Edit::article(Some(Arc::clone(before)), Some(after))]))
}

fn reorder(project: &Project, order: Vec<ArticleId>) -> Edit {
    let before = project.setting(&crate::project::SettingKey::Order);
    Edit::setting(before, (!order.is_empty()).then_some(Setting::Order(order)))
}
