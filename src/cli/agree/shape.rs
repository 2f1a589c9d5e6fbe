//! What `factmark agree --json` prints. What is not defined is null, and `undefined` says why.

use super::Report;
use crate::project::Label;
use crate::review::agreement::gamma::{Sampling, Weights};
use crate::review::agreement::{Agreement, Characters, Interval, Measure, OfLabel, Scheme, Sets, Undefined};
use serde::{Serialize, Serializer};

/// Names with values, in the order in which they are given.
struct Named<T>(Vec<(String, T)>);

impl<T: Serialize> Serialize for Named<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

type Numbers = Named<Option<f64>>;

#[derive(Serialize)]
pub(super) struct AgreeJson {
    analysts: Vec<String>,
    articles: ArticlesJson,
    labels: Named<LabelJson>,
    all: AllJson,
    pairs: Vec<PairJson>,
    links: Numbers,
    #[serde(skip_serializing_if = "Option::is_none")]
    interval: Option<IntervalJson>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    intervals: Vec<IntervalJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    gamma: Option<GammaJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    per_article: Option<Vec<ArticleJson>>,
    undefined: Vec<UndefinedJson>,
    warnings: Vec<String>,
}

/// How γ was taken.
#[derive(Serialize)]
struct GammaJson {
    alpha: f64,
    beta: f64,
    delta_empty: f64,
    samples: usize,
    seed: u64,
}

impl GammaJson {
    fn of(seed: u64) -> Self {
        let (weights, sampling) = (Weights::default(), Sampling::default());
        Self { alpha: weights.position, beta: weights.category, delta_empty: weights.empty, samples: sampling.samples, seed }
    }
}

#[derive(Serialize)]
struct ArticlesJson {
    shared: usize,
    only: Named<usize>,
    unopened: Named<usize>,
}

#[derive(Serialize)]
struct LabelJson {
    marks: Named<u64>,
    f1: Numbers,
    characters: Numbers,
    u_alpha: Option<f64>,
    gamma: Option<f64>,
}

#[derive(Serialize)]
struct AllJson {
    f1: Numbers,
    characters: Numbers,
    u_alpha: Option<f64>,
    gamma: Option<f64>,
    gamma_cat: Option<f64>,
}

#[derive(Serialize)]
struct PairJson {
    a: String,
    b: String,
    labels: Named<LabelJson>,
    all: AllJson,
    links: Numbers,
}

#[derive(Serialize)]
struct ArticleJson {
    article: String,
    title: String,
    labels: Named<LabelJson>,
    all: AllJson,
    links: Numbers,
}

#[derive(Clone, Serialize)]
struct IntervalJson {
    of: String,
    low: Option<f64>,
    high: Option<f64>,
    replicates: usize,
    seed: u64,
    dropped: usize,
}

#[derive(Serialize)]
struct UndefinedJson {
    what: String,
    why: String,
}

/// Collects why something has no value, while values are written down.
struct Reasons(Vec<UndefinedJson>);

impl Reasons {
    fn value(&mut self, measure: Measure, what: &str, label: Option<&Label>) -> Option<f64> {
        measure.map_err(|why| self.0.push(UndefinedJson { what: what.to_owned(), why: why.words(label) })).ok()
    }

    fn numbers(&mut self, path: &str, label: Option<&Label>, measures: &[(&str, Measure)]) -> Numbers {
        Named(measures.iter().map(|(name, measure)| ((*name).to_owned(), self.value(*measure, &format!("{path}.{name}"), label))).collect())
    }
}

pub(super) fn of(report: &Report, warnings: &[String]) -> AgreeJson {
    let mut reasons = Reasons(Vec::new());
    let names: Vec<String> = report.analysts.iter().map(|name| name.to_string()).collect();
    let counts = |counts: &[usize]| Named(names.iter().cloned().zip(counts.iter().copied()).collect());
    let (mut labels, mut all, links) = parts(&report.all, &names, "", &mut reasons);
    if let Some(gamma) = &report.gamma {
        for ((name, shape), (measure, label)) in labels.0.iter_mut().zip(gamma.labels.iter().zip(&report.all.labels)) {
            shape.gamma = reasons.value(*measure, &format!("labels.{name}.gamma"), Some(&label.label));
        }
        all.gamma = reasons.value(gamma.all, "all.gamma", None);
        all.gamma_cat = reasons.value(gamma.category, "all.gamma_cat", None);
    }
    let name = |number: usize| names.get(number).cloned().unwrap_or_default();
    let mut pairs = Vec::new();
    for ((first, second), agreement) in &report.pairs {
        let (a, b) = (name(*first), name(*second));
        let (labels, all, links) = parts(agreement, &[a.clone(), b.clone()], &format!("pairs.{}.", pairs.len()), &mut reasons);
        pairs.push(PairJson { a, b, labels, all, links });
    }
    if let [a, b] = names.as_slice() {
        // The values of the only pair are those above: their reasons stand there.
        let (labels, all, links) = parts(&report.all, &names, "", &mut Reasons(Vec::new()));
        pairs.push(PairJson { a: a.clone(), b: b.clone(), labels, all, links });
    }
    let per_article = (!report.articles.is_empty()).then(|| {
        let each = report.articles.iter().enumerate();
        each.map(|(at, (document, agreement))| of_article(report, at, *document, agreement, &names, &mut reasons)).collect()
    });
    let intervals: Vec<IntervalJson> = report.intervals.iter().map(|(of, interval)| of_interval(of, interval, report.seed, &mut reasons)).collect();
    AgreeJson {
        articles: ArticlesJson { shared: report.gathered.shared.len(), only: counts(&report.gathered.alone), unopened: counts(&report.gathered.unopened) },
        labels,
        all,
        pairs,
        links,
        interval: intervals.first().cloned(),
        intervals,
        gamma: report.gamma.as_ref().map(|_| GammaJson::of(report.seed)),
        per_article,
        undefined: reasons.0,
        warnings: warnings.to_vec(),
        analysts: names,
    }
}

