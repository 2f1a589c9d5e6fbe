//! Three-way merge: what two people made of one project becomes one project. Entities are merged by their ids, entities that both changed by
//! their fields. What cannot be both is kept in both forms and named; the result depends on the three projects alone, and but for the order
//! of new articles not on who is who.

mod complete;
mod fields;
mod ids;
#[cfg(test)]
mod tests;
mod texts;

use crate::edit::setting_words;
use crate::project::{
    Article, ArticleId, Check, CheckId, Comment, CommentId, Mark, MarkId, MarkState, Name, Parts, Project, Setting, SettingKey, Subject, Version, VersionId,
};
use fields::{Fields, Three};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;
use std::sync::Arc;

/// Which of the three projects.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    /// The one that both began with.
    Base,
    /// One.
    Ours,
    /// The other.
    Theirs,
}

/// What came of a merge.
#[derive(Clone, Debug)]
pub struct Merged {
    /// The project.
    pub project: Project,
    /// What both changed in ways that cannot both stand, a sentence each, in a fixed order; empty where nothing is to be looked at.
    pub conflicts: Vec<String>,
}

/// Merges two changes of a project. A mark that both changed differently, or that one removed and the other changed or linked to, comes as
/// proposals, each with the marks that it stands `of`; of an article, a check, a comment or a setting the base's value stays, and an open comment
/// holds both new values. An article of which one side has another text takes it; the marks of the other side are carried over.
pub fn merge(base: &Project, ours: &Project, theirs: &Project) -> Merged {
    let [ours, theirs] = ids::one_id_for_one_text(base, ours, theirs);
    let mut conflicts: Vec<String> = Vec::new();
    let same = texts::same_texts(base, &ours, &theirs, &mut conflicts);
    let mut work = Work { base: &same.base, ours: &same.ours, theirs: &same.theirs, merged: Merging::default(), conflicts, came_back: BTreeSet::new() };
    work.articles();
    work.versions([base, &ours, &theirs]);
    work.marks();
    work.checks();
    work.comments();
    work.settings();
    work.complete();
    work.finish()
}

/// The entities of the result.
#[derive(Default)]
struct Merging {
    articles: BTreeMap<ArticleId, Arc<Article>>,
    versions: BTreeMap<VersionId, Arc<Version>>,
    marks: BTreeMap<MarkId, Arc<Mark>>,
    checks: BTreeMap<CheckId, Arc<Check>>,
    comments: BTreeMap<CommentId, Arc<Comment>>,
    settings: BTreeMap<SettingKey, Setting>,
}

struct Work<'p> {
    base: &'p Project,
    ours: &'p Project,
    theirs: &'p Project,
    merged: Merging,
    conflicts: Vec<String>,
    /// Articles that one side removed and the other worked on.
    came_back: BTreeSet<ArticleId>,
}

/// What becomes of one entity.
enum Verdict<'p, T> {
    /// This, or nothing.
    Take(Option<&'p Arc<T>>),
    /// Both have it and both changed it; the base may not have had it.
    Both(Option<&'p Arc<T>>, &'p Arc<T>, &'p Arc<T>),
    /// One removed it, the other changed it.
    Removed {
        /// As it was.
        base: &'p Arc<T>,
        /// As it was changed.
        changed: &'p Arc<T>,
        /// By whom.
        by: Side,
    },
}

fn verdict<'p, T: PartialEq>(base: Option<&'p Arc<T>>, ours: Option<&'p Arc<T>>, theirs: Option<&'p Arc<T>>) -> Verdict<'p, T> {
    let same = |a: Option<&Arc<T>>, b: Option<&Arc<T>>| match (a, b) {
        (Some(a), Some(b)) => Arc::ptr_eq(a, b) || a == b,
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    };
    if same(ours, theirs) || same(theirs, base) {
        return Verdict::Take(ours);
    }
    match (base, ours, theirs) {
        _ if same(ours, base) => Verdict::Take(theirs),
        (base, Some(ours), Some(theirs)) => Verdict::Both(base, ours, theirs),
        (Some(base), Some(changed), None) => Verdict::Removed { base, changed, by: Side::Ours },
        (Some(base), None, Some(changed)) => Verdict::Removed { base, changed, by: Side::Theirs },
        (_, ours, theirs) => Verdict::Take(ours.or(theirs)),
    }
}

