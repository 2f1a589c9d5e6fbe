//! One name in two spellings.

use super::sheet::Sheet;
use super::{Hint, Rule, shown};
use crate::project::{Mark, MarkId, Name, Project};
use crate::text::bare;
use std::collections::BTreeMap;

/// A spelling of a name, and the one that is used more.
pub(super) struct Spelling<'a> {
    rare: &'a Name,
    usual: &'a Name,
    /// A source that has the usual one.
    example: MarkId,
}

/// Two names that are the same but for capitals, spaces or signs, told at the first source that has the rarer one; where both are as
/// frequent, the one that comes later.
///
/// Letters with other accents are other names, and names without a letter (“7/11”, “711”) are no names.
pub(super) fn twice(sheet: &Sheet<'_>) -> Vec<Hint> {
    let told = sheet.sources().filter_map(|(mark, _)| Some((mark, sheet.around.spellings.get(&mark.id)?)));
    told.map(|(mark, spelling)| {
        let words = format!("{} and {} are the same name but for {}", shown::quoted(spelling.rare), shown::quoted(spelling.usual), difference(spelling));
        Hint::at_mark(Rule::SameNameTwice, mark, words).with([spelling.example])
    })
    .collect()
}

fn difference(spelling: &Spelling<'_>) -> &'static str {
    let spaced = |name: &str| name.split_whitespace().collect::<Vec<_>>().join(" ");
    let (rare, usual) = (spaced(spelling.rare), spaced(spelling.usual));
    if rare == usual {
        "their spaces"
    } else if rare.to_lowercase() == usual.to_lowercase() {
        "their capitals"
    } else {
        "signs and spaces"
    }
}

/// All names in two spellings, by the mark where each is told.
pub(super) fn spellings(project: &Project) -> BTreeMap<MarkId, Spelling<'_>> {
    let mut by_letters: BTreeMap<String, Vec<&Name>> = BTreeMap::new();
    for name in project.source_names() {
        by_letters.entry(bare(name)).or_default().push(name);
    }
    by_letters.retain(|letters, names| names.len() > 1 && letters.contains(char::is_alphabetic));
    if by_letters.is_empty() {
        return BTreeMap::new();
    }
    let used = uses(project);
    let mut told = BTreeMap::new();
    for names in by_letters.values() {
        let mut counted: Vec<(&Name, &Use)> = names.iter().filter_map(|name| Some((*name, used.get(name)?))).collect();
        counted.sort_by_key(|(_, one)| (std::cmp::Reverse(one.count), one.place));
        let Some(((usual, most), rarer)) = counted.split_first() else { continue };
        told.extend(rarer.iter().map(|(rare, one)| (one.first, Spelling { rare, usual, example: most.first })));
    }
    told
}

/// Where a name stands.
struct Use {
    count: usize,
    first: MarkId,
    /// The number of the first use among all.
    place: usize,
}

fn uses(project: &Project) -> BTreeMap<&Name, Use> {
    let mut used: BTreeMap<&Name, Use> = BTreeMap::new();
    let counts = |article: &crate::project::Article, mark: &Mark| mark.is_accepted() && !article.skips(&mark.at);
    let marks = project.articles().flat_map(|article| project.marks_in(article.id).filter(move |mark| counts(article, mark)));
    for (place, (mark, name)) in marks.filter_map(|mark| Some((mark.id, mark.source_name()?))).enumerate() {
        used.entry(name).or_insert(Use { count: 0, first: mark, place }).count += 1;
    }
    used
}
