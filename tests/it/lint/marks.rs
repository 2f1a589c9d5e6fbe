//! Edges, twins, zones, circles, names and paragraphs that nobody marked.

use super::{Case, fires, quiet};
use factmark::article::Block;
use factmark::lint::Rule;
use factmark::project::MarkState;

#[test]
fn odd_edges_are_told_once_a_mark() {
    const RULE: Rule = Rule::OddEdges;
    fires(RULE, &Case::new("the[claim:  bridge is closed,] and"), "“bridge is closed,” begins with white space and ends with a comma");
    fires(RULE, &Case::new("Insp[source: ectors] said"), "“ectors” begins inside “Inspectors”");
    fires(RULE, &Case::new("cafe[claim: \u{301} is shut]"), "“\u{301} is shut” begins inside a character");
    fires(RULE, &Case::new("[claim: “It rose] fast,” he said"), "““It rose” begins with a “ whose partner is outside");
    fires(RULE, &Case::new("[claim: it is a so-called “ruin]” now"), "“it is a so-called “ruin” leaves out the ” behind it");
    for marked in [
        "a [claim: 👩‍👩‍👧‍👦] b",
        "[figure: 北京]天气",
        "[claim: “It rose,” said X.]",
        "ประเ[claim: ทศไทย]",
        "[claim+: “It rose] she said, [claim+: by 3 mm”]",
        "[claim: the workers’] union",
        "\r\n[claim: The bridge is closed.]\r\n",
    ] {
        quiet(RULE, &Case::new(marked));
    }
    quiet(RULE, &Case::new("Insp[source: ectors] said").state("ectors", MarkState::Proposed));
}

#[test]
fn twins_are_told_at_the_second() {
    const RULE: Rule = Rule::Twins;
    let mut case = Case::new("[figure: 40] and [claim: 40 cracks]");
    quiet(RULE, &case);
    let other = case.project.mark(case.id("40")).unwrap().as_ref().clone();
    let id = factmark::project::MarkId::next(&mut case.ids);
    case.apply(|_, hand| hand.change("twin", vec![factmark::edit::Edit::mark(None, Some(factmark::project::Mark { id, by: "jonas".into(), ..other }))]));
    fires(RULE, &case, "“40” is marked twice as a figure");
    quiet(RULE, &Case::new("[claim: [figure: 40 cracks]] [source: [source: a] b]"));
}

#[test]
fn a_mark_in_a_zone_is_listed_and_nothing_else_sees_it() {
    let case = Case::new("Read more: [source: The mayor] says, [figure: 12 cracks]");
    quiet(Rule::MarkInZone, &case);
    let skipped = case.skip("Read more: The mayor says, 12");
    assert_eq!(
        skipped.said(Rule::MarkInZone),
        ["“The mayor” stands in a zone to skip and counts for nothing", "“12 cracks” reaches into a zone to skip and counts for nothing"]
    );
    assert_eq!(skipped.hints().len(), 2);
}

#[test]
fn sources_that_relay_each_other_are_told_once() {
    const RULE: Rule = Rule::CircularSources;
    let case = || Case::new("[source: Efe] quotes [source: AFP], which quotes [source: TASS] and [source: DPA].");
    quiet(RULE, &case().link("Efe", "RelayedBy", "AFP").link("AFP", "RelayedBy", "TASS").link("Efe", "RelayedBy", "TASS"));
    let circle = case().link("TASS", "RelayedBy", "Efe").link("Efe", "RelayedBy", "AFP").link("AFP", "RelayedBy", "TASS").link("DPA", "RelayedBy", "Efe");
    fires(RULE, &circle, "“Efe”, “AFP” and “TASS” are relayed by each other in a circle");
    quiet(RULE, &circle.state("TASS", MarkState::Proposed));
}

#[test]
fn one_name_has_one_spelling() {
    const RULE: Rule = Rule::SameNameTwice;
    let case = |name: &str| {
        Case::new("[source: One] and [source: Two] and [source: Three]")
            .source("One", |source| source.name = name.into())
            .source("Two", |source| source.name = "Elin Varga".into())
            .source("Three", |source| source.name = "Elin Varga".into())
    };
    fires(RULE, &case("Elin  Varga"), "“Elin Varga” and “Elin Varga” are the same name but for their spaces");
    fires(RULE, &case("ELIN Varga"), "“ELIN Varga” and “Elin Varga” are the same name but for their capitals");
    fires(RULE, &case("Elin-Varga"), "“Elin-Varga” and “Elin Varga” are the same name but for signs and spaces");
    let case_of = case("Elin-Varga");
    let hint = case_of.hints().into_iter().find(|hint| hint.rule == RULE).unwrap();
    assert_eq!((hint.others, hint.at.unwrap().start()), (vec![case_of.id("Two")], 0));
    quiet(RULE, &case("Elin Vargas"));
    quiet(RULE, &case("Elin Vargá"));
    quiet(RULE, &case("الوزير"));
    quiet(RULE, &case("ELIN Varga").reject("One"));
}

#[test]
fn paragraphs_that_nobody_marked_are_told_in_a_finished_article() {
    const RULE: Rule = Rule::UntouchedParagraphs;
    let long = "The water board of the valley has looked into it and";
    let case = |end: &str| Case::new(&format!("[claim: The bridge is closed].\n\n{long} {end}."));
    fires(RULE, &case("has found 31 pipes in the ground").done(), "the paragraph “The water board of the valley has looked into it and has…” holds a number");
    fires(RULE, &case("calls it “a very small problem” for now").done(), "the paragraph “The water");
    fires(RULE, &case("the engineer said it is a problem").done(), "the paragraph “The water");
    quiet(RULE, &case("has found 31 pipes in the ground"));
    quiet(RULE, &case("it flew an F-16 over the valley in the end").done());
    quiet(RULE, &case("has nothing to say about any of it now").done());
    quiet(RULE, &case("has found 31 pipes in the ground").done().block(2, Block::Caption));
    quiet(RULE, &case("has found 31 pipes in the ground").done().skip("31 pipes"));
    quiet(RULE, &case("has found [claim: 31 pipes in the ground]").done());
    quiet(RULE, &case("has found [claim: 31 pipes in the ground]").reject("31 pipes in the ground").done());
    quiet(RULE, &Case::new(&format!("{long} has found 31 pipes in the ground.")).done());
    let repeated = format!("{long} has found 31 pipes in the ground.\n\n{long} has found [claim: 31 pipes] in the ground.");
    quiet(RULE, &Case::new(&repeated).done());
    let neighbours =
        format!("[claim: It is closed].\n\n{long} has found 31 pipes in the ground.\n\r\n{long} counts them: 31 in the ground.\n\n{long} says no.");
    fires(RULE, &Case::new(&neighbours).done(), "2 paragraphs from “The water board");
    let chinese = "[claim: 大桥关闭了]。\n\n市长星期一告诉记者，检查人员在大桥的东段发现了超过40处裂缝，修理需要九个月。";
    fires(RULE, &Case::new(chinese).done(), "the paragraph “市长");
    quiet(RULE, &Case::new("[claim: 大桥关闭了]。\n\n市长说有40处裂缝。").done());
    let many = format!("[claim: It is closed].\n\n{}", format!("{long} has found 31 pipes in the ground.\n\nNo.\n\n").repeat(9));
    fires(RULE, &Case::new(&many).done(), "9 paragraphs with numbers, quotations or reported speech have no mark");
}
