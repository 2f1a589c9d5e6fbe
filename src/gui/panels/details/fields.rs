//! The fields of the details, and the words in them that are no change yet.

use super::drafts::{OFFERED, PAUSE};
use crate::gui::actions::{Action, Asks};
use crate::gui::panels::keys;
use crate::gui::theme::{Theme, size};
use crate::gui::widgets::{Letters, Quote, field_ring, heading, is_right_to_left, tag_chip};
use crate::project::{Label, MarkId, Name};
use crate::session::{Command, MarkCommand, Session};
use crate::view::details::Details;
use egui::{CompletionPopup, Key, RectAlign, Suggestion, TextEdit, Ui, Vec2};

/// The note.
#[derive(Default)]
pub(super) struct NoteField {
    mark: Option<MarkId>,
    words: String,
    /// When the last key was pressed, in egui's seconds; none where the words are the mark's own.
    typed_at: Option<f64>,
    pub(super) wants_focus: bool,
}

impl NoteField {
    /// Another mark is shown: what was written about the one before becomes a change, unless that mark is gone.
    pub(super) fn change_mark(&mut self, now: Option<MarkId>, session: &Session, asks: &mut Asks) {
        if self.mark == now {
            return;
        }
        if self.mark.is_some_and(|id| session.project().is_some_and(|project| project.mark(id).is_some())) {
            self.flush(asks);
        }
        *self = Self { mark: now, wants_focus: self.wants_focus && now.is_some(), ..Self::default() };
    }

    pub(super) fn is_typing(&self) -> bool {
        self.typed_at.is_some()
    }

    pub(super) fn flush(&mut self, asks: &mut Asks) {
        if let (Some(id), Some(_)) = (self.mark, self.typed_at.take()) {
            asks.command(Command::Mark(MarkCommand::Note(id, self.words.clone())));
        }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, details: &Details, letters: &mut Letters, asks: &mut Asks) {
        if self.typed_at.is_none() && self.words != details.note {
            self.words.clone_from(&details.note);
        }
        let head = heading(ui, "Note", &keys::of(ui.ctx(), Action::Note));
        let id = ui.scope_id().with(("note", details.id));
        let field =
            TextEdit::multiline(&mut self.words).id(id).desired_rows(3).desired_width(f32::INFINITY).margin(egui::Margin::from(Vec2::from(size::FIELD_PAD)));
        let response = ui.add(field).labelled_by(head.id);
        field_ring(ui, &response);
        if std::mem::take(&mut self.wants_focus) {
            response.request_focus();
            response.scroll_to_me(None);
        }
        let now = ui.input(|input| input.time);
        if response.changed() {
            self.typed_at = (self.words != details.note).then_some(now);
        }
        if let Some(at) = self.typed_at {
            let left = at + PAUSE - now;
            if left <= 0.0 || response.lost_focus() {
                self.flush(asks);
            } else {
                ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(left));
            }
        }
        preview(ui, &self.words, letters);
    }
}

/// A field cannot set words from right to left: they are shown beneath it as they read.
fn preview(ui: &mut Ui, words: &str, letters: &mut Letters) {
    if is_right_to_left(words) {
        let inks = Theme::of(ui.ctx()).label(&Label::Figure, std::iter::empty());
        letters.quote(ui, &Quote { words, figures: &[], inks, most_lines: 12 });
    }
}

/// The tags, and the field for one more.
#[derive(Default)]
pub(super) struct TagField {
    mark: Option<MarkId>,
    /// The tags that the mark has, so that one more can be added when the field is left.
    tags: Vec<Name>,
    words: String,
    /// Whether the field keeps the focus after a tag was added.
    keeps_focus: bool,
}

impl TagField {
    /// As for the note.
    pub(super) fn change_mark(&mut self, now: Option<MarkId>, session: &Session, asks: &mut Asks) {
        if self.mark == now {
            return;
        }
        if self.mark.is_some_and(|id| session.project().is_some_and(|project| project.mark(id).is_some())) {
            self.flush(asks);
        }
        *self = Self { mark: now, ..Self::default() };
    }

    pub(super) fn is_typing(&self) -> bool {
        !self.words.trim().is_empty()
    }

    pub(super) fn flush(&mut self, asks: &mut Asks) {
        let words = std::mem::take(&mut self.words);
        let tag = words.trim();
        if let Some(id) = self.mark.filter(|_| !tag.is_empty() && !self.tags.iter().any(|there| there.as_ref() == tag)) {
            let tags = self.tags.iter().cloned().chain([Name::from(tag)]).collect();
            asks.command(Command::Mark(MarkCommand::Tags(id, tags)));
        }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, details: &Details, asks: &mut Asks) {
        self.tags.clone_from(&details.tags);
        heading(ui, "Tags", "");
        if !details.tags.is_empty() {
            ui.horizontal_wrapped(|ui| {
                super::parts::chip_spacing(ui);
                for tag in &details.tags {
                    if tag_chip(ui, tag, details.is_writable) {
                        let others = details.tags.iter().filter(|other| *other != tag).cloned().collect();
                        asks.command(Command::Mark(MarkCommand::Tags(details.id, others)));
                    }
                }
            });
        }
        self.field(ui, details, asks);
    }

    fn field(&mut self, ui: &mut Ui, details: &Details, asks: &mut Asks) {
        let id = ui.scope_id().with(("tag", details.id));
        let field =
            TextEdit::singleline(&mut self.words).hint_text("Add a tag").desired_width(f32::INFINITY).margin(egui::Margin::from(Vec2::from(size::FIELD_PAD)));
        // Tab takes the tag that is offered; Enter takes the words as they stand.
        let popup = CompletionPopup::new(id).word_boundary(|_| false).align(RectAlign::BOTTOM_START).accept_keys(vec![Key::Tab]);
        let output = popup.show(ui, field, |query| {
            let typed = query.text.trim().to_lowercase();
            let fits = details.other_tags.iter().filter(|tag| !typed.is_empty() && tag.to_lowercase().contains(&typed) && tag.as_ref() != query.text);
            fits.take(OFFERED).map(|tag| Suggestion::new(tag.to_string())).collect()
        });
        let response = output.text_edit.response.response.accessible_name("Add a tag");
        field_ring(ui, &response);
        if std::mem::take(&mut self.keeps_focus) {
            response.request_focus();
        }
        let is_dropped = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape));
        if is_dropped {
            self.words.clear();
        }
        let by_enter = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if output.accepted.is_some() || response.lost_focus() {
            self.keeps_focus = self.is_typing() && (by_enter || output.accepted.is_some());
            self.flush(asks);
        }
    }
}
