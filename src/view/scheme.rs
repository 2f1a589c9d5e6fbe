//! What a project marks with: its own labels, its tags and the names of its sources, each with how often it is used.

use crate::project::{Colour, Label, Name, Project};
use std::collections::BTreeMap;

/// The whole scheme.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct Scheme {
    /// Own labels by name.
    pub labels: Vec<LabelShown>,
    /// Tags by name.
    pub tags: Vec<Used>,
    /// Names of sources.
    pub names: Vec<Used>,
    /// The verdicts that are offered.
    pub scale: Vec<Name>,
}

/// An own label.
#[derive(Clone, PartialEq, Debug)]
pub struct LabelShown {
    /// Its name.
    pub name: Name,
    /// Its key, 4 to 9.
    pub key: Option<char>,
    /// The colour that was chosen.
    pub colour: Option<Colour>,
    /// What it means.
    pub definition: String,
    /// How many marks have it.
    pub count: usize,
    /// Whether it is on the list: one that was retired is kept by its marks.
    pub is_listed: bool,
}

/// A word and how often it is used.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Used {
    /// The word.
    pub name: Name,
    /// How many marks have it.
    pub count: usize,
}

/// The scheme of a project. Looks at every mark once: to be kept while the project is the same.
pub fn scheme(project: &Project) -> Scheme {
    let mut tags: BTreeMap<Name, usize> = project.tags().map(|tag| (tag.clone(), 0)).collect();
    let mut own: BTreeMap<Name, usize> = project.own_labels().map(|label| (label.name.clone(), 0)).collect();
    for mark in project.marks() {
        for tag in &mark.tags {
            *tags.entry(tag.clone()).or_default() += 1;
        }
        if let Label::Own(name) = mark.label() {
            *own.entry(name).or_default() += 1;
        }
    }
    let label = |(name, count): (Name, usize)| {
        let listed = project.own_labels().find(|label| label.name == name);
        LabelShown {
            key: listed.and_then(|label| label.key),
            colour: listed.and_then(|label| label.colour),
            definition: listed.map(|label| label.definition.clone()).unwrap_or_default(),
            is_listed: listed.is_some(),
            name,
            count,
        }
    };
    let used = |(name, count): (Name, usize)| Used { name, count };
    Scheme {
        labels: own.into_iter().map(label).collect(),
        tags: tags.into_iter().map(used).collect(),
        names: project.source_names().map(|name| Used { name: name.clone(), count: project.source_count(name) }).collect(),
        scale: project.scale(),
    }
}

/// Scales that are used elsewhere, with the name of each.
pub const SCALES: [(&str, &[&str]); 3] = [
    ("Supported to conflicting", &crate::project::DEFAULT_SCALE),
    ("True to Pants on Fire", &["True", "Mostly true", "Half true", "Mostly false", "False", "Pants on Fire"]),
    ("1 to 5", &["1", "2", "3", "4", "5"]),
];
