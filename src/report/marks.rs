//! What a report says about each mark of an article.

use super::names::Names;
use super::words::{attributes, link_word, place, quote, short_quote, verdict};
use crate::project::{Article, Label, Mark, MarkId, MarkState, Project};
use std::sync::Arc;

/// A mark that counts.
pub(super) struct MarkPart<'p> {
    /// The mark.
    pub(super) mark: &'p Mark,
    /// Its label.
    pub(super) label: Label,
    /// Its number in the article, from 1 in reading order.
    pub(super) number: usize,
    /// Its place, in code points.
    pub(super) place: String,
    /// Its words.
    pub(super) quote: String,
    /// Attributes, whose it is, and that it is to be discussed.
    pub(super) details: Vec<String>,
    /// Its links.
    pub(super) links: Vec<LinkPart>,
    /// Words of the project's list.
    pub(super) tags: Vec<String>,
    /// What the analyst wrote beside it.
    pub(super) note: String,
    /// The check that it mentions.
    pub(super) check: Option<CheckPart>,
}

/// A link as its mark shows it.
pub(super) struct LinkPart {
    /// What it says.
    pub(super) kind: String,
    /// The mark at the other end, where it counts and so is in the report.
    pub(super) to: Option<MarkId>,
    /// The words at the other end.
    pub(super) quote: String,
    /// Why the mark there does not count, if it does not.
    pub(super) state: Option<&'static str>,
}

/// A check as a claim shows it.
pub(super) struct CheckPart {
    /// The verdict; “open” where there is none.
    pub(super) verdict: String,
    /// What was checked.
    pub(super) statement: String,
    /// Why the verdict is what it is.
    pub(super) justification: String,
}

impl MarkPart<'_> {
    /// What stands in the text where the mark begins: the letter of the label and the number.
    pub(super) fn sign(&self) -> String {
        format!("{}{}", self.label.letter(), self.number)
    }
}

/// The accepted marks that stand in an article, in reading order.
pub(super) fn parts<'p>(project: &'p Project, article: &'p Article, names: &Names<'_>) -> Vec<MarkPart<'p>> {
    let marks = project.marks_in(article.id).map(Arc::as_ref).filter(|mark| mark.is_accepted());
    marks.enumerate().map(|(at, mark)| part(project, article, names, mark, at + 1)).collect()
}

fn part<'p>(project: &'p Project, article: &Article, names: &Names<'_>, mark: &'p Mark, number: usize) -> MarkPart<'p> {
    let mut details = attributes(&mark.meaning);
    details.extend(names.whose(mark).map(|who| format!("marked by {who}")));
    details.extend(mark.discuss.then(|| "to discuss".to_owned()));
    details.extend(article.skips(&mark.at).then(|| "in a zone to skip, so it does not count".to_owned()));
    let check = mark.check().and_then(|id| project.check(id)).map(|check| CheckPart {
        verdict: verdict(&check.verdict),
        statement: check.statement.clone(),
        justification: check.justification.clone(),
    });
    MarkPart {
        mark,
        label: mark.label(),
        number,
        place: place(&article.text, &mark.at),
        quote: quote(project, mark),
        details,
        links: links(project, mark),
        tags: mark.tags.iter().map(|tag| tag.to_string()).filter(|tag| !tag.trim().is_empty()).collect(),
        note: mark.note.clone(),
        check,
    }
}

/// The links of a mark; what has no direction is stored at one end and shown at both.
pub(super) fn links(project: &Project, mark: &Mark) -> Vec<LinkPart> {
    let own = mark.links.iter().map(|link| (&link.kind, link.to));
    let from_others = project
        .linked_from(mark.id)
        .flat_map(|other| other.links.iter().filter(|link| link.to == mark.id && link.kind.is_mutual()).map(|link| (&link.kind, other.id)));
    let shown = |(kind, to)| {
        let other = project.mark(to)?;
        let state = match other.state {
            _ if other.waits() => Some("in an earlier version"),
            MarkState::Accepted => None,
            MarkState::Proposed => Some("open"),
            MarkState::Rejected => Some("rejected"),
        };
        Some(LinkPart { kind: link_word(kind), to: state.is_none().then_some(to), quote: short_quote(project, other), state })
    };
    own.chain(from_others).filter_map(shown).collect()
}
