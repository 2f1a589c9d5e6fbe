//! The places where the selected mark's words stand again, each with what stands around it.

use super::context::{InContext, context};
use super::shorten;
use crate::project::{Article, ArticleId, Mark, Project};
use crate::text::{Alike, TextRange, alike};

/// Bytes of context that are shown at each side.
const AROUND: usize = 60;

/// One place.
#[derive(Clone, PartialEq, Debug)]
pub struct PlaceShown {
    /// In which article.
    pub article: ArticleId,
    /// That article's title.
    pub title: String,
    /// Where.
    pub at: TextRange,
    /// The words, with what stands around them.
    pub context: InContext,
}

/// The places with the words of a mark that are not marked so yet and stand in no zone, in the article alone or in all.
pub fn places(project: &Project, mark: &Mark, how: Alike, everywhere: bool) -> Vec<PlaceShown> {
    let Some(text) = project.text_of(mark) else { return Vec::new() };
    let words = mark.at.first().of(text);
    let articles = project.articles().filter(|article| everywhere || article.id == mark.article);
    articles.flat_map(|article| in_article(project, mark, article, words, how)).collect()
}

fn in_article(project: &Project, mark: &Mark, article: &Article, words: &str, how: Alike) -> Vec<PlaceShown> {
    let is_free = |range: &TextRange| {
        let is_marked =
            project.marks_touching(article.id, range.start(), range.end()).any(|other| other.label() == mark.label() && other.at == (*range).into());
        !is_marked && !article.skips(&(*range).into())
    };
    alike(&article.text, words, how).into_iter().filter(is_free).map(|at| shown(article, at)).collect()
}

fn shown(article: &Article, at: TextRange) -> PlaceShown {
    PlaceShown { article: article.id, title: shorten(&article.title, 60), at, context: context(&article.text, at, AROUND, AROUND) }
}
