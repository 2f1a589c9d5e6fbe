//! The command that an action is.

use super::possible::{last_link, linked};
use super::{Action, own_name};
use crate::project::{Label, VersionId};
use crate::session::{
    ArticleCommand, Command, Edge, EdgeStep, FileCommand, LinkCommand, LintCommand, MarkCommand, ReviewCommand, SearchCommand, SelectCommand, Session,
    VersionCommand,
};
use crate::view::hints::next;

/// The command that an action is; none where only the app can do it.
#[expect(clippy::too_many_lines, reason = "one arm for each sort of action: in parts it would hide which is missing")]
pub fn command(action: Action, session: &Session) -> Option<Command> {
    let tag = |label: Label, trim: bool| Some(Command::Mark(MarkCommand::Tag { label, trim }));
    let edge = |edge: Edge, forward: bool, step: EdgeStep| move_edge(session, edge, forward, step);
    if let Some(command) = while_linking(action, session).map(Command::Link).or_else(|| in_versions(action, session)) {
        return Some(command);
    }
    match action {
        Action::Reverse => reverse(session),
        Action::EarlierVersions => Some(Command::Version(earlier_versions(session)?)),
        Action::Link => Some(Command::Link(LinkCommand::Begin)),
        Action::FollowLink(number) => Some(Command::Select(SelectCommand::Mark(linked(session, number)?.other))),
        Action::TagClaim => tag(Label::Claim, true),
        Action::TagSource => tag(Label::Source, true),
        Action::TagFigure => tag(Label::Figure, true),
        Action::TagClaimExactly => tag(Label::Claim, false),
        Action::TagSourceExactly => tag(Label::Source, false),
        Action::TagFigureExactly => tag(Label::Figure, false),
        Action::TagOwn(_) => tag(Label::Own(own_name(action, session)?), true),
        Action::Skip => Some(Command::Article(ArticleCommand::ToggleZone)),
        Action::SkipProposed => Some(Command::Article(ArticleCommand::SkipProposed)),
        Action::Accept => Some(Command::Mark(MarkCommand::Decide { marks: vec![session.selection().mark?], accept: true })),
        Action::RemoveMark => Some(Command::Mark(MarkCommand::Remove(vec![session.selection().mark?]))),
        Action::NextMark => Some(Command::Select(SelectCommand::NextMark)),
        Action::PreviousMark => Some(Command::Select(SelectCommand::PreviousMark)),
        Action::NextUnderCaret => Some(Command::Select(SelectCommand::NextUnderCaret)),
        Action::AddFragment => Some(Command::Mark(MarkCommand::AddFragment)),
        Action::Discuss => Some(Command::Mark(MarkCommand::ToggleDiscuss(session.selection().mark?))),
        Action::EndForward => edge(Edge::End, true, EdgeStep::Word),
        Action::EndBack => edge(Edge::End, false, EdgeStep::Word),
        Action::StartForward => edge(Edge::Start, true, EdgeStep::Word),
        Action::StartBack => edge(Edge::Start, false, EdgeStep::Word),
        Action::EndForwardOne => edge(Edge::End, true, EdgeStep::Grapheme),
        Action::EndBackOne => edge(Edge::End, false, EdgeStep::Grapheme),
        Action::StartForwardOne => edge(Edge::Start, true, EdgeStep::Grapheme),
        Action::StartBackOne => edge(Edge::Start, false, EdgeStep::Grapheme),
        Action::Out if is_outside(session) && session.searching().is_some() => Some(Command::Search(SearchCommand::Close)),
        Action::Out => Some(Command::Select(SelectCommand::Out)),
        Action::SelectSentence => Some(Command::Select(SelectCommand::Sentence)),
        Action::SelectMore => Some(Command::Select(SelectCommand::More)),
        Action::SelectAll => Some(Command::Select(SelectCommand::All)),
        Action::Findings => Some(Command::Review(ReviewCommand::Show(!session.shows_review()))),
        Action::Undo => Some(Command::Undo),
        Action::Redo => Some(Command::Redo),
        Action::NextArticle => Some(Command::Article(ArticleCommand::Next)),
        Action::PreviousArticle => Some(Command::Article(ArticleCommand::Previous)),
        Action::DoneAndNext => Some(Command::Article(ArticleCommand::DoneAndNext)),
        Action::NextHint => Some(Command::Lint(LintCommand::Go(next(session)?))),
        Action::NextUnfinished => Some(Command::Article(ArticleCommand::NextUnfinished)),
        Action::Save => Some(Command::File(FileCommand::Save)),
        Action::CloseProject => Some(Command::File(FileCommand::Close)),
        Action::NewProject
        | Action::OpenProject
        | Action::OpenPath
        | Action::AddArticles
        | Action::PasteArticle
        | Action::SaveAs
        | Action::SaveCopy
        | Action::ImportData
        | Action::ExportData
        | Action::BeginReview
        | Action::WorkAs
        | Action::Quit
        | Action::Note
        | Action::Main
        | Action::Manner
        | Action::Sort
        | Action::Verdict
        | Action::LookForEnd
        | Action::MarkAlike
        | Action::CopyId
        | Action::NewVersion
        | Action::Checks
        | Action::Proposals
        | Action::Scheme
        | Action::Find
        | Action::NextFound
        | Action::PreviousFound
        | Action::Show(_)
        | Action::ZoomIn
        | Action::ZoomOut
        | Action::ZoomReset
        | Action::ToggleList
        | Action::ToggleDetails
        | Action::NextTheme
        | Action::Commands
        | Action::GoTo
        | Action::Settings
        | Action::Help => None,
    }
}

