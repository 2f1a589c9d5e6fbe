//! Reads a labelling config: which member of the data is the text, and what is marked with.

use super::KEYS;
use super::texts::Shown;
use crate::project::{Colour, DEFAULT_SCALE, Name, OwnLabel, OwnLinkKind, Setting};
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;

/// Most elements of a labelling config.
const MOST: usize = 100_000;

/// What a labelling config says.
#[derive(Default)]
pub(super) struct Declared {
    /// The objects that show a member of the data.
    pub(super) shown: Vec<Shown>,
    /// The labels, kinds of links, tags and verdicts that it offers.
    pub(super) settings: Vec<Setting>,
}

/// Reads a config; why it is none.
pub(super) fn declared(xml: &str) -> Result<Declared, String> {
    let mut said = Declared::default();
    let mut verdicts: Option<Vec<Name>> = None;
    // The name of the choices that are open.
    let mut choices = String::new();
    let mut reader = quick_xml::Reader::from_str(xml);
    for _ in 0..MOST {
        let event = reader.read_event().map_err(|error| format!("no labelling config: byte {}: {error}", reader.error_position()))?;
        if event == Event::Eof {
            said.settings.extend(verdicts.filter(|scale| *scale != DEFAULT_SCALE.map(Name::from)).map(Setting::Scale));
            return Ok(said);
        }
        let (Event::Start(tag) | Event::Empty(tag)) = &event else { continue };
        let attributes = attributes(tag);
        let named = |name: &str| attributes.get(name).cloned().unwrap_or_default();
        match tag.name().as_ref() {
            "Text" | "HyperText" => {
                let key = attributes.get("value").and_then(|value| value.strip_prefix('$'));
                let is_page = tag.name().as_ref() == "HyperText";
                said.shown.extend(key.map(|key| Shown { name: named("name"), key: key.to_owned(), is_page }));
            }
            "Label" => said.settings.extend(attributes.get("value").map(|name| label(name, &attributes))),
            "Relation" => {
                let kind = |name: &String| Setting::LinkKind(OwnLinkKind { name: name.as_str().into(), definition: String::new() });
                said.settings.extend(attributes.get("value").map(kind));
            }
            "Choices" => {
                choices = named("name");
                if choices == "verdict" {
                    verdicts = Some(Vec::new());
                }
            }
            "Choice" => match (choices.as_str(), &mut verdicts) {
                ("tags", _) => said.settings.push(Setting::Tag(named("value").into())),
                ("verdict", Some(verdicts)) => verdicts.push(named("value").into()),
                _ => {}
            },
            _ => {}
        }
    }
    Err(format!("no labelling config: it has more than {MOST} elements"))
}

fn label(name: &str, attributes: &BTreeMap<String, String>) -> Setting {
    let said = |name: &str| attributes.get(name).map(String::as_str).unwrap_or_default();
    let mut hotkey = said("hotkey").chars();
    let key = hotkey.next().filter(|key| KEYS.contains(key) && hotkey.next().is_none());
    Setting::Label(OwnLabel { name: name.into(), key, colour: said("background").parse::<Colour>().ok(), definition: said("hint").to_owned() })
}

/// The attributes of a tag; those that are none are passed over.
fn attributes(tag: &BytesStart<'_>) -> BTreeMap<String, String> {
    let read = tag.attributes().flatten().filter_map(|attribute| {
        let name = attribute.key.as_ref().to_owned();
        Some((name, attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?.into_owned()))
    });
    read.collect()
}
