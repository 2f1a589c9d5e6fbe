//! Who is named in a report, and how.

use crate::project::{Mark, Name, Project, Review};

/// Names as they may be shown.
pub(super) struct Names<'p> {
    project: &'p Project,
    review: Option<&'p Review>,
    /// Whose project it is: the reviewer of a review.
    pub(super) owner: Name,
}

impl<'p> Names<'p> {
    pub(super) fn of(project: &'p Project) -> Self {
        Self { project, review: project.review(), owner: project.analyst() }
    }

    /// The analysts of a review.
    pub(super) fn analysts(&self) -> Vec<String> {
        self.review.map_or_else(Vec::new, |review| (0..review.analysts.len()).map(|place| review.shown(place)).collect())
    }

    /// The analysts of these places, as in “amira and jonas”.
    pub(super) fn analysts_at(&self, places: impl Iterator<Item = usize>) -> String {
        joined(&places.filter_map(|place| self.review.map(|review| review.shown(place))).collect::<Vec<_>>())
    }

    /// Whoever decided or wrote something.
    pub(super) fn person(&self, name: &str) -> String {
        if name.is_empty() { "somebody".to_owned() } else { self.project.shown_name(name) }
    }

    /// Whose mark it is, where that is not plain: in a review always, in any other project where it is not the owner's.
    pub(super) fn whose(&self, mark: &Mark) -> Option<String> {
        let Some(review) = self.review else { return (!mark.by.is_empty() && mark.by != self.owner).then(|| mark.by.to_string()) };
        if mark.is_copy() {
            let places = review.analysts.iter().enumerate().filter(|(_, analyst)| mark.of.iter().any(|(name, _)| *name == analyst.name));
            return Some(self.analysts_at(places.map(|(place, _)| place))).filter(|names| !names.is_empty());
        }
        Some(self.person(&mark.by))
    }
}

/// Names in one phrase: `a`, `a and b`, `a, b and c`.
pub(super) fn joined(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
