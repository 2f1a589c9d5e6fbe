//! The page of keys and settings. What is chosen here is kept at once.

mod keys;
mod pressed;

use super::column;
use crate::gui::actions::{Action, Asks};
use crate::gui::settings::{ZOOM, stepped};
use crate::gui::theme::{dialog, size};
use crate::gui::widgets::{button, choice_chip, muted};
use crate::session::Session;
use crate::store::{Preferences, Theme};
use egui::{Context, Ui, vec2};
use keys::Keys;

/// The page.
#[derive(Default)]
pub(in crate::gui) struct SettingsPage {
    keys: Keys,
}

impl SettingsPage {
    /// Shows the page; `true` when it is to be closed.
    pub(in crate::gui) fn show(&mut self, ui: &mut Ui, session: &Session, preferences: &mut Preferences, asks: &mut Asks) -> bool {
        let is_left = self.keys.take_keys(ui, session, preferences);
        let is_closed = column(ui, "Keys and settings", |ui| {
            theme(ui, preferences);
            zoom(ui, preferences);
            panels(ui, preferences);
            who(ui, session, asks);
            ui.add_space(size::PAD);
            self.keys.show(ui, session, preferences);
        });
        is_closed || is_left
    }

    /// Whether the next key press is the new key of an action.
    pub(in crate::gui) fn waits(&self) -> bool {
        self.keys.waits()
    }

    /// Takes that key press before anything else sees it.
    pub(in crate::gui) fn hold_keys(&mut self, ctx: &Context) {
        self.keys.hold(ctx);
    }
}

/// A setting: its name in a column of its own, and what can be chosen.
fn setting(ui: &mut Ui, name: &str, content: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        ui.set_min_height(size::CONTROL);
        ui.spacing_mut().item_spacing.x = size::GAP * 0.75;
        ui.allocate_ui(vec2(dialog::SETTING, size::CONTROL), |ui| {
            ui.set_min_width(dialog::SETTING);
            muted(ui, name);
        });
        content(ui);
    });
}

fn theme(ui: &mut Ui, preferences: &mut Preferences) {
    setting(ui, "Theme", |ui| {
        for (words, theme) in [("As the system", Theme::System), ("Light", Theme::Light), ("Dark", Theme::Dark)] {
            if choice_chip(ui, words, preferences.theme == theme, false, None).clicked() {
                preferences.theme = theme;
            }
        }
    });
}

fn zoom(ui: &mut Ui, preferences: &mut Preferences) {
    setting(ui, "Size", |ui| {
        let now = preferences.zoom;
        for (words, name, steps, is_possible) in [("−", "Smaller", -1, now > ZOOM[0]), ("+", "Larger", 1, now < ZOOM[1])] {
            if ui.add_enabled_ui(is_possible, |ui| button(ui, words)).inner.accessible_name(name).on_hover_text(name).clicked() {
                preferences.zoom = stepped(now, steps);
            }
        }
        muted(ui, &format!("{:.0} %", now * 100.0));
        if (now - 1.0).abs() > f32::EPSILON && button(ui, "Normal size").clicked() {
            preferences.zoom = 1.0;
        }
    });
}

fn panels(ui: &mut Ui, preferences: &mut Preferences) {
    setting(ui, "Beside the article", |ui| {
        if choice_chip(ui, "List of articles", !preferences.hides_list, true, None).clicked() {
            preferences.hides_list = !preferences.hides_list;
        }
        if choice_chip(ui, "Details of the mark", !preferences.hides_details, true, None).clicked() {
            preferences.hides_details = !preferences.hides_details;
        }
    });
}

fn who(ui: &mut Ui, session: &Session, asks: &mut Asks) {
    setting(ui, "Who works here", |ui| {
        ui.label(crate::view::shorten(session.who(), 40));
        if button(ui, "Work as someone else…").clicked() {
            asks.action(Action::WorkAs);
        }
    });
}
