//! What is refused, and with which sentence.

use super::*;

fn why_not(file: &str) -> Vec<(usize, String)> {
    let (documents, refused) = read(&Xmi, &crate::formats::jsonl_lines::tests::Memory::of("d1.xmi", file));
    assert_eq!(documents.len(), 0, "{refused:?}");
    refused
}

fn whole(why: &str) -> Vec<(usize, String)> {
    vec![(0, why.to_owned())]
}

const ROOT: &str = "<xmi:XMI xmlns:xmi=\"http://www.omg.org/XMI\" xmlns:cas=\"http:///uima/cas.ecore\" xmlns:c=\"http:///webanno/custom.ecore\">";

#[test]
fn files_that_are_none_have_their_sentence() {
    assert_eq!(why_not(""), whole("it is empty"));
    assert_eq!(why_not("<a/>"), whole("line 1: its first element is no `xmi:XMI`"));
    assert_eq!(why_not("<!DOCTYPE a [<!ENTITY b \"c\">]><a/>"), whole("it has a document type (DTD), which is not read"));
    assert_eq!(why_not(&format!("{ROOT}\n")), whole("it ends before its first element does"));
    assert_eq!(why_not(&format!("{ROOT}</xmi:XMI>")), whole("it has no text: a CAS has it in a `Sofa`"));
    assert_eq!(why_not("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a/>"), whole("it says that it is iso-8859-1, and only UTF-8 is read"));
    assert_eq!(why_not(&format!("{ROOT}\n<cas:Sofa xmi:id=\"1\" sofaID=\"a\" sofaURI=\"b\"/></xmi:XMI>")), [(2, "its text is not in the file".to_owned())]);
    let deep = format!("{ROOT}\n<c:A xmi:id=\"2\"><b>{}", "<c>".repeat(100_000));
    assert_eq!(why_not(&deep), whole("line 2: its elements lie too deep in each other"));
    let entity = why_not(&format!("{ROOT}\n<cas:Sofa xmi:id=\"1\" sofaString=\"&b;\"/></xmi:XMI>"));
    assert!(entity[0].1.starts_with("line 2: it is no XML: "), "{entity:?}");
    assert_eq!(why_not(&format!("{ROOT}\n<c:A xmi:id=\"2\"><b>&c;</b></c:A></xmi:XMI>")), whole("line 2: it has an entity that XML does not have: c"));
    let broken = why_not(&format!("{ROOT}\n</b>"));
    assert!(broken[0].1.starts_with("it is no XML in line 2: "), "{broken:?}");
    let (documents, refused) = read(&Xmi, &crate::formats::jsonl_lines::tests::Memory::of("a.txt", ""));
    assert_eq!((documents, refused), (vec![], whole("it is no XMI: the name of such a file ends in .xmi")));
    let (documents, refused) = read(&Xmi, &crate::formats::jsonl_lines::tests::Memory::of("a.xml", "<b/>"));
    assert_eq!(documents, []);
    // An empty element is no beginning of a description.
    assert_eq!(refused, whole("it ends before its first element does"));
    let (_, refused) = read(&Xmi, &crate::formats::jsonl_lines::tests::Memory::of("a.xml", "<b></b>"));
    assert_eq!(refused, whole("it is no XMI and no description of types"));
    let (_, refused) = read(&Xmi, &crate::formats::jsonl_lines::tests::Memory::of("a.xmi", b"<a \xff/>"));
    assert_eq!(refused, whole("it is not UTF-8: see byte 3"));
}

