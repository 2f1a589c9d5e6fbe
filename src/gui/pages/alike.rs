//! Marking the same words elsewhere: each place with its context, to be left out or taken, and all of them in one step.

use super::{column, rows};
use crate::gui::actions::Asks;
use crate::gui::theme::{Theme, size, type_size};
use crate::gui::widgets::{Letters, Line, button, choice_chip, hairline, muted, primary_button};
use crate::project::{Mark, MarkId};
use crate::session::{Command, MarkCommand, Session};
use crate::text::Alike;
use crate::view::alike::{PlaceShown, places};
use crate::view::counted;
use egui::{Key, Modifiers, Role, Sense, Ui, WidgetInfo, vec2};
use std::collections::BTreeSet;

/// The page.
pub(in crate::gui) struct AlikePage {
    like: MarkId,
    how: Alike,
    everywhere: bool,
    /// What is found, and for which version of the project and which choices.
    found: Option<((u64, Alike, bool), Vec<PlaceShown>)>,
    left_out: BTreeSet<usize>,
    row: usize,
    moved: bool,
}

impl AlikePage {
    /// The page for the selected mark.
    pub(super) fn of(session: &Session) -> Option<Self> {
        let like = session.mark()?.id;
        Some(Self { like, how: Alike::default(), everywhere: false, found: None, left_out: BTreeSet::new(), row: 0, moved: false })
    }

    /// Shows the page; `true` when it is to be closed.
    pub(super) fn show(&mut self, ui: &mut Ui, session: &Session, letters: &mut Letters, asks: &mut Asks) -> bool {
        let Some((project, mark)) = session.project().and_then(|project| Some((project, project.mark(self.like)?.clone()))) else { return true };
        let key = (session.version(), self.how, self.everywhere);
        if self.found.as_ref().is_none_or(|(at, _)| *at != key) {
            self.found = Some((key, places(project, &mark, self.how, self.everywhere)));
            self.left_out.clear();
            self.row = 0;
        }
        let mut is_done = self.keys(ui);
        let is_accepted = is_done == Some(true);
        let label = mark.label().name().to_lowercase();
        let words = project.text_of(&mark).map(|text| mark.at.first().of(text)).unwrap_or_default();
        let title = format!("Mark all like “{}”", crate::view::shorten(words, 40));
        let mut is_pressed = false;
        let is_closed = column(ui, &title, |ui| {
            self.options(ui);
            ui.add_space(size::GAP);
            let count = self.found.as_ref().map_or(0, |(_, places)| places.len() - self.left_out.len());
            ui.horizontal(|ui| {
                let words = if count == 0 { "Nothing to mark".to_owned() } else { format!("Mark {} as {label}", counted(count, "place")) };
                is_pressed = ui.add_enabled_ui(count > 0, |ui| primary_button(ui, &words)).inner.clicked();
                if button(ui, "Cancel").clicked() {
                    is_done = Some(false);
                }
                muted(ui, "↑ ↓ move, Space leaves out or takes, Enter marks");
            });
            ui.add_space(size::GAP);
            self.rows(ui, letters);
        });
        if is_pressed || (is_accepted && self.chosen().next().is_some()) {
            self.accept(&mark, asks);
            return true;
        }
        is_closed || is_done.is_some()
    }

