//! What two analysts marked, mark beside mark: the same, other edges, another label, other attributes, other links, or one has it alone.
//! It does not depend on the order of the marks, and turned round it says the same of the other side.

use super::matching::{Edge, matching, overlaps};
use super::pairing::{Marks, Shared, Standing, pair};
use crate::project::{Label, Link, LinkKind, Mark, MarkId, Meaning, Project};
use crate::text::{Fragments, TextRange};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How two marks, or one, are to be read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum FindingKind {
    /// Both have it, in every respect.
    Same,
    /// The labels differ.
    Label,
    /// The edges differ.
    Boundary,
    /// Attributes differ.
    Attribute,
    /// Links differ: other ends, other kinds, or one has none.
    Link,
    /// Only the first analyst has it.
    OnlyFirst,
    /// Only the second analyst has it.
    OnlySecond,
}

impl FindingKind {
    /// All, in the order in which they are listed.
    pub const ALL: [Self; 7] = [Self::Same, Self::Label, Self::Boundary, Self::Attribute, Self::Link, Self::OnlyFirst, Self::OnlySecond];
}

/// A mark of one analyst beside that of the other.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The first analyst's.
    pub first: Option<Standing>,
    /// The second analyst's.
    pub second: Option<Standing>,
    /// What it is, by what weighs most: the label, then the edges, then attributes, then links.
    pub kind: FindingKind,
    /// Everything that differs, in words: `label`, `boundary`, attributes by their names, `link SaidBy`.
    pub differs: Vec<String>,
}

/// The findings in one shared article, in reading order.
#[derive(Clone, Debug)]
pub struct Aligned {
    /// The article.
    pub shared: Shared,
    /// What was found.
    pub findings: Vec<Finding>,
    /// Marks of the first and the second whose words are not in the shared text: they could not be compared.
    pub elsewhere: [Vec<Arc<Mark>>; 2],
}

/// Compares two projects, article by article.
pub fn align(first: &Project, second: &Project) -> Vec<Aligned> {
    let shared = pair(&[first, second]);
    let mut all: Vec<Aligned> = Vec::with_capacity(shared.len());
    for shared in shared {
        let (one, two) = (shared.marks(0, first), shared.marks(1, second));
        let findings = if shared.is_of(0) && shared.is_of(1) { matched(&one, &two) } else { Vec::new() };
        all.push(Aligned { shared, findings, elsewhere: [one.elsewhere, two.elsewhere] });
    }
    // Links are compared last: their ends may stand in any article.
    let ends = Ends::of(&all);
    for finding in all.iter_mut().flat_map(|aligned| &mut aligned.findings) {
        finish(finding, first, second, &ends);
    }
    all
}

/// The marks that are compared: a link to any other, a proposal or what waits in an earlier version, says nothing yet.
struct Ends {
    /// Of the first analyst, with the second's mark that goes with each.
    partner: BTreeMap<MarkId, Option<MarkId>>,
    /// Of the second analyst.
    seconds: BTreeSet<MarkId>,
}

impl Ends {
    fn of(all: &[Aligned]) -> Self {
        let findings = || all.iter().flat_map(|aligned| &aligned.findings);
        let id = |standing: &Option<Standing>| standing.as_ref().map(|standing| standing.mark.id);
        Self {
            partner: findings().filter_map(|finding| Some((id(&finding.first)?, id(&finding.second)))).collect(),
            seconds: findings().filter_map(|finding| id(&finding.second)).collect(),
        }
    }
}

/// Marks that overlap, each at most once: those with the same label and edges first, then those that share most.
fn matched(one: &Marks, two: &Marks) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    for (firsts, seconds) in groups(&one.there, &two.there) {
        let weight = |row: usize, column: usize| -> Option<i64> {
            let (a, b) = (firsts.get(row)?, seconds.get(column)?);
            let shared = shared_bytes(&a.at, &b.at);
            let is_same_label = a.mark.label() == b.mark.label();
            let union = length(&a.at) + length(&b.at) - shared;
            let overlap = 1_000_000 * shared as i64 / union.max(1) as i64;
            // What is alike in everything else stands in the same order on both sides.
            let apart = (row.abs_diff(column) as i64).pow(2).min(900);
            (shared > 0).then(|| (i64::from(is_same_label) * 2_000_000 + i64::from(a.at == b.at) * 1_500_000 + overlap + 1) * 1000 - apart)
        };
        let hulls = |list: &[&Standing]| -> Vec<(usize, usize)> { list.iter().map(|standing| (standing.at.start(), standing.at.end())).collect() };
        let touching = overlaps(&hulls(&firsts), &hulls(&seconds));
        let edges: Vec<Edge> = touching.into_iter().filter_map(|(row, column)| Some(Edge { row, column, weight: weight(row, column)? })).collect();
        let pairs = matching(firsts.len(), seconds.len(), &edges);
        let (mut rows, mut columns) = (vec![false; firsts.len()], vec![false; seconds.len()]);
        for (row, column) in pairs {
            rows.get_mut(row).into_iter().chain(columns.get_mut(column)).for_each(|taken| *taken = true);
            findings.push(found(firsts.get(row).copied(), seconds.get(column).copied()));
        }
        let left = |standing: &[&Standing], taken: &[bool]| -> Vec<Standing> {
            standing.iter().zip(taken).filter(|(_, taken)| !**taken).map(|(standing, _)| (*standing).clone()).collect()
        };
        findings.extend(left(&firsts, &rows).iter().map(|standing| found(Some(standing), None)));
        findings.extend(left(&seconds, &columns).iter().map(|standing| found(None, Some(standing))));
    }
    findings.sort_by_key(|finding| {
        let places = [&finding.first, &finding.second].into_iter().flatten().map(|standing| (standing.at.start(), standing.at.end()));
        let (start, end) = places.fold((usize::MAX, 0), |(start, end), (from, to)| (start.min(from), end.max(to)));
        let label = finding.first.as_ref().or(finding.second.as_ref()).map(|standing| standing.mark.label());
        let ids = [&finding.first, &finding.second].into_iter().flatten().map(|standing| standing.mark.id).min();
        (start, std::cmp::Reverse(end), label, ids)
    });
    findings
}

