//! What other programs' files call the articles of a project, for files that have no texts.

use super::jsonl_lines::short;
use super::record::Document;
use crate::project::{Article, ArticleId, Project};
use crate::text::counted;
use std::collections::BTreeMap;

/// The articles of a project by the ids that files of a format gave them and by their addresses; none where several are called so.
pub(super) struct Names(BTreeMap<String, Option<ArticleId>>);

impl Names {
    /// The names in a project.
    pub(super) fn of(project: &Project, format: &str) -> Self {
        let mut names: BTreeMap<String, Option<ArticleId>> = BTreeMap::new();
        for article in project.articles() {
            let ids = article.kept.iter().filter(|kept| *kept.format == *format).filter_map(|kept| kept.text.strip_prefix("id "));
            for name in ids.chain([article.origin.url.as_str()]).filter(|name| !name.is_empty()) {
                names.entry(name.to_owned()).and_modify(|only| *only = only.filter(|only| *only == article.id)).or_insert(Some(article.id));
            }
        }
        Self(names)
    }

    /// The article that is called so: by our id, else by another name.
    pub(super) fn find<'p>(&self, project: &'p Project, name: &str) -> Option<&'p Article> {
        let own = name.parse::<ArticleId>().ok().and_then(|id| project.article(id));
        let other = || self.0.get(name).copied().flatten().and_then(|id| project.article(id));
        own.or_else(other).map(AsRef::as_ref)
    }
}

/// Why there is no text for a document.
pub(super) fn why_not(document: &Document) -> String {
    let name = if document.id.is_empty() { document.file.as_str() } else { document.id.as_str() };
    let what = if document.spans.is_empty() { String::new() } else { format!(" for {}", counted(document.spans.len(), "annotation")) };
    format!("there is no text of the name {}{what}: put it beside as a .txt of that name", short(name))
}
