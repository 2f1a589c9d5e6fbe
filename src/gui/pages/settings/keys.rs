//! Every action with its keys, which can be changed: the next key press is taken, and a key that another action has is asked for.

use super::pressed::pressed;
use crate::gui::actions::{Action, ROWS, Row, own_name, row};
use crate::gui::actions::{Group, group_of};
use crate::gui::keymap::{Keymap, action_named, refusal, written};
use crate::gui::keys::take_keys;
use crate::gui::panels::keys;
use crate::gui::style::plain;
use crate::gui::theme::{Theme, dialog, size, type_size};
use crate::gui::widgets::{
    button, field_ring, hairline, heading, key_cap, key_cap_width, muted, option_info, paint_key_cap, primary_button, ring, strong_label,
};
use crate::session::Session;
use crate::store::Preferences;
use egui::accesskit::{Live, Role};
use egui::{Align2, Context, Event, Frame, Id, Key, KeyboardShortcut, Label, Margin, Modifiers, Rect, RichText, Sense, TextEdit, Ui, Vec2, pos2, vec2};

/// The part of the page that has the keys.
#[derive(Default)]
pub(super) struct Keys {
    /// What is looked for: a part of a name, or a key.
    typed: String,
    chosen: Option<Action>,
    state: State,
    /// What came of the last change.
    says: Option<Said>,
    /// Whether the field is to get the focus.
    has_shown: bool,
    is_moved: bool,
}

/// What is under way with the chosen action.
#[derive(Default)]
enum State {
    #[default]
    Rest,
    /// The next key press becomes its only key, or one more.
    Waits { adds: bool },
    /// That key was pressed.
    Caught { adds: bool, key: KeyboardShortcut },
    /// Others have some of the keys that it is to have.
    Clash { keys: Vec<KeyboardShortcut>, with: Vec<(KeyboardShortcut, Action)>, wants_focus: bool },
}

struct Said {
    words: String,
    is_refused: bool,
}

/// What is asked about the chosen action.
#[derive(Clone, Copy)]
enum Wish {
    Change,
    Add,
    None,
    First,
    Take,
    Leave,
}

impl Keys {
    pub(super) fn waits(&self) -> bool {
        matches!(self.state, State::Waits { .. })
    }

    /// Takes the next key press.
    pub(super) fn hold(&mut self, ctx: &Context) {
        let State::Waits { adds } = self.state else { return };
        for event in take_keys(ctx) {
            if matches!(event, Event::Key { key: Key::Escape, pressed: true, .. }) {
                self.state = State::Rest;
                return;
            }
            if let Some(key) = pressed(&event) {
                self.state = State::Caught { adds, key };
                return;
            }
        }
    }

