//! The box in which a path is typed or pasted: always there, also where the system has no dialogs. It looks at the disk through
//! the store, on a thread, for a folder may lie on a slow network.

use super::picker::{PickRequest, Purpose};
use super::style::room;
use super::theme::{Theme, dialog, size};
use super::widgets::{button, field_ring, heading, muted, primary_button};
use crate::store::{Entry, Look, look};
use egui::{Context, Id, Key, Modifiers, Response, ScrollArea, TextEdit, Ui};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};

/// The box.
pub(super) struct PathBox {
    request: PickRequest,
    words: String,
    folder: PathBuf,
    entries: Vec<Entry>,
    /// The row that the arrow keys chose; none is the words.
    row: Option<usize>,
    trouble: String,
    looking: Option<Looking>,
    wants_focus: bool,
    /// Whether the caret goes behind the words, because they were written for the analyst.
    wants_end: bool,
}

struct Looking {
    answer: Receiver<Look>,
    /// Whether a file is taken when it is found; else it is only looked where we are.
    takes: bool,
}

/// How a box ended.
pub(super) enum Ended {
    /// With these files.
    With(Vec<PathBuf>),
    /// With a name for a file that is there already.
    WithExisting(PathBuf),
    /// Without any.
    Without,
}

impl PathBox {
    /// A box that begins in the request's folder.
    pub(super) fn new(ctx: &Context, request: PickRequest) -> Self {
        let folder = request.folder.clone().unwrap_or_else(|| PathBuf::from("."));
        let words = request.name.clone();
        let mut new = Self {
            request,
            words,
            folder: folder.clone(),
            entries: Vec::new(),
            row: None,
            trouble: String::new(),
            looking: None,
            wants_focus: true,
            wants_end: true,
        };
        new.look(ctx, folder, false);
        new
    }

    /// For what files are chosen here.
    pub(super) fn purpose(&self) -> Purpose {
        self.request.purpose
    }

