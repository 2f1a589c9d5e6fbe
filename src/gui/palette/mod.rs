//! A field over the window in which a few letters find a command, or an article or a mark: the best first, chosen by keys.

mod commands;
mod go_to;
mod rows;
mod words;

#[cfg(test)]
mod tests;

use super::actions::{Action, row};
use super::keymap::name_of;
use super::keys::{digit, take_keys};
use super::pages;
use super::style::{plain, room};
use super::theme::{Theme, dialog, size, type_size};
use super::widgets::{Letters, field_ring, hairline, key_cap, muted};
use crate::session::{ArticleCommand, Command, SelectCommand, Session};
use crate::view::{counted, go_to::Goal, grouped};
use commands::Commands;
use egui::accesskit::{Live, Role};
use egui::{
    Align, Align2, Area, Context, Event, Frame, Id, Key, Layout, Margin, Modal, Modifiers, Rect, Response, RichText, ScrollArea, TextEdit, Ui, Vec2, vec2,
};
use go_to::GoTo;

/// How many commands are remembered as used last.
const RECENT: usize = 8;

/// The field and its list.
pub(super) struct Palette {
    list: List,
    typed: String,
    chosen: usize,
    /// What had the focus before.
    returns_to: Option<Id>,
    /// Keys of this frame, which nothing else may see.
    held: Vec<Event>,
    /// Whether the chosen row is to be brought into view.
    is_moved: bool,
    /// Why what was chosen is not possible.
    says: String,
}

enum List {
    Commands(Commands),
    GoTo(Box<GoTo>),
}

/// How the palette ended.
pub(super) enum Ended {
    /// Without anything; what had the focus before gets it again.
    Left(Option<Id>),
    /// With a command.
    Do(Action),
    /// With a place to go to.
    Go(Command),
}

/// What the keys of a frame ask.
enum Asked {
    Leave,
    Accept(usize),
}

impl Palette {
    /// All commands, those that were used last first; `returns_to` gets the focus afterwards.
    pub(super) fn commands(recent: &[String], returns_to: Option<Id>) -> Self {
        Self::new(List::Commands(Commands::new(recent)), returns_to)
    }

    /// All articles and marks.
    pub(super) fn go_to(returns_to: Option<Id>) -> Self {
        Self::new(List::GoTo(Box::new(GoTo::new())), returns_to)
    }

    fn new(list: List, returns_to: Option<Id>) -> Self {
        Self { list, typed: String::new(), chosen: 0, returns_to, held: Vec::new(), is_moved: false, says: String::new() }
    }

    /// Takes the keys of a frame before anything else sees them.
    pub(super) fn hold_keys(&mut self, ctx: &Context) {
        self.held = take_keys(ctx);
    }

    /// Shows the field and its list; how it ended, when it did.
    pub(super) fn show(&mut self, ctx: &Context, session: &Session, letters: &mut Letters) -> Option<Ended> {
        let held = std::mem::take(&mut self.held);
        let (own, fields): (Vec<Event>, Vec<Event>) = held.into_iter().partition(|event| self.is_own(event));
        ctx.input_mut(|input| input.events.extend(fields));
        let frame = Frame::popup(&ctx.global_style()).fill(Theme::of(ctx).page).inner_margin(Margin::same(dialog::PALETTE_PAD));
        let id = Id::unique("palette");
        let top = Area::new(id).anchor(Align2::CENTER_TOP, vec2(0.0, dialog::PALETTE_TOP.min(room(ctx).y / 8.0)));
        let area = top.kind(egui::UiKind::Modal).sense(egui::Sense::hover()).order(egui::Order::Foreground).interactable(true);
        let shown = Modal::new(id).area(area).backdrop_color(dialog::VEIL).frame(frame).show(ctx, |ui| self.content(ui, session, &own, letters));
        let asked = shown.inner.or_else(|| shown.backdrop_response.clicked().then_some(Asked::Leave));
        let ended = match asked? {
            Asked::Leave => Ended::Left(self.returns_to),
            Asked::Accept(place) => self.accept(place, session)?,
        };
        ctx.memory_mut(|memory| memory.stop_text_input());
        ctx.request_repaint();
        Some(ended)
    }

    /// Whether an event is for the list and not for the field.
    fn is_own(&self, event: &Event) -> bool {
        let Event::Key { key, modifiers, .. } = event else { return false };
        let is_number = matches!(self.list, List::GoTo(_)) && is_numbered(*modifiers) && digit(event).is_some();
        let moves = matches!(key, Key::ArrowUp | Key::ArrowDown | Key::PageUp | Key::PageDown | Key::Home | Key::End);
        is_number || (!modifiers.any() && (moves || matches!(key, Key::Enter | Key::Escape)))
    }

