//! A small list at the pointer where marks lie over each other: a click selects the innermost, the list offers the others.

use super::state::Reader;
use crate::gui::actions::Asks;
use crate::gui::theme::{Theme, reader, size, type_size};
use crate::gui::widgets::{Letters, Line, label_square, row_button};
use crate::project::{Mark, MarkId, Project};
use crate::session::{Command, SelectCommand, Session};
use crate::view::reader::explain;
use egui::{Area, Event, Frame as Card, Id, Key, Layout, Order, Pos2, Sense, Ui, UiBuilder};

/// Where a click was that several marks hold.
#[derive(Default)]
pub(super) struct Picking {
    at: Option<(Pos2, usize)>,
}

impl Picking {
    /// Notes a click on a byte.
    pub(super) fn click(&mut self, ui: &Ui, byte: usize) {
        self.at = ui.input(|input| input.pointer.interact_pos()).map(|place| (place, byte));
    }
}

impl Reader {
    /// Shows the list of marks at the last click, until one is chosen or something else is done.
    pub fn show_list(&mut self, ui: &Ui, session: &Session, letters: &mut Letters, asks: &mut Asks) {
        let Some((place, byte)) = self.picking.at else { return };
        let Some((project, article)) = session.project().zip(session.article()) else { return };
        let here: Vec<MarkId> = project.marks_at(article.id, byte).map(|mark| mark.id).collect();
        let is_over = self.drag.is_some() || ui.input(|input| input.events.iter().any(ends_it) || input.smooth_scroll_delta().y != 0.0);
        if is_over {
            self.picking.at = None;
        }
        if is_over || here.len() < 2 || session.linking().is_some() || !session.selection().is_caret() {
            return;
        }
        let whole = ui.max_rect();
        let area = Area::new(Id::unique("marks here")).order(Order::Foreground).fixed_pos(place + egui::vec2(size::GAP, size::GAP * 2.0));
        area.constrain_to(whole).show(ui.ctx(), |ui| {
            Card::popup(&ui.ctx().global_style()).fill(Theme::of(ui.ctx()).page).show(ui, |ui| {
                ui.set_width(reader::PICK.min(whole.width()));
                ui.spacing_mut().item_spacing.y = 0.0;
                for mark in here.into_iter().filter_map(|id| project.mark(id)) {
                    if row(ui, project, mark, session.selection().mark == Some(mark.id), letters) {
                        asks.command(Command::Select(SelectCommand::Mark(mark.id)));
                        self.picking.at = None;
                        ui.memory_mut(|memory| memory.request_focus(Self::id()));
                    }
                }
            });
        });
    }
}

/// Keys end it, and so does a press that is none of its own: the reader notes that as a click.
fn ends_it(event: &Event) -> bool {
    matches!(event, Event::Key { key, pressed: true, .. } if !matches!(key, Key::Tab | Key::Space))
}

fn row(ui: &mut Ui, project: &Project, mark: &Mark, is_selected: bool, letters: &mut Letters) -> bool {
    let theme = Theme::of(ui.ctx());
    let response = ui.push_id(mark.id, |ui| row_button(ui, size::CONTROL, &explain(project, mark))).inner;
    if is_selected {
        ui.painter().rect_filled(response.rect, f32::from(size::RADIUS), theme.selected_row);
    }
    let mut inner = ui.new_child(UiBuilder::new().max_rect(response.rect.shrink(2.0)).layout(Layout::left_to_right(egui::Align::Center)));
    inner.spacing_mut().item_spacing.x = size::GAP;
    label_square(&mut inner, &mark.label(), theme.label(&mark.label(), project.own_labels()));
    let words = project.text_of(mark).map(|text| mark.at.words(text)).unwrap_or_default();
    let room = inner.available_width();
    letters.label(&mut inner, &crate::view::shorten(&words, 80), Line { size: type_size::UI, is_strong: false, ink: theme.ink }, room, Sense::hover());
    response.clicked()
}
