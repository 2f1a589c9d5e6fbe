//! What an analyst types: words, and filters such as `label:claim`, `-has:note` or `by:"Elin Varga"` among them.

use super::filter::{Filter, filter, plain};
use super::mentions::mentions;
use crate::project::{Article, Mark, Project};
use crate::text::{Manner, NotSought, Sought};

/// What is looked for: everything in it must hold.
#[derive(Clone, Debug)]
pub struct Query {
    pub(super) words: Option<Sought>,
    filters: Vec<(bool, Filter)>,
}

/// Why what was typed cannot be looked for.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NotAQuery {
    /// The words cannot.
    #[error(transparent)]
    Words(#[from] NotSought),
    /// A filter has no value that it knows.
    #[error("`{key}:{value}` finds nothing: write {key}: and one of {possible}")]
    Value {
        /// The filter.
        key: &'static str,
        /// What was typed.
        value: String,
        /// What is possible.
        possible: String,
    },
    /// A filter has no value yet.
    #[error("write what {0} is to be: {0}:VALUE")]
    NoValue(&'static str),
}

impl Query {
    /// Reads what was typed. Filters may stand anywhere among the words; what is no filter is looked for as it stands, as one phrase. A
    /// pattern has no filters.
    ///
    /// # Errors
    /// Where nothing is asked for, the words cannot be looked for, or a filter has no such value.
    pub fn new(typed: &str, manner: Manner) -> Result<Self, NotAQuery> {
        let mut words = String::new();
        let mut filters: Vec<(bool, Filter)> = Vec::new();
        if manner.is_pattern {
            // A colon and spaces mean themselves there.
            return Ok(Self { words: Some(Sought::new(typed, manner)?), filters });
        }
        let mut pieces = pieces(typed).peekable();
        while let Some(piece) = pieces.next() {
            match filter(piece, pieces.peek().is_none(), manner)? {
                Some(found) => filters.push(found),
                None => {
                    if !words.is_empty() {
                        words.push(' ');
                    }
                    words.push_str(piece);
                }
            }
        }
        let words = match words.is_empty() && !filters.is_empty() {
            true => None,
            false => Some(Sought::new(&words, manner)?),
        };
        Ok(Self { words, filters })
    }

    /// Whether a mark is what is looked for: its filters hold, and the words stand in it or in what is said about it.
    pub fn fits(&self, project: &Project, mark: &Mark) -> bool {
        let is_filtered = || project.article(mark.article).is_some_and(|article| self.lets_in(article)) && self.lets_through(project, mark);
        let has_words = |words: &Sought| {
            let stands = || project.text_of(mark).is_some_and(|text| words.is_in(&mark.at.words(text)));
            stands() || mentions(project, mark, words).is_some()
        };
        is_filtered() && self.words.as_ref().is_none_or(has_words)
    }

    /// Whether only marks can be what is looked for.
    pub(super) fn is_about_marks(&self) -> bool {
        self.filters.iter().any(|(_, filter)| filter.is_about_marks())
    }

    /// Whether an article is one of those that are looked through.
    pub(super) fn lets_in(&self, article: &Article) -> bool {
        self.filters.iter().all(|(wanted, filter)| filter.of_article(article).is_none_or(|holds| holds == *wanted))
    }

    /// Whether what is asked of marks holds, words aside.
    pub(super) fn lets_through(&self, project: &Project, mark: &Mark) -> bool {
        self.filters.iter().all(|(wanted, filter)| filter.of_mark(project, mark).is_none_or(|holds| holds == *wanted))
    }

    /// Says which label, kind of link or verdict the project does not have.
    ///
    /// # Errors
    /// Where there is one.
    pub fn check_names(&self, project: &Project) -> Result<(), NotAQuery> {
        for (_, filter) in &self.filters {
            let (key, wanted, names) = match filter.named(project) {
                Some(named) => named,
                None => continue,
            };
            if !names.iter().any(|name| plain(name) == plain(wanted)) {
                return Err(NotAQuery::Value { key, value: wanted.to_owned(), possible: names.join(", ") });
            }
        }
        Ok(())
    }
}

/// What was typed, cut at spaces outside quotation marks that follow a colon.
fn pieces(typed: &str) -> impl Iterator<Item = &str> {
    let mut rest = typed.trim();
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let mut before = ' ';
        let mut in_quotes = false;
        let end = rest.char_indices().find(|(_, c)| {
            if *c == '"' && (in_quotes || before == ':') {
                in_quotes = !in_quotes;
            }
            before = *c;
            c.is_whitespace() && !in_quotes
        });
        let (piece, behind) = rest.split_at(end.map_or(rest.len(), |(byte, _)| byte));
        rest = behind.trim_start();
        Some(piece)
    })
}
