//! Where an article's text was replaced, the other projects follow before anything is merged: places of different texts cannot be compared.

use super::ids::derived;
use super::in_order;
use crate::article::Draft;
use crate::edit::{Change, Edit, Hand, ranges_to_carry, take_version_as};
use crate::project::{Article, ArticleId, Ids, Moment, Project, VersionId};
use crate::text::{Carriage, Text};
use std::collections::{BTreeMap, BTreeSet};

/// The three projects, every article with one text.
pub(super) struct Same {
    pub(super) base: Project,
    pub(super) ours: Project,
    pub(super) theirs: Project,
}

/// Brings articles of which the texts differ to one text: the one that is new, of two new ones the one whose fingerprint is larger. Marks
/// follow as for a new version.
pub(super) fn same_texts(base: &Project, ours: &Project, theirs: &Project, conflicts: &mut Vec<String>) -> Same {
    let mut same = Same { base: base.clone(), ours: ours.clone(), theirs: theirs.clone() };
    let all: BTreeSet<ArticleId> = [base, ours, theirs].into_iter().flat_map(|project| project.order().iter().copied()).collect();
    for id in all {
        let [old, one, two] = [base, ours, theirs].map(|project| project.article(id).map(|article| article.text.clone()));
        let is_new = |text: &Text| old.as_ref() != Some(text);
        let new = match (one.filter(is_new), two.filter(is_new)) {
            (None, None) => continue,
            (Some(only), None) | (None, Some(only)) => only,
            (Some(one), Some(two)) if one == two => one,
            (Some(one), Some(two)) => {
                conflicts.push(format!("article {id}: both sides took a new text; one is the article's, the other is an earlier version"));
                if one.fingerprint() > two.fingerprint() { one } else { two }
            }
        };
        let has_it = |project: &Project| project.article(id).filter(|article| article.text == new).cloned();
        let target = match (has_it(ours), has_it(theirs)) {
            (Some(one), Some(two)) => Some(in_order(&one, &two).0.clone()),
            (one, two) => one.or(two),
        };
        let Some(target) = target else { continue };
        for project in [&mut same.base, &mut same.ours, &mut same.theirs] {
            let replaced = project.article(id).map(|article| article.text.clone()).filter(|text| *text != new);
            if let Some(replaced) = replaced {
                let version = version_with([ours, theirs], id, &replaced);
                *project = brought(project, id, &target, version);
            }
        }
    }
    same
}

/// The id of the earlier version that holds a text; where nobody has one, an id that follows from the text.
fn version_with(sides: [&Project; 2], article: ArticleId, text: &Text) -> VersionId {
    let holds = sides.into_iter().flat_map(|project| project.versions_of(article)).filter(|version| version.text == *text);
    let taken = |id: VersionId| sides.iter().any(|project| project.version(id).is_some());
    holds.map(|version| version.id).min().unwrap_or_else(|| derived(&format!("{article} {}", text.fingerprint()), VersionId::next, taken))
}

/// A project in which an article has another text, and nothing else of the article is changed.
fn brought(project: &Project, id: ArticleId, target: &Article, version: VersionId) -> Project {
    let Some(article) = project.article(id).cloned() else { return project.clone() };
    let carriage = Carriage::new(&article.text, &target.text, ranges_to_carry(project, &article));
    let (mut ids, by) = (Ids::new(0), project.analyst());
    let hand = Hand { by: &by, now: Moment::default(), ids: &mut ids };
    let draft =
        Draft { title: article.title.clone(), origin: article.origin.clone(), text: target.text.clone(), blocks: target.blocks.clone(), warnings: Vec::new() };
    let mut brought = project.clone();
    let free = if project.version(version).is_some() { derived(&version.to_string(), VersionId::next, |id| project.version(id).is_some()) } else { version };
    let Ok((change, _)) = take_version_as(project, &hand, id, draft, &carriage, &BTreeMap::new(), free) else { return brought };
    if brought.apply(&change).is_err() {
        return project.clone();
    }
    let now = brought.article(id).cloned();
    let after = now.as_ref().map(|now| Article { text: now.text.clone(), blocks: now.blocks.clone(), skip: now.skip.clone(), ..article.as_ref().clone() });
    let own = Change { name: String::new(), by: by.clone(), on: None, edits: vec![Edit::article(now, after)] };
    brought.apply(&own).unwrap_or_default();
    brought
}
