//! Keys in words, as they stand on caps and in menus.

use crate::gui::actions::{Action, row};
use egui::{Key, KeyboardShortcut, Modifiers};

/// The first key of an action as it stands on the keyboard: `Ctrl Shift Z`; empty where it has none.
pub(in crate::gui) fn of(action: Action) -> String {
    shortcut(action).map_or_else(String::new, |shortcut| words(&shortcut))
}

/// The keys of several actions that have the same modifiers, as one cap: `Alt ←→`.
pub(super) fn together(actions: &[Action]) -> String {
    let shortcuts: Vec<KeyboardShortcut> = actions.iter().filter_map(|action| shortcut(*action)).collect();
    let modifiers = shortcuts.first().map_or(Modifiers::NONE, |first| first.modifiers);
    let keys: String = shortcuts.iter().map(|shortcut| key_name(shortcut.logical_key)).collect();
    [modifier_names(modifiers), keys].join(" ").trim().to_owned()
}

fn shortcut(action: Action) -> Option<KeyboardShortcut> {
    row(action)?.keys.first().copied()
}

/// A shortcut as it stands on the keyboard.
pub(in crate::gui) fn words(shortcut: &KeyboardShortcut) -> String {
    [modifier_names(shortcut.modifiers), key_name(shortcut.logical_key).to_owned()].join(" ").trim().to_owned()
}

fn modifier_names(modifiers: Modifiers) -> String {
    let control = if cfg!(target_os = "macos") { "Cmd" } else { "Ctrl" };
    let names = [(modifiers.command || modifiers.ctrl, control), (modifiers.alt, "Alt"), (modifiers.shift, "Shift")];
    names.iter().filter(|(is_held, _)| *is_held).map(|(_, name)| *name).collect::<Vec<_>>().join(" ")
}

fn key_name(key: Key) -> &'static str {
    const SHORT: [(Key, &str); 10] = [
        (Key::ArrowLeft, "←"),
        (Key::ArrowRight, "→"),
        (Key::ArrowUp, "↑"),
        (Key::ArrowDown, "↓"),
        (Key::PageUp, "PgUp"),
        (Key::PageDown, "PgDn"),
        (Key::Plus, "+"),
        (Key::Minus, "−"),
        (Key::Equals, "="),
        (Key::Escape, "Esc"),
    ];
    SHORT.iter().find(|(known, _)| *known == key).map_or_else(|| key.name(), |(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_read_as_they_stand_on_the_keyboard() {
        assert_eq!(of(Action::TagClaim), "1");
        assert_eq!(of(Action::DoneAndNext), "Ctrl Enter");
        assert_eq!(of(Action::Redo), "Ctrl Shift Z");
        assert_eq!(of(Action::ZoomIn), "Ctrl +");
        assert_eq!(of(Action::NextArticle), "Ctrl PgDn");
        assert_eq!(of(Action::SaveCopy), "");
        assert_eq!(together(&[Action::EndBack, Action::EndForward]), "Alt ←→");
    }
}
