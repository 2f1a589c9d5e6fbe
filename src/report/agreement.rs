//! How far the analysts of a review agree, as tables.

use super::names::Names;
use super::words::{label_word, titled};
use crate::project::{ArticleId, Label, Project};
use crate::review::agreement::{Agreement, Gathered, Measure, Patterns, Sums, Undefined, agreement, agreement_of_pair, gather, of_each, pairs};
use crate::review::side;
use crate::text::counted;
use std::collections::BTreeSet;

/// The columns of a table of labels.
const HEADS: [&str; 10] = ["strict", "exact", "partial", "type", "IoU ½", "observed", "positive", "κ", "α", "uα"];

/// What is said about agreement.
pub(super) struct AgreementPart {
    /// Each analyst with what was handed in.
    pub(super) analysts: Vec<String>,
    /// A table for all, then one for each pair of more than two.
    pub(super) tables: Vec<Table>,
    /// Why a value is a dash.
    pub(super) reasons: Vec<String>,
    /// The articles, the worst first.
    pub(super) articles: Vec<(ArticleId, String, Vec<String>)>,
}

/// A table: the heads stand above all columns but the first.
pub(super) struct Table {
    /// Whose agreement it is; empty for all analysts.
    pub(super) caption: String,
    /// Above the columns with values.
    pub(super) heads: Vec<&'static str>,
    /// Each with the name of the row.
    pub(super) rows: Vec<(String, Vec<String>)>,
    /// The measures of links, as a sentence.
    pub(super) links: String,
}

/// The columns of the table of articles.
pub(super) const ARTICLE_HEADS: [&str; 4] = ["strict", "partial", "α", "uα"];

pub(super) fn part(project: &Project, names: &Names<'_>) -> Option<AgreementPart> {
    let analysts = project.review()?.analysts.len();
    let sides: Vec<Project> = (0..analysts).map(|analyst| side(project, analyst)).collect();
    let gathered = gather(&sides.iter().collect::<Vec<_>>());
    let (patterns, each) = of_each(&gathered.corpus);
    let total = Sums::total(each.iter());
    let all = agreement(&gathered.corpus, &patterns, &total);
    let mut reasons = BTreeSet::new();
    let mut tables = vec![table(String::new(), &all, &mut reasons)];
    for (place, (first, second)) in pairs(analysts).into_iter().enumerate().filter(|_| analysts > 2) {
        let of_pair = agreement_of_pair(&gathered.corpus, &patterns, &total, place);
        tables.push(table(names.analysts_at([first, second].into_iter()), &of_pair, &mut reasons));
    }
    let articles = worst_first(project, &gathered, &patterns, &each, &mut reasons);
    let analysts = names.analysts().iter().enumerate().map(|(number, name)| analyst(name, number, &all, &gathered)).collect();
    Some(AgreementPart { analysts, tables, reasons: reasons.into_iter().collect(), articles })
}

fn analyst(name: &str, number: usize, all: &Agreement, gathered: &Gathered) -> String {
    let marks: u64 = all.labels.iter().filter_map(|label| label.marks.get(number)).sum();
    let unopened = gathered.unopened.get(number).copied().filter(|count| *count > 0);
    let unopened = unopened.map(|count| format!(", {} never opened", counted(count, "article"))).unwrap_or_default();
    format!("{name}: {}{unopened}", counted(usize::try_from(marks).unwrap_or(usize::MAX), "mark"))
}

fn table(caption: String, agreement: &Agreement, reasons: &mut BTreeSet<String>) -> Table {
    let mut rows = Vec::new();
    for label in &agreement.labels {
        let characters = &label.characters;
        let measures = label.f1.iter().copied().chain([characters.observed, characters.positive, characters.kappa, characters.alpha, label.u_alpha]);
        rows.push((label_word(&label.label), measures.map(|measure| cell(measure, Some(&label.label), reasons)).collect()));
    }
    let sets = &agreement.sets;
    let mut cells: Vec<String> = agreement.f1.iter().copied().chain([sets.observed]).map(|measure| cell(measure, None, reasons)).collect();
    // Where either marked is a question about one label.
    cells.push(String::new());
    cells.extend([sets.kappa, sets.alpha, agreement.u_alpha].map(|measure| cell(measure, None, reasons)));
    rows.push(("all".to_owned(), cells));
    let [strict, lenient] = agreement.links.map(|measure| link_cell(measure, reasons));
    Table { caption, heads: HEADS.to_vec(), rows, links: format!("F1 of links: strict {strict}, lenient {lenient}") }
}

/// A number, or a dash whose reason is noted.
fn cell(measure: Measure, label: Option<&Label>, reasons: &mut BTreeSet<String>) -> String {
    match measure {
        Ok(value) => format!("{value:.2}"),
        Err(why) => {
            reasons.insert(why.words(label));
            "–".to_owned()
        }
    }
}

/// Of links nothing was “marked” where there is none.
fn link_cell(measure: Measure, reasons: &mut BTreeSet<String>) -> String {
    if measure == Err(Undefined::NotMarked) {
        reasons.insert("no link was made".to_owned());
        return "–".to_owned();
    }
    cell(measure, None, reasons)
}

/// The articles by their partial F1, which every article with a mark has; those without one last.
fn worst_first(
    project: &Project,
    gathered: &Gathered,
    patterns: &Patterns,
    each: &[Sums],
    reasons: &mut BTreeSet<String>,
) -> Vec<(ArticleId, String, Vec<String>)> {
    let mut articles: Vec<(ArticleId, Agreement)> = Vec::with_capacity(each.len());
    for (shared, sums) in gathered.shared.iter().zip(each) {
        let id = shared.articles.iter().flatten().next().map(|(id, _)| *id);
        articles.extend(id.map(|id| (id, agreement(&gathered.corpus, patterns, sums))));
    }
    let partial = |(_, agreement): &(ArticleId, Agreement)| {
        let [_, _, partial, ..] = agreement.f1;
        partial.unwrap_or(f64::INFINITY)
    };
    articles.sort_by(|one, two| partial(one).total_cmp(&partial(two)));
    let shown = articles.into_iter().map(|(id, agreement)| {
        let [strict, _, partial, ..] = agreement.f1;
        let cells = [strict, partial, agreement.sets.alpha, agreement.u_alpha].map(|measure| cell(measure, None, reasons));
        (id, project.article(id).map(|article| titled(&article.title)).unwrap_or_default(), cells.to_vec())
    });
    shown.collect()
}
