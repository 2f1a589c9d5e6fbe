//! A change in the making: the project as it is, with what is planned laid over it. What follows from one step, the links
//! to a mark that goes, the figure that a claim now holds, is planned in the same change.

use super::{Change, Edit, Hand, Refusal};
use crate::project::{Article, ArticleId, ArticleState, BaseLink, Label, Link, LinkKind, Mark, MarkId, Project, Subject};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub(super) struct Plan<'a> {
    project: &'a Project,
    /// What a mark will be; none, if it will be gone.
    marks: BTreeMap<MarkId, Option<Mark>>,
    /// Where planned marks stand: article, first byte, mark. What was planned otherwise since may stand there still.
    planned_at: BTreeSet<(ArticleId, usize, MarkId)>,
    /// Bytes from the first to the last of the longest planned mark.
    longest: usize,
    articles: BTreeMap<ArticleId, Article>,
    /// Stretches of text in which figures may have come into a claim, or left one.
    moved: Vec<(ArticleId, usize, usize)>,
}

impl<'a> Plan<'a> {
    pub(super) fn new(project: &'a Project) -> Self {
        Self { project, marks: BTreeMap::new(), planned_at: BTreeSet::new(), longest: 0, articles: BTreeMap::new(), moved: Vec::new() }
    }

    /// A mark as it will be.
    pub(super) fn mark(&self, id: MarkId) -> Option<&Mark> {
        match self.marks.get(&id) {
            Some(planned) => planned.as_ref(),
            None => self.project.mark(id).map(Arc::as_ref),
        }
    }

    /// Plans a mark, new or replaced.
    pub(super) fn put(&mut self, mark: Mark) {
        let before = self.mark(mark.id).map(|old| (old.at.clone(), old.label(), old.state, old.version));
        let stays = before
            .as_ref()
            .is_some_and(|(at, label, state, version)| *at == mark.at && *label == mark.label() && *state == mark.state && *version == mark.version);
        if !stays {
            // What waits in an earlier version holds nothing and is held by nothing.
            self.moved.extend(before.filter(|(.., version)| version.is_none()).map(|(at, ..)| (mark.article, at.start(), at.end())));
        }
        if !mark.waits() {
            if !stays {
                self.moved.push((mark.article, mark.at.start(), mark.at.end()));
            }
            self.longest = self.longest.max(mark.at.end() - mark.at.start());
            self.planned_at.insert((mark.article, mark.at.start(), mark.id));
        }
        self.marks.insert(mark.id, Some(mark));
    }

    /// Plans that a mark goes, with the links to it.
    pub(super) fn remove(&mut self, id: MarkId) {
        let Some(gone) = self.mark(id).cloned() else { return };
        if !gone.waits() {
            self.moved.push((gone.article, gone.at.start(), gone.at.end()));
        }
        self.marks.insert(id, None);
        self.drop_links_to(id, |_, _| true);
    }

    /// Plans that links to a mark go where `unfit(holder, link)` says so; returns the kinds of those that were made by hand.
    pub(super) fn drop_links_to(&mut self, id: MarkId, unfit: impl Fn(&Mark, &Link) -> bool) -> Vec<LinkKind> {
        let mut dropped = Vec::new();
        // A plan takes links away and adds none before it is finished, so whoever holds one holds it in the project.
        let holders: Vec<MarkId> = self.project.linked_from(id).map(|mark| mark.id).collect();
        for holder in holders {
            let Some(mut mark) = self.mark(holder).cloned() else { continue };
            let (out, kept): (Vec<Link>, Vec<Link>) = mark.links.drain(..).partition(|link| link.to == id && unfit_of(&unfit, self.mark(holder), link));
            mark.links = kept;
            if !out.is_empty() {
                dropped.extend(out.into_iter().filter(|link| !link.auto).map(|link| link.kind));
                self.put(mark);
            }
        }
        dropped
    }

    /// The first mark of an article begins the work on it.
    pub(super) fn begin(&mut self, id: ArticleId) -> Result<(), Refusal> {
        let article = self.project.article(id).ok_or(Refusal::NoArticle(id))?;
        if article.state == ArticleState::Todo && !self.articles.contains_key(&id) {
            self.articles.insert(id, Article { state: ArticleState::InProgress, ..article.as_ref().clone() });
        }
        Ok(())
    }

