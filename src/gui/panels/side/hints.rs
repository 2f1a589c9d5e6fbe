//! What an editor would ask about: each hint leads to its place, and a rule can be silenced there with a reason.

use crate::gui::actions::Asks;
use crate::gui::panels::details::parts::{chip_spacing, part};
use crate::gui::style::plain;
use crate::gui::theme::{Theme, size, type_size};
use crate::gui::widgets::{Letters, Line, button, choice_chip, field_ring, hairline, label_square, muted, ring, strong_label};
use crate::project::{ArticleId, Name, Subject};
use crate::session::{Command, LintCommand, Session};
use crate::view::hints::{HintShown, hints};
use egui::{Id, Key, Margin, Role, ScrollArea, Sense, TextEdit, Ui, UiBuilder, Vec2, WidgetInfo};
use std::collections::BTreeMap;

/// How many hints are shown at first, and how many more each time: their heights are known only when they are shown.
const STEP: usize = 100;

/// The tab.
#[derive(Default)]
pub(super) struct HintsTab {
    everywhere: bool,
    with_silenced: bool,
    /// What is shown: of which version of the project and of what was found, in which article, and chosen how.
    known: Option<(Of, Vec<HintShown>)>,
    steps: usize,
    /// A reason while it is written.
    silencing: Option<Silencing>,
}

type Of = (u64, (u64, Option<u64>), Option<ArticleId>, bool, bool);

struct Silencing {
    rule: Name,
    about: Subject,
    why: String,
    wants_focus: bool,
}

impl HintsTab {
    pub(super) fn show(&mut self, ui: &mut Ui, session: &Session, wants_focus: bool, letters: &mut Letters, asks: &mut Asks) {
        let found = session.hints().map(|hints| hints.version);
        let key = (session.project_number(), (session.version(), found), session.selection().article, self.everywhere, self.with_silenced);
        if self.known.as_ref().is_none_or(|(at, _)| *at != key) {
            self.known = Some((key, hints(session, self.everywhere, self.with_silenced)));
        }
        let Some((key, all)) = self.known.take() else { return };
        ScrollArea::vertical().id_salt("hints").auto_shrink(false).show(ui, |ui| {
            part(ui, |ui| {
                ui.horizontal_wrapped(|ui| {
                    chip_spacing(ui);
                    if choice_chip(ui, "All articles", self.everywhere, true, None).clicked() {
                        self.everywhere = !self.everywhere;
                    }
                    if choice_chip(ui, "Silenced too", self.with_silenced, true, None).clicked() {
                        self.with_silenced = !self.with_silenced;
                    }
                });
            });
            hairline(ui);
            if all.is_empty() {
                part(ui, |ui| nothing(ui, session, letters));
            }
            let shown = (self.steps + 1) * STEP;
            let mut seen: BTreeMap<(&str, Subject), usize> = BTreeMap::new();
            for (place, hint) in all.iter().take(shown).enumerate() {
                // One rule may say several things about one article.
                let nth = seen.entry((hint.rule.name(), hint.about)).and_modify(|count| *count += 1).or_default();
                self.hint(ui, hint, (*nth, wants_focus && place == 0), session, letters, asks);
                hairline(ui);
            }
            if all.len() > shown {
                part(ui, |ui| {
                    if button(ui, &format!("Show more of {}", all.len())).clicked() {
                        self.steps += 1;
                    }
                });
            }
        });
        self.known = Some((key, all));
    }

