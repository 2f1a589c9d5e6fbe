//! The strip above the article: its file has changed, marks need a look, lines look like boilerplate, or the place of a mark is looked for. Each with a way to act on it.

use crate::gui::actions::{Action, Asks};
use crate::gui::panels::keys;
use crate::gui::theme::{Theme, size, type_size};
use crate::gui::widgets::{Letters, Line, Sign, button, icon_button, key_cap, primary_button, sign};
use crate::project::{ArticleId, Subject};
use crate::session::{ArticleCommand, Command, LintCommand, Session, VersionCommand};
use crate::view::versions::{Boilerplate, Strip, strip as shown};
use egui::{Align, Frame, Layout, Margin, Panel, Role, Sense, Ui};

/// Shows the strip at the top of the ui, where there is something to say.
pub fn strip(ui: &mut Ui, session: &Session, letters: &mut Letters, asks: &mut Asks) {
    let Some(article) = session.article().map(|article| article.id) else { return };
    let placing = session.placing().filter(|mark| mark.article == article);
    let words = placing.and_then(|mark| Some(crate::view::shorten(&mark.at.words(session.project()?.text_of(mark)?), 60)));
    let found = shown(session);
    if words.is_none() && found.is_none() {
        return;
    }
    let theme = Theme::of(ui.ctx());
    let frame = Frame::NONE.fill(theme.panel).inner_margin(Margin::symmetric(size::PAD as i8, size::GAP as i8 / 2));
    Panel::top("strip").resizable(false).frame(frame).show(ui, |ui| match (words, found) {
        (Some(words), _) => place(ui, &words, session, letters, asks),
        (None, Some(found)) => notes(ui, &found, article, letters, asks),
        (None, None) => {}
    });
}

/// A row of the strip: a sign, a sentence, and at the right what can be done.
fn row(ui: &mut Ui, shape: Sign, sentence: &str, letters: &mut Letters, right: impl FnOnce(&mut Ui)) {
    let theme = Theme::of(ui.ctx());
    let shown = ui.horizontal(|ui| {
        ui.set_min_height(size::CONTROL);
        sign(ui, shape, theme.accent);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            right(ui);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let room = ui.available_width();
                letters.label(ui, sentence, Line { size: type_size::UI, is_strong: false, ink: theme.ink }, room, Sense::hover());
            });
        });
    });
    ui.ctx().accesskit_node_builder(shown.response.id, |node| {
        node.set_role(Role::Status);
        node.set_label(sentence.to_owned());
        node.set_live(egui::accesskit::Live::Polite);
    });
}

fn place(ui: &mut Ui, words: &str, session: &Session, letters: &mut Letters, asks: &mut Asks) {
    row(ui, Sign::Flag, &format!("Select the words that say “{words}” now"), letters, |ui| {
        key_cap(ui, &keys::of(ui.ctx(), Action::Out));
        if button(ui, "Cancel").clicked() {
            asks.command(Command::Version(VersionCommand::StopPlacing));
        }
        key_cap(ui, &keys::of(ui.ctx(), Action::Accept));
        if ui.add_enabled_ui(!session.selection().is_caret(), |ui| primary_button(ui, "Put it here")).inner.clicked() {
            asks.command(Command::Version(VersionCommand::PlaceHere));
        }
    });
}

fn notes(ui: &mut Ui, found: &Strip, article: ArticleId, letters: &mut Letters, asks: &mut Asks) {
    if let Some((name, path)) = &found.changed_file {
        row(ui, Sign::Dot, &format!("{name} has changed since it was read"), letters, |ui| {
            if icon_button(ui, Sign::Cross, "Say no more about the changed file").clicked() {
                asks.command(Command::Version(VersionCommand::Ignore(article)));
            }
            if button(ui, "Compare").on_hover_text(path.display().to_string()).clicked() {
                asks.command(Command::Version(VersionCommand::Compare { article, path: path.clone() }));
            }
        });
    }
    if let Some(Boilerplate { number, words, rule }) = &found.boilerplate {
        row(ui, Sign::Dot, words, letters, |ui| {
            if icon_button(ui, Sign::Cross, "It belongs to the article: say no more about it").clicked() {
                let why = "it belongs to the article".to_owned();
                asks.command(Command::Lint(LintCommand::Silence { rule: (*rule).into(), about: Subject::Article(article), why }));
            }
            if button(ui, "Show").clicked() {
                asks.command(Command::Lint(LintCommand::Go(*number)));
            }
            key_cap(ui, &keys::of(ui.ctx(), Action::SkipProposed));
            if button(ui, "Skip").on_hover_text("Make zones to skip of these paragraphs").clicked() {
                asks.command(Command::Article(ArticleCommand::SkipProposed));
            }
        });
    }
    if let Some((version, count)) = found.waiting {
        let sentence =
            if count == 1 { "One mark of an earlier version needs a look".to_owned() } else { format!("{count} marks of an earlier version need a look") };
        row(ui, Sign::Flag, &sentence, letters, |ui| {
            key_cap(ui, &keys::of(ui.ctx(), Action::EarlierVersions));
            if button(ui, "Look").clicked() {
                asks.command(Command::Version(VersionCommand::Look(version)));
            }
        });
    }
}
