//! Words and lines between parts.

use crate::gui::style::{plain, strong};
use crate::gui::theme::{Theme, size, type_size};
use egui::{Event, Key, Label, Rect, Response, RichText, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

/// Strong words of the window.
pub fn strong_label(ui: &mut Ui, words: &str) -> Response {
    let ink = Theme::of(ui.ctx()).ink;
    ui.add(Label::new(RichText::new(words).font(strong(type_size::UI)).color(ink)).truncate())
}

/// Words of less weight.
pub fn muted(ui: &mut Ui, words: &str) -> Response {
    let ink = Theme::of(ui.ctx()).muted;
    ui.add(Label::new(RichText::new(words).font(plain(type_size::UI)).color(ink)).truncate())
}

/// Small muted words that head a part; `key` is shown at the right edge, as the part's key.
pub fn heading(ui: &mut Ui, words: &str, key: &str) -> Response {
    let theme = Theme::of(ui.ctx());
    ui.scope(|ui| {
        ui.spacing_mut().interact_size.y = size::KEY_CAP;
        ui.horizontal(|ui| {
            let response = ui.add(Label::new(RichText::new(words).font(plain(type_size::SMALL)).color(theme.muted)).truncate());
            if !key.is_empty() {
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| super::key_cap(ui, key));
            }
            response
        })
        .inner
    })
    .inner
}

/// One line of words that ends in `…` where there is no room, with all of them as a tip then.
pub fn truncated(ui: &mut Ui, words: RichText) -> Response {
    ui.add(Label::new(words).truncate().show_tooltip_when_elided(true))
}

/// A line over the whole width between two parts.
pub fn hairline(ui: &mut Ui) {
    let width = ui.available_width();
    let (rect, _) = ui.allocate_exact_size(vec2(width, size::LINE), Sense::hover());
    ui.painter().rect_filled(rect, 0.0, Theme::of(ui.ctx()).line);
}

/// How much of something is done, from 0 to 1, over the whole width.
pub fn progress_bar(ui: &mut Ui, part: f32, name: &str) -> Response {
    let theme = Theme::of(ui.ctx());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), size::PROGRESS), Sense::hover());
    let radius = size::PROGRESS / 2.0;
    ui.painter().rect_filled(rect, radius, theme.line);
    let filled = rect.width() * part.clamp(0.0, 1.0);
    if filled >= 1.0 {
        ui.painter().rect_filled(Rect::from_min_size(rect.min, vec2(filled.max(size::PROGRESS), rect.height())), radius, theme.accent);
    }
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ProgressIndicator, ui.is_enabled(), name);
        info.value = Some(f64::from(part));
        info
    });
    response
}

/// The ring around a field that has the focus.
pub fn field_ring(ui: &Ui, field: &Response) {
    if field.has_focus() {
        let stroke = Stroke::new(size::FOCUS, Theme::of(ui.ctx()).accent);
        ui.painter().rect_stroke(field.rect, f32::from(size::RADIUS), stroke, StrokeKind::Inside);
    }
}

/// Takes a press of Enter with nothing held, before the field that has the focus does; egui's own way takes it with Shift held too.
pub fn take_enter(ui: &Ui) -> bool {
    let is_plain = |event: &Event| matches!(event, Event::Key { key: Key::Enter, pressed: true, modifiers, .. } if modifiers.is_none());
    ui.input_mut(|input| {
        let count = input.events.len();
        input.events.retain(|event| !is_plain(event));
        input.events.len() < count
    })
}
