//! Sources that have it from each other.

use super::sheet::{Sheet, is};
use super::{Hint, Rule, shown};
use crate::project::{ArticleId, BaseLink, Mark, MarkId, Project};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// `RelayedBy` links that form a circle, each told once, at its first source in reading order.
///
/// Only the links of the marks themselves count. That two agencies relay each other in different matters, by other marks of the same names,
/// is how agencies work.
pub(super) fn circular(sheet: &Sheet<'_>) -> Vec<Hint> {
    let told = sheet.sources().filter_map(|(mark, _)| Some((mark, sheet.around.circles.get(&mark.id)?)));
    told.map(|(mark, circle)| {
        let marks = circle.iter().filter_map(|id| sheet.project.mark(*id));
        let named: Vec<String> = marks.filter_map(|mark| Some(shown::mark(sheet.project.text_of(mark)?, mark))).take(MOST_SHOWN).collect();
        let more = if circle.len() > MOST_SHOWN { " with others" } else { "" };
        let words = format!("{} are relayed by each other in a circle{more}", shown::listed(&named));
        Hint::at_mark(Rule::CircularSources, mark, words).with(circle.iter().copied().filter(|id| *id != mark.id))
    })
    .collect()
}

/// How many sources of a circle are named.
const MOST_SHOWN: usize = 4;

/// The circles among sources that are relayed, by the first of each in reading order.
pub(super) fn circles(project: &Project, relaying: &[&Mark]) -> BTreeMap<MarkId, Vec<MarkId>> {
    if relaying.is_empty() {
        return BTreeMap::new();
    }
    let places: HashMap<ArticleId, usize> = project.articles().enumerate().map(|(place, article)| (article.id, place)).collect();
    let place = |id: &MarkId| project.mark(*id).map(|mark| (places.get(&mark.article).copied(), mark.at.start(), mark.id));
    let mut walk = Walk { project, done: HashSet::new(), told: BTreeSet::new(), circles: Vec::new() };
    relaying.iter().for_each(|mark| walk.from(mark.id));
    let mut by_first = BTreeMap::new();
    for mut circle in walk.circles {
        let first = (0..circle.len()).min_by_key(|index| circle.get(*index).and_then(place)).unwrap_or(0);
        circle.rotate_left(first);
        by_first.extend(circle.first().copied().map(|first| (first, circle)));
    }
    by_first
}

/// A walk along the links that looks at each once.
struct Walk<'a> {
    project: &'a Project,
    done: HashSet<MarkId>,
    /// The sources of each circle that was found.
    told: BTreeSet<BTreeSet<MarkId>>,
    circles: Vec<Vec<MarkId>>,
}

impl Walk<'_> {
    fn from(&mut self, start: MarkId) {
        if self.done.contains(&start) {
            return;
        }
        // The sources from the start to here, each with the ends that are still to be gone to.
        let mut path = vec![(start, self.relays(start))];
        let mut depth = HashMap::from([(start, 0)]);
        while let Some((here, ends)) = path.last_mut() {
            let here = *here;
            let Some(next) = ends.pop() else {
                depth.remove(&here);
                self.done.insert(here);
                path.pop();
                continue;
            };
            if let Some(from) = depth.get(&next) {
                let circle: Vec<MarkId> = path.iter().skip(*from).map(|(id, _)| *id).collect();
                if self.told.insert(circle.iter().copied().collect()) {
                    self.circles.push(circle);
                }
            } else if !self.done.contains(&next) {
                depth.insert(next, path.len());
                path.push((next, self.relays(next)));
            }
        }
    }

    fn relays(&self, id: MarkId) -> Vec<MarkId> {
        let links = self.project.mark(id).into_iter().flat_map(|mark| &mark.links);
        let to = links.filter(|link| is(&link.kind, BaseLink::RelayedBy)).map(|link| link.to);
        to.filter(|to| self.project.mark(*to).is_some_and(|mark| mark.is_accepted())).collect()
    }
}
