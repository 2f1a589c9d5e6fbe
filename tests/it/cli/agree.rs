//! `agree`: what it says where there is nothing to say, and how it is printed.

use super::Place;
use serde_json::Value;

/// Two projects of one article: a claim of both with other edges, a source that only one has.
fn two() -> Place {
    let place = Place::with_project();
    let base = place.read("p.ron");
    place.mark("claim", "40 cracks were found");
    place.mark("source", "The mayor");
    place.write("a.ron", place.read("p.ron"));
    place.write("p.ron", base.replace("amira", "jonas"));
    place.mark("claim", "40 cracks were");
    place
}

#[test]
fn a_table_for_people_and_reasons_for_every_dash() {
    let place = two();
    let out = place.good(&["agree", "a.ron", "p.ron", "--per-article", "--bootstrap", "50"]);
    insta::assert_snapshot!(out);
}

#[test]
fn what_is_not_defined_is_null_with_a_reason() {
    let place = two();
    let value: Value = serde_json::from_str(&place.good(&["agree", "a.ron", "p.ron", "--json", "--bootstrap", "50", "--seed", "3"])).unwrap();
    assert_eq!(value["articles"], serde_json::json!({"shared": 1, "only": {"amira": 0, "jonas": 0}, "unopened": {"amira": 0, "jonas": 0}}));
    assert_eq!(value["labels"]["Claim"]["f1"]["partial"], 0.5);
    assert_eq!(value["labels"]["Claim"]["marks"], serde_json::json!({"amira": 1, "jonas": 1}));
    assert_eq!(value["labels"]["Figure"]["characters"]["kappa"], Value::Null);
    let why = |what: &str| value["undefined"].as_array().unwrap().iter().find(|entry| entry["what"] == what).map(|entry| entry["why"].clone());
    assert_eq!(why("labels.Figure.characters.kappa").unwrap(), "no figure was marked");
    assert_eq!(why("links.strict").unwrap(), "nothing was marked");
    assert_eq!((&value["interval"]["of"], &value["interval"]["low"], &value["interval"]["seed"]), (&"all.u_alpha".into(), &Value::Null, &3.into()));
    assert!(why("interval of all.u_alpha").unwrap().as_str().unwrap().contains("at least 8 articles"));
}

#[test]
fn one_label_alone_is_all_there_is() {
    let place = two();
    let value: Value = serde_json::from_str(&place.good(&["agree", "a.ron", "p.ron", "--json", "--label", "claim"])).unwrap();
    let labels: Vec<&String> = value["labels"].as_object().unwrap().keys().collect();
    assert_eq!(labels, ["Claim"]);
    assert_eq!(value["all"]["f1"], value["labels"]["Claim"]["f1"]);
    assert!(place.bad(&["agree", "a.ron", "p.ron", "--label", "rumour"]).contains("no shared article has a mark “rumour”"));
}

#[test]
fn an_article_that_was_never_opened_is_no_disagreement() {
    let place = two();
    place.write("b.txt", "Another article\n\nNobody has read this yet.\n");
    for project in ["a.ron", "p.ron"] {
        place.good(&["add", project, "b.txt"]);
    }
    let measured = |place: &Place| -> Value { serde_json::from_str(&place.good(&["agree", "a.ron", "p.ron", "--json"])).unwrap() };
    let before = measured(&place);
    assert_eq!((&before["articles"]["shared"], &before["articles"]["unopened"]["amira"]), (&2.into(), &1.into()));
    let list: Value = serde_json::from_str(&place.good(&["list", "a.ron", "--json"])).unwrap();
    let id = list["articles"][1]["id"].as_str().unwrap();
    for project in ["a.ron", "p.ron"] {
        let list: Value = serde_json::from_str(&place.good(&["list", project, "--json"])).unwrap();
        place.good(&["state", project, "--article", list["articles"][1]["id"].as_str().unwrap(), "done"]);
    }
    let after = measured(&place);
    assert!(!id.is_empty() && after["articles"]["unopened"]["amira"] == 0);
    assert!(after["labels"]["Claim"]["characters"]["observed"].as_f64() > before["labels"]["Claim"]["characters"]["observed"].as_f64());
}

#[test]
fn wrong_use_is_a_sentence() {
    let place = two();
    assert!(place.bad(&["agree", "a.ron"]).contains("needs two projects"));
    assert!(place.bad(&["agree", "a.ron", "nowhere.ron"]).contains("nowhere.ron"));
    place.write("damaged.ron", &place.read("a.ron")[..200]);
    assert!(place.bad(&["agree", "a.ron", "damaged.ron"]).contains("damaged.ron"));
    place.write("other.txt", "Something else altogether, in a text that shares nothing.");
    place.good(&["new", "q.ron", "--analyst", "amira", "other.txt"]);
    assert!(place.bad(&["agree", "a.ron", "q.ron"]).contains("share no article"));
}

#[test]
fn gamma_is_taken_when_it_is_asked_for_and_chance_is_the_seeds() {
    let place = two();
    let gamma = |seed: &str| -> Value {
        let value: Value = serde_json::from_str(&place.good(&["agree", "a.ron", "p.ron", "--json", "--gamma", "--seed", seed])).unwrap();
        let how = serde_json::json!({"alpha": 3.0, "beta": 1.0, "delta_empty": 1.0, "samples": 30, "seed": seed.parse::<u64>().unwrap()});
        assert_eq!(value["gamma"], how);
        value
    };
    let (one, again, other) = (gamma("1"), gamma("1"), gamma("2"));
    assert_eq!(one, again);
    assert_eq!(one["labels"]["Figure"]["gamma"], Value::Null, "nobody marked a figure");
    let of = |value: &Value| value["all"]["gamma"].as_f64().unwrap();
    assert!(of(&one) < 1.0 && of(&one) != of(&other), "{} {}", of(&one), of(&other));
    let without: Value = serde_json::from_str(&place.good(&["agree", "a.ron", "p.ron", "--json"])).unwrap();
    assert_eq!(without["all"]["gamma"], Value::Null);
}
