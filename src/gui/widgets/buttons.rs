//! Buttons. All can be reached by Tab, show a ring then, and are pressed by Enter and Space.

use super::{Sign, paint_sign};
use crate::gui::style::{plain, strong};
use crate::gui::theme::{Theme, size, type_size};
use egui::{Button, Color32, Rect, Response, RichText, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, vec2};

/// An ordinary button.
pub fn button(ui: &mut Ui, words: &str) -> Response {
    ui.add(Button::new(RichText::new(words).font(plain(type_size::UI))))
}

/// The button that most people will want here.
pub fn primary_button(ui: &mut Ui, words: &str) -> Response {
    let theme = Theme::of(ui.ctx());
    let response = ui.add(Button::new(RichText::new(words).font(strong(type_size::UI)).color(theme.on_accent())).fill(theme.accent).stroke(Stroke::NONE));
    if response.has_focus() {
        // The accent cannot be seen on itself: the ring stands inside, in the ink of the words.
        let inside = response.rect.shrink(size::FOCUS);
        ui.painter().rect_stroke(inside, f32::from(size::RADIUS) - size::FOCUS, Stroke::new(size::FOCUS, theme.on_accent()), StrokeKind::Inside);
    }
    response
}

/// A button that is only a sign; `name` is its tip and what a screen reader says.
pub fn icon_button(ui: &mut Ui, sign: Sign, name: &str) -> Response {
    let side = size::CONTROL.min(ui.available_height().max(size::CHIP));
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(side), Sense::click());
    let theme = Theme::of(ui.ctx());
    ground(ui, rect, &response, Color32::TRANSPARENT);
    let ink = if response.hovered() || response.has_focus() { theme.ink } else { theme.muted };
    paint_sign(ui.painter(), rect, sign, if ui.is_enabled() { ink } else { ui.visuals().disable(ink) });
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    response.on_hover_text(name).on_disabled_hover_text(name)
}

/// A button that stays pressed: `is_on` says whether it is.
pub fn toggle(ui: &mut Ui, words: &str, is_on: bool) -> Response {
    let theme = Theme::of(ui.ctx());
    let mut button = Button::new(RichText::new(words).font(if is_on { strong(type_size::UI) } else { plain(type_size::UI) }).color(theme.ink));
    if is_on {
        button = button.fill(theme.selected_row).stroke(Stroke::new(size::CHOSEN, theme.accent));
    }
    let response = ui.add(button);
    if response.has_focus() {
        ring(ui, response.rect);
    }
    response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), is_on, words));
    response
}

/// A row over the whole width that can be pressed; its content is painted by the caller over the rectangle of the response.
pub fn row_button(ui: &mut Ui, height: f32, name: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    ground(ui, rect, &response, Color32::TRANSPARENT);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    response
}

/// What a screen reader says of a row of a list in which one is chosen.
pub fn option_info(ui: &Ui, response: &Response, is_possible: bool, is_chosen: bool, words: &str) {
    response.widget_info(|| WidgetInfo::labeled(Role::ListBoxOption, is_possible, words));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_selected(is_chosen));
}

/// What lies under a thing that can be pressed: nothing at rest, the hover colour under the pointer, a ring with the focus.
fn ground(ui: &Ui, rect: Rect, response: &Response, rest: Color32) {
    let theme = Theme::of(ui.ctx());
    let fill = if response.hovered() && ui.is_enabled() { theme.hover } else { rest };
    ui.painter().rect_filled(rect, f32::from(size::RADIUS), fill);
    if response.has_focus() {
        ring(ui, rect);
    }
}

/// The ring around what has the focus.
pub fn ring(ui: &Ui, rect: Rect) {
    ui.painter().rect_stroke(rect, f32::from(size::RADIUS), Stroke::new(size::FOCUS, Theme::of(ui.ctx()).accent), StrokeKind::Inside);
}
