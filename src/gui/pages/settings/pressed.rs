//! Which key an event presses, where it is to be an action's from now on.

use crate::gui::keymap::normal;
use egui::{Event, Key, KeyboardShortcut, Modifiers};

/// The key that an event presses; the system makes some of the keys into what they do before we see them.
pub(super) fn pressed(event: &Event) -> Option<KeyboardShortcut> {
    let copying = |key| Some(normal(key, Modifiers::COMMAND));
    if let Event::Key { key, physical_key, pressed: true, repeat: false, modifiers } = event {
        return (!is_held(*key)).then(|| normal(meant(*key, *physical_key, *modifiers), *modifiers));
    }
    if matches!(event, Event::Copy) {
        copying(Key::C)
    } else if matches!(event, Event::Cut) {
        copying(Key::X)
    } else if matches!(event, Event::Paste(_)) {
        copying(Key::V)
    } else {
        None
    }
}

/// Whether a key is only held with others.
fn is_held(key: Key) -> bool {
    matches!(key, Key::ShiftLeft | Key::ShiftRight | Key::ControlLeft | Key::ControlRight | Key::AltLeft | Key::AltRight | Key::SuperLeft | Key::SuperRight)
}

/// The key that is meant: on layouts that have other signs on the digit keys, those give digits.
fn meant(key: Key, physical: Option<Key>, held: Modifiers) -> Key {
    let is_digit = |key: &Key| key.name().len() == 1 && key.name().chars().all(|c| c.is_ascii_digit());
    physical.filter(|physical| is_digit(physical) && !is_digit(&key) && !held.command && !held.shift).unwrap_or(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_meant_where_the_layout_has_other_signs_on_their_keys() {
        assert_eq!(meant(Key::Quote, Some(Key::Num3), Modifiers::NONE), Key::Num3, "French: 3 without Shift");
        assert_eq!(meant(Key::Exclamationmark, Some(Key::Num1), Modifiers::SHIFT), Key::Exclamationmark, "English: the exclamation mark is no 1");
        assert_eq!(meant(Key::Q, Some(Key::A), Modifiers::NONE), Key::Q);
    }
}
