//! Data for training from a project: which of it is data, in which part of a split each article stands, and in records of what size. Pure and the same
//! for the same project and seed, whatever the machine.

mod card;
mod layout;
mod pieces;
mod shares;
#[cfg(test)]
mod tests;

pub use card::{Card, card};
pub use layout::Layout;
pub use shares::{Group, Share, Shares};

use super::Export;
use crate::project::{Article, ArticleState, Fault, Label, Mark, MarkState, Meaning, Parts, Project, Setting};
use crate::text::words;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What is wanted of a project as data.
#[derive(Clone, PartialEq, Debug)]
pub struct Wanted {
    /// The labels whose marks are wanted; empty for all.
    pub labels: BTreeSet<Label>,
    /// Whether attributes, checks and notes are.
    pub attributes: bool,
    /// Whether links are.
    pub links: bool,
    /// Whether proposals and rejected marks are.
    pub all_states: bool,
    /// What a record is.
    pub records: Records,
}

impl Default for Wanted {
    fn default() -> Self {
        Self { labels: BTreeSet::new(), attributes: true, links: true, all_states: false, records: Records::Article }
    }
}

/// What a record of a data set is. No mark is cut: where one reaches over an end, the records on both sides are one.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Records {
    /// A whole article.
    #[default]
    Article,
    /// A paragraph.
    Paragraph,
    /// A sentence.
    Sentence,
}

/// A part of the data: a project of its own, as the formats write it.
#[derive(Clone, Debug)]
pub struct Data {
    /// Its name: `train`.
    pub name: String,
    /// Its records as articles.
    pub project: Project,
    /// How many articles they come from.
    pub articles: usize,
    /// How many links are left out because their other end stands in another record or part.
    pub cut_links: usize,
}

/// What of a project is data: articles with marks that are wanted, and finished ones without, which are negatives. An unfinished article without marks
/// says nothing.
fn is_data(export: &Export<'_>, article: &Article) -> bool {
    article.state == ArticleState::Done || !export.marks(article).is_empty()
}

/// The parts of a split in their order; without a split one, named as is said. Also how many articles are no data.
///
/// # Errors
/// Where a part would break an invariant of projects, which cannot be as long as this project keeps them.
pub fn parts(project: &Project, wanted: &Wanted, split: Option<(&Shares, Group, u64)>, only: &str) -> Result<(Vec<Data>, usize), Vec<Fault>> {
    let export = Export::of(project, wanted.all_states);
    let (articles, others): (Vec<_>, Vec<_>) = export.articles.iter().map(|(article, _)| *article).partition(|article| is_data(&export, article));
    // The whole project is dealt out, so that an article stays where it is when one beside it is finished.
    let dealt = split.map(|(shares, group, seed)| shares.deal(project, group, seed));
    let names: Vec<&str> = match split {
        Some((shares, ..)) => shares.names(),
        None => vec![only],
    };
    let of = |name: &str| {
        let own = articles.iter().filter(|article| dealt.as_ref().is_none_or(|dealt| dealt.get(&article.id) == Some(&name)));
        data(&export, wanted, name, &own.copied().collect::<Vec<_>>())
    };
    Ok((names.into_iter().map(of).collect::<Result<_, _>>()?, others.len()))
}

impl Data {
    /// In how many files of so many records the part is.
    pub fn shard_count(&self, most: usize) -> usize {
        self.project.article_count().div_ceil(most.max(1)).max(1)
    }

    /// The part in projects of so many records, in their order; one, if there are no more.
    ///
    /// # Errors
    /// As [`parts`].
    pub fn shards(&self, most: usize) -> Result<Vec<Project>, Vec<Fault>> {
        let records: Vec<_> = self.project.articles().collect();
        if records.len() <= most.max(1) {
            return Ok(vec![self.project.clone()]);
        }
        let shard = |records: &[&Arc<Article>]| {
            let marks = records.iter().flat_map(|record| self.project.marks_in(record.id)).cloned().collect();
            let articles = records.iter().map(|record| record.as_ref().clone()).collect();
            let checks = self.project.checks().map(|check| check.as_ref().clone()).collect();
            let settings = self.project.settings().filter(|setting| is_scheme(setting)).cloned().collect();
            Project::assemble(Parts { settings, articles, marks, checks, ..Parts::default() })
        };
        records.chunks(most.max(1)).map(shard).collect()
    }
}

fn data(export: &Export<'_>, wanted: &Wanted, name: &str, articles: &[&Arc<Article>]) -> Result<Data, Vec<Fault>> {
    let mut parts = Parts { settings: export.project.settings().filter(|setting| is_scheme(setting)).cloned().collect(), ..Parts::default() };
    if wanted.attributes {
        parts.checks = export.project.checks().map(|check| check.as_ref().clone()).collect();
    }
    // In which record each mark stands.
    let mut homes = BTreeMap::new();
    for article in articles {
        let marks: Vec<Mark> = export.marks(article).into_iter().filter(|mark| is_wanted(mark, wanted)).map(|mark| bare(mark, wanted)).collect();
        for (record, marks) in pieces::pieces(article, marks, wanted.records) {
            homes.extend(marks.iter().map(|mark| (mark.id, record.id)));
            parts.articles.push(record);
            parts.marks.extend(marks.into_iter().map(Arc::new));
        }
    }
    let mut cut_links = 0;
    for mark in parts.marks.iter_mut().map(Arc::make_mut) {
        let home = homes.get(&mark.id);
        let before = mark.links.len();
        mark.links.retain(|link| homes.get(&link.to) == home);
        cut_links += before - mark.links.len();
    }
    Ok(Data { name: name.to_owned(), project: Project::assemble(parts)?, articles: articles.len(), cut_links })
}

/// Whether a setting says what is marked with, and not what of.
fn is_scheme(setting: &Setting) -> bool {
    match setting {
        Setting::Title(_) | Setting::Analyst(_) | Setting::Label(_) | Setting::LinkKind(_) | Setting::Tag(_) | Setting::Scale(_) | Setting::Guide(_) => true,
        Setting::Silenced(_) | Setting::Review(_) | Setting::Moved(_) | Setting::Theirs(_) | Setting::Order(_) | Setting::Kept(_) => false,
    }
}

fn is_wanted(mark: &Mark, wanted: &Wanted) -> bool {
    (wanted.labels.is_empty() || wanted.labels.contains(&mark.label())) && (wanted.all_states || mark.state == MarkState::Accepted)
}

/// A mark as far as it is wanted.
fn bare(mark: &Mark, wanted: &Wanted) -> Mark {
    let mut mark = mark.clone();
    if !wanted.attributes {
        mark.meaning = Meaning::of(&mark.label());
        mark.note = String::new();
    }
    if !wanted.links {
        mark.links = Vec::new();
    }
    mark
}

/// The marks of some data whose edges are inside a word: a model that sees words cannot find them to the letter.
pub fn unaligned(project: &Project) -> Vec<&Arc<Mark>> {
    let mut losers = Vec::new();
    for article in project.articles() {
        let words = words(article.text.as_str());
        let is_inside = |byte: usize| {
            let next = words.partition_point(|(start, _)| *start < byte);
            next.checked_sub(1).and_then(|before| words.get(before)).is_some_and(|(_, end)| byte < *end)
        };
        losers.extend(project.marks_in(article.id).filter(|mark| mark.at.iter().any(|range| is_inside(range.start()) || is_inside(range.end()))));
    }
    losers
}
