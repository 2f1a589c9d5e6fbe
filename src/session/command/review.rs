//! What can be asked about a review.

use crate::project::MarkId;
use std::path::PathBuf;

/// About a review.
#[derive(Clone, PartialEq, Debug)]
pub enum ReviewCommand {
    /// Shows the findings, or the article to mark.
    Show(bool),
    /// Shows a finding, by its number.
    Look(usize),
    /// Keeps some copies of a finding, or none, and rejects the others.
    Keep {
        /// The finding.
        finding: usize,
        /// The copies that are kept.
        kept: Vec<MarkId>,
        /// Why; empty if nothing was said.
        why: String,
    },
    /// Gives the decision about a finding another reason.
    Why {
        /// The finding.
        finding: usize,
        /// Why.
        why: String,
    },
    /// Takes the decision about a finding back.
    Reopen(usize),
    /// Rejects the copies of a finding for a mark of the reviewer's own.
    Own {
        /// The finding.
        finding: usize,
        /// The copy that it begins as.
        like: MarkId,
        /// Why; empty if nothing was said.
        why: String,
    },
    /// Measures γ.
    MeasureGamma,
    /// Adds a comment to a finding.
    Comment {
        /// The finding.
        finding: usize,
        /// The words.
        text: String,
    },
    /// Makes a review of projects.
    Make {
        /// The projects.
        paths: Vec<PathBuf>,
        /// The file of the review.
        into: PathBuf,
        /// Whether names are hidden.
        is_blind: bool,
    },
    /// Writes an analyst's own project, with what was decided.
    SendBack {
        /// The analyst's number.
        analyst: usize,
        /// The file.
        path: PathBuf,
    },
}
