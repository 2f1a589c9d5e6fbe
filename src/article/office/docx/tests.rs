//! What must hold of Word documents: files of every awkward kind with the text that must come of them, and any bytes.

use super::super::hostile;
use super::*;
use crate::article::{fixtures, limits};
use proptest::prelude::*;

#[test]
fn documents_are_read_as_they_are_printed() {
    fixtures::check("docx", |_, bytes| read(bytes));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_files_are_read_or_refused(which in any::<prop::sample::Index>(), harm in hostile::harm()) {
        let files = hostile::fixtures("docx");
        hostile::holds(read(&harm.done_to(&files[which.index(files.len())])));
    }

    #[test]
    fn damaged_parts_are_read_or_refused(which in any::<prop::sample::Index>(), part in any::<prop::sample::Index>(), harm in hostile::harm()) {
        let files = hostile::fixtures("docx");
        hostile::holds(read(&harm.done_inside(&files[which.index(files.len())], &part)));
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        hostile::holds(read(&bytes));
    }
}

/// A document of this body and nothing else.
fn document(body: &str) -> Vec<u8> {
    let open = "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>";
    hostile::archive(&[("word/document.xml", format!("{open}{body}</w:body></w:document>").as_bytes())])
}

fn text(body: &str) -> String {
    read(&document(body)).unwrap().paper.into_parts().0
}

#[test]
fn deep_nesting_is_read_up_to_the_limit_and_then_refused() {
    let nested = |depth: usize| {
        let open = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p>".repeat(depth);
        format!("{open}{}", "</w:tc></w:tr></w:tbl>".repeat(depth))
    };
    // Two elements are around the body, three are in the innermost paragraph.
    let most = (limits::XML_DEPTH - 5) / 3;
    assert_eq!(text(&nested(most)).matches('x').count(), most);
    for depth in [most + 1, 100_000] {
        assert!(matches!(read(&document(&nested(depth))), Err(Refusal::Unwieldy { .. })), "{depth}");
    }
    let boxes = |depth: usize| format!("<w:p>{}x{}</w:p>", "<w:hyperlink>".repeat(depth), "</w:hyperlink>".repeat(depth));
    assert!(matches!(read(&document(&boxes(100_000))), Err(Refusal::Unwieldy { .. })));
}

#[test]
fn long_lines_and_many_paragraphs_are_read_in_time_that_grows_as_they_do() {
    let long = "word ".repeat(400_000);
    assert_eq!(text(&format!("<w:p><w:r><w:t>{long}</w:t></w:r></w:p>")), long.trim_end());
    let runs = "<w:r><w:t>x</w:t></w:r>".repeat(200_000);
    assert_eq!(text(&format!("<w:p>{runs}</w:p>")).len(), 200_000);
    let paragraphs = "<w:p><w:r><w:t>x</w:t></w:r></w:p>".repeat(50_000);
    assert_eq!(text(&paragraphs).matches('x').count(), 50_000);
    let notes: String = (0..20_000).map(|id| format!("<w:p><w:r><w:footnoteReference w:id=\"{id}\"/></w:r></w:p>")).collect();
    assert!(text(&notes).ends_with("[20000]"));
    let again = "<w:p><w:r><w:footnoteReference w:id=\"1\"/></w:r></w:p>".repeat(20_000);
    assert!(text(&again).ends_with("[1]"));
}

#[test]
fn more_nodes_than_fit_are_refused() {
    assert!(matches!(read(&document(&"<w:p/>".repeat(limits::XML_NODES))), Err(Refusal::Unwieldy { .. })));
    let spaces: String = (0..300).map(|number| format!(" xmlns:a{number}=\"u\"")).collect();
    assert!(matches!(read(&document(&format!("<w:p{spaces}/>"))), Err(Refusal::Unwieldy { .. })));
}

#[test]
fn a_field_that_begins_in_words_that_were_taken_away_ends_all_the_same() {
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let said = "<w:r><w:t>said</w:t></w:r>";
    assert_eq!(text(&format!("<w:p>{}<w:del>{}</w:del>{said}</w:p>", field("begin"), field("end"))), "said");
    assert_eq!(text(&format!("<w:p><w:del>{}</w:del>{}{said}</w:p>", field("begin"), field("end"))), "said");
}
