//! Which key does what: the keys of the rows of `actions`, unless the analyst changed them. Two actions never share a key.
//! The map lives in egui's context, so that whatever shows or reads a key asks the same one.

mod reserved;
mod words;

pub(super) use reserved::refusal;
pub(super) use words::{is_reached_by_shift, normal, written};

use super::actions::{Action, ROWS, row};
use super::panels::keys;
use egui::{Context, Id, KeyboardShortcut};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The keys of every action.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Keymap {
    keys: BTreeMap<Action, Vec<KeyboardShortcut>>,
}

impl Default for Keymap {
    fn default() -> Self {
        Self { keys: ROWS.iter().map(|row| (row.action, row.keys.to_vec())).collect() }
    }
}

impl Keymap {
    /// The map of a window.
    pub fn of(ctx: &Context) -> Arc<Self> {
        ctx.data_mut(|data| data.get_temp_mut_or_default::<Arc<Self>>(Self::place()).clone())
    }

    /// Makes this the map of a window.
    pub fn install(self, ctx: &Context) {
        ctx.data_mut(|data| data.insert_temp(Self::place(), Arc::new(self)));
    }

    fn place() -> Id {
        Id::unique("keymap")
    }

    /// Reads what was changed: names of actions with their keys in words, none for no key. What was chosen goes before what a
    /// row has at first. What makes no sense is passed over and told, a sentence each.
    pub fn read(changes: &BTreeMap<String, String>) -> (Self, Vec<String>) {
        let mut map = Self { keys: BTreeMap::new() };
        let mut troubles = Vec::new();
        for (name, words) in changes {
            match action_named(name) {
                Some(action) => map.read_row(action, words, &mut troubles),
                None => troubles.push(format!("there is no action {name}")),
            }
        }
        for row in ROWS {
            if !map.keys.contains_key(&row.action) {
                let free = row.keys.iter().filter(|key| map.holder(key).is_none()).copied().collect();
                map.keys.insert(row.action, free);
            }
        }
        (map, troubles)
    }

    fn read_row(&mut self, action: Action, words: &str, troubles: &mut Vec<String>) {
        let name = name_of(action);
        let mut keys: Vec<KeyboardShortcut> = Vec::new();
        let mut is_wrong = false;
        for words in words::listed(words) {
            let why = match words::read(words) {
                None => Some(format!("{name}: “{words}” is no key")),
                Some(key) if keys.contains(&key) => continue,
                Some(key) => match (refusal(action, &key), self.holder(&key)) {
                    (Some(why), _) => Some(format!("{name}: {} cannot be changed, {why}", written(&key))),
                    (None, Some(other)) => Some(format!("{name}: {} is the key of {}", written(&key), name_of(other))),
                    (None, None) => {
                        keys.push(key);
                        None
                    }
                },
            };
            is_wrong |= why.is_some();
            troubles.extend(why);
        }
        // Where nothing of it can be used, the action keeps what it has at first.
        if !is_wrong || !keys.is_empty() {
            self.keys.insert(action, keys);
        }
    }

    /// What differs from the rows, as the settings file has it.
    pub fn changes(&self) -> BTreeMap<String, String> {
        let changed = self.keys.iter().filter(|(action, _)| self.is_changed(**action));
        changed.map(|(action, keys)| (name_of(*action), keys.iter().map(written).collect::<Vec<_>>().join(", "))).collect()
    }

    /// The keys of an action, the one that is shown first.
    pub fn keys(&self, action: Action) -> &[KeyboardShortcut] {
        self.keys.get(&action).map(Vec::as_slice).unwrap_or_default()
    }

    /// The action whose keys a press fits.
    pub(super) fn action(&self, fits: impl Fn(&KeyboardShortcut) -> bool) -> Option<Action> {
        self.keys.iter().find(|(_, keys)| keys.iter().any(&fits)).map(|(action, _)| *action)
    }

    /// The action that has a key.
    pub(super) fn holder(&self, key: &KeyboardShortcut) -> Option<Action> {
        self.action(|own| own == key)
    }

    /// Whether the keys of an action are others than at first.
    pub(super) fn is_changed(&self, action: Action) -> bool {
        row(action).is_some_and(|row| row.keys != self.keys(action))
    }

    /// The keys that others have among those that an action is to have, with who has them.
    pub(super) fn clashes(&self, action: Action, keys: &[KeyboardShortcut]) -> Vec<(KeyboardShortcut, Action)> {
        let others = |key: &KeyboardShortcut| self.holder(key).filter(|other| *other != action).map(|other| (*key, other));
        keys.iter().filter_map(others).collect()
    }

    /// Gives an action these keys and no others, and takes them from whoever has them.
    pub(super) fn give(&mut self, action: Action, keys: Vec<KeyboardShortcut>) {
        for (other, theirs) in &mut self.keys {
            if *other != action {
                theirs.retain(|key| !keys.contains(key));
            }
        }
        self.keys.insert(action, keys);
    }

    /// Words in which names of actions in braces become their keys: `press {TagClaim}`. An action without a key is found by its name.
    pub fn fill(&self, words: &str) -> String {
        let mut filled = String::new();
        let mut rest = words;
        while let Some((before, behind)) = rest.split_once('{') {
            let (name, after) = behind.split_once('}').unwrap_or((behind, ""));
            filled.push_str(before);
            if let Some(action) = action_named(name) {
                filled.push_str(&self.said(action));
            }
            rest = after;
        }
        filled + rest
    }

