//! Coefficients of agreement over things that raters put into categories. What is rated alike is one row with its weight.

use std::collections::BTreeMap;

/// What each rater said of some things, and of how many things: categories by number, none where a rater said nothing.
#[derive(Clone, PartialEq, Debug)]
pub struct Row {
    /// One value for each rater.
    pub values: Vec<Option<usize>>,
    /// How many things were rated so; more than 0.
    pub weight: f64,
}

/// What two raters agree on in a question with two answers.
#[derive(Clone, Copy, PartialEq, Default, Debug)]
pub struct TwoByTwo {
    /// Both say yes.
    pub both: f64,
    /// Only the first says yes.
    pub first: f64,
    /// Only the second says yes.
    pub second: f64,
    /// Neither says yes.
    pub neither: f64,
}

impl TwoByTwo {
    /// Of rows of two categories, of which 1 is yes; rows that one of the two did not rate count not.
    pub fn of(rows: &[Row], first: usize, second: usize) -> Self {
        let mut table = Self::default();
        for row in rows {
            let value = |rater: usize| row.values.get(rater).copied().flatten();
            let (Some(a), Some(b)) = (value(first), value(second)) else { continue };
            *(match (a == 1, b == 1) {
                (true, true) => &mut table.both,
                (true, false) => &mut table.first,
                (false, true) => &mut table.second,
                (false, false) => &mut table.neither,
            }) += row.weight;
        }
        table
    }

    fn all(&self) -> f64 {
        self.both + self.first + self.second + self.neither
    }

    /// The share that both say the same of.
    pub fn observed(&self) -> Option<f64> {
        ratio(self.both + self.neither, self.all())
    }

    /// How far they agree where either says yes: twice both, over what each says yes to. It is the F1 of the characters.
    pub fn positive(&self) -> Option<f64> {
        ratio(2.0 * self.both, 2.0 * self.both + self.first + self.second)
    }

    /// How far they agree where either says no.
    pub fn negative(&self) -> Option<f64> {
        ratio(2.0 * self.neither, 2.0 * self.neither + self.first + self.second)
    }

    /// Cohen's κ (Cohen 1960): chance by each rater's own share of yes.
    pub fn kappa(&self) -> Option<f64> {
        let [[both, first], [second, neither]] = [[self.both, self.first], [self.second, self.neither]];
        cohen(&[((1, 1), both), ((1, 0), first), ((0, 1), second), ((0, 0), neither)])
    }
}

/// Cohen's κ of a table: what the first says, what the second says, how often (Cohen 1960). Not defined without variation.
pub fn cohen(table: &[((usize, usize), f64)]) -> Option<f64> {
    let all: f64 = table.iter().map(|(_, weight)| weight).sum();
    let same: f64 = table.iter().filter(|((a, b), _)| a == b).map(|(_, weight)| weight).sum();
    let (mut first, mut second) = (BTreeMap::<usize, f64>::new(), BTreeMap::<usize, f64>::new());
    for ((a, b), weight) in table {
        *first.entry(*a).or_default() += weight;
        *second.entry(*b).or_default() += weight;
    }
    let chance: f64 = first.iter().map(|(category, share)| share * second.get(category).copied().unwrap_or(0.0)).sum();
    // Over all², so that no variation is exactly 0 in the denominator.
    ratio(all * same - chance, all * all - chance)
}

/// How often two raters said what, over any categories: rows that one of them did not rate count not.
pub fn table(rows: &[Row], first: usize, second: usize) -> Vec<((usize, usize), f64)> {
    let mut table: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    for row in rows {
        let value = |rater: usize| row.values.get(rater).copied().flatten();
        if let (Some(a), Some(b)) = (value(first), value(second)) {
            *table.entry((a, b)).or_default() += row.weight;
        }
    }
    table.into_iter().collect()
}

/// Cohen's κ of two raters over any categories.
pub fn kappa(rows: &[Row], first: usize, second: usize) -> Option<f64> {
    cohen(&table(rows, first, second))
}

