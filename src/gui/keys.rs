//! From keys to actions, through the window's `Keymap`. A field with the focus keeps its keys; everything else is a shortcut.

use super::actions::{Action, hindrance};
use super::keymap::{Keymap, is_reached_by_shift};
use crate::session::Session;
use egui::{Context, Event, Key, KeyboardShortcut, Modifiers};

/// What was pressed in one frame.
#[derive(Default)]
pub(super) struct Pressed {
    /// What is possible now, in order.
    pub(super) actions: Vec<Action>,
    /// What is not, and why.
    pub(super) refused: Option<(Action, &'static str)>,
}

/// What keys are pressed for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// The article: every key may mean something.
    Article,
    /// A field has the focus, or had it until Esc was pressed just now: it keeps what it is written with.
    Field,
    /// A page stands in the place of the article: it keeps plain keys.
    Page,
    /// The findings of a review are shown: they keep plain keys, and edges can be moved.
    Findings,
}

/// Takes every key and every letter out of a frame.
pub(super) fn take_keys(ctx: &Context) -> Vec<Event> {
    ctx.input_mut(|input| {
        let is_key = |event: &Event| matches!(event, Event::Key { .. } | Event::Text(_) | Event::Copy | Event::Cut | Event::Paste(_) | Event::Ime(_));
        let (keys, others) = std::mem::take(&mut input.events).into_iter().partition(is_key);
        input.events = others;
        keys
    })
}

/// What was pressed in this frame. What is taken is taken from the field and the reader too. `is_elsewhere` says that something else than
/// the reader has the focus and means something by Enter.
pub(super) fn pressed(ctx: &Context, session: &Session, place: Place, is_elsewhere: bool) -> Pressed {
    let keymap = Keymap::of(ctx);
    ctx.input_mut(|input| {
        let mut pressed = Pressed::default();
        input.events.retain(|event| {
            let Some(action) = action_of(event, place, &keymap) else { return true };
            if is_elsewhere && is_enter(event) {
                return true;
            }
            if let Some(why) = hindrance(action, session) {
                pressed.refused = Some((action, why));
                return true;
            }
            pressed.actions.push(action);
            false
        });
        if !pressed.actions.is_empty() && place != Place::Field {
            // The letter of a shortcut must not be typed into the field that the shortcut opens.
            input.events.retain(|event| !matches!(event, Event::Text(_)));
        }
        pressed
    })
}

fn action_of(event: &Event, place: Place, keymap: &Keymap) -> Option<Action> {
    let Event::Key { key, physical_key, pressed: true, repeat, modifiers } = event else { return None };
    let is_meant = |shortcut: &KeyboardShortcut, key: Key| shortcut.logical_key == key && held(*modifiers, shortcut);
    let found = |key: Key| keymap.action(|shortcut| is_meant(shortcut, key));
    // Layouts that have other signs on the digit keys, such as the French one.
    let digit = || physical_key.filter(|physical| is_digit(*physical) && !is_digit(*key) && !modifiers.command && !modifiers.shift);
    let action = found(*key).or_else(|| digit().and_then(found))?;
    let is_for_all = match place {
        Place::Article => true,
        Place::Field => works_in_fields(action, *key, *modifiers),
        Place::Page => is_function(*key) || modifiers.command,
        Place::Findings => is_function(*key) || modifiers.command || modifiers.alt || *key == Key::Escape,
    };
    if !is_for_all {
        return None;
    }
    (!*repeat || repeats(action)).then_some(action)
}

/// Whether the modifiers are those of a shortcut. Shift does not count where it may be needed to reach the key itself.
fn held(modifiers: Modifiers, shortcut: &KeyboardShortcut) -> bool {
    let without_shift = Modifiers { shift: shortcut.modifiers.shift, ..modifiers };
    (if is_reached_by_shift(shortcut.logical_key) { without_shift } else { modifiers }).matches_exact(shortcut.modifiers)
}

/// The number that a key press without modifiers gives, by its sign or, on layouts that have other signs there, by its place.
pub(in crate::gui) fn number(event: &Event) -> Option<usize> {
    let Event::Key { pressed: true, repeat: false, modifiers, .. } = event else { return None };
    if modifiers.command || modifiers.alt {
        return None;
    }
    digit(event)
}

/// The digit that a key press gives, whatever is held with it, by its sign or by its place.
pub(super) fn digit(event: &Event) -> Option<usize> {
    let Event::Key { key, physical_key, pressed: true, .. } = event else { return None };
    let found = [Some(*key), *physical_key].into_iter().flatten().find(|key| is_digit(*key))?;
    found.name().parse().ok()
}

fn is_enter(event: &Event) -> bool {
    matches!(event, Event::Key { key: Key::Enter, modifiers, .. } if modifiers.is_none())
}

fn is_digit(key: Key) -> bool {
    let digits = [Key::Num0, Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];
    digits.contains(&key)
}

/// Function keys, and those combinations with Ctrl that no field uses for writing and moving. What opens over the window goes before
/// the combinations with which only some people write.
fn works_in_fields(action: Action, key: Key, modifiers: Modifiers) -> bool {
    let written = [Key::A, Key::C, Key::V, Key::X, Key::Y, Key::Z];
    let written_by_some = [Key::H, Key::K, Key::U, Key::W];
    let opens = matches!(action, Action::Commands | Action::GoTo | Action::Settings);
    let moved = [Key::ArrowLeft, Key::ArrowRight, Key::ArrowUp, Key::ArrowDown, Key::Home, Key::End, Key::Backspace, Key::Delete];
    is_function(key) || (modifiers.command && !modifiers.alt && !written.contains(&key) && !moved.contains(&key) && (opens || !written_by_some.contains(&key)))
}

