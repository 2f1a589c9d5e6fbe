//! How far labels differ between units that are aligned.

use super::alignment::Alignment;
use super::unit::{Unit, position_distance};

/// The disorder of labels in an alignment: the mean over the pairs of units within each group of 0 for the same label and 1 for another one,
/// weighted by max(0, 1 − [`position_distance`]) ⁄ (number of units in the group − 1), so that units in about the same place count more and
/// large groups do not count too much. Units alone count for nothing. From 0 to 1. (Mathet 2017, γcat.)
///
/// With a label, only pairs in which one unit at least has it count (γk in the same paper). The alignment must be one of these annotators.
///
/// None when no pair counts.
pub fn category_disorder(annotators: &[Vec<Unit>], alignment: &Alignment, label: Option<u32>) -> Option<f64> {
    let unit = |(member, units): (&Option<usize>, &Vec<Unit>)| units.get((*member)?).copied();
    // Sorted, so that the sum is the same to the last bit whatever the order of the annotators.
    let sorted = |group: &Vec<Option<usize>>| -> Vec<Unit> {
        let mut units: Vec<Unit> = group.iter().zip(annotators).filter_map(unit).collect();
        units.sort_unstable();
        units
    };
    let mut groups: Vec<Vec<Unit>> = alignment.groups.iter().map(sorted).collect();
    groups.sort_unstable();
    let (mut differing, mut all) = (0.0, 0.0);
    for units in &groups {
        for (index, one) in units.iter().enumerate() {
            for other in units.iter().skip(index + 1) {
                if label.is_some_and(|label| one.label != label && other.label != label) {
                    continue;
                }
                let weight = (1.0 - position_distance(one, other)).max(0.0) / (units.len() as f64 - 1.0);
                all += weight;
                differing += if one.label == other.label { 0.0 } else { weight };
            }
        }
    }
    (all > 0.0).then(|| differing / all)
}
