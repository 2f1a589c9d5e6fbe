//! How far analysts agree: F1 of spans and links, coefficients on characters, α of units, γ, and how sure that is. What is not defined says
//! why; it is never 0 or 1.
//!
//! The definitions are those of the papers that each part names; counted is in code points.

mod bootstrap;
mod characters;
pub mod coefficients;
mod document;
pub mod gamma;
mod gammas;
mod gather;
mod side_by_side;
mod spans;
mod sums;
pub mod unitizing;

pub use bootstrap::{Interval, draws, interval};
pub use characters::{Counted, LabelSet, Pattern, Patterns};
pub use document::{Corpus, Document, End, Span, Tie, Work};
pub use gammas::{Gammas, Stopped, gammas};
pub use gather::{Gathered, gather};
pub use side_by_side::SideBySide;
pub use spans::{ByScheme, Matched, Scheme, Tied, matched, tied};
pub use sums::{PairSums, Sums, groups, of_each, pairs};

use crate::project::Label;
use coefficients::{Coincidences, Row, TwoByTwo};
use unitizing::Disagreement;

/// A measure, or why there is none.
pub type Measure = Result<f64, Undefined>;

/// Why a measure has no value.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Undefined {
    /// No article was opened by those who are compared.
    NotOpened,
    /// Nobody marked anything that counts.
    NotMarked,
    /// Every character was judged alike, so that chance would agree as much.
    NoVariation,
    /// Too few articles to draw from.
    TooFewArticles,
    /// Too many marks lie on each other for a measure that looks at all ways of aligning them.
    TooMuch,
}

impl Undefined {
    /// The reason as a clause, for one label or for all.
    pub fn words(self, label: Option<&Label>) -> String {
        match (self, label) {
            (Self::NotOpened, _) => "no article was opened by all who are compared".to_owned(),
            (Self::NotMarked, Some(label @ (Label::Claim | Label::Source | Label::Figure))) => format!("no {} was marked", label.name().to_lowercase()),
            (Self::NotMarked, Some(label)) => format!("nothing was marked “{label}”"),
            (Self::NotMarked, None) => "nothing was marked".to_owned(),
            (Self::NoVariation, _) => "there is no variation: chance would agree as much".to_owned(),
            (Self::TooMuch, _) => "too many marks lie on each other in one article".to_owned(),
            (Self::TooFewArticles, _) => format!("an interval needs at least {} articles that two opened", bootstrap::FEWEST),
        }
    }
}

/// Measures on the characters of one label.
#[derive(Clone, PartialEq, Debug)]
pub struct Characters {
    /// The share judged alike; the mean over pairs.
    pub observed: Measure,
    /// Agreement where either marked; the mean over pairs.
    pub positive: Measure,
    /// Agreement where either did not mark; the mean over pairs.
    pub negative: Measure,
    /// Cohen's κ; the mean over pairs.
    pub kappa: Measure,
    /// Fleiss' κ, over articles that all opened.
    pub fleiss: Measure,
    /// Conger's κ, over articles that all opened.
    pub conger: Measure,
    /// Randolph's κ, over articles that all opened.
    pub randolph: Measure,
    /// Gwet's AC1, over articles that all opened.
    pub ac1: Measure,
    /// Krippendorff's α, over articles that at least two opened.
    pub alpha: Measure,
}

/// Measures on the sets of labels of characters.
#[derive(Clone, PartialEq, Debug)]
pub struct Sets {
    /// The share with equal sets; the mean over pairs.
    pub observed: Measure,
    /// Cohen's κ; the mean over pairs.
    pub kappa: Measure,
    /// Fleiss' κ, over articles that all opened.
    pub fleiss: Measure,
    /// Conger's κ, over articles that all opened.
    pub conger: Measure,
    /// Krippendorff's α with sets equal or not.
    pub alpha: Measure,
    /// α with Jaccard's distance.
    pub jaccard: Measure,
    /// α with the MASI distance.
    pub masi: Measure,
}

/// The measures of one label.
#[derive(Clone, PartialEq, Debug)]
pub struct OfLabel {
    /// The label.
    pub label: Label,
    /// How many marks each analyst has.
    pub marks: Vec<u64>,
    /// F1 by each scheme, the mean over pairs.
    pub f1: [Measure; 5],
    /// On characters.
    pub characters: Characters,
    /// uα.
    pub u_alpha: Measure,
}

