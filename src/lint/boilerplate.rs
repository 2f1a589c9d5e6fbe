//! Paragraphs that are no part of the article.

use super::sheet::Sheet;
use super::{Hint, Rule, shown};
use crate::edit::proposed_zones;
use crate::text::counted;

/// Paragraphs that look like boilerplate and stand in no zone to skip: one hint for the whole article, with its reasons.
///
/// Quiet about paragraphs with a mark of any state: somebody took them for part of the article.
pub(super) fn unskipped(sheet: &Sheet<'_>) -> Vec<Hint> {
    let found = proposed_zones(sheet.project, sheet.article);
    let Some((first, why)) = found.first() else { return Vec::new() };
    let words = match found.len() {
        1 => format!("{} looks like boilerplate ({})", shown::quoted(first.of(&sheet.article.text)), why.words()),
        count => {
            let mut reasons: Vec<&str> = Vec::new();
            for (_, why) in &found {
                if !reasons.contains(&why.words()) {
                    reasons.push(why.words());
                }
            }
            format!("{} look like boilerplate ({})", counted(count, "paragraph"), reasons.join(", "))
        }
    };
    vec![Hint::at_article(Rule::Boilerplate, sheet.article, Some(*first), words)]
}
