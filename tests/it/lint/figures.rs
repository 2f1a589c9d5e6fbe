//! Figures, and headlines.

use super::{Case, fires, quiet};
use factmark::article::Block;
use factmark::lint::Rule;
use factmark::project::FigureKind;

const OUTSIDE: Rule = Rule::FigureOutsideClaim;
const DIFFER: Rule = Rule::FiguresDiffer;
const HEADLINE: Rule = Rule::HeadlineDiffers;

#[test]
fn a_figure_stands_in_a_claim() {
    fires(OUTSIDE, &Case::new("[claim: It is closed]. There were [figure: 40 cracks]."), "“40 cracks” stands in no claim");
    fires(OUTSIDE, &Case::new("در پل [figure: ۴۰ ترک] بود"), "“۴۰ ترک” stands in no claim");
    fires(OUTSIDE, &Case::new("It took [figure: nine months].").figure("nine months", |figure| figure.what = "repair".into()), "“nine months”");
    for marked in [
        "[claim: There were [figure: 40 cracks]].",
        "[claim: [figure: 40 cracks]]",
        "[claim: It is closed] since [figure: 14 March 2019], at [figure: 8 p.m.], for the [figure: third] time, for [figure: nine months].",
        "[Prediction: There will be [figure: 40 cracks]].",
        "[source: [figure: Two people] at city hall] spoke. [claim: It is closed].",
        "[figure: 40 [claim: cracks] or more] of them",
    ] {
        quiet(OUTSIDE, &Case::new(marked));
    }
    quiet(OUTSIDE, &Case::new("[claim: It is closed]. There were [figure: 40 cracks].").link("40 cracks", "Quantifies", "It is closed"));
    quiet(OUTSIDE, &Case::new("north\t[figure: 40 cracks]").block(0, Block::TableRow));
    quiet(OUTSIDE, &Case::new("There were [figure: 40 cracks].").skip("40 cracks"));
    quiet(OUTSIDE, &Case::new(&"There were [figure: 40 cracks].\n".repeat(20)));
    let rejected = Case::new("[claim: There were [figure: 40 cracks]].").reject("There were 40 cracks");
    fires(OUTSIDE, &rejected, "“40 cracks” stands in no claim");
}

#[test]
fn a_figure_of_another_program_that_may_tell_when_is_passed_over() {
    let bare = |words: &str| Case::new(&format!("It was [figure: {words}].")).figure(words, |figure| *figure = Default::default());
    for words in ["March 2019", "2019", "14:20", "the 3rd", "last week", "مارس ۲۰۱۹", "14/3"] {
        quiet(OUTSIDE, &bare(words));
    }
    for words in ["40 cracks", "€18 million", "dozens", "۴۰ ترک"] {
        assert_eq!(bare(words).said(OUTSIDE).len(), 1, "{words}");
    }
}

#[test]
fn figures_of_one_thing_agree() {
    let two = Case::new("[claim: The mayor counts [figure: 40 cracks]]. [claim: The firm counts [figure: 12 cracks]].");
    fires(DIFFER, &two, "“40 cracks” and “12 cracks” count the same thing and do not agree");
    assert_eq!(two.hints()[0].others, [two.id("12 cracks")]);
    let three = Case::new(
        "[claim: A counts [figure: 40 cracks]]. [claim: B counts [figure: 12 cracks]]. [claim: C counts [figure: 12 cracks]]. [claim: D: [figure: 31 cracks]].",
    );
    fires(DIFFER, &three, "“40 cracks”, “12 cracks” and “31 cracks” count");
    let by_hand =
        Case::new("[claim: A counts [figure: 40 welds]]. [claim: B counts [figure: 12 cracks]].").figure("40 welds", |figure| figure.what = "Cracks".into());
    fires(DIFFER, &by_hand, "“40 welds” and “12 cracks”");
}

