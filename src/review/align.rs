//! What several analysts marked, mark beside mark: the same, other edges, another label, other attributes, other links, or somebody has it not.
//! It depends neither on the order of the marks nor on that of the analysts.

use super::matching::{Edge, matching, overlaps};
use super::pairing::{Marks, Shared, Standing, pair};
use crate::project::{Label, Link, LinkKind, Mark, MarkId, Meaning, Project};
use crate::text::{Fragments, TextRange};
use std::collections::BTreeMap;
use std::sync::Arc;

/// How the marks of a finding differ.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum FindingKind {
    /// All who opened the article have it, two at least, in every respect.
    Same,
    /// The labels differ.
    Label,
    /// The edges differ.
    Boundary,
    /// Attributes differ.
    Attribute,
    /// Links differ: other ends, other kinds, or one has none.
    Link,
    /// Those who have it agree; somebody has it not.
    Missing,
}

impl FindingKind {
    /// All, in the order in which they are listed.
    pub const ALL: [Self; 6] = [Self::Same, Self::Label, Self::Boundary, Self::Attribute, Self::Link, Self::Missing];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Label => "label",
            Self::Boundary => "boundary",
            Self::Attribute => "attribute",
            Self::Link => "link",
            Self::Missing => "missing",
        }
    }
}

/// Marks of several analysts that are taken for one.
#[derive(Clone, Debug)]
pub struct Finding {
    /// For each analyst the mark, if there is one.
    pub marks: Vec<Option<Standing>>,
    /// What it is, by what weighs most: the label, then the edges, then attributes, then links, then that somebody has it not.
    pub kind: FindingKind,
    /// Everything that differs, in words: `label`, `boundary`, attributes by their names, `link SaidBy`.
    pub differs: Vec<String>,
    /// The analysts who have it, those together whose marks are the same in every respect.
    pub alike: Vec<Vec<usize>>,
}

/// The findings in one shared article, in reading order.
#[derive(Clone, Debug)]
pub struct Aligned {
    /// The article.
    pub shared: Shared,
    /// Who opened it.
    pub opened: Vec<bool>,
    /// What was found.
    pub findings: Vec<Finding>,
    /// For each analyst the marks whose words are not in the shared text: they could not be compared.
    pub elsewhere: Vec<Vec<Arc<Mark>>>,
    /// For each analyst the zones to skip, as far as they are in the shared text.
    pub skip: Vec<Vec<TextRange>>,
}

/// Compares the projects of two or more analysts, article by article.
pub fn align(projects: &[&Project]) -> Vec<Aligned> {
    let mut all = Vec::new();
    for shared in pair(projects) {
        let marks: Vec<Marks> = projects.iter().enumerate().map(|(number, project)| shared.marks(number, project)).collect();
        let opened: Vec<bool> = projects.iter().enumerate().map(|(number, project)| shared.is_opened(number, project)).collect();
        let findings = if shared.owners() > 1 { found(&marks) } else { Vec::new() };
        let (elsewhere, skip) = marks.into_iter().map(|marks| (marks.elsewhere, marks.skip)).unzip();
        all.push(Aligned { shared, opened, findings, elsewhere, skip });
    }
    // Links are compared last: their ends may stand in any article.
    let ends = Ends::of(&all, projects.len());
    for aligned in &mut all {
        aligned.findings.iter_mut().for_each(|finding| finish(finding, projects, &aligned.opened, &ends));
    }
    all
}

/// The marks that are compared, with the number of their finding: a link to any other, a proposal or what waits in an earlier version, says
/// nothing yet.
struct Ends(Vec<BTreeMap<MarkId, usize>>);

impl Ends {
    fn of(all: &[Aligned], analysts: usize) -> Self {
        let mut ends = vec![BTreeMap::new(); analysts];
        for (number, finding) in all.iter().flat_map(|aligned| &aligned.findings).enumerate() {
            for (standing, ends) in finding.marks.iter().zip(&mut ends) {
                ends.extend(standing.iter().map(|standing| (standing.mark.id, number)));
            }
        }
        Self(ends)
    }

    fn of_analyst(&self, analyst: usize) -> impl Fn(MarkId) -> Option<usize> + '_ {
        move |id| self.0.get(analyst).and_then(|ends| ends.get(&id)).copied()
    }
}

/// A mark by whose it is and its place among theirs.
type Seat = (usize, usize);

