//! What changes a project: `mark`, `link`, `state`, `remove`.

use super::{HARD, Place};

/// The words that a mark's offsets stand for, counted here in code points.
fn words_at(text: &str, at: &serde_json::Value) -> String {
    let number = |index: usize| usize::try_from(at[index].as_u64().unwrap()).unwrap();
    text.chars().skip(number(0)).take(number(1) - number(0)).collect()
}

#[test]
fn offsets_are_code_points_whatever_the_script() {
    let place = Place::new();
    place.write("h.txt", HARD);
    place.good(&["new", "p.ron", "h.txt"]);
    let text = HARD.replace("\r\n", "\n");
    let quotes = ["سلام", "\u{a0}", "🏳️‍🌈", "e\u{301} न", "नमस्ते", "ไทย", "中文\n\nThe", "cracks\u{2028}were", "“40”", "all.\n"];
    for quote in quotes {
        place.mark("claim", quote);
    }
    let shown = place.json(&["show", "p.ron", "--json"]);
    let article = &shown["articles"][0];
    assert_eq!(article["text"].as_str(), Some(text.as_str()));
    assert_eq!(article["origin"], serde_json::json!({"file": "h.txt", "crlf": true}));
    let mut found: Vec<String> = article["marks"].as_array().unwrap().iter().map(|mark| words_at(&text, &mark["at"][0])).collect();
    let mut quoted: Vec<&str> = article["marks"].as_array().unwrap().iter().map(|mark| mark["quote"][0].as_str().unwrap()).collect();
    assert_eq!(found, quoted);
    found.sort();
    quoted.sort_unstable();
    let mut expected = quotes.to_vec();
    expected.sort_unstable();
    assert_eq!(found, expected);
    let starts: Vec<u64> = article["marks"].as_array().unwrap().iter().map(|mark| mark["at"][0][0].as_u64().unwrap()).collect();
    assert!(starts.is_sorted(), "marks stand in reading order");
}

#[test]
fn a_place_is_taken_to_the_letter() {
    let place = Place::new();
    place.write("h.txt", HARD);
    place.good(&["new", "p.ron", "h.txt"]);
    let article = place.article(0);
    let text = HARD.replace("\r\n", "\n");
    let length = text.chars().count();
    // One code point of a flag, a combining mark alone, white space at both edges, fragments that touch.
    for at in ["5..6", "11..12", "4..5", "20..22", "0..2,2..4", "1..2,8..9,30..31"] {
        place.good(&["mark", "p.ron", "--article", &article, "--label", "source", "--at", at]);
        let shown = place.json(&["show", "p.ron", "--json"]);
        let expected: Vec<[usize; 2]> =
            at.split(',').map(|part| part.split_once("..").unwrap()).map(|(a, b)| [a.parse().unwrap(), b.parse().unwrap()]).collect();
        let mark = shown["articles"][0]["marks"].as_array().unwrap().iter().find(|mark| mark["at"] == serde_json::json!(expected));
        assert!(mark.is_some(), "{at}");
    }
    let last = format!("0..{length}");
    place.good(&["mark", "p.ron", "--article", &article, "--label", "claim", "--at", &last]);
    for (at, words) in [
        (format!("0..{}", length + 1), format!("whose text has {length} code points")),
        ("7..7".to_owned(), "7..7 is no place".to_owned()),
        ("9..7".to_owned(), "9..7 is no place".to_owned()),
        ("10..20,5..8".to_owned(), "not in text order or overlap".to_owned()),
        ("10..20,15..25".to_owned(), "not in text order or overlap".to_owned()),
        ("ten".to_owned(), "two numbers of code points".to_owned()),
    ] {
        let said = place.bad(&["mark", "p.ron", "--article", &article, "--label", "claim", "--at", &at]);
        assert!(said.contains(&words), "{at}: {said}");
    }
}

#[test]
fn a_quote_that_is_there_more_than_once_is_marked_only_with_all() {
    let place = Place::with_project();
    let article = place.article(0);
    let before = place.read("p.ron");
    let said = place.bad(&["mark", "p.ron", "--article", &article, "--label", "figure", "--quote", "40 cracks"]);
    assert_eq!(
        said,
        format!(
            "“40 cracks” occurs 2 times: choose a place with --at, or mark all of them with --all\n  {article}  [45..54]  The mayor said that “40 cracks” were found. “40 cracks are…\n  {article}  [68..77]  …that 40 cracks were found. ““40 cracks” are many,” she said."
        )
    );
    assert_eq!(place.read("p.ron"), before);
    let out = place.good(&["mark", "p.ron", "--article", &article, "--label", "figure", "--quote", "40 cracks", "--all"]);
    let shown = place.json(&["show", "p.ron", "--json"]);
    let ids: Vec<&str> = shown["articles"][0]["marks"].as_array().unwrap().iter().map(|mark| mark["id"].as_str().unwrap()).collect();
    assert_eq!(out.lines().collect::<Vec<_>>(), ids, "one id a line, in text order");
    assert_eq!(shown["articles"][0]["marks"][1]["at"], serde_json::json!([[68, 77]]));
}

