//! ClaimReview: what is said of a check, where it is said, and that nothing else is.

use super::*;
use crate::article::Origin;
use crate::formats::losses;
use crate::formats::tests::Memory;
use crate::project::{ArticleId, ArticleState, Label, Mark, MarkId, MarkState, Parts, Project, Setting, Word, generate};
use crate::text::{Text, TextRange};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::sync::Arc;

fn check(number: usize, verdict: &str) -> Check {
    Check {
        id: format!("k0000000000{number}").parse().unwrap(),
        statement: format!("GDP rose by {number}% </script>\u{2028}"),
        verdict: verdict.into(),
        justification: String::new(),
        evidence: Vec::new(),
        speaker: String::new(),
        claimed_on: String::new(),
        by: "".into(),
        on: None,
    }
}

fn mark(number: usize, article: &Article, meaning: Meaning, state: MarkState) -> Arc<Mark> {
    let id = format!("m0000000000{number}").parse::<MarkId>().unwrap();
    let at = TextRange::new(&article.text, 0..1).unwrap().into();
    Arc::new(Mark { state, ..generate::plain_mark(id, article.id, at, meaning) })
}

fn claim_of(check: &Check) -> Meaning {
    let mut meaning = Meaning::of(&Label::Claim);
    if let Meaning::Claim(claim) = &mut meaning {
        claim.check = Some(check.id);
    }
    meaning
}

fn source(name: &str, kind: &str) -> Meaning {
    let mut meaning = Meaning::of(&Label::Source);
    if let Meaning::Source(source) = &mut meaning {
        (source.name, source.kind) = (name.into(), SourceKind::exactly(kind));
    }
    meaning
}

fn article(number: usize, origin: Origin) -> Article {
    let id: ArticleId = format!("a0000000000{number}").parse().unwrap();
    let state = ArticleState::Done;
    Article { id, title: format!("Article {number}"), origin, state, blocks: Vec::new(), text: Text::new("words"), skip: Vec::new(), kept: Vec::new() }
}

/// Two articles about one check, one of them about another, and a check that only a rejected claim mentions.
fn project(scale: &[&str]) -> Project {
    let origin = Origin {
        file: "one.txt".into(),
        url: "https://example.org/one".into(),
        outlet: "The Paper".into(),
        published: "2026-03-02".into(),
        ..Origin::default()
    };
    let articles = vec![article(1, origin), article(2, Origin::default()), article(3, Origin::default())];
    let evidence = vec![
        Evidence {
            question: "How much?".into(),
            answer: "2%".into(),
            url: "https://example.org/t".into(),
            medium: "table".into(),
            retrieved: "2026-03-04".into(),
            ..Evidence::default()
        },
        Evidence { title: "Report".into(), quote: "2%".into(), archived: "https://archive.example.org/t".into(), ..Evidence::default() },
        Evidence { question: "Who?".into(), ..Evidence::default() },
        Evidence::default(),
    ];
    let full = Check {
        justification: "It was 2%.".into(),
        evidence,
        speaker: "ONS".into(),
        claimed_on: "2026-03-01".into(),
        by: "amira".into(),
        on: Some("2026-03-05T10:00:00Z".parse().unwrap()),
        ..check(1, "Mostly false")
    };
    let checks = vec![full, check(2, ""), check(3, "4")];
    let ons = source("ONS", "Government");
    let marks = vec![
        mark(1, &articles[0], claim_of(&checks[0]), MarkState::Accepted),
        mark(2, &articles[1], claim_of(&checks[0]), MarkState::Accepted),
        mark(3, &articles[1], claim_of(&checks[0]), MarkState::Accepted),
        mark(4, &articles[1], claim_of(&checks[1]), MarkState::Accepted),
        mark(5, &articles[1], claim_of(&checks[2]), MarkState::Rejected),
        mark(6, &articles[2], ons, MarkState::Accepted),
        mark(7, &articles[2], source("City", "Person"), MarkState::Accepted),
        mark(8, &articles[2], source("City", "Government"), MarkState::Accepted),
    ];
    let settings = vec![Setting::Scale(scale.iter().map(|word| Name::from(*word)).collect())];
    Project::assemble(Parts { settings, articles, marks, checks, ..Parts::default() }).unwrap()
}

fn written(project: &Project, all_states: bool) -> (Memory, BTreeMap<String, Value>) {
    let mut files = Memory::default();
    ClaimReview.write(&Export::of(project, all_states), &mut files).unwrap();
    let names = crate::formats::Files::paths(&files);
    let values = names.into_iter().map(|name| (name.clone(), serde_json::from_str(&files.text(&name)).unwrap())).collect();
    (files, values)
}

