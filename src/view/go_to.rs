//! What can be gone to: every article and every mark that stands in one, each with the words by which it is found.

use super::shorten;
use crate::project::{Article, ArticleId, IdBeginning, Label, Mark, MarkId, Meaning, Project};
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
    /// The name of a source, or of the file that an article was read from, where it is not its words.
    pub name: String,
}

impl Goal {
    /// Whether its id begins so.
    pub fn begins(self, id: &IdBeginning) -> bool {
        match self {
            Self::Article(article) => article.begins(id),
            Self::Mark(mark) => mark.begins(id),
        }
    }

    /// Its id, as it is written.
    pub fn id(self) -> String {
        match self {
            Self::Article(article) => article.to_string(),
            Self::Mark(mark) => mark.to_string(),
        }
    }
}

impl Target {
    /// What a screen reader says.
    pub fn spoken(&self, title: &str) -> String {
        let name = if self.name.is_empty() { String::new() } else { format!(", {}", self.name) };
        match &self.label {
            Some(label) => format!("{}: {}{name}, in {title}", label.name(), self.words),
            None => format!("Article: {}{name}", self.words),
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
    let words = shorten(&article.title, WORDS);
    let file = shorten(&article.origin.file, WORDS);
    let name = if words.eq_ignore_ascii_case(&file) { String::new() } else { file };
    Target { goal: Goal::Article(article.id), article: place, number: 0, label: None, words, name }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Origin;
    use crate::project::{ArticleState, Ids, Parts};
    use crate::session::{Command, Loaded, MarkCommand, Session};
    use crate::text::{Fragments, Text, TextRange};

    fn session(texts: &[(&str, &str)]) -> Session {
        let mut ids = Ids::new(5);
        let article = |(title, text): &(&str, &str)| Article {
            id: ArticleId::next(&mut ids),
            title: (*title).to_owned(),
            origin: Origin { file: if *title == "Empty" { "empty.html".into() } else { String::new() }, ..Origin::default() },
            state: ArticleState::Todo,
            blocks: Vec::new(),
            text: Text::new(*text),
            skip: Vec::new(),
            kept: Vec::new(),
        };
        let project = Project::assemble(Parts { articles: texts.iter().map(article).collect(), ..Parts::default() }).unwrap();
        let mut session = Session::new("amira".into(), Ids::new(9));
        session.open_loaded(Loaded::new(project));
        session
    }

    fn mark(session: &mut Session, place: usize, words: &[&str], label: Label, fields: &[(&str, &str)]) {
        let article = session.project().unwrap().articles().nth(place).unwrap().clone();
        let range = |words: &&str| {
            let start = article.text.as_str().find(words).unwrap();
            TextRange::new(&article.text, start..start + words.len()).unwrap()
        };
        let at = Fragments::new(words.iter().map(range).collect()).unwrap();
        let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        session.run(Command::Mark(MarkCommand::Make { article: article.id, places: vec![at], label, fields }), "2026-03-03T09:12:44Z".parse().unwrap());
    }

    #[test]
    fn articles_and_their_marks_come_in_order_with_the_words_they_are_found_by() {
        let mut session = session(&[("Bridge", "The mayor\nsaid it, twice."), ("بندر", "الجسر مغلق 桥梁"), ("Empty", "")]);
        mark(&mut session, 0, &["said it", "twice"], Label::Claim, &[]);
        mark(&mut session, 0, &["The mayor"], Label::Source, &[("name", "Elin Varga")]);
        mark(&mut session, 1, &["الجسر مغلق"], Label::Claim, &[]);
        let project = session.project().unwrap();
        let mut walk = Walk::default();
        let all: Vec<Target> = std::iter::from_fn(|| walk.next(project)).collect();
        let said: Vec<String> = all.iter().map(|target| target.spoken("Bridge")).collect();
        let expected = [
            "Article: Bridge",
            "Source: The mayor, Elin Varga, in Bridge",
            "Claim: said it … twice, in Bridge",
            "Article: بندر",
            "Claim: الجسر مغلق, in Bridge",
            "Article: Empty, empty.html",
        ];
        assert_eq!(said, expected);
        assert_eq!(all.iter().map(|target| (target.article, target.number)).collect::<Vec<_>>(), [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (2, 0)]);
        assert_eq!((walk.next(project), walk.part(project)), (None, 1.0));
    }

    #[test]
    fn a_mark_over_a_whole_article_is_cut_at_a_grapheme() {
        let words = "👨‍👩‍👧".repeat(4000);
        let mut session = session(&[("Long", &words)]);
        mark(&mut session, 0, &[&words], Label::Claim, &[]);
        let mut walk = Walk::default();
        let target = std::iter::from_fn(|| walk.next(session.project().unwrap())).last().unwrap();
        assert!(target.words.len() < 4000 && target.words.ends_with("👧…"), "{}", target.words);
    }
}
