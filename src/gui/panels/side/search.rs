//! Finding: the field in the bar at the top, and what was found, at the right.

use crate::gui::actions::Asks;
use crate::gui::panels::details::parts::{chip_spacing, part};
use crate::gui::style::plain;
use crate::gui::theme::{Theme, size, type_size};
use crate::gui::widgets::{
    Letters, Line, List, Sign, Spoken, Walked, choice_chip, field_ring, hairline, icon_button, key_cap_width, label_square, list, paint_key_cap, paint_sign,
};
use crate::project::{Label, Name};
use crate::search::{Found, KEYS};
use crate::session::{Act, Command, SearchCommand, Searching, Session};
use crate::text::{Manner, counted};
use crate::view::search::{HitShown, Row, hit_shown, row_of, rows, summary};
use egui::{Id, Key, Label as Words, Margin, Modifiers, Rect, RichText, Sense, TextEdit, Ui, UiBuilder, Vec2, pos2, vec2};
use std::sync::Arc;

/// What is typed, and how it is looked for: kept while the search is closed, so that it can go on.
#[derive(Default)]
pub struct SearchBox {
    typed: String,
    manner: Manner,
    only_here: bool,
    wants_focus: bool,
    /// Whether what is typed next comes behind what is there, and does not replace it.
    goes_on: bool,
    /// Whether the list of what was found gets the focus.
    wants_list: bool,
}

impl SearchBox {
    /// Brings the caret into the field; words that are selected are what is looked for.
    pub fn open(&mut self, session: &Session, asks: &mut Asks) {
        let selected = session.article().zip(Some(session.selection().bytes())).filter(|(_, bytes)| !bytes.is_empty());
        if let Some(words) = selected.map(|(article, bytes)| article.text.slice(bytes)).filter(|words| words.chars().count() <= 80 && !words.contains('\n')) {
            words.clone_into(&mut self.typed);
        }
        self.wants_focus = true;
        if session.searching().is_none_or(|searching| searching.typed != self.typed) {
            self.look(asks);
        }
    }

    /// Goes to the next place of what was looked for last, or the one before.
    pub fn step(&mut self, session: &Session, forward: bool, asks: &mut Asks) {
        if session.searching().is_none() {
            if self.typed.is_empty() {
                return self.open(session, asks);
            }
            self.look(asks);
        }
        asks.command(Command::Search(SearchCommand::Step { forward }));
    }

    /// The field, as wide as there is room.
    pub fn field(&mut self, ui: &mut Ui, width: f32, key: &str, session: &Session, asks: &mut Asks) {
        let id = field_id();
        let theme = Theme::of(ui.ctx());
        let (rect, _) = ui.allocate_exact_size(vec2(width, size::CONTROL), Sense::hover());
        let cap = if self.typed.is_empty() { key_cap_width(ui, key) + size::GAP } else { 0.0 };
        let hint = RichText::new("Search articles and marks").color(theme.muted);
        let margin = Margin { right: (size::FIELD_PAD[0] + cap) as i8, ..Margin::from(Vec2::from(size::FIELD_PAD)) };
        // Before the field takes them: the arrow leads into the list, Enter from place to place.
        let has_focus = ui.memory(|memory| memory.has_focus(id));
        let pressed = |modifiers: Modifiers, key: Key| has_focus && ui.input_mut(|input| input.consume_key(modifiers, key));
        let (back, on, down) = (pressed(Modifiers::SHIFT, Key::Enter), pressed(Modifiers::NONE, Key::Enter), pressed(Modifiers::NONE, Key::ArrowDown));
        let field = TextEdit::singleline(&mut self.typed).id(id).hint_text(hint).desired_width(rect.width()).margin(margin);
        let response = ui.put(rect, field).accessible_name("Search articles and marks");
        field_ring(ui, &response);
        if cap > 0.0 && !response.has_focus() {
            paint_key_cap(ui, pos2(rect.right() - cap, rect.center().y), key);
        }
        if std::mem::take(&mut self.wants_focus) {
            response.request_focus();
            let from = if std::mem::take(&mut self.goes_on) { self.typed.chars().count() } else { 0 };
            select_from(ui, id, from, &self.typed);
        }
        if response.changed() || (response.gained_focus() && session.searching().is_none()) {
            self.look(asks);
        }
        if on || back {
            asks.command(Command::Search(SearchCommand::Step { forward: on }));
        }
        if down {
            self.wants_list = true;
            if session.searching().is_some_and(|searching| !searching.is_there) {
                asks.command(Command::Search(SearchCommand::Step { forward: true }));
            }
        }
        if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape)) {
            asks.command(Command::Search(SearchCommand::Close));
        }
    }

    fn look(&self, asks: &mut Asks) {
        asks.command(Command::Search(SearchCommand::Look { typed: self.typed.clone(), manner: self.manner, everywhere: !self.only_here }));
    }
}

