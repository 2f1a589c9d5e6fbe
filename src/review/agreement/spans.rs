//! F1 of spans, which does not depend on their order (SemEval-2013 task 9.1, with the best one-to-one matching instead of a greedy one), and
//! of links.

use super::document::{End, Span, Tie};
use crate::review::matching::{Edge, matching, overlaps};
use std::ops::AddAssign;

/// What counts as the same span.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Scheme {
    /// The same fragments and label.
    Strict,
    /// The same fragments.
    Exact,
    /// The same fragments; an overlap counts half.
    Partial,
    /// An overlap and the same label.
    Type,
    /// The same label, and at least half of what either covers is covered by both.
    Iou50,
}

impl Scheme {
    /// All, in the order in which they are shown.
    pub const ALL: [Self; 5] = [Self::Strict, Self::Exact, Self::Partial, Self::Type, Self::Iou50];

    /// Its name, as `factmark agree --json` writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Strict => "strict",
            Self::Exact => "exact",
            Self::Partial => "partial",
            Self::Type => "type",
            Self::Iou50 => "iou50",
        }
    }
}

/// What a matching of two analysts' spans came to; sums over articles.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Matched {
    /// Spans of the first.
    pub first: u64,
    /// Spans of the second.
    pub second: u64,
    /// Pairs that count whole.
    pub correct: u64,
    /// Pairs that overlap and count not, or half in [`Scheme::Partial`].
    pub other: u64,
}

impl Matched {
    /// F1 = 2 (correct + ½ partial) / (first + second); none where nobody marked anything.
    pub fn f1(&self, scheme: Scheme) -> Option<f64> {
        let half = if scheme == Scheme::Partial { self.other as f64 } else { 0.0 };
        let all = self.first + self.second;
        (all > 0).then(|| (2.0 * self.correct as f64 + half) / all as f64)
    }
}

impl AddAssign for Matched {
    fn add_assign(&mut self, other: Self) {
        self.first += other.first;
        self.second += other.second;
        self.correct += other.correct;
        self.other += other.other;
    }
}

/// The counts of each scheme, in the order of [`Scheme::ALL`].
pub type ByScheme = [Matched; 5];

/// Matches the spans of two analysts in one article, by every scheme.
pub fn matched<'s>(first: impl Iterator<Item = &'s Span>, second: impl Iterator<Item = &'s Span>) -> ByScheme {
    let (mut first, mut second): (Vec<&Span>, Vec<&Span>) = (first.collect(), second.collect());
    first.sort();
    second.sort();
    let hulls = |spans: &[&Span]| spans.iter().map(|span| span.hull()).collect::<Vec<_>>();
    let mut meetings: Vec<Meeting> = overlaps(&hulls(&first), &hulls(&second))
        .into_iter()
        .filter_map(|(row, column)| Meeting::of(row, column, first.get(row)?, second.get(column)?))
        .collect();
    meetings.sort_by_key(|meeting| (meeting.row, meeting.column));
    // What matters more outweighs all that matters less together.
    let big = 1 + first.len().min(second.len()) as i64;
    Scheme::ALL.map(|scheme| {
        let edges: Vec<Edge> = meetings
            .iter()
            .filter_map(|meeting| {
                let is_correct = meeting.is_correct(scheme);
                let weight = if is_correct { big } else { 1 };
                (is_correct || scheme != Scheme::Iou50).then_some(Edge { row: meeting.row, column: meeting.column, weight })
            })
            .collect();
        let mut counts = Matched { first: first.len() as u64, second: second.len() as u64, ..Matched::default() };
        for pair in matching(first.len(), second.len(), &edges) {
            let found = meetings.binary_search_by_key(&pair, |meeting| (meeting.row, meeting.column)).ok().and_then(|at| meetings.get(at));
            *(if found.is_some_and(|meeting| meeting.is_correct(scheme)) { &mut counts.correct } else { &mut counts.other }) += 1;
        }
        counts
    })
}

/// Two spans that share something.
struct Meeting {
    row: usize,
    column: usize,
    has_same_edges: bool,
    has_same_label: bool,
    shares_half: bool,
}

impl Meeting {
    fn of(row: usize, column: usize, one: &Span, two: &Span) -> Option<Self> {
        let shared = one.shared(two);
        let union = one.length() + two.length() - shared;
        let has_same_label = one.label == two.label;
        (shared > 0).then_some(Self { row, column, has_same_edges: one.at == two.at, has_same_label, shares_half: 2 * shared >= union })
    }

    fn is_correct(&self, scheme: Scheme) -> bool {
        match scheme {
            Scheme::Strict => self.has_same_edges && self.has_same_label,
            Scheme::Exact | Scheme::Partial => self.has_same_edges,
            Scheme::Type => self.has_same_label,
            Scheme::Iou50 => self.has_same_label && self.shares_half,
        }
    }
}

