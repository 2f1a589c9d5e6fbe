//! The findings of a review: the list at the left, the one that is looked at under the text, the agreement at the right, and the keys that
//! decide.

mod card;
mod row;
mod side;

use crate::gui::actions::Asks;
use crate::gui::style::strong;
use crate::gui::theme::{size, type_size};
use crate::gui::widgets::{Letters, button, choice_chip, muted, progress_bar};
use crate::jobs::Count;
use crate::project::{MarkId, Project};
use crate::review::{FindingKind, Outcome};
use crate::session::{Command, ReviewCommand, Reviewing, Session};
use crate::view::review::{AgreementShown, Card, Filter, List, agreement, card, list};
use card::Writing;
use egui::{Context, Frame, Key, Layout, Margin, Modifiers, RichText, ScrollArea, Ui};
use std::rc::Rc;
use std::sync::Arc;

/// Everything that is painted of a review, with what painting needs to know.
#[derive(Default)]
pub struct ReviewPanel {
    known: Option<Known>,
    filter: Filter,
    /// The finding that was brought into view last.
    seen: Option<usize>,
    /// What is being written about the finding.
    writing: Option<Writing>,
    /// Which pair of analysts the table of characters is about.
    pair: usize,
    /// Where the finding that is looked at begins, under the text.
    pub card_top: Option<f32>,
    /// How far the measuring of γ is.
    pub measuring: Option<Count>,
    /// Whether that is to be stopped.
    pub stops_measuring: bool,
}

/// What is known of the findings, at a version of the project and for a filter.
struct Known {
    of: (u64, u64, Arc<crate::review::Findings>),
    filter: Filter,
    list: List,
    listed: Vec<usize>,
    agreement: Rc<AgreementShown>,
}

impl ReviewPanel {
    /// The list at the left.
    pub fn list(&mut self, ui: &mut Ui, session: &Session, letters: &mut Letters, asks: &mut Asks) {
        ui.spacing_mut().item_spacing.y = 0.0;
        // A panel keeps the width that its content takes, so that it must take all of it from the start.
        ui.expand_to_include_rect(ui.max_rect());
        let Some((project, reviewing)) = session.project().zip(session.reviewing()) else {
            Frame::new().inner_margin(Margin::same(size::PAD as i8)).show(ui, |ui| muted(ui, "Comparing the analysts' work…"));
            return;
        };
        self.learn(project, reviewing, session);
        self.head(ui, project);
        let current = session.finding();
        let Some(known) = &self.known else { return };
        let place = known.listed.iter().position(|number| Some(*number) == current);
        let moved = current != self.seen;
        self.seen = current;
        let mut pressed = None;
        ScrollArea::vertical().id_salt("findings").auto_shrink(false).show(ui, |ui| {
            if known.listed.is_empty() {
                Frame::new().inner_margin(Margin::same(size::PAD as i8)).show(ui, |ui| muted(ui, "Nothing differs here"));
            }
            crate::gui::pages::rows(ui, known.listed.len(), size::ROW, place.filter(|_| moved), |ui, index| {
                let Some(number) = known.listed.get(index).copied() else { return };
                let outcome = known.list.outcomes.get(number).unwrap_or(&Outcome::Open);
                let Some(shown) = crate::view::review::row(project, reviewing, number, outcome) else { return };
                if row::show(ui, &shown, number, Some(number) == current, letters).clicked() {
                    pressed = Some(number);
                }
            });
        });
        if let Some(number) = pressed {
            asks.command(Command::Review(ReviewCommand::Look(number)));
        }
    }

