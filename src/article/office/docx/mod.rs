//! Word documents: the text as it is printed, without what is around it on the page (headers, comments, the table of contents). Tracked
//! changes are read as accepted, hidden words are left out; both are told. Notes stand after the text with their numbers.

mod inline;
mod math;
mod numbering;
mod sides;
mod story;
mod styles;
mod symbols;
#[cfg(test)]
mod tests;

use super::container::{self, Archive, Kind};
use super::properties;
use super::sheet::{self, Piece, numbered};
use super::xml::{Element, Tree};
use crate::article::paper::Page;
use crate::article::{Refusal, Warning};
use inline::Walk;
use std::collections::BTreeMap;

/// Reads a document; one with macros, whose macros are not looked at, and a template too.
///
/// # Errors
/// Refuses what is damaged or too large.
pub(in crate::article) fn read(bytes: &[u8]) -> Result<Page, Refusal> {
    let mut archive = Archive::open(bytes, Kind::Docx)?;
    let parts = Parts::open(&mut archive)?;
    let styles = parts.styles.as_ref().map(styles::read).unwrap_or_default();
    let numbering = parts.numbering.as_ref().map(numbering::read).unwrap_or_default();
    let body = parts.document.root().and_then(|root| root.child("w", "body"));
    let body = body.ok_or_else(|| Refusal::Damaged { what: Kind::Docx.what(), part: "word/document.xml".to_owned() })?;
    let has = |name: &str| body.descendants().any(|element| element.is("w", name));
    // Word numbers notes at the end with i, ii, iii, so that both kinds can be told apart.
    let endnote_format = if has("footnoteReference") && has("endnoteReference") { "lowerRoman" } else { "decimal" };
    let mut walk = Walk::new(&styles, numbering, endnote_format);
    let mut pieces = story::read(&mut walk, body);
    pieces.extend(notes(&mut walk, &parts));
    let mut warnings = walk.told.warnings();
    let damaged = [Some(&parts.document), parts.footnotes.as_ref(), parts.endnotes.as_ref()].into_iter().flatten().filter_map(|tree| tree.replaced);
    warnings.extend(damaged.map(|(count, encoding)| Warning::ReplacedCharacters { count, encoding }));
    let said = parts.properties.as_ref().map(properties::core).unwrap_or_default();
    sheet::page(pieces, said, &walk.languages, warnings)
}

/// The parts of a document that are read.
struct Parts {
    document: Tree,
    styles: Option<Tree>,
    numbering: Option<Tree>,
    footnotes: Option<Tree>,
    endnotes: Option<Tree>,
    properties: Option<Tree>,
}

impl Parts {
    fn open(archive: &mut Archive<'_>) -> Result<Self, Refusal> {
        let root = relations(archive, "")?;
        let main = root.get("officeDocument").cloned().unwrap_or_else(|| "word/document.xml".to_owned());
        let document = archive.needed(&main)?;
        let mut related = relations(archive, &main)?;
        let mut part = |kind: &str| match related.remove(kind) {
            Some(name) => archive.tree(&name),
            None => Ok(None),
        };
        Ok(Self {
            document,
            styles: part("styles")?,
            numbering: part("numbering")?,
            footnotes: part("footnotes")?,
            endnotes: part("endnotes")?,
            properties: archive.tree(root.get("core-properties").map_or("docProps/core.xml", String::as_str)).ok().flatten(),
        })
    }
}

/// The parts that one part refers to, by the last word of the kind of relation; the first of each kind.
fn relations(archive: &mut Archive<'_>, from: &str) -> Result<BTreeMap<String, String>, Refusal> {
    let (folder, file) = from.rsplit_once('/').unwrap_or(("", from));
    let mut relations = BTreeMap::new();
    let Some(tree) = archive.tree(&format!("{folder}/_rels/{file}.rels"))? else { return Ok(relations) };
    for element in tree.root().into_iter().flat_map(Element::elements) {
        let said = |name: &str| element.attribute("", name).unwrap_or_default();
        if said("TargetMode") != "External" {
            let kind = said("Type").rsplit('/').next().unwrap_or_default().to_owned();
            relations.entry(kind).or_insert_with(|| container::target(from, said("Target")));
        }
    }
    Ok(relations)
}

/// The notes that the text refers to, those at the foot first.
fn notes<'t>(walk: &mut Walk<'t>, parts: &'t Parts) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (at_end, tree) in [(false, &parts.footnotes), (true, &parts.endnotes)] {
        let elements = tree.as_ref().and_then(Tree::root).into_iter().flat_map(Element::elements);
        let by_id: BTreeMap<&str, Element<'t>> = elements.filter_map(|element| Some((element.attribute("w", "id")?, element))).collect();
        let referred: Vec<(String, String)> =
            walk.notes.iter().filter(|note| note.at_end == at_end).map(|note| (note.id.clone(), note.label.clone())).collect();
        for (id, label) in referred {
            match by_id.get(id.as_str()) {
                Some(element) => pieces.extend(numbered(story::read(walk, *element), &label)),
                None => walk.told.missing.push(format!("{} {label}", if at_end { "endnote" } else { "footnote" })),
            }
        }
    }
    pieces
}
