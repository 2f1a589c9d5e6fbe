//! Claims, sources, contradictions, verdicts and quotations.

use super::{Case, fires, quiet};
use factmark::article::Block;
use factmark::lint::Rule;
use factmark::project::{MarkState, Voice, Worth};

const CLAIM: Rule = Rule::ClaimWithoutSource;
const SOURCE: Rule = Rule::SourceNeverUsed;

#[test]
fn a_claim_in_somebodys_words_needs_a_source() {
    fires(CLAIM, &Case::new("The mayor said [claim: 40 cracks were found]."), "“40 cracks were found” is reported speech");
    fires(CLAIM, &Case::new("“[claim: Nobody ever warned us],” she said."), "“Nobody ever warned us” is a quotation");
    fires(CLAIM, &Case::new("[claim: The bridge “was safe at all times” until Monday]."), "“The bridge “was safe at all times” until Monday” is partly quoted");
    fires(CLAIM, &Case::new("شهردار گفت که [claim: ۴۰ ترک پیدا شده است]."), "“۴۰ ترک پیدا شده است” is reported speech");
    fires(CLAIM, &Case::new("他说：“[claim: 桥梁从来没有安全过]。”"), "“桥梁从来没有安全过” is a quotation");
    let by_hand = Case::new("[claim: The bridge is closed].").claim("The bridge is closed", |claim| claim.voice = Some(Voice::Indirect));
    fires(CLAIM, &by_hand, "“The bridge is closed” is reported speech");
}

#[test]
fn the_authors_own_claims_need_none() {
    for marked in [
        "[claim: The bridge is closed].",
        "[claim: He was seen as the “godfather” of the network].",
        "[claim: The bridge opened in 1966], and the mayor said it was safe.",
        "The mayor said so. [claim: The bridge is closed].",
        "A 6\" pipe. [claim: The \"bridge of all bridges\" is closed].",
    ] {
        quiet(CLAIM, &Case::new(marked));
    }
    let said = || Case::new("The mayor said [claim: 40 cracks were found].");
    quiet(CLAIM, &said().claim("40 cracks were found", |claim| claim.voice = Some(Voice::Author)));
    quiet(CLAIM, &said().claim("40 cracks were found", |claim| claim.worth = Some(Worth::NotFactual)));
    quiet(CLAIM, &said().claim("40 cracks were found", |claim| claim.worth = Some(Worth::Unimportant)));
    quiet(CLAIM, &said().state("40 cracks were found", MarkState::Proposed));
    quiet(CLAIM, &said().skip("40 cracks"));
    let speaker_inside = Case::new("[claim: [source: Minister Zarif] said that Iran “took proportionate measures in self-defence”].");
    quiet(CLAIM, &speaker_inside);
}

#[test]
fn a_source_may_be_reached_by_another_claim() {
    let both = || Case::new("[source: The mayor] said [claim: 40 cracks were found]. She added: “[claim: All forty are old and deep]”.");
    let (one, two) = ("40 cracks were found", "All forty are old and deep");
    fires(CLAIM, &both().link(one, "SaidBy", "The mayor"), "“All forty");
    quiet(CLAIM, &both().link(one, "SaidBy", "The mayor").link(two, "Continues", one));
    quiet(CLAIM, &both().link(one, "SaidBy", "The mayor").link(one, "SameAs", two));
    assert_eq!(both().link(one, "SameAs", two).said(CLAIM).len(), 2, "neither has one");
    let rejected = both().link(one, "SaidBy", "The mayor").link(two, "SaidBy", "The mayor").reject("The mayor");
    assert_eq!(rejected.said(CLAIM).len(), 2, "a rejected source is none");
    let proposed = both().link(one, "SaidBy", "The mayor").link(two, "SaidBy", "The mayor").state("The mayor", MarkState::Proposed);
    quiet(CLAIM, &proposed);
    let inside = Case::new("[source: The mayor] said [claim: it closed after [claim: 40 cracks were found]].")
        .link("it closed after 40 cracks were found", "SaidBy", "The mayor")
        .claim("40 cracks were found", |claim| claim.voice = Some(Voice::Indirect));
    quiet(CLAIM, &inside);
}

#[test]
fn a_project_without_sources_is_not_asked_for_any() {
    let many = "The mayor said [claim: 40 cracks were found].\n".repeat(20);
    quiet(CLAIM, &Case::new(&many));
    assert_eq!(Case::new(&format!("{many}[source: The mayor]")).said(CLAIM).len(), 20);
}

#[test]
fn a_source_of_nothing_is_told() {
    let case = || {
        let marked = "[source: Mayor Elin Varga] spoke. [source: Police] said [claim: it is closed]. [source: She] left.";
        Case::new(marked).source("She", |source| source.name = "".into())
    };
    assert_eq!(case().link("it is closed", "SaidBy", "Police").said(SOURCE), ["“Mayor Elin Varga” is the source of nothing", "“She” is the source of nothing"]);
    let used = case()
        .link("it is closed", "SaidBy", "She")
        .source("Police", |source| source.name = "Elin Varga".into())
        .source("She", |source| source.name = "Elin Varga".into());
    quiet(SOURCE, &used.source("Mayor Elin Varga", |source| source.name = "Elin  VARGA".into()));
    quiet(SOURCE, &case().link("it is closed", "SaidBy", "Police").link("She", "SameAs", "Mayor Elin Varga"));
    quiet(SOURCE, &case().link("it is closed", "SaidBy", "Police").reject("Mayor Elin Varga").reject("She"));
    let proposal = case().link("it is closed", "SaidBy", "Mayor Elin Varga").state("it is closed", MarkState::Proposed);
    assert_eq!(proposal.source("She", |source| source.name = "Elin Varga".into()).said(SOURCE), ["“Police” is the source of nothing"]);
}

