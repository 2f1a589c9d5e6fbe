//! Random continua: what agreement by chance looks like.

use super::unit::{Continuum, Unit};

/// How the expected disorder is estimated. With the same values, units and weights the result is the same on every platform; store them with
/// it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sampling {
    /// Where the random numbers start.
    pub seed: u64,
    /// A number of the article, so that articles with the same seed do not get the same numbers. It should not change when articles are
    /// reordered.
    pub article: u64,
    /// How many random continua there are at least, 1 or more; the paper takes 30.
    pub samples: usize,
    /// How far, relative to it, the expected disorder may be off with a probability of 5 %, such as 0.02; above 0. More samples are
    /// drawn if need be. None takes `samples` as it is.
    pub precision: Option<f64>,
}

impl Default for Sampling {
    fn default() -> Self {
        Sampling { seed: 0, article: 0, samples: 30, precision: None }
    }
}

/// SplitMix64 (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators").
struct Random(u64);

impl Random {
    /// Numbers for one sample, whatever was drawn for others.
    fn new(sampling: &Sampling, sample: usize) -> Self {
        let mut state = 0;
        for part in [sampling.seed, sampling.article, sample as u64] {
            state = Random(state ^ part).next();
        }
        Random(state)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below a limit, each as likely as any other up to 2⁻³² for limits below 2³²; 0 for a limit of 0.
    fn below(&mut self, limit: u64) -> u64 {
        (u128::from(self.next()).wrapping_mul(u128::from(limit)) >> 64) as u64
    }
}

/// Makes random continua of one observed.
pub(super) struct Shuffler<'a> {
    continuum: &'a Continuum,
    sampling: &'a Sampling,
    /// The length of the text, at least the end of every unit.
    length: u64,
    /// Half the mean length of a unit, rounded up.
    apart: u64,
}

impl<'a> Shuffler<'a> {
    pub(super) fn new(continuum: &'a Continuum, length_of_text: u32, sampling: &'a Sampling) -> Self {
        let units = || continuum.units.iter().flatten();
        let length = units().map(|unit| unit.end).max().unwrap_or(0).max(length_of_text).max(1);
        let total: u64 = units().map(|unit| u64::from(unit.end.saturating_sub(unit.start))).sum();
        let twice = 2 * units().count().max(1) as u64;
        Shuffler { continuum, sampling, length: u64::from(length), apart: total.div_ceil(twice) }
    }

    /// A random continuum (Mathet, Widlöcher and Métivier 2015, section 5.2): for each annotator the units of an annotator chosen at random,
    /// perhaps the same one twice, all moved to the right by a random number of code points, the pivot. The text is a circle: a unit whose
    /// start passes the end of the text starts again from the beginning. It keeps its length and is not split, so one that only its end
    /// takes beyond the text sticks out, as in the authors' software. Pivots differ, on the circle, by half the mean length of a unit at
    /// least (the paper: the mean length; the authors' software: half of it, not on the circle) as long as there is room. A continuum
    /// without a unit is drawn again.
    pub(super) fn sample(&self, sample: usize) -> Vec<Vec<Unit>> {
        let mut random = Random::new(self.sampling, sample);
        let annotators = &self.continuum.units;
        let mut sources: Vec<&Vec<Unit>> = Vec::new();
        while sources.iter().all(|source| source.is_empty()) && self.continuum.size() > 0 {
            sources = annotators.iter().filter_map(|_| annotators.get(random.below(annotators.len() as u64) as usize)).collect();
        }
        let mut pivots: Vec<u64> = Vec::new();
        let mut result = Vec::with_capacity(sources.len());
        for source in sources {
            let pivot = self.pivot(&pivots, &mut random);
            pivots.push(pivot);
            pivots.sort_unstable();
            result.push(source.iter().map(|unit| self.moved(unit, pivot)).collect());
        }
        result
    }

    /// A pivot far enough from the others, which are sorted, each such one as likely as any other; any at all if there is no room.
    fn pivot(&self, others: &[u64], random: &mut Random) -> u64 {
        let anywhere = random.below(self.length);
        let next = others.iter().skip(1).copied().chain(others.first().map(|first| first + self.length));
        let room = |(other, next): (&u64, u64)| (other + self.apart, (next + 1).saturating_sub(self.apart));
        let gaps: Vec<(u64, u64)> = others.iter().zip(next).map(room).collect();
        let mut place = random.below(gaps.iter().map(|(from, to)| to.saturating_sub(*from)).sum());
        for (from, to) in gaps {
            let wide = to.saturating_sub(from);
            if place < wide {
                return (from + place) % self.length;
            }
            place -= wide;
        }
        anywhere
    }

    fn moved(&self, unit: &Unit, pivot: u64) -> Unit {
        let start = (u64::from(unit.start) + pivot) % self.length;
        let start = u32::try_from(start).unwrap_or(u32::MAX);
        // Only a text of 2³¹ code points and more could reach the limit.
        Unit { start, end: start.saturating_add(unit.end.saturating_sub(unit.start)), label: unit.label }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_are_those_of_the_published_generator() {
        let mut random = Random(1_234_567);
        assert_eq!([random.next(), random.next()], [6_457_827_717_110_365_317, 3_203_168_211_198_807_973]);
    }

    #[test]
    fn pivots_keep_apart_on_the_circle_while_there_is_room() {
        let units = vec![vec![Unit { start: 0, end: 20, label: 0 }]; 4];
        let continuum = Continuum::new(&units).unwrap();
        let sampling = Sampling::default();
        let mut seen = std::collections::BTreeSet::new();
        for sample in 0..500 {
            let starts: Vec<i64> = Shuffler::new(&continuum, 100, &sampling).sample(sample).iter().map(|units| i64::from(units[0].start)).collect();
            for (index, one) in starts.iter().enumerate() {
                seen.insert(*one);
                for other in &starts[..index] {
                    let apart = (one - other).rem_euclid(100);
                    assert!(apart.min(100 - apart) >= 10, "{starts:?}");
                }
            }
        }
        assert_eq!(seen.len(), 100);
        // No room for four: still a sample.
        assert_eq!(Shuffler::new(&continuum, 20, &sampling).sample(0).len(), 4);
    }

    #[test]
    fn units_keep_their_length_and_start_inside_the_text() {
        let units = vec![vec![Unit { start: 3, end: 9, label: 1 }, Unit { start: 40, end: 50, label: 2 }], Vec::new()];
        let continuum = Continuum::new(&units).unwrap();
        let sampling = Sampling { seed: 7, ..Sampling::default() };
        for sample in 0..200 {
            let drawn = Shuffler::new(&continuum, 50, &sampling).sample(sample);
            assert!(drawn.iter().any(|units| !units.is_empty()));
            for unit in drawn.iter().flatten() {
                assert!(unit.start < 50 && unit.end - unit.start == if unit.label == 1 { 6 } else { 10 });
            }
        }
    }
}
