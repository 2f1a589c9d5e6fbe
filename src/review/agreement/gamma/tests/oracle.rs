//! The numbers of the oracle and of worked examples.

use super::super::alignment::align_packed;
use super::super::unit::Continuum;
use super::super::watch::Beat;
use super::super::*;
use super::{near, on};
use serde_json::Value;
use std::collections::BTreeMap;

const ORACLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/agreement");

fn read(name: &str) -> Value {
    let text = std::fs::read_to_string(format!("{ORACLES}/{name}")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn cases() -> Vec<(String, Value)> {
    let names = std::fs::read_dir(ORACLES).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter(|name| name.ends_with(".json")).collect();
    names.sort();
    let cases = names.into_iter().map(|name| (name.clone(), read(&name)));
    cases.filter(|(_, case)| case.get("expected").is_some()).collect()
}

/// Numbers for labels as they come.
#[derive(Default)]
struct Labels(BTreeMap<String, u32>);

impl Labels {
    fn number(&mut self, label: &str) -> u32 {
        let next = self.0.len() as u32;
        *self.0.entry(label.to_owned()).or_insert(next)
    }

    /// A unit written as [start, end, label].
    fn unit(&mut self, unit: &Value) -> Unit {
        let number = |index: usize| unit[index].as_u64().unwrap() as u32;
        Unit { start: number(0), end: number(1), label: self.number(unit[2].as_str().unwrap()) }
    }

    fn continuum(&mut self, annotators: &Value) -> Vec<Vec<Unit>> {
        let units = |units: &Value| units.as_array().unwrap().to_vec();
        units(annotators).iter().map(|annotator| units(annotator).iter().map(|unit| self.unit(unit)).collect()).collect()
    }

    /// The units of an article of a case, sorted as the oracle sorts them: by the label's name.
    fn article(&mut self, article: &Value, annotators: &Value) -> Vec<Vec<Unit>> {
        let mut all = Vec::new();
        for annotator in annotators.as_array().unwrap() {
            let spans = article["annotations"][annotator.as_str().unwrap()].as_array().unwrap();
            let key = |span: &Value| (span["start"].as_u64().unwrap() as u32, span["end"].as_u64().unwrap() as u32, span["label"].as_str().unwrap().to_owned());
            let mut spans: Vec<(u32, u32, String)> = spans.iter().map(key).collect();
            spans.sort();
            spans.dedup();
            all.push(spans.into_iter().map(|(start, end, label)| Unit { start, end, label: self.number(&label) }).collect());
        }
        all
    }
}

fn weights_of(value: &Value) -> Weights {
    let number = |key: &str| value[key].as_f64().unwrap();
    Weights { position: number("alpha"), category: number("beta"), empty: number("delta_empty") }
}

#[test]
fn disorders_and_alignments_are_the_oracles() {
    let (mut disorders, mut alignments, mut category) = (0, 0, 0);
    for (name, case) in cases() {
        for article in case["docs"].as_array().unwrap() {
            let Some(expected) = case["expected"]["gamma"].get(article["id"].as_str().unwrap()) else { continue };
            let mut labels = Labels::default();
            let annotators = labels.article(article, &expected["annotators"]);
            for key in ["alpha3_beta1", "alpha1_beta1"] {
                let expected = &expected[key];
                let weights = weights_of(expected);
                let found = best_alignment(&annotators, &weights, &mut on).unwrap().unwrap();
                assert!(near(found.disorder, expected["disorder"].as_f64().unwrap()), "{name} {key}: {} {}", found.disorder, expected["disorder"]);
                let packed = align_packed(&Continuum::new(&annotators).unwrap(), &weights, usize::MAX, &mut Beat::new(&mut on, 1)).unwrap();
                assert!(near(packed.disorder, found.disorder), "{name} {key}");
                disorders += 1;
                if expected["unique"] == true {
                    let mut groups: Vec<Vec<Option<u64>>> =
                        found.groups.iter().map(|group| group.iter().map(|unit| unit.map(|unit| unit as u64)).collect()).collect();
                    let wanted = expected["alignment"].as_array().unwrap().iter();
                    let mut wanted: Vec<Vec<Option<u64>>> = wanted.map(|group| group.as_array().unwrap().iter().map(Value::as_u64).collect()).collect();
                    groups.sort();
                    wanted.sort();
                    assert_eq!(groups, wanted, "{name} {key}");
                    alignments += 1;
                    let found = category_disorder(&annotators, &found, None);
                    match expected["gamma_cat_disorder_mathet2017"].as_f64() {
                        Some(wanted) => assert!(near(found.unwrap(), wanted), "{name} {key}: {found:?} {wanted}"),
                        None => assert_eq!(found, None, "{name} {key}"),
                    }
                    category += 1;
                }
            }
        }
    }
    println!("{disorders} disorders, {alignments} alignments, {category} disorders of labels");
    assert!(disorders > 100 && alignments > 80);
}

#[test]
fn given_random_continua_the_coefficients_are_the_oracles() {
    let mut replayed = 0;
    for (name, case) in cases() {
        let Some(expected) = case["expected"].get("gamma_replay").filter(|replay| replay.is_object()) else { continue };
        let article = case["docs"].as_array().unwrap().iter().find(|article| article["id"] == expected["doc"]).unwrap();
        let mut labels = Labels::default();
        let annotators = labels.article(article, &expected["annotators"]);
        let samples = expected["samples"].as_array().unwrap();
        let weights = weights_of(expected);
        let continua: Vec<Vec<Vec<Unit>>> = samples.iter().map(|sample| labels.continuum(&sample["units"])).collect();
        for (sample, continuum) in samples.iter().zip(&continua) {
            let found = best_alignment(continuum, &weights, &mut on).unwrap().unwrap();
            assert!(near(found.disorder, sample["disorder"].as_f64().unwrap()), "{name}");
        }
        let found = gamma_of_samples(&annotators, &continua, &weights, &mut on).unwrap().unwrap();
        assert!(near(found.observed, expected["observed_disorder"].as_f64().unwrap()));
        assert!(near(found.expected, expected["expected_disorder"].as_f64().unwrap()));
        assert!(near(found.gamma.unwrap(), expected["gamma"].as_f64().unwrap()));
        if let Some(wanted) = expected["gamma_cat_mathet2017"].as_f64() {
            assert!(near(found.category.unwrap(), wanted), "{name}: {:?} {wanted}", found.category);
        }
        replayed += 1;
    }
    assert_eq!(replayed, 3);
}

#[test]
fn worked_examples_come_out() {
    let mut checked = 0;
    for example in read("worked_examples.json")["examples"].as_array().unwrap() {
        let (metric, value) = (example["metric"].as_str().unwrap(), example["value"].as_f64().unwrap());
        if metric == "d_pos" {
            let unit = |index: usize| {
                let number = |place: usize| example["input"][index][place].as_u64().unwrap() as u32;
                Unit { start: number(0), end: number(1), label: 0 }
            };
            assert!(near(position_distance(&unit(0), &unit(1)), value), "{example}");
            checked += 1;
        } else if let Some(rest) = metric.strip_prefix("best-alignment disorder (alpha 3, beta ") {
            let weights = Weights { category: f64::from(rest.chars().next().and_then(|digit| digit.to_digit(10)).unwrap()), ..Weights::default() };
            let found = best_alignment(&Labels::default().continuum(&example["input"]), &weights, &mut on).unwrap().unwrap();
            assert!(near(found.disorder, value), "{example}: {}", found.disorder);
            checked += 1;
        }
    }
    assert_eq!(checked, 8);
}

#[test]
fn alex_paul_and_suzan_agree_as_published() {
    let worked = read("worked_examples.json");
    let example = worked["examples"].as_array().unwrap().iter().find(|example| example["name"] == "gamma_alexpaulsuzan_disorder").unwrap();
    let annotators = Labels::default().continuum(&example["input"]);
    let sampling = Sampling { precision: Some(0.01), ..Sampling::default() };
    let found = gamma(&annotators, 60, &Weights::default(), &sampling, &mut on).unwrap().unwrap();
    println!("{found:?}");
    assert!(found.samples > 30 && found.precision.unwrap() < 0.015);
    assert!((0.42..0.49).contains(&found.gamma.unwrap()));
}
