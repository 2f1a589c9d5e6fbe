//! The analyst's own check: what an editor would ask about before the work is handed on. A rule finds hints; a hint is what it says about a
//! place. A hint that is wrong is worse than one that is missing, so each rule is quiet where it is not sure: the reasons stand in its doc.
//!
//! Only accepted marks of the article as it is are looked at. Marks in zones to skip are no work of the article, and only the rule that lists
//! them sees them. A link to or from a proposal keeps a rule quiet, because it may be accepted; one to or from a rejected mark is none.

mod around;
mod boilerplate;
mod claims;
mod contradictions;
mod edges;
mod figures;
mod headline;
mod names;
mod places;
mod quotations;
mod relays;
mod reported;
mod rule;
mod sheet;
mod shown;
mod sources;
mod untouched;
mod values;

pub use rule::Rule;

use crate::project::{Article, ArticleId, Mark, MarkId, Project, Subject};
use crate::text::TextRange;
use around::Around;
use sheet::Sheet;

/// What a rule says about a place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hint {
    /// Which rule.
    pub rule: Rule,
    /// In which article.
    pub article: ArticleId,
    /// What a silence is recorded for: the mark, or the article.
    pub about: Subject,
    /// Where it jumps to, in bytes of the article's text; none: the whole article.
    pub at: Option<TextRange>,
    /// One sentence in plain words, without a full stop.
    pub words: String,
    /// The other marks it is about.
    pub others: Vec<MarkId>,
    /// Why the rule is silenced there, where an analyst silenced it.
    pub silenced: Option<String>,
}

/// Every hint about a project: articles in the project's order, in each those about all of it first, then in text order.
pub fn lint(project: &Project) -> Vec<Hint> {
    let around = Around::of(project);
    project.articles().flat_map(|article| hints(project, article, &around)).collect()
}

/// The hints about one article, as [`lint`] gives them.
pub fn lint_article(project: &Project, article: &Article) -> Vec<Hint> {
    hints(project, article, &Around::of(project))
}

fn hints(project: &Project, article: &Article, around: &Around<'_>) -> Vec<Hint> {
    let sheet = Sheet::new(project, article, around);
    let mut hints: Vec<Hint> = Rule::ALL.into_iter().flat_map(|rule| found(rule, &sheet)).collect();
    hints.sort_by_key(|hint| (hint.at.map(|at| (at.start(), at.end())), hint.rule));
    for hint in &mut hints {
        hint.silenced = around.silenced(hint.rule, hint.about);
    }
    hints
}

fn found(rule: Rule, sheet: &Sheet<'_>) -> Vec<Hint> {
    match rule {
        Rule::ClaimWithoutSource => claims::without_source(sheet),
        Rule::SourceNeverUsed => sources::never_used(sheet),
        Rule::FigureOutsideClaim => figures::outside_claim(sheet),
        Rule::FiguresDiffer => figures::differ(sheet),
        Rule::HeadlineDiffers => headline::differs(sheet),
        Rule::OddEdges => edges::odd(sheet),
        Rule::ContradictionOpen => contradictions::open(sheet),
        Rule::VerdictWithoutReason => contradictions::without_reason(sheet),
        Rule::QuotationWithoutMarks => quotations::without_marks(sheet),
        Rule::UntouchedParagraphs => untouched::paragraphs(sheet),
        Rule::Twins => places::twins(sheet),
        Rule::MarkInZone => places::in_zone(sheet),
        Rule::CircularSources => relays::circular(sheet),
        Rule::SameNameTwice => names::twice(sheet),
        Rule::Boilerplate => boilerplate::unskipped(sheet),
    }
}

impl Hint {
    /// A hint about a mark.
    fn at_mark(rule: Rule, mark: &Mark, words: String) -> Self {
        Self { rule, article: mark.article, about: Subject::Mark(mark.id), at: Some(mark.at.first()), words, others: Vec::new(), silenced: None }
    }

    /// A hint about an article, at a place in it or about all of it.
    fn at_article(rule: Rule, article: &Article, at: Option<TextRange>, words: String) -> Self {
        Self { rule, article: article.id, about: Subject::Article(article.id), at, words, others: Vec::new(), silenced: None }
    }

    fn with(self, others: impl IntoIterator<Item = MarkId>) -> Self {
        Self { others: others.into_iter().collect(), ..self }
    }
}
