//! Everything that can be asked by key, button or menu: one row each, with its name, its tip, its key and when it is possible.
//! What needs no window becomes a command; the rest is done by the app.

use crate::project::{Label, Name};
use crate::session::{ArticleCommand, Command, Edge, EdgeStep, FileCommand, MarkCommand, SelectCommand, Session};
use egui::{Key, KeyboardShortcut, Modifiers};

/// What panels ask for while they are drawn; the app does it afterwards, in order.
#[derive(Default)]
pub struct Asks {
    /// For the session.
    pub commands: Vec<Command>,
    /// For the app.
    pub actions: Vec<Action>,
}

impl Asks {
    /// Asks the session.
    pub fn command(&mut self, command: Command) {
        self.commands.push(command);
    }

    /// Asks for what a row says.
    pub fn action(&mut self, action: Action) {
        self.actions.push(action);
    }
}

/// One thing that can be asked.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Action {
    /// A new project.
    NewProject,
    /// Choose a project file and open it.
    OpenProject,
    /// Type a path instead of using the system's dialog.
    OpenPath,
    /// Choose articles and add them.
    AddArticles,
    /// Write the project file now.
    Save,
    /// Choose a file and go on there.
    SaveAs,
    /// Choose a file for a copy.
    SaveCopy,
    /// Close the project.
    CloseProject,
    /// Say who is working here.
    WorkAs,
    /// End the program.
    Quit,
    /// Take back.
    Undo,
    /// Do again.
    Redo,
    /// Tag as a claim.
    TagClaim,
    /// Tag as a source.
    TagSource,
    /// Tag as a figure.
    TagFigure,
    /// Tag with the project's own label that has this key, 4 to 9.
    TagOwn(u8),
    /// As the tag keys, without trimming the edges.
    TagClaimExactly,
    /// As the tag keys, without trimming the edges.
    TagSourceExactly,
    /// As the tag keys, without trimming the edges.
    TagFigureExactly,
    /// Make or remove a zone to skip.
    Skip,
    /// Accept the selected proposal.
    Accept,
    /// Remove the selected mark.
    RemoveMark,
    /// Next mark.
    NextMark,
    /// Mark before.
    PreviousMark,
    /// Next mark under the caret.
    NextUnderCaret,
    /// Add the selection to the selected mark.
    AddFragment,
    /// Write a note.
    Note,
    /// Flag for the reviewer.
    Discuss,
    /// Move the end of the selected mark.
    EndForward,
    /// Move the end of the selected mark.
    EndBack,
    /// Move the start of the selected mark.
    StartForward,
    /// Move the start of the selected mark.
    StartBack,
    /// Move the end by one character.
    EndForwardOne,
    /// Move the end by one character.
    EndBackOne,
    /// Move the start by one character.
    StartForwardOne,
    /// Move the start by one character.
    StartBackOne,
    /// Next article.
    NextArticle,
    /// Article before.
    PreviousArticle,
    /// Done, and the next unfinished article.
    DoneAndNext,
    /// Select the whole article.
    SelectAll,
    /// One level out.
    Out,
    /// Larger.
    ZoomIn,
    /// Smaller.
    ZoomOut,
    /// As it was at first.
    ZoomReset,
    /// Show or hide the list of articles.
    ToggleList,
    /// Show or hide the details.
    ToggleDetails,
    /// Light, dark or as the system.
    NextTheme,
    /// All keys, and how to begin.
    Help,
}

/// What is known about an action.
pub struct Row {
    /// Which.
    pub action: Action,
    /// Its name in buttons and menus.
    pub name: &'static str,
    /// What it does, in one sentence.
    pub tip: &'static str,
    /// Its keys, the one that is shown first.
    pub keys: &'static [KeyboardShortcut],
}

const fn key(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, key)
}

const fn with(modifiers: Modifiers, key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(modifiers, key)
}

const ALT_SHIFT: Modifiers = Modifiers::ALT.plus(Modifiers::SHIFT);
const ALT_CTRL: Modifiers = Modifiers::ALT.plus(Modifiers::COMMAND);
const ALT_CTRL_SHIFT: Modifiers = ALT_CTRL.plus(Modifiers::SHIFT);
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

