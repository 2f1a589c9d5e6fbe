//! What is kept of a file's structures, as one object of JSON each.

use super::model::{Feature, Features, MOST_FEATURES, Structure, Type, Types, Value, is_feature, is_type};
use crate::formats::jsonl_lines::{Members, Object, quoted};
use crate::project::Kept;

/// A structure that is kept.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Thing {
    /// Its type.
    pub(super) kind: String,
    /// Its id.
    pub(super) id: u64,
    /// The feature that is its label; empty where its type is.
    pub(super) label: String,
    /// All its features; of a structure that is neither mark nor link its place too.
    pub(super) features: Features,
    /// Whether it is about the text.
    pub(super) has_sofa: bool,
    /// Whether it is in the index.
    pub(super) is_indexed: bool,
}

/// One entry.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Held {
    /// What a mark is written as.
    Span(Thing),
    /// What a link that begins at the mark is written as.
    Link(Thing),
    /// A structure that is neither.
    Structure(Thing),
    /// What is said of the document.
    Document(Features),
    /// The types of what is kept.
    Types(Types),
}

impl Held {
    /// The entry as it is kept for a format.
    pub(super) fn kept(&self, format: &str) -> Kept {
        let mut object = Object::new();
        match self {
            Self::Span(thing) => spell("span", thing, &mut object),
            Self::Link(thing) => spell("link", thing, &mut object),
            Self::Structure(thing) => spell("structure", thing, &mut object),
            Self::Document(features) => object.raw("document", &spelt(features)),
            Self::Types(types) => object.raw("types", &types_as_json(types)),
        }
        Kept { format: format.into(), text: object.end() }
    }

    /// The entries of a format; what is none is passed over.
    pub(super) fn all<'k>(kept: &'k [Kept], format: &'k str) -> impl Iterator<Item = Self> + 'k {
        kept.iter().filter(move |kept| &*kept.format == format).filter_map(|kept| Self::read(&kept.text))
    }

    fn read(text: &str) -> Option<Self> {
        if !text.starts_with('{') {
            return None;
        }
        let mut members = Members::of(text).ok()?;
        if let Some(features) = members.take("document") {
            return features_of(features.get()).map(Self::Document);
        }
        if let Some(types) = members.take("types") {
            return types_of_json(types.get()).map(Self::Types);
        }
        for (name, make) in [("span", Self::Span as fn(Thing) -> Self), ("link", Self::Link), ("structure", Self::Structure)] {
            if let Some(kind) = members.string(name).ok()?.filter(|kind| is_type(kind)) {
                return thing(kind, members).map(make);
            }
        }
        None
    }
}

impl Thing {
    /// What is kept of a structure.
    pub(super) fn of(structure: &Structure, label: &str, features: Features) -> Self {
        Self { kind: structure.kind.clone(), id: structure.id, label: label.to_owned(), features, has_sofa: structure.sofa.is_some(), is_indexed: true }
    }
}

fn spell(name: &str, thing: &Thing, object: &mut Object) {
    object.string(name, &thing.kind);
    object.raw("id", &thing.id.to_string());
    if name == "structure" {
        object.raw("sofa", if thing.has_sofa { "true" } else { "false" });
        object.raw("indexed", if thing.is_indexed { "true" } else { "false" });
    } else if !thing.label.is_empty() {
        object.string("label", &thing.label);
    }
    object.raw("features", &spelt(&thing.features));
}

fn thing(kind: String, mut members: Members<'_>) -> Option<Thing> {
    let id = members.take("id").and_then(|id| id.get().parse().ok())?;
    let label = members.string("label").ok()?.unwrap_or_default();
    let is_true = |members: &mut Members<'_>, name| members.take(name).is_none_or(|value| value.get() == "true");
    let (has_sofa, is_indexed) = (is_true(&mut members, "sofa"), is_true(&mut members, "indexed"));
    let features = features_of(members.take("features")?.get())?;
    Some(Thing { kind, id, label, features, has_sofa, is_indexed })
}

/// Features as an object: a string, a list of strings, `@` before the name of one that refers to another structure, anything else as it is spelt.
fn spelt(features: &Features) -> String {
    let mut object = Object::new();
    for (name, value) in features {
        match value {
            Value::Text(text) => object.string(name, text),
            Value::Texts(texts) => object.list(name, &texts.iter().map(|text| quoted(text)).collect::<Vec<_>>()),
            Value::Ref(id) => object.raw(&format!("@{name}"), &id.to_string()),
            Value::Json(json) => object.raw(name, json),
        }
    }
    object.end()
}

fn features_of(object: &str) -> Option<Features> {
    let features = Members::of(object).ok()?.rest().filter_map(|(name, value)| {
        let json = value.get();
        if let Some(plain) = name.strip_prefix('@') {
            return json.parse().ok().map(|id| (plain.to_owned(), Value::Ref(id)));
        }
        let texts = || serde_json::from_str(json).ok().filter(|_| !name.starts_with('%')).map(Value::Texts);
        let value = match json.bytes().next() {
            Some(b'"') => Value::Text(serde_json::from_str(json).ok()?),
            Some(b'[') => texts().unwrap_or_else(|| Value::Json(json.to_owned())),
            Some(_) | None => Value::Json(json.to_owned()),
        };
        Some((name, value))
    });
    let mut all = Features::new();
    for (name, value) in features.filter(|(name, _)| is_feature(name)).take(MOST_FEATURES) {
        if !all.iter().any(|(own, _)| *own == name) {
            all.push((name, value));
        }
    }
    Some(all)
}

/// Types as CAS JSON has them.
pub(in crate::formats) fn types_as_json(types: &Types) -> String {
    let mut all = Object::new();
    for (name, kind) in types {
        let mut object = Object::new();
        object.string("%NAME", name);
        object.string("%SUPER_TYPE", &kind.parent);
        for feature in &kind.features {
            let mut one = Object::new();
            one.string("%NAME", &feature.name);
            one.string("%RANGE", &feature.range);
            if let Some(shared) = feature.shared {
                one.raw("%MULTIPLE_REFERENCES_ALLOWED", if shared { "true" } else { "false" });
            }
            if !feature.element.is_empty() {
                one.string("%ELEMENT_TYPE", &feature.element);
            }
            object.raw(&feature.name, &one.end());
        }
        all.raw(name, &object.end());
    }
    all.end()
}

/// Types as CAS JSON has them, as far as they are ones; none where the value is no object.
pub(in crate::formats) fn types_of_json(json: &str) -> Option<Types> {
    let mut types = Types::new();
    for (name, value) in Members::of(json).ok()?.rest().filter(|(name, _)| is_type(name)) {
        let Ok(mut members) = Members::of(value.get()) else { continue };
        let Some(parent) = members.string("%SUPER_TYPE").ok().flatten().filter(|parent| is_type(parent)) else { continue };
        let features = members.rest().filter(|(name, _)| !name.starts_with('%')).filter_map(|(name, value)| feature(name, value.get()));
        let features = features.take(MOST_FEATURES).collect();
        types.insert(name, Type { parent, features });
    }
    Some(types)
}

fn feature(name: String, json: &str) -> Option<Feature> {
    let mut members = Members::of(json).ok()?;
    let range = members.string("%RANGE").ok().flatten().filter(|range| is_type(range))?;
    let element = members.string("%ELEMENT_TYPE").ok().flatten().filter(|element| is_type(element)).unwrap_or_default();
    let shared = members.take("%MULTIPLE_REFERENCES_ALLOWED").map(|shared| shared.get() == "true");
    is_feature(&name).then_some(Feature { name, range, element, shared })
}
