//! How each paragraph of an article is set, and the line above or under the title.

use super::engine::column::Block;
use super::engine::fonts::Family;
use super::engine::typeset::{Face, Weight};
use crate::article::Block as Kind;
use crate::gui::theme::{reader, type_size};
use crate::project::Article;

/// Ordinary text.
const BODY: Face =
    Face { family: Family::Serif, size: type_size::READING, line_height: type_size::READING_LINE, weight: Weight::Regular, italic: false, indent: 0.0 };

/// A paragraph of an article as it is set.
pub(super) fn block(article: &Article, paragraph: usize) -> Block<'_> {
    let text = article.text.paragraph_str(paragraph);
    let kind = article.block(paragraph);
    let face = if text.is_empty() { empty() } else { face(kind) };
    let (before, after) = match kind {
        Some(Kind::Title) => (0.0, reader::META),
        Some(Kind::Heading) => (reader::HEADING_SPACE, 0.0),
        Some(Kind::Quote | Kind::ListItem | Kind::Caption | Kind::TableRow) | None => (0.0, 0.0),
    };
    Block { text, face, before, after }
}

fn face(kind: Option<Kind>) -> Face {
    match kind {
        Some(Kind::Title) => Face { size: type_size::TITLE, line_height: type_size::TITLE_LINE, weight: Weight::Semibold, ..BODY },
        Some(Kind::Heading) => Face { size: type_size::SECTION, line_height: type_size::SECTION_LINE, weight: Weight::Semibold, ..BODY },
        Some(Kind::Quote) => Face { italic: true, indent: reader::INDENT, ..BODY },
        Some(Kind::ListItem) => Face { indent: reader::INDENT, ..BODY },
        Some(Kind::Caption) => Face { size: type_size::CAPTION, line_height: type_size::CAPTION_LINE, family: Family::Sans, ..BODY },
        Some(Kind::TableRow) => Face { size: type_size::CAPTION, line_height: type_size::CAPTION_LINE, family: Family::Sans, ..BODY },
        None => BODY,
    }
}

/// An empty line is lower than a line of text: it parts paragraphs.
fn empty() -> Face {
    Face { line_height: reader::EMPTY_LINE, ..BODY }
}

/// A title that is not in the text.
pub(super) fn title() -> Face {
    face(Some(Kind::Title))
}
