//! Chips for labels and tags, and the caps of keys.

use super::{Sign, icon_button, ring};
use crate::gui::style::{plain, strong};
use crate::gui::theme::{Inks, Theme, size, type_size};
use crate::project::Label;
use egui::{Align2, FontId, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

/// A key as it stands on the keyboard.
pub fn key_cap(ui: &mut Ui, key: &str) -> Response {
    let width = key_cap_width(ui, key);
    let (rect, response) = ui.allocate_exact_size(vec2(width, size::KEY_CAP), Sense::hover());
    paint_key_cap(ui, rect.left_center(), key);
    response
}

/// How wide the cap of a key is; an action without a key has none.
pub fn key_cap_width(ui: &Ui, key: &str) -> f32 {
    if key.is_empty() {
        return 0.0;
    }
    (words_width(ui, key, plain(type_size::TINY)) + size::KEY_CAP / 2.0).ceil().max(size::KEY_CAP - 2.0)
}

/// Paints the cap of a key with the middle of its left side at a point; gives its rectangle.
pub fn paint_key_cap(ui: &Ui, left_middle: Pos2, key: &str) -> Rect {
    let theme = Theme::of(ui.ctx());
    let corner = pos2(left_middle.x, left_middle.y - size::KEY_CAP / 2.0);
    let rect = Rect::from_min_size(corner, vec2(key_cap_width(ui, key), size::KEY_CAP)).shrink2(vec2(0.0, 1.0));
    if key.is_empty() {
        return rect;
    }
    ui.painter().rect(rect, size::RADIUS_SMALL, theme.page, Stroke::new(size::LINE, theme.line), StrokeKind::Inside);
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, key, plain(type_size::TINY), theme.ink);
    rect
}

/// A label that the selected mark has or could have, with the key that gives it.
pub fn label_choice(ui: &mut Ui, label: &Label, key: &str, inks: Inks, is_on: bool) -> Response {
    let theme = Theme::of(ui.ctx());
    let words = shortened(label.name());
    let letter = label.letter();
    let (strong_font, plain_font) = (strong(type_size::SMALL), plain(type_size::SMALL));
    let words_font = if is_on { strong_font.clone() } else { plain_font };
    let letter_width = words_width(ui, &letter, strong_font.clone());
    let width = size::GAP + letter_width + size::GAP / 2.0 + words_width(ui, &words, words_font.clone()) + size::GAP;
    let cap_width = if key.is_empty() || is_on { 0.0 } else { words_width(ui, key, plain(type_size::TINY)) + size::GAP / 2.0 };
    let (rect, response) = ui.allocate_exact_size(vec2(width + cap_width, size::CHIP), Sense::click());
    let fill = if is_on {
        inks.fill
    } else if response.hovered() {
        theme.hover
    } else {
        theme.page
    };
    let outline = if is_on { Stroke::NONE } else { Stroke::new(size::LINE, theme.line) };
    ui.painter().rect(rect, f32::from(size::RADIUS), fill, outline, StrokeKind::Inside);
    let middle = rect.left_center() + vec2(size::GAP, 0.0);
    ui.painter().text(middle, Align2::LEFT_CENTER, &letter, strong_font, inks.ink);
    let ink = if is_on { inks.ink } else { theme.ink };
    let words_at = middle + vec2(letter_width + size::GAP / 2.0, 0.0);
    ui.painter().text(words_at, Align2::LEFT_CENTER, &words, words_font, ink);
    if cap_width > 0.0 {
        let at = rect.right_center() - vec2(size::GAP, 0.0);
        ui.painter().text(at, Align2::RIGHT_CENTER, key, plain(type_size::TINY), theme.muted);
    }
    if response.has_focus() {
        ring(ui, rect);
    }
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), is_on, label.name()));
    response
}

/// A word of an attribute that can be chosen; `digit` is the key that chooses it while the attribute takes keys.
pub fn choice_chip(ui: &mut Ui, words: &str, is_on: bool, is_set: bool, digit: Option<usize>) -> Response {
    let theme = Theme::of(ui.ctx());
    let font = if is_on { strong(type_size::UI) } else { plain(type_size::UI) };
    let cap = digit.map(|digit| digit.to_string());
    let cap_width = cap.as_ref().map_or(0.0, |cap| key_cap_width(ui, cap) + size::GAP / 2.0);
    let wanted = vec2(words_width(ui, words, font.clone()) + cap_width + 2.0 * size::BUTTON_PAD, size::CONTROL);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::click());
    let fill = if is_on {
        theme.selected_row
    } else if response.hovered() && ui.is_enabled() {
        theme.hover
    } else {
        theme.page
    };
    let outline = if is_on { Stroke::new(size::CHOSEN, theme.accent) } else { Stroke::new(size::LINE, theme.line) };
    ui.painter().rect(rect, f32::from(size::RADIUS), fill, outline, StrokeKind::Inside);
    if let Some(cap) = &cap {
        paint_key_cap(ui, rect.left_center() + vec2(size::BUTTON_PAD * 0.6, 0.0), cap);
    }
    let ink = if ui.is_enabled() { theme.ink } else { theme.muted };
    ui.painter().text(rect.right_center() - vec2(size::BUTTON_PAD, 0.0), Align2::RIGHT_CENTER, words, font, ink);
    if response.has_focus() {
        ring(ui, rect);
    }
    let role = if is_set { Role::CheckBox } else { Role::RadioButton };
    response.widget_info(|| WidgetInfo::selected(role, ui.is_enabled(), is_on, words));
    response
}

/// The letter of a label in its colours, as a small square.
pub fn label_square(ui: &mut Ui, label: &Label, inks: Inks) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(size::CHIP, size::CHIP), Sense::hover());
    ui.painter().rect_filled(rect, f32::from(size::RADIUS), inks.fill);
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, label.letter(), strong(type_size::SMALL), inks.ink);
    response
}

/// A tag with a cross that takes it away; whether that was pressed.
pub fn tag_chip(ui: &mut Ui, tag: &str, can_remove: bool) -> bool {
    let theme = Theme::of(ui.ctx());
    let words = shortened(tag);
    let font = plain(type_size::SMALL);
    let words_width = words_width(ui, &words, font.clone());
    let cross = if can_remove { size::CHIP } else { size::GAP };
    let (rect, response) = ui.allocate_exact_size(vec2(size::GAP + words_width + cross, size::CHIP), Sense::hover());
    ui.painter().rect(rect, f32::from(size::RADIUS), theme.hover, Stroke::new(size::LINE, theme.line), StrokeKind::Inside);
    ui.painter().text(rect.left_center() + vec2(size::GAP, 0.0), Align2::LEFT_CENTER, &words, font, theme.ink);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("Tag {tag}")));
    if !can_remove {
        return false;
    }
    let place = Rect::from_min_max(pos2(rect.right() - size::CHIP, rect.top()), rect.max);
    let mut inner = ui.new_child(egui::UiBuilder::new().id_salt(("tag", tag)).max_rect(place));
    icon_button(&mut inner, Sign::Cross, &format!("Remove tag {tag}")).clicked()
}

/// A name at a length that fits a chip.
fn shortened(name: &str) -> String {
    crate::view::shorten(name, 24)
}

/// How wide words are in a font.
pub fn words_width(ui: &Ui, words: &str, font: FontId) -> f32 {
    ui.painter().layout_no_wrap(words.to_owned(), font, egui::Color32::PLACEHOLDER).size().x
}
