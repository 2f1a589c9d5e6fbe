//! Rows of others, and rows that are not quite ours.

use super::*;
use crate::formats::Document;
use crate::formats::jsonl_lines::tests::{one, said, told, why_not};
use crate::project::{ArticleState, MarkState};

const TEXT: &str = "📈 John said GDP rose. New York grew, 4.2%.\nSource: ONS.\n";

/// A row with spans.
fn row(spans: &str) -> String {
    with(&format!(r#""spans":[{spans}]"#))
}

/// A row with members beside its text.
fn with(members: &str) -> String {
    format!(r#"{{"text":{},{members}}}"#, Value::from(TEXT))
}

fn spans(document: &Document) -> Vec<String> {
    said(document).0.into_iter().map(|(label, words)| format!("{label} {}", words.into_iter().map(|(_, words)| words).collect::<Vec<_>>().join("|"))).collect()
}

/// The words of the spans of a row, what is refused of it, and what is put right.
fn all(row: &str) -> (Vec<String>, Vec<String>, Vec<String>) {
    let (refused, repaired) = told(&Jsonl, row);
    let plain = |said: Vec<(usize, String)>| said.into_iter().map(|(_, why)| why).collect();
    (spans(&one(&Jsonl, row).0), plain(refused), plain(repaired))
}

/// Why a span is not taken.
fn why(span: &str) -> String {
    let (spans, mut refused, _) = all(&row(span));
    assert_eq!((spans.len(), refused.len()), (0, 1), "{refused:?}");
    refused.remove(0)
}

#[test]
fn a_span_that_lacks_something_is_refused_by_what_it_lacks() {
    assert_eq!(why(r#"{"end":6,"label":"X"}"#), "span 0: it has no `start`");
    assert_eq!(why(r#"{"start":2,"label":"X"}"#), "span 0: it has no `end`");
    assert_eq!(why(r#"{"start":2,"end":6}"#), "span 0: it has no `label`");
    assert_eq!(why(r#"{"start":2,"end":6,"label":null}"#), "span 0: it has no `label`");
    assert_eq!(why(r#"{"start":2,"end":6,"label":""}"#), "span 0: its label is empty");
    assert_eq!(why(r#"{"start":2,"end":6,"type":"A","tag":"B"}"#), "span 0: it has no `label`, but both `type` and `tag`");
    assert_eq!(why(r#"{"start":-2,"end":6,"label":"X"}"#), "span 0: its `start` is no whole number from 0");
    assert_eq!(why(r#"{"text":"John","label":"X"}"#), "span 0: it has no `start`");
    assert_eq!(why(r#"{"start":2,"end":6,"label":"X","text":"\ud83d"}"#), "span 0: its `text` holds half a character (a surrogate)");
    assert_eq!(why(r#"{"start":2,"end":6,"label":"X","tags":7}"#), "span 0: it is not understood: invalid type: integer `7`, expected a sequence");
    assert_eq!(why(r#"{"fragments":[],"label":"X"}"#), "span 0: it has no place: its `fragments` is empty");
    assert_eq!(why("7"), "span 0: it is no object of JSON");
    let (spans, refused, _) = all(&row(r#"{"start":-2,"end":6,"label":"X"},{"id":3,"start":2,"end":6,"label":"Y","text":"John"}"#));
    assert_eq!((spans, refused.len()), (vec!["Y John".to_owned()], 1), "one span does not take the others with it");
}

#[test]
fn other_names_of_members_are_read_where_they_are_clear() {
    for span in [
        r#"{"begin":2,"end":6,"type":"X","text":"John"}"#,
        r#"{"start_offset":2,"end_offset":6,"tag":"X","text":"John"}"#,
        r#"{"start":2,"end":6,"label":"X","type":"noun","text":"John","id":null,"note":null}"#,
    ] {
        assert_eq!(all(&row(span)), (vec!["X John".to_owned()], vec![], vec![]), "{span}");
    }
    for members in [
        r#""label":[[2,6,"X"]]"#,
        r#""labels":[[2,6,"X"]],"spans":null"#,
        r#""spans":[[2,6,"X"]]"#,
        r#""entities":[{"start":2,"end":6,"label":"X"}],"label":"positive""#,
        r#""annotations":[{"start_offset":2,"end_offset":6,"label":"X"}],"spans":[]"#,
        r#""ents":[{"start":2,"end":6,"label":"X"}],"spans":[{"start":2,"end":6,"label":"X"}]"#,
    ] {
        let (spans, refused, repaired) = all(&with(members));
        assert_eq!((spans, refused, repaired.len()), (vec!["X John".to_owned()], vec![], 1), "{members}: that it was counted in code points is told");
    }
    assert_eq!(all(&with(r#""ner":[[2,6,"X"]]"#)).1, ["its `ner` looks like spans, but is not read as such: 1 are not taken"]);
    assert_eq!(why_not(&Jsonl, "no row"), "it is no row of JSON: no object of JSON");
    assert_eq!(why_not(&Jsonl, "{\"text\""), "it is no row of JSON: no JSON at byte 7: EOF while parsing an object");
    assert_eq!(why_not(&Jsonl, &with(r#""spans":{}"#)), "its `spans` is no list");
}

#[test]
fn states_are_read_as_people_type_them() {
    let state = |state: &str| {
        let row = row(&format!(r#"{{"start":2,"end":6,"label":"X","text":"John","state":"{state}"}}"#));
        (one(&Jsonl, &row).0.spans[0].state, all(&row).2)
    };
    assert_eq!(state("rejected"), (Some(MarkState::Rejected), vec![]));
    assert_eq!(state("PROPOSED"), (Some(MarkState::Proposed), vec![]));
    let why = "span 0: its state `Whatever` is none of Accepted, Proposed, Rejected: it is read as if none were said";
    assert_eq!(state("Whatever"), (None, vec![why.to_owned()]));
    let row = with(r#""article":{"state":"done"}"#);
    assert_eq!(one(&Jsonl, &row).0.state, Some(ArticleState::Done));
}

#[test]
fn ids_may_be_numbers_and_stand_for_one_span_each() {
    let row = with(
        r#""id":7,"title":null,"spans":[{"id":1,"start":2,"end":6,"label":"X","text":"John"},{"id":1,"start":7,"end":11,"label":"Y","text":"said"}],"links":[{"type":"k","from":1,"to":1},{"type":"k","from":1},{}]"#,
    );
    let (document, refused) = one(&Jsonl, &row);
    assert_eq!((document.id.as_str(), document.spans[0].id.as_str(), document.spans[1].id.as_str()), ("7", "1", ""));
    assert_eq!((document.ties.len(), document.ties[0].from.as_str()), (1, "1"));
    assert_eq!(refused, ["link 1: it does not say by `from` and `to` what it links", "link 2: it has no `type`"]);
    assert_eq!(all(&row).2, ["two spans have the id 1, so that links lead to the first of them"]);
}

#[test]
fn the_words_of_several_fragments_are_asked() {
    let quotes = |text: &str| {
        let row = row(&format!(r#"{{"start":2,"end":15,"fragments":[[2,6],[12,15]],"label":"X","text":"{text}"}}"#));
        one(&Jsonl, &row).0.spans[0].quote.join("|")
    };
    assert_eq!(quotes("John said GDP"), "John|GDP", "from end to end, as it is written");
    assert_eq!(quotes("John GDP"), "John GDP", "joined by a blank; compared where it is placed");
    assert_eq!(quotes("completely other"), "completely other", "refused where it is placed");
    let row = row(r#"{"start":2,"end":9,"fragments":[[2,6],[12,15]],"quotes":["John","GDP"],"label":"X"}"#);
    assert_eq!(
        all(&row),
        (vec!["X John|GDP".to_owned()], vec![], vec!["span 0: its start and end are not those of its fragments, which were taken".to_owned()])
    );
}
