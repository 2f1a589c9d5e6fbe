//! CAS JSON: its own files, ours, those of INCEpTION, broken ones.

use super::*;
use crate::formats::jsonl_lines::tests::{Memory as Lines, broken, compare_with, hard, read, said};
use crate::formats::tests::{Memory, taken, written};
use crate::formats::{Document, Intake, Options};
use crate::project::Project;
use proptest::prelude::*;

const SAMPLE: &str = include_str!("../../../tests/data/formats/cas_json/d1.json");
const EXPECTED: &str = include_str!("../../../tests/data/formats/cas_json/expected.json");
/// What the hard project is written as; dkpro-cassis loads it.
const HARD: &str = include_str!("../../../tests/data/formats/cas_json/hard.json");

fn project(files: &Memory) -> (Project, Intake) {
    taken(&CasJson, files, Options { format: NAME, ..Options::default() })
}

fn file(structures: &str) -> String {
    let sofa = r#"{"%ID":1,"%TYPE":"uima.cas.Sofa","sofaNum":1,"sofaID":"_InitialView","mimeType":"text","sofaString":"This is a test ."}"#;
    format!("{{\"%TYPES\":{{}},\"%FEATURE_STRUCTURES\":[{sofa},\n{structures}],\"%VIEWS\":{{}}}}")
}

fn one(file: &str) -> (Document, Vec<(usize, String)>) {
    let (mut documents, refused) = read(&CasJson, &Lines::of("d1.json", file));
    assert_eq!(documents.len(), 1, "{refused:?}");
    (documents.remove(0), refused)
}

fn spans(document: &Document) -> Vec<String> {
    said(document).0.into_iter().map(|(label, words)| format!("{label} {}", words.into_iter().map(|(_, words)| words).collect::<Vec<_>>().join("|"))).collect()
}

fn why_not(file: &str) -> String {
    let (documents, mut refused) = read(&CasJson, &Lines::of("d1.json", file));
    assert_eq!((documents.len(), refused.len()), (0, 1), "{refused:?}");
    refused.remove(0).1
}

/// Reads and writes twice: the same bytes; what was written.
fn there_and_back(files: &Memory) -> Memory {
    let once = written(&project(files).0, &CasJson);
    let (second, intake) = project(&once);
    assert_eq!(intake.refused, []);
    assert_eq!(written(&second, &CasJson), once);
    once
}

#[test]
fn the_sample_says_what_the_oracle_has_of_it_and_is_written_with_its_types() {
    let (document, refused) = one(SAMPLE);
    assert_eq!(refused, []);
    compare_with(&[document], EXPECTED, false);
    let again = there_and_back(&Memory::of("d1.json", SAMPLE.as_bytes())).text("d1.json");
    assert!(again.contains("\n{\"%ID\":20,\"%TYPE\":\"webanno.custom.Highlight\",\"@sofa\":1,\"begin\":0,\"end\":30,\"markId\":"), "{again}");
    assert!(again.contains("\"@Governor\":20,\"@Dependent\":24,\"label\":\"attributed_to\"}"), "{again}");
    assert!(again.contains("\"Governor\":{\"%NAME\":\"Governor\",\"%RANGE\":\"webanno.custom.Highlight\"}"), "{again}");
}

#[test]
fn the_hard_project_is_written_as_the_file_that_was_checked() {
    let files = written(&hard(), &CasJson);
    assert_eq!(files.text("a3v9q2m8x1ab.json"), HARD);
    assert_eq!(there_and_back(&files), files);
}

#[test]
fn link_features_lists_and_numbers_stay_what_they_are() {
    let structures = r##"{"%ID":9,"%TYPE":"webanno.custom.LinkType","role":"p2","@target":10},
{"%ID":11,"%TYPE":"webanno.custom.LinkType","role":"SaidBy","@target":12},
{"%ID":13,"%TYPE":"webanno.custom.LinkType[]","%ELEMENTS":[ 11, 9 ]},
{"%ID":14,"%TYPE":"webanno.custom.Host","@sofa":1,"begin":0,"end":4,"@links":13,"value":"claim","sure":0.50,"#far":"NaN","no":null},
{"%ID":12,"%TYPE":"webanno.custom.SimpleSpan","@sofa":1,"begin":5,"end":7,"value":"source"},
{"%ID":10,"%TYPE":"webanno.custom.SimpleSpan","@sofa":1,"begin":8,"end":9,"is":true},
{"%ID":15,"%TYPE":"uima.cas.StringArray","%ELEMENTS":["A","\ud83d\ude00"]}"##;
    let (document, refused) = one(&file(structures));
    assert_eq!(refused, []);
    assert_eq!(spans(&document), ["claim This", "source is", "SimpleSpan a"]);
    assert_eq!(said(&document).1, [("SaidBy".to_owned(), "claim This".to_owned(), "source is".to_owned())]);
    let again = there_and_back(&Memory::of("d1.json", file(structures).as_bytes())).text("d1.json");
    for part in [
        "{\"%ID\":9,\"%TYPE\":\"webanno.custom.LinkType\",\"role\":\"p2\",\"@target\":10}",
        "{\"%ID\":13,\"%TYPE\":\"webanno.custom.LinkType[]\",\"%ELEMENTS\":[9]}",
        "\"@links\":13,\"value\":\"claim\",\"sure\":0.50,\"#far\":\"NaN\"}",
        "\"is\":true}",
        "\"%ELEMENTS\":[\"A\",\"\\ud83d\\ude00\"]}",
    ] {
        assert!(again.contains(part), "{part}: {again}");
    }
    assert!(!again.contains("\"role\":\"SaidBy\"") && again.contains("\"label\":\"SaidBy\"}"), "{again}");
}

