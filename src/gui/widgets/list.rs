//! A list of rows of one height, of which only those on the screen are made. One stop for Tab: the arrow keys walk in it.

use super::ring;
use crate::gui::theme::{Theme, size};
use egui::{EventFilter, Id, Key, Modifiers, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

/// A list to be shown.
pub struct List<'a> {
    /// What keeps it apart from others.
    pub id: Id,
    /// What a screen reader calls it.
    pub name: &'a str,
    /// How many rows there are.
    pub count: usize,
    /// Height of a row in points.
    pub height: f32,
    /// The row that is chosen.
    pub current: Option<usize>,
    /// Whether it is brought into view.
    pub reveals: bool,
    /// Whether the list gets the focus.
    pub wants_focus: bool,
}

/// What was done with a list.
#[derive(Clone, Copy, Default)]
pub struct Walked {
    /// The row that was chosen.
    pub to: Option<usize>,
    /// Whether Enter was pressed on it, or it was pressed with the pointer twice.
    pub is_entered: bool,
    /// Whether the space bar was pressed on the chosen row.
    pub is_marked: bool,
}

/// What a row is to a screen reader.
pub enum Spoken {
    /// A row that can be chosen, by what is said of it.
    Item(String),
    /// What stands above others, and is never chosen itself.
    Heading(String),
    /// Gone since.
    Nothing,
}

/// Shows a list over the room that is left. `row` paints the row with a number into a rectangle.
pub fn list(ui: &mut Ui, list: &List<'_>, mut row: impl FnMut(&mut Ui, Rect, usize) -> Spoken) -> Walked {
    let mut walked = Walked::default();
    let room = ui.available_rect_before_wrap();
    let whole = ui.interact(room, list.id, Sense::focusable_noninteractive());
    whole.widget_info(|| WidgetInfo::labeled(Role::List, true, list.name));
    if list.wants_focus {
        whole.request_focus();
    }
    let has_focus = whole.has_focus();
    let mut reveals = list.reveals;
    if has_focus {
        let arrows = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(list.id, arrows));
        walked = keys(ui, list, (room.height() / list.height) as usize);
        reveals |= walked.to.is_some();
    }
    let current = walked.to.or(list.current);
    ScrollArea::vertical().id_salt(list.id).auto_shrink(false).show_viewport(ui, |ui, viewport| {
        ui.set_height(list.height * list.count as f32);
        let (left, top, width) = (ui.max_rect().left(), ui.max_rect().top(), ui.max_rect().width());
        let place = |number: usize| Rect::from_min_size(pos2(left, top + list.height * number as f32), vec2(width, list.height));
        if let Some(current) = current.filter(|_| reveals) {
            ui.scroll_to_rect(place(current), None);
        }
        let first = (viewport.top() / list.height).floor().max(0.0) as usize;
        let behind = ((viewport.bottom() / list.height).ceil() as usize).min(list.count);
        for number in first..behind {
            let rect = place(number);
            // One stop for Tab in the whole list.
            let response = ui.interact(rect, list.id.with(number), Sense::CLICK);
            let is_current = current == Some(number);
            let theme = Theme::of(ui.ctx());
            if is_current {
                ui.painter().rect_filled(rect, 0.0, theme.selected_row);
            }
            match row(ui, rect, number) {
                Spoken::Item(spoken) => response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, is_current, &spoken)),
                Spoken::Heading(spoken) => {
                    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, &spoken));
                    continue;
                }
                Spoken::Nothing => continue,
            }
            if response.hovered() && !is_current {
                // Beneath nothing: a line at the left edge, so that the row's own words stay as they are.
                ui.painter().rect_filled(Rect::from_min_size(rect.min, vec2(size::ACCENT_BAR, rect.height())), 0.0, theme.line);
            }
            if is_current && has_focus {
                ring(ui, rect.shrink(1.0));
            }
            if response.clicked() {
                walked.to = Some(number);
                whole.request_focus();
            }
            walked.is_entered |= response.double_clicked();
        }
    });
    walked
}

fn keys(ui: &Ui, list: &List<'_>, page: usize) -> Walked {
    let pressed = |key: Key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let last = list.count.checked_sub(1);
    let (page, here) = (page.max(1), list.current);
    let to = if pressed(Key::ArrowDown) {
        here.map_or(Some(0), |here| Some(here + 1))
    } else if pressed(Key::ArrowUp) {
        here.map_or(last, |here| here.checked_sub(1))
    } else if pressed(Key::PageDown) {
        Some(here.unwrap_or(0) + page)
    } else if pressed(Key::PageUp) {
        Some(here.unwrap_or(0).saturating_sub(page))
    } else if pressed(Key::Home) {
        Some(0)
    } else if pressed(Key::End) {
        last
    } else {
        None
    };
    let to = to.zip(last).map(|(to, last)| to.min(last));
    Walked { to, is_entered: pressed(Key::Enter), is_marked: here.is_some() && pressed(Key::Space) }
}
