//! The sums that every measure is made of. They are taken article by article and added: a measure of many articles is made of sums, never a
//! mean of measures, since short articles have wild ones.

use super::characters::{Counted, Patterns, squared_units};
use super::coefficients::Row;
use super::document::{Corpus, Document, End, Span, Tie, Work};
use super::spans::{ByScheme, Tied, matched, tied};
use super::unitizing::Layer;

/// What two analysts' marks in one or more articles come to.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct PairSums {
    /// Articles that both opened.
    pub articles: usize,
    /// Spans of all labels.
    pub all: ByScheme,
    /// Spans of each label.
    pub labels: Vec<ByScheme>,
    /// Links.
    pub links: Tied,
}

/// The sums of one article, or of several.
#[derive(Clone, Default, Debug)]
pub struct Sums {
    /// How many characters have which pattern.
    characters: Counted,
    /// For each analyst and label how many marks.
    pub marks: Vec<Vec<u64>>,
    /// For each pair of analysts, in the order of [`pairs`].
    pub pairs: Vec<PairSums>,
    /// For each group of analysts and each label; the first group is all, the others are the pairs if there are more than two analysts. An article
    /// counts where the whole group opened it.
    pub layers: Vec<Vec<Layer>>,
}

/// All pairs of so many analysts.
pub fn pairs(analysts: usize) -> Vec<(usize, usize)> {
    (0..analysts).flat_map(|first| (first + 1..analysts).map(move |second| (first, second))).collect()
}

/// The groups that uα is taken of: all, then each pair if that is not all.
pub fn groups(analysts: usize) -> Vec<Vec<usize>> {
    let all: Vec<usize> = (0..analysts).collect();
    let pairs = if analysts > 2 { pairs(analysts) } else { Vec::new() };
    std::iter::once(all).chain(pairs.into_iter().map(|(first, second)| vec![first, second])).collect()
}

/// The sums of each article of a corpus, with the patterns that their characters have.
pub fn of_each(corpus: &Corpus) -> (Patterns, Vec<Sums>) {
    let mut patterns = Patterns::default();
    let sums = corpus.documents.iter().map(|document| of_document(corpus, document, &mut patterns)).collect();
    (patterns, sums)
}

fn of_document(corpus: &Corpus, document: &Document, patterns: &mut Patterns) -> Sums {
    let labels = corpus.labels.len();
    let characters = patterns.count(document);
    let squares: Vec<Option<Vec<f64>>> = document.work.iter().map(|work| work.as_ref().map(|work| squared_units(document, work, labels))).collect();
    let layers = groups(corpus.analysts).iter().map(|group| of_group(group, &characters, patterns, &squares, labels)).collect();
    let marks = document.work.iter().map(|work| {
        let spans = || work.iter().flat_map(|work| &work.spans);
        (0..labels).map(|label| spans().filter(|span| span.label == label).count() as u64).collect()
    });
    Sums { marks: marks.collect(), pairs: pairs(corpus.analysts).into_iter().map(|pair| of_pair(corpus, document, pair)).collect(), characters, layers }
}

fn of_pair(corpus: &Corpus, document: &Document, (first, second): (usize, usize)) -> PairSums {
    let mut sums = PairSums { labels: vec![ByScheme::default(); corpus.labels.len()], ..PairSums::default() };
    let Some((one, two)) = document.of_pair(first, second) else { return sums };
    sums.articles = 1;
    sums.all = matched(one.spans.iter(), two.spans.iter());
    for (label, place) in sums.labels.iter_mut().enumerate() {
        *place = matched(of_label(one, label), of_label(two, label));
    }
    // A link into an article that one of them never opened is nothing that was missed.
    let is_of_both = |end: &End| corpus.documents.get(end.document).is_some_and(|document| document.of_pair(first, second).is_some());
    let of_both = |ties: &[Tie]| ties.iter().filter(|tie| tie.ends.iter().all(is_of_both)).cloned().collect::<Vec<_>>();
    sums.links = tied(&of_both(&one.ties), &of_both(&two.ties));
    sums
}

