//! Changes of comments.

use super::{Change, Edit, Hand, Refusal, Swap};
use crate::project::{Comment, CommentId, Project, Subject};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Adds a comment about a thing; none is the project.
///
/// # Errors
/// Where it says nothing.
pub fn add_comment(project: &Project, hand: &mut Hand<'_>, about: Option<Subject>, text: &str) -> Result<Change, Refusal> {
    add(project, hand, about, None, text)
}

/// Answers a comment: the answer is about the same thing.
///
/// # Errors
/// Where the comment is not there, or the answer says nothing.
pub fn answer_comment(project: &Project, hand: &mut Hand<'_>, to: CommentId, text: &str) -> Result<Change, Refusal> {
    let about = project.comment(to).ok_or(Refusal::NoComment(to))?.about;
    add(project, hand, about, Some(to), text)
}

fn add(project: &Project, hand: &mut Hand<'_>, about: Option<Subject>, reply_to: Option<CommentId>, text: &str) -> Result<Change, Refusal> {
    let text = text.trim().to_owned();
    if text.is_empty() {
        return Err(Refusal::Nothing);
    }
    let comment = Comment { id: hand.comment_id(project), about, reply_to, text, by: hand.by.clone(), on: Some(hand.now), resolved: false };
    Ok(hand.change(if reply_to.is_some() { "answer a comment" } else { "comment" }, vec![put(None, comment)]))
}

/// Changes a comment; `name` is what the menu says.
///
/// # Errors
/// Where it is not there, or nothing changes.
pub fn change_comment(project: &Project, hand: &Hand<'_>, id: CommentId, name: &str, change: impl FnOnce(&mut Comment)) -> Result<Change, Refusal> {
    let before = project.comment(id).ok_or(Refusal::NoComment(id))?;
    let mut after = before.as_ref().clone();
    change(&mut after);
    if after == **before {
        return Err(Refusal::Nothing);
    }
    Ok(hand.change(name, vec![put(Some(before.clone()), after)]))
}

fn put(before: Option<Arc<Comment>>, after: Comment) -> Edit {
    Edit::Comment(Swap { before, after: Some(Arc::new(after)) })
}

/// Removes comments with the answers to them.
///
/// # Errors
/// Where a comment is not there.
pub fn remove_comments(project: &Project, hand: &Hand<'_>, ids: &[CommentId]) -> Result<Change, Refusal> {
    if let Some(missing) = ids.iter().find(|id| project.comment(**id).is_none()) {
        return Err(Refusal::NoComment(*missing));
    }
    Ok(hand.change("remove comments", with_answers(project, |comment| ids.contains(&comment.id))))
}

/// The edits that remove every comment about these things, with the answers.
pub(super) fn without_comments_about(project: &Project, subjects: &BTreeSet<Subject>) -> Vec<Edit> {
    with_answers(project, |comment| comment.about.is_some_and(|about| subjects.contains(&about)))
}

fn with_answers(project: &Project, is_gone: impl Fn(&Comment) -> bool) -> Vec<Edit> {
    let mut gone: Vec<&Arc<Comment>> = project.comments().filter(|comment| is_gone(comment)).collect();
    let mut known: BTreeSet<CommentId> = gone.iter().map(|comment| comment.id).collect();
    let mut next = 0;
    while let Some(parent) = gone.get(next).map(|comment| comment.id) {
        let answers = project.comments().filter(|comment| comment.reply_to == Some(parent) && known.insert(comment.id));
        gone.extend(answers.collect::<Vec<_>>());
        next += 1;
    }
    // Answers first, so that none is left without what it answers.
    gone.into_iter().rev().map(|comment| Edit::Comment(Swap { before: Some(comment.clone()), after: None })).collect()
}
