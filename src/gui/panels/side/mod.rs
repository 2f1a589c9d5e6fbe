//! The panel at the right: the selected mark, the marks and notes of the article, what an editor would ask
//! about and the guide, each behind a tab; while something is
//! looked for, what was found stands there.

mod guide;
mod hints;
mod marks;
mod notes;
mod search;

use super::DetailsPanel;
use crate::gui::actions::{Asks, Tab};
use crate::gui::style::{plain, strong};
use crate::gui::theme::{Theme, size, type_size};
use crate::gui::widgets::{Letters, hairline, ring, words_width};
use crate::session::Session;
use egui::{Align2, Context, Key, Modifiers, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};
use guide::GuideTab;
use hints::HintsTab;
use marks::MarksTab;
use notes::NotesTab;
pub use search::SearchBox;
use search::SearchPanel;

/// The tabs as they stand, each with its name.
const TABS: [(Tab, &str); 5] = [(Tab::Details, "Details"), (Tab::Marks, "Marks"), (Tab::Notes, "Notes"), (Tab::Hints, "Hints"), (Tab::Guide, "Guide")];

/// The panel at the right.
#[derive(Default)]
pub struct SidePanel {
    tab: Tab,
    /// The tab whose content gets the focus.
    wants_focus: bool,
    /// The selected mark.
    pub details: DetailsPanel,
    /// What is looked for.
    pub search: SearchBox,
    found: SearchPanel,
    marks: MarksTab,
    notes: NotesTab,
    guide: GuideTab,
    hints: HintsTab,
}

impl SidePanel {
    /// Paints the panel over the whole ui.
    pub fn show(&mut self, ui: &mut Ui, session: &Session, letters: &mut Letters, asks: &mut Asks) {
        ui.spacing_mut().item_spacing.y = 0.0;
        // A panel keeps the width that its content takes, so that it must take all of it from the start.
        ui.expand_to_include_rect(ui.max_rect());
        if self.tab != Tab::Details || session.searching().is_some() {
            // Words that were written about the mark before become a change all the same.
            self.details.flush(session, asks);
        }
        if session.searching().is_some() {
            self.found.show(ui, session, &mut self.search, letters, asks);
            return;
        }
        self.tabs(ui, session);
        let wants_focus = std::mem::take(&mut self.wants_focus);
        match self.tab {
            Tab::Details => self.details.show(ui, session, letters, asks),
            Tab::Marks => self.marks.show(ui, session, wants_focus, letters, asks),
            Tab::Notes => self.notes.show(ui, session, wants_focus, letters, asks),
            Tab::Guide => self.guide.show(ui, session, letters, asks),
            Tab::Hints => self.hints.show(ui, session, wants_focus, letters, asks),
        }
    }

    /// Shows a tab; its list gets the focus.
    pub fn turn_to(&mut self, tab: Tab) {
        self.tab = tab;
        self.wants_focus = true;
    }

    /// Whether words stand in a field that are no change yet.
    pub fn is_typing(&self) -> bool {
        self.details.is_typing() || self.notes.is_typing() || self.guide.is_typing() || self.hints.is_typing()
    }

    /// Makes changes of the words that stand in fields.
    pub fn flush(&mut self, session: &Session, asks: &mut Asks) {
        self.details.flush(session, asks);
        self.notes.flush(asks);
        self.guide.flush(asks);
        self.hints.flush(asks);
    }

    /// Takes the keys that are for what is open in the panel.
    pub fn take_keys(&mut self, ctx: &Context, session: &Session, asks: &mut Asks) {
        if self.tab == Tab::Details && session.searching().is_none() {
            self.details.take_keys(ctx, session, asks);
        }
    }

    /// Ctrl and Enter keep the comment that is being written, and mean nothing in the field of the search.
    pub fn submit(&mut self, ctx: &Context, asks: &mut Asks) {
        let focused = ctx.memory(|memory| memory.focused());
        let is_comment = focused == Some(notes::field_id());
        let is_field = is_comment || focused == Some(search::field_id());
        let is_pressed = is_field && ctx.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
        if is_pressed && is_comment {
            self.notes.flush(asks);
        }
    }

