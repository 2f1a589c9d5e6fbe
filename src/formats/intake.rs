//! How data of another program is taken, and what comes of it.

use super::preview::{Sample, samples};
use super::record::Refused;
use crate::edit::{Change, Hand, difference};
use crate::project::{Article, Label, Mark, Project};
use crate::text::Unit;
use std::collections::BTreeMap;

/// How another program's data is taken.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The format's name, for what is kept.
    pub format: &'static str,
    /// Whether everything comes as proposals.
    pub as_proposals: bool,
    /// Our label for each of theirs, by name in small letters.
    pub labels: BTreeMap<String, Label>,
    /// In what places are counted, if the analyst says so.
    pub unit: Option<Unit>,
}

/// What came of it.
#[derive(Clone, Debug)]
pub struct Intake {
    /// Makes it so.
    pub change: Change,
    /// The labels that the files have, each with how often.
    pub theirs: BTreeMap<String, usize>,
    /// The first articles that something is taken into.
    pub samples: Vec<Sample>,
    /// How many articles are new.
    pub articles: usize,
    /// How many marks are new.
    pub marks: usize,
    /// How many links are new.
    pub links: usize,
    /// How many marks were there already.
    pub known: usize,
    /// What was put right, a sentence each.
    pub repaired: Vec<Refused>,
    /// What was not taken, a sentence each.
    pub refused: Vec<Refused>,
    /// Whether it is the whole of a project, brought back by the sidecar beside its files.
    pub is_whole: bool,
}

impl Intake {
    /// The whole of another project, instead of what the files beside it say.
    pub fn whole(project: &Project, other: &Project, hand: &Hand<'_>) -> Self {
        let (articles, marks): (Vec<Article>, Vec<Mark>) =
            (other.articles().map(|article| article.as_ref().clone()).collect(), other.marks().map(|mark| mark.as_ref().clone()).collect());
        let mut theirs: BTreeMap<String, usize> = BTreeMap::new();
        for mark in &marks {
            *theirs.entry(mark.label().name().to_owned()).or_default() += 1;
        }
        Self {
            change: hand.change(format!("import the project {}", other.title()), difference(project, other)),
            theirs,
            samples: samples(project, &articles, &marks),
            articles: articles.len(),
            links: marks.iter().map(|mark| mark.links.len()).sum(),
            marks: marks.len(),
            known: 0,
            repaired: Vec::new(),
            refused: Vec::new(),
            is_whole: true,
        }
    }
}