fn found(first: Option<&Standing>, second: Option<&Standing>) -> Finding {
    Finding { first: first.cloned(), second: second.cloned(), kind: FindingKind::Same, differs: Vec::new() }
}

/// Says what differs between the two marks of a finding.
fn finish(finding: &mut Finding, first: &Project, second: &Project, ends: &Ends) {
    let (one, two) = match (&finding.first, &finding.second) {
        (Some(one), Some(two)) => (one, two),
        (Some(_), None) => return finding.kind = FindingKind::OnlyFirst,
        (None, _) => return finding.kind = FindingKind::OnlySecond,
    };
    let mut differs: Vec<(FindingKind, String)> = Vec::new();
    if one.mark.label() != two.mark.label() {
        differs.push((FindingKind::Label, "label".to_owned()));
    }
    if one.at != two.at {
        differs.push((FindingKind::Boundary, "boundary".to_owned()));
    }
    let attributes = attributes_that_differ((&one.mark, first), (&two.mark, second));
    differs.extend(attributes.into_iter().map(|name| (FindingKind::Attribute, name.to_owned())));
    let kinds = links_that_differ((&one.mark, first), (&two.mark, second), ends);
    differs.extend(kinds.into_iter().map(|kind| (FindingKind::Link, format!("link {kind}"))));
    finding.kind = differs.iter().map(|(kind, _)| *kind).min().unwrap_or(FindingKind::Same);
    finding.differs = differs.into_iter().map(|(_, words)| words).collect();
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

/// The kinds of links that only one has, or that end elsewhere. What has no direction counts at both ends, wherever it is stored.
fn links_that_differ((one, first): (&Mark, &Project), (two, second): (&Mark, &Project), compared: &Ends) -> Vec<LinkKind> {
    let firsts: Vec<(LinkKind, Option<MarkId>)> = ends(one, first).into_iter().filter_map(|(kind, to)| Some((kind, *compared.partner.get(&to)?))).collect();
    let seconds: Vec<(LinkKind, Option<MarkId>)> =
        ends(two, second).into_iter().filter(|(_, to)| compared.seconds.contains(to)).map(|(kind, to)| (kind, Some(to))).collect();
    let missing = |from: &[(LinkKind, Option<MarkId>)], there: &[(LinkKind, Option<MarkId>)]| -> Vec<LinkKind> {
        from.iter().filter(|(kind, end)| end.is_none() || !there.contains(&(kind.clone(), *end))).map(|(kind, _)| kind.clone()).collect()
    };
    let mut kinds = missing(&firsts, &seconds);
    kinds.extend(missing(&seconds, &firsts));
    kinds.sort();
    kinds.dedup();
    kinds
}

fn ends(mark: &Mark, project: &Project) -> Vec<(LinkKind, MarkId)> {
    let back = |link: &&Link| link.to == mark.id && link.kind.is_mutual();
    let from_others = project.linked_from(mark.id).flat_map(|other| other.links.iter().filter(back).map(|link| (link.kind.clone(), other.id)));
    mark.links.iter().map(|link| (link.kind.clone(), link.to)).chain(from_others).collect()
}

/// Groups of marks that overlap, directly or by others between them.
fn groups<'s>(one: &'s [Standing], two: &'s [Standing]) -> Vec<(Vec<&'s Standing>, Vec<&'s Standing>)> {
    let mut all: Vec<(&Standing, bool)> = one.iter().map(|standing| (standing, true)).chain(two.iter().map(|standing| (standing, false))).collect();
    let key = |standing: &Standing| (standing.at.start(), standing.at.end(), standing.mark.label(), standing.mark.id);
    all.sort_by_key(|(standing, _)| key(standing));
    let mut groups: Vec<(Vec<&Standing>, Vec<&Standing>)> = Vec::new();
    let mut reach = 0;
    for (standing, is_first) in all {
        if groups.is_empty() || standing.at.start() >= reach {
            groups.push((Vec::new(), Vec::new()));
        }
        reach = reach.max(standing.at.end());
        if let Some((firsts, seconds)) = groups.last_mut() {
            if is_first { firsts.push(standing) } else { seconds.push(standing) }
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
    /// The label; the first analyst's where the two differ.
    pub fn label(&self) -> Option<Label> {
        self.first.as_ref().or(self.second.as_ref()).map(|standing| standing.mark.label())
    }
}
