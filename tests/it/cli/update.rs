//! `update`: an article changes.

use super::Place;

const NEWER: &str = "Inspectors found cracks\n\nThe mayor said that 400 cracks were found. “40 cracks are many,” she said.\n";

#[test]
fn marks_go_to_the_same_words_and_the_rest_needs_a_look() {
    let place = Place::with_project();
    let article = place.article(0);
    let kept = place.mark("source", "The mayor");
    let changed = place.mark("claim", "40 cracks were found");
    place.write("b.txt", NEWER);
    let before = place.read("p.ron");
    let tried = place.run(&["update", "p.ron", "--article", &article, "b.txt", "--dry-run"]);
    assert_eq!((tried.code, place.read("p.ron") == before), (1, true), "{tried:?}");
    assert!(tried.out.contains("kept 1 mark\nmoved 0 marks\nneeds a look: 1 mark\n"), "{}", tried.out);
    assert!(tried.out.contains("“40 cracks were found”  changed to “400 cracks were found”"), "{}", tried.out);
    let ran = place.run(&["update", "p.ron", "--article", &article, "b.txt", "--json"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    let value: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(value["kept"], serde_json::json!([{"id": kept, "from": [[25, 34]], "at": [[25, 34]]}]));
    let open = &value["needs_a_look"][0];
    assert_eq!((open["id"].as_str(), open["why"].as_str()), (Some(changed.as_str()), Some("changed")));
    assert_eq!(open["now_quote"], serde_json::json!(["400 cracks were found"]));
    let shown = place.json(&["show", "p.ron", "--json"]);
    let now = &shown["articles"][0];
    assert_eq!((now["text"].as_str(), now["marks"].as_array().unwrap().len()), (Some(NEWER), 1));
    assert_eq!((now["needs_a_look"][0]["id"].as_str(), now["needs_a_look"][0]["version"].as_str()), (Some(changed.as_str()), value["version"].as_str()));
    assert_eq!(now["earlier"][0]["marks"].as_array().unwrap().len(), 2);
    assert_eq!(place.run(&["check", "p.ron"]).code, 0);
    assert!(place.good(&["show", "p.ron"]).contains("one mark of an earlier version needs a look"));
}

#[test]
fn the_same_text_is_nothing_to_take_and_standard_input_is_read() {
    let place = Place::with_project();
    let article = place.article(0);
    let before = place.read("p.ron");
    let same = place.run(&["update", "p.ron", "--article", &article, "a.txt"]);
    assert_eq!((same.code, same.out.as_str(), place.read("p.ron") == before), (0, "", true), "{same:?}");
    assert!(same.err.contains("a.txt has the same text"), "{}", same.err);
    let read = place.run_with_input(&["update", "p.ron", "--article", &article, "-"], NEWER.as_bytes());
    assert_eq!(read.code, 0, "{read:?}");
    assert!(place.good(&["show", "p.ron", "--json"]).contains("400 cracks"));
}

#[test]
fn what_cannot_be_read_leaves_the_project_as_it_was() {
    let place = Place::with_project();
    let article = place.article(0);
    place.write("empty.txt", "");
    let before = place.read("p.ron");
    for (arguments, wanted) in [
        (vec!["update", "p.ron", "--article", &article, "none.txt"], "none.txt: it cannot be read"),
        (vec!["update", "p.ron", "--article", &article, "empty.txt"], "empty"),
        (vec!["update", "p.ron", "--article", "a00000000000", "a.txt"], "there is no article a00000000000"),
        (vec!["update", "p.ron", "--article", &article, "none.txt", "--dry-run"], "none.txt: it cannot be read"),
    ] {
        let ran = place.run(&arguments);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{ran:?}");
        assert!(ran.err.contains(wanted), "{}", ran.err);
        assert_eq!(place.read("p.ron"), before);
    }
}

#[test]
fn what_another_program_did_to_the_file_meanwhile_is_merged() {
    let place = Place::with_project();
    let article = place.article(0);
    place.mark("source", "The mayor");
    let mut command = place.command(&["update", "p.ron", "--article", &article, "-"]);
    let mut child = command.stdin(std::process::Stdio::piped()).stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().unwrap();
    // More than any pipe holds: once all of it is written, the project is open and its file was read.
    let mut input = child.stdin.take().unwrap();
    std::io::Write::write_all(&mut input, NEWER.as_bytes()).unwrap();
    std::io::Write::write_all(&mut input, "\nMore of it.\n".repeat(100_000).as_bytes()).unwrap();
    place.write("p.ron", place.read("p.ron").replace("naming: RoleOnly", "naming: Named"));
    let changed = place.read("p.ron");
    assert!(changed.contains("naming: Named"), "{changed}");
    drop(input);
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("another program changed the file meanwhile: it was merged with what was done here"), "{said}");
    let now = place.read("p.ron");
    assert!(now.contains("naming: Named") && now.contains("400 cracks"), "{now}");
    assert_eq!(place.run(&["check", "p.ron"]).code, 0);
}
