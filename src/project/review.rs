//! What a review project knows of the projects that it was made of.

use super::{ArticleId, ArticleState, Ids, Link, Mark, MarkId, Name};

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
