//! The guide beside the text: what the labels mean and the project's own guidelines, which can be written here in Markdown.

use crate::article::Block;
use crate::gui::actions::Asks;
use crate::gui::panels::details::parts::part;
use crate::gui::theme::{Theme, size, type_size};
use crate::gui::widgets::{Letters, Line, button, field_ring, hairline, heading, label_square, muted, strong_label};
use crate::project::Project;
use crate::session::{Command, SchemeCommand, Session};
use crate::view::guide::{Paragraph, definition, paragraphs, source};
use egui::{Key, Margin, ScrollArea, Sense, TextEdit, Ui, Vec2};

/// The tab.
#[derive(Default)]
pub(super) struct GuideTab {
    /// The paragraphs, at a version of the project.
    known: Option<(u64, Vec<Paragraph>)>,
    /// The guide while it is written.
    writing: Option<Writing>,
}

struct Writing {
    words: String,
    wants_focus: bool,
}

impl GuideTab {
    pub(super) fn show(&mut self, ui: &mut Ui, session: &Session, letters: &mut Letters, asks: &mut Asks) {
        let Some(project) = session.project() else { return };
        let version = session.version();
        if self.known.as_ref().is_none_or(|(at, _)| *at != version) {
            self.known = Some((version, paragraphs(source(project))));
        }
        ScrollArea::vertical().id_salt("guide").auto_shrink(false).show(ui, |ui| {
            if self.writing.is_some() {
                part(ui, |ui| self.field(ui, asks));
                return;
            }
            let guide = self.known.as_ref().map(|(_, guide)| guide.as_slice()).unwrap_or_default();
            part(ui, |ui| labels(ui, project, guide, letters));
            hairline(ui);
            let mut begins = false;
            part(ui, |ui| {
                for paragraph in guide {
                    show(ui, paragraph, letters);
                }
                if guide.is_empty() {
                    strong_label(ui, "No guidelines yet");
                    let words = "Write down how you mark, so that colleagues mark alike. What stands under a heading with a label's name is shown wherever that label is";
                    letters.paragraph(ui, words, Line { ink: Theme::of(ui.ctx()).muted, ..ordinary(ui) });
                }
                begins = ui.add_enabled_ui(session.is_writable(), |ui| button(ui, if guide.is_empty() { "Write a guide…" } else { "Edit…" })).inner.clicked();
            });
            if begins {
                self.writing = Some(Writing { words: source(project).to_owned(), wants_focus: true });
            }
        });
    }

    /// Whether the guide is being written.
    pub(super) fn is_typing(&self) -> bool {
        self.writing.is_some()
    }

    /// Takes the guide as it stands.
    pub(super) fn flush(&mut self, asks: &mut Asks) {
        if let Some(writing) = self.writing.take() {
            asks.command(Command::Scheme(SchemeCommand::Guide(writing.words)));
        }
    }

    fn field(&mut self, ui: &mut Ui, asks: &mut Asks) {
        let Some(writing) = &mut self.writing else { return };
        let head = heading(ui, "Guidelines, in Markdown", "");
        let field = TextEdit::multiline(&mut writing.words).desired_width(f32::INFINITY).desired_rows(20).margin(Margin::from(Vec2::from(size::FIELD_PAD)));
        let response = ui.add(field).labelled_by(head.id);
        field_ring(ui, &response);
        if std::mem::take(&mut writing.wants_focus) {
            response.request_focus();
        }
        // An hour's work does not go with one key.
        let (mut is_kept, mut is_dropped) = (response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape)), false);
        ui.horizontal(|ui| {
            is_kept |= button(ui, "Keep").clicked();
            is_dropped = button(ui, "Cancel").clicked();
        });
        if is_kept {
            self.flush(asks);
        } else if is_dropped {
            self.writing = None;
        }
    }
}

fn labels(ui: &mut Ui, project: &Project, guide: &[Paragraph], letters: &mut Letters) {
    heading(ui, "Labels", "");
    for label in project.labels() {
        let theme = Theme::of(ui.ctx());
        ui.horizontal(|ui| {
            label_square(ui, &label, theme.label(&label, project.own_labels()));
            let name = letters.label(ui, label.name(), Line { size: type_size::UI, is_strong: true, ink: theme.ink }, ui.available_width(), Sense::hover());
            name.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Heading, true, label.name()));
        });
        let words = definition(project, guide, &label);
        if !words.is_empty() {
            letters.paragraph(ui, &words, ordinary(ui));
        }
    }
}

fn show(ui: &mut Ui, paragraph: &Paragraph, letters: &mut Letters) {
    let theme = Theme::of(ui.ctx());
    match paragraph.block {
        Some(Block::Title) => {
            letters.paragraph(ui, &paragraph.words, Line { size: type_size::QUOTE, is_strong: true, ink: theme.ink });
        }
        Some(Block::Heading) => {
            ui.add_space(size::GAP / 2.0);
            letters.paragraph(ui, &paragraph.words, Line { size: type_size::UI, is_strong: true, ink: theme.ink });
        }
        Some(Block::ListItem) => {
            ui.horizontal_top(|ui| {
                muted(ui, "•");
                ui.vertical(|ui| letters.paragraph(ui, &paragraph.words, ordinary(ui)));
            });
        }
        Some(Block::Quote | Block::Caption | Block::TableRow) => {
            letters.paragraph(ui, &paragraph.words, Line { ink: theme.muted, ..ordinary(ui) });
        }
        None => {
            letters.paragraph(ui, &paragraph.words, ordinary(ui));
        }
    }
}

/// Words of the window in their usual size.
fn ordinary(ui: &Ui) -> Line {
    Line { size: type_size::UI, is_strong: false, ink: Theme::of(ui.ctx()).ink }
}
