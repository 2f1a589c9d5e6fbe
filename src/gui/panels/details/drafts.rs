//! Words in fields that are no change yet: one draft for each field, which becomes a command a second after the last key, or when the
//! field is left.

use crate::gui::actions::Asks;
use crate::gui::theme::size;
use crate::gui::widgets::field_ring;
use crate::project::{CheckId, MarkId, Name};
use crate::session::{CheckChange, CheckCommand, Command, EvidencePart, MarkCommand, SchemeCommand, Session};
use egui::{CompletionPopup, Key, Margin, RectAlign, Response, Suggestion, TextEdit, Ui, Vec2};
use std::collections::BTreeMap;

/// Seconds from the last key until words become a change.
pub(super) const PAUSE: f64 = 1.0;
/// The most words that are offered while one is written.
pub(super) const OFFERED: usize = 8;

/// What a field is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) enum Target {
    /// An attribute of a mark.
    Attribute(MarkId, &'static str),
    /// The name of a source, wherever it stands.
    NameEverywhere(MarkId),
    /// What a check verifies.
    Statement(CheckId),
    /// Why a check came to its verdict.
    Justification(CheckId),
    /// Whose statement it is.
    Speaker(CheckId),
    /// When it was made.
    ClaimedOn(CheckId),
    /// A part of a row of evidence.
    Evidence(CheckId, usize, EvidencePart),
}

/// How a field looks and behaves.
pub(super) struct Look<'a> {
    /// What a screen reader says, where no heading does.
    pub(super) name: &'a str,
    /// The heading that names it.
    pub(super) head: Option<egui::Id>,
    /// What stands in it while it is empty.
    pub(super) hint: &'a str,
    /// Lines; one is a field that Enter leaves.
    pub(super) rows: usize,
    /// What is offered while it is typed.
    pub(super) offers: &'a [Name],
    /// Whether half of it means nothing.
    pub(super) is_whole: bool,
}

/// One draft.
#[derive(Default)]
struct Draft {
    words: String,
    /// When the last key was pressed, in egui's seconds; none where the words are what is kept.
    typed_at: Option<f64>,
}

/// All drafts of a panel.
#[derive(Default)]
pub(super) struct Drafts {
    all: BTreeMap<Target, Draft>,
    focus: Option<Target>,
}

impl Drafts {
    /// Puts the focus into a field as soon as it is on the screen.
    pub(super) fn focus(&mut self, target: Target) {
        self.focus = Some(target);
    }

    /// Whether words stand in a field that are no change yet.
    pub(super) fn is_typing(&self) -> bool {
        self.all.values().any(|draft| draft.typed_at.is_some())
    }

    /// Makes changes of all words, and forgets them. What they were about may be gone: then they are gone too.
    pub(super) fn leave(&mut self, session: &Session, asks: &mut Asks) {
        let project = session.project();
        let is_there = |target: &Target| match target {
            Target::Attribute(mark, _) | Target::NameEverywhere(mark) => project.is_some_and(|project| project.mark(*mark).is_some()),
            Target::Statement(check) | Target::Justification(check) | Target::Speaker(check) | Target::ClaimedOn(check) | Target::Evidence(check, ..) => {
                project.is_some_and(|project| project.check(*check).is_some())
            }
        };
        self.all.retain(|target, _| is_there(target));
        self.flush(session, asks);
        self.all.clear();
    }

    /// Makes changes of all words.
    pub(super) fn flush(&mut self, session: &Session, asks: &mut Asks) {
        for (target, draft) in &mut self.all {
            if draft.typed_at.take().is_some() {
                asks.command(command(*target, &draft.words, session));
            }
        }
    }

    /// Shows a field; `value` is what is kept.
    pub(super) fn show(&mut self, ui: &mut Ui, target: Target, value: &str, look: &Look<'_>, session: &Session, asks: &mut Asks) -> Response {
        let wants_focus = self.focus == Some(target);
        if wants_focus {
            self.focus = None;
        }
        let draft = self.all.entry(target).or_default();
        if draft.typed_at.is_none() && draft.words != value {
            value.clone_into(&mut draft.words);
        }
        let response = field(ui, target, draft, look);
        let response = match look.head {
            Some(head) => response.labelled_by(head),
            None => response.accessible_name(look.name),
        };
        field_ring(ui, &response);
        if wants_focus {
            response.request_focus();
            response.scroll_to_me(None);
        }
        let now = ui.input(|input| input.time);
        if response.changed() {
            draft.typed_at = (draft.words != value).then_some(now);
        }
        let Some(at) = draft.typed_at else { return response };
        if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape)) {
            draft.typed_at = None;
            return response;
        }
        let left = if look.is_whole { f64::INFINITY } else { at + PAUSE - now };
        if left <= 0.0 || response.lost_focus() {
            draft.typed_at = None;
            asks.command(command(target, &draft.words, session));
        } else if left.is_finite() {
            ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(left));
        }
        response
    }
}

fn field(ui: &mut Ui, target: Target, draft: &mut Draft, look: &Look<'_>) -> Response {
    let id = ui.scope_id().with(target);
    let margin = Margin::from(Vec2::from(size::FIELD_PAD));
    if look.rows > 1 {
        let field = TextEdit::multiline(&mut draft.words).id(id).desired_rows(look.rows);
        return ui.add(field.hint_text(look.hint).desired_width(f32::INFINITY).margin(margin));
    }
    let before = draft.words.clone();
    let field = TextEdit::singleline(&mut draft.words).hint_text(look.hint).desired_width(f32::INFINITY).margin(margin);
    if look.offers.is_empty() {
        return ui.add(field.id(id));
    }
    // Tab takes the word that is offered; Enter takes the words as they stand.
    let popup = CompletionPopup::new(id).word_boundary(|_| false).align(RectAlign::BOTTOM_START).accept_keys(vec![Key::Tab]);
    let output = popup.show(ui, field, |query| {
        let typed = query.text.trim().to_lowercase();
        let fits = look.offers.iter().filter(|offer| !typed.is_empty() && offer.to_lowercase().contains(&typed) && offer.as_ref() != query.text);
        fits.take(OFFERED).map(|offer| Suggestion::new(offer.to_string())).collect()
    });
    let response = output.text_edit.response.response;
    if output.accepted.is_some() && draft.words != before {
        draft.typed_at = Some(ui.input(|input| input.time));
        response.request_focus();
    }
    response
}

fn command(target: Target, words: &str, session: &Session) -> Command {
    let words = words.to_owned();
    let check = |check, change| Command::Check(CheckCommand::Change(check, change));
    match target {
        Target::Attribute(mark, field) => Command::Mark(MarkCommand::Set { mark, field: field.to_owned(), value: words }),
        Target::NameEverywhere(mark) => {
            let old = session.project().and_then(|project| project.mark(mark)?.source_name().cloned()).unwrap_or_default();
            Command::Scheme(SchemeCommand::RenameSource(old, words.as_str().into()))
        }
        Target::Statement(id) => check(id, CheckChange::Statement(words)),
        Target::Justification(id) => check(id, CheckChange::Justification(words)),
        Target::Speaker(id) => check(id, CheckChange::Speaker(words)),
        Target::ClaimedOn(id) => check(id, CheckChange::ClaimedOn(words)),
        Target::Evidence(id, place, part) => check(id, CheckChange::Evidence(place, part, words)),
    }
}