#[test]
fn figures_that_can_all_be_right_are_not_told() {
    let of = |one: &str, two: &str| Case::new(&format!("[claim: The mayor counts [figure: {one}]]. [claim: The firm counts [figure: {two}]]."));
    quiet(DIFFER, &of("more than 40 cracks", "43 cracks"));
    quiet(DIFFER, &of("dozens of cracks", "43 cracks"));
    quiet(DIFFER, &of("60,000 vehicles", "61,700 vehicles"));
    quiet(DIFFER, &of("40 people", "12 people"));
    quiet(DIFFER, &of("40% of voters", "35% of voters"));
    quiet(DIFFER, &of("40 cracks", "12 of the cracks"));
    quiet(DIFFER, &of("14 March 2019", "18 March 2019"));
    quiet(DIFFER, &of("40 cracks", "12 welds"));
    for marked in [
        "[claim: There are [figure: 40 cracks]]. [claim: In 2019 there were [figure: 12 cracks]].",
        "[claim: There are [figure: 40 cracks]]. [claim: A week ago there were [figure: 12 cracks]].",
        "[claim: There are [figure: 40 cracks]]. [claim: Another [figure: 12 cracks] are in the pier].",
        "[claim: There are [figure: 40 cracks]]. [claim: Each pier has [figure: 12 cracks]].",
        "[claim: There are [figure: 40 cracks] here and [figure: 12 cracks] there].",
        "[claim: There are [figure: 40 cracks] here], [claim: [figure: 12 cracks] there].",
        "[claim: A: [figure: 1 crack]x]. B [figure: 40 cracks]. C [figure: 12 cracks]. D [figure: 31 cracks]. E [figure: 7 cracks]. F [figure: 8 cracks]. G [figure: 9 cracks].",
    ] {
        assert_eq!(Case::new(marked).said(DIFFER), Vec::<String>::new(), "{marked}");
    }
    let linked = of("40 cracks", "12 cracks").link("The mayor counts 40 cracks", "Contradicts", "The firm counts 12 cracks");
    quiet(DIFFER, &linked);
    let more = Case::new(
        "[claim: The mayor counts [figure: 40 cracks]]. [claim: The firm counts [figure: 12 cracks]]. [claim: The Post counts [figure: at least 40 cracks]].",
    )
    .link("The mayor counts 40 cracks", "Contradicts", "The firm counts 12 cracks");
    quiet(DIFFER, &more);
}

#[test]
fn a_headline_says_what_the_text_says() {
    let case = |head: &str, body: &str| Case::new(&format!("Inspectors found {head}\n\nThe report counts {body}.")).block(0, Block::Title);
    let marked = case("[figure: 40 cracks]", "[figure: 12 cracks]");
    fires(HEADLINE, &marked, "the headline says “40 cracks”, the text “12 cracks”");
    quiet(DIFFER, &marked);
    let unmarked = case("40 cracks in bridge", "[figure: 12 cracks]");
    fires(HEADLINE, &unmarked, "the headline says “40 cracks");
    let hint = unmarked.hints().into_iter().find(|hint| hint.rule == HEADLINE).unwrap();
    assert!(hint.at.is_some_and(|at| at.of(&unmarked.article().text).starts_with("40 cracks")) && hint.others == [unmarked.id("12 cracks")]);
    let named = case("40 cracks in bridge", "[figure: 12 cracks]").figure("12 cracks", |figure| figure.what = "cracks in the eastern span".into());
    fires(HEADLINE, &named, "the headline says “40 cracks");
    let title = Case::new("The report counts [figure: 12 cracks].").titled("Forty cracks, mayor says");
    fires(HEADLINE, &title, "the headline says “Forty cracks");
    assert_eq!(title.hints().iter().find(|hint| hint.rule == HEADLINE).unwrap().at, None);
    for (head, body) in [
        ("40 cracks", "[figure: more than 40 cracks]"),
        ("more than 40 cracks", "[figure: 43 cracks]"),
        ("60,000 vehicles", "[figure: 61,700 vehicles]"),
        ("40 cracks", "[figure: 12 welds]"),
        ("40 cracks", "[figure: 12 cracks] and [figure: 40 cracks]"),
        ("40 people hurt", "[figure: 3 people]"),
        ("[figure: 40 cracks]", "[figure: 12 of the cracks]"),
        ("bridge of 1966", "[figure: 12 bridges]"),
        ("桥梁40处裂缝", "[figure: 12 cracks]"),
    ] {
        quiet(HEADLINE, &case(head, body));
    }
    quiet(HEADLINE, &case("40 cracks in bridge", "[figure: 12 cracks]").figure("12 cracks", |figure| figure.kind = Some(FigureKind::Ordinal)));
    quiet(HEADLINE, &case("40 cracks in bridge", "[figure: 12 cracks]").skip("Inspectors found 40 cracks"));
}
