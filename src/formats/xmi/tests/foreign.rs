//! What INCEpTION and DKPro write beside our own structures.

use super::*;
use crate::edit::{Change, Edit};
use crate::project::{Mark, Meaning};
use std::sync::Arc;

const TEXT: &str = "This is a test .";

fn kept(document: &Document) -> Vec<&str> {
    document.spans.iter().flat_map(|span| &span.kept).chain(&document.kept).map(|kept| kept.text.as_str()).collect()
}

#[test]
fn link_features_of_our_kinds_are_links_and_others_are_kept() {
    let structures = "<custom:SimpleSpan xmi:id=\"68\" sofa=\"1\" begin=\"5\" end=\"7\" value=\"source\"/>
        <custom:SimpleSpan xmi:id=\"72\" sofa=\"1\" begin=\"8\" end=\"9\"/>
        <custom:LinkType xmi:id=\"76\" role=\"said-by\" target=\"68\"/>
        <custom:LinkType xmi:id=\"79\" role=\"p2\" target=\"72\"/>
        <custom:Host xmi:id=\"82\" sofa=\"1\" begin=\"0\" end=\"4\" links=\"76 79\" value=\"claim\"/>";
    let file = xmi(TEXT, structures);
    let (document, refused) = one(&file);
    assert_eq!(refused, []);
    assert_eq!(spans(&document), ["source is", "SimpleSpan a", "claim This"]);
    assert_eq!(said(&document).1, [("SaidBy".to_owned(), "claim This".to_owned(), "source is".to_owned())]);
    let again = there_and_back(&memory(&[("d1.xmi", &file)])).text("d1.xmi");
    assert!(again.contains("<custom:LinkType xmi:id=\"79\" role=\"p2\" target=\"72\"/>") && again.contains("links=\"79\" value=\"claim\"/>"), "{again}");
    assert!(!again.contains("xmi:id=\"76\"") && again.contains("label=\"SaidBy\""), "{again}");
}

#[test]
fn chains_lists_and_entities_stay_what_they_are() {
    let structures = "<custom:SimpleLink xmi:id=\"82\" sofa=\"1\" begin=\"0\" end=\"4\" next=\"75\"/>
        <custom:SimpleLink xmi:id=\"75\" sofa=\"1\" begin=\"5\" end=\"7\"/>
        <custom:SimpleChain xmi:id=\"89\" sofa=\"1\" first=\"82\"/>
        <ner:NamedEntity xmi:id=\"90\" sofa=\"1\" begin=\"10\" end=\"14\" value=\"PER\" identifier=\"http://a/b&amp;c\"/>
        <custom:Tagged xmi:id=\"91\" sofa=\"1\" begin=\"10\" end=\"14\" weight=\"0.50\" topic=\"climate\"><tags>A</tags><tags>B &lt; C&#10;</tags></custom:Tagged>
        <cas:FSArray xmi:id=\"92\" elements=\"90 0\"/>";
    let file = xmi(TEXT, structures);
    let (document, refused) = one(&file);
    assert_eq!(refused, []);
    assert_eq!(spans(&document), ["SimpleLink This", "SimpleLink is", "PER test", "climate test"]);
    assert!(kept(&document).contains(&"{\"structure\":\"uima.cas.FSArray\",\"id\":92,\"sofa\":false,\"indexed\":true,\"features\":{\"elements\":\"90 0\"}}"));
    let again = there_and_back(&memory(&[("d1.xmi", &file)])).text("d1.xmi");
    for part in [
        " next=\"75\"/>",
        "<custom:SimpleChain xmi:id=\"89\" sofa=\"1\" first=\"82\"/>",
        " value=\"PER\" identifier=\"http://a/b&amp;c\"/>",
        " weight=\"0.50\" topic=\"climate\"><tags>A</tags><tags>B &lt; C&#10;</tags></custom:Tagged>",
        "<cas:FSArray xmi:id=\"92\" elements=\"90 0\"/>",
    ] {
        assert!(again.contains(part), "{part}: {again}");
    }
}

#[test]
fn words_and_grammar_are_told_and_a_link_between_words_is_refused() {
    let words = "<meta:DocumentMetaData xmi:id=\"2\" sofa=\"1\" begin=\"0\" end=\"16\" documentId=\"doc\" documentTitle=\"doc.txt\" isLastSegment=\"false\"/>
        <seg:Token xmi:id=\"19\" sofa=\"1\" begin=\"0\" end=\"4\"/><seg:Token xmi:id=\"20\" sofa=\"1\" begin=\"5\" end=\"9\"/>
        <seg:Lemma xmi:id=\"21\" sofa=\"1\" begin=\"0\" end=\"4\" value=\"this\"/>
        <custom:Relation xmi:id=\"68\" sofa=\"1\" begin=\"5\" end=\"9\" Governor=\"19\" Dependent=\"20\" value=\"nsubj\"/>
        <custom:Relation xmi:id=\"69\" sofa=\"1\" begin=\"5\" end=\"9\" Governor=\"19\" value=\"nsubj\"/>";
    let file = xmi(TEXT, words);
    let (project, intake) = project(&memory(&[("d1.xmi", &file)]));
    let article = project.articles().next().unwrap();
    assert_eq!((article.title.as_str(), project.marks().count()), ("doc.txt", 0));
    let refused: Vec<&str> = intake.refused.iter().map(|refused| refused.why.as_str()).collect();
    assert_eq!(refused, ["the link 69 says by no `Dependent` what it links", "the link nsubj: it begins at 19, which is no mark"]);
    let told: Vec<&str> = intake.repaired.iter().map(|repaired| repaired.why.as_str()).collect();
    assert_eq!(
        told,
        [
            "its 1 annotations of grammar and tags are not taken: `Lemma`",
            "its words and sentences are not taken: others are made from the text when it is written"
        ]
    );
    let again = written(&project, &Xmi).text("d1.xmi");
    assert!(again.contains("documentTitle=\"doc.txt\" isLastSegment=\"false\"/>"), "{again}");
}

