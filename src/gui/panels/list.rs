//! The list of articles: how far each is, and which one is shown. Only the rows on the screen are made.

use super::list_menu::{self, Wish};
use super::list_row::{self, Paint};
use crate::gui::actions::{Action, Asks};
use crate::gui::style::{plain, strong};
use crate::gui::theme::{Theme, size, type_size};
use crate::gui::widgets::{Letters, Sign, hairline, muted, paint_sign, progress_bar, row_button};
use crate::project::{ArticleId, ArticleState, Word as _};
use crate::session::{ArticleCommand, Command, Session};
use crate::view::list::{Progress, Row, of_state, row, shown_place, state_name};
use egui::{EventFilter, Frame, Id, Key, Layout, Margin, Modifiers, Rect, Response, RichText, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

/// The list at the left.
#[derive(Default)]
pub struct ListPanel {
    /// Counted at a revision of the session.
    progress: Option<(u64, Progress)>,
    /// The state whose articles are listed; none is all.
    only: Option<ArticleState>,
    /// Their places in the order, at a version of the project.
    listed: Option<(u64, ArticleState, Vec<usize>)>,
    /// The article that was brought into view last.
    seen: Option<ArticleId>,
    /// The row that gets the focus as soon as it is there.
    wants_focus: Option<ArticleId>,
    /// A title while it is being written.
    pub(super) renaming: Option<Renaming>,
    /// The article that is to be removed once that is confirmed.
    pub(super) removing: Option<ArticleId>,
    /// The row whose menu was opened by key, so that it stands at the row and not at the pointer.
    pub(super) menu_by_key: Option<ArticleId>,
    /// Whether that menu opens now.
    pub(super) opens_menu: bool,
}

/// A title while it is being written.
pub(super) struct Renaming {
    pub(super) id: ArticleId,
    pub(super) words: String,
    pub(super) wants_focus: bool,
}

/// What stands around a row.
struct Beside {
    /// The places, in the order, of the articles that are listed before and behind it.
    places: [Option<usize>; 2],
    /// How many articles there are, listed or not.
    count: usize,
}

/// What is dragged to another place.
struct Dragged(ArticleId);

impl ListPanel {
    /// Paints the list over the whole ui.
    pub fn show(&mut self, ui: &mut Ui, session: &Session, letters: &mut Letters, asks: &mut Asks) {
        ui.spacing_mut().item_spacing.y = 0.0;
        self.head(ui, session);
        let foot = Rect::from_min_max(pos2(ui.max_rect().left(), ui.max_rect().bottom() - size::TOP_BAR), ui.max_rect().max);
        let rows = Rect::from_min_max(ui.cursor().min, pos2(ui.max_rect().right(), foot.top()));
        ui.scope_builder(UiBuilder::new().max_rect(rows).id_salt("rows"), |ui| self.rows(ui, session, letters, asks));
        ui.scope_builder(UiBuilder::new().max_rect(foot).id_salt("foot"), |ui| add_articles(ui, session, asks));
    }

    /// Whether a title is being written.
    pub fn is_typing(&self) -> bool {
        self.renaming.is_some()
    }

    /// Takes a title that is being written as it stands, before the project is saved or closed.
    pub fn flush(&mut self, asks: &mut Asks) {
        if let Some(renaming) = self.renaming.take() {
            asks.command(Command::Article(ArticleCommand::Rename(renaming.id, renaming.words)));
        }
    }

    fn head(&mut self, ui: &mut Ui, session: &Session) {
        let revision = session.revision();
        let known = self.progress.filter(|(at, _)| *at == revision).map(|(_, progress)| progress);
        let progress = known.unwrap_or_else(|| session.project().map(Progress::counted).unwrap_or_default());
        self.progress = Some((revision, progress));
        Frame::new().inner_margin(Margin::symmetric(size::PAD as i8, size::PART_PAD as i8)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal(|ui| {
                ui.label(RichText::new("Articles").font(strong(type_size::UI)));
                ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| self.filter(ui, progress));
            });
            ui.add_space(size::GAP / 2.0);
            progress_bar(ui, progress.part(), "Articles done");
        });
    }

    /// How much is done; pressed, a menu of the states whose articles alone are listed.
    fn filter(&mut self, ui: &mut Ui, progress: Progress) {
        let theme = Theme::of(ui.ctx());
        let (words, ink) = match self.only {
            None => (progress.words(), theme.muted),
            Some(state) => (format!("{}: {}", state_name(state), progress.of(state)), theme.accent),
        };
        let words = RichText::new(words).font(plain(type_size::UI)).color(ink);
        ui.spacing_mut().button_padding.x = 0.0;
        let button = egui::containers::menu::MenuButton::from_button(egui::Button::new(words).frame(false));
        let (response, _) = button.ui(ui, |ui| {
            let mut chosen = None;
            let mut item = |ui: &mut Ui, words: String, only: Option<ArticleState>| {
                if ui.add(egui::Button::selectable(self.only == only, words)).clicked() {
                    chosen = Some(only);
                }
            };
            item(ui, format!("All articles, {}", progress.total), None);
            for state in ArticleState::ALL {
                item(ui, format!("{}, {}", state_name(*state), progress.of(*state)), Some(*state));
            }
            if let Some(only) = chosen {
                self.only = only;
                self.seen = None;
                ui.close();
            }
        });
        response.on_hover_text("List only the articles of one state");
    }

    /// The places of the listed articles in the order; none is all of them.
    fn learn(&mut self, session: &Session) -> Option<Vec<usize>> {
        let (only, version) = (self.only?, session.version());
        let known = self.listed.take().filter(|(at, state, _)| (*at, *state) == (version, only)).map(|(.., places)| places);
        known.or_else(|| session.project().map(|project| of_state(project, only)))
    }

    fn rows(&mut self, ui: &mut Ui, session: &Session, letters: &mut Letters, asks: &mut Asks) {
        let all = session.project().map_or(0, |project| project.order().len());
        if all == 0 {
            empty(ui);
            return;
        }
        let places = self.learn(session);
        let count = places.as_ref().map_or(all, Vec::len);
        let place_of = |row: usize| places.as_ref().map_or(Some(row), |places| places.get(row).copied());
        if count == 0 {
            Frame::new().inner_margin(size::PAD).show(ui, |ui| muted(ui, "No article has this state"));
            return;
        }
        let shown = session.selection().article;
        let row_of = |place: usize| places.as_ref().map_or(Some(place), |places| places.binary_search(&place).ok());
        let reveal = if self.seen == shown { None } else { shown_place(session).and_then(row_of) };
        self.seen = shown;
        ScrollArea::vertical().id_salt("articles").auto_shrink(false).show_viewport(ui, |ui, viewport| {
            ui.set_height(size::ROW * count as f32);
            let (left, top, width) = (ui.max_rect().left(), ui.max_rect().top(), ui.max_rect().width());
            let place_rect = |place: usize| Rect::from_min_size(pos2(left, top + size::ROW * place as f32), vec2(width, size::ROW));
            if let Some(place) = reveal {
                ui.scroll_to_rect(place_rect(place), None);
            }
            scroll_while_dragging(ui, viewport.translate(vec2(left, top)));
            let first = (viewport.top() / size::ROW).floor().max(0.0) as usize;
            let last = ((viewport.bottom() / size::ROW).ceil() as usize).min(count);
            for number in first..last {
                let beside = [number.checked_sub(1).and_then(place_of), place_of(number + 1)];
                if let Some(row) = place_of(number).and_then(|place| row(session, place)) {
                    self.row(ui, place_rect(number), &row, &Beside { places: beside, count: all }, session, letters, asks);
                }
            }
        });
        self.listed = self.only.zip(places).map(|(only, places)| (session.version(), only, places));
    }

    #[expect(clippy::too_many_arguments, reason = "one row needs what the panel has, and is painted in one place")]
    fn row(&mut self, ui: &mut Ui, rect: Rect, row: &Row, beside: &Beside, session: &Session, letters: &mut Letters, asks: &mut Asks) {
        let id = ui.scope_id().with(row.id);
        if self.removing == Some(row.id) {
            list_row::confirm_removal(self, ui, rect, row, session, asks);
            return;
        }
        let is_renamed = self.renaming.as_ref().is_some_and(|renaming| renaming.id == row.id);
        // One stop for Tab in the whole list: the row that is shown.
        let focusable = if row.is_shown && !is_renamed { Sense::click_and_drag() } else { Sense::CLICK | Sense::DRAG };
        let response = ui.interact(rect, id, focusable);
        response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, row.is_shown, row.spoken()));
        let is_cut = list_row::paint(&Paint { ui, rect, row, response: &response, has_title: !is_renamed }, letters);
        if is_renamed {
            list_row::rename_field(self, ui, rect, row, asks);
            return;
        }
        if response.clicked() {
            asks.command(Command::Article(ArticleCommand::Show(row.id)));
            self.wants_focus = Some(row.id);
        }
        self.keys(ui, &response, row, beside, session, asks);
        self.drag(ui, &response, rect, row, session, asks);
        if let Some(wish) = list_menu::show(self, &response, row, beside.count, session) {
            self.grant(wish, row, asks);
        }
        if is_cut {
            response.on_hover_text(&row.title);
        }
    }

    /// What was chosen in a row's menu.
    fn grant(&mut self, wish: Wish, row: &Row, asks: &mut Asks) {
        match wish {
            Wish::Rename => self.renaming = Some(Renaming { id: row.id, words: row.title.clone(), wants_focus: true }),
            Wish::Remove => self.removing = Some(row.id),
            Wish::NewVersion => {
                asks.command(Command::Article(ArticleCommand::Show(row.id)));
                asks.action(Action::NewVersion);
            }
            Wish::Do(command) => asks.command(Command::Article(command)),
        }
    }

    /// Up, Down, Enter, F2 and the menu key on the row with the focus.
    fn keys(&mut self, ui: &Ui, response: &Response, row: &Row, beside: &Beside, session: &Session, asks: &mut Asks) {
        if self.wants_focus == Some(row.id) && row.is_shown {
            response.request_focus();
            self.wants_focus = None;
        }
        if !response.has_focus() {
            return;
        }
        let arrows = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
        let pressed = |key: Key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let step = if pressed(Key::ArrowDown) {
            beside.places[1]
        } else if pressed(Key::ArrowUp) {
            beside.places[0]
        } else {
            None
        };
        if let Some(beside) = step.and_then(|place| session.project()?.order().get(place).copied()) {
            asks.command(Command::Article(ArticleCommand::Show(beside)));
            self.wants_focus = Some(beside);
        }
        if pressed(Key::Enter) {
            // On to reading: letters are keys of the reader again.
            response.surrender_focus();
        }
        if pressed(Key::F2) && session.is_writable() {
            self.renaming = Some(Renaming { id: row.id, words: row.title.clone(), wants_focus: true });
        }
        if pressed(Key::Menu) || ui.input_mut(|input| input.consume_key(Modifiers::SHIFT, Key::F10)) {
            self.menu_by_key = Some(row.id);
            self.opens_menu = true;
        }
    }

    fn drag(&mut self, ui: &Ui, response: &Response, rect: Rect, row: &Row, session: &Session, asks: &mut Asks) {
        // Among some of the articles a place between two is no place in the order.
        if !session.is_writable() || self.only.is_some() {
            return;
        }
        response.dnd_set_drag_payload(Dragged(row.id));
        let Some(pointer) = ui.input(|input| input.pointer.interact_pos()) else { return };
        let is_below = pointer.y > rect.center().y;
        if response.dnd_hover_payload::<Dragged>().is_some() {
            let y = if is_below { rect.bottom() } else { rect.top() };
            ui.painter().hline(rect.x_range(), y, egui::Stroke::new(size::FOCUS, Theme::of(ui.ctx()).accent));
        }
        if let Some(dragged) = response.dnd_release_payload::<Dragged>() {
            let from = session.project().and_then(|project| project.order().iter().position(|id| *id == dragged.0));
            let before = row.place + usize::from(is_below);
            // Counted without the article itself.
            let to = if from.is_some_and(|from| from < before) { before - 1 } else { before };
            if from != Some(to) {
                asks.command(Command::Article(ArticleCommand::Move(dragged.0, to)));
            }
        }
    }
}

