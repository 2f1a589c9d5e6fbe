//! doccano: its own files, ours, broken ones.

use super::*;
use crate::formats::jsonl_lines::tests::{Memory, broken, compare_with, hard, one, project_of, read, said, survives, there_and_back, told, why_not, written};
use crate::project::generate;
use proptest::prelude::*;

const SAMPLE: &str = include_str!("../../../tests/data/formats/doccano/doccano.jsonl");
const EXPECTED: &str = include_str!("../../../tests/data/formats/doccano/expected.json");
/// What the hard project is written as; `check_exports.py doccano-jsonl` takes it.
const HARD: &str = include_str!("../../../tests/data/formats/doccano/hard.jsonl");

/// The example of the reference, in the forms of doccano's versions.
const TEXT: &str = r#""text":"Récord 📈: «GDP rose 4.2%», said ONS.\nSource: ons.gov.uk\n""#;
const TRIPLES: &str = r#"[[12,25,"Claim"],[21,25,"Figure"],[33,36,"Source"],[46,56,"Source"]]"#;

fn spans(document: &Document) -> Vec<String> {
    said(document).0.into_iter().map(|(label, words)| format!("{label} {}", words.into_iter().map(|(_, words)| words).collect::<Vec<_>>().join("|"))).collect()
}

#[test]
fn the_sample_says_what_the_oracle_has_of_it() {
    let (documents, refused) = read(&Doccano, &Memory::of("all.jsonl", SAMPLE));
    assert_eq!(refused, []);
    compare_with(&documents, EXPECTED, false);
    assert_eq!(documents[0].kept.iter().map(|kept| kept.text.as_str()).collect::<Vec<_>>(), ["\"meta\":{\"id\": \"d1\"}"]);
    let again = written(&Doccano, &project_of(&documents, 5));
    assert_eq!(again.text("doccano.jsonl").matches("\"meta\":{\"id\": \"d").count(), 2);
}

