//! Units, how far apart two of them are, and the continuum: everybody's units in a fixed order.

use super::watch::Error;

/// One mark: a place in the text and a label. Units sort by start, then end, then label.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unit {
    /// Where it starts, in code points.
    pub start: u32,
    /// Where it ends, in code points, itself not included; above the start.
    pub end: u32,
    /// A number that stands for the label; only equality matters, except that it breaks ties between equally good alignments.
    pub label: u32,
}

/// How much places, labels and missing units count. The result depends on them, so state them with it. The default is that of the
/// authors' software: 3, 1, 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weights {
    /// α, not negative: what the distance of places is multiplied by.
    pub position: f64,
    /// β, not negative: what the distance of labels is multiplied by.
    pub category: f64,
    /// Δ, above 0: the distance from any unit to no unit, and the unit of both other distances.
    pub empty: f64,
}

impl Default for Weights {
    fn default() -> Self {
        Weights { position: 3.0, category: 1.0, empty: 1.0 }
    }
}

impl Weights {
    /// Weights with which a disorder makes sense.
    pub(super) fn check(&self) -> Result<(), Error> {
        let is_weight = |weight: f64| weight.is_finite() && weight >= 0.0;
        if is_weight(self.position) && is_weight(self.category) && is_weight(self.empty) && self.empty > 0.0 { Ok(()) } else { Err(Error::BadWeights) }
    }
}

/// How far apart the places of two units are, without the factor Δ: ((|s − s′| + |e − e′|) ⁄ (length + length′))². 0 for the same place, 1 for
/// neighbours of the same length that touch, without bound above. (Mathet, Widlöcher and Métivier 2015.)
pub fn position_distance(one: &Unit, other: &Unit) -> f64 {
    let apart = u64::from(one.start.abs_diff(other.start)) + u64::from(one.end.abs_diff(other.end));
    let long = u64::from(one.end.saturating_sub(one.start)) + u64::from(other.end.saturating_sub(other.start));
    // Sums of two 32-bit numbers are exact as floating point numbers. Empty units are refused before this is called.
    let ratio = apart as f64 / long.max(1) as f64;
    ratio * ratio
}

/// How far apart two units are: α·Δ·[`position_distance`] + β·Δ when the labels differ. Not negative. (Mathet, Widlöcher and Métivier
/// 2015.)
pub fn distance(one: &Unit, other: &Unit, weights: &Weights) -> f64 {
    let category = if one.label == other.label { 0.0 } else { weights.category };
    (weights.position * position_distance(one, other) + category) * weights.empty
}

/// Everybody's units, each once, sorted; the annotators sorted too, by their units. So nothing computed from it depends on the order in
/// which things came.
#[derive(Clone, Debug)]
pub(super) struct Continuum {
    /// The units of each annotator.
    pub(super) units: Vec<Vec<Unit>>,
    /// For each of the annotators here: its index before sorting, and the index of each of its units then.
    origin: Vec<(usize, Vec<usize>)>,
}

impl Continuum {
    /// Sorts the work of annotators. Of identical units of one annotator only the first is kept: units are a set.
    pub(super) fn new(annotators: &[Vec<Unit>]) -> Result<Self, Error> {
        let mut sorted = Vec::with_capacity(annotators.len());
        for (annotator, units) in annotators.iter().enumerate() {
            if let Some(unit) = units.iter().position(|unit| unit.end <= unit.start) {
                return Err(Error::EmptyUnit { annotator, unit });
            }
            let mut numbered: Vec<(Unit, usize)> = units.iter().copied().zip(0..).collect();
            numbered.sort_unstable();
            numbered.dedup_by_key(|(unit, _)| *unit);
            let (units, places): (Vec<Unit>, Vec<usize>) = numbered.into_iter().unzip();
            sorted.push((units, annotator, places));
        }
        sorted.sort_unstable();
        let (units, origin) = sorted.into_iter().map(|(units, annotator, places)| (units, (annotator, places))).unzip();
        Ok(Continuum { units, origin })
    }

    /// How many units there are in all.
    pub(super) fn size(&self) -> usize {
        self.units.iter().map(Vec::len).sum()
    }

    /// Whether there are two annotators at least, and a unit.
    pub(super) fn is_comparable(&self) -> bool {
        self.units.len() >= 2 && self.size() > 0
    }

    /// A group of indices into this continuum as one of indices into the lists that it was made of.
    pub(super) fn original(&self, group: &[Option<usize>]) -> Vec<Option<usize>> {
        let mut result = vec![None; group.len()];
        for (member, (annotator, places)) in group.iter().zip(&self.origin) {
            super::put(&mut result, *annotator, member.and_then(|unit| places.get(unit).copied()));
        }
        result
    }
}
