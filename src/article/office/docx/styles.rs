//! What a document's styles say of a paragraph or run: its role, its list, whether it is hidden, its language. A style is known by its
//! name, which is English whatever language the program speaks, by its outline level, or by what it is based on.

use super::super::languages::Languages;
use super::super::sheet::Role;
use super::super::xml::{Element, Tree};
use crate::article::limits;
use std::collections::BTreeMap;

#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: BTreeMap<String, Style>,
    /// The id of the style of paragraphs that name none.
    default_paragraph: String,
    language: Languages,
}

#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: String,
    outline: Option<u8>,
    list: Option<ListPlace>,
    hidden: Option<bool>,
    language: Languages,
}

/// Which list a paragraph is in, by the list's id, and at which level from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ListPlace {
    pub(super) list: Option<String>,
    pub(super) level: Option<usize>,
}

pub(super) fn read(tree: &Tree) -> Styles {
    let mut styles = Styles::default();
    let Some(root) = tree.root() else { return styles };
    let defaults = root.child("w", "docDefaults").and_then(|defaults| defaults.child("w", "rPrDefault")).and_then(|run| run.child("w", "rPr"));
    styles.language = defaults.map(languages).unwrap_or_default();
    for element in root.elements().filter(|element| element.is("w", "style")) {
        let id = element.attribute("w", "styleId").unwrap_or_default().to_owned();
        let is_paragraph = element.attribute("w", "type").is_none_or(|kind| kind == "paragraph");
        if is_paragraph && element.attribute("w", "default").is_some_and(|value| value != "0" && value != "false") {
            styles.default_paragraph.clone_from(&id);
        }
        styles.by_id.insert(id, style(element));
    }
    styles
}

fn style(element: Element<'_>) -> Style {
    let value = |name: &str| element.child("w", name).and_then(value).unwrap_or_default();
    let paragraph = element.child("w", "pPr");
    let run = element.child("w", "rPr");
    Style {
        name: value("name").to_lowercase(),
        based_on: value("basedOn").to_owned(),
        outline: paragraph.and_then(outline),
        list: paragraph.and_then(list_place),
        hidden: run.and_then(hidden),
        language: run.map(languages).unwrap_or_default(),
    }
}

/// The `w:val` of an element, if it is of a length that such values have: some are written many times.
pub(super) fn value(element: Element<'_>) -> Option<&str> {
    element.attribute("w", "val").and_then(short)
}

/// A value, if it is of a length that names and numbers have.
pub(super) fn short(value: &str) -> Option<&str> {
    Some(value).filter(|value| value.len() <= limits::NAME_BYTES)
}

/// Whether a property is switched on; `None` where it is not named.
pub(super) fn switch(properties: Element<'_>, name: &str) -> Option<bool> {
    properties.child("w", name).map(|element| !value(element).is_some_and(|value| matches!(value, "0" | "false" | "off")))
}

/// Whether run properties hide their words.
pub(super) fn hidden(properties: Element<'_>) -> Option<bool> {
    switch(properties, "vanish")
}

/// The outline level of paragraph properties, from 0; 9 is no heading.
pub(super) fn outline(properties: Element<'_>) -> Option<u8> {
    properties.child("w", "outlineLvl").and_then(value)?.parse().ok()
}

/// The list of paragraph properties.
pub(super) fn list_place(properties: Element<'_>) -> Option<ListPlace> {
    let list = properties.child("w", "numPr")?;
    let said = |name: &str| list.child("w", name).and_then(value);
    Some(ListPlace { list: said("numId").map(str::to_owned), level: said("ilvl").and_then(|level| level.parse().ok()) })
}

/// The languages of run properties.
pub(super) fn languages(properties: Element<'_>) -> Languages {
    let Some(language) = properties.child("w", "lang") else { return Languages::default() };
    let said = |name: &str| language.attribute("w", name).and_then(short).filter(|tag| *tag != "x-none").unwrap_or_default().to_owned();
    Languages { western: said("val"), complex: said("bidi"), eastern: said("eastAsia") }
}

impl Styles {
    /// The style of a paragraph that names this one or none.
    pub(super) fn id_or_default<'a>(&'a self, id: Option<&'a str>) -> &'a str {
        id.unwrap_or(&self.default_paragraph)
    }

    /// What a paragraph of this style is.
    pub(super) fn role(&self, id: &str) -> Role {
        if !self.by_id.contains_key(id) {
            // A document may name the usual styles without describing them; their ids are their names without spaces.
            return role_of_name(&id.to_lowercase()).unwrap_or_default();
        }
        // A style's own name counts more than the level that it happens to have: a title may stand in the outline.
        let named = |style: &Style| role_of_name(&style.name).or_else(|| style.outline.map(role_of_outline));
        self.chain(id).find_map(named).unwrap_or_default()
    }

    /// Whether a paragraph of this style is a line of a table of contents.
    pub(super) fn is_contents(&self, id: &str) -> bool {
        let is = |name: &str| name.strip_prefix("toc").is_some_and(|level| level.trim().parse::<u8>().is_ok()) || name == "table of figures";
        is(&id.to_lowercase()) || self.chain(id).any(|style| is(&style.name))
    }

    /// The list of a style, and its level.
    pub(super) fn list(&self, id: &str) -> Option<ListPlace> {
        self.chain(id).find_map(|style| style.list.clone())
    }

    /// Whether the words of a style are hidden.
    pub(super) fn hides(&self, id: &str) -> Option<bool> {
        self.chain(id).find_map(|style| style.hidden)
    }

    /// The languages of a style.
    pub(super) fn languages(&self, id: &str) -> Languages {
        self.chain(id).fold(Languages::default(), |languages, style| languages.or(&style.language)).or(&self.language)
    }

    /// A style and those that it is based on.
    fn chain(&self, id: &str) -> impl Iterator<Item = &Style> {
        std::iter::successors(self.by_id.get(id), |style| self.by_id.get(&style.based_on)).take(limits::STYLE_CHAIN)
    }
}

/// The role of an outline level from 0.
pub(super) fn role_of_outline(level: u8) -> Role {
    if level < 9 { Role::Heading(level + 1) } else { Role::Plain }
}

fn role_of_name(name: &str) -> Option<Role> {
    let heading = |rest: &str| rest.trim().parse::<u8>().ok().filter(|level| (1..=9).contains(level)).map(Role::Heading);
    match name {
        "title" => Some(Role::Title),
        "subtitle" => Some(Role::Heading(2)),
        "quote" | "intense quote" | "intensequote" | "block text" | "blocktext" | "quotations" | "block quote" | "block quotation" | "blockquote" => {
            Some(Role::Quote)
        }
        "caption" => Some(Role::Caption),
        _ => name.strip_prefix("heading").and_then(heading),
    }
}
