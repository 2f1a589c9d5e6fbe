//! The links of the selected mark: each a row that leads to its other end, with a cross that takes it away.

use crate::gui::actions::{Action, Asks};
use crate::gui::panels::keys;
use crate::gui::theme::{Theme, size, type_size};
use crate::gui::widgets::{Letters, Line, Sign, button, heading, icon_button, label_square, muted, row_button};
use crate::session::{Command, LinkCommand, SelectCommand, Session};
use crate::view::details::Details;
use crate::view::links::LinkShown;
use egui::{Layout, Rect, Sense, Ui, UiBuilder, vec2};

/// Shows the links, or how to make one.
pub(super) fn show(ui: &mut Ui, details: &Details, session: &Session, letters: &mut Letters, asks: &mut Asks) {
    heading(ui, "Links", &keys::of(ui.ctx(), Action::Link));
    ui.spacing_mut().item_spacing.y = size::GAP / 4.0;
    for (index, link) in details.links.iter().enumerate() {
        row(ui, index, link, (details.is_writable, session), letters, asks);
    }
    if details.more_links > 0 {
        muted(ui, &format!("and {} more", details.more_links));
    }
    if details.links.is_empty() && button(ui, "Link to…").on_hover_text("Choose the mark at the other end").clicked() {
        asks.command(Command::Link(LinkCommand::Begin));
    }
}

fn row(ui: &mut Ui, index: usize, link: &LinkShown, (is_writable, session): (bool, &Session), letters: &mut Letters, asks: &mut Asks) {
    let theme = Theme::of(ui.ctx());
    let elsewhere = link.article.as_ref().map(|article| format!(" in {article}")).unwrap_or_default();
    let name = format!("{} {}{elsewhere}", link.words, link.name);
    let response = ui.push_id(index, |ui| row_button(ui, size::CONTROL, &name)).inner;
    let can_remove = is_writable && !link.is_auto;
    let rect = response.rect;
    let (words_rect, cross_rect) = rect.split_left_right_at_x(rect.right() - if can_remove { size::CONTROL } else { 0.0 });
    content(ui, words_rect, link, session, letters);
    let tip = match Action::FollowLink(index as u8 + 1) {
        action if index < 9 => format!("Go there ({})", keys::of(ui.ctx(), action)),
        _ => "Go there".to_owned(),
    };
    if response.on_hover_text(tip).clicked() {
        asks.command(Command::Select(SelectCommand::Mark(link.other)));
    }
    if can_remove {
        let mut inner = ui.new_child(UiBuilder::new().id_salt(("remove link", index)).max_rect(cross_rect));
        inner.visuals_mut().override_text_color = Some(theme.muted);
        if icon_button(&mut inner, Sign::Cross, &format!("Remove link {name}")).clicked() {
            asks.command(Command::Link(LinkCommand::Remove { from: link.from, kind: link.kind.clone(), to: link.to }));
        }
    }
}

fn content(ui: &mut Ui, rect: Rect, link: &LinkShown, session: &Session, letters: &mut Letters) {
    let theme = Theme::of(ui.ctx());
    let Some(project) = session.project() else { return };
    let inks = theme.label(&link.label, project.own_labels());
    let mut inner = ui.new_child(UiBuilder::new().max_rect(rect.shrink2(vec2(size::GAP / 4.0, 0.0))).layout(Layout::left_to_right(egui::Align::Center)));
    inner.spacing_mut().item_spacing.x = size::GAP * 0.75;
    label_square(&mut inner, &link.label, inks);
    let line = |size, is_strong, ink| Line { size, is_strong, ink };
    letters.label(&mut inner, &link.words, line(type_size::UI, false, theme.ink), rect.width(), Sense::hover());
    let article = link.article.as_ref().map(|article| crate::view::shorten(article, 16));
    let room = inner.available_width() - article.as_ref().map_or(0.0, |_| size::PANEL_MIN / 2.0);
    letters.label(&mut inner, &link.name, line(type_size::UI, true, theme.ink), room.max(size::CONTROL), Sense::hover());
    if let Some(article) = article {
        let room = inner.available_width();
        letters.label(&mut inner, &article, line(type_size::SMALL, false, theme.muted), room, Sense::hover());
    }
}
