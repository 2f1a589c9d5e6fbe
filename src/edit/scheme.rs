//! Changes of what a project marks with: names of sources, tags and own labels, each with all the marks that have them, in one step.

use super::{Change, Edit, Hand, Refusal};
use crate::project::{Label, Mark, Meaning, Name, OwnLabel, Project, Setting, SettingKey};
use std::sync::Arc;

/// Gives a person or body another name, wherever it is a source; where the new name is one already, the two become one.
///
/// # Errors
/// Where no source has the name, or the new one is empty or the same.
pub fn rename_source(project: &Project, hand: &Hand<'_>, from: &str, to: &str) -> Result<Change, Refusal> {
    if from == to || to.is_empty() {
        return Err(Refusal::Nothing);
    }
    let name: Name = to.into();
    let has_name = |mark: &Mark| mark.source_name().is_some_and(|name| **name == *from);
    let edits = edited(project, has_name, |mark| {
        if let Meaning::Source(source) = &mut mark.meaning {
            source.name = name.clone();
        }
    });
    named(hand, format!("rename {from} to {to}"), edits)
}

/// Gives a tag another name on every mark; where the new one is there already, the two become one.
///
/// # Errors
/// Where there is no such tag, or the new name is empty or the same.
pub fn rename_tag(project: &Project, hand: &Hand<'_>, from: &Name, to: &Name) -> Result<Change, Refusal> {
    if from == to || to.is_empty() {
        return Err(Refusal::Nothing);
    }
    let mut edits = edited(
        project,
        |mark| mark.tags.contains(from),
        |mark| {
            let is_there = mark.tags.contains(to);
            mark.tags.retain(|tag| tag != from || !is_there);
            mark.tags.iter_mut().filter(|tag| *tag == from).for_each(|tag| *tag = to.clone());
        },
    );
    edits.extend(swapped(project, Some(&Setting::Tag(from.clone())), None));
    edits.extend(swapped(project, None, Some(Setting::Tag(to.clone()))));
    named(hand, format!("rename the tag {from} to {to}"), edits)
}

/// Takes a tag off the list and off every mark.
///
/// # Errors
/// Where there is no such tag.
pub fn retire_tag(project: &Project, hand: &Hand<'_>, tag: &Name) -> Result<Change, Refusal> {
    let mut edits = edited(project, |mark| mark.tags.contains(tag), |mark| mark.tags.retain(|other| other != tag));
    edits.extend(swapped(project, Some(&Setting::Tag(tag.clone())), None));
    named(hand, format!("retire the tag {tag}"), edits)
}

/// Adds a label of the project's own, or changes the key, the colour and the definition of one.
///
/// # Errors
/// Where the name is empty or one that every project has, another label has the key, or nothing would change.
pub fn put_label(project: &Project, hand: &Hand<'_>, label: OwnLabel) -> Result<Change, Refusal> {
    may_be_named(&label.name)?;
    if let Some(other) = label.key.and_then(|key| project.own_labels().find(|other| other.key == Some(key) && other.name != label.name)) {
        return Err(Refusal::KeyTaken { key: label.key.unwrap_or_default(), label: other.name.clone() });
    }
    let key = SettingKey::Label(label.name.clone());
    let is_new = project.setting(&key).is_none();
    let change = super::set_entry(project, hand, &key, Some(Setting::Label(label)))?;
    Ok(if is_new { Change { name: "add a label".into(), ..change } } else { change })
}

/// Gives an own label another name on every mark. Where the new one is a label already, the two become one.
///
/// # Errors
/// Where there is no such label, or the new name is empty or the same.
pub fn rename_label(project: &Project, hand: &Hand<'_>, from: &Name, to: &Label) -> Result<Change, Refusal> {
    let Some(Setting::Label(before)) = project.setting(&SettingKey::Label(from.clone())) else { return Err(Refusal::NoLabel(from.clone())) };
    let mut edits = edited(project, |mark| mark.label() == Label::Own(from.clone()), |mark| mark.meaning = Meaning::of(to));
    edits.extend(swapped(project, Some(&Setting::Label(before.clone())), None));
    if let Label::Own(name) = to {
        may_be_named(name)?;
        if name == from {
            return Err(Refusal::Nothing);
        }
        edits.extend(swapped(project, None, Some(Setting::Label(OwnLabel { name: name.clone(), ..before.clone() }))));
    }
    named(hand, format!("rename the label {from} to {to}"), edits)
}

/// Takes an own label off the list; marks that have it keep it.
///
/// # Errors
/// Where there is no such label.
pub fn retire_label(project: &Project, hand: &Hand<'_>, name: &Name) -> Result<Change, Refusal> {
    let key = SettingKey::Label(name.clone());
    project.setting(&key).ok_or_else(|| Refusal::NoLabel(name.clone()))?;
    super::set_entry(project, hand, &key, None).map(|change| Change { name: format!("retire the label {name}"), ..change })
}

fn may_be_named(name: &Name) -> Result<(), Refusal> {
    let is_one_of_three = matches!(Label::named(name), Label::Claim | Label::Source | Label::Figure);
    if name.trim().is_empty() || is_one_of_three { Err(Refusal::LabelName(name.clone())) } else { Ok(()) }
}

/// An edit for each mark that is touched.
fn edited(project: &Project, is_touched: impl Fn(&Mark) -> bool, change: impl Fn(&mut Mark)) -> Vec<Edit> {
    let touched = project.marks().filter(|mark| is_touched(mark));
    let edit = |before: &Arc<Mark>| {
        let mut after = before.as_ref().clone();
        change(&mut after);
        Edit::mark(Some(before.clone()), Some(after))
    };
    touched.map(edit).collect()
}

/// The edit of one entry, where it would change anything: taking away what is not there does not, nor adding what is.
fn swapped(project: &Project, before: Option<&Setting>, after: Option<Setting>) -> Option<Edit> {
    let key = before.or(after.as_ref())?.key();
    let there = project.setting(&key);
    (there.is_some() != after.is_some()).then(|| Edit::setting(there, after))
}

fn named(hand: &Hand<'_>, name: String, edits: Vec<Edit>) -> Result<Change, Refusal> {
    if edits.is_empty() { Err(Refusal::Nothing) } else { Ok(hand.change(name, edits)) }
}
