//! Keys that no action may have: the reader and the fields move and select with them.

use super::super::actions::Action;
use egui::{Key, KeyboardShortcut};

const ARROWS: [Key; 4] = [Key::ArrowLeft, Key::ArrowRight, Key::ArrowUp, Key::ArrowDown];
const JUMPS: [Key; 2] = [Key::Home, Key::End];
const PAGES: [Key; 2] = [Key::PageUp, Key::PageDown];
const COPYING: [Key; 3] = [Key::C, Key::V, Key::X];
const SYSTEM: [Key; 12] = [
    Key::Copy,
    Key::Cut,
    Key::Paste,
    Key::ShiftLeft,
    Key::ShiftRight,
    Key::ControlLeft,
    Key::ControlRight,
    Key::AltLeft,
    Key::AltRight,
    Key::SuperLeft,
    Key::SuperRight,
    Key::CapsLock,
];

/// Why an action may not have a key; none where it may.
pub(in crate::gui) fn refusal(action: Action, shortcut: &KeyboardShortcut) -> Option<&'static str> {
    let KeyboardShortcut { modifiers, logical_key: key } = shortcut;
    let is_plain = !modifiers.command && !modifiers.alt;
    if SYSTEM.contains(key) {
        Some("this key is the system's own")
    } else if *key == Key::Tab {
        Some("Tab goes from one control to the next")
    } else if *key == Key::Escape && action != Action::Out {
        Some("Esc goes one level out")
    } else if ARROWS.contains(key) && modifiers.shift && !modifiers.alt {
        Some("Shift with the arrow keys selects words")
    } else if ARROWS.contains(key) && !modifiers.alt {
        Some("the arrow keys move the caret")
    } else if (JUMPS.contains(key) && !modifiers.alt) || (PAGES.contains(key) && is_plain) {
        Some("Home, End, PgUp and PgDn move the caret")
    } else if *key == Key::Space && is_plain {
        Some("Space scrolls the article")
    } else if COPYING.contains(key) && modifiers.command && !modifiers.alt && !modifiers.shift {
        Some("Ctrl with C, X and V copies, cuts and pastes")
    } else {
        None
    }
}
