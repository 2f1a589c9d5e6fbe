//! The page of help: how to begin, and every key, as the window has them now.

use super::actions::{Action, Group, ROWS, Row, group_of, own_name};
use super::keymap::Keymap;
use super::pages::column;
use super::panels::keys::words;
use super::theme::{dialog, size};
use super::widgets::{hairline, heading, key_cap, muted, strong_label};
use crate::session::Session;
use egui::{Layout, Ui};

const BEGIN: [&str; 10] = [
    "Add articles: web pages, PDF, Word and other files, or whole folders, by the button under the list or by dropping them on the window. What was copied is pasted as an article.",
    "Select words with the mouse or with Shift and the arrow keys, or a sentence with {SelectSentence}; then press {TagClaim} for a claim, {TagSource} for a source, {TagFigure} for a figure.",
    "Walk through the marks with {NextMark} and {PreviousMark}; the details at the right belong to the mark that is outlined.",
    "Say more about a mark: {Main}, {Manner}, {Sort} and {Verdict} open what its label has, and a number chooses. {Link} proposes a link, {Accept} makes it.",
    "{MarkAlike} marks the same words elsewhere, {Checks} lists the checks. Write a note with {Note}, flag a mark for the reviewer with {Discuss}, leave out what is no part of the article with {Skip}.",
    "When an article changes after it was published, {NewVersion} compares it with its new text and carries the marks over; {EarlierVersions} shows what it said before.",
    "When others worked on the same articles, Review projects… in the File menu makes a review of their projects; {Proposals} lists what a reviewer sent back.",
    "When an article is finished, press {DoneAndNext}. Everything is saved as you work; {Undo} takes back any step.",
    "{Find} looks for words, marks, notes and comments, in all articles, and does something with all that it finds. {ShowHints} lists what an editor would ask about, {NextHint} goes there; {ShowGuide} says how you mark.",
    "{Commands} finds every command by a few letters, {GoTo} every article and mark: the first letters of a mark's words will do. All keys can be changed: {Settings}.",
];

/// What the keys mean while findings of a review are decided: name, what it does, keys.
const FINDINGS: [(&str, &str, &[&str]); 10] = [
    ("Keep a side", "The first analyst's mark, the second's, or that of a row by its number", &["A", "B", "1"]),
    ("Keep it", "Where only one has a mark", &["Enter"]),
    ("Keep all", "All marks of the finding", &["O"]),
    ("Drop", "None of them: rejected on purpose", &["X"]),
    ("Mark my own", "A mark of your own instead; Alt with the arrow keys moves its edges", &["M"]),
    ("Reason", "Why it is decided so, before or after the decision", &["R"]),
    ("Comment", "A comment on the finding", &["C"]),
    ("Decide again", "Takes the decision back", &["U"]),
    ("Previous, next", "The finding before or behind", &["↑", "↓"]),
    ("Next open", "The next finding that is not decided", &["N"]),
];

/// Paints the page over the whole ui; `true` when it is to be closed.
pub(super) fn show(ui: &mut Ui, session: &Session) -> bool {
    column(ui, "Help", |ui| page(ui, session))
}

fn page(ui: &mut Ui, session: &Session) {
    heading(ui, "How to begin", "");
    let keymap = Keymap::of(ui.ctx());
    for (index, line) in BEGIN.iter().enumerate() {
        ui.label(format!("{}. {}", index + 1, keymap.fill(line)));
    }
    for group in Group::ALL {
        ui.add_space(size::PAD);
        strong_label(ui, group.name());
        hairline(ui);
        for found in ROWS.iter().filter(|row| group_of(row.action) == group) {
            // Keys of own labels stand here where the project has labels with them.
            let own = own_name(found.action, session);
            let is_one_of_many = matches!(found.action, Action::TagOwn(_)) || matches!(found.action, Action::FollowLink(2..));
            if own.is_some() || !is_one_of_many {
                row(ui, found, own.as_deref().unwrap_or(found.name));
            }
        }
    }
    ui.add_space(size::PAD);
    strong_label(ui, "Findings of a review");
    hairline(ui);
    for (name, tip, keys) in FINDINGS {
        line(ui, name, tip, &keys.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>());
    }
}

/// An action with its keys.
fn row(ui: &mut Ui, row: &Row, name: &str) {
    line(ui, name, row.tip, &Keymap::of(ui.ctx()).keys(row.action).iter().map(words).collect::<Vec<_>>());
}

/// Name and tip at the left, the keys at the right edge.
fn line(ui: &mut Ui, name: &str, tip: &str, keys: &[String]) {
    ui.horizontal(|ui| {
        ui.set_min_height(dialog::ROW);
        strong_label(ui, name);
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            for (index, key) in keys.iter().rev().enumerate() {
                if index > 0 {
                    muted(ui, "or");
                }
                key_cap(ui, key);
            }
            ui.with_layout(Layout::left_to_right(egui::Align::Center), |ui| muted(ui, tip));
        });
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gui::keymap::action_named;

    #[test]
    fn every_key_that_help_speaks_of_is_that_of_an_action() {
        for line in BEGIN {
            for part in line.split('{').skip(1) {
                assert!(part.split_once('}').is_some_and(|(name, _)| action_named(name).is_some()), "{part}");
            }
        }
    }
}
