//! The rows of the two lists.

use super::commands::Shown;
use crate::gui::keymap::{Keymap, name_of};
use crate::gui::panels::keys;
use crate::gui::theme::{Theme, dialog, size, type_size};
use crate::gui::widgets::{Letters, Line, Sign, key_cap_width, label_square, option_info, paint_key_cap, paint_sign};
use crate::project::{Label, Project};
use crate::view::go_to::Target;
use crate::view::sentence;
use egui::{Id, Layout, Rect, Response, Sense, Ui, UiBuilder, pos2, vec2};
use std::ops::Range;

/// So many places one digit tells apart.
pub(super) const NINE: usize = 9;

/// Where one row stands and whether it is the chosen one.
#[derive(Clone, Copy)]
pub(super) struct At {
    pub(super) place: usize,
    pub(super) is_chosen: bool,
}

/// The option of a place among the options of a list.
pub(super) fn option_id(place: usize) -> Id {
    Id::unique(("palette option", place))
}

/// A command: its name, what it does or why it cannot be done, and its keys.
pub(super) fn command(ui: &mut Ui, at: At, shown: &Shown, found: &[Range<usize>], letters: &mut Letters) -> Response {
    let theme = Theme::of(ui.ctx());
    let caps: Vec<String> = Keymap::of(ui.ctx()).keys(shown.action).iter().map(keys::words).collect();
    let says = shown.why.map_or_else(|| shown.tip.to_owned(), sentence);
    let spoken = [shown.name.as_str(), &says, &caps.join(" or ")].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    let (rect, response) = option(ui, at, shown.why.is_none(), &spoken, &name_of(shown.action));
    let mut right = rect.right();
    for cap in caps.iter().rev() {
        let left = right - key_cap_width(ui, cap);
        paint_key_cap(ui, pos2(left, rect.center().y), cap);
        right = left - size::GAP / 2.0;
    }
    let ink = if shown.why.is_none() { theme.ink } else { theme.muted };
    let name = Rect::from_min_max(rect.min, pos2(right - size::GAP, rect.bottom()));
    let end = letters.paint_found(ui, name, &shown.name, Line { size: type_size::UI, is_strong: false, ink }, found);
    let tip = Rect::from_min_max(pos2((end + 2.0 * size::GAP).max(rect.left() + dialog::PALETTE_NAME), rect.top()), name.max);
    if tip.width() > size::CONTROL {
        letters.paint_line(ui, tip, &says, Line { size: type_size::SMALL, is_strong: false, ink: theme.muted });
    }
    response
}

/// An article or a mark: the letter of its label, its words, and where it stands, after its id where it was found by that.
pub(super) fn target(ui: &mut Ui, at: At, target: &Target, id: Option<&str>, found: &[Range<usize>], project: &Project, letters: &mut Letters) -> Response {
    let theme = Theme::of(ui.ctx());
    let article = project.order().get(target.article).and_then(|id| project.article(*id));
    let title = article.map_or("", |article| article.title.as_str());
    let (rect, response) = option(ui, at, true, &target.spoken(title), "");
    let mut right = rect.right();
    let key = key_of(at.place);
    paint_key_cap(ui, pos2(right - key_cap_width(ui, &key), rect.center().y), &key);
    right -= key_cap_width(ui, &key_of(2 * NINE - 1)) + 2.0 * size::GAP;
    let square = Rect::from_center_size(pos2(rect.left() + size::CHIP / 2.0, rect.center().y), vec2(size::CHIP, size::CHIP));
    match (&target.label, article) {
        (Some(label), _) => letter(ui, square, label, project),
        (None, Some(article)) => paint_sign(ui.painter(), square, Sign::of(article.state), theme.muted),
        (None, None) => {}
    }
    let left = square.right() + size::GAP;
    let room = right - left;
    let line = |size, ink| Line { size, is_strong: false, ink };
    let words = Rect::from_min_max(pos2(left, rect.top()), pos2(left + room * dialog::PALETTE_WORDS, rect.bottom()));
    letters.paint_found(ui, words, &target.words, line(type_size::UI, theme.ink), found);
    let beside = match &target.label {
        Some(_) => title,
        None if target.name.is_empty() => "Article",
        None => &target.name,
    };
    let place = Rect::from_min_max(pos2(words.right() + 2.0 * size::GAP, rect.top()), pos2(right, rect.bottom()));
    let beside = id.into_iter().chain([beside]).collect::<Vec<_>>().join(" · ");
    letters.paint_line(ui, place, &beside, line(type_size::SMALL, theme.muted));
    response
}

/// The keys that choose a place at once: the first nine, and the next nine with Shift; empty where none do.
fn key_of(place: usize) -> String {
    match place / NINE {
        0 => format!("{} {}", keys::control(), place + 1),
        1 => format!("{} Shift {}", keys::control(), place - NINE + 1),
        _ => String::new(),
    }
}

fn letter(ui: &mut Ui, place: Rect, label: &Label, project: &Project) {
    let inks = Theme::of(ui.ctx()).label(label, project.own_labels());
    let mut inner = ui.new_child(UiBuilder::new().id_salt("letter").max_rect(place).layout(Layout::left_to_right(egui::Align::Center)));
    label_square(&mut inner, label, inks);
}

/// The ground of a row, and what a screen reader says; gives the room for what stands in it.
fn option(ui: &mut Ui, at: At, is_possible: bool, spoken: &str, name: &str) -> (Rect, Response) {
    let theme = Theme::of(ui.ctx());
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), dialog::PALETTE_ROW));
    let response = ui.interact(rect, option_id(at.place), Sense::CLICK);
    let fill = if at.is_chosen { Some(theme.selected_row) } else { response.hovered().then_some(theme.hover) };
    if let Some(fill) = fill {
        ui.painter().rect_filled(rect, f32::from(size::RADIUS), fill);
    }
    option_info(ui, &response, is_possible, at.is_chosen, spoken);
    if !name.is_empty() {
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_author_id(name.to_owned()));
    }
    (rect.shrink2(vec2(size::GAP, 0.0)), response)
}
