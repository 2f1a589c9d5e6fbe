//! The finding that is looked at, under the text: what each analyst has, and the keys that decide.

use super::ReviewPanel;
use crate::gui::actions::Asks;
use crate::gui::keymap::Keymap;
use crate::gui::style::{plain, strong};
use crate::gui::theme::{Theme, size, type_size};
use crate::gui::widgets::{Letters, Line, Quote, button, field_ring, key_cap, key_cap_width, label_square, muted, words_width};
use crate::project::{MarkState, Project};
use crate::session::{Command, ReviewCommand, Session};
use crate::view::review::{Card, Side};
use egui::{Align, Frame, Key, Layout, Margin, Panel, RichText, Role, Sense, Stroke, TextEdit, Ui};

/// The most lines of a mark's words.
const MOST_LINES: usize = 3;

/// Something that is being written about a finding.
pub(super) struct Writing {
    finding: usize,
    is_reason: bool,
    pub(super) words: String,
    wants_focus: bool,
}

impl Writing {
    pub(super) fn comment(finding: usize) -> Self {
        Self { finding, is_reason: false, words: String::new(), wants_focus: true }
    }

    pub(super) fn reason(finding: usize, why: &str) -> Self {
        Self { finding, is_reason: true, words: why.to_owned(), wants_focus: true }
    }

    pub(super) fn is_reason_of(&self, finding: usize) -> bool {
        self.is_reason && self.finding == finding
    }
}

impl ReviewPanel {
    /// Shows the finding at the bottom of the ui.
    pub fn card(&mut self, ui: &mut Ui, session: &Session, letters: &mut Letters, asks: &mut Asks) {
        let Some((project, reviewing)) = session.project().zip(session.reviewing()) else { return };
        self.learn(project, reviewing, session);
        let shown = self.shown(session, project, reviewing);
        if self.writing.as_ref().is_some_and(|writing| shown.as_ref().is_none_or(|card| card.number != writing.finding)) {
            self.writing = None;
        }
        let theme = Theme::of(ui.ctx());
        let frame =
            Frame::NONE.fill(theme.panel).stroke(Stroke::new(size::LINE, theme.line)).inner_margin(Margin::symmetric(size::PAD as i8, size::PART_PAD as i8));
        let card = Panel::bottom("finding").resizable(false).frame(frame).show(ui, |ui| {
            ui.spacing_mut().item_spacing = egui::vec2(size::GAP, size::GAP * 0.75);
            match shown {
                Some(card) => self.finding(ui, &card, session, project, letters, asks),
                None => {
                    muted(ui, "Choose a finding: ↓ the next, N the next that is not decided");
                }
            }
        });
        self.card_top = Some(card.response.rect.top());
    }

    fn finding(&mut self, ui: &mut Ui, card: &Card, session: &Session, project: &Project, letters: &mut Letters, asks: &mut Asks) {
        for (number, side) in card.sides.iter().enumerate() {
            self.side_row(ui, card, number, side, session, project, letters, asks);
        }
        if !card.missing.is_empty() {
            muted(ui, &card.missing);
        }
        for comment in card.sides.iter().flat_map(|side| project.comments_about(crate::project::Subject::Mark(side.copy))) {
            let by = project.shown_name(&comment.by);
            ui.label(RichText::new(format!("{by}: {}", comment.text)).font(plain(type_size::SMALL)));
        }
        self.decided(ui, card);
        if session.is_writable() {
            self.field(ui, card, asks);
            self.keys_row(ui, card, session, asks);
        }
    }