/// Marks that overlap, each in one finding, of each analyst at most one: what is most alike comes together first.
fn found(marks: &[Marks]) -> Vec<Finding> {
    let mut pairs: Vec<(i64, Seat, Seat)> = Vec::new();
    for (first, one) in marks.iter().enumerate() {
        for (second, two) in marks.iter().enumerate().skip(first + 1) {
            pairs.extend(matched(one, two).into_iter().map(|(weight, row, column)| (weight, (first, row), (second, column))));
        }
    }
    let standing = |(analyst, at): Seat| marks.get(analyst).and_then(|marks| marks.there.get(at));
    // The same whoever comes first: by likeness, then by where they stand.
    let place = |seat: Seat| standing(seat).map(|standing| (standing.at.start(), standing.at.end(), standing.mark.label(), standing.mark.id));
    pairs.sort_by_cached_key(|(weight, one, two)| {
        let (one, two) = (place(*one), place(*two));
        (std::cmp::Reverse(*weight), one.clone().min(two.clone()), one.max(two))
    });
    let mut groups = Groups::new(marks);
    pairs.into_iter().for_each(|(_, one, two)| groups.join(one, two));
    let mut findings: Vec<Finding> = groups
        .seats
        .into_iter()
        .filter(|seats| seats.iter().any(Option::is_some))
        .map(|seats| {
            let marks = seats.into_iter().enumerate().map(|(analyst, at)| standing((analyst, at?)).cloned()).collect();
            Finding { marks, kind: FindingKind::Same, differs: Vec::new(), alike: Vec::new() }
        })
        .collect();
    findings.sort_by_cached_key(|finding| {
        let places = || finding.standing().map(|(_, standing)| standing);
        let start = places().map(|standing| standing.at.start()).min();
        let end = places().map(|standing| standing.at.end()).max();
        let label = finding.label();
        (start, std::cmp::Reverse(end), label, places().map(|standing| standing.mark.id).min())
    });
    findings
}

/// Which marks are together: for each group the place of each analyst's mark.
struct Groups {
    seats: Vec<Vec<Option<usize>>>,
    of: Vec<Vec<usize>>,
}

impl Groups {
    /// Everybody alone.
    fn new(marks: &[Marks]) -> Self {
        let (mut seats, mut of) = (Vec::new(), Vec::new());
        for (analyst, marks) in marks.iter().enumerate() {
            of.push((seats.len()..).take(marks.there.len()).collect());
            for at in 0..marks.there.len() {
                let mut group = vec![None; of.len().max(analyst + 1)];
                group.get_mut(analyst).into_iter().for_each(|seat| *seat = Some(at));
                seats.push(group);
            }
        }
        let analysts = marks.len();
        seats.iter_mut().for_each(|group: &mut Vec<Option<usize>>| group.resize(analysts, None));
        Self { seats, of }
    }

    fn group_of(&self, (analyst, at): Seat) -> Option<usize> {
        self.of.get(analyst).and_then(|of| of.get(at)).copied()
    }

    /// Puts the groups of two marks together, if that gives no analyst two marks in one.
    fn join(&mut self, one: Seat, two: Seat) {
        let (Some(into), Some(from)) = (self.group_of(one), self.group_of(two)) else { return };
        let (Some(there), Some(here)) = (self.seats.get(into).cloned(), self.seats.get(from).cloned()) else { return };
        if into == from || there.iter().zip(&here).any(|(one, two)| one.is_some() && two.is_some()) {
            return;
        }
        for (analyst, at) in here.iter().enumerate().filter_map(|(analyst, at)| Some((analyst, (*at)?))) {
            self.of.get_mut(analyst).and_then(|of| of.get_mut(at)).into_iter().for_each(|group| *group = into);
            self.seats.get_mut(into).and_then(|group| group.get_mut(analyst)).into_iter().for_each(|seat| *seat = Some(at));
        }
        self.seats.get_mut(from).into_iter().for_each(|group| group.fill(None));
    }
}

/// Pairs of marks of two analysts that overlap, each at most once, with how alike they are: those with the same label and edges first, then those
/// that share most. Of several best ways it takes the same one whoever comes first.
fn matched(one: &Marks, two: &Marks) -> Vec<(i64, usize, usize)> {
    let sides = |marks: &Marks| -> Vec<(usize, usize, Label, MarkId)> {
        marks.there.iter().map(|standing| (standing.at.start(), standing.at.end(), standing.mark.label(), standing.mark.id)).collect()
    };
    if sides(two) < sides(one) {
        return matched_in_order(two, one).into_iter().map(|(weight, row, column)| (weight, column, row)).collect();
    }
    matched_in_order(one, two)
}