    fn content(&mut self, ui: &mut Ui, session: &Session, own: &[Event], letters: &mut Letters) -> Option<Asked> {
        ui.set_width(dialog::PALETTE.min(room(ui.ctx()).x));
        ui.spacing_mut().item_spacing.y = size::GAP;
        let field = self.field(ui);
        let is_done = self.look(session, false);
        if !is_done {
            ui.ctx().request_repaint();
        }
        let mut asked = None;
        for event in own {
            asked = asked.or(self.key(event, session));
        }
        let pressed = self.rows(ui, session, &field, letters);
        hairline(ui);
        self.foot(ui);
        asked.or(pressed.map(Asked::Accept))
    }

    fn field(&mut self, ui: &mut Ui) -> Response {
        let (name, hint) = match self.list {
            List::Commands(_) => ("Commands", "A command, by a few letters"),
            List::GoTo(_) => ("Go to", "An article or a mark: the first letters of its words will do"),
        };
        let edit = TextEdit::singleline(&mut self.typed).id(Id::unique("palette field")).hint_text(hint).desired_width(f32::INFINITY);
        let field = ui.add(edit.margin(Margin::from(Vec2::from(size::FIELD_PAD)))).accessible_name(name);
        if !field.has_focus() {
            field.request_focus();
        }
        field_ring(ui, &field);
        if field.changed() {
            (self.chosen, self.is_moved) = (0, true);
            self.says.clear();
        }
        field
    }

    /// Lists what fits; whether all is listed.
    fn look(&mut self, session: &Session, to_the_end: bool) -> bool {
        match &mut self.list {
            List::Commands(commands) => {
                commands.look(session, &self.typed);
                true
            }
            List::GoTo(go_to) => go_to.go_on(session, &self.typed, to_the_end),
        }
    }

    fn len(&self) -> usize {
        match &self.list {
            List::Commands(commands) => commands.len(),
            List::GoTo(go_to) => go_to.len(),
        }
    }

    fn key(&mut self, event: &Event, session: &Session) -> Option<Asked> {
        let Event::Key { key, pressed: true, modifiers, .. } = event else { return None };
        if let Some(number) = digit(event).filter(|_| is_numbered(*modifiers)) {
            // What is chosen is what fits to all that was typed, also where the list is a frame behind.
            self.look(session, true);
            let place = number.checked_sub(1).map(|place| if modifiers.shift { rows::NINE + place } else { place });
            return place.filter(|place| *place < self.len()).map(Asked::Accept);
        }
        if *key == Key::Escape {
            return Some(Asked::Leave);
        }
        if *key == Key::Enter {
            self.look(session, true);
            return (self.chosen < self.len()).then_some(Asked::Accept(self.chosen));
        }
        let page = dialog::PALETTE_ROWS;
        let moves = [
            (Key::ArrowDown, self.chosen.saturating_add(1)),
            (Key::ArrowUp, self.chosen.saturating_sub(1)),
            (Key::PageDown, self.chosen.saturating_add(page)),
            (Key::PageUp, self.chosen.saturating_sub(page)),
            (Key::Home, 0),
            (Key::End, usize::MAX),
        ];
        self.chosen = moves.into_iter().find(|(known, _)| known == key)?.1;
        self.chosen = self.chosen.min(self.len().saturating_sub(1));
        self.is_moved = true;
        self.says.clear();
        None
    }

