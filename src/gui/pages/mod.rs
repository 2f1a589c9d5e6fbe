//! Pages that stand in the place of the article: marking the same words elsewhere, the list of checks, what waits for the analyst's
//! word, what the project marks with, keys and settings, versions of an article, what came of reading files, and data of other programs.

mod alike;
mod arrivals;
mod checks;
mod exchange;
mod proposals;
mod scheme;
mod settings;
mod versions;

use super::actions::Asks;
use super::theme::{Theme, dialog, size};
use super::widgets::{Letters, button};
use crate::session::{Exchanging, Session};
use crate::store::Preferences;
use alike::AlikePage;
use arrivals::ArrivalsPage;
use checks::ChecksPage;
use egui::{Layout, Rect, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2};
use exchange::{ExportPage, ImportPage};
use proposals::ProposalsPage;
use scheme::SchemePage;
use settings::SettingsPage;
use versions::VersionsPage;

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
    /// Proposals, and what was decided against.
    Proposals(ProposalsPage),
    /// Labels, tags and names.
    Scheme(SchemePage),
    /// Keys and settings.
    Settings(Box<SettingsPage>),
    /// Two versions of an article.
    Versions(Box<VersionsPage>),
    /// What came of reading files.
    Arrivals(ArrivalsPage),
    /// Data of other programs that may be taken in.
    Import(ImportPage),
    /// What may be written for other programs.
    Export(ExportPage),
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

    /// Proposals, and what was decided against.
    pub(super) fn proposals() -> Self {
        Self::Proposals(ProposalsPage::default())
    }

    /// Labels, tags and names.
    pub(super) fn scheme() -> Self {
        Self::Scheme(SchemePage::default())
    }

    /// Keys and settings.
    pub(super) fn settings() -> Self {
        Self::Settings(Box::default())
    }

    /// Whether this is the page of keys and settings, which needs no project.
    pub(super) fn is_settings(&self) -> bool {
        matches!(self, Self::Settings(_))
    }

    /// The page of keys and settings, where it is this.
    pub(super) fn as_settings(&mut self) -> Option<&mut SettingsPage> {
        if let Self::Settings(page) = self { Some(page) } else { None }
    }

    /// Opens the pages of what the session is about, and closes them with it: two versions that are compared, data that is looked at, what
    /// came of reading files.
    pub(super) fn follow(&mut self, session: &Session) {
        match (session.comparing().is_some(), session.exchanging(), session.arrivals().is_some(), &self) {
            (true, _, _, Self::Versions(_))
            | (false, Some(Exchanging::Import { .. }), _, Self::Import(_))
            | (false, Some(Exchanging::Export { .. }), _, Self::Export(_))
            | (false, None, true, Self::Arrivals(_)) => {}
            (true, ..) => *self = Self::Versions(Box::default()),
            (false, Some(Exchanging::Import { .. }), ..) => *self = Self::Import(ImportPage),
            (false, Some(Exchanging::Export { .. }), ..) => *self = Self::Export(ExportPage),
            // Whoever opens another page comes back to this one when that is closed.
            (false, None, true, Self::None | Self::Versions(_) | Self::Import(_) | Self::Export(_)) => *self = Self::Arrivals(ArrivalsPage::default()),
            (false, None, false, Self::Versions(_) | Self::Import(_) | Self::Export(_) | Self::Arrivals(_)) => *self = Self::None,
            (false, None, ..) => {}
        }
    }

    /// What the page shows in the place of the details, if it does.
    pub(super) fn side(&mut self) -> Option<&mut VersionsPage> {
        match self {
            Self::Versions(page) => Some(page),
            Self::None
            | Self::Alike(_)
            | Self::Checks(_)
            | Self::Proposals(_)
            | Self::Scheme(_)
            | Self::Settings(_)
            | Self::Arrivals(_)
            | Self::Import(_)
            | Self::Export(_) => None,
        }
    }

    /// Whether a page stands in the place of the article.
    pub(super) fn is_open(&self) -> bool {
        !matches!(self, Self::None)
    }

    /// Shows the page over the whole ui; it closes itself.
    pub(super) fn show(&mut self, ui: &mut Ui, session: &Session, preferences: &mut Preferences, letters: &mut Letters, asks: &mut Asks) {
        let is_closed = match self {
            Self::None => false,
            Self::Alike(page) => page.show(ui, session, letters, asks),
            Self::Checks(page) => page.show(ui, session, letters, asks),
            Self::Proposals(page) => page.show(ui, session, letters, asks),
            Self::Scheme(page) => page.show(ui, session, asks),
            Self::Settings(page) => page.show(ui, session, preferences, asks),
            Self::Versions(page) => page.show(ui, session, letters, asks),
            Self::Arrivals(page) => {
                page.show(ui, session, letters, asks);
                false
            }
            Self::Import(page) => {
                page.show(ui, session, letters, asks);
                false
            }
            Self::Export(page) => {
                page.show(ui, session, letters, asks);
                false
            }
        };
        if is_closed {
            *self = Self::None;
            ui.ctx().request_repaint();
        }
    }
}

/// Rows of one height, of which only those that can be seen are made: a page may have a hundred thousand. `shown` is brought into view.
pub(in crate::gui) fn rows(ui: &mut Ui, count: usize, height: f32, shown: Option<usize>, mut row: impl FnMut(&mut Ui, usize)) {
    let (whole, _) = ui.allocate_exact_size(vec2(ui.available_width(), height * count as f32), Sense::hover());
    let place = |index: usize| Rect::from_min_size(pos2(whole.left(), whole.top() + height * index as f32), vec2(whole.width(), height));
    if let Some(index) = shown {
        ui.scroll_to_rect(place(index), None);
    }
    let seen = ui.clip_rect().intersect(whole);
    if !seen.is_positive() {
        return;
    }
    let first = ((seen.top() - whole.top()) / height) as usize;
    let behind = ((seen.bottom() - whole.top()) / height).ceil() as usize;
    for index in first..behind.min(count) {
        let mut inner = ui.new_child(UiBuilder::new().id_salt(("row", index)).max_rect(place(index)));
        inner.spacing_mut().item_spacing.y = 0.0;
        row(&mut inner, index);
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
