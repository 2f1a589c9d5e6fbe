//! When an action is possible, and why it is not.

use super::Action;
use crate::project::{Label, Link, MarkId, Meaning};
use crate::session::{Comparing, Session};
use crate::view::links::{LinkShown, links};

/// Why an action is not possible now; none where it is.
#[expect(clippy::too_many_lines, reason = "one arm for each sort of action: in parts it would hide which is missing")]
pub fn hindrance(action: Action, session: &Session) -> Option<&'static str> {
    let need = |there: bool, why: &'static str| if there { None } else { Some(why) };
    let project = session.project().is_some();
    if session.linking().is_some() && !works_while_linking(action) {
        return Some("a link is being made: make it or leave it first");
    }
    let writable = || need(project, "open a project first").or_else(|| need(session.is_writable(), "the project is open read-only"));
    match action {
        Action::NewProject | Action::OpenProject | Action::OpenPath | Action::WorkAs | Action::Quit | Action::Help => None,
        Action::ZoomIn | Action::ZoomOut | Action::ZoomReset | Action::ToggleList | Action::ToggleDetails | Action::NextTheme => None,
        Action::Commands | Action::Settings => None,
        Action::GoTo => need(project, "open a project first"),
        Action::BeginReview => None,
        Action::Findings => {
            need(session.project().is_some_and(|project| project.review().is_some()), "the project is no review: File, Review projects… makes one")
        }
        Action::NewVersion => writable().or_else(|| need(session.article().is_some(), "show an article first")),
        Action::EarlierVersions => {
            let has = session.project().zip(session.article()).is_some_and(|(project, article)| !project.versions_of(article.id).is_empty());
            need(has || session.comparing().is_some(), "the article has no earlier version")
        }
        Action::DoneAndNext if session.comparing().is_some() => {
            writable().or_else(|| need(session.comparing().is_some_and(Comparing::is_new), "close the earlier version first"))
        }
        Action::Accept if session.placing().is_some() => need(!session.selection().is_caret(), "select the words first"),
        Action::Checks | Action::Scheme | Action::ExportData | Action::Find | Action::NextFound | Action::PreviousFound | Action::Show(_) => {
            need(project, "open a project first")
        }
        Action::Proposals => need(project, "open a project first")
            .or_else(|| need(session.project().is_some_and(|project| project.review().is_none()), "in a review, decide on the page of findings")),
        Action::NextHint => need(project, "open a project first")
            .or_else(|| need(session.hints().is_some_and(|hints| hints.all.iter().any(|hint| hint.silenced.is_none())), "there is nothing to ask about")),
        Action::LookForEnd => need(session.linking().is_some(), "begin a link first"),
        Action::FollowLink(number) => need(linked(session, number).is_some(), "the selected mark has no such link"),
        Action::Accept if session.linking().is_some() => need(session.linking().is_some_and(|linking| linking.to.is_some()), "choose the other end first"),
        Action::AddArticles | Action::PasteArticle | Action::ImportData => need(!project || session.is_writable(), "the project is open read-only"),
        Action::SaveAs | Action::SaveCopy | Action::CloseProject => need(project, "open a project first"),
        Action::Save => writable(),
        Action::Undo => writable().or_else(|| need(session.to_undo().is_some(), "there is nothing to undo")),
        Action::Redo => writable().or_else(|| need(session.to_redo().is_some(), "there is nothing to redo")),
        Action::TagClaim
        | Action::TagSource
        | Action::TagFigure
        | Action::TagOwn(_)
        | Action::TagClaimExactly
        | Action::TagSourceExactly
        | Action::TagFigureExactly
        | Action::Skip
        | Action::SkipProposed
        | Action::DoneAndNext => writable().or_else(|| need(session.article().is_some(), "show an article first")),
        Action::Accept => writable().or_else(|| need(session.mark().is_some_and(|mark| !mark.is_accepted()), "select a proposal first")),
        Action::RemoveMark => writable()
            .or_else(|| need(session.mark().is_some(), "select a mark first"))
            .or_else(|| need(session.selection().is_caret(), "words are selected, not the mark: drop the selection first")),
        Action::Note
        | Action::Discuss
        | Action::EndForward
        | Action::EndBack
        | Action::StartForward
        | Action::StartBack
        | Action::EndForwardOne
        | Action::EndBackOne
        | Action::StartForwardOne
        | Action::StartBackOne => writable().or_else(|| need(session.mark().is_some(), "select a mark first")),
        Action::Main | Action::Manner | Action::Sort => writable()
            .or_else(|| need(session.mark().is_some(), "select a mark first"))
            .or_else(|| need(!session.mark().is_some_and(|mark| matches!(mark.meaning, Meaning::Own(_))), "labels of your own have nothing to choose")),
        Action::Verdict => writable().or_else(|| need(session.mark().is_some_and(|mark| mark.label() == Label::Claim), "select a claim first")),
        Action::Link | Action::MarkAlike => writable().or_else(|| need(session.mark().is_some(), "select a mark first")),
        Action::CopyId => need(session.mark().is_some(), "select a mark first"),
        Action::Reverse if session.linking().is_some() => None,
        Action::Reverse => writable().or_else(|| need(last_link(session).is_some(), "the selected mark has no link that you made")),
        Action::AddFragment => writable()
            .or_else(|| need(session.mark().is_some(), "select a mark first"))
            .or_else(|| need(!session.selection().is_caret(), "select the words to add first")),
        Action::NextMark
        | Action::PreviousMark
        | Action::NextUnderCaret
        | Action::NextArticle
        | Action::PreviousArticle
        | Action::NextUnfinished
        | Action::SelectSentence
        | Action::SelectMore
        | Action::SelectAll
        | Action::Out => need(session.article().is_some(), "show an article first"),
    }
}

/// What can be done between the two ends of a link that is being made.
fn works_while_linking(action: Action) -> bool {
    use Action as A;
    let moves = matches!(
        action,
        A::NextMark
            | A::PreviousMark
            | A::Accept
            | A::Out
            | A::Link
            | A::Reverse
            | A::LookForEnd
            | A::NextArticle
            | A::PreviousArticle
            | A::Find
            | A::NextFound
            | A::PreviousFound
    );
    let looks =
        matches!(action, A::ZoomIn | A::ZoomOut | A::ZoomReset | A::ToggleList | A::ToggleDetails | A::NextTheme | A::Commands | A::Help | A::Save | A::Quit);
    moves || looks
}

/// A link of the selected mark by its number in the details, from 1.
pub(super) fn linked(session: &Session, number: u8) -> Option<LinkShown> {
    let (project, mark) = session.project().zip(session.mark())?;
    links(project, mark).into_iter().nth(usize::from(number).checked_sub(1)?)
}

/// The last link of the selected mark that was made by hand.
pub(super) fn last_link(session: &Session) -> Option<(MarkId, Link)> {
    let mark = session.mark()?;
    let link = mark.links.iter().rev().find(|link| !link.auto)?;
    Some((mark.id, link.clone()))
}
