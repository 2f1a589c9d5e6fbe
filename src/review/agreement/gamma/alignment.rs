//! The alignment of least disorder.

use super::candidates::candidates;
use super::packing::{STATES, best_packing};
use super::pairing::pairing;
use super::unit::{Continuum, Unit, Weights, distance};
use super::watch::{Beat, Error, Watch};
use super::{at, put};

/// Which units of the annotators are about the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Alignment {
    /// The sum of the groups' disorders divided by the mean number of units per annotator; 0 when all did the same, never above the number
    /// of annotators times Δ, which is that of all units alone.
    pub disorder: f64,
    /// Groups with, for each annotator in the order given, the index of the unit or none; one unit at least. Every unit is in exactly one
    /// group; of identical units of one annotator only the first is. Sorted by the units in them, not by the index of an annotator.
    pub groups: Vec<Vec<Option<usize>>>,
}

/// The alignment of least disorder (Mathet, Widlöcher and Métivier 2015, section 5.1): the disorder of a group is the mean of
/// [`distance`] over all pairs of annotators, Δ for a pair of which one or both have no unit in it. Exact up to rounding, about 10⁻¹⁰.
/// Several alignments may be best; which one is found depends on the units alone, not on the order of annotators or units.
///
/// Two annotators take time with the square of their units. For more the problem is hard in theory and quick in practice, since units far
/// apart in the text have nothing to do with one another; with [`Weights::position`] 0 they do, and it may take longer than anybody waits.
///
/// None when there is no unit or fewer than two annotators. The watch is told of one step.
///
/// # Errors
/// [`Error::Stopped`] when the watch says so; [`Error::TooLarge`] for three annotators and more with too many groups to consider;
/// [`Error::EmptyUnit`]; [`Error::BadWeights`].
pub fn best_alignment(annotators: &[Vec<Unit>], weights: &Weights, watch: &mut Watch) -> Result<Option<Alignment>, Error> {
    weights.check()?;
    let continuum = Continuum::new(annotators)?;
    if !continuum.is_comparable() {
        return Ok(None);
    }
    let Alignment { disorder, groups } = align(&continuum, weights, &mut Beat::new(watch, 1))?;
    Ok(Some(Alignment { disorder, groups: groups.iter().map(|group| continuum.original(group)).collect() }))
}

/// The best alignment of a continuum with a unit, in terms of that continuum.
pub(super) fn align(continuum: &Continuum, weights: &Weights, beat: &mut Beat) -> Result<Alignment, Error> {
    // Δ is a factor of everything, so it cannot change which alignment is best.
    let relative = Weights { empty: 1.0, ..*weights };
    let groups = match continuum.units.as_slice() {
        [one, other] => pairs(&pairing(one, other, &relative, beat)?, other.len()),
        _ => packed(continuum, &relative, STATES, beat)?,
    };
    Ok(assessed(continuum, groups, weights))
}

/// The same by the way for three annotators and more, with as many states in a sweep, to check one way against the other.
#[cfg(test)]
pub(super) fn align_packed(continuum: &Continuum, weights: &Weights, states: usize, beat: &mut Beat) -> Result<Alignment, Error> {
    let groups = packed(continuum, &Weights { empty: 1.0, ..*weights }, states, beat)?;
    Ok(assessed(continuum, groups, weights))
}

fn pairs(partners: &[Option<usize>], others: usize) -> Vec<Vec<Option<usize>>> {
    let mut is_alone = vec![true; others];
    partners.iter().flatten().for_each(|other| put(&mut is_alone, *other, false));
    let alone = is_alone.into_iter().enumerate().filter(|(_, is_alone)| *is_alone).map(|(other, _)| vec![None, Some(other)]);
    let rows = partners.iter().enumerate().map(|(one, other)| vec![Some(one), *other]);
    rows.chain(alone).collect()
}

fn packed(continuum: &Continuum, weights: &Weights, states: usize, beat: &mut Beat) -> Result<Vec<Vec<Option<usize>>>, Error> {
    let places: Vec<(usize, usize)> =
        continuum.units.iter().enumerate().flat_map(|(annotator, units)| (0..units.len()).map(move |unit| (annotator, unit))).collect();
    let candidates = candidates(continuum, weights, beat)?;
    let mut is_alone = vec![true; places.len()];
    let mut groups = Vec::new();
    let middles: Vec<u64> = continuum.units.iter().flatten().map(|unit| u64::from(unit.start) + u64::from(unit.end)).collect();
    for group in best_packing(&middles, &candidates, states, beat)? {
        let mut members = vec![None; continuum.units.len()];
        for number in candidates.members(group) {
            put(&mut is_alone, *number as usize, false);
            let (annotator, unit) = at(&places, *number as usize);
            put(&mut members, annotator, Some(unit));
        }
        groups.push(members);
    }
    for ((annotator, unit), _) in places.iter().zip(is_alone).filter(|(_, is_alone)| *is_alone) {
        let mut members = vec![None; continuum.units.len()];
        put(&mut members, *annotator, Some(*unit));
        groups.push(members);
    }
    Ok(groups)
}

/// Sorts the groups and sums their disorders.
fn assessed(continuum: &Continuum, mut groups: Vec<Vec<Option<usize>>>, weights: &Weights) -> Alignment {
    groups.sort_by_cached_key(|group| (members(continuum, group), group.clone()));
    let total: f64 = groups.iter().map(|group| group_disorder(&members(continuum, group), continuum.units.len(), weights)).sum();
    let mean = continuum.size() as f64 / continuum.units.len() as f64;
    Alignment { disorder: total / mean, groups }
}

/// The units in a group, sorted.
fn members(continuum: &Continuum, group: &[Option<usize>]) -> Vec<Unit> {
    let units = group.iter().zip(&continuum.units).filter_map(|(member, units)| units.get((*member)?).copied());
    let mut units: Vec<Unit> = units.collect();
    units.sort_unstable();
    units
}

/// The mean distance over all pairs of annotators in a group.
fn group_disorder(units: &[Unit], annotators: usize, weights: &Weights) -> f64 {
    let mut sum = 0.0;
    let mut compared = 0;
    for (index, one) in units.iter().enumerate() {
        for other in units.iter().skip(index + 1) {
            sum += distance(one, other, weights);
            compared += 1;
        }
    }
    let pairs = annotators * annotators.saturating_sub(1) / 2;
    (sum + pairs.saturating_sub(compared) as f64 * weights.empty) / pairs.max(1) as f64
}