    fn hint(&mut self, ui: &mut Ui, hint: &HintShown, (nth, wants_focus): (usize, bool), session: &Session, letters: &mut Letters, asks: &mut Asks) {
        let theme = Theme::of(ui.ctx());
        let id = Id::unique(("hint", hint.rule.name(), hint.about, nth));
        let row = ui.scope_builder(UiBuilder::new().scope_id(id).sense(Sense::click()), |ui| {
            let is_chosen = hint.mark.is_some() && session.selection().mark == hint.mark;
            let hovered = ui.response().hovered();
            let ground = ui.painter().add(egui::Shape::Noop);
            part(ui, |ui| {
                ui.horizontal_top(|ui| {
                    if let Some((label, project)) = hint.label.as_ref().zip(session.project()) {
                        label_square(ui, label, theme.label(label, project.own_labels()));
                    }
                    ui.vertical(|ui| {
                        ui.spacing_mut().item_spacing.y = size::GAP / 4.0;
                        let ink = if hint.silenced.is_some() { theme.muted } else { theme.ink };
                        letters.paragraph(ui, &hint.words, Line { size: type_size::UI, is_strong: false, ink });
                        let beneath = hint.silenced.as_ref().map(|why| format!("Silenced: {why}")).or((!hint.title.is_empty()).then(|| hint.title.clone()));
                        if let Some(beneath) = beneath {
                            letters.paragraph(ui, &beneath, Line { size: type_size::SMALL, is_strong: false, ink: theme.muted });
                        }
                    });
                });
                if session.is_writable() {
                    self.silence(ui, hint, asks);
                }
            });
            if is_chosen || hovered {
                let fill = if is_chosen { theme.selected_row } else { theme.hover };
                ui.painter().set(ground, egui::Shape::rect_filled(ui.min_rect(), 0.0, fill));
            }
        });
        let response = row.response;
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &hint.words));
        if wants_focus {
            response.request_focus();
        }
        if response.has_focus() {
            ring(ui, response.rect.shrink(1.0));
        }
        if response.on_hover_text(hint.rule.about()).clicked() {
            asks.command(Command::Lint(LintCommand::Go(hint.number)));
        }
    }

    /// The way to silence a rule at a place: a button, then a field for the reason.
    fn silence(&mut self, ui: &mut Ui, hint: &HintShown, asks: &mut Asks) {
        let rule = Name::from(hint.rule.name());
        let writing = self.silencing.as_mut().filter(|silencing| silencing.rule == rule && silencing.about == hint.about);
        let Some(silencing) = writing else {
            if hint.silenced.is_some() {
                if quiet_button(ui, "Let it speak again", &hint.words).clicked() {
                    asks.command(Command::Lint(LintCommand::Speak { rule, about: hint.about }));
                }
            } else if quiet_button(ui, "Silence…", &hint.words).on_hover_text("This is as it should be: say why").clicked() {
                self.silencing = Some(Silencing { rule, about: hint.about, why: String::new(), wants_focus: true });
            }
            return;
        };
        let field = TextEdit::singleline(&mut silencing.why).hint_text("Why is this as it should be? Enter keeps it").desired_width(f32::INFINITY);
        let response = ui.add(field.margin(Margin::from(Vec2::from(size::FIELD_PAD)))).accessible_name("Why is this as it should be?");
        field_ring(ui, &response);
        if std::mem::take(&mut silencing.wants_focus) {
            response.request_focus();
        } else if response.lost_focus() {
            if ui.input(|input| input.key_pressed(Key::Escape)) {
                self.silencing = None;
            } else if silencing.why.trim().is_empty() && ui.input(|input| input.key_pressed(Key::Enter)) {
                // Without a reason it speaks on: the field waits for one.
                response.request_focus();
            } else {
                self.flush(asks);
            }
        }
    }

    /// Whether a reason is being written.
    pub(super) fn is_typing(&self) -> bool {
        self.silencing.as_ref().is_some_and(|silencing| !silencing.why.trim().is_empty())
    }

    /// Takes a reason that is being written as it stands.
    pub(super) fn flush(&mut self, asks: &mut Asks) {
        let Some(Silencing { rule, about, why, .. }) = self.silencing.take() else { return };
        let why = why.trim().to_owned();
        if !why.is_empty() {
            asks.command(Command::Lint(LintCommand::Silence { rule, about, why }));
        }
    }
}

/// A button that stands beneath every hint, and so must not shout.
fn quiet_button(ui: &mut Ui, words: &str, about: &str) -> egui::Response {
    let ink = Theme::of(ui.ctx()).muted;
    let response = ui.add(egui::Button::new(egui::RichText::new(words).font(plain(type_size::SMALL)).color(ink)).frame_when_inactive(false));
    if response.has_focus() {
        ring(ui, response.rect);
    }
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{words} {about}")));
    response
}

fn nothing(ui: &mut Ui, session: &Session, letters: &mut Letters) {
    if session.hints().is_none() {
        muted(ui, "Looking…");
        return;
    }
    strong_label(ui, "Nothing to ask about");
    let ink = Theme::of(ui.ctx()).muted;
    let words = "What an editor would ask is listed here: claims without a source, figures that differ, odd edges and the like";
    letters.paragraph(ui, words, Line { size: type_size::UI, is_strong: false, ink });
}
