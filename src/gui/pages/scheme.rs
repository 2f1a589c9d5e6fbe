//! What the project marks with: its own labels, its tags, the names of its sources and its verdicts. A name that is typed over another
//! renames it on every mark; where it is there already, the two become one.

use super::column;
use crate::gui::actions::Asks;
use crate::gui::theme::{Theme, size};
use crate::gui::widgets::{button, choice_chip, field_ring, hairline, label_square, muted, strong_label};
use crate::project::{Colour, Label, Name, OwnLabel};
use crate::session::{Command, SchemeCommand, Session};
use crate::view::counted;
use crate::view::scheme::{LabelShown, SCALES, Scheme, Used, scheme};
use egui::{Key, Margin, Response, TextEdit, Ui, Vec2};
use std::collections::BTreeMap;

/// The page.
#[derive(Default)]
pub(in crate::gui) struct SchemePage {
    known: Option<(u64, Scheme)>,
    /// Words that are being written, by the field they stand in.
    typed: BTreeMap<String, String>,
}

impl SchemePage {
    /// Shows the page; `true` when it is to be closed.
    pub(super) fn show(&mut self, ui: &mut Ui, session: &Session, asks: &mut Asks) -> bool {
        let Some(project) = session.project() else { return true };
        let version = session.version();
        if self.known.as_ref().is_none_or(|(at, _)| *at != version) {
            self.known = Some((version, scheme(project)));
        }
        let Some((_, shown)) = self.known.take() else { return true };
        let is_closed = column(ui, "Labels, tags and names", |ui| {
            ui.add_enabled_ui(session.is_writable(), |ui| {
                self.labels(ui, session, &shown, asks);
                self.words(ui, "Tags", "No tags yet: add one to a mark in its details", &shown.tags, Words::Tag, asks);
                self.words(ui, "Names of sources", "No names yet: they come with the sources that you mark", &shown.names, Words::Name, asks);
                scales(ui, &shown, asks);
            });
        });
        self.known = Some((version, shown));
        let is_left = ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::Escape));
        is_closed || is_left
    }

    fn labels(&mut self, ui: &mut Ui, session: &Session, shown: &Scheme, asks: &mut Asks) {
        head(ui, "Labels of the project");
        for label in &shown.labels {
            self.label(ui, session, label, shown, asks);
            hairline(ui);
        }
        ui.horizontal(|ui| {
            let entered = self.field(ui, "new label", "", "Name of a new label", size::PANEL_MIN);
            let name = entered.or_else(|| button(ui, "Add label").clicked().then(|| self.typed.remove("new label")).flatten());
            if let Some(name) = name.filter(|name| !name.trim().is_empty()) {
                let free = ('4'..='9').find(|key| shown.labels.iter().all(|label| label.key != Some(*key)));
                let label = OwnLabel { name: name.trim().into(), key: free, colour: None, definition: String::new() };
                asks.command(Command::Scheme(SchemeCommand::Label(label)));
            }
        });
    }

    fn label(&mut self, ui: &mut Ui, session: &Session, shown: &LabelShown, all: &Scheme, asks: &mut Asks) {
        let Some(project) = session.project() else { return };
        let label = Label::Own(shown.name.clone());
        let now = || OwnLabel { name: shown.name.clone(), key: shown.key, colour: shown.colour, definition: shown.definition.clone() };
        let put = |asks: &mut Asks, label: OwnLabel| asks.command(Command::Scheme(SchemeCommand::Label(label)));
        ui.horizontal(|ui| {
            label_square(ui, &label, Theme::of(ui.ctx()).label(&label, project.own_labels()));
            if let Some(name) = self.field(ui, &format!("label {}", shown.name), &shown.name, "Name", size::PANEL_MIN) {
                asks.command(Command::Scheme(SchemeCommand::RenameLabel(shown.name.clone(), Label::named(name.trim()))));
            }
            let key = shown.key.map(String::from).unwrap_or_default();
            if let Some(key) = self.field(ui, &format!("key {}", shown.name), &key, "Key", size::CONTROL) {
                put(asks, OwnLabel { key: key.trim().chars().next().filter(|key| ('4'..='9').contains(key)), ..now() });
            }
            let colour = shown.colour.map(|colour| colour.to_string()).unwrap_or_default();
            if let Some(colour) = self.field(ui, &format!("colour {}", shown.name), &colour, "#a04606", size::PANEL_MIN / 2.2) {
                put(asks, OwnLabel { colour: colour.trim().parse::<Colour>().ok(), ..now() });
            }
            muted(ui, &counted(shown.count, "mark"));
            merge(ui, shown, all, asks);
            if shown.is_listed && button(ui, "Retire").on_hover_text("Takes it off the list; marks that have it keep it").clicked() {
                asks.command(Command::Scheme(SchemeCommand::RetireLabel(shown.name.clone())));
            }
            if !shown.is_listed && button(ui, "List again").clicked() {
                put(asks, now());
            }
        });
        if let Some(definition) = self.field(ui, &format!("definition {}", shown.name), &shown.definition, "What it means", f32::INFINITY) {
            put(asks, OwnLabel { definition, ..now() });
        }
    }

    fn words(&mut self, ui: &mut Ui, title: &str, empty: &str, used: &[Used], words: Words, asks: &mut Asks) {
        head(ui, title);
        if used.is_empty() {
            muted(ui, empty);
        }
        let find = if used.len() > MOST { self.find(ui, title) } else { String::new() };
        let fits = |one: &&Used| one.name.to_lowercase().contains(&find);
        let more = used.iter().filter(fits).count().saturating_sub(MOST);
        for one in used.iter().filter(fits).take(MOST) {
            ui.horizontal(|ui| {
                if let Some(name) = self.field(ui, &format!("{title} {}", one.name), &one.name, "Name", 2.0 * size::PANEL_MIN) {
                    asks.command(Command::Scheme(words.rename(&one.name, &name)));
                }
                muted(ui, &counted(one.count, "mark"));
                if words == Words::Tag && button(ui, "Retire").on_hover_text("Takes it off the list and off every mark").clicked() {
                    asks.command(Command::Scheme(SchemeCommand::RetireTag(one.name.clone())));
                }
            });
        }
        if more > 0 {
            muted(ui, &format!("and {more} more: type a part of the name above"));
        }
    }

    /// What is looked for among many words, in small letters.
    fn find(&mut self, ui: &mut Ui, title: &str) -> String {
        let words = self.typed.entry(format!("find {title}")).or_default();
        let field = TextEdit::singleline(words).id(egui::Id::unique(("find", title))).hint_text("Find").desired_width(size::PANEL_MIN);
        let response = ui.add(field.margin(Margin::from(Vec2::from(size::FIELD_PAD)))).accessible_name(format!("Find in {title}"));
        field_ring(ui, &response);
        words.to_lowercase()
    }

    /// A field with words that are kept; gives what was typed when it is left.
    fn field(&mut self, ui: &mut Ui, id: &str, kept: &str, hint: &str, width: f32) -> Option<String> {
        let mut words = self.typed.get(id).map_or_else(|| kept.to_owned(), Clone::clone);
        let field = TextEdit::singleline(&mut words).id(egui::Id::unique(("scheme", id))).hint_text(hint).desired_width(width);
        let response: Response = ui.add(field.margin(Margin::from(Vec2::from(size::FIELD_PAD)))).accessible_name(id);
        field_ring(ui, &response);
        if response.changed() {
            self.typed.insert(id.to_owned(), words);
        }
        if !response.lost_focus() {
            return None;
        }
        let is_dropped = ui.input(|input| input.key_pressed(Key::Escape));
        let is_new = id == "new label" && !ui.input(|input| input.key_pressed(Key::Enter));
        if is_new && !is_dropped {
            return None;
        }
        self.typed.remove(id).filter(|words| !is_dropped && words != kept)
    }
}

