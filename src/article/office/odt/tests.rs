//! What must hold of OpenDocument texts: files of every awkward kind with the text that must come of them, and any bytes.

use super::super::hostile;
use super::*;
use crate::article::{fixtures, limits};
use proptest::prelude::*;

#[test]
fn documents_are_read_as_they_are_printed() {
    fixtures::check("odt", |_, bytes| read(bytes));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_files_are_read_or_refused(which in any::<prop::sample::Index>(), harm in hostile::harm()) {
        let files = hostile::fixtures("odt");
        hostile::holds(read(&harm.done_to(&files[which.index(files.len())])));
    }

    #[test]
    fn damaged_parts_are_read_or_refused(which in any::<prop::sample::Index>(), part in any::<prop::sample::Index>(), harm in hostile::harm()) {
        let files = hostile::fixtures("odt");
        hostile::holds(read(&harm.done_inside(&files[which.index(files.len())], &part)));
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        hostile::holds(read(&bytes));
    }
}

#[test]
fn deep_nesting_is_read_up_to_the_limit_and_then_refused() {
    let document = |body: &str| {
        let space = |name: &str| format!("urn:oasis:names:tc:opendocument:xmlns:{name}:1.0");
        let open = format!("<o:c xmlns:o=\"{}\" xmlns:t=\"{}\" xmlns:b=\"{}\"><o:body><o:text>", space("office"), space("text"), space("table"));
        hostile::archive(&[("content.xml", format!("{open}{body}</o:text></o:body></o:c>").as_bytes())])
    };
    for (open, close, elements) in [
        ("<t:list><t:list-item>", "</t:list-item></t:list>", 2),
        ("<b:table><b:table-row><b:table-cell>", "</b:table-cell></b:table-row></b:table>", 3),
        ("<t:section>", "</t:section>", 1),
    ] {
        let nested = |depth: usize| format!("{}<t:p><t:span>x</t:span></t:p>{}", open.repeat(depth), close.repeat(depth));
        let most = (limits::XML_DEPTH - 5) / elements;
        let text = read(&document(&nested(most))).unwrap().paper.into_parts().0;
        assert!(text.ends_with('x'), "{open}");
        for depth in [most + 1, 100_000] {
            assert!(matches!(read(&document(&nested(depth))), Err(Refusal::Unwieldy { .. })), "{open} {depth}");
        }
    }
}