/// The measures of some analysts' work.
#[derive(Clone, PartialEq, Debug)]
pub struct Agreement {
    /// For each label.
    pub labels: Vec<OfLabel>,
    /// F1 of all spans, by each scheme, the mean over pairs.
    pub f1: [Measure; 5],
    /// On the sets of labels of characters.
    pub sets: Sets,
    /// uα of all labels together.
    pub u_alpha: Measure,
    /// F1 of links, strict and lenient, the mean over pairs.
    pub links: [Measure; 2],
}

/// The measures of all analysts, from the sums of the articles that count.
pub fn agreement(corpus: &Corpus, patterns: &Patterns, sums: &Sums) -> Agreement {
    let among = Among { corpus, patterns, sums, members: (0..corpus.analysts).collect(), pairs: (0..sums.pairs.len()).collect(), group: 0 };
    among.agreement()
}

/// The measures of one pair, by its place in [`pairs`].
pub fn agreement_of_pair(corpus: &Corpus, patterns: &Patterns, sums: &Sums, pair: usize) -> Agreement {
    let members = pairs(corpus.analysts).get(pair).map(|(first, second)| vec![*first, *second]).unwrap_or_default();
    let group = if corpus.analysts > 2 { pair + 1 } else { 0 };
    Among { corpus, patterns, sums, members, pairs: vec![pair], group }.agreement()
}

/// Whose agreement is measured.
struct Among<'c> {
    corpus: &'c Corpus,
    patterns: &'c Patterns,
    sums: &'c Sums,
    members: Vec<usize>,
    pairs: Vec<usize>,
    group: usize,
}

