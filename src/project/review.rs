//! What a review project knows of the projects that it was made of.

use super::{ArticleId, ArticleState, Check, CommentId, Decided, Ids, Kept, Link, Mark, MarkId, Moment, Name, Project};
use crate::article::Origin;
use crate::text::TextRange;
use imbl::OrdMap;
use std::collections::BTreeMap;
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
    /// The analyst's comments: the id of each in the review, and the analyst's own.
    pub comments: Vec<(CommentId, CommentId)>,
}

/// An article as an analyst has it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TheirArticle {
    /// Its id in the review.
    pub here: ArticleId,
    /// Its id in the analyst's project.
    pub there: ArticleId,
    /// How far the analyst's work on it was.
    pub state: ArticleState,
    /// Its title there.
    pub title: String,
    /// Where it came from there.
    pub origin: Origin,
    /// What the analyst skipped, in the text of the review.
    pub skip: Vec<TextRange>,
    /// What another tool's file held about it.
    pub kept: Vec<Kept>,
}

/// What an analyst's mark has and its copy does not say, because the copy stands for the marks of several, or leads to other checks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TheirMark {
    /// The copy.
    pub copy: MarkId,
    /// Whose mark it is.
    pub whose: Name,
    /// Who made it.
    pub by: Name,
    /// When.
    pub on: Option<Moment>,
    /// Its note.
    pub note: String,
    /// Whether it is to be discussed.
    pub discuss: bool,
    /// Its tags.
    pub tags: Vec<Name>,
    /// Its links, to the analyst's own marks, where the copy's are others.
    pub links: Option<Vec<Link>>,
    /// The analyst's decision, where it was a proposal once.
    pub decided: Option<Box<Decided>>,
    /// What another tool's file held about it.
    pub kept: Vec<Kept>,
    /// The analyst's own check of the claim.
    pub check: Option<Box<Check>>,
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
}

impl Project {
    /// Who is meant by a name that stands in this project, as it may be shown. In a blind review only the reviewer is named: an analyst has a
    /// letter, and anybody else is somebody, since an analyst may have signed in another way.
    pub fn shown_name(&self, name: &str) -> String {
        let Some(review) = self.review().filter(|review| review.is_blind && !name.is_empty()) else { return name.to_owned() };
        match review.place_of(name) {
            Some(place) => Review::letter(place),
            None if name == &*self.analyst() => name.to_owned(),
            None => "somebody".to_owned(),
        }
    }

    /// Whose mark it is, as it may be shown: of a copy in a blind review the letters of those who made it.
    pub fn shown_maker(&self, mark: &Mark) -> String {
        match self.review().filter(|review| review.is_blind && mark.is_copy()) {
            Some(review) => mark.of.iter().filter_map(|(name, _)| review.place_of(name)).map(Review::letter).collect::<Vec<_>>().join(" and "),
            None => self.shown_name(&mark.by),
        }
    }

    /// The project as it may be printed: in a blind review with letters in the place of the analysts' names. It is for that alone: the marks no
    /// longer say whose copies they are.
    #[must_use]
    pub fn veiled(mut self) -> Self {
        if !self.review().is_some_and(|review| review.is_blind) {
            return self;
        }
        self.marks = each(&self.marks, |mark| mark.by = self.shown_maker(mark).into());
        let names = self.versions.values().flat_map(|version| version.marks.iter().map(|mark| &mark.by).chain([&version.by]));
        let names = names.chain(self.checks.values().map(|check| &check.by)).chain(self.comments.values().map(|comment| &comment.by));
        let shown: BTreeMap<Name, Name> = names.map(|name| (name.clone(), Name::from(self.shown_name(name)))).collect();
        let veil = |name: &mut Name| *name = shown.get(name).cloned().unwrap_or_default();
        self.checks = each(&self.checks, |check| veil(&mut check.by));
        self.comments = each(&self.comments, |comment| veil(&mut comment.by));
        self.versions = each(&self.versions, |version| {
            veil(&mut version.by);
            version.marks.iter_mut().for_each(|mark| veil(&mut Arc::make_mut(mark).by));
        });
        self
    }
}

/// The things of a map, each of them changed.
fn each<K: Ord + Copy, V: Clone>(map: &OrdMap<K, Arc<V>>, change: impl Fn(&mut V)) -> OrdMap<K, Arc<V>> {
    let changed = |thing: &Arc<V>| {
        let mut thing = V::clone(thing);
        change(&mut thing);
        Arc::new(thing)
    };
    map.iter().map(|(id, thing)| (*id, changed(thing))).collect()
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