    /// The tabs as a menu, where they have no room beside each other.
    fn menu(&mut self, ui: &mut Ui, whole: Rect) {
        let name = TABS.iter().find(|(tab, _)| *tab == self.tab).map_or("", |(_, name)| name);
        let inner = whole.shrink2(vec2(size::PAD, (size::TAB - size::CONTROL) / 2.0));
        ui.scope_builder(egui::UiBuilder::new().max_rect(inner).id_salt("tabs"), |ui| {
            ui.menu_button(format!("{name} ▾"), |ui| {
                for (tab, name) in TABS {
                    if ui.add(egui::Button::selectable(self.tab == tab, name)).clicked() {
                        self.tab = tab;
                        ui.close();
                    }
                }
            });
        });
        hairline(ui);
    }

    fn tabs(&mut self, ui: &mut Ui, session: &Session) {
        let theme = Theme::of(ui.ctx());
        let counts = |tab: Tab| match tab {
            Tab::Marks => crate::view::marks::count(session),
            Tab::Notes => crate::view::notes::count(session),
            Tab::Hints => crate::view::hints::count(session),
            Tab::Details | Tab::Guide => 0,
        };
        let whole = Rect::from_min_size(ui.max_rect().min, vec2(ui.max_rect().width(), size::TAB));
        ui.allocate_rect(whole, Sense::hover());
        let named = |with_counts: bool| TABS.map(|(tab, name)| (tab, name, if with_counts { counts(tab) } else { 0 }));
        let words = |(_, name, count): (Tab, &str, usize)| if count > 0 { format!("{name} {}", crate::view::grouped(count)) } else { name.to_owned() };
        let room = whole.width() - 2.0 * size::PAD;
        let fits = |tabs: [(Tab, &'static str, usize); 5], font: f32| {
            let widths: f32 = tabs.into_iter().map(|tab| words_width(ui, &words(tab), strong(font))).sum();
            (room - widths) / (tabs.len() - 1) as f32
        };
        // In a narrow panel the numbers go first, then the letters become smaller.
        let [tabs, short] = [named(true), named(false)];
        let (shown, font, gap) = match (fits(tabs, type_size::UI), fits(short, type_size::UI)) {
            (gap, _) if gap >= size::GAP => (tabs, type_size::UI, gap),
            (_, gap) if gap >= size::GAP => (short, type_size::UI, gap),
            _ => (short, type_size::TINY, fits(short, type_size::TINY)),
        };
        if gap < size::GAP / 2.0 {
            self.menu(ui, whole);
            return;
        }
        let gap = gap.clamp(size::GAP / 2.0, size::TAB_GAP);
        let mut left = whole.left() + size::PAD;
        for tab in shown {
            let is_on = self.tab == tab.0;
            let words = words(tab);
            let face = if is_on { strong(font) } else { plain(font) };
            let width = words_width(ui, &words, strong(font));
            let rect = Rect::from_min_max(pos2(left, whole.top()), pos2(left + width, whole.bottom()));
            let response = ui.interact(rect.expand2(vec2(gap / 2.0, 0.0)), ui.scope_id().with(tab.1), Sense::click());
            let ink = if is_on || response.hovered() { theme.ink } else { theme.muted };
            ui.painter().text(pos2(left, rect.center().y), Align2::LEFT_CENTER, &words, face, ink);
            if is_on {
                let line = Rect::from_min_max(pos2(rect.left(), rect.bottom() - size::FOCUS), rect.max);
                ui.painter().rect_filled(line, 0.0, theme.accent);
            }
            if response.has_focus() {
                ring(ui, rect.expand2(vec2(size::GAP / 2.0, -size::GAP)));
            }
            response.widget_info(|| WidgetInfo::selected(Role::Tab, true, is_on, tab.1));
            if response.clicked() {
                self.tab = tab.0;
            }
            left += width + gap;
        }
        hairline(ui);
    }
}
