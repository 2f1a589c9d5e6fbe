//! What can be asked about a search.

use crate::project::{Label, Name};
use crate::text::Manner;

/// About what is looked for.
#[derive(Clone, PartialEq, Debug)]
pub enum SearchCommand {
    /// Looks for what was typed.
    Look {
        /// Words and filters, as [`crate::search::Query::new`] reads them.
        typed: String,
        /// How words are looked for.
        manner: Manner,
        /// Whether all articles are looked through, and not only the one that is shown.
        everywhere: bool,
    },
    /// Looks once more where the project changed since.
    Again,
    /// Goes to the next place, or the one before: from the one that was gone to last, else from the caret.
    Step {
        /// To the next.
        forward: bool,
    },
    /// Goes to the place with this number, from 0.
    Go(usize),
    /// Leaves a place out of what is done with all, or takes it in again.
    LeaveOut(usize),
    /// Does something with all places that are not left out: one step of undo.
    Act(Act),
    /// Ends the search.
    Close,
}

/// What can be done with everything that was found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Act {
    /// Marks the words of the text.
    Mark(Label),
    /// Gives the marks another label.
    Relabel(Label),
    /// Gives the marks a tag.
    Tag(Name),
    /// Takes a tag from the marks.
    Untag(Name),
    /// Accepts proposals.
    Accept,
    /// Removes the marks; proposals are rejected.
    Remove,
}
