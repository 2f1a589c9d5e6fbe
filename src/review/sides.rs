//! What each analyst did, as a review remembers it, however far the reviewer is.

use super::align::{Aligned, Finding, FindingKind, align};
use crate::project::{
    Article, ArticleId, Check, CheckId, CommentId, Link, Mark, MarkId, MarkState, Meaning, Name, Parts, Project, Review, Setting, SettingKey, TheirArticle,
    TheirMark,
};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// An analyst's work with the review's article ids and the analyst's own mark ids, all of it accepted as it was handed in.
pub fn side(project: &Project, analyst: usize) -> Project {
    Side::of(project, analyst).map(|side| side.project(&|article| article, &|mark| Some(mark))).unwrap_or_default()
}

/// The work of every analyst of a review.
pub fn sides(project: &Project) -> Vec<Project> {
    (0..project.review().map_or(0, |review| review.analysts.len())).map(|analyst| side(project, analyst)).collect()
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
    /// What the analyst's marks have beside their copies.
    theirs: BTreeMap<MarkId, &'p TheirMark>,
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
        let theirs = project.their_marks().filter(|theirs| theirs.whose == name).map(|theirs| (theirs.copy, theirs)).collect();
        Some(Self { project, name, review, analyst, own, moved, theirs })
    }

    /// The project that the analyst handed in, with ids of articles as wanted; `mark` has the last word on each mark.
    pub(super) fn project(&self, article: &dyn Fn(ArticleId) -> ArticleId, mark: &dyn Fn(Mark) -> Option<Mark>) -> Project {
        let mut parts = self.frame(article);
        let marks = self.own.keys().filter_map(|id| self.project.mark(*id)).filter_map(|copy| mark(self.as_handed_in(copy, article)));
        parts.marks = marks.map(Arc::new).collect();
        let there: BTreeSet<ArticleId> = parts.articles.iter().map(|article| article.id).collect();
        parts.marks.retain(|mark| there.contains(&mark.article));
        // What stood in one project with the others' work stands alone too.
        let assembled = Project::assemble(parts);
        debug_assert!(assembled.is_ok(), "{assembled:?}");
        assembled.unwrap_or_default()
    }

    /// The articles, settings and checks.
    pub(super) fn frame(&self, article: &dyn Fn(ArticleId) -> ArticleId) -> Parts {
        let settings = self.project.settings().filter(|setting| match setting.key() {
            SettingKey::Label(_) | SettingKey::LinkKind(_) | SettingKey::Tag(_) | SettingKey::Scale | SettingKey::Guide | SettingKey::Title => true,
            SettingKey::Analyst
            | SettingKey::Silenced(..)
            | SettingKey::Review
            | SettingKey::Moved(..)
            | SettingKey::Theirs(..)
            | SettingKey::Order
            | SettingKey::Kept => false,
        });
        let theirs = self.articles().iter().filter_map(|their| Some((self.project.article(their.here)?, their)));
        let as_theirs = |(known, their): (&Arc<Article>, &TheirArticle)| {
            let TheirArticle { state, title, origin, skip, kept, .. } = their.clone();
            Article { id: article(known.id), state, title, origin, skip, kept, ..known.as_ref().clone() }
        };
        let mut checks: BTreeMap<CheckId, Check> = self.project.checks().map(|check| (check.id, check.as_ref().clone())).collect();
        checks.extend(self.theirs.values().filter_map(|theirs| theirs.check.as_deref()).map(|check| (check.id, check.clone())));
        Parts {
            settings: settings.cloned().chain([Setting::Analyst(self.name.clone())]).collect(),
            articles: theirs.map(as_theirs).collect(),
            checks: checks.into_values().collect(),
            ..Parts::default()
        }
    }

    /// The analyst's articles.
    pub(super) fn articles(&self) -> &[TheirArticle] {
        self.review.analysts.get(self.analyst).map(|analyst| analyst.articles.as_slice()).unwrap_or_default()
    }

    /// The analyst's comments: the id of each in the review, and the analyst's own.
    pub(super) fn comments(&self) -> &[(CommentId, CommentId)] {
        self.review.analysts.get(self.analyst).map(|analyst| analyst.comments.as_slice()).unwrap_or_default()
    }

    /// A copy as the analyst's own mark.
    pub(super) fn as_handed_in(&self, copy: &Arc<Mark>, article: &dyn Fn(ArticleId) -> ArticleId) -> Mark {
        let links = original_links(copy, self.moved.get(&copy.id).map(Vec::as_slice).unwrap_or_default());
        let links = links.into_iter().filter_map(|link| Some(Link { to: *self.own.get(&link.to)?, ..link })).collect();
        let mark = copy.as_ref().clone();
        let id = self.own.get(&copy.id).copied().unwrap_or(copy.id);
        let mark = Mark { id, article: article(copy.article), links, state: MarkState::Accepted, decided: None, of: Vec::new(), ..mark };
        match self.theirs.get(&copy.id) {
            Some(theirs) => with_what_is_theirs(mark, theirs),
            None => mark,
        }
    }
}

fn with_what_is_theirs(mark: Mark, theirs: &TheirMark) -> Mark {
    let TheirMark { by, on, note, discuss, tags, links, decided, kept, check, .. } = theirs.clone();
    let mut meaning = mark.meaning;
    if let (Meaning::Claim(claim), Some(check)) = (&mut meaning, check) {
        claim.check = Some(check.id);
    }
    Mark { by, on, note, discuss, tags, links: links.unwrap_or(mark.links), decided, kept, meaning, ..mark }
}

/// The links of a mark as they were before decisions moved any.
pub(super) fn original_links(mark: &Mark, moved: &[(Link, Option<MarkId>)]) -> Vec<Link> {
    let is_moved = |link: &&Link| moved.iter().any(|(original, now)| *now == Some(link.to) && original.kind == link.kind);
    // What the reviewer took away by hand from a mark of the reviewer's own is not brought back; of a copy nobody may take anything away.
    let is_there = |(original, now): &&(Link, Option<MarkId>)| {
        mark.is_copy() || now.is_none_or(|now| mark.links.iter().any(|link| link.to == now && link.kind == original.kind))
    };
    let originals = moved.iter().filter(is_there).map(|(original, _)| original.clone());
    mark.links.iter().filter(|link| !is_moved(link)).cloned().chain(originals).collect()
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
        let sides = sides(project);
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

    /// Whether a mark is the copy of analysts' marks, and not one that the reviewer made.
    pub fn is_copy(&self, id: MarkId) -> bool {
        self.of_mark.contains_key(&id)
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
