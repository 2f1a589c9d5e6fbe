//! What each analyst did, as a review remembers it, however far the reviewer is.

use super::align::{Aligned, Finding, FindingKind, align};
use crate::project::{Article, ArticleId, Link, Mark, MarkId, MarkState, Name, Parts, Project, Review, Setting, SettingKey};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// An analyst's work with the review's article ids and the analyst's own mark ids, all of it accepted as it was handed in.
pub fn side(project: &Project, analyst: usize) -> Project {
    Side::of(project, analyst).map(|side| side.project(&|article| article, &|mark| Some(mark))).unwrap_or_default()
}

/// One analyst's part of a review.
pub(super) struct Side<'p> {
    pub(super) project: &'p Project,
    pub(super) name: Name,
    review: &'p Review,
    analyst: usize,
    /// The analyst's id of each copy.
    pub(super) own: BTreeMap<MarkId, MarkId>,
    moved: BTreeMap<MarkId, Vec<(Link, Option<MarkId>)>>,
}

impl<'p> Side<'p> {
    pub(super) fn of(project: &'p Project, analyst: usize) -> Option<Self> {
        let review = project.review()?;
        let name = review.analysts.get(analyst)?.name.clone();
        let own = |mark: &Arc<Mark>| mark.of.iter().find(|(whose, _)| *whose == name).map(|(_, own)| (mark.id, *own));
        let own = project.marks().filter(|mark| mark.is_copy()).filter_map(own).collect();
        let mut moved: BTreeMap<MarkId, Vec<(Link, Option<MarkId>)>> = BTreeMap::new();
        for entry in project.moved_links() {
            moved.entry(entry.from).or_default().push((entry.link.clone(), entry.now));
        }
        Some(Self { project, name, review, analyst, own, moved })
    }

    /// The project that the analyst handed in, with ids of articles as wanted; `mark` has the last word on each mark.
    pub(super) fn project(&self, article: &dyn Fn(ArticleId) -> ArticleId, mark: &dyn Fn(Mark) -> Option<Mark>) -> Project {
        let mut parts = self.frame(article);
        let marks = self.own.keys().filter_map(|id| self.project.mark(*id)).filter_map(|copy| mark(self.as_handed_in(copy, article)));
        parts.marks = marks.map(Arc::new).collect();
        let there: BTreeSet<ArticleId> = parts.articles.iter().map(|article| article.id).collect();
        parts.marks.retain(|mark| there.contains(&mark.article));
        Project::assemble(parts).unwrap_or_default()
    }

    /// The articles, settings and checks.
    pub(super) fn frame(&self, article: &dyn Fn(ArticleId) -> ArticleId) -> Parts {
        let settings = self.project.settings().filter(|setting| match setting.key() {
            SettingKey::Label(_) | SettingKey::LinkKind(_) | SettingKey::Tag(_) | SettingKey::Scale | SettingKey::Guide | SettingKey::Title => true,
            SettingKey::Analyst | SettingKey::Silenced(..) | SettingKey::Review | SettingKey::Moved(..) | SettingKey::Order | SettingKey::Kept => false,
        });
        let theirs = self.review.analysts.get(self.analyst).map(|analyst| analyst.articles.as_slice()).unwrap_or_default();
        let known = theirs.iter().filter_map(|their| Some((self.project.article(their.here)?, their.state)));
        Parts {
            settings: settings.cloned().chain([Setting::Analyst(self.name.clone())]).collect(),
            articles: known.map(|(known, state)| Article { id: article(known.id), state, ..known.as_ref().clone() }).collect(),
            checks: self.project.checks().map(|check| check.as_ref().clone()).collect(),
            ..Parts::default()
        }
    }

    /// A copy as the analyst's own mark.
    pub(super) fn as_handed_in(&self, copy: &Arc<Mark>, article: &dyn Fn(ArticleId) -> ArticleId) -> Mark {
        let links = original_links(copy, self.moved.get(&copy.id).map(Vec::as_slice).unwrap_or_default());
        let own = links.into_iter().filter_map(|link| Some(Link { to: *self.own.get(&link.to)?, ..link }));
        let mark = copy.as_ref().clone();
        Mark {
            id: self.own.get(&copy.id).copied().unwrap_or(copy.id),
            article: article(copy.article),
            links: own.collect(),
            state: MarkState::Accepted,
            decided: None,
            of: Vec::new(),
            ..mark
        }
    }
}

