//! How a project's content is put in place, one entity at a time or all at once. For `edit` and for reading files; nobody else.

use super::{
    Article, ArticleId, Check, CheckId, Comment, CommentId, Counts, Fault, Label, Mark, MarkId, MarkState, Name, Places, Project, Setting, SettingKey, Shelf,
    Version, VersionId,
};
use imbl::{OrdMap, OrdSet};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Everything a project holds, as a reader of files collects it. The articles stand in the order of the list.
#[derive(Clone, Default, Debug)]
pub struct Parts {
    /// Settings, without the order.
    pub settings: Vec<Setting>,
    /// Articles in their order.
    pub articles: Vec<Article>,
    /// Marks in any order; shared from the start, so that none is moved about later.
    pub marks: Vec<Arc<Mark>>,
    /// Earlier versions in any order.
    pub versions: Vec<Version>,
    /// Checks in any order.
    pub checks: Vec<Check>,
    /// Comments in any order.
    pub comments: Vec<Comment>,
}

impl Project {
    /// A project of these parts; the faults, if it would break an invariant.
    pub fn assemble(parts: Parts) -> Result<Self, Vec<Fault>> {
        let order: Vec<ArticleId> = parts.articles.iter().map(|article| article.id).collect();
        let mut project = Self::default();
        let mut doubles = Vec::new();
        for setting in parts.settings.into_iter().chain((!order.is_empty()).then_some(Setting::Order(order))) {
            let key = setting.key();
            if project.settings.insert(key.clone(), Arc::new(setting)).is_some() {
                doubles.push(Fault::DoubleSetting(key));
            }
        }
        project.articles = gathered(&shared(parts.articles), |article| article.id, &mut doubles);
        project.versions = gathered(&shared(parts.versions), |version| version.id, &mut doubles);
        project.checks = gathered(&shared(parts.checks), |check| check.id, &mut doubles);
        project.comments = gathered(&shared(parts.comments), |comment| comment.id, &mut doubles);
        let marks = parts.marks;
        let by_id = || {
            let mut doubles = Vec::new();
            (gathered(&marks, |mark| mark.id, &mut doubles), doubles)
        };
        let (by_id, twice) = both(marks.len() > MANY, &by_id, || project.shelve(&marks)).0;
        project.marks = by_id;
        doubles.extend(twice);
        // Looked at in the order in which they were read, which is that of the texts and of the memory: by id each would be a leap.
        if doubles.is_empty() && project.faults_with(marks.iter()).is_empty() {
            return Ok(project);
        }
        Err(doubles.into_iter().chain(project.faults()).collect())
    }

    /// Notes of all marks at once where they stand, what they count and where their links end.
    fn shelve(&mut self, marks: &[Arc<Mark>]) {
        let mut by_article: BTreeMap<ArticleId, Vec<&Mark>> = self.articles.keys().map(|id| (*id, Vec::new())).collect();
        for mark in marks {
            if mark.waits() {
                shelf(&mut self.shelves, mark.article).waiting.insert(mark.id);
            } else {
                by_article.entry(mark.article).or_default().push(mark);
            }
        }
        for version in self.versions.values() {
            shelf(&mut self.shelves, version.article).versions.insert(version.id);
        }
        for (id, marks) in by_article {
            let mut counts = Counts::default();
            if let Some(article) = self.articles.get(&id) {
                marks.iter().filter(|mark| !article.skips(&mark.at)).for_each(|mark| counts.of(mark, |count| *count += 1));
            }
            let shelf = shelf(&mut self.shelves, id);
            shelf.places = Places::of(marks.iter().map(|mark| (&mark.at, mark.id)));
            shelf.counts = counts;
        }
        let names = marks.iter().filter_map(|mark| mark.source_name());
        // Sources that follow each other often are one person, and what was read of a file shares its handles.
        for same in names.collect::<Vec<_>>().chunk_by(|a, b| Arc::ptr_eq(a, b)) {
            if let Some(name) = same.first() {
                *self.source_names.entry(Name::clone(name)).or_default() += same.len();
            }
        }
        self.linked_from = sorted(marks.iter().flat_map(|mark| mark.links.iter().map(|link| (link.to, mark.id))));
        self.claims_of = sorted(marks.iter().filter_map(|mark| Some((mark.check()?, mark.id))));
    }