fn is_function(key: Key) -> bool {
    key.name().strip_prefix('F').is_some_and(|number| number.parse::<u8>().is_ok())
}

/// Whether holding the key down does it again and again.
fn repeats(action: Action) -> bool {
    matches!(
        action,
        Action::Undo
            | Action::Redo
            | Action::NextMark
            | Action::PreviousMark
            | Action::NextUnderCaret
            | Action::SelectSentence
            | Action::NextArticle
            | Action::PreviousArticle
            | Action::EndForward
            | Action::EndBack
            | Action::StartForward
            | Action::StartBack
            | Action::EndForwardOne
            | Action::EndBackOne
            | Action::StartForwardOne
            | Action::StartBackOne
            | Action::ZoomIn
            | Action::ZoomOut
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(key: Key, physical_key: Option<Key>, modifiers: Modifiers) -> Event {
        Event::Key { key, physical_key, pressed: true, repeat: false, modifiers }
    }

    fn ctrl() -> Modifiers {
        Modifiers::CTRL | Modifiers::COMMAND
    }

    #[test]
    fn shortcuts_need_their_modifiers_and_no_others() {
        let of = |key, modifiers| action_of(&event(key, None, modifiers), Place::Article, &Keymap::default());
        assert_eq!(of(Key::Z, ctrl()), Some(Action::Undo));
        assert_eq!(of(Key::Z, ctrl() | Modifiers::SHIFT), Some(Action::Redo));
        assert_eq!(of(Key::Z, Modifiers::NONE), None);
        assert_eq!(of(Key::Num1, Modifiers::NONE), Some(Action::TagClaim));
        assert_eq!(of(Key::Num1, Modifiers::ALT), Some(Action::TagClaimExactly));
        assert_eq!(of(Key::ArrowRight, Modifiers::SHIFT), None);
        assert_eq!(of(Key::Plus, ctrl() | Modifiers::SHIFT), Some(Action::ZoomIn));
    }

    #[test]
    fn digits_work_where_the_layout_has_other_signs_on_their_keys() {
        let quote = event(Key::Quote, Some(Key::Num3), Modifiers::NONE);
        assert_eq!(action_of(&quote, Place::Article, &Keymap::default()), Some(Action::TagFigure), "French: 3 without Shift");
        let shifted = event(Key::Num3, Some(Key::Num3), Modifiers::SHIFT);
        assert_eq!(action_of(&shifted, Place::Article, &Keymap::default()), Some(Action::TagFigure), "French: 3 with Shift");
        let exclamation = event(Key::Exclamationmark, Some(Key::Num1), Modifiers::SHIFT);
        assert_eq!(action_of(&exclamation, Place::Article, &Keymap::default()), None, "English: the exclamation mark is no 1");
        let dvorak = event(Key::Quote, Some(Key::Q), ctrl());
        assert_eq!(action_of(&dvorak, Place::Article, &Keymap::default()), None, "what is Q elsewhere does not quit");
    }

    #[test]
    fn a_field_keeps_what_it_uses() {
        let of = |key, modifiers| action_of(&event(key, None, modifiers), Place::Field, &Keymap::default());
        for key in [Key::Num1, Key::J, Key::K, Key::Delete, Key::N, Key::Escape] {
            assert_eq!(of(key, Modifiers::NONE), None, "{key:?}");
        }
        for key in [Key::A, Key::Z, Key::Y, Key::W] {
            assert_eq!(of(key, ctrl()), None, "{key:?}");
        }
        assert_eq!(of(Key::ArrowRight, Modifiers::ALT), None);
        assert_eq!(of(Key::S, ctrl()), Some(Action::Save));
        assert_eq!(of(Key::K, ctrl()), Some(Action::Commands));
        assert_eq!(of(Key::Enter, ctrl()), Some(Action::DoneAndNext));
        assert_eq!(of(Key::F1, Modifiers::NONE), Some(Action::Help));
    }

    #[test]
    fn holding_a_key_down_tags_once_and_walks_on() {
        let held = |key| Event::Key { key, physical_key: None, pressed: true, repeat: true, modifiers: Modifiers::NONE };
        assert_eq!(action_of(&held(Key::Num1), Place::Article, &Keymap::default()), None);
        assert_eq!(action_of(&held(Key::J), Place::Article, &Keymap::default()), Some(Action::NextMark));
    }
    #[test]
    fn changed_keys_are_pressed_by_the_same_rules() {
        let changes = [("TagClaim", "7"), ("Commands", "Ctrl+U"), ("Help", "F2"), ("NewVersion", ""), ("TagOwn7", "")];
        let (keymap, troubles) = Keymap::read(&changes.map(|(name, keys)| (name.to_owned(), keys.to_owned())).into());
        assert_eq!(troubles, Vec::<String>::new());
        let of = |key, physical, modifiers, place| action_of(&event(key, physical, modifiers), place, &keymap);
        assert_eq!(of(Key::Num1, None, Modifiers::NONE, Place::Article), None, "the key at first is free");
        assert_eq!(of(Key::Num7, None, Modifiers::NONE, Place::Article), Some(Action::TagClaim));
        assert_eq!(of(Key::Backtick, Some(Key::Num7), Modifiers::NONE, Place::Article), Some(Action::TagClaim), "French: 7 without Shift");
        assert_eq!(of(Key::Num7, None, Modifiers::SHIFT, Place::Article), Some(Action::TagClaim), "French: 7 with Shift");
        assert_eq!(of(Key::U, None, ctrl(), Place::Field), Some(Action::Commands), "what opens over the window works in fields");
        assert_eq!(of(Key::F2, None, Modifiers::NONE, Place::Page), Some(Action::Help));
        assert_eq!(of(Key::F, None, Modifiers::NONE, Place::Page), None, "F is no function key");
    }
}
