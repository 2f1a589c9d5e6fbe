//! What a reviewer sends back: an analyst's own project again, with what was decided about it.

use super::decide::Outcome;
use super::sides::{Findings, Side};
use crate::project::{ArticleId, CheckId, Comment, CommentId, Decided, Link, Mark, MarkId, MarkState, Project, Subject};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The project of an analyst of a review, with the analyst's own ids: marks that were decided against are rejected, each with who, when and why;
/// what others had and the reviewer kept, or made, is proposed. What is not decided is as it was handed in: accepted marks of the articles that are
/// reviewed. None if the review has no such analyst.
pub fn back(project: &Project, findings: &Findings, analyst: usize) -> Option<Project> {
    let side = Side::of(project, analyst)?;
    let articles: BTreeMap<ArticleId, ArticleId> = side.articles().iter().map(|article| (article.here, article.there)).collect();
    let article = |id: ArticleId| articles.get(&id).copied().unwrap_or(id);
    let mut parts = side.frame(&article);
    let decided = |mark: &Mark| mark.decided.clone().filter(|_| mark.state != MarkState::Proposed);
    for (copy, _) in side.own.iter().filter_map(|(copy, own)| Some((project.mark(*copy)?, own))) {
        let own = side.as_handed_in(copy, &article);
        let is_against = copy.state == MarkState::Rejected;
        parts.marks.push(Arc::new(if is_against { Mark { state: MarkState::Rejected, decided: decided(copy), ..own } } else { own }));
    }
    let others = project.marks().filter(|mark| mark.is_accepted() && articles.contains_key(&mark.article) && !side.own.contains_key(&mark.id));
    let others: Vec<&Arc<Mark>> = others.collect();
    // A link of a proposal may lead to the analyst's own mark, or to another proposal.
    let proposals: BTreeMap<MarkId, MarkId> = others.iter().map(|mark| (mark.id, mark.id)).collect();
    for mark in others {
        let end = |id: &MarkId| side.own.get(id).or_else(|| proposals.get(id)).copied();
        let links = mark.links.iter().filter_map(|link| Some(Link { to: end(&link.to)?, ..link.clone() })).collect();
        let why = reason(project, findings, mark);
        parts.marks.push(Arc::new(Mark { article: article(mark.article), links, state: MarkState::Proposed, decided: why, ..mark.as_ref().clone() }));
    }
    let used: BTreeSet<CheckId> = parts.marks.iter().filter_map(|mark| mark.check()).collect();
    parts.checks.retain(|check| used.contains(&check.id));
    let mut comments = comments(project, &side, &articles);
    let there: BTreeSet<Subject> =
        parts.marks.iter().map(|mark| Subject::Mark(mark.id)).chain(parts.articles.iter().map(|article| Subject::Article(article.id))).collect();
    comments.retain(|comment| comment.about.is_some_and(|about| there.contains(&about)));
    let kept: BTreeSet<CommentId> = comments.iter().map(|comment| comment.id).collect();
    comments.iter_mut().for_each(|comment| comment.reply_to = comment.reply_to.filter(|to| kept.contains(to)));
    parts.comments = comments;
    Project::assemble(parts).ok()
}

/// The analyst's comments with the analyst's own ids, and those of the reviewer.
fn comments(project: &Project, side: &Side<'_>, articles: &BTreeMap<ArticleId, ArticleId>) -> Vec<Comment> {
    let own: BTreeMap<CommentId, CommentId> = side.comments().iter().copied().collect();
    let of_all = project.review().into_iter().flat_map(|review| &review.analysts).flat_map(|analyst| &analyst.comments);
    let of_others: BTreeSet<CommentId> = of_all.map(|(here, _)| *here).filter(|here| !own.contains_key(here)).collect();
    let id = |id: CommentId| own.get(&id).copied().unwrap_or(id);
    let subject = |about: Subject| match about {
        Subject::Mark(mark) => Subject::Mark(side.own.get(&mark).copied().unwrap_or(mark)),
        Subject::Article(article) => Subject::Article(articles.get(&article).copied().unwrap_or(article)),
        Subject::Check(_) => about,
    };
    let seen = project.comments().filter(|comment| !of_others.contains(&comment.id));
    seen.map(|comment| Comment { id: id(comment.id), about: comment.about.map(subject), reply_to: comment.reply_to.map(id), ..comment.as_ref().clone() })
        .collect()
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
