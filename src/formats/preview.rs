//! What comes of data before anything is done: what a format would make of a project, what it cannot hold, and how its files begin; and what files
//! would bring into a project.

use super::{Export, Format, Loss, Output, losses};
use crate::project::{Article, ArticleId, Label, Mark, Project};
use crate::text::Text;
use std::collections::BTreeMap;
use std::io;

/// Articles that are written to see how files begin.
const ARTICLES: usize = 3;
/// Bytes that are kept of each file.
const BYTES: usize = 4_000;
/// Files that are kept.
const FILES: usize = 6;
/// Articles of which something is shown before they are taken.
const SAMPLES: usize = 8;
/// Marks that are shown of each.
const MARKS: usize = 6;

/// An article that marks are taken into, with the first of them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sample {
    /// The article.
    pub article: ArticleId,
    /// Its title; empty where it has none.
    pub title: String,
    /// Whether the project does not have it yet.
    pub is_new: bool,
    /// The first marks, each with its words.
    pub marks: Vec<(Label, String)>,
    /// How many there are.
    pub count: usize,
}

/// The first articles that marks are taken into.
pub(super) fn samples(project: &Project, articles: &[Article], marks: &[Mark]) -> Vec<Sample> {
    let mut order: Vec<ArticleId> = articles.iter().take(SAMPLES).map(|article| article.id).collect();
    let mut of: BTreeMap<ArticleId, (Vec<&Mark>, usize)> = order.iter().map(|id| (*id, (Vec::new(), 0))).collect();
    for mark in marks {
        if !of.contains_key(&mark.article) && order.len() < SAMPLES {
            order.push(mark.article);
            of.insert(mark.article, (Vec::new(), 0));
        }
        if let Some((first, count)) = of.get_mut(&mark.article) {
            *count += 1;
            if first.len() < MARKS {
                first.push(mark);
            }
        }
    }
    let new = |id: ArticleId| articles.iter().take(SAMPLES).find(|article| article.id == id);
    let sample = |id: ArticleId| {
        let (marks, count) = of.get(&id)?;
        let (title, text): (&str, &Text) = match new(id) {
            Some(article) => (&article.title, &article.text),
            None => project.article(id).map(|article| (article.title.as_str(), &article.text))?,
        };
        let marks = marks.iter().map(|mark| (mark.label(), mark.at.words(text))).collect();
        Some(Sample { article: id, title: title.to_owned(), is_new: new(id).is_some(), marks, count: *count })
    };
    order.iter().filter_map(|id| sample(*id)).collect()
}

/// What a format would make of a project.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Preview {
    /// How many articles there are.
    pub articles: usize,
    /// How many marks are written.
    pub marks: usize,
    /// What the format cannot hold.
    pub losses: Vec<Loss>,
    /// The first files by their names, each with its beginning.
    pub files: Vec<(String, String)>,
}

/// Looks at what a format would make of a project.
pub fn preview(export: &Export<'_>, format: &dyn Format) -> Preview {
    let few = Export { project: export.project, all_states: export.all_states, articles: export.articles.iter().take(ARTICLES).cloned().collect() };
    let mut beginnings = Beginnings::default();
    // It ends early where enough was seen.
    format.write(&few, &mut beginnings).unwrap_or_default();
    let words = |(name, bytes): (String, Vec<u8>)| (name, String::from_utf8_lossy(&bytes).trim_end_matches('\u{fffd}').to_owned());
    Preview {
        articles: export.articles.len(),
        marks: export.articles.iter().map(|(article, _)| export.marks(article).len()).sum(),
        losses: losses(export, format),
        files: beginnings.0.into_iter().map(words).collect(),
    }
}

/// The first bytes of the first files.
#[derive(Default)]
struct Beginnings(Vec<(String, Vec<u8>)>);

impl Output for Beginnings {
    fn begin(&mut self, path: &str) -> io::Result<()> {
        if self.0.len() == FILES {
            return Err(io::Error::other("enough was seen"));
        }
        self.0.push((path.to_owned(), Vec::new()));
        Ok(())
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        if let Some((_, kept)) = self.0.last_mut() {
            let room = BYTES.saturating_sub(kept.len()).min(bytes.len());
            kept.extend_from_slice(bytes.get(..room).unwrap_or_default());
        }
        Ok(())
    }
}
