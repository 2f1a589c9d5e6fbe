//! Everything an analyst can ask. Commands carry ids, ranges and words, never loaded data.

mod lint;
mod review;
mod search;
mod version;

pub use lint::LintCommand;
pub use review::ReviewCommand;
pub use search::{Act, SearchCommand};
pub use version::{Choice, VersionCommand};

use super::{ArrivalCommand, ExchangeCommand};
use crate::project::{ArticleId, ArticleState, CheckId, CommentId, Label, LinkKind, MarkId, Name, OwnLabel, Subject};
use crate::text::{Fragments, TextRange};
use std::path::PathBuf;

/// One request.
#[derive(Clone, PartialEq, Debug)]
pub enum Command {
    /// About files.
    File(FileCommand),
    /// About what came of reading files.
    Arrival(ArrivalCommand),
    /// About articles.
    Article(ArticleCommand),
    /// About what is selected.
    Select(SelectCommand),
    /// About marks.
    Mark(MarkCommand),
    /// About links.
    Link(LinkCommand),
    /// About checks.
    Check(CheckCommand),
    /// About what the project marks with.
    Scheme(SchemeCommand),
    /// About the rules of the lint.
    Lint(LintCommand),
    /// About new and earlier versions of articles.
    Version(VersionCommand),
    /// About a review.
    Review(ReviewCommand),
    /// About data of other programs.
    Exchange(ExchangeCommand),
    /// About what is looked for.
    Search(SearchCommand),
    /// About comments.
    Comment(CommentCommand),
    /// About checks and comments.
    Remove(RemoveCommand),
    /// Takes the last change back.
    Undo,
    /// Does the change that was taken back again.
    Redo,
    /// A notice was read: the one at this place in the list.
    Dismiss(usize),
}

/// About files.
#[derive(Clone, PartialEq, Debug)]
pub enum FileCommand {
    /// A new project without a file, with these articles.
    New {
        /// Its title; empty takes that of the first article.
        title: String,
        /// Files and folders to add at once.
        articles: Vec<PathBuf>,
    },
    /// Opens a project.
    Open(PathBuf),
    /// Reads files and folders and adds them as articles.
    Add(Vec<PathBuf>),
    /// Adds words that were pasted as an article.
    AddText(String),
    /// Writes the project file now.
    Save,
    /// Writes the project to another file and goes on there.
    SaveAs(PathBuf),
    /// Writes a copy and goes on here.
    SaveCopy(PathBuf),
    /// Writes a report of the project: as HTML, or as Markdown where the file's name ends so.
    Report(PathBuf),
    /// Closes the project.
    Close,
    /// Says who is working here.
    WorkAs(Name),
    /// Gives the project another title.
    Rename(String),
}

/// About articles.
#[derive(Clone, PartialEq, Debug)]
pub enum ArticleCommand {
    /// Shows one.
    Show(ArticleId),
    /// Shows the next.
    Next,
    /// Shows the one before.
    Previous,
    /// Shows the next that is to do or in progress.
    NextUnfinished,
    /// Sets the state of some.
    SetState(Vec<ArticleId>, ArticleState),
    /// The one shown is done; shows the next unfinished one.
    DoneAndNext,
    /// Gives one another title.
    Rename(ArticleId, String),
    /// Moves one to a place in the order, counted from 0 without it.
    Move(ArticleId, usize),
    /// Removes some with their marks.
    Remove(Vec<ArticleId>),
    /// Makes the selection, or the caret's paragraph, a zone to skip; inside one, removes it.
    ToggleZone,
    /// Makes the paragraphs of the shown article that look like boilerplate zones to skip.
    SkipProposed,
}

/// About what is selected.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum SelectCommand {
    /// Selects text from one byte to another, either way round; equal ones are a caret.
    Text {
        /// Where it began.
        anchor: usize,
        /// Where the caret is.
        focus: usize,
    },
    /// Keeps the selected words selected while others are selected too: the next label marks all of them as one mark.
    Keep,
    /// Lets go of the words that were kept.
    DropKept,
    /// Selects the whole article.
    All,
    /// Selects the sentence at the caret; where one is selected, the next.
    Sentence,
    /// Selects more around what is selected: the word, the sentence, the paragraph, the article.
    More,
    /// Selects a mark, in whichever article it is.
    Mark(MarkId),
    /// Selects the next mark of the article.
    NextMark,
    /// Selects the mark before.
    PreviousMark,
    /// Selects the next of the marks under the caret.
    NextUnderCaret,
    /// One level out: the text selection first, then the mark.
    Out,
}

/// Which edge of a mark.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Edge {
    /// Where it starts.
    Start,
    /// Where it ends.
    End,
}

/// How far an edge goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// To the next word's edge.
    Word,
    /// One grapheme.
    Grapheme,
}