    /// What was asked by key: to mark (`true`), or to leave.
    fn keys(&mut self, ui: &Ui) -> Option<bool> {
        let count = self.found.as_ref().map_or(0, |(_, places)| places.len());
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::Escape) {
            return Some(false);
        }
        if pressed(Key::ArrowDown) {
            self.row = (self.row + 1).min(count.saturating_sub(1));
            self.moved = true;
        }
        if pressed(Key::ArrowUp) {
            self.row = self.row.saturating_sub(1);
            self.moved = true;
        }
        let is_free = ui.memory(|memory| memory.focused().is_none());
        if is_free && pressed(Key::Space) && self.row < count {
            self.toggle(self.row);
        }
        (is_free && pressed(Key::Enter)).then_some(true)
    }

    fn options(&mut self, ui: &mut Ui) {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = size::GAP * 0.75;
            let option = |ui: &mut Ui, words: &str, is_on: &mut bool| {
                if choice_chip(ui, words, *is_on, true, None).clicked() {
                    *is_on = !*is_on;
                }
            };
            option(ui, "In all articles", &mut self.everywhere);
            option(ui, "Whole words", &mut self.how.whole_words);
            option(ui, "Any case", &mut self.how.any_case);
            option(ui, "Any quotation marks", &mut self.how.any_quotes);
            option(ui, "Any spaces", &mut self.how.any_spaces);
        });
    }

    fn rows(&mut self, ui: &mut Ui, letters: &mut Letters) {
        let Some((key, places)) = self.found.take() else { return };
        if places.is_empty() {
            muted(ui, "These words stand nowhere else");
        }
        let entries = entries(&places);
        let current = entries.iter().position(|line| *line == Entry::Place(self.row)).filter(|_| std::mem::take(&mut self.moved));
        let mut pressed = None;
        rows(ui, entries.len(), size::CONTROL + size::GAP / 4.0, current, |ui, index| match entries.get(index) {
            Some(Entry::Title(place)) => {
                let title = places.get(*place).map_or("", |place| &place.title);
                let line = Line { size: type_size::UI, is_strong: false, ink: Theme::of(ui.ctx()).muted };
                let room = ui.available_width();
                letters.label(ui, title, line, room, Sense::hover());
                hairline(ui);
            }
            Some(Entry::Place(place)) => {
                let Some(shown) = places.get(*place) else { return };
                if row(ui, *place, shown, !self.left_out.contains(place), self.row == *place, letters).clicked() {
                    pressed = Some(*place);
                }
            }
            None => {}
        });
        self.found = Some((key, places));
        if let Some(index) = pressed {
            self.row = index;
            self.toggle(index);
        }
    }

    fn toggle(&mut self, index: usize) {
        if !self.left_out.remove(&index) {
            self.left_out.insert(index);
        }
    }

    fn chosen(&self) -> impl Iterator<Item = &PlaceShown> {
        let all = self.found.as_ref().map(|(_, places)| places.as_slice()).unwrap_or_default();
        all.iter().enumerate().filter(|(index, _)| !self.left_out.contains(index)).map(|(_, place)| place)
    }

    fn accept(&self, mark: &Mark, asks: &mut Asks) {
        let places = self.chosen().map(|place| (place.article, place.at)).collect();
        asks.command(Command::Mark(MarkCommand::MakeAlike { like: mark.id, places }));
    }
}

/// A row of the list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Entry {
    /// The title of the article in which this place stands.
    Title(usize),
    /// A place.
    Place(usize),
}

/// The places, under the title of each article.
fn entries(places: &[PlaceShown]) -> Vec<Entry> {
    let mut entries = Vec::with_capacity(places.len() + 1);
    let mut last = None;
    for (index, place) in places.iter().enumerate() {
        if last != Some(place.article) {
            last = Some(place.article);
            entries.push(Entry::Title(index));
        }
        entries.push(Entry::Place(index));
    }
    entries
}

/// A place with its context: a box to take it or leave it out, and the words among what stands around them.
fn row(ui: &mut Ui, index: usize, place: &PlaceShown, is_taken: bool, is_current: bool, letters: &mut Letters) -> egui::Response {
    let theme = Theme::of(ui.ctx());
    let (rect, response) = ui.push_id(("place", index), |ui| ui.allocate_exact_size(vec2(ui.available_width(), size::CONTROL), Sense::click())).inner;
    let ground = if is_current {
        theme.selected_row
    } else if response.hovered() {
        theme.hover
    } else {
        theme.page
    };
    ui.painter().rect_filled(rect, f32::from(size::RADIUS), ground);
    let square = egui::Rect::from_center_size(rect.left_center() + vec2(size::CONTROL / 2.0, 0.0), vec2(size::SIGN + 2.0, size::SIGN + 2.0));
    let stroke = egui::Stroke::new(size::CHOSEN, if is_taken { theme.accent } else { theme.muted });
    ui.painter().rect_stroke(square, size::RADIUS_SMALL, stroke, egui::StrokeKind::Inside);
    if is_taken {
        crate::gui::widgets::paint_sign(ui.painter(), square, crate::gui::widgets::Sign::Check, theme.accent);
    }
    let ink = if is_taken { theme.ink } else { theme.muted };
    let name = place.context.line().trim().to_owned();
    let line = egui::Rect::from_min_max(rect.min + vec2(size::CONTROL, 0.0), rect.max - vec2(size::GAP, 0.0));
    letters.paint_context(ui, line, &place.context, ink);
    if response.has_focus() {
        crate::gui::widgets::ring(ui, rect);
    }
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_taken, &name));
    response
}
