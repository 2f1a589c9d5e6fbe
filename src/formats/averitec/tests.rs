//! AVeriTeC: a sample in its form, broken ones, and what becomes of them in a project.

use super::*;
use crate::formats::Options;
use crate::formats::jsonl_lines::tests::{Memory, broken, read};
use crate::formats::tests as shared;
use crate::project::Meaning;
use crate::text::Text;
use proptest::prelude::*;

/// Made for this test, with every member that its data has.
const SAMPLE: &str = include_str!("../../../tests/data/formats/averitec/dev.json");

fn kept(kept: &[Kept]) -> Vec<&str> {
    kept.iter().map(|kept| kept.text.as_str()).collect()
}

#[test]
fn each_claim_is_an_article_with_a_claim_and_its_check() {
    let (documents, refused) = read(&Averitec, &Memory::of("dev.json", SAMPLE));
    assert_eq!((documents.len(), refused), (3, vec![]));
    let first = &documents[0];
    assert_eq!((first.line, first.id.as_str(), first.text.as_str()), (2, "17", "  The 📈 rose by 4.2% in 2019.\n"));
    let origin = &first.origin;
    assert_eq!((origin.url.as_str(), origin.outlet.as_str(), origin.published.as_str()), ("https://example.org/post", "Facebook", "2020-08-25"));
    let span = &first.spans[0];
    assert_eq!((span.label.as_str(), &span.at[..], &span.quote[..]), ("Claim", &[(2, 29)][..], &["The 📈 rose by 4.2% in 2019.".to_owned()][..]));
    assert_eq!(span.attributes, [("kinds".to_owned(), "Numerical,Event".to_owned())]);
    let check = span.check.as_deref().unwrap();
    assert_eq!((check.verdict.as_str(), check.speaker.as_str(), check.claimed_on.as_str()), ("Refuted", "A. Speaker", "2020-08-25"));
    assert_eq!(check.justification, "The office counted 2.4%.");
    let row = |question: &str, answer: &str, url: &str, archived: &str, medium: &str| Evidence {
        question: question.into(),
        answer: answer.into(),
        url: url.into(),
        archived: archived.into(),
        medium: medium.into(),
        ..Evidence::default()
    };
    let expected = [
        row("By how much?", "2.4%", "https://example.org/table", "https://archive.example.org/table", "Web table"),
        row("By how much?", "No. It fell before.", "", "", "Web text"),
        row("Who said so?", "", "", "", ""),
    ];
    assert_eq!(check.evidence, expected);
    assert_eq!(
        kept(&first.kept),
        [
            r#""required_reannotation":false"#,
            r#""fact_checking_article":"https://example.org/check""#,
            r#""location_ISO_code":"GB""#,
            r#""fact_checking_strategies":["Numerical Comparison"]"#,
            r#""claim_types":["Rumour"]"#
        ]
    );
    assert_eq!(
        kept(&span.kept),
        [r#"question 1 answer 1 {"answer_type":"Extractive"}"#, r#"question 1 answer 2 {"answer_type":"Boolean"}"#, r#"question 1 {"comment":"why?"}"#]
    );
    let verdicts: Vec<Option<String>> = documents.iter().map(|document| document.spans[0].check.as_ref().map(|check| check.verdict.clone())).collect();
    assert_eq!(verdicts, [Some("Refuted".to_owned()), Some("Conflicting".to_owned()), None], "an unchecked claim has no check");
    assert_eq!(documents[1].spans[0].check.as_ref().unwrap().claimed_on, "31-2-2020", "no day");
}

#[test]
fn checks_come_into_the_project_as_they_are() {
    let (project, intake) = shared::taken(&Averitec, &shared::Memory::of("dev.json", SAMPLE.as_bytes()), Options { format: NAME, ..Options::default() });
    assert_eq!((&intake.refused[..], &intake.repaired[..], intake.articles, intake.marks), (&[][..], &[][..], 3, 3));
    let mark = project.marks_in(project.order()[0]).next().unwrap();
    let check = project.check(mark.check().unwrap()).unwrap();
    assert_eq!((check.statement.as_str(), &*check.verdict, check.evidence.len()), ("The 📈 rose by 4.2% in 2019.", "Refuted", 3));
    let Meaning::Claim(claim) = &mark.meaning else { panic!("no claim") };
    assert_eq!(claim.kinds.len(), 2);
    assert_eq!(kept(&mark.kept).len(), 3);
    let article = project.article(mark.article).unwrap();
    assert!(kept(&article.kept).contains(&"id 17"));
    assert_eq!(article.text, Text::new("  The 📈 rose by 4.2% in 2019.\n"));
}

#[test]
fn rows_of_jsonl_and_a_claim_alone_are_read_too() {
    let claim = r#"{"claim":"One","label":"SUPPORTED"}"#;
    for (name, words) in [("a.json", claim.to_owned()), ("a.jsonl", format!("\u{feff}{claim}\r\n")), ("a.JSON", format!("\u{feff}[\r\n{claim}]"))] {
        let (documents, refused) = read(&Averitec, &Memory::of(name, words));
        assert_eq!((documents.len(), refused), (1, vec![]), "{name}");
        assert_eq!(documents[0].spans[0].check.as_ref().unwrap().verdict, "Supported");
    }
}

#[test]
fn each_kind_of_refusal_has_its_sentence_and_its_line() {
    let refused = |name: &str, words: &str| read(&Averitec, &Memory::of(name, words)).1;
    let line = |line: usize, why: &str| vec![(line, why.to_owned())];
    assert_eq!(refused("a.json", ""), []);
    let broken = [(2, "it is no JSON at byte 2: key must be a string".to_owned()), (2, "the file ends before its list of rows does".to_owned())];
    assert_eq!(refused("a.json", "[\n{]"), broken);
    assert_eq!(refused("a.json", "[{\"claim\":\"a\"},\n3]"), line(2, "it is no object of JSON"));
    assert_eq!(refused("a.json", "[{}]"), line(1, "it has no `claim`"));
    assert_eq!(refused("a.json", r#"{"claim":" \n"}"#), line(1, "its `claim` is empty"));
    assert_eq!(refused("a.json", r#"{"claim":"\ud800"}"#), line(1, "its `claim` holds half a character (a surrogate)"));
    assert_eq!(refused("a.json", r#"{"claim":"a","label":3}"#), line(1, "its `label` is no string"));
    let deep = format!("[{{\"claim\":{}{}}}]", "[".repeat(121), "]".repeat(121));
    assert_eq!(refused("a.json", &deep).len(), 1);
    let questions = r#"{"claim":"a","questions":[3,{"answers":[]},{"question":"q","answers":[1,{"answer":2},{"answer":"yes"}]}]}"#;
    let (documents, refused) = read(&Averitec, &Memory::of("a.json", questions));
    assert_eq!(documents[0].spans[0].check.as_ref().unwrap().evidence.len(), 1, "the rest is taken");
    let why: Vec<String> = refused.into_iter().map(|(_, why)| why).collect();
    let expected = [
        "question 1: it is no object of JSON",
        "question 2: it has no `question`",
        "question 3: answer 1: it is no object of JSON",
        "question 3: answer 2: its `answer` is no string",
    ];
    assert_eq!(why, expected);
}

#[test]
fn days_are_turned_and_anything_else_is_not() {
    let days =
        [("25-8-2020", "2020-08-25"), ("01-12-1999", "1999-12-01"), ("2020-08-25", "2020-08-25"), ("30-2-2020", "30-2-2020"), ("+1-2-2020", "+1-2-2020")];
    for (theirs, ours) in days.into_iter().chain([("1-2-2020-3", "1-2-2020-3"), ("1-2-20", "1-2-20"), ("", ""), ("-", "-"), ("99999-1-2020", "99999-1-2020")]) {
        assert_eq!(day(theirs.to_owned()), ours);
    }
}

#[test]
fn it_is_not_written() {
    let project = crate::project::Project::default();
    assert!(Averitec.write(&Export::of(&project, true), &mut shared::Memory::default()).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_end_in_a_panic(bytes in prop_oneof![broken(SAMPLE), prop::collection::vec(any::<u8>(), 0..60)]) {
        for name in ["a.json", "a.jsonl"] {
            let (_, intake) = shared::taken(&Averitec, &shared::Memory::of(name, &bytes), Options { format: NAME, ..Options::default() });
            prop_assert!(intake.marks < 20);
        }
    }
}