/// The field, among what can have the focus.
pub(super) fn field_id() -> Id {
    Id::unique("search")
}

/// What stands in the field from a character on selected, so that other words replace it.
fn select_from(ui: &Ui, id: Id, from: usize, typed: &str) {
    let mut state = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
    let ends = [from, typed.chars().count()].map(egui::text::CharIndex::from);
    state.cursor.set_char_range(Some(egui::text::CCursorRange::two(egui::text::CCursor::new(ends[0]), egui::text::CCursor::new(ends[1]))));
    state.store(ui.ctx(), id);
}

/// What was found.
#[derive(Default)]
pub(super) struct SearchPanel {
    known: Option<(Arc<Found>, Vec<Row>)>,
    /// The place that was brought into view last.
    seen: Option<usize>,
    /// A tag while it is written, and whether its field gets the focus.
    tag: Option<(String, bool)>,
}

impl SearchPanel {
    pub(super) fn show(&mut self, ui: &mut Ui, session: &Session, typed: &mut SearchBox, letters: &mut Letters, asks: &mut Asks) {
        let Some(searching) = session.searching() else { return };
        if self.known.as_ref().is_none_or(|(found, _)| !Arc::ptr_eq(found, &searching.found)) {
            self.known = Some((searching.found.clone(), rows(&searching.found)));
        }
        part(ui, |ui| {
            head(ui, searching, asks);
            options(ui, typed, asks);
            self.acts(ui, session, searching, asks);
        });
        hairline(ui);
        let (_, rows) = self.known.as_ref().map(|(found, rows)| (found, rows.as_slice())).unwrap_or((&searching.found, &[]));
        let current = searching.current.and_then(|hit| row_of(rows, hit));
        let reveals = self.seen != current;
        let wants_focus = std::mem::take(&mut typed.wants_list);
        let shown = List { id: ui.scope_id().with("found"), name: "Places", count: rows.len(), height: size::LINE_ROW, current, reveals, wants_focus };
        let mut left_out = None;
        let walked = list(ui, &shown, |ui, rect, number| match rows.get(number) {
            Some(Row::Title(article, count, _)) => {
                let title = session.project().and_then(|project| project.article(*article)).map(|article| article.title.clone()).unwrap_or_default();
                paint_title(ui, rect, &title, *count, letters);
                Spoken::Heading(format!("{title}, {}", counted(*count, "place")))
            }
            Some(Row::Hit(hit)) => match hit_shown(session, *hit) {
                Some(place) => {
                    if paint_hit(ui, rect, &place, session, letters) {
                        left_out = Some(*hit);
                    }
                    Spoken::Item(place.spoken())
                }
                None => Spoken::Nothing,
            },
            None => Spoken::Nothing,
        });
        self.seen = current;
        if let Some(hit) = left_out.or(searching.current.filter(|_| walked.is_marked)) {
            asks.command(Command::Search(SearchCommand::LeaveOut(hit)));
        } else if let Some(hit) = went(&walked, current, rows) {
            asks.command(Command::Search(SearchCommand::Go(hit)));
        }
        if walked.is_entered {
            ui.memory_mut(|memory| memory.surrender_focus(shown.id));
        }
    }

