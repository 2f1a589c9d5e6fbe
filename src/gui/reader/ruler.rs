//! The ruler at the right edge: where in the article the marks are, and where the window stands. Its cost depends on its height alone.

use super::engine::column::Column;
use super::state::{Frame, Reader, Signs};
use crate::gui::theme::reader;
use crate::project::Label;
use egui::{Id, Rect, Sense, Ui, pos2, vec2};

/// Height of one step of the ruler, in points.
const STEP: f32 = 5.0;
/// Size of a sign.
const SIGN: egui::Vec2 = vec2(9.0, 4.0);
/// Marks that are looked at for one step where there are few, and where there are so many that a few say nothing either: each is a look at
/// another place of the memory, after every change.
const LOOKED_AT: (usize, usize) = (6, 1);
/// Parts of the whole that the heights may change by before the signs are placed anew.
const EXACT: f64 = 400.0;

/// Paints the ruler and takes presses on it.
pub(super) fn show(owner: &mut Reader, ui: &mut Ui, rect: Rect, frame: &Frame<'_>) {
    let held = Rect::from_min_max(rect.min, pos2(rect.right() - reader::GRAB, rect.bottom()));
    let response = ui.interact(held, Id::unique("reader ruler"), Sense::click_and_drag());
    let Reader { page: Some(page), signs, .. } = owner else { return };
    let column = &mut page.column;
    if let Some(at) = response.interact_pointer_pos() {
        let part = f64::from((at.y - rect.top()) / rect.height().max(1.0));
        let window = f64::from(rect.height() * frame.scale) / column.content_height().max(1.0);
        column.set_fraction(((part - window / 2.0) / (1.0 - window).max(0.001)).clamp(0.0, 1.0));
        ui.ctx().request_repaint();
    }
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ScrollBar, true, "Marks of the article and place in it"));
    let painter = ui.painter_at(rect);
    thumb(column, &painter, rect, frame, response.hovered() || response.dragged());
    let steps = (rect.height() / STEP).floor().max(1.0) as usize;
    let whole = column.content_height();
    let found_for = (frame.article.id, frame.version, steps, (whole.max(1.0).ln() * EXACT) as i64);
    if signs.found_for != Some(found_for) {
        *signs = Signs { found_for: Some(found_for), steps: find(column, frame, steps) };
    }
    for (step, labels) in signs.steps.iter().enumerate() {
        let y = rect.top() + step as f32 * STEP;
        let count = labels.len().clamp(1, 3) as f32;
        for (place, label) in labels.iter().take(3).enumerate() {
            let width = (SIGN.x - (count - 1.0)) / count;
            let corner = pos2(rect.right() - SIGN.x - 2.0 + place as f32 * (width + 1.0), y);
            painter.rect_filled(Rect::from_min_size(corner, vec2(width, SIGN.y)), 2, frame.theme.label(label, frame.project.own_labels()).ink);
        }
    }
}

/// The labels of the first marks in each step.
fn find(column: &Column, frame: &Frame<'_>, steps: usize) -> Vec<Vec<Label>> {
    let Some(places) = frame.project.places(frame.article.id) else { return Vec::new() };
    let text = &frame.article.text;
    let byte_at = |step: usize| column.byte_at_fraction(text.len(), step as f64 / steps as f64, |paragraph| text.paragraph(paragraph));
    let mut from = 0;
    let mut all = Vec::with_capacity(steps);
    for step in 0..steps {
        let to = if step + 1 == steps { places.len() } else { places.starting_before(byte_at(step + 1)) };
        let mut labels: Vec<Label> = Vec::new();
        let here = (from..to)
            .take(if to.saturating_sub(from) > 2 * LOOKED_AT.0 { LOOKED_AT.1 } else { LOOKED_AT.0 })
            .filter_map(|index| frame.project.mark(places.get(index)?));
        for mark in here.filter(|mark| mark.state != crate::project::MarkState::Rejected) {
            if !labels.contains(&mark.label()) {
                labels.push(mark.label());
            }
        }
        from = to;
        all.push(labels);
    }
    all
}

/// Where the window stands in the whole; nothing where all of it is in the window.
fn thumb(column: &Column, painter: &egui::Painter, rect: Rect, frame: &Frame<'_>, is_active: bool) {
    let whole = column.content_height();
    let window = f64::from(rect.height() * frame.scale);
    if whole <= window {
        return;
    }
    let height = ((window / whole) as f32 * rect.height()).max(reader::THUMB_MIN);
    let top = rect.top() + column.fraction() as f32 * (rect.height() - height);
    let thumb = Rect::from_min_size(pos2(rect.left() + 1.0, top), vec2(rect.width() - 1.0, height));
    painter.rect_filled(thumb, 4, if is_active { frame.theme.line } else { frame.theme.hover });
}