/// The share that two raters say the same of.
pub fn observed(rows: &[Row], first: usize, second: usize) -> Option<f64> {
    let table = table(rows, first, second);
    let same = table.iter().filter(|((a, b), _)| a == b).map(|(_, weight)| weight).sum();
    ratio(same, table.iter().map(|(_, weight)| weight).sum())
}

/// For some things how many raters chose which category: the counts by category, and of how many things.
pub type Tally = (BTreeMap<usize, f64>, f64);

/// What the coefficients of more than two raters begin with: agreement that was observed, and shares of the categories (Gwet 2014, which is
/// Fleiss 1971 where every rater rated everything).
struct Shares {
    observed: f64,
    categories: BTreeMap<usize, f64>,
}

impl Shares {
    fn of(tallies: &[Tally]) -> Option<Self> {
        let (mut agreed, mut pairable, mut rated) = (0.0, 0.0, 0.0);
        let mut categories: BTreeMap<usize, f64> = BTreeMap::new();
        for (counts, weight) in tallies {
            let count: f64 = counts.values().sum();
            if count == 0.0 {
                continue;
            }
            rated += weight;
            for (category, often) in counts {
                *categories.entry(*category).or_default() += weight * often / count;
            }
            if count > 1.0 {
                pairable += weight;
                agreed += weight * counts.values().map(|often| often * (often - 1.0)).sum::<f64>() / (count * (count - 1.0));
            }
        }
        categories.values_mut().for_each(|share| *share /= rated);
        Some(Self { observed: ratio(agreed, pairable)?, categories })
    }

    fn has_variation(&self) -> bool {
        self.categories.len() > 1
    }

    fn over(&self, chance: f64) -> Option<f64> {
        ratio(self.observed - chance, 1.0 - chance)
    }
}

/// The tallies of rows.
pub fn tallies(rows: &[Row]) -> Vec<Tally> {
    let of_row = |row: &Row| {
        let mut counts = BTreeMap::new();
        row.values.iter().flatten().for_each(|value| *counts.entry(*value).or_default() += 1.0);
        (counts, row.weight)
    };
    rows.iter().map(of_row).collect()
}

/// Fleiss' κ (Fleiss 1971; with missing values Gwet 2014): chance by the shares of all raters together. For two raters it is Scott's π.
pub fn fleiss(tallies: &[Tally]) -> Option<f64> {
    let shares = Shares::of(tallies).filter(Shares::has_variation)?;
    shares.over(shares.categories.values().map(|share| share * share).sum())
}

/// Randolph's free-marginal κ (Randolph 2005), also Brennan and Prediger's: chance is one in so many categories as occur.
pub fn randolph(tallies: &[Tally]) -> Option<f64> {
    let shares = Shares::of(tallies).filter(Shares::has_variation)?;
    shares.over(1.0 / shares.categories.len() as f64)
}

/// Conger's κ (Conger 1980): Cohen's κ for more than two raters, chance by each rater's own shares.
pub fn conger(rows: &[Row]) -> Option<f64> {
    let shares = Shares::of(&tallies(rows)).filter(Shares::has_variation)?;
    let raters = raters(rows);
    let count = raters.len() as f64;
    let chance = shares.categories.keys().map(|category| {
        let own = raters.iter().map(|rater| rater.get(category).copied().unwrap_or(0.0));
        let mean = own.clone().sum::<f64>() / count;
        let variance = own.map(|share| (share - mean).powi(2)).sum::<f64>() / (count - 1.0);
        mean * mean - variance / count
    });
    shares.over(chance.sum())
}

/// For each rater who rated anything the share of each category.
fn raters(rows: &[Row]) -> Vec<BTreeMap<usize, f64>> {
    let mut raters: Vec<BTreeMap<usize, f64>> = Vec::new();
    for row in rows {
        raters.resize(raters.len().max(row.values.len()), BTreeMap::new());
        for (value, rater) in row.values.iter().zip(&mut raters) {
            value.iter().for_each(|value| *rater.entry(*value).or_default() += row.weight);
        }
    }
    raters.retain(|rater| !rater.is_empty());
    for rater in &mut raters {
        let all: f64 = rater.values().sum();
        rater.values_mut().for_each(|share| *share /= all);
    }
    raters
}

