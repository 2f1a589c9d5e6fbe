//! Where words stand in what is said about a mark, beside its own words.

use super::find::Place;
use crate::project::{Mark, Meaning, Project};
use crate::text::Sought;

/// Where the words stand first: in the note, a tag, a name, what is counted or its unit, or in the check; none where nowhere.
pub(super) fn mentions(project: &Project, mark: &Mark, words: &Sought) -> Option<Place> {
    let is_in = |part: &str| !part.is_empty() && words.is_in(part);
    let said = match &mark.meaning {
        Meaning::Source(source) => is_in(&source.name),
        Meaning::Figure(figure) => is_in(&figure.what) || is_in(&figure.unit),
        Meaning::Claim(_) | Meaning::Own(_) => false,
    };
    if is_in(&mark.note) {
        Some(Place::Note)
    } else if mark.tags.iter().any(|tag| is_in(tag)) {
        Some(Place::Tag)
    } else if said {
        Some(Place::Attribute)
    } else {
        let check = mark.check().and_then(|check| project.check(check))?;
        let texts = [&check.statement, &check.justification, &check.speaker];
        let rows = check.evidence.iter().flat_map(|row| [&row.question, &row.answer, &row.title, &row.url, &row.archived, &row.quote]);
        texts.into_iter().chain(rows).any(|part| is_in(part)).then_some(Place::Check)
    }
}