macro_rules! rows {
    ($($action:expr, $name:literal, $tip:literal, [$($key:expr),*];)+) => {
        &[$(Row { action: $action, name: $name, tip: $tip, keys: &[$($key),*] }),+]
    };
}

/// Every action, in the order in which help lists them.
pub const ROWS: &[Row] = rows![
    Action::TagClaim, "Claim", "Tag the selection as a claim, or relabel the selected mark", [key(Key::Num1)];
    Action::TagSource, "Source", "Tag the selection as a source, or relabel the selected mark", [key(Key::Num2)];
    Action::TagFigure, "Figure", "Tag the selection as a figure, or relabel the selected mark", [key(Key::Num3)];
    Action::TagClaimExactly, "Claim, to the letter", "As 1, without trimming the edges", [with(Modifiers::ALT, Key::Num1)];
    Action::TagSourceExactly, "Source, to the letter", "As 2, without trimming the edges", [with(Modifiers::ALT, Key::Num2)];
    Action::TagFigureExactly, "Figure, to the letter", "As 3, without trimming the edges", [with(Modifiers::ALT, Key::Num3)];
    Action::TagOwn(4), "Own label 4", "Tag with the project's own label that has this key", [key(Key::Num4)];
    Action::TagOwn(5), "Own label 5", "Tag with the project's own label that has this key", [key(Key::Num5)];
    Action::TagOwn(6), "Own label 6", "Tag with the project's own label that has this key", [key(Key::Num6)];
    Action::TagOwn(7), "Own label 7", "Tag with the project's own label that has this key", [key(Key::Num7)];
    Action::TagOwn(8), "Own label 8", "Tag with the project's own label that has this key", [key(Key::Num8)];
    Action::TagOwn(9), "Own label 9", "Tag with the project's own label that has this key", [key(Key::Num9)];
    Action::Skip, "Skip zone", "Leave the selection or the paragraph out of the work; inside a zone, take it back in", [key(Key::Num0)];
    Action::Accept, "Accept proposal", "Make the selected proposal a mark", [key(Key::Enter)];
    Action::RemoveMark, "Remove mark", "Remove the selected mark with the links to it; reject a proposal", [key(Key::Delete), key(Key::Backspace)];
    Action::NextMark, "Next mark", "Go to the next mark of the article", [key(Key::J)];
    Action::PreviousMark, "Previous mark", "Go to the mark before", [key(Key::K)];
    Action::NextUnderCaret, "Next under the caret", "Select the next of the marks that lie over each other", [key(Key::O)];
    Action::AddFragment, "Add fragment", "Add the selection to the selected mark", [key(Key::M)];
    Action::Note, "Note", "Write a note on the selected mark", [key(Key::N)];
    Action::Discuss, "Discuss", "Flag the selected mark for the reviewer", [key(Key::D)];
    Action::EndForward, "Move the end forward", "Move the end of the selected mark by a word", [with(Modifiers::ALT, Key::ArrowRight)];
    Action::EndBack, "Move the end back", "Move the end of the selected mark by a word", [with(Modifiers::ALT, Key::ArrowLeft)];
    Action::StartForward, "Move the start forward", "Move the start of the selected mark by a word", [with(ALT_SHIFT, Key::ArrowRight)];
    Action::StartBack, "Move the start back", "Move the start of the selected mark by a word", [with(ALT_SHIFT, Key::ArrowLeft)];
    Action::EndForwardOne, "Move the end one character forward", "Move the end of the selected mark by a character", [with(ALT_CTRL, Key::ArrowRight)];
    Action::EndBackOne, "Move the end one character back", "Move the end of the selected mark by a character", [with(ALT_CTRL, Key::ArrowLeft)];
    Action::StartForwardOne, "Move the start one character forward", "Move the start of the selected mark by a character", [with(ALT_CTRL_SHIFT, Key::ArrowRight)];
    Action::StartBackOne, "Move the start one character back", "Move the start of the selected mark by a character", [with(ALT_CTRL_SHIFT, Key::ArrowLeft)];
    Action::Out, "One level out", "Drop the selection, then the selected mark", [key(Key::Escape)];
    Action::SelectAll, "Select all", "Select the whole article", [with(Modifiers::COMMAND, Key::A)];
    Action::Undo, "Undo", "Take the last change back", [with(Modifiers::COMMAND, Key::Z)];
    Action::Redo, "Redo", "Do again what was taken back", [with(CTRL_SHIFT, Key::Z), with(Modifiers::COMMAND, Key::Y)];
    Action::NextArticle, "Next article", "Show the next article", [with(Modifiers::COMMAND, Key::PageDown)];
    Action::PreviousArticle, "Previous article", "Show the article before", [with(Modifiers::COMMAND, Key::PageUp)];
    Action::DoneAndNext, "Done and next", "Mark the article as done and show the next unfinished one", [with(Modifiers::COMMAND, Key::Enter)];
    Action::NewProject, "New project", "Begin a new project", [with(Modifiers::COMMAND, Key::N)];
    Action::OpenProject, "Open project…", "Open a project file", [with(Modifiers::COMMAND, Key::O)];
    Action::OpenPath, "Open by path…", "Type or paste a path", [with(Modifiers::COMMAND, Key::L)];
    Action::AddArticles, "Add articles…", "Read article files into the project", [with(CTRL_SHIFT, Key::O)];
    Action::Save, "Save", "Write the project file now", [with(Modifiers::COMMAND, Key::S)];
    Action::SaveAs, "Save as…", "Write the project to another file and go on there", [with(CTRL_SHIFT, Key::S)];
    Action::SaveCopy, "Save a copy…", "Write a copy and go on here", [];
    Action::CloseProject, "Close project", "Save and close the project", [with(Modifiers::COMMAND, Key::W)];
    Action::WorkAs, "Work as someone else…", "Say who is working here: the name that stands with every new mark", [];
    Action::Quit, "Quit", "Save and end the program", [with(Modifiers::COMMAND, Key::Q)];
    Action::ZoomIn, "Larger", "Make everything larger", [with(Modifiers::COMMAND, Key::Plus), with(Modifiers::COMMAND, Key::Equals)];
    Action::ZoomOut, "Smaller", "Make everything smaller", [with(Modifiers::COMMAND, Key::Minus)];
    Action::ZoomReset, "Normal size", "Make everything as large as at first", [with(Modifiers::COMMAND, Key::Num0)];
    Action::ToggleList, "Articles", "Show or hide the list of articles", [key(Key::F7)];
    Action::ToggleDetails, "Details", "Show or hide the details", [key(Key::F8)];
    Action::NextTheme, "Theme", "Light, dark or as the system has it", [key(Key::F9)];
    Action::Help, "Help", "All keys, and how to begin", [key(Key::F1)];
];