/// All keys of three lists, each once.
fn keys<K: Ord>(lists: [Vec<K>; 3]) -> Vec<K> {
    let mut all: Vec<K> = lists.into_iter().flatten().collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The one of two whose words sort first, so that it does not matter who is who.
fn in_order<'a, T: Debug>(one: &'a T, two: &'a T) -> (&'a T, &'a T) {
    if format!("{one:?}") <= format!("{two:?}") { (one, two) } else { (two, one) }
}

impl<'p> Work<'p> {
    fn three(&self) -> [&'p Project; 3] {
        [self.base, self.ours, self.theirs]
    }

    fn articles(&mut self) {
        for id in keys(self.three().map(|project| project.articles().map(|article| article.id).collect())) {
            let [base, ours, theirs] = self.three().map(|project| project.article(id));
            let merged = match verdict(base, ours, theirs) {
                Verdict::Take(article) => article.cloned(),
                Verdict::Both(base, ours, theirs) => {
                    // Of two that were added, the one that sorts first gives way field by field.
                    let base = base.unwrap_or_else(|| in_order(ours, theirs).0);
                    let mut fields = Fields::new(Side::Base);
                    let merged = fields.article(Three { base, ours, theirs });
                    if !fields.clashes.is_empty() {
                        let values = |article: &Article| format!("title “{}”, {:?}, {:?}", article.title, article.state, article.origin);
                        self.clash(Some(Subject::Article(id)), &format!("article {id}"), &fields.clashes, values(ours), values(theirs));
                    }
                    Some(Arc::new(merged))
                }
                // It stays for what the other side did; its marks follow in `complete`.
                Verdict::Removed { changed, .. } => {
                    self.came_back.insert(id);
                    Some(changed.clone())
                }
            };
            self.merged.articles.extend(merged.map(|article| (id, article)));
        }
    }

    /// Records of texts: from the projects as they were, before texts were made the same.
    fn versions(&mut self, three: [&Project; 3]) {
        for id in keys(three.map(|project| project.versions().map(|version| version.id).collect())) {
            let [base, ours, theirs] = three.map(|project| project.version(id));
            let merged = match verdict(base, ours, theirs) {
                Verdict::Take(version) => version,
                Verdict::Both(_, ours, theirs) => Some(in_order(ours, theirs).0),
                Verdict::Removed { changed, .. } => Some(changed),
            };
            self.merged.versions.extend(merged.map(|version| (id, version.clone())));
        }
    }

    fn marks(&mut self) {
        for id in keys(self.three().map(|project| project.marks().map(|mark| mark.id).collect())) {
            let [base, ours, theirs] = self.three().map(|project| project.mark(id));
            match verdict(base, ours, theirs) {
                Verdict::Take(mark) => self.merged.marks.extend(mark.map(|mark| (id, mark.clone()))),
                Verdict::Both(base, ours, theirs) => self.both_marks(base, ours, theirs),
                Verdict::Removed { changed, by, .. } => {
                    self.conflicts.push(format!("mark {id}: one side removed it, the other changed it; it is a proposal now"));
                    let proposal = self.proposal(changed, by, id);
                    self.merged.marks.insert(id, Arc::new(proposal));
                }
            }
        }
    }

    fn both_marks(&mut self, base: Option<&Arc<Mark>>, ours: &Arc<Mark>, theirs: &Arc<Mark>) {
        let id = ours.id;
        let merged = |prefers: Side| {
            let mut fields = Fields::new(prefers);
            // Two that were added under one id have nothing in common.
            let mark = base.map(|base| fields.mark(Three { base, ours, theirs }));
            (mark, fields.clashes)
        };
        let (one, clashes) = merged(Side::Ours);
        let (two, _) = merged(Side::Theirs);
        if let (Some(mark), true) = (&one, clashes.is_empty()) {
            self.merged.marks.insert(id, Arc::new(mark.clone()));
            return;
        }
        let what = if clashes.is_empty() { "all of it".to_owned() } else { clashes.join(", ") };
        self.conflicts.push(format!("mark {id}: both sides changed {what}; both forms are proposals now"));
        let one = self.proposal(&one.unwrap_or_else(|| ours.as_ref().clone()), Side::Ours, id);
        let two = self.proposal(&two.unwrap_or_else(|| theirs.as_ref().clone()), Side::Theirs, id);
        let (first, second) = in_order(&one, &two);
        let taken = |id: MarkId| self.three().iter().any(|project| project.mark(id).is_some()) || self.merged.marks.contains_key(&id);
        let other = ids::derived(&format!("{second:?}"), MarkId::next, taken);
        let second = Mark { id: other, ..second.clone() };
        self.merged.marks.insert(id, Arc::new(first.clone()));
        self.merged.marks.insert(other, Arc::new(second));
    }

