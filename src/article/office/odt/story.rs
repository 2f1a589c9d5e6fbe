//! The blocks of an OpenDocument text: paragraphs, lists and tables, with what their styles say.

use super::super::sheet::{Piece, Role, Words};
use super::super::xml::Element;
use super::inline::Walk;
use super::lists::Open;
use super::styles;
use crate::article::limits;

/// The blocks in an element.
pub(super) fn blocks<'t>(walk: &mut Walk<'t>, parent: Element<'t>, pieces: &mut Vec<Piece>) {
    for element in parent.elements() {
        block(walk, element, pieces);
    }
}

fn block<'t>(walk: &mut Walk<'t>, element: Element<'t>, pieces: &mut Vec<Piece>) {
    match element.name() {
        ("text", "p" | "h") => paragraph(walk, element, "", Role::Plain, pieces),
        ("text", "list") => list(walk, element, None, pieces),
        ("table", "table") => {
            let mut table = Vec::new();
            rows(walk, element, &mut table);
            pieces.push(Piece::Table(table));
        }
        ("text", "section") if is_hidden(element) => walk.told.hide(&element.text()),
        ("text", "section" | "bibliography" | "index-body" | "index-title" | "numbered-paragraph") => blocks(walk, element, pieces),
        ("draw", _) => frame(walk, element, pieces),
        ("text", "tracked-changes") => changes(walk, element),
        // Tables of contents and of pictures say again what the text says; forms and declarations have no words.
        _ => {}
    }
}

fn is_hidden(section: Element<'_>) -> bool {
    section.attribute("text", "display") == Some("none") || section.attribute("text", "is-hidden") == Some("true")
}

/// What was taken away is kept here, outside the text; what was added stands in the text.
fn changes(walk: &mut Walk<'_>, element: Element<'_>) {
    for change in element.elements().flat_map(Element::elements) {
        match change.name() {
            ("text", "deletion") => walk.told.removed += 1,
            ("text", "insertion") => walk.told.added += 1,
            _ => {}
        }
    }
}

/// A paragraph, with what stands before it in a list, and the frames that hang on it.
fn paragraph<'t>(walk: &mut Walk<'t>, element: Element<'t>, number: &str, role: Role, pieces: &mut Vec<Piece>) {
    let (mut words, frames) = walk.paragraph(element);
    let styled = walk.styles.role(element.attribute("text", "style-name").unwrap_or_default());
    let is_heading = element.is("text", "h");
    let level = element.attribute("text", "outline-level").and_then(|level| level.parse::<u8>().ok()).unwrap_or(1);
    let role = match styled {
        Role::Title => Role::Title,
        _ if is_heading => Role::Heading(level),
        Role::Plain => role,
        Role::Heading(_) | Role::Quote | Role::Entry | Role::Caption => styled,
    };
    let is_numbered = is_heading && number.is_empty() && element.attribute("text", "is-list-header") != Some("true");
    let number = if is_numbered { heading_number(walk, element, level) } else { number.to_owned() };
    if !number.is_empty() && !words.is_empty() {
        words.number(&number);
    }
    pieces.push(Piece::Paragraph(words, role));
    for element in frames {
        frame(walk, element, pieces);
    }
}

fn heading_number(walk: &mut Walk<'_>, element: Element<'_>, level: u8) -> String {
    let start = element.attribute("text", "start-value").and_then(|start| start.parse().ok());
    walk.outline.level = usize::from(level).clamp(1, limits::LIST_LEVELS);
    let styles = walk.styles;
    walk.outline.next(start, styles)
}

/// The words of a text box or a shape; a picture has none.
fn frame<'t>(walk: &mut Walk<'t>, element: Element<'t>, pieces: &mut Vec<Piece>) {
    for inside in element.elements() {
        match inside.name() {
            ("draw", "text-box") => blocks(walk, inside, pieces),
            ("draw", _) => frame(walk, inside, pieces),
            ("text" | "table", _) => block(walk, inside, pieces),
            _ => {}
        }
    }
}

