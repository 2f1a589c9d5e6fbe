//! What the lint found, as a list: of the shown article, or of all.

use super::shorten;
use crate::lint::{Hint, Rule};
use crate::project::{ArticleId, Label, MarkId, Project, Subject};
use crate::session::Session;
use std::collections::BTreeMap;

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
    let found = session.hints().zip(session.selection().article);
    found.and_then(|(found, shown)| found.articles.get(&shown)).map_or(0, |of| of.speaking)
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

/// The number of the hint behind the one that was gone to last, while the analyst is there still; else of the first behind the caret, or in
/// an article behind this one. Round from the end.
pub fn next(session: &Session) -> Option<usize> {
    let found = session.hints()?;
    let selection = session.selection();
    let speaks = |number: &usize| found.all.get(*number).is_some_and(|hint| hint.silenced.is_none());
    let from = match found.current.filter(|(_, there)| *there == selection) {
        Some((current, _)) => current + 1,
        None => {
            let order: BTreeMap<ArticleId, usize> = session.project()?.order().iter().enumerate().map(|(place, id)| (*id, place)).collect();
            let rank = |id: ArticleId| order.get(&id).copied();
            let here = (selection.article.and_then(rank), selection.bytes().start);
            found.all.iter().position(|hint| (rank(hint.article), hint.at.map_or(0, |at| at.start())) >= here).unwrap_or(0)
        }
    };
    (from..found.all.len()).find(speaks).or_else(|| (0..found.all.len()).find(speaks))
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
