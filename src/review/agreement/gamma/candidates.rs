//! The groups of two units and more that an alignment of three annotators and more may be made of.

use super::unit::{Continuum, Unit, Weights, distance};
use super::watch::{Beat, Error};

/// More groups than this are refused: they would take some hundred megabytes.
const MOST: usize = 1_000_000;

/// Partial groups looked at between two looks at the watch.
const OFTEN: usize = 4096;

/// Groups of units, each with what it gains: how much less disorder it has than its units have when each is alone, in units of Δ; above 0.
#[derive(Default)]
pub(super) struct Candidates {
    members: Vec<u32>,
    ends: Vec<usize>,
    gains: Vec<f64>,
}

impl Candidates {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.gains.len()
    }

    /// The units in a group, numbered through all annotators.
    pub(super) fn members(&self, group: usize) -> &[u32] {
        let start = group.checked_sub(1).map_or(0, |before| super::at(&self.ends, before));
        self.members.get(start..super::at(&self.ends, group)).unwrap_or_default()
    }

    /// What a group gains.
    pub(super) fn gain(&self, group: usize) -> f64 {
        super::at(&self.gains, group)
    }

    fn push(&mut self, members: impl Iterator<Item = u32>, gain: f64) {
        self.members.extend(members);
        self.ends.push(self.members.len());
        self.gains.push(gain);
    }
}

/// One unit of a group that is being put together.
#[derive(Clone, Copy)]
struct Member {
    number: u32,
    unit: Unit,
    /// The sum over the other members of what the distance to them exceeds Δ by.
    excess: f64,
}

/// A unit that is near enough to the first one of a group.
struct Near {
    annotator: usize,
    number: u32,
    unit: Unit,
}

/// The search for groups. With n annotators, P = n(n − 1) ⁄ 2 pairs of annotators and all in units of Δ, a group of k units has the disorder
/// (Σ d + P − k(k − 1) ⁄ 2) ⁄ P and each of its units alone has 1; so it gains k − 1 − Σ (d − 1) ⁄ P. To split a group into a unit and the
/// rest changes the disorder by 1 − Σ (d − 1) ⁄ P, the sum over the pairs with that unit: a group in which some unit's sum is not below P is
/// never needed, since the split is as good. That rules out more than the bound n·Δ of Mathet, Widlöcher and Métivier (2015, section 5.1.1),
/// and leaves an optimum. Since d is never negative, a group that is not complete can be given up in the same way.
struct Finder<'a> {
    weights: &'a Weights,
    annotators: usize,
    pairs: f64,
    found: Candidates,
    steps: usize,
}

/// All groups of two units and more that can be part of the best alignment.
pub(super) fn candidates(continuum: &Continuum, weights: &Weights, beat: &mut Beat) -> Result<Candidates, Error> {
    let annotators = continuum.units.len();
    let pairs = (annotators * annotators.saturating_sub(1) / 2) as f64;
    let mut finder = Finder { weights, annotators, pairs, found: Candidates::default(), steps: 0 };
    let mut number = 0;
    let mut all = Vec::new();
    for (annotator, units) in continuum.units.iter().enumerate() {
        for unit in units {
            all.push(Near { annotator, number, unit: *unit });
            number += 1;
        }
    }
    // Every pair of a group exceeds Δ by less than the bound of the units, with each other member at distance 0.
    let farthest = pairs + annotators as f64 - 1.0;
    for (index, first) in all.iter().enumerate() {
        beat.tick()?;
        let later = all.get(index..).unwrap_or_default().iter().filter(|other| other.annotator > first.annotator);
        let near = later.filter(|other| distance(&first.unit, &other.unit, weights) < farthest);
        let near: Vec<Near> = near.map(|other| Near { ..*other }).collect();
        let mut group = vec![Member { number: first.number, unit: first.unit, excess: 0.0 }];
        finder.extend(&mut group, &near, beat)?;
    }
    Ok(finder.found)
}

impl Finder<'_> {
    /// Adds each unit that fits to a group; `near` are those of annotators that the group has no unit of yet, and may have.
    fn extend(&mut self, group: &mut Vec<Member>, near: &[Near], beat: &mut Beat) -> Result<(), Error> {
        for (index, next) in near.iter().enumerate() {
            self.steps += 1;
            if self.steps.is_multiple_of(OFTEN) {
                beat.tick()?;
            }
            let before = group.clone();
            let mut own = 0.0;
            for member in group.iter_mut() {
                let excess = distance(&member.unit, &next.unit, self.weights) - 1.0;
                member.excess += excess;
                own += excess;
            }
            group.push(Member { number: next.number, unit: next.unit, excess: own });
            // Each annotator still to come could lower a unit's sum by 1.
            let to_come = self.annotators.saturating_sub(next.annotator + 1) as f64;
            let largest = group.iter().map(|member| member.excess).fold(f64::NEG_INFINITY, f64::max);
            if largest < self.pairs {
                self.keep(group)?;
            }
            if largest < self.pairs + to_come && to_come > 0.0 {
                let later = near.iter().skip(index + 1).position(|other| other.annotator > next.annotator);
                let later = later.and_then(|skipped| near.get(index + 1 + skipped..)).unwrap_or_default();
                self.extend(group, later, beat)?;
            }
            *group = before;
        }
        Ok(())
    }

    fn keep(&mut self, group: &[Member]) -> Result<(), Error> {
        // Each pair is in the sums of both of its units.
        let excess: f64 = group.iter().map(|member| member.excess).sum::<f64>() / 2.0;
        let gain = group.len() as f64 - 1.0 - excess / self.pairs;
        if gain > 0.0 {
            if self.found.len() >= MOST {
                return Err(Error::TooLarge { candidates: self.found.len() });
            }
            self.found.push(group.iter().map(|member| member.number), gain);
        }
        Ok(())
    }
}