/// A list; one in an entry of another has its style and its numbers.
fn list<'t>(walk: &mut Walk<'t>, element: Element<'t>, outer: Option<&mut Open>, pieces: &mut Vec<Piece>) {
    let style = element.attribute("text", "style-name").and_then(styles::short);
    if let Some(open) = outer {
        let own = style.map_or_else(|| open.style.clone(), str::to_owned);
        let outer_style = std::mem::replace(&mut open.style, own);
        let outer_level = open.level;
        open.level = (open.level + 1).min(limits::LIST_LEVELS);
        entries(walk, element, open, pieces);
        open.level = outer_level;
        open.style = outer_style;
        return;
    }
    let style = style.unwrap_or_default().to_owned();
    let earlier = element.attribute("text", "continue-list");
    let goes_on = earlier.is_some() || element.attribute("text", "continue-numbering") == Some("true");
    let counts = if goes_on { walk.lists.go_on(earlier, &style) } else { Default::default() };
    let mut open = Open { style, level: 1, counts };
    entries(walk, element, &mut open, pieces);
    walk.lists.remember([earlier, element.attribute("xml", "id")], &open);
}

fn entries<'t>(walk: &mut Walk<'t>, list: Element<'t>, open: &mut Open, pieces: &mut Vec<Piece>) {
    for entry in list.elements() {
        match entry.name() {
            ("text", "list-item") => {
                let start = entry.attribute("text", "start-value").and_then(|start| start.parse().ok());
                self::entry(walk, entry, open, Some(start), pieces);
            }
            ("text", "list-header") => self::entry(walk, entry, open, None, pieces),
            _ => {}
        }
    }
}

/// An entry; `start` is there if it is counted. It counts with its first paragraph: one that only holds another list has no number.
fn entry<'t>(walk: &mut Walk<'t>, entry: Element<'t>, open: &mut Open, start: Option<Option<u32>>, pieces: &mut Vec<Piece>) {
    let mut uncounted = start;
    for element in entry.elements() {
        match element.name() {
            ("text", "p" | "h") => {
                let styles = walk.styles;
                let number = uncounted.take().map(|start| open.next(start, styles)).unwrap_or_default();
                paragraph(walk, element, &number, Role::Entry, pieces);
            }
            ("text", "list") => list(walk, element, Some(open), pieces),
            _ => block(walk, element, pieces),
        }
    }
}

fn rows<'t>(walk: &mut Walk<'t>, parent: Element<'t>, table: &mut Vec<Vec<Vec<Piece>>>) {
    for element in parent.elements() {
        match element.name() {
            ("table", "table-row") => {
                let mut row = Vec::new();
                cells(walk, element, &mut row);
                table.push(row);
            }
            ("table", "table-header-rows" | "table-rows" | "table-row-group") => rows(walk, element, table),
            _ => {}
        }
    }
}

fn cells<'t>(walk: &mut Walk<'t>, parent: Element<'t>, row: &mut Vec<Vec<Piece>>) {
    for element in parent.elements() {
        let mut cell = Vec::new();
        match element.name() {
            ("table", "table-cell") => blocks(walk, element, &mut cell),
            // What a wide or high cell covers keeps its place, so that the columns stand.
            ("table", "covered-table-cell") => {}
            _ => continue,
        }
        let is_empty = cell.iter().all(|piece| matches!(piece, Piece::Paragraph(words, _) if Words::is_empty(words)));
        let repeated = element.attribute("table", "number-columns-repeated").and_then(|count| count.parse().ok()).unwrap_or(1);
        let copies = if is_empty { repeated.clamp(1, limits::CELL_COLUMNS) } else { 1 };
        row.push(cell);
        row.extend((1..copies).map(|_| Vec::new()));
    }
}
