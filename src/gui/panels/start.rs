//! The first page: begin a project, open one, or go on with one that was open lately.

use crate::gui::actions::{Action, Asks, row};
use crate::gui::style::{plain, serif_strong};
use crate::gui::theme::{Theme, size, type_size};
use crate::gui::widgets::{Letters, Line, button, heading, primary_button, row_button};
use crate::session::{Command, FileCommand};
use crate::view::start::{Kept, Recent, RecentRow, kept_rows, rows};
use egui::{Align2, Label, Rect, RichText, ScrollArea, Ui, UiBuilder, pos2, vec2};
use std::path::Path;

/// The first page. It keeps nothing.
#[derive(Default)]
pub struct StartPage;

impl StartPage {
    /// Paints the page: `recent` are the projects that were open lately, `kept` those without a file, `sample` is the sample project where it is there.
    pub fn show(&mut self, ui: &mut Ui, recent: &[Recent], kept: &[Kept], sample: Option<&Path>, letters: &mut Letters, asks: &mut Asks) {
        let whole = ui.max_rect();
        let width = size::START.min(whole.width() - 2.0 * size::PAD);
        let left = whole.center().x - width / 2.0;
        let column = Rect::from_min_max(pos2(left, whole.top() + whole.height() * size::START_TOP), pos2(left + width, whole.bottom()));
        ui.scope_builder(UiBuilder::new().max_rect(column), |ui| {
            ScrollArea::vertical().id_salt("start").auto_shrink(false).show(ui, |ui| {
                ui.set_width(width);
                words_and_buttons(ui, sample, asks);
                ui.add_space(2.0 * size::PAD);
                if !kept.is_empty() {
                    heading(ui, "Not saved to a file", "");
                    for row in kept_rows(kept) {
                        recent_row(ui, &row, letters, asks);
                    }
                    ui.add_space(size::PAD);
                }
                if !recent.is_empty() {
                    heading(ui, "Recent projects", "");
                    for row in rows(recent) {
                        recent_row(ui, &row, letters, asks);
                    }
                    ui.add_space(size::PAD);
                }
                let hint = RichText::new("Drop article files or a project here").color(Theme::of(ui.ctx()).muted);
                ui.add(Label::new(hint).wrap());
                ui.add_space(size::PAD);
            });
        });
    }
}

fn words_and_buttons(ui: &mut Ui, sample: Option<&Path>, asks: &mut Asks) {
    let theme = Theme::of(ui.ctx());
    ui.label(RichText::new("Factmark").font(serif_strong(type_size::TITLE)));
    let sentence = "Mark claims, sources and figures in articles, offline, in any script";
    ui.add(Label::new(RichText::new(sentence).color(theme.muted)).wrap());
    ui.add_space(size::PAD);
    ui.horizontal_wrapped(|ui| {
        let tip = |action: Action| row(action).map_or("", |row| row.tip);
        if primary_button(ui, "New project").on_hover_text(tip(Action::NewProject)).clicked() {
            asks.action(Action::NewProject);
        }
        if button(ui, "Open project…").on_hover_text(tip(Action::OpenProject)).clicked() {
            asks.action(Action::OpenProject);
        }
        if let Some(sample) = sample
            && button(ui, "Open the sample project").on_hover_text("Eight articles about one event, marked already").clicked()
        {
            asks.command(Command::File(FileCommand::Open(sample.to_owned())));
        }
    });
}

fn recent_row(ui: &mut Ui, row: &RecentRow, letters: &mut Letters, asks: &mut Asks) {
    let theme = Theme::of(ui.ctx());
    let spoken = [row.name.as_str(), row.folder.as_str(), row.when.as_str()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    let response = row_button(ui, size::TOP_BAR, &spoken);
    let rect = response.rect.shrink2(vec2(size::GAP, 4.0));
    let ink = if row.is_missing { theme.muted } else { theme.ink };
    let when = ui.painter().text(rect.right_center(), Align2::RIGHT_CENTER, &row.when, plain(type_size::SMALL), theme.muted);
    let right = when.left() - size::GAP;
    let middle = rect.center().y;
    let name = Rect::from_min_max(rect.min, pos2(right, middle));
    let folder = Rect::from_min_max(pos2(rect.left(), middle), pos2(right, rect.bottom()));
    letters.paint_line(ui, name, &row.name, Line { size: type_size::UI, is_strong: !row.is_missing, ink });
    letters.paint_line(ui, folder, &row.folder, Line { size: type_size::SMALL, is_strong: false, ink: theme.muted });
    let path = row.path.display();
    // A missing file is asked for all the same: its drive may be back, and the answer says what is wrong.
    let tip = if row.is_missing { format!("{path} is not there any more") } else { path.to_string() };
    if response.on_hover_text(tip).clicked() {
        asks.command(Command::File(FileCommand::Open(row.path.clone())));
    }
}
