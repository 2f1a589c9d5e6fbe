//! What can be done with one article of the list.

use super::list::ListPanel;
use crate::project::{ArticleState, Word as _};
use crate::session::{ArticleCommand, Session};
use crate::view::list::{Row, state_name};
use egui::{Button, Layout, Popup, PopupKind, Response, SetOpenCommand, Ui};

/// What was chosen.
pub(super) enum Wish {
    /// Write another title.
    Rename,
    /// Remove it, once that is confirmed.
    Remove,
    /// Choose a file with its new text.
    NewVersion,
    /// At once.
    Do(ArticleCommand),
}

/// Shows the menu where it is open: at the pointer after a secondary click, at the row after the menu key.
pub(super) fn show(panel: &mut ListPanel, response: &Response, row: &Row, count: usize, session: &Session) -> Option<Wish> {
    let by_pointer = response.secondary_clicked();
    if by_pointer {
        panel.menu_by_key = None;
    }
    let is_by_key = panel.menu_by_key == Some(row.id);
    let opens_by_key = is_by_key && std::mem::take(&mut panel.opens_menu);
    let set = if by_pointer || opens_by_key {
        Some(SetOpenCommand::Bool(true))
    } else if response.clicked() {
        Some(SetOpenCommand::Bool(false))
    } else {
        None
    };
    let popup =
        Popup::from_response(response).kind(PopupKind::Menu).layout(Layout::top_down_justified(egui::Align::Min)).style(egui::containers::menu::menu_style);
    let popup = popup.open_memory(set).accessible_name("Article");
    let popup = if is_by_key { popup } else { popup.at_pointer_fixed() };
    popup.show(|ui| items(ui, row, count, session)).and_then(|shown| shown.inner)
}

fn items(ui: &mut Ui, row: &Row, count: usize, session: &Session) -> Option<Wish> {
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut wish = None;
    let mut item = |ui: &mut Ui, name: &str, is_possible: bool, why: &str, wanted: Wish| {
        let why = if session.is_writable() { why } else { "The project is open read-only" };
        let button = ui.add_enabled(is_possible && session.is_writable(), Button::new(name)).on_disabled_hover_text(why);
        if button.clicked() {
            wish = Some(wanted);
            ui.close();
        }
    };
    item(ui, "Rename…", true, "", Wish::Rename);
    item(ui, "New version…", true, "", Wish::NewVersion);
    ui.separator();
    for state in ArticleState::ALL {
        let name = state_name(*state);
        item(ui, name, *state != row.state, "This is its state now", Wish::Do(ArticleCommand::SetState(vec![row.id], *state)));
    }
    ui.separator();
    let up = Wish::Do(ArticleCommand::Move(row.id, row.place.saturating_sub(1)));
    item(ui, "Move up", row.place > 0, "It is the first article", up);
    item(ui, "Move down", row.place + 1 < count, "It is the last article", Wish::Do(ArticleCommand::Move(row.id, row.place + 1)));
    ui.separator();
    item(ui, "Remove…", true, "", Wish::Remove);
    wish
}
