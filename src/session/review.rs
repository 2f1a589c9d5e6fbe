//! Commands about a review: findings to look at, decisions about them, and what goes back to the analysts.

use super::{Job, Level, Notice, ReviewCommand, SelectCommand, Session};
use crate::edit::{Change, Edit, Swap};
use crate::project::{Mark, Moment, Project, Subject};
use crate::review::{self, Decision, Findings, Measured, Outcome};
use std::sync::Arc;

/// What is under way while a review is compared.
const MEASURING: &str = "Comparing the analysts' work";

/// A review that is open: its findings and the analysts' agreement, which decisions do not change.
#[derive(Clone, Debug)]
pub struct Reviewing {
    /// The findings.
    pub findings: Arc<Findings>,
    /// The agreement.
    pub measured: Arc<Measured>,
}

impl Session {
    /// The review that is open, as soon as it was compared.
    pub fn reviewing(&self) -> Option<&Reviewing> {
        self.open.as_ref()?.reviewing.as_ref()
    }

    /// Whether findings are shown, and not the article to mark.
    pub fn shows_review(&self) -> bool {
        self.open.as_ref().is_some_and(|open| open.shows_review && open.project.review().is_some())
    }

    /// The finding of the selected mark, by number.
    pub fn finding(&self) -> Option<usize> {
        self.reviewing()?.findings.of_mark(self.mark()?)
    }

    pub(super) fn run_review(&mut self, command: ReviewCommand, now: Moment) -> Vec<Job> {
        match command {
            ReviewCommand::Show(is_shown) => {
                if let Some(open) = &mut self.open {
                    open.shows_review = is_shown;
                    (open.linking, open.comparing, open.placing) = (None, None, None);
                }
                Vec::new()
            }
            ReviewCommand::Look(number) => {
                self.look_at(number);
                Vec::new()
            }
            ReviewCommand::Keep { finding, kept, why } => {
                self.decide(now, |project, findings, hand| Ok((review::keep(project, findings, hand, finding, &kept, &why)?, ()))).0
            }
            ReviewCommand::Reopen(finding) => self.decide(now, |project, findings, hand| Ok((review::reopen(project, findings, hand, finding)?, ()))).0,
            ReviewCommand::Own { finding, like, why } => {
                let (jobs, own) = self.decide(now, |project, findings, hand| review::mark_own(project, findings, hand, finding, like, &why));
                if let Some(own) = own.filter(|_| !jobs.is_empty()) {
                    self.run_select(SelectCommand::Mark(own));
                }
                jobs
            }
            ReviewCommand::Comment { finding, text } => self.comment(finding, text, now),
            ReviewCommand::Make { paths, into, is_blind } => {
                let who = self.who().clone();
                self.start("Making the review", Job::MakeReview { paths, into, is_blind, who })
            }
            ReviewCommand::SendBack { analyst, path } => self.send_back(analyst, path),
        }
    }

    /// Shows a finding: its article, with the first of its marks selected.
    fn look_at(&mut self, number: usize) {
        let Some(finding) = self.reviewing().and_then(|reviewing| reviewing.findings.get(number)).cloned() else { return };
        let Some(project) = self.project() else { return };
        let own = self.reviewing().and_then(|reviewing| match Outcome::of(project, &reviewing.findings, number) {
            Outcome::Own(own) => Some(own),
            Outcome::Kept(kept) => kept.first().copied(),
            Outcome::Open | Outcome::Agreed | Outcome::Neither => None,
        });
        if let Some(mark) = own.or_else(|| finding.members().first().copied()) {
            self.run_select(SelectCommand::Mark(mark));
        }
    }