    /// Does what the keys of this frame ask; whether the page is left.
    pub(super) fn take_keys(&mut self, ui: &Ui, session: &Session, preferences: &mut Preferences) -> bool {
        if let State::Caught { adds, key } = self.state {
            self.state = State::Rest;
            self.has_shown = false;
            if let Some(action) = self.chosen {
                self.caught(ui.ctx(), action, key, adds, preferences);
            }
            return false;
        }
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::Escape) {
            let is_rest = matches!(self.state, State::Rest);
            self.state = State::Rest;
            self.has_shown &= is_rest;
            return is_rest;
        }
        let focused = ui.memory(|memory| memory.focused());
        if focused.is_some_and(|id| id != field_id()) {
            return false;
        }
        let shown: Vec<Action> = self.shown(ui.ctx(), session).map(|row| row.action).collect();
        let at = self.chosen.and_then(|chosen| shown.iter().position(|action| *action == chosen));
        let moved = if pressed(Key::ArrowDown) {
            Some(at.map_or(0, |at| (at + 1).min(shown.len().saturating_sub(1))))
        } else if pressed(Key::ArrowUp) {
            Some(at.map_or(0, |at| at.saturating_sub(1)))
        } else {
            None
        };
        if let Some(action) = moved.and_then(|at| shown.get(at)) {
            self.choose(*action);
        }
        if at.is_some() && pressed(Key::Enter) {
            self.says = None;
            self.state = State::Waits { adds: false };
        }
        false
    }

    fn choose(&mut self, action: Action) {
        (self.chosen, self.state, self.says, self.is_moved) = (Some(action), State::Rest, None, true);
    }

    /// What is shown: all actions in the order of their groups, or those with the words or the key that is looked for.
    fn shown(&self, ctx: &Context, session: &Session) -> impl Iterator<Item = &'static Row> {
        let keymap = Keymap::of(ctx);
        let typed = self.typed.trim().to_lowercase();
        let key = typed.replace(' ', "+");
        let has_key = |row: &Row| {
            let fits = |written: String| written == key || (key.len() > 1 && written.contains(&key));
            keymap
                .keys(row.action)
                .iter()
                .any(|shortcut| fits(written(shortcut).to_lowercase()) || fits(keys::words(shortcut).to_lowercase().replace(' ', "+")))
        };
        let fits = |row: &Row| typed.is_empty() || name(row, session).to_lowercase().contains(&typed) || has_key(row);
        let found: Vec<&'static Row> = ROWS.iter().filter(|row| fits(row)).collect();
        Group::ALL.into_iter().flat_map(move |group| found.clone().into_iter().filter(move |row| group_of(row.action) == group))
    }

    pub(super) fn show(&mut self, ui: &mut Ui, session: &Session, preferences: &mut Preferences) {
        heading(ui, "Keys", "");
        self.head(ui, preferences);
        let shown: Vec<&Row> = self.shown(ui.ctx(), session).collect();
        if shown.is_empty() {
            muted(ui, "No action has this name or key");
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut group = None;
        for row in shown {
            if group.replace(group_of(row.action)) != Some(group_of(row.action)) {
                ui.add_space(size::PAD);
                strong_label(ui, group_of(row.action).name());
                ui.add_space(size::GAP / 2.0);
                hairline(ui);
                ui.add_space(size::GAP / 4.0);
            }
            self.row(ui, row, session, preferences);
        }
    }

    /// The field that narrows the rows, and the way back.
    fn head(&mut self, ui: &mut Ui, preferences: &mut Preferences) {
        let keymap = Keymap::of(ui.ctx());
        let changed = ROWS.iter().filter(|row| keymap.is_changed(row.action)).count();
        ui.horizontal(|ui| {
            let field = TextEdit::singleline(&mut self.typed).id(field_id()).hint_text("A name or a key, as Ctrl+K").desired_width(dialog::FIND_KEY);
            let field = ui.add(field.margin(Margin::from(Vec2::from(size::FIELD_PAD)))).accessible_name("Find a key");
            field_ring(ui, &field);
            if !std::mem::replace(&mut self.has_shown, true) {
                field.request_focus();
            }
            if field.changed() {
                (self.state, self.says) = (State::Rest, None);
            }
            if changed > 0 {
                if button(ui, "All as at first").clicked() {
                    keep(&Keymap::default(), preferences);
                    (self.state, self.says) = (State::Rest, None);
                }
                muted(ui, &format!("{changed} changed"));
            } else {
                muted(ui, "All as they were at first");
            }
        });
    }

    fn row(&mut self, ui: &mut Ui, row: &Row, session: &Session, preferences: &mut Preferences) {
        let is_chosen = self.chosen == Some(row.action);
        let theme = Theme::of(ui.ctx());
        let fill = if is_chosen { theme.selected_row } else { theme.page };
        let shown = Frame::NONE.fill(fill).corner_radius(size::RADIUS).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let is_pressed = line(ui, row, &name(row, session), is_chosen);
            if is_pressed && is_chosen && matches!(self.state, State::Rest) {
                (self.state, self.says) = (State::Waits { adds: false }, None);
            } else if is_pressed {
                self.choose(row.action);
                self.is_moved = false;
            }
            if is_chosen && let Some(wish) = self.below(ui, row) {
                self.grant(ui.ctx(), row.action, wish, preferences);
            }
        });
        if is_chosen && std::mem::take(&mut self.is_moved) {
            ui.scroll_to_rect(shown.response.rect, None);
        }
    }

    /// What can be done with the chosen row, and how it stands.
    fn below(&mut self, ui: &mut Ui, row: &Row) -> Option<Wish> {
        let shown = ui.horizontal_wrapped(|ui| {
            ui.add_space(size::GAP);
            match &mut self.state {
                State::Waits { .. } | State::Caught { .. } => {
                    strong_label(ui, "Press the new key");
                    key_cap(ui, "Esc");
                    muted(ui, "leaves it as it is");
                    (None, "Press the new key; Escape leaves it as it is".to_owned())
                }
                State::Clash { with, wants_focus, .. } => clash(ui, with, wants_focus),
                State::Rest => rest(ui, row, self.says.as_ref()),
            }
        });
        ui.add_space(size::GAP);
        let (wish, said) = shown.inner;
        ui.ctx().accesskit_node_builder(shown.response.id, |node| {
            node.set_role(Role::Status);
            node.set_label(said);
            node.set_live(Live::Polite);
        });
        wish
    }

    fn grant(&mut self, ctx: &Context, action: Action, wish: Wish, preferences: &mut Preferences) {
        self.says = None;
        match wish {
            Wish::Change => self.state = State::Waits { adds: false },
            Wish::Add => self.state = State::Waits { adds: true },
            Wish::None => self.give(ctx, action, Vec::new(), false, preferences),
            Wish::First => self.give(ctx, action, row(action).map(|row| row.keys.to_vec()).unwrap_or_default(), false, preferences),
            Wish::Take => {
                if let State::Clash { keys, .. } = std::mem::take(&mut self.state) {
                    self.give(ctx, action, keys, true, preferences);
                }
                self.has_shown = false;
            }
            Wish::Leave => (self.state, self.has_shown) = (State::Rest, false),
        }
    }

    fn caught(&mut self, ctx: &Context, action: Action, key: KeyboardShortcut, adds: bool, preferences: &mut Preferences) {
        if let Some(why) = refusal(action, &key) {
            self.says = Some(Said { words: format!("{} stays as it is: {why}", keys::words(&key)), is_refused: true });
            return;
        }
        let mut all = if adds { Keymap::of(ctx).keys(action).to_vec() } else { Vec::new() };
        if !all.contains(&key) {
            all.push(key);
        }
        self.give(ctx, action, all, false, preferences);
    }

    /// Gives an action its keys, or asks where others have them.
    fn give(&mut self, ctx: &Context, action: Action, keys: Vec<KeyboardShortcut>, takes: bool, preferences: &mut Preferences) {
        let mut keymap = Keymap::of(ctx).as_ref().clone();
        let with = keymap.clashes(action, &keys);
        if !with.is_empty() && !takes {
            self.state = State::Clash { keys, with, wants_focus: true };
            return;
        }
        keymap.give(action, keys);
        keep(&keymap, preferences);
        self.says = Some(Said { words: "Kept".to_owned(), is_refused: false });
    }
}

