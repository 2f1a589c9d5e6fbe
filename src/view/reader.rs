//! What the reader shows of an article: which marks lie where, how deep, and what each says in a sentence.

use super::checks::{Standing, standing, verdict_words};
use super::review::{Drawn, drawn};
use super::{grouped, shorten};
use crate::project::{Article, ArticleId, Label, LinkKind, Mark, MarkId, MarkState, Meaning, Project};
use crate::session::Session;
use crate::text::Fragments;

/// A mark as it is drawn.
#[derive(Clone, PartialEq, Debug)]
pub struct MarkShown {
    /// Which.
    pub id: MarkId,
    /// Its label.
    pub label: Label,
    /// Accepted or proposed; rejected ones are drawn only when selected.
    pub state: MarkState,
    /// Where, in bytes of the article.
    pub at: Fragments,
    /// How many marks it lies in or crosses that begin before it.
    pub level: usize,
    /// How many marks before it begin at the same byte, so that the letters stand side by side.
    pub letters_before: usize,
    /// Whether its details are shown.
    pub is_selected: bool,
    /// Whether it is the other end of the link that is being made.
    pub is_target: bool,
    /// What the check of a claim comes to.
    pub standing: Option<Standing>,
    /// How it is drawn while findings of a review are shown, and the letters of those whose it is.
    pub review: Option<(Drawn, String)>,
}

/// The marks that reach into a stretch of bytes, outer ones before what they hold.
pub fn marks(session: &Session, article: ArticleId, start: usize, end: usize) -> Vec<MarkShown> {
    let Some(project) = session.project() else { return Vec::new() };
    let selected = session.selection().mark;
    let target = session.linking().and_then(|linking| linking.to);
    let visible = project.marks_touching(article, start, end).filter(|mark| mark.state != MarkState::Rejected || selected == Some(mark.id));
    let mut shown: Vec<MarkShown> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for mark in visible {
        let from = mark.at.start();
        open.retain(|end| *end > from);
        let letters_before = shown.iter().rev().take_while(|other| other.at.start() == from).count();
        shown.push(MarkShown {
            id: mark.id,
            label: mark.label(),
            state: mark.state,
            at: mark.at.clone(),
            level: open.len(),
            letters_before,
            is_selected: selected == Some(mark.id),
            is_target: target == Some(mark.id),
            review: drawn(session, mark).filter(|(drawn, _)| *drawn != Drawn::Not || selected == Some(mark.id)),
            standing: mark.check().and_then(|check| project.check(check)).map(|check| standing(&check.verdict)),
        });
        open.push(mark.at.end());
    }
    shown
}

/// A mark in one sentence: “Claim: inspectors had found …, said by Mayor Elin Varga”.
pub fn explain(project: &Project, mark: &Mark) -> String {
    let words = project.text_of(mark).map(|text| mark.at.words(text)).unwrap_or_default();
    let mut out = match mark.state {
        MarkState::Accepted => format!("{}: {}", mark.label(), shorten(&words, 160)),
        MarkState::Proposed => format!("Proposed {}: {}", mark.label().name().to_lowercase(), shorten(&words, 160)),
        MarkState::Rejected => format!("Rejected {}: {}", mark.label().name().to_lowercase(), shorten(&words, 160)),
    };
    if let Some(check) = mark.check().and_then(|check| project.check(check)) {
        out.push_str(&format!(", verdict: {}", verdict_words(&check.verdict).to_lowercase()));
    }
    for link in &mark.links {
        if let Some(other) = project.mark(link.to) {
            out.push_str(&format!(", {} {}", link_words(&link.kind), name_of(project, other)));
        }
    }
    out
}

/// A mark by its name, for a source, else by its words.
pub fn name_of(project: &Project, mark: &Mark) -> String {
    match &mark.meaning {
        Meaning::Source(source) if !source.name.is_empty() => source.name.to_string(),
        Meaning::Source(_) | Meaning::Claim(_) | Meaning::Figure(_) | Meaning::Own(_) => {
            let words = project.text_of(mark).map(|text| mark.at.words(text)).unwrap_or_default();
            shorten(&words, 60)
        }
    }
}

/// A kind of link as words between its ends: “said by”.
pub fn link_words(kind: &LinkKind) -> String {
    match kind {
        LinkKind::Own(name) => name.to_string(),
        LinkKind::Base(base) => {
            let mut words = String::new();
            for c in crate::project::Word::name(*base).chars() {
                if c.is_uppercase() && !words.is_empty() {
                    words.push(' ');
                }
                words.extend(c.to_lowercase());
            }
            words
        }
    }
}

/// The line under the title: “inspectors.txt · 2,914 characters · 3 min read”.
pub fn meta(article: &Article) -> String {
    let characters = article.text.code_points().len();
    // About 1,200 characters a minute: 200 words of six.
    let minutes = characters.div_ceil(1200).max(1);
    let origin = &article.origin;
    let mut parts: Vec<String> = [&origin.outlet, &origin.published, &origin.file].into_iter().filter(|part| !part.is_empty()).cloned().collect();
    parts.push(format!("{} characters", grouped(characters)));
    parts.push(format!("{minutes} min read"));
    parts.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_links_are_read_as_words() {
        assert_eq!(link_words(&LinkKind::named("said-by")), "said by");
    }
}
