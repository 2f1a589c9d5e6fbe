//! The marks of the older text: lists by what becomes of them, and under them the one that is decided about, with a key for each answer.

use super::{Filter, VersionsPage, small};
use crate::gui::actions::Asks;
use crate::gui::keys::number;
use crate::gui::style::{plain, strong};
use crate::gui::theme::{Inks, Theme, size, type_size, versions};
use crate::gui::widgets::{Letters, Line, Quote, Sign, button, choice_chip, hairline, key_cap, label_square, muted, paint_sign, primary_button, ring};
use crate::project::{Label, MarkId, Project};
use crate::session::{Choice, Command, Comparing, Session, VersionCommand};
use crate::text::Fragments;
use crate::view::counted;
use crate::view::versions::{Done, Kind, MarkShown, Row, mark_shown};
use egui::{Align2, Frame, Key, Margin, Modifiers, Panel, Pos2, Rect, Response, Role, ScrollArea, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2};

/// The most lines of a mark's words in the card.
const MOST_LINES: usize = 4;
/// How many places can be chosen by a digit.
const DIGITS: usize = 9;

impl VersionsPage {
    /// Shows the marks over the whole ui.
    pub(in crate::gui) fn side(&mut self, ui: &mut Ui, session: &Session, letters: &mut Letters, asks: &mut Asks) {
        let Some((project, comparing)) = session.project().zip(session.comparing()) else { return };
        self.learn(project, comparing, session.revision());
        let theme = Theme::of(ui.ctx());
        let shown = self.current.and_then(|id| mark_shown(project, comparing, id));
        if let Some(shown) = &shown {
            let frame = Frame::NONE.fill(theme.panel).inner_margin(Margin::same(size::PART_PAD as i8));
            Panel::bottom("decision").resizable(false).frame(frame).show(ui, |ui| self.card(ui, session, project, comparing, shown, letters, asks));
        }
        let frame = Frame::NONE.inner_margin(Margin::same(size::PART_PAD as i8));
        Panel::top("kinds").resizable(false).show_separator_line(false).frame(frame).show(ui, |ui| self.filters(ui, session, project, comparing, asks));
        hairline(ui);
        ui.spacing_mut().item_spacing.y = 0.0;
        self.list(ui, project, comparing, letters);
    }

    fn filters(&mut self, ui: &mut Ui, session: &Session, project: &Project, comparing: &Comparing, asks: &mut Asks) {
        ui.spacing_mut().item_spacing = vec2(size::GAP * 0.5, size::GAP * 0.5);
        let mut offers: Vec<(Filter, String)> = Vec::new();
        let needed = self.count(|row| row.kind.needs_a_look());
        if needed > 0 {
            offers.push((Filter::NeedsALook, format!("To look at {needed}")));
        }
        for kind in Kind::ALL {
            let count = self.count(|row| row.kind == kind);
            if count > 0 {
                offers.push((Filter::Only(kind), format!("{} {count}", kind.name())));
            }
        }
        if offers.is_empty() {
            muted(ui, "No marks to decide about");
        }
        if offers.len() > 1 {
            offers.push((Filter::All, format!("All {}", self.count(|_| true))));
        }
        ui.horizontal_wrapped(|ui| {
            for (filter, words) in offers {
                if choice_chip(ui, &words, self.filter == filter, true, None).clicked() {
                    self.filter = filter;
                    self.moved = true;
                    let is_listed = self.listed().any(|row| Some(row.id) == self.current);
                    let first = self.listed().next().map(|row| row.id).filter(|_| !is_listed);
                    if let Some(first) = first {
                        self.bring(first, project, comparing);
                    }
                }
            }
        });
        if session.is_writable() {
            self.all_at_once(ui, project, comparing, asks);
        }
    }

    /// One answer for all that wait and are alike.
    fn all_at_once(&self, ui: &mut Ui, project: &Project, comparing: &Comparing, asks: &mut Asks) {
        // In a small window they stand in the lists that they are about.
        let has_room = ui.ctx().content_rect().height() >= size::WINDOW[1] * 0.8;
        let is_offered = |kind: Kind| has_room || self.filter == Filter::Only(kind);
        let open = |kind: Kind| -> Vec<MarkId> { self.rows().filter(|row| row.waits && row.kind == kind && is_offered(kind)).map(|row| row.id).collect() };
        let (changed, lost) = (open(Kind::Changed), open(Kind::Lost));
        if changed.len() < 2 && lost.len() < 2 {
            return;
        }
        ui.horizontal_wrapped(|ui| {
            if changed.len() > 1 && button(ui, &format!("Put all {} changed", changed.len())).on_hover_text("Each on the words that stand there now").clicked()
            {
                let offer = |id: MarkId| Some((id, Choice::Put(mark_shown(project, comparing, id)?.offer?)));
                asks.command(Command::Version(VersionCommand::Decide(changed.into_iter().filter_map(offer).collect())));
            }
            if lost.len() > 1 && button(ui, &format!("Let all {} lost go", lost.len())).on_hover_text("The earlier version keeps the record of them").clicked()
            {
                asks.command(Command::Version(VersionCommand::Decide(lost.into_iter().map(|id| (id, Choice::LetGo)).collect())));
            }
        });
    }

