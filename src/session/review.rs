//! Commands about a review: findings to look at, decisions about them, and what goes back to the analysts.

use super::{Job, Level, Notice, Open, ReviewCommand, SelectCommand, Session};
use crate::edit::{Change, Edit, Swap};
use crate::project::{Link, Mark, Moment, Project, Subject};
use crate::review::agreement::Gammas;
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

/// γ of a review, which takes longer than the rest and is measured when it is asked for.
#[derive(Clone, Default, Debug)]
pub enum Gamma {
    /// Nobody asked.
    #[default]
    NotAsked,
    /// It is being measured.
    Asked,
    /// It was measured.
    Measured(Arc<Gammas>),
}

impl Session {
    /// γ of the review that is open.
    pub fn gamma(&self) -> Option<&Gamma> {
        Some(&self.open.as_ref()?.gamma)
    }

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
            ReviewCommand::Why { finding, why } => {
                self.decide(now, |project, findings, hand| Ok((review::say_why(project, findings, hand, finding, &why)?, ()))).0
            }
            ReviewCommand::Reopen(finding) => self.decide(now, |project, findings, hand| Ok((review::reopen(project, findings, hand, finding)?, ()))).0,
            ReviewCommand::Own { finding, like, why } => {
                let (jobs, own) = self.decide(now, |project, findings, hand| review::mark_own(project, findings, hand, finding, like, &why));
                if let Some(own) = own.filter(|_| !jobs.is_empty()) {
                    self.run_select(SelectCommand::Mark(own));
                }
                jobs
            }
            ReviewCommand::MeasureGamma => self.measure_gamma(),
            ReviewCommand::Comment { finding, text } => self.comment(finding, text, now),
            ReviewCommand::Make { paths, into, is_blind } => {
                let who = self.who().clone();
                // Nobody can foresee it, so that nobody is known by the letter.
                let seed = self.fresh_seed();
                self.start("Making the review", Job::MakeReview { paths, into, is_blind, who, seed })
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
        self.change_freely(now, |project, hand| Ok((crate::edit::add_comment(project, hand, Some(Subject::Mark(mark)), &text)?, ()))).0
    }

    fn send_back(&mut self, analyst: usize, path: std::path::PathBuf) -> Vec<Job> {
        let Some((project, reviewing)) = self.snapshot().zip(self.reviewing()) else { return Vec::new() };
        let job = Job::SendBack { path, project, findings: reviewing.findings.clone(), analyst };
        self.start("Making the project to send back", job)
    }

    /// Asks for findings and agreement where they are not known: after opening, and when a change made them others.
    pub(super) fn measure(&mut self) -> Option<Job> {
        let number = self.project_number();
        let open = self.open.as_mut()?;
        if open.reviewing.is_some() || open.measuring.is_some() || open.project.review().is_none() {
            return None;
        }
        let asked = self.version;
        open.measuring = Some(asked);
        let project = open.project.clone();
        self.busy.retain(|what| *what != MEASURING);
        self.busy.push(MEASURING);
        Some(Job::Measure { into: number, asked, project })
    }

    /// What comparing the analysts' work gave.
    pub(super) fn measured(&mut self, into: u64, asked: u64, measured: Option<Reviewing>) -> Vec<Job> {
        let is_wanted = |open: &&mut Open| open.number == into && open.measuring == Some(asked);
        // Where something changed meanwhile that makes it worthless, it was asked for again.
        let Some(open) = self.open.as_mut().filter(is_wanted) else { return Vec::new() };
        open.reviewing = measured;
        self.busy.retain(|what| *what != MEASURING);
        let Some(open) = &self.open else { return Vec::new() };
        if open.shows_review && self.finding().is_none() {
            self.look_at_first_open();
        }
        Vec::new()
    }

    /// A review was made.
    pub(super) fn review_made(&mut self, path: &std::path::Path, warnings: Vec<String>) -> Vec<Job> {
        self.busy.clear();
        let what = format!("the review is in {}", path.display());
        self.tell(if warnings.is_empty() { Notice::info(what) } else { Notice::warning(what).with(warnings) });
        Vec::new()
    }

    fn measure_gamma(&mut self) -> Vec<Job> {
        let into = self.project_number();
        let Some(open) = self.open.as_mut().filter(|open| open.reviewing.is_some() && !matches!(open.gamma, Gamma::Asked)) else { return Vec::new() };
        let Some(asked) = open.measuring else { return Vec::new() };
        open.gamma = Gamma::Asked;
        vec![Job::Gamma { into, asked, project: open.project.clone() }]
    }

    /// What measuring γ gave.
    pub(super) fn gamma_measured(&mut self, into: u64, asked: u64, measured: Option<Arc<Gammas>>) -> Vec<Job> {
        let is_wanted = |open: &&mut Open| open.number == into && open.measuring == Some(asked);
        if let Some(open) = self.open.as_mut().filter(is_wanted) {
            open.gamma = measured.map_or(Gamma::NotAsked, Gamma::Measured);
        }
        Vec::new()
    }

    fn look_at_first_open(&mut self) {
        let Some((project, reviewing)) = self.snapshot().zip(self.reviewing()) else { return };
        let first = Outcome::of_all(&project, &reviewing.findings).iter().position(|outcome| *outcome == Outcome::Open);
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
            (open.reviewing, open.measuring, open.gamma) = (None, None, Gamma::NotAsked);
        }
    }

    /// Why a change may not be made in a review: it would alter what an analyst handed in.
    pub(super) fn not_in_a_review(&self, change: &Change) -> Option<Notice> {
        let project = self.project()?;
        let review = project.review()?;
        let mark = change.edits.iter().find_map(|edit| match edit {
            Edit::Mark(Swap { before: Some(before), after }) if before.is_copy() && alters(project, before, after.as_deref()) => Some(before),
            Edit::Mark(_) | Edit::Article(_) | Edit::Version(_) | Edit::Check(_) | Edit::Comment(_) | Edit::Setting(_) => None,
        })?;
        let whose: Vec<String> = mark.of.iter().filter_map(|(name, _)| review.place_of(name)).map(|place| review.shown(place)).collect();
        Some(Notice::info(format!("this mark is what {} handed in: on the page of findings decide about it, or mark your own", whose.join(" and "))))
    }
}

/// Whether a change of an edit can make other findings.
fn changes_what_was_handed_in(edit: &Edit) -> bool {
    match edit {
        Edit::Article(Swap { before: Some(before), after: Some(after) }) => before.text != after.text,
        Edit::Article(_) | Edit::Version(_) => true,
        Edit::Mark(swap) => swap.before.as_ref().zip(swap.after.as_ref()).is_none() && swap.either().is_some_and(|mark| mark.is_copy()),
        Edit::Setting(swap) => swap.either().is_some_and(|setting| matches!(**setting, crate::project::Setting::Review(_))),
        Edit::Check(_) | Edit::Comment(_) => false,
    }
}

/// Whether another mark would stand there than was handed in, or another state than a decision gave it. Links that a decision led to a mark of
/// the reviewer's own are the reviewer's.
fn alters(project: &Project, before: &Mark, after: Option<&Mark>) -> bool {
    let Some(after) = after else { return true };
    let is_to_copy = |link: &&Link| project.mark(link.to).is_none_or(|other| other.is_copy());
    let said = |mark: &Mark| (mark.at.clone(), mark.meaning.clone(), mark.article, mark.version, mark.state);
    said(before) != said(after) || !before.links.iter().filter(is_to_copy).eq(after.links.iter().filter(is_to_copy))
}
