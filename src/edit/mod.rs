//! The only way to change a project: an edit replaces one entity by id, a change is the edits of one gesture.
//! Applying checks that what should be there is there, and leaves the project as it was where it refuses.

mod apply;
mod articles;
mod bulk;
mod checks;
mod comments;
mod difference;
mod fields;
mod history;
mod links;
mod marks;
mod plan;
mod scheme;
mod settings;
mod silence;
mod versions;
mod zones;

pub(crate) use apply::setting_words;
pub use articles::{add_articles, move_article, remove_articles, rename_article, set_state};
pub use bulk::{Bulk, change_all, drop_all, relabel_all};
pub use checks::{add_check, change_check, mention, set_verdict};
pub use comments::{add_comment, answer_comment, change_comment, remove_comments};
pub use difference::difference;
pub use fields::{FieldError, Fields, set_field};
pub use history::{Entry, History};
pub use links::{add_link, remove_link, reverse_link};
pub use marks::{MarkDraft, Relabelled, add_marks, change_mark, decide, relabel, remove_marks, set_ranges};
pub use scheme::{put_label, rename_label, rename_source, rename_tag, retire_label, retire_tag};
pub use settings::{remove_checks, set_entry};
pub use silence::{silence, speak, without_words_about};
pub(crate) use versions::take_version_as;
pub use versions::{Decision, Taken, ranges_that_wait, ranges_to_carry, remove_version, settle, take_version};
pub use zones::{proposed_zones, skip_proposed, toggle_zone};

use crate::project::{Article, ArticleId, Check, CheckId, Comment, CommentId, Fault, Mark, MarkId, Moment, Name, Project, Setting, Version, VersionId};
use crate::text::Text;
use std::sync::Arc;

/// What stood in an entity's place and what stands there after. Adding is none → some, removing some → none.
#[derive(Debug)]
pub struct Swap<T> {
    /// What must be there now.
    pub before: Option<Arc<T>>,
    /// What is there afterwards.
    pub after: Option<Arc<T>>,
}

impl<T> Clone for Swap<T> {
    fn clone(&self) -> Self {
        Self { before: self.before.clone(), after: self.after.clone() }
    }
}

impl<T> Swap<T> {
    /// Whichever side there is, the later one first.
    pub fn either(&self) -> Option<&Arc<T>> {
        self.after.as_ref().or(self.before.as_ref())
    }

    fn sides<'a, P>(&'a self, part: impl Fn(&'a T) -> &'a P) -> [Option<&'a P>; 2] {
        [self.before.as_deref().map(&part), self.after.as_deref().map(&part)]
    }

    fn swapped(&self) -> Self {
        Self { before: self.after.clone(), after: self.before.clone() }
    }
}

/// The replacement of one entity.
#[derive(Clone, Debug)]
pub enum Edit {
    /// An article; its text comes and goes with it.
    Article(Swap<Article>),
    /// A mark.
    Mark(Swap<Mark>),
    /// An earlier version of an article; its text comes and goes with it.
    Version(Swap<Version>),
    /// A check.
    Check(Swap<Check>),
    /// A comment.
    Comment(Swap<Comment>),
    /// One entry of the settings.
    Setting(Swap<Setting>),
}

/// One gesture: one step of undo, one line of the journal.
#[derive(Clone, Debug)]
pub struct Change {
    /// What was done, for the menu: “mark 14 repeats”.
    pub name: String,
    /// Who did it.
    pub by: Name,
    /// When.
    pub on: Option<Moment>,
    /// What it replaced, in the order in which it is applied.
    pub edits: Vec<Edit>,
}

/// Why a change was not applied; the project is as it was.
#[derive(Clone, PartialEq, Debug, thiserror::Error)]
pub enum Conflict {
    /// Something else stands where the change expects what it saw.
    #[error("{0} is not what it was when this was done")]
    Moved(String),
    /// An edit that names nothing, or two things at once.
    #[error("the change says nothing that can be done")]
    Nonsense,
    /// It would break the model.
    #[error("{0}")]
    Breaks(Fault),
}

