//! Under which words actions stand in help, in the settings and among the commands.

use super::Action;

/// Under which words an action stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::gui) enum Group {
    Marks,
    Meaning,
    Edges,
    Moving,
    Articles,
    Files,
    Window,
}

impl Group {
    pub(in crate::gui) const ALL: [Self; 7] = [Self::Marks, Self::Meaning, Self::Edges, Self::Moving, Self::Articles, Self::Files, Self::Window];

    /// Those words.
    pub(in crate::gui) fn name(self) -> &'static str {
        match self {
            Self::Marks => "Marks",
            Self::Meaning => "What a mark says",
            Self::Edges => "Edges of a mark",
            Self::Moving => "Moving and selecting",
            Self::Articles => "Articles",
            Self::Files => "Files",
            Self::Window => "Window",
        }
    }
}

/// The group of an action.
#[expect(clippy::too_many_lines, reason = "one line for each action: in parts it would hide which is missing")]
pub(in crate::gui) fn group_of(action: Action) -> Group {
    match action {
        Action::TagClaim
        | Action::TagSource
        | Action::TagFigure
        | Action::TagOwn(_)
        | Action::TagClaimExactly
        | Action::TagSourceExactly
        | Action::TagFigureExactly
        | Action::Accept
        | Action::RemoveMark
        | Action::AddFragment
        | Action::MarkAlike
        | Action::CopyId
        | Action::Note
        | Action::Discuss
        | Action::Undo
        | Action::Redo => Group::Marks,
        Action::Main
        | Action::Manner
        | Action::Sort
        | Action::Verdict
        | Action::Link
        | Action::Reverse
        | Action::LookForEnd
        | Action::FollowLink(_)
        | Action::Checks
        | Action::Proposals
        | Action::Scheme => Group::Meaning,
        Action::EndForward
        | Action::EndBack
        | Action::StartForward
        | Action::StartBack
        | Action::EndForwardOne
        | Action::EndBackOne
        | Action::StartForwardOne
        | Action::StartBackOne => Group::Edges,
        Action::NextMark
        | Action::PreviousMark
        | Action::NextUnderCaret
        | Action::SelectSentence
        | Action::SelectMore
        | Action::SelectAll
        | Action::Find
        | Action::NextFound
        | Action::PreviousFound
        | Action::NextHint
        | Action::Out => Group::Moving,
        Action::Skip
        | Action::SkipProposed
        | Action::NextArticle
        | Action::PreviousArticle
        | Action::DoneAndNext
        | Action::NextUnfinished
        | Action::AddArticles
        | Action::PasteArticle
        | Action::NewVersion
        | Action::EarlierVersions
        | Action::Findings => Group::Articles,
        Action::NewProject
        | Action::OpenProject
        | Action::OpenPath
        | Action::Save
        | Action::SaveAs
        | Action::SaveCopy
        | Action::ImportData
        | Action::ExportData
        | Action::BeginReview
        | Action::CloseProject
        | Action::WorkAs
        | Action::Quit => Group::Files,
        Action::Show(_)
        | Action::ZoomIn
        | Action::ZoomOut
        | Action::ZoomReset
        | Action::ToggleList
        | Action::ToggleDetails
        | Action::NextTheme
        | Action::Commands
        | Action::GoTo
        | Action::Settings
        | Action::Help => Group::Window,
    }
}
