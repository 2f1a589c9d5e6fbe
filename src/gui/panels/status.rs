//! The bar at the bottom: what is marked, what is under way, and the keys that help now.

use super::keys;
use crate::gui::actions::Action;
use crate::gui::style::plain;
use crate::gui::theme::{Theme, size, type_size};
use crate::gui::widgets::{Letters, Line, Sign, key_cap_width, paint_key_cap, sign, words_width};
use crate::session::Session;
use crate::view::status::status;
use egui::{Align, Align2, Layout, Role, Sense, Ui, WidgetInfo, vec2};

/// The bar at the bottom. It keeps nothing.
#[derive(Default)]
pub struct StatusBar;

/// Keys with what they do, the most useful first: the last ones go first where there is no room.
const MARKING: &[(Caps, &str)] = &[
    (Caps::Each(&[Action::TagClaim, Action::TagSource, Action::TagFigure]), "tag"),
    (Caps::Each(&[Action::NextMark, Action::PreviousMark]), "next, previous"),
    (Caps::Each(&[Action::Link]), "link"),
    (Caps::Together(&[Action::EndBack, Action::EndForward]), "move edge"),
    (Caps::Each(&[Action::Skip]), "skip"),
    (Caps::Each(&[Action::DoneAndNext]), "done and next"),
];
/// While two versions of an article are compared.
const COMPARING: &[(Caps, &str)] = &[
    (Caps::Keys(&["↑", "↓"]), "mark before, next mark"),
    (Caps::Keys(&["Enter"]), "put there"),
    (Caps::Keys(&["X"]), "let go"),
    (Caps::Keys(&["F"]), "whole text"),
    (Caps::Keys(&["Esc"]), "close"),
];
/// While findings of a review are shown.
const REVIEWING: &[(Caps, &str)] = &[
    (Caps::Keys(&["A", "B"]), "keep"),
    (Caps::Keys(&["M"]), "mark my own"),
    (Caps::Keys(&["X"]), "drop"),
    (Caps::Keys(&["↑", "↓"]), "previous, next"),
    (Caps::Keys(&["N"]), "next open"),
    (Caps::Each(&[Action::Undo]), "undo"),
];
const ALWAYS: [(Caps, &str); 2] = [(Caps::Each(&[Action::Commands]), "commands"), (Caps::Each(&[Action::Help]), "help")];

/// Keys as caps: each its own, or all on one.
#[derive(Clone, Copy)]
enum Caps {
    Each(&'static [Action]),
    Together(&'static [Action]),
    /// Keys of a page, which are no action's.
    Keys(&'static [&'static str]),
}

/// Keys as they are painted.
struct Shown {
    caps: Vec<String>,
    words: &'static str,
    width: f32,
}

impl StatusBar {
    /// Paints the bar. `hovered` explains the mark under the pointer, and stands in place of the counts.
    pub fn show(&mut self, ui: &mut Ui, session: &Session, hovered: Option<&str>, letters: &mut Letters) {
        let theme = Theme::of(ui.ctx());
        let status = status(session);
        let room = ui.available_width() - 2.0 * size::PAD;
        let words = hovered.map_or_else(|| status.busy.map_or(status.counts.clone(), |busy| format!("{busy}…")), str::to_owned);
        let wanted = if hovered.is_some() { room * 0.55 } else { words_width(ui, &words, plain(type_size::SMALL)) + size::SIGN + size::GAP };
        let all = match (session.comparing().is_some(), session.shows_review()) {
            (true, _) => COMPARING,
            (false, true) => REVIEWING,
            (false, false) => MARKING,
        };
        let keys = if session.article().is_some() { fitting(ui, all, room - wanted - size::PAD) } else { fitting(ui, all, 0.0) };
        let keys_width: f32 = keys.iter().map(|key| key.width).sum();
        ui.horizontal_centered(|ui| {
            ui.add_space(size::PAD);
            if hovered.is_none() && status.busy.is_some() {
                sign(ui, Sign::Hourglass, theme.accent);
            }
            let line = Line { size: type_size::SMALL, is_strong: false, ink: theme.muted };
            let most = (room - keys_width - size::PAD - size::SIGN - size::GAP).max(0.0);
            let response = letters.label(ui, &words, line, most, Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Status, true, &words));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.add_space(size::PAD);
                paint_keys(ui, &keys, keys_width);
            });
        });
    }
}

/// The keys that fit, in the order in which they stand; how to find all others always comes last and goes last.
fn fitting(ui: &Ui, all: &[(Caps, &'static str)], room: f32) -> Vec<Shown> {
    let last = ALWAYS.map(|keys| shown(ui, keys));
    let mut left = room - last.iter().map(|keys| keys.width).sum::<f32>();
    let mut list = Vec::new();
    for (caps, words) in all {
        let key = shown(ui, (*caps, words));
        if key.width > left {
            break;
        }
        left -= key.width;
        list.push(key);
    }
    list.extend(last);
    list
}

fn shown(ui: &Ui, (caps, words): (Caps, &'static str)) -> Shown {
    let caps = match caps {
        Caps::Each(actions) => actions.iter().map(|action| keys::of(ui.ctx(), *action)).collect(),
        Caps::Together(actions) => vec![keys::together(ui.ctx(), actions)],
        Caps::Keys(keys) => keys.iter().map(|key| (*key).to_owned()).collect(),
    };
    let caps_width: f32 = caps.iter().map(|cap: &String| key_cap_width(ui, cap) + size::GAP / 2.0).sum();
    Shown { width: caps_width + words_width(ui, words, plain(type_size::SMALL)) + 2.0 * size::GAP, caps, words }
}

fn paint_keys(ui: &mut Ui, keys: &[Shown], width: f32) {
    let theme = Theme::of(ui.ctx());
    let (rect, response) = ui.allocate_exact_size(vec2(width, size::KEY_CAP), Sense::hover());
    let mut at = rect.left_center() + vec2(2.0 * size::GAP, 0.0);
    for key in keys {
        for cap in &key.caps {
            at.x = paint_key_cap(ui, at, cap).right() + size::GAP / 2.0;
        }
        at.x = ui.painter().text(at, Align2::LEFT_CENTER, key.words, plain(type_size::SMALL), theme.muted).right() + 2.0 * size::GAP;
    }
    let spoken: Vec<String> = keys.iter().map(|key| format!("{}: {}", key.caps.join(" "), key.words)).collect();
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, spoken.join(", ")));
}
