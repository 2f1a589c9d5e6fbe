//! Laws that hold for any units.

use super::super::alignment::align_packed;
use super::super::unit::Continuum;
use super::super::watch::Beat;
use super::super::*;
use super::{near, on};
use proptest::prelude::*;

fn units(most: usize, length: u32) -> impl Strategy<Value = Vec<Unit>> {
    let unit = (0..length, 1..12_u32, 0..3_u32).prop_map(|(start, long, label)| Unit { start, end: start + long, label });
    prop::collection::vec(unit, 0..=most)
}

/// A weight, often 0 or a round number, so that there are ties.
fn weight(most: f64) -> impl Strategy<Value = f64> {
    prop_oneof![Just(0.0), Just(1.0), 0.0..most]
}

fn several(annotators: std::ops::RangeInclusive<usize>, most: usize, length: u32) -> impl Strategy<Value = Vec<Vec<Unit>>> {
    prop::collection::vec(units(most, length), annotators)
}

/// The least disorder of a group, unions of groups, by trying everything.
fn least(annotators: &[Vec<Unit>], left: &mut Vec<Vec<Unit>>, weights: &Weights) -> f64 {
    let Some(first) = left.iter().position(|units| !units.is_empty()) else { return 0.0 };
    let unit = left[first].remove(0);
    let mut best = f64::INFINITY;
    let mut group = vec![None; annotators.len()];
    group[first] = Some(unit);
    groups_of(annotators, left, &mut group, first + 1, weights, &mut best);
    left[first].insert(0, unit);
    best
}

fn groups_of(annotators: &[Vec<Unit>], left: &mut Vec<Vec<Unit>>, group: &mut Vec<Option<Unit>>, next: usize, weights: &Weights, best: &mut f64) {
    if next == annotators.len() {
        let (mut sum, mut pairs) = (0.0, 0.0);
        for (index, one) in group.iter().enumerate() {
            for other in &group[index + 1..] {
                sum += one.zip(*other).map_or(weights.empty, |(one, other)| distance(&one, &other, weights));
                pairs += 1.0;
            }
        }
        *best = best.min(sum / pairs + least(annotators, left, weights));
        return;
    }
    groups_of(annotators, left, group, next + 1, weights, best);
    for index in 0..left[next].len() {
        group[next] = Some(left[next].remove(index));
        groups_of(annotators, left, group, next + 1, weights, best);
        left[next].insert(index, group[next].take().unwrap());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn the_best_alignment_is_the_best_of_all(annotators in several(2..=4, 3, 20), position in weight(4.0), category in weight(2.0), empty in 0.5..2.0_f64) {
        let weights = Weights { position, category, empty };
        let continuum = Continuum::new(&annotators).unwrap();
        if let Some(found) = best_alignment(&annotators, &weights, &mut on).unwrap() {
            let wanted = least(&continuum.units, &mut continuum.units.clone(), &weights) / (continuum.size() as f64 / annotators.len() as f64);
            prop_assert!(near(found.disorder, wanted), "{} {wanted}", found.disorder);
            prop_assert!(found.disorder <= annotators.len() as f64 * empty + 1e-9);
        }
    }

    #[test]
    fn two_annotators_come_out_the_same_by_the_general_way(annotators in several(2..=2, 25, 120)) {
        if let Some(found) = best_alignment(&annotators, &Weights::default(), &mut on).unwrap() {
            let packed = align_packed(&Continuum::new(&annotators).unwrap(), &Weights::default(), usize::MAX, &mut Beat::new(&mut on, 1)).unwrap();
            prop_assert!(near(found.disorder, packed.disorder), "{} {}", found.disorder, packed.disorder);
        }
    }

    #[test]
    fn searching_from_left_to_right_and_by_branches_come_out_the_same(annotators in several(3..=4, 7, 25), position in 0.5..4.0_f64) {
        let weights = Weights { position, ..Weights::default() };
        let continuum = Continuum::new(&annotators).unwrap();
        let by = |states: usize| align_packed(&continuum, &weights, states, &mut Beat::new(&mut on, 1)).unwrap().disorder;
        if continuum.is_comparable() {
            prop_assert!(near(by(usize::MAX), by(0)), "{} {}", by(usize::MAX), by(0));
        }
    }

    #[test]
    fn every_unit_is_in_exactly_one_group(annotators in several(2..=4, 8, 60)) {
        if let Some(found) = best_alignment(&annotators, &Weights::default(), &mut on).unwrap() {
            for (annotator, units) in annotators.iter().enumerate() {
                let mut seen: Vec<Unit> = found.groups.iter().filter_map(|group| group[annotator]).map(|unit| units[unit]).collect();
                let mut all = units.clone();
                all.sort();
                all.dedup();
                seen.sort();
                prop_assert_eq!(seen, all);
            }
            prop_assert!(found.groups.iter().all(|group| group.len() == annotators.len() && group.iter().any(Option::is_some)));
        }
    }

    #[test]
    fn the_order_of_annotators_and_units_changes_no_bit(annotators in several(2..=4, 6, 40), turn in 0..4_usize) {
        let mut turned = annotators.clone();
        turned.rotate_left(turn % annotators.len());
        turned.iter_mut().for_each(|units| units.reverse());
        let sampling = Sampling { seed: 5, samples: 6, ..Sampling::default() };
        let of = |annotators: &[Vec<Unit>]| gamma(annotators, 50, &Weights::default(), &sampling, &mut on).unwrap();
        prop_assert_eq!(of(&annotators), of(&turned));
    }

    #[test]
    fn the_same_work_is_perfect_agreement(units in units(8, 60), annotators in 2..=4_usize) {
        let same = vec![units.clone(); annotators];
        if let Some(found) = gamma(&same, 80, &Weights::default(), &Sampling { samples: 3, ..Sampling::default() }, &mut on).unwrap() {
            prop_assert_eq!((found.observed, found.gamma, found.category), (0.0, Ok(1.0), Ok(1.0)));
        }
    }
}
