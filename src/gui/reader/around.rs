//! What is drawn around the text: the line under the title, the dots of lists, the caret.

use super::engine::laid::Side;
use super::marks::Ground;
use super::state::{Frame, Page, place_of};
use crate::article::Block;
use crate::gui::theme::{reader, type_size};
use crate::view::reader as view;
use egui::text::{LayoutJob, TextWrapping};
use egui::{FontId, Stroke, pos2, vec2};

/// Upper edge of a title that is not in the text, in physical pixels below the reader's.
pub(super) fn title_top(page: &Page, scale: f32) -> f32 {
    (f64::from(reader::TOP * scale) - page.column.position()) as f32
}

/// The line about the article, under its title.
pub(super) fn meta(page: &Page, frame: &Frame<'_>, painter: &egui::Painter, grounds: &[Ground<'_>]) {
    let in_text = frame.article.blocks.iter().find(|(_, block)| *block == Block::Title).map(|(number, _)| *number as usize);
    let (bottom, is_rtl) = match (&page.outside_title, in_text) {
        (Some(title), _) => (frame.origin.y + (title_top(page, frame.scale) + title.height()) / frame.scale, title.is_rtl()),
        (None, Some(paragraph)) => {
            let Some(ground) = grounds.iter().rfind(|ground| ground.shown.paragraph == paragraph) else { return };
            (frame.origin.y + (ground.shown.y + ground.shown.laid.height()) / frame.scale, ground.shown.laid.is_rtl())
        }
        (None, None) => return,
    };
    let mut job = LayoutJob::simple_singleline(view::meta(frame.article), FontId::proportional(type_size::UI), frame.theme.muted);
    job.wrap = TextWrapping::truncate_at_width(frame.width);
    let galley = painter.layout_job(job);
    let x = if is_rtl { frame.origin.x + frame.width - galley.size().x } else { frame.origin.x };
    painter.galley(pos2(x, bottom + reader::META_MIDDLE - galley.size().y / 2.0), galley, frame.theme.muted);
}

/// The dot of a list item, unless it is numbered.
pub(super) fn bullet(ground: &Ground<'_>, frame: &Frame<'_>, painter: &egui::Painter) {
    let laid = ground.shown.laid;
    if laid.bytes().start > 0 || ground.words.starts_with(|c: char| c.is_numeric()) {
        return;
    }
    let middle = frame.origin.y + (ground.shown.y + laid.line_height() / 2.0) / frame.scale;
    let x = if laid.is_rtl() { frame.origin.x + frame.width - reader::INDENT / 2.0 } else { frame.origin.x + reader::INDENT / 2.0 };
    painter.circle_filled(pos2(x, middle), reader::BULLET, frame.theme.muted);
}

/// The caret, while the reader is what keys go to.
pub(super) fn caret(page: &Page, frame: &Frame<'_>, painter: &egui::Painter, asked: Option<(usize, usize)>, side: Side, is_active: bool) {
    let focus = asked.map_or(frame.selection.focus, |(_, focus)| focus);
    let Some(rect) = page.column.caret_rect(place_of(&frame.article.text, focus, side)).filter(|_| is_active) else { return };
    let x = frame.origin.x + rect.x0 / frame.scale;
    let (top, bottom) = (frame.origin.y + rect.y0 / frame.scale, frame.origin.y + rect.y1 / frame.scale);
    painter.line_segment([pos2(x, top) - vec2(0.0, 1.0), pos2(x, bottom) + vec2(0.0, 1.0)], Stroke::new(reader::CARET, frame.theme.ink));
}
