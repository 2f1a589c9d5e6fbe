//! What must hold of books: files of every awkward kind with the text that must come of them, and any bytes.

use super::super::hostile;
use super::*;
use crate::article::fixtures;
use proptest::prelude::*;

#[test]
fn books_are_read_chapter_by_chapter() {
    fixtures::check("epub", |_, bytes| read(bytes));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_files_are_read_or_refused(which in any::<prop::sample::Index>(), harm in hostile::harm()) {
        let files = hostile::fixtures("epub");
        hostile::holds(read(&harm.done_to(&files[which.index(files.len())])));
    }

    #[test]
    fn damaged_parts_are_read_or_refused(which in any::<prop::sample::Index>(), part in any::<prop::sample::Index>(), harm in hostile::harm()) {
        let files = hostile::fixtures("epub");
        hostile::holds(read(&harm.done_inside(&files[which.index(files.len())], &part)));
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        hostile::holds(read(&bytes));
    }
}