    fn list(&mut self, ui: &mut Ui, project: &Project, comparing: &Comparing, letters: &mut Letters) {
        let listed: Vec<Row> = self.listed().copied().collect();
        let current = listed.iter().position(|row| Some(row.id) == self.current).filter(|_| std::mem::take(&mut self.moved));
        let mut pressed = None;
        ScrollArea::vertical().id_salt("marks").auto_shrink(false).show(ui, |ui| {
            super::super::rows(ui, listed.len(), versions::MARK, current, |ui, index| {
                let Some(shown) = listed.get(index).and_then(|row| mark_shown(project, comparing, row.id)) else { return };
                let inks = Theme::of(ui.ctx()).label(&shown.label, project.own_labels());
                if row(ui, &shown, self.current == Some(shown.id), inks, letters).clicked() {
                    pressed = Some(shown.id);
                }
            });
        });
        if let Some(id) = pressed {
            self.bring(id, project, comparing);
        }
    }

    /// The mark that is decided about.
    #[expect(clippy::too_many_arguments, reason = "what every part of a page is given")]
    fn card(&mut self, ui: &mut Ui, session: &Session, project: &Project, comparing: &Comparing, shown: &MarkShown, letters: &mut Letters, asks: &mut Asks) {
        let theme = Theme::of(ui.ctx());
        let inks = theme.label(&Label::Figure, project.own_labels());
        ui.spacing_mut().item_spacing.y = size::GAP * 0.75;
        let most_lines = if ui.ctx().content_rect().height() >= size::WINDOW[1] * 0.8 { MOST_LINES } else { MOST_LINES / 2 };
        ui.label(small(question(shown.kind), theme));
        letters.quote(ui, &Quote { words: &shown.old, figures: &[], inks, most_lines });
        if let Some(new) = shown.new.as_deref().filter(|new| *new != shown.old) {
            ui.label(small(if shown.kind == Kind::Lost { "There is now" } else { "Now" }, theme));
            letters.quote(ui, &Quote { words: new, figures: &[], inks, most_lines });
        }
        if !session.is_writable() {
            return;
        }
        let mut chosen = None;
        for (number, (at, words)) in shown.places.iter().enumerate().take(DIGITS) {
            ui.horizontal(|ui| {
                key_cap(ui, &(number + 1).to_string());
                let line = Line { size: type_size::UI, is_strong: false, ink: theme.ink };
                let room = ui.available_width();
                let response = letters.label(ui, words, line, room, Sense::click());
                response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Put it at place {}: {words}", number + 1)));
                if response.clicked() {
                    chosen = Some(Choice::Put((*at).into()));
                }
            });
        }
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = size::GAP * 0.5;
            if let Some(offer) = &shown.offer {
                // What stands in the place of words that are gone is seldom what they became.
                let is_likely = shown.kind != Kind::Lost;
                let put = if is_likely { primary_button(ui, "Put it there") } else { button(ui, "Put it there") };
                if put.clicked() {
                    chosen = Some(Choice::Put(offer.clone()));
                }
                key_cap(ui, if is_likely { "Enter" } else { "P" });
            }
            if button(ui, "Let it go").on_hover_text("It leaves the article; the earlier version keeps the record").clicked() {
                chosen = Some(Choice::LetGo);
            }
            key_cap(ui, "X");
            if !comparing.is_new() {
                if button(ui, "Choose the words").on_hover_text("Select in the article what says this now").clicked() {
                    asks.command(Command::Version(VersionCommand::Place(shown.id)));
                }
                key_cap(ui, "H");
            }
            if comparing.is_new() {
                if button(ui, "Later").on_hover_text("It waits in the earlier version until you decide").clicked() {
                    chosen = Some(Choice::Later);
                }
                key_cap(ui, "W");
            }
        });
        if let Some(choice) = chosen {
            self.decide(shown.id, choice, project, comparing, asks);
        }
    }

    pub(super) fn decide_by_key(&mut self, ui: &Ui, project: &Project, comparing: &Comparing, asks: &mut Asks) {
        let Some(shown) = self.current.and_then(|id| mark_shown(project, comparing, id)) else { return };
        let digit = ui.input_mut(|input| {
            let place = input.events.iter().position(|event| number(event).is_some())?;
            number(&input.events.remove(place))
        });
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if !comparing.is_new() && pressed(Key::H) {
            asks.command(Command::Version(VersionCommand::Place(shown.id)));
            return;
        }
        let place = digit.and_then(|digit| shown.places.get(digit.checked_sub(1)?)).map(|(at, _)| Fragments::from(*at));
        let choice = if let Some(at) = place.or_else(|| shown.offer.clone().filter(|_| pressed(if shown.kind == Kind::Lost { Key::P } else { Key::Enter }))) {
            Choice::Put(at)
        } else if pressed(Key::X) || pressed(Key::Delete) || pressed(Key::Backspace) {
            Choice::LetGo
        } else if comparing.is_new() && pressed(Key::W) {
            Choice::Later
        } else {
            return;
        };
        self.decide(shown.id, choice, project, comparing, asks);
    }

    /// Decides, and goes on to the next mark that waits.
    fn decide(&mut self, id: MarkId, choice: Choice, project: &Project, comparing: &Comparing, asks: &mut Asks) {
        asks.command(Command::Version(VersionCommand::Decide(vec![(id, choice)])));
        let place = self.listed().position(|row| row.id == id).unwrap_or(0);
        let others = || self.listed().filter(|row| row.waits && row.id != id);
        let next = self.listed().skip(place + 1).find(|row| row.waits).or_else(|| others().next()).map(|row| row.id);
        if let Some(next) = next {
            self.bring(next, project, comparing);
        }
    }
}

