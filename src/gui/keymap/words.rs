//! Keys in words, as the settings file has them: `Ctrl+Shift+Z`, several of them parted by a comma.

use egui::{Key, KeyboardShortcut, Modifiers};

/// Names of modifiers as people write them, in small letters.
const MODIFIERS: [(&str, Modifiers); 11] = [
    ("ctrl", Modifiers::COMMAND),
    ("control", Modifiers::COMMAND),
    ("strg", Modifiers::COMMAND),
    ("cmd", Modifiers::COMMAND),
    ("command", Modifiers::COMMAND),
    ("⌘", Modifiers::COMMAND),
    ("alt", Modifiers::ALT),
    ("option", Modifiers::ALT),
    ("⌥", Modifiers::ALT),
    ("shift", Modifiers::SHIFT),
    ("⇧", Modifiers::SHIFT),
];

/// Names of keys that the toolkit does not know, in small letters.
const KEYS: [(&str, Key); 9] = [
    ("←", Key::ArrowLeft),
    ("→", Key::ArrowRight),
    ("↑", Key::ArrowUp),
    ("↓", Key::ArrowDown),
    ("pgup", Key::PageUp),
    ("pgdn", Key::PageDown),
    ("pgdown", Key::PageDown),
    ("del", Key::Delete),
    ("ins", Key::Insert),
];

/// Keys whose sign may need Shift on some keyboards, so that Shift does not tell two of them apart.
const REACHED: [Key; 13] =
    [Key::Num0, Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9, Key::Plus, Key::Minus, Key::Equals];

/// Whether Shift may be needed to reach a key, and so says nothing.
pub(in crate::gui) fn is_reached_by_shift(key: Key) -> bool {
    REACHED.contains(&key)
}

/// A key press as an action has it: one modifier for Ctrl and Cmd, and no Shift where that says nothing.
pub(in crate::gui) fn normal(key: Key, held: Modifiers) -> KeyboardShortcut {
    let named = [(held.command || held.ctrl, Modifiers::COMMAND), (held.alt, Modifiers::ALT), (held.shift && !is_reached_by_shift(key), Modifiers::SHIFT)];
    let modifiers = named.into_iter().filter(|(is_held, _)| *is_held).fold(Modifiers::NONE, |all, (_, one)| all.plus(one));
    KeyboardShortcut::new(modifiers, key)
}

/// A shortcut as the settings file has it.
pub(in crate::gui) fn written(shortcut: &KeyboardShortcut) -> String {
    let KeyboardShortcut { modifiers, logical_key } = shortcut;
    let held = [(modifiers.command || modifiers.ctrl, "Ctrl+"), (modifiers.alt, "Alt+"), (modifiers.shift, "Shift+")];
    let held: String = held.into_iter().filter(|(is_held, _)| *is_held).map(|(_, name)| name).collect();
    held + logical_key.name()
}

/// Reads one shortcut; none where the words are no key.
pub(super) fn read(words: &str) -> Option<KeyboardShortcut> {
    let mut rest = words.trim();
    let mut held = Modifiers::NONE;
    while let Some((name, behind)) = rest.split_once(['+', ' ']) {
        let Some(modifier) = modifier(name) else { break };
        held = held.plus(modifier);
        let behind = behind.trim_start();
        rest = behind.strip_prefix('+').map(str::trim_start).filter(|rest| !rest.is_empty()).unwrap_or(behind);
    }
    Some(normal(key(rest)?, held))
}

fn modifier(name: &str) -> Option<Modifiers> {
    let name = name.trim().to_lowercase();
    MODIFIERS.into_iter().find(|(known, _)| *known == name).map(|(_, modifier)| modifier)
}

fn key(name: &str) -> Option<Key> {
    let name = name.trim();
    let small = name.to_lowercase();
    let known = KEYS.into_iter().find(|(known, _)| *known == small).map(|(_, key)| key);
    known.or_else(|| Key::from_name(name)).or_else(|| Key::ALL.iter().copied().find(|key| key.name().to_lowercase() == small))
}

/// The shortcuts in a list, each as it stands there: a comma parts them, except where it is the key itself.
pub(super) fn listed(words: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = words.trim();
    while !rest.is_empty() {
        let parts = |(at, _): &(usize, &str)| {
            let before = rest.get(..*at).unwrap_or_default().trim_end();
            !before.is_empty() && (!before.ends_with('+') || before.ends_with("++"))
        };
        let end = rest.match_indices(',').find(parts).map_or(rest.len(), |(at, _)| at);
        found.push(rest.get(..end).unwrap_or_default().trim());
        rest = rest.get(end + 1..).unwrap_or_default().trim_start();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_read_as_it_is_written() {
        let held = [Modifiers::NONE, Modifiers::COMMAND, Modifiers::ALT.plus(Modifiers::SHIFT), Modifiers::COMMAND.plus(Modifiers::SHIFT)];
        for (key, held) in Key::ALL.iter().flat_map(|key| held.into_iter().map(|held| (*key, held))) {
            let shortcut = normal(key, held);
            assert_eq!(read(&written(&shortcut)), Some(shortcut), "{}", written(&shortcut));
        }
    }

    #[test]
    fn keys_are_read_as_people_write_them() {
        let undo = normal(Key::Z, Modifiers::COMMAND.plus(Modifiers::SHIFT));
        for words in ["Ctrl+Shift+Z", "shift+ctrl+z", " Ctrl + Shift + Z ", "Strg+Shift+z", "Cmd+Shift+Z", "Ctrl Shift Z"] {
            assert_eq!(read(words), Some(undo), "{words}");
        }
        assert_eq!(read("ctrl++"), Some(normal(Key::Plus, Modifiers::COMMAND)));
        assert_eq!(read("Ctrl+,"), Some(normal(Key::Comma, Modifiers::COMMAND)));
        assert_eq!(read("alt+→"), Some(normal(Key::ArrowRight, Modifiers::ALT)));
        assert_eq!(read("PgDn"), Some(normal(Key::PageDown, Modifiers::NONE)));
        assert_eq!(read("Shift+1"), Some(normal(Key::Num1, Modifiers::NONE)), "Shift does not tell digits apart");
        for words in ["", "Ctrl", "Ctrl+", "Hyper+K", "Ctrl+KK", "桥", "Ctrl+ب"] {
            assert_eq!(read(words), None, "{words}");
        }
    }

    #[test]
    fn a_comma_parts_keys_and_may_be_one() {
        assert_eq!(listed("Ctrl+Shift+Z, Ctrl+Y"), ["Ctrl+Shift+Z", "Ctrl+Y"]);
        assert_eq!(listed("Ctrl+,, K"), ["Ctrl+,", "K"]);
        assert_eq!(listed("Ctrl++, ,"), ["Ctrl++", ","]);
        assert_eq!(listed("  "), Vec::<&str>::new());
    }
}