#[test]
fn structures_by_their_ids_are_the_same() {
    let object = r#"{"%FEATURE_STRUCTURES":{"2":{"%TYPE":"webanno.custom.A","@sofa":1,"begin":0,"end":1,"label":"claim"},
        "1":{"%TYPE":"uima.cas.Sofa","sofaID":"_InitialView","sofaString":"ab"}},"%VIEWS":{"_InitialView":{"%MEMBERS":[2]}},"%MORE":1}"#;
    let (document, refused) = one(object);
    assert_eq!((refused, spans(&document)), (vec![], vec!["claim a".to_owned()]));
    let (_, intake) = project(&Memory::of("d1.json", object.as_bytes()));
    assert_eq!(intake.repaired[0].why, "it is taken, but not what else it says: `%MORE`");
}

#[test]
fn characters_that_another_spelling_could_not_hold_come_back() {
    let json = file(r#"{"%ID":2,"%TYPE":"factmark.Characters","controls":"4:1B"}"#).replace("This is", "This\u{fffd}is");
    let (document, refused) = one(&json);
    assert_eq!((refused, document.text.as_str(), document.kept), (vec![], "This\u{1b}is a test .", vec![]));
}

#[test]
fn each_kind_of_refusal_has_its_sentence() {
    assert_eq!(why_not(""), "it is no JSON in line 1: EOF while parsing a value");
    assert_eq!(why_not("{\n\"a\":}"), "it is no JSON in line 2: expected value");
    assert_eq!(why_not("[]"), "it is no object of JSON");
    assert_eq!(why_not("{}"), "it has no `%FEATURE_STRUCTURES`");
    assert_eq!(why_not("{\"%FEATURE_STRUCTURES\":[]}"), "it has no text: a CAS has it in a `Sofa`");
    assert_eq!(why_not("{\"%FEATURE_STRUCTURES\":1}"), "its `%FEATURE_STRUCTURES` is no object of JSON");
    assert_eq!(why_not("{\"%TYPES\":1,\"%FEATURE_STRUCTURES\":[]}"), "its `%TYPES` is no object");
    assert_eq!(why_not("{\"%FEATURE_STRUCTURES\":[],\"%VIEWS\":1}"), "its `%VIEWS` is no object of JSON");
    let (_, refused) = read(&CasJson, &Lines::of("a.txt", ""));
    assert_eq!(refused, [(0, "it is no CAS in JSON: the name of such a file ends in .json".to_owned())]);
    let (_, refused) = read(&CasJson, &Lines::of("a.json", b"{\xff}"));
    assert_eq!(refused, [(0, "it is not UTF-8: see byte 1".to_owned())]);
    let deep = format!("{{\"%ID\":9,\"%TYPE\":\"a.B\",\"c\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    let structures = [
        "1",
        "{\"%TYPE\":\"a.B\"}",
        "{\"%ID\":\"2\",\"%TYPE\":\"a.B\"}",
        "{\"%ID\":3}",
        "{\"%ID\":4,\"%TYPE\":\"a-b\"}",
        "{\"%ID\":5,\"%TYPE\":\"a.B\",\"begin\":0}",
        "{\"%ID\":6,\"%TYPE\":\"a.B\",\"begin\":0.5,\"end\":1}",
        "{\"%ID\":7,\"%TYPE\":\"a.B\",\"@c\":\"d\"}",
        "{\"%ID\":8,\"%TYPE\":\"a.B\",\"c d\":\"d\"}",
        &deep,
        "{\"%ID\":10,\"%TYPE\":\"a.B\",\"c\":\"\\ud800\"}",
        "{\"%ID\":11,\"%TYPE\":\"a.B\",\"c\":1,\"@c\":2}",
        "{\"%ID\":12,\"%TYPE\":\"a.B\",\"%ELEMENTS\":[[1]]}",
        "{\"%ID\":1,\"%TYPE\":\"a.B\"}",
    ];
    let (_, refused) = one(&file(&structures.join(",\n")));
    let said: Vec<String> = refused.into_iter().map(|(line, why)| format!("{line}: {why}")).collect();
    let sentences = [
        "2: it is no object of JSON",
        "3: it has no `%ID` that is a whole number from 0",
        "4: it has no `%ID` that is a whole number from 0",
        "5: it has no `%TYPE`",
        "6: a-b is no type of UIMA",
        "7: it has a `begin`, but no `end`",
        "8: its `begin` is no whole number from 0",
        "9: its `@c` is no id",
        "10: c d is no feature of UIMA",
        "11: its `c` is neither a string nor a number nor an id",
        "12: its `c` holds half a character (a surrogate)",
        "13: its `c` is said twice",
        "14: its `%ELEMENTS` is neither a string nor a number nor an id",
        "15: the id 1 was taken before, in line 1",
    ];
    assert_eq!(said, sentences);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_end_in_a_panic(bytes in prop_oneof![broken(SAMPLE), broken(HARD), prop::collection::vec(any::<u8>(), 0..60)]) {
        let (project, _) = project(&Memory::of("d1.json", &bytes));
        let once = written(&project, &CasJson);
        let (again, _) = self::project(&once);
        prop_assert_eq!(written(&again, &CasJson), once);
    }
}
