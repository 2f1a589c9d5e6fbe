//! Projects side by side, with all the sums that agreement is taken from.

use super::bootstrap::{Interval, interval};
use super::characters::Patterns;
use super::gather::Gathered;
use super::sums::{Sums, of_each, pairs};
use super::{Agreement, Measure, Undefined, agreement, agreement_of_pair};

/// What was gathered, and counted article by article.
#[derive(Debug)]
pub struct SideBySide {
    /// What the projects say.
    pub gathered: Gathered,
    /// Which labels lie over each other.
    pub patterns: Patterns,
    /// The sums of each shared article.
    pub each: Vec<Sums>,
    /// All of them together.
    pub total: Sums,
}

impl SideBySide {
    /// Counts what was gathered.
    pub fn of(gathered: Gathered) -> Self {
        let (patterns, each) = of_each(&gathered.corpus);
        let total = Sums::total(each.iter());
        Self { gathered, patterns, each, total }
    }

    /// The agreement of all in everything.
    pub fn all(&self) -> Agreement {
        self.agreement(&self.total)
    }

    /// The agreement of each pair, where there are more than two analysts.
    pub fn of_pairs(&self) -> Vec<((usize, usize), Agreement)> {
        let corpus = &self.gathered.corpus;
        let pairs = if corpus.analysts > 2 { pairs(corpus.analysts) } else { Vec::new() };
        pairs.into_iter().enumerate().map(|(place, pair)| (pair, agreement_of_pair(corpus, &self.patterns, &self.total, place))).collect()
    }

    /// The shared articles by their place in the list, the worst first by partial F1, which every article with a mark has; those without one last.
    pub fn worst_first(&self) -> Vec<(usize, Agreement)> {
        let mut articles: Vec<(usize, Agreement)> = self.each.iter().map(|sums| self.agreement(sums)).enumerate().collect();
        let worth = |agreement: &Agreement| {
            let [_, _, partial, ..] = agreement.f1;
            partial.unwrap_or(f64::INFINITY)
        };
        articles.sort_by(|(_, one), (_, two)| worth(one).total_cmp(&worth(two)));
        articles
    }

    /// The interval of a value over articles that were drawn.
    ///
    /// # Errors
    /// As for [`interval`].
    pub fn interval(&self, draws: &[Vec<usize>], of: impl Fn(&Agreement) -> Measure) -> Result<Interval, Undefined> {
        interval(&self.each, draws, |sums| of(&self.agreement(sums)))
    }

    fn agreement(&self, sums: &Sums) -> Agreement {
        agreement(&self.gathered.corpus, &self.patterns, sums)
    }
}