#[test]
fn a_review_says_what_is_known_of_a_check_and_no_more() {
    let (_, files) = written(&project(&["True", "Mostly true", "Half true", "Mostly false", "False", "Pants on Fire"]), false);
    let statement = "GDP rose by 1% </script>\u{2028}";
    let expected = json!([{
        "@context": "https://schema.org", "@type": "ClaimReview", "@id": "urn:factmark:k00000000001", "claimReviewed": statement,
        "datePublished": "2026-03-05T10:00:00Z", "author": {"@type": "Person", "name": "amira"},
        "itemReviewed": {
            "@type": "Claim", "text": statement, "datePublished": "2026-03-01", "author": {"@type": "Organization", "name": "ONS"},
            "appearance": [
                {"@type": "NewsArticle", "headline": "Article 1", "url": "https://example.org/one", "datePublished": "2026-03-02",
                 "publisher": {"@type": "Organization", "name": "The Paper"}},
                {"@type": "NewsArticle", "headline": "Article 2"}
            ]
        },
        "reviewRating": {"@type": "Rating", "ratingValue": 3, "worstRating": 1, "bestRating": 6, "alternateName": "Mostly false"},
        "reviewBody": "It was 2%.",
        "hasPart": [
            {"@type": "Question", "text": "How much?", "acceptedAnswer": {"@type": "Answer", "text": "2%",
             "citation": {"@type": "CreativeWork", "url": "https://example.org/t", "description": "table, retrieved 2026-03-04"}}},
            {"@type": "Question", "text": "Who?"}
        ],
        "citation": [{"@type": "CreativeWork", "name": "Report", "archivedAt": "https://archive.example.org/t", "text": "2%"}]
    }]);
    assert_eq!(files["one.jsonld"], expected);
    let open = &files["a00000000002.jsonld"];
    assert_eq!(open.as_array().unwrap().len(), 1, "a check stands where it is mentioned first");
    let names: Vec<&str> = open[0].as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(names.len(), 5, "an open check has no rating, and nobody made it: {names:?}");
    assert_eq!(files.keys().map(String::as_str).collect::<Vec<_>>(), ["a00000000002.jsonld", "claimreview.jsonld", "one.jsonld"]);
    let third = &files["claimreview.jsonld"][0];
    assert_eq!((&third["reviewRating"], third["itemReviewed"].get("appearance")), (&json!({"@type": "Rating", "alternateName": "4"}), None));
    let (_, all) = written(&project(&["1", "5"]), true);
    assert_eq!(all.keys().map(String::as_str).collect::<Vec<_>>(), ["a00000000002.jsonld", "one.jsonld"], "rejected claims are written too");
}

#[test]
fn numbers_are_said_where_the_scale_has_an_order() {
    let of = |scale: &[&str], verdict: &str| numbers(&scale.iter().map(|word| Name::from(*word)).collect::<Vec<_>>(), verdict);
    assert_eq!(of(&["1", "2", "3", "4", "5"], "4"), Some((4, 1, 5)));
    assert_eq!(of(&["5", "-1"], "5"), Some((5, -1, 5)));
    assert_eq!(of(&["1", "2"], "3"), None, "a verdict of another scale");
    assert_eq!(of(&POLITIFACT, "true"), Some((6, 1, 6)));
    assert_eq!(of(&POLITIFACT, "pants on fire"), Some((1, 1, 6)));
    assert_eq!(of(&crate::project::DEFAULT_SCALE, "Supported"), None, "too little evidence is between no two others");
    assert_eq!(of(&[], ""), None);
    assert_eq!(rating(&[], "NotEnoughEvidence"), r#"{"@type":"Rating","alternateName":"Not enough evidence"}"#);
    let project = project(&[]);
    let kinds = kinds(&Export::of(&project, false));
    assert_eq!(["ONS", "City", "nobody"].map(|name| kind_of(&kinds, name)), ["Organization", "", ""], "sources of one name that are not alike say nothing");
}

#[test]
fn a_project_without_checks_is_an_empty_list_and_no_script_ends() {
    assert_eq!(written(&Project::default(), true).0.text("claimreview.jsonld"), "[\n]\n");
    let (files, _) = written(&project(&[]), false);
    for name in ["one.jsonld", "claimreview.jsonld"] {
        assert!(!files.text(name).contains(['<', '\u{2028}']), "{}", files.text(name));
    }
}

#[test]
fn it_is_not_read_and_tells_what_it_leaves_out() {
    let mut take = |_| {};
    let mut reading = Reading::new(&mut take);
    ClaimReview.read(&Memory::of("a.jsonld", b"[]"), &mut reading);
    assert_eq!(reading.refused.len(), 1);
    let project = project(&["1"]);
    let lost = losses(&Export::of(&project, false), &ClaimReview);
    let counts: Vec<(&str, usize)> = lost.iter().map(|loss| (loss.what, loss.count)).collect();
    assert!(counts.contains(&("marks", 7)) && counts.contains(&("articles with their texts", 3)), "{counts:?}");
    assert!(!counts.iter().any(|(what, _)| *what == "checks"), "{counts:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_check_of_any_project_is_reviewed_once(project in generate::project()) {
        for all_states in [false, true] {
            let (_, files) = written(&project, all_states);
            let mut ids: Vec<String> = files.values().flat_map(|list| list.as_array().unwrap()).map(|review| review["@id"].as_str().unwrap().to_owned()).collect();
            ids.sort();
            let mut expected: Vec<String> = project.checks().map(|check| format!("urn:factmark:{}", check.id)).collect();
            expected.sort();
            prop_assert_eq!(ids, expected);
        }
    }
}
