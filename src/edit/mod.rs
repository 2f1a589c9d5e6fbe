//! The only way to change a project: an edit replaces one entity by id, a change is the edits of one gesture.
//! Applying checks that what should be there is there, and leaves the project as it was where it refuses.

mod articles;
mod history;
mod links;
mod marks;
mod plan;
mod settings;

pub use articles::{add_articles, move_article, remove_articles, rename_article, set_state, toggle_zone};
pub use history::{Entry, History};
pub use links::{add_link, remove_link};
pub use marks::{MarkDraft, Relabelled, add_fragment, add_marks, change_mark, relabel, remove_marks, set_ranges};
pub use settings::{remove_checks, remove_comments, set_entry};

use crate::project::{Article, ArticleId, Check, CheckId, Comment, CommentId, Fault, Mark, MarkId, Moment, Name, Project, Setting, SettingKey};
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

    /// Replaces a setting.
    pub fn setting(before: Option<&Setting>, after: Option<Setting>) -> Self {
        Self::Setting(Swap { before: before.cloned().map(Arc::new), after: after.map(Arc::new) })
    }

    /// Whether the order of the articles may fit no longer.
    fn touches_order(&self) -> bool {
        match self {
            Self::Article(swap) => swap.before.is_none() || swap.after.is_none(),
            Self::Setting(swap) => swap.either().is_some_and(|setting| matches!(**setting, Setting::Order(_))),
            Self::Mark(_) | Self::Check(_) | Self::Comment(_) => false,
        }
    }

    /// The edit that takes this one back.
    pub fn inverse(&self) -> Self {
        match self {
            Self::Article(swap) => Self::Article(swap.swapped()),
            Self::Mark(swap) => Self::Mark(swap.swapped()),
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

    /// The marks that are there afterwards and that it touched, in the order of the edits.
    pub fn marks_left(&self) -> impl Iterator<Item = &Arc<Mark>> {
        self.edits.iter().filter_map(|edit| if let Edit::Mark(swap) = edit { swap.after.as_ref() } else { None })
    }
}

impl Project {
    /// Applies all edits or none.
    ///
    /// # Errors
    /// Where an entity is not what the change saw, or the result would break an invariant of the model.
    pub fn apply(&mut self, change: &Change) -> Result<(), Conflict> {
        for (done, edit) in change.edits.iter().enumerate() {
            if let Err(conflict) = self.swap(edit) {
                self.take_back(change, done);
                return Err(conflict);
            }
        }
        let fault = self.fault_after(change);
        if let Some(fault) = fault {
            self.take_back(change, change.edits.len());
            return Err(Conflict::Breaks(fault));
        }
        Ok(())
    }

    /// Takes back a change that was applied.
    ///
    /// # Errors
    /// Where an entity is no longer what the change left.
    pub fn revert(&mut self, change: &Change) -> Result<(), Conflict> {
        self.apply(&change.inverse())
    }

    fn take_back(&mut self, change: &Change, done: usize) {
        for edit in change.edits.iter().take(done).rev() {
            // It was applied a moment ago, so its inverse fits.
            let fits = self.swap(&edit.inverse());
            debug_assert!(fits.is_ok());
        }
    }

    fn swap(&mut self, edit: &Edit) -> Result<(), Conflict> {
        match edit {
            Edit::Article(swap) => {
                let id = one_key(swap, |article: &Article| article.id)?;
                expect(self.article(id), swap, || format!("article {id}"))?;
                self.put_article(id, swap.after.clone());
            }
            Edit::Mark(swap) => {
                let id = one_key(swap, |mark: &Mark| mark.id)?;
                expect(self.mark(id), swap, || format!("mark {id}"))?;
                self.put_mark(id, swap.after.clone());
            }
            Edit::Check(swap) => {
                let id = one_key(swap, |check: &Check| check.id)?;
                expect(self.check(id), swap, || format!("check {id}"))?;
                self.put_check(id, swap.after.clone());
            }
            Edit::Comment(swap) => {
                let id = one_key(swap, |comment: &Comment| comment.id)?;
                expect(self.comment(id), swap, || format!("comment {id}"))?;
                self.put_comment(id, swap.after.clone());
            }
            Edit::Setting(swap) => {
                let key = one_key(swap, Setting::key)?;
                if self.setting(&key) != swap.before.as_deref() {
                    return Err(Conflict::Moved(setting_words(&key).to_owned()));
                }
                self.put_setting(key, swap.after.clone());
            }
        }
        Ok(())
    }

    /// The first invariant that the touched entities break now.
    fn fault_after(&self, change: &Change) -> Option<Fault> {
        let mut faults = Vec::new();
        if change.edits.iter().any(Edit::touches_order) {
            self.order_faults(&mut faults);
        }
        for edit in &change.edits {
            match edit {
                Edit::Article(swap) => self.article_after(swap, &mut faults),
                Edit::Mark(swap) => self.mark_after(swap, &mut faults),
                Edit::Check(swap) => self.check_after(swap, &mut faults),
                Edit::Comment(swap) => self.comment_after(swap, &mut faults),
                Edit::Setting(swap) => {
                    if let Some(setting) = &swap.after {
                        crate::project::setting_faults(setting, &mut faults);
                    }
                }
            }
            if !faults.is_empty() {
                break;
            }
        }
        faults.into_iter().next()
    }

    fn article_after(&self, swap: &Swap<Article>, faults: &mut Vec<Fault>) {
        let text_is_new = swap.before.as_ref().is_none_or(|before| swap.after.as_ref().is_none_or(|after| before.text != after.text));
        let Some(id) = swap.either().map(|article| article.id) else { return };
        if let Some(article) = &swap.after {
            crate::project::article_faults(article, faults);
        }
        if text_is_new {
            for mark in self.marks_in(id) {
                self.mark_faults(mark, faults);
            }
        }
        if swap.after.is_none() {
            self.left_behind(crate::project::Subject::Article(id), faults);
        }
    }

    fn mark_after(&self, swap: &Swap<Mark>, faults: &mut Vec<Fault>) {
        let Some(id) = swap.either().map(|mark| mark.id) else { return };
        if let Some(mark) = &swap.after {
            self.mark_faults(mark, faults);
        } else {
            self.left_behind(crate::project::Subject::Mark(id), faults);
        }
        for other in self.linked_from(id) {
            self.mark_faults(other, faults);
        }
    }

    fn check_after(&self, swap: &Swap<Check>, faults: &mut Vec<Fault>) {
        let Some(id) = swap.before.as_ref().map(|check| check.id).filter(|_| swap.after.is_none()) else { return };
        for claim in self.claims_of(id) {
            self.mark_faults(claim, faults);
        }
        self.left_behind(crate::project::Subject::Check(id), faults);
    }

    fn comment_after(&self, swap: &Swap<Comment>, faults: &mut Vec<Fault>) {
        match (&swap.before, &swap.after) {
            (_, Some(after)) => self.comment_faults(after, faults),
            (Some(gone), None) => {
                for other in self.comments().filter(|other| other.reply_to == Some(gone.id)) {
                    self.comment_faults(other, faults);
                }
            }
            (None, None) => {}
        }
    }

    /// Comments about a thing that is gone.
    fn left_behind(&self, subject: crate::project::Subject, faults: &mut Vec<Fault>) {
        for comment in self.comments_about(subject) {
            self.comment_faults(comment, faults);
        }
    }
}

fn one_key<T, K: PartialEq>(swap: &Swap<T>, key: impl Fn(&T) -> K) -> Result<K, Conflict> {
    match (&swap.before, &swap.after) {
        (Some(before), Some(after)) if key(before) == key(after) => Ok(key(before)),
        (Some(one), None) | (None, Some(one)) => Ok(key(one)),
        (Some(_), Some(_)) | (None, None) => Err(Conflict::Nonsense),
    }
}

fn expect<T: PartialEq>(there: Option<&Arc<T>>, swap: &Swap<T>, what: impl Fn() -> String) -> Result<(), Conflict> {
    let same = match (there, &swap.before) {
        (Some(there), Some(before)) => Arc::ptr_eq(there, before) || there == before,
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    };
    if same { Ok(()) } else { Err(Conflict::Moved(what())) }
}

fn setting_words(key: &SettingKey) -> &'static str {
    match key {
        SettingKey::Title => "the title",
        SettingKey::Analyst => "the analyst",
        SettingKey::Label(_) => "the project's own label",
        SettingKey::LinkKind(_) => "the project's own kind of link",
        SettingKey::Tag(_) => "the tag",
        SettingKey::Scale => "the scale of verdicts",
        SettingKey::Guide => "the guide",
        SettingKey::Silenced(..) => "the silenced rule",
        SettingKey::Order => "the order of the articles",
        SettingKey::Kept => "what another tool's file held",
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
    /// There is no such check.
    #[error("there is no check {0}")]
    NoCheck(CheckId),
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
    /// There is no such link.
    #[error("there is no such link")]
    NoLink,
    /// Nothing would change.
    #[error("nothing would change")]
    Nothing,
}
