//! What can be asked about the rules of the lint.

use crate::project::{Name, Subject};

/// About the rules of the lint.
#[derive(Clone, PartialEq, Debug)]
pub enum LintCommand {
    /// Looks through the project as it is now.
    Look,
    /// Goes to the place of the hint with this number among those that were found last.
    Go(usize),
    /// Silences a rule for a thing; where it is silenced there already, with a new reason.
    Silence {
        /// The rule's name.
        rule: Name,
        /// For what.
        about: Subject,
        /// Why.
        why: String,
    },
    /// Lets a silenced rule speak again.
    Speak {
        /// The rule's name.
        rule: Name,
        /// For what it is silenced.
        about: Subject,
    },
}
