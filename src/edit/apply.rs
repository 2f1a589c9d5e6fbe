//! Applying a change to a project: all of it or none, and never so that an invariant of the model is broken.

use super::{Change, Conflict, Edit, Swap};
use crate::project::{Article, ArticleId, Check, Comment, Fault, Mark, Project, Setting, SettingKey, Subject, Version};
use std::collections::BTreeSet;
use std::sync::Arc;

/// From so many edits on, where marks stand is found anew once instead of kept up one by one.
const MANY: usize = 256;

impl Project {
    /// Applies all edits or none.
    ///
    /// # Errors
    /// Where an entity is not what the change saw, or the result would break an invariant of the model.
    pub fn apply(&mut self, change: &Change) -> Result<(), Conflict> {
        for (done, edit) in change.edits.iter().enumerate() {
            if let Err(conflict) = self.swap(edit, change.is_large()) {
                self.take_back(change, done);
                return Err(conflict);
            }
        }
        if change.is_large() {
            self.place_again(&change.articles());
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
            let fits = self.swap(&edit.inverse(), change.is_large());
            debug_assert!(fits.is_ok());
        }
        if change.is_large() {
            self.place_again(&change.articles());
        }
    }

    fn swap(&mut self, edit: &Edit, is_one_of_many: bool) -> Result<(), Conflict> {
        match edit {
            Edit::Article(swap) => {
                let id = one_key(swap, |article: &Article| article.id)?;
                expect(self.article(id), swap, || format!("article {id}"))?;
                self.put_article(id, swap.after.clone());
            }
            Edit::Mark(swap) => {
                let id = one_key(swap, |mark: &Mark| mark.id)?;
                expect(self.mark(id), swap, || format!("mark {id}"))?;
                if is_one_of_many {
                    self.put_mark_unplaced(id, swap.after.clone());
                } else {
                    self.put_mark(id, swap.after.clone());
                }
            }
            Edit::Version(swap) => {
                let id = one_key(swap, |version: &Version| version.id)?;
                expect(self.version(id), swap, || format!("version {id}"))?;
                self.put_version(id, swap.after.clone());
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
        let gone: BTreeSet<Subject> = change.edits.iter().filter_map(Edit::gone).collect();
        for comment in self.comments().filter(|comment| comment.about.is_some_and(|about| gone.contains(&about))) {
            self.comment_faults(comment, &mut faults);
        }
        for edit in &change.edits {
            match edit {
                Edit::Article(swap) => self.article_after(swap, &mut faults),
                Edit::Mark(swap) => self.mark_after(swap, &mut faults),
                Edit::Version(swap) => self.version_after(swap, &mut faults),
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
            for mark in self.marks_in(id).chain(self.waiting_in(id)) {
                self.mark_faults(mark, faults);
            }
        }
        if swap.after.is_none() {
            for version in self.versions_of(id) {
                self.version_home_fault(version, faults);
            }
        }
    }

    fn version_after(&self, swap: &Swap<Version>, faults: &mut Vec<Fault>) {
        if let Some(version) = &swap.after {
            self.version_home_fault(version, faults);
            crate::project::version_faults(version, faults);
        }
        let Some(before) = &swap.before else { return };
        for mark in self.waiting_in(before.article).into_iter().filter(|mark| mark.version == Some(before.id)) {
            self.mark_faults(mark, faults);
        }
    }

    fn mark_after(&self, swap: &Swap<Mark>, faults: &mut Vec<Fault>) {
        let Some(id) = swap.either().map(|mark| mark.id) else { return };
        if let Some(mark) = &swap.after {
            self.mark_faults(mark, faults);
        }
        // Of the marks that lead here only the links that do can be wrong now.
        for other in self.linked_from(id) {
            for link in other.links.iter().filter(|link| link.to == id) {
                self.link_faults(other, link, faults);
            }
        }
    }

    fn check_after(&self, swap: &Swap<Check>, faults: &mut Vec<Fault>) {
        let Some(id) = swap.before.as_ref().map(|check| check.id).filter(|_| swap.after.is_none()) else { return };
        for claim in self.claims_of(id) {
            self.mark_faults(claim, faults);
        }
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
}

impl Change {
    fn is_large(&self) -> bool {
        self.edits.len() >= MANY
    }

    /// The articles that it touches, by themselves or by their marks.
    fn articles(&self) -> BTreeSet<ArticleId> {
        let touched = self.edits.iter().flat_map(|edit| match edit {
            Edit::Article(swap) => [swap.either().map(|article| article.id), None],
            Edit::Mark(swap) => [swap.before.as_ref().map(|mark| mark.article), swap.after.as_ref().map(|mark| mark.article)],
            Edit::Version(_) | Edit::Check(_) | Edit::Comment(_) | Edit::Setting(_) => [None, None],
        });
        touched.flatten().collect()
    }
}

impl Edit {
    /// What is there no longer.
    fn gone(&self) -> Option<Subject> {
        match self {
            Self::Article(Swap { before: Some(article), after: None }) => Some(Subject::Article(article.id)),
            Self::Mark(Swap { before: Some(mark), after: None }) => Some(Subject::Mark(mark.id)),
            Self::Check(Swap { before: Some(check), after: None }) => Some(Subject::Check(check.id)),
            Self::Article(_) | Self::Mark(_) | Self::Version(_) | Self::Check(_) | Self::Comment(_) | Self::Setting(_) => None,
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

/// A setting in words.
pub(crate) fn setting_words(key: &SettingKey) -> &'static str {
    match key {
        SettingKey::Title => "the title",
        SettingKey::Analyst => "the analyst",
        SettingKey::Label(_) => "the project's own label",
        SettingKey::LinkKind(_) => "the project's own kind of link",
        SettingKey::Tag(_) => "the tag",
        SettingKey::Scale => "the scale of verdicts",
        SettingKey::Guide => "the guide",
        SettingKey::Silenced(..) => "the silenced rule",
        SettingKey::Review => "whose work is reviewed",
        SettingKey::Moved(..) => "a link that a decision moved",
        SettingKey::Theirs(..) => "what a mark has beside its copy",
        SettingKey::Order => "the order of the articles",
        SettingKey::Kept => "what another tool's file held",
    }
}
