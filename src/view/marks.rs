//! The marks of the article that is shown, as a list in reading order.

use super::checks::verdict_words;
use super::shorten;
use crate::project::{Label, Mark, MarkId, MarkState, Meaning, Project};
use crate::session::Session;

/// One row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MarkRow {
    /// The mark.
    pub id: MarkId,
    /// Its label.
    pub label: Label,
    /// Its words, on one line.
    pub words: String,
    /// What stands beneath them: whom a source is, a verdict, a state, whether it has a note.
    pub remarks: String,
}

impl MarkRow {
    /// What a screen reader says.
    pub fn spoken(&self) -> String {
        let remarks = if self.remarks.is_empty() { String::new() } else { format!(", {}", self.remarks) };
        format!("{}: {}{remarks}", self.label.name(), self.words)
    }
}

/// How many marks the shown article has.
pub fn count(session: &Session) -> usize {
    let places = session.project().zip(session.selection().article).and_then(|(project, article)| project.places(article));
    places.map_or(0, crate::project::Places::len)
}

/// The mark at a place in the reading order of the shown article, from 0.
pub fn nth(session: &Session, place: usize) -> Option<MarkId> {
    let (project, article) = session.project().zip(session.selection().article)?;
    project.places(article)?.get(place)
}

/// Where the selected mark stands in that order.
pub fn place_of_selected(session: &Session) -> Option<usize> {
    let mark = session.mark().filter(|mark| Some(mark.article) == session.selection().article)?;
    session.project()?.places(mark.article)?.position(&mark.at, mark.id)
}

/// The marks of the shown article with a label, in reading order.
pub fn labelled(session: &Session, label: &Label) -> Vec<MarkId> {
    let Some((project, article)) = session.project().zip(session.selection().article) else { return Vec::new() };
    project.marks_in(article).filter(|mark| mark.label() == *label).map(|mark| mark.id).collect()
}

/// The row of a mark.
pub fn row(project: &Project, id: MarkId) -> Option<MarkRow> {
    let mark = project.mark(id)?;
    let text = project.text_of(mark)?;
    // Of a mark over a whole article only the first words are looked at.
    let words = mark.at.first().of(text);
    let rest = if mark.at.count() > 1 { " …" } else { "" };
    Some(MarkRow { id, label: mark.label(), words: format!("{}{rest}", shorten(words, 120)), remarks: remarks(project, mark) })
}

fn remarks(project: &Project, mark: &Mark) -> String {
    let state = match mark.state {
        MarkState::Accepted => None,
        MarkState::Proposed => Some("proposal".to_owned()),
        MarkState::Rejected => Some("rejected".to_owned()),
    };
    let said = match &mark.meaning {
        Meaning::Source(source) if !source.name.is_empty() => Some(shorten(&source.name, 40)),
        Meaning::Claim(claim) => claim.check.and_then(|check| project.check(check)).map(|check| verdict_words(&check.verdict)),
        Meaning::Figure(figure) => super::attributes::quantity_words(figure),
        Meaning::Source(_) | Meaning::Own(_) => None,
    };
    let note = (!mark.note.is_empty()).then(|| "note".to_owned());
    let discuss = mark.discuss.then(|| "to discuss".to_owned());
    [state, said, discuss, note].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