/// Near the upper and lower edge a dragged row scrolls the list.
fn scroll_while_dragging(ui: &Ui, visible: Rect) {
    if !egui::DragAndDrop::has_payload_of_type::<Dragged>(ui.ctx()) {
        return;
    }
    let Some(pointer) = ui.input(|input| input.pointer.interact_pos()) else { return };
    let step = size::ROW / 6.0;
    let towards = if pointer.y < visible.top() + size::ROW / 2.0 {
        step
    } else if pointer.y > visible.bottom() - size::ROW / 2.0 {
        -step
    } else {
        return;
    };
    ui.scroll_with_delta(vec2(0.0, towards));
    ui.ctx().request_repaint();
}

fn empty(ui: &mut Ui) {
    Frame::new().inner_margin(size::PAD).show(ui, |ui| {
        ui.label(RichText::new("No articles yet").font(strong(type_size::UI)));
        ui.add_space(size::GAP / 2.0);
        ui.label(RichText::new("Add files or folders below, or drop them here").color(Theme::of(ui.ctx()).muted));
    });
}

fn add_articles(ui: &mut Ui, session: &Session, asks: &mut Asks) {
    hairline(ui);
    let why = crate::gui::actions::hindrance(Action::AddArticles, session);
    ui.add_enabled_ui(why.is_none(), |ui| {
        let response = row_button(ui, size::TOP_BAR - size::LINE, "Add articles…");
        let theme = Theme::of(ui.ctx());
        let sign = Rect::from_center_size(response.rect.left_center() + vec2(size::PAD + size::SIGN / 2.0, 0.0), vec2(size::SIGN, size::SIGN));
        let ink = if ui.is_enabled() { theme.muted } else { ui.visuals().disable(theme.muted) };
        paint_sign(ui.painter(), sign, Sign::Plus, ink);
        let words = Rect::from_min_max(pos2(sign.right() + size::GAP, response.rect.top()), response.rect.max);
        list_row::paint_words(ui, words, &["Add articles…", "or drop files here"], ink);
        if response.on_hover_text("Read article files into the project").on_disabled_hover_text(why.unwrap_or_default()).clicked() {
            asks.action(Action::AddArticles);
        }
    });
}

/// The id that a row's widgets are derived from, for tests and for the app's own focus.
pub(super) fn field_id(ui: &Ui, id: ArticleId) -> Id {
    ui.scope_id().with(("title", id))
}
