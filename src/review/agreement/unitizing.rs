//! The α of Krippendorff, Mathet, Bouvry and Widlöcher (2016) for units on a continuum: chance moves whole units, not characters.

/// The sums that uα of one label is made of, over the articles that all analysts opened, one after the other.
#[derive(Clone, Copy, PartialEq, Default, Debug)]
pub struct Layer {
    /// Characters.
    pub length: f64,
    /// Pairs of analysts who both cover a character, with direction.
    pub both: f64,
    /// Pairs of analysts of whom one covers a character, with direction.
    pub one: f64,
    /// Characters covered, over all analysts.
    pub covered: f64,
    /// The squares of the lengths of the units, over all analysts.
    pub squares: f64,
}

/// How far analysts disagree about one label, and how far chance would.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Disagreement {
    /// What is observed.
    pub observed: f64,
    /// What chance would make of the same units; 0 where there is nothing to vary.
    pub expected: f64,
}

impl Layer {
    /// Adds another's sums.
    pub fn add(&mut self, other: &Self) {
        self.length += other.length;
        self.both += other.both;
        self.one += other.one;
        self.covered += other.covered;
        self.squares += other.squares;
    }

    /// Observed and expected disagreement of so many analysts; none without text or for fewer than two.
    ///
    /// Every piece of text is a unit or a gap. ε is 2 ℓ ℓ_gap ℓ_unit / (ℓ² − W), where a unit pairs with itself by its square and a gap by its length.
    pub fn disagreement(&self, analysts: usize) -> Option<Disagreement> {
        let analysts = analysts as f64;
        let all = analysts * self.length;
        let gaps = all - self.covered;
        let pairable = all * all - self.squares - gaps;
        if analysts < 2.0 || pairable <= 0.0 {
            return None;
        }
        Some(Disagreement { observed: self.one / (analysts - 1.0), expected: 2.0 * all * gaps * self.covered / pairable })
    }
}

impl Disagreement {
    /// uα: 1 − observed/expected.
    pub fn alpha(&self) -> Option<f64> {
        (self.expected > 0.0).then(|| 1.0 - self.observed / self.expected)
    }

    /// uα of several labels together: 1 − Σ observed / Σ expected over those that can vary.
    pub fn pooled(labels: impl Iterator<Item = Self>) -> Option<f64> {
        let (observed, expected) =
            labels.filter(|label| label.expected > 0.0).fold((0.0, 0.0), |(observed, expected), label| (observed + label.observed, expected + label.expected));
        Self { observed, expected }.alpha()
    }
}

/// A unit with its value; half open, not empty.
pub type Valued = (usize, usize, usize);

/// The whole family, for analysts whose units do not overlap.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct Family {
    /// uα: units and gaps, by their values.
    pub u: Option<f64>,
    /// |uα: unit or gap.
    pub binary: Option<f64>,
    /// cuα: only where units meet, by their values.
    pub c: Option<f64>,
    /// For each value that occurs, in order: (k)uα, and which share of its length could be paired.
    pub values: Vec<(usize, Option<f64>, Option<f64>)>,
}

/// The family over a continuum; none if there are fewer than two analysts or the units of one overlap.
pub fn family(analysts: &[Vec<Valued>], length: usize) -> Option<Family> {
    let pieces: Vec<Vec<(usize, usize, Option<usize>)>> = analysts.iter().map(|units| partition(units, length)).collect::<Option<_>>()?;
    let others = analysts.len().checked_sub(1).filter(|others| *others > 0)? as f64;
    let mut values: Vec<usize> = analysts.iter().flatten().map(|unit| unit.2).collect();
    values.sort_unstable();
    values.dedup();
    // Value 0 is the gap.
    let number = |value: Option<usize>| value.and_then(|value| values.binary_search(&value).ok()).map_or(0, |at| at + 1);
    let kinds = values.len() + 1;
    let mut table = Table::new(kinds);
    let (mut own, mut paired) = (vec![0.0; kinds], vec![0.0; kinds]);
    for (at, one) in pieces.iter().enumerate() {
        for (start, end, value) in one {
            let length = (end - start) as f64;
            own.get_mut(number(*value)).into_iter().for_each(|sum| *sum += if value.is_some() { length * length } else { length });
        }
        let mut lengths = vec![0.0; one.len()];
        for other in pieces.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, pieces)| pieces) {
            each_meeting(one, other, |place, a, b, shared| {
                table.add(number(a), number(b), shared / others);
                if a.is_some() && b.is_some() {
                    lengths.get_mut(place).into_iter().for_each(|sum: &mut f64| *sum += shared / others);
                }
            });
        }
        for ((_, _, value), length) in one.iter().zip(&lengths).filter(|((_, _, value), _)| value.is_some()) {
            paired.get_mut(number(*value)).into_iter().for_each(|sum| *sum += length * length);
        }
    }
    Some(table.family(&own, &paired, &values))
}

