//! Agreement against independent answers: each file in `tests/data/agreement` holds annotations and what public libraries make of them.
//! The numbers hold to 1e-9, relative above 1; null is a measure that is not defined.

mod projects;
mod worked;

use factmark::project::{Label, LinkKind};
use factmark::review::agreement::{
    Agreement, Corpus, Document, End, Measure, OfLabel, Patterns, Scheme, Span, Sums, Tie, Work, agreement, agreement_of_pair, interval, of_each, pairs,
    unitizing,
};
use serde_json::Value;
use std::path::PathBuf;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/agreement")
}

fn read(name: &str) -> Value {
    serde_json::from_str(&std::fs::read_to_string(folder().join(name)).unwrap()).unwrap()
}

/// All cases: a name, what was annotated, what is expected.
fn cases() -> Vec<(String, Value)> {
    let mut names: Vec<String> = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| name != "worked_examples.json");
    names.sort();
    assert_eq!(names.len(), 36, "every case is there");
    names.into_iter().map(|name| (name.clone(), read(&name))).collect()
}

#[track_caller]
fn same(what: &str, found: Measure, expected: &Value) {
    close(what, found.ok(), expected);
}

#[track_caller]
fn close(what: &str, found: Option<f64>, expected: &Value) {
    match (found, expected.as_f64()) {
        (None, None) => {}
        (Some(found), Some(expected)) => assert!((found - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{what}: {found} is not {expected}"),
        (found, expected) => panic!("{what}: {found:?} is not {expected:?}"),
    }
}

fn strings(value: &Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(|word| word.as_str().unwrap().to_owned()).collect()
}

fn number(value: &Value) -> usize {
    value.as_u64().unwrap() as usize
}

/// The annotations of a case; with characters or tokens as what is counted.
fn corpus(case: &Value, by_tokens: bool) -> Corpus {
    let labels = strings(&case["labels"]);
    let analysts = strings(&case["annotators"]);
    let mut kinds: Vec<String> = Vec::new();
    let mut documents = Vec::new();
    for (at, document) in case["docs"].as_array().unwrap().iter().enumerate() {
        let tokens: Vec<(usize, usize)> = document["tokens"].as_array().unwrap().iter().map(|token| (number(&token[0]), number(&token[1]))).collect();
        let range = |start: usize, end: usize| -> Option<(usize, usize)> {
            if !by_tokens {
                return Some((start, end));
            }
            let touched = |token: &(usize, usize)| token.0 < end && start < token.1;
            Some((tokens.iter().position(touched)?, tokens.iter().rposition(touched)? + 1))
        };
        let span = |value: &Value| -> Option<Span> {
            let at = vec![range(number(&value["start"]), number(&value["end"]))?];
            Some(Span { at, label: labels.iter().position(|label| value["label"] == **label).unwrap() })
        };
        let mut work = Vec::new();
        for analyst in &analysts {
            let Some(annotations) = document["annotations"].get(analyst).and_then(Value::as_array) else {
                work.push(None);
                continue;
            };
            let end = |id: &Value| End { document: at, span: span(annotations.iter().find(|annotation| annotation["id"] == *id).unwrap()).unwrap() };
            let mut ties = Vec::new();
            for link in document["links"].get(analyst).and_then(Value::as_array).into_iter().flatten().filter(|_| !by_tokens) {
                let kind = link["type"].as_str().unwrap().to_owned();
                let place = kinds.iter().position(|known| *known == kind).unwrap_or_else(|| {
                    kinds.push(kind);
                    kinds.len() - 1
                });
                ties.push(Tie { kind: place, is_mutual: false, ends: [end(&link["from"]), end(&link["to"])] });
            }
            work.push(Some(Work { spans: annotations.iter().filter_map(span).collect(), ties }));
        }
        let length = if by_tokens { tokens.len() } else { number(&document["n_scalars"]) };
        documents.push(Document { length, skip: Vec::new(), work });
    }
    let labels = labels.iter().map(|label| Label::named(label)).collect();
    Corpus { analysts: analysts.len(), labels, kinds: kinds.iter().map(|kind| LinkKind::named(kind)).collect(), documents }
}

/// A corpus with its sums.
struct Measured {
    corpus: Corpus,
    patterns: Patterns,
    each: Vec<Sums>,
    total: Sums,
}

impl Measured {
    fn of(corpus: Corpus) -> Self {
        let (patterns, each) = of_each(&corpus);
        let total = Sums::total(each.iter());
        Self { corpus, patterns, each, total }
    }

    fn all(&self) -> Agreement {
        agreement(&self.corpus, &self.patterns, &self.total)
    }

    fn pair(&self, pair: usize) -> Agreement {
        agreement_of_pair(&self.corpus, &self.patterns, &self.total, pair)
    }
}

fn pair_name(case: &Value, (first, second): (usize, usize)) -> String {
    let analysts = strings(&case["annotators"]);
    format!("{}|{}", analysts[first], analysts[second])
}

#[test]
fn characters_and_tokens_agree_as_the_libraries_say() {
    for (name, case) in cases() {
        for (kind, by_tokens) in [("char", false), ("token", true)] {
            let measured = Measured::of(corpus(&case, by_tokens));
            let all = measured.all();
            let expected = &case["expected"][kind];
            for label in &all.labels {
                let key = label.label.name().to_lowercase();
                let expected = &expected["labels"][&key];
                let what = |measure: &str| format!("{name} {kind} {key} {measure}");
                same(&what("fleiss"), label.characters.fleiss, &expected["fleiss_kappa"]);
                same(&what("conger"), label.characters.conger, &expected["conger_kappa"]);
                same(&what("randolph"), label.characters.randolph, &expected["randolph_kappa"]);
                same(&what("ac1"), label.characters.ac1, &expected["gwet_ac1"]);
                same(&what("alpha"), label.characters.alpha, &expected["alpha_nominal"]);
                if !expected["mean_pairwise_kappa"].is_null() {
                    same(&what("mean kappa"), label.characters.kappa, &expected["mean_pairwise_kappa"]);
                }
            }
            let sets = &expected["labelset"];
            same(&format!("{name} {kind} sets fleiss"), all.sets.fleiss, &sets["fleiss_kappa"]);
            same(&format!("{name} {kind} sets conger"), all.sets.conger, &sets["conger_kappa"]);
            same(&format!("{name} {kind} sets alpha"), all.sets.alpha, &sets["alpha_nominal"]);
            same(&format!("{name} {kind} sets jaccard"), all.sets.jaccard, &sets["alpha_jaccard"]);
            same(&format!("{name} {kind} sets masi"), all.sets.masi, &sets["alpha_masi"]);
            for (place, pair) in pairs(measured.corpus.analysts).into_iter().enumerate() {
                let found = measured.pair(place);
                let key = pair_name(&case, pair);
                for label in &found.labels {
                    let expected = &expected["labels"][label.label.name().to_lowercase()]["pairs"][&key];
                    let what = |measure: &str| format!("{name} {kind} {key} {} {measure}", label.label);
                    same(&what("observed"), label.characters.observed, &expected["observed_agreement"]);
                    same(&what("positive"), label.characters.positive, &expected["positive_agreement"]);
                    same(&what("negative"), label.characters.negative, &expected["negative_agreement"]);
                    same(&what("kappa"), label.characters.kappa, &expected["cohen_kappa"]);
                }
                same(&format!("{name} {kind} {key} sets observed"), found.sets.observed, &sets["pairs"][&key]["observed_agreement"]);
                same(&format!("{name} {kind} {key} sets kappa"), found.sets.kappa, &sets["pairs"][&key]["cohen_kappa"]);
            }
        }
    }
}

#[test]
fn spans_and_links_are_matched_without_regard_to_order() {
    for (name, case) in cases() {
        let measured = Measured::of(corpus(&case, false));
        for (place, pair) in pairs(measured.corpus.analysts).into_iter().enumerate() {
            let key = pair_name(&case, pair);
            let expected = &case["expected"]["pairs"][&key];
            let sums = &measured.total.pairs[place];
            let found = measured.pair(place);
            let check = |what: String, counts: &[factmark::review::agreement::Matched; 5], f1: &[Measure; 5], expected: &Value| {
                for (at, scheme) in Scheme::ALL.into_iter().enumerate() {
                    let expected = &expected[scheme.name()];
                    same(&format!("{what} {}", scheme.name()), f1[at], &expected["f1"]);
                    let correct = if scheme == Scheme::Iou50 { &expected["matched"] } else { &expected["cor"] };
                    assert_eq!(counts[at].correct, correct.as_u64().unwrap(), "{what} {} correct", scheme.name());
                    if scheme != Scheme::Iou50 {
                        let other = expected["inc"].as_u64().unwrap() + expected["par"].as_u64().unwrap();
                        assert_eq!(counts[at].other, other, "{what} {} other", scheme.name());
                    }
                }
            };
            check(format!("{name} {key}"), &sums.all, &found.f1, &expected["set"]);
            for (number, label) in found.labels.iter().enumerate() {
                let expected = &expected["set_labels"][label.label.name().to_lowercase()];
                check(format!("{name} {key} {}", label.label), &sums.labels[number], &label.f1, expected);
            }
            same(&format!("{name} {key} links"), found.links[0], &expected["links"]["strict_f1"]);
            same(&format!("{name} {key} links"), found.links[1], &expected["links"]["lenient_f1"]);
        }
    }
}

#[test]
fn units_agree_as_krippendorff_and_others_say() {
    let mut families = 0;
    for (name, case) in cases() {
        let measured = Measured::of(corpus(&case, false));
        let all = measured.all();
        let expected = &case["expected"]["u_alpha_layer"];
        if expected.is_null() {
            assert!(all.u_alpha.is_err(), "{name}");
            continue;
        }
        for label in &all.labels {
            same(&format!("{name} {}", label.label), label.u_alpha, &expected["labels"][label.label.name().to_lowercase()]["u_alpha"]);
        }
        same(&name, all.u_alpha, &expected["pooled"]);
        let expected = &case["expected"]["u_alpha_family"];
        if let Some(family) = measured.corpus.family().filter(|_| !expected.is_null()) {
            families += 1;
            close(&name, family.u, &expected["u_alpha"]);
            close(&name, family.binary, &expected["u_alpha_binary"]);
            close(&name, family.c, &expected["cu_alpha"]);
            for (value, k, coverage) in family.values {
                let key = measured.corpus.labels[value].name().to_lowercase();
                close(&format!("{name} {key}"), k, &expected["per_value"][&key]);
                close(&format!("{name} {key}"), coverage, &expected["coverage"][&key]);
            }
        }
    }
    assert!(families >= 6, "only {families} cases have units that do not overlap");
}

#[test]
fn intervals_are_those_of_the_same_draws() {
    let case = read("bootstrap_3a.json");
    let measured = Measured::of(corpus(&case, false));
    let expected = &case["expected"]["bootstrap"];
    let draws: Vec<Vec<usize>> = expected["indices"].as_array().unwrap().iter().map(|draw| draw.as_array().unwrap().iter().map(number).collect()).collect();
    let claim = |agreement: &Agreement| agreement.labels.iter().find(|label| label.label == Label::Claim).map(|label: &OfLabel| label.characters.kappa);
    let of_pair = |sums: &Sums| agreement_of_pair(&measured.corpus, &measured.patterns, sums, 0);
    let measures = [("strict_f1_first_pair", 0), ("alpha_labelset", 1), ("kappa_claim_first_pair", 2)];
    for (name, which) in measures {
        let measure = |sums: &Sums| match which {
            0 => of_pair(sums).f1[0],
            1 => agreement(&measured.corpus, &measured.patterns, sums).sets.alpha,
            _ => claim(&of_pair(sums)).unwrap(),
        };
        same(name, measure(&measured.total), &expected["point"][name]);
        for (draw, expected) in draws.iter().zip(expected["replicates"][name].as_array().unwrap()) {
            same(name, measure(&Sums::total(draw.iter().map(|at| &measured.each[*at]))), expected);
        }
        let found = interval(&measured.each, &draws, measure).unwrap();
        let expected = &expected["ci95"][name];
        close(name, Some(found.low), &expected["low"]);
        close(name, Some(found.high), &expected["high"]);
        assert_eq!(found.replicates - found.dropped, number(&expected["n_defined"]));
    }
}

#[test]
fn nothing_depends_on_who_comes_first() {
    for (name, case) in cases() {
        let straight = Measured::of(corpus(&case, false)).all();
        let mut turned = corpus(&case, false);
        for document in &mut turned.documents {
            document.work.reverse();
            document.work.iter_mut().flatten().for_each(|work| work.spans.reverse());
        }
        let turned = Measured::of(turned).all();
        let near = |one: Measure, two: Measure| match (one, two) {
            (Ok(one), Ok(two)) => (one - two).abs() < 1e-9,
            (one, two) => one == two,
        };
        for (one, two) in straight.labels.iter().zip(&turned.labels) {
            assert!(one.f1.iter().zip(&two.f1).all(|(one, two)| near(*one, *two)), "{name} {}", one.label);
            assert!(near(one.characters.kappa, two.characters.kappa) && near(one.u_alpha, two.u_alpha), "{name} {}", one.label);
        }
        assert!(near(straight.sets.masi, turned.sets.masi) && near(straight.links[1], turned.links[1]), "{name}");
    }
}

#[test]
fn the_same_work_agrees_wholly_where_that_is_defined() {
    let mut defined = 0;
    for (name, case) in cases() {
        let mut corpus = corpus(&case, false);
        for document in &mut corpus.documents {
            let first = document.work.first().cloned().flatten();
            document.work.iter_mut().for_each(|work| *work = first.clone());
        }
        let all = Measured::of(corpus).all();
        let ones = all.labels.iter().flat_map(|label| label.f1.iter().chain([&label.characters.kappa, &label.characters.alpha, &label.u_alpha]));
        for value in ones.chain(&all.f1).chain(&all.links).chain([&all.sets.alpha, &all.sets.masi, &all.u_alpha]).flatten() {
            assert!((value - 1.0).abs() < 1e-9, "{name}: {value}");
            defined += 1;
        }
    }
    assert!(defined > 100, "only {defined} values are defined");
}

#[test]
fn zones_to_skip_are_no_text() {
    let span = |start, end| Span { at: vec![(start, end)], label: 0 };
    let work = |spans: Vec<Span>| Some(Work { spans, ties: Vec::new() });
    let with = |length, skip: Vec<(usize, usize)>, one: Vec<Span>, two: Vec<Span>| {
        let documents = vec![Document { length, skip, work: vec![work(one), work(two)] }];
        let measured = Measured::of(Corpus { analysts: 2, labels: vec![Label::Claim], kinds: Vec::new(), documents });
        let all = measured.all();
        (all.labels[0].characters.clone(), all.labels[0].u_alpha)
    };
    let skipped = with(100, vec![(20, 30), (90, 100)], vec![span(10, 40)], vec![span(15, 50), span(60, 70)]);
    let cut = with(80, Vec::new(), vec![span(10, 30)], vec![span(15, 40), span(50, 60)]);
    assert_eq!(skipped, cut);
    assert!(unitizing::family(&[vec![(0, 10, 0), (5, 12, 0)], vec![]], 20).is_none(), "units that overlap have no family");
}
