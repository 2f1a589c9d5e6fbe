//! What a fresh mark says already, as far as its words and what stands around them say it.

use super::{quantity, source, voice};
use crate::project::{Article, Claim, Figure, Label, Meaning, Project};
use crate::text::Fragments;

/// The meaning that a mark of this label begins with: a figure's quantity, a source's name and naming, a claim's voice. What the words
/// leave open stays unset, and is for the analyst.
pub fn first_meaning(project: &Project, article: &Article, at: &Fragments, label: &Label) -> Meaning {
    match label {
        Label::Figure => Meaning::Figure(Box::new(figure(article, at))),
        Label::Source => Meaning::Source(Box::new(source::source(project, article, at))),
        Label::Claim => Meaning::Claim(Claim { voice: voice::voice(&article.text, at), ..Claim::default() }),
        Label::Own(name) => Meaning::Own(name.clone()),
    }
}

fn figure(article: &Article, at: &Fragments) -> Figure {
    let parts: Vec<&str> = at.iter().map(|range| range.of(&article.text)).collect();
    quantity(&parts.join(" "), article.origin.published.parse().ok()).unwrap_or_default()
}