    /// A mark as a proposal that says whose it is.
    fn proposal(&self, mark: &Mark, side: Side, id: MarkId) -> Mark {
        let whose: Name = match side {
            Side::Base => self.base.analyst(),
            Side::Ours => self.ours.analyst(),
            Side::Theirs => self.theirs.analyst(),
        };
        let mut proposal = Mark { state: MarkState::Proposed, decided: None, ..mark.clone() };
        if !proposal.of.contains(&(whose.clone(), id)) {
            proposal.of.push((whose, id));
        }
        proposal
    }

    fn checks(&mut self) {
        for id in keys(self.three().map(|project| project.checks().map(|check| check.id).collect())) {
            let [base, ours, theirs] = self.three().map(|project| project.check(id));
            let words = |check: &Check| format!("verdict “{}”, statement “{}”, justification “{}”", check.verdict, check.statement, check.justification);
            let merged = match verdict(base, ours, theirs) {
                Verdict::Take(check) => check.cloned(),
                Verdict::Both(base, ours, theirs) => {
                    let mut fields = Fields::new(Side::Base);
                    let merged = fields.check(Three { base: base.unwrap_or_else(|| in_order(ours, theirs).0), ours, theirs });
                    if !fields.clashes.is_empty() {
                        self.clash(Some(Subject::Check(id)), &format!("check {id}"), &fields.clashes, words(ours), words(theirs));
                    }
                    Some(Arc::new(merged))
                }
                Verdict::Removed { base, changed, .. } => {
                    self.clash(Some(Subject::Check(id)), &format!("check {id}"), &["whether it is there"], "removed".to_owned(), words(changed));
                    Some(base.clone())
                }
            };
            self.merged.checks.extend(merged.map(|check| (id, check)));
        }
    }

    fn comments(&mut self) {
        for id in keys(self.three().map(|project| project.comments().map(|comment| comment.id).collect())) {
            let [base, ours, theirs] = self.three().map(|project| project.comment(id));
            let merged = match verdict(base, ours, theirs) {
                Verdict::Take(comment) => comment.cloned(),
                Verdict::Both(base, ours, theirs) => {
                    let mut fields = Fields::new(Side::Base);
                    let merged = fields.comment(Three { base: base.unwrap_or_else(|| in_order(ours, theirs).0), ours, theirs });
                    if !fields.clashes.is_empty() {
                        self.clash(merged.about, &format!("comment {id}"), &fields.clashes, ours.text.clone(), theirs.text.clone());
                    }
                    Some(Arc::new(merged))
                }
                // Words are never lost.
                Verdict::Removed { changed, .. } => Some(changed.clone()),
            };
            self.merged.comments.extend(merged.map(|comment| (id, comment)));
        }
    }

    fn settings(&mut self) {
        for key in keys(self.three().map(|project| project.settings().map(Setting::key).collect())).into_iter().filter(|key| *key != SettingKey::Order) {
            let [base, ours, theirs] = self.three().map(|project| project.setting(&key));
            let merged = if ours == theirs || theirs == base {
                ours
            } else if ours == base {
                theirs
            } else {
                let shown = |setting: Option<&Setting>| setting.map_or_else(|| "removed".to_owned(), value_words);
                self.clash(None, setting_words(&key), &["the value"], shown(ours), shown(theirs));
                // What both added has no value of the base's to go back to.
                base.or_else(|| Some(in_order(ours?, theirs?).0))
            };
            self.merged.settings.extend(merged.map(|setting| (key, setting.clone())));
        }
    }

