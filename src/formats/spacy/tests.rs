//! Rows for spaCy: the oracle's, ours, broken ones.

use super::*;
use crate::formats::jsonl_lines::tests::{Memory, broken, compare_with, hard, one, project_of, read, said, survives, there_and_back, why_not, written};
use crate::project::generate;
use proptest::prelude::*;
use serde_json::Value;

const SAMPLE: &str = include_str!("../../../tests/data/formats/spacy/spans.jsonl");
const EXPECTED: &str = include_str!("../../../tests/data/formats/spacy/expected.json");
/// What the hard project is written as; `check_exports.py hf-json` takes it, and `make_docbin.py` says which five marks are not on spaCy's tokens.
const HARD: &str = include_str!("../../../tests/data/formats/spacy/hard.jsonl");

/// The names of the members of each row and of each span, each set once.
fn shapes(rows: &str) -> (BTreeSet<Vec<String>>, BTreeSet<Vec<String>>) {
    let names = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    let rows: Vec<Value> = rows.lines().map(|row| serde_json::from_str(row).unwrap()).collect();
    (rows.iter().map(names).collect(), rows.iter().flat_map(|row| row["spans"].as_array().unwrap()).map(names).collect())
}

#[test]
fn the_sample_says_what_the_oracle_has_of_it() {
    let (documents, refused) = read(&Spacy, &Memory::of("a.jsonl", SAMPLE));
    assert_eq!(refused, []);
    compare_with(&documents, EXPECTED, true);
    assert!(documents.iter().all(|document| document.kept.is_empty() && document.spans.iter().all(|span| span.kept.is_empty() && span.quote.len() == 1)));
}

