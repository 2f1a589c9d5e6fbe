//! Numbers that stand in papers and in the documentation of other programs.

use super::{close, number, read, strings};
use factmark::review::agreement::coefficients::{Coincidences, Row, Tally, ac1, alpha, cohen, conger, fleiss, kappa, randolph, tallies};
use factmark::review::agreement::{Scheme, Span, matched, unitizing};
use serde_json::Value;
use std::collections::BTreeMap;

/// A table of raters by things, as rows; and the values that the categories stand for.
fn rows(raters: &[Vec<Value>]) -> (Vec<Row>, Vec<Value>) {
    let mut values: Vec<Value> = raters.iter().flatten().filter(|value| !value.is_null()).cloned().collect();
    values.sort_by(|a, b| (a.as_f64(), a.as_str()).partial_cmp(&(b.as_f64(), b.as_str())).unwrap());
    values.dedup();
    let category = |value: &Value| values.iter().position(|known| known == value);
    let things = raters.iter().map(Vec::len).max().unwrap();
    let row = |thing: usize| Row { values: raters.iter().map(|rater| category(&rater[thing])).collect(), weight: 1.0 };
    ((0..things).map(row).collect(), values.clone())
}

fn table(value: &Value) -> Vec<Vec<Value>> {
    value.as_array().unwrap().iter().map(|row| row.as_array().unwrap().clone()).collect()
}

fn counts(value: &Value) -> Vec<Tally> {
    let tally = |row: &Vec<Value>| (row.iter().enumerate().map(|(category, count)| (category, count.as_f64().unwrap())).collect(), 1.0);
    table(value).iter().map(tally).collect()
}

fn turned(table: &[Vec<Value>]) -> Vec<Vec<Value>> {
    (0..table[0].len()).map(|column| table.iter().map(|row| row[column].clone()).collect()).collect()
}

/// α with a distance between the values themselves.
fn alpha_by(raters: &[Vec<Value>], distance: impl Fn(&BTreeMap<usize, f64>, &[f64], usize, usize) -> f64) -> Option<f64> {
    let (rows, values) = rows(raters);
    let values: Vec<f64> = values.iter().map(|value| value.as_f64().unwrap()).collect();
    let coincidences = Coincidences::of(&rows);
    coincidences.alpha(|one, two| distance(coincidences.totals(), &values, one, two))
}

fn ordinal(totals: &BTreeMap<usize, f64>, _: &[f64], one: usize, two: usize) -> f64 {
    let total = |category: usize| totals.get(&category).copied().unwrap_or(0.0);
    let between: f64 = (one.min(two)..=one.max(two)).map(total).sum();
    (between - (total(one) + total(two)) / 2.0).powi(2)
}

/// Spans of IOB2 tags; places are counted over all sentences, so that spans of two sentences never meet.
fn spans(sentences: &Value, labels: &mut Vec<String>) -> Vec<Span> {
    let (mut spans, mut at) = (Vec::<Span>::new(), 0);
    for sentence in sentences.as_array().unwrap() {
        for tag in strings(sentence) {
            if let Some(label) = tag.strip_prefix("B-") {
                let place = labels.iter().position(|known| known == label).unwrap_or_else(|| {
                    labels.push(label.to_owned());
                    labels.len() - 1
                });
                spans.push(Span { at: vec![(at, at + 1)], label: place });
            } else if tag.starts_with("I-") {
                spans.last_mut().unwrap().at[0].1 = at + 1;
            }
            at += 1;
        }
        at += 1;
    }
    spans
}

fn f1(one: &[Span], two: &[Span], scheme: Scheme) -> (Vec<u64>, Option<f64>) {
    let counts = matched(one.iter(), two.iter())[Scheme::ALL.iter().position(|known| *known == scheme).unwrap()];
    let alone = |all: u64| all - counts.correct - counts.other;
    let (incorrect, partial) = if scheme == Scheme::Partial { (0, counts.other) } else { (counts.other, 0) };
    (vec![counts.correct, incorrect, partial, alone(counts.first), alone(counts.second)], counts.f1(scheme))
}

fn scheme(name: &str) -> Scheme {
    [("strict", Scheme::Strict), ("exact", Scheme::Exact), ("partial", Scheme::Partial), ("type", Scheme::Type)]
        .into_iter()
        .find(|(word, _)| name.contains(word))
        .unwrap()
        .1
}

/// Triples of rater, thing and what the one said of the other, as one row a rater.
fn by_raters(triples: &[Vec<Value>]) -> Vec<Vec<Value>> {
    let names = |at: usize| {
        let mut names: Vec<Value> = triples.iter().map(|triple| triple[at].clone()).collect();
        names.sort_by_key(ToString::to_string);
        names.dedup();
        names
    };
    let said =
        |rater: &Value, thing: &Value| triples.iter().find(|triple| triple[0] == *rater && triple[1] == *thing).map_or(Value::Null, |triple| triple[2].clone());
    names(0).iter().map(|rater| names(1).iter().map(|thing| said(rater, thing)).collect()).collect()
}