impl Edit {
    /// Replaces an article.
    pub fn article(before: Option<Arc<Article>>, after: Option<Article>) -> Self {
        Self::Article(Swap { before, after: after.map(Arc::new) })
    }

    /// Replaces a mark.
    pub fn mark(before: Option<Arc<Mark>>, after: Option<Mark>) -> Self {
        Self::Mark(Swap { before, after: after.map(Arc::new) })
    }

    /// Replaces an earlier version.
    pub fn version(before: Option<Arc<Version>>, after: Option<Version>) -> Self {
        Self::Version(Swap { before, after: after.map(Arc::new) })
    }

    /// Replaces a setting.
    pub fn setting(before: Option<&Setting>, after: Option<Setting>) -> Self {
        Self::Setting(Swap { before: before.cloned().map(Arc::new), after: after.map(Arc::new) })
    }

    /// The texts that it replaces, before and after; an edit of anything else has none.
    pub fn texts(&self) -> [Option<&Text>; 2] {
        match self {
            Self::Article(swap) => swap.sides(|article| &article.text),
            Self::Version(swap) => swap.sides(|version| &version.text),
            Self::Mark(_) | Self::Check(_) | Self::Comment(_) | Self::Setting(_) => [None, None],
        }
    }

    /// The article whose text it changes.
    pub fn new_text_of(&self) -> Option<ArticleId> {
        match self {
            Self::Article(Swap { before: Some(before), after: Some(after) }) if before.text != after.text => Some(after.id),
            Self::Article(_) | Self::Version(_) | Self::Mark(_) | Self::Check(_) | Self::Comment(_) | Self::Setting(_) => None,
        }
    }

    /// Whether the order of the articles may fit no longer.
    fn touches_order(&self) -> bool {
        match self {
            Self::Article(swap) => swap.before.is_none() || swap.after.is_none(),
            Self::Setting(swap) => swap.either().is_some_and(|setting| matches!(**setting, Setting::Order(_))),
            Self::Mark(_) | Self::Version(_) | Self::Check(_) | Self::Comment(_) => false,
        }
    }

    /// The edit that takes this one back.
    pub fn inverse(&self) -> Self {
        match self {
            Self::Article(swap) => Self::Article(swap.swapped()),
            Self::Mark(swap) => Self::Mark(swap.swapped()),
            Self::Version(swap) => Self::Version(swap.swapped()),
            Self::Check(swap) => Self::Check(swap.swapped()),
            Self::Comment(swap) => Self::Comment(swap.swapped()),
            Self::Setting(swap) => Self::Setting(swap.swapped()),
        }
    }
}

impl Change {
    /// The change that takes this one back.
    pub fn inverse(&self) -> Self {
        Self { name: self.name.clone(), by: self.by.clone(), on: self.on, edits: self.edits.iter().rev().map(Edit::inverse).collect() }
    }
}

/// What a maker of changes needs to know beside the project: who does it, when, and fresh ids.
pub struct Hand<'a> {
    /// Who does it.
    pub by: &'a Name,
    /// When.
    pub now: Moment,
    /// Fresh ids.
    pub ids: &'a mut crate::project::Ids,
}

