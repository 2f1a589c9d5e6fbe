//! What an origin lists, as JSON: pairs of a detail's name and value, and of a paragraph's number and its place in the file.

use crate::article::{Origin, Place};
use serde_json::value::RawValue;

/// The details as `[["section","Politics"]]`.
pub(super) fn details(origin: &Origin) -> String {
    serde_json::to_string(&origin.details).unwrap_or_default()
}

/// The places as `[[0,"page 1"],[7,"page 2"]]`.
pub(super) fn places(origin: &Origin) -> String {
    let places: Vec<(u32, String)> = origin.places.iter().map(|(number, place)| (*number, place.to_string())).collect();
    serde_json::to_string(&places).unwrap_or_default()
}

/// Both where there are any, each with its name.
pub(super) fn lists(origin: &Origin) -> impl Iterator<Item = (&'static str, String)> {
    let details = (!origin.details.is_empty()).then(|| ("details", details(origin)));
    let places = (!origin.places.is_empty()).then(|| ("places", places(origin)));
    details.into_iter().chain(places)
}

/// Details that are written so; none for any other value.
pub(super) fn read_details(raw: &RawValue) -> Option<Vec<(String, String)>> {
    serde_json::from_str(raw.get()).ok()
}

/// Places that are written so; none for any other value.
pub(super) fn read_places(raw: &RawValue) -> Option<Vec<(u32, Place)>> {
    let places: Vec<(u32, String)> = serde_json::from_str(raw.get()).ok()?;
    places.into_iter().map(|(number, words)| Some((number, words.parse().ok()?))).collect()
}
