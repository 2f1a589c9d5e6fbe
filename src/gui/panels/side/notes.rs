//! Notes and comments of the article, or of all, with their answers; and a field for one more.

use crate::gui::actions::Asks;
use crate::gui::panels::details::parts::{chip_spacing, part};
use crate::gui::style::plain;
use crate::gui::theme::{Theme, size, type_size};
use crate::gui::widgets::{Letters, Line, Sign, button, choice_chip, field_ring, hairline, icon_button, label_square, muted, take_enter};
use crate::project::{ArticleId, CommentId, Subject};
use crate::session::{ArticleCommand, Command, CommentCommand, RemoveCommand, SelectCommand, Session};
use crate::view::notes::{CommentShown, Said, said};
use egui::{Id, Key, KeyboardShortcut, Label as Words, Margin, Modifiers, RichText, Role, ScrollArea, Sense, TextEdit, Ui, Vec2, WidgetInfo};

/// How many things are shown at first, and how many more each time: cards have heights of their own, which only showing them tells.
const STEP: usize = 100;

/// The tab.
#[derive(Default)]
pub(super) struct NotesTab {
    everywhere: bool,
    with_resolved: bool,
    /// What is shown: of which version of the project, in which article, and chosen how.
    known: Option<(Of, Vec<Said>)>,
    /// How many steps of things are shown.
    steps: usize,
    writing: Option<Writing>,
}

type Of = (u64, u64, Option<ArticleId>, bool, bool);

/// A comment while it is written.
struct Writing {
    what: What,
    /// What the field is called.
    name: &'static str,
    /// The article that was shown when it was begun.
    article: Option<ArticleId>,
    words: String,
    wants_focus: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    /// A new one about a thing.
    About(Option<Subject>),
    /// An answer.
    Answer(CommentId),
    /// Another wording of one that is there.
    Change(CommentId),
}

impl NotesTab {
    pub(super) fn show(&mut self, ui: &mut Ui, session: &Session, wants_focus: bool, letters: &mut Letters, asks: &mut Asks) {
        let key = (session.project_number(), session.version(), session.selection().article, self.everywhere, self.with_resolved);
        if self.known.as_ref().is_none_or(|(at, _)| *at != key) {
            self.known = Some((key, said(session, self.everywhere, self.with_resolved)));
        }
        let about = subject(session);
        let article = session.selection().article;
        if self.writing.as_ref().is_some_and(|writing| writing.article != article) {
            // The card that it stood in may be gone: what was written becomes a comment.
            self.flush(asks);
        }
        match &mut self.writing {
            Some(writing) => writing.wants_focus |= wants_focus,
            None if wants_focus && session.is_writable() => self.begin(What::About(about.0), about.1, String::new(), session, asks),
            None => {}
        }
        let Some((key, all)) = self.known.take() else { return };
        ScrollArea::vertical().id_salt("notes").auto_shrink(false).show(ui, |ui| {
            part(ui, |ui| {
                ui.horizontal_wrapped(|ui| {
                    chip_spacing(ui);
                    if choice_chip(ui, "All articles", self.everywhere, true, None).clicked() {
                        self.everywhere = !self.everywhere;
                    }
                    if choice_chip(ui, "Resolved too", self.with_resolved, true, None).clicked() {
                        self.with_resolved = !self.with_resolved;
                    }
                });
                if session.is_writable() {
                    self.new_comment(ui, about, session, asks);
                }
            });
            hairline(ui);
            let shown = (self.steps + 1) * STEP;
            for said in all.iter().take(shown) {
                ui.push_id((said.about, said.mark), |ui| part(ui, |ui| self.said(ui, said, session, letters, asks)));
                hairline(ui);
            }
            part(ui, |ui| {
                if all.is_empty() {
                    muted(ui, "No notes and no comments yet");
                } else if all.len() > shown && button(ui, &format!("Show more of {}", all.len())).clicked() {
                    self.steps += 1;
                }
            });
        });
        self.known = Some((key, all));
    }

