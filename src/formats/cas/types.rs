//! The types of our own structures, and of those that were kept.

use super::model::{Feature, Structure, Type, Types, Value};
use super::roles::{
    CHARACTERS, CONTROLS, DEPENDENT, DOCUMENT, DOCUMENT_ID, DOCUMENT_TITLE, GOVERNOR, LABEL, LINK, MARK_ID, META, NOTE, SENTENCE, SPAN, TOKEN, all_fields,
};
use std::collections::{BTreeSet, HashSet};

/// The type of strings.
const STRING: &str = "uima.cas.String";
/// The type of annotations.
const ANNOTATION: &str = "uima.tcas.Annotation";
/// The type of everything.
const TOP: &str = "uima.cas.TOP";
/// A feature of UIMA's own document annotation.
const LANGUAGE: &str = "language";
/// How deep types may be kinds of each other.
const DEEPEST: usize = 20;

/// The types of what we write.
pub(super) fn own() -> Types {
    let feature = |name: &str, range: &str| Feature { name: name.to_owned(), range: range.to_owned(), ..Feature::default() };
    let strings = |names: &[&str]| names.iter().map(|name| feature(name, STRING)).collect::<Vec<_>>();
    let kind = |name: &str, parent: &str, features: Vec<Feature>| (name.to_owned(), Type { parent: parent.to_owned(), features });
    let mut span = vec![MARK_ID, LABEL, NOTE];
    span.extend(all_fields());
    let mut meta = strings(&[DOCUMENT_TITLE, DOCUMENT_ID, "documentUri", "collectionId", "documentBaseUri"]);
    meta.push(feature("isLastSegment", "uima.cas.Boolean"));
    let mut link = vec![feature(GOVERNOR, ANNOTATION), feature(DEPENDENT, ANNOTATION)];
    link.extend(strings(&[LABEL]));
    Types::from([
        kind(META, DOCUMENT, meta),
        kind(SENTENCE, ANNOTATION, strings(&["id"])),
        kind(TOKEN, ANNOTATION, strings(&["id"])),
        kind(SPAN, ANNOTATION, strings(&span)),
        kind(LINK, ANNOTATION, link),
        kind(CHARACTERS, TOP, strings(&[CONTROLS])),
    ])
}

/// Adds the types and features that structures have and that nobody said anything of.
pub(super) fn declared(types: &mut Types, structures: &[Structure]) {
    let mut seen: HashSet<(&str, &str)> = HashSet::new();
    for structure in structures.iter().filter(|structure| !is_built_in(&structure.kind)) {
        let kind = structure.kind.as_str();
        if seen.insert((kind, "")) && !types.contains_key(kind) {
            let parent = if structure.at.is_some() { ANNOTATION } else { TOP };
            types.insert(kind.to_owned(), Type { parent: parent.to_owned(), features: Vec::new() });
        }
        // The language is said of every document.
        for feature in structure.features.iter().filter(|(name, _)| seen.insert((kind, name)) && (kind, name.as_str()) != (META, LANGUAGE)) {
            if range(types, kind, plain(&feature.0)).is_none()
                && let Some(kind) = types.get_mut(kind)
            {
                kind.features.push(guessed(feature));
            }
        }
    }
}

fn guessed((name, value): &(String, Value)) -> Feature {
    let is_end = [GOVERNOR, DEPENDENT].contains(&name.as_str());
    let range = match value {
        _ if is_end => ANNOTATION,
        Value::Text(_) => STRING,
        Value::Texts(_) => "uima.cas.StringArray",
        Value::Ref(_) => TOP,
        Value::Json(json) if matches!(json.as_str(), "true" | "false") => "uima.cas.Boolean",
        Value::Json(json) if json.parse::<i64>().is_ok() => "uima.cas.Long",
        Value::Json(_) => "uima.cas.Double",
    };
    Feature { name: plain(name).to_owned(), range: range.to_owned(), ..Feature::default() }
}

