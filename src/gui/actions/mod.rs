//! Everything that can be asked by key, button or menu: one row each, with its name, its tip, its key and when it is possible.
//! What needs no window becomes a command; the rest is done by the app.

use super::picker::Purpose;
use crate::project::{Label, Name};
use crate::session::{Command, Session};
use egui::{Key, KeyboardShortcut, Modifiers};

mod command;
mod group;
mod possible;
mod tab;

pub use command::command;
pub(in crate::gui) use group::{Group, group_of};
pub use possible::hindrance;
pub use tab::Tab;

/// What panels ask for while they are drawn; the app does it afterwards, in order.
#[derive(Default)]
pub struct Asks {
    /// For the session.
    pub commands: Vec<Command>,
    /// For the app.
    pub actions: Vec<Action>,
    /// Files to choose.
    pub picks: Vec<Purpose>,
}

impl Asks {
    /// Asks the session.
    pub fn command(&mut self, command: Command) {
        self.commands.push(command);
    }

    /// Asks for files.
    pub fn pick(&mut self, purpose: Purpose) {
        self.picks.push(purpose);
    }

    /// Asks for what a row says.
    pub fn action(&mut self, action: Action) {
        self.actions.push(action);
    }
}

/// One thing that can be asked. The names are in settings files, as those of the actions whose keys were changed.
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
    /// Add what was copied as an article.
    PasteArticle,
    /// Write the project file now.
    Save,
    /// Choose a file and go on there.
    SaveAs,
    /// Choose a file for a copy.
    SaveCopy,
    /// Look at data of another program, to take it in.
    ImportData,
    /// Look at what may be written for another program.
    ExportData,
    /// Choose projects of several analysts and review them.
    BeginReview,
    /// The findings of a review, or the article to mark.
    Findings,
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
    /// Tag with the project's own label of this number, 4 to 9.
    TagOwn(u8),
    /// As the tag keys, without trimming the edges.
    TagClaimExactly,
    /// As the tag keys, without trimming the edges.
    TagSourceExactly,
    /// As the tag keys, without trimming the edges.
    TagFigureExactly,
    /// Make or remove a zone to skip.
    Skip,
    /// Make zones of all that looks like boilerplate.
    SkipProposed,
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
    /// What matters most about the selected mark.
    Main,
    /// In which way it is meant.
    Manner,
    /// Of what kind it is.
    Sort,
    /// A claim's verdict.
    Verdict,
    /// Link the selected mark; while a link is made, the next kind.
    Link,
    /// Turn a link round.
    Reverse,
    /// Look for the other end of a link by its words.
    LookForEnd,
    /// Go to the other end of a link, 1 to 9 in the order of the details.
    FollowLink(u8),
    /// Mark the same words elsewhere.
    MarkAlike,
    /// Copy the id of the selected mark.
    CopyId,
    /// Choose a file with a new version of the article.
    NewVersion,
    /// The earlier versions of the article beside what it is now.
    EarlierVersions,
    /// The list of checks.
    Checks,
    /// The list of proposals and of what was decided against.
    Proposals,
    /// The page of labels, tags and names.
    Scheme,
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
    /// The next article that is not finished.
    NextUnfinished,
    /// Select the sentence, then the next.
    SelectSentence,
    /// Select more around what is selected.
    SelectMore,
    /// Select the whole article.
    SelectAll,
    /// Look for words, marks, notes and comments.
    Find,
    /// The next place of what was looked for.
    NextFound,
    /// The place before.
    PreviousFound,
    /// Show a tab of the panel at the right.
    Show(Tab),
    /// The next place that an editor would ask about.
    NextHint,
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
    /// All commands, to be found by a few letters.
    Commands,
    /// All articles and marks, to be found by a few letters.
    GoTo,
    /// The page of keys and settings.
    Settings,
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
    Action::TagClaimExactly, "Claim, to the letter", "Tag just what is selected as a claim, without trimming the edges", [with(Modifiers::ALT, Key::Num1)];
    Action::TagSourceExactly, "Source, to the letter", "Tag just what is selected as a source, without trimming the edges", [with(Modifiers::ALT, Key::Num2)];
    Action::TagFigureExactly, "Figure, to the letter", "Tag just what is selected as a figure, without trimming the edges", [with(Modifiers::ALT, Key::Num3)];
    Action::TagOwn(4), "Own label 4", "Tag with the project's own label of this number", [key(Key::Num4)];
    Action::TagOwn(5), "Own label 5", "Tag with the project's own label of this number", [key(Key::Num5)];
    Action::TagOwn(6), "Own label 6", "Tag with the project's own label of this number", [key(Key::Num6)];
    Action::TagOwn(7), "Own label 7", "Tag with the project's own label of this number", [key(Key::Num7)];
    Action::TagOwn(8), "Own label 8", "Tag with the project's own label of this number", [key(Key::Num8)];
    Action::TagOwn(9), "Own label 9", "Tag with the project's own label of this number", [key(Key::Num9)];
    Action::Skip, "Skip zone", "Leave the selection or the paragraph out of the work; inside a zone, take it back in", [key(Key::Num0)];
    Action::SkipProposed, "Skip boilerplate", "Leave out all paragraphs that look like advertisements, credits or a page's furniture", [with(Modifiers::ALT, Key::Num0)];
    Action::Accept, "Accept", "Make the selected proposal a mark, or the link that is being made", [key(Key::Enter)];
    Action::RemoveMark, "Remove mark", "Remove the selected mark with the links to it; reject a proposal", [key(Key::Delete), key(Key::Backspace)];
    Action::NextMark, "Next mark", "Go to the next mark of the article", [key(Key::J)];
    Action::PreviousMark, "Previous mark", "Go to the mark before", [key(Key::K)];
    Action::NextUnderCaret, "Next under the caret", "Select the next of the marks that lie over each other", [key(Key::O)];
    Action::AddFragment, "Add fragment", "Add the selection to the selected mark", [key(Key::M)];
    Action::Main, "Worth, name or quantity", "Whether a claim is worth checking, whom a source is, what a figure says; then its number or words; 0 unsets", [key(Key::W)];
    Action::Manner, "Voice, naming or how", "Whose words a claim stands in, how a source is named, how a figure is meant; then its number", [key(Key::V)];
    Action::Sort, "Kind", "What kinds of claim, source or figure it is; then its number", [key(Key::T)];
    Action::Verdict, "Verdict", "What was found about a claim; then its number", [key(Key::C)];
    Action::Link, "Link", "Link the selected mark: then choose the other end, or another kind, and accept", [key(Key::L)];
    Action::Reverse, "Turn the link round", "From the other end to this one: the link that is made, or the last of the selected mark", [key(Key::R)];
    Action::LookForEnd, "Look for the other end", "While a link is made: find its other end by its words, in any article", [key(Key::Slash)];
    Action::MarkAlike, "Mark all like this…", "Mark the same words elsewhere, after a look at each place", [key(Key::A)];
    Action::CopyId, "Copy the mark's id", "For a message to a colleague; Go to finds the mark by it, or by its first four characters", [];
    Action::Checks, "Checks", "The list of checks, with what is still open", [key(Key::F6)];
    Action::Proposals, "Proposals", "Proposals, and marks that somebody else decided against, each with the reason", [key(Key::P)];
    Action::Scheme, "Labels, tags and names…", "Rename, merge and retire labels, tags and the names of sources", [];
    Action::FollowLink(1), "Go to the other end of link 1", "Select the mark at the other end of a link, by its number in the details", [with(Modifiers::COMMAND, Key::Num1)];
    Action::FollowLink(2), "Go to the other end of link 2", "As for link 1", [with(Modifiers::COMMAND, Key::Num2)];
    Action::FollowLink(3), "Go to the other end of link 3", "As for link 1", [with(Modifiers::COMMAND, Key::Num3)];
    Action::FollowLink(4), "Go to the other end of link 4", "As for link 1", [with(Modifiers::COMMAND, Key::Num4)];
    Action::FollowLink(5), "Go to the other end of link 5", "As for link 1", [with(Modifiers::COMMAND, Key::Num5)];
    Action::FollowLink(6), "Go to the other end of link 6", "As for link 1", [with(Modifiers::COMMAND, Key::Num6)];
    Action::FollowLink(7), "Go to the other end of link 7", "As for link 1", [with(Modifiers::COMMAND, Key::Num7)];
    Action::FollowLink(8), "Go to the other end of link 8", "As for link 1", [with(Modifiers::COMMAND, Key::Num8)];
    Action::FollowLink(9), "Go to the other end of link 9", "As for link 1", [with(Modifiers::COMMAND, Key::Num9)];
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
    Action::SelectSentence, "Select sentence", "Select the sentence at the caret, then the next", [key(Key::S)];
    Action::SelectMore, "Select more", "Select the word at the caret, then its sentence, its paragraph, the article", [key(Key::E)];
    Action::SelectAll, "Select all", "Select the whole article", [with(Modifiers::COMMAND, Key::A)];
    Action::Find, "Find", "Look for words, marks, notes and comments, in this article or in all", [with(Modifiers::COMMAND, Key::F)];
    Action::NextFound, "Next place found", "Go to the next place of what was looked for", [key(Key::F3)];
    Action::PreviousFound, "Place found before", "Go to the place before", [with(Modifiers::SHIFT, Key::F3)];
    Action::Show(Tab::Details), "Details of the mark", "Show the details of the selected mark", [with(CTRL_SHIFT, Key::D)];
    Action::Show(Tab::Marks), "Marks of the article", "Show the marks of the article as a list", [with(CTRL_SHIFT, Key::M)];
    Action::Show(Tab::Notes), "Notes and comments", "Show notes and comments, and write one", [with(CTRL_SHIFT, Key::N)];
    Action::Show(Tab::Guide), "Guide", "Show what the labels mean and the project's guidelines", [with(CTRL_SHIFT, Key::G)];
    Action::Show(Tab::Hints), "Hints", "Show what an editor would ask about", [with(CTRL_SHIFT, Key::H)];
    Action::NextHint, "Next hint", "Go to the next place that an editor would ask about", [key(Key::F10)];
    Action::Undo, "Undo", "Take the last change back", [with(Modifiers::COMMAND, Key::Z)];
    Action::Redo, "Redo", "Do again what was taken back", [with(CTRL_SHIFT, Key::Z), with(Modifiers::COMMAND, Key::Y)];
    Action::NextArticle, "Next article", "Show the next article", [with(Modifiers::COMMAND, Key::PageDown)];
    Action::PreviousArticle, "Previous article", "Show the article before", [with(Modifiers::COMMAND, Key::PageUp)];
    Action::DoneAndNext, "Done and next", "Mark the article as done and show the next unfinished one", [with(Modifiers::COMMAND, Key::Enter)];
    Action::NextUnfinished, "Next unfinished article", "Show the next article that is to do or in progress", [with(CTRL_SHIFT, Key::PageDown)];
    Action::NewVersion, "New version of the article…", "Compare the article with a file that holds its new text, and carry its marks over", [with(Modifiers::COMMAND, Key::U)];
    Action::EarlierVersions, "Earlier versions", "What the article said before, beside what it says now", [key(Key::F5)];
    Action::NewProject, "New project", "Begin a new project", [with(Modifiers::COMMAND, Key::N)];
    Action::OpenProject, "Open project…", "Open a project file", [with(Modifiers::COMMAND, Key::O)];
    Action::OpenPath, "Open by path…", "Type or paste a path", [with(Modifiers::COMMAND, Key::L)];
    Action::AddArticles, "Add articles…", "Read article files into the project", [with(CTRL_SHIFT, Key::O)];
    Action::PasteArticle, "Paste as article", "Add the text that was copied as an article; Ctrl+V does so while the article has the focus", [];
    Action::Save, "Save", "Write the project file now", [with(Modifiers::COMMAND, Key::S)];
    Action::SaveAs, "Save as…", "Write the project to another file and go on there", [with(CTRL_SHIFT, Key::S)];
    Action::SaveCopy, "Save a copy…", "Write a copy and go on here", [];
    Action::ImportData, "Import data…", "Look at files that another program marked, and take them in", [with(Modifiers::COMMAND, Key::I)];
    Action::ExportData, "Export data…", "Write the project for other programs, or as a report", [with(Modifiers::COMMAND, Key::E)];
    Action::BeginReview, "Review projects…", "Compare the projects of several analysts, finding by finding, and decide", [];
    Action::Findings, "Findings", "The findings of a review, or the article to mark", [key(Key::F4)];
    Action::CloseProject, "Close project", "Save and close the project", [with(Modifiers::COMMAND, Key::W)];
    Action::WorkAs, "Work as someone else…", "Say who is working here: the name that stands with every new mark", [];
    Action::Quit, "Quit", "Save and end the program", [with(Modifiers::COMMAND, Key::Q)];
    Action::ZoomIn, "Larger", "Make everything larger", [with(Modifiers::COMMAND, Key::Plus), with(Modifiers::COMMAND, Key::Equals)];
    Action::ZoomOut, "Smaller", "Make everything smaller", [with(Modifiers::COMMAND, Key::Minus)];
    Action::ZoomReset, "Normal size", "Make everything as large as at first", [with(Modifiers::COMMAND, Key::Num0)];
    Action::ToggleList, "Articles", "Show or hide the list of articles", [key(Key::F7)];
    Action::ToggleDetails, "Details", "Show or hide the details", [key(Key::F8)];
    Action::NextTheme, "Theme", "Light, dark or as the system has it", [key(Key::F9)];
    Action::Commands, "Commands", "Find a command by a few letters and do it", [with(Modifiers::COMMAND, Key::K)];
    Action::GoTo, "Go to…", "Find an article or a mark by a few letters and go there", [with(Modifiers::COMMAND, Key::G)];
    Action::Settings, "Keys and settings", "Change keys, the theme, the size and what is shown", [with(Modifiers::COMMAND, Key::Comma)];
    Action::Help, "Help", "All keys, and how to begin", [key(Key::F1)];
];

/// The row of an action.
pub fn row(action: Action) -> Option<&'static Row> {
    ROWS.iter().find(|row| row.action == action)
}

/// The action that tags with a label; `key` is the one that the project gives an own label.
pub(in crate::gui) fn tags(label: &Label, key: Option<char>) -> Option<Action> {
    match label {
        Label::Claim => Some(Action::TagClaim),
        Label::Source => Some(Action::TagSource),
        Label::Figure => Some(Action::TagFigure),
        Label::Own(_) => Some(Action::TagOwn(key?.to_digit(10).filter(|number| (4..=9).contains(number))? as u8)),
    }
}

/// The project's own label that a key gives.
pub(in crate::gui) fn own_name(action: Action, session: &Session) -> Option<Name> {
    let Action::TagOwn(number) = action else { return None };
    let key = char::from_digit(u32::from(number), 10);
    Some(session.project()?.own_labels().find(|label| label.key == key)?.name.clone())
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