    /// Whether a comment is being written.
    pub(super) fn is_typing(&self) -> bool {
        self.writing.as_ref().is_some_and(|writing| !writing.words.trim().is_empty())
    }

    /// Takes a comment that is being written as it stands.
    pub(super) fn flush(&mut self, asks: &mut Asks) {
        if let Some(writing) = self.writing.take() {
            say(&writing, asks);
        }
    }

    /// Begins to write; what was being written becomes a comment first.
    fn begin(&mut self, what: What, name: &'static str, words: String, session: &Session, asks: &mut Asks) {
        self.flush(asks);
        self.writing = Some(Writing { what, name, article: session.selection().article, words, wants_focus: true });
    }

    fn new_comment(&mut self, ui: &mut Ui, (about, name): (Option<Subject>, &'static str), session: &Session, asks: &mut Asks) {
        let is_written = self.writing.as_ref().is_some_and(|writing| matches!(writing.what, What::About(_)));
        if is_written {
            self.field(ui, asks);
        } else if button(ui, &format!("{name}…")).clicked() {
            self.begin(What::About(about), name, String::new(), session, asks);
        }
    }

    /// The field for a comment: Enter keeps it, as leaving the field does; Shift and Enter begin a new line.
    fn field(&mut self, ui: &mut Ui, asks: &mut Asks) {
        let Some(writing) = &mut self.writing else { return };
        let name = writing.name;
        let id = field_id();
        // Before the field takes it.
        let mut is_kept = ui.memory(|memory| memory.has_focus(id)) && take_enter(ui);
        let line = KeyboardShortcut::new(Modifiers::SHIFT, Key::Enter);
        let field = TextEdit::multiline(&mut writing.words)
            .id(id)
            .desired_width(f32::INFINITY)
            .desired_rows(3)
            .hint_text(format!("{name}: Enter keeps it"))
            .return_key(line);
        let response = ui.add(field.margin(Margin::from(Vec2::from(size::FIELD_PAD)))).accessible_name(name);
        field_ring(ui, &response);
        if std::mem::take(&mut writing.wants_focus) {
            response.request_focus();
            response.scroll_to_me(None);
        }
        let is_left = response.lost_focus();
        let (mut is_dropped, mut is_near) = (false, false);
        ui.horizontal(|ui| {
            let [keep, cancel] = ["Keep", "Cancel"].map(|name| button(ui, name));
            (is_kept, is_dropped) = (is_kept || keep.clicked(), cancel.clicked());
            is_near = keep.contains_pointer() || cancel.contains_pointer();
        });
        if is_dropped {
            self.writing = None;
        } else if is_kept || (is_left && !is_near) {
            // Words that were written stay, however the field is left.
            self.flush(asks);
        }
    }

    /// What is said about one thing.
    fn said(&mut self, ui: &mut Ui, said: &Said, session: &Session, letters: &mut Letters, asks: &mut Asks) {
        let theme = Theme::of(ui.ctx());
        ui.horizontal(|ui| {
            if let Some((label, project)) = said.label.as_ref().zip(session.project()) {
                label_square(ui, label, theme.label(label, project.own_labels()));
            }
            let title = letters.label(ui, &said.title, Line { size: type_size::UI, is_strong: true, ink: theme.ink }, ui.available_width(), Sense::click());
            title.widget_info(|| WidgetInfo::labeled(Role::Link, true, &said.title));
            if title.has_focus() {
                crate::gui::widgets::ring(ui, title.rect.expand(2.0));
            }
            if title.on_hover_text("Show it in the text").clicked() {
                match (said.mark, said.article) {
                    (Some(mark), _) => asks.command(Command::Select(SelectCommand::Mark(mark))),
                    (None, Some(article)) => asks.command(Command::Article(ArticleCommand::Show(article))),
                    (None, None) => {}
                }
            }
        });
        if !said.note.is_empty() {
            words(ui, &said.note, letters);
        }
        for comment in &said.comments {
            ui.push_id(comment.id, |ui| self.comment(ui, comment, session, letters, asks));
        }
        let is_here = matches!((said.about, said.comments.is_empty()), (Some(_), false));
        if is_here && self.writing.is_none() && session.is_writable() && button(ui, "Comment…").clicked() {
            self.begin(What::About(said.about), "Comment", String::new(), session, asks);
        }
    }

    fn comment(&mut self, ui: &mut Ui, comment: &CommentShown, session: &Session, letters: &mut Letters, asks: &mut Asks) {
        let theme = Theme::of(ui.ctx());
        ui.horizontal_top(|ui| {
            ui.add_space(size::PAD * comment.depth.min(4) as f32);
            ui.vertical(|ui| {
                ui.horizontal(|ui| {
                    let by = if comment.resolved { format!("{}, resolved", comment.by) } else { comment.by.clone() };
                    ui.add(Words::new(RichText::new(by).font(plain(type_size::SMALL)).color(theme.muted)).truncate());
                });
                let is_changed = self.writing.as_ref().is_some_and(|writing| writing.what == What::Change(comment.id));
                if is_changed {
                    self.field(ui, asks);
                    return;
                }
                words(ui, &comment.text, letters);
                let can = session.is_writable();
                ui.add_enabled_ui(can, |ui| self.buttons(ui, comment, session, asks));
                if self.writing.as_ref().is_some_and(|writing| writing.what == What::Answer(comment.id)) {
                    self.field(ui, asks);
                }
            });
        });
    }

    fn buttons(&mut self, ui: &mut Ui, comment: &CommentShown, session: &Session, asks: &mut Asks) {
        ui.horizontal_wrapped(|ui| {
            if button(ui, "Answer…").clicked() {
                self.begin(What::Answer(comment.id), "Answer", String::new(), session, asks);
            }
            let name = if comment.resolved { "Open again" } else { "Resolve" };
            if comment.depth == 0 && button(ui, name).clicked() {
                asks.command(Command::Comment(CommentCommand::Resolve(comment.id, !comment.resolved)));
            }
            // Nobody writes in another's name.
            if comment.is_own && button(ui, "Edit…").clicked() {
                self.begin(What::Change(comment.id), "Change the comment", comment.text.clone(), session, asks);
            }
            if icon_button(ui, Sign::Cross, "Remove the comment with its answers").clicked() {
                asks.command(Command::Remove(RemoveCommand::Comments(vec![comment.id])));
            }
        });
    }
}

/// The field of a comment, among what can have the focus.
pub(super) fn field_id() -> Id {
    Id::unique("comment")
}

fn say(writing: &Writing, asks: &mut Asks) {
    let text = writing.words.clone();
    if text.trim().is_empty() {
        return;
    }
    asks.command(Command::Comment(match writing.what {
        What::About(about) => CommentCommand::Add { about, text },
        What::Answer(to) => CommentCommand::Answer { to, text },
        What::Change(id) => CommentCommand::Change(id, text),
    }));
}

/// What a new comment is about, and how the button that begins it is called.
fn subject(session: &Session) -> (Option<Subject>, &'static str) {
    match (session.mark(), session.selection().article) {
        (Some(mark), _) => (Some(Subject::Mark(mark.id)), "Comment on the mark"),
        (None, Some(article)) => (Some(Subject::Article(article)), "Comment on the article"),
        (None, None) => (None, "Comment on the project"),
    }
}

/// Words over the width there is, in any script.
fn words(ui: &mut Ui, words: &str, letters: &mut Letters) {
    let ink = Theme::of(ui.ctx()).ink;
    letters.paragraph(ui, words, Line { size: type_size::UI, is_strong: false, ink });
}