#[test]
fn structures_that_are_none_have_their_sentence_and_their_line() {
    let structures = "<custom:A xmi:id=\"2\" sofa=\"1\" begin=\"0\" end=\"1\"/>
<custom:A xmi:id=\"2\" sofa=\"1\" begin=\"1\" end=\"2\"/>
<custom:A sofa=\"1\" begin=\"1\" end=\"2\"/>
<custom:A xmi:id=\"-3\" sofa=\"1\" begin=\"1\" end=\"2\"/>
<custom:A xmi:id=\"3\" sofa=\"1\" begin=\"-1\" end=\"2\"/>
<custom:A xmi:id=\"4\" sofa=\"1\" begin=\"1\"/>
<custom:A xmi:id=\"5\" sofa=\"1\" begin=\"1\" end=\"1.5\"/>
<unknown:A-B xmi:id=\"6\" sofa=\"1\" begin=\"1\" end=\"2\"/>
<custom:A xmi:id=\"7\" sofa=\"1\" begin=\"1\" end=\"2\" a-b=\"c\"/>
<custom:A xmi:id=\"8\" sofa=\"9\" begin=\"0\" end=\"3\"/>
<custom:A xmi:id=\"1\" sofa=\"1\" begin=\"0\" end=\"3\"/>
<cas:Sofa xmi:id=\"9\" sofaID=\"Other\" sofaString=\"abc\"/>
<cas:View sofa=\"a\" members=\"2\"/>
<cas:View sofa=\"9\" members=\"a\"/>
<custom:A xmi:id=\"10\" sofa=\"1\" begin=\"3\" end=\"9\"/>
<custom:A xmi:id=\"11\" sofa=\"1\" begin=\"2\" end=\"3\"/>
<custom:A xmi:id=\"12\" sofa=\"1\" begin=\"1\" end=\"1\"/>";
    let (project, intake) = project(&memory(&[("d1.xmi", &xmi("a📈b", structures))]));
    assert_eq!(project.marks().count(), 1);
    let said: Vec<String> = intake.refused.iter().map(|refused| format!("{}: {}", refused.line, refused.why)).collect();
    let sentences = [
        "6: it has no `xmi:id` that is a whole number from 0",
        "7: it has no `xmi:id` that is a whole number from 0",
        "8: its `begin` is no whole number from 0",
        "9: it has a `begin`, but no `end`",
        "10: its `end` is no whole number from 0",
        "11: A-B is no type of UIMA",
        "12: a-b is no feature of UIMA, or is said twice",
        "16: a view says by no `sofa` of which text it is",
        "17: the `members` of a view are no list of ids",
        "15: its view `Other` is not taken: only `_InitialView` is",
        "5: the id 2 was taken before, in line 4",
        "14: the id 1 was taken before, in line 21",
        "18: A 10: 3..9 is no place of the text, which has 4 UTF-16 code units",
        "19: A 11: 2..3 is no place of the text, which has 4 UTF-16 code units",
        "20: A 12: 1..1 is no place: its end is not behind its start",
    ];
    assert_eq!(said, sentences);
}

#[test]
fn a_byte_order_mark_and_line_breaks_in_tags_are_no_matter() {
    let file = format!("\u{feff}{}", SAMPLE.replace(" begin=", "\r\n  begin="));
    let (document, refused) = one(&file);
    assert_eq!(refused, []);
    compare_with(&[document], EXPECTED, false);
}

#[test]
fn a_raw_line_break_in_the_text_is_a_blank_as_xml_has_it() {
    let (document, _) = one(&xmi("a\r\nb\tc&#13;&#10;d", ""));
    assert_eq!(document.text, "a b c\r\nd");
}

#[test]
fn a_copy_of_a_mark_is_a_mark_of_its_own_and_what_is_in_no_index_is_none() {
    let structures = "<custom:Factspan xmi:id=\"2\" sofa=\"1\" begin=\"0\" end=\"1\" markId=\"m0123456789a\" label=\"Claim\"/>
        <custom:Factspan xmi:id=\"3\" sofa=\"1\" begin=\"0\" end=\"1\" markId=\"m0123456789a\" label=\"Claim\"/>
        <custom:Factspan xmi:id=\"4\" sofa=\"1\" begin=\"0\" end=\"1\" label=\"Claim\"/><cas:View sofa=\"1\" members=\"2 3 5\"/>
        <custom:Factlink xmi:id=\"5\" sofa=\"1\" begin=\"0\" end=\"1\" Governor=\"3\" Dependent=\"2\" label=\"Supports\"/>";
    let file = xmi("abc", structures);
    let (document, refused) = one(&file);
    assert_eq!(refused, []);
    assert_eq!(document.spans.iter().map(|span| span.id.as_str()).collect::<Vec<_>>(), ["m0123456789a", "3"]);
    assert_eq!((document.ties[0].from.as_str(), document.ties[0].to.as_str()), ("3", "m0123456789a"));
    there_and_back(&memory(&[("d1.xmi", &file)]));
}
