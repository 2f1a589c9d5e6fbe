//! Changes of the zones to skip.

use super::{Change, Hand, Refusal, articles::change_article};
use crate::article::{self, Why};
use crate::project::{Article, ArticleId, Project};
use crate::text::{Fragments, TextRange};

/// Makes a selection a zone to skip. Without one: the zone at the caret goes, else the caret's paragraph becomes one.
///
/// # Errors
/// Where the article is not there, or the caret stands in an empty paragraph.
pub fn toggle_zone(project: &Project, hand: &Hand<'_>, id: ArticleId, selection: Option<TextRange>, caret: usize) -> Result<Change, Refusal> {
    let article = project.article(id).ok_or(Refusal::NoArticle(id))?;
    let wanted = match selection {
        Some(range) => range,
        None => match project.zone_at(id, caret) {
            Some(zone) => zone,
            None => TextRange::new(&article.text, article.text.paragraph(article.text.paragraph_at(caret))).ok_or(Refusal::Nothing)?,
        },
    };
    if article.skip.iter().any(|zone| zone.contains(wanted)) {
        let skip = article.skip.iter().filter(|zone| !zone.contains(wanted)).copied().collect();
        return change_article(project, hand, id, "remove a skip zone", |article| article.skip = skip);
    }
    change_article(project, hand, id, "make a skip zone", |article| article.skip = with(article, [wanted]))
}

/// The paragraphs of an article that look like boilerplate, each with the reason: those that no zone touches and in which no mark stands.
pub fn proposed_zones(project: &Project, article: &Article) -> Vec<(TextRange, Why)> {
    let is_free =
        |range: &TextRange| article.zones_touching(*range).next().is_none() && project.marks_touching(article.id, range.start(), range.end()).next().is_none();
    let found = article::proposed(article.text.as_str(), &article.blocks).into_iter();
    let placed = found.filter_map(|(number, why)| Some((TextRange::new(&article.text, article.text.paragraph(number as usize))?, why)));
    placed.filter(|(range, _)| is_free(range)).collect()
}

/// Makes all [`proposed_zones`] zones to skip.
///
/// # Errors
/// Where the article is not there, or nothing of it looks like boilerplate.
pub fn skip_proposed(project: &Project, hand: &Hand<'_>, id: ArticleId) -> Result<Change, Refusal> {
    let article = project.article(id).ok_or(Refusal::NoArticle(id))?;
    let found = proposed_zones(project, article);
    if found.is_empty() {
        return Err(Refusal::NoBoilerplate);
    }
    let name = if found.len() == 1 { "skip a paragraph".to_owned() } else { format!("skip {} paragraphs", found.len()) };
    change_article(project, hand, id, &name, |article| article.skip = with(article, found.into_iter().map(|(range, _)| range)))
}

/// The zones of an article with some more; those that touch become one.
fn with(article: &Article, more: impl IntoIterator<Item = TextRange>) -> Vec<TextRange> {
    let zones = article.skip.iter().copied().chain(more).collect();
    Fragments::joined(zones).map(|zones| zones.iter().collect()).unwrap_or_default()
}
