//! The menu of all actions, by their rows: what each is called, which key it has, and why it is not possible now.

use super::keys;
use crate::gui::actions::{Action, Asks, Tab, hindrance, own_name, row};
use crate::gui::theme::Theme;
use crate::session::Session;
use crate::view::sentence;
use egui::{Button, RichText, Ui};

/// The menus with their actions, in groups that a line parts.
const MENUS: &[(&str, &[&[Action]])] = &[
    (
        "File",
        &[
            &[Action::NewProject, Action::OpenProject, Action::OpenPath],
            &[Action::AddArticles, Action::PasteArticle, Action::NewVersion],
            &[Action::ImportData, Action::ExportData],
            &[Action::BeginReview],
            &[Action::Save, Action::SaveAs, Action::SaveCopy],
            &[Action::WorkAs],
            &[Action::CloseProject, Action::Quit],
        ],
    ),
    (
        "Edit",
        &[&[Action::Undo, Action::Redo], &[Action::SelectSentence, Action::SelectMore, Action::SelectAll, Action::Out, Action::Skip, Action::SkipProposed]],
    ),
    (
        "Mark",
        &[
            &[Action::TagClaim, Action::TagSource, Action::TagFigure],
            &[Action::TagOwn(4), Action::TagOwn(5), Action::TagOwn(6), Action::TagOwn(7), Action::TagOwn(8), Action::TagOwn(9)],
            &[Action::TagClaimExactly, Action::TagSourceExactly, Action::TagFigureExactly],
            &[Action::Main, Action::Manner, Action::Sort, Action::Verdict],
            &[Action::Link, Action::Reverse, Action::LookForEnd],
            &[Action::Note, Action::Discuss, Action::AddFragment, Action::MarkAlike, Action::Accept, Action::RemoveMark],
            &[Action::CopyId],
        ],
    ),
    (
        "Edges",
        &[
            &[Action::EndForward, Action::EndBack, Action::StartForward, Action::StartBack],
            &[Action::EndForwardOne, Action::EndBackOne, Action::StartForwardOne, Action::StartBackOne],
        ],
    ),
    (
        "Go",
        &[
            &[Action::GoTo],
            &[Action::Find, Action::NextFound, Action::PreviousFound, Action::NextHint],
            &[Action::NextMark, Action::PreviousMark, Action::NextUnderCaret],
            FOLLOW,
            &[Action::NextArticle, Action::PreviousArticle, Action::NextUnfinished, Action::DoneAndNext],
        ],
    ),
    (
        "View",
        &[
            &[Action::Show(Tab::Details), Action::Show(Tab::Marks), Action::Show(Tab::Notes), Action::Show(Tab::Hints), Action::Show(Tab::Guide)],
            &[Action::Findings, Action::Proposals, Action::Checks, Action::EarlierVersions, Action::Scheme],
            &[Action::ToggleList, Action::ToggleDetails, Action::NextTheme],
            &[Action::ZoomIn, Action::ZoomOut, Action::ZoomReset],
        ],
    ),
    ("Help", &[&[Action::Commands, Action::Settings], &[Action::Help]]),
];

/// The other ends of the selected mark's links.
const FOLLOW: &[Action] = &[
    Action::FollowLink(1),
    Action::FollowLink(2),
    Action::FollowLink(3),
    Action::FollowLink(4),
    Action::FollowLink(5),
    Action::FollowLink(6),
    Action::FollowLink(7),
    Action::FollowLink(8),
    Action::FollowLink(9),
];

/// Fills an open menu. `renames` is set when the project is to be renamed, which the bar does in place.
pub(super) fn show(ui: &mut Ui, session: &Session, asks: &mut Asks, renames: &mut bool) {
    ui.spacing_mut().item_spacing.y = 0.0;
    for (name, groups) in MENUS {
        ui.menu_button(*name, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let mut is_first = true;
            for group in *groups {
                let actions: Vec<Action> = group.iter().copied().filter(|action| is_offered(*action, session)).collect();
                if actions.is_empty() {
                    continue;
                }
                if !std::mem::take(&mut is_first) {
                    ui.separator();
                }
                for action in actions {
                    item(ui, session, action, asks);
                    if action == Action::SaveCopy {
                        *renames |= rename_item(ui, session);
                    }
                }
            }
        });
    }
}

/// Own labels are offered where the project has one with that key, links where the selected mark has them.
pub(in crate::gui) fn is_offered(action: Action, session: &Session) -> bool {
    if matches!(action, Action::FollowLink(_)) {
        return hindrance(action, session).is_none();
    }
    !matches!(action, Action::TagOwn(_)) || own_name(action, session).is_some()
}

fn item(ui: &mut Ui, session: &Session, action: Action, asks: &mut Asks) {
    let Some(row) = row(action) else { return };
    let undone = session.to_undo().filter(|_| action == Action::Undo);
    let taken = undone.or_else(|| session.to_redo().filter(|_| action == Action::Redo));
    let name = match (own_name(action, session), taken) {
        (Some(own), _) => own.to_string(),
        (None, Some(change)) => format!("{} {change}", row.name),
        (None, None) => row.name.to_owned(),
    };
    let why = hindrance(action, session);
    let key = RichText::new(keys::of(ui.ctx(), action)).color(Theme::of(ui.ctx()).muted);
    let button = Button::new(crate::view::shorten(&name, 48)).shortcut_text(key);
    let response = ui.add_enabled(why.is_none(), button).on_hover_text(row.tip).on_disabled_hover_text(why.map(sentence).unwrap_or_default());
    if response.clicked() {
        asks.action(action);
        ui.close();
    }
}

fn rename_item(ui: &mut Ui, session: &Session) -> bool {
    let why = if session.project().is_none() { "Open a project first" } else { "The project is open read-only" };
    let response = ui.add_enabled(session.is_writable(), Button::new("Rename project…")).on_disabled_hover_text(why);
    if response.clicked() {
        ui.close();
    }
    response.clicked()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gui::actions::ROWS;

    #[test]
    fn every_action_stands_in_the_menu_once() {
        let listed: Vec<Action> = MENUS.iter().flat_map(|(_, groups)| groups.iter()).flat_map(|group| group.iter()).copied().collect();
        for row in ROWS {
            assert_eq!(listed.iter().filter(|action| **action == row.action).count(), 1, "{:?}", row.action);
        }
        assert_eq!(listed.len(), ROWS.len());
    }
}
