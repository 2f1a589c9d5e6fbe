//! XMI: its own files, ours, those of INCEpTION, broken ones.

mod foreign;
mod refused;

use super::spell::{escaped, unescaped};
use super::*;
use crate::formats::jsonl_lines::tests::{broken, compare_with, hard, read, said};
use crate::formats::tests::{Memory, taken, written};
use crate::formats::{Document, Intake, Options};
use crate::project::Project;
use crate::project::generate::hard_string;
use proptest::prelude::*;

const SAMPLE: &str = include_str!("../../../tests/data/formats/xmi/d1.xmi");
const SYSTEM: &str = include_str!("../../../tests/data/formats/xmi/TypeSystem.xml");
const EXPECTED: &str = include_str!("../../../tests/data/formats/xmi/expected.json");
/// What the hard project is written as; dkpro-cassis loads it.
const HARD: &str = include_str!("../../../tests/data/formats/xmi/hard.xmi");

fn memory(files: &[(&str, &str)]) -> Memory {
    let mut memory = Memory::default();
    for (name, text) in files {
        memory.begin(name).unwrap();
        memory.put(text.as_bytes()).unwrap();
    }
    memory
}

fn project(files: &Memory) -> (Project, Intake) {
    taken(&Xmi, files, Options { format: NAME, ..Options::default() })
}

/// A file of INCEpTION's with these structures on a text.
fn xmi(text: &str, structures: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xmi:XMI xmlns:xmi=\"http://www.omg.org/XMI\" xmlns:cas=\"http:///uima/cas.ecore\" \
         xmlns:tcas=\"http:///uima/tcas.ecore\" xmlns:custom=\"http:///webanno/custom.ecore\" xmlns:factmark=\"http:///factmark.ecore\" \
         xmlns:ner=\"http:///de/tudarmstadt/ukp/dkpro/core/api/ner/type.ecore\" xmlns:seg=\"http:///de/tudarmstadt/ukp/dkpro/core/api/segmentation/type.ecore\" \
         xmlns:meta=\"http:///de/tudarmstadt/ukp/dkpro/core/api/metadata/type.ecore\" xmi:version=\"2.0\">\n<cas:NULL xmi:id=\"0\"/>\n{structures}\n\
         <cas:Sofa xmi:id=\"1\" sofaNum=\"1\" sofaID=\"_InitialView\" mimeType=\"text\" sofaString=\"{text}\"/>\n</xmi:XMI>\n"
    )
}

/// What a file says, and what is refused of it.
fn one(file: &str) -> (Document, Vec<(usize, String)>) {
    let (mut documents, refused) = read(&Xmi, &crate::formats::jsonl_lines::tests::Memory::of("d1.xmi", file));
    assert_eq!(documents.len(), 1, "{refused:?}");
    (documents.remove(0), refused)
}

/// Labels with their words, one after the other.
fn spans(document: &Document) -> Vec<String> {
    said(document).0.into_iter().map(|(label, words)| format!("{label} {}", words.into_iter().map(|(_, words)| words).collect::<Vec<_>>().join("|"))).collect()
}

/// Reads and writes twice: the same bytes; what was written.
fn there_and_back(files: &Memory) -> Memory {
    let (first, _) = project(files);
    let once = written(&first, &Xmi);
    let (second, intake) = project(&once);
    assert_eq!(intake.refused, []);
    let twice = written(&second, &Xmi);
    assert_eq!(once, twice);
    once
}

#[test]
fn the_sample_says_what_the_oracle_has_of_it() {
    let (document, refused) = one(SAMPLE);
    assert_eq!(refused, []);
    compare_with(&[document], EXPECTED, false);
}

#[test]
fn the_sample_is_written_with_its_own_types() {
    let once = there_and_back(&memory(&[("d1.xmi", SAMPLE), ("TypeSystem.xml", SYSTEM)]));
    let file = once.text("d1.xmi");
    assert!(file.contains("<custom:Highlight xmi:id=\"20\" sofa=\"1\" begin=\"0\" end=\"30\" markId="), "{file}");
    assert!(
        file.contains("<custom:Link xmi:id=\"100\" sofa=\"1\" begin=\"31\" end=\"38\" Governor=\"20\" Dependent=\"24\" label=\"attributed_to\"/>"),
        "{file}"
    );
    assert!(file.contains("language=\"en\""), "{file}");
    let system = once.text("TypeSystem.xml");
    assert!(system.contains("<name>webanno.custom.Highlight</name>") && system.contains("<rangeTypeName>webanno.custom.Highlight</rangeTypeName>"), "{system}");
}