    fn head(&mut self, ui: &mut Ui, project: &Project) {
        let Some(known) = &self.known else { return };
        let (decided, all) = known.list.decided;
        let kinds = known.list.kinds.clone();
        let filtered = self.filter.words(project);
        Frame::new().inner_margin(Margin::symmetric(size::PAD as i8, size::PART_PAD as i8)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal(|ui| {
                ui.label(RichText::new("Findings").font(strong(type_size::UI)));
                ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| muted(ui, &format!("{decided} of {all} decided")));
            });
            ui.add_space(size::GAP / 2.0);
            progress_bar(ui, if all == 0 { 1.0 } else { decided as f32 / all as f32 }, "Findings decided");
            ui.add_space(size::GAP);
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = egui::vec2(size::GAP * 0.75, size::GAP * 0.75);
                if choice_chip(ui, &format!("All {all}"), self.filter.kind.is_none(), false, None).clicked() {
                    self.filter.kind = None;
                }
                for (kind, count) in kinds {
                    if choice_chip(ui, &format!("{} {count}", capital(kind)), self.filter.kind == Some(kind), false, None).clicked() {
                        self.filter.kind = Some(kind);
                    }
                }
                if !filtered.is_empty() && button(ui, &format!("{filtered}  ×")).on_hover_text("List all again").clicked() {
                    self.filter = Filter { kind: self.filter.kind, ..Filter::default() };
                }
            });
        });
    }

    fn learn(&mut self, project: &Project, reviewing: &Reviewing, session: &Session) {
        let of = (session.version(), session.project_number());
        let is_fresh = |known: &Known| (known.of.0, known.of.1) == of && Arc::ptr_eq(&known.of.2, &reviewing.findings);
        if !self.known.as_ref().is_some_and(is_fresh) {
            let before = self.known.take().filter(|known| Arc::ptr_eq(&known.of.2, &reviewing.findings));
            let agreement = before.map_or_else(|| Rc::new(agreement(project, &reviewing.measured)), |known| known.agreement);
            let list = list(project, reviewing);
            let listed = list.listed(project, reviewing, &self.filter);
            self.known = Some(Known { of: (of.0, of.1, reviewing.findings.clone()), filter: self.filter.clone(), list, listed, agreement });
        }
        if let Some(known) = self.known.as_mut().filter(|known| known.filter != self.filter) {
            known.listed = known.list.listed(project, reviewing, &self.filter);
            known.filter = self.filter.clone();
        }
    }

    /// The finding that is looked at.
    fn shown(&self, session: &Session, project: &Project, reviewing: &Reviewing) -> Option<Card> {
        let number = session.finding()?;
        card(project, reviewing, number, self.known.as_ref()?.list.outcomes.get(number)?)
    }

    /// Takes the keys that decide, before they mean anything else.
    pub fn take_keys(&mut self, ctx: &Context, session: &Session, asks: &mut Asks) {
        let Some((project, reviewing)) = session.project().zip(session.reviewing()) else { return };
        self.learn(project, reviewing, session);
        let pressed = |key: Key| ctx.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let forward = pressed(Key::ArrowDown) | pressed(Key::J);
        let back = pressed(Key::ArrowUp) | pressed(Key::K);
        if forward || back {
            self.step(session, forward, asks);
        }
        if pressed(Key::N) {
            self.next_open(session, asks);
        }
        let Some(card) = self.shown(session, project, reviewing) else { return };
        if !session.is_writable() {
            return;
        }
        for (analyst, key) in [(0, Key::A), (1, Key::B)] {
            if pressed(key)
                && let Some(side) = card.sides.iter().find(|side| side.analysts.contains(&analyst))
            {
                self.keep(&card, vec![side.copy], asks);
            }
        }
        let digit = ctx.input_mut(|input| {
            let place = input.events.iter().position(|event| crate::gui::keys::number(event).is_some())?;
            crate::gui::keys::number(&input.events.remove(place))
        });
        if let Some(side) = digit.and_then(|digit| card.sides.get(digit.checked_sub(1)?)) {
            self.keep(&card, vec![side.copy], asks);
        }
        if pressed(Key::Enter) && card.sides.len() == 1 {
            self.keep(&card, card.sides.iter().map(|side| side.copy).collect(), asks);
        }
        if pressed(Key::O) && card.sides.len() > 1 {
            self.keep(&card, card.sides.iter().map(|side| side.copy).collect(), asks);
        }
        if pressed(Key::X) || pressed(Key::Delete) {
            self.keep(&card, Vec::new(), asks);
        }
        if pressed(Key::M) {
            self.own(&card, session, asks);
        }
        if pressed(Key::U) && !card.decided.is_empty() {
            asks.command(Command::Review(ReviewCommand::Reopen(card.number)));
        }
        if pressed(Key::C) {
            self.writing = Some(Writing::comment(card.number));
        }
        if pressed(Key::R) {
            self.writing = Some(Writing::reason(card.number, &card.why));
        }
        ctx.input_mut(|input| input.events.retain(|event| !matches!(event, egui::Event::Text(_))));
    }

    /// Keeps copies, and goes on to the next finding that is open.
    fn keep(&mut self, card: &Card, kept: Vec<MarkId>, asks: &mut Asks) {
        let why = self.reason(card);
        asks.command(Command::Review(ReviewCommand::Keep { finding: card.number, kept, why }));
        if card.decided.is_empty() {
            self.go_on(card.number, asks);
        }
    }

    /// A mark of the reviewer's own begins as that which is selected, or as the first.
    fn own(&mut self, card: &Card, session: &Session, asks: &mut Asks) {
        let selected = session.selection().mark;
        let like = card.sides.iter().map(|side| side.copy).find(|copy| Some(*copy) == selected).or_else(|| card.sides.first().map(|side| side.copy));
        if let Some(like) = like {
            let why = self.reason(card);
            asks.command(Command::Review(ReviewCommand::Own { finding: card.number, like, why }));
        }
    }

    /// The reason that was written for a finding; it is used once.
    fn reason(&mut self, card: &Card) -> String {
        self.writing.take_if(|writing| writing.is_reason_of(card.number)).map_or_else(|| card.why.clone(), |writing| writing.words)
    }

    fn step(&self, session: &Session, forward: bool, asks: &mut Asks) {
        let Some(known) = &self.known else { return };
        let current = session.finding();
        let place = known.listed.iter().position(|number| Some(*number) == current);
        let next = match (place, forward) {
            (Some(place), true) => place.checked_add(1),
            (Some(place), false) => place.checked_sub(1),
            (None, _) => known.listed.iter().position(|number| Some(*number) > current).or(Some(0)),
        };
        if let Some(number) = next.and_then(|next| known.listed.get(next)) {
            asks.command(Command::Review(ReviewCommand::Look(*number)));
        }
    }

    fn next_open(&self, session: &Session, asks: &mut Asks) {
        if let Some(number) = self.known.as_ref().and_then(|known| known.list.next_open(&known.listed, session.finding())) {
            asks.command(Command::Review(ReviewCommand::Look(number)));
        }
    }

    /// After a decision: the next open finding behind it, else the first.
    fn go_on(&self, decided: usize, asks: &mut Asks) {
        let Some(known) = &self.known else { return };
        let others: Vec<usize> = known.listed.iter().copied().filter(|number| *number != decided).collect();
        if let Some(number) = known.list.next_open(&others, Some(decided)) {
            asks.command(Command::Review(ReviewCommand::Look(number)));
        }
    }
}

fn capital(kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::Same => "Same",
        FindingKind::Label => "Label",
        FindingKind::Boundary => "Boundary",
        FindingKind::Attribute => "Attribute",
        FindingKind::Link => "Link",
        FindingKind::Missing => "Missing",
    }
}