fn matched_in_order(one: &Marks, two: &Marks) -> Vec<(i64, usize, usize)> {
    let mut matched = Vec::new();
    for (firsts, seconds) in groups(&one.there, &two.there) {
        let weight = |row: usize, column: usize| -> Option<i64> {
            let (a, b) = (one.there.get(*firsts.get(row)?)?, two.there.get(*seconds.get(column)?)?);
            let shared = shared_bytes(&a.at, &b.at);
            let is_same_label = a.mark.label() == b.mark.label();
            let union = length(&a.at) + length(&b.at) - shared;
            let overlap = 1_000_000 * shared as i64 / union.max(1) as i64;
            // What is alike in everything else stands in the same order on both sides.
            let apart = (row.abs_diff(column) as i64).pow(2).min(900);
            (shared > 0).then(|| (i64::from(is_same_label) * 2_000_000 + i64::from(a.at == b.at) * 1_500_000 + overlap + 1) * 1000 - apart)
        };
        let hull = |standing: Option<&Standing>| standing.map_or((0, 0), |standing| (standing.at.start(), standing.at.end()));
        let hulls = |list: &[usize], all: &[Standing]| -> Vec<(usize, usize)> { list.iter().map(|at| hull(all.get(*at))).collect() };
        let touching = overlaps(&hulls(&firsts, &one.there), &hulls(&seconds, &two.there));
        let edges: Vec<Edge> = touching.into_iter().filter_map(|(row, column)| Some(Edge { row, column, weight: weight(row, column)? })).collect();
        let pairs = matching(firsts.len(), seconds.len(), &edges);
        matched.extend(pairs.into_iter().filter_map(|(row, column)| Some((weight(row, column)?, *firsts.get(row)?, *seconds.get(column)?))));
    }
    matched
}

/// Says what differs between the marks of a finding.
fn finish(finding: &mut Finding, projects: &[&Project], opened: &[bool], ends: &Ends) {
    let mut differs: Vec<(FindingKind, String)> = Vec::new();
    let there: Vec<(usize, &Standing)> = finding.standing().collect();
    let mut alike: Vec<Vec<usize>> = Vec::new();
    for (place, second) in there.iter().enumerate() {
        let mut same = None;
        for first in there.iter().take(place) {
            let found = difference([*first, *second], projects, ends);
            let group = alike.iter().position(|group| group.contains(&first.0));
            same = same.or(group.filter(|_| found.is_empty()));
            differs.extend(found);
        }
        match same.and_then(|group| alike.get_mut(group)) {
            Some(group) => group.push(second.0),
            None => alike.push(vec![second.0]),
        }
    }
    let is_missing = |analyst: usize| opened.get(analyst) == Some(&true) && finding.marks.get(analyst).is_none_or(Option::is_none);
    if there.len() < 2 || (0..finding.marks.len()).any(is_missing) {
        differs.push((FindingKind::Missing, "missing".to_owned()));
    }
    differs.sort();
    differs.dedup();
    finding.alike = alike;
    finding.kind = differs.first().map_or(FindingKind::Same, |(kind, _)| *kind);
    finding.differs = differs.into_iter().filter(|(kind, _)| *kind != FindingKind::Missing).map(|(_, words)| words).collect();
}

/// What differs between two marks.
fn difference([(first, one), (second, two)]: [(usize, &Standing); 2], projects: &[&Project], ends: &Ends) -> Vec<(FindingKind, String)> {
    let (Some(one_project), Some(two_project)) = (projects.get(first), projects.get(second)) else { return Vec::new() };
    let mut differs = Vec::new();
    if one.mark.label() != two.mark.label() {
        differs.push((FindingKind::Label, "label".to_owned()));
    }
    if one.at != two.at {
        differs.push((FindingKind::Boundary, "boundary".to_owned()));
    }
    let attributes = attributes_that_differ((&one.mark, one_project), (&two.mark, two_project));
    differs.extend(attributes.into_iter().map(|name| (FindingKind::Attribute, name.to_owned())));
    let links = [(one, one_project, first), (two, two_project, second)];
    let [one, two] = links.map(|(standing, project, analyst)| links_of(&standing.mark, project, &ends.of_analyst(analyst)));
    differs.extend(links_that_differ(&one, &two).into_iter().map(|kind| (FindingKind::Link, format!("link {kind}"))));
    differs
}

