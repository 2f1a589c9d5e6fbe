//! The selected mark: its label, its words, and what analysts say about it. Words in a field become a change a second after the last key,
//! or when the field is left.

mod attributes;
mod check;
mod drafts;
mod fields;
mod links;
mod origin;
pub(in crate::gui::panels) mod parts;

use crate::gui::actions::{Action, Asks, tags};
use crate::gui::keymap::Keymap;
use crate::gui::style::{plain, strong};
use crate::gui::theme::{Theme, size, type_size};
use crate::gui::widgets::{Letters, Line, Quote, button, hairline, key_cap, label_choice, toggle};
use crate::project::{Label, MarkId, Project};
use crate::session::{Command, MarkCommand, SelectCommand, Session};
use crate::view::attributes::{Attribute, Slot};
use crate::view::details::{Details, details};
use crate::view::guide::definition_of;
use attributes::{Choosing, pair};
use check::CheckPart;
use drafts::Drafts;
use egui::{Align, Context, Label as Words, Layout, Rect, RichText, ScrollArea, Ui, pos2};
use fields::{NoteField, TagField};
use origin::OriginPart;
use parts::{chip_spacing, part};
use std::rc::Rc;

/// The most lines of a mark's words.
const MOST_LINES: usize = 6;

/// The details at the right.
#[derive(Default)]
pub struct DetailsPanel {
    /// Made at a revision of the session.
    known: Option<(u64, Option<Rc<Details>>)>,
    /// The mark that was shown in the last frame.
    shown: Option<MarkId>,
    drafts: Drafts,
    choosing: Choosing,
    check: CheckPart,
    origin: OriginPart,
    note: NoteField,
    tag: TagField,
}

impl DetailsPanel {
    /// Paints the details over the whole ui.
    pub fn show(&mut self, ui: &mut Ui, session: &Session, letters: &mut Letters, asks: &mut Asks) {
        let shown = self.details(session);
        let id = shown.as_ref().map(|details| details.id);
        if self.shown != id {
            self.shown = id;
            self.drafts.leave(session, asks);
            self.choosing.close();
        }
        self.note.change_mark(id, session, asks);
        self.tag.change_mark(id, session, asks);
        let Some(details) = shown else {
            empty(ui, session);
            self.origin.show(ui, session, letters, asks);
            return;
        };
        ScrollArea::vertical().id_salt("details").auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.add_enabled_ui(details.is_writable, |ui| {
                part(ui, |ui| mark(ui, &details, session, letters, asks));
                hairline(ui);
                self.attributes(ui, &details, session, letters, asks);
                part(ui, |ui| self.tag.show(ui, &details, asks));
                hairline(ui);
                part(ui, |ui| discuss(ui, &details, asks));
                hairline(ui);
                part(ui, |ui| self.note.show(ui, &details, letters, asks));
                hairline(ui);
                part(ui, |ui| foot(ui, &details, asks));
            });
        });
    }

    /// What the label has. A claim's links stand behind its verdict, where its check is; those of other labels behind the rest.
    fn attributes(&mut self, ui: &mut Ui, details: &Details, session: &Session, letters: &mut Letters, asks: &mut Asks) {
        let Self { drafts, choosing, check, .. } = self;
        let mut show_links = |ui: &mut Ui, asks: &mut Asks| {
            part(ui, |ui| links::show(ui, details, session, letters, asks));
            hairline(ui);
        };
        let mut attributes = details.attributes.iter().peekable();
        while let Some(attribute) = attributes.next() {
            if let (Attribute::Field(low), Some(Attribute::Field(high))) = (attribute, attributes.peek())
                && [("low", "high"), ("unit", "what")].contains(&(low.field, high.field))
            {
                attributes.next();
                pair(ui, details, [low, high], drafts, session, asks);
                continue;
            }
            choosing.show(ui, details, attribute, drafts, session, asks);
            if matches!(attribute, Attribute::Choice(choice) if choice.slot == Some(Slot::Verdict)) {
                show_links(ui, asks);
                part(ui, |ui| check.show(ui, details, drafts, session, asks));
                hairline(ui);
            }
        }
        if details.label != Label::Claim {
            show_links(ui, asks);
        }
    }

    /// Opens an attribute for the keys.
    pub fn open(&mut self, slot: Slot, session: &Session) {
        if let Some(details) = self.details(session) {
            self.choosing.open(&details, slot, &mut self.drafts);
        }
    }

    /// Takes the keys that an open attribute is for.
    pub fn take_keys(&mut self, ctx: &Context, session: &Session, asks: &mut Asks) {
        if self.choosing.is_open() {
            let details = self.details(session);
            self.choosing.take_keys(ctx, details.as_deref(), asks);
        }
    }

    /// Puts the focus into the note, as soon as it is on the screen.
    pub fn focus_note(&mut self) {
        self.note.wants_focus = true;
    }

    /// Whether words stand in a field that are no change yet.
    pub fn is_typing(&self) -> bool {
        self.note.is_typing() || self.tag.is_typing() || self.drafts.is_typing()
    }

    /// Makes changes of the words that stand in fields: before a project is saved or closed.
    pub fn flush(&mut self, session: &Session, asks: &mut Asks) {
        self.drafts.flush(session, asks);
        self.note.flush(asks);
        self.tag.flush(asks);
    }

    fn details(&mut self, session: &Session) -> Option<Rc<Details>> {
        let revision = session.revision();
        if let Some((at, details)) = &self.known
            && *at == revision
        {
            return details.clone();
        }
        let details = details(session).map(Rc::new);
        self.known = Some((revision, details.clone()));
        details
    }
}