#[test]
fn the_example_of_the_reference_is_read() {
    let structures = "<tcas:DocumentAnnotation xmi:id=\"2\" sofa=\"1\" begin=\"0\" end=\"57\" language=\"en\"/>
        <custom:Factspan xmi:id=\"3\" sofa=\"1\" begin=\"12\" end=\"25\" kind=\"claim\" verdict=\"unverified\" note=\"needs the base year\"/>
        <custom:Factspan xmi:id=\"4\" sofa=\"1\" begin=\"21\" end=\"25\" kind=\"figure\"/>
        <custom:Factspan xmi:id=\"5\" sofa=\"1\" begin=\"33\" end=\"36\" kind=\"source\"/>
        <custom:Factspan xmi:id=\"6\" sofa=\"1\" begin=\"46\" end=\"56\" kind=\"source\"/>
        <custom:Factlink xmi:id=\"7\" sofa=\"1\" begin=\"33\" end=\"36\" Governor=\"3\" Dependent=\"5\" role=\"attributed_to\"/>
        <custom:Factlink xmi:id=\"8\" sofa=\"1\" begin=\"12\" end=\"25\" Governor=\"4\" Dependent=\"3\" role=\"quantifies\"/>
        <custom:Factlink xmi:id=\"9\" sofa=\"1\" begin=\"46\" end=\"56\" Governor=\"5\" Dependent=\"6\" role=\"continues\"/>";
    let file = xmi("Récord 📈: «GDP rose 4.2%», said ONS.&#10;Source: ons.gov.uk&#10;", structures);
    let (document, refused) = one(&file);
    assert_eq!(refused, []);
    assert_eq!(spans(&document), ["claim GDP rose 4.2%", "figure 4.2%", "source ONS|ons.gov.uk"]);
    assert_eq!((document.spans[0].note.as_str(), &document.spans[0].attributes[0]), ("needs the base year", &("verdict".to_owned(), "unverified".to_owned())));
    let kinds: Vec<&str> = document.ties.iter().map(|tie| tie.kind.as_str()).collect();
    assert_eq!(kinds, ["attributed_to", "quantifies"]);
    let again = there_and_back(&memory(&[("d1.xmi", &file)])).text("d1.xmi");
    assert!(again.contains("label=\"Claim\" note=\"needs the base year\" verdict=\"unverified\"/>"), "{again}");
}

#[test]
fn the_hard_project_is_written_as_the_file_that_was_checked() {
    let files = written(&hard(), &Xmi);
    assert_eq!(files.text("a3v9q2m8x1ab.xmi"), HARD);
    assert_eq!(there_and_back(&files), files);
}

#[test]
fn what_xml_cannot_hold_comes_back_at_its_place() {
    assert_eq!(unescaped("a\u{fffd} \u{fffd}41; \u{fffd}01B; \u{fffd}1B;".to_owned()), "a\u{fffd} \u{fffd}41; \u{fffd}01B; \u{1b}");
    let file = xmi("a&#xFFFD;b", "<factmark:Characters xmi:id=\"9\" controls=\"1:1B 2:C\"/>");
    let (project, intake) = project(&memory(&[("d1.xmi", &file)]));
    assert_eq!(project.articles().next().unwrap().text.as_str(), "a\u{1b}b");
    let said: Vec<(usize, &str)> = intake.repaired.iter().map(|repaired| (repaired.line, repaired.why.as_str())).collect();
    assert_eq!(said, [(4, "1 of the control characters that it names are not where it says; they stay U+FFFD")]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_string_comes_back(text in hard_string(), more in "[\u{fffd}0-9A-F;\u{0}\u{1b}]{0,12}") {
        let text = format!("{text}{more}");
        let put = escaped(&text).into_owned();
        prop_assert!(!put.contains(cas::is_unwritable));
        prop_assert_eq!(unescaped(put), text);
    }

    #[test]
    fn no_bytes_end_in_a_panic(bytes in prop_oneof![broken(SAMPLE), broken(HARD), prop::collection::vec(any::<u8>(), 0..60)], types in broken(SYSTEM)) {
        let mut files = Memory::of("d1.xmi", &bytes);
        files.begin("TypeSystem.xml").unwrap();
        files.put(&types).unwrap();
        let (project, _) = project(&files);
        let once = written(&project, &Xmi);
        let (again, _) = self::project(&once);
        prop_assert_eq!(written(&again, &Xmi), once);
    }
}
