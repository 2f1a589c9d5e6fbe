//! What was looked for, as a list: places under the titles of their articles.

use super::context::{InContext, context};
use super::{counted, grouped, shorten};
use crate::project::{ArticleId, Label, Mark, Meaning, Project};
use crate::search::{Found, Hit, MOST, Place};
use crate::session::{Searching, Session};
use std::ops::Range;

/// Bytes of context before and behind words of the text: what matters stands near the left edge of a narrow panel.
const AROUND: [usize; 2] = [18, 80];

/// Bytes of the longest words that are set off where they begin above the screen.
const LONGEST: usize = 4096;
/// Most words that are set off on one screen.
const MOST_IN_VIEW: usize = 2000;

/// A row of the list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Row {
    /// The title of an article, with how many places follow and the number of the first.
    Title(ArticleId, usize, usize),
    /// The place with this number.
    Hit(usize),
}

/// A place, as its row shows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HitShown {
    /// The label of the mark that it is about.
    pub label: Option<Label>,
    /// The words, with what stands around them.
    pub context: InContext,
    /// What was found there, where it is not the words: “note”, “comment”.
    pub what: &'static str,
    /// Whether it is left out of what is done with all.
    pub is_left_out: bool,
}

impl HitShown {
    /// What a screen reader says.
    pub fn spoken(&self) -> String {
        let label = self.label.as_ref().map(|label| format!("{}: ", label.name())).unwrap_or_default();
        let what = if self.what.is_empty() { String::new() } else { format!("{}: ", self.what) };
        let left = if self.is_left_out { ", left out" } else { "" };
        format!("{label}{what}{}{left}", self.context.line().trim())
    }
}

/// All rows; to be kept while what was found is the same.
pub fn rows(found: &Found) -> Vec<Row> {
    let mut rows = Vec::with_capacity(found.hits.len() + found.article_count());
    let mut title = None;
    for (number, hit) in found.hits.iter().enumerate() {
        if title.is_none_or(|(id, _)| id != hit.article) {
            title = Some((hit.article, rows.len()));
            rows.push(Row::Title(hit.article, 0, number));
        }
        if let Some((_, place)) = title
            && let Some(Row::Title(_, count, _)) = rows.get_mut(place)
        {
            *count += 1;
        }
        rows.push(Row::Hit(number));
    }
    rows
}

/// Where the row of a place stands among all rows.
pub fn row_of(rows: &[Row], hit: usize) -> Option<usize> {
    let is_before = |row: &Row| match row {
        Row::Title(_, _, first) => *first <= hit,
        Row::Hit(number) => *number < hit,
    };
    let place = rows.partition_point(is_before);
    rows.get(place).filter(|row| **row == Row::Hit(hit)).map(|_| place)
}

/// How much was found: “12 places in 3 articles”.
pub fn summary(searching: &Searching) -> String {
    let found = &searching.found;
    if !searching.wrong.is_empty() {
        return super::sentence(&searching.wrong);
    }
    if searching.typed.trim().is_empty() {
        return "Type words, or label: state: by: tag: has: and so on".to_owned();
    }
    if searching.is_asked && found.hits.is_empty() {
        return "Looking…".to_owned();
    }
    match found.hits.len() {
        0 => format!("Nothing found{}", restrictions(searching)),
        _ if found.has_more => format!("More than {} places", grouped(MOST)),
        count => {
            let places = format!("{} {}", grouped(count), if count == 1 { "place" } else { "places" });
            let here = searching.current.filter(|_| searching.is_there).map(|current| format!("{} of ", grouped(current + 1))).unwrap_or_default();
            let articles = if searching.everywhere { format!(" in {}", counted(found.article_count(), "article")) } else { String::new() };
            format!("{here}{places}{articles}")
        }
    }
}

/// What narrows a search that finds nothing: “, in this article only, whole words”.
fn restrictions(searching: &Searching) -> String {
    let manner = searching.manner;
    let all = [
        (!searching.everywhere, "in this article only"),
        (manner.match_case, "with case"),
        (manner.whole_words, "as whole words"),
        (manner.is_pattern, "as a pattern"),
    ];
    all.iter().filter(|(is_on, _)| *is_on).map(|(_, words)| format!(", {words}")).collect()
}

/// The place with a number; none where it is gone since.
pub fn hit_shown(session: &Session, number: usize) -> Option<HitShown> {
    let (project, searching) = session.project().zip(session.searching())?;
    let hit = searching.hit(number)?;
    let article = project.article(hit.article)?;
    let mark = hit.mark.and_then(|id| project.mark(id));
    let context = match (hit.place, hit.at) {
        (Place::Title, _) => InContext { words: shorten(&article.title, 80), ..InContext::default() },
        (Place::Text | Place::Mark, Some(at)) => context(&article.text, at, AROUND[0], AROUND[1]),
        _ => InContext { words: said(project, hit, mark.map(AsRef::as_ref)), ..InContext::default() },
    };
    let label = mark.map(|mark| mark.label());
    Some(HitShown { label, context, what: what(hit.place), is_left_out: searching.left_out.contains(hit) })
}

fn what(place: Place) -> &'static str {
    match place {
        Place::Title => "title",
        Place::Text | Place::Mark => "",
        Place::Attribute => "says",
        Place::Note => "note",
        Place::Tag => "tag",
        Place::Check => "check",
        Place::Comment(_) => "comment",
    }
}

/// What is said at a place beside the text.
fn said(project: &Project, hit: &Hit, mark: Option<&Mark>) -> String {
    match hit.place {
        Place::Note => mark.map(|mark| shorten(&mark.note, 120)).unwrap_or_default(),
        Place::Tag => mark.map(|mark| mark.tags.join(", ")).unwrap_or_default(),
        Place::Comment(id) => project.comment(id).map(|comment| shorten(&comment.text, 120)).unwrap_or_default(),
        Place::Check => mark.and_then(|mark| project.check(mark.check()?)).map(|check| shorten(&check.statement, 120)).unwrap_or_default(),
        Place::Attribute => mark.map(attribute).unwrap_or_default(),
        Place::Title | Place::Text | Place::Mark => String::new(),
    }
}

/// What a mark says in words of its own: whom a source is, what a figure counts.
fn attribute(mark: &Mark) -> String {
    match &mark.meaning {
        Meaning::Source(source) => source.name.to_string(),
        Meaning::Figure(figure) => [figure.what.as_str(), figure.unit.as_str()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "),
        Meaning::Claim(_) | Meaning::Own(_) => String::new(),
    }
}

/// The words of the text that were found in a stretch of the shown article, in bytes.
pub fn words_in(session: &Session, article: ArticleId, bytes: &Range<usize>) -> Vec<Range<usize>> {
    let hits = session.searching().map(|searching| searching.found.in_article(article)).unwrap_or_default();
    // Places are sorted by where they start, and words that were found are short.
    let first = hits.partition_point(|hit| hit.at.is_none_or(|at| at.start() + LONGEST < bytes.start));
    let near = hits.iter().skip(first).take_while(|hit| hit.at.is_some_and(|at| at.start() < bytes.end));
    let words = near.filter(|hit| hit.place == Place::Text).filter_map(|hit| hit.at).map(|at| at.bytes());
    words.filter(|at| at.end > bytes.start).take(MOST_IN_VIEW).collect()
}
