//! Marks that wait for the analyst's word: proposals, and what somebody else decided against.

use super::attributes::{Attribute, attributes, quantity_words};
use super::reader::{link_words, name_of};
use super::shorten;
use crate::project::{ArticleId, Label, Mark, MarkId, MarkState, Meaning, Project};

/// A mark that waits for the analyst's word.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProposalRow {
    /// The mark.
    pub mark: MarkId,
    /// Its article.
    pub article: ArticleId,
    /// The article's title.
    pub title: String,
    /// Its label.
    pub label: Label,
    /// Its words.
    pub words: String,
    /// What it says beside label and words: attributes and links.
    pub says: String,
    /// Whether somebody decided against it; otherwise it is a proposal.
    pub is_rejected: bool,
    /// Who decided or proposed, in words: “rosa decided against it”.
    pub by: String,
    /// Why, if it was said.
    pub why: String,
}

/// The proposals of a project and the marks that somebody else decided against, in reading order. A review decides on a page of its own.
pub fn proposals(project: &Project) -> Vec<ProposalRow> {
    if project.review().is_some() {
        return Vec::new();
    }
    let analyst = project.analyst();
    let waits = |mark: &Mark| match mark.state {
        MarkState::Accepted => false,
        MarkState::Proposed => true,
        MarkState::Rejected => mark.decided.as_ref().is_some_and(|decided| decided.by != analyst),
    };
    let marks = project.articles().flat_map(|article| project.marks_in(article.id).map(move |mark| (article, mark)));
    let row = |title: &str, mark: &Mark| {
        let is_rejected = mark.state == MarkState::Rejected;
        let decided = mark.decided.as_deref();
        let somebody = |name: &str| if name.is_empty() { "Somebody".to_owned() } else { name.to_owned() };
        let by = match (is_rejected, decided) {
            (true, decided) => format!("{} decided against it", somebody(decided.map_or("", |decided| &decided.by))),
            (false, Some(decided)) => format!("{} proposes it", somebody(&decided.by)),
            (false, None) if mark.by.is_empty() => "Proposed".to_owned(),
            (false, None) => format!("{} proposes it", mark.by),
        };
        let words = project.text_of(mark).map(|text| mark.at.words(text)).unwrap_or_default();
        ProposalRow {
            mark: mark.id,
            article: mark.article,
            title: title.to_owned(),
            label: mark.label(),
            words: shorten(&words, 160),
            says: says(project, mark),
            is_rejected,
            by,
            why: decided.map(|decided| shorten(&decided.why, 300)).unwrap_or_default(),
        }
    };
    marks.filter(|(_, mark)| waits(mark)).map(|(article, mark)| row(&article.title, mark)).collect()
}

/// What a mark says beside its words, on one line: “check-worthy yes, voice indirect, said by Mayor Elin Varga”.
fn says(project: &Project, mark: &Mark) -> String {
    let of_attribute = |attribute: Attribute| -> Vec<String> {
        match attribute {
            Attribute::Choice(choice) => {
                let chosen = choice.options.into_iter().filter(|option| option.is_on && !option.value.is_empty());
                let words = chosen.map(|option| option.words.to_lowercase()).collect::<Vec<_>>().join(", ");
                if words.is_empty() { Vec::new() } else { vec![format!("{} {words}", choice.name.to_lowercase())] }
            }
            Attribute::Field(field) => Some(field.value).filter(|value| !value.is_empty()).into_iter().collect(),
        }
    };
    let mut parts: Vec<String> = match &mark.meaning {
        Meaning::Figure(figure) => quantity_words(figure).into_iter().chain(Some(figure.what.clone()).filter(|what| !what.is_empty())).collect(),
        Meaning::Claim(_) | Meaning::Source(_) | Meaning::Own(_) => attributes(project, mark).into_iter().flat_map(of_attribute).collect(),
    };
    let links = mark.links.iter().filter_map(|link| Some(format!("{} {}", link_words(&link.kind), name_of(project, project.mark(link.to)?))));
    parts.extend(links);
    shorten(&parts.join(", "), 120)
}

/// Whether somebody else decided about marks of this project, and the analyst has not dealt with all of it: it was sent back from a review.
pub fn is_sent_back(project: &Project) -> bool {
    let analyst = project.analyst();
    let is_others = |mark: &Mark| mark.state != MarkState::Accepted && mark.decided.as_ref().is_some_and(|decided| decided.by != analyst);
    project.review().is_none() && project.marks().any(|mark| is_others(mark))
}
