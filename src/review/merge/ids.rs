//! Ids in a merge: made from content, and one for two articles that are the same.

use crate::project::{Article, ArticleId, Ids, Mark, Parts, Project, Review, Setting, SettingKey, Silenced, Subject, Version};
use crate::text::Fingerprint;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// An id that follows from content, and that nothing has yet.
pub(super) fn derived<I: Copy>(content: &str, next: impl Fn(&mut Ids) -> I, taken: impl Fn(I) -> bool) -> I {
    let mut ids = Ids::of_content(content);
    loop {
        let id = next(&mut ids);
        if !taken(id) {
            return id;
        }
    }
}

/// Both sides with one id for each text that both added: the smaller one.
pub(super) fn one_id_for_one_text<'p>(base: &Project, ours: &'p Project, theirs: &'p Project) -> [Cow<'p, Project>; 2] {
    let (mut in_ours, mut in_theirs) = (BTreeMap::new(), BTreeMap::new());
    let (one, two) = (added(base, ours), added(base, theirs));
    for (text, ids) in &one {
        // Of several with one text the first goes with the first.
        for (own, other) in ids.iter().zip(two.get(text).into_iter().flatten()) {
            if own < other && theirs.article(*own).is_none() {
                in_theirs.insert(*other, *own);
            } else if other < own && ours.article(*other).is_none() {
                in_ours.insert(*own, *other);
            }
        }
    }
    [renamed(ours, &in_ours), renamed(theirs, &in_theirs)]
}

/// The articles that a side added, by their texts, in the order of their ids.
fn added(base: &Project, side: &Project) -> BTreeMap<Fingerprint, Vec<ArticleId>> {
    let mut by_text: BTreeMap<Fingerprint, Vec<ArticleId>> = BTreeMap::new();
    let mut ids: Vec<ArticleId> = side.order().iter().copied().filter(|id| base.article(*id).is_none()).collect();
    ids.sort_unstable();
    for id in ids {
        if let Some(article) = side.article(id) {
            by_text.entry(article.text.fingerprint()).or_default().push(id);
        }
    }
    by_text
}

/// A project whose articles have other ids.
fn renamed<'p>(project: &'p Project, ids: &BTreeMap<ArticleId, ArticleId>) -> Cow<'p, Project> {
    if ids.is_empty() {
        return Cow::Borrowed(project);
    }
    let id = |id: ArticleId| ids.get(&id).copied().unwrap_or(id);
    let subject = |subject: Subject| match subject {
        Subject::Article(article) => Subject::Article(id(article)),
        Subject::Mark(_) | Subject::Check(_) => subject,
    };
    let mark =
        |mark: &Arc<Mark>| if id(mark.article) == mark.article { mark.clone() } else { Arc::new(Mark { article: id(mark.article), ..mark.as_ref().clone() }) };
    let setting = |setting: &Setting| match setting {
        Setting::Silenced(silenced) => Setting::Silenced(Silenced { about: subject(silenced.about), ..silenced.clone() }),
        Setting::Review(review) => Setting::Review(review_of(review, &id)),
        Setting::Title(_)
        | Setting::Analyst(_)
        | Setting::Label(_)
        | Setting::LinkKind(_)
        | Setting::Tag(_)
        | Setting::Scale(_)
        | Setting::Guide(_)
        | Setting::Order(_)
        | Setting::Moved(_)
        | Setting::Theirs(_)
        | Setting::Kept(_) => setting.clone(),
    };
    let parts = Parts {
        settings: project.settings().filter(|setting| setting.key() != SettingKey::Order).map(setting).collect(),
        articles: project.articles().map(|article| Article { id: id(article.id), ..article.as_ref().clone() }).collect(),
        marks: project.marks().map(mark).collect(),
        versions: project.versions().map(|version| version_of(version, id(version.article), &mark)).collect(),
        checks: project.checks().map(|check| check.as_ref().clone()).collect(),
        comments: project.comments().map(|comment| crate::project::Comment { about: comment.about.map(subject), ..comment.as_ref().clone() }).collect(),
    };
    Project::assemble(parts).map_or(Cow::Borrowed(project), Cow::Owned)
}

fn review_of(review: &Review, id: &impl Fn(ArticleId) -> ArticleId) -> Review {
    let mut review = review.clone();
    review.analysts.iter_mut().flat_map(|analyst| &mut analyst.articles).for_each(|article| article.here = id(article.here));
    review
}

fn version_of(version: &Version, article: ArticleId, mark: &impl Fn(&Arc<Mark>) -> Arc<Mark>) -> Version {
    Version { article, marks: version.marks.iter().map(mark).collect(), ..version.clone() }
}
