//! Tables of articles: JSON (an array of objects, or one object a line) and text with delimiters (CSV, TSV). Each row is an article; what
//! a row has beside it is kept as the article's details. A row that cannot be read costs itself only.

mod columns;
mod delimited;
mod json;
mod names;
#[cfg(test)]
mod tests;

use super::paper::{Group, Page, Paper};
use super::{Block, Origin, Refusal, Warning, html, is_visible, limits, plain, title};
use columns::Columns;
use names::Role;
use std::borrow::Cow;

/// The two ways to write rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rows {
    /// An array of objects, one object a line, or one object that holds an array of them.
    Json,
    /// A row a line, its cells parted by commas, semicolons, tabs or bars.
    Delimited,
}

/// What came of one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// The line of the file on which it begins, from 1.
    pub(super) line: u32,
    /// Its article, or why there is none.
    pub(super) article: Result<Page, Refusal>,
}

/// A row as it was parsed: cells with the names of their columns, in the order of the file.
struct Record<'a> {
    line: u32,
    cells: Result<Vec<Cell<'a>>, Refusal>,
    warning: Option<Warning>,
}

struct Cell<'a> {
    name: Cow<'a, str>,
    value: Cow<'a, str>,
}

/// Reads all rows, in the order of the file.
///
/// # Errors
/// Refuses a file without rows, without a column that holds the texts, or with more of anything than there may be.
pub(super) fn read_all(source: &str, how: Rows) -> Result<Vec<Row>, Refusal> {
    super::within_limit(source.len())?;
    let source = source.trim_start_matches('\u{feff}');
    let source = match how {
        Rows::Json => json::without_nan(source),
        Rows::Delimited => Cow::Borrowed(source),
    };
    let records = match how {
        Rows::Json => json::records(&source)?,
        Rows::Delimited => delimited::records(&source)?,
    };
    if records.is_empty() {
        return Err(Refusal::Empty);
    }
    let columns = Columns::of(&records)?;
    let mut details = 0_usize;
    let mut rows = Vec::with_capacity(records.len());
    for record in records {
        let article = record.cells.and_then(|cells| page(&cells, &columns, record.warning));
        details += article.as_ref().map_or(0, |page| page.details.len());
        if details > limits::ROW_DETAILS {
            return Err(Refusal::TooManyCells { limit: limits::ROW_DETAILS });
        }
        rows.push(Row { line: record.line, article });
    }
    Ok(rows)
}

/// Makes the article of a row.
fn page(cells: &[Cell<'_>], columns: &Columns, warning: Option<Warning>) -> Result<Page, Refusal> {
    let text = columns.text_of(cells).ok_or(Refusal::NoTextInRow)?;
    let mut page = Page { warnings: warning.into_iter().collect(), ..Page::default() };
    for (at, cell) in cells.iter().enumerate() {
        if at != text && !cell.value.trim().is_empty() {
            keep(cell, columns.role_of(&cell.name), &mut page);
        }
    }
    let text = cells.get(text).map(|cell| json::as_paragraphs(&cell.value)).unwrap_or_default();
    write(&text, &mut page);
    if page.title.is_empty() {
        page.title = page.paper.headline().unwrap_or_default().to_owned();
    }
    if page.paper.text().chars().any(is_visible) { Ok(page) } else { Err(Refusal::NoTextInRow) }
}

/// Puts a value where an article has a place for it, else among the details. Of two values for one place the first is it.
fn keep(cell: &Cell<'_>, role: Option<Role>, page: &mut Page) {
    let Page { title, origin, details, .. } = page;
    let Origin { url, outlet, published, byline, language, .. } = origin;
    let place = match role {
        Some(Role::Title) => Some(title),
        Some(Role::Url) => Some(url),
        Some(Role::Outlet) if names::is_address(&cell.value) => Some(url),
        Some(Role::Outlet) => Some(outlet),
        Some(Role::Published) => Some(published),
        Some(Role::Byline) => Some(byline),
        Some(Role::Language) => Some(language),
        Some(Role::Text | Role::Summary) | None => None,
    };
    match place.filter(|place| place.is_empty()) {
        Some(place) => *place = json::as_words(&cell.value).split_ascii_whitespace().collect::<Vec<_>>().join(" "),
        None => details.push((cell.name.clone().into_owned(), cell.value.trim().to_owned())),
    }
}

/// Writes headline and text. Text with tags of HTML is read as a page is.
fn write(text: &str, page: &mut Page) {
    let text = text.replace("\r\n", "\n");
    let mut body = Paper::default();
    if has_block_tags(&text) {
        page.warnings.push(Warning::Markup);
        html::put(&text, &mut body, Block::Title);
    }
    let first = if body.text().is_empty() { text.trim_start() } else { body.text() }.split('\n').next().unwrap_or_default();
    let shown = if first.trim() == page.title.trim() { "" } else { page.title.as_str() };
    if !shown.is_empty() {
        page.paper.put(shown, Some(Block::Title), Group::NONE);
    }
    if !body.text().is_empty() {
        if shown.is_empty() {
            page.paper = body;
        } else {
            html::put(&text, &mut page.paper, Block::Heading);
        }
        return;
    }
    let text = text.trim_matches(['\n', ' ', '\t', '\r']);
    let (line, blocks) = plain::read(text);
    // The text begins with the headline that the row has, or with one to see where the row has none.
    let begins = !page.title.is_empty() && shown.is_empty() || page.title.is_empty() && blocks == [(0, Block::Title)];
    if page.title.is_empty() {
        page.title = title::shorten(&line.unwrap_or_default());
    }
    match text.split_once('\n').filter(|_| begins) {
        Some((first, rest)) => {
            // In one group, so that no line is added to the text.
            let group = page.paper.open_group();
            page.paper.put(first, Some(Block::Title), group);
            page.paper.put(rest, None, group);
        }
        None => page.paper.put(text, None, Group::NONE),
    }
}

/// Whether a text is HTML: a tag that begins or ends a paragraph, a line or a part.
fn has_block_tags(text: &str) -> bool {
    const TAGS: &[&str] = &["p", "br", "div", "h1", "h2", "h3", "ul", "ol", "li", "table", "blockquote", "section", "article", "figure"];
    text.match_indices('<').any(|(at, _)| {
        let inside = text.get(at + 1..).unwrap_or_default();
        let inside = inside.strip_prefix('/').unwrap_or(inside);
        let name = inside.get(..inside.bytes().take(12).take_while(u8::is_ascii_alphanumeric).count()).unwrap_or_default();
        let ends = inside.get(name.len()..).is_some_and(|rest| rest.starts_with(['>', '/', ' ', '\n']));
        ends && TAGS.iter().any(|tag| name.eq_ignore_ascii_case(tag))
    })
}
