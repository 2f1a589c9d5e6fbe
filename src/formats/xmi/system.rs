//! The type system: `TypeSystem.xml`, as UIMA describes types.

use super::spell::push;
use crate::formats::cas::{Feature, MOST_FEATURES, Type, Types, is_feature, is_type};
use quick_xml::events::Event;

/// How deep a description of types goes: the root, its list, a type, its list, a feature, what is said of it.
const DEEPEST: usize = 12;

/// The types as a description.
pub(super) fn written(types: &Types) -> String {
    let mut xml =
        String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<typeSystemDescription xmlns=\"http://uima.apache.org/resourceSpecifier\">\n  <types>\n");
    for (name, kind) in types {
        xml.push_str("    <typeDescription>\n");
        push_element(&mut xml, 6, "name", name);
        push_element(&mut xml, 6, "description", "");
        push_element(&mut xml, 6, "supertypeName", &kind.parent);
        if !kind.features.is_empty() {
            xml.push_str("      <features>\n");
            kind.features.iter().for_each(|feature| push_feature(&mut xml, feature));
            xml.push_str("      </features>\n");
        }
        xml.push_str("    </typeDescription>\n");
    }
    xml.push_str("  </types>\n</typeSystemDescription>\n");
    xml
}

fn push_feature(xml: &mut String, feature: &Feature) {
    xml.push_str("        <featureDescription>\n");
    push_element(xml, 10, "name", &feature.name);
    push_element(xml, 10, "description", "");
    push_element(xml, 10, "rangeTypeName", &feature.range);
    if !feature.element.is_empty() {
        push_element(xml, 10, "elementType", &feature.element);
    }
    if let Some(shared) = feature.shared {
        push_element(xml, 10, "multipleReferencesAllowed", if shared { "true" } else { "false" });
    }
    xml.push_str("        </featureDescription>\n");
}

fn push_element(xml: &mut String, indent: usize, name: &str, text: &str) {
    xml.extend(std::iter::repeat_n(' ', indent));
    if text.is_empty() {
        xml.push_str(&format!("<{name}/>\n"));
        return;
    }
    xml.push_str(&format!("<{name}>"));
    push(xml, text);
    xml.push_str(&format!("</{name}>\n"));
}

/// Reads a description.
///
/// # Errors
/// Why it is none.
pub(super) fn read(xml: &str) -> Result<Types, String> {
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut sheet = Sheet::default();
    let mut path: Vec<String> = Vec::new();
    loop {
        let event = reader.read_event().map_err(|error| format!("it is no XML at byte {}: {error}", reader.error_position()))?;
        match event {
            Event::Start(tag) => {
                let name = tag.local_name().as_ref().to_owned();
                if path.is_empty() && name != "typeSystemDescription" {
                    return Err("it is no XMI and no description of types".to_owned());
                }
                if path.len() > DEEPEST {
                    return Err(format!("its elements lie more than {DEEPEST} deep in each other"));
                }
                sheet.begin(&name);
                path.push(name);
            }
            Event::Text(text) => sheet.words.push_str(&text.xml10_content()),
            Event::End(_) => {
                let name = path.pop().unwrap_or_default();
                sheet.end(&name, path.iter().any(|outer| outer == "featureDescription"));
            }
            Event::DocType(_) => return Err("it has a document type (DTD), which is not read".to_owned()),
            Event::Eof if path.is_empty() && sheet.has_begun => return Ok(sheet.types),
            Event::Eof => return Err("it ends before its first element does".to_owned()),
            Event::Empty(_) | Event::CData(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::GeneralRef(_) => {}
        }
    }
}

#[derive(Default)]
struct Sheet {
    types: Types,
    name: String,
    kind: Type,
    feature: Feature,
    words: String,
    has_begun: bool,
}

impl Sheet {
    fn begin(&mut self, name: &str) {
        self.has_begun = true;
        self.words.clear();
        match name {
            "typeDescription" => (self.name, self.kind) = (String::new(), Type::default()),
            "featureDescription" => self.feature = Feature::default(),
            _ => {}
        }
    }

    fn end(&mut self, name: &str, is_of_feature: bool) {
        let words = self.words.trim().to_owned();
        match (name, is_of_feature) {
            ("name", false) => self.name = words,
            ("supertypeName", false) => self.kind.parent = words,
            ("name", true) => self.feature.name = words,
            ("rangeTypeName", true) => self.feature.range = words,
            ("elementType", true) if is_type(&words) => self.feature.element = words,
            ("multipleReferencesAllowed", true) => self.feature.shared = Some(words == "true"),
            ("featureDescription", _) => {
                let feature = std::mem::take(&mut self.feature);
                if is_feature(&feature.name) && is_type(&feature.range) && self.kind.features.len() < MOST_FEATURES {
                    self.kind.features.push(feature);
                }
            }
            ("typeDescription", _) => {
                let (name, kind) = (std::mem::take(&mut self.name), std::mem::take(&mut self.kind));
                if is_type(&name) && is_type(&kind.parent) {
                    self.types.entry(name).or_insert(kind);
                }
            }
            _ => {}
        }
        self.words.clear();
    }
}
