//! What a session knows of its open project, beside what the project itself holds.

use super::{Arrivals, Comparing, Exchanging, Gamma, Hints, Job, Linking, Loaded, Notice, Reviewing, Searching, Selection, Step};
use crate::edit::{Change, Edit, History};
use crate::project::{ArticleId, MarkId, Project};
use crate::text::TextRange;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// An open project.
pub(super) struct Open {
    /// What tells it from every other that this session opens.
    pub(super) number: u64,
    /// Shared with what is done on other threads; a change while they look at it makes it anew.
    pub(super) project: Arc<Project>,
    pub(super) history: History,
    pub(super) selection: Selection,
    /// Words of the shown article that stay selected beside the selection.
    pub(super) kept: Vec<TextRange>,
    /// The link that is being made.
    pub(super) linking: Option<Linking>,
    /// The article beside another version of it.
    pub(super) comparing: Option<Comparing>,
    /// The mark that waits and whose place the analyst looks for.
    pub(super) placing: Option<MarkId>,
    /// How many comparisons were asked for, and which of them is wanted.
    pub(super) asked: u64,
    pub(super) wanted: Option<u64>,
    /// The files of articles that hold another text now.
    pub(super) changed_files: BTreeMap<ArticleId, PathBuf>,
    /// The article whose file was asked for last.
    pub(super) looked_at: Option<ArticleId>,
    /// Findings and agreement of a review.
    pub(super) reviewing: Option<Reviewing>,
    /// Which version of the project they were asked for.
    pub(super) measuring: Option<u64>,
    /// γ of the review.
    pub(super) gamma: Gamma,
    /// Data of other programs that is looked at.
    pub(super) exchanging: Option<Exchanging>,
    /// What came of the last files that were read.
    pub(super) arrivals: Option<Arrivals>,
    /// What is looked for.
    pub(super) searching: Option<Searching>,
    /// What the lint found.
    pub(super) hints: Option<Hints>,
    /// Which version of the project it was asked about last.
    pub(super) linting: Option<u64>,
    /// Whether findings are shown.
    pub(super) shows_review: bool,
    pub(super) path: Option<PathBuf>,
    pub(super) read_only: Option<String>,
    pub(super) elsewhere: Option<String>,
    pub(super) next_seq: u64,
    pub(super) noted: u64,
    /// Why the journal misses a step.
    pub(super) not_noted: Option<Notice>,
    /// Why the file could not be written.
    pub(super) not_saved: Option<Notice>,
    /// A step was refused: what is kept is no longer what is shown.
    pub(super) refused: Option<Notice>,
    /// Whether the project file holds all changes.
    pub(super) is_written: bool,
}

impl Open {
    pub(super) fn new(loaded: Loaded, number: u64) -> Self {
        let mut open = Self {
            number,
            selection: Selection::default(),
            kept: Vec::new(),
            linking: None,
            comparing: None,
            placing: None,
            asked: 0,
            wanted: None,
            changed_files: BTreeMap::new(),
            looked_at: None,
            reviewing: None,
            measuring: None,
            gamma: Gamma::default(),
            exchanging: None,
            arrivals: None,
            searching: None,
            hints: None,
            linting: None,
            shows_review: loaded.project.review().is_some(),
            noted: loaded.next_seq.saturating_sub(1),
            project: Arc::new(loaded.project),
            history: loaded.history,
            path: loaded.path,
            read_only: loaded.read_only,
            elsewhere: loaded.elsewhere,
            next_seq: loaded.next_seq,
            not_noted: None,
            not_saved: None,
            refused: None,
            is_written: loaded.is_written,
        };
        open.selection.article = open.project.order().first().copied();
        open
    }

    pub(super) fn step(&mut self, step: Step) -> Vec<Job> {
        self.next_seq += 1;
        self.is_written = false;
        vec![Job::Note(step)]
    }

    /// The selection without what is gone.
    pub(super) fn keep_selection(&mut self) {
        if self.selection.article.is_none_or(|id| self.project.article(id).is_none()) {
            self.kept.clear();
            self.selection = Selection { article: self.project.order().first().copied(), asked_to_see: self.selection.asked_to_see, ..Selection::default() };
        }
        let is_gone = |id: MarkId| self.project.mark(id).is_none_or(|mark| mark.waits());
        if self.selection.mark.is_some_and(is_gone) {
            self.selection.mark = None;
        }
        if self.placing.is_some_and(|id| self.project.mark(id).is_none_or(|mark| !mark.waits())) {
            self.placing = None;
        }
        if self.linking.as_ref().is_some_and(|linking| is_gone(linking.from) || linking.to.is_some_and(is_gone)) {
            self.linking = None;
        }
    }

    /// After undo and redo: the article whose text it changed, else the first mark that it touched, so that the analyst sees what happened.
    pub(super) fn show_what_changed(&mut self, change: &Change) {
        self.keep_selection();
        let asked_to_see = self.selection.asked_to_see + 1;
        if let Some(article) = change.edits.iter().find_map(Edit::new_text_of).filter(|article| self.project.article(*article).is_some()) {
            self.kept.clear();
            self.selection = Selection { article: Some(article), asked_to_see, ..Selection::default() };
            return;
        }
        let swaps = || change.edits.iter().filter_map(|edit| if let Edit::Mark(swap) = edit { Some(swap) } else { None });
        // A removal also changes the marks that were linked: what came or went is what it was about.
        let touched = swaps().find(|swap| swap.before.is_none() || swap.after.is_none()).or_else(|| swaps().next()).and_then(|swap| swap.either().cloned());
        let Some(mark) = touched.filter(|mark| self.project.article(mark.article).is_some()) else { return };
        self.kept.clear();
        let there = self.project.mark(mark.id).filter(|mark| !mark.waits());
        // What stood in an earlier version has no place in the text that is shown.
        let at = there.or(Some(&mark).filter(|mark| !mark.waits())).map_or(0, |mark| mark.at.end());
        self.selection = Selection { article: Some(mark.article), anchor: at, focus: at, mark: there.map(|mark| mark.id), asked_to_see };
    }
}
