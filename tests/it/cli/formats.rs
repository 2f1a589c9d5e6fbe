//! `import`, `export` of data, and `formats`.

use super::Place;

#[test]
fn what_was_exported_comes_back_whole_with_its_sidecar_and_by_itself_but_for_what_was_told() {
    let place = Place::with_project();
    place.mark("source", "The mayor");
    place.mark("claim", "40 cracks were found");
    let project = place.read("p.ron");
    let ran = place.run(&["export", "jsonl", "p.ron", "-o", "out.jsonl", "--json"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let value: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((&value["articles"], &value["marks"], &value["losses"]), (&1.into(), &2.into(), &serde_json::json!([])));
    assert!(!place.has("out.factmark.json"), "nothing is lost, so that nothing stands beside it");
    place.good(&["import", "jsonl", "out.jsonl", "-o", "back.ron", "--analyst", "amira"]);
    let shown = |name: &str| place.json(&["show", name, "--json"])["articles"].clone();
    assert_eq!(shown("back.ron"), shown("p.ron"));
    assert!(place.bad(&["export", "jsonl", "p.ron", "-o", "out.jsonl"]).contains("is there already"));
    // A comment has no place in JSONL.
    place.write("p.ron", project.replace("    comments: [],", "    comments: [\n        (id: \"c00000000001\", text: \"look\", by: \"amira\"),\n    ],"));
    let whole = place.read("p.ron");
    assert!(whole.contains("look"), "{whole}");
    let ran = place.run(&["export", "jsonl", "p.ron", "-o", "out.jsonl", "--force"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, "note: jsonl cannot hold comments: 1, such as look\nnote: 1 article, 2 marks: 2 files in out.jsonl\n"));
    let refused = place.run(&["export", "jsonl", "p.ron", "-o", "x.jsonl", "--refuse-loss"]);
    assert_eq!((refused.code, refused.err.contains("error: jsonl cannot hold everything, so nothing was written")), (2, true), "{refused:?}");
    assert!(!place.has("x.jsonl"));
    place.good(&["import", "jsonl", "out.jsonl", "-o", "whole.ron"]);
    assert_eq!(place.read("whole.ron"), whole);
}

#[test]
fn an_import_adds_to_a_project_and_says_what_it_could_not_take() {
    let place = Place::with_project();
    let text = "Inspectors found cracks\\n\\nThe mayor said that 40 cracks were found. “40 cracks are many,” she said.\\n";
    place.write(
        "theirs.jsonl",
        format!(
            "{{\"text\":\"{text}\",\"spans\":[{{\"id\":\"1\",\"label\":\"Content\",\"start\":45,\"end\":65,\"text\":\"40 cracks were found\"}},{{\"id\":\"2\",\"label\":\"Speaker\",\"start\":0,\"end\":3,\"text\":\"The mayor\"}},{{\"id\":\"3\",\"label\":\"Speaker\",\"start\":0,\"end\":3,\"text\":\"nobody\"}}]}}\nno JSON\n"
        ),
    );
    let ran = place.run(&["import", "jsonl", "theirs.jsonl", "-o", "p.ron", "--map", "content=claim,SPEAKER=source", "--as", "proposals", "--json"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    let value: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((&value["articles"], &value["marks"]), (&0.into(), &2.into()), "the text was there");
    assert_eq!((&value["repaired"][0]["line"], value["refused"].as_array().unwrap().len()), (&1.into(), 2));
    assert!(value["refused"][0]["why"].as_str().unwrap().contains("JSON"), "{value}");
    assert!(value["refused"][1]["why"].as_str().unwrap().contains("no single other place has its words"), "{value}");
    let shown = place.json(&["show", "p.ron", "--json"]);
    let marks: Vec<(&str, &str, &str)> = shown["articles"][0]["marks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|mark| (mark["label"].as_str().unwrap(), mark["state"].as_str().unwrap(), mark["quote"][0].as_str().unwrap()))
        .collect();
    assert_eq!(marks, [("Source", "Proposed", "The mayor"), ("Claim", "Proposed", "40 cracks were found")]);
    assert_eq!(place.run(&["check", "p.ron"]).code, 0);
}

#[test]
fn files_that_belong_together_are_written_and_read_together() {
    let place = Place::with_project();
    place.good(&["export", "label-studio", "p.ron", "-o", "all.json"]);
    assert!(place.has("all.json") && place.has("all.config.xml"));
    place.good(&["import", "label-studio", "all.json", "-o", "again.ron"]);
    let (one, other) = (place.json(&["show", "p.ron", "--json"]), place.json(&["show", "again.ron", "--json"]));
    assert_eq!(one["articles"], other["articles"]);
    place.write("other.config.xml", "mine");
    assert!(place.bad(&["export", "label-studio", "p.ron", "-o", "other.json"]).contains("other.config.xml is there already"));
    assert_eq!(place.read("other.config.xml"), "mine");
    place.good(&["export", "spacy", "p.ron", "-o", "rows.jsonl"]);
    assert!(place.has("rows.make_docbin.py"));
}

#[test]
fn texts_of_annotations_stand_beside_the_page_and_are_found_by_its_words() {
    let place = Place::with_project();
    place.mark("claim", "40 cracks are many");
    let id = place.article(0);
    place.good(&["export", "w3c", "p.ron", "-o", "out.jsonld"]);
    assert!(place.has(&format!("out.{id}.txt")) && !place.read("out.jsonld").contains("\"value\":\"Inspectors"));
    place.good(&["import", "w3c", "out.jsonld", "-o", "again.ron"]);
    let shown = |name: &str| place.json(&["show", name, "--json"])["articles"].clone();
    assert_eq!(shown("again.ron"), shown("p.ron"));
    place.good(&["export", "w3c", "p.ron", "-o", "all"]);
    assert!(place.has(&format!("all/{id}.txt")));
    place.good(&["import", "w3c", "all", "-o", "third.ron"]);
    assert_eq!(shown("third.ron"), shown("p.ron"));
    // Without its text the page is about an article that the project has, or about nothing.
    std::fs::rename(place.path("all/w3c.jsonld"), place.path("alone.jsonld")).unwrap();
    let known = place.json(&["import", "w3c", "alone.jsonld", "-o", "third.ron", "--json"]);
    assert_eq!((&known["known"], &known["refused"]), (&1.into(), &serde_json::json!([])));
    assert!(place.run(&["import", "w3c", "alone.jsonld", "-o", "fourth.ron"]).err.contains(&format!("there is no text of the name {id}")));
    // What a file calls its text is no path.
    std::fs::create_dir(place.path("inside")).unwrap();
    place.write("secret.txt", "secret");
    let target = r#"{"source":"urn:..%2Fsecret","selector":{"type":"TextPositionSelector","start":0,"end":3}}"#;
    let other = r#"{"source":"urn:\\..\\secret","selector":{"type":"TextPositionSelector","start":0,"end":3}}"#;
    let all = [target, other].map(|target| format!(r#"{{"id":"urn:{}","type":"Annotation","bodyValue":"x","target":{target}}}"#, target.len()));
    place.write("inside/a.jsonld", format!("[{}]", all.join(",")));
    assert!(place.run(&["import", "w3c", "inside/a.jsonld", "-o", "fifth.ron"]).err.contains("nothing was read"));
}

#[test]
fn claims_that_others_checked_are_read_and_checks_are_reviews() {
    let place = Place::new();
    place.write("dev.json", r#"[{"claim":"GDP rose.","label":"Refuted","speaker":"ONS","claim_date":"25-8-2020"}]"#);
    place.good(&["import", "averitec", "dev.json", "-o", "p.ron"]);
    let checks = place.json(&["show", "p.ron", "--json"])["checks"].clone();
    assert_eq!((&checks[0]["verdict"], &checks[0]["claimed_on"]), (&"Refuted".into(), &"2020-08-25".into()), "{checks}");
    assert!(place.bad(&["export", "averitec", "p.ron", "-o", "x"]).contains("there is no format averitec that is written"));
    assert!(place.run(&["export", "claimreview", "p.ron", "-o", "x.jsonld"]).err.contains("name a folder"));
    let id = place.article(0);
    place.good(&["export", "claimreview", "p.ron", "-o", "reviews"]);
    let reviews: serde_json::Value = serde_json::from_str(&place.read(&format!("reviews/{id}.jsonld"))).unwrap();
    assert_eq!((&reviews[0]["claimReviewed"], &reviews[0]["reviewRating"]["alternateName"]), (&"GDP rose.".into(), &"Refuted".into()));
    assert!(place.has("reviews/claimreview.factmark.json"), "texts and marks stay in the sidecar");
    assert!(place.bad(&["import", "claimreview", "reviews", "-o", "x.ron"]).contains("there is no format claimreview that is read"));
}

#[test]
fn tags_are_written_as_asked() {
    let place = Place::with_project();
    place.mark("claim", "40 cracks are many");
    place.mark("figure", "40 cracks are");
    let ran = place.run(&["export", "conll", "p.ron", "-o", "flat.conll", "--flatten", "--scheme", "bioes"]);
    assert!(ran.err.contains("conll cannot hold marks over longer ones, which are not written: 1"), "{ran:?}");
    assert!(place.read("flat.conll").contains("40 B-Claim\ncracks I-Claim\nare I-Claim\nmany E-Claim\n"));
    assert!(place.has("flat.text.jsonl") && place.has("flat.offsets.tsv"));
    place.good(&["export", "conll", "p.ron", "-o", "all"]);
    assert!(place.read("all/conll-Figure.conll").contains("40 B-Figure\ncracks I-Figure\nare I-Figure\nmany O\n"));
    place.good(&["import", "conll", "flat.conll", "-o", "again.ron"]);
    let again = place.json(&["show", "again.ron", "--json"]);
    assert_eq!(again["articles"][0]["marks"].as_array().unwrap().len(), 2, "the sidecar has both");
    assert!(place.bad(&["export", "brat", "p.ron", "-o", "x", "--flatten"]).contains("brat has no tags"));
}

/// Twenty articles of different words, each marked and the last four not, of which two are finished. Their ids are the same in every run, since they
/// are what deals them out.
fn twenty() -> Place {
    let place = Place::new();
    let words = |number: usize| (0..40).map(|word| format!("w{}n{number}", word * 7 % 11)).collect::<Vec<_>>().join(" ");
    let rows: Vec<String> = (0..20)
        .map(|number| {
            let spans = if number < 16 { r#"[{"label":"Claim","start":0,"end":4},{"label":"Figure","start":6,"end":7}]"# } else { "[]" };
            let state = if number < 18 { "Done" } else { "InProgress" };
            format!(r#"{{"id":"a{number:011}","text":"{}.\n\nMore.","spans":{spans},"article":{{"state":"{state}"}}}}"#, words(number))
        })
        .collect();
    place.write("rows.jsonl", rows.join("\n"));
    place.good(&["import", "jsonl", "rows.jsonl", "-o", "p.ron"]);
    place
}

#[test]
fn a_split_is_written_with_its_card_and_is_the_same_again() {
    let place = twenty();
    let split = ["export", "jsonl", "p.ron", "--split", "60/20/20", "--seed", "3", "--licence", "CC-BY-4.0", "-o"];
    let value = place.json(&[&split[..], &["data", "--json"]].concat());
    let parts = value["parts"].as_array().unwrap();
    assert_eq!(parts.iter().map(|part| part["name"].as_str().unwrap()).collect::<Vec<_>>(), ["train", "validation", "test"]);
    assert_eq!(parts.iter().map(|part| part["articles"].as_u64().unwrap()).sum::<u64>(), 18);
    assert_eq!(
        (&value["left_out"], value["unaligned"].as_array().unwrap().len()),
        (&2.into(), 22),
        "each figure is a letter of a word, and six claims end before a last digit"
    );
    let card = place.read("data/README.md");
    for said in [
        "license: \"CC-BY-4.0\"",
        "path: \"train.jsonl\"",
        "| Claim |",
        "Split 60/20/20 with the seed 3",
        "unfinished articles without marks: 2",
        "| p.ron | `",
    ] {
        assert!(card.contains(said), "{said}\n{card}");
    }
    place.good(&[&split[..], &["again"]].concat());
    for file in ["train.jsonl", "validation.jsonl", "test.jsonl", "README.md"] {
        assert_eq!(place.read(&format!("data/{file}")), place.read(&format!("again/{file}")));
    }
    assert!(place.run(&[&split[..], &["again"]].concat()).code == 2, "nothing is replaced unasked");
}

#[test]
fn records_labels_and_shards_are_as_asked() {
    let place = twenty();
    let asked =
        ["export", "doccano", "p.ron", "--records", "paragraph", "--label", "claim", "--without", "attributes,links", "--shard", "10", "-o", "data", "--json"];
    let value = place.json(&asked);
    assert_eq!(value["parts"], serde_json::json!([{"name": "data", "articles": 18, "records": 36, "marks": 16, "links_cut": 0}]));
    let names: Vec<&str> = value["files"].as_array().unwrap().iter().map(|file| file.as_str().unwrap()).collect();
    assert_eq!(names[0], "data/data-00000-of-00004.jsonl");
    assert_eq!(place.read(names[3]).lines().count(), 6);
    assert!(place.read("data/README.md").contains("path: \"data-*-of-*.jsonl\""));
    place.good(&["export", "brat", "p.ron", "--split", "1/1", "-o", "folders"]);
    assert!(place.path("folders/train").is_dir() && place.path("folders/test/annotation.conf").is_file());
}

#[test]
#[cfg(not(feature = "parquet"))]
fn a_format_that_was_not_built_in_says_which_feature_is_missing() {
    let place = twenty();
    let why = place.bad(&["export", "HuggingFace", "p.ron", "-o", "x", "--split", "1/1"]);
    assert!(why.contains("huggingface needs the feature `parquet`, which this program was built without: cargo build --features parquet"), "{why}");
    assert!(!place.has("x"));
}

#[test]
#[cfg(feature = "parquet")]
fn a_hugging_face_data_set_is_a_folder_of_parts_with_their_types_in_the_card() {
    let place = twenty();
    let files = |arguments: &[&str]| {
        let value = place.json(&[&["export", "huggingface", "p.ron", "--json", "-o"], arguments].concat());
        value["files"].as_array().unwrap().iter().map(|file| file.as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(files(&["whole"]), ["whole/data/train-00000-of-00001.parquet", "whole/README.md"]);
    assert!(place.read("whole/README.md").contains("      - split: train\n        path: \"data/train-00000-of-00001.parquet\"\n---\n"));
    let split = ["--split", "60/20/20", "--seed", "3", "--shard", "5"];
    let first = files(&[&["one"], &split[..]].concat());
    files(&[&["two"], &split[..]].concat());
    for file in &first {
        assert_eq!(std::fs::read(place.path(file)).unwrap(), std::fs::read(place.path(&file.replacen("one", "two", 1))).unwrap(), "{file}");
    }
    let card = place.read("one/README.md");
    assert!(card.starts_with("---\ndataset_info:\n  features:\n  - name: \"id\"\n    dtype: string\n"), "{card}");
    let count = first.iter().filter(|file| file.contains("/train-")).count();
    assert!(count > 1 && card.contains(&format!("path: \"data/train-*-of-{count:05}.parquet\"")), "{card}");
    place.good(&["export", "huggingface", "p.ron", "-o", "all.parquet"]);
    let bytes = std::fs::read(place.path("all.parquet")).unwrap();
    assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"));
    assert!(place.bad(&["export", "huggingface", "p.ron", "-o", "x.parquet", "--split", "1/1"]).contains("name a folder"));
    assert!(place.bad(&["import", "huggingface", "all.parquet", "-o", "x.ron"]).contains("there is no format huggingface that is read"));
}

#[test]
fn several_projects_are_written_together_unless_they_share_an_article() {
    let place = twenty();
    place.write("b.jsonl", r#"{"text":"Another.","spans":[{"label":"Rumour","start":0,"end":7}]}"#);
    place.good(&["import", "jsonl", "b.jsonl", "-o", "b.ron"]);
    place.good(&["export", "jsonl", "p.ron", "b.ron", "-o", "all.jsonl"]);
    assert_eq!(place.read("all.jsonl").lines().count(), 21);
    assert!(place.bad(&["export", "jsonl", "p.ron", "p.ron", "-o", "x.jsonl"]).contains("is in two of these projects: merge"));
    assert!(place.bad(&["export", "jsonl", "p.ron", "-o", "x", "--label", "Rumour"]).contains("`Rumour` is no label of this project"));
    assert!(place.bad(&["export", "jsonl", "p.ron", "-o", "x.jsonl", "--split", "1/1"]).contains("name a folder"));
    assert!(place.bad(&["export", "html", "p.ron", "-o", "x.html", "--split", "1/1"]).contains("report for people"));
    let ran = place.run(&["export", "jsonl", "p.ron", "-o", "x", "--split", "1"]);
    assert!(ran.code == 2 && ran.err.contains("80/10/10"), "{ran:?}");
}

#[test]
fn files_of_one_name_in_two_folders_are_two() {
    let place = Place::new();
    for (folder, text) in [("a", "One said it."), ("b", "Two said it.")] {
        std::fs::create_dir(place.path(folder)).unwrap();
        place.write(&format!("{folder}/x.txt"), text);
        place.write(&format!("{folder}/x.ann"), format!("T1\tSource 0 3\t{}\n", &text[..3]));
    }
    place.good(&["import", "brat", "a", "b", "-o", "both.ron"]);
    assert_eq!(place.json(&["show", "both.ron", "--json"])["articles"].as_array().unwrap().len(), 2);
}

#[test]
fn what_cannot_be_done_is_one_sentence() {
    let place = Place::with_project();
    place.write("bad.jsonl", "no row\n");
    assert!(place.bad(&["export", "word", "p.ron", "-o", "x"]).contains("there is no format word that is written: choose one of html, markdown, brat"));
    assert!(place.bad(&["import", "word", "bad.jsonl", "-o", "x.ron"]).contains("there is no format word that is read: choose one of brat"));
    assert!(place.bad(&["import", "jsonl", "none.jsonl", "-o", "x.ron"]).contains("none.jsonl"));
    assert!(place.bad(&["import", "jsonl", "bad.jsonl", "-o", "x.ron", "--map", "claim"]).contains("--map claim is no pair"));
    let ran = place.run(&["import", "jsonl", "bad.jsonl", "-o", "x.ron"]);
    assert_eq!((ran.code, place.has("x.ron")), (2, false), "{ran:?}");
    assert!(ran.err.contains("refused bad.jsonl:1: it is no row of JSON") && ran.err.contains("nothing was read, so x.ron was not made"), "{}", ran.err);
}

#[test]
fn every_format_says_what_it_is() {
    let place = Place::new();
    let listed = place.good(&["formats"]);
    let line = |name: &str| listed.split('\n').skip_while(|line| !line.starts_with(name)).take(2).collect::<Vec<_>>().join(" ");
    assert!(line("w3c ").contains("reads, writes"), "{listed}");
    assert!(line("claimreview ").contains("writes ") && !line("claimreview ").contains("reads"), "{listed}");
    assert!(line("claimreview ").contains("cannot hold texts, marks and links"), "{listed}");
    assert!(line("averitec ").contains("reads ") && line("averitec ").contains("is not written"), "{listed}");
    let value = place.json(&["formats", "--json"]);
    for format in value.as_array().unwrap() {
        assert!(listed.contains(format["name"].as_str().unwrap()));
        assert!(format["reads"].as_bool().unwrap() || format["writes"].as_bool().unwrap());
        assert!(format["writes"].as_bool().unwrap() || format["cannot_hold"].as_array().unwrap().is_empty(), "what is not written holds nothing");
    }
}
