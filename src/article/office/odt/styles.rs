//! What the styles of an OpenDocument text say of a paragraph or a piece of it: its role, whether it is hidden, its language; and what its
//! lists look like.

use super::super::languages::Languages;
use super::super::sheet::Role;
use super::super::xml::{Element, Tree};
use crate::article::limits;
use std::collections::BTreeMap;

#[derive(Debug, Default)]
pub(super) struct Styles {
    /// By family and name.
    styles: BTreeMap<(String, String), Style>,
    /// By name; the list of the headings has no name.
    lists: BTreeMap<String, BTreeMap<usize, Level>>,
    language: Languages,
}

#[derive(Debug, Default)]
struct Style {
    /// The name that people see, in small letters.
    shown: String,
    parent: String,
    level: Option<u8>,
    hidden: Option<bool>,
    language: Languages,
}

/// What stands before the entries of a level of a list.
#[derive(Clone, Debug, Default)]
pub(super) struct Level {
    /// Its number is written so: `1`, `a`, `A`, `i` or `I`; nothing for bullets.
    pub(super) format: String,
    pub(super) prefix: String,
    pub(super) suffix: String,
    pub(super) start: u32,
    /// How many levels are shown, this one and those above it.
    pub(super) levels: usize,
}

impl Styles {
    /// Adds the styles of a part: those of the document and those that its program made for single paragraphs.
    pub(super) fn add(&mut self, tree: &Tree) {
        let groups = tree.root().into_iter().flat_map(Element::elements);
        for element in groups.filter(|group| matches!(group.name(), ("office", "styles" | "automatic-styles"))).flat_map(Element::elements) {
            match element.name() {
                ("style", "style") => {
                    let said = |name: &str| element.attribute("style", name).unwrap_or_default().to_owned();
                    self.styles.insert((said("family"), said("name")), style(element));
                }
                ("style", "default-style") if element.attribute("style", "family") == Some("paragraph") => self.language = languages(element),
                ("text", "list-style") => {
                    let name = element.attribute("style", "name").unwrap_or_default().to_owned();
                    self.lists.insert(name, levels(element));
                }
                ("text", "outline-style") => drop(self.lists.insert(String::new(), levels(element))),
                _ => {}
            }
        }
    }

    /// What a paragraph of this style is.
    pub(super) fn role(&self, name: &str) -> Role {
        let by_level = |style: &Style| style.level.filter(|level| *level > 0).map(Role::Heading);
        let of_style = |style: &Style| role_of_name(&style.shown).or_else(|| by_level(style));
        // Programs leave out styles that they think everybody knows.
        let unknown = || if self.style("paragraph", name).is_none() { role_of_name(&shown_name(name)) } else { None };
        self.chain("paragraph", name).find_map(of_style).or_else(unknown).unwrap_or_default()
    }

    /// Whether the words of a style are hidden; `None` if it does not say.
    pub(super) fn hides(&self, family: &str, name: &str) -> Option<bool> {
        self.chain(family, name).find_map(|style| style.hidden)
    }

    /// The languages of a style, as far as it says.
    pub(super) fn languages(&self, family: &str, name: &str) -> Languages {
        self.chain(family, name).fold(Languages::default(), |languages, style| languages.or(&style.language))
    }

    /// The languages of a text that says nothing else.
    pub(super) fn usual_languages(&self) -> &Languages {
        &self.language
    }

    /// A level of a list, from 1.
    pub(super) fn level(&self, list: &str, level: usize) -> Option<&Level> {
        self.lists.get(list)?.get(&level)
    }

    fn style(&self, family: &str, name: &str) -> Option<&Style> {
        self.styles.get(&(family.to_owned(), name.to_owned()))
    }

    /// A style and its parents.
    fn chain(&self, family: &str, name: &str) -> impl Iterator<Item = &Style> {
        std::iter::successors(self.style(family, name), move |style| self.style(family, &style.parent)).take(limits::STYLE_CHAIN)
    }
}

/// A value, if it is of a length that names and numbers have.
pub(super) fn short(value: &str) -> Option<&str> {
    Some(value).filter(|value| value.len() <= limits::NAME_BYTES)
}

fn style(element: Element<'_>) -> Style {
    let said = |name: &str| element.attribute("style", name).and_then(short).unwrap_or_default();
    let shown = element.attribute("style", "display-name").and_then(short).map_or_else(|| shown_name(said("name")), str::to_lowercase);
    let display = element.child("style", "text-properties").and_then(|properties| properties.attribute("text", "display"));
    Style {
        shown,
        parent: said("parent-style-name").to_owned(),
        level: said("default-outline-level").parse().ok(),
        hidden: display.map(|display| display == "none"),
        language: languages(element),
    }
}

/// The name of a style as people see it, in small letters: `Heading_20_1` is `heading 1`.
fn shown_name(name: &str) -> String {
    name.replace("_20_", " ").to_lowercase()
}

fn role_of_name(name: &str) -> Option<Role> {
    let heading = |rest: &str| rest.trim().parse::<u8>().ok().filter(|level| (1..=10).contains(level)).map(Role::Heading);
    match name {
        "title" => Some(Role::Title),
        "subtitle" => Some(Role::Heading(2)),
        "quotations" | "quote" | "intense quote" | "block quotation" | "block text" => Some(Role::Quote),
        "caption" => Some(Role::Caption),
        _ => name.strip_prefix("heading ").and_then(heading),
    }
}

fn languages(style: Element<'_>) -> Languages {
    let Some(properties) = style.child("style", "text-properties") else { return Languages::default() };
    let said = |space: &str, kind: &str| {
        let value = |name: &str| properties.attribute(space, &format!("{name}{kind}")).and_then(short).filter(|value| !matches!(*value, "none" | "zxx"));
        match (value("language"), value("country")) {
            (Some(language), Some(country)) => format!("{language}-{country}"),
            (Some(language), None) => language.to_owned(),
            (None, _) => String::new(),
        }
    };
    Languages { western: said("fo", ""), complex: said("style", "-complex"), eastern: said("style", "-asian") }
}

fn levels(list: Element<'_>) -> BTreeMap<usize, Level> {
    let level = |element: Element<'_>| {
        let is_bullet = !matches!(element.name(), ("text", "list-level-style-number" | "outline-level-style"));
        let said = |space: &str, name: &str| element.attribute(space, name).and_then(short).unwrap_or_default().to_owned();
        let number = |name: &str, usual: usize| element.attribute("text", name).and_then(|value| value.parse().ok()).unwrap_or(usual);
        let level = Level {
            format: if is_bullet { String::new() } else { said("style", "num-format") },
            prefix: said("style", "num-prefix"),
            suffix: said("style", "num-suffix"),
            start: u32::try_from(number("start-value", 1)).unwrap_or(1),
            levels: number("display-levels", 1).min(limits::LIST_LEVELS),
        };
        Some((number("level", 0), level)).filter(|(at, _)| (1..=limits::LIST_LEVELS).contains(at))
    };
    list.elements().filter_map(level).collect()
}