/// The row of an action.
pub fn row(action: Action) -> Option<&'static Row> {
    ROWS.iter().find(|row| row.action == action)
}

/// Why an action is not possible now; none where it is.
pub fn hindrance(action: Action, session: &Session) -> Option<&'static str> {
    let need = |there: bool, why: &'static str| if there { None } else { Some(why) };
    let project = session.project().is_some();
    let writable = || need(project, "open a project first").or_else(|| need(session.is_writable(), "the project is open read-only"));
    match action {
        Action::NewProject | Action::OpenProject | Action::OpenPath | Action::WorkAs | Action::Quit | Action::Help => None,
        Action::ZoomIn | Action::ZoomOut | Action::ZoomReset | Action::ToggleList | Action::ToggleDetails | Action::NextTheme => None,
        Action::AddArticles => need(!project || session.is_writable(), "the project is open read-only"),
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
        | Action::DoneAndNext => writable().or_else(|| need(session.article().is_some(), "show an article first")),
        Action::Accept => writable().or_else(|| need(session.mark().is_some_and(|mark| !mark.is_accepted()), "select a proposal first")),
        Action::RemoveMark => writable()
            .or_else(|| need(session.mark().is_some(), "select a mark first"))
            .or_else(|| need(session.selection().is_caret(), "words are selected, not the mark: press Esc first")),
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
        Action::AddFragment => writable()
            .or_else(|| need(session.mark().is_some(), "select a mark first"))
            .or_else(|| need(!session.selection().is_caret(), "select the words to add first")),
        Action::NextMark | Action::PreviousMark | Action::NextUnderCaret | Action::NextArticle | Action::PreviousArticle | Action::SelectAll | Action::Out => {
            need(session.article().is_some(), "show an article first")
        }
    }
}

