//! What can be gone to: every article and every mark that stands in one, each with the words by which it is found.

use super::shorten;
use crate::project::{Article, ArticleId, Label, Mark, MarkId, Meaning, Project};
use crate::text::grapheme_floor;

/// The most characters of a mark or a title that are looked through and shown.
const WORDS: usize = 120;
/// The most fragments of a mark whose words are.
const FRAGMENTS: usize = 8;

/// Where one can go.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Goal {
    /// An article, where it was left.
    Article(ArticleId),
    /// A mark.
    Mark(MarkId),
}

/// One thing to go to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Target {
    /// What it is.
    pub goal: Goal,
    /// The place of its article in the order, from 0.
    pub article: usize,
    /// Which mark of its article it is, from 1; 0 for the article itself.
    pub number: usize,
    /// A mark's label.
    pub label: Option<Label>,
    /// A mark's words or an article's title, on one line.
    pub words: String,
    /// The name of a source, where it is not its words.
    pub name: String,
}

impl Target {
    /// What a screen reader says.
    pub fn spoken(&self, title: &str) -> String {
        match &self.label {
            Some(label) => {
                let name = if self.name.is_empty() { String::new() } else { format!(", {}", self.name) };
                format!("{}: {}{name}, in {title}", label.name(), self.words)
            }
            None => format!("Article: {}", self.words),
        }
    }
}

/// Walks through a project in the order of its articles and of the marks in each, as far at a time as there is time for.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Walk {
    article: usize,
    /// The mark that comes next, from 0; none before the article itself.
    mark: Option<usize>,
}

impl Walk {
    /// The next thing to go to; none at the end.
    pub fn next(&mut self, project: &Project) -> Option<Target> {
        loop {
            let article = project.article(*project.order().get(self.article)?)?;
            let Some(index) = self.mark else {
                self.mark = Some(0);
                return Some(of_article(self.article, article));
            };
            match project.places(article.id).and_then(|places| places.get(index)) {
                Some(id) => {
                    self.mark = Some(index + 1);
                    if let Some(mark) = project.mark(id) {
                        return Some(of_mark(self.article, index + 1, article, mark));
                    }
                }
                None => *self = Self { article: self.article + 1, mark: None },
            }
        }
    }

    /// How much of the articles is walked through, from 0 to 1.
    pub fn part(&self, project: &Project) -> f32 {
        self.article as f32 / project.article_count().max(1) as f32
    }
}

fn of_article(place: usize, article: &Article) -> Target {
    Target { goal: Goal::Article(article.id), article: place, number: 0, label: None, words: shorten(&article.title, WORDS), name: String::new() }
}

fn of_mark(place: usize, number: usize, article: &Article, mark: &Mark) -> Target {
    let parts: Vec<&str> = mark.at.iter().take(FRAGMENTS).map(|range| beginning(range.of(&article.text))).collect();
    let words = shorten(&parts.join(" … "), WORDS);
    let name = match &mark.meaning {
        Meaning::Source(source) if !words.eq_ignore_ascii_case(&source.name) => source.name.to_string(),
        Meaning::Claim(_) | Meaning::Source(_) | Meaning::Figure(_) | Meaning::Own(_) => String::new(),
    };
    Target { goal: Goal::Mark(mark.id), article: place, number, label: Some(mark.label()), words, name }
}

/// As much of a text as may be needed: a mark may hold a whole article.
fn beginning(words: &str) -> &str {
    words.get(..grapheme_floor(words, words.len().min(8 * WORDS))).unwrap_or_default()
}
