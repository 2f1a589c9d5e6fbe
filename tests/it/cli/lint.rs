//! `factmark lint`: what is printed, and with what exit status.

use super::Place;

/// A project with a claim without a source and a figure in no claim.
fn place() -> (Place, String, String) {
    let place = Place::with_project();
    let claim = place.mark("claim", "40 cracks are many");
    let figure = place.good(&["mark", "p.ron", "--article", &place.article(0), "--label", "figure", "--at", "45..54"]);
    (place, claim, figure.trim().to_owned())
}

#[test]
fn hints_are_printed_by_article_with_places_in_code_points() {
    let (place, ..) = place();
    let ran = place.run(&["lint", "p.ron"]);
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    insta::assert_snapshot!(ran.out.replace(&place.article(0), "ARTICLE"), @r"
    Inspectors found cracks
    ARTICLE  in-progress  2 hints
      [45..54]  figure-outside-claim  “40 cracks” stands in no claim
      [68..86]  claim-without-source  “40 cracks are many” is a quotation, and no source is linked
    ");
    let only = place.run(&["lint", "p.ron", "--rule", "figure-outside-claim", "--article", &place.article(0)]);
    assert!(only.code == 1 && only.out.contains("“40 cracks” stands in no claim") && !only.out.contains("claim-without-source"), "{}", only.out);
    let none = place.run(&["lint", "p.ron", "--rule", "twins"]);
    assert_eq!((none.code, none.out.as_str(), none.err.as_str()), (0, "", "note: nothing to look at\n"));
}

#[test]
fn the_json_names_what_a_hint_is_about() {
    let (place, claim, figure) = place();
    let ran = place.run(&["lint", "p.ron", "--json"]);
    let out = ran.out.replace(&place.article(0), "ARTICLE").replace(&claim, "CLAIM").replace(&figure, "FIGURE");
    assert_eq!(
        out,
        concat!(
            r#"{"projects":[{"file":"p.ron","hints":[{"article":"ARTICLE","rule":"figure-outside-claim","about":"FIGURE","at":[[45,54]],"#,
            r#""words":"“40 cracks” stands in no claim","others":[],"silenced":null},{"article":"ARTICLE","rule":"claim-without-source","about":"CLAIM","#,
            r#""at":[[68,86]],"words":"“40 cracks are many” is a quotation, and no source is linked","others":[],"silenced":null}],"silenced":0,"error":null}]}"#,
            "\n"
        )
    );
}

#[test]
fn silenced_hints_are_counted_and_listed_only_when_asked_for() {
    let (place, _, figure) = place();
    let file = place.read("p.ron");
    let row = format!("    silenced: [\n        (rule: \"figure-outside-claim\", about: \"{figure}\", why: \"a heading\"),\n    ],\n    articles: [");
    place.write("q.ron", file.replacen("    articles: [", &row, 1));
    let ran = place.run(&["lint", "q.ron"]);
    assert!(ran.code == 1 && ran.out.ends_with("\n1 silenced\n") && !ran.out.contains("figure-outside"), "{} {}", ran.out, ran.err);
    let ran = place.run(&["lint", "q.ron", "--silenced"]);
    assert!(ran.out.contains("“40 cracks” stands in no claim  (silenced: a heading)"), "{}", ran.out);
    let ran = place.run(&["lint", "q.ron", "--rule", "figure-outside-claim"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, "1 silenced\n"));
    let ran = place.run(&["lint", "q.ron", "--silenced", "--rule", "figure-outside-claim", "--json"]);
    assert!(ran.code == 0 && ran.out.contains(r#""silenced":"a heading""#), "{}", ran.out);
}

#[test]
fn rules_are_listed_and_wrong_use_is_told() {
    let (place, ..) = place();
    let rules = place.good(&["lint", "--rules"]);
    assert!(rules.lines().count() == 15 && rules.contains("mark-in-zone             A mark in a zone to skip"), "{rules}");
    assert_eq!(place.json(&["lint", "--rules", "--json"]).as_array().unwrap().len(), 15);
    assert!(place.bad(&["lint", "p.ron", "--article", "a00000000000"]).contains("there is no article"));
    assert!(place.bad(&["lint", "none.ron"]).contains("none.ron"));
    assert_eq!(place.bad(&["lint", "p.ron", "--rule", "spelling"]), "`spelling` is no rule: `factmark lint --rules` lists them");
    assert_eq!(place.run(&["lint"]).code, 2);
    let both = place.run(&["lint", "p.ron", "none.ron"]);
    assert!(both.code == 1 && both.out.starts_with("p.ron\n\n") && both.err.contains("none.ron"), "{} {}", both.out, both.err);
    let blank = place.run_with_input(&["lint", "-"], place.read("p.ron").as_bytes());
    assert_eq!(blank.code, 1);
}
