//! Notes and comments: what analysts say about articles and marks, in the order of the text, comments with their answers.

use super::reader::name_of;
use super::{day, shorten};
use crate::project::{ArticleId, Comment, CommentId, Label, Mark, MarkId, Name, Project, Subject};
use crate::session::Session;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What is said about one thing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Said {
    /// What it is about; none is the project.
    pub about: Option<Subject>,
    /// The mark to go to.
    pub mark: Option<MarkId>,
    /// Its article.
    pub article: Option<ArticleId>,
    /// The mark's label.
    pub label: Option<Label>,
    /// What it is called: the mark's words, the article's title, “The project”.
    pub title: String,
    /// The analyst's note; empty where there is none.
    pub note: String,
    /// The comments, each followed by its answers.
    pub comments: Vec<CommentShown>,
}

/// A comment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CommentShown {
    /// Which.
    pub id: CommentId,
    /// How deep it stands among answers; 0 is none itself.
    pub depth: usize,
    /// What it says.
    pub text: String,
    /// Who says it, and when.
    pub by: String,
    /// Whether it is settled.
    pub resolved: bool,
    /// Whether who works here said it.
    pub is_own: bool,
}

/// How many notes and open comments the shown article has. It goes through the comments and asks nothing of the marks.
pub fn count(session: &Session) -> usize {
    let Some((project, shown)) = session.project().zip(session.selection().article) else { return 0 };
    let is_open = |comment: &&Arc<Comment>| comment.reply_to.is_none() && !comment.resolved;
    project.counts(shown).notes + project.comments().filter(is_open).filter(|comment| project.article_of(comment) == Some(shown)).count()
}

/// What is said about the shown article and its marks, or about all; settled comments with their answers only where they are wanted.
pub fn said(session: &Session, everywhere: bool, with_resolved: bool) -> Vec<Said> {
    let Some(project) = session.project() else { return Vec::new() };
    let threads = threads(project, session.who(), with_resolved);
    let shown = session.selection().article;
    let mut all = Vec::new();
    let about_project = threads.get(&None).filter(|_| everywhere);
    all.extend(about_project.map(|comments| entry(None, "The project".to_owned(), comments)));
    for article in project.articles().filter(|article| everywhere || Some(article.id) == shown) {
        let subject = Some(Subject::Article(article.id));
        if let Some(comments) = threads.get(&subject) {
            all.push(Said { article: Some(article.id), ..entry(subject, shorten(&article.title, 120), comments) });
        }
        for mark in project.marks_in(article.id) {
            let subject = Some(Subject::Mark(mark.id));
            let comments: Vec<CommentShown> = [subject, check_of(project, mark)].iter().filter_map(|about| threads.get(about)).flatten().cloned().collect();
            if mark.note.is_empty() && comments.is_empty() {
                continue;
            }
            let said = entry(subject, name_of(project, mark), &comments);
            all.push(Said { mark: Some(mark.id), article: Some(article.id), label: Some(mark.label()), note: mark.note.clone(), ..said });
        }
    }
    let unmentioned = project.checks().filter(|check| everywhere && project.claims_of(check.id).next().is_none());
    for check in unmentioned {
        let subject = Some(Subject::Check(check.id));
        all.extend(threads.get(&subject).map(|comments| entry(subject, shorten(&check.statement, 120), comments)));
    }
    all
}

/// The check of a claim, where this is the first of the claims that mention it: what is said about it stands there once.
fn check_of(project: &Project, mark: &Mark) -> Option<Subject> {
    let check = mark.check()?;
    project.claims_of(check).next().filter(|first| first.id == mark.id).map(|_| Subject::Check(check))
}

fn entry(about: Option<Subject>, title: String, comments: &[CommentShown]) -> Said {
    Said { about, mark: None, article: None, label: None, title, note: String::new(), comments: comments.to_vec() }
}

/// The comments about each thing, the oldest first, each followed by its answers.
fn threads(project: &Project, who: &Name, with_resolved: bool) -> BTreeMap<Option<Subject>, Vec<CommentShown>> {
    let mut answers: BTreeMap<Option<CommentId>, Vec<&Arc<Comment>>> = BTreeMap::new();
    for comment in project.comments() {
        answers.entry(comment.reply_to).or_default().push(comment);
    }
    answers.values_mut().for_each(|list| list.sort_by_key(|comment| (comment.on, comment.id)));
    let mut threads: BTreeMap<Option<Subject>, Vec<CommentShown>> = BTreeMap::new();
    for first in answers.get(&None).into_iter().flatten().filter(|comment| with_resolved || !comment.resolved) {
        let thread = threads.entry(first.about).or_default();
        let mut waiting = vec![(*first, 0)];
        while let Some((comment, depth)) = waiting.pop() {
            thread.push(shown(project, who, comment, depth));
            let behind = answers.get(&Some(comment.id)).into_iter().flatten().rev();
            waiting.extend(behind.map(|answer| (*answer, depth + 1)));
        }
    }
    threads
}

fn shown(project: &Project, who: &Name, comment: &Comment, depth: usize) -> CommentShown {
    let by = [project.shown_name(&comment.by), comment.on.map(day).unwrap_or_default()];
    let by = by.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    CommentShown { id: comment.id, depth, text: comment.text.clone(), by, resolved: comment.resolved, is_own: comment.by == *who }
}