    pub(crate) fn put_setting(&mut self, key: SettingKey, after: Option<Arc<Setting>>) {
        put(&mut self.settings, key, after);
    }

    pub(crate) fn put_article(&mut self, id: ArticleId, after: Option<Arc<Article>>) {
        let zones = |article: Option<&Arc<Article>>| article.map(|article| article.skip.clone());
        let before = zones(self.articles.get(&id));
        put(&mut self.articles, id, after);
        let now = zones(self.articles.get(&id));
        if now.is_some() && now != before {
            self.recount(id);
        } else if now.is_some() {
            self.shelves.entry(id).or_default();
        } else if self.shelves.get(&id).is_some_and(|shelf| shelf.is_empty()) {
            self.shelves.remove(&id);
        }
    }

    pub(crate) fn put_mark(&mut self, id: MarkId, after: Option<Arc<Mark>>) {
        if let Some(before) = self.marks.get(&id).cloned() {
            self.forget_ends(&before);
            self.count(&before, |count| *count = count.saturating_sub(1));
            if let Some(shelf) = self.shelves.get_mut(&before.article).map(Arc::make_mut) {
                if before.waits() {
                    shelf.waiting.remove(&id);
                } else {
                    shelf.places.remove(&before.at, id);
                }
            }
        }
        if let Some(mark) = &after {
            self.note_ends(mark);
            let shelf = shelf(&mut self.shelves, mark.article);
            if mark.waits() {
                shelf.waiting.insert(id);
            } else {
                shelf.places.insert(&mark.at, id);
            }
            self.count(mark, |count| *count += 1);
        }
        put(&mut self.marks, id, after);
    }

    /// As [`Self::put_mark`], for many at once: where they stand is known again after [`Self::place_again`].
    pub(crate) fn put_mark_unplaced(&mut self, id: MarkId, after: Option<Arc<Mark>>) {
        if let Some(before) = self.marks.get(&id).cloned() {
            self.forget_ends(&before);
        }
        if let Some(mark) = &after {
            self.note_ends(mark);
        }
        put(&mut self.marks, id, after);
    }

    /// Finds anew where all marks of some articles stand, and counts them.
    pub(crate) fn place_again(&mut self, articles: &BTreeSet<ArticleId>) {
        let mut by_article: BTreeMap<ArticleId, Vec<&Arc<Mark>>> = articles.iter().map(|id| (*id, Vec::new())).collect();
        for mark in self.marks.values() {
            if let Some(marks) = by_article.get_mut(&mark.article) {
                marks.push(mark);
            }
        }
        for (article, marks) in by_article {
            let (waiting, there): (Vec<&Arc<Mark>>, Vec<&Arc<Mark>>) = marks.into_iter().partition(|mark| mark.waits());
            let shelf = shelf(&mut self.shelves, article);
            shelf.places = Places::of(there.into_iter().map(|mark| (&mark.at, mark.id)));
            shelf.waiting = waiting.into_iter().map(|mark| mark.id).collect();
        }
        for article in articles {
            if self.articles.contains_key(article) {
                self.recount(*article);
            } else if self.shelves.get(article).is_some_and(|shelf| shelf.is_empty()) {
                self.shelves.remove(article);
            }
        }
    }

    pub(crate) fn put_version(&mut self, id: VersionId, after: Option<Arc<Version>>) {
        if let Some(shelf) = self.versions.get(&id).and_then(|before| self.shelves.get_mut(&before.article).map(Arc::make_mut)) {
            shelf.versions.remove(&id);
        }
        if let Some(version) = &after {
            shelf(&mut self.shelves, version.article).versions.insert(id);
        }
        let article = self.versions.get(&id).map(|before| before.article).filter(|_| after.is_none());
        put(&mut self.versions, id, after);
        // The article may have gone before its versions.
        if let Some(article) = article.filter(|article| !self.articles.contains_key(article) && self.shelves.get(article).is_some_and(|shelf| shelf.is_empty()))
        {
            self.shelves.remove(&article);
        }
    }

