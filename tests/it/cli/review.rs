//! `review`: what is made, what goes back, and that nobody is named who must not be.

use super::Place;
use serde_json::Value;

/// Two projects of one article: a source of both, a claim of both with other edges, a claim that only jonas has.
fn two() -> Place {
    let place = Place::with_project();
    let base = place.read("p.ron");
    place.mark("source", "The mayor");
    place.mark("claim", "40 cracks were found");
    place.write("one.ron", place.read("p.ron"));
    place.write("p.ron", base.replace("amira", "jonas"));
    place.mark("source", "The mayor");
    place.mark("claim", "40 cracks were");
    place.mark("claim", "40 cracks are many");
    place.write("two.ron", place.read("p.ron"));
    place
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn what_all_agree_in_is_accepted_and_the_rest_is_to_decide() {
    let place = two();
    let ran = place.run(&["review", "one.ron", "two.ron", "-o", "gold.ron", "--analyst", "rosa", "--json"]);
    assert_eq!(ran.code, 1, "there is something to decide: {ran:?}");
    let value = json(&ran.out);
    assert_eq!((&value["articles"], &value["marks"], &value["findings"], &value["open"]), (&1.into(), &4.into(), &3.into(), &2.into()));
    assert_eq!((&value["accepted"], &value["proposed"], &value["warnings"]), (&1.into(), &3.into(), &Value::Array(Vec::new())));
    assert_eq!(place.run(&["check", "gold.ron"]).code, 0);
    let ran = place.run(&["review", "one.ron", "two.ron", "-o", "open.ron", "--accept", "none"]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (1, "", "note: open.ron: 3 findings to decide, 3 in all\n"));
    let same = place.run(&["review", "one.ron", "one.ron", "-o", "same.ron"]);
    assert_eq!((same.code, same.err.as_str()), (0, "note: same.ron: 0 findings to decide, 2 in all\n"));
}

#[test]
fn what_goes_back_is_the_analysts_own_project_with_what_was_decided() {
    let place = two();
    place.run(&["review", "one.ron", "two.ron", "-o", "gold.ron"]);
    let ran = place.run(&["review", "gold.ron", "--back", "jonas", "-o", "for jonas.ron"]);
    assert_eq!(ran.code, 0, "nothing was decided against: {ran:?}");
    assert_eq!(ran.err, "note: for jonas.ron: 0 marks decided against, 0 proposals to look at\n");
    let marks = |name: &str| -> Vec<String> {
        let shown = json(&place.good(&["show", name, "--json"]));
        let mut ids: Vec<String> = shown["articles"][0]["marks"].as_array().unwrap().iter().map(|mark| mark["id"].to_string()).collect();
        ids.sort();
        ids
    };
    assert_eq!(marks("for jonas.ron"), marks("two.ron"), "the marks have their own ids again");
}

#[test]
fn a_blind_review_names_nobody_on_standard_output() {
    let place = two();
    let ran = place.run(&["review", "one.ron", "two.ron", "-o", "gold.ron", "--blind", "--json"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(place.read("gold.ron").contains("amira"), "the file keeps the names");
    place.good(&["export", "html", "gold.ron", "-o", "gold.html"]);
    place.good(&["export", "markdown", "gold.ron", "-o", "gold.md"]);
    let mut said: Vec<(String, String)> = [["show", "gold.ron"], ["list", "gold.ron"], ["check", "gold.ron"]]
        .iter()
        .flat_map(|arguments| [arguments.to_vec(), [arguments.as_slice(), &["--json"]].concat()])
        .map(|arguments| {
            let ran = place.run(&arguments);
            (arguments.join(" "), ran.out + &ran.err)
        })
        .collect();
    said.push(("review --json".to_owned(), ran.out + &ran.err));
    said.extend(["gold.html", "gold.md"].map(|name| (name.to_owned(), place.read(name))));
    let unknown = place.bad(&["review", "gold.ron", "--back", "lena", "-o", "back.ron"]);
    said.push(("unknown analyst".to_owned(), unknown));
    for (what, said) in said {
        let said = said.to_lowercase();
        assert!(!said.contains("amira") && !said.contains("jonas"), "{what} names an analyst:\n{said}");
    }
    assert_eq!(place.run(&["review", "gold.ron", "--back", "A", "-o", "back.ron"]).code, 0, "who is not named can be sent back all the same");
}

#[test]
fn what_cannot_be_reviewed_is_one_sentence() {
    let place = two();
    place.write("b.txt", "Something else entirely\n\nNobody shares this.\n");
    place.good(&["new", "other.ron", "--analyst", "lena", "b.txt"]);
    place.write("damaged.ron", &place.read("two.ron")[..200]);
    place.write("gold.ron", place.read("one.ron"));
    for (arguments, sentence) in [
        (&["review", "one.ron", "-o", "x.ron"][..], "a review needs the projects of two analysts at least: name another"),
        (
            &["review", "one.ron", "other.ron", "-o", "x.ron"],
            "one.ron and other.ron share no article: review projects with the same articles, or texts that are nearly the same",
        ),
        (&["review", "one.ron", "two.ron", "-o", "one.ron", "--force"], "one.ron is one of the projects that are reviewed: give the review a name of its own"),
        (&["review", "one.ron", "two.ron", "-o", "gold.ron"], "gold.ron is there already; choose another name, or say that it may be replaced"),
        (&["review", "one.ron", "--back", "amira", "-o", "x.ron"], "one.ron is no review: --back takes a project that `factmark review` made"),
        (&["review", "one.ron", "two.ron", "--back", "amira", "-o", "x.ron"], "--back takes one project, the review"),
    ] {
        let said = place.bad(arguments);
        assert!(said.replace(&format!("{}/", place.folder().display()), "").ends_with(sentence), "{arguments:?}: {said}");
    }
    let damaged = place.bad(&["review", "one.ron", "damaged.ron", "-o", "x.ron"]);
    assert!(damaged.starts_with("cannot open") && damaged.contains("damaged.ron: line "), "{damaged}");
    place.run(&["review", "one.ron", "two.ron", "-o", "gold.ron", "--force"]);
    let unknown = place.bad(&["review", "gold.ron", "--back", "lena", "-o", "x.ron"]);
    assert!(unknown.ends_with("the review has no analyst lena: it has amira, jonas"), "{unknown}");
    assert!(!place.has("x.ron"));
}

#[test]
fn two_analysts_of_one_name_are_told_apart_by_their_files() {
    let place = two();
    place.write("two.ron", place.read("two.ron").replace("jonas", "amira"));
    place.run(&["review", "one.ron", "two.ron", "-o", "gold.ron"]);
    let unknown = place.bad(&["review", "gold.ron", "--back", "jonas", "-o", "x.ron"]);
    assert!(unknown.ends_with("it has amira, amira (two.ron)"), "{unknown}");
    assert_eq!(place.run(&["review", "gold.ron", "--back", "amira (two.ron)", "-o", "x.ron"]).code, 0);
}
