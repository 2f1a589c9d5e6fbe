//! The attributes of the selected mark: chips for what is chosen, fields for what is typed. A key opens an attribute, a number chooses.

use super::drafts::{Drafts, Look, Target};
use super::parts::{chip_spacing, part};
use crate::gui::actions::{Action, Asks};
use crate::gui::panels::keys;
use crate::gui::style::{plain, strong};
use crate::gui::theme::{Theme, type_size};
use crate::gui::widgets::{choice_chip, hairline, heading, toggle};
use crate::project::MarkId;
use crate::session::{CheckCommand, Command, MarkCommand, Session};
use crate::view::attributes::{Attribute, Choice, Choosable, Field, Slot};
use crate::view::details::Details;
use egui::{Context, Event, Key, Label, RichText, Ui};

/// The attribute that takes numbers, and of which mark.
#[derive(Default)]
pub(super) struct Choosing {
    open: Option<(MarkId, Slot)>,
    /// The mark whose name is to be changed wherever it stands.
    everywhere: Option<MarkId>,
}

impl Choosing {
    /// Opens an attribute: a field gets the focus, chips take numbers.
    pub(super) fn open(&mut self, details: &Details, slot: Slot, drafts: &mut Drafts) {
        let found = details.attributes.iter().find(|attribute| slot_of(attribute) == Some(slot));
        match found {
            Some(Attribute::Field(field)) => drafts.focus(self.target(details.id, field)),
            Some(Attribute::Choice(_)) => self.open = Some((details.id, slot)),
            None => {}
        }
    }

    /// Takes the numbers, and Esc or Enter, while an attribute is open; any other key closes it and means what it means.
    pub(super) fn take_keys(&mut self, ctx: &Context, details: Option<&Details>, asks: &mut Asks) {
        let Some((mark, slot)) = self.open else { return };
        let Some(details) = details.filter(|details| details.id == mark) else {
            self.open = None;
            return;
        };
        let found = details.attributes.iter().find_map(|attribute| match attribute {
            Attribute::Choice(choice) if choice.slot == Some(slot) => Some(choice),
            Attribute::Choice(_) | Attribute::Field(_) => None,
        });
        let Some(choice) = found else { return };
        let (mut stays, mut is_changed) = (true, false);
        ctx.input_mut(|input| {
            input.events.retain(|event| {
                let Event::Key { key, pressed: true, .. } = event else { return !matches!(event, Event::Text(_)) };
                if !stays {
                    return true;
                }
                let number = crate::gui::keys::number(event);
                let option = number.and_then(|number| choice.options.get(number.checked_sub(1)?));
                match option {
                    Some(option) => {
                        // By key a word is chosen, whatever was before; only where several can be is it let go of.
                        let value = if choice.is_set { choice.pressed(option) } else { option.value.clone() };
                        set(mark, choice, value, asks);
                        (stays, is_changed) = (choice.is_set, true);
                        false
                    }
                    None if number == Some(0) => {
                        set(mark, choice, String::new(), asks);
                        stays = false;
                        false
                    }
                    None => {
                        stays = false;
                        !matches!(key, Key::Escape | Key::Enter)
                    }
                }
            });
        });
        if !stays {
            self.open = None;
        }
        if !stays || is_changed {
            ctx.request_repaint();
        }
    }

    /// Whether an attribute takes numbers.
    pub(super) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Closes what is open: another mark is shown.
    pub(super) fn close(&mut self) {
        *self = Self::default();
    }

    /// Shows one attribute, with a line under it.
    pub(super) fn show(&mut self, ui: &mut Ui, details: &Details, attribute: &Attribute, drafts: &mut Drafts, session: &Session, asks: &mut Asks) {
        match attribute {
            Attribute::Choice(choice) => part(ui, |ui| self.choice(ui, details, choice, asks)),
            Attribute::Field(field) => part(ui, |ui| self.field(ui, details, field, drafts, session, asks)),
        }
        hairline(ui);
    }