fn parts(agreement: &Agreement, names: &[String], path: &str, reasons: &mut Reasons) -> (Named<LabelJson>, AllJson, Numbers) {
    let labels = agreement.labels.iter().map(|label| (label.label.name().to_owned(), of_label(label, names, path, reasons))).collect();
    let sets: &Sets = &agreement.sets;
    let all = AllJson {
        f1: reasons.numbers(&format!("{path}all.f1"), None, &f1(&agreement.f1)),
        characters: reasons.numbers(
            &format!("{path}all.characters"),
            None,
            &[
                ("observed", sets.observed),
                ("kappa", sets.kappa),
                ("fleiss", sets.fleiss),
                ("conger", sets.conger),
                ("alpha", sets.alpha),
                ("alpha_jaccard", sets.jaccard),
                ("alpha_masi", sets.masi),
            ],
        ),
        u_alpha: reasons.value(agreement.u_alpha, &format!("{path}all.u_alpha"), None),
        gamma: None,
        gamma_cat: None,
    };
    let [strict, lenient] = agreement.links;
    (Named(labels), all, reasons.numbers(&format!("{path}links"), None, &[("strict", strict), ("lenient", lenient)]))
}

fn of_label(label: &OfLabel, names: &[String], path: &str, reasons: &mut Reasons) -> LabelJson {
    let path = format!("{path}labels.{}", label.label.name());
    let characters: &Characters = &label.characters;
    LabelJson {
        marks: Named(names.iter().cloned().zip(label.marks.iter().copied()).collect()),
        f1: reasons.numbers(&format!("{path}.f1"), Some(&label.label), &f1(&label.f1)),
        characters: reasons.numbers(
            &format!("{path}.characters"),
            Some(&label.label),
            &[
                ("observed", characters.observed),
                ("positive", characters.positive),
                ("negative", characters.negative),
                ("kappa", characters.kappa),
                ("fleiss", characters.fleiss),
                ("conger", characters.conger),
                ("randolph", characters.randolph),
                ("ac1", characters.ac1),
                ("alpha", characters.alpha),
            ],
        ),
        u_alpha: reasons.value(label.u_alpha, &format!("{path}.u_alpha"), Some(&label.label)),
        gamma: None,
    }
}

fn f1(measures: &[Measure; 5]) -> Vec<(&'static str, Measure)> {
    Scheme::ALL.into_iter().map(Scheme::name).zip(measures.iter().copied()).collect()
}

fn of_article(report: &Report, at: usize, document: usize, agreement: &Agreement, names: &[String], reasons: &mut Reasons) -> ArticleJson {
    let shared = report.gathered.shared.get(document);
    let id = shared.and_then(|shared| shared.articles.iter().flatten().next()).map(|(id, _)| id.to_string());
    let (labels, mut all, links) = parts(agreement, names, &format!("per_article.{at}."), reasons);
    let gamma = report.gamma.as_ref().and_then(|gamma| gamma.articles.get(document)).copied();
    all.gamma = gamma.and_then(|gamma| reasons.value(gamma, &format!("per_article.{at}.all.gamma"), None));
    ArticleJson { article: id.unwrap_or_default(), title: shared.map(|shared| shared.title.clone()).unwrap_or_default(), labels, all, links }
}

fn of_interval(of: &str, interval: &Result<Interval, Undefined>, seed: u64, reasons: &mut Reasons) -> IntervalJson {
    let known = interval.as_ref().map_err(|why| reasons.0.push(UndefinedJson { what: format!("interval of {of}"), why: why.words(None) })).ok();
    IntervalJson {
        of: of.to_owned(),
        low: known.map(|interval| interval.low),
        high: known.map(|interval| interval.high),
        replicates: known.map_or(0, |interval| interval.replicates),
        seed,
        dropped: known.map_or(0, |interval| interval.dropped),
    }
}
