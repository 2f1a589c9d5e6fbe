//! What a page says of its article for machines: schema.org's fields, in the scripts of its head.

use super::references::decoded;
use super::tokens::cut;
use super::tree::Tree;
use crate::article::limits::{HTML_METADATA_BYTES, HTML_METADATA_SCRIPTS};
use serde_json::{Map, Value};

/// The fields of an article; empty where the page does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) headline: String,
    pub(super) authors: String,
    pub(super) outlet: String,
    pub(super) published: String,
    pub(super) language: String,
    pub(super) url: String,
    /// All its words, with line feeds where the page has them.
    pub(super) body: String,
}

/// What is said of the first article, a news article before others.
pub(super) fn said(tree: &Tree<'_>) -> Said {
    let is_metadata = |at: &usize| tree.get(*at).is_some_and(|node| node.attribute("type").to_ascii_lowercase().contains("ld+json"));
    let mut found: Vec<Map<String, Value>> = Vec::new();
    for at in tree.all(0, "script").filter(is_metadata).take(HTML_METADATA_SCRIPTS) {
        let text = tree.get(at + 1).map(|words| words.text.as_ref()).unwrap_or_default();
        if text.len() <= HTML_METADATA_BYTES {
            collect(parsed(text), &mut found);
        }
    }
    let articles: Vec<Said> = found.iter().map(article).collect();
    let mut said =
        articles.iter().find(|said| !said.body.is_empty()).or_else(|| articles.iter().find(|said| !said.headline.is_empty())).cloned().unwrap_or_default();
    for other in &articles {
        for (field, value) in [
            (&mut said.headline, &other.headline),
            (&mut said.authors, &other.authors),
            (&mut said.outlet, &other.outlet),
            (&mut said.published, &other.published),
            (&mut said.language, &other.language),
        ] {
            if field.is_empty() {
                field.clone_from(value);
            }
        }
    }
    said
}

/// Scripts often stand in comments, and often have raw line feeds in their strings, which JSON does not allow.
fn parsed(text: &str) -> Value {
    let text = text.trim().trim_start_matches("<!--").trim_start_matches("//<![CDATA[").trim_end_matches("-->").trim_end_matches("//]]>").trim();
    let text = text.trim_end_matches(';');
    serde_json::from_str(text).or_else(|_| serde_json::from_str(&text.replace(|c: char| c.is_control(), " "))).unwrap_or_default()
}

/// All articles in a value: it may be a list, or a graph. Depth is bounded by the JSON reader.
fn collect(value: Value, found: &mut Vec<Map<String, Value>>) {
    match value {
        Value::Array(values) => values.into_iter().for_each(|value| collect(value, found)),
        Value::Object(mut fields) => {
            for inner in ["@graph", "mainEntity", "mainEntityOfPage"] {
                if let Some(inner) = fields.get_mut(inner).filter(|inner| inner.is_object() || inner.is_array()) {
                    collect(inner.clone(), found);
                }
            }
            if is_article(&fields) {
                found.push(fields);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn is_article(fields: &Map<String, Value>) -> bool {
    let is = |kind: &str| kind.contains("Article") || kind.contains("Posting") || matches!(kind, "Report" | "Review" | "CreativeWork" | "Interview" | "Recipe");
    match fields.get("@type") {
        Some(Value::String(kind)) => is(kind),
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).any(is),
        Some(Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_)) | None => false,
    }
}

fn article(fields: &Map<String, Value>) -> Said {
    let string = |name: &str| fields.get(name).and_then(Value::as_str).map(line).unwrap_or_default();
    let headline = string("headline");
    let mut body = fields.get("articleBody").and_then(Value::as_str).map(of_body).unwrap_or_default();
    for update in fields.get("liveBlogUpdate").and_then(Value::as_array).into_iter().flatten() {
        body.push('\n');
        body.push_str(&update.get("articleBody").and_then(Value::as_str).map(of_body).unwrap_or_default());
    }
    Said {
        headline: if headline.is_empty() { string("name") } else { headline },
        authors: names(fields.get("author").or_else(|| fields.get("creator"))),
        outlet: names(fields.get("publisher")),
        published: string("datePublished"),
        language: string("inLanguage"),
        url: string("url"),
        body: body.trim().to_owned(),
    }
}

/// The names of people or bodies, which may be written in three ways.
fn names(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(name)) if !name.starts_with("http") => line(name),
        Some(Value::Object(fields)) => fields.get("name").map(|name| names(Some(name))).unwrap_or_default(),
        Some(Value::Array(values)) => {
            let mut all: Vec<String> = Vec::new();
            for name in values.iter().take(20).map(|value| names(Some(value))).filter(|name| !name.is_empty()) {
                if !all.contains(&name) {
                    all.push(name);
                }
            }
            all.join(", ")
        }
        Some(Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_)) | None => String::new(),
    }
}

/// A value as one line of words; some pages write references in it, some write them twice.
pub(super) fn line(value: &str) -> String {
    let once = decoded(cut(value.trim(), 4096));
    decoded(&once).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A body is words or HTML.
fn of_body(body: &str) -> String {
    if body.contains("</") || body.contains("<br") || body.contains("<p>") || body.contains("&lt;p") {
        let once = decoded(body);
        let (text, _, _) = super::whole(if body.contains('<') { body } else { &once }).into_parts();
        text
    } else {
        decoded(body).into_owned()
    }
}