fn empty(ui: &mut Ui, session: &Session) {
    let theme = Theme::of(ui.ctx());
    let (head, words) = match (session.article().is_some(), session.is_writable()) {
        (true, true) => (
            "No mark selected",
            "Select words in the article and press {TagClaim} for a claim, {TagSource} for a source or {TagFigure} for a figure. Click a mark to see it here",
        ),
        (true, false) => ("No mark selected", "Click a mark to see it here"),
        (false, _) => ("No article shown", "Add an article or choose one from the list"),
    };
    part(ui, |ui| {
        ui.label(RichText::new(head).font(strong(type_size::UI)));
        ui.add(Words::new(RichText::new(Keymap::of(ui.ctx()).fill(words)).color(theme.muted)).wrap());
    });
}

fn mark(ui: &mut Ui, details: &Details, session: &Session, letters: &mut Letters, asks: &mut Asks) {
    let theme = Theme::of(ui.ctx());
    let Some(project) = session.project() else { return };
    let chips = ui.horizontal_wrapped(|ui| {
        chip_spacing(ui);
        for choice in &details.labels {
            let is_on = choice.label == details.label;
            let inks = theme.label(&choice.label, project.own_labels());
            let key = tags(&choice.label, choice.key).map(|action| super::keys::of(ui.ctx(), action)).unwrap_or_default();
            let chip = label_choice(ui, &choice.label, &key, inks, is_on);
            let chip = chip.on_hover_ui(|ui| meaning(ui, project, &choice.label, letters));
            if chip.clicked() && !is_on {
                relabel(details, &choice.label, asks);
            }
        }
    });
    position(ui, chips.response.rect, details);
    quote(ui, details, project, letters);
}

/// A label with what it means, as the guide says.
fn meaning(ui: &mut Ui, project: &Project, label: &Label, letters: &mut Letters) {
    let ink = Theme::of(ui.ctx()).ink;
    let line = Line { size: type_size::UI, is_strong: true, ink };
    letters.paragraph(ui, label.name(), line);
    let words = definition_of(project, label);
    if !words.is_empty() {
        letters.paragraph(ui, &words, Line { is_strong: false, ..line });
    }
}

/// Where the mark stands: beside the labels where there is room, else beneath them.
fn position(ui: &mut Ui, chips: Rect, details: &Details) {
    let theme = Theme::of(ui.ctx());
    let words = RichText::new(&details.position).font(plain(type_size::TINY)).color(theme.muted);
    let galley = ui.painter().layout_no_wrap(details.position.clone(), plain(type_size::TINY), theme.muted);
    let whole = ui.max_rect();
    let is_beside = chips.height() < 1.5 * size::CHIP && chips.right() + size::GAP + galley.size().x <= whole.right();
    let response = if is_beside {
        let place = Rect::from_center_size(pos2(whole.right() - galley.size().x / 2.0, chips.center().y), galley.size());
        let response = ui.put(place, Words::new(words).extend());
        ui.add_space(size::GAP / 2.0);
        response
    } else {
        ui.with_layout(Layout::top_down(Align::Max), |ui| ui.add(Words::new(words).wrap())).inner
    };
    response.on_hover_text("Code points in the article, and which of its marks this is");
}

fn quote(ui: &mut Ui, details: &Details, project: &Project, letters: &mut Letters) {
    let inks = Theme::of(ui.ctx()).label(&Label::Figure, project.own_labels());
    let quote = Quote { words: &details.words, figures: &details.figures, inks, most_lines: MOST_LINES };
    let response = letters.quote(ui, &quote);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Blockquote, true, &details.words));
}

/// The mark alone is selected first: with words selected as well, the tag would make a mark of those.
fn relabel(details: &Details, label: &Label, asks: &mut Asks) {
    asks.command(Command::Select(SelectCommand::Mark(details.id)));
    asks.command(Command::Mark(MarkCommand::Tag { label: label.clone(), trim: true }));
}

fn discuss(ui: &mut Ui, details: &Details, asks: &mut Asks) {
    ui.horizontal(|ui| {
        let pressed = toggle(ui, "Discuss", details.discuss).on_hover_text("Flag this mark for the reviewer");
        if pressed.clicked() {
            asks.command(Command::Mark(MarkCommand::ToggleDiscuss(details.id)));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| key_cap(ui, &super::keys::of(ui.ctx(), Action::Discuss)));
    });
}

fn foot(ui: &mut Ui, details: &Details, asks: &mut Asks) {
    let theme = Theme::of(ui.ctx());
    if !details.made.is_empty() {
        ui.add(Words::new(RichText::new(&details.made).font(plain(type_size::SMALL)).color(theme.muted)).wrap());
    }
    if button(ui, "Remove mark").on_hover_text("Remove this mark with the links to it").clicked() {
        asks.command(Command::Mark(MarkCommand::Remove(vec![details.id])));
    }
}
