//! Files of other programs, looked at before anything of them is taken.

use super::super::column;
use super::{leave, ordinary, part, pressed, quiet, said};
use crate::formats::Intake;
use crate::gui::actions::Asks;
use crate::gui::picker::Purpose;
use crate::gui::theme::{Theme, size, type_size};
use crate::gui::widgets::{Letters, Line, button, choice_chip, hairline, key_cap, label_square, muted, primary_button};
use crate::project::{Label, Project};
use crate::session::{Command, ExchangeCommand, Exchanging, ImportOrder, Session};
use crate::text::Unit;
use crate::view::exchange::{LabelRow, brings_something, chosen, counted_large, intake_words, labels, read_formats, sample_words, trouble};
use egui::{Key, Label as Words, RichText, Ui, vec2};

/// Labels that are listed.
const LABELS: usize = 60;
/// Things that were refused or put right that are listed of each.
const TROUBLES: usize = 100;

/// The page.
#[derive(Default)]
pub(in crate::gui) struct ImportPage;

impl ImportPage {
    /// Shows the page; it is closed by the session.
    pub(in crate::gui) fn show(&self, ui: &mut Ui, session: &Session, letters: &mut Letters, asks: &mut Asks) {
        let Some((project, Exchanging::Import { order, found, is_current, .. })) = session.project().zip(session.exchanging()) else { return };
        let intake = found.as_ref().and_then(|found| found.as_ref().ok());
        let can_take = *is_current && intake.is_some_and(|intake| brings_something(intake));
        let is_closed = column(ui, "Import data", |ui| {
            choose(ui, order, asks);
            formats(ui, order, asks);
            options(ui, order, asks);
            match found {
                None if order.paths.is_empty() => {}
                None => drop(muted(ui, "Reading…")),
                Some(Err(why)) => drop(ui.add(Words::new(RichText::new(why).color(Theme::of(ui.ctx()).warning)).wrap())),
                Some(Ok(intake)) => {
                    ui.add_space(size::PAD);
                    take(ui, intake, can_take, *is_current, asks);
                    label_table(ui, project, intake, order, letters, asks);
                    troubles(ui, intake, letters);
                    samples(ui, project, intake, letters);
                }
            }
        });
        if is_closed || pressed(ui, Key::Escape) {
            leave(asks);
        } else if can_take && pressed(ui, Key::Enter) {
            asks.command(Command::Exchange(ExchangeCommand::Take));
        }
    }
}

fn again(asks: &mut Asks, order: ImportOrder) {
    asks.command(Command::Exchange(ExchangeCommand::Import(order)));
}

fn choose(ui: &mut Ui, order: &ImportOrder, asks: &mut Asks) {
    muted(ui, "Files that another program wrote become articles, marks and links, as one change that can be undone");
    ui.add_space(size::GAP);
    ui.horizontal(|ui| {
        let is_first = order.paths.is_empty();
        let files = if is_first { primary_button(ui, "Choose files…") } else { button(ui, "Choose files…") };
        if files.clicked() {
            asks.pick(Purpose::ImportFiles);
        }
        if button(ui, "Choose a folder…").on_hover_text("Such as a folder of brat with its texts").clicked() {
            asks.pick(Purpose::ImportFolder);
        }
        muted(ui, &chosen(&order.paths));
        if is_first {
            muted(ui, "or drop them here");
        }
    });
}

fn formats(ui: &mut Ui, order: &ImportOrder, asks: &mut Asks) {
    part(ui, "Format");
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(size::GAP * 0.75, size::GAP * 0.75);
        for format in read_formats() {
            let is_on = format.name == order.format;
            if choice_chip(ui, format.title, is_on, false, None).clicked() && !is_on {
                again(asks, ImportOrder { format: format.name, guesses: false, ..order.clone() });
            }
        }
    });
}

fn options(ui: &mut Ui, order: &ImportOrder, asks: &mut Asks) {
    part(ui, "Places are counted in");
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(size::GAP * 0.75, size::GAP * 0.75);
        let units = std::iter::once((None, "What the file and its quotes say")).chain(Unit::ALL.map(|unit| (Some(unit), unit.name())));
        for (unit, name) in units {
            let is_on = unit == order.unit;
            if choice_chip(ui, name, is_on, false, None).clicked() && !is_on {
                again(asks, ImportOrder { unit, ..order.clone() });
            }
        }
    });
    part(ui, "Marks come");
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = size::GAP * 0.75;
        for (as_proposals, name) in [(false, "As they are"), (true, "As proposals, to accept or reject")] {
            let is_on = as_proposals == order.as_proposals;
            if choice_chip(ui, name, is_on, false, None).clicked() && !is_on {
                again(asks, ImportOrder { as_proposals, ..order.clone() });
            }
        }
    });
}