/// The line of an action: its name, what it does, and its keys at the right edge. Whether it was pressed.
fn line(ui: &mut Ui, row: &Row, name: &str, is_chosen: bool) -> bool {
    let theme = Theme::of(ui.ctx());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), dialog::PALETTE_ROW), Sense::CLICK | Sense::FOCUSABLE);
    if response.hovered() && !is_chosen {
        ui.painter().rect_filled(rect, f32::from(size::RADIUS), theme.hover);
    }
    let keymap = Keymap::of(ui.ctx());
    let caps: Vec<String> = keymap.keys(row.action).iter().map(keys::words).collect();
    let mut right = rect.right() - size::GAP;
    for cap in caps.iter().rev() {
        let left = right - key_cap_width(ui, cap);
        paint_key_cap(ui, pos2(left, rect.center().y), cap);
        right = left - size::GAP / 2.0;
    }
    if keymap.is_changed(row.action) {
        let words = if caps.is_empty() { "none, changed" } else { "changed" };
        let at = pos2(right - size::GAP / 2.0, rect.center().y);
        right = ui.painter().text(at, Align2::RIGHT_CENTER, words, plain(type_size::SMALL), theme.accent).left();
    }
    let at = rect.left_center() + vec2(size::GAP, 0.0);
    let end = ui.painter().text(at, Align2::LEFT_CENTER, crate::view::shorten(name, 40), plain(type_size::UI), theme.ink).right();
    let left = (end + 2.0 * size::GAP).max(rect.left() + dialog::KEY_NAME);
    let tip = Rect::from_min_max(pos2(left, rect.top()), pos2((right - 2.0 * size::GAP).max(left), rect.bottom()));
    let mut job = egui::text::LayoutJob::single_section(row.tip.to_owned(), egui::TextFormat::simple(plain(type_size::SMALL), theme.muted));
    job.wrap = egui::text::TextWrapping::truncate_at_width(tip.width());
    let galley = ui.painter().layout_job(job);
    let is_cut = galley.elided;
    ui.painter().galley(pos2(tip.left(), tip.center().y - galley.size().y / 2.0), galley, theme.muted);
    if response.has_focus() {
        ring(ui, rect);
    }
    let said = if caps.is_empty() { "no key".to_owned() } else { caps.join(" or ") };
    option_info(ui, &response, true, is_chosen, &format!("{name}: {said}"));
    let response = if is_cut { response.on_hover_text(row.tip) } else { response };
    response.clicked()
}