/// Whether nothing is selected that Escape would let go of.
fn is_outside(session: &Session) -> bool {
    session.selection().is_caret() && session.selection().mark.is_none()
}

fn reverse(session: &Session) -> Option<Command> {
    let (from, link) = last_link(session)?;
    Some(Command::Link(LinkCommand::Reverse { from, kind: link.kind, to: link.to }))
}

fn move_edge(session: &Session, edge: Edge, forward: bool, step: EdgeStep) -> Option<Command> {
    Some(Command::Mark(MarkCommand::MoveEdge { mark: session.selection().mark?, edge, forward, step }))
}

/// What an action means while a link is made, where that is something else than usual.
fn while_linking(action: Action, session: &Session) -> Option<LinkCommand> {
    session.linking()?;
    if action == Action::Accept {
        Some(LinkCommand::Accept)
    } else if action == Action::Reverse {
        Some(LinkCommand::TurnRound)
    } else {
        let is_step = [Action::NextMark, Action::PreviousMark].contains(&action);
        is_step.then_some(LinkCommand::Step { forward: action == Action::NextMark })
    }
}

/// What an action means while a mark of an earlier version is put somewhere, or two versions are compared.
fn in_versions(action: Action, session: &Session) -> Option<Command> {
    let is_placing = session.placing().is_some();
    let command = if action == Action::Accept && is_placing {
        VersionCommand::PlaceHere
    } else if action == Action::Out && is_placing && session.selection().is_caret() {
        VersionCommand::StopPlacing
    } else if action == Action::DoneAndNext && session.comparing().is_some() {
        VersionCommand::Take
    } else {
        return None;
    };
    Some(Command::Version(command))
}

/// From a comparison back to the article, from the article to its earlier versions.
fn earlier_versions(session: &Session) -> Option<VersionCommand> {
    if session.comparing().is_some() { Some(VersionCommand::Leave) } else { Some(VersionCommand::Look(last_version(session)?)) }
}

/// The earlier version of the article that is looked at first: one in which marks wait, else the last.
fn last_version(session: &Session) -> Option<VersionId> {
    let (project, article) = session.project().zip(session.article())?;
    let waiting = project.waiting_in(article.id).last().and_then(|mark| mark.version);
    waiting.or_else(|| project.versions_of(article.id).last().map(|version| version.id))
}