#[test]
fn entities_of_spacys_own_rows_are_read() {
    let (document, refused) = one(&Spacy, r#"{"text":"é📈 rose","entities":[[3,7,"Figure"],[0,1]]}"#);
    assert_eq!(said(&document).0, [("Figure".to_owned(), vec![(7, "rose".to_owned())])]);
    assert_eq!(refused, ["label 1 is no [start, end, label]"]);
}

#[test]
fn groups_of_spans_and_what_spacy_itself_says_are_read() {
    let row = r#"{"text":"é📈 rose","spans":{"sc":[[3,7,"Figure","Q1"],[0,1]],"b":[{"start":0,"end":1,"label":"X","kb_id":""}]},"ents":[{"start":0,"end":1,"label":"Y"}]}"#;
    let (document, refused) = one(&Spacy, row);
    assert_eq!(refused, ["span 1 of `sc`: it is no [start, end, label]"]);
    let kept = |number: usize| document.spans[number].kept.iter().map(|kept| kept.text.as_str()).collect::<Vec<_>>();
    assert_eq!((kept(0), kept(1), kept(2)), (vec![r#""kb_id":"Q1""#, r#""spans_key":"sc""#], vec![r#""spans_key":"b""#], vec![]));
    let labels = |row: &str| one(&Spacy, row).0.spans.into_iter().map(|span| span.label).collect::<String>();
    assert_eq!(labels(row), "FigureXY");
    assert_eq!(labels(r#"{"text":"ab","spans":[],"entities":[[0,1,"X"]]}"#), "X");
    assert_eq!(labels(r#"{"text":"ab","spans":[[0,1,"X"]],"entities":[[0,1,"X"],[1,2,"Y"]]}"#), "XY", "what is there twice is one");
    let again = written(&Spacy, &project_of(&[one(&Spacy, row).0], 5));
    assert_eq!(again.text("spacy.jsonl").matches(r#""spans_key":"sc""#).count(), 1);
    let (_, refused) = one(&Spacy, r#"{"text":"ab","labels":[[0,1,"X"]],"tokens":[{"start":0,"end":1,"tag":"NN"}],"sents":[{"start":0,"end":2}]}"#);
    assert_eq!(refused, ["its `labels` looks like spans, but is not read as such: 1 are not taken"]);
}

#[test]
fn the_hard_project_is_written_as_the_file_that_was_checked_with_the_script() {
    let files = written(&Spacy, &hard());
    assert_eq!(files.names(), ["make_docbin.py", "spacy.jsonl"]);
    assert_eq!(files.text("spacy.jsonl"), HARD);
    assert!(files.text("make_docbin.py").contains("--alignment strict|contract|expand"));
    there_and_back(&Spacy, &hard()).unwrap();
}

#[test]
fn every_row_and_every_span_has_every_member() {
    let rows = concat!(
        "{\"id\":\"a3v9q2m8x1ab\",\"text\":\"ab\",\"spans\":[{\"id\":\"m3v9q2m8x1ab\",\"label\":\"Claim\",\"start\":0,\"end\":1,\"text\":\"a\",\"kb_id\":null,\"sure\":1.0}],\"links\":[],\"cats\":{\"a\":1.0},\"url\":null}\n",
        "{\"id\":\"a3v9q2m8x1ac\",\"text\":\"ab\",\"spans\":[{\"id\":\"m3v9q2m8x1ac\",\"label\":\"Claim\",\"start\":0,\"end\":1,\"text\":\"a\",\"kb_id\":\"Q1\",\"sure\":null}],\"links\":[],\"cats\":null,\"url\":\"x\"}\n",
        "{\"id\":\"a3v9q2m8x1ad\",\"text\":\"b\",\"spans\":[],\"links\":[],\"cats\":null,\"url\":null}\n",
    );
    let (documents, refused) = read(&Spacy, &Memory::of("a.jsonl", rows));
    assert_eq!(refused, []);
    assert_eq!(documents[2].kept, []);
    assert_eq!(written(&Spacy, &project_of(&documents, 5)).text("spacy.jsonl"), rows);
    let many: String = (0..40).map(|number| format!("{{\"text\":\"ab\",\"spans\":[],\"k{number}\":1}}\n")).collect();
    let (documents, _) = read(&Spacy, &Memory::of("a.jsonl", many));
    let files = written(&Spacy, &project_of(&documents, 5));
    assert_eq!(shapes(files.text("spacy.jsonl")).0.into_iter().collect::<Vec<_>>(), [["id", "links", "spans", "text"]]);
}

#[test]
fn each_kind_of_refusal_has_its_sentence() {
    assert_eq!(why_not(&Spacy, r#"{"tokens":["a"],"ner_tags":["O"]}"#), "it has no `text`");
    assert_eq!(why_not(&Spacy, r#"{"text":"a","spans":{"sc":7}}"#), "its `spans` has no list in `sc`");
    assert_eq!(why_not(&Spacy, r#"{"text":"a","spans":"b"}"#), "its `spans` is neither a list nor an object of lists");
    let spans = r#"[7,{"start":0,"end":1},{"start":0.5,"end":1,"label":"x"},{"start":0,"end":1,"label":"x","text":1},{"start":0,"end":1,"label":"x","id":1},{"start":1,"end":2,"label":"y","id":"1"}]"#;
    let links = r#"[7,{"type":"x","from":"1"},{"from":"1","to":"1"},{"type":"x","from":"1","to":"2","cue":[],"auto":null}]"#;
    let (document, refused) = one(&Spacy, &format!(r#"{{"text":"abc","spans":{spans},"links":{links}}}"#));
    assert_eq!((document.spans.len(), document.ties.len()), (2, 1));
    let sentences = [
        "span 0: it is no object of JSON",
        "span 1: it has no `label`",
        "span 2: its `start` is no whole number from 0",
        "span 3: its `text` is no string",
        "link 0: it is no object of JSON",
        "link 1: it does not say by `from` and `to` what it links",
        "link 2: it has no `type`",
        "link 3 is taken, but not what else it says: `cue`",
        "two spans have the id 1, so that links lead to the first of them",
    ];
    assert_eq!(refused, sentences);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn there_and_back_is_the_same(project in generate::project()) {
        there_and_back(&Spacy, &project)?;
        let (rows, spans) = shapes(written(&Spacy, &project).text("spacy.jsonl"));
        prop_assert!(rows.len() <= 1 && spans.len() <= 1);
    }

    #[test]
    fn no_bytes_end_in_a_panic(bytes in prop_oneof![broken(SAMPLE), broken(HARD), prop::collection::vec(any::<u8>(), 0..60)]) {
        prop_assert!(survives(&Spacy, &bytes) <= bytes.len());
    }
}
