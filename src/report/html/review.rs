//! What only a review has, in HTML: agreement, decisions, open findings.

use super::{class, quoted, words};
use crate::report::agreement::{ARTICLE_HEADS, AgreementPart, Table};
use crate::report::content::ReviewPart;
use crate::report::escape;
use crate::report::findings::{DecisionPart, Fate, FindingPart, VersionPart};

pub(super) fn write(part: &ReviewPart, out: &mut String) {
    agreement(&part.agreement, out);
    findings("Decisions", "Nothing was decided yet.", &part.findings.decided, out);
    findings("Open findings", "Nothing is open.", &part.findings.open, out);
}

fn agreement(part: &AgreementPart, out: &mut String) {
    out.push_str("<section>\n<h2>Agreement</h2>\n<ul class=\"analysts\">\n");
    part.analysts.iter().for_each(|analyst| out.push_str(&format!("<li>{}</li>\n", words(analyst))));
    out.push_str("</ul>\n");
    for table in &part.tables {
        labels(table, out);
    }
    if !part.articles.is_empty() {
        out.push_str("<h3>Articles, the worst first</h3>\n");
        let rows = part.articles.iter().map(|(id, title, cells)| (format!("<a href=\"#{id}\">{}</a>", words(title)), cells.as_slice()));
        grid("Article", &ARTICLE_HEADS, rows, out);
    }
    if !part.reasons.is_empty() {
        out.push_str("<p class=\"note\">– is not defined:</p>\n<ul class=\"reasons\">\n");
        part.reasons.iter().for_each(|reason| out.push_str(&format!("<li>{}</li>\n", words(reason))));
        out.push_str("</ul>\n");
    }
    out.push_str("</section>\n");
}

fn labels(table: &Table, out: &mut String) {
    if !table.caption.is_empty() {
        out.push_str(&format!("<h3>{}</h3>\n", words(&table.caption)));
    }
    grid("Label", &table.heads, table.rows.iter().map(|(name, cells)| (words(name), cells.as_slice())), out);
    out.push_str(&format!("<p class=\"note\">{}.</p>\n", table.links));
}

/// A table; the names of the rows are HTML already.
fn grid<'a>(first: &str, heads: &[&str], rows: impl Iterator<Item = (String, &'a [String])>, out: &mut String) {
    let heads: String = heads.iter().map(|head| format!("<th scope=\"col\">{head}</th>")).collect();
    out.push_str(&format!("<div class=\"wide\"><table>\n<thead><tr><th scope=\"col\">{first}</th>{heads}</tr></thead>\n<tbody>\n"));
    for (name, cells) in rows {
        let cells: String = cells.iter().map(|cell| format!("<td>{}</td>", escape::html(cell))).collect();
        out.push_str(&format!("<tr><th scope=\"row\">{name}</th>{cells}</tr>\n"));
    }
    out.push_str("</tbody>\n</table></div>\n");
}

/// Findings, article by article.
fn findings(heading: &str, none: &str, list: &[FindingPart], out: &mut String) {
    out.push_str(&format!("<section>\n<h2>{heading}</h2>\n"));
    if list.is_empty() {
        out.push_str(&format!("<p class=\"note\">{none}</p>\n"));
    }
    for of_article in list.chunk_by(|one, two| one.article == two.article) {
        if let Some(first) = of_article.first() {
            out.push_str(&format!("<h3 dir=\"auto\"><a href=\"#{}\">{}</a></h3>\n", first.article, escape::html(&first.title)));
        }
        of_article.iter().for_each(|part| out.push_str(&finding(part)));
    }
    out.push_str("</section>\n");
}

fn finding(part: &FindingPart) -> String {
    let mut out = format!("<div class=\"finding\">\n<p><span class=\"kind\">{}</span>", part.kind);
    if !part.differs.is_empty() {
        out.push_str(&format!(" {}", words(&part.differs)));
    }
    out.push_str("</p>\n<ul>\n");
    part.versions.iter().for_each(|part| out.push_str(&version(part)));
    out.push_str("</ul>\n");
    part.decision.iter().for_each(|part| out.push_str(&decision(part)));
    for comment in &part.comments {
        out.push_str(&format!("<p class=\"comment\"><span class=\"name\">{}</span> {}</p>\n", words(&comment.by), words(&comment.text)));
    }
    out.push_str("</div>\n");
    out
}

fn version(part: &VersionPart) -> String {
    let (fate, word) = match part.fate {
        Some(fate @ Fate::Kept) => (" class=\"kept\"", Some(fate.word())),
        Some(fate @ Fate::Rejected) => (" class=\"rejected\"", Some(fate.word())),
        None => ("", None),
    };
    let class = class(&part.label);
    let mut out = format!("<li{fate}><span class=\"whose\">{}</span> ", words(&part.whose));
    out.push_str(&format!("<span class=\"label on-{class}\">{}</span> ", words(part.label.name())));
    out.push_str(&format!("{} <span class=\"place\" dir=\"ltr\">{}</span>", quoted(&part.quote), part.place));
    out.push_str(&word.map(|word| format!(" <span class=\"fate\">{word}</span>")).unwrap_or_default());
    if !part.details.is_empty() {
        let details: Vec<String> = part.details.iter().map(|detail| words(detail)).collect();
        out.push_str(&format!("<p>{}</p>", details.join(" · ")));
    }
    out.push_str("</li>\n");
    out
}

fn decision(part: &DecisionPart) -> String {
    let mut out = format!("<p class=\"decision\"><span class=\"name\">Decided</span> {}", words(&part.what));
    for more in [&part.by, &part.why] {
        if !more.trim().is_empty() {
            out.push_str(&format!(" · {}", words(more)));
        }
    }
    out.push_str("</p>\n");
    out
}
