//! Sources of nothing.

use super::sheet::{Sheet, is_linked};
use super::{Hint, Rule, shown};
use crate::project::{Label, Mark, MarkId, Source};
use crate::text::bare;
use std::collections::HashSet;

/// A source that nothing links to and that links nowhere.
///
/// Quiet where it may well be used under another mark of the article: one that is used has the same name, the same words or, as people are named
/// a second time, the same last word with a capital; or one of the two lies inside the other (“a police spokeswoman” and “police”). Quiet also
/// where the team marks no claims at all. A pronoun is a source like any other.
pub(super) fn never_used(sheet: &Sheet<'_>) -> Vec<Hint> {
    if !sheet.around.has_claims {
        return Vec::new();
    }
    let (used, unused): (Vec<_>, Vec<_>) = sheet.sources().partition(|(mark, _)| is_linked(sheet.project, mark));
    if unused.is_empty() {
        return Vec::new();
    }
    let names: HashSet<String> = used.iter().flat_map(|(mark, source)| keys(sheet, mark, source)).collect();
    let nested = nested_with_used(sheet, &used.iter().map(|(mark, _)| mark.id).collect());
    let is_alone = |(mark, source): &(&Mark, &Source)| !nested.contains(&mark.id) && !keys(sheet, mark, source).iter().any(|key| names.contains(key));
    let told = unused.into_iter().filter(is_alone);
    told.map(|(mark, _)| Hint::at_mark(Rule::SourceNeverUsed, mark, format!("{} is the source of nothing", shown::mark(&sheet.article.text, mark)))).collect()
}

/// What makes two sources of one article likely the same.
fn keys(sheet: &Sheet<'_>, mark: &Mark, source: &Source) -> Vec<String> {
    let words = mark.at.words(&sheet.article.text);
    let last = words.split_whitespace().next_back().filter(|last| last.starts_with(char::is_uppercase));
    let mut keys = vec![bare(&source.name), bare(&words), last.map(bare).unwrap_or_default()];
    keys.retain(|key| !key.is_empty());
    keys
}

/// Sources that are not used and lie inside one that is, or the other way round.
fn nested_with_used(sheet: &Sheet<'_>, used: &HashSet<MarkId>) -> HashSet<MarkId> {
    let mut nested = HashSet::new();
    let is_source = |mark: &Mark| mark.label() == Label::Source;
    sheet.each_within(is_source, is_source, |mark, around| {
        for outer in around.iter().filter(|outer| outer.id != mark.id && outer.at.contains(&mark.at)) {
            if used.contains(&outer.id) || used.contains(&mark.id) {
                nested.extend([outer.id, mark.id]);
            }
        }
    });
    nested
}