    /// The list; the row that was pressed.
    fn rows(&mut self, ui: &mut Ui, session: &Session, field: &Response, letters: &mut Letters) -> Option<usize> {
        let count = self.len();
        let shown = std::mem::take(&mut self.is_moved).then_some(self.chosen).filter(|_| count > 0);
        let most = (room(ui.ctx()).y - dialog::AROUND_PALETTE).max(dialog::PALETTE_ROW);
        let height = (dialog::PALETTE_ROW * dialog::PALETTE_ROWS as f32).min(most);
        let (chosen, list) = (self.chosen, &mut self.list);
        let mut pressed = None;
        let area = ScrollArea::vertical().id_salt("palette list").max_height(height).min_scrolled_height(height).auto_shrink([false, false]);
        let area = area.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            if count == 0 {
                nothing(ui, list, !self.typed.is_empty());
            }
            pages::rows(ui, count, dialog::PALETTE_ROW, shown, |ui, place| {
                let is_pressed = one(ui, rows::At { place, is_chosen: place == chosen }, list, session, letters).is_some_and(|row| row.clicked());
                pressed = pressed.or(is_pressed.then_some(place));
            });
        });
        ui.ctx().accesskit_node_builder(area.id, |node| {
            node.set_role(Role::ListBox);
            node.set_label(field_list_name(list));
            let Rect { min, max } = area.inner_rect;
            node.set_bounds(egui::accesskit::Rect { x0: min.x.into(), y0: min.y.into(), x1: max.x.into(), y1: max.y.into() });
        });
        if ui.ctx().has_accesskit_node(rows::option_id(chosen)) {
            ui.ctx().accesskit_node_builder(field.id, |node| node.set_active_descendant(rows::option_id(chosen).accesskit_id()));
        }
        pressed
    }

    /// How many there are, or why what was chosen cannot be done, and the keys.
    fn foot(&self, ui: &mut Ui) {
        let theme = Theme::of(ui.ctx());
        let (words, ink) = match &self.list {
            _ if !self.says.is_empty() => (self.says.clone(), theme.warning),
            List::Commands(commands) => (counted(commands.len(), "command"), theme.muted),
            List::GoTo(go_to) => (go_to_words(go_to), theme.muted),
        };
        let shown = ui.horizontal(|ui| {
            ui.set_min_height(size::KEY_CAP);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = size::GAP / 2.0;
                let second = if matches!(self.list, List::Commands(_)) { "do" } else { "go" };
                for (words, caps) in [("close", ["Esc"].as_slice()), (second, &["Enter"]), ("choose", &["↓", "↑"])] {
                    muted(ui, words);
                    caps.iter().for_each(|cap| {
                        key_cap(ui, cap);
                    });
                    ui.add_space(size::GAP);
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.add(egui::Label::new(RichText::new(&words).font(plain(type_size::SMALL)).color(ink)).truncate());
                });
            });
        });
        ui.ctx().accesskit_node_builder(shown.response.id, |node| {
            node.set_role(Role::Status);
            node.set_label(words);
            node.set_live(Live::Polite);
        });
    }

    fn accept(&mut self, place: usize, session: &Session) -> Option<Ended> {
        match &self.list {
            List::Commands(commands) => {
                let shown = commands.get(place)?;
                if let Some(why) = shown.why {
                    self.says = format!("{}: {why}", shown.name);
                    (self.chosen, self.is_moved) = (place, true);
                    return None;
                }
                Some(Ended::Do(shown.action))
            }
            List::GoTo(go_to) => {
                let goal = go_to.target(place)?.goal;
                session.project()?;
                Some(Ended::Go(match goal {
                    Goal::Article(id) => Command::Article(ArticleCommand::Show(id)),
                    Goal::Mark(id) => Command::Select(SelectCommand::Mark(id)),
                }))
            }
        }
    }
}

/// Whether a digit chooses with what is held, one of the first nine or with Shift of the next: with Alt as well it may write a sign.
fn is_numbered(held: Modifiers) -> bool {
    held.command && !held.alt
}

fn field_list_name(list: &List) -> String {
    match list {
        List::Commands(_) => "List of commands".to_owned(),
        List::GoTo(_) => "List of articles and marks".to_owned(),
    }
}

/// One row, where there is one.
fn one(ui: &mut Ui, at: rows::At, list: &mut List, session: &Session, letters: &mut Letters) -> Option<Response> {
    match list {
        List::Commands(commands) => {
            let found = commands.marked(at.place);
            Some(rows::command(ui, at, commands.get(at.place)?, &found, letters))
        }
        List::GoTo(go_to) => {
            let target = go_to.target(at.place)?.clone();
            let found = go_to.marked(&target.words);
            let id = go_to.is_by_id(&target).then(|| target.goal.id());
            Some(rows::target(ui, at, &target, id.as_deref(), &found, session.project()?, letters))
        }
    }
}

fn nothing(ui: &mut Ui, list: &List, is_typed: bool) {
    let words = match list {
        List::Commands(_) => "No command has these letters",
        List::GoTo(go_to) if go_to.preparing().is_some() => "",
        List::GoTo(_) if is_typed => "No article and no mark has these letters",
        List::GoTo(_) => "The project has no articles yet",
    };
    ui.add_space(size::GAP);
    ui.horizontal(|ui| {
        ui.add_space(size::GAP);
        muted(ui, words);
    });
}

fn go_to_words(go_to: &GoTo) -> String {
    let found = go_to.found();
    match go_to.preparing() {
        Some(part) => format!("Reading articles and marks, {:.0} %", part * 100.0),
        None if found > go_to.len() => format!("{} found, the first {}", grouped(found), go_to.len()),
        None => format!("{} found", grouped(found)),
    }
}

/// Puts a command at the head of those that were used.
pub(super) fn used(action: Action, recent: &mut Vec<String>) {
    if row(action).is_some() {
        let name = name_of(action);
        recent.retain(|other| *other != name);
        recent.insert(0, name);
        recent.truncate(RECENT);
    }
}
