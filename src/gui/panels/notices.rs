//! What the analyst is told, as cards at the lower right. Errors and warnings stay until they are read; what was merely done goes by itself.

use crate::gui::actions::Asks;
use crate::gui::style::plain;
use crate::gui::theme::{Theme, size, type_size};
use crate::gui::widgets::{Sign, button, icon_button, sign};
use crate::session::{Command, Level, Notice, Session};
use crate::view::counted;
use egui::{Align, Area, Color32, CornerRadius, Frame, Id, Label, Layout, Order, Rect, RichText, ScrollArea, Stroke, Ui, vec2};
use std::time::Duration;

/// Seconds for which the word of something done stays.
const STAYS: f64 = 6.0;

/// The cards.
#[derive(Default)]
pub struct NoticesPanel {
    seen: Vec<Seen>,
}

/// A notice that is on the screen.
struct Seen {
    notice: Notice,
    /// When it came, in egui's seconds.
    since: f64,
    is_open: bool,
}

impl NoticesPanel {
    /// Shows the cards in the lower right corner of the ui's whole rectangle.
    pub fn show(&mut self, ui: &mut Ui, session: &Session, asks: &mut Asks) {
        let now = ui.input(|input| input.time);
        self.meet(session.notices(), now);
        if self.seen.is_empty() {
            return;
        }
        let whole = ui.max_rect().shrink(size::PAD);
        // Above its own size of the frame before, an area has no room: the least height lets it grow.
        let most = whole.height() * 0.7;
        let mut dismissed = None;
        let area = Area::new(Id::unique("notices")).order(Order::Foreground).pivot(egui::Align2::RIGHT_BOTTOM).fixed_pos(whole.max).constrain_to(ui.max_rect());
        let shown = area.show(ui.ctx(), |ui| {
            let width = size::NOTICE.min(whole.width());
            ui.set_width(width);
            ScrollArea::vertical().id_salt("notices").max_height(most).min_scrolled_height(most).stick_to_bottom(true).show(ui, |ui| {
                for (index, seen) in self.seen.iter_mut().enumerate() {
                    if card(ui, index, seen) {
                        dismissed = Some(index);
                    }
                }
            });
        });
        let is_read = shown.response.contains_pointer();
        if let Some(index) = dismissed.or_else(|| self.overdue(ui, now, is_read)) {
            asks.command(Command::Dismiss(index));
        }
    }

    /// Keeps what is known of notices that are still there; the list only loses some and gets new ones at its end.
    fn meet(&mut self, notices: &[Notice], now: f64) {
        let mut known = std::mem::take(&mut self.seen).into_iter();
        for notice in notices {
            let before = known.find(|seen| seen.notice == *notice);
            self.seen.push(before.unwrap_or_else(|| Seen { notice: notice.clone(), since: now, is_open: false }));
        }
    }

    /// The first notice whose time is over; asks for a frame when the next one's will be. None goes while the pointer is on the cards.
    fn overdue(&mut self, ui: &Ui, now: f64, is_read: bool) -> Option<usize> {
        let passing = self.seen.iter_mut().enumerate().filter(|(_, seen)| seen.notice.level == Level::Info);
        let mut next = f64::INFINITY;
        for (index, seen) in passing {
            if is_read {
                seen.since = now;
            }
            let left = seen.since + STAYS - now;
            if left <= 0.0 {
                return Some(index);
            }
            next = next.min(left);
        }
        if next.is_finite() {
            ui.ctx().request_repaint_after(Duration::from_secs_f64(next));
        }
        None
    }
}

/// One card; whether its cross was pressed.
fn card(ui: &mut Ui, index: usize, seen: &mut Seen) -> bool {
    let theme = Theme::of(ui.ctx());
    let notice = &seen.notice;
    let (colour, shape, word) = match notice.level {
        Level::Info => (theme.accent, Sign::Dot, "Note"),
        Level::Warning => (theme.warning, Sign::Flag, "Warning"),
        Level::Error => (theme.warning, Sign::Cross, "Error"),
    };
    let frame = Frame::new().fill(theme.page).stroke(Stroke::new(size::LINE, theme.line)).corner_radius(CornerRadius::same(size::RADIUS_LARGE));
    let frame = frame.inner_margin(egui::Margin::same(size::BUTTON_PAD as i8)).shadow(ui.visuals().popup_shadow);
    let mut is_dismissed = false;
    let shown = ui.push_id(index, |ui| {
        frame
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
                    is_dismissed = ui.allocate_ui(vec2(size::CHIP, size::CHIP), |ui| icon_button(ui, Sign::Cross, "Dismiss")).inner.clicked();
                    ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
                        sign(ui, shape, colour);
                        ui.vertical(|ui| sentence(ui, notice, word, &mut seen.is_open));
                    });
                });
            })
            .response
    });
    let rect = shown.inner.rect;
    bar(ui, rect, colour);
    is_dismissed
}

fn sentence(ui: &mut Ui, notice: &Notice, word: &str, is_open: &mut bool) {
    let theme = Theme::of(ui.ctx());
    let said = ui.add(Label::new(RichText::new(&notice.what).color(theme.ink)).wrap());
    ui.ctx().accesskit_node_builder(said.id, |node| {
        node.set_role(egui::Role::Alert);
        node.set_label(format!("{word}: {}", notice.what));
        node.set_live(egui::accesskit::Live::Polite);
    });
    if notice.details.is_empty() {
        return;
    }
    let words = if *is_open { "Hide details".to_owned() } else { format!("Show {}", counted(notice.details.len(), "detail")) };
    if button(ui, &words).clicked() {
        *is_open = !*is_open;
    }
    if *is_open {
        ScrollArea::vertical().id_salt("details").max_height(size::NOTICE_DETAILS).show(ui, |ui| {
            for detail in &notice.details {
                ui.add(Label::new(RichText::new(detail).font(plain(type_size::SMALL)).color(theme.muted)).wrap());
            }
        });
    }
}

/// The level's colour at the card's left edge.
fn bar(ui: &Ui, card: Rect, colour: Color32) {
    let inside = card.shrink2(vec2(0.0, f32::from(size::RADIUS_LARGE)));
    ui.painter().rect_filled(Rect::from_min_size(inside.min, vec2(size::ACCENT_BAR, inside.height())), 0.0, colour);
}
