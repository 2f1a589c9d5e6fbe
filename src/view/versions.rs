//! Two versions of an article side by side: what changed in the text, and what becomes of each mark.

mod marks;
mod texts;

pub use marks::{Done, Kind, MarkShown, Painted, Placed, Row, mark_shown, painted_new, painted_old, rows};
pub use texts::{Line, Pair, Passage, Texts, hidden, lines, texts};

use super::{moment, shorten};
use crate::project::{ArticleId, ArticleState, Project, Version, VersionId};
use crate::session::{Comparing, Other, Session};
use std::path::{Path, PathBuf};

/// An earlier version to choose from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VersionShown {
    /// Which.
    pub id: VersionId,
    /// When and by whom it was replaced.
    pub words: String,
    /// Whether it is the one that is compared.
    pub is_shown: bool,
}

/// What stands above the article: its file has changed, marks need a look, or lines look like boilerplate.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Strip {
    /// A file that holds another text now: its name and the whole path.
    pub changed_file: Option<(String, PathBuf)>,
    /// The earlier version whose marks wait, and how many wait in all.
    pub waiting: Option<(VersionId, usize)>,
    /// Paragraphs that look like boilerplate.
    pub boilerplate: Option<Boilerplate>,
}

/// The hint about paragraphs that look like boilerplate.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Boilerplate {
    /// Its number among all hints.
    pub number: usize,
    /// What it says.
    pub words: String,
    /// The name of its rule.
    pub rule: &'static str,
}

/// What stands above the article that is shown; none where there is nothing to say.
pub fn strip(session: &Session) -> Option<Strip> {
    let (project, article) = session.project().zip(session.article())?;
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let changed_file = session.changed_file(article.id).filter(|_| session.is_writable()).map(|path| (name(path), path.to_owned()));
    let waiting = project.waiting_in(article.id);
    let waiting = waiting.last().and_then(|mark| mark.version).map(|version| (version, waiting.len()));
    let boilerplate = Some(()).filter(|()| session.is_writable() && !session.shows_review()).and_then(|()| boilerplate(session, article.id));
    (changed_file.is_some() || waiting.is_some() || boilerplate.is_some()).then_some(Strip { changed_file, waiting, boilerplate })
}

/// The hint about an article's boilerplate, if the lint found any that is not silenced.
fn boilerplate(session: &Session, article: ArticleId) -> Option<Boilerplate> {
    let found = session.hints()?;
    let number = found.articles.get(&article)?.boilerplate?;
    let hint = found.all.get(number)?;
    Some(Boilerplate { number, words: hint.words.clone(), rule: hint.rule.name() })
}

/// The earlier versions of the compared article, the last one first.
pub fn versions(project: &Project, comparing: &Comparing) -> Vec<VersionShown> {
    let shown = match comparing.other {
        Other::Earlier(version) => Some(version),
        Other::New { .. } => None,
    };
    let words = |version: &Version| match version.on {
        Some(on) => format!("until {}", moment(on)),
        None => "undated".to_owned(),
    };
    let all = project.versions_of(comparing.article);
    all.into_iter().rev().map(|version| VersionShown { id: version.id, words: words(version), is_shown: shown == Some(version.id) }).collect()
}

/// What heads the page.
pub fn heading(project: &Project, comparing: &Comparing) -> String {
    let title = project.article(comparing.article).map_or("", |article| article.title.as_str());
    let title = shorten(title, 200);
    match comparing.other {
        Other::New { .. } => format!("New version of “{title}”"),
        Other::Earlier(_) => format!("“{title}”, then and now"),
    }
}

/// Whether taking the new version reopens an article that was done.
pub fn reopens(project: &Project, comparing: &Comparing) -> bool {
    comparing.is_new() && project.article(comparing.article).is_some_and(|article| article.state == ArticleState::Done)
}
