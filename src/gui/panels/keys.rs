//! Keys in words, as they stand on caps and in menus.

use crate::gui::actions::Action;
use crate::gui::keymap::Keymap;
use egui::{Context, Key, KeyboardShortcut, Modifiers};

/// The first key of an action as it stands on the keyboard: `Ctrl Shift Z`; empty where it has none.
pub(in crate::gui) fn of(ctx: &Context, action: Action) -> String {
    shortcut(ctx, action).map_or_else(String::new, |shortcut| words(&shortcut))
}

/// The keys of several actions, as one cap: `Alt ←→` where they have the same modifiers.
pub(super) fn together(ctx: &Context, actions: &[Action]) -> String {
    let shortcuts: Vec<KeyboardShortcut> = actions.iter().filter_map(|action| shortcut(ctx, *action)).collect();
    let modifiers = shortcuts.first().map_or(Modifiers::NONE, |first| first.modifiers);
    if shortcuts.iter().any(|shortcut| shortcut.modifiers != modifiers) {
        return shortcuts.iter().map(words).collect::<Vec<_>>().join(", ");
    }
    let keys: String = shortcuts.iter().map(|shortcut| key_name(shortcut.logical_key)).collect();
    [modifier_names(modifiers), keys].join(" ").trim().to_owned()
}

fn shortcut(ctx: &Context, action: Action) -> Option<KeyboardShortcut> {
    Keymap::of(ctx).keys(action).first().copied()
}

/// A shortcut as it stands on the keyboard.
pub(in crate::gui) fn words(shortcut: &KeyboardShortcut) -> String {
    [modifier_names(shortcut.modifiers), key_name(shortcut.logical_key).to_owned()].join(" ").trim().to_owned()
}

/// The key that most shortcuts are held with.
pub(in crate::gui) fn control() -> &'static str {
    if cfg!(target_os = "macos") { "Cmd" } else { "Ctrl" }
}

fn modifier_names(modifiers: Modifiers) -> String {
    let names = [(modifiers.command || modifiers.ctrl, control()), (modifiers.alt, "Alt"), (modifiers.shift, "Shift")];
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
        let ctx = Context::default();
        assert_eq!(of(&ctx, Action::TagClaim), "1");
        assert_eq!(of(&ctx, Action::DoneAndNext), "Ctrl Enter");
        assert_eq!(of(&ctx, Action::Redo), "Ctrl Shift Z");
        assert_eq!(of(&ctx, Action::ZoomIn), "Ctrl +");
        assert_eq!(of(&ctx, Action::NextArticle), "Ctrl PgDn");
        assert_eq!(of(&ctx, Action::SaveCopy), "");
        assert_eq!(together(&ctx, &[Action::EndBack, Action::EndForward]), "Alt ←→");
        let (keymap, _) = Keymap::read(&[("EndBack".to_owned(), "Q".to_owned())].into());
        keymap.install(&ctx);
        assert_eq!(together(&ctx, &[Action::EndBack, Action::EndForward]), "Q, Alt →");
    }
}
