//! A report as GitHub-flavoured Markdown. Every word of a project goes through [`escape`].

mod article;
mod review;

use super::content::Content;
use super::escape;

pub(super) fn write(content: &Content<'_>) -> String {
    let mut out = format!("# {}\n\n", heading(&content.title));
    for (name, value) in &content.facts {
        out.push_str(&format!("- {name}: {}\n", escape::markdown(value)));
    }
    if let Some(part) = &content.review {
        review::write(part, &mut out);
    }
    out.push_str("\n## Articles\n");
    if content.articles.iter().any(|article| !article.marks.is_empty()) {
        out.push_str("\nA number in brackets stands behind a mark and leads to what is said about it below the text.\n");
    }
    if content.articles.iter().any(|article| !article.article.skip.is_empty()) {
        out.push_str("\nWhat stands between ⟨ and ⟩ is in a zone to skip.\n");
    }
    for part in &content.articles {
        article::write(part, &mut out);
    }
    out
}

/// What a review says of how far its analysts agree.
pub(super) fn agreement(content: &Content<'_>) -> Option<String> {
    let part = content.review.as_ref()?;
    let mut out = String::new();
    review::agreement(&part.agreement, &mut out);
    Some(out)
}

/// A title behind the signs of a heading.
fn heading(title: &str) -> String {
    escape::markdown(title).trim().to_owned()
}

/// Words in quotation marks.
fn quoted(words: &str) -> String {
    format!("“{}”", escape::markdown(words))
}
