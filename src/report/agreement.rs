//! How far the analysts of a review agree, as tables.

use super::names::Names;
use super::words::{label_word, titled};
use crate::project::{ArticleId, Label, Project};
use crate::review::agreement::{Agreement, Gathered, Measure, SideBySide, Undefined};
use crate::review::gathered;
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
    project.review()?;
    let compared = SideBySide::of(gathered(project));
    let all = compared.all();
    let mut reasons = BTreeSet::new();
    let mut tables = vec![table(String::new(), &all, &mut reasons)];
    for ((first, second), of_pair) in compared.of_pairs() {
        tables.push(table(names.analysts_at([first, second].into_iter()), &of_pair, &mut reasons));
    }
    let articles = worst_first(project, &compared, &mut reasons);
    let analysts = names.analysts().iter().enumerate().map(|(number, name)| analyst(name, number, &all, &compared.gathered)).collect();
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

/// The articles with their agreement, the worst first.
fn worst_first(project: &Project, compared: &SideBySide, reasons: &mut BTreeSet<String>) -> Vec<(ArticleId, String, Vec<String>)> {
    let article = |place: usize| Some(compared.gathered.shared.get(place)?.articles.iter().flatten().next()?.0);
    let articles = compared.worst_first().into_iter().filter_map(|(place, agreement)| Some((article(place)?, agreement)));
    let shown = articles.map(|(id, agreement)| {
        let [strict, _, partial, ..] = agreement.f1;
        let cells = [strict, partial, agreement.sets.alpha, agreement.u_alpha].map(|measure| cell(measure, None, reasons));
        (id, project.article(id).map(|article| titled(&article.title)).unwrap_or_default(), cells.to_vec())
    });
    shown.collect()
}