    pub(crate) fn put_check(&mut self, id: CheckId, after: Option<Arc<Check>>) {
        put(&mut self.checks, id, after);
    }

    pub(crate) fn put_comment(&mut self, id: CommentId, after: Option<Arc<Comment>>) {
        put(&mut self.comments, id, after);
    }

    fn note_ends(&mut self, mark: &Mark) {
        for link in &mark.links {
            self.linked_from.insert((link.to, mark.id));
        }
        if let Some(check) = mark.check() {
            self.claims_of.insert((check, mark.id));
        }
        if let Some(name) = mark.source_name() {
            *self.source_names.entry(name.clone()).or_default() += 1;
        }
    }

    fn forget_ends(&mut self, mark: &Mark) {
        for link in &mark.links {
            self.linked_from.remove(&(link.to, mark.id));
        }
        if let Some(check) = mark.check() {
            self.claims_of.remove(&(check, mark.id));
        }
        if let Some((name, count)) = mark.source_name().and_then(|name| Some((name, self.source_names.get_mut(name)?))) {
            *count -= 1;
            if *count == 0 {
                self.source_names.remove(name);
            }
        }
    }

    /// Changes the counts that a mark belongs to; none for rejected marks and inside zones.
    fn count(&mut self, mark: &Mark, change: impl Fn(&mut usize)) {
        if self.articles.get(&mark.article).is_some_and(|article| article.skips(&mark.at)) {
            return;
        }
        let Some(shelf) = self.shelves.get_mut(&mark.article).map(Arc::make_mut) else { return };
        shelf.counts.of(mark, change);
    }

    fn recount(&mut self, id: ArticleId) {
        let Some(article) = self.articles.get(&id) else { return };
        let mut counts = Counts::default();
        for mark in self.marks_in(id).filter(|mark| !article.skips(&mark.at)) {
            counts.of(mark, |count| *count += 1);
        }
        shelf(&mut self.shelves, id).counts = counts;
    }
}

impl Shelf {
    fn is_empty(&self) -> bool {
        self.places.is_empty() && self.waiting.is_empty() && self.versions.is_empty()
    }
}

impl Counts {
    /// Changes the counts that a mark belongs to.
    fn of(&mut self, mark: &Mark, change: impl Fn(&mut usize)) {
        if mark.waits() || mark.state == MarkState::Rejected {
            return;
        }
        if !mark.note.is_empty() {
            change(&mut self.notes);
        }
        change(match (mark.state, mark.label()) {
            (MarkState::Rejected | MarkState::Proposed, _) => &mut self.proposals,
            (MarkState::Accepted, Label::Claim) => &mut self.claims,
            (MarkState::Accepted, Label::Source) => &mut self.sources,
            (MarkState::Accepted, Label::Figure) => &mut self.figures,
            (MarkState::Accepted, Label::Own(_)) => &mut self.own,
        });
    }
}

/// An article's shelf, made if there is none.
fn shelf(shelves: &mut OrdMap<ArticleId, Arc<Shelf>>, article: ArticleId) -> &mut Shelf {
    Arc::make_mut(shelves.entry(article).or_default())
}

/// So many marks that a thread of its own pays for itself.
const MANY: usize = 2000;

/// Does two things, side by side if `apart`; where the system has no thread left, one after the other.
fn both<A: Send, B>(apart: bool, one: &(impl Fn() -> A + Sync), other: impl FnOnce() -> B) -> (A, B) {
    std::thread::scope(|scope| {
        let handle = apart.then(|| std::thread::Builder::new().spawn_scoped(scope, one).ok()).flatten();
        let other = other();
        match handle.map(|handle| handle.join()) {
            Some(Ok(one)) => (one, other),
            Some(Err(panic)) => std::panic::resume_unwind(panic),
            None => (one(), other),
        }
    })
}

fn shared<V>(things: Vec<V>) -> Vec<Arc<V>> {
    things.into_iter().map(Arc::new).collect()
}

