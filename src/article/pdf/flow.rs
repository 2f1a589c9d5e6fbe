//! Paragraphs that go on in the next column or on the next page.

use super::SIZES;
use super::kinds;
use super::paragraphs::{self, Paragraph};
use super::pieces::{Piece, Words};

/// Joins paragraphs that go on in the next block. What stands between, such as footnotes and captions, comes after them.
pub(super) fn join(pieces: &mut Vec<Piece>) {
    let indents = {
        let several = || pieces.iter().filter_map(Piece::paragraph).filter(|paragraph| paragraph.lines.len() > 1);
        3 * several().filter(|paragraph| paragraph.is_indented).count() > several().count()
    };
    let body = body_size(pieces);
    let mut kept: Vec<Piece> = Vec::new();
    // The last paragraph of the text itself.
    let mut open: Option<usize> = None;
    for piece in std::mem::take(pieces) {
        let Some(paragraph) = piece.paragraph().filter(|paragraph| is_text(paragraph, body)) else {
            // What is larger than the text parts it; what is smaller, or a table, stands aside.
            if piece.paragraph().is_some_and(|paragraph| paragraph.size > 1.08 * body) {
                open = None;
            }
            kept.push(piece);
            continue;
        };
        let goes_on = piece.is_first && open.and_then(|open| kept.get(open)?.paragraph()).is_some_and(|open| goes_on(open, paragraph, indents));
        if goes_on && let Some(Words::Paragraph(open)) = open.and_then(|open| kept.get_mut(open)).map(|open| &mut open.words) {
            open.room = paragraph.room;
            open.lines.extend(paragraph.lines.iter().cloned());
        } else {
            open = Some(kept.len());
            kept.push(piece);
        }
    }
    *pieces = kept;
}

fn body_size(pieces: &[Piece]) -> f32 {
    let mut sizes: Vec<(f32, usize)> = Vec::new();
    for paragraph in pieces.iter().filter_map(Piece::paragraph) {
        let letters = paragraph.lines.iter().map(String::len).sum::<usize>();
        if let Some((_, known)) = sizes.iter_mut().find(|(size, _)| paragraphs::is_like(*size, paragraph.size)) {
            *known += letters;
        } else if sizes.len() < SIZES {
            sizes.push((paragraph.size, letters));
        }
    }
    sizes.into_iter().max_by_key(|(_, letters)| *letters).map_or(10.0, |(size, _)| size)
}

fn is_text(paragraph: &Paragraph, body: f32) -> bool {
    paragraphs::is_like(paragraph.size, body) && !paragraph.lines.first().is_some_and(|line| kinds::is_caption(line))
}

/// Whether a paragraph is the rest of another.
fn goes_on(open: &Paragraph, next: &Paragraph, indents: bool) -> bool {
    let (Some(last), Some(first)) = (open.lines.last(), next.lines.first()) else { return false };
    if !paragraphs::is_like(open.size, next.size) || open.is_bold != next.is_bold || paragraphs::is_marker_line(first) {
        return false;
    }
    let is_full = open.room < next.first_word + 1.5 * open.size;
    if paragraphs::ends_sentence(last) {
        return is_full && indents && !next.is_indented && open.lines.len() > 1 && next.lines.len() > 1;
    }
    let is_cut = last.ends_with(['-', '\u{ad}', '\u{2010}', ',']);
    paragraphs::starts_low(first) || is_cut || is_full && !next.is_indented && open.lines.len() > 1
}
