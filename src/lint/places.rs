//! Marks that say what another says already, and marks that count for nothing.

use super::sheet::Sheet;
use super::{Hint, Rule, shown};
use crate::project::Mark;

/// Two marks with the same label and ranges; told at each but the first. Whose they are does not matter: accepted, both count.
pub(super) fn twins(sheet: &Sheet<'_>) -> Vec<Hint> {
    let place = |mark: &Mark| (mark.at.start(), mark.at.end());
    let same = sheet.marks.chunk_by(|one, other| place(one) == place(other)).filter(|same| same.len() > 1);
    let mut hints = Vec::new();
    for same in same {
        let mut sorted: Vec<&Mark> = same.to_vec();
        sorted.sort_by(|one, other| (one.label(), &one.at, one.id).cmp(&(other.label(), &other.at, other.id)));
        for twins in sorted.chunk_by(|one, other| one.label() == other.label() && one.at == other.at) {
            let Some((first, others)) = twins.split_first() else { continue };
            hints.extend(others.iter().map(|mark| {
                let words = format!("{} is marked twice as {}", shown::mark(&sheet.article.text, mark), with_article(mark));
                Hint::at_mark(Rule::Twins, mark, words).with([first.id])
            }));
        }
    }
    hints
}

/// A mark that stands in a zone to skip, or reaches into one.
pub(super) fn in_zone(sheet: &Sheet<'_>) -> Vec<Hint> {
    let stands = |mark: &Mark| mark.at.iter().all(|range| sheet.article.zones_touching(range).any(|zone| zone.contains(range)));
    let hint = |mark: &&Mark| {
        let how = if stands(mark) { "stands in" } else { "reaches into" };
        Hint::at_mark(Rule::MarkInZone, mark, format!("{} {how} a zone to skip and counts for nothing", shown::mark(&sheet.article.text, mark)))
    };
    sheet.in_zones.iter().map(hint).collect()
}

/// The label of a mark as a sentence has it: `a claim`, `“Prediction”`.
fn with_article(mark: &Mark) -> String {
    use crate::project::Label;
    match mark.label() {
        label @ (Label::Claim | Label::Source | Label::Figure) => format!("a {}", label.name().to_lowercase()),
        Label::Own(name) => shown::quoted(&name),
    }
}