/// Things by their ids; two with one id are told.
fn gathered<K: Ord + Copy + ToString, V>(list: &[Arc<V>], id: impl Fn(&V) -> K, doubles: &mut Vec<Fault>) -> OrdMap<K, Arc<V>> {
    let map: OrdMap<K, Arc<V>> = list.iter().map(|thing| (id(thing), thing.clone())).collect();
    if map.len() < list.len() {
        let mut ids: Vec<K> = list.iter().map(|thing| id(thing)).collect();
        ids.sort_unstable();
        let twice = ids.iter().zip(ids.iter().skip(1)).filter(|(a, b)| a == b);
        doubles.extend(twice.map(|(id, _)| Fault::DoubleId(id.to_string())));
    }
    map
}

/// A set of what comes in any order; built in order, which costs it half.
fn sorted<K: Ord + Copy>(pairs: impl Iterator<Item = (K, MarkId)>) -> OrdSet<(K, MarkId)> {
    let mut pairs: Vec<(K, MarkId)> = pairs.collect();
    pairs.sort_unstable();
    pairs.into_iter().collect()
}

fn put<K: Ord + Clone, V>(map: &mut OrdMap<K, Arc<V>>, key: K, after: Option<Arc<V>>) {
    match after {
        Some(value) => map.insert(key, value),
        None => map.remove(&key),
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Origin;
    use crate::project::{ArticleState, Claim, Ids, Meaning, generate};
    use crate::text::{Text, TextRange};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn all_at_once_leaves_what_one_by_one_does(whole in generate::project()) {
            let mut one_by_one = Project::default();
            for setting in whole.settings.values() {
                one_by_one.put_setting(setting.key(), Some(setting.clone()));
            }
            for article in whole.articles.values() {
                one_by_one.put_article(article.id, Some(article.clone()));
            }
            for version in whole.versions.values() {
                one_by_one.put_version(version.id, Some(version.clone()));
            }
            for check in whole.checks.values() {
                one_by_one.put_check(check.id, Some(check.clone()));
            }
            for mark in whole.marks.values() {
                one_by_one.put_mark(mark.id, Some(mark.clone()));
            }
            for comment in whole.comments.values() {
                one_by_one.put_comment(comment.id, Some(comment.clone()));
            }
            prop_assert_eq!(&whole, &one_by_one);
            // And all that is derived from it.
            prop_assert_eq!(format!("{whole:?}"), format!("{one_by_one:?}"));
        }
    }

    #[test]
    fn so_many_marks_that_a_thread_helps_are_put_like_few() {
        let text = Text::new("x".repeat(MANY + 10));
        let mut ids = Ids::new(3);
        let article = Article {
            id: ArticleId::next(&mut ids),
            title: "Many".into(),
            origin: Origin::default(),
            state: ArticleState::Todo,
            blocks: Vec::new(),
            text: text.clone(),
            skip: Vec::new(),
            kept: Vec::new(),
        };
        let mark = |ids: &mut Ids, at: usize| {
            let at = TextRange::new(&text, at..at + 2).unwrap().into();
            Arc::new(generate::plain_mark(MarkId::next(ids), article.id, at, Meaning::Claim(Claim::default())))
        };
        let marks: Vec<Arc<Mark>> = (0..MANY + 5).map(|at| mark(&mut ids, at)).collect();
        let mut one_by_one = Project::default();
        one_by_one.put_setting(SettingKey::Order, Some(Arc::new(Setting::Order(vec![article.id]))));
        one_by_one.put_article(article.id, Some(Arc::new(article.clone())));
        for mark in &marks {
            one_by_one.put_mark(mark.id, Some(mark.clone()));
        }
        let parts = Parts { articles: vec![article.clone()], marks: marks.clone(), ..Parts::default() };
        let whole = Project::assemble(parts).unwrap();
        assert_eq!(format!("{whole:?}"), format!("{one_by_one:?}"));
        let twice = marks.iter().chain(marks.last()).cloned().collect();
        let faults = Project::assemble(Parts { articles: vec![article], marks: twice, ..Parts::default() }).unwrap_err();
        assert!(faults.contains(&Fault::DoubleId(marks.last().unwrap().id.to_string())), "{faults:?}");
    }
}