    /// Decides, and tells which links found no other end.
    fn decide<T>(
        &mut self,
        now: Moment,
        make: impl FnOnce(&Project, &Findings, &mut crate::edit::Hand<'_>) -> Result<(Decision, T), crate::edit::Refusal>,
    ) -> (Vec<Job>, Option<T>) {
        let Some(findings) = self.reviewing().map(|reviewing| reviewing.findings.clone()) else { return (Vec::new(), None) };
        let (jobs, made) = self.change_freely(now, |project, hand| {
            let (decision, extra) = make(project, &findings, hand)?;
            Ok((decision.change, (decision.dropped, extra)))
        });
        let Some((dropped, extra)) = made else { return (jobs, None) };
        if !dropped.is_empty() && !jobs.is_empty() {
            let what = if dropped.len() == 1 { dropped.join("") } else { format!("{} links have no other end any more and were dropped", dropped.len()) };
            let details = if dropped.len() == 1 { Vec::new() } else { dropped };
            self.tell(Notice { level: Level::Info, ..Notice::info(what) }.with(details));
        }
        (jobs, Some(extra))
    }

    fn comment(&mut self, finding: usize, text: String, now: Moment) -> Vec<Job> {
        let member = self.reviewing().and_then(|reviewing| reviewing.findings.get(finding)).and_then(|finding| finding.members().first().copied());
        let Some(mark) = member else { return Vec::new() };
        self.change_freely(now, |project, hand| Ok((crate::edit::add_comment(project, hand, Subject::Mark(mark), text), ()))).0
    }

    fn send_back(&mut self, analyst: usize, path: std::path::PathBuf) -> Vec<Job> {
        let Some(back) = self.project().and_then(|project| review::back(project, analyst)) else {
            self.tell(Notice::error("the review cannot be taken apart, so nothing was sent back"));
            return Vec::new();
        };
        vec![Job::SaveCopy { path, project: Arc::new(back) }]
    }

    /// Asks for findings and agreement where they are not known: after opening, and when a change made them others.
    pub(super) fn measure(&mut self) -> Option<Job> {
        let number = self.project_number();
        let open = self.open.as_mut()?;
        if open.reviewing.is_some() || open.is_measured || open.project.review().is_none() {
            return None;
        }
        open.is_measured = true;
        let project = Arc::new(open.project.clone());
        self.busy.retain(|what| *what != MEASURING);
        self.busy.push(MEASURING);
        Some(Job::Measure { into: number, project })
    }

    /// What comparing the analysts' work gave.
    pub(super) fn measured(&mut self, into: u64, measured: Option<Reviewing>) -> Vec<Job> {
        if self.project_number() != into {
            return Vec::new();
        }
        self.busy.retain(|what| *what != MEASURING);
        let Some(open) = &mut self.open else { return Vec::new() };
        // Something changed meanwhile that makes it worthless: it was asked for again.
        if open.is_measured {
            open.reviewing = measured;
        }
        if open.shows_review && self.finding().is_none() {
            self.look_at_first_open();
        }
        Vec::new()
    }

    fn look_at_first_open(&mut self) {
        let Some((project, reviewing)) = self.project().zip(self.reviewing()) else { return };
        let first = (0..reviewing.findings.list.len()).find(|number| Outcome::of(project, &reviewing.findings, *number) == Outcome::Open);
        if let Some(first) = first {
            self.look_at(first);
        }
    }

    /// Lets go of findings that a change made worthless.
    pub(super) fn forget_review(&mut self, change: &Change) {
        if let Some(open) = &mut self.open
            && open.project.review().is_some()
            && change.edits.iter().any(changes_what_was_handed_in)
        {
            (open.reviewing, open.is_measured) = (None, false);
        }
    }

    /// Why a change may not be made in a review: it would alter what an analyst handed in.
    pub(super) fn not_in_a_review(&self, change: &Change) -> Option<Notice> {
        let review = self.project()?.review()?;
        let mark = change.edits.iter().find_map(|edit| match edit {
            Edit::Mark(Swap { before: Some(before), after }) if before.is_copy() && alters(before, after.as_deref()) => Some(before),
            Edit::Mark(_) | Edit::Article(_) | Edit::Version(_) | Edit::Check(_) | Edit::Comment(_) | Edit::Setting(_) => None,
        })?;
        let whose: Vec<String> = mark.of.iter().map(|(name, _)| review.shown_name(name)).collect();
        Some(Notice::info(format!("this mark is what {} handed in: on the page of findings decide about it, or mark your own", whose.join(" and "))))
    }
}

/// Whether a change of an edit can make other findings.
fn changes_what_was_handed_in(edit: &Edit) -> bool {
    match edit {
        Edit::Article(Swap { before: Some(before), after: Some(after) }) => (&before.text, &before.skip) != (&after.text, &after.skip),
        Edit::Article(_) | Edit::Version(_) => true,
        Edit::Mark(swap) => swap.before.as_ref().zip(swap.after.as_ref()).is_none() && swap.either().is_some_and(|mark| mark.is_copy()),
        Edit::Setting(swap) => swap.either().is_some_and(|setting| matches!(**setting, crate::project::Setting::Review(_))),
        Edit::Check(_) | Edit::Comment(_) => false,
    }
}

/// Whether another mark would stand there than was handed in. What links lead to marks of the reviewer is the reviewer's own.
fn alters(before: &Mark, after: Option<&Mark>) -> bool {
    let Some(after) = after else { return true };
    before.at != after.at
        || before.meaning != after.meaning
        || before.article != after.article
        || before.version != after.version
        || before.links != after.links
}
