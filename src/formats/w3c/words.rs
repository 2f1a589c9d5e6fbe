//! Words of the model of annotations, and whether a value is one of them.

use super::super::json_file::{each, text};
use serde_json::value::RawValue;

/// Purposes of a body that is a label.
pub(super) const LABELS: [&str; 2] = ["tagging", "classifying"];
/// Purposes of a body that is a note.
pub(super) const NOTES: [&str; 2] = ["commenting", "describing"];

/// Whether a value is, or has in its list, a word; prefixes as in `oa:linking` are left off.
pub(super) fn has_word(value: Option<&RawValue>, word: &str) -> bool {
    let words = value.map(each).unwrap_or_default();
    words.into_iter().filter_map(text).any(|own| own.rsplit([':', '#']).next() == Some(word))
}