/// The project's own label that a key gives.
pub(in crate::gui) fn own_name(action: Action, session: &Session) -> Option<Name> {
    let Action::TagOwn(number) = action else { return None };
    let key = char::from_digit(u32::from(number), 10);
    Some(session.project()?.own_labels().find(|label| label.key == key)?.name.clone())
}

/// The command that an action is; none where only the app can do it.
pub fn command(action: Action, session: &Session) -> Option<Command> {
    let tag = |label: Label, trim: bool| Some(Command::Mark(MarkCommand::Tag { label, trim }));
    let edge = |edge: Edge, forward: bool, step: EdgeStep| Some(Command::Mark(MarkCommand::MoveEdge { mark: session.selection().mark?, edge, forward, step }));
    match action {
        Action::TagClaim => tag(Label::Claim, true),
        Action::TagSource => tag(Label::Source, true),
        Action::TagFigure => tag(Label::Figure, true),
        Action::TagClaimExactly => tag(Label::Claim, false),
        Action::TagSourceExactly => tag(Label::Source, false),
        Action::TagFigureExactly => tag(Label::Figure, false),
        Action::TagOwn(_) => tag(Label::Own(own_name(action, session)?), true),
        Action::Skip => Some(Command::Article(ArticleCommand::ToggleZone)),
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
        Action::Out => Some(Command::Select(SelectCommand::Out)),
        Action::SelectAll => Some(Command::Select(SelectCommand::All)),
        Action::Undo => Some(Command::Undo),
        Action::Redo => Some(Command::Redo),
        Action::NextArticle => Some(Command::Article(ArticleCommand::Next)),
        Action::PreviousArticle => Some(Command::Article(ArticleCommand::Previous)),
        Action::DoneAndNext => Some(Command::Article(ArticleCommand::DoneAndNext)),
        Action::Save => Some(Command::File(FileCommand::Save)),
        Action::CloseProject => Some(Command::File(FileCommand::Close)),
        Action::NewProject
        | Action::OpenProject
        | Action::OpenPath
        | Action::AddArticles
        | Action::SaveAs
        | Action::SaveCopy
        | Action::WorkAs
        | Action::Quit
        | Action::Note
        | Action::ZoomIn
        | Action::ZoomOut
        | Action::ZoomReset
        | Action::ToggleList
        | Action::ToggleDetails
        | Action::NextTheme
        | Action::Help => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_actions_share_a_key_and_each_has_one_row() {
        let keys: Vec<KeyboardShortcut> = ROWS.iter().flat_map(|row| row.keys.iter().copied()).collect();
        for (index, key) in keys.iter().enumerate() {
            assert!(!keys.iter().skip(index + 1).any(|other| other == key), "{key:?} is taken twice");
        }
        for (index, row) in ROWS.iter().enumerate() {
            assert!(!ROWS.iter().skip(index + 1).any(|other| other.action == row.action), "{:?} has two rows", row.action);
        }
    }

    #[test]
    fn nothing_rebinds_shift_and_an_arrow() {
        let arrows = [Key::ArrowLeft, Key::ArrowRight, Key::ArrowUp, Key::ArrowDown];
        for key in ROWS.iter().flat_map(|row| row.keys.iter()) {
            assert!(!(arrows.contains(&key.logical_key) && key.modifiers.shift && !key.modifiers.alt), "{key:?}");
        }
    }
}
