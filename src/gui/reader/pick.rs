//! A small list at the pointer where marks lie over each other: a click selects the innermost, the list offers the others.

use super::state::{Frame, Shown};
use crate::gui::actions::Asks;
use crate::gui::theme::{Theme, reader, size, type_size};
use crate::gui::widgets::{label_square, row_button};
use crate::project::MarkId;
use crate::session::{Command, SelectCommand, Session};
use egui::{Area, Event, Frame as Card, Id, Key, Label, Layout, Order, Pos2, Response, RichText, Ui, UiBuilder};

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

    /// Shows the list until one is chosen, or something else is done.
    #[expect(clippy::too_many_arguments, reason = "what the parts of the reader share in one frame")]
    pub(super) fn show(&mut self, ui: &Ui, response: &Response, frame: &Frame<'_>, session: &Session, shown: &Shown, is_dragging: bool, asks: &mut Asks) {
        let Some((place, byte)) = self.at else { return };
        let here: Vec<MarkId> = frame.project.marks_at(frame.article.id, byte).map(|mark| mark.id).collect();
        let is_over = ui.input(|input| input.events.iter().any(ends_it) || input.smooth_scroll_delta().y != 0.0);
        if here.len() < 2 || is_over || is_dragging || session.linking().is_some() || !frame.selection.is_caret() {
            if is_over || is_dragging {
                self.at = None;
            }
            return;
        }
        let area = Area::new(Id::unique("marks here")).order(Order::Foreground).fixed_pos(place + egui::vec2(size::GAP, size::GAP * 2.0));
        let mut is_chosen = false;
        area.constrain_to(frame.rect).show(ui.ctx(), |ui| {
            Card::popup(&ui.ctx().global_style()).fill(Theme::of(ui.ctx()).page).show(ui, |ui| {
                ui.set_width(reader::PICK.min(frame.rect.width()));
                ui.spacing_mut().item_spacing.y = 0.0;
                for id in here {
                    let Some((_, name)) = shown.names.iter().find(|(shown, _)| *shown == id) else { continue };
                    if row(ui, id, name, frame, session) {
                        asks.command(Command::Select(SelectCommand::Mark(id)));
                        is_chosen = true;
                    }
                }
            });
        });
        if is_chosen {
            self.at = None;
            response.request_focus();
        }
    }
}

/// Keys end it, and so does a press that is none of its own: the reader notes that as a click.
fn ends_it(event: &Event) -> bool {
    matches!(event, Event::Key { key, pressed: true, .. } if !matches!(key, Key::Tab | Key::Space))
}

fn row(ui: &mut Ui, id: MarkId, name: &str, frame: &Frame<'_>, session: &Session) -> bool {
    let Some(mark) = frame.project.mark(id) else { return false };
    let response = ui.push_id(id, |ui| row_button(ui, size::CONTROL, name)).inner;
    let theme = frame.theme;
    if session.selection().mark == Some(id) {
        ui.painter().rect_filled(response.rect, f32::from(size::RADIUS), theme.selected_row);
    }
    let mut inner = ui.new_child(UiBuilder::new().max_rect(response.rect.shrink(2.0)).layout(Layout::left_to_right(egui::Align::Center)));
    inner.spacing_mut().item_spacing.x = size::GAP;
    label_square(&mut inner, &mark.label(), theme.label(&mark.label(), frame.project.own_labels()));
    let words = frame.project.text_of(mark).map(|text| mark.at.words(text)).unwrap_or_default();
    let words = RichText::new(crate::view::shorten(&words, 80)).size(type_size::UI).color(theme.ink);
    inner.add(Label::new(words).truncate().selectable(false));
    response.clicked()
}