    fn choice(&self, ui: &mut Ui, details: &Details, choice: &Choice, asks: &mut Asks) {
        let is_open = choice.slot.is_some() && self.open == choice.slot.map(|slot| (details.id, slot));
        heading(ui, choice.name, &choice.slot.map(|slot| key_of(ui, slot)).unwrap_or_default());
        ui.horizontal_wrapped(|ui| {
            chip_spacing(ui);
            for (index, option) in choice.options.iter().enumerate() {
                let digit = (is_open && index < 9).then_some(index + 1);
                if choice_chip(ui, &option.words, option.is_on, choice.is_set, digit).clicked() {
                    choose(details.id, choice, option, asks);
                }
            }
        });
    }

    fn field(&mut self, ui: &mut Ui, details: &Details, field: &Field, drafts: &mut Drafts, session: &Session, asks: &mut Asks) {
        let head = heading(ui, field.name, &field.slot.map(|slot| key_of(ui, slot)).unwrap_or_default());
        if field.field == "quantity" {
            quantity(ui, details);
        }
        let look = Look { name: field.name, head: Some(head.id), hint: field.hint, rows: 1, offers: &field.offers, is_whole: field.is_whole };
        drafts.show(ui, self.target(details.id, field), &field.value, &look, session, asks);
        if field.field == "name" {
            let count = session.project().map_or(0, |project| project.source_count(&field.value));
            if count > 1 {
                let is_on = self.everywhere == Some(details.id);
                let words = format!("Rename in all {count} places");
                if toggle(ui, &words, is_on).on_hover_text("What is typed here changes the name of every source that has it").clicked() {
                    drafts.leave(session, asks);
                    self.everywhere = (!is_on).then_some(details.id);
                    drafts.focus(self.target(details.id, field));
                }
            }
        }
    }

    fn target(&self, mark: MarkId, field: &Field) -> Target {
        if field.field == "name" && self.everywhere == Some(mark) { Target::NameEverywhere(mark) } else { Target::Attribute(mark, field.field) }
    }
}

/// Fields that stand side by side: both ends of an interval, and what it counts in which unit.
pub(super) fn pair(ui: &mut Ui, details: &Details, fields: [&Field; 2], drafts: &mut Drafts, session: &Session, asks: &mut Asks) {
    part(ui, |ui| {
        ui.columns(2, |columns| {
            for (column, field) in columns.iter_mut().zip(fields) {
                let head = heading(column, field.name, "");
                let look = Look { name: field.name, head: Some(head.id), hint: field.hint, rows: 1, offers: &field.offers, is_whole: field.is_whole };
                drafts.show(column, Target::Attribute(details.id, field.field), &field.value, &look, session, asks);
            }
        });
    });
    hairline(ui);
}

/// What the figure says, or that it is not known.
fn quantity(ui: &mut Ui, details: &Details) {
    let theme = Theme::of(ui.ctx());
    let (words, font, ink) = match &details.quantity {
        Some(words) => (words.as_str(), strong(type_size::UI), theme.ink),
        None => ("Not understood: say it in other words, or leave it unset", plain(type_size::SMALL), theme.muted),
    };
    ui.add(Label::new(RichText::new(words).font(font).color(ink)).wrap());
}

fn choose(mark: MarkId, choice: &Choice, option: &Choosable, asks: &mut Asks) {
    let value = if choice.field.is_some() { choice.pressed(option) } else { option.value.clone() };
    set(mark, choice, value, asks);
}

fn set(mark: MarkId, choice: &Choice, value: String, asks: &mut Asks) {
    match choice.field {
        Some(field) => asks.command(Command::Mark(MarkCommand::Set { mark, field: field.to_owned(), value })),
        None => asks.command(Command::Check(CheckCommand::Verdict(mark, value.as_str().into()))),
    }
}

fn slot_of(attribute: &Attribute) -> Option<Slot> {
    match attribute {
        Attribute::Choice(choice) => choice.slot,
        Attribute::Field(field) => field.slot,
    }
}

fn key_of(ui: &Ui, slot: Slot) -> String {
    let action = match slot {
        Slot::Main => Action::Main,
        Slot::Manner => Action::Manner,
        Slot::Sort => Action::Sort,
        Slot::Verdict => Action::Verdict,
    };
    keys::of(ui.ctx(), action)
}
