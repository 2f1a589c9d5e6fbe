//! The links of the selected mark, and the one that is being made, as quiet curves between marks that the window shows.

use super::state::{Frame, Shown};
use crate::gui::style::plain;
use crate::gui::theme::{reader, type_size};
use crate::project::MarkId;
use crate::session::Session;
use crate::view::links::{between, linking};
use egui::epaint::CubicBezierShape;
use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, pos2, vec2};

/// How far a dashed curve may be from a true one, in points: egui's own measure is none where both ends stand above each other.
const TOLERANCE: f32 = 0.1;

/// Draws the curves.
pub(super) fn show(painter: &Painter, session: &Session, frame: &Frame<'_>, shown: &Shown) {
    let top_of = |id: MarkId| {
        let index = shown.marks.iter().position(|mark| mark.id == id)?;
        shown.boxes.get(index)?.first().copied()
    };
    let made = session.linking().map(|linking| (linking.from, linking.to));
    if let Some((from, to)) = made {
        let words = linking(session).map(|linking| linking.words).unwrap_or_default();
        if let Some((from, to)) = top_of(from).zip(to.and_then(top_of)) {
            curve(painter, frame, from, to, &words, true);
        }
        return;
    }
    let Some(mark) = session.mark() else { return };
    let Some(from) = top_of(mark.id) else { return };
    // Only between what the window shows: a source may have thousands of links.
    for other in shown.marks.iter().filter_map(|other| frame.project.mark(other.id)) {
        for words in between(mark, other) {
            if let Some(to) = top_of(other.id) {
                curve(painter, frame, from, to, &words, false);
            }
        }
    }
}

/// A curve from the top of one box to the top of another, with what it says at its highest place.
fn curve(painter: &Painter, frame: &Frame<'_>, from: Rect, to: Rect, words: &str, is_open: bool) {
    let accent = frame.theme.accent;
    // The text under it stays what is read first.
    let stroke = Stroke::new(reader::LINK, if is_open { accent } else { accent.gamma_multiply(0.65) });
    let (start, end) = (pos2(anchor(from), from.top()), pos2(anchor(to), to.top()));
    let top = start.y.min(end.y) - reader::LINK_RISE;
    // The ends of the curve are pulled up by a third more than it rises there.
    let pull = |at: Pos2| pos2(at.x + (if at == start { end.x - start.x } else { start.x - end.x }) * 0.12, at.y + (top - at.y) * 4.0 / 3.0);
    let curve = CubicBezierShape::from_points_stroke([start, pull(start), pull(end), end], false, Color32::TRANSPARENT, stroke);
    let middle = curve.sample(0.5);
    if is_open {
        painter.extend(Shape::dashed_line(&curve.flatten(Some(TOLERANCE)), stroke, reader::DASH[0], reader::DASH[1]));
    } else {
        painter.add(curve);
    }
    painter.circle_filled(end, reader::BULLET, accent);
    let galley = painter.layout_no_wrap(words.to_owned(), plain(type_size::TINY), accent);
    let place = Rect::from_center_size(middle, galley.size());
    let inside = frame.rect.shrink(4.0);
    let place =
        place.translate(vec2((inside.left() - place.left()).max(0.0) + (inside.right() - place.right()).min(0.0), (inside.top() - place.top()).max(0.0)));
    painter.rect_filled(place.expand2(vec2(3.0, 0.0)), 3.0, frame.theme.page);
    painter.galley(place.min, galley, accent);
}

/// Where a curve meets a box: near its start, but not at the mark's letter.
fn anchor(rect: Rect) -> f32 {
    rect.center().x.min(rect.left() + 60.0).max(rect.left())
}