/// The attributes of one label that differ; marks with two labels have no attributes to compare.
fn attributes_that_differ((one, first): (&Mark, &Project), (two, second): (&Mark, &Project)) -> Vec<&'static str> {
    let differ: Vec<(bool, &'static str)> = match (&one.meaning, &two.meaning) {
        (Meaning::Claim(a), Meaning::Claim(b)) => {
            let verdict =
                |mark: &Mark, project: &Project| mark.check().and_then(|check| project.check(check)).map(|check| check.verdict.clone()).unwrap_or_default();
            vec![
                (a.worth != b.worth, "worth"),
                (a.voice != b.voice, "voice"),
                (a.kinds != b.kinds, "kinds"),
                (verdict(one, first) != verdict(two, second), "verdict"),
            ]
        }
        (Meaning::Source(a), Meaning::Source(b)) => vec![(a.name != b.name, "name"), (a.naming != b.naming, "naming"), (a.kind != b.kind, "kind")],
        (Meaning::Figure(a), Meaning::Figure(b)) => vec![
            ((&a.low, &a.high, a.how) != (&b.low, &b.high, b.how), "quantity"),
            (a.unit != b.unit, "unit"),
            (a.what != b.what, "what"),
            (a.trend != b.trend, "trend"),
            (a.kind != b.kind, "kind"),
        ],
        _ => Vec::new(),
    };
    differ.into_iter().filter(|(differs, _)| *differs).map(|(_, name)| name).collect()
}

/// The kinds of links that only one has, or that end elsewhere.
fn links_that_differ(one: &[(LinkKind, usize)], two: &[(LinkKind, usize)]) -> Vec<LinkKind> {
    let missing = |from: &[(LinkKind, usize)], there: &[(LinkKind, usize)]| -> Vec<LinkKind> {
        from.iter().filter(|link| !there.contains(link)).map(|(kind, _)| kind.clone()).collect()
    };
    let mut kinds = missing(one, two);
    kinds.extend(missing(two, one));
    kinds.sort();
    kinds.dedup();
    kinds
}

/// The links of a mark with the findings that they lead to. What has no direction counts at both ends, wherever it is stored.
fn links_of(mark: &Mark, project: &Project, number: &impl Fn(MarkId) -> Option<usize>) -> Vec<(LinkKind, usize)> {
    let back = |link: &&Link| link.to == mark.id && link.kind.is_mutual();
    let from_others = project.linked_from(mark.id).flat_map(|other| other.links.iter().filter(back).map(|link| (link.kind.clone(), other.id)));
    let all = mark.links.iter().map(|link| (link.kind.clone(), link.to)).chain(from_others);
    all.filter_map(|(kind, to)| Some((kind, number(to)?))).collect()
}

/// Groups of marks that overlap, directly or by others between them: places in the two lists.
fn groups(one: &[Standing], two: &[Standing]) -> Vec<(Vec<usize>, Vec<usize>)> {
    let side = |list: &'_ [Standing], is_first: bool| -> Vec<_> {
        let key = |standing: &Standing| (standing.at.start(), standing.at.end(), standing.mark.label(), standing.mark.id);
        list.iter().enumerate().map(|(at, standing)| (key(standing), is_first, at)).collect()
    };
    let mut all = side(one, true);
    all.extend(side(two, false));
    all.sort();
    let mut groups: Vec<(Vec<usize>, Vec<usize>)> = Vec::new();
    let mut reach = 0;
    for ((start, end, ..), is_first, at) in all {
        if groups.is_empty() || start >= reach {
            groups.push((Vec::new(), Vec::new()));
        }
        reach = reach.max(end);
        if let Some((firsts, seconds)) = groups.last_mut() {
            if is_first { firsts.push(at) } else { seconds.push(at) }
        }
    }
    groups
}

fn length(at: &Fragments) -> usize {
    at.iter().map(|range| range.end() - range.start()).sum()
}

fn shared_bytes(a: &Fragments, b: &Fragments) -> usize {
    let overlap = |x: TextRange, y: TextRange| x.end().min(y.end()).saturating_sub(x.start().max(y.start()));
    a.iter().map(|x| b.iter().map(|y| overlap(x, y)).sum::<usize>()).sum()
}

impl Finding {
    /// The marks that there are, each with the number of its analyst.
    pub fn standing(&self) -> impl Iterator<Item = (usize, &Standing)> {
        self.marks.iter().enumerate().filter_map(|(analyst, standing)| Some((analyst, standing.as_ref()?)))
    }

    /// The label; where they differ that which comes first in the order of labels.
    pub fn label(&self) -> Option<Label> {
        self.standing().map(|(_, standing)| standing.mark.label()).min()
    }
}