#[test]
fn a_quote_that_is_nowhere_is_refused() {
    let place = Place::with_project();
    let article = place.article(0);
    let mark = |quote: &str| place.bad(&["mark", "p.ron", "--article", &article, "--label", "claim", "--quote", quote]);
    assert!(mark("forty cracks").starts_with(&format!("“forty cracks” does not occur in article {article}: a quote is taken to the letter")));
    assert!(mark("The Mayor").contains("does not occur"), "capitals count");
    assert!(mark("40\u{a0}cracks").contains("does not occur"), "spaces count");
    assert!(mark("").starts_with("the quote is empty"));
}

#[test]
fn the_same_words_are_never_marked_twice() {
    let place = Place::with_project();
    let first = place.mark("claim", "many");
    let ran = place.run(&["mark", "p.ron", "--article", &place.article(0), "--label", "CLAIM", "--quote", "many", "--json"]);
    let value: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((ran.code, &value["marks"]), (0, &serde_json::json!([first])));
    assert!(ran.err.contains(&format!("marked so already ({first})")), "{}", ran.err);
    let wrong = ["mark", "p.ron", "--article", &place.article(0), "--label", "claim", "--quote", "many", "--set"];
    for (set, words) in [("low=4", "A claim has no field `low`"), ("worth=high", "`high` is no worth")] {
        let said = place.bad(&[&wrong[..], &[set]].concat());
        assert!(said.contains(words), "{set}: {said}");
    }
    let second = place.mark("source", "many");
    assert_ne!(first, second, "another label is another mark");
    let all = place.good(&["mark", "p.ron", "--article", &place.article(0), "--label", "claim", "--quote", "many", "--all"]);
    assert_eq!(all.trim(), first);
}