/// About marks. Where no mark is named, the selected one is meant.
#[derive(Clone, PartialEq, Debug)]
pub enum MarkCommand {
    /// Tags the selection, or relabels the selected mark.
    Tag {
        /// With this label.
        label: Label,
        /// Whether to leave white space and stray punctuation out at the edges.
        trim: bool,
    },
    /// Makes a mark just here, to the letter, with attributes as `FIELD=VALUE`.
    Make {
        /// In which article.
        article: ArticleId,
        /// Where; one mark for each.
        places: Vec<Fragments>,
        /// With this label.
        label: Label,
        /// Attributes to set.
        fields: Vec<(String, String)>,
    },
    /// Removes marks; proposals are rejected instead, so that they do not come back.
    Remove(Vec<MarkId>),
    /// Accepts proposals, or rejects them.
    Decide {
        /// Which.
        marks: Vec<MarkId>,
        /// Whether they are taken.
        accept: bool,
    },
    /// Moves an edge.
    MoveEdge {
        /// Of which mark.
        mark: MarkId,
        /// Which edge.
        edge: Edge,
        /// Towards the end of the text.
        forward: bool,
        /// How far.
        step: Step,
    },
    /// Puts an edge at a byte.
    PutEdge {
        /// Of which mark.
        mark: MarkId,
        /// Which edge.
        edge: Edge,
        /// Where.
        byte: usize,
    },
    /// Adds the selection to the selected mark.
    AddFragment,
    /// Sets the analyst's words.
    Note(MarkId, String),
    /// Flags a mark for the reviewer, or takes the flag away.
    ToggleDiscuss(MarkId),
    /// Sets the tags; new words join the project's list.
    Tags(MarkId, Vec<Name>),
    /// Sets one attribute as it is typed; an empty value unsets it.
    Set {
        /// Of which mark.
        mark: MarkId,
        /// Which, as [`set_field`](super::set_field) names it.
        field: String,
        /// To what.
        value: String,
    },
    /// Makes several marks in one step, in any articles, each with what the model mark says.
    MakeAlike {
        /// The mark whose label and attributes they get.
        like: MarkId,
        /// Where.
        places: Vec<(ArticleId, TextRange)>,
    },
}

/// About links.
#[derive(Clone, PartialEq, Debug)]
pub enum LinkCommand {
    /// Links two marks.
    Add {
        /// From here.
        from: MarkId,
        /// Saying this.
        kind: LinkKind,
        /// To here.
        to: MarkId,
        /// The words that say so.
        cue: Vec<TextRange>,
    },
    /// Turns a link round.
    Reverse {
        /// From here.
        from: MarkId,
        /// Saying this.
        kind: LinkKind,
        /// To here.
        to: MarkId,
    },
    /// Begins to look for the mark that the selected one is to be linked to; again, takes the next kind of link.
    Begin,
    /// Proposes the next or the previous mark.
    Step {
        /// The next one.
        forward: bool,
    },
    /// Proposes the first mark with these words, in any article.
    Look(String),
    /// Proposes this mark.
    Propose(MarkId),
    /// Turns the link that is proposed round.
    TurnRound,
    /// Links the two.
    Accept,
    /// Links nothing.
    Stop,
    /// Takes a link away.
    Remove {
        /// From here.
        from: MarkId,
        /// Saying this.
        kind: LinkKind,
        /// To here.
        to: MarkId,
    },
}

/// About checks.
#[derive(Clone, PartialEq, Debug)]
pub enum CheckCommand {
    /// Gives a claim's check a verdict, and makes that check where there is none; empty is open.
    Verdict(MarkId, Name),
    /// Lets a claim mention a check, or none.
    Mention(MarkId, Option<CheckId>),
    /// Changes one thing about a check.
    Change(CheckId, CheckChange),
}

/// What can be changed about a check.
#[derive(Clone, PartialEq, Debug)]
pub enum CheckChange {
    /// The statement that is verified.
    Statement(String),
    /// The verdict; empty is open.
    Verdict(Name),
    /// Why.
    Justification(String),
    /// Whose statement it is.
    Speaker(String),
    /// When it was made, as it is written.
    ClaimedOn(String),
    /// Adds an empty row of evidence.
    AddEvidence,
    /// Sets one part of a row of evidence, counted from 0; behind the last it is a new one.
    Evidence(usize, EvidencePart, String),
    /// Takes a row of evidence away.
    RemoveEvidence(usize),
}

/// A part of a row of evidence.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum EvidencePart {
    /// What is asked.
    Question,
    /// What the evidence says to that.
    Answer,
    /// The title of the page or paper.
    Title,
    /// Where it is.
    Url,
    /// Where a copy of it is kept.
    Archived,
    /// Its words.
    Quote,
    /// What sort of thing it is.
    Medium,
    /// When it was looked at.
    Retrieved,
}

/// About what the project marks with.
#[derive(Clone, PartialEq, Debug)]
pub enum SchemeCommand {
    /// Gives a person or body another name, wherever it is a source.
    RenameSource(Name, Name),
    /// Gives a tag another name; one that is there takes it in.
    RenameTag(Name, Name),
    /// Takes a tag off the list and off every mark.
    RetireTag(Name),
    /// Adds an own label, or changes its key, colour and definition.
    Label(OwnLabel),
    /// Gives an own label another name; a label that is there takes it in.
    RenameLabel(Name, Label),
    /// Takes an own label off the list.
    RetireLabel(Name),
    /// Sets the verdicts that are offered.
    Scale(Vec<Name>),
    /// Sets the guide, in Markdown; empty is none.
    Guide(String),
}

/// About comments.
#[derive(Clone, PartialEq, Debug)]
pub enum CommentCommand {
    /// Says something about a thing; none is the project.
    Add {
        /// What it is about.
        about: Option<Subject>,
        /// What is said.
        text: String,
    },
    /// Answers a comment.
    Answer {
        /// Which.
        to: CommentId,
        /// What is said.
        text: String,
    },
    /// Says something else instead.
    Change(CommentId, String),
    /// Whether it is settled.
    Resolve(CommentId, bool),
}

/// About checks and comments.
#[derive(Clone, PartialEq, Debug)]
pub enum RemoveCommand {
    /// Removes checks with the mentions of them.
    Checks(Vec<CheckId>),
    /// Removes comments with the answers to them.
    Comments(Vec<CommentId>),
}
