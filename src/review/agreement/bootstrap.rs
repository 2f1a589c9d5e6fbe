//! How sure a measure is: it is taken again of articles drawn with replacement, since the characters of one article are not independent
//! (Zapf et al. 2016).

use super::{Measure, Sums, Undefined};

/// The fewest articles from which an interval is given.
pub(super) const FEWEST: usize = 8;

/// Where 95 of 100 measures of drawn articles lie.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Interval {
    /// 2.5 of 100 lie below.
    pub low: f64,
    /// 2.5 of 100 lie above.
    pub high: f64,
    /// How often articles were drawn.
    pub replicates: usize,
    /// In how many of the draws the measure was not defined.
    pub dropped: usize,
}

/// So many draws of as many articles as there are, from a seed: places in the list of articles.
pub fn draws(articles: usize, replicates: usize, seed: u64) -> Vec<Vec<usize>> {
    let mut state = seed;
    let mut next = || {
        // SplitMix64 (Steele, Lea and Flood 2014): the same numbers on every system.
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    };
    let below = |number: u64| ((u128::from(number) * articles as u128) >> 64) as usize;
    (0..replicates).map(|_| (0..articles).map(|_| below(next())).collect()).collect()
}

/// The interval of a measure over articles that were drawn.
///
/// # Errors
/// With fewer than eight articles that two opened, or where no draw has the measure, there is none.
pub fn interval(each: &[Sums], draws: &[Vec<usize>], measure: impl Fn(&Sums) -> Measure) -> Result<Interval, Undefined> {
    if each.iter().filter(|sums| sums.pairs.iter().any(|pair| pair.articles > 0)).count() < FEWEST {
        return Err(Undefined::TooFewArticles);
    }
    let drawn = draws.iter().map(|draw| measure(&Sums::total(draw.iter().filter_map(|at| each.get(*at)))));
    let mut why = Undefined::NotOpened;
    let mut values: Vec<f64> = drawn.filter_map(|measure| measure.map_err(|reason| why = reason).ok()).collect();
    values.sort_by(f64::total_cmp);
    let (Some(low), Some(high)) = (quantile(&values, 0.025), quantile(&values, 0.975)) else { return Err(why) };
    Ok(Interval { low, high, replicates: draws.len(), dropped: draws.len() - values.len() })
}

/// A quantile of sorted values, linear between neighbours (Hyndman and Fan 1996, type 7).
fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let place = share * sorted.len().checked_sub(1)? as f64;
    let (below, above) = (sorted.get(place.floor() as usize)?, sorted.get(place.ceil() as usize)?);
    Some(below + (above - below) * (place - place.floor()))
}