#[test]
fn every_form_says_the_same() {
    let entity = |id: usize, label: &str, start: usize, end: usize| format!(r#"{{"id":{id},"label":"{label}","start_offset":{start},"end_offset":{end}}}"#);
    let entities = [entity(7, "Claim", 12, 25), entity(3, "Figure", 21, 25), entity(9, "Source", 33, 36), entity(2, "Source", 46, 56)].join(",");
    let rows = [
        format!(r#"{{"id":1,{TEXT},"label":{TRIPLES},"Comments":[]}}"#),
        format!(r#"{{"id":1,{TEXT},"labels":{TRIPLES}}}"#),
        format!(r#"{{"id":1,{},"label":{TRIPLES}}}"#, TEXT.replace("\"text\"", "\"data\"")),
        format!(r#"{{"id":1,{TEXT},"entities":[{entities}],"relations":[],"label":[]}}"#),
    ];
    for row in rows {
        let (document, refused) = one(&Doccano, &row);
        assert_eq!(refused, Vec::<String>::new());
        assert_eq!((document.id.as_str(), document.unit, document.line), ("1", Some(Unit::Utf16), 1));
        assert_eq!(spans(&document), ["Claim GDP rose 4.2%", "Figure 4.2%", "Source ONS", "Source ons.gov.uk"]);
    }
    let relations = r#"[{"id":0,"from_id":7,"to_id":9,"type":"attributed_to"},{"id":1,"from_id":2,"to_id":9,"type":"continues"}]"#;
    let (document, refused) = one(&Doccano, &format!(r#"{{{TEXT},"entities":[{entities}],"relations":{relations},"Comments":["needs the base year"]}}"#));
    assert_eq!(refused, Vec::<String>::new());
    assert_eq!(spans(&document), ["Claim GDP rose 4.2%", "Figure 4.2%", "Source ONS|ons.gov.uk"]);
    assert_eq!(said(&document).1, [("attributed_to".to_owned(), "Claim GDP rose 4.2%".to_owned(), "Source ONS|ons.gov.uk".to_owned())]);
    assert_eq!(document.kept[0].text, r#""Comments":["needs the base year"]"#);
}

#[test]
fn the_unit_is_utf16_unless_its_places_cannot_be() {
    let unit = |text: &str, places: &str| one(&Doccano, &format!("{{\"text\":\"{text}\",\"label\":{places}}}")).0.unit;
    assert_eq!(unit("a📈bc", "[[1,3,\"x\"],[3,4,\"x\"]]"), Some(Unit::Utf16));
    assert_eq!(unit("a📈bc", "[]"), Some(Unit::Utf16));
    assert_eq!(unit("a📈bc", "[[1,2,\"x\"]]"), Some(Unit::CodePoints), "inside a pair");
    assert_eq!(unit("a📈bc", "[[0,1,\"x\"],[1,2,\"x\"]]"), Some(Unit::CodePoints), "one of two");
    assert_eq!(unit("a📈bc", "[[0,1,\"x\"],[1,2,\"x\"],[3,5,\"x\"]]"), Some(Unit::Utf16), "in code points one is beyond the text");
    assert_eq!(unit("a📈bc", "[[1,2,\"x\"],[9,10,\"x\"]]"), Some(Unit::CodePoints), "none is one in UTF-16");
}

#[test]
fn lines_that_do_not_say_in_what_they_count_are_told() {
    let row = r#"{"text":"🎉 Go now","label":[[2,4,"V"]]}"#;
    assert_eq!(spans(&one(&Doccano, row).0), ["V Go"]);
    let why = "nothing in it says in what its places are counted: they were taken as code points, where all begin and end with words; as UTF-16 code units they do not all begin and end with words";
    assert_eq!(told(&Doccano, row), (vec![], vec![(1, why.to_owned())]));
    let repaired = |row: &str| told(&Doccano, row).1.len();
    assert_eq!(repaired(r#"{"text":"🎉 Go now","label":[[3,5,"V"]]}"#), 1);
    assert_eq!(repaired(r#"{"text":"Go now 🎉","label":[[3,5,"V"]]}"#), 0);
    assert_eq!(repaired(r#"{"text":"🎉 Go now","label":[[1,4,"V"]]}"#), 1, "inside a pair");
    assert_eq!(repaired(r#"{"id":"a3v9q2m8x1ab","text":"🎉 Go now","label":[[2,4,"V"]]}"#), 0, "our own");
}

#[test]
fn annotations_of_old_versions_are_read() {
    let row = r#"{"text":"Go now","annotations":[{"label":4,"start_offset":0,"end_offset":2,"user":1},{"label":"x","start_offset":3}],"spans":[{"start":0,"label":"y"}]}"#;
    let (document, refused) = one(&Doccano, row);
    assert_eq!(spans(&document), ["4 Go"]);
    assert_eq!(document.spans[0].kept[0].text, r#""user":1"#);
    assert_eq!(refused, ["annotation 1: it has no `end_offset`", "its `spans` looks like spans, but is not read as such: 1 are not taken"]);
}

#[test]
fn the_hard_project_is_written_as_the_file_that_was_checked() {
    assert_eq!(written(&Doccano, &hard()).text("doccano.jsonl"), HARD);
    there_and_back(&Doccano, &hard()).unwrap();
}

#[test]
fn without_links_fragments_and_kept_members_the_plain_form_is_written() {
    let row = format!(r#"{{"id":"a3v9q2m8x1ab",{TEXT},"label":{TRIPLES},"Comments":[ 1.0 ]}}"#);
    let again = |row: &str| written(&Doccano, &project_of(&[one(&Doccano, row).0], 5)).text("doccano.jsonl").to_owned();
    assert_eq!(again(&row), format!("{row}\n"));
    let with_member = r#"{"id":"a3v9q2m8x1ab","text":"ab","entities":[{"id":0,"label":"Claim","start_offset":0,"end_offset":1,"by":[7.0, 1]}],"relations":[]}"#;
    assert_eq!(again(with_member), format!("{with_member}\n"));
    let lone = r#"{"id":"a3v9q2m8x1ab","text":"ab","entities":[{"id":0,"label":"Claim","start_offset":0,"end_offset":1}],"relations":[]}"#;
    assert_eq!(again(lone), format!("{lone}\n"), "its number is kept");
}

#[test]
fn marks_of_one_place_and_label_have_an_order_that_their_ids_do_not_make() {
    let entity = |id: usize, start: usize| format!(r#"{{"id":{id},"label":"Claim","start_offset":{start},"end_offset":{}}}"#, start + 1);
    // 0, 1 and 2 are alike; what tells them apart is what they lead to, and what that leads to.
    let entities: Vec<String> = [(0, 0), (1, 0), (2, 0), (3, 1), (4, 1), (5, 2)].iter().map(|(id, start)| entity(*id, *start)).collect();
    let relation = |from: usize, to: usize| format!(r#"{{"from_id":{from},"to_id":{to},"type":"Supports"}}"#);
    let relations = [relation(0, 3), relation(1, 4), relation(4, 5)].join(",");
    let row = format!(r#"{{"id":"a3v9q2m8x1ab","text":"abc","entities":[{}],"relations":[{relations}]}}"#, entities.join(","));
    let (document, _) = one(&Doccano, &row);
    let files: Vec<Memory> = (0..12).map(|seed| written(&Doccano, &project_of(std::slice::from_ref(&document), seed))).collect();
    assert!(files.iter().all(|other| *other == files[0]));
}

#[test]
fn each_kind_of_refusal_has_its_sentence() {
    assert_eq!(why_not(&Doccano, r#"{"label":[]}"#), "it has no `text`");
    assert_eq!(why_not(&Doccano, r#"{"text":["a"],"label":[]}"#), "its `text` is no string");
    assert_eq!(why_not(&Doccano, r#"{"text":"a","label":"positive"}"#), "its `label` is no list");
    assert_eq!(why_not(&Doccano, r#"{"text":"a","entities":{}}"#), "its `entities` is no list");
    let (document, refused) = one(
        &Doccano,
        r#"{"text":"abc","label":["positive",[0,1],[-1,1,"x"],[0,1.0,"x"],[0,1,2],[0,1,"good"]],"labels":[[1,2,"too"]],"relations":[{"from_id":0,"to_id":1,"type":"x"}]}"#,
    );
    assert_eq!(spans(&document), ["good a", "too b"]);
    let no_triple = |number: usize| format!("label {number} is no [start, end, label]");
    assert_eq!(refused, (0..5).map(no_triple).collect::<Vec<_>>());
    assert_eq!(document.ties.len(), 1, "what it leads to is asked when it is taken in");
    let entities = r#"[7,{"id":0,"start_offset":0,"end_offset":1},{"id":0,"label":"x","start_offset":"0","end_offset":1},{"id":0,"label":"x","end_offset":1},{"id":0,"label":"a","start_offset":0,"end_offset":1},{"id":0,"label":"b","start_offset":1,"end_offset":2}]"#;
    let relations = r#"[null,{"id":4,"from_id":0,"type":"x"},{"from_id":0,"to_id":[1],"type":"x"},{"from_id":0,"to_id":1},{"from_id":0,"to_id":1,"type":"x","sure":0.5,"by":1}]"#;
    let (document, refused) = one(&Doccano, &format!(r#"{{"text":"abc","entities":{entities},"relations":{relations},"label":[[0,1,"x"]]}}"#));
    assert_eq!(spans(&document), ["a a", "b b"]);
    let sentences = [
        "it has `entities` and `label`, so that the 1 of `label` are not taken",
        "entity 0: it is no object of JSON",
        "entity 1: it has no `label`",
        "entity 2: its `start_offset` is no whole number from 0",
        "entity 3: it has no `start_offset`",
        "relation 0: it is no object of JSON",
        "relation 1: it does not say by `from_id` and `to_id` what it links",
        "relation 2: it does not say by `from_id` and `to_id` what it links",
        "relation 3: it has no `type`",
        "relation 4 is taken, but not what else it says: `sure`, `by`",
        "two spans have the id 0, so that links lead to the first of them",
    ];
    assert_eq!(refused, sentences);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn there_and_back_is_the_same(project in generate::project()) {
        there_and_back(&Doccano, &project)?;
    }

    #[test]
    fn no_bytes_end_in_a_panic(bytes in prop_oneof![broken(SAMPLE), broken(HARD), prop::collection::vec(any::<u8>(), 0..60)]) {
        prop_assert!(survives(&Doccano, &bytes) <= bytes.len());
    }
}
