//! What the lint found, as a list: of the shown article, or of all.

use super::shorten;
use crate::lint::{Hint, Rule};
use crate::project::{ArticleId, Label, MarkId, Project, Subject};
use crate::session::Session;

/// One hint.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HintShown {
    /// Its number among all that were found.
    pub number: usize,
    /// The rule.
    pub rule: Rule,
    /// What a silence is recorded for.
    pub about: Subject,
    /// The mark that it is about, if it is about one.
    pub mark: Option<MarkId>,
    /// The label of that mark.
    pub label: Option<Label>,
    /// What it says.
    pub words: String,
    /// The article's title, where the list is of all articles.
    pub title: String,
    /// Why it is silenced.
    pub silenced: Option<String>,
}

/// How many hints about the shown article are not silenced.
pub fn count(session: &Session) -> usize {
    of_article(session).filter(|hint| hint.silenced.is_none()).count()
}

/// The hints about the shown article or about all; silenced ones only where they are wanted.
pub fn hints(session: &Session, everywhere: bool, with_silenced: bool) -> Vec<HintShown> {
    let Some((project, found)) = session.project().zip(session.hints()) else { return Vec::new() };
    let shown = session.selection().article;
    let numbered = found.all.iter().enumerate().filter(|(_, hint)| everywhere || Some(hint.article) == shown);
    let wanted = numbered.filter(|(_, hint)| with_silenced || hint.silenced.is_none());
    // What was removed since is no longer said.
    wanted.filter(|(_, hint)| project.has(hint.about)).map(|(number, hint)| of(project, number, hint, everywhere)).collect()
}

/// The hint behind the caret, or the first in an article behind this one; round from the end.
pub fn next(session: &Session) -> Option<&Hint> {
    let found = session.hints()?;
    let order = session.project()?.order();
    let selection = session.selection();
    let rank = |id: ArticleId| order.iter().position(|there| *there == id);
    let here = (selection.article.and_then(rank), selection.mark.is_some() || !selection.is_caret(), selection.bytes().start);
    let is_behind = |hint: &&Hint| {
        let start = hint.at.map_or(0, |at| at.start());
        let place = rank(hint.article);
        place > here.0 || (place == here.0 && (start > here.2 || (start == here.2 && !here.1)))
    };
    let speaking = || found.all.iter().filter(|hint| hint.silenced.is_none());
    speaking().find(is_behind).or_else(|| speaking().next())
}

fn of_article(session: &Session) -> impl Iterator<Item = &Hint> {
    let shown = session.selection().article;
    session.hints().into_iter().flat_map(|found| found.all.iter()).filter(move |hint| Some(hint.article) == shown)
}

fn of(project: &Project, number: usize, hint: &Hint, everywhere: bool) -> HintShown {
    let mark = match hint.about {
        Subject::Mark(id) => Some(id),
        Subject::Article(_) | Subject::Check(_) => None,
    };
    let title = project.article(hint.article).filter(|_| everywhere).map(|article| shorten(&article.title, 80)).unwrap_or_default();
    HintShown {
        number,
        rule: hint.rule,
        about: hint.about,
        mark,
        label: mark.and_then(|id| project.mark(id)).map(|mark| mark.label()),
        words: super::sentence(&hint.words),
        title,
        silenced: hint.silenced.clone(),
    }
}
