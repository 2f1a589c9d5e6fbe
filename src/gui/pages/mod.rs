//! Pages that stand in the place of the article: marking the same words elsewhere, the list of checks, and what the project marks with.

mod alike;
mod checks;
mod scheme;

use super::actions::Asks;
use super::theme::{Theme, dialog, size};
use super::widgets::button;
use crate::session::Session;
use alike::AlikePage;
use checks::ChecksPage;
use egui::{Layout, ScrollArea, Ui};
use scheme::SchemePage;

/// The page that is open.
#[derive(Default)]
pub(super) enum Page {
    /// None: the article is shown.
    #[default]
    None,
    /// The same words elsewhere.
    Alike(AlikePage),
    /// The list of checks.
    Checks(ChecksPage),
    /// Labels, tags and names.
    Scheme(SchemePage),
}

impl Page {
    /// The same words as the selected mark's.
    pub(super) fn alike(session: &Session) -> Self {
        AlikePage::of(session).map_or(Self::None, Self::Alike)
    }

    /// The list of checks.
    pub(super) fn checks() -> Self {
        Self::Checks(ChecksPage::default())
    }

    /// Labels, tags and names.
    pub(super) fn scheme() -> Self {
        Self::Scheme(SchemePage::default())
    }

    /// Whether a page stands in the place of the article.
    pub(super) fn is_open(&self) -> bool {
        !matches!(self, Self::None)
    }

    /// Shows the page over the whole ui; it closes itself.
    pub(super) fn show(&mut self, ui: &mut Ui, session: &Session, asks: &mut Asks) {
        let is_closed = match self {
            Self::None => false,
            Self::Alike(page) => page.show(ui, session, asks),
            Self::Checks(page) => page.show(ui, session, asks),
            Self::Scheme(page) => page.show(ui, session, asks),
        };
        if is_closed {
            *self = Self::None;
            ui.ctx().request_repaint();
        }
    }
}

/// A column in the middle of a page, with a heading and a button that closes it; whether that was pressed.
pub(in crate::gui) fn column(ui: &mut Ui, title: &str, content: impl FnOnce(&mut Ui)) -> bool {
    let mut is_closed = false;
    ui.painter().rect_filled(ui.max_rect(), 0, Theme::of(ui.ctx()).page);
    ScrollArea::vertical().id_salt(title).auto_shrink([false, false]).show(ui, |ui| {
        let width = dialog::HELP.min(ui.available_width() - 2.0 * size::PAD);
        ui.horizontal_top(|ui| {
            ui.add_space((ui.available_width() - width) / 2.0);
            ui.vertical(|ui| {
                ui.set_width(width);
                ui.add_space(size::PAD);
                ui.horizontal(|ui| {
                    ui.heading(title);
                    ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| is_closed = button(ui, "Close").clicked());
                });
                content(ui);
                ui.add_space(2.0 * size::PAD);
            });
        });
    });
    is_closed
}
