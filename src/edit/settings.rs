//! Changes of settings and checks.

use super::silence::without_words_about;
use super::{Change, Edit, Hand, Refusal, Swap};
use crate::project::{CheckId, Meaning, Project, Setting, SettingKey, Subject};
use std::collections::BTreeSet;

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
