//! What a report says, as plain data: both formats write the same.

use super::agreement::{self, AgreementPart};
use super::findings::{self, FindingParts};
use super::marks::{self, MarkPart};
use super::names::Names;
use super::pieces::{Piece, paragraphs};
use super::words::{label_word, titled};
use crate::article::Block;
use crate::project::{Article, ArticleState, Label, Mark, Project};
use crate::text::counted;
use std::collections::BTreeMap;

/// A whole report.
pub(super) struct Content<'p> {
    /// The project's name.
    pub(super) title: String,
    /// What stands below the title: a name and what it is.
    pub(super) facts: Vec<(&'static str, String)>,
    /// How far the analysts agree, and what was decided; for a review.
    pub(super) review: Option<ReviewPart>,
    /// The articles.
    pub(super) articles: Vec<ArticlePart<'p>>,
}

/// What only a review has.
pub(super) struct ReviewPart {
    /// How far the analysts agree.
    pub(super) agreement: AgreementPart,
    /// What was decided, and what is open.
    pub(super) findings: FindingParts,
}

/// An article.
pub(super) struct ArticlePart<'p> {
    /// The article.
    pub(super) article: &'p Article,
    /// Its title.
    pub(super) title: String,
    /// Where it came from, without the address, and how far the work on it is.
    pub(super) origin: Vec<String>,
    /// Its accepted marks.
    pub(super) marks: Vec<MarkPart<'p>>,
    /// Its text.
    pub(super) paragraphs: Vec<(Option<Block>, Vec<Piece<'p>>)>,
    /// What is not shown.
    pub(super) left: Vec<String>,
}

impl<'p> Content<'p> {
    pub(super) fn of(project: &'p Project) -> Self {
        let names = Names::of(project);
        let agreement = agreement::part(project, &names);
        let review = agreement.map(|agreement| ReviewPart { agreement, findings: findings::parts(project, &names) });
        let articles: Vec<ArticlePart<'p>> = project.articles().map(|article| article_part(project, article, &names)).collect();
        Self { title: titled(project.title()), facts: facts(project, &names, review.as_ref(), &articles), review, articles }
    }
}

fn facts(project: &Project, names: &Names<'_>, review: Option<&ReviewPart>, articles: &[ArticlePart<'_>]) -> Vec<(&'static str, String)> {
    let mut facts = Vec::new();
    let owner = names.owner.trim();
    if !owner.is_empty() {
        facts.push((if review.is_some() { "Reviewer" } else { "Analyst" }, owner.to_owned()));
    }
    if review.is_some() {
        facts.push(("Analysts", names.analysts().join(", ")));
    }
    facts.push(("Articles", project.article_count().to_string()));
    facts.push(("Marks", mark_counts(articles)));
    if let Some(review) = review {
        let FindingParts { decided, open, agreed } = &review.findings;
        let all = decided.len() + open.len() + agreed;
        facts.push(("Findings", format!("{all}: {} decided, {agreed} agreed, {} open", decided.len(), open.len())));
    }
    facts
}

/// The marks that count, by label.
fn mark_counts(articles: &[ArticlePart<'_>]) -> String {
    let mut counts: BTreeMap<Label, usize> = Label::THREE.into_iter().map(|label| (label, 0)).collect();
    for part in articles {
        for shown in part.marks.iter().filter(|shown| !part.article.skips(&shown.mark.at)) {
            *counts.entry(shown.label.clone()).or_default() += 1;
        }
    }
    let all: usize = counts.values().sum();
    let each: Vec<String> = counts
        .iter()
        .map(|(label, count)| match label {
            Label::Claim | Label::Source | Label::Figure => counted(*count, &label_word(label)),
            Label::Own(name) => format!("{count} “{name}”"),
        })
        .collect();
    format!("{all}: {}", each.join(", "))
}

fn article_part<'p>(project: &'p Project, article: &'p Article, names: &Names<'_>) -> ArticlePart<'p> {
    let marks = marks::parts(project, article, names);
    let standing: Vec<&Mark> = marks.iter().map(|part| part.mark).collect();
    let paragraphs = paragraphs(article, &standing).into_iter().enumerate().map(|(number, pieces)| (article.block(number), pieces));
    let is_seen = |pieces: &[Piece<'_>]| pieces.iter().any(|piece| !piece.on.is_empty() || !piece.words.trim().is_empty());
    let origin = &article.origin;
    let parts = [&origin.outlet, &origin.published, &origin.file].into_iter().filter(|part| !part.trim().is_empty()).cloned();
    let mut left = Vec::new();
    if project.review().is_none() {
        left.extend(needs_a_look(project.counts(article.id).proposals, "proposal"));
    }
    left.extend(needs_a_look(project.waiting_count(article.id), "mark of an earlier version"));
    ArticlePart {
        article,
        title: titled(&article.title),
        origin: parts.chain([state_word(article.state).to_owned()]).collect(),
        paragraphs: paragraphs.filter(|(_, pieces)| is_seen(pieces)).collect(),
        marks,
        left,
    }
}

fn needs_a_look(count: usize, thing: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 {thing} needs a look and is not shown")),
        _ => Some(format!("{count} {} need a look and are not shown", thing.replacen("proposal", "proposals", 1).replacen("mark", "marks", 1))),
    }
}

fn state_word(state: ArticleState) -> &'static str {
    match state {
        ArticleState::Todo => "to do",
        ArticleState::InProgress => "in progress",
        ArticleState::Done => "done",
        ArticleState::Flagged => "flagged",
    }
}
