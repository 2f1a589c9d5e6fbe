//! The bar at the top: which project this is, whether the work is safe, and the menu.

use super::side::SearchBox;
use super::{menu, modes};
use crate::gui::actions::{Action, Asks};
use crate::gui::theme::{Theme, size, type_size};
use crate::gui::widgets::{Letters, Line, Sign, button, field_ring, icon_button, muted, sign, truncated};
use crate::session::{Command, FileCommand, Session};
use crate::view::top::{SavingWords, Tone, Top, top};
use egui::{Align, Key, Layout, Popup, Rect, RichText, Sense, TextEdit, Ui};

/// The bar at the top.
#[derive(Default)]
pub struct TopBar {
    /// The new title while it is being written.
    renaming: Option<Renaming>,
}

struct Renaming {
    words: String,
    wants_focus: bool,
}

impl TopBar {
    /// Paints the bar. `is_typing` says that words stand in a field that are no change yet.
    pub fn show(&mut self, ui: &mut Ui, session: &Session, is_typing: bool, search: &mut SearchBox, letters: &mut Letters, asks: &mut Asks) {
        let is_typing = is_typing || self.is_typing();
        let bar = ui.max_rect();
        ui.horizontal_centered(|ui| {
            ui.add_space(size::PAD);
            // The right side first: it has a size of its own, and the left takes what remains.
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.add_space(size::PAD);
                self.right(ui, session, asks);
                if session.project().is_some() {
                    find(ui, bar, session, search, asks);
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| match top(session, is_typing) {
                    Some(top) => self.left(ui, session, &top, letters, asks),
                    None => {
                        muted(ui, "Factmark");
                    }
                });
            });
        });
        modes::show(ui, bar, session, asks);
    }

    /// Whether a new title is being written.
    pub fn is_typing(&self) -> bool {
        self.renaming.is_some()
    }

    /// Takes a title that is being written as it stands, before the project is saved or closed.
    pub fn flush(&mut self, asks: &mut Asks) {
        if let Some(renaming) = self.renaming.take() {
            rename(&renaming.words, asks);
        }
    }

    fn right(&mut self, ui: &mut Ui, session: &Session, asks: &mut Asks) {
        if !session.who().is_empty() {
            let name = crate::view::shorten(session.who(), 24);
            muted(ui, &name).on_hover_text("Who is working here");
        }
        let button = icon_button(ui, Sign::Lines, "Menu");
        let mut renames = false;
        Popup::menu(&button).show(|ui| menu::show(ui, session, asks, &mut renames));
        if renames {
            self.rename(session);
        }
    }

    fn rename(&mut self, session: &Session) {
        let words = session.project().map(|project| project.title().to_owned()).unwrap_or_default();
        self.renaming = Some(Renaming { words, wants_focus: true });
    }

    fn left(&mut self, ui: &mut Ui, session: &Session, top: &Top, letters: &mut Letters, asks: &mut Asks) {
        let theme = Theme::of(ui.ctx());
        let room = ui.available_width();
        if self.renaming.is_some() {
            self.rename_field(ui, room * 0.4, asks);
        } else {
            let line = Line { size: type_size::UI, is_strong: true, ink: theme.ink };
            let title = letters.label(ui, &top.title, line, room * 0.4, Sense::CLICK);
            title.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Heading, true, &top.title));
            if title.double_clicked() && session.is_writable() {
                self.rename(session);
            }
        }
        if !top.file.is_empty() {
            let line = Line { size: type_size::UI, is_strong: false, ink: theme.muted };
            let file = letters.label(ui, &top.file, line, room * 0.25, Sense::hover());
            file.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &top.file));
            if let Some(path) = session.path() {
                file.on_hover_text(path.display().to_string());
            }
        }
        saving(ui, &top.saving, asks);
    }

    fn rename_field(&mut self, ui: &mut Ui, width: f32, asks: &mut Asks) {
        let Some(renaming) = &mut self.renaming else { return };
        let field = ui.add(TextEdit::singleline(&mut renaming.words).desired_width(width)).accessible_name("Project title");
        field_ring(ui, &field);
        if std::mem::take(&mut renaming.wants_focus) {
            field.request_focus();
        } else if field.lost_focus() || !field.has_focus() {
            let is_dropped = ui.input(|input| input.key_pressed(Key::Escape));
            if !is_dropped {
                rename(&renaming.words, asks);
            }
            self.renaming = None;
        }
    }
}

/// The field in which is looked for something, as wide as the bar leaves it.
fn find(ui: &mut Ui, bar: Rect, session: &Session, search: &mut SearchBox, asks: &mut Asks) {
    ui.add_space(size::GAP);
    // The switch in the middle keeps its place.
    let room = (ui.max_rect().right().min(ui.cursor().right()) - bar.center().x - modes::half_width(session) - size::PAD).max(size::SEARCH_MIN);
    let key = super::keys::of(ui.ctx(), Action::Find);
    search.field(ui, room.min(size::SEARCH), &key, session, asks);
    ui.add_space(size::GAP);
}

fn rename(words: &str, asks: &mut Asks) {
    if !words.trim().is_empty() {
        asks.command(Command::File(FileCommand::Rename(words.trim().to_owned())));
    }
}

fn saving(ui: &mut Ui, saving: &SavingWords, asks: &mut Asks) {
    let theme = Theme::of(ui.ctx());
    let colour = match saving.tone {
        Tone::Good => theme.good,
        Tone::Muted => theme.muted,
        Tone::Warning => theme.warning,
    };
    ui.spacing_mut().item_spacing.x = size::GAP / 2.0;
    sign(ui, Sign::Dot, colour);
    let room = if saving.offers_save_as { ui.available_width() - size::WAY_OUT } else { ui.available_width() };
    ui.scope(|ui| {
        ui.set_max_width(room.max(0.0));
        let words = truncated(ui, RichText::new(&saving.words).color(colour));
        if !saving.why.is_empty() {
            words.on_hover_text(&saving.why);
        }
    });
    if saving.offers_save_as && button(ui, "Save as…").clicked() {
        asks.action(Action::SaveAs);
    }
}
