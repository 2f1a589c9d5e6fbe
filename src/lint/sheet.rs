//! What the rules look at of one article: its accepted marks in reading order, and which of them stand in which.

use super::around::Around;
use crate::project::{Article, BaseLink, Claim, Figure, Label, LinkKind, Mark, MarkState, Meaning, Project, Source};
use std::cmp::Reverse;

/// One article with what stands around it.
pub(super) struct Sheet<'a> {
    pub(super) project: &'a Project,
    pub(super) article: &'a Article,
    pub(super) around: &'a Around<'a>,
    /// Accepted marks outside zones to skip, in reading order: an outer one before what it holds.
    pub(super) marks: Vec<&'a Mark>,
    /// Accepted marks that stand in a zone or reach into one.
    pub(super) in_zones: Vec<&'a Mark>,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(project: &'a Project, article: &'a Article, around: &'a Around<'a>) -> Self {
        let accepted = project.marks_in(article.id).map(AsRef::as_ref).filter(|mark: &&Mark| mark.is_accepted());
        let (in_zones, marks) = accepted.partition(|mark| article.skips(&mark.at));
        Self { project, article, around, marks, in_zones }
    }

    pub(super) fn claims(&self) -> impl Iterator<Item = (&'a Mark, &'a Claim)> {
        self.marks.iter().filter_map(|mark| if let Meaning::Claim(claim) = &mark.meaning { Some((*mark, claim)) } else { None })
    }

    pub(super) fn sources(&self) -> impl Iterator<Item = (&'a Mark, &'a Source)> {
        self.marks.iter().filter_map(|mark| if let Meaning::Source(source) = &mark.meaning { Some((*mark, source.as_ref())) } else { None })
    }

    pub(super) fn figures(&self) -> impl Iterator<Item = (&'a Mark, &'a Figure)> {
        self.marks.iter().filter_map(|mark| if let Meaning::Figure(figure) = &mark.meaning { Some((*mark, figure.as_ref())) } else { None })
    }

    /// Calls `found` for each mark that is `inner`, with the marks that are `outer` and reach from its start, or before it, into it; with
    /// itself, where it is both. One walk over the marks, whatever their number.
    pub(super) fn each_within(&self, outer: impl Fn(&Mark) -> bool, inner: impl Fn(&Mark) -> bool, mut found: impl FnMut(&'a Mark, &[&'a Mark])) {
        let mut open: Vec<&'a Mark> = Vec::new();
        let place = |mark: &Mark| (mark.at.start(), Reverse(mark.at.end()));
        for same in self.marks.chunk_by(|one, other| place(one) == place(other)) {
            let Some(start) = same.first().map(|mark| mark.at.start()) else { continue };
            open.retain(|mark| mark.at.end() > start);
            open.extend(same.iter().copied().filter(|mark| outer(mark)));
            same.iter().filter(|mark| inner(mark)).for_each(|mark| found(mark, &open));
        }
    }
}

/// Whether a mark at the other end of a link can be meant: it was not decided against.
fn is_there(project: &Project, id: crate::project::MarkId) -> bool {
    project.mark(id).is_some_and(|mark| mark.state != MarkState::Rejected)
}

/// The marks that a mark is linked with in either direction, by links that `wanted` names; none that was rejected.
pub(super) fn linked<'a>(project: &'a Project, mark: &'a Mark, wanted: impl Fn(&LinkKind) -> bool + Copy + 'a) -> impl Iterator<Item = &'a Mark> {
    let to = mark.links.iter().filter(move |link| wanted(&link.kind)).filter_map(|link| project.mark(link.to));
    let from = project.linked_from(mark.id).filter(move |other| other.links.iter().any(|link| link.to == mark.id && wanted(&link.kind)));
    to.chain(from).map(AsRef::as_ref).filter(|other: &&Mark| other.state != MarkState::Rejected)
}

/// Whether any link joins a mark with one that was not rejected.
pub(super) fn is_linked(project: &Project, mark: &Mark) -> bool {
    linked(project, mark, |_| true).next().is_some()
}

/// Whether a link is of a base kind.
pub(super) fn is(kind: &LinkKind, base: BaseLink) -> bool {
    *kind == LinkKind::Base(base)
}

/// Whether any link joins a claim and a source; teams have kinds of their own for it.
pub(super) fn has_source(project: &Project, claim: &Mark) -> bool {
    claim.links.iter().any(|link| is_there(project, link.to) && project.mark(link.to).is_some_and(|to| to.label() == Label::Source))
        || project.linked_from(claim.id).any(|from| from.label() == Label::Source && from.state != MarkState::Rejected)
}
