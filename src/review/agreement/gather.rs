//! What several projects say of the articles that they share, as agreement sees it.

use super::document::{Corpus, Document, End, Span, Tie, Work};
use crate::project::{Label, LinkKind, Mark, MarkId, Project};
use crate::review::pairing::{Marks, Shared, pair};
use crate::text::{Fragments, Text, TextRange};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What projects have in common, and what not.
#[derive(Clone, Default, Debug)]
pub struct Gathered {
    /// What is compared: one document for each of `shared`.
    pub corpus: Corpus,
    /// The articles that at least two projects have.
    pub shared: Vec<Shared>,
    /// For each project how many articles it has alone.
    pub alone: Vec<usize>,
    /// For each project how many of the shared articles it has and its analyst never opened.
    pub unopened: Vec<usize>,
    /// Accepted marks whose words are not certainly in the shared text: they count for nothing.
    pub elsewhere: Vec<Arc<Mark>>,
}

/// Gathers what projects say: accepted marks, outside everybody's zones to skip.
pub fn gather(projects: &[&Project]) -> Gathered {
    let mut gathered = Gathered { alone: vec![0; projects.len()], unopened: vec![0; projects.len()], ..Gathered::default() };
    for shared in pair(projects) {
        let owners: Vec<usize> = (0..projects.len()).filter(|number| shared.is_of(*number)).collect();
        match owners.as_slice() {
            [alone] => gathered.alone.get_mut(*alone).into_iter().for_each(|count| *count += 1),
            _ => gathered.shared.push(shared),
        }
    }
    let each: Vec<Vec<Marks>> =
        gathered.shared.iter().map(|shared| projects.iter().enumerate().map(|(number, project)| shared.marks(number, project)).collect()).collect();
    let names = Names::of(projects, &each);
    for (shared, marks) in gathered.shared.iter().zip(&each) {
        let skip = joined(marks.iter().flat_map(|marks| marks.skip.iter().copied()));
        let mut work = Vec::with_capacity(projects.len());
        for (number, (project, marks)) in projects.iter().zip(marks).enumerate() {
            let is_opened = shared.is_opened(number, project);
            if !is_opened && shared.is_of(number) {
                gathered.unopened.get_mut(number).into_iter().for_each(|count| *count += 1);
            }
            gathered.elsewhere.extend(marks.elsewhere.iter().cloned());
            work.push(is_opened.then(|| Work { spans: names.spans(&shared.text, marks, &skip).into_iter().map(|(_, span)| span).collect(), ties: Vec::new() }));
        }
        let points = shared.text.code_points();
        let skip = skip.iter().map(|zone| points.of(*zone)).map(|zone| (zone.start, zone.end)).collect();
        gathered.corpus.documents.push(Document { length: points.len(), skip, work });
    }
    gathered.corpus.analysts = projects.len();
    tie(&mut gathered, projects, &each, &names);
    (gathered.corpus.labels, gathered.corpus.kinds) = (names.labels, names.kinds);
    gathered
}

/// Links need both ends, which may stand in any article.
fn tie(gathered: &mut Gathered, projects: &[&Project], each: &[Vec<Marks>], names: &Names) {
    for (number, project) in projects.iter().enumerate() {
        let mut ends: BTreeMap<MarkId, End> = BTreeMap::new();
        for (document, (shared, marks)) in gathered.shared.iter().zip(each).enumerate() {
            let skip = joined(marks.iter().flat_map(|marks| marks.skip.iter().copied()));
            let Some(marks) = marks.get(number) else { continue };
            ends.extend(names.spans(&shared.text, marks, &skip).into_iter().map(|(id, span)| (id, End { document, span })));
        }
        for (id, end) in &ends {
            for link in project.mark(*id).into_iter().flat_map(|mark| &mark.links) {
                let (Some(kind), Some(other)) = (names.kind(&link.kind), ends.get(&link.to)) else { continue };
                let mut both = [end.clone(), other.clone()];
                if link.kind.is_mutual() {
                    both.sort();
                }
                let place = both.first().map_or(0, |end| end.document);
                let work = gathered.corpus.documents.get_mut(place).and_then(|document| document.work.get_mut(number)).and_then(Option::as_mut);
                work.into_iter().for_each(|work| work.ties.push(Tie { kind, is_mutual: link.kind.is_mutual(), ends: both.clone() }));
            }
        }
    }
}

/// The labels and kinds of links that are named by number.
struct Names {
    labels: Vec<Label>,
    kinds: Vec<LinkKind>,
}

impl Names {
    /// The three labels first, then own ones that are used, in order.
    fn of(projects: &[&Project], each: &[Vec<Marks>]) -> Self {
        let marks = || each.iter().flatten().flat_map(|marks| &marks.there).map(|standing| &standing.mark);
        let own: BTreeSet<Label> = marks().map(|mark| mark.label()).filter(|label| matches!(label, Label::Own(_))).collect();
        let kinds: BTreeSet<LinkKind> =
            projects.iter().flat_map(|project| project.marks()).flat_map(|mark| &mark.links).map(|link| link.kind.clone()).collect();
        Self { labels: Label::THREE.into_iter().chain(own).collect(), kinds: kinds.into_iter().collect() }
    }

    fn kind(&self, kind: &LinkKind) -> Option<usize> {
        self.kinds.binary_search(kind).ok()
    }

    /// The marks that touch no zone, with their places in code points.
    fn spans(&self, text: &Text, marks: &Marks, skip: &[TextRange]) -> Vec<(MarkId, Span)> {
        let points = text.code_points();
        let counts = marks.there.iter().filter(|standing| !touches(&standing.at, skip));
        let span = |mark: &Mark, at: &Fragments| {
            let label = self.labels.iter().position(|label| *label == mark.label())?;
            Some(Span { at: at.iter().map(|range| points.of(range)).map(|range| (range.start, range.end)).collect(), label })
        };
        counts.filter_map(|standing| Some((standing.mark.id, span(&standing.mark, &standing.at)?))).collect()
    }
}

fn touches(at: &Fragments, skip: &[TextRange]) -> bool {
    at.iter().any(|range| {
        let first = skip.partition_point(|zone| zone.end() <= range.start());
        skip.get(first).is_some_and(|zone| zone.start() < range.end())
    })
}

/// Zones of several analysts as one list, in order and apart.
fn joined(zones: impl Iterator<Item = TextRange>) -> Vec<TextRange> {
    let all: Vec<TextRange> = zones.collect();
    Fragments::joined(all).map(|zones| zones.iter().collect()).unwrap_or_default()
}
