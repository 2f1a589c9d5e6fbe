//! The list of articles. A row is made only when it is on the screen, so that ten thousand articles cost no more than ten.

use super::counted;
use crate::project::{ArticleId, ArticleState, Label, Project};
use crate::session::Session;

/// One row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// Its article.
    pub id: ArticleId,
    /// Its place in the order, from 0.
    pub place: usize,
    /// The article's title.
    pub title: String,
    /// How far the work on it is.
    pub state: ArticleState,
    /// Counts of the three labels, then of all own ones together where there are any; empty where there is no mark.
    pub tallies: Vec<Tally>,
    /// What stands beside the counts, or instead of them.
    pub remark: &'static str,
    /// How many of its marks wait in earlier versions.
    pub waiting: usize,
    /// Whether this is the article that is shown.
    pub is_shown: bool,
}

/// How many marks of one label.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tally {
    /// Of which of the three; none is all own labels together.
    pub label: Option<Label>,
    /// How many.
    pub count: usize,
}

impl Tally {
    /// As the row shows it: `6 C`, `2 own`.
    pub fn words(&self) -> String {
        match &self.label {
            Some(label) => format!("{} {}", self.count, label.letter()),
            None => format!("{} own", self.count),
        }
    }

    /// As it is said: `6 claims`.
    fn spoken(&self) -> String {
        match &self.label {
            Some(label) => super::counted(self.count, &label.name().to_lowercase()),
            None => super::counted(self.count, "mark") + " with own labels",
        }
    }
}

/// How much of the work is done.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Progress {
    /// Articles that are done.
    pub done: usize,
    /// All articles.
    pub total: usize,
    /// How many there are of each state, in the order of [`ArticleState::ALL`](crate::project::Word::ALL).
    pub states: [usize; 4],
}

impl Progress {
    /// Counts once over all articles: to be kept while the session's revision is the same.
    pub fn counted(project: &Project) -> Self {
        let of = |state: ArticleState| project.articles().filter(|article| article.state == state).count();
        let states = [ArticleState::Todo, ArticleState::InProgress, ArticleState::Done, ArticleState::Flagged].map(of);
        Self { done: states[2], total: project.article_count(), states }
    }

    /// How many articles have a state.
    pub fn of(self, state: ArticleState) -> usize {
        let place = match state {
            ArticleState::Todo => 0,
            ArticleState::InProgress => 1,
            ArticleState::Done => 2,
            ArticleState::Flagged => 3,
        };
        self.states.get(place).copied().unwrap_or_default()
    }

    /// `7 of 24 done`.
    pub fn words(self) -> String {
        format!("{} of {} done", self.done, self.total)
    }

    /// From 0 to 1.
    pub fn part(self) -> f32 {
        if self.total == 0 { 0.0 } else { self.done as f32 / self.total as f32 }
    }
}

/// The row at a place in the order; none past the last.
pub fn row(session: &Session, place: usize) -> Option<Row> {
    let project = session.project()?;
    let article = project.article(*project.order().get(place)?)?;
    let tallies = tallies(project, article.id);
    let remark = match (article.state, tallies.is_empty()) {
        (ArticleState::Todo, true) => "not started",
        (ArticleState::InProgress, true) => "no marks yet",
        (ArticleState::Done, true) => "no marks",
        (ArticleState::Flagged, _) => "flagged",
        (ArticleState::Todo | ArticleState::InProgress | ArticleState::Done, false) => "",
    };
    let is_shown = session.selection().article == Some(article.id);
    Some(Row {
        id: article.id,
        place,
        title: article.title.clone(),
        state: article.state,
        tallies,
        remark,
        waiting: project.waiting_count(article.id),
        is_shown,
    })
}

/// The articles of a state, by their places in the order.
pub fn of_state(project: &Project, state: ArticleState) -> Vec<usize> {
    project.articles().enumerate().filter(|(_, article)| article.state == state).map(|(place, _)| place).collect()
}

/// Where the article that is shown stands in the order.
pub fn shown_place(session: &Session) -> Option<usize> {
    let shown = session.selection().article?;
    session.project()?.order().iter().position(|id| *id == shown)
}

/// A state as the window names it.
pub fn state_name(state: ArticleState) -> &'static str {
    match state {
        ArticleState::Todo => "To do",
        ArticleState::InProgress => "In progress",
        ArticleState::Done => "Done",
        ArticleState::Flagged => "Flagged",
    }
}

impl Row {
    /// What a screen reader says.
    pub fn spoken(&self) -> String {
        let counts = self.tallies.iter().filter(|tally| tally.count > 0).map(Tally::spoken);
        let waiting = (self.waiting > 0).then(|| format!("{} to look at", counted(self.waiting, "mark")));
        let parts: Vec<String> = std::iter::once(self.title.clone()).chain([state_name(self.state).to_lowercase()]).chain(counts).chain(waiting).collect();
        parts.join(", ")
    }
}

fn tallies(project: &Project, id: ArticleId) -> Vec<Tally> {
    let counts = project.counts(id);
    if counts.marks() == 0 {
        return Vec::new();
    }
    let three = [(Label::Claim, counts.claims), (Label::Source, counts.sources), (Label::Figure, counts.figures)];
    let three = three.map(|(label, count)| Tally { label: Some(label), count });
    let own = (counts.own > 0).then_some(Tally { label: None, count: counts.own });
    three.into_iter().chain(own).collect()
}
