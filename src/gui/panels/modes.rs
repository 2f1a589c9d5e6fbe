//! The switch between the article and the findings of a review, in the middle of the bar at the top.

use crate::gui::actions::{Action, Asks};
use crate::gui::keymap::Keymap;
use crate::gui::style::{plain, strong};
use crate::gui::theme::{Theme, size, type_size};
use crate::gui::widgets::ring;
use crate::session::Session;
use egui::{Align2, Rect, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2};

/// What can be switched to, and whether it is the findings.
const MODES: [(&str, bool); 2] = [("Annotate", false), ("Review", true)];
/// Width of one of them.
const WIDTH: f32 = 90.0;

/// Half of the width that the switch takes, in points.
pub(super) fn half_width(session: &Session) -> f32 {
    let is_shown = session.project().is_some_and(|project| project.review().is_some());
    if is_shown { WIDTH * MODES.len() as f32 / 2.0 } else { 0.0 }
}

/// Shows the switch in the middle of a bar, where the project is a review and there is room.
pub(super) fn show(ui: &mut Ui, bar: Rect, session: &Session, asks: &mut Asks) {
    if session.project().is_none_or(|project| project.review().is_none()) {
        return;
    }
    let theme = Theme::of(ui.ctx());
    let whole = Rect::from_center_size(bar.center(), vec2(WIDTH * MODES.len() as f32, size::CONTROL));
    let inner = ui.new_child(UiBuilder::new().id_salt("modes").max_rect(whole));
    inner.painter().rect(whole, f32::from(size::RADIUS), theme.hover, Stroke::new(size::LINE, theme.line), StrokeKind::Inside);
    for (number, (name, is_review)) in MODES.into_iter().enumerate() {
        let rect = Rect::from_min_size(pos2(whole.left() + WIDTH * number as f32, whole.top()), vec2(WIDTH, whole.height()));
        let response = inner.interact(rect, inner.scope_id().with(name), Sense::click());
        let is_on = session.shows_review() == is_review;
        if is_on {
            inner.painter().rect(rect.shrink(size::LINE), f32::from(size::RADIUS), theme.page, Stroke::NONE, StrokeKind::Inside);
        }
        let (font, ink) = if is_on { (strong(type_size::UI), theme.ink) } else { (plain(type_size::UI), theme.muted) };
        inner.painter().text(rect.center(), Align2::CENTER_CENTER, name, font, ink);
        if response.has_focus() {
            ring(&inner, rect);
        }
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_on, name));
        if response.on_hover_text(Keymap::of(ui.ctx()).fill("{Findings} switches")).clicked() && !is_on {
            asks.action(Action::Findings);
        }
    }
}
