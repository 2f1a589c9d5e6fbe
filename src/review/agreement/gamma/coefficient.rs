//! γ and γcat: what was observed compared with chance.

use super::alignment::{Alignment, align};
use super::category::category_disorder;
use super::sampling::{Sampling, Shuffler};
use super::unit::{Continuum, Unit, Weights};
use super::watch::{Beat, Error, Watch};
use std::collections::BTreeMap;

/// No more random continua than this are drawn, whatever precision is asked for.
const MOST: usize = 100_000;

/// 95 % of a normal distribution lies within so many standard deviations.
const WITHIN: f64 = 1.96;

/// Why a coefficient has no value. Not the same as 0: show a dash and the reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undefined {
    /// Chance alone gives no disorder, so there is nothing to compare with.
    NoExpectedDisorder,
    /// No two units that are aligned lie near enough to compare their labels.
    NoPair,
    /// Near enough units are aligned in the work observed, in none of the random continua.
    NoExpectedPair,
    /// There is no article.
    NoArticle,
}

/// The agreement on one article. A coefficient is 1 for perfect agreement, 0 for what chance gives, and may be negative without bound.
#[derive(Clone, Debug, PartialEq)]
pub struct Gamma {
    /// γ = 1 − observed ⁄ expected; 1 when the observed disorder is 0.
    pub gamma: Result<f64, Undefined>,
    /// γcat, in the same way of the disorders of labels; the expected one is the mean over the random continua that have one.
    pub category: Result<f64, Undefined>,
    /// γk: the same for each label that somebody used, of the pairs with that label.
    pub by_label: BTreeMap<u32, Result<f64, Undefined>>,
    /// The disorder of the best alignment, not negative.
    pub observed: f64,
    /// The mean disorder of the best alignments of the random continua.
    pub expected: f64,
    /// The disorder of labels observed, from 0 to 1.
    pub category_observed: Option<f64>,
    /// The mean disorder of labels in the random continua.
    pub category_expected: Option<f64>,
    /// How many units an annotator has on average, above 0.
    pub mean_units: f64,
    /// How many random continua were drawn.
    pub samples: usize,
    /// How far the expected disorder may be off, relative to it, with a probability of 5 %: 1.96·σ ⁄ (μ·√N), σ with N − 1. It says nothing of
    /// what other articles would give. None for one sample or an expected disorder of 0.
    pub precision: Option<f64>,
}

/// The agreement on several articles.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pooled {
    /// γ.
    pub gamma: Result<f64, Undefined>,
    /// γcat.
    pub category: Result<f64, Undefined>,
    /// How many articles are in γ.
    pub articles: usize,
    /// How many articles are in γcat: those where labels can be compared, both observed and by chance.
    pub category_articles: usize,
}

/// γ, γcat and γk of one article (Mathet, Widlöcher and Métivier 2015; Mathet 2017). Only those who finished the article may be
/// among the annotators; an empty list of units says that somebody found nothing. Offsets and the length of the text are in code points; a
/// text shorter than the last unit counts as ending with it.
///
/// With a precision, the number N of random continua is (1.96·CV ⁄ precision)² at least, CV the coefficient of variation of the disorders of
/// the first ones (section 5.2), at most 100 000.
///
/// None when there is no unit or fewer than two annotators. A step of the watch is one continuum; the first is the one observed.
///
/// # Errors
/// Those of [`best_alignment`](super::best_alignment).
pub fn gamma(annotators: &[Vec<Unit>], length_of_text: u32, weights: &Weights, sampling: &Sampling, watch: &mut Watch) -> Result<Option<Gamma>, Error> {
    weights.check()?;
    let continuum = Continuum::new(annotators)?;
    if !continuum.is_comparable() {
        return Ok(None);
    }
    let first = sampling.samples.clamp(1, MOST);
    let mut beat = Beat::new(watch, first + 1);
    let mut comparison = Comparison::new(&continuum, weights, &mut beat)?;
    let shuffler = Shuffler::new(&continuum, length_of_text, sampling);
    for sample in 0..first {
        comparison.add(&shuffler.sample(sample), weights, &mut beat)?;
    }
    let wanted = sampling.precision.map_or(first, |precision| comparison.wanted(precision)).clamp(first, MOST);
    beat.total = wanted + 1;
    for sample in first..wanted {
        comparison.add(&shuffler.sample(sample), weights, &mut beat)?;
    }
    Ok(Some(comparison.result()))
}

/// The same with random continua drawn elsewhere: each a list of units per annotator.
///
/// None when there is no unit or fewer than two annotators, or the same holds for every sample; such samples are left out.
///
/// # Errors
/// Those of [`best_alignment`](super::best_alignment).
pub fn gamma_of_samples(annotators: &[Vec<Unit>], samples: &[Vec<Vec<Unit>>], weights: &Weights, watch: &mut Watch) -> Result<Option<Gamma>, Error> {
    weights.check()?;
    let continuum = Continuum::new(annotators)?;
    if !continuum.is_comparable() {
        return Ok(None);
    }
    let mut beat = Beat::new(watch, samples.len() + 1);
    let mut comparison = Comparison::new(&continuum, weights, &mut beat)?;
    for sample in samples {
        comparison.add(sample, weights, &mut beat)?;
    }
    Ok((!comparison.disorders.is_empty()).then(|| comparison.result()))
}

