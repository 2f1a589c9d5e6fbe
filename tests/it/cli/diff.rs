//! `diff`: what two analysts marked differently.

use super::Place;

#[test]
fn findings_are_a_line_each_and_json_has_both_sides() {
    let place = Place::with_project();
    place.write("base.ron", place.read("p.ron"));
    let one = place.mark("claim", "40 cracks were found");
    place.mark("source", "The mayor");
    place.write("a.ron", place.read("p.ron"));
    place.write("p.ron", place.read("base.ron").replace("amira", "jonas"));
    let other = place.mark("claim", "40 cracks were");
    let same = place.run(&["diff", "a.ron", "a.ron"]);
    assert_eq!(same.code, 0, "{same:?}");
    assert!(same.out.contains("2 findings, 2 the same"), "{}", same.out);
    let ran = place.run(&["diff", "a.ron", "p.ron"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.out.contains("boundary    claim  [45..65] / [45..59]  “40 cracks were found” / “40 cracks were”"), "{}", ran.out);
    assert!(ran.out.contains("only amira  source  [25..34]  “The mayor”"), "{}", ran.out);
    let value: serde_json::Value = serde_json::from_str(&place.run(&["diff", "a.ron", "p.ron", "--json"]).out).unwrap();
    assert_eq!(value["analysts"], serde_json::json!(["amira", "jonas"]));
    let finding = &value["articles"][0]["findings"][1];
    assert_eq!((finding["kind"].as_str(), finding["first"]["id"].as_str(), finding["second"]["id"].as_str()), (Some("boundary"), Some(&*one), Some(&*other)));
}

#[test]
fn projects_without_a_common_article_are_refused_and_two_of_one_name_are_told_apart() {
    let place = Place::with_project();
    place.write("other.txt", "Something else altogether, in a text that shares nothing.");
    place.good(&["new", "q.ron", "--analyst", "amira", "other.txt"]);
    assert!(place.bad(&["diff", "p.ron", "q.ron"]).contains("share no article"));
    place.good(&["add", "q.ron", "a.txt"]);
    let ran = place.run(&["diff", "p.ron", "q.ron"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.out.contains("only amira (q.ron) has this article"), "{}", ran.out);
}
