//! The same numbers come from projects, in the program and from the command line.

use super::{Measured, cases, close, corpus, number, strings};
use crate::cli::Place;
use factmark::article::Origin;
use factmark::project::{Article, ArticleState, Ids, Label, Link, LinkKind, Mark, MarkState, Meaning, Name, Parts, Project, Setting};
use factmark::review::agreement::{Agreement, Measure, gather};
use factmark::store::format::write;
use factmark::text::{Fragments, Text, TextRange};
use serde_json::Value;
use std::sync::Arc;

/// What one analyst of a case did, as a project. Who never opened an article has it to do, or not at all.
fn project(case: &Value, analyst: &str) -> Project {
    let mut parts = Parts { settings: vec![Setting::Title("case".to_owned()), Setting::Analyst(Name::from(analyst))], ..Parts::default() };
    let (mut ids, mut mark_ids) = (Ids::new(7), Ids::new(8));
    for (at, document) in case["docs"].as_array().unwrap().iter().enumerate() {
        let text = Text::new(document["text"].as_str().unwrap());
        let id = factmark::project::ArticleId::next(&mut ids);
        let annotations = document["annotations"].get(analyst).and_then(Value::as_array);
        let state = if annotations.is_some() { ArticleState::Done } else { ArticleState::Todo };
        if annotations.is_none() && at % 2 == 1 {
            continue;
        }
        let title = document["id"].as_str().unwrap().to_owned();
        parts.articles.push(Article { id, title, origin: Origin::default(), state, blocks: vec![], text: text.clone(), skip: vec![], kept: vec![] });
        let names: Vec<(Value, factmark::project::MarkId)> =
            annotations.into_iter().flatten().map(|span| (span["id"].clone(), factmark::project::MarkId::next(&mut mark_ids))).collect();
        let of_name = |name: &Value| names.iter().find(|(known, _)| known == name).unwrap().1;
        for span in annotations.into_iter().flatten() {
            let range = TextRange::from_code_points(&text, number(&span["start"])..number(&span["end"])).unwrap();
            let links = document["links"].get(analyst).and_then(Value::as_array).into_iter().flatten().filter(|link| link["from"] == span["id"]);
            let links =
                links.map(|link| Link { kind: LinkKind::Own(link["type"].as_str().unwrap().into()), to: of_name(&link["to"]), cue: vec![], auto: false });
            parts.marks.push(Arc::new(Mark {
                id: of_name(&span["id"]),
                article: id,
                version: None,
                at: Fragments::new(vec![range]).unwrap(),
                meaning: Meaning::of(&Label::named(span["label"].as_str().unwrap())),
                links: links.collect(),
                note: String::new(),
                discuss: false,
                tags: vec![],
                state: MarkState::Accepted,
                decided: None,
                score: None,
                by: Name::from(analyst),
                on: None,
                of: vec![],
                kept: vec![],
            }));
        }
    }
    Project::assemble(parts).unwrap()
}

#[test]
fn projects_come_to_the_same_as_their_spans() {
    let near = |one: Measure, two: Measure| match (one, two) {
        (Ok(one), Ok(two)) => (one - two).abs() < 1e-12,
        (one, two) => one.is_err() == two.is_err(),
    };
    for (name, case) in cases() {
        let projects: Vec<Project> = strings(&case["annotators"]).iter().map(|analyst| project(&case, analyst)).collect();
        if projects.len() < 2 {
            continue;
        }
        let found: Agreement = Measured::of(gather(&projects.iter().collect::<Vec<_>>()).corpus).all();
        let expected = Measured::of(corpus(&case, false)).all();
        assert!(near(found.u_alpha, expected.u_alpha) && near(found.sets.masi, expected.sets.masi) && near(found.sets.fleiss, expected.sets.fleiss), "{name}");
        assert!(found.f1.iter().zip(&expected.f1).all(|(one, two)| near(*one, *two)), "{name}: {:?} {:?}", found.f1, expected.f1);
        for label in &expected.labels {
            let found = found.labels.iter().find(|found| found.label == label.label).unwrap();
            assert_eq!(found.marks, label.marks, "{name} {}", label.label);
            assert!(near(found.u_alpha, label.u_alpha) && near(found.characters.kappa, label.characters.kappa), "{name} {}", label.label);
        }
    }
}

#[test]
fn the_command_line_prints_them() {
    let place = Place::new();
    for (name, case) in cases().into_iter().filter(|(name, _)| name.contains("_1.json") || name.contains("missing")) {
        let analysts = strings(&case["annotators"]);
        for analyst in &analysts {
            place.write(&format!("{analyst}.ron"), write(&project(&case, analyst)));
        }
        let files: Vec<String> = analysts.iter().map(|analyst| format!("{analyst}.ron")).collect();
        let arguments: Vec<&str> = ["agree", "--json"].into_iter().chain(files.iter().map(String::as_str)).collect();
        let value: Value = serde_json::from_str(&place.good(&arguments)).unwrap();
        assert_eq!(value["analysts"], serde_json::json!(analysts), "{name}");
        let expected = &case["expected"];
        close(&name, value["all"]["u_alpha"].as_f64(), &expected["u_alpha_layer"]["pooled"]);
        close(&name, value["all"]["characters"]["alpha_masi"].as_f64(), &expected["char"]["labelset"]["alpha_masi"]);
        for label in ["claim", "source", "figure"] {
            let found = &value["labels"][Label::named(label).name()];
            close(&format!("{name} {label}"), found["characters"]["fleiss"].as_f64(), &expected["char"]["labels"][label]["fleiss_kappa"]);
            close(&format!("{name} {label}"), found["characters"]["alpha"].as_f64(), &expected["char"]["labels"][label]["alpha_nominal"]);
        }
        for pair in value["pairs"].as_array().unwrap() {
            let key = format!("{}|{}", pair["a"].as_str().unwrap(), pair["b"].as_str().unwrap());
            close(&format!("{name} {key}"), pair["all"]["f1"]["type"].as_f64(), &expected["pairs"][&key]["set"]["type"]["f1"]);
            close(
                &format!("{name} {key}"),
                pair["labels"]["Claim"]["characters"]["kappa"].as_f64(),
                &expected["char"]["labels"]["claim"]["pairs"][&key]["cohen_kappa"],
            );
        }
    }
}
