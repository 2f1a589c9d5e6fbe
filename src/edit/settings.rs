//! Changes of settings, checks and comments.

use super::silence::silences_about;
use super::{Change, Edit, Hand, Refusal, Swap};
use crate::project::{CheckId, Comment, CommentId, Meaning, Project, Setting, SettingKey, Subject};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Sets one entry of the settings; `after` none removes it.
///
/// # Errors
/// Where nothing would change.
pub fn set_entry(project: &Project, hand: &Hand<'_>, key: &SettingKey, after: Option<Setting>) -> Result<Change, Refusal> {
    let before = project.setting(key);
    if before == after.as_ref() {
        return Err(Refusal::Nothing);
    }
    let name = match key {
        SettingKey::Title => "rename the project",
        SettingKey::Analyst => "name the analyst",
        SettingKey::Label(_) | SettingKey::LinkKind(_) | SettingKey::Tag(_) => "change the scheme",
        SettingKey::Scale => "change the scale",
        SettingKey::Guide => "change the guide",
        SettingKey::Silenced(..) => "silence a rule",
        SettingKey::Review | SettingKey::Moved(..) | SettingKey::Theirs(..) => "change the review",
        SettingKey::Order => "reorder articles",
        SettingKey::Kept => "change what was kept",
    };
    Ok(hand.change(name, vec![Edit::setting(before, after)]))
}

/// Removes checks with what mentions them.
///
/// # Errors
/// Where a check is not there.
pub fn remove_checks(project: &Project, hand: &Hand<'_>, ids: &[CheckId]) -> Result<Change, Refusal> {
    let ids: BTreeSet<CheckId> = ids.iter().copied().collect();
    let mut edits = without_words_about(project, &ids.iter().map(|id| Subject::Check(*id)).collect());
    for id in &ids {
        let check = project.check(*id).ok_or(Refusal::NoCheck(*id))?;
        for claim in project.claims_of(*id) {
            let mut after = claim.as_ref().clone();
            if let Meaning::Claim(meaning) = &mut after.meaning {
                meaning.check = None;
            }
            edits.push(Edit::mark(Some(claim.clone()), Some(after)));
        }
        edits.push(Edit::Check(Swap { before: Some(check.clone()), after: None }));
    }
    if edits.is_empty() {
        return Err(Refusal::Nothing);
    }
    Ok(hand.change("remove checks", edits))
}

/// Adds a comment.
pub fn add_comment(project: &Project, hand: &mut Hand<'_>, about: Subject, text: String) -> Change {
    let comment = Comment { id: hand.comment_id(project), about: Some(about), reply_to: None, text, by: hand.by.clone(), on: Some(hand.now), resolved: false };
    hand.change("comment", vec![Edit::Comment(Swap { before: None, after: Some(Arc::new(comment)) })])
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

/// The edits that remove every comment about these things, with the answers, and every rule that is silenced for one of them.
pub fn without_words_about(project: &Project, subjects: &BTreeSet<Subject>) -> Vec<Edit> {
    let comments = with_answers(project, |comment| comment.about.is_some_and(|about| subjects.contains(&about)));
    comments.into_iter().chain(silences_about(project, subjects)).collect()
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
