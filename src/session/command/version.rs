//! What can be asked about new and earlier versions of articles.

use crate::project::{ArticleId, MarkId, VersionId};
use crate::text::Fragments;
use std::path::PathBuf;

/// About new and earlier versions of articles.
#[derive(Clone, PartialEq, Debug)]
pub enum VersionCommand {
    /// Reads a file and compares its text with that of an article.
    Compare {
        /// The article.
        article: ArticleId,
        /// The file with the new text.
        path: PathBuf,
    },
    /// Reads the file that an article was read from once more, in another encoding, and compares the texts.
    ReadAgain {
        /// The article.
        article: ArticleId,
        /// The encoding, by any of its names.
        encoding: String,
    },
    /// Compares an earlier version with its article as it is.
    Look(VersionId),
    /// Decides about marks: before a new version is taken it is noted for then, about marks that wait it is done.
    Decide(Vec<(MarkId, Choice)>),
    /// Takes the new version that was compared.
    Take,
    /// Compares no longer; nothing is changed.
    Leave,
    /// Looks for the place of a mark that waits, by hand: the analyst selects its words.
    Place(MarkId),
    /// The words that are selected are the place that was looked for.
    PlaceHere,
    /// No place is looked for any more.
    StopPlacing,
    /// Removes an earlier version.
    Remove(VersionId),
    /// The window has the focus again: the files of the project and of the shown article may have changed meanwhile.
    LookAgain,
    /// Says no more that the file of an article has changed.
    Ignore(ArticleId),
}

/// What is chosen for a mark whose article has another text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Choice {
    /// It goes to these ranges of the newer text.
    Put(Fragments),
    /// It goes for good; the earlier version keeps the record of it.
    LetGo,
    /// It waits in the earlier version.
    Later,
}
