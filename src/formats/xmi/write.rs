//! A CAS as XMI.

use super::spell::{escaped, push};
use crate::formats::Output;
use crate::formats::cas::{CHARACTERS, CONTROLS, Cas, Structure, Value, replaced};
use std::collections::{BTreeMap, BTreeSet};
use std::io;

/// How many bytes are put together before they are written.
const AT_ONCE: usize = 1 << 20;

/// Writes a CAS.
///
/// # Errors
/// Where the output takes no more.
pub(super) fn put(cas: &Cas, out: &mut dyn Output) -> io::Result<()> {
    let Some(sofa) = cas.sofas.first() else { return Ok(()) };
    let (text, controls) = replaced(sofa.text.as_deref().unwrap_or_default());
    let characters = (!controls.is_empty()).then(|| Structure {
        id: cas.structures.iter().map(|structure| structure.id).max().unwrap_or_default().max(sofa.id).saturating_add(1),
        kind: CHARACTERS.to_owned(),
        features: vec![(CONTROLS.to_owned(), Value::Text(controls))],
        ..Structure::default()
    });
    let all = || cas.structures.iter().chain(&characters);
    let prefixes = prefixes(all().map(|structure| package(&structure.kind).0).collect());
    let mut xml =
        String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xmi:XMI xmlns:xmi=\"http://www.omg.org/XMI\" xmlns:cas=\"http:///uima/cas.ecore\"");
    for (package, prefix) in prefixes.iter().filter(|(package, _)| **package != "uima.cas") {
        xml.push_str(&format!(" xmlns:{prefix}=\"http:///{}.ecore\"", package.replace('.', "/")));
    }
    xml.push_str(" xmi:version=\"2.0\">\n  <cas:NULL xmi:id=\"0\"/>\n");
    for structure in all() {
        push_structure(&mut xml, structure, &prefixes);
        if xml.len() > AT_ONCE {
            out.put(xml.as_bytes())?;
            xml.clear();
        }
    }
    xml.push_str(&format!("  <cas:Sofa xmi:id=\"{}\" sofaNum=\"1\" sofaID=\"{}\" mimeType=\"text\" sofaString=\"", sofa.id, sofa.name));
    push(&mut xml, &text);
    xml.push_str(&format!("\"/>\n  <cas:View sofa=\"{}\" members=\"", sofa.id));
    let is_member = |id: &u64| cas.members.get(&sofa.id).is_none_or(|members| members.contains(id)) || characters.as_ref().is_some_and(|own| own.id == *id);
    for (number, id) in all().map(|structure| structure.id).filter(is_member).enumerate() {
        xml.push_str(if number > 0 { " " } else { "" });
        xml.push_str(&id.to_string());
    }
    xml.push_str("\"/>\n</xmi:XMI>\n");
    out.put(xml.as_bytes())
}

/// A type's package and its name in it.
fn package(kind: &str) -> (&str, &str) {
    kind.rsplit_once('.').unwrap_or(("uima.noNamespace", kind))
}

/// A prefix for each package: its last word, with a number where another has that.
fn prefixes(packages: BTreeSet<&str>) -> BTreeMap<&str, String> {
    let mut taken = BTreeSet::from(["xmi".to_owned(), "xml".to_owned(), "xmlns".to_owned(), "cas".to_owned()]);
    let mut prefixes = BTreeMap::new();
    for package in packages {
        let word = package.rsplit_once('.').map_or(package, |(_, word)| word);
        let numbered = (2..).map(|number| format!("{word}{number}"));
        let free = std::iter::once(word.to_owned()).chain(numbered).find(|prefix| taken.insert(prefix.clone()));
        prefixes.insert(package, if package == "uima.cas" { "cas".to_owned() } else { free.unwrap_or_default() });
    }
    prefixes
}

fn push_structure(xml: &mut String, structure: &Structure, prefixes: &BTreeMap<&str, String>) {
    let (package, name) = package(&structure.kind);
    let tag = format!("{}:{name}", prefixes.get(package).map(String::as_str).unwrap_or_default());
    xml.push_str(&format!("  <{tag} xmi:id=\"{}\"", structure.id));
    let sofa = structure.sofa.map(|sofa| ("sofa", sofa.to_string()));
    let place = structure.at.map(|(begin, end)| [("begin", begin.to_string()), ("end", end.to_string())]);
    for (name, value) in sofa.into_iter().chain(place.into_iter().flatten()) {
        xml.push_str(&format!(" {name}=\"{value}\""));
    }
    // The signs of JSON are no beginning of a name in XML.
    let features = || structure.features.iter().filter(|(name, _)| !name.starts_with(['%', '^', '#']));
    for (name, value) in features() {
        match value {
            Value::Text(text) | Value::Json(text) => push_attribute(xml, name, text),
            Value::Ref(id) => push_attribute(xml, name, &id.to_string()),
            Value::Texts(_) => {}
        }
    }
    let lists = features().filter_map(|(name, value)| if let Value::Texts(texts) = value { Some((name, texts)) } else { None });
    let children: Vec<(&String, &String)> = lists.flat_map(|(name, texts)| texts.iter().map(move |text| (name, text))).collect();
    if children.is_empty() {
        xml.push_str("/>\n");
        return;
    }
    xml.push('>');
    for (name, text) in children {
        xml.push_str(&format!("<{name}>"));
        push(xml, &escaped(text));
        xml.push_str(&format!("</{name}>"));
    }
    xml.push_str(&format!("</{tag}>\n"));
}

fn push_attribute(xml: &mut String, name: &str, text: &str) {
    xml.push_str(&format!(" {name}=\""));
    push(xml, &escaped(text));
    xml.push('"');
}
