//! The little bar at a fresh selection, and the menu of the other button: the keys that tag, to be clicked or learnt.

use super::state::Frame;
use crate::gui::actions::{Action, Asks, hindrance, row, tags};
use crate::gui::panels::keys;
use crate::gui::theme::{self, size, type_size};
use crate::project::Label;
use crate::session::Session;
use crate::view::guide::definition_of;
use egui::{Area, FontId, Frame as Card, Id, Margin, Order, Rect, Response, Sense, Ui, pos2, vec2};

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
                for (action, name) in labels(frame) {
                    let key = keys::of(ui.ctx(), action);
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
        for (action, name) in labels(frame) {
            let key = keys::of(ui.ctx(), action);
            let enabled = session.is_writable() && (has_selection || frame.selection.mark.is_some());
            if ui.add_enabled(enabled, egui::Button::new(name).shortcut_text(key)).clicked() {
                asks.action(action);
            }
        }
        ui.separator();
        for action in [Action::Skip, Action::AddFragment, Action::Discuss, Action::Accept, Action::RemoveMark] {
            let Some(row) = row(action) else { continue };
            let hindrance = hindrance(action, session);
            let key = keys::of(ui.ctx(), action);
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

/// The labels that have an action, in its order, with their names.
fn labels(frame: &Frame<'_>) -> Vec<(Action, String)> {
    let three = [Action::TagClaim, Action::TagSource, Action::TagFigure];
    let three = three.into_iter().filter_map(|action| Some((action, row(action)?.name.to_owned())));
    let own = frame.project.own_labels().filter_map(|label| Some((tags(&Label::Own(label.name.clone()), label.key)?, label.name.to_string())));
    let mut all: Vec<_> = three.chain(own).collect();
    all.sort_by_key(|(action, _)| *action);
    all
}

/// One label: its key in a small frame and its name.
fn choice(ui: &mut Ui, frame: &Frame<'_>, key: &str, name: &str) -> Response {
    let ground = frame.theme.ink;
    let ink = frame.theme.page;
    let name_galley = ui.painter().layout_no_wrap(name.to_owned(), FontId::new(type_size::UI, theme::strong()), ink);
    let key_galley = ui.painter().layout_no_wrap(key.to_owned(), FontId::proportional(type_size::SMALL), ink);
    let cap_width = if key.is_empty() { 0.0 } else { (key_galley.size().x + size::GAP).max(size::KEY_CAP) };
    let before = if key.is_empty() { size::GAP } else { cap_width + 2.0 * size::GAP };
    let wanted = vec2(before + name_galley.size().x + 10.0, BAR_HEIGHT - 8.0);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, size::RADIUS, ground.lerp_to_gamma(ink, 0.18));
    }
    if cap_width > 0.0 {
        let cap = Rect::from_min_size(pos2(rect.left() + size::GAP, rect.center().y - size::KEY_CAP / 2.0), vec2(cap_width, size::KEY_CAP));
        ui.painter().rect_stroke(cap, 4, egui::Stroke::new(1.0, ground.lerp_to_gamma(ink, 0.45)), egui::StrokeKind::Inside);
        ui.painter().galley(cap.center() - key_galley.size() / 2.0, key_galley, ink);
    }
    ui.painter().galley(pos2(rect.left() + before, rect.center().y - name_galley.size().y / 2.0), name_galley, ink);
    response
}
