//! Every place that a query means, in the order of the articles and, in each, of the text.

use super::mentions::mentions;
use super::query::{NotAQuery, Query};
use crate::project::{Article, ArticleId, Comment, CommentId, Mark, MarkId, Project, Subject};
use crate::text::{Sought, TextRange};
use std::collections::BTreeMap;
use std::ops::Range;

/// Most places that are kept; beyond them it is only known that there are more.
pub const MOST: usize = 100_000;

/// One place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Hit {
    /// In which article.
    pub article: ArticleId,
    /// Where in its text, in bytes: the words, or the first fragment of the mark. None is the article as a whole.
    pub at: Option<TextRange>,
    /// The mark that it is about; none where it is only words of the text.
    pub mark: Option<MarkId>,
    /// What was found there.
    pub place: Place,
}

/// What was found at a place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Place {
    /// The article's title, where it does not stand in the text; or the article, where only filters were typed.
    Title,
    /// Words of the text.
    Text,
    /// A mark, by its words or by what was asked of it.
    Mark,
    /// A mark, by its note.
    Note,
    /// A mark, by one of its tags.
    Tag,
    /// A mark, by a name, a unit or what is counted.
    Attribute,
    /// A claim, by its check.
    Check,
    /// A comment on an article or a mark.
    Comment(CommentId),
}

/// What was found.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Found {
    /// The places, at most [`MOST`].
    pub hits: Vec<Hit>,
    /// Whether there are more.
    pub has_more: bool,
    /// The articles that have places, in order, each with the numbers of its places.
    articles: Vec<(ArticleId, Range<usize>)>,
}

impl Found {
    /// In how many articles something was found.
    pub fn article_count(&self) -> usize {
        self.articles.len()
    }

    /// The places of an article, in text order.
    pub fn in_article(&self, id: ArticleId) -> &[Hit] {
        let range = self.articles.iter().find(|(article, _)| *article == id).map_or(0..0, |(_, range)| range.clone());
        self.hits.get(range).unwrap_or_default()
    }
}

/// Looks through one article, or through all. Marks that wait in earlier versions are not found: they have no place in a text.
///
/// # Errors
/// Where a label is asked for that the project does not have.
pub fn search(project: &Project, query: &Query, only: Option<ArticleId>) -> Result<Found, NotAQuery> {
    query.check_names(project)?;
    let comments = comments_of(project);
    let mut found = Found::default();
    let wanted = project.articles().filter(|article| only.is_none_or(|id| article.id == id) && query.lets_in(article));
    for article in wanted {
        let before = found.hits.len();
        let about = comments.get(&article.id).map(Vec::as_slice).unwrap_or_default();
        in_article(project, query, article, about, &mut found);
        if found.hits.len() > before {
            found.articles.push((article.id, before..found.hits.len()));
        }
        if found.has_more {
            break;
        }
    }
    Ok(found)
}

/// The comments on each article and on the marks in it.
fn comments_of(project: &Project) -> BTreeMap<ArticleId, Vec<&Comment>> {
    let mut comments: BTreeMap<ArticleId, Vec<&Comment>> = BTreeMap::new();
    for comment in project.comments() {
        // What is about no article stands with the first.
        if let Some(article) = project.article_of(comment).or_else(|| project.order().first().copied()) {
            comments.entry(article).or_default().push(comment);
        }
    }
    comments
}

fn in_article(project: &Project, query: &Query, article: &Article, comments: &[&Comment], found: &mut Found) {
    let mut hits = Vec::new();
    let room = MOST - found.hits.len();
    match (query.is_about_marks(), &query.words) {
        (false, Some(words)) => {
            words_of_text(article, words, room, &mut hits);
            beside_text(project, article, comments, words, &mut hits);
        }
        (false, None) => hits.push(Hit { article: article.id, at: None, mark: None, place: Place::Title }),
        (true, _) => marks(project, query, article, comments, &mut hits),
    }
    hits.sort_by_key(|hit| (hit.at.map(|at| (at.start(), at.end())), hit.place));
    found.has_more = hits.len() > room;
    hits.truncate(room);
    found.hits.append(&mut hits);
}

fn words_of_text(article: &Article, words: &Sought, room: usize, hits: &mut Vec<Hit>) {
    if !article.has_title_in_text() && words.is_in(&article.title) {
        hits.push(Hit { article: article.id, at: None, mark: None, place: Place::Title });
    }
    let place = |at| Hit { article: article.id, at: Some(at), mark: None, place: Place::Text };
    hits.extend(words.places(&article.text).take(room + 1).map(place));
}

/// Words that stand in what is said about marks, and in comments.
fn beside_text(project: &Project, article: &Article, comments: &[&Comment], words: &Sought, hits: &mut Vec<Hit>) {
    for mark in project.marks_in(article.id) {
        let Some(place) = mentions(project, mark, words) else { continue };
        // What a mark's own words say is found in the text already.
        let repeats = || matches!(place, Place::Attribute | Place::Check) && words.is_in(&mark.at.words(&article.text));
        if !repeats() {
            hits.push(of_mark(mark, place));
        }
    }
    hits.extend(comments.iter().filter(|comment| words.is_in(&comment.text)).map(|comment| of_comment(project, article, comment)));
}

fn marks(project: &Project, query: &Query, article: &Article, comments: &[&Comment], hits: &mut Vec<Hit>) {
    for mark in project.marks_in(article.id).filter(|mark| query.lets_through(project, mark)) {
        let Some(words) = &query.words else {
            hits.push(of_mark(mark, Place::Mark));
            continue;
        };
        let by_words = words.is_in(&mark.at.words(&article.text)).then_some(Place::Mark);
        let by_comment = || {
            let on_it = comments.iter().filter(|comment| comment.about == Some(Subject::Mark(mark.id)));
            on_it.filter(|comment| words.is_in(&comment.text)).map(|comment| Place::Comment(comment.id)).next()
        };
        if let Some(place) = by_words.or_else(|| mentions(project, mark, words)).or_else(by_comment) {
            hits.push(of_mark(mark, place));
        }
    }
}

fn of_mark(mark: &Mark, place: Place) -> Hit {
    Hit { article: mark.article, at: Some(mark.at.first()), mark: Some(mark.id), place }
}

fn of_comment(project: &Project, article: &Article, comment: &Comment) -> Hit {
    let mark = match comment.about {
        Some(Subject::Mark(id)) => project.mark(id),
        Some(Subject::Check(id)) => project.claims_of(id).next(),
        Some(Subject::Article(_)) | None => None,
    };
    let mark = mark.filter(|mark| !mark.waits());
    Hit { article: article.id, at: mark.map(|mark| mark.at.first()), mark: mark.map(|mark| mark.id), place: Place::Comment(comment.id) }
}