fn of_label(work: &Work, label: usize) -> impl Iterator<Item = &Span> {
    work.spans.iter().filter(move |span| span.label == label)
}

fn of_group(group: &[usize], characters: &Counted, patterns: &Patterns, squares: &[Option<Vec<f64>>], labels: usize) -> Vec<Layer> {
    let mut layers = vec![Layer::default(); labels];
    let Some(squares) = group.iter().map(|member| squares.get(*member).and_then(Option::as_ref)).collect::<Option<Vec<_>>>() else { return layers };
    for (label, layer) in layers.iter_mut().enumerate() {
        layer.squares = squares.iter().filter_map(|squares| squares.get(label)).sum();
        for (pattern, count) in characters {
            let values = patterns.patterns.get(*pattern);
            let sets = group.iter().filter_map(|member| values.and_then(|values| values.get(*member)).copied().flatten());
            let covering = sets.filter(|set| patterns.holds(*set, label)).count() as f64;
            let (count, others) = (*count as f64, group.len() as f64 - covering);
            layer.length += count;
            layer.covered += count * covering;
            layer.both += count * covering * (covering - 1.0);
            layer.one += count * covering * others * 2.0;
        }
    }
    layers
}

impl Sums {
    /// Adds up articles, each as often as it is given.
    pub fn total<'s>(each: impl Iterator<Item = &'s Self>) -> Self {
        let mut characters: Vec<u64> = Vec::new();
        let mut total = Self::default();
        for sums in each {
            for (pattern, count) in &sums.characters {
                characters.resize(characters.len().max(pattern + 1), 0);
                characters.get_mut(*pattern).into_iter().for_each(|sum| *sum += count);
            }
            add_each(&mut total.marks, &sums.marks, |total, marks| add_each(total, marks, |total, marks| *total += marks));
            add_each(&mut total.layers, &sums.layers, |total, layers| add_each(total, layers, Layer::add));
            add_each(&mut total.pairs, &sums.pairs, PairSums::add);
        }
        total.characters = characters.into_iter().enumerate().filter(|(_, count)| *count > 0).collect();
        total
    }

    /// What analysts said of each character about one label: 1 with it, 0 without.
    pub fn rows_of_label(&self, patterns: &Patterns, label: usize) -> Vec<Row> {
        self.rows(patterns, |set| usize::from(patterns.holds(set, label)))
    }

    /// The sets of labels that analysts put on each character, as places in [`Patterns::sets`].
    pub fn rows_of_sets(&self, patterns: &Patterns) -> Vec<Row> {
        self.rows(patterns, |set| set)
    }

    fn rows(&self, patterns: &Patterns, value: impl Fn(usize) -> usize) -> Vec<Row> {
        let counted = self.characters.iter().filter_map(|(pattern, count)| Some((patterns.patterns.get(*pattern)?, *count)));
        counted.map(|(pattern, count)| Row { values: pattern.iter().map(|set| set.map(&value)).collect(), weight: count as f64 }).collect()
    }
}

impl PairSums {
    fn add(&mut self, other: &Self) {
        self.articles += other.articles;
        add_schemes(&mut self.all, &other.all);
        add_each(&mut self.labels, &other.labels, add_schemes);
        self.links += other.links;
    }
}

fn add_schemes(total: &mut ByScheme, other: &ByScheme) {
    total.iter_mut().zip(other).for_each(|(total, other)| *total += *other);
}

/// Adds lists place by place; what the total does not have yet begins empty.
fn add_each<T: Clone + Default>(total: &mut Vec<T>, other: &[T], mut add: impl FnMut(&mut T, &T)) {
    total.resize(total.len().max(other.len()), T::default());
    total.iter_mut().zip(other).for_each(|(total, other)| add(total, other));
}
