//! What is written for another program, looked at before it is: what the format cannot hold, and how the files begin.

use super::super::column;
use super::{leave, ordinary, part, pressed, quiet, said};
use crate::formats::{Loss, Preview};
use crate::gui::actions::Asks;
use crate::gui::picker::Purpose;
use crate::gui::theme::{Theme, size};
use crate::gui::widgets::{Letters, Line, button, choice_chip, key_cap, muted, primary_button};
use crate::session::{Command, ExchangeCommand, Exchanging, ExportOrder, Session};
use crate::view::exchange::{FormatShown, first_lines, loss_words, preview_words, written_formats};
use egui::{Frame, Key, Margin, Ui, vec2};

/// The page.
#[derive(Default)]
pub(in crate::gui) struct ExportPage;

impl ExportPage {
    /// Shows the page; it is closed by the session.
    pub(in crate::gui) fn show(&self, ui: &mut Ui, session: &Session, letters: &mut Letters, asks: &mut Asks) {
        let Some(Exchanging::Export { order, found, is_current, .. }) = session.exchanging() else { return };
        let formats = written_formats();
        let chosen = formats.iter().find(|format| format.name == order.format).copied();
        let is_closed = column(ui, "Export data", |ui| {
            muted(ui, "Marks become data that other programs read, such as those that train a model");
            choose(ui, &formats, order, asks);
            states(ui, order, asks);
            if let Some(preview) = found {
                ui.add_space(size::PAD);
                write(ui, preview, chosen, asks);
                losses(ui, &preview.losses, letters);
                beginnings(ui, preview, letters);
            } else {
                muted(ui, "Looking…");
            }
            part(ui, "For people");
            ui.horizontal(|ui| {
                if button(ui, "Report as HTML or Markdown…").clicked() {
                    asks.pick(Purpose::Report);
                }
                muted(ui, "The articles with their marks, to read, print or send");
            });
        });
        if is_closed || pressed(ui, Key::Escape) {
            leave(asks);
        } else if *is_current && pressed(ui, Key::Enter) {
            pick(chosen, asks);
        }
    }
}

fn pick(chosen: Option<FormatShown>, asks: &mut Asks) {
    if let Some(format) = chosen {
        asks.pick(Purpose::Export { ending: format.ending });
    }
}

fn again(asks: &mut Asks, order: ExportOrder) {
    asks.command(Command::Exchange(ExchangeCommand::Export(order)));
}

fn choose(ui: &mut Ui, formats: &[FormatShown], order: &ExportOrder, asks: &mut Asks) {
    part(ui, "Format");
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(size::GAP * 0.75, size::GAP * 0.75);
        for format in formats {
            let is_on = format.name == order.format;
            if choice_chip(ui, format.title, is_on, false, None).clicked() && !is_on {
                again(asks, ExportOrder { format: format.name, ..order.clone() });
            }
        }
    });
}

fn states(ui: &mut Ui, order: &ExportOrder, asks: &mut Asks) {
    part(ui, "Marks");
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = size::GAP * 0.75;
        for (all_states, name) in [(false, "Accepted ones"), (true, "Proposals and rejected ones too")] {
            let is_on = all_states == order.all_states;
            if choice_chip(ui, name, is_on, false, None).clicked() && !is_on {
                again(asks, ExportOrder { all_states, ..order.clone() });
            }
        }
    });
}

/// What would be written, and the button that writes it.
fn write(ui: &mut Ui, preview: &Preview, chosen: Option<FormatShown>, asks: &mut Asks) {
    crate::gui::widgets::hairline(ui);
    ui.add_space(size::GAP);
    ui.horizontal(|ui| {
        let is_folder = chosen.is_some_and(|format| format.ending.is_none());
        if primary_button(ui, if is_folder { "Write a folder…" } else { "Write a file…" }).clicked() {
            pick(chosen, asks);
        }
        key_cap(ui, "Enter");
        muted(ui, &preview_words(preview));
    });
}

fn losses(ui: &mut Ui, losses: &[Loss], letters: &mut Letters) {
    let theme = Theme::of(ui.ctx());
    if losses.is_empty() {
        part(ui, "Nothing is lost");
        muted(ui, "The format holds all that is in these articles");
        return;
    }
    part(ui, "What the format cannot hold");
    for loss in losses {
        let [count, what, example] = loss_words(loss);
        ui.horizontal(|ui| {
            let left = ui.cursor().left();
            said(ui, letters, &count, Line { is_strong: true, ..ordinary(theme) }, size::CHIP * 2.0);
            ui.add_space((left + size::CHIP * 2.0 + size::GAP - ui.cursor().left()).max(0.0));
            said(ui, letters, &what, ordinary(theme), size::LIST * 1.6);
            let room = ui.available_width();
            said(ui, letters, &example, quiet(theme), room);
        });
    }
    ui.add_space(size::GAP / 2.0);
    muted(ui, "All of it goes to a file .factmark.json beside, which brings it back when the files are imported unchanged");
}

fn beginnings(ui: &mut Ui, preview: &Preview, letters: &mut Letters) {
    let theme = Theme::of(ui.ctx());
    part(ui, "How the files begin");
    for (name, words) in &preview.files {
        ui.add_space(size::GAP / 2.0);
        muted(ui, name);
        Frame::NONE.fill(theme.panel).corner_radius(size::RADIUS).inner_margin(Margin::same(size::GAP as i8)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 0.0;
            for line in first_lines(words) {
                let room = ui.available_width();
                said(ui, letters, &line, Line { ink: theme.ink, ..quiet(theme) }, room);
            }
        });
    }
}