#[test]
fn attributes_are_set_by_name_and_numbers_keep_their_digits() {
    let place = Place::with_project();
    let article = place.article(0);
    let mark = |label: &str, quote: &str, sets: &[&str]| {
        let mut all = vec!["mark", "p.ron", "--article", &article, "--label", label, "--quote", quote];
        all.extend(sets.iter().flat_map(|set| ["--set", set]));
        place.run(&all)
    };
    let claim = mark("claim", "many", &["worth=check-worthy", "kinds=Event,numerical", "voice=direct", "note=a=b", "tags=urgent,old", "discuss=true"]);
    assert_eq!(claim.code, 0, "{}", claim.err);
    let number = "123456789012345678901234567.50";
    let figure = mark("figure", "found.", &[&format!("low={number}"), "high=2019-03-01", "unit=cracks", "how=MoreThan", "what="]);
    assert_eq!(figure.code, 0, "{}", figure.err);
    let out = place.good(&["show", "p.ron", "--json"]);
    assert!(out.contains(&format!("\"attributes\":{{\"low\":{number},\"high\":\"2019-03-01\",\"how\":\"MoreThan\",\"unit\":\"cracks\"}}")), "{out}");
    assert!(out.contains("\"attributes\":{\"worth\":\"CheckWorthy\",\"voice\":\"Direct\",\"kinds\":[\"Event\",\"Numerical\"]}"), "{out}");
    let shown: serde_json::Value = serde_json::from_str(&out).unwrap();
    let claim = &shown["articles"][0]["marks"][1];
    assert_eq!((&claim["note"], &claim["tags"], &claim["discuss"]), (&"a=b".into(), &serde_json::json!(["urgent", "old"]), &true.into()));
    assert_eq!(claim["by"], "amira", "a project's own analyst makes its marks");
    let before = place.read("p.ron");
    for (label, set, words) in [
        ("claim", "low=4", "A claim has no field `low`"),
        ("claim", "worth=high", "`high` is no worth: choose one of NotFactual, Unimportant, CheckWorthy"),
        ("figure", "low=forty", "`forty` is no end of a figure"),
        ("claim", "check=k1", "is no id"),
        ("source", "naming", "write the field, `=` and the value"),
    ] {
        let ran = mark(label, "mayor", &[set]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{set}");
        assert!(ran.err.contains(words), "{set}: {}", ran.err);
    }
    assert_eq!(place.read("p.ron"), before);
}

#[test]
fn labels_and_kinds_of_the_project_s_own_must_be_there() {
    let place = Place::with_project();
    let article = place.article(0);
    let (claim, source) = (place.mark("claim", "40 cracks were found"), place.mark("source", "The mayor"));
    let said = place.bad(&["mark", "p.ron", "--article", &article, "--label", "Rumour", "--quote", "many"]);
    assert!(said.starts_with("`Rumour` is no label of this project, which has Claim, Source, Figure: "), "{said}");
    assert!(said.contains("`(name: \"Rumour\")` to the list `labels`"), "{said}");
    let said = place.bad(&["link", "p.ron", &claim, "Denies", &source]);
    assert!(said.contains("SaidBy, RelayedBy, Quantifies") && said.contains("`(name: \"Denies\")` to the list `link_kinds`"), "{said}");
    // As the sentences say.
    let file = place.read("p.ron").replacen("    articles:", "    labels: [(name: \"Rumour\")],\n    link_kinds: [(name: \"Denies\")],\n    articles:", 1);
    place.write("p.ron", file);
    let rumour = place.mark("Rumour", "many");
    place.good(&["link", "p.ron", &source, "Denies", &rumour]);
    assert!(place.bad(&["mark", "p.ron", "--article", &article, "--label", "rumour", "--quote", "many"]).contains("Claim, Source, Figure, Rumour"));
    let counts = &place.json(&["list", "p.ron", "--json"])["articles"][0]["counts"];
    assert_eq!(*counts, serde_json::json!({"Claim": 1, "Source": 1, "Figure": 0, "Rumour": 1}));
}

#[test]
fn links_join_what_their_kind_joins() {
    let place = Place::with_project();
    let (claim, source) = (place.mark("claim", "40 cracks were found"), place.mark("source", "The mayor"));
    assert_eq!(place.good(&["link", "p.ron", &claim, "said-by", &source]), format!("{claim} SaidBy {source}\n"));
    let shown = place.json(&["show", "p.ron", "--json", "--label", "claim"]);
    assert_eq!(shown["articles"][0]["marks"][0]["links"], serde_json::json!([{"kind": "SaidBy", "to": source, "cue": []}]));
    for (from, kind, to, words) in [
        (&claim, "SaidBy", &source, "linked so already"),
        (&source, "SaidBy", &claim, "goes from a claim to a source"),
        (&claim, "Supports", &claim, "cannot be linked to itself"),
        (&claim, "SaidBy", &"m00000000000".to_owned(), "there is no mark m00000000000"),
        (&claim, "SaidBy", &"x".to_owned(), "`x` is no id"),
    ] {
        let said = place.bad(&["link", "p.ron", from, kind, to]);
        assert!(said.contains(words), "{said}");
    }
}

#[test]
fn the_state_of_several_articles_is_set_at_once() {
    let place = Place::with_project();
    place.write("b.txt", "Another\n\nText.");
    place.good(&["add", "p.ron", "b.txt"]);
    let (a, b) = (place.article(0), place.article(1));
    let out = place.good(&["state", "p.ron", "--article", &a, &b, "in-progress"]);
    assert_eq!(out, format!("{a}  in-progress  Inspectors found cracks\n{b}  in-progress  Another\n"));
    let value = place.json(&["state", "p.ron", "Done", "--json", "--article", &a, "--article", &b]);
    assert_eq!(value["articles"], serde_json::json!([{"id": a, "state": "Done"}, {"id": b, "state": "Done"}]));
    let states: Vec<_> = place.json(&["list", "p.ron", "--json"])["articles"].as_array().unwrap().iter().map(|article| article["state"].clone()).collect();
    assert_eq!(states, ["Done", "Done"]);
    assert!(place.bad(&["state", "p.ron", "--article", &a, "finished"]).starts_with("`finished` is no state: choose one of todo"));
    assert!(place.bad(&["state", "p.ron", "--article", "a00000000000", "done"]).starts_with("there is no article a00000000000 in this project"));
    assert!(place.bad(&["state", "p.ron", "--article", "nonsense", "done"]).starts_with("`nonsense` is no id"));
    assert!(place.bad(&["state", "p.ron", "--article", "done"]).starts_with("no article is named"));
}

#[test]
fn what_is_removed_goes_with_everything_that_hangs_on_it() {
    let place = Place::with_project();
    let (claim, source) = (place.mark("claim", "40 cracks were found"), place.mark("source", "The mayor"));
    place.good(&["link", "p.ron", &claim, "SaidBy", &source]);
    let before = place.read("p.ron");
    for (id, words) in [
        ("m00000000000", "there is no mark"),
        ("k00000000000", "there is no check"),
        ("c00000000000", "there is no comment"),
        ("a00000000000", "there is no article"),
        ("zzz", "`zzz` is no id"),
    ] {
        let said = place.bad(&["remove", "p.ron", &source, id]);
        assert!(said.contains(words), "{said}");
    }
    assert_eq!(place.read("p.ron"), before, "one wrong id, and nothing is removed");
    assert_eq!(place.good(&["remove", "p.ron", &source]), format!("{source}\n"));
    assert!(!place.read("p.ron").contains("SaidBy"), "the link to it is gone");
    let article = place.article(0);
    let value = place.json(&["remove", "p.ron", "--json", &article, &claim]);
    let mut removed: Vec<&str> = value["removed"].as_array().unwrap().iter().filter_map(|id| id.as_str()).collect();
    removed.sort_unstable();
    assert_eq!(removed, [article.as_str(), claim.as_str()]);
    assert_eq!(place.json(&["list", "p.ron", "--json"])["articles"], serde_json::json!([]));
}
