//! What a result says of a region beside its label: our fields, by their names, as `choices` and `textarea`.

use super::json;
use super::pieces::Piece;
use crate::formats::Span;

/// The fields with a closed list of words, which are `choices`.
pub(super) const CLOSED: [&str; 8] = ["worth", "voice", "kinds", "verdict", "naming", "kind", "how", "trend"];
/// The fields with free words, which are `textarea`.
pub(super) const FREE: [&str; 5] = ["name", "low", "high", "unit", "what"];
/// The choice that says that a mark is to be discussed.
pub(super) const YES: &str = "yes";

/// Takes what a result says into the span that it is about. False where it says nothing that a span has a word for.
pub(super) fn apply(piece: &mut Piece<'_>, span: &mut Span) -> bool {
    let is_choice = piece.kind == "choices";
    let values = match piece.kind.as_str() {
        "choices" => piece.value.get("choices").and_then(json::texts),
        "textarea" => piece.value.get("text").and_then(json::texts),
        _ => None,
    };
    let Some(values) = values.filter(|values| !values.is_empty()) else { return false };
    let name = piece.from_name.as_str();
    let is_new = !span.attributes.iter().any(|(own, _)| own == name);
    match name {
        "note" if !is_choice => add_note(&mut span.note, &values.join("\n")),
        "tags" => span.tags.extend(values),
        "discuss" if is_choice && values == [YES] => span.discuss = true,
        _ if is_new && CLOSED.contains(&name) => span.attributes.push((name.to_owned(), values.join(","))),
        _ if is_new && FREE.contains(&name) => span.attributes.push((name.to_owned(), values.join("\n"))),
        _ => return false,
    }
    // Where it stands is the region's to say.
    for known in ["start", "end", "text", "choices", "labels", "startOffset", "endOffset", "globalOffsets"] {
        piece.value.take(known);
    }
    true
}

/// Adds words to a note, on a line of their own.
pub(super) fn add_note(note: &mut String, words: &str) {
    if !note.is_empty() {
        note.push('\n');
    }
    note.push_str(words);
}
