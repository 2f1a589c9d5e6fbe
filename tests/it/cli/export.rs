//! `export`: a project as a report.

use super::Place;

/// A review `gold.ron` of what two analysts marked.
fn reviewed(arguments: &[&str]) -> Place {
    let place = Place::with_project();
    place.write("base.ron", place.read("p.ron"));
    place.mark("claim", "40 cracks were found");
    place.mark("source", "The mayor");
    place.write("a.ron", place.read("p.ron"));
    place.write("p.ron", place.read("base.ron").replace("amira", "jonas"));
    place.mark("claim", "40 cracks were");
    place.mark("source", "The mayor");
    place.write("b.ron", place.read("p.ron"));
    let review = ["review", "a.ron", "b.ron", "-o", "gold.ron", "--analyst", "rosa"];
    let ran = place.run(&review.into_iter().chain(arguments.iter().copied()).collect::<Vec<_>>());
    assert_eq!(ran.code, 1, "{ran:?}");
    place
}

#[test]
fn a_project_becomes_a_page_and_markdown() {
    let place = Place::with_project();
    place.mark("claim", "40 cracks were found");
    place.good(&["export", "html", "p.ron", "-o", "p.html"]);
    let page = place.read("p.html");
    assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n"), "{page}");
    assert!(page.contains("<span class=\"claim claim-a claim-z\">40 cracks were found</span>") && !page.contains("<h2>Agreement</h2>"), "{page}");
    let words = place.good(&["export", "markdown", "p.ron", "-o", "-"]);
    assert!(words.contains("40 cracks were found[1]") && words.contains("- Analyst: amira"), "{words}");
    let project = place.read("p.ron");
    let piped = place.run_with_input(&["export", "markdown", "-", "-o", "-"], project.as_bytes());
    assert_eq!((piped.code, piped.out), (0, words));
}

#[test]
fn what_is_there_is_replaced_only_by_force_and_never_the_project() {
    let place = Place::with_project();
    place.write("p.html", "mine");
    let said = place.bad(&["export", "html", "p.ron", "-o", "p.html"]);
    assert!(said.contains("p.html is there already") && said.contains("--force"), "{said}");
    assert_eq!(place.read("p.html"), "mine");
    place.good(&["export", "html", "p.ron", "-o", "p.html", "--force"]);
    assert!(place.read("p.html").contains("<main>"));
    let project = place.read("p.ron");
    assert!(place.bad(&["export", "html", "p.ron", "-o", "p.ron", "--force"]).contains("is the project itself"));
    assert_eq!(place.read("p.ron"), project);
    assert!(place.bad(&["export", "html", "p.ron", "-o", "no/folder/p.html"]).contains("cannot"));
    assert_eq!(place.run(&["export", "docx", "p.ron", "-o", "-"]).code, 2);
}

#[test]
fn a_review_says_how_far_analysts_agree_and_what_is_open() {
    let place = reviewed(&[]);
    let words = place.good(&["export", "markdown", "gold.ron", "-o", "-"]);
    for part in [
        "- Reviewer: rosa",
        "- Analysts: amira, jonas",
        "2: 0 decided, 1 agreed, 1 open",
        "## Agreement",
        "| source | 1.00 |",
        "jonas: Claim “40 cracks were” at 45..59",
    ] {
        assert!(words.contains(part), "{part} in {words}");
    }
    let page = place.good(&["export", "html", "gold.ron", "-o", "-"]);
    assert!(page.contains("<h2>Open findings</h2>") && page.contains("<span class=\"kind\">boundary</span>"), "{page}");
}

#[test]
fn a_blind_review_names_no_analyst() {
    let place = reviewed(&["--blind"]);
    for format in ["html", "markdown"] {
        let page = place.good(&["export", format, "gold.ron", "-o", "-"]);
        assert!(page.contains("rosa") && !page.contains("amira") && !page.contains("jonas"), "{page}");
    }
}
