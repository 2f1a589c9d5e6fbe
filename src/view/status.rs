//! The bar at the bottom: what is marked in the article that is shown, and what is under way.

use super::counted;
use crate::project::Review;
use crate::session::Session;

/// What the bar says.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Status {
    /// `6 claims · 4 sources · 7 figures`; empty where no article is shown.
    pub counts: String,
    /// What the analyst may wait for.
    pub busy: Option<&'static str>,
}

/// Which article of a review is shown, and who its analysts are: “Article 2 of 24 · A amira · B jonas”.
fn whose(session: &Session) -> Option<String> {
    let (project, article) = session.project().zip(session.article())?;
    let review = project.review()?;
    let place = project.order().iter().position(|id| *id == article.id)? + 1;
    let names = (0..review.analysts.len()).map(|analyst| match (Review::letter(analyst), review.shown(analyst)) {
        (letter, name) if letter == name => letter,
        (letter, name) => format!("{letter} {}", super::shorten(&name, 24)),
    });
    Some(std::iter::once(format!("Article {place} of {}", project.order().len())).chain(names).collect::<Vec<_>>().join(" · "))
}

/// The bar of a session.
pub fn status(session: &Session) -> Status {
    let counts = session.article().and_then(|article| Some(session.project()?.counts(article.id)));
    let counts = counts.map(|counts| {
        let three = [counted(counts.claims, "claim"), counted(counts.sources, "source"), counted(counts.figures, "figure")];
        let own = (counts.own > 0).then(|| format!("{} own", counts.own));
        three.into_iter().chain(own).collect::<Vec<_>>().join(" · ")
    });
    let place = session.article().and_then(|article| super::origin::place(article, session.selection().focus));
    let counts = counts.map(|counts| place.map_or(counts.clone(), |place| format!("{counts} · {place}")));
    let counts = if session.shows_review() { whose(session) } else { counts };
    Status { counts: counts.unwrap_or_default(), busy: session.busy() }
}