    /// Plans that an article is replaced.
    pub(super) fn replace(&mut self, article: Article) {
        self.articles.insert(article.id, article);
    }

    /// The planned mark that would say the same as this one: same label, ranges and author.
    pub(super) fn twin_of(&self, mark: &Mark) -> Option<MarkId> {
        let same =
            |other: &&Mark| other.id != mark.id && other.at == mark.at && other.by == mark.by && other.article == mark.article && other.label() == mark.label();
        self.around(mark.article, mark.at.start(), mark.at.end()).into_iter().filter_map(|id| self.mark(id)).find(same).map(|twin| twin.id)
    }

    /// The change, with the links by containment brought up to date, and comments on what goes and rules silenced for it removed.
    pub(super) fn finish(self, hand: &Hand<'_>, name: impl Into<String>) -> Change {
        self.finish_with(hand, name, std::iter::empty())
    }

    /// As [`Self::finish`], where other things go too.
    pub(super) fn finish_with(mut self, hand: &Hand<'_>, name: impl Into<String>, others: impl Iterator<Item = Subject>) -> Change {
        self.quantify();
        let marks = self.marks.iter().filter(|(_, planned)| planned.is_none()).map(|(id, _)| Subject::Mark(*id));
        let gone: BTreeSet<Subject> = marks.chain(others).collect();
        let mut edits = super::silence::without_words_about(self.project, &gone);
        for (id, planned) in self.marks {
            let before = self.project.mark(id).cloned();
            if before.as_deref() != planned.as_ref() {
                edits.push(Edit::mark(before, planned));
            }
        }
        for (id, article) in self.articles {
            edits.push(Edit::article(self.project.article(id).cloned(), Some(article)));
        }
        hand.change(name, edits)
    }

    /// Brings the links by containment up to date wherever a mark came, went or moved: a figure inside exactly one claim
    /// quantifies it, unless the analyst said what it quantifies.
    fn quantify(&mut self) {
        let mut figures = BTreeSet::new();
        for (article, start, end) in std::mem::take(&mut self.moved) {
            figures.extend(self.around(article, start, end).into_iter().filter(|id| self.mark(*id).is_some_and(|mark| mark.label() == Label::Figure)));
        }
        for id in figures {
            // What an analyst handed in for review stays as it is.
            let Some(figure) = self.mark(id).filter(|figure| !figure.is_copy()) else { continue };
            let quantifies = LinkKind::Base(BaseLink::Quantifies);
            if figure.links.iter().any(|link| link.kind == quantifies && !link.auto) {
                continue;
            }
            let wanted = self.only_claim_around(figure);
            let there = figure.links.iter().find(|link| link.kind == quantifies).map(|link| link.to);
            if wanted != there {
                let mut figure = figure.clone();
                figure.links.retain(|link| link.kind != quantifies);
                figure.links.extend(wanted.map(|to| Link { kind: quantifies, to, cue: Vec::new(), auto: true }));
                self.marks.insert(id, Some(figure));
            }
        }
    }

    fn only_claim_around(&self, figure: &Mark) -> Option<MarkId> {
        if !figure.is_accepted() {
            return None;
        }
        let candidates = self.around(figure.article, figure.at.start(), figure.at.end());
        let holds = |mark: &&Mark| mark.label() == Label::Claim && mark.is_accepted() && mark.at.contains(&figure.at);
        let mut claims = candidates.iter().filter_map(|id| self.mark(*id)).filter(holds);
        let only = claims.next()?;
        claims.next().is_none().then_some(only.id)
    }

    /// The marks, as they will be, that reach into a stretch of an article.
    fn around(&self, article: ArticleId, start: usize, end: usize) -> BTreeSet<MarkId> {
        let there = self.project.marks_touching(article, start, end).map(|mark| mark.id);
        let first = (article, start.saturating_sub(self.longest), MarkId::MIN);
        let planned = self.planned_at.range(first..(article, end, MarkId::MIN)).map(|(_, _, id)| *id);
        let reaches = |id: &MarkId| self.mark(*id).is_some_and(|mark| !mark.waits() && mark.at.start() < end && mark.at.end() > start);
        there.chain(planned).filter(reaches).collect()
    }
}

fn unfit_of(unfit: &impl Fn(&Mark, &Link) -> bool, holder: Option<&Mark>, link: &Link) -> bool {
    holder.is_none_or(|holder| unfit(holder, link))
}
