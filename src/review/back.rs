//! What a reviewer sends back: an analyst's own project again, with what was decided about it.

use super::decide::Outcome;
use super::sides::{Findings, Side};
use crate::project::{ArticleId, Decided, Link, Mark, MarkId, MarkState, Project};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The project of an analyst of a review, with the analyst's own ids: marks that were decided against are rejected, each with who, when and why;
/// what others had and the reviewer kept, or made, is proposed. What is not decided is as it was. None if the review has no such analyst.
pub fn back(project: &Project, analyst: usize) -> Option<Project> {
    let side = Side::of(project, analyst)?;
    let findings = Findings::of(project);
    let articles: BTreeMap<ArticleId, ArticleId> =
        project.review()?.analysts.get(analyst)?.articles.iter().map(|article| (article.here, article.there)).collect();
    let article = |id: ArticleId| articles.get(&id).copied().unwrap_or(id);
    let mut parts = side.frame(&article);
    let decided = |mark: &Mark| mark.decided.clone().filter(|_| mark.state != MarkState::Proposed);
    for (copy, _) in side.own.iter().filter_map(|(copy, own)| Some((project.mark(*copy)?, own))) {
        let own = side.as_handed_in(copy, &article);
        let is_against = copy.state == MarkState::Rejected;
        let state = if is_against { MarkState::Rejected } else { MarkState::Accepted };
        parts.marks.push(Arc::new(Mark { state, decided: decided(copy).filter(|_| is_against), ..own }));
    }
    let others = project.marks().filter(|mark| mark.is_accepted() && articles.contains_key(&mark.article) && !side.own.contains_key(&mark.id));
    let others: Vec<&Arc<Mark>> = others.collect();
    // A link of a proposal may lead to the analyst's own mark, or to another proposal.
    let proposals: BTreeMap<MarkId, MarkId> = others.iter().map(|mark| (mark.id, mark.id)).collect();
    for mark in others {
        let end = |id: &MarkId| side.own.get(id).or_else(|| proposals.get(id)).copied();
        let links = mark.links.iter().filter_map(|link| Some(Link { to: end(&link.to)?, ..link.clone() })).collect();
        let why = reason(project, &findings, mark);
        parts.marks.push(Arc::new(Mark { article: article(mark.article), links, state: MarkState::Proposed, decided: why, ..mark.as_ref().clone() }));
    }
    let used: Vec<_> = parts.marks.iter().filter_map(|mark| mark.check()).collect();
    parts.checks.retain(|check| used.contains(&check.id));
    Project::assemble(parts).ok()
}

/// Why a mark was kept, or made by the reviewer.
fn reason(project: &Project, findings: &Findings, mark: &Mark) -> Option<Box<Decided>> {
    mark.decided.clone().or_else(|| {
        let number = findings.of_mark(mark)?;
        let Outcome::Own(_) = Outcome::of(project, findings, number) else { return None };
        let members = findings.get(number)?.members();
        members.iter().find_map(|id| project.mark(*id)?.decided.clone())
    })
}
