//! What the reviewer sees of the analysts' agreement: taken once of a review, since decisions do not change what was handed in.

use super::agreement::gamma::Watch;
use super::agreement::{Agreement, Gammas, Gathered, Interval, SideBySide, Undefined, draws, gammas, gather, pairs};
use super::sides::sides;
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
        project.review()?;
        let compared = SideBySide::of(gathered(project));
        let (gathered, all) = (&compared.gathered, compared.all());
        let replicates = if compared.each.len() > MOST_ARTICLES { 0 } else { DRAWS };
        let article = |place: usize| Some(gathered.shared.get(place)?.articles.iter().flatten().next()?.0);
        let marks = (0..gathered.corpus.analysts).map(|analyst| all.labels.iter().filter_map(|label| label.marks.get(analyst)).sum());
        Some(Self {
            articles: gathered.shared.len(),
            marks: marks.collect(),
            interval: compared.interval(&draws(compared.each.len(), replicates, SEED), |all| all.u_alpha),
            each: compared.worst_first().into_iter().filter_map(|(place, agreement)| Some((article(place)?, agreement))).collect(),
            confusions: pairs(gathered.corpus.analysts).into_iter().map(|pair| Confusion::of(pair, &compared)).collect(),
            all,
        })
    }

    /// γ of a review; none where it was stopped, or of any other project. `watch` is asked whether to go on, and told how far it is.
    pub fn gammas(project: &Project, watch: &mut Watch<'_>) -> Option<Gammas> {
        project.review()?;
        gammas(&gathered(project).corpus, SEED, watch).ok()
    }
}

/// What the analysts of a review say.
pub fn gathered(project: &Project) -> Gathered {
    gather(&sides(project).iter().collect::<Vec<_>>())
}

impl Confusion {
    fn of(analysts: (usize, usize), compared: &SideBySide) -> Self {
        let SideBySide { gathered, patterns, total, .. } = compared;
        let mut characters: BTreeMap<(Option<Label>, Option<Label>), u64> = BTreeMap::new();
        let label = |number: &usize| gathered.corpus.labels.get(*number).cloned();
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