/// “Ctrl K is the key of Commands”, and what can be done about it.
fn clash(ui: &mut Ui, with: &[(KeyboardShortcut, Action)], wants_focus: &mut bool) -> (Option<Wish>, String) {
    let one = |(key, action): &(KeyboardShortcut, Action)| format!("{} is the key of {}", keys::words(key), row(*action).map_or("", |row| row.name));
    let words = with.iter().map(one).collect::<Vec<_>>().join(", ");
    strong_label(ui, &words);
    let takes = primary_button(ui, "Take it from there");
    if std::mem::take(wants_focus) {
        takes.request_focus();
    }
    let leaves = button(ui, "Leave it").clicked().then_some(Wish::Leave);
    (takes.clicked().then_some(Wish::Take).or(leaves), words)
}

/// What can be done with a row, and what came of the last change.
fn rest(ui: &mut Ui, row: &Row, says: Option<&Said>) -> (Option<Wish>, String) {
    let theme = Theme::of(ui.ctx());
    let keymap = Keymap::of(ui.ctx());
    let offers = [
        ("Change", Wish::Change, true),
        ("Add another", Wish::Add, true),
        ("None", Wish::None, !keymap.keys(row.action).is_empty()),
        ("As it was at first", Wish::First, keymap.is_changed(row.action)),
    ];
    let mut wish = None;
    for (words, wished, _) in offers.into_iter().filter(|(_, _, is_offered)| *is_offered) {
        if button(ui, words).clicked() {
            wish = Some(wished);
        }
    }
    let Some(Said { words, is_refused }) = says else { return (wish, String::new()) };
    let ink = if *is_refused { theme.warning } else { theme.muted };
    ui.add(Label::new(RichText::new(words).color(ink)).wrap());
    (wish, words.clone())
}

/// Keeps what was changed; what another program of ours wrote there stays.
fn keep(keymap: &Keymap, preferences: &mut Preferences) {
    preferences.keys.retain(|name, _| action_named(name).is_none());
    preferences.keys.extend(keymap.changes());
}

fn name(row: &Row, session: &Session) -> String {
    own_name(row.action, session).map_or_else(|| row.name.to_owned(), |own| own.to_string())
}

fn field_id() -> Id {
    Id::unique("find a key")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_another_program_wrote_stays() {
        let mut preferences = Preferences { keys: [("Fly".into(), "F3".into()), ("Undo".into(), "F2".into())].into(), ..Preferences::default() };
        keep(&Keymap::default(), &mut preferences);
        assert_eq!(preferences.keys.keys().collect::<Vec<_>>(), ["Fly"]);
    }
}
