//! What `factmark agree` prints for people: a table, then what is not defined and why.

use super::Report;
use crate::cli::style::{Style, one_line, padded};
use crate::project::Label;
use crate::review::agreement::{Agreement, Measure, OfLabel, Undefined};
use crate::text::counted;
use std::collections::BTreeSet;

/// The columns of the table.
const HEADS: [&str; 10] = ["strict", "exact", "partial", "type", "IoU ½", "observed", "positive", "κ", "α", "uα"];
const WIDTH: usize = 8;

pub(super) fn of(report: &Report, style: Style) -> String {
    let gathered = &report.gathered;
    let mut out = format!("{}\n", style.heading(&counted(gathered.shared.len(), "shared article")));
    for (number, name) in report.analysts.iter().enumerate() {
        let marks: u64 = report.all.labels.iter().filter_map(|label| label.marks.get(number)).sum();
        let mut parts = vec![counted(marks as usize, "mark")];
        let count = |counts: &[usize]| counts.get(number).copied().filter(|count| *count > 0);
        parts.extend(count(&gathered.unopened).map(|count| format!("{} never opened", counted(count, "article"))));
        parts.extend(count(&gathered.alone).map(|count| format!("{} that nobody else has", counted(count, "article"))));
        out.push_str(&format!("  {}  {}\n", one_line(name), style.muted(&parts.join(", "))));
    }
    let mut reasons = BTreeSet::new();
    out.push_str(&table(&report.all, style, &mut reasons));
    if let Some(gamma) = &report.gamma {
        let of_label = |(measure, label): (&Measure, &OfLabel), reasons: &mut BTreeSet<String>| {
            format!("{} {}", one_line(label.label.name()).to_lowercase(), cell(*measure, Some(&label.label), reasons).trim())
        };
        let labels: Vec<String> = gamma.labels.iter().zip(&report.all.labels).map(|pair| of_label(pair, &mut reasons)).collect();
        let (all, category) = (cell(gamma.all, None, &mut reasons), cell(gamma.category, None, &mut reasons));
        out.push_str(&format!("  γ  {}  all {}  γcat {}\n", labels.join("  "), all.trim(), category.trim()));
        out.push_str(&format!(
            "  {}\n",
            style.muted(&format!("γ with weights 3 for places, 1 for labels, 1 for unaligned; 30 samples an article, seed {}", report.seed))
        ));
    }
    for ((first, second), agreement) in &report.pairs {
        let name = |number: usize| report.analysts.get(number).map(|name| one_line(name)).unwrap_or_default();
        out.push_str(&format!("\n{}\n{}", style.heading(&format!("{} and {}", name(*first), name(*second))), table(agreement, style, &mut reasons)));
    }
    if !report.articles.is_empty() {
        out.push_str(&articles(report, style, &mut reasons));
    }
    out.push_str(&intervals(report));
    for reason in reasons {
        out.push_str(&format!("{}\n", style.muted(&format!("– {reason}"))));
    }
    out
}

/// A line for each interval; where none has one, one line that says why.
fn intervals(report: &Report) -> String {
    let mut out = if report.intervals.is_empty() { String::new() } else { "\n".to_owned() };
    for (of, interval) in &report.intervals {
        match interval {
            Ok(interval) => {
                let dropped = if interval.dropped > 0 { format!(", {} not defined", interval.dropped) } else { String::new() };
                let (low, high, draws) = (interval.low, interval.high, interval.replicates);
                out.push_str(&format!("{of}: {low:.2} to {high:.2} in 95 of 100 ({draws} draws of articles, seed {}{dropped})\n", report.seed));
            }
            Err(Undefined::TooFewArticles) => return format!("\nNo intervals: {}\n", Undefined::TooFewArticles.words(None)),
            Err(why) => out.push_str(&format!("{of}: no interval, {}\n", why.words(None))),
        }
    }
    out
}

fn table(agreement: &Agreement, style: Style, reasons: &mut BTreeSet<String>) -> String {
    let names: Vec<String> = agreement.labels.iter().map(|label| one_line(label.label.name()).to_lowercase()).collect();
    let width = names.iter().map(|name| name.chars().count()).max().unwrap_or(0).max(5);
    let heads: String = HEADS.iter().map(|head| format!("  {}", right(head))).collect();
    let mut out = format!("\n  {}{}\n", padded("", width), style.muted(&heads));
    for (label, name) in agreement.labels.iter().zip(&names) {
        let characters = &label.characters;
        let on_characters = [characters.observed, characters.positive, characters.kappa, characters.alpha, label.u_alpha];
        let cells = label.f1.iter().copied().chain(on_characters);
        out.push_str(&line(&style.label(&label.label, &padded(name, width)), cells, Some(&label.label), reasons));
    }
    let sets = &agreement.sets;
    let cells: Vec<Measure> = agreement.f1.iter().copied().chain([sets.observed]).collect();
    let row: String = cells.into_iter().map(|measure| format!("  {}", cell(measure, None, reasons))).collect();
    let rest: String = [sets.kappa, sets.alpha, agreement.u_alpha].into_iter().map(|measure| format!("  {}", cell(measure, None, reasons))).collect();
    out.push_str(&format!("  {}{row}  {}{rest}\n", style.heading(&padded("all", width)), right("")));
    let [strict, lenient] = agreement.links;
    if strict.is_ok() {
        let values = format!("links  strict {}  lenient {}", cell(strict, None, reasons).trim(), cell(lenient, None, reasons).trim());
        out.push_str(&format!("  {values}\n"));
    }
    out
}

fn line(name: &str, cells: impl Iterator<Item = Measure>, label: Option<&Label>, reasons: &mut BTreeSet<String>) -> String {
    let cells: String = cells.map(|measure| format!("  {}", cell(measure, label, reasons))).collect();
    format!("  {name}{cells}\n")
}

/// A number, or a dash whose reason is noted.
fn cell(measure: Measure, label: Option<&Label>, reasons: &mut BTreeSet<String>) -> String {
    match measure {
        Ok(value) => right(&format!("{value:.2}")),
        Err(why) => {
            reasons.insert(why.words(label));
            right("–")
        }
    }
}

fn right(words: &str) -> String {
    format!("{}{words}", " ".repeat(WIDTH.saturating_sub(words.chars().count())))
}

/// Each article with its F1 and α, the worst first.
fn articles(report: &Report, style: Style, reasons: &mut BTreeSet<String>) -> String {
    let heads: String = ["strict", "partial", "α", "uα"].iter().map(|head| right(head)).collect::<Vec<_>>().join("  ");
    let mut out = format!("\n{}\n{}\n", style.heading("Articles, the worst first"), style.muted(&heads));
    for (document, agreement) in &report.articles {
        let [strict, _, partial, ..] = agreement.f1;
        let cells = [strict, partial, agreement.sets.alpha, agreement.u_alpha];
        let title = report.gathered.shared.get(*document).map(|shared| one_line(&shared.title)).unwrap_or_default();
        let cells: Vec<String> = cells.into_iter().map(|measure| cell(measure, None, reasons)).collect();
        out.push_str(&format!("{}  {title}\n", cells.join("  ")));
    }
    out
}