/// A feature's name without the sign that says how JSON spells it.
fn plain(name: &str) -> &str {
    name.strip_prefix(['%', '^', '#']).unwrap_or(name)
}

/// Whether UIMA itself has a type.
fn is_built_in(kind: &str) -> bool {
    kind.starts_with("uima.cas.") || kind.starts_with("uima.tcas.") || kind.ends_with("[]")
}

/// What a feature of a type holds, as far as that is known.
fn range<'t>(types: &'t Types, kind: &str, feature: &str) -> Option<&'t Feature> {
    let mut kind = types.get(kind)?;
    for _ in 0..DEEPEST {
        if let Some(own) = kind.features.iter().find(|own| own.name == feature) {
            return Some(own);
        }
        kind = types.get(&kind.parent)?;
    }
    None
}

/// Whether a type is a kind of string: one with a list of values is.
fn is_kind_of_string<'t>(types: &'t Types, mut kind: &'t str) -> bool {
    for _ in 0..DEEPEST {
        if kind == STRING {
            return true;
        }
        match types.get(kind) {
            Some(own) => kind = own.parent.as_str(),
            None => return false,
        }
    }
    false
}

/// Whether a feature is a string; none where its type is not known.
pub(super) fn is_string(types: &Types, kind: &str, feature: &str) -> Option<bool> {
    range(types, kind, plain(feature)).map(|feature| is_kind_of_string(types, &feature.range))
}

/// Whether a feature refers to other structures; none where its type is not known.
pub(super) fn is_reference(types: &Types, kind: &str, feature: &str) -> Option<bool> {
    let is_basic = kind.starts_with("uima.cas.");
    match (kind, feature) {
        ("uima.cas.FSArray", "elements") | ("uima.cas.NonEmptyFSList", "head" | "tail") => return Some(true),
        (kind, "%ELEMENTS") => return Some(!is_basic || kind.starts_with("uima.cas.FSArray") || kind.starts_with("uima.cas.TOP")),
        _ if is_basic => return Some(false),
        _ => {}
    }
    let range = range(types, kind, plain(feature))?.range.trim_end_matches("[]");
    let is_plain = range.starts_with("uima.cas.") && !["FSArray", "FSList", "TOP", "AnnotationBase"].iter().any(|name| range.ends_with(name));
    Some(!is_plain && !is_kind_of_string(types, range))
}

/// The types of some names with all that they need, but for those that UIMA and we have.
pub(super) fn needed<'k>(types: &Types, kinds: impl Iterator<Item = &'k str>) -> Types {
    let own = own();
    let mut found = Types::new();
    let mut waiting: BTreeSet<String> = kinds.map(|kind| kind.trim_end_matches("[]").to_owned()).collect();
    while let Some(name) = waiting.pop_first() {
        let Some(kind) = types.get(&name).filter(|_| !is_built_in(&name) && !found.contains_key(&name)) else { continue };
        waiting.insert(kind.parent.clone());
        waiting.extend(kind.features.iter().flat_map(|feature| [feature.range.trim_end_matches("[]").to_owned(), feature.element.clone()]));
        let mut kind = kind.clone();
        if let Some(ours) = own.get(&name) {
            kind.features.retain(|feature| !ours.features.iter().any(|own| own.name == feature.name));
        }
        found.insert(name, kind);
    }
    found.retain(|name, kind| !own.contains_key(name) || !kind.features.is_empty());
    found
}

/// Adds types to others; what is there stays.
pub(in crate::formats) fn add(types: &mut Types, more: Types) {
    for (name, kind) in more {
        match types.get_mut(&name) {
            None => {
                types.insert(name, kind);
            }
            Some(there) => {
                let new: Vec<Feature> = kind.features.into_iter().filter(|feature| !there.features.iter().any(|own| own.name == feature.name)).collect();
                there.features.extend(new);
            }
        }
    }
}
