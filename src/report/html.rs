//! A report as one HTML file. Every word of a project goes through [`escape`].

mod article;
mod review;

use super::content::Content;
use super::escape;
use crate::project::Label;

/// How it looks, on a screen and on paper.
const STYLE: &str = include_str!("../../assets/report.css");

pub(super) fn write(content: &Content<'_>) -> String {
    let title = escape::html(&content.title);
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n"
    );
    out.push_str(&format!("<header>\n<h1 dir=\"auto\">{title}</h1>\n<dl class=\"facts\">\n"));
    for (name, value) in &content.facts {
        out.push_str(&format!("<div><dt>{name}</dt><dd dir=\"auto\">{}</dd></div>\n", escape::html(value)));
    }
    out.push_str("</dl>\n</header>\n");
    if let Some(part) = &content.review {
        review::write(part, &mut out);
    }
    out.push_str("<section>\n<h2>Articles</h2>\n");
    if content.articles.iter().any(|article| !article.marks.is_empty()) {
        out.push_str(LEGEND);
    }
    for part in &content.articles {
        article::write(part, &mut out);
    }
    out.push_str("</section>\n</main>\n</body>\n</html>\n");
    out
}

const LEGEND: &str = "<p class=\"legend\"><span class=\"claim claim-a claim-z\">claim</span> <span class=\"source\">source</span> \
    <span class=\"figure figure-a figure-z\">figure</span> <span class=\"own\">own label</span> <span class=\"skip\">zone to skip</span> \
    The letter and number before a mark lead to what is said about it.</p>\n";

/// The class of a label.
fn class(label: &Label) -> &'static str {
    match label {
        Label::Claim => "claim",
        Label::Source => "source",
        Label::Figure => "figure",
        Label::Own(_) => "own",
    }
}

/// Words of a project in a direction of their own.
fn words(words: &str) -> String {
    format!("<bdi>{}</bdi>", escape::html(words))
}

/// The words of a mark in quotation marks.
fn quoted(words: &str) -> String {
    format!("<q dir=\"auto\">{}</q>", escape::html(words))
}