impl Hand<'_> {
    /// A change of this hand.
    pub fn change(&self, name: impl Into<String>, edits: Vec<Edit>) -> Change {
        Change { name: name.into(), by: self.by.clone(), on: Some(self.now), edits }
    }

    /// An id that no mark has yet.
    pub fn mark_id(&mut self, project: &Project) -> MarkId {
        loop {
            let id = MarkId::next(self.ids);
            if project.mark(id).is_none() {
                return id;
            }
        }
    }

    /// An id that no check has yet.
    pub fn check_id(&mut self, project: &Project) -> CheckId {
        loop {
            let id = CheckId::next(self.ids);
            if project.check(id).is_none() {
                return id;
            }
        }
    }

    /// An id that no comment has yet.
    pub fn comment_id(&mut self, project: &Project) -> CommentId {
        loop {
            let id = CommentId::next(self.ids);
            if project.comment(id).is_none() {
                return id;
            }
        }
    }

    /// An id that no earlier version has yet.
    pub fn version_id(&mut self, project: &Project) -> VersionId {
        loop {
            let id = VersionId::next(self.ids);
            if project.version(id).is_none() {
                return id;
            }
        }
    }

    /// An id that no article has yet.
    pub fn article_id(&mut self, project: &Project) -> ArticleId {
        loop {
            let id = ArticleId::next(self.ids);
            if project.article(id).is_none() {
                return id;
            }
        }
    }
}

/// Why a gesture cannot be done; a sentence for the analyst.
#[derive(Clone, PartialEq, Debug, thiserror::Error)]
pub enum Refusal {
    /// There is no such mark.
    #[error("there is no mark {0}")]
    NoMark(MarkId),
    /// There is no such article.
    #[error("there is no article {0}")]
    NoArticle(ArticleId),
    /// Nothing looks as if it were no part of the article.
    #[error("nothing of this article looks like boilerplate")]
    NoBoilerplate,
    /// There is no such earlier version.
    #[error("there is no version {0}")]
    NoVersion(VersionId),
    /// An earlier version in which marks wait.
    #[error("marks of version {0} still need a look: decide about them first")]
    MarksWait(VersionId),
    /// A mark that waits in an earlier version cannot be changed so.
    #[error("the words of mark {0} are not in the article any more: decide about it on the page of its versions")]
    Waits(MarkId),
    /// There is no such check.
    #[error("there is no check {0}")]
    NoCheck(CheckId),
    /// A mark that is no claim has no check.
    #[error("mark {0} is no claim: only claims have checks")]
    NoClaim(MarkId),
    /// There is no such own label.
    #[error("the project has no label {0}")]
    NoLabel(Name),
    /// A name that a label cannot have.
    #[error("`{0}` cannot be the name of an own label: give it a name that is not empty and not claim, source or figure")]
    LabelName(Name),
    /// Another label has the key.
    #[error("the key {key} belongs to the label {label}: choose another")]
    KeyTaken {
        /// The key.
        key: char,
        /// Whose it is.
        label: Name,
    },
    /// There is no such comment.
    #[error("there is no comment {0}")]
    NoComment(CommentId),
    /// The same label, ranges and author are there.
    #[error("the same words are marked already ({0})")]
    Twin(MarkId),
    /// A range outside the text.
    #[error("the place lies outside the text of article {0}")]
    Outside(ArticleId),
    /// Nothing would be left of a mark.
    #[error("nothing would be left of the mark; remove it instead")]
    NothingLeft,
    /// A link that the model does not allow.
    #[error("a link {kind} goes from {ends}")]
    LinkEnds {
        /// What it says.
        kind: crate::project::LinkKind,
        /// Which ends it may have.
        ends: &'static str,
    },
    /// A link to itself.
    #[error("a mark cannot be linked to itself")]
    LinkToItself,
    /// The link is there.
    #[error("the two are linked so already")]
    LinkTwice,
    /// A link that reads the same from both ends.
    #[error("a link {0} has no direction: it reads the same from both ends")]
    NoDirection(crate::project::LinkKind),
    /// A rule that is not silenced there.
    #[error("the rule {0} is not silenced there")]
    NotSilenced(Name),
    /// A silence about something that is not there.
    #[error("there is no {0}: a rule is silenced for a mark, an article or a check")]
    NoSubject(crate::project::Subject),
    /// There is no such link.
    #[error("there is no such link")]
    NoLink,
    /// Nothing would change.
    #[error("nothing would change")]
    Nothing,
}