/// All of [0, length) in pieces, units and gaps; none if units overlap, are empty or reach beyond.
fn partition(units: &[Valued], length: usize) -> Option<Vec<(usize, usize, Option<usize>)>> {
    let mut units = units.to_vec();
    units.sort_unstable();
    let (mut pieces, mut done) = (Vec::new(), 0);
    for (start, end, value) in units {
        if start < done || end <= start || end > length {
            return None;
        }
        if start > done {
            pieces.push((done, start, None));
        }
        pieces.push((start, end, Some(value)));
        done = end;
    }
    if done < length {
        pieces.push((done, length, None));
    }
    Some(pieces)
}

/// Calls for each two pieces that meet: the place of the first, both values, and how long they do.
fn each_meeting(one: &[(usize, usize, Option<usize>)], two: &[(usize, usize, Option<usize>)], mut call: impl FnMut(usize, Option<usize>, Option<usize>, f64)) {
    let mut others = two.iter().peekable();
    for (place, (start, end, value)) in one.iter().enumerate() {
        while let Some((other_start, other_end, other_value)) = others.peek() {
            let shared = end.min(other_end).saturating_sub(*start.max(other_start));
            if shared > 0 {
                call(place, *value, *other_value, shared as f64);
            }
            if other_end > end {
                break;
            }
            others.next();
        }
    }
}

/// How long each value meets each other one; 0 is the gap.
struct Table {
    kinds: usize,
    meets: Vec<f64>,
}

impl Table {
    fn new(kinds: usize) -> Self {
        Self { kinds, meets: vec![0.0; kinds * kinds] }
    }

    fn add(&mut self, one: usize, two: usize, length: f64) {
        self.meets.get_mut(one * self.kinds + two).into_iter().for_each(|sum| *sum += length);
    }

    fn at(&self, one: usize, two: usize) -> f64 {
        self.meets.get(one * self.kinds + two).copied().unwrap_or(0.0)
    }

    /// The sum of a row, from a value on.
    fn row(&self, one: usize, from: usize) -> f64 {
        (from..self.kinds).map(|two| self.at(one, two)).sum()
    }

    fn family(&self, own: &[f64], paired: &[f64], values: &[usize]) -> Family {
        let mut family = Family::default();
        let all: f64 = self.meets.iter().sum();
        let pairable = all * all - own.iter().sum::<f64>();
        let chance = |one: usize, two: usize| all * self.row(one, 0) * self.row(two, 0) / pairable;
        if pairable > 0.0 {
            let apart = |rows: std::ops::Range<usize>, of: &dyn Fn(usize, usize) -> f64| -> f64 {
                rows.flat_map(|one| (0..self.kinds).filter(move |two| *two != one).map(move |two| (one, two))).map(|(one, two)| of(one, two)).sum()
            };
            let one_minus = |observed: f64, expected: f64| (expected > 0.0).then(|| 1.0 - observed / expected);
            family.u = one_minus(apart(0..self.kinds, &|one, two| self.at(one, two)), apart(0..self.kinds, &chance));
            family.binary = one_minus(apart(0..1, &|one, two| self.at(one, two)), apart(0..1, &chance));
        }
        let met: f64 = (1..self.kinds).map(|value| self.row(value, 1)).sum();
        let paired_all = met * met - paired.iter().sum::<f64>();
        let chance = |one: usize, two: usize| {
            let itself = if one == two { paired.get(one).copied().unwrap_or(0.0) } else { 0.0 };
            met * (self.row(one, 1) * self.row(two, 1) - itself) / paired_all
        };
        let same = |of: &dyn Fn(usize, usize) -> f64| (1..self.kinds).map(|value| of(value, value)).sum::<f64>();
        if paired_all > 0.0 {
            let (observed, expected) = (met - same(&|one, two| self.at(one, two)), met - same(&chance));
            family.c = (expected.abs() > 1e-9 * met).then(|| 1.0 - observed / expected);
        }
        for (at, value) in values.iter().enumerate() {
            let kind = at + 1;
            let row = self.row(kind, 1);
            let coverage = (self.row(kind, 0) > 0.0).then(|| row / self.row(kind, 0));
            let expected: f64 = (1..self.kinds).map(|one| chance(one, kind)).sum();
            let apart = expected - chance(kind, kind);
            let is_defined = paired_all > 0.0 && row > 0.0 && apart.abs() > 1e-9 * met;
            family.values.push((*value, is_defined.then(|| 1.0 - expected / row * (row - self.at(kind, kind)) / apart), coverage));
        }
        family
    }
}
