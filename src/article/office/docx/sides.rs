//! What counts of an element that holds more than what is shown.

use super::super::xml::Element;
use super::styles;

/// What a content control holds, unless it only asks for words: “Click here to enter text”.
pub(super) fn content_of(control: Element<'_>) -> Option<Element<'_>> {
    let asks = control.child("w", "sdtPr").and_then(|properties| styles::switch(properties, "showingPlcHdr")).unwrap_or(false);
    control.child("w", "sdtContent").filter(|_| !asks)
}

/// One side of what is in the file twice, for new programs and for old ones: the new one, unless it has no words and the other has.
pub(super) fn one_side(alternatives: Element<'_>) -> Option<Element<'_>> {
    let has_words = |side: &Element<'_>| side.descendants().any(|element| matches!(element.name(), ("w", "t" | "sym" | "tab" | "br") | ("m", "t")));
    let sides = || alternatives.elements().filter(|side| matches!(side.name(), ("mc", "Choice" | "Fallback")));
    sides().find(has_words).or_else(|| sides().next())
}
