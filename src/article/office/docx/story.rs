//! The blocks of a document: paragraphs and tables, with what their styles and lists say. The body is a story, and so is each note.

use super::super::sheet::{Piece, Role, Words};
use super::super::xml::Element;
use super::inline::Walk;
use super::sides::{content_of, one_side};
use super::styles;
use crate::article::limits;

/// The pieces of a body or a note.
pub(super) fn read<'t>(walk: &mut Walk<'t>, root: Element<'t>) -> Vec<Piece> {
    walk.begin_story(root);
    let mut pieces = Vec::new();
    blocks(walk, root, &mut pieces);
    let carried = std::mem::take(&mut walk.carried);
    pieces.push(Piece::Paragraph(carried, Role::Plain));
    pieces
}

fn blocks<'t>(walk: &mut Walk<'t>, parent: Element<'t>, pieces: &mut Vec<Piece>) {
    for element in parent.elements() {
        match element.name() {
            ("w", "p") => paragraph(walk, element, pieces),
            ("w", "tbl") => {
                let mut table = Vec::new();
                rows(walk, element, &mut table);
                pieces.push(Piece::Table(table));
            }
            ("w", "sdt") => match content_of(element).filter(|_| !is_contents(element)) {
                Some(content) => blocks(walk, content, pieces),
                None => walk.pass_over(element),
            },
            ("w", "ins" | "moveTo") => {
                walk.told.added += 1;
                blocks(walk, element, pieces);
            }
            ("w", "del" | "moveFrom") => {
                walk.told.removed += 1;
                walk.pass_over(element);
            }
            ("w", "customXml" | "smartTag") => blocks(walk, element, pieces),
            ("w", "altChunk") => walk.told.missing.push("altChunk".to_owned()),
            ("mc", "AlternateContent") => {
                if let Some(side) = one_side(element) {
                    blocks(walk, side, pieces);
                }
            }
            _ => {}
        }
    }
}

fn paragraph<'t>(walk: &mut Walk<'t>, element: Element<'t>, pieces: &mut Vec<Piece>) {
    let properties = element.child("w", "pPr");
    let all_styles = walk.styles;
    let style = all_styles.id_or_default(properties.and_then(|properties| properties.child("w", "pStyle")).and_then(styles::value));
    walk.begin_paragraph(style);
    walk.inline(element);
    let mut words = walk.end_paragraph();
    if properties.is_some_and(|properties| goes_on(walk, properties)) {
        walk.carried = words;
        return boxes(walk, pieces);
    }
    let place = properties.and_then(styles::list_place);
    let inherited = all_styles.list(style);
    let place = match (place, inherited) {
        // A paragraph may say its level alone, of the list of its style.
        (Some(own), Some(inherited)) => Some(styles::ListPlace { list: own.list.or(inherited.list), level: own.level.or(inherited.level) }),
        (own, inherited) => own.or(inherited),
    };
    let number = place.and_then(|place| walk.numbering.next(&place, style, all_styles));
    let role = match properties.and_then(styles::outline).map(styles::role_of_outline) {
        Some(role @ Role::Heading(_)) if all_styles.role(style) == Role::Plain => role,
        _ => all_styles.role(style),
    };
    let role = if role == Role::Plain && number.is_some() { Role::Entry } else { role };
    if let Some(number) = number.filter(|number| !number.is_empty()) {
        words.number(&number);
        if words.trimmed() == number {
            words = Words::default();
        }
    }
    if !all_styles.is_contents(style) {
        pieces.push(Piece::Paragraph(words, role));
    }
    boxes(walk, pieces);
}

/// Whether the paragraph goes on in the next: its end was taken away by a tracked change, or it is a large first letter.
fn goes_on(walk: &mut Walk<'_>, properties: Element<'_>) -> bool {
    let mark = properties.child("w", "rPr");
    let is_removed = mark.is_some_and(|mark| mark.child("w", "del").is_some() || mark.child("w", "moveFrom").is_some());
    walk.told.removed += usize::from(is_removed);
    let frame = properties.child("w", "framePr");
    is_removed || frame.and_then(|frame| frame.attribute("w", "dropCap")).is_some_and(|kind| kind != "none")
}

/// The text boxes that hang on the paragraph follow it.
fn boxes<'t>(walk: &mut Walk<'t>, pieces: &mut Vec<Piece>) {
    for text_box in walk.take_boxes() {
        let carried = std::mem::take(&mut walk.carried);
        blocks(walk, text_box, pieces);
        walk.carried = carried;
    }
}

fn rows<'t>(walk: &mut Walk<'t>, parent: Element<'t>, table: &mut Vec<Vec<Vec<Piece>>>) {
    for element in parent.elements() {
        match element.name() {
            ("w", "tr") => row(walk, element, table),
            ("w", "sdt") => {
                if let Some(content) = content_of(element) {
                    rows(walk, content, table);
                }
            }
            ("w", "customXml" | "ins" | "moveTo") => rows(walk, element, table),
            _ => {}
        }
    }
}

fn row<'t>(walk: &mut Walk<'t>, element: Element<'t>, table: &mut Vec<Vec<Vec<Piece>>>) {
    let properties = element.child("w", "trPr");
    if properties.is_some_and(|properties| properties.child("w", "del").is_some()) {
        walk.told.removed += 1;
        return walk.pass_over(element);
    }
    walk.told.added += usize::from(properties.is_some_and(|properties| properties.child("w", "ins").is_some()));
    let before = properties.and_then(|properties| properties.child("w", "gridBefore")).and_then(styles::value);
    let mut row = vec![Vec::new(); count(before, 0)];
    cells(walk, element, &mut row);
    table.push(row);
}

fn cells<'t>(walk: &mut Walk<'t>, parent: Element<'t>, row: &mut Vec<Vec<Piece>>) {
    for element in parent.elements() {
        match element.name() {
            ("w", "tc") => {
                let mut cell = Vec::new();
                let carried = std::mem::take(&mut walk.carried);
                blocks(walk, element, &mut cell);
                cell.push(Piece::Paragraph(std::mem::replace(&mut walk.carried, carried), Role::Plain));
                row.push(cell);
                let span = element.child("w", "tcPr").and_then(|properties| properties.child("w", "gridSpan")).and_then(styles::value);
                // A wide cell takes the place of several, so that the columns stand.
                row.extend((1..count(span, 1)).map(|_| Vec::new()));
            }
            ("w", "sdt") => {
                if let Some(content) = content_of(element) {
                    cells(walk, content, row);
                }
            }
            ("w", "customXml") => cells(walk, element, row),
            _ => {}
        }
    }
}

fn count(said: Option<&str>, usual: usize) -> usize {
    said.and_then(|count| count.parse().ok()).unwrap_or(usual).min(limits::CELL_COLUMNS)
}

fn is_contents(control: Element<'_>) -> bool {
    let part = control.child("w", "sdtPr").and_then(|properties| properties.child("w", "docPartObj"));
    part.and_then(|part| part.child("w", "docPartGallery")).and_then(styles::value) == Some("Table of Contents")
}