/// Links of two analysts beside each other; sums over articles.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Tied {
    /// Links of the first.
    pub first: u64,
    /// Links of the second.
    pub second: u64,
    /// The same kind between the same spans with the same labels.
    pub strict: u64,
    /// The same kind between spans that overlap and have the same labels, matched one to one.
    pub lenient: u64,
}

impl Tied {
    /// Strict and lenient F1; none where nobody linked anything.
    pub fn f1(&self) -> Option<[f64; 2]> {
        let all = self.first + self.second;
        (all > 0).then(|| [self.strict, self.lenient].map(|both| 2.0 * both as f64 / all as f64))
    }
}

impl AddAssign for Tied {
    fn add_assign(&mut self, other: Self) {
        self.first += other.first;
        self.second += other.second;
        self.strict += other.strict;
        self.lenient += other.lenient;
    }
}

/// Compares the links of two analysts from the marks of one article.
pub fn tied(first: &[Tie], second: &[Tie]) -> Tied {
    let (first, second) = (in_order(first), in_order(second));
    let hulls = |ties: &[Tie], end: usize| ties.iter().map(|tie| tie.ends.get(end).map_or((0, 0), |end| end.span.hull())).collect::<Vec<_>>();
    let lies = |one: &End, two: &End| one.document == two.document && one.span.label == two.span.label && one.span.shared(&two.span) > 0;
    let edges: Vec<Edge> = overlaps(&hulls(&first, 0), &hulls(&second, 0))
        .into_iter()
        .filter(|(row, column)| match (first.get(*row), second.get(*column)) {
            (Some(one), Some(two)) => one.kind == two.kind && one.ends.iter().zip(&two.ends).all(|(one, two)| lies(one, two)),
            _ => false,
        })
        .chain(turned(&first, &second).into_iter().filter(|(row, column)| match (first.get(*row), second.get(*column)) {
            (Some(one), Some(two)) => one.kind == two.kind && one.ends.iter().zip(two.ends.iter().rev()).all(|(one, two)| lies(one, two)),
            _ => false,
        }))
        .map(|(row, column)| Edge { row, column, weight: 1 })
        .collect();
    Tied {
        first: first.len() as u64,
        second: second.len() as u64,
        strict: in_both(&first, &second),
        lenient: matching(first.len(), second.len(), &edges).len() as u64,
    }
}

/// Links without a direction begin at the end that comes first; all are in order of where they begin.
fn in_order(ties: &[Tie]) -> Vec<Tie> {
    let mut ties: Vec<Tie> = ties.to_vec();
    ties.iter_mut().filter(|tie| tie.is_mutual).for_each(|tie| tie.ends.sort());
    ties.sort_by(|a, b| {
        let place = |tie: &Tie| tie.ends.first().map(|end| end.span.hull());
        (place(a), a).cmp(&(place(b), b))
    });
    ties
}

/// Pairs of links without a direction that may lie on each other the other way round: rare, for ends that overlap in another order.
fn turned(first: &[Tie], second: &[Tie]) -> Vec<(usize, usize)> {
    let mutual = |ties: &[Tie]| -> Vec<usize> { ties.iter().enumerate().filter(|(_, tie)| tie.is_mutual).map(|(at, _)| at).collect() };
    let hull = |ties: &[Tie], at: usize, end: usize| ties.get(at).and_then(|tie| tie.ends.get(end)).map_or((0, 0), |end| end.span.hull());
    let (ones, mut twos) = (mutual(first), mutual(second));
    twos.sort_by_key(|at| hull(second, *at, 1));
    let hulls = |ties: &[Tie], list: &[usize], end: usize| list.iter().map(|at| hull(ties, *at, end)).collect::<Vec<_>>();
    let pairs = overlaps(&hulls(first, &ones, 0), &hulls(second, &twos, 1));
    pairs.into_iter().filter_map(|(one, two)| Some((*ones.get(one)?, *twos.get(two)?))).collect()
}

/// How many stand in both sorted lists, each as often as in the list that has it less often.
fn in_both(first: &[Tie], second: &[Tie]) -> u64 {
    let (mut one, mut two): (Vec<&Tie>, Vec<&Tie>) = (first.iter().collect(), second.iter().collect());
    one.sort();
    two.sort();
    let (mut one, mut two) = (one.into_iter().peekable(), two.into_iter().peekable());
    let mut both = 0;
    while let (Some(a), Some(b)) = (one.peek(), two.peek()) {
        match a.cmp(b) {
            std::cmp::Ordering::Less => {
                one.next();
            }
            std::cmp::Ordering::Greater => {
                two.next();
            }
            std::cmp::Ordering::Equal => {
                both += 1;
                one.next();
                two.next();
            }
        }
    }
    both
}