/// What would come of it, and the button that takes it.
fn take(ui: &mut Ui, intake: &Intake, can_take: bool, is_current: bool, asks: &mut Asks) {
    hairline(ui);
    ui.add_space(size::GAP);
    ui.horizontal(|ui| {
        let take = ui.add_enabled_ui(can_take, |ui| primary_button(ui, "Import")).inner;
        let why = if is_current { "There is nothing in it that the project does not have" } else { "The files are being read again" };
        if take.on_disabled_hover_text(why).clicked() {
            asks.command(Command::Exchange(ExchangeCommand::Take));
        }
        key_cap(ui, "Enter");
        muted(ui, &intake_words(intake));
    });
}

fn label_table(ui: &mut Ui, project: &Project, intake: &Intake, order: &ImportOrder, letters: &mut Letters, asks: &mut Asks) {
    let rows = labels(project, intake, order, LABELS);
    if rows.is_empty() || intake.is_whole {
        return;
    }
    part(ui, "Their labels, and what they become");
    for row in &rows {
        label_row(ui, project, row, order, letters, asks);
        hairline(ui);
    }
    let more = intake.theirs.len() - rows.len();
    if more > 0 {
        muted(ui, &format!("and {more} more, as they are"));
    }
}

fn label_row(ui: &mut Ui, project: &Project, row: &LabelRow, order: &ImportOrder, letters: &mut Letters, asks: &mut Asks) {
    let theme = Theme::of(ui.ctx());
    // The choices of all rows stand under each other; where there is no room beside the names, each under its own.
    let is_wide = ui.available_width() > size::LIST * 2.0;
    ui.horizontal(|ui| {
        let left = ui.cursor().left();
        label_square(ui, &row.ours, theme.label(&row.ours, project.own_labels()));
        said(ui, letters, &row.theirs, Line { is_strong: true, ..ordinary(theme) }, size::PANEL_MIN);
        muted(ui, &counted_large(row.count, "mark"));
        if is_wide {
            ui.add_space((left + size::LIST - ui.cursor().left()).max(0.0));
            choices(ui, row, order, asks);
        }
    });
    if !is_wide {
        choices(ui, row, order, asks);
    }
}

fn choices(ui: &mut Ui, row: &LabelRow, order: &ImportOrder, asks: &mut Asks) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(size::GAP * 0.75, size::GAP * 0.75);
        for label in &row.choices {
            let is_on = *label == row.ours;
            let name = if matches!(label, Label::Own(name) if **name == *row.theirs) { "As it is" } else { label.name() };
            let chip = choice_chip(ui, &crate::view::shorten(name, 24), is_on, false, None);
            chip.widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, true, is_on, format!("{} becomes {name}", row.theirs)));
            if chip.clicked() && !is_on {
                let mut labels = order.labels.clone();
                labels.insert(row.theirs.to_lowercase(), label.clone());
                again(asks, ImportOrder { labels, ..order.clone() });
            }
        }
    });
}

fn troubles(ui: &mut Ui, intake: &Intake, letters: &mut Letters) {
    let theme = Theme::of(ui.ctx());
    for (head, lines, more) in trouble(intake, TROUBLES) {
        part(ui, &head);
        for line in &lines {
            let room = ui.available_width();
            said(ui, letters, line, Line { ink: theme.warning, ..quiet(theme) }, room);
        }
        if more > 0 {
            muted(ui, &format!("and {more} more; all are told when it is imported"));
        }
    }
}

fn samples(ui: &mut Ui, project: &Project, intake: &Intake, letters: &mut Letters) {
    let theme = Theme::of(ui.ctx());
    if intake.samples.is_empty() {
        return;
    }
    part(ui, "How it begins");
    for sample in &intake.samples {
        ui.add_space(size::GAP / 2.0);
        let (title, about) = sample_words(sample);
        ui.horizontal(|ui| {
            let room = ui.available_width() * 0.7;
            said(ui, letters, &title, Line { size: type_size::UI, is_strong: true, ink: theme.ink }, room);
            muted(ui, &about);
        });
        for (label, words) in &sample.marks {
            ui.horizontal(|ui| {
                label_square(ui, label, theme.label(label, project.own_labels()));
                let room = ui.available_width();
                said(ui, letters, &crate::view::shorten(words, 160), ordinary(theme), room);
            });
        }
    }
}
