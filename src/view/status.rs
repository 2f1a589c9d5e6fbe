//! The bar at the bottom: what is marked in the article that is shown, and what is under way.

use super::counted;
use crate::session::Session;

/// What the bar says.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Status {
    /// `6 claims · 4 sources · 7 figures`; empty where no article is shown.
    pub counts: String,
    /// What the analyst may wait for.
    pub busy: Option<&'static str>,
}

/// The bar of a session.
pub fn status(session: &Session) -> Status {
    let counts = session.article().and_then(|article| Some(session.project()?.counts(article.id)));
    let counts = counts.map(|counts| {
        let three = [counted(counts.claims, "claim"), counted(counts.sources, "source"), counted(counts.figures, "figure")];
        let own = (counts.own > 0).then(|| format!("{} own", counts.own));
        three.into_iter().chain(own).collect::<Vec<_>>().join(" · ")
    });
    Status { counts: counts.unwrap_or_default(), busy: session.busy() }
}
