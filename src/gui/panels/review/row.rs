//! One finding in the list.

use crate::gui::theme::{Theme, size, type_size};
use crate::gui::widgets::{Letters, Line, Sign, paint_sign, row_button};
use crate::review::Outcome;
use crate::view::review::Row;
use egui::{Rect, Response, Role, Ui, WidgetInfo, pos2, vec2};

/// Paints a finding: whether it is decided, its words, and what differs.
pub(super) fn show(ui: &mut Ui, row: &Row, number: usize, is_current: bool, letters: &mut Letters) -> Response {
    let theme = Theme::of(ui.ctx());
    let name = format!("{}, {}", row.words, row.about);
    let response = ui.push_id(("finding", number), |ui| row_button(ui, size::ROW, &name)).inner;
    let rect = response.rect;
    if is_current {
        ui.painter().rect_filled(rect, 0.0, theme.selected_row);
        ui.painter().rect_filled(Rect::from_min_size(rect.min, vec2(size::ACCENT_BAR, rect.height())), 0.0, theme.accent);
    }
    let (sign, ink) = match row.outcome {
        Outcome::Open if is_current => (Sign::Dot, theme.accent),
        Outcome::Open => (Sign::Circle, theme.muted),
        Outcome::Agreed | Outcome::Kept(_) | Outcome::Own(_) => (Sign::Check, theme.good),
        Outcome::Neither => (Sign::Cross, theme.muted),
    };
    let line = type_size::UI * 1.5;
    let middle = rect.top() + size::GAP + line / 2.0;
    paint_sign(ui.painter(), Rect::from_center_size(pos2(rect.left() + size::SIGN_INDENT / 2.0, middle), vec2(size::SIGN, size::SIGN)), sign, ink);
    let left = rect.left() + size::SIGN_INDENT;
    let words = Rect::from_min_max(pos2(left, rect.top() + size::GAP), pos2(rect.right() - size::PAD, rect.top() + size::GAP + line));
    letters.paint_line(ui, words, &row.words, Line { size: type_size::UI, is_strong: true, ink: theme.ink });
    let about = Rect::from_min_max(pos2(left, words.bottom()), pos2(words.right(), words.bottom() + line));
    letters.paint_line(ui, about, &row.about, Line { size: type_size::SMALL, is_strong: false, ink: theme.muted });
    response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, is_current, &name));
    response
}