    #[expect(clippy::too_many_arguments, reason = "what every part of a panel is given")]
    fn side_row(&mut self, ui: &mut Ui, card: &Card, number: usize, side: &Side, session: &Session, project: &Project, letters: &mut Letters, asks: &mut Asks) {
        let theme = Theme::of(ui.ctx());
        let inks = theme.label(&side.label, project.own_labels());
        let is_lost = side.state == MarkState::Rejected;
        let shown = ui.horizontal_top(|ui| {
            ui.allocate_ui_with_layout(egui::vec2(size::CHIP, size::CHIP), Layout::left_to_right(Align::Center), |ui| {
                let letters = RichText::new(&side.letters).font(strong(type_size::UI)).color(if is_lost { theme.muted } else { theme.ink });
                ui.label(letters).on_hover_text(&side.names);
            });
            label_square(ui, &side.label, inks);
            ui.with_layout(Layout::right_to_left(Align::TOP), |ui| {
                let word = match side.state {
                    MarkState::Accepted if !card.decided.is_empty() => "kept",
                    MarkState::Rejected => "dropped",
                    MarkState::Accepted | MarkState::Proposed => "keep",
                };
                if session.is_writable() && button(ui, word).on_hover_text(format!("Keep the mark of {}", side.names)).clicked() {
                    self.keep(card, vec![side.copy], asks);
                }
                let cap = egui::vec2(size::KEY_CAP, size::CONTROL);
                ui.allocate_ui_with_layout(cap, Layout::right_to_left(Align::Center), |ui| key_cap(ui, &key_of(side, number)));
                ui.with_layout(Layout::top_down(Align::LEFT), |ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    letters.quote(ui, &Quote { words: &side.words, figures: &[], inks, most_lines: MOST_LINES });
                    if !side.also.is_empty() {
                        let line = Line { size: type_size::SMALL, is_strong: false, ink: theme.muted };
                        let room = ui.available_width();
                        letters.label(ui, &side.also, line, room, Sense::hover());
                    }
                });
            });
        });
        let state = match side.state {
            MarkState::Accepted => "kept",
            MarkState::Proposed => "open",
            MarkState::Rejected => "dropped",
        };
        let name = format!(
            "{}: {}: {}{}, {state}",
            side.names,
            side.label.name(),
            side.words,
            if side.also.is_empty() { String::new() } else { format!(", {}", side.also) }
        );
        ui.ctx().accesskit_node_builder(shown.response.id, |node| {
            node.set_role(Role::Group);
            node.set_label(name);
        });
    }

    fn decided(&self, ui: &mut Ui, card: &Card) {
        if card.decided.is_empty() {
            return;
        }
        let theme = Theme::of(ui.ctx());
        let words = if card.why.is_empty() { format!("Decided: {}", card.decided) } else { format!("Decided: {}. {}", card.decided, card.why) };
        let response = ui.label(RichText::new(&words).font(plain(type_size::SMALL)).color(theme.good));
        response.widget_info(|| egui::WidgetInfo::labeled(Role::Status, true, &words));
        if card.own.is_some() {
            muted(ui, &Keymap::of(ui.ctx()).fill("{EndForward} and {StartForward} move the edges of your mark; {Findings} shows the article with its details"));
        }
    }

    /// The field for a reason or a comment, while one is written.
    fn field(&mut self, ui: &mut Ui, card: &Card, asks: &mut Asks) {
        let Some(writing) = &mut self.writing else { return };
        let (hint, name) = if writing.is_reason { ("Why is it decided so?", "Reason") } else { ("A comment on this finding", "Comment") };
        let field = TextEdit::singleline(&mut writing.words).hint_text(hint).desired_width(f32::INFINITY).margin(Margin::symmetric(size::GAP as i8, 4));
        let response = ui.add(field).accessible_name(name);
        field_ring(ui, &response);
        if std::mem::take(&mut writing.wants_focus) {
            response.request_focus();
        }
        if !response.lost_focus() {
            return;
        }
        let is_dropped = ui.input(|input| input.key_pressed(Key::Escape));
        let words = writing.words.trim().to_owned();
        if is_dropped || (!writing.is_reason && words.is_empty()) {
            self.writing = None;
        } else if !writing.is_reason {
            self.writing = None;
            asks.command(Command::Review(ReviewCommand::Comment { finding: card.number, text: words }));
        } else if !card.decided.is_empty() && words != card.why {
            // The reason for what was decided already.
            self.writing = None;
            asks.command(Command::Review(ReviewCommand::Why { finding: card.number, why: words }));
        }
    }

    fn keys_row(&mut self, ui: &mut Ui, card: &Card, session: &Session, asks: &mut Asks) {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = size::GAP * 0.75;
            if card.sides.len() > 1 && key_button(ui, "O", "keep all") {
                self.keep(card, card.sides.iter().map(|side| side.copy).collect(), asks);
            }
            if key_button(ui, "M", "mark my own") {
                self.own(card, session, asks);
            }
            if key_button(ui, "X", if card.sides.len() > 1 { "drop all" } else { "drop" }) {
                self.keep(card, Vec::new(), asks);
            }
            if key_button(ui, "R", "reason") {
                self.writing = Some(Writing::reason(card.number, &card.why));
            }
            if key_button(ui, "C", "comment") {
                self.writing = Some(Writing::comment(card.number));
            }
            if !card.decided.is_empty() && key_button(ui, "U", "decide again") {
                asks.command(Command::Review(ReviewCommand::Reopen(card.number)));
            }
        });
    }
}

/// A button with its key before it, which stay together; whether it was pressed.
fn key_button(ui: &mut Ui, key: &str, words: &str) -> bool {
    let gap = size::GAP * 0.75;
    let padding = ui.spacing().button_padding.x;
    let width = key_cap_width(ui, key) + gap + words_width(ui, words, plain(type_size::UI)) + 2.0 * padding;
    ui.allocate_ui_with_layout(egui::vec2(width, size::CONTROL), egui::Layout::left_to_right(egui::Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = gap;
        key_cap(ui, key);
        button(ui, words).clicked()
    })
    .inner
}

/// The key that keeps a side: the letter of the first two analysts, else the number of the row.
fn key_of(side: &Side, number: usize) -> String {
    match side.analysts.first() {
        Some(0) => "A".to_owned(),
        Some(1) => "B".to_owned(),
        Some(_) | None => (number + 1).to_string(),
    }
}