/// A project whose only mark of some words is another.
fn changed(project: &Project, words: &str, change: impl Fn(&mut Mark)) -> Project {
    let mut project = project.clone();
    let edits = project.marks().filter(|mark| mark.at.words(&project.article(mark.article).unwrap().text) == words);
    let edits = edits.map(|mark| {
        let mut after = mark.as_ref().clone();
        change(&mut after);
        Edit::mark(Some(Arc::clone(mark)), Some(after))
    });
    let change = Change { name: String::new(), by: "".into(), on: None, edits: edits.collect() };
    project.apply(&change).unwrap();
    project
}

#[test]
fn what_was_edited_is_written_from_the_model() {
    let (project, _) = project(&memory(&[("d1.xmi", SAMPLE), ("TypeSystem.xml", SYSTEM)]));
    let edited = changed(&project, "Reuters", |mark| {
        mark.meaning = Meaning::Own("Rumour".into());
        mark.note = "who?".into();
    });
    let file = written(&edited, &Xmi).text("d1.xmi");
    assert!(file.contains("label=\"Rumour\" note=\"who?\"/>"), "{file}");
    let unlinked = changed(&project, "5%", |mark| mark.links.clear());
    let file = written(&unlinked, &Xmi).text("d1.xmi");
    assert!(!file.contains("xmi:id=\"101\"") && file.contains("xmi:id=\"100\""), "{file}");
    // A type that is the label says another no more.
    let named = xmi(TEXT, "<custom:Claim xmi:id=\"9\" sofa=\"1\" begin=\"0\" end=\"4\" sure=\"0.5\"/><custom:Hint xmi:id=\"10\" sofa=\"1\" about=\"9\"/>");
    let (project, _) = self::project(&memory(&[("d1.xmi", &named)]));
    assert!(written(&project, &Xmi).text("d1.xmi").contains("<custom:Claim xmi:id=\"9\""));
    let file = written(&changed(&project, "This", |mark| mark.meaning = Meaning::Own("Rumour".into())), &Xmi).text("d1.xmi");
    assert!(file.contains("<custom:Factspan xmi:id=\"9\"") && file.contains("sure=\"0.5\" label=\"Rumour\"/>"), "{file}");
}

#[test]
fn a_reference_to_what_is_gone_is_not_written() {
    let system = "<typeSystemDescription><types><typeDescription><name>webanno.custom.Hint</name><supertypeName>uima.tcas.AnnotationBase</supertypeName><features>\
        <featureDescription><name>about</name><rangeTypeName>uima.tcas.Annotation</rangeTypeName></featureDescription></features></typeDescription></types></typeSystemDescription>";
    let file = xmi(TEXT, "<custom:Claim xmi:id=\"9\" sofa=\"1\" begin=\"0\" end=\"4\"/><custom:Hint xmi:id=\"10\" sofa=\"1\" about=\"9\" words=\"9\"/>");
    let (mut project, _) = project(&memory(&[("d1.xmi", &file), ("TypeSystem.xml", system)]));
    assert!(written(&project, &Xmi).text("d1.xmi").contains("<custom:Hint xmi:id=\"10\" sofa=\"1\" about=\"9\" words=\"9\"/>"));
    let edits = project.marks().map(|mark| Edit::mark(Some(Arc::clone(mark)), None)).collect();
    project.apply(&Change { name: String::new(), by: "".into(), on: None, edits }).unwrap();
    assert!(written(&project, &Xmi).text("d1.xmi").contains("<custom:Hint xmi:id=\"10\" sofa=\"1\" words=\"9\"/>"));
}

#[test]
fn a_value_that_is_no_word_of_ours_is_kept() {
    let file = xmi(TEXT, "<custom:Factspan xmi:id=\"9\" sofa=\"1\" begin=\"0\" end=\"4\" label=\"Claim\" worth=\"much\"/>");
    let (project, intake) = project(&memory(&[("d1.xmi", &file)]));
    assert_eq!(intake.repaired.len(), 1);
    assert!(written(&project, &Xmi).text("d1.xmi").contains("label=\"Claim\" worth=\"much\"/>"));
}