    /// What can be done with all places.
    fn acts(&mut self, ui: &mut Ui, session: &Session, searching: &Searching, asks: &mut Asks) {
        let Some(project) = session.project().filter(|_| session.is_writable() && !searching.found.hits.is_empty()) else { return };
        if let Some((tag, wants_focus)) = &mut self.tag {
            let field = TextEdit::singleline(tag).hint_text("Tag for all").desired_width(f32::INFINITY).margin(Margin::from(Vec2::from(size::FIELD_PAD)));
            let response = ui.add(field).accessible_name("Tag for all");
            field_ring(ui, &response);
            if std::mem::take(wants_focus) {
                response.request_focus();
            }
            let (enter, escape) = ui.input(|input| (input.key_pressed(Key::Enter), input.key_pressed(Key::Escape)));
            if response.lost_focus() && (enter || escape) {
                let tag = self.tag.take().filter(|_| enter);
                asks.commands.extend(tag.map(|(tag, _)| act(Act::Tag(tag.into()))));
            }
            return;
        }
        ui.menu_button("With all of them…", |ui| {
            let (marks, words) = (searching.chosen_marks(), searching.chosen_words());
            let labels: Vec<Label> = project.labels().collect();
            let mut chosen = None;
            if !words.is_empty() {
                ui.menu_button(format!("Mark {} as", counted(words.len(), "place")), |ui| {
                    chosen = chosen.take().or(label_items(ui, &labels).map(Act::Mark));
                });
            }
            if !marks.is_empty() {
                let count = counted(marks.len(), "mark");
                ui.menu_button(format!("Relabel {count} as"), |ui| chosen = chosen.take().or(label_items(ui, &labels).map(Act::Relabel)));
                if ui.button(format!("Tag {count}…")).clicked() {
                    self.tag = Some((String::new(), true));
                    ui.close();
                }
                let tags: Vec<Name> = project.tags().cloned().collect();
                if !tags.is_empty() {
                    ui.menu_button(format!("Take a tag from {count}"), |ui| {
                        for tag in tags {
                            if ui.button(crate::view::shorten(&tag, 40)).clicked() {
                                chosen = Some(Act::Untag(tag));
                            }
                        }
                    });
                }
                let is_open = marks.iter().any(|id| project.mark(*id).is_some_and(|mark| !mark.is_accepted()));
                if is_open && ui.button("Accept the proposals").clicked() {
                    chosen = Some(Act::Accept);
                }
                ui.separator();
                if ui.button(format!("Remove {count}")).clicked() {
                    chosen = Some(Act::Remove);
                }
            }
            if let Some(chosen) = chosen {
                asks.commands.push(act(chosen));
                ui.close();
            }
        });
    }
}

fn act(act: Act) -> Command {
    Command::Search(SearchCommand::Act(act))
}

fn label_items(ui: &mut Ui, labels: &[Label]) -> Option<Label> {
    labels.iter().filter(|label| ui.button(crate::view::shorten(label.name(), 40)).clicked()).last().cloned()
}

/// The place that a walk in the list leads to; a heading is passed over in the way in which it was come upon.
fn went(walked: &Walked, from: Option<usize>, rows: &[Row]) -> Option<usize> {
    let to = walked.to?;
    let hit = |number: usize| match rows.get(number)? {
        Row::Hit(hit) => Some(*hit),
        Row::Title(..) => None,
    };
    let is_back = from.is_some_and(|from| to < from);
    let before = || to.checked_sub(1).and_then(hit).filter(|_| is_back);
    hit(to).or_else(before).or_else(|| hit(to + 1))
}

/// How much was found, and the way out.
fn head(ui: &mut Ui, searching: &Searching, asks: &mut Asks) {
    let words = summary(searching);
    let theme = Theme::of(ui.ctx());
    ui.horizontal(|ui| {
        let ink = if searching.wrong.is_empty() { theme.ink } else { theme.warning };
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
            if icon_button(ui, Sign::Cross, "Close the search").clicked() {
                asks.command(Command::Search(SearchCommand::Close));
            }
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Min).with_main_wrap(true), |ui| {
                let said = ui.add(Words::new(RichText::new(&words).font(plain(type_size::UI)).color(ink)).wrap());
                ui.ctx().accesskit_node_builder(said.id, |node| {
                    node.set_role(egui::Role::Status);
                    node.set_label(words.as_str());
                    node.set_live(egui::accesskit::Live::Polite);
                });
            });
        });
    });
}

