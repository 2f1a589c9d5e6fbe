//! What the merged entities need: things that one side removed and the other began to use come back, and links that cannot stand any more go.

use super::{Side, Work, in_order};
use crate::project::{ArticleId, BaseLink, CheckId, Comment, Label, Link, LinkKind, Mark, MarkId, MarkState, Subject, VersionId};
use crate::text::counted;
use std::collections::BTreeSet;
use std::sync::Arc;

impl Work<'_> {
    /// Brings back what is needed until nothing is missing; then takes away what cannot stand.
    pub(super) fn complete(&mut self) {
        while self.bring_back() {}
        self.tell_of_articles();
        self.drop_misplaced();
        self.drop_unfit_links();
        self.drop_comments_on_nothing();
    }

    /// One round; whether anything came back.
    fn bring_back(&mut self) -> bool {
        let missing = self.missing();
        let is_any = missing.is_any();
        for id in missing.marks {
            let found = [self.base, self.ours, self.theirs].into_iter().find_map(|project| project.mark(id)).cloned();
            if let Some(mark) = found {
                self.conflicts.push(format!("mark {id}: one side removed it, the other began to use it; it is a proposal now"));
                let side = match (self.ours.mark(id), self.theirs.mark(id)) {
                    (Some(_), None) => Side::Ours,
                    (None, Some(_)) => Side::Theirs,
                    (None, None) | (Some(_), Some(_)) => Side::Base,
                };
                let proposal = self.proposal(&mark, side, id);
                self.merged.marks.insert(id, Arc::new(proposal));
            }
        }
        for id in missing.articles {
            if let Some(article) = [self.base, self.ours, self.theirs].into_iter().find_map(|project| project.article(id)).cloned() {
                self.came_back.insert(id);
                self.merged.articles.insert(id, article);
            }
        }
        let is_any = self.bring_back_marks() || is_any;
        for id in missing.versions {
            let found = match (self.ours.version(id), self.theirs.version(id)) {
                (Some(one), Some(two)) => Some(in_order(one, two).0),
                (one, two) => one.or(two).or(self.base.version(id)),
            };
            self.merged.versions.extend(found.map(|version| (id, version.clone())));
        }
        for id in missing.checks {
            if let Some(check) = [self.base, self.ours, self.theirs].into_iter().find_map(|project| project.check(id)).cloned() {
                self.conflicts.push(format!("check {id}: one side removed it, the other began to use it; it stays"));
                self.merged.checks.insert(id, check);
            }
        }
        is_any
    }

    /// The marks that went with an article that stays after all come as proposals; whether any did.
    fn bring_back_marks(&mut self) -> bool {
        let mut came = Vec::new();
        for article in &self.came_back {
            for mark in self.base.marks_in(*article).chain(self.base.waiting_in(*article)) {
                let side = match (self.ours.mark(mark.id), self.theirs.mark(mark.id)) {
                    (Some(_), None) => Side::Ours,
                    (None, Some(_)) => Side::Theirs,
                    (None, None) | (Some(_), Some(_)) => continue,
                };
                if !self.merged.marks.contains_key(&mark.id) {
                    came.push((mark.id, self.proposal(mark, side, mark.id)));
                }
            }
        }
        let is_any = !came.is_empty();
        self.merged.marks.extend(came.into_iter().map(|(id, mark)| (id, Arc::new(mark))));
        is_any
    }

    fn tell_of_articles(&mut self) {
        for id in &self.came_back {
            let marks = self.merged.marks.values().filter(|mark| mark.article == *id && mark.state == MarkState::Proposed).count();
            let marks = if marks == 0 { String::new() } else { format!(", with {}", counted(marks, "proposal")) };
            self.conflicts.push(format!("article {id}: one side removed it, the other worked on it; it stays{marks}"));
        }
    }

    /// What is used and not there, as far as any of the three has it.
    fn missing(&self) -> Missing {
        let mut missing = Missing::default();
        let three = [self.base, self.ours, self.theirs];
        for mark in self.merged.marks.values() {
            self.miss_article(mark.article, &mut missing);
            missing
                .versions
                .extend(mark.version.filter(|id| !self.merged.versions.contains_key(id) && three.iter().any(|project| project.version(*id).is_some())));
            missing.checks.extend(mark.check().filter(|id| !self.merged.checks.contains_key(id) && three.iter().any(|project| project.check(*id).is_some())));
            let ends = mark.links.iter().map(|link| link.to);
            missing.marks.extend(ends.filter(|id| !self.merged.marks.contains_key(id) && three.iter().any(|project| project.mark(*id).is_some())));
        }
        for version in self.merged.versions.values() {
            self.miss_article(version.article, &mut missing);
        }
        // A comment that was there went with what it was about; a new one brings it back.
        for comment in self.merged.comments.values().filter(|comment| self.base.comment(comment.id).is_none()) {
            match comment.about {
                Some(Subject::Article(id)) => self.miss_article(id, &mut missing),
                Some(Subject::Mark(id)) if !self.merged.marks.contains_key(&id) && three.iter().any(|project| project.mark(id).is_some()) => {
                    missing.marks.insert(id);
                }
                Some(Subject::Check(id)) if !self.merged.checks.contains_key(&id) && three.iter().any(|project| project.check(id).is_some()) => {
                    missing.checks.insert(id);
                }
                Some(Subject::Mark(_) | Subject::Check(_)) | None => {}
            }
        }
        missing
    }

    fn miss_article(&self, id: ArticleId, missing: &mut Missing) {
        let is_known = [self.base, self.ours, self.theirs].iter().any(|project| project.article(id).is_some());
        if is_known && !self.merged.articles.contains_key(&id) {
            missing.articles.insert(id);
        }
    }

    /// Marks whose places are none of their texts: where one id named two texts, which only a file made by hand can do.
    fn drop_misplaced(&mut self) {
        let text_of = |mark: &Mark| match mark.version {
            None => self.merged.articles.get(&mark.article).map(|article| &article.text),
            Some(version) => self.merged.versions.get(&version).filter(|version| version.article == mark.article).map(|version| &version.text),
        };
        let misplaced = |mark: &&Arc<Mark>| {
            let cues = mark.links.iter().flat_map(|link| &link.cue);
            !text_of(mark).is_some_and(|text| mark.at.fit(text) && cues.clone().all(|range| range.fits(text)))
        };
        let gone: Vec<MarkId> = self.merged.marks.values().filter(misplaced).map(|mark| mark.id).collect();
        for id in gone {
            self.merged.marks.remove(&id);
            self.conflicts.push(format!("mark {id}: its place is none of the text that stands there now; it is gone"));
        }
    }

    /// Links whose ends do not fit any more, that are there twice, or that containment gave to two claims.
    fn drop_unfit_links(&mut self) {
        let labels: std::collections::BTreeMap<MarkId, Label> = self.merged.marks.values().map(|mark| (mark.id, mark.label())).collect();
        let mutual: BTreeSet<(MarkId, MarkId, LinkKind)> = self
            .merged
            .marks
            .values()
            .flat_map(|mark| mark.links.iter().filter(|link| link.kind.is_mutual()).map(|link| (mark.id, link.to, link.kind.clone())))
            .collect();
        let mut dropped = Vec::new();
        for mark in self.merged.marks.values_mut() {
            let (from, label) = (mark.id, mark.label());
            let fits = |link: &Link| {
                let ends_fit = labels.get(&link.to).is_some_and(|other| link.kind.allows(&label, other)) && link.to != from;
                let is_back = link.kind.is_mutual() && from > link.to && mutual.contains(&(link.to, from, link.kind.clone()));
                ends_fit && !is_back
            };
            let by_containment = |link: &&Link| link.auto && link.kind == LinkKind::Base(BaseLink::Quantifies);
            let is_as_it_was = [self.ours, self.theirs].into_iter().any(|project| project.mark(from).is_some_and(|there| there == mark));
            let is_doubtful = !is_as_it_was && mark.links.iter().filter(by_containment).count() > 1;
            if mark.links.iter().all(fits) && !is_doubtful {
                continue;
            }
            let unfit = mark.links.iter().filter(|link| !link.auto && !fits(link));
            dropped.extend(unfit.map(|link| format!("mark {from}: its link {} to {} does not fit any more and is gone", link.kind, link.to)));
            let links = mark.links.iter().filter(|link| fits(link) && !(is_doubtful && by_containment(link))).cloned().collect();
            *mark = Arc::new(Mark { links, ..mark.as_ref().clone() });
        }
        self.conflicts.extend(dropped);
    }

    fn drop_comments_on_nothing(&mut self) {
        let merged = &self.merged;
        let is_there = |about: Subject| match about {
            Subject::Article(id) => merged.articles.contains_key(&id),
            Subject::Mark(id) => merged.marks.contains_key(&id),
            Subject::Check(id) => merged.checks.contains_key(&id),
        };
        let kept: BTreeSet<_> = merged.comments.values().filter(|comment| comment.about.is_none_or(is_there)).map(|comment| comment.id).collect();
        self.merged.comments.retain(|id, _| kept.contains(id));
        for comment in self.merged.comments.values_mut() {
            if comment.reply_to.is_some_and(|to| !kept.contains(&to)) {
                *comment = Arc::new(Comment { reply_to: None, ..comment.as_ref().clone() });
            }
        }
    }
}

/// What is used and not there.
#[derive(Default)]
struct Missing {
    articles: BTreeSet<ArticleId>,
    marks: BTreeSet<MarkId>,
    versions: BTreeSet<VersionId>,
    checks: BTreeSet<CheckId>,
}

impl Missing {
    fn is_any(&self) -> bool {
        !(self.articles.is_empty() && self.marks.is_empty() && self.versions.is_empty() && self.checks.is_empty())
    }
}
