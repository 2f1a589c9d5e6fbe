//! What only a review has, in Markdown: agreement, decisions, open findings.

use super::{heading, quoted};
use crate::report::agreement::{ARTICLE_HEADS, AgreementPart, Table};
use crate::report::content::ReviewPart;
use crate::report::escape;
use crate::report::findings::{DecisionPart, FindingPart, VersionPart};

pub(super) fn write(part: &ReviewPart, out: &mut String) {
    agreement(&part.agreement, out);
    findings("Decisions", "Nothing was decided yet.", &part.findings.decided, out);
    findings("Open findings", "Nothing is open.", &part.findings.open, out);
}

pub(super) fn agreement(part: &AgreementPart, out: &mut String) {
    out.push_str("\n## Agreement\n\n");
    part.analysts.iter().for_each(|analyst| out.push_str(&format!("- {}\n", escape::line(&escape::markdown(analyst)))));
    for table in &part.tables {
        labels(table, out);
    }
    if !part.articles.is_empty() {
        out.push_str("\n### Articles, the worst first\n\n");
        grid("Article", &ARTICLE_HEADS, part.articles.iter().map(|(_, title, cells)| (title.as_str(), cells.as_slice())), out);
    }
    if !part.reasons.is_empty() {
        out.push_str("\n– is not defined:\n\n");
        part.reasons.iter().for_each(|reason| out.push_str(&format!("- {}\n", escape::markdown(reason))));
    }
}

fn labels(table: &Table, out: &mut String) {
    if !table.caption.is_empty() {
        out.push_str(&format!("\n### {}\n", heading(&table.caption)));
    }
    out.push('\n');
    grid("Label", &table.heads, table.rows.iter().map(|(name, cells)| (name.as_str(), cells.as_slice())), out);
    out.push_str(&format!("\n{}.\n", table.links));
}

fn grid<'a>(first: &str, heads: &[&str], rows: impl Iterator<Item = (&'a str, &'a [String])>, out: &mut String) {
    out.push_str(&format!("| {first} | {} |\n| --- |{}\n", heads.join(" | "), " ---: |".repeat(heads.len())));
    for (name, cells) in rows {
        out.push_str(&format!("| {} | {} |\n", heading(name), cells.join(" | ")));
    }
}

/// Findings, article by article.
fn findings(title: &str, none: &str, list: &[FindingPart], out: &mut String) {
    out.push_str(&format!("\n## {title}\n"));
    if list.is_empty() {
        out.push_str(&format!("\n{none}\n"));
    }
    for of_article in list.chunk_by(|one, two| one.article == two.article) {
        if let Some(first) = of_article.first() {
            out.push_str(&format!("\n### {}\n\n", heading(&first.title)));
        }
        of_article.iter().for_each(|part| out.push_str(&finding(part)));
    }
}

fn finding(part: &FindingPart) -> String {
    let mut out = format!("- **{}**", part.kind);
    if !part.differs.is_empty() {
        out.push_str(&format!(" {}", escape::markdown(&part.differs)));
    }
    out.push('\n');
    part.versions.iter().for_each(|part| out.push_str(&version(part)));
    part.decision.iter().for_each(|part| out.push_str(&decision(part)));
    for comment in &part.comments {
        out.push_str(&format!("  - Comment by {}: {}\n", escape::markdown(&comment.by), escape::markdown(&comment.text)));
    }
    out
}

fn version(part: &VersionPart) -> String {
    let whose = escape::line(&escape::markdown(&part.whose));
    let mut out = format!("  - {whose}: {} {} at {}", escape::markdown(part.label.name()), quoted(&part.quote), part.place);
    out.push_str(&part.fate.map(|fate| format!(" · {}", fate.word())).unwrap_or_default());
    for detail in &part.details {
        out.push_str(&format!(" · {}", escape::markdown(detail)));
    }
    out.push('\n');
    out
}

fn decision(part: &DecisionPart) -> String {
    let mut out = format!("  - Decided: {}", escape::markdown(&part.what));
    for more in [&part.by, &part.why] {
        if !more.trim().is_empty() {
            out.push_str(&format!(" · {}", escape::markdown(more)));
        }
    }
    out.push('\n');
    out
}