impl Among<'_> {
    fn agreement(&self) -> Agreement {
        let labels = self.corpus.labels.iter().enumerate();
        Agreement {
            labels: labels.map(|(number, label)| self.of_label(number, label.clone())).collect(),
            f1: self.f1(|pair| Some(&pair.all)),
            sets: self.sets(),
            u_alpha: self.u_alpha(),
            links: [0, 1].map(|at| self.mean(|pair| opened(pair, pair.links.f1().and_then(|f1| f1.get(at).copied()), Undefined::NotMarked))),
        }
    }

    fn of_label(&self, number: usize, label: Label) -> OfLabel {
        let marks = self.members.iter().map(|member| self.sums.marks.get(*member).and_then(|marks| marks.get(number)).copied().unwrap_or(0));
        OfLabel {
            label,
            marks: marks.collect(),
            f1: self.f1(|pair| pair.labels.get(number)),
            characters: self.characters(number),
            u_alpha: self.disagreement(number).and_then(|disagreement| disagreement.alpha().ok_or_else(|| self.why(number))),
        }
    }

    /// F1 by each scheme of what `of` picks.
    fn f1(&self, of: impl Fn(&PairSums) -> Option<&ByScheme>) -> [Measure; 5] {
        let mut at = 0;
        Scheme::ALL.map(|scheme| {
            at += 1;
            self.mean(|pair| opened(pair, of(pair).and_then(|counts| counts.get(at - 1)).and_then(|counts| counts.f1(scheme)), Undefined::NotMarked))
        })
    }

    /// The mean over the pairs where it is defined; else the reason of the first.
    fn mean(&self, of: impl Fn(&PairSums) -> Measure) -> Measure {
        mean(self.pairs.iter().filter_map(|pair| self.sums.pairs.get(*pair)).map(of))
    }

    fn characters(&self, label: usize) -> Characters {
        let rows = self.only_members(self.sums.rows_of_label(self.patterns, label));
        let tables: Vec<TwoByTwo> = pairs(self.members.len()).into_iter().map(|(first, second)| TwoByTwo::of(&rows, first, second)).collect();
        let why = self.why(label);
        let of_pairs = |of: fn(&TwoByTwo) -> Option<f64>, why: Undefined| -> Measure {
            mean(tables.iter().map(|table| of(table).ok_or(if table.observed().is_none() { Undefined::NotOpened } else { why })))
        };
        let whole = complete(&rows);
        let tallies = coefficients::tallies(&whole);
        let of_all = |value: Option<f64>| value.ok_or(if whole.is_empty() { Undefined::NotOpened } else { why });
        Characters {
            observed: of_pairs(TwoByTwo::observed, Undefined::NotOpened),
            positive: of_pairs(TwoByTwo::positive, Undefined::NotMarked),
            negative: of_pairs(TwoByTwo::negative, Undefined::NoVariation),
            kappa: of_pairs(TwoByTwo::kappa, why),
            fleiss: of_all(coefficients::fleiss(&tallies)),
            conger: of_all(coefficients::conger(&whole)),
            randolph: of_all(coefficients::randolph(&tallies)),
            ac1: of_all(coefficients::ac1(&tallies, 2)),
            alpha: alpha(&rows, |_, _| 1.0, why),
        }
    }

    fn sets(&self) -> Sets {
        let rows = self.only_members(self.sums.rows_of_sets(self.patterns));
        let is_marked = (0..self.corpus.labels.len()).any(|label| self.why(label) != Undefined::NotMarked);
        let why = if is_marked { Undefined::NoVariation } else { Undefined::NotMarked };
        let of_pairs = |of: fn(&[Row], usize, usize) -> Option<f64>| -> Measure {
            mean(pairs(self.members.len()).into_iter().map(|(first, second)| {
                let is_opened = rows.iter().any(|row| [first, second].iter().all(|member| row.values.get(*member).copied().flatten().is_some()));
                of(&rows, first, second).ok_or(if is_opened { why } else { Undefined::NotOpened })
            }))
        };
        let whole = complete(&rows);
        let of_all = |value: Option<f64>| value.ok_or(if whole.is_empty() { Undefined::NotOpened } else { why });
        let set = |number: usize| self.patterns.sets.get(number).map(Vec::as_slice).unwrap_or_default();
        Sets {
            observed: of_pairs(coefficients::observed),
            kappa: of_pairs(coefficients::kappa),
            fleiss: of_all(coefficients::fleiss(&coefficients::tallies(&whole))),
            conger: of_all(coefficients::conger(&whole)),
            alpha: alpha(&rows, |_, _| 1.0, why),
            jaccard: alpha(&rows, |one, two| coefficients::jaccard(set(one), set(two)), why),
            masi: alpha(&rows, |one, two| coefficients::masi(set(one), set(two)), why),
        }
    }

    fn u_alpha(&self) -> Measure {
        let labels: Vec<Disagreement> = (0..self.corpus.labels.len()).map(|label| self.disagreement(label)).collect::<Result<_, _>>()?;
        let is_marked = (0..labels.len()).any(|label| self.why(label) != Undefined::NotMarked);
        Disagreement::pooled(labels.into_iter()).ok_or(if is_marked { Undefined::NoVariation } else { Undefined::NotMarked })
    }

    fn disagreement(&self, label: usize) -> Result<Disagreement, Undefined> {
        let layer = self.sums.layers.get(self.group).and_then(|layers| layers.get(label));
        layer.and_then(|layer| layer.disagreement(self.members.len())).ok_or(Undefined::NotOpened)
    }

    /// Why a label has no variation: nobody used it, or everybody everywhere.
    fn why(&self, label: usize) -> Undefined {
        let marks = |member: &usize| self.sums.marks.get(*member).and_then(|marks| marks.get(label)).is_some_and(|marks| *marks > 0);
        if self.members.iter().any(marks) { Undefined::NoVariation } else { Undefined::NotMarked }
    }

    fn only_members(&self, rows: Vec<Row>) -> Vec<Row> {
        let values = |row: &Row| self.members.iter().map(|member| row.values.get(*member).copied().flatten()).collect();
        rows.iter().map(|row| Row { values: values(row), weight: row.weight }).collect()
    }
}

/// A value of a pair; without an article that both opened there is none.
fn opened(pair: &PairSums, value: Option<f64>, why: Undefined) -> Measure {
    value.ok_or(if pair.articles == 0 { Undefined::NotOpened } else { why })
}

/// The rows that everyone rated.
fn complete(rows: &[Row]) -> Vec<Row> {
    rows.iter().filter(|row| row.values.iter().all(Option::is_some)).cloned().collect()
}

fn alpha(rows: &[Row], distance: impl Fn(usize, usize) -> f64, why: Undefined) -> Measure {
    let coincidences = Coincidences::of(rows);
    let is_rated = !coincidences.totals().is_empty();
    coincidences.alpha(distance).ok_or(if is_rated { why } else { Undefined::NotOpened })
}

/// The mean of what is defined; else the reason that weighs most: something was there at all.
fn mean(measures: impl Iterator<Item = Measure>) -> Measure {
    let (mut sum, mut count, mut why) = (0.0, 0_u32, Undefined::NotOpened);
    for measure in measures {
        match measure {
            Ok(value) => (sum, count) = (sum + value, count + 1),
            Err(reason) => why = why.max(reason),
        }
    }
    if count == 0 { Err(why) } else { Ok(sum / f64::from(count)) }
}
