//! The article that a document is: one that was there before, else a new one.

use super::super::anchor::in_order;
use super::super::names;
use super::super::record::{Document, Refused};
use super::Taking;
use crate::article;
use crate::project::{Article, ArticleId, ArticleState, Kept};
use crate::text::{Text, TextRange, Unit, Units};
use std::sync::Arc;

impl<'p> Taking<'p, '_> {
    /// The project's article that a document without a text is called as. It is begun by its marks, but nothing else of it is changed.
    pub(super) fn named(&mut self, document: &Document) -> Option<&'p Article> {
        let article = self.names.find(self.project, &document.id)?;
        self.change_article(article.id, document);
        if document.kept.iter().any(|kept| !article.kept.contains(kept)) {
            let why = "what else is said of this text is not taken, since its article was there before".to_owned();
            self.refused.push(Refused { file: document.file.clone(), line: document.line, why });
        }
        Some(article)
    }

    /// The article of a document: one with this text that was there before, else a new one.
    pub(super) fn article(&mut self, document: &Document, text: &Text) -> Option<ArticleId> {
        if text.is_empty() {
            let why = if document.is_named_only { names::why_not(document) } else { "it has no text".to_owned() };
            self.refused.push(Refused { file: document.file.clone(), line: document.line, why });
            return None;
        }
        if let Some(id) = self.known_article(document, text) {
            self.met.insert(id);
            self.change_article(id, document);
            return Some(id);
        }
        let own: Option<ArticleId> = document.id.parse().ok().filter(|id| self.project.article(*id).is_none() && !self.taken_articles.contains(id));
        let id = own.unwrap_or_else(|| self.hand.article_id(self.project));
        self.taken_articles.insert(id);
        let (mut title, mut blocks) = (document.title.clone(), document.blocks.clone());
        if own.is_none() && (title.is_empty() || blocks.is_empty()) {
            let (headline, places) = article::named_by_itself(text.as_str());
            // What is called otherwise than its first line has no headline in the text.
            if blocks.is_empty() && (title.is_empty() || title == headline) {
                blocks = places;
            }
            if title.is_empty() {
                title = headline;
            }
        }
        let state = document.state.unwrap_or(if document.spans.is_empty() { ArticleState::Todo } else { ArticleState::InProgress });
        let unit = self.options.unit.or(document.unit).unwrap_or(Unit::CodePoints);
        let skip = if document.skip.is_empty() { Vec::new() } else { zones(&document.skip, text, unit) };
        let mut kept = document.kept.clone();
        // That a document is called as its file is says its origin.
        let is_file = document.file.rsplit_once('.').is_some_and(|(stem, _)| stem == document.id);
        if own.is_none() && !document.id.is_empty() && !is_file {
            kept.push(Kept { format: self.options.format.into(), text: format!("id {}", document.id) });
        }
        self.articles.push(Article { id, title, origin: document.origin.clone(), state, blocks, text: text.clone(), skip, kept });
        Some(id)
    }

    /// The article with this text that was there before: of several the one of this id, of this file, or of this title, and each once as long as there are
    /// others.
    fn known_article(&self, document: &Document, text: &Text) -> Option<ArticleId> {
        let there = self.there.get(&text.fingerprint())?;
        let articles = || there.iter().filter_map(|id| self.project.article(*id));
        if let Some(own) = articles().find(|article| article.id.to_string() == document.id) {
            return Some(own.id);
        }
        let id = format!("id {}", document.id);
        let says_id = |article: &Article| !document.id.is_empty() && article.kept.iter().any(|kept| *kept.format == *self.options.format && kept.text == id);
        let is_file = |article: &Article| !document.origin.file.is_empty() && article.origin.file == document.origin.file;
        let is_named = |article: &Article| !document.title.is_empty() && article.title == document.title;
        let tests: [&dyn Fn(&Article) -> bool; 4] = [&says_id, &is_file, &is_named, &|_| true];
        let unmet = |article: &&Arc<Article>| !self.met.contains(&article.id);
        let found = tests.iter().find_map(|test| articles().filter(unmet).find(|article| test(article)));
        found.or_else(|| tests.iter().find_map(|test| articles().find(|article| test(article)))).map(|article| article.id)
    }

    /// An article that was there and gets marks is begun.
    fn change_article(&mut self, id: ArticleId, document: &Document) {
        let Some(article) = self.project.article(id).filter(|article| article.state == ArticleState::Todo) else { return };
        if !document.spans.is_empty() {
            self.changed.insert(id, Article { state: ArticleState::InProgress, ..article.as_ref().clone() });
        }
    }
}

/// Zones that are places of the text.
fn zones(places: &[(usize, usize)], text: &Text, unit: Unit) -> Vec<TextRange> {
    let units = Units::of(text.as_str(), unit);
    let ranges: Vec<TextRange> = places.iter().filter_map(|(start, end)| TextRange::new(text, units.bytes(*start..*end)?)).collect();
    in_order(ranges).map(|zones| zones.iter().collect()).unwrap_or_default()
}