/// The most words of a list that are shown at once.
const MOST: usize = 100;

/// What a list of words is of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Words {
    Tag,
    Name,
}

impl Words {
    fn rename(self, from: &Name, to: &str) -> SchemeCommand {
        match self {
            Self::Tag => SchemeCommand::RenameTag(from.clone(), to.into()),
            Self::Name => SchemeCommand::RenameSource(from.clone(), to.into()),
        }
    }
}

fn head(ui: &mut Ui, words: &str) {
    ui.add_space(2.0 * size::PAD);
    strong_label(ui, words);
    hairline(ui);
}

/// The labels that one can become a part of.
fn merge(ui: &mut Ui, shown: &LabelShown, all: &Scheme, asks: &mut Asks) {
    ui.menu_button("Merge into…", |ui| {
        let own = all.labels.iter().filter(|other| other.name != shown.name).map(|other| Label::Own(other.name.clone()));
        for into in Label::THREE.into_iter().chain(own) {
            if ui.button(into.name()).clicked() {
                asks.command(Command::Scheme(SchemeCommand::RenameLabel(shown.name.clone(), into)));
                ui.close();
            }
        }
    });
}

fn scales(ui: &mut Ui, shown: &Scheme, asks: &mut Asks) {
    head(ui, "Verdicts");
    ui.horizontal_wrapped(|ui| {
        for (name, scale) in SCALES {
            let is_on = shown.scale.iter().map(|verdict| &**verdict).eq(scale.iter().copied());
            if choice_chip(ui, name, is_on, false, None).clicked() && !is_on {
                asks.command(Command::Scheme(SchemeCommand::Scale(scale.iter().map(|verdict| Name::from(*verdict)).collect())));
            }
        }
    });
    let words = shown.scale.iter().map(|verdict| crate::view::attributes::spaced(verdict)).collect::<Vec<_>>().join(" · ");
    muted(ui, &words);
}
