//! What the reviewer sees of the analysts' agreement: taken once of a review, since decisions do not change what was handed in.

use super::agreement::gamma::Watch;
use super::agreement::{Agreement, Corpus, Gammas, Interval, Patterns, Sums, Undefined, agreement, draws, gammas, gather, interval, of_each, pairs};
use super::sides::side;
use crate::project::{ArticleId, Label, Project};
use std::collections::BTreeMap;

/// What chance begins with, so that the same review always gives the same numbers.
const SEED: u64 = 1;
/// Draws of articles for the interval.
const DRAWS: usize = 1000;
/// Articles, above which an interval takes too long to be waited for.
const MOST_ARTICLES: usize = 5000;

/// The analysts' agreement in a review.
#[derive(Clone, Debug)]
pub struct Measured {
    /// How many articles are shared.
    pub articles: usize,
    /// How many marks each analyst handed in that count.
    pub marks: Vec<u64>,
    /// Everything together.
    pub all: Agreement,
    /// Where uα lies in 95 of 100 draws of articles.
    pub interval: Result<Interval, Undefined>,
    /// Each article, the worst first by its partial F1; those without a mark last.
    pub each: Vec<(ArticleId, Agreement)>,
    /// Who marked what, for each pair of analysts.
    pub confusions: Vec<Confusion>,
}

/// For two analysts how many characters the one labelled so and the other so; none is no label. A character with the same label of both counts
/// for it; what one has beside that goes with what the other has beside it, or with none.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Confusion {
    /// The two analysts, by number.
    pub analysts: (usize, usize),
    /// Characters by the label of the first and of the second.
    pub characters: BTreeMap<(Option<Label>, Option<Label>), u64>,
}

impl Measured {
    /// Measures a review; none for any other project.
    pub fn of(project: &Project) -> Option<Self> {
        let review = project.review()?;
        let sides: Vec<Project> = (0..review.analysts.len()).map(|analyst| side(project, analyst)).collect();
        let gathered = gather(&sides.iter().collect::<Vec<_>>());
        let corpus = &gathered.corpus;
        let (patterns, each) = of_each(corpus);
        let total = Sums::total(each.iter());
        let all = agreement(corpus, &patterns, &total);
        let replicates = if each.len() > MOST_ARTICLES { 0 } else { DRAWS };
        let interval = interval(&each, &draws(each.len(), replicates, SEED), |sums| agreement(corpus, &patterns, sums).u_alpha);
        let ids = gathered.shared.iter().map(|shared| shared.articles.iter().flatten().map(|(id, _)| *id).next());
        let mut articles: Vec<(ArticleId, Agreement)> = ids.zip(&each).filter_map(|(id, sums)| Some((id?, agreement(corpus, &patterns, sums)))).collect();
        let worth = |agreement: &Agreement| agreement.f1.get(2).copied().and_then(Result::ok).unwrap_or(f64::INFINITY);
        articles.sort_by(|(_, one), (_, two)| worth(one).total_cmp(&worth(two)));
        let marks = (0..sides.len()).map(|analyst| all.labels.iter().filter_map(|label| label.marks.get(analyst)).sum());
        Some(Self {
            articles: gathered.shared.len(),
            marks: marks.collect(),
            interval,
            each: articles,
            confusions: pairs(corpus.analysts).into_iter().map(|pair| Confusion::of(pair, corpus, &patterns, &total)).collect(),
            all,
        })
    }
}

impl Measured {
    /// γ of a review; none where it was stopped, or of any other project. `watch` is asked whether to go on, and told how far it is.
    pub fn gammas(project: &Project, watch: &mut Watch<'_>) -> Option<Gammas> {
        let review = project.review()?;
        let sides: Vec<Project> = (0..review.analysts.len()).map(|analyst| side(project, analyst)).collect();
        gammas(&gather(&sides.iter().collect::<Vec<_>>()).corpus, SEED, watch).ok()
    }
}

impl Confusion {
    fn of(analysts: (usize, usize), corpus: &Corpus, patterns: &Patterns, total: &Sums) -> Self {
        let mut characters: BTreeMap<(Option<Label>, Option<Label>), u64> = BTreeMap::new();
        let label = |number: &usize| corpus.labels.get(*number).cloned();
        for row in total.rows_of_sets(patterns) {
            let set = |analyst: usize| row.values.get(analyst).copied().flatten().and_then(|set| patterns.sets.get(set));
            let (Some(one), Some(two)) = (set(analysts.0), set(analysts.1)) else { continue };
            let beside = |one: &[usize], two: &[usize]| -> Vec<Option<Label>> { one.iter().filter(|number| !two.contains(number)).map(label).collect() };
            let mut cells: Vec<(Option<Label>, Option<Label>)> =
                one.iter().filter(|number| two.contains(number)).map(|both| (label(both), label(both))).collect();
            let (mut ones, mut twos) = (beside(one, two), beside(two, one));
            if ones.is_empty() && (!twos.is_empty() || cells.is_empty()) {
                ones.push(None);
            }
            if twos.is_empty() && (ones.iter().any(Option::is_some) || cells.is_empty()) {
                twos.push(None);
            }
            cells.extend(ones.iter().flat_map(|one| twos.iter().map(move |two| (one.clone(), two.clone()))));
            for cell in cells {
                *characters.entry(cell).or_default() += row.weight as u64;
            }
        }
        Self { analysts, characters }
    }
}