/// The links of a mark as they were before decisions moved any.
pub(super) fn original_links(mark: &Mark, moved: &[(Link, Option<MarkId>)]) -> Vec<Link> {
    let is_moved = |link: &&Link| moved.iter().any(|(original, now)| *now == Some(link.to) && original.kind == link.kind);
    mark.links.iter().filter(|link| !is_moved(link)).cloned().chain(moved.iter().map(|(original, _)| original.clone())).collect()
}

/// The findings of a review, which decisions do not change.
#[derive(Clone, Default, Debug)]
pub struct Findings {
    /// All, in the order of the articles and in reading order.
    pub list: Vec<ReviewFinding>,
    of_mark: BTreeMap<MarkId, usize>,
}

/// A finding of a review.
#[derive(Clone, Debug)]
pub struct ReviewFinding {
    /// The article.
    pub article: ArticleId,
    /// What differs.
    pub kind: FindingKind,
    /// Everything that differs, in words.
    pub differs: Vec<String>,
    /// For each analyst the copy of the mark, if there is one; the same copy for those whose marks are the same.
    pub copies: Vec<Option<MarkId>>,
    /// For each analyst whether the article was opened.
    pub opened: Vec<bool>,
}

impl Findings {
    /// The findings of a review; none in any other project.
    pub fn of(project: &Project) -> Self {
        let Some(review) = project.review() else { return Self::default() };
        let sides: Vec<Project> = (0..review.analysts.len()).map(|analyst| side(project, analyst)).collect();
        let mut copies: BTreeMap<(&Name, MarkId), MarkId> = BTreeMap::new();
        for mark in project.marks().filter(|mark| mark.is_copy()) {
            copies.extend(mark.of.iter().map(|(name, own)| ((name, *own), mark.id)));
        }
        let mut findings = Self::default();
        for aligned in align(&sides.iter().collect::<Vec<_>>()) {
            let id = aligned.shared.articles.iter().flatten().map(|(id, _)| *id).next();
            let Some(article) = id else { continue };
            for finding in &aligned.findings {
                let seats = finding.marks.iter().zip(&review.analysts);
                let copies = seats.map(|(standing, analyst)| copies.get(&(&analyst.name, standing.as_ref()?.mark.id)).copied()).collect();
                findings.push(review_finding(article, &aligned, finding, copies));
            }
        }
        findings
    }

    fn push(&mut self, finding: ReviewFinding) {
        self.of_mark.extend(finding.copies.iter().flatten().map(|copy| (*copy, self.list.len())));
        self.list.push(finding);
    }

    /// The finding that a mark belongs to: as a copy, or as the reviewer's own that stands for copies.
    pub fn of_mark(&self, mark: &Mark) -> Option<usize> {
        let copies = mark.of.iter().map(|(name, own)| crate::project::copy_id(name, *own));
        std::iter::once(mark.id).chain(copies).find_map(|id| self.of_mark.get(&id)).copied()
    }

    /// The finding at a place.
    pub fn get(&self, number: usize) -> Option<&ReviewFinding> {
        self.list.get(number)
    }
}

fn review_finding(article: ArticleId, aligned: &Aligned, finding: &Finding, copies: Vec<Option<MarkId>>) -> ReviewFinding {
    ReviewFinding { article, kind: finding.kind, differs: finding.differs.clone(), copies, opened: aligned.opened.clone() }
}

impl ReviewFinding {
    /// The copies, each once, in the order of the analysts.
    pub fn members(&self) -> Vec<MarkId> {
        let mut members: Vec<MarkId> = Vec::with_capacity(2);
        for copy in self.copies.iter().flatten() {
            if !members.contains(copy) {
                members.push(*copy);
            }
        }
        members
    }
}