/// Gwet's AC1 (Gwet 2008) for a number of categories, of which some may never be used. It stays near the observed agreement when a category
/// is rare, so it only stands beside the others.
pub fn ac1(tallies: &[Tally], categories: usize) -> Option<f64> {
    let shares = Shares::of(tallies)?;
    let spread: f64 = shares.categories.values().map(|share| share * (1.0 - share)).sum();
    shares.over(spread / (categories as f64 - 1.0))
}

/// How often a value stands beside another in what several raters said of one thing (Krippendorff 2011).
#[derive(Clone, Default, Debug)]
pub struct Coincidences {
    pairs: BTreeMap<(usize, usize), f64>,
    totals: BTreeMap<usize, f64>,
}

impl Coincidences {
    /// Of rows; those with fewer than two values drop out.
    pub fn of(rows: &[Row]) -> Self {
        let mut all = Self::default();
        for row in rows {
            let mut here: BTreeMap<usize, f64> = BTreeMap::new();
            row.values.iter().flatten().for_each(|value| *here.entry(*value).or_default() += 1.0);
            let count: f64 = here.values().sum();
            if count < 2.0 {
                continue;
            }
            for (one, often) in &here {
                *all.totals.entry(*one).or_default() += row.weight * often;
                for (two, also) in &here {
                    let pairs = if one == two { often * (often - 1.0) } else { often * also };
                    *all.pairs.entry((*one, *two)).or_default() += row.weight * pairs / (count - 1.0);
                }
            }
        }
        all
    }

    /// How often each value stands in a pair.
    pub fn totals(&self) -> &BTreeMap<usize, f64> {
        &self.totals
    }

    /// Krippendorff's α with a distance between values, 0 for equal ones: 1 − observed/expected. Not defined without variation.
    pub fn alpha(&self, distance: impl Fn(usize, usize) -> f64) -> Option<f64> {
        let all: f64 = self.totals.values().sum();
        let observed: f64 = self.pairs.iter().filter(|((one, two), _)| one != two).map(|((one, two), often)| often * distance(*one, *two)).sum();
        let mut expected = 0.0;
        for (one, often) in &self.totals {
            for (two, also) in self.totals.iter().filter(|(two, _)| *two != one) {
                expected += often * also * distance(*one, *two);
            }
        }
        (expected > 0.0).then(|| 1.0 - (all - 1.0) * observed / expected)
    }
}

/// α for values that are the same or not.
pub fn alpha(rows: &[Row]) -> Option<f64> {
    Coincidences::of(rows).alpha(|_, _| 1.0)
}

/// Jaccard's distance of two sets in order: 1 − shared/all.
pub fn jaccard(one: &[usize], two: &[usize]) -> f64 {
    let shared = one.iter().filter(|member| two.contains(member)).count();
    let all = one.len() + two.len() - shared;
    if all == 0 { 0.0 } else { 1.0 - shared as f64 / all as f64 }
}

/// The MASI distance of two sets (Passonneau 2006): Jaccard's likeness, weighed by 1, ⅔, ⅓ or 0 for equal sets, one in the other, crossing ones
/// and sets without a common member.
pub fn masi(one: &[usize], two: &[usize]) -> f64 {
    let shared = one.iter().filter(|member| two.contains(member)).count();
    let weight = if one == two {
        1.0
    } else if shared == one.len() || shared == two.len() {
        2.0 / 3.0
    } else if shared > 0 {
        1.0 / 3.0
    } else {
        0.0
    };
    1.0 - (1.0 - jaccard(one, two)) * weight
}

/// A share; none of nothing.
fn ratio(part: f64, whole: f64) -> Option<f64> {
    (whole != 0.0 && part.is_finite() && whole.is_finite()).then(|| part / whole)
}
