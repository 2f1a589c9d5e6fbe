//! The marks of the article in reading order, all or those of one label.

use crate::gui::actions::Asks;
use crate::gui::panels::details::parts::{chip_spacing, part};
use crate::gui::theme::{Theme, size, type_size};
use crate::gui::widgets::{Letters, Line, List, Spoken, choice_chip, label_square, list, muted};
use crate::project::{Label, MarkId, Project};
use crate::session::{Command, SelectCommand, Session};
use crate::view::marks::{MarkRow, count, labelled, nth, place_of_selected, row};
use egui::{Rect, Ui, UiBuilder, pos2, vec2};

/// The tab.
#[derive(Default)]
pub(super) struct MarksTab {
    only: Option<Label>,
    /// The marks with that label: for which version of the project and which article.
    known: Option<Known>,
    /// The row that was brought into view last.
    seen: Option<usize>,
}

struct Known {
    of: (u64, Option<crate::project::ArticleId>, Label),
    marks: Vec<MarkId>,
}

impl MarksTab {
    pub(super) fn show(&mut self, ui: &mut Ui, session: &Session, wants_focus: bool, letters: &mut Letters, asks: &mut Asks) {
        let Some(project) = session.project() else { return };
        part(ui, |ui| self.filter(ui, project));
        self.learn(session);
        let known = self.known.as_ref().map(|known| known.marks.as_slice());
        let all = known.map_or_else(|| count(session), <[MarkId]>::len);
        let at = |number: usize| known.map_or_else(|| nth(session, number), |marks| marks.get(number).copied());
        let current = match known {
            None => place_of_selected(session),
            Some(marks) => session.selection().mark.and_then(|mark| marks.iter().position(|id| *id == mark)),
        };
        if all == 0 {
            let words = if self.only.is_some() { "No mark has this label" } else { "No marks yet: select words in the article and tag them" };
            part(ui, |ui| muted(ui, words));
            return;
        }
        let reveals = current != self.seen;
        let shown = List { id: ui.scope_id().with("marks"), name: "Marks of the article", count: all, height: size::MARK_ROW, current, reveals, wants_focus };
        let walked = list(ui, &shown, |ui, rect, number| {
            let Some(row) = at(number).and_then(|id| row(project, id)) else { return Spoken::Nothing };
            paint(ui, rect, &row, project, letters);
            Spoken::Item(row.spoken())
        });
        let to = walked.to.and_then(at);
        self.seen = walked.to.or(current);
        if let Some(mark) = to {
            asks.command(Command::Select(SelectCommand::Mark(mark)));
        }
        if walked.is_entered {
            ui.memory_mut(|memory| memory.surrender_focus(shown.id));
        }
    }

    fn filter(&mut self, ui: &mut Ui, project: &Project) {
        ui.horizontal_wrapped(|ui| {
            chip_spacing(ui);
            if choice_chip(ui, "All", self.only.is_none(), false, None).clicked() {
                self.only = None;
            }
            for label in project.labels() {
                let is_on = self.only.as_ref() == Some(&label);
                let name = crate::view::shorten(label.name(), 24);
                let plural = if matches!(label, Label::Own(_)) { name } else { format!("{name}s") };
                if choice_chip(ui, &plural, is_on, false, None).clicked() {
                    self.only = Some(label);
                }
            }
        });
    }

    fn learn(&mut self, session: &Session) {
        let Some(only) = &self.only else {
            self.known = None;
            return;
        };
        let of = (session.version(), session.selection().article, only.clone());
        if self.known.as_ref().is_none_or(|known| known.of != of) {
            let marks = labelled(session, only);
            self.known = Some(Known { of, marks });
        }
    }
}

/// One mark: its label, its words, and beneath them what is said about it.
fn paint(ui: &mut Ui, rect: Rect, row: &MarkRow, project: &Project, letters: &mut Letters) {
    let theme = Theme::of(ui.ctx());
    let middle = pos2(rect.left() + size::PAD + size::CHIP / 2.0, rect.center().y);
    let square = Rect::from_center_size(middle, vec2(size::CHIP, size::CHIP));
    let mut inner = ui.new_child(UiBuilder::new().id_salt(("label", row.id)).max_rect(square));
    label_square(&mut inner, &row.label, theme.label(&row.label, project.own_labels()));
    let (left, right) = (square.right() + size::GAP, rect.right() - size::PAD);
    let has_remarks = !row.remarks.is_empty();
    let middle = if has_remarks { rect.center().y } else { rect.bottom() };
    let words = Rect::from_min_max(pos2(left, rect.top() + if has_remarks { 3.0 } else { 0.0 }), pos2(right, middle));
    letters.paint_line(ui, words, &row.words, Line { size: type_size::UI, is_strong: false, ink: theme.ink });
    let remarks = Rect::from_min_max(pos2(left, middle), pos2(right, rect.bottom() - 3.0));
    letters.paint_line(ui, remarks, &row.remarks, Line { size: type_size::SMALL, is_strong: false, ink: theme.muted });
}
