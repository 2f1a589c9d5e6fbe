//! The list of checks: what is open stands first, and each row leads to a claim.

use super::{column, rows};
use crate::gui::actions::Asks;
use crate::gui::keymap::Keymap;
use crate::gui::style::plain;
use crate::gui::theme::{Theme, size, type_size};
use crate::gui::widgets::{Letters, Line, Sign, choice_chip, hairline, icon_button, muted, row_button};
use crate::session::{Command, RemoveCommand, SelectCommand, Session};
use crate::view::checks::{CheckRow, Standing, check_rows, standing};
use crate::view::counted;
use egui::{Align2, Layout, Sense, Ui, UiBuilder, vec2};

/// The page.
#[derive(Default)]
pub(in crate::gui) struct ChecksPage {
    only_open: bool,
    known: Option<(u64, Vec<CheckRow>)>,
}

impl ChecksPage {
    /// Shows the page; `true` when it is to be closed.
    pub(super) fn show(&mut self, ui: &mut Ui, session: &Session, letters: &mut Letters, asks: &mut Asks) -> bool {
        let Some(project) = session.project() else { return true };
        let version = session.version();
        if self.known.as_ref().is_none_or(|(at, _)| *at != version) {
            self.known = Some((version, check_rows(project)));
        }
        let checks = self.known.as_ref().map(|(_, rows)| rows.as_slice()).unwrap_or_default();
        let open = checks.iter().filter(|row| !row.missing.is_empty()).count();
        let mut goes = false;
        let mut only_open = self.only_open;
        let is_closed = column(ui, "Checks", |ui| {
            ui.horizontal(|ui| {
                muted(ui, &format!("{}, {open} to do", counted(checks.len(), "check")));
                if choice_chip(ui, "Only what is to do", only_open, true, None).clicked() {
                    only_open = !only_open;
                }
            });
            ui.add_space(size::GAP);
            if checks.is_empty() {
                muted(ui, &Keymap::of(ui.ctx()).fill("No checks yet: select a claim and give it a verdict with {Verdict}"));
            }
            let shown: Vec<&CheckRow> = checks.iter().filter(|row| !only_open || !row.missing.is_empty()).collect();
            rows(ui, shown.len(), size::ROW + size::LINE, None, |ui, index| {
                if let Some(row) = shown.get(index) {
                    goes |= check(ui, row, session.is_writable(), letters, asks);
                }
            });
        });
        self.only_open = only_open;
        let is_left = ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Escape));
        is_closed || goes || is_left
    }
}

/// One check; whether its claim is gone to.
fn check(ui: &mut Ui, row: &CheckRow, is_writable: bool, letters: &mut Letters, asks: &mut Asks) -> bool {
    let theme = Theme::of(ui.ctx());
    let state = if row.missing.is_empty() || row.missing == "open" { row.verdict.clone() } else { format!("{}, {}", row.verdict, row.missing) };
    let name = format!("{}: {state}, {}", row.statement, counted(row.claims, "claim"));
    let response = ui.push_id(row.id, |ui| row_button(ui, size::ROW, &name)).inner;
    let rect = response.rect;
    let right = rect.right() - size::CONTROL - size::GAP;
    let words = egui::Rect::from_min_max(rect.min + vec2(size::GAP, size::GAP), egui::pos2(right, rect.center().y + 2.0));
    let mut inner = ui.new_child(UiBuilder::new().max_rect(words).layout(Layout::left_to_right(egui::Align::Center)));
    letters.label(&mut inner, &row.statement, Line { size: type_size::UI, is_strong: true, ink: theme.ink }, words.width(), Sense::hover());
    let ink = match standing(&row.value) {
        Standing::Holds if row.missing.is_empty() => theme.good,
        Standing::Unknown if row.missing.is_empty() => theme.muted,
        Standing::Holds | Standing::Unknown | Standing::Fails | Standing::Mixed => theme.warning,
    };
    let at = egui::pos2(rect.left() + size::GAP, rect.bottom() - size::GAP - type_size::SMALL / 2.0);
    let end = ui.painter().text(at, Align2::LEFT_CENTER, state, plain(type_size::SMALL), ink).right();
    let claims = format!("·  {}", counted(row.claims, "claim"));
    ui.painter().text(egui::pos2(end + size::GAP, at.y), Align2::LEFT_CENTER, claims, plain(type_size::SMALL), theme.muted);
    let goes = response.on_hover_text(if row.first.is_some() { "Go to the claim" } else { "No claim mentions it" }).clicked() && row.first.is_some();
    if let Some(claim) = row.first.filter(|_| goes) {
        asks.command(Command::Select(SelectCommand::Mark(claim)));
    }
    if is_writable {
        let place = egui::Rect::from_center_size(egui::pos2(rect.right() - size::CONTROL / 2.0, rect.center().y), vec2(size::CONTROL, size::CONTROL));
        let mut inner = ui.new_child(UiBuilder::new().id_salt(("remove", row.id)).max_rect(place));
        if icon_button(&mut inner, Sign::Cross, &format!("Remove check {}", row.statement)).clicked() {
            asks.command(Command::Remove(RemoveCommand::Checks(vec![row.id])));
        }
    }
    hairline(ui);
    goes
}
