//! W3C Web Annotation: the oracle's sample, ours, other programs' forms, broken ones.

mod others;

use super::*;
use crate::formats::jsonl_lines::tests::{Memory, broken, compare_with, hard, project_of, read, said, survives, written};
use crate::formats::tests as shared;
use crate::formats::{Document, Options};
use crate::project::{Kept, Project, generate};
use proptest::prelude::*;

const SAMPLE: &str = include_str!("../../../tests/data/formats/w3c/w3c.jsonld");
const EXPECTED: &str = include_str!("../../../tests/data/formats/w3c/expected.json");
const TEXTS: [(&str, &str); 2] =
    [("d1.txt", include_str!("../../../tests/data/formats/w3c/d1.txt")), ("d2.txt", include_str!("../../../tests/data/formats/w3c/d2.txt"))];
/// What the hard project is written as; `check_exports.py w3c-jsonld` takes it.
const HARD: &str = include_str!("../../../tests/data/formats/w3c/hard.jsonld");

/// The example of the reference.
const TEXT: &str = "Récord 📈: «GDP rose 4.2%», said ONS.\nSource: ons.gov.uk\n";

fn files(annotations: &str, texts: &[(&str, &str)]) -> Memory {
    let mut files = Memory::of("a.jsonld", annotations);
    for (name, words) in texts {
        files.begin(name).unwrap();
        files.put(words.as_bytes()).unwrap();
    }
    files
}

/// The only document of annotations about the text of the reference, and what is refused of it.
fn one(annotations: &str) -> (Document, Vec<(usize, String)>) {
    let (mut documents, refused) = read(&W3c, &files(annotations, &[("article.txt", TEXT)]));
    assert_eq!(documents.len(), 1, "{refused:?}");
    (documents.remove(0), refused)
}

fn kept(kept: &[Kept]) -> Vec<&str> {
    kept.iter().map(|kept| kept.text.as_str()).collect()
}

fn options() -> Options {
    Options { format: NAME, ..Options::default() }
}

