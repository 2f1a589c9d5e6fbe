//! Proposals, and marks that somebody else decided against: each with who says so and why, and a key to agree or not.

use super::{column, rows};
use crate::gui::actions::Asks;
use crate::gui::style::plain;
use crate::gui::theme::{Theme, size, type_size};
use crate::gui::widgets::{Letters, Line, button, hairline, label_square, muted, row_button};
use crate::project::{MarkId, Project};
use crate::session::{Command, MarkCommand, SelectCommand, Session};
use crate::view::counted;
use crate::view::proposals::{ProposalRow, proposals};
use egui::{Align2, Key, Layout, Modifiers, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

/// The page.
#[derive(Default)]
pub(in crate::gui) struct ProposalsPage {
    /// The row that keys are about.
    row: usize,
    moved: bool,
    known: Option<(u64, Vec<ProposalRow>)>,
}

impl ProposalsPage {
    /// Shows the page; `true` when it is to be closed.
    pub(super) fn show(&mut self, ui: &mut Ui, session: &Session, letters: &mut Letters, asks: &mut Asks) -> bool {
        let Some(project) = session.project() else { return true };
        let version = session.version();
        if self.known.as_ref().is_none_or(|(at, _)| *at != version) {
            self.known = Some((version, proposals(project)));
        }
        let Some((at, shown)) = self.known.take() else { return true };
        self.row = self.row.min(shown.len().saturating_sub(1));
        let goes = self.keys(ui, &shown, session, asks);
        let mut pressed = None;
        let is_closed = column(ui, "Proposals", |ui| {
            head(ui, &shown, session, asks);
            ui.add_space(size::GAP);
            let current = Some(self.row).filter(|_| std::mem::take(&mut self.moved));
            rows(ui, shown.len(), size::ROW + size::LINE, current, |ui, index| {
                if let Some(row) = shown.get(index)
                    && row_of(ui, row, index == self.row, project, letters)
                {
                    pressed = Some(row.mark);
                }
            });
        });
        self.known = Some((at, shown));
        if let Some(mark) = pressed {
            asks.command(Command::Select(SelectCommand::Mark(mark)));
        }
        is_closed || goes || pressed.is_some()
    }

    /// Takes keys; whether the mark is gone to, or the page left.
    fn keys(&mut self, ui: &Ui, shown: &[ProposalRow], session: &Session, asks: &mut Asks) -> bool {
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::Escape) {
            return true;
        }
        if pressed(Key::ArrowDown) || pressed(Key::J) {
            self.row = (self.row + 1).min(shown.len().saturating_sub(1));
            self.moved = true;
        }
        if pressed(Key::ArrowUp) || pressed(Key::K) {
            self.row = self.row.saturating_sub(1);
            self.moved = true;
        }
        let Some(row) = shown.get(self.row) else { return false };
        let is_free = ui.memory(|memory| memory.focused().is_none());
        if session.is_writable() {
            if pressed(Key::A) {
                asks.command(accept(vec![row.mark]));
            }
            if pressed(Key::X) || pressed(Key::Delete) {
                asks.command(if row.is_rejected { remove(vec![row.mark]) } else { reject(vec![row.mark]) });
            }
        }
        if is_free && pressed(Key::Enter) {
            asks.command(Command::Select(SelectCommand::Mark(row.mark)));
            return true;
        }
        false
    }
}

fn accept(marks: Vec<MarkId>) -> Command {
    Command::Mark(MarkCommand::Decide { marks, accept: true })
}

fn reject(marks: Vec<MarkId>) -> Command {
    Command::Mark(MarkCommand::Decide { marks, accept: false })
}

fn remove(marks: Vec<MarkId>) -> Command {
    Command::Mark(MarkCommand::Remove(marks))
}

/// How many there are, what the keys do, and buttons for all at once.
fn head(ui: &mut Ui, shown: &[ProposalRow], session: &Session, asks: &mut Asks) {
    let of = |is_rejected: bool| -> Vec<MarkId> { shown.iter().filter(|row| row.is_rejected == is_rejected).map(|row| row.mark).collect() };
    let (rejected, proposed) = (of(true), of(false));
    if shown.is_empty() {
        muted(ui, "Nothing waits for your word");
        return;
    }
    muted(ui, &format!("{} decided against, {}", counted(rejected.len(), "mark"), counted(proposed.len(), "proposal")));
    muted(ui, "↑ ↓ move, A keeps, X rejects or removes, Enter shows it in the text");
    if session.is_writable() {
        ui.add_space(size::GAP / 2.0);
        ui.horizontal(|ui| {
            if !proposed.is_empty() && button(ui, "Keep all proposals").clicked() {
                asks.command(accept(proposed));
            }
            if !rejected.is_empty() && button(ui, "Remove all that was decided against").clicked() {
                asks.command(remove(rejected));
            }
        });
    }
}

/// One mark; whether it is gone to.
fn row_of(ui: &mut Ui, row: &ProposalRow, is_current: bool, project: &Project, letters: &mut Letters) -> bool {
    let theme = Theme::of(ui.ctx());
    let about = if row.why.is_empty() { row.by.clone() } else { format!("{}: {}", row.by, row.why) };
    let name = format!("{}: {}; {about}; {}; {}", row.label.name(), row.words, row.says, row.title);
    let place = Rect::from_min_size(ui.next_widget_position(), vec2(ui.available_width(), size::ROW));
    if is_current {
        ui.painter().rect_filled(place, f32::from(size::RADIUS), theme.selected_row);
    }
    let response = ui.push_id(row.mark, |ui| row_button(ui, size::ROW, &name)).inner;
    response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), is_current, &name));
    let rect = response.rect;
    let square = Rect::from_min_size(rect.min + vec2(size::GAP, size::GAP), vec2(size::CHIP, size::CHIP));
    let mut inner = ui.new_child(UiBuilder::new().id_salt(("label", row.mark)).max_rect(square));
    label_square(&mut inner, &row.label, theme.label(&row.label, project.own_labels()));
    let left = square.right() + size::GAP;
    let words = Rect::from_min_max(pos2(left, rect.top() + size::GAP), pos2(rect.right() - size::GAP, rect.center().y + 2.0));
    let mut inner = ui.new_child(UiBuilder::new().id_salt(("words", row.mark)).max_rect(words).layout(Layout::left_to_right(egui::Align::Center)));
    letters.label(&mut inner, &row.words, Line { size: type_size::UI, is_strong: true, ink: theme.ink }, words.width(), Sense::hover());
    let at = pos2(left, rect.bottom() - size::GAP - type_size::SMALL / 2.0);
    let ink = if row.is_rejected { theme.warning } else { theme.muted };
    let end = ui.painter().text(at, Align2::LEFT_CENTER, &about, plain(type_size::SMALL), ink).right();
    let title = [&row.says, &row.title].into_iter().filter(|part| !part.is_empty()).map(|part| format!("·  {part}")).collect::<Vec<_>>().join("  ");
    if end + size::GAP < rect.right() - size::PAD {
        let rest = Rect::from_min_max(pos2(end + size::GAP, at.y - type_size::SMALL), pos2(rect.right() - size::GAP, at.y + type_size::SMALL));
        letters.paint_line(ui, rest, &title, Line { size: type_size::SMALL, is_strong: false, ink: theme.muted });
    }
    hairline(ui);
    response.on_hover_text("Show it in the text").clicked()
}