/// Where and how is looked, and which filters there are.
fn options(ui: &mut Ui, typed: &mut SearchBox, asks: &mut Asks) {
    let before = (typed.manner, typed.only_here);
    ui.horizontal_wrapped(|ui| {
        chip_spacing(ui);
        let mut chip = |words: &str, is_on: &mut bool| {
            if choice_chip(ui, words, *is_on, true, None).clicked() {
                *is_on = !*is_on;
            }
        };
        chip("This article only", &mut typed.only_here);
        chip("Match case", &mut typed.manner.match_case);
        chip("Whole words", &mut typed.manner.whole_words);
        chip("Pattern", &mut typed.manner.is_pattern);
        ui.menu_button("Filter…", |ui| {
            egui::ScrollArea::vertical().max_height(ui.ctx().content_rect().height() * size::MENU_PART).show(ui, |ui| {
                for (key, what) in KEYS {
                    let item = egui::Button::new(format!("{key}:")).shortcut_text(RichText::new(what).color(Theme::of(ui.ctx()).muted));
                    if ui.add(item).clicked() {
                        let gap = if typed.typed.is_empty() || typed.typed.ends_with(' ') { "" } else { " " };
                        typed.typed.push_str(&format!("{gap}{key}:"));
                        (typed.wants_focus, typed.goes_on) = (true, true);
                        ui.close();
                    }
                }
            });
        });
    });
    if before != (typed.manner, typed.only_here) {
        typed.look(asks);
        // What is typed next is still what is looked for.
        (typed.wants_focus, typed.goes_on) = (true, true);
    }
}

fn paint_title(ui: &mut Ui, rect: Rect, title: &str, count: usize, letters: &mut Letters) {
    let theme = Theme::of(ui.ctx());
    let count = crate::view::grouped(count);
    let end = ui.painter().text(pos2(rect.right() - size::PAD, rect.center().y), egui::Align2::RIGHT_CENTER, &count, plain(type_size::SMALL), theme.muted);
    let words = Rect::from_min_max(pos2(rect.left() + size::PAD, rect.top()), pos2(end.left() - size::GAP, rect.bottom()));
    letters.paint_line(ui, words, title, Line { size: type_size::UI, is_strong: true, ink: theme.ink });
}

/// One place; whether the sign that leaves it out was pressed.
fn paint_hit(ui: &mut Ui, rect: Rect, place: &HitShown, session: &Session, letters: &mut Letters) -> bool {
    let theme = Theme::of(ui.ctx());
    let ink = if place.is_left_out { theme.muted } else { theme.ink };
    let mut left = rect.left() + size::PAD + size::GAP;
    if let Some((label, project)) = place.label.as_ref().zip(session.project()) {
        let square = Rect::from_min_size(pos2(left, rect.center().y - size::CHIP / 2.0), vec2(size::CHIP, size::CHIP));
        let mut inner = ui.new_child(UiBuilder::new().id_salt(("label", rect.top() as i32)).max_rect(square));
        label_square(&mut inner, label, theme.label(label, project.own_labels()));
        left = square.right() + size::GAP;
    }
    if !place.what.is_empty() {
        left = ui.painter().text(pos2(left, rect.center().y), egui::Align2::LEFT_CENTER, place.what, plain(type_size::SMALL), theme.muted).right() + size::GAP;
    }
    let sign = Rect::from_center_size(pos2(rect.right() - size::PAD, rect.center().y), vec2(size::CHIP, size::CHIP));
    let line = Rect::from_min_max(pos2(left, rect.top()), pos2(sign.left(), rect.bottom()));
    letters.paint_context(ui, line, &place.context, ink);
    if place.is_left_out {
        ui.painter().hline(line.x_range(), rect.center().y, egui::Stroke::new(size::LINE, theme.muted));
    }
    let name = if place.is_left_out { "Take in again" } else { "Leave out of what is done with all" };
    let spoken = format!("{name}: {}", place.context.line().trim());
    let response = ui.interact(sign, ui.scope_id().with(("leave", rect.top() as i32)), Sense::CLICK);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &spoken));
    let pointer_is_near = ui.rect_contains_pointer(rect);
    if pointer_is_near || place.is_left_out {
        paint_sign(ui.painter(), sign, if place.is_left_out { Sign::Plus } else { Sign::Cross }, if response.hovered() { theme.ink } else { theme.muted });
    }
    response.on_hover_text(name).clicked()
}
