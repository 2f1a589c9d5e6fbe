//! Names as people type them, looked up in a project: labels, kinds of links, articles, marks. A name that the project does
//! not have is refused with the list of those that it has.

use super::Trouble;
use crate::project::{Article, ArticleId, Label, LinkKind, Mark, MarkId, Name, Project, Word};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A label that the project has: one of the three without regard to case, or one of its own to the letter.
pub(super) fn label(project: &Project, typed: &str) -> Result<Label, Trouble> {
    let label = Label::named(typed);
    match &label {
        Label::Claim | Label::Source | Label::Figure => Ok(label),
        Label::Own(name) if project.own_labels().any(|own| own.name == *name) => Ok(label),
        Label::Own(_) => {
            let own = project.own_labels().map(|own| own.name.to_string());
            let has = Label::THREE.iter().map(Label::to_string).chain(own).collect::<Vec<_>>().join(", ");
            Err(Trouble::NoLabel { typed: typed.to_owned(), has })
        }
    }
}

/// A label to look for: as [`label`], or one that a mark has though the project does not list it.
pub(super) fn label_to_find(project: &Project, typed: &str) -> Result<Label, Trouble> {
    let named = Label::named(typed);
    if own_labels_used(project).iter().any(|name| Label::Own(name.clone()) == named) { Ok(named) } else { label(project, typed) }
}

/// A kind of link that the project has: a base kind as people type it, or one of its own to the letter.
pub(super) fn link_kind(project: &Project, typed: &str) -> Result<LinkKind, Trouble> {
    let kind = LinkKind::named(typed);
    match &kind {
        LinkKind::Base(_) => Ok(kind),
        LinkKind::Own(name) if project.own_link_kinds().any(|own| own.name == *name) => Ok(kind),
        LinkKind::Own(_) => {
            let own = project.own_link_kinds().map(|own| own.name.to_string());
            let has = std::iter::once(crate::project::BaseLink::names()).chain(own).collect::<Vec<_>>().join(", ");
            Err(Trouble::NoLinkKind { typed: typed.to_owned(), has })
        }
    }
}

/// The own labels that marks of the project have, by name.
pub(super) fn own_labels_used(project: &Project) -> BTreeSet<Name> {
    let own = project.marks().filter_map(|mark| match mark.label() {
        Label::Own(name) => Some(name),
        Label::Claim | Label::Source | Label::Figure => None,
    });
    own.collect()
}

/// An article that must be there.
pub(super) fn article(project: &Project, id: ArticleId) -> Result<&Arc<Article>, Trouble> {
    project.article(id).ok_or(Trouble::NoArticle(id))
}

/// A mark that must be there.
pub(super) fn mark(project: &Project, id: MarkId) -> Result<&Arc<Mark>, Trouble> {
    project.mark(id).ok_or(Trouble::NoMark(id))
}