/// γ and γcat of several articles: 1 − Σ x̄·observed ⁄ Σ x̄·expected, x̄ the article's mean number of units per annotator, so that an article
/// counts by how much was marked in it. γcat is pooled with the same weights, over the articles that have both disorders of labels. No
/// definition for several articles has been published; show the values of the articles beside it.
pub fn pooled<'a>(articles: impl IntoIterator<Item = &'a Gamma>) -> Pooled {
    let (mut observed, mut expected, mut count) = (0.0, 0.0, 0);
    let (mut category_observed, mut category_expected, mut category_count) = (0.0, 0.0, 0);
    for article in articles {
        observed += article.mean_units * article.observed;
        expected += article.mean_units * article.expected;
        count += 1;
        if let (Some(seen), Some(chance)) = (article.category_observed, article.category_expected) {
            category_observed += article.mean_units * seen;
            category_expected += article.mean_units * chance;
            category_count += 1;
        }
    }
    Pooled {
        gamma: if count == 0 { Err(Undefined::NoArticle) } else { beyond_chance(observed, expected) },
        category: if category_count == 0 { Err(Undefined::NoArticle) } else { beyond_chance(category_observed, category_expected) },
        articles: count,
        category_articles: category_count,
    }
}

fn beyond_chance(observed: f64, expected: f64) -> Result<f64, Undefined> {
    if observed == 0.0 {
        Ok(1.0)
    } else if expected > 0.0 {
        Ok(1.0 - observed / expected)
    } else {
        Err(Undefined::NoExpectedDisorder)
    }
}

/// The disorders of labels of a continuum: of all, by none, and of each label, where defined.
fn categories(continuum: &Continuum, alignment: &Alignment) -> BTreeMap<Option<u32>, f64> {
    let mut labels: Vec<Option<u32>> = continuum.units.iter().flatten().map(|unit| Some(unit.label)).collect();
    labels.push(None);
    labels.sort_unstable();
    labels.dedup();
    labels.into_iter().filter_map(|label| Some((label, category_disorder(&continuum.units, alignment, label)?))).collect()
}

/// What was observed and what was drawn so far.
struct Comparison {
    observed: f64,
    mean_units: f64,
    categories: BTreeMap<Option<u32>, f64>,
    labels: Vec<u32>,
    disorders: Vec<f64>,
    /// Sum and number of the disorders of labels drawn.
    drawn: BTreeMap<Option<u32>, (f64, usize)>,
}

impl Comparison {
    fn new(continuum: &Continuum, weights: &Weights, beat: &mut Beat) -> Result<Self, Error> {
        let alignment = align(continuum, weights, beat)?;
        beat.done += 1;
        let mut labels: Vec<u32> = continuum.units.iter().flatten().map(|unit| unit.label).collect();
        labels.sort_unstable();
        labels.dedup();
        Ok(Comparison {
            observed: alignment.disorder,
            mean_units: continuum.size() as f64 / continuum.units.len() as f64,
            categories: categories(continuum, &alignment),
            labels,
            disorders: Vec::new(),
            drawn: BTreeMap::new(),
        })
    }

    fn add(&mut self, sample: &[Vec<Unit>], weights: &Weights, beat: &mut Beat) -> Result<(), Error> {
        let continuum = Continuum::new(sample)?;
        if continuum.is_comparable() {
            let alignment = align(&continuum, weights, beat)?;
            self.disorders.push(alignment.disorder);
            for (label, disorder) in categories(&continuum, &alignment) {
                let (sum, number) = self.drawn.entry(label).or_default();
                *sum += disorder;
                *number += 1;
            }
        }
        beat.done += 1;
        Ok(())
    }

    fn expected(&self) -> f64 {
        self.disorders.iter().sum::<f64>() / self.disorders.len().max(1) as f64
    }

    /// The coefficient of variation of the disorders drawn.
    fn variation(&self) -> Option<f64> {
        let (number, mean) = (self.disorders.len() as f64, self.expected());
        let squares: f64 = self.disorders.iter().map(|disorder| (disorder - mean) * (disorder - mean)).sum();
        (number > 1.0 && mean > 0.0).then(|| (squares / (number - 1.0)).sqrt() / mean)
    }

    /// How many samples a precision takes.
    fn wanted(&self, precision: f64) -> usize {
        let ratio = WITHIN * self.variation().unwrap_or(0.0) / precision;
        // A precision that makes no sense asks for no more; the cast stops at the largest number.
        if ratio.is_finite() { (ratio * ratio).ceil() as usize } else { 0 }
    }

    fn category(&self, label: Option<u32>) -> Result<f64, Undefined> {
        let observed = *self.categories.get(&label).ok_or(Undefined::NoPair)?;
        if observed == 0.0 {
            return Ok(1.0);
        }
        let expected = self.category_expected(label).ok_or(Undefined::NoExpectedPair)?;
        beyond_chance(observed, expected)
    }

    fn category_expected(&self, label: Option<u32>) -> Option<f64> {
        self.drawn.get(&label).map(|(sum, number)| sum / *number as f64)
    }

    fn result(&self) -> Gamma {
        let expected = self.expected();
        Gamma {
            gamma: beyond_chance(self.observed, expected),
            category: self.category(None),
            by_label: self.labels.iter().map(|label| (*label, self.category(Some(*label)))).collect(),
            observed: self.observed,
            expected,
            category_observed: self.categories.get(&None).copied(),
            category_expected: self.category_expected(None),
            mean_units: self.mean_units,
            samples: self.disorders.len(),
            precision: self.variation().map(|variation| WITHIN * variation / (self.disorders.len() as f64).sqrt()),
        }
    }
}