fn mark(members: &str, selectors: &str) -> String {
    format!(r#"{{"id":"urn:uuid:c1","type":"Annotation",{members},"target":{{"source":"https://example.org/article","selector":[{selectors}]}}}}"#)
}

const PLACE: &str = r#"{"type":"TextPositionSelector","start":11,"end":24},{"type":"TextQuoteSelector","exact":"GDP rose 4.2%","prefix":"«"}"#;

#[test]
fn the_sample_says_what_the_oracle_has_of_it() {
    let (documents, refused) = read(&W3c, &files(SAMPLE, &TEXTS));
    assert_eq!(refused, []);
    compare_with(&documents, EXPECTED, false);
    let ids: Vec<&str> = documents.iter().map(|document| document.id.as_str()).collect();
    assert_eq!((ids.as_slice(), documents[0].line, documents[0].spans[1].line), (["urn:doc:d1", "urn:doc:d2"].as_slice(), 6, 32));
}

#[test]
fn the_sample_is_written_with_the_ids_that_it_had() {
    let mut all = shared::Memory::of("a.jsonld", SAMPLE.as_bytes());
    for (name, words) in TEXTS {
        all.begin(name).unwrap();
        all.put(words.as_bytes()).unwrap();
    }
    let (project, intake) = shared::taken(&W3c, &all, options());
    let why: Vec<&str> = intake.refused.iter().map(|refused| refused.why.as_str()).collect();
    assert_eq!(why, Vec::<&str>::new());
    assert_eq!((intake.repaired.len(), intake.marks, intake.links), (1, 10, 2), "a link of a figure to a claim is one of the project's own kind");
    let first = shared::written(&project, &W3c);
    let words = first.text(FILE);
    for id in ["\"id\":\"urn:doc:d1\"", "\"id\":\"urn:anno:d1-T7\"", "\"target\":\"urn:anno:d1-T1\"", "\"source\":\"urn:doc:d2\""] {
        assert!(words.contains(id), "{id} in {words}");
    }
    let (again, intake) = shared::taken(&W3c, &first, options());
    assert_eq!((&intake.refused[..], intake.marks), (&[][..], 10));
    assert!(shared::written(&again, &W3c) == first);
}

#[test]
fn an_annotation_says_its_label_its_note_and_who_made_it_and_keeps_the_rest() {
    let members = r#""motivation":"tagging","created":"2026-01-05T10:00:00Z","creator":{"id":"urn:x-annotator:a1","type":"Person","name":"A1"},
        "rights":"https://example.org/licence","body":[{"type":"TextualBody","purpose":"tagging","value":"Claim"},
        {"type":"TextualBody","purpose":"commenting","value":"needs the base year","format":"text/plain","language":"en"},
        {"type":"TextualBody","purpose":"tagging","value":"urgent"},{"type":"SpecificResource","purpose":"identifying","source":"https://example.org/q1"}]"#;
    let selectors = format!(r#"{PLACE},{{"type":"XPathSelector","value":"/p[1]"}}"#);
    let (document, refused) = one(&format!("[{}]", mark(members, &selectors)));
    assert_eq!(refused, []);
    let span = &document.spans[0];
    assert_eq!((span.label.as_str(), span.note.as_str(), span.by.as_str(), span.on.as_str()), ("Claim", "needs the base year", "A1", "2026-01-05T10:00:00Z"));
    assert_eq!((&span.tags[..], &span.at[..], &span.quote[..]), (&["urgent".to_owned()][..], &[(11, 24)][..], &["GDP rose 4.2%".to_owned()][..]));
    let all = [
        r#""rights":"https://example.org/licence""#,
        "id urn:uuid:c1",
        r#"creator {"id":"urn:x-annotator:a1"}"#,
        r#"note {"format":"text/plain","language":"en"}"#,
        r#"body {"type":"SpecificResource","purpose":"identifying","source":"https://example.org/q1"}"#,
        r#"selector 0 {"type":"XPathSelector","value":"/p[1]"}"#,
    ];
    assert_eq!(kept(&span.kept), all);
    assert_eq!(
        (document.id.as_str(), document.origin.url.as_str(), document.origin.file.as_str()),
        ("https://example.org/article", "https://example.org/article", "article.txt")
    );
    let words = written(&W3c, &project_of(&[document], 5));
    for part in ["\"rights\":", "urn:x-annotator:a1", "XPathSelector", "identifying"] {
        assert_eq!(words.text(FILE).matches(part).count(), 1, "{part} in {}", words.text(FILE));
    }
}

#[test]
fn bodies_of_every_form_give_labels_and_notes() {
    let said = |members: &str| {
        let (document, refused) = one(&mark(members, PLACE));
        assert_eq!(refused, []);
        let span = document.spans.into_iter().next().unwrap();
        (span.label, span.note, span.tags.join(","))
    };
    let expect = |label: &str, note: &str, tags: &str| (label.to_owned(), note.to_owned(), tags.to_owned());
    assert_eq!(said(r#""body":{"type":"TextualBody","value":"Claim"}"#), expect("Claim", "", ""));
    assert_eq!(said(r#""body":{"value":"Claim","purpose":"oa:classifying"}"#), expect("Claim", "", ""));
    assert_eq!(said(r#""motivation":"commenting","body":{"type":"TextualBody","value":"why?"}"#), expect("commenting", "why?", ""));
    assert_eq!(said(r#""motivation":["describing"],"bodyValue":"why?""#), expect("describing", "why?", ""));
    assert_eq!(said(r#""motivation":"highlighting""#), expect("highlighting", "", ""));
    assert_eq!(
        said(r#""body":[{"value":"a"},{"value":"b"},{"value":"c","purpose":"describing"},{"value":"d","purpose":"commenting"}]"#),
        expect("a", "c\n\nd", "b")
    );
    assert_eq!(said(r#""bodyValue":"Claim","creator":"urn:x""#), expect("Claim", "", ""));
}

#[test]
fn fragments_are_targets_or_selectors_and_links_have_two_forms() {
    let target = |start: usize, end: usize| {
        format!(r#"{{"source":"https://example.org/article.txt","selector":{{"type":"TextPositionSelector","start":{start},"end":{end}}}}}"#)
    };
    let targets = format!(
        r#"[{{"id":"urn:s1","type":"Annotation","body":{{"value":"Source"}},"target":[{},{}]}},
        {{"id":"urn:c1","type":["Annotation"],"body":{{"value":"Claim"}},"target":{{"source":{{"id":"https://example.org/article.txt"}},"selector":[
          {{"type":"TextPositionSelector","start":11,"end":14}},{{"type":"TextPositionSelector","start":20,"end":24}},
          {{"type":"TextQuoteSelector","exact":"GDP"}},{{"type":"TextQuoteSelector","exact":"4.2%"}}]}}}},
        {{"id":"urn:r1","type":"Annotation","motivation":"linking","body":[{{"type":"TextualBody","purpose":"tagging","value":"attributed_to"}}],"target":[{{"id":"urn:c1"}},{{"id":"urn:s1"}}]}},
        {{"id":"urn:r2","type":"Annotation","motivation":"linking","body":"urn:c1","target":"urn:s1"}}]"#,
        target(32, 35),
        target(45, 55)
    );
    let (document, refused) = one(&targets);
    assert_eq!(refused, []);
    let (spans, links) = said(&document);
    let words: Vec<Vec<String>> = spans.into_iter().map(|(_, words)| words.into_iter().map(|(_, words)| words).collect()).collect();
    assert_eq!(words, [["ONS", "ons.gov.uk"], ["GDP", "4.2%"]]);
    let link = |kind: &str, from: &str, to: &str| (kind.to_owned(), from.to_owned(), to.to_owned());
    let (source, claim) = ("Source ONS|ons.gov.uk", "Claim GDP|4.2%");
    assert_eq!(links, [link("attributed_to", claim, source), link("linking", source, claim)]);
}

#[test]
fn a_quote_without_a_place_is_looked_for_with_what_stands_around_it() {
    let quote = |words: &str| mark(r#""body":{"value":"Figure"}"#, &format!(r#"{{"type":"TextQuoteSelector",{words}}}"#));
    let at = |words: &str| one(&quote(words)).0.spans.first().map(|span| span.at.clone());
    assert_eq!(at(r#""exact":"4.2%""#), Some(vec![(20, 24)]));
    assert_eq!(at(r#""exact":"4.2%","prefix":"not there""#), Some(vec![(20, 24)]), "it stands once");
    assert_eq!(at(r#""exact":"S","prefix":"ON""#), Some(vec![(34, 35)]));
    let (document, refused) = one(&quote(r#""exact":"S""#));
    let why = "Figure urn:uuid:c1: it has no place, and its words stand nowhere alone";
    assert_eq!((document.spans.len(), refused), (0, vec![(1, why.to_owned())]));
    assert_eq!(one(&quote(r#""exact":"CPI""#)).1[0].1, why);
}

#[test]
fn the_hard_project_is_written_as_the_file_that_was_checked() {
    let first = written(&W3c, &hard());
    assert_eq!(first.text(FILE), HARD);
    let (documents, refused) = read(&W3c, &first);
    assert_eq!((documents.len(), refused), (2, vec![]));
    assert_eq!(written(&W3c, &project_of(&documents, 9)), first);
}

#[test]
fn an_annotation_of_a_text_as_a_whole_is_kept_with_the_article() {
    let whole = r#"{"id":"urn:n1","type":"Annotation","motivation":"commenting","body":{"value":"dull"},"target":"https://example.org/article"}"#;
    let reply = r#"{"id":"urn:n2","type":"Annotation","motivation":"replying","body":{"value":"no"},"target":"urn:uuid:c1"}"#;
    let (document, refused) = one(&format!("[{whole},{},{reply}]", mark(r#""body":{"value":"Claim"}"#, PLACE)));
    assert_eq!(refused, []);
    assert_eq!(kept(&document.kept), [format!("item {whole}"), format!("item {reply}")]);
    let all = shared::Memory::of("a.jsonld", format!("[{whole},{}]", mark(r#""body":{"value":"Claim"}"#, PLACE)).as_bytes());
    let mut all = all;
    all.begin("article.txt").unwrap();
    all.put(TEXT.as_bytes()).unwrap();
    let (project, _) = shared::taken(&W3c, &all, options());
    let first = shared::written(&project, &W3c);
    assert_eq!(first.text(FILE).matches(whole).count(), 1, "{}", first.text(FILE));
    let (again, _) = shared::taken(&W3c, &first, options());
    assert!(shared::written(&again, &W3c) == first);
}

#[test]
fn each_kind_of_refusal_has_its_sentence_and_its_line() {
    let refused = |words: &str| read(&W3c, &files(words, &[])).1;
    let line = |line: usize, why: &str| vec![(line, why.to_owned())];
    assert_eq!(refused(""), line(0, "it is empty"));
    assert_eq!(refused("[\n{]"), line(2, "it is no JSON: key must be a string"));
    assert_eq!(refused("3"), line(1, "it is no object of JSON, and no list of annotations"));
    assert_eq!(refused("[\n3,\n\"urn:a\"]"), [(2, "it is no object of JSON".to_owned()), (3, "the annotation is only named, not there: urn:a".to_owned())]);
    assert_eq!(refused(r#"[{"type":"Annotation"}]"#), line(1, "it has no `target`, so that it is no annotation"));
    assert_eq!(refused(r#"[{"type":"Person","target":"a"}]"#), line(1, "its `type` is not Annotation"));
    assert_eq!(refused(r#"{"type":"Annotation","target":"urn:a"}"#), line(1, "there is no text of the name urn:a"));
    assert_eq!(refused(&mark(r#""bodyValue":"x""#, "")), line(1, "none of its selectors is a TextPositionSelector or a TextQuoteSelector"));
    assert_eq!(refused(&mark(r#""bodyValue":"x""#, PLACE)), [], "the project may have its text");
    let (_, intake) = shared::taken(&W3c, &shared::Memory::of("a.jsonld", mark(r#""bodyValue":"x""#, PLACE).as_bytes()), options());
    let why = "there is no text of the name https://example.org/article for 1 annotation: put it beside as a .txt of that name";
    assert_eq!(intake.refused.iter().map(|refused| (refused.line, refused.why.as_str())).collect::<Vec<_>>(), [(1, why)]);
    let places = r#"{"type":"TextPositionSelector","start":-1,"end":2}"#;
    assert_eq!(refused(&mark(r#""bodyValue":"x""#, places)), line(1, "its `start` is no whole number from 0"));
    let many = format!("{PLACE},{{\"type\":\"TextPositionSelector\",\"start\":1,\"end\":2}}");
    assert_eq!(refused(&mark(r#""bodyValue":"x""#, &many)), line(1, "its selectors are 2 places and 1 quotes, so that nothing says which belong together"));
    assert_eq!(
        refused(r#"{"items":[],"next":"https://example.org/2","label":"x"}"#),
        [
            (1, "the annotations of another page are not in this file: \"https://example.org/2\"".to_owned()),
            (1, "what is said of the page as a whole is not taken: `label`".to_owned())
        ]
    );
    let link = r#"[{"type":"Annotation","motivation":"linking","target":"urn:a","body":{"id":"urn:b"}},{"type":"Annotation","motivation":"linking","target":"urn:a","rights":1}]"#;
    assert_eq!(
        refused(link),
        [
            (1, "the link linking has 1 ends, and should have two".to_owned()),
            (1, "the link linking is taken, but not what else it says: `rights`".to_owned()),
            (1, "the link linking: it begins at urn:a, which is no annotation of these files".to_owned())
        ]
    );
    assert_eq!(
        refused(&format!("{}{}", "[".repeat(121), "]".repeat(121))),
        line(0, "its values lie more than 120 deep in each other; nothing of the file was read")
    );
    let (_, other) = read(&W3c, &Memory::of("a.csv", ""));
    assert_eq!(other.len(), 1);
}

#[test]
fn places_without_words_that_fit_another_unit_better_are_told() {
    let at = |(start, end): (usize, usize)| {
        format!(
            r#"{{"type":"Annotation","body":{{"type":"TextualBody","purpose":"tagging","value":"X"}},"target":{{"source":"urn:d","selector":{{"type":"TextPositionSelector","start":{start},"end":{end}}}}}}}"#
        )
    };
    let told = |places: [(usize, usize); 2]| {
        let mut files = shared::Memory::of("a.jsonld", format!("[{}]", places.map(at).join(",")).as_bytes());
        files.begin("d.txt").unwrap();
        files.put("📈 John said GDP".as_bytes()).unwrap();
        shared::taken(&W3c, &files, options()).1.repaired.into_iter().filter(|repaired| repaired.why.contains("no words prove them")).count()
    };
    assert_eq!((told([(2, 6), (7, 11)]), told([(3, 7), (8, 12)])), (0, 1), "in code points; in UTF-16 code units");
}

/// A project with things kept of this format in every place, right and wrong.
fn with_kept(mut project: Project, texts: &[String]) -> Project {
    let mut documents = project.articles().cloned().collect::<Vec<_>>();
    let all: Vec<Kept> = texts.iter().map(|text| Kept { format: NAME.into(), text: text.clone() }).collect();
    let mut edits = Vec::new();
    for article in &mut documents {
        let after = crate::project::Article { kept: all.clone(), ..article.as_ref().clone() };
        edits.push(crate::edit::Edit::article(Some(article.clone()), Some(after)));
    }
    for mark in project.marks().cloned().collect::<Vec<_>>() {
        let after = crate::project::Mark { kept: all.clone(), ..mark.as_ref().clone() };
        edits.push(crate::edit::Edit::mark(Some(mark), Some(after)));
    }
    project.apply(&crate::edit::Change { name: String::new(), by: "".into(), on: None, edits }).unwrap();
    project
}

fn kept_text() -> impl Strategy<Value = String> {
    let slots = prop::sample::select(
        &[
            "\"a\":",
            "\"motivation\":",
            "\"creator\":",
            "\"created\":",
            "\"format\":",
            "\"id\":",
            "\"factmark:state\":",
            "id ",
            "label ",
            "note ",
            "creator ",
            "target 0 ",
            "selector 0 ",
            "selector 1 ",
            "body ",
            "item ",
            "",
        ][..],
    );
    let values = prop::sample::select(
        &[
            "1",
            "{}",
            "[1, 2]",
            "null",
            "\"linking\"",
            "\"x\"",
            "\"2026-01-05T10:00:00Z\"",
            "urn:x",
            "urn:factmark:x",
            "{\"a\":1}",
            "{\"purpose\":\"classifying\"}",
            "{\"purpose\":\"describing\"}",
            "{\"type\":\"XPathSelector\"}",
            "{\"value\":\"x\"}",
            "{\"id\":\"urn:b\"}",
            "{\"target\":\"urn:x\"}",
            "{",
            "\n",
        ][..],
    );
    (slots, values).prop_map(|(slot, value)| format!("{slot}{value}"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_kept_of_this_format_comes_back(project in generate::project(), texts in prop::collection::vec(kept_text(), 0..6)) {
        prop_assume!(shared::names_stay(&project));
        let project = with_kept(project, &texts);
        let first = shared::written(&project, &W3c);
        let (again, intake) = shared::taken(&W3c, &first, options());
        prop_assert_eq!(&intake.refused, &vec![]);
        let second = shared::written(&again, &W3c);
        prop_assert!(second == first, "{}", shared::difference(&second, &first));
        let sorted = |project: &Project| {
            let mut all: Vec<Vec<String>> = project.marks().map(|mark| {
                let mut kept: Vec<String> = mark.kept.iter().map(|kept| kept.text.replace('\n', " ")).collect();
                kept.sort();
                kept
            }).collect();
            all.sort();
            all
        };
        let written_marks = Export::of(&project, true).articles.iter().map(|(article, _)| Export::of(&project, true).marks(article).len()).sum::<usize>();
        if written_marks == project.marks().count() {
            prop_assert_eq!(sorted(&again), sorted(&project));
        }
    }

    #[test]
    fn no_bytes_end_in_a_panic(bytes in prop_oneof![broken(SAMPLE), broken(HARD), prop::collection::vec(any::<u8>(), 0..60)]) {
        let mut all = Memory::of("a.jsonld", &bytes);
        for (name, words) in TEXTS {
            all.begin(name).unwrap();
            all.put(words.as_bytes()).unwrap();
        }
        let (documents, _) = read(&W3c, &all);
        prop_assert!(documents.len() < 20);
        prop_assert_eq!(survives(&W3c, &bytes), 0, "a file of another name is not read");
    }
}
