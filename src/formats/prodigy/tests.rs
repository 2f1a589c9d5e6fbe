//! Prodigy: its own files, ours, tokens, broken ones.

use super::*;
use crate::formats::Document;
use crate::formats::jsonl_lines::tests::{Memory, broken, compare_with, hard, one, project_of, read, said, survives, there_and_back, told, why_not, written};
use crate::project::generate::{self, HARD as PIECES};
use crate::text::TextRange;
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeSet;

const SAMPLE: &str = include_str!("../../../tests/data/formats/prodigy/prodigy.jsonl");
const EXPECTED: &str = include_str!("../../../tests/data/formats/prodigy/expected.json");
/// What the hard project is written as; `check_exports.py prodigy-jsonl` takes it.
const HARD: &str = include_str!("../../../tests/data/formats/prodigy/hard.jsonl");

fn words_of(text: &str, starts: &[usize], ends: &[usize]) -> Vec<String> {
    let set = |places: &[usize]| places.iter().copied().collect::<BTreeSet<usize>>();
    tokens(text, &set(starts), &set(ends)).into_iter().map(|token| format!("{}{}", text.get(token.at).unwrap(), if token.blank { "+" } else { "" })).collect()
}

fn rows(project: &crate::project::Project) -> Vec<Value> {
    written(&Prodigy, project).text("prodigy.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn the_sample_says_what_the_oracle_has_of_it() {
    let (documents, refused) = read(&Prodigy, &Memory::of("a.jsonl", SAMPLE));
    assert_eq!(refused, []);
    compare_with(&documents, EXPECTED, true);
    assert!(documents.iter().all(|document| document.state == Some(ArticleState::Done) && document.kept.is_empty()));
    assert!(documents.iter().flat_map(|document| &document.spans).all(|span| span.state == Some(MarkState::Accepted) && span.kept.is_empty()));
}

#[test]
fn our_tokens_of_the_sample_are_those_of_the_sample() {
    let (documents, _) = read(&Prodigy, &Memory::of("a.jsonl", SAMPLE));
    let theirs: Vec<Value> = SAMPLE.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let places = |row: &Value| {
        let place = |span: &Value| ["start", "end", "token_start", "token_end"].map(|member| span[member].as_u64().unwrap());
        row["spans"].as_array().unwrap().iter().map(place).collect::<BTreeSet<_>>()
    };
    let mut relations = 0;
    for (ours, theirs) in rows(&project_of(&documents, 1)).into_iter().zip(theirs) {
        assert_eq!(ours["tokens"], theirs["tokens"]);
        assert_eq!(places(&ours), places(&theirs));
        for relation in ours["relations"].as_array().unwrap() {
            let is_it = |other: &Value| ["head", "child", "label"].iter().all(|member| other[member] == relation[member]);
            assert!(theirs["relations"].as_array().unwrap().iter().any(is_it), "{relation}");
            relations += 1;
        }
    }
    assert_eq!(relations, 1, "a figure may not support a claim");
}

#[test]
fn tokens_are_words_signs_and_other_white_space() {
    assert_eq!(words_of("It rose 4.2%, to €3,400.5bn; see ons.gov.uk.", &[], &[]).join(" "), "It+ rose+ 4.2 % ,+ to+ € 3,400.5bn ;+ see+ ons.gov.uk .");
    assert_eq!(words_of(" a  b\r\n\tc \u{a0}d ", &[], &[]), [" ", "a+", " ", "b", "\r\n\t", "c+", "\u{a0}", "d+"]);
    assert_eq!(words_of("cafe\u{301} 👩‍👩‍👧‍👦🇮🇷🇩🇪 \u{301}x", &[], &[]), ["cafe\u{301}+", "👩‍👩‍👧‍👦", "🇮🇷", "🇩🇪", " \u{301}", "x"]);
    assert_eq!(words_of("北京GDP日本のไทย สลาม.", &[], &[]).join(" "), "北 京 GDP 日 本 の ไ ท ย+ ส ล า ม .");
    assert_eq!(words_of("a 1. b, 2 x.", &[], &[]).join(" "), "a+ 1 .+ b ,+ 2+ x .");
}

#[test]
fn every_edge_of_a_mark_is_an_edge_of_a_token() {
    assert_eq!(words_of("one two", &[1], &[2]), ["o", "n", "e+", "two"]);
    assert_eq!(words_of("one two", &[3], &[7]), ["one", " ", "two"], "a mark that begins with a blank");
    assert_eq!(words_of("one two", &[0], &[4]), ["one", " ", "two"], "a mark that ends with a blank");
    assert_eq!(words_of("one two", &[4], &[3]), ["one+", "two"], "marks on either side of a blank");
    assert_eq!(words_of("e\u{301}a", &[1], &[3]), ["e", "\u{301}", "a"]);
}

#[test]
fn the_hard_project_is_written_as_the_file_that_was_checked() {
    assert_eq!(written(&Prodigy, &hard()).text("prodigy.jsonl"), HARD);
    there_and_back(&Prodigy, &hard()).unwrap();
}

#[test]
fn answers_say_what_became_of_the_marks_and_the_article() {
    let row = |more: &str| format!(r#"{{"text":"abc","spans":[{{"start":0,"end":1,"label":"claim"}}]{more}}}"#);
    let states = |more: &str| {
        let (document, refused) = one(&Prodigy, &row(more));
        assert_eq!(refused, Vec::<String>::new());
        (document.state, document.spans[0].state)
    };
    assert_eq!(states(r#","answer":"accept""#), (Some(ArticleState::Done), Some(MarkState::Accepted)));
    assert_eq!(states(r#","answer":"reject""#), (None, Some(MarkState::Rejected)));
    assert_eq!(states(""), (None, None));
    assert_eq!(states(r#","answer":"accept","meta":{"article_state":"Flagged","state":"CA"}"#), (Some(ArticleState::Flagged), Some(MarkState::Accepted)));
    assert_eq!(why_not(&Prodigy, &row(r#","answer":"ignore""#)), "its answer is `ignore`, so it is not taken");
    assert_eq!(why_not(&Prodigy, &row(r#","answer":"maybe""#)), "its answer `maybe` is none of accept, reject and ignore");
    assert_eq!(why_not(&Prodigy, &row(r#","answer":7"#)), "its `answer` is no string");
    let (document, _) = one(&Prodigy, r#"{"text":"ab","answer":"accept","spans":[{"start":0,"end":1,"label":"x","state":"Proposed","score":0.75}]}"#);
    assert_eq!((document.spans[0].state, document.spans[0].score), (Some(MarkState::Proposed), Some(0.75)));
}

#[test]
fn hashes_meta_and_members_of_spans_are_written_as_they_were_spelt() {
    let row = r#"{"text":"ab","meta":{"source": "\u00e9","id":"a3v9q2m8x1ab","score":0.10},"_input_hash":-1234567890,"_task_hash":5,"_session_id":null,"spans":[{"start":0,"end":1,"label":"claim","source":"m 1.0","score":"high"}],"answer":"accept"}"#;
    let (document, refused) = one(&Prodigy, row);
    assert_eq!((refused, document.id.as_str()), (vec![], "a3v9q2m8x1ab"));
    let files = written(&Prodigy, &project_of(&[document], 5));
    let again = files.text("prodigy.jsonl");
    for words in [
        r#""meta":{"id":"a3v9q2m8x1ab","source":"\u00e9","score":0.10}"#,
        r#""_input_hash":-1234567890,"_task_hash":5,"_session_id":null}"#,
        r#","source":"m 1.0","score":"high"}],"relations":[],"answer":"accept","#,
    ] {
        // The blank before a value of `meta` is not of the value.
        assert!(again.contains(words), "{words} in {again}");
    }
    assert_eq!(one(&Prodigy, r#"{"text":"ab","id":17,"meta":{"id":{"a":1}}}"#).0.id, "17");
}

#[test]
fn relations_are_found_by_span_then_by_token() {
    let spans = r#"[{"start":0,"end":1,"label":"x","token_start":0,"token_end":0},{"start":0,"end":3,"label":"y","token_start":0,"token_end":1},{"start":0,"end":3,"label":"y","id":"two","token_start":0,"token_end":1}]"#;
    let link = |relation: &str| {
        let (document, refused) = one(&Prodigy, &format!(r#"{{"text":"abc","spans":{spans},"relations":[{relation}]}}"#));
        document.ties.first().map(|tie| format!("{} {}", tie.from, tie.to)).unwrap_or_else(|| refused.join("; "))
    };
    let to = r#""child":9,"child_span":{"start":0,"end":1,"label":"x"},"label":"k""#;
    assert_eq!(link(&format!(r#"{{"head":0,"head_span":{{"start":0,"end":3,"label":"y"}},{to}}}"#)), "#1 #0");
    assert_eq!(link(&format!(r#"{{"head":0,"head_span":{{"start":0,"end":3,"label":"y","id":"two"}},{to}}}"#)), "two #0");
    assert_eq!(link(&format!(r#"{{"head":1,{to}}}"#)), "#1 #0");
    assert_eq!(link(&format!(r#"{{"head":5,{to}}}"#)), "relation 0: its `head` is none of the spans");
    assert_eq!(link(&format!(r#"{{{to}}}"#)), "relation 0: its `head` is none of the spans");
    assert_eq!(link(&format!(r#"{{"head_span":{{"start":0,"end":3,"label":null}},{to}}}"#)), "relation 0: its `head_span` is none of the spans");
    assert_eq!(link(&format!(r#"{{"head_span":7,{to}}}"#)), "relation 0: its `head_span` is no object of JSON");
    assert_eq!(link(r#"{"head":1,"child":0}"#), "relation 0: it has no `label`");
    assert_eq!(link("7"), "relation 0: it is no object of JSON");
    let (document, refused) = one(&Prodigy, &format!(r#"{{"text":"abc","spans":{spans},"relations":[{{"head":1,{to},"color":"red"}}]}}"#));
    assert_eq!((document.ties.len(), refused), (1, vec!["relation 0 is taken, but not what else it says: `color`".to_owned()]));
}

#[test]
fn a_span_that_is_not_where_its_tokens_are_is_no_mark() {
    let row = |text: &str, token: &str, span: &str| format!(r#"{{"text":"{text}","tokens":[{token}],"spans":[{{{span},"label":"X"}}]}}"#);
    let john = r#"{"text":"John","start":2,"end":6,"id":0}"#;
    let text = "📈 John said";
    assert_eq!(told(&Prodigy, &row(text, john, r#""start":2,"end":6,"token_start":0,"token_end":0"#)), (vec![], vec![]));
    let why = |row: &str| told(&Prodigy, row).0.remove(0).1;
    assert_eq!(
        why(&row(text, john, r#""start":4,"end":8,"token_start":0,"token_end":0"#)),
        "span 0: its place 4..8 is not that of its tokens 0 to 0, which is 2..6"
    );
    assert_eq!(why(&row(text, john, r#""start":2,"end":6,"token_start":0,"token_end":1"#)), "span 0: not all of its tokens 0 to 1 are among the tokens");
    let jane = john.replace("John", "Jane");
    assert_eq!(why(&row(text, &jane, r#""start":2,"end":6,"token_start":0,"token_end":0"#)), "span 0: the words of its tokens 0 to 0 are not at 2..6");
    let (refused, repaired) = told(&Prodigy, &row(text, john, r#""start":7,"end":11,"token_start":0,"token_end":0,"text":"said""#));
    assert_eq!((refused.len(), repaired.len()), (0, 1), "its words say it");
    let utf16 = john.replace("\"start\":2,\"end\":6", "\"start\":3,\"end\":7");
    let (document, _) = one(&Prodigy, &row(text, &utf16, r#""start":3,"end":7,"token_start":0,"token_end":0"#));
    assert_eq!(said(&document).0[0].1[0].1, "John");
}

#[test]
fn each_kind_of_refusal_has_its_sentence() {
    assert_eq!(why_not(&Prodigy, r#"{"spans":[]}"#), "it has no `text`");
    assert_eq!(why_not(&Prodigy, r#"{"text":"a","spans":{}}"#), "its `spans` is no list");
    let spans = r#"[7,{"start":0,"end":1},{"start":-1,"end":1,"label":"x"},{"token_start":0,"token_end":1,"label":"x"},{"start":0,"end":1,"label":7},{"start":0,"end":1,"label":"x","id":1},{"start":1,"end":2,"label":"y","id":"1"}]"#;
    let (document, refused) = one(&Prodigy, &format!(r#"{{"text":"abc","meta":"m","spans":{spans}}}"#));
    assert_eq!(said(&document).0.len(), 2);
    let sentences = [
        "its `meta` is no object of JSON, so it is not taken",
        "span 0: it is no object of JSON",
        "span 1: it has no `label`",
        "span 2: its `start` is no whole number from 0",
        "span 3: it has no `start`",
        "span 4: its `label` is no string",
        "two spans have the id 1, so that links lead to the first of them",
    ];
    assert_eq!(refused, sentences);
}

/// What Prodigy and spaCy want of a row, as `check_exports.py` asks it.
fn check_row(row: &Value) -> Result<(), TestCaseError> {
    let text: Vec<char> = row["text"].as_str().unwrap().chars().collect();
    let tokens = row["tokens"].as_array().unwrap();
    let number = |value: &Value| value.as_u64().unwrap() as usize;
    let mut rebuilt = String::new();
    for (place, token) in tokens.iter().enumerate() {
        let words: String = text[number(&token["start"])..number(&token["end"])].iter().collect();
        prop_assert_eq!(&token["text"], &Value::String(words.clone()));
        prop_assert!(!words.is_empty() && number(&token["id"]) == place);
        rebuilt.push_str(&words);
        rebuilt.push_str(if token["ws"] == true { " " } else { "" });
    }
    prop_assert_eq!(rebuilt, row["text"].as_str().unwrap());
    for span in row["spans"].as_array().unwrap() {
        prop_assert_eq!(&tokens[number(&span["token_start"])]["start"], &span["start"]);
        prop_assert_eq!(&tokens[number(&span["token_end"])]["end"], &span["end"]);
    }
    for relation in row["relations"].as_array().unwrap() {
        for (token, span) in [("head", "head_span"), ("child", "child_span")] {
            prop_assert_eq!(&relation[token], &relation[span]["token_end"]);
            let is_it = |other: &&Value| ["start", "end", "token_start", "token_end", "label", "id"].iter().all(|name| other[name] == relation[span][name]);
            prop_assert_eq!(row["spans"].as_array().unwrap().iter().filter(is_it).count(), 1);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn there_and_back_is_the_same(project in generate::project()) {
        there_and_back(&Prodigy, &project)?;
        rows(&project).iter().try_for_each(check_row)?;
    }

    #[test]
    fn tokens_cover_every_text_with_every_marks(pieces in prop::collection::vec(prop::sample::select(PIECES.as_slice()), 1..12), cuts in prop::collection::vec((0..60_usize, 1..9_usize), 0..6)) {
        let text = crate::text::Text::new(format!("x{}", pieces.concat()));
        let points = text.code_points().len();
        let ranges: Vec<TextRange> = cuts.iter().filter_map(|(start, length)| TextRange::from_code_points(&text, start % points..(start % points + length).min(points))).collect();
        let (starts, ends): (BTreeSet<usize>, BTreeSet<usize>) = (ranges.iter().map(|range| range.start()).collect(), ranges.iter().map(|range| range.end()).collect());
        let tokens = tokens(text.as_str(), &starts, &ends);
        let rebuilt: String = tokens.iter().map(|token| format!("{}{}", text.slice(token.at.clone()), if token.blank { " " } else { "" })).collect();
        prop_assert_eq!(rebuilt, text.as_str());
        for start in starts {
            prop_assert!(tokens.iter().any(|token| token.at.start == start), "{}", start);
        }
        for end in ends {
            prop_assert!(tokens.iter().any(|token| token.at.end == end), "{}", end);
        }
    }

    #[test]
    fn no_bytes_end_in_a_panic(bytes in prop_oneof![broken(SAMPLE), broken(HARD), prop::collection::vec(any::<u8>(), 0..60)]) {
        prop_assert!(survives(&Prodigy, &bytes) <= bytes.len());
    }
}

#[test]
fn many_tokens_take_no_longer_each_than_few() {
    // One character of two million code points with marks in it: looking at all of it from each edge would take hours.
    let text = format!("e{}", "\u{301}".repeat(2_000_000));
    let edges: BTreeSet<usize> = (0..100_000).map(|number| 1 + 40 * number).collect();
    assert_eq!(tokens(&text, &edges, &BTreeSet::new()).len(), 100_001);
    let flags = "🇩🇪".repeat(200_000);
    assert_eq!(tokens(&flags, &BTreeSet::new(), &BTreeSet::new()).len(), 200_000);
    let document = Document { text: flags, unit: Some(Unit::CodePoints), ..Document::default() };
    assert_eq!(rows(&project_of(&[document], 1))[0]["tokens"].as_array().unwrap().len(), 200_000);
}