    fn said(&self, action: Action) -> String {
        let name = || format!("“{}”", row(action).map_or("", |row| row.name));
        self.keys(action).first().map_or_else(name, |key| keys::words(key).replace(' ', "+"))
    }
}

/// The name of an action in the settings file: `TagClaim`, `FollowLink3`. It is that of the enum, which therefore stays.
pub(super) fn name_of(action: Action) -> String {
    format!("{action:?}").replace(['(', ')'], "")
}

/// The action of a name, in any case.
pub(super) fn action_named(name: &str) -> Option<Action> {
    ROWS.iter().map(|row| row.action).find(|action| name_of(*action).eq_ignore_ascii_case(name.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{Key, Modifiers};

    fn read(changes: &[(&str, &str)]) -> (Keymap, Vec<String>) {
        Keymap::read(&changes.iter().map(|(name, keys)| ((*name).to_owned(), (*keys).to_owned())).collect())
    }

    fn ctrl(key: Key) -> KeyboardShortcut {
        normal(key, Modifiers::COMMAND)
    }

    #[test]
    fn every_action_has_a_name_of_its_own_that_reads_back() {
        for row in ROWS {
            assert_eq!(action_named(&name_of(row.action)), Some(row.action));
            assert_eq!(ROWS.iter().filter(|other| name_of(other.action) == name_of(row.action)).count(), 1, "{:?}", row.action);
        }
        assert_eq!(name_of(Action::FollowLink(3)), "FollowLink3");
        assert_eq!(action_named("tagclaim"), Some(Action::TagClaim));
    }

    #[test]
    fn the_keys_at_first_are_those_of_the_rows_and_none_is_reserved() {
        let (map, troubles) = read(&[]);
        assert_eq!((map.clone(), troubles), (Keymap::default(), vec![]));
        assert_eq!(map.changes(), BTreeMap::new());
        for row in ROWS {
            for key in row.keys {
                assert_eq!(normal(key.logical_key, key.modifiers), *key, "{:?} is written as it is pressed", row.action);
                assert_eq!(refusal(row.action, key), None, "{:?}", row.action);
            }
        }
    }

    #[test]
    fn changed_keys_are_read_and_written() {
        let (map, troubles) = read(&[("Undo", "ctrl+u, F3"), ("NewVersion", "")]);
        assert_eq!(troubles, Vec::<String>::new());
        assert_eq!(map.keys(Action::Undo), [ctrl(Key::U), normal(Key::F3, Modifiers::NONE)]);
        assert_eq!(map.keys(Action::NewVersion), []);
        assert_eq!(map.holder(&ctrl(Key::Z)), None);
        let written = map.changes();
        assert_eq!(written.get("Undo").map(String::as_str), Some("Ctrl+U, F3"));
        assert_eq!(Keymap::read(&written), (map, vec![]));
    }

    #[test]
    fn what_was_chosen_goes_before_what_a_row_has_at_first() {
        let (map, troubles) = read(&[("TagClaim", "J")]);
        assert_eq!(troubles, Vec::<String>::new());
        assert_eq!((map.holder(&normal(Key::J, Modifiers::NONE)), map.keys(Action::NextMark)), (Some(Action::TagClaim), [].as_slice()));
    }

    #[test]
    fn what_makes_no_sense_is_told_and_passed_over() {
        let (map, troubles) = read(&[("Fly", "F3"), ("Redo", "Ctrl+KK, F3"), ("Save", "F3"), ("Undo", "Shift+Left"), ("Quit", "Ctrl+C")]);
        let expected = [
            "there is no action Fly",
            "Quit: Ctrl+C cannot be changed, Ctrl with C, X and V copies, cuts and pastes",
            "Redo: “Ctrl+KK” is no key",
            "Save: F3 is the key of Redo",
            "Undo: Shift+Left cannot be changed, Shift with the arrow keys selects words",
        ];
        assert_eq!(troubles, expected);
        assert_eq!(map.keys(Action::Redo), [normal(Key::F3, Modifiers::NONE)]);
        assert_eq!(map.keys(Action::Save), [ctrl(Key::S)], "it keeps what it has at first");
        assert_eq!(map.keys(Action::Undo), [ctrl(Key::Z)]);
    }

    #[test]
    fn a_key_goes_from_one_action_to_another_and_two_never_share_it() {
        let mut map = Keymap::default();
        let keys = [ctrl(Key::Z), ctrl(Key::S), ctrl(Key::Y)];
        assert_eq!(map.clashes(Action::Undo, &keys), [(ctrl(Key::S), Action::Save), (ctrl(Key::Y), Action::Redo)]);
        map.give(Action::Undo, keys.to_vec());
        assert_eq!((map.keys(Action::Save), map.keys(Action::Redo).len()), ([].as_slice(), 1));
        assert!(map.is_changed(Action::Save) && map.is_changed(Action::Undo) && !map.is_changed(Action::Quit));
    }

    #[test]
    fn sentences_name_the_keys_as_they_are_now() {
        let (map, _) = read(&[("TagClaim", "Ctrl+Shift+B"), ("Note", "")]);
        assert_eq!(map.fill("press {TagClaim}, {TagSource} or {Note}"), "press Ctrl+Shift+B, 2 or “Note”");
    }
}