fn question(kind: Kind) -> &'static str {
    match kind {
        Kind::Changed => "These words have changed",
        Kind::InDoubt => "Which of these places is meant?",
        Kind::Lost => "These words are gone",
        Kind::Moved => "These words stand elsewhere now",
        Kind::Kept => "These words are where they were",
    }
}

/// A mark of the list: its label, what becomes of it, its words before and now.
fn row(ui: &mut Ui, shown: &MarkShown, is_current: bool, inks: Inks, letters: &mut Letters) -> Response {
    let theme = Theme::of(ui.ctx());
    let (rect, response) = ui.push_id(shown.id, |ui| ui.allocate_exact_size(vec2(ui.available_width(), versions::MARK), Sense::click())).inner;
    if is_current {
        ui.painter().rect_filled(rect, 0.0, theme.selected_row);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, theme.hover);
    }
    let inner = rect.shrink2(vec2(size::PART_PAD, size::GAP * 0.75));
    let third = inner.height() / 3.0;
    let band = |number: f32, left: f32| Rect::from_min_max(pos2(left, inner.top() + number * third), pos2(inner.right(), inner.top() + (number + 1.0) * third));
    let mut square = ui.new_child(UiBuilder::new().id_salt(("square", shown.id)).max_rect(band(0.0, inner.left())));
    let square = label_square(&mut square, &shown.label, inks).rect;
    let middle = |number: f32| inner.top() + (number + 0.5) * third;
    let kind_ink = if shown.kind.needs_a_look() && shown.done == Done::Later { theme.warning } else { theme.muted };
    ui.painter().text(pos2(square.right() + size::GAP, middle(0.0)), Align2::LEFT_CENTER, shown.kind.name(), strong(type_size::SMALL), kind_ink);
    outcome(ui, shown, pos2(inner.right(), middle(0.0)), theme);
    let line = |ink| Line { size: type_size::UI, is_strong: false, ink };
    letters.paint_line(ui, band(1.0, inner.left()), &shown.old, line(if shown.kind.needs_a_look() { theme.muted } else { theme.ink }));
    let now = match (&shown.new, shown.places.len()) {
        (Some(new), _) if *new != shown.old => Some(format!("→ {new}")),
        (_, 0) => None,
        (_, many) => Some(format!("→ {}", counted(many, "place"))),
    };
    if let Some(now) = &now {
        letters.paint_line(ui, band(2.0, inner.left()), now, line(theme.ink));
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(size::LINE, theme.line));
    if response.has_focus() {
        ring(ui, rect);
    }
    let name = format!("{}, {}: {}{}; {}", shown.label.name(), shown.kind.name().to_lowercase(), shown.old, now.unwrap_or_default(), outcome_words(shown));
    response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, is_current, &name));
    response
}

/// What is done with a mark, at the right.
fn outcome(ui: &Ui, shown: &MarkShown, right: Pos2, theme: &Theme) {
    let (sign, ink) = match shown.done {
        Done::Put => (Sign::Check, theme.good),
        Done::LetGo => (Sign::Cross, theme.muted),
        Done::Later => (Sign::Dot, theme.muted),
    };
    let place = Rect::from_center_size(right - vec2(size::SIGN / 2.0, 0.0), vec2(size::SIGN, size::SIGN));
    paint_sign(ui.painter(), place, sign, ink);
    let at = pos2(place.left() - size::GAP / 2.0, right.y);
    ui.painter().text(at, Align2::RIGHT_CENTER, outcome_words(shown), plain(type_size::SMALL), theme.muted);
}

fn outcome_words(shown: &MarkShown) -> &'static str {
    match (shown.done, shown.kind) {
        (Done::Put, Kind::Kept) => "stays",
        (Done::Put, Kind::Moved) => "moves",
        (Done::Put, Kind::Changed | Kind::InDoubt | Kind::Lost) => "put there",
        (Done::LetGo, _) => "goes",
        (Done::Later, _) => "waits",
    }
}
