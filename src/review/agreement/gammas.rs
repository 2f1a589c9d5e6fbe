//! γ of a corpus: taken of each article by those who opened it, then pooled.

use super::document::{Corpus, Document};
use super::gamma::{Error, Gamma, Sampling, Undefined as NoGamma, Unit, Watch, Weights, gamma, pooled};
use super::{Measure, Undefined};

/// γ and γcat of a corpus.
#[derive(Clone, PartialEq, Debug)]
pub struct Gammas {
    /// γ of each label alone.
    pub labels: Vec<Measure>,
    /// γ of all marks.
    pub all: Measure,
    /// γcat of all marks.
    pub category: Measure,
    /// γ of all marks of each article.
    pub articles: Vec<Measure>,
}

/// Takes γ of all articles with the weights that its authors' software uses (places 3, labels 1, unaligned 1) and 30 samples each. A mark with
/// fragments is one unit from its first to its last character. `watch` is asked often whether to go on, and told how far the work is.
///
/// # Errors
/// Where `watch` stopped it.
pub fn gammas(corpus: &Corpus, seed: u64, watch: &mut Watch<'_>) -> Result<Gammas, Stopped> {
    let layers: Vec<Option<usize>> = std::iter::once(None).chain((0..corpus.labels.len()).map(Some)).collect();
    let total = layers.len() * corpus.documents.len();
    let mut done = 0;
    let mut each: Vec<Vec<Result<Option<Gamma>, Undefined>>> = Vec::with_capacity(layers.len());
    for label in &layers {
        let mut of_layer = Vec::with_capacity(corpus.documents.len());
        for (article, document) in corpus.documents.iter().enumerate() {
            let sampling = Sampling { seed, article: article as u64, ..Sampling::default() };
            let units = units(document, *label);
            let length = u32::try_from(document.length).unwrap_or(u32::MAX);
            of_layer.push(match gamma(&units, length, &Weights::default(), &sampling, &mut |_, _| watch(done, total)) {
                Ok(found) => Ok(found),
                Err(Error::Stopped) => return Err(Stopped),
                Err(Error::TooLarge { .. } | Error::EmptyUnit { .. } | Error::BadWeights) => Err(Undefined::TooMuch),
            });
            done += 1;
        }
        each.push(of_layer);
    }
    let mut of_layers = each.iter().map(|of_layer| of_corpus(of_layer));
    let (all, category) = of_layers.next().unwrap_or((Err(Undefined::NotOpened), Err(Undefined::NotOpened)));
    let labels = of_layers.map(|(gamma, _)| gamma).collect();
    let articles = each.first().into_iter().flatten().map(|article| match article {
        Ok(Some(found)) => found.gamma.map_err(|_| Undefined::NoVariation),
        Ok(None) => Err(Undefined::NotMarked),
        Err(why) => Err(*why),
    });
    Ok(Gammas { labels, all, category, articles: articles.collect() })
}

/// The work was stopped.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("stopped")]
pub struct Stopped;

fn units(document: &Document, label: Option<usize>) -> Vec<Vec<Unit>> {
    let number = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
    let works = document.work.iter().flatten();
    let of_work = |work: &super::Work| {
        let spans = work.spans.iter().filter(|span| label.is_none_or(|label| span.label == label));
        spans.map(|span| (span.hull(), span.label)).map(|((start, end), label)| Unit { start: number(start), end: number(end), label: number(label) }).collect()
    };
    works.map(of_work).collect()
}

/// γ and γcat of articles together, weighed by how many units they have.
fn of_corpus(articles: &[Result<Option<Gamma>, Undefined>]) -> (Measure, Measure) {
    if let Some(why) = articles.iter().find_map(|article| article.as_ref().err()) {
        return (Err(*why), Err(*why));
    }
    let found: Vec<&Gamma> = articles.iter().filter_map(|article| article.as_ref().ok()?.as_ref()).collect();
    if found.is_empty() {
        return (Err(Undefined::NotMarked), Err(Undefined::NotMarked));
    }
    let pooled = pooled(found);
    let measure = |value: Result<f64, NoGamma>| value.map_err(|_| Undefined::NoVariation);
    (measure(pooled.gamma), measure(pooled.category))
}