/// The cells of a square table of counts, each with its row and column.
fn cells(table: &[Vec<Value>]) -> Vec<((usize, usize), f64)> {
    let row = |(one, row): (usize, &Vec<Value>)| row.iter().enumerate().map(|(two, count)| ((one, two), count.as_f64().unwrap())).collect::<Vec<_>>();
    table.iter().enumerate().flat_map(row).collect()
}

/// Spans written as `[start, end, label]`, with labels of any kind.
fn labelled(spans: &Value, labels: &mut Vec<Value>) -> Vec<Span> {
    let mut span = |span: &Vec<Value>| {
        let label = labels.iter().position(|known| *known == span[2]).unwrap_or_else(|| {
            labels.push(span[2].clone());
            labels.len() - 1
        });
        Span { at: vec![(number(&span[0]), number(&span[1]))], label }
    };
    table(spans).iter().map(&mut span).collect()
}

/// A coefficient of the family of uα.
fn of_units(metric: &str, input: &Value) -> Option<f64> {
    let unit = |unit: &Vec<Value>| (number(&unit[0]), number(&unit[1]), unit[2].as_str().unwrap().parse().unwrap());
    let observers: Vec<Vec<(usize, usize, usize)>> =
        input["observers"].as_array().unwrap().iter().map(|units| table(units).iter().map(unit).collect()).collect();
    let family = unitizing::family(&observers, number(&input["length"])).unwrap();
    let value = || metric.split(['[', ']']).nth(1).unwrap().parse::<usize>().unwrap();
    let of = |value: usize| *family.values.iter().find(|(known, ..)| *known == value).unwrap();
    match metric {
        "u_alpha" => family.u,
        "u_alpha_binary" => family.binary,
        "cu_alpha" => family.c,
        _ if metric.starts_with("coverage") => of(value()).2,
        _ => of(value()).1,
    }
}

#[test]
fn printed_numbers_are_found_again() {
    let file = read("worked_examples.json");
    let mut done = 0;
    for example in file["examples"].as_array().unwrap() {
        let (name, metric, input) = (example["name"].as_str().unwrap(), example["metric"].as_str().unwrap(), &example["input"]);
        let found = match metric {
            _ if metric.contains("disorder") || metric == "d_pos" => continue, // γ has tests of its own
            "alpha_nominal" => alpha(&rows(&table(input)).0),
            "alpha_nominal (triples)" => alpha(&rows(&by_raters(&table(input))).0),
            "alpha_ordinal" => alpha_by(&table(input), ordinal),
            "alpha_interval" => alpha_by(&table(input), |_, values, one, two| (values[one] - values[two]).powi(2)),
            "alpha_ratio" => alpha_by(&table(input), |_, values, one, two| ((values[one] - values[two]) / (values[one] + values[two])).powi(2)),
            "fleiss_kappa (missing data)" => fleiss(&tallies(&rows(&table(input)).0)),
            "fleiss_kappa (items x raters)" => fleiss(&tallies(&rows(&turned(&table(input))).0)),
            "fleiss_kappa (count table)" => fleiss(&counts(input)),
            "randolph_kappa (count table)" => randolph(&counts(input)),
            "brennan_prediger" => randolph(&tallies(&rows(&table(input)).0)),
            "gwet_ac1" => ac1(&tallies(&rows(&table(input)).0), rows(&table(input)).1.len()),
            "conger_kappa" => conger(&rows(&table(input)).0),
            "cohen_kappa" => kappa(&rows(&table(input)).0, 0, 1),
            "cohen_kappa (count table)" => cohen(&cells(&table(input))),
            _ if metric.starts_with("nervaluate") || metric.starts_with("BIO") => {
                let mut labels = Vec::new();
                let (one, two) = (spans(&input[0], &mut labels), spans(&input[1], &mut labels));
                f1(&one, &two, scheme(metric)).1
            }
            _ if metric.contains("counts COR") => {
                let mut labels = Vec::new();
                let (one, two) = (labelled(&input[0], &mut labels), labelled(&input[1], &mut labels));
                let (counts, f1) = f1(&one, &two, scheme(metric));
                let printed: Vec<u64> = example["printed"].as_array().unwrap()[..5].iter().map(|count| count.as_u64().unwrap()).collect();
                assert_eq!(counts, printed, "{name}");
                f1
            }
            _ => of_units(metric, input),
        };
        let digits = example["printed_digits"].as_i64().unwrap();
        let value = example["value"].as_f64().unwrap();
        if name.starts_with("gwet") {
            assert!((found.unwrap() - value).abs() <= 0.51 * 10f64.powi(-digits as i32), "{name} {metric}: {found:?} is not {value}");
        } else {
            close(&format!("{name} {metric}"), found, &example["value"]);
        }
        done += 1;
    }
    assert_eq!(done, 54, "every worked example but those of γ");
}
