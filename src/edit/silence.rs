//! Rules of the lint that an analyst silences for a mark, an article or a check, each with a reason.

use super::comments::without_comments_about;
use super::{Change, Edit, Hand, Refusal};
use crate::project::{Name, Project, Setting, SettingKey, Silenced, Subject};
use std::collections::BTreeSet;

/// Silences a rule for a thing; where it is silenced there already, it has the new reason. White space around the reason goes.
///
/// # Errors
/// Where the thing is not there, or the rule is silenced there for that reason.
pub fn silence(project: &Project, hand: &Hand<'_>, rule: &Name, about: Subject, why: &str) -> Result<Change, Refusal> {
    if !project.has(about) {
        return Err(Refusal::NoSubject(about));
    }
    let key = SettingKey::Silenced(rule.clone(), about);
    let silenced = Setting::Silenced(Silenced { rule: rule.clone(), about, why: why.trim().to_owned() });
    super::set_entry(project, hand, &key, Some(silenced))
}

/// Lets a rule speak again that was silenced for a thing.
///
/// # Errors
/// Where it is not silenced there.
pub fn speak(project: &Project, hand: &Hand<'_>, rule: &Name, about: Subject) -> Result<Change, Refusal> {
    let there = project.setting(&SettingKey::Silenced(rule.clone(), about)).ok_or_else(|| Refusal::NotSilenced(rule.clone()))?;
    Ok(hand.change("let a rule speak again", vec![Edit::setting(Some(there), None)]))
}

/// The edits that remove every comment about these things, with the answers, and every rule that is silenced for one of them, because they go
/// themselves.
pub fn without_words_about(project: &Project, subjects: &BTreeSet<Subject>) -> Vec<Edit> {
    without_comments_about(project, subjects).into_iter().chain(silences_about(project, subjects)).collect()
}

fn silences_about(project: &Project, subjects: &BTreeSet<Subject>) -> Vec<Edit> {
    let is_gone = |setting: &&Setting| matches!(setting, Setting::Silenced(silenced) if subjects.contains(&silenced.about));
    project.settings().filter(is_gone).map(|setting| Edit::setting(Some(setting), None)).collect()
}
