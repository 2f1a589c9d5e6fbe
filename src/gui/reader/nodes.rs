//! The reader for those who do not see it: each visible paragraph and each visible mark is a node with role, name and bounds.

use super::marks::Ground;
use super::state::{Frame, Paragraph, Shown};
use crate::article::Block;
use egui::accesskit::{self, Role};
use egui::{Id, Rect, Response, Ui, pos2, vec2};

/// What a node says of a paragraph.
pub(super) fn paragraph(ground: &Ground<'_>, frame: &Frame<'_>) -> Paragraph {
    let bytes = ground.bytes();
    let top = ground.origin.y + ground.shown.y / ground.scale;
    let rect = Rect::from_min_size(pos2(ground.origin.x, top), vec2(frame.width, ground.shown.laid.height() / ground.scale));
    Paragraph {
        number: ground.shown.paragraph,
        start: bytes.start,
        words: frame.article.text.slice(bytes).to_owned(),
        rect,
        block: frame.article.block(ground.shown.paragraph),
        is_rtl: ground.shown.laid.is_rtl(),
    }
}

/// Puts the nodes into the accessibility tree.
pub(super) fn show(ui: &Ui, response: &Response, frame: &Frame<'_>, shown: &Shown) {
    let ctx = ui.ctx();
    ctx.accesskit_node_builder(response.id, |node| {
        node.set_role(Role::Document);
        node.set_label(format!("Article: {}", frame.article.title));
        node.set_value(place(frame));
        node.set_bounds(bounds(frame.rect));
        node.add_action(accesskit::Action::Focus);
    });
    for paragraph in shown.paragraphs.iter().filter(|paragraph| !paragraph.words.is_empty()) {
        ctx.accesskit_node_builder(Id::unique(("reader paragraph", paragraph.number, paragraph.start)), |node| {
            node.set_role(match paragraph.block {
                Some(Block::Title | Block::Heading) => Role::Heading,
                Some(Block::Quote) => Role::Blockquote,
                Some(Block::ListItem) => Role::ListItem,
                Some(Block::Caption) => Role::Caption,
                Some(Block::TableRow) | None => Role::Paragraph,
            });
            node.set_label(paragraph.words.as_str());
            node.set_bounds(bounds(paragraph.rect));
            if paragraph.is_rtl {
                node.set_text_direction(accesskit::TextDirection::RightToLeft);
            }
        });
    }
    for ((mark, (_, name)), boxes) in shown.marks.iter().zip(&shown.names).zip(&shown.boxes) {
        let Some(rect) = boxes.iter().copied().reduce(Rect::union) else { continue };
        ctx.accesskit_node_builder(Id::unique(("reader mark", mark.id)), |node| {
            node.set_role(Role::Mark);
            node.set_label(name.as_str());
            node.set_bounds(bounds(rect));
            if mark.is_selected {
                node.set_selected(true);
            }
        });
    }
}

/// Where the caret is, or what is selected, in code points.
fn place(frame: &Frame<'_>) -> String {
    let points = frame.article.text.code_points();
    let bytes = frame.selection.bytes();
    if bytes.is_empty() {
        format!("caret at {} of {}", points.before(bytes.start), points.len())
    } else {
        format!("selected {}–{}: {}", points.before(bytes.start), points.before(bytes.end), crate::view::shorten(frame.article.text.slice(bytes), 200))
    }
}

fn bounds(rect: Rect) -> accesskit::Rect {
    accesskit::Rect { x0: rect.min.x.into(), y0: rect.min.y.into(), x1: rect.max.x.into(), y1: rect.max.y.into() }
}
