//! An article in HTML: its text with the marks in colour, and what is said about each.

use super::{class, quoted, words};
use crate::article::Block;
use crate::project::Label;
use crate::report::content::ArticlePart;
use crate::report::escape;
use crate::report::marks::{CheckPart, LinkPart, MarkPart};
use crate::report::pieces::Piece;

pub(super) fn write(part: &ArticlePart<'_>, out: &mut String) {
    out.push_str(&format!("<article id=\"{}\">\n<h3 dir=\"auto\">{}</h3>\n", part.article.id, escape::html(&part.title)));
    let mut origin: Vec<String> = part.origin.iter().map(|part| words(part)).collect();
    origin.extend(address(&part.article.origin.url));
    out.push_str(&format!("<p class=\"origin\">{}</p>\n", origin.join(" · ")));
    out.push_str("<div class=\"text\">\n");
    for (block, pieces) in &part.paragraphs {
        let (open, close) = tags(*block);
        let pieces: String = pieces.iter().map(|piece| shown(piece, &part.marks)).collect();
        out.push_str(&format!("{open}{}{close}\n", pieces.trim_end_matches(' ')));
    }
    out.push_str("</div>\n");
    for left in &part.left {
        out.push_str(&format!("<p class=\"note\">{left}.</p>\n"));
    }
    if !part.marks.is_empty() {
        out.push_str("<ol class=\"marks\">\n");
        part.marks.iter().for_each(|mark| out.push_str(&row(mark)));
        out.push_str("</ol>\n");
    }
    out.push_str("</article>\n");
}

/// The address as text, and as a link only where it leads to the web.
fn address(url: &str) -> Option<String> {
    if url.trim().is_empty() {
        return None;
    }
    let text = escape::html(url);
    Some(if escape::is_address(url) { format!("<a class=\"address\" rel=\"noreferrer\" href=\"{text}\">{text}</a>") } else { words(url) })
}

fn tags(block: Option<Block>) -> (&'static str, &'static str) {
    match block {
        None => ("<p dir=\"auto\">", "</p>"),
        Some(Block::Title) => ("<h4 class=\"headline\" dir=\"auto\">", "</h4>"),
        Some(Block::Heading) => ("<h4 dir=\"auto\">", "</h4>"),
        Some(Block::Quote) => ("<blockquote dir=\"auto\">", "</blockquote>"),
        Some(Block::ListItem) => ("<p class=\"item\" dir=\"auto\">", "</p>"),
        Some(Block::Caption) => ("<p class=\"caption\" dir=\"auto\">", "</p>"),
        Some(Block::TableRow) => ("<p class=\"row\" dir=\"auto\">", "</p>"),
    }
}

/// A piece as one span with the classes of all its marks, behind the signs of those that begin with it.
fn shown(piece: &Piece<'_>, marks: &[MarkPart<'_>]) -> String {
    let mut out = String::new();
    for mark in piece.begins.iter().filter_map(|number| marks.get(*number)) {
        out.push_str(&format!("<sup class=\"on-{}\" dir=\"ltr\"><a href=\"#{}\">{}</a></sup>", class(&mark.label), mark.mark.id, escape::html(&mark.sign())));
    }
    let labels = |numbers: &[usize]| -> Vec<&Label> { numbers.iter().filter_map(|number| marks.get(*number)).map(|mark| &mark.label).collect() };
    let mut classes: Vec<String> = Vec::new();
    let mut add = |class: String| {
        if !classes.contains(&class) {
            classes.push(class);
        }
    };
    labels(&piece.on).into_iter().for_each(|label| add(class(label).to_owned()));
    labels(&piece.begins).into_iter().filter(|label| has_edges(label)).for_each(|label| add(format!("{}-a", class(label))));
    labels(&piece.ends).into_iter().filter(|label| has_edges(label)).for_each(|label| add(format!("{}-z", class(label))));
    if piece.is_skipped {
        add("skip".to_owned());
    }
    let words = escape::html(piece.words);
    if classes.is_empty() { out + &words } else { out + &format!("<span class=\"{}\">{words}</span>", classes.join(" ")) }
}

/// Whether the ends of a mark of this label are drawn.
fn has_edges(label: &Label) -> bool {
    match label {
        Label::Claim | Label::Figure => true,
        Label::Source | Label::Own(_) => false,
    }
}

/// What is said about a mark.
fn row(part: &MarkPart<'_>) -> String {
    let class = class(&part.label);
    let mut out = format!("<li id=\"{}\"><span class=\"sign on-{class}\" dir=\"ltr\">{}</span> ", part.mark.id, escape::html(&part.sign()));
    out.push_str(&format!("<span class=\"label on-{class}\">{}</span> {} ", words(part.label.name()), quoted(&part.quote)));
    out.push_str(&format!("<span class=\"place\" dir=\"ltr\">{}</span>", part.place));
    if !part.details.is_empty() {
        let details: Vec<String> = part.details.iter().map(|detail| words(detail)).collect();
        out.push_str(&format!("<p>{}</p>", details.join(" · ")));
    }
    part.links.iter().for_each(|link| out.push_str(&link_row(link)));
    if !part.note.trim().is_empty() {
        out.push_str(&format!("<p><span class=\"name\">Note</span> {}</p>", words(&part.note)));
    }
    if !part.tags.is_empty() {
        let tags: Vec<String> = part.tags.iter().map(|tag| format!("<span class=\"tag\">{}</span>", words(tag))).collect();
        out.push_str(&format!("<p><span class=\"name\">Tags</span> {}</p>", tags.join(" ")));
    }
    part.check.iter().for_each(|check| out.push_str(&check_row(check)));
    out.push_str("</li>\n");
    out
}

fn link_row(link: &LinkPart) -> String {
    let quote = quoted(&link.quote);
    let end = link.to.map_or(quote.clone(), |to| format!("<a href=\"#{to}\">{quote}</a>"));
    let state = link.state.map(|state| format!(" ({state})")).unwrap_or_default();
    format!("<p>{} → {end}{state}</p>", words(&link.kind))
}

fn check_row(check: &CheckPart) -> String {
    let mut out = format!("<p><span class=\"name\">Check</span> <span class=\"verdict\">{}</span>", words(&check.verdict));
    for part in [&check.statement, &check.justification] {
        if !part.trim().is_empty() {
            out.push_str(&format!(" · {}", words(part)));
        }
    }
    out.push_str("</p>");
    out
}