    /// Paints the box; gives how it ended, if it did.
    pub(super) fn show(&mut self, ui: &mut Ui) -> Option<Ended> {
        let found = self.take_found(ui.ctx());
        if found.is_some() {
            return found;
        }
        ui.set_width(dialog::PATH.min(room(ui.ctx()).x));
        ui.heading(self.request.purpose.title());
        heading(ui, &self.folder.display().to_string(), "");
        let field = self.field(ui);
        let mut ended = None;
        let wants_folder = self.request.purpose == Purpose::ImportFolder;
        if field.has_focus() {
            self.keys(ui.ctx());
        }
        // A field lets go of the focus at Enter.
        if field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
            self.wants_focus = true;
            if wants_folder {
                ended = self.accept_folder(ui.ctx());
            } else {
                self.accept(ui.ctx());
            }
        }
        self.list(ui);
        if !self.trouble.is_empty() {
            ui.colored_label(Theme::of(ui.ctx()).warning, &self.trouble);
        }
        ui.horizontal(|ui| {
            if !wants_folder && primary_button(ui, self.request.purpose.verb()).clicked() {
                self.accept(ui.ctx());
            }
            if wants_folder && primary_button(ui, "Import this folder").on_hover_text("The folder that is shown above, or whose path is typed").clicked() {
                ended = self.accept_folder(ui.ctx());
            } else if !wants_folder
                && let Some(verb) = self.request.purpose.folder_verb()
                && button(ui, verb).on_hover_text("Every file in the folder that is shown").clicked()
            {
                ended = Some(Ended::With(vec![self.folder.clone()]));
            }
            if button(ui, "Cancel").clicked() {
                ended = Some(Ended::Without);
            }
        });
        ended
    }

    fn field(&mut self, ui: &mut Ui) -> Response {
        let id = Id::unique("path box");
        let hint = if self.request.purpose.saves() { "Name or path of the file" } else { "Type or paste a path" };
        let field = ui.add(TextEdit::singleline(&mut self.words).id(id).desired_width(f32::INFINITY).hint_text(hint).margin(egui::Margin::symmetric(8, 6)));
        let field = field.accessible_name("Path");
        field_ring(ui, &field);
        if std::mem::take(&mut self.wants_focus) {
            field.request_focus();
        }
        if std::mem::take(&mut self.wants_end)
            && let Some(mut state) = TextEdit::load_state(ui.ctx(), id)
        {
            let end = egui::text::CCursor::new(self.words.chars().count());
            state.cursor.set_char_range(Some(egui::text::CCursorRange::one(end)));
            state.store(ui.ctx(), id);
        }
        if field.changed() {
            self.row = None;
            self.trouble.clear();
        }
        field
    }

    /// Arrow keys choose a row while the caret stands in the words.
    fn keys(&mut self, ctx: &Context) {
        let rows = self.rows().count();
        let (down, up) = ctx.input_mut(|input| (input.consume_key(Modifiers::NONE, Key::ArrowDown), input.consume_key(Modifiers::NONE, Key::ArrowUp)));
        if down && rows > 0 {
            self.row = Some(self.row.map_or(0, |row| (row + 1).min(rows - 1)));
        }
        if up {
            self.row = self.row.and_then(|row| row.checked_sub(1));
        }
    }

    /// The entries that are offered: folders, and files of the right sort whose name has the words that were typed.
    fn rows(&self) -> impl Iterator<Item = &Entry> {
        let typed = if self.words.contains(std::path::is_separator) || self.request.purpose.saves() { "" } else { self.words.trim() }.to_lowercase();
        let offered = |entry: &&Entry| entry.is_folder || self.request.purpose.offers(&entry.name);
        self.entries.iter().filter(offered).filter(move |entry| entry.name.to_lowercase().contains(&typed))
    }

    fn list(&mut self, ui: &mut Ui) {
        let mut chosen: Option<PathBuf> = None;
        let up = self.folder.parent().map(Path::to_owned);
        let rows: Vec<Entry> = self.rows().cloned().collect();
        let is_moved = self.row;
        let height = dialog::FILES.min(room(ui.ctx()).y - dialog::AROUND_FILES).max(dialog::ROW);
        ScrollArea::vertical().max_height(height).min_scrolled_height(height).auto_shrink([false, false]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            if let Some(up) = up
                && row(ui, "..", "Folder above", false).clicked()
            {
                chosen = Some(up);
            }
            for (index, entry) in rows.iter().enumerate() {
                let shown = if entry.is_folder { format!("{}/", entry.name) } else { entry.name.clone() };
                let response = row(ui, &shown, &shown, is_moved == Some(index));
                if is_moved == Some(index) {
                    response.scroll_to_me(None);
                }
                if response.clicked() {
                    chosen = Some(entry.path.clone());
                }
            }
            if rows.is_empty() {
                muted(ui, "Nothing to choose in this folder");
            }
        });
        if let Some(path) = chosen {
            self.choose(ui.ctx(), path);
        }
    }

    /// The folder that is shown is taken, unless another was typed: that is looked at first.
    fn accept_folder(&mut self, ctx: &Context) -> Option<Ended> {
        if self.words.trim().is_empty() && self.row.is_none() {
            return Some(Ended::With(vec![self.folder.clone()]));
        }
        self.accept(ctx);
        None
    }

    fn accept(&mut self, ctx: &Context) {
        let row = self.row.and_then(|row| self.rows().nth(row).cloned());
        match row {
            Some(entry) => self.choose(ctx, entry.path),
            None if self.words.trim().is_empty() => "Type a path, or choose a row".clone_into(&mut self.trouble),
            None => self.look(ctx, PathBuf::from(self.words.trim()), true),
        }
    }

    /// A row was chosen: a folder is gone into, a file taken; where a file is to be made, its name is only written down.
    fn choose(&mut self, ctx: &Context, path: PathBuf) {
        let is_file = self.entries.iter().any(|entry| entry.path == path && !entry.is_folder);
        if self.request.purpose.saves() && is_file {
            self.words = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            self.row = None;
            (self.wants_focus, self.wants_end) = (true, true);
            return;
        }
        self.look(ctx, path, true);
    }

    fn look(&mut self, ctx: &Context, path: PathBuf, takes: bool) {
        let (found, answer) = channel();
        let (ctx, folder, purpose) = (ctx.clone(), self.folder.clone(), self.request.purpose);
        self.looking = Some(Looking { answer, takes });
        let looks = move || {
            let seen = match look(&path, &folder) {
                // A name without an ending means a project, or whatever else is made.
                Look::Free(path) if purpose.saves() && path.extension().is_none() => match purpose.default_ending() {
                    Some(ending) => look(&path.with_extension(ending), &folder),
                    None => Look::Free(path),
                },
                seen @ (Look::Folder { .. } | Look::File(_) | Look::Free(_) | Look::Nothing(_)) => seen,
            };
            found.send(seen).unwrap_or_default();
            ctx.request_repaint();
        };
        if std::thread::Builder::new().name("look".into()).spawn(looks).is_err() {
            "The system gives no thread to look at the disk; try again".clone_into(&mut self.trouble);
        }
    }

    fn take_found(&mut self, ctx: &Context) -> Option<Ended> {
        let looking = self.looking.as_ref()?;
        let found = looking.answer.try_recv().ok()?;
        let takes = looking.takes;
        self.looking = None;
        let saves = self.request.purpose.saves();
        match found {
            Look::Folder { path, entries } => {
                (self.folder, self.entries, self.row) = (path, entries, None);
                if takes && !saves {
                    self.words.clear();
                }
                self.trouble.clear();
                self.wants_focus = true;
                ctx.request_repaint();
                None
            }
            Look::File(path) if takes && saves => Some(Ended::WithExisting(path)),
            Look::File(path) => takes.then(|| Ended::With(vec![path])),
            Look::Free(path) if takes && saves => Some(Ended::With(vec![path])),
            Look::Free(path) => {
                self.trouble = format!("There is no file {}", path.display());
                None
            }
            Look::Nothing(why) => {
                self.trouble = why;
                None
            }
        }
    }
}

fn row(ui: &mut Ui, words: &str, name: &str, is_chosen: bool) -> Response {
    let theme = Theme::of(ui.ctx());
    let response = super::widgets::row_button(ui, dialog::ROW, name);
    if is_chosen {
        ui.painter().rect_filled(response.rect, f32::from(size::RADIUS), theme.selected_row);
    }
    let at = response.rect.left_center() + egui::vec2(size::GAP, 0.0);
    let font = egui::FontId::proportional(super::theme::type_size::UI);
    ui.painter().with_clip_rect(response.rect).text(at, egui::Align2::LEFT_CENTER, words, font, theme.ink);
    response
}
