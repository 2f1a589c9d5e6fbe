//! How one row of the list looks, and what stands in its place while a title is written or a removal is confirmed.

use super::list::{ListPanel, field_id};
use crate::gui::actions::Asks;
use crate::gui::style::plain;
use crate::gui::theme::{Theme, size, type_size};
use crate::gui::widgets::{Letters, Line, Sign, button, field_ring, paint_sign, ring};
use crate::project::ArticleState;
use crate::session::{ArticleCommand, Command, Session};
use crate::view::counted;
use crate::view::list::Row;
use egui::{Align2, Color32, Key, Rect, Response, TextEdit, Ui, UiBuilder, pos2, vec2};

/// What a row is painted from.
pub(super) struct Paint<'a> {
    pub(super) ui: &'a Ui,
    pub(super) rect: Rect,
    pub(super) row: &'a Row,
    pub(super) response: &'a Response,
    /// Not while the title is being written.
    pub(super) has_title: bool,
}

/// Paints a row; whether its title was too long.
pub(super) fn paint(paint: &Paint<'_>, letters: &mut Letters) -> bool {
    let Paint { ui, rect, row, response, has_title } = paint;
    let theme = Theme::of(ui.ctx());
    let fill = if row.is_shown {
        theme.selected_row
    } else if response.hovered() {
        theme.hover
    } else {
        Color32::TRANSPARENT
    };
    ui.painter().rect_filled(*rect, 0.0, fill);
    if row.is_shown {
        ui.painter().rect_filled(Rect::from_min_size(rect.min, vec2(size::ACCENT_BAR, rect.height())), 0.0, theme.accent);
    }
    if response.has_focus() {
        ring(ui, rect.shrink2(vec2(size::ACCENT_BAR, 0.0)));
    }
    let colour = match row.state {
        ArticleState::Todo => theme.muted,
        ArticleState::InProgress => theme.accent,
        ArticleState::Done => theme.good,
        ArticleState::Flagged => theme.warning,
    };
    let title = title_rect(*rect);
    let sign = Rect::from_center_size(pos2(rect.left() + size::PAD + size::SIGN / 2.0, title.center().y), vec2(size::SIGN, size::SIGN));
    paint_sign(ui.painter(), sign, Sign::of(row.state), colour);
    let is_cut = *has_title && letters.paint_line(ui, title, &row.title, Line { size: type_size::UI, is_strong: true, ink: theme.ink });
    counts(ui, Rect::from_min_max(pos2(title.left(), title.bottom()), pos2(title.right(), rect.bottom() - size::GAP)), row);
    is_cut
}

/// Paints words beside each other while there is room for the next, in muted ink.
pub(super) fn paint_words(ui: &Ui, rect: Rect, words: &[&str], ink: Color32) {
    let mut x = rect.left();
    for part in words {
        let galley = ui.painter().layout_no_wrap((*part).to_owned(), plain(type_size::UI), ink);
        if x + galley.size().x > rect.right() {
            break;
        }
        let width = galley.size().x;
        ui.painter().galley(pos2(x, rect.center().y - galley.size().y / 2.0), galley, ink);
        x += width + size::GAP;
    }
}

/// The field in which a title is written, in the title's place.
pub(super) fn rename_field(panel: &mut ListPanel, ui: &mut Ui, rect: Rect, row: &Row, asks: &mut Asks) {
    let Some(renaming) = &mut panel.renaming else { return };
    let place = title_rect(rect).expand2(vec2(size::GAP / 2.0, 2.0));
    let field = TextEdit::singleline(&mut renaming.words)
        .id(field_id(ui, row.id))
        .desired_width(place.width())
        .margin(egui::Margin::from(egui::Vec2::from(size::FIELD_PAD_SMALL)));
    let field = ui.put(place, field).accessible_name("Article title");
    field_ring(ui, &field);
    if std::mem::take(&mut renaming.wants_focus) {
        field.request_focus();
    } else if field.lost_focus() || !field.has_focus() {
        let is_dropped = ui.input(|input| input.key_pressed(Key::Escape));
        if !is_dropped {
            asks.command(Command::Article(ArticleCommand::Rename(row.id, renaming.words.clone())));
        }
        panel.renaming = None;
    }
}

/// Asks once more before an article goes with its marks.
pub(super) fn confirm_removal(panel: &mut ListPanel, ui: &mut Ui, rect: Rect, row: &Row, session: &Session, asks: &mut Asks) {
    let theme = Theme::of(ui.ctx());
    ui.painter().rect_filled(rect, 0.0, theme.warning_fill);
    let marks = session.project().and_then(|project| project.places(row.id)).map_or(0, crate::project::Places::len) + row.waiting;
    let question = if marks == 0 { "Remove this article?".to_owned() } else { format!("Remove with {}?", counted(marks, "mark")) };
    let place = Rect::from_min_max(pos2(rect.left() + size::PAD, rect.top() + 4.0), pos2(rect.right() - size::PAD, rect.bottom() - 2.0));
    ui.scope_builder(UiBuilder::new().max_rect(place).id_salt(("remove", row.id)), |ui| {
        ui.spacing_mut().button_padding.y = 0.0;
        ui.spacing_mut().interact_size.y = size::CHIP;
        ui.label(egui::RichText::new(question).color(theme.warning));
        ui.add_space(2.0);
        ui.horizontal(|ui| {
            let keep = button(ui, "Keep");
            if ui.memory(|memory| memory.focused().is_none()) {
                keep.request_focus();
            }
            let removes = button(ui, "Remove").clicked();
            if removes {
                asks.command(Command::Article(ArticleCommand::Remove(vec![row.id])));
            }
            if removes || keep.clicked() || ui.input(|input| input.key_pressed(Key::Escape)) {
                panel.removing = None;
            }
        });
    });
}

fn title_rect(row: Rect) -> Rect {
    let line = type_size::UI * 1.5;
    Rect::from_min_max(pos2(row.left() + size::SIGN_INDENT, row.top() + size::GAP), pos2(row.right() - size::PAD, row.top() + size::GAP + line))
}

fn counts(ui: &Ui, rect: Rect, row: &Row) {
    let theme = Theme::of(ui.ctx());
    let mut x = rect.left();
    let mut words = |words: &str, ink: Color32| {
        let painted = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect())).text(
            pos2(x, rect.center().y),
            Align2::LEFT_CENTER,
            words,
            plain(type_size::SMALL),
            ink,
        );
        x = painted.right() + size::PAD * 0.75;
    };
    for tally in &row.tallies {
        let ink = tally.label.as_ref().map_or(theme.muted, |label| theme.label(label, std::iter::empty()).ink);
        words(&tally.words(), ink);
    }
    if !row.remark.is_empty() {
        words(row.remark, theme.muted);
    }
    if row.waiting > 0 {
        words(&format!("{} to look at", row.waiting), theme.warning);
    }
}
