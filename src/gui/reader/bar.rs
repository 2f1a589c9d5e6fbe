//! The little bar at a fresh selection, and the menu of the other button: the keys that tag, to be clicked or learnt.

use super::state::Frame;
use crate::gui::actions::{Action, Asks, hindrance, row};
use crate::gui::theme::{self, size, type_size};
use crate::project::Label;
use crate::session::Session;
use crate::view::guide::definition_of;
use egui::{Area, Color32, FontId, Frame as Card, Id, Margin, Order, Rect, Response, Sense, Ui, pos2, vec2};

/// Shows the bar under the last line of the selection, or above the first where there is no room.
pub(super) fn show(ui: &Ui, frame: &Frame<'_>, session: &Session, selected: &[Rect], is_dragging: bool, asks: &mut Asks) {
    let (Some(first), Some(last)) = (selected.first(), selected.last()) else { return };
    if is_dragging || !session.is_writable() || !frame.rect.intersects(last.union(*first)) {
        return;
    }
    let below = last.bottom() + size::GAP;
    let y = if below + BAR_HEIGHT < frame.rect.bottom() { below } else { first.top() - size::GAP - BAR_HEIGHT };
    let area = Area::new(Id::unique("selection bar")).order(Order::Foreground).fixed_pos(pos2(last.left(), y)).constrain_to(frame.rect);
    area.show(ui.ctx(), |ui| {
        let card = Card::new().fill(frame.theme.ink).corner_radius(size::RADIUS_LARGE).inner_margin(Margin::symmetric(6, 4));
        card.show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 2.0;
                for (action, key, name) in labels(frame) {
                    let label = Label::named(&name);
                    let means = || definition_of(frame.project, &label);
                    if choice(ui, frame, &key, &name).on_hover_ui(|ui| drop(ui.label(means()))).clicked() {
                        asks.action(action);
                    }
                }
            });
        });
    });
}

/// Height of the bar, in points.
const BAR_HEIGHT: f32 = 34.0;

/// The menu of the other button.
pub(super) fn menu(response: &Response, session: &Session, frame: &Frame<'_>, asks: &mut Asks) {
    response.context_menu(|ui| {
        let has_selection = !frame.selection.is_caret();
        for (action, key, name) in labels(frame) {
            let enabled = session.is_writable() && (has_selection || frame.selection.mark.is_some());
            if ui.add_enabled(enabled, egui::Button::new(name).shortcut_text(key)).clicked() {
                asks.action(action);
            }
        }
        ui.separator();
        for action in [Action::Skip, Action::AddFragment, Action::Discuss, Action::Accept, Action::RemoveMark] {
            let Some(row) = row(action) else { continue };
            let hindrance = hindrance(action, session);
            let key = row.keys.first().map(|key| ui.ctx().format_shortcut(key)).unwrap_or_default();
            if ui
                .add_enabled(hindrance.is_none(), egui::Button::new(row.name).shortcut_text(key))
                .on_hover_text(row.tip)
                .on_disabled_hover_text(hindrance.unwrap_or_default())
                .clicked()
            {
                asks.action(action);
            }
        }
        if ui.add_enabled(has_selection, egui::Button::new("Copy")).clicked() {
            ui.ctx().copy_text(frame.article.text.slice(frame.selection.bytes()).to_owned());
            ui.close();
        }
    });
}

/// The labels that have a key: the action, the key and the name.
fn labels(frame: &Frame<'_>) -> Vec<(Action, String, String)> {
    let three = [Action::TagClaim, Action::TagSource, Action::TagFigure].into_iter().zip(1..);
    let three = three.filter_map(|(action, number)| Some((action, number.to_string(), row(action)?.name.to_owned())));
    let own = frame.project.own_labels().filter_map(|label| {
        let number = label.key?.to_digit(10).filter(|number| (4..=9).contains(number))?;
        Some((Action::TagOwn(number as u8), number.to_string(), label.name.to_string()))
    });
    let mut all: Vec<_> = three.chain(own).collect();
    all.sort_by(|a, b| a.1.cmp(&b.1));
    all
}

/// One label: its key in a small frame and its name.
fn choice(ui: &mut Ui, frame: &Frame<'_>, key: &str, name: &str) -> Response {
    let ground = frame.theme.ink;
    let ink = frame.theme.page;
    let name_galley = ui.painter().layout_no_wrap(name.to_owned(), FontId::new(type_size::UI, theme::strong()), ink);
    let wanted = vec2(name_galley.size().x + 44.0, BAR_HEIGHT - 8.0);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, size::RADIUS, ground.lerp_to_gamma(ink, 0.18));
    }
    let cap = Rect::from_center_size(pos2(rect.left() + 17.0, rect.center().y), vec2(18.0, 18.0));
    ui.painter().rect_stroke(cap, 4, egui::Stroke::new(1.0, ground.lerp_to_gamma(ink, 0.45)), egui::StrokeKind::Inside);
    centred(ui, cap, key, ink);
    ui.painter().galley(pos2(rect.left() + 34.0, rect.center().y - name_galley.size().y / 2.0), name_galley, ink);
    response
}

fn centred(ui: &Ui, rect: Rect, word: &str, ink: Color32) {
    ui.painter().text(rect.center(), egui::Align2::CENTER_CENTER, word, FontId::proportional(type_size::SMALL), ink);
}
