//! What a review project knows of the projects that it was made of.

use super::{ArticleId, ArticleState, Ids, Link, Mark, MarkId, Name, Project};
use std::sync::Arc;

/// The setting that makes a project a review: whose work is compared in it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Review {
    /// The analysts, in the order in which they are shown.
    pub analysts: Vec<Reviewed>,
    /// Whether names are hidden from the reviewer.
    pub is_blind: bool,
}

/// One analyst whose work is reviewed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reviewed {
    /// The analyst's name, told apart from the others'.
    pub name: Name,
    /// The articles of the review that the analyst has.
    pub articles: Vec<TheirArticle>,
}

/// An article as an analyst has it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TheirArticle {
    /// Its id in the review.
    pub here: ArticleId,
    /// Its id in the analyst's project.
    pub there: ArticleId,
    /// How far the analyst's work on it was.
    pub state: ArticleState,
}

/// A link of a review that a decision led to another mark, or took away: what it was before, so that what analysts did stays known.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MovedLink {
    /// The mark that it belongs to.
    pub from: MarkId,
    /// The link as it was made.
    pub link: Link,
    /// Where it leads instead; none if it is gone.
    pub now: Option<MarkId>,
}

impl Review {
    /// The place of an analyst in the list, by name.
    pub fn place_of(&self, name: &str) -> Option<usize> {
        self.analysts.iter().position(|analyst| &*analyst.name == name)
    }

    /// What stands for an analyst where names are short or hidden: `A`, `B`, …; beyond 26 numbers.
    pub fn letter(place: usize) -> String {
        u8::try_from(place).ok().filter(|place| *place < 26).map_or_else(|| format!("{}", place + 1), |place| char::from(b'A' + place).to_string())
    }

    /// An analyst's name as it may be shown.
    pub fn shown(&self, place: usize) -> String {
        match self.analysts.get(place) {
            Some(analyst) if !self.is_blind => analyst.name.to_string(),
            Some(_) | None => Self::letter(place),
        }
    }

    /// A name as it may be shown: that of an analyst is hidden in a blind review.
    pub fn shown_name(&self, name: &str) -> String {
        match self.place_of(name) {
            Some(place) if self.is_blind => Self::letter(place),
            Some(_) | None => name.to_owned(),
        }
    }
}

impl Project {
    /// A name as it may be shown: that of an analyst is hidden in a blind review.
    pub fn shown_name(&self, name: &str) -> String {
        self.review().map_or_else(|| name.to_owned(), |review| review.shown_name(name))
    }

    /// The project as it may be printed: in a blind review with letters in the place of the analysts' names. It is for that alone: the marks no
    /// longer say whose copies they are.
    #[must_use]
    pub fn veiled(mut self) -> Self {
        let Some(review) = self.review().filter(|review| review.is_blind).cloned() else { return self };
        let veil = |name: &mut Name| *name = Name::from(review.shown_name(name));
        self.marks.values_mut().for_each(|mark| veil(&mut Arc::make_mut(mark).by));
        self.checks.values_mut().for_each(|check| veil(&mut Arc::make_mut(check).by));
        self.comments.values_mut().for_each(|comment| veil(&mut Arc::make_mut(comment).by));
        for version in self.versions.values_mut().map(Arc::make_mut) {
            veil(&mut version.by);
            version.marks.iter_mut().for_each(|mark| veil(&mut Arc::make_mut(mark).by));
        }
        self
    }
}

/// The id of the copy of an analyst's mark in a review: it follows from whose it is and its id there.
pub fn copy_id(analyst: &str, id: MarkId) -> MarkId {
    MarkId::next(&mut Ids::of_content(&format!("review\n{analyst}\n{id}")))
}

impl Mark {
    /// Whether it is the copy of analysts' marks in a review, and not one that the reviewer made.
    pub fn is_copy(&self) -> bool {
        self.of.first().is_some_and(|(analyst, id)| copy_id(analyst, *id) == self.id)
    }
}