    /// Notes what both changed, and puts both values where they are read.
    fn clash(&mut self, about: Option<Subject>, what: &str, fields: &[&str], ours: String, theirs: String) {
        let fields = fields.join(", ");
        let (one, two) = if ours <= theirs { (ours, theirs) } else { (theirs, ours) };
        self.conflicts.push(format!("{what}: both sides changed {fields}; the old value stays, and a comment holds both new ones"));
        let text = format!("Merged: both sides changed {fields} of {what}. One: {one}. The other: {two}.");
        let taken = |id: CommentId| self.three().iter().any(|project| project.comment(id).is_some()) || self.merged.comments.contains_key(&id);
        let id = ids::derived(&text, CommentId::next, taken);
        let comment = Comment { id, about, reply_to: None, text, by: Name::default(), on: None, resolved: false };
        self.merged.comments.insert(id, Arc::new(comment));
    }

    /// Ours, then what only they have; theirs where ours did not move any.
    fn order(&self) -> Vec<ArticleId> {
        let [base, ours, theirs] = self.three().map(Project::order);
        let (first, second) = if ours == base { (theirs, ours) } else { (ours, theirs) };
        let mut order: Vec<ArticleId> = Vec::with_capacity(self.merged.articles.len());
        let mut seen = BTreeSet::new();
        for id in first.iter().chain(second).chain(base).chain(self.merged.articles.keys()) {
            if self.merged.articles.contains_key(id) && seen.insert(*id) {
                order.push(*id);
            }
        }
        order
    }

    fn finish(mut self) -> Merged {
        let order = self.order();
        let Merging { mut articles, versions, marks, checks, comments, settings } = self.merged;
        let is_there = |about: Subject| match about {
            Subject::Article(id) => articles.contains_key(&id),
            Subject::Mark(id) => marks.contains_key(&id),
            Subject::Check(id) => checks.contains_key(&id),
        };
        // One side may have silenced a rule for what the other removed.
        let speaks_of_something = |setting: &Setting| !matches!(setting, Setting::Silenced(silenced) if !is_there(silenced.about));
        let settings = settings.into_values().filter(speaks_of_something).collect();
        let parts = Parts {
            settings,
            articles: order.iter().filter_map(|id| articles.remove(id)).map(|article| article.as_ref().clone()).collect(),
            marks: marks.into_values().collect(),
            versions: versions.into_values().map(|version| version.as_ref().clone()).collect(),
            checks: checks.into_values().map(|check| check.as_ref().clone()).collect(),
            comments: comments.into_values().map(|comment| comment.as_ref().clone()).collect(),
        };
        self.conflicts.sort();
        self.conflicts.dedup();
        match Project::assemble(parts) {
            Ok(project) => Merged { project, conflicts: self.conflicts },
            Err(faults) => {
                debug_assert!(false, "a merge keeps the invariants: {faults:?}");
                self.conflicts.extend(faults.iter().map(|fault| format!("the two could not be merged: {fault}; ours stays as it was")));
                Merged { project: self.ours.clone(), conflicts: self.conflicts }
            }
        }
    }
}

/// The value of a setting as people read it in a comment.
fn value_words(setting: &Setting) -> String {
    match setting {
        Setting::Title(words) | Setting::Guide(words) => format!("“{words}”"),
        Setting::Analyst(name) | Setting::Tag(name) => name.to_string(),
        Setting::Scale(names) => names.iter().map(|name| name.to_string()).collect::<Vec<_>>().join(", "),
        Setting::Label(label) => {
            let key = label.key.map(|key| format!(", key {key}")).unwrap_or_default();
            let colour = label.colour.map(|colour| format!(", {colour}")).unwrap_or_default();
            format!("{}{key}{colour}: {}", label.name, label.definition)
        }
        Setting::LinkKind(kind) => format!("{}: {}", kind.name, kind.definition),
        Setting::Silenced(silenced) => format!("{} at {}: {}", silenced.rule, silenced.about, silenced.why),
        Setting::Review(_) | Setting::Moved(_) | Setting::Theirs(_) | Setting::Order(_) | Setting::Kept(_) => format!("{setting:?}"),
    }
}
