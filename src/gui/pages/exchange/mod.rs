//! Data of other programs: a page to look at files before they are taken in, and one to look at what is written before it is.

mod export;
mod import;

pub(in crate::gui) use export::ExportPage;
pub(in crate::gui) use import::ImportPage;

use crate::gui::actions::Asks;
use crate::gui::theme::{Theme, size, type_size};
use crate::gui::widgets::{Letters, Line, hairline, strong_label};
use crate::session::{Command, ExchangeCommand};
use egui::{Key, Modifiers, Role, Sense, Ui, WidgetInfo};

/// What heads a part of a page.
fn part(ui: &mut Ui, words: &str) {
    ui.add_space(1.5 * size::PAD);
    strong_label(ui, words);
    hairline(ui);
}

/// One line of words in any script, for screen readers too.
fn said(ui: &mut Ui, letters: &mut Letters, words: &str, line: Line, room: f32) {
    let response = letters.label(ui, words, line, room, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
}

/// Words of the window in their usual size.
fn ordinary(theme: &Theme) -> Line {
    Line { size: type_size::UI, is_strong: false, ink: theme.ink }
}

/// Words of less weight.
fn quiet(theme: &Theme) -> Line {
    Line { size: type_size::SMALL, is_strong: false, ink: theme.muted }
}

/// Leaves the page; nothing is changed.
fn leave(asks: &mut Asks) {
    asks.command(Command::Exchange(ExchangeCommand::Leave));
}

/// Whether a key is pressed that no field and no button wants.
fn pressed(ui: &Ui, key: Key) -> bool {
    let is_free = ui.memory(|memory| memory.focused().is_none()) && !egui::Popup::is_any_open(ui.ctx());
    (is_free || key == Key::Escape) && ui.input_mut(|input| input.consume_key(Modifiers::NONE, key))
}
