//! The bar under the article while a link is made: what it would say, to which mark, and the keys that choose.

use super::keys;
use crate::gui::actions::{Action, Asks};
use crate::gui::style::{plain, strong};
use crate::gui::theme::{Theme, size, type_size};
use crate::gui::widgets::{Letters, Line, button, field_ring, key_cap, label_square, primary_button};
use crate::project::Label;
use crate::session::{Command, LinkCommand, Session};
use crate::view::links::{LinkingShown, linking};
use egui::{Frame, Key, Layout, Margin, Modifiers, Panel, RichText, Sense, Stroke, TextEdit, Ui};

/// The bar.
#[derive(Default)]
pub struct LinkBar {
    words: String,
    wants_focus: bool,
}

impl LinkBar {
    /// Puts the focus into the field in which the other end is looked for.
    pub fn focus(&mut self) {
        self.wants_focus = true;
    }

    /// Shows the bar at the bottom of the ui while a link is made.
    pub fn show(&mut self, ui: &mut Ui, session: &Session, letters: &mut Letters, asks: &mut Asks) {
        let Some(shown) = linking(session) else {
            *self = Self::default();
            return;
        };
        let theme = Theme::of(ui.ctx());
        let frame = Frame::NONE.fill(theme.panel).stroke(Stroke::new(size::LINE, theme.line)).inner_margin(Margin::symmetric(size::PAD as i8, size::GAP as i8));
        Panel::bottom("linking").resizable(false).frame(frame).show(ui, |ui| {
            ui.spacing_mut().item_spacing = egui::vec2(size::GAP, size::GAP * 0.75);
            sentence(ui, &shown, session, letters);
            ui.horizontal_wrapped(|ui| {
                self.field(ui, &shown, asks);
                hints(ui, &shown, asks);
            });
        });
    }

    fn field(&mut self, ui: &mut Ui, shown: &LinkingShown, asks: &mut Asks) {
        if self.words != shown.looked_for && !self.wants_focus {
            self.words.clone_from(&shown.looked_for);
        }
        let id = egui::Id::unique("other end");
        let field = TextEdit::singleline(&mut self.words).id(id).hint_text("Look for its words ( / )").desired_width(size::PANEL_MIN);
        let response = ui.add(field.margin(Margin::symmetric(size::GAP as i8, 4))).accessible_name("Look for the other end");
        field_ring(ui, &response);
        if std::mem::take(&mut self.wants_focus) {
            response.request_focus();
        }
        if response.changed() {
            asks.command(Command::Link(LinkCommand::Look(self.words.clone())));
        }
        if response.has_focus() {
            let (down, up) = ui.input_mut(|input| (input.consume_key(Modifiers::NONE, Key::ArrowDown), input.consume_key(Modifiers::NONE, Key::ArrowUp)));
            if down || up {
                asks.command(Command::Link(LinkCommand::Step { forward: down }));
            }
        }
        if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
            asks.command(Command::Link(LinkCommand::Accept));
        }
    }
}

/// “[C] repairs would cost … said by [S] Mayor Elin Varga”.
fn sentence(ui: &mut Ui, shown: &LinkingShown, session: &Session, letters: &mut Letters) {
    let theme = Theme::of(ui.ctx());
    let response = ui.horizontal(|ui| {
        let most = (ui.available_width() - size::PANEL_MIN) / 2.0;
        end(ui, &shown.from, most, session, letters);
        match &shown.to {
            Some(to) => {
                ui.label(RichText::new(&shown.words).font(strong(type_size::UI)).color(theme.accent));
                end(ui, to, most, session, letters);
                if let Some(article) = &shown.article {
                    let line = Line { size: type_size::UI, is_strong: false, ink: theme.muted };
                    letters.label(ui, article, line, most, Sense::hover());
                }
            }
            None => {
                ui.label(RichText::new("to which mark?").font(plain(type_size::UI)).color(theme.muted));
            }
        }
    });
    let to = shown.to.as_ref().map_or("to which mark?", |(_, words)| words);
    let spoken = format!("Link: {} {} {to}", shown.from.1, shown.words);
    ui.ctx().accesskit_node_builder(response.response.id, |node| {
        node.set_role(egui::Role::Status);
        node.set_label(spoken);
        node.set_live(egui::accesskit::Live::Polite);
    });
}

fn end(ui: &mut Ui, (label, words): &(Label, String), most: f32, session: &Session, letters: &mut Letters) {
    let theme = Theme::of(ui.ctx());
    let Some(project) = session.project() else { return };
    label_square(ui, label, theme.label(label, project.own_labels()));
    letters.label(ui, words, Line { size: type_size::UI, is_strong: true, ink: theme.ink }, most.max(size::PANEL_MIN / 2.0), Sense::hover());
}

/// What each key does, to be clicked as well.
fn hints(ui: &mut Ui, shown: &LinkingShown, asks: &mut Asks) {
    if ui.add_enabled_ui(shown.to.is_some(), |ui| primary_button(ui, "Link")).inner.clicked() {
        asks.command(Command::Link(LinkCommand::Accept));
    }
    key_cap(ui, &keys::of(ui.ctx(), Action::Accept));
    let mut hint = |ui: &mut Ui, words: &str, caps: &[Action], command: LinkCommand| {
        if button(ui, words).clicked() {
            asks.command(Command::Link(command));
        }
        for cap in caps {
            key_cap(ui, &keys::of(ui.ctx(), *cap));
        }
    };
    hint(ui, "Next", &[Action::NextMark, Action::PreviousMark], LinkCommand::Step { forward: true });
    if shown.others > 0 {
        hint(ui, "Another kind", &[Action::Link], LinkCommand::Begin);
        hint(ui, "Turn round", &[Action::Reverse], LinkCommand::TurnRound);
    }
    ui.with_layout(Layout::left_to_right(egui::Align::Center), |ui| hint(ui, "Cancel", &[Action::Out], LinkCommand::Stop));
}
