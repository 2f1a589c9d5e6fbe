//! What came of reading files: how many were added, which were refused and why, and texts that tell the same story as an article, each with
//! what can be done about it.

use super::{column, rows};
use crate::gui::actions::Asks;
use crate::gui::theme::{Theme, size, type_size};
use crate::gui::widgets::{Letters, Line, button, hairline};
use crate::session::{ArrivalCommand, Arrivals, Command, Session};
use crate::view::arrivals::{Row, as_text, rows as rows_of, summary};
use egui::{Align, Key, Layout, Modifiers, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

/// The page.
#[derive(Default)]
pub(in crate::gui) struct ArrivalsPage {
    /// Its lines, made at a revision of the session.
    known: Option<(u64, Vec<Row>)>,
}

impl ArrivalsPage {
    /// Shows the page.
    pub(super) fn show(&mut self, ui: &mut Ui, session: &Session, letters: &mut Letters, asks: &mut Asks) {
        let Some(arrivals) = session.arrivals() else { return };
        let key = session.revision();
        if self.known.as_ref().is_none_or(|(at, _)| *at != key) {
            self.known = Some((key, rows_of(session)));
        }
        let Some((_, shown)) = &self.known else { return };
        let is_left = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        let is_closed = column(ui, "What was read", |ui| {
            head(ui, session, arrivals, letters, asks);
            ui.add_space(size::GAP);
            rows(ui, shown.len(), size::ROW + size::LINE, None, |ui, index| match shown.get(index) {
                Some(Row::Heading(words)) => heading(ui, words, letters),
                Some(Row::Waiting { place, title, says }) => waiting(ui, *place, title, says, session, letters, asks),
                Some(Row::Told { file, path, says }) => told(ui, file, path, says, letters),
                None => {}
            });
        });
        if is_closed || is_left {
            asks.command(Command::Arrival(ArrivalCommand::PutAway));
        }
    }
}

/// How it went, and what can be done about all at once.
fn head(ui: &mut Ui, session: &Session, arrivals: &Arrivals, letters: &mut Letters, asks: &mut Asks) {
    let line = Line { size: type_size::UI, is_strong: false, ink: Theme::of(ui.ctx()).muted };
    letters.paragraph(ui, &summary(arrivals), line);
    if !arrivals.alike.is_empty() {
        let words = "Compare what is like an article as its newer version, or add it as one of its own. Closing this leaves it out";
        letters.paragraph(ui, words, line);
    }
    ui.add_space(size::GAP / 2.0);
    ui.horizontal(|ui| {
        let all = || (0..arrivals.alike.len()).collect::<Vec<_>>();
        if !arrivals.alike.is_empty() && session.is_writable() {
            if button(ui, "Add all as articles of their own").clicked() {
                asks.command(Command::Arrival(ArrivalCommand::Add(all())));
            }
            if button(ui, "Leave all out").clicked() {
                asks.command(Command::Arrival(ArrivalCommand::LeaveOut(all())));
            }
        }
        if button(ui, "Copy this list").clicked() {
            ui.ctx().copy_text(as_text(session));
        }
    });
}

fn heading(ui: &mut Ui, words: &str, letters: &mut Letters) {
    ui.add_space(size::ROW - type_size::UI * 2.0);
    let room = ui.available_width();
    let response = letters.label(ui, words, Line { size: type_size::UI, is_strong: true, ink: Theme::of(ui.ctx()).muted }, room, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, words));
    hairline(ui);
}

/// A text that is like an article, with what can become of it.
fn waiting(ui: &mut Ui, place: usize, title: &str, says: &str, session: &Session, letters: &mut Letters, asks: &mut Asks) {
    let left = lines(ui, ("waiting", place), title, says, 290.0, letters);
    let right = Rect::from_min_max(pos2(left.right(), left.top()), pos2(ui.max_rect().right() - size::GAP, left.bottom()));
    let mut inner = ui.new_child(UiBuilder::new().id_salt(("acts", place)).max_rect(right).layout(Layout::right_to_left(Align::Center)));
    inner.add_enabled_ui(session.is_writable(), |ui| {
        if button(ui, "Leave out").clicked() {
            asks.command(Command::Arrival(ArrivalCommand::LeaveOut(vec![place])));
        }
        if button(ui, "Add").on_hover_text("Add it as an article of its own").clicked() {
            asks.command(Command::Arrival(ArrivalCommand::Add(vec![place])));
        }
        if button(ui, "Compare").on_hover_text("Compare it with the article, as a newer version of it").clicked() {
            asks.command(Command::Arrival(ArrivalCommand::Compare(place)));
        }
    });
}

fn told(ui: &mut Ui, file: &str, path: &str, says: &str, letters: &mut Letters) {
    let rect = lines(ui, ("told", path, says), file, says, 0.0, letters);
    let whole = if path.is_empty() { says.to_owned() } else { format!("{path}\n{says}") };
    ui.interact(rect, ui.scope_id().with(("hover", path, says)), Sense::hover()).on_hover_text(whole);
}

/// Two lines, the first in strong letters; where they stand. `kept` is the room at the right for something else, in points.
fn lines(ui: &mut Ui, id: impl std::hash::Hash + Copy + std::fmt::Debug, first: &str, second: &str, kept: f32, letters: &mut Letters) -> Rect {
    let theme = Theme::of(ui.ctx());
    let whole = ui.max_rect();
    let rect = Rect::from_min_size(whole.min, vec2(whole.width() - kept, size::ROW));
    let top = if first.is_empty() { rect.center().y - type_size::UI } else { rect.top() + size::GAP / 2.0 };
    let line = |ui: &mut Ui, part: &str, at: f32, words: &str, line: Line, letters: &mut Letters| {
        let place = Rect::from_min_size(pos2(rect.left(), at), vec2(rect.width() - size::GAP, line.size * 1.5));
        let mut inner = ui.new_child(UiBuilder::new().id_salt((part, id)).max_rect(place).layout(Layout::left_to_right(Align::Center)));
        let response = letters.label(&mut inner, words, line, place.width(), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    };
    let mut next = top;
    if !first.is_empty() {
        line(ui, "first", next, first, Line { size: type_size::UI, is_strong: true, ink: theme.ink }, letters);
        next += type_size::UI * 1.5;
    }
    line(ui, "second", next, second, Line { size: type_size::SMALL, is_strong: false, ink: theme.muted }, letters);
    rect
}