#[test]
fn a_source_that_is_used_by_other_words_is_not_told() {
    let surname = Case::new("[source: Mark T. Esper] came. [source: Mr. Esper] said [claim: it is closed].").link("it is closed", "SaidBy", "Mr. Esper");
    quiet(SOURCE, &surname);
    let nested =
        Case::new("A spokeswoman of [source: the city [source: police]] said [claim: it is closed].").link("it is closed", "SaidBy", "the city police");
    quiet(SOURCE, &nested);
    let arabic = Case::new("قال [source: الوزير] إن [claim: الجسر مغلق]. وقال [source: الوزير،] إنه آمن.").link("الجسر مغلق", "SaidBy", "الوزير");
    quiet(SOURCE, &arabic);
    quiet(SOURCE, &Case::new(&"[source: The mayor] spoke.\n".repeat(20)));
}

#[test]
fn contradictions_want_verdicts() {
    const RULE: Rule = Rule::ContradictionOpen;
    let case = || {
        Case::new("[claim: It has 40 cracks]. [claim: It has 12 cracks]. [claim: There are twelve].").link(
            "It has 40 cracks",
            "Contradicts",
            "It has 12 cracks",
        )
    };
    fires(RULE, &case(), "“It has 40 cracks” and “It has 12 cracks” contradict each other and neither has a verdict");
    let half = case().check("It has 40 cracks", "Supported", "");
    fires(RULE, &half, "“It has 12 cracks” has no verdict and contradicts “It has 40 cracks”");
    assert_eq!(half.hints()[0].others, [half.id("It has 40 cracks")]);
    quiet(RULE, &case().check("It has 40 cracks", "Supported", "").check("It has 12 cracks", "Refuted", ""));
    let both = case().check("It has 40 cracks", "Supported", "").check("It has 12 cracks", "True", "");
    fires(RULE, &both, "“It has 40 cracks” and “It has 12 cracks” contradict each other and both are said to hold");
    let by_same =
        case().check("It has 40 cracks", "Supported", "").check("There are twelve", "Refuted", "").link("There are twelve", "SameAs", "It has 12 cracks");
    quiet(RULE, &by_same);
    let one_check = case().check("It has 40 cracks", "Supported", "");
    let check = one_check.project.checks().next().unwrap().id;
    quiet(RULE, &one_check.claim("It has 12 cracks", |claim| claim.check = Some(check)));
    quiet(RULE, &case().claim("It has 12 cracks", |claim| claim.worth = Some(Worth::NotFactual)));
    quiet(RULE, &case().reject("It has 12 cracks"));
}

#[test]
fn a_verdict_in_a_finished_article_has_its_reason() {
    const RULE: Rule = Rule::VerdictWithoutReason;
    let case = |why: &str| Case::new("[claim: It has 40 cracks]. [claim: It has forty].").check("It has 40 cracks", "Refuted", why);
    fires(RULE, &case("").done(), "“It has 40 cracks” is “Refuted” without justification or evidence");
    let shared = case("").done();
    let check = shared.project.checks().next().unwrap().id;
    assert_eq!(shared.claim("It has forty", |claim| claim.check = Some(check)).said(RULE).len(), 1, "one hint a check");
    quiet(RULE, &case("The report says 12.").done());
    quiet(RULE, &case(""));
    quiet(RULE, &Case::new("[claim: It has 40 cracks].").check("It has 40 cracks", "", "").done());
}

#[test]
fn a_quotation_has_quotation_marks() {
    const RULE: Rule = Rule::QuotationWithoutMarks;
    let direct = |marked: &str, words: &str| Case::new(marked).claim(words, |claim| claim.voice = Some(Voice::Direct));
    fires(RULE, &direct("She said [claim: it isn’t safe].", "it isn’t safe"), "“it isn’t safe” is called a direct quotation");
    for marked in [
        "She said “[claim: it is safe]”.",
        "She said ‘[claim: it is safe]’.",
        "She said '[claim: it is safe]'.",
        "Sie sagte: [claim: it is safe].",
        "– [claim: it is safe], dit-elle.",
        "她说「[claim: it is safe]」。",
        "“First of two paragraphs.\n\n[claim: it is safe].”",
        "“First of two paragraphs.\n\n[claim: it is safe].",
        "> [claim: it is safe]",
        "She wrote:\n\n[claim: it is safe]",
    ] {
        let marked = direct_or_not(marked);
        quiet(RULE, &marked);
    }
    quiet(RULE, &direct("x\n[claim: it is safe]", "it is safe").block(1, Block::Quote));
    quiet(RULE, &direct("[claim: it is safe]", "it is safe").block(0, Block::Title));
}

fn direct_or_not(marked: &str) -> Case {
    let mut case = Case::new(marked);
    case.change(case.id("it is safe"), |mark| {
        // What was read as quoted is set by hand all the same.
        mark.note = "by hand".into();
        if let factmark::project::Meaning::Claim(claim) = &mut mark.meaning {
            claim.voice = Some(Voice::Direct);
        }
    });
    case
}
