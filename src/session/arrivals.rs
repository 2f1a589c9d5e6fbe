//! What came of reading files: how many became articles, what is to be known about each, what was refused, and texts that tell the same
//! story as one that is there, which wait for the analyst's word.

use super::{AlikeText, AlikeTo, Job, Notice, ReadFile, Session, Told};
use crate::article::Draft;
use crate::edit;
use crate::project::{ArticleId, Moment};
use std::path::PathBuf;

/// What came of the last files that were read, until it is put away.
#[derive(Clone, Default, Debug)]
pub struct Arrivals {
    /// How many articles were added.
    pub added: usize,
    /// Files that gave no article, each with the reason.
    pub refused: Vec<Told>,
    /// Texts that the project has already, each with the name of the article.
    pub known: Vec<Told>,
    /// What is worth knowing about articles that were added.
    pub doubts: Vec<Told>,
    /// Texts that tell the same story as an article, with small edits. They are no articles until the analyst says so.
    pub alike: Vec<Waiting>,
}

/// A text that waits for the analyst's word.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Its file; none where it came from elsewhere.
    pub path: Option<PathBuf>,
    /// What was read.
    pub draft: Draft,
    /// The article that tells the same story.
    pub article: ArticleId,
    /// How much of both is the same, up to 1.
    pub likeness: f64,
}

/// About what came of reading files.
#[derive(Clone, PartialEq, Debug)]
pub enum ArrivalCommand {
    /// Adds texts that wait as articles of their own, by their places in the list.
    Add(Vec<usize>),
    /// Compares one with its article, as a newer version of it.
    Compare(usize),
    /// Leaves texts out.
    LeaveOut(Vec<usize>),
    /// Puts the report away, and leaves out what still waits.
    PutAway,
}

impl Arrivals {
    /// Whether there is more to say than how many were added.
    fn is_worth_a_page(&self) -> bool {
        let all = self.added + self.refused.len() + self.known.len() + self.alike.len();
        !self.alike.is_empty() || (all > 1 && !(self.refused.is_empty() && self.doubts.is_empty() && self.known.is_empty()))
    }
}

impl Session {
    /// What came of the last files that were read.
    pub fn arrivals(&self) -> Option<&Arrivals> {
        self.open.as_ref()?.arrivals.as_ref()
    }

    pub(super) fn run_arrival(&mut self, command: ArrivalCommand, now: Moment) -> Vec<Job> {
        match command {
            ArrivalCommand::Add(places) => {
                if !self.may_change() {
                    return Vec::new();
                }
                let waiting = self.take_waiting(&places);
                let read = waiting.into_iter().map(|waiting| (waiting.path, waiting.draft)).collect();
                self.add_drafts(read, now).0
            }
            ArrivalCommand::Compare(place) => {
                let waiting = self.arrivals().and_then(|arrivals| arrivals.alike.get(place)).cloned();
                let Some(Waiting { path, draft, article, .. }) = waiting else { return Vec::new() };
                self.take_waiting(&[place]);
                self.compare_draft(article, draft, path)
            }
            ArrivalCommand::LeaveOut(places) => {
                self.take_waiting(&places);
                Vec::new()
            }
            ArrivalCommand::PutAway => {
                if let Some(open) = &mut self.open {
                    open.arrivals = None;
                }
                Vec::new()
            }
        }
    }

    fn take_waiting(&mut self, places: &[usize]) -> Vec<Waiting> {
        let Some(arrivals) = self.open.as_mut().and_then(|open| open.arrivals.as_mut()) else { return Vec::new() };
        let (taken, left) = std::mem::take(&mut arrivals.alike).into_iter().enumerate().partition::<Vec<_>, _>(|(place, _)| places.contains(place));
        arrivals.alike = left.into_iter().map(|(_, waiting)| waiting).collect();
        taken.into_iter().map(|(_, waiting)| waiting).collect()
    }

    /// Adds what was read, but for texts that are there; what is like one that is there waits.
    pub(super) fn arrive(&mut self, read: Vec<ReadFile>, refused: Vec<Told>, warnings: Vec<Told>, now: Moment) -> Vec<Job> {
        let mut arrivals = Arrivals { refused, ..Arrivals::default() };
        let sorted = self.sorted(read);
        arrivals.known = sorted.known;
        arrivals.added = sorted.fresh.len();
        let is_left_out = |told: &Told| sorted.left_out.contains(&told.file);
        arrivals.doubts = warnings.into_iter().filter(|told| !is_left_out(told)).collect();
        let (places, read): (Vec<usize>, Vec<(Option<PathBuf>, Draft)>) =
            sorted.fresh.into_iter().map(|(place, file)| (place, (file.path, file.draft))).unzip();
        let (jobs, made) = self.add_drafts(read, now);
        let article_of = |alike: &AlikeText| match alike.to {
            AlikeTo::Article(article) => Some(article),
            AlikeTo::Read(place) => places.iter().position(|fresh| *fresh == place).and_then(|index| made.get(index)).copied(),
        };
        arrivals.alike = sorted
            .alike
            .into_iter()
            .filter_map(|(file, alike)| Some(Waiting { article: article_of(&alike)?, path: file.path, draft: file.draft, likeness: alike.likeness }))
            .collect();
        self.tell_arrivals(arrivals);
        jobs
    }

    /// Little is said in a notice, much on a page of its own.
    fn tell_arrivals(&mut self, arrivals: Arrivals) {
        if arrivals.is_worth_a_page() {
            if let Some(open) = &mut self.open {
                open.arrivals = Some(arrivals);
            }
            return;
        }
        let Arrivals { added, refused, known, doubts, .. } = arrivals;
        for told in refused {
            self.tell(Notice::error(format!("not added: {told}")));
        }
        for told in known {
            self.tell(Notice::warning(told.to_string()));
        }
        if !doubts.is_empty() {
            let words = if added == 1 { "one article added".to_owned() } else { format!("{added} articles added") };
            self.tell(Notice::info(words).with(doubts.iter().map(ToString::to_string).collect()));
        }
    }

    /// What is new, what is there already, and what is like something that is there or new.
    fn sorted(&self, read: Vec<ReadFile>) -> Sorted {
        let mut sorted = Sorted::default();
        let Some(project) = self.project() else { return sorted };
        let mut there: std::collections::BTreeMap<_, String> =
            project.articles().map(|article| (article.text.fingerprint(), format!("“{}”", article.title))).collect();
        for (place, file) in read.into_iter().enumerate() {
            let print = file.draft.text.fingerprint();
            let name = || file.path.as_ref().map_or_else(|| file.draft.origin.file.clone(), |path| path.display().to_string());
            if let Some(which) = there.get(&print) {
                sorted.left_out.push(name());
                sorted.known.push(Told { file: name(), says: format!("this text is in the project already, as {which}") });
                continue;
            }
            there.insert(print, format!("“{}”", file.draft.title));
            // Of a chain of likes only the first is new: each waits beside the one that it is like, if that is to be an article.
            let is_beside_one = |alike: &AlikeText| match alike.to {
                AlikeTo::Article(article) => project.article(article).is_some(),
                AlikeTo::Read(other) => sorted.fresh.iter().any(|(place, _)| *place == other),
            };
            match file.alike.filter(is_beside_one) {
                Some(alike) => {
                    sorted.left_out.push(name());
                    sorted.alike.push((file, alike));
                }
                None => sorted.fresh.push((place, file)),
            }
        }
        sorted
    }

    /// Adds drafts as articles and shows the first.
    fn add_drafts(&mut self, read: Vec<(Option<PathBuf>, Draft)>, now: Moment) -> (Vec<Job>, Vec<ArticleId>) {
        if read.is_empty() {
            return (Vec::new(), Vec::new());
        }
        let first = self.project().and_then(|project| project.articles().next()).map(|article| article.title.clone());
        let title = first.or_else(|| read.first().map(|(_, draft)| draft.title.clone())).filter(|title| !title.is_empty());
        let (paths, drafts): (Vec<Option<PathBuf>>, Vec<Draft>) = read.into_iter().unzip();
        let (mut jobs, made) = self.change(now, |project, hand| {
            let (mut change, made) = edit::add_articles(project, hand, drafts);
            // A project without a title takes that of its first article, in the same step.
            if let Some(title) = title.filter(|_| project.title().is_empty()) {
                change.edits.push(edit::Edit::setting(project.setting(&crate::project::SettingKey::Title), Some(crate::project::Setting::Title(title))));
            }
            Ok((change, made))
        });
        let made = made.unwrap_or_default();
        if let Some(first) = made.first() {
            self.show(*first);
            // Read a moment ago.
            if let Some(open) = &mut self.open {
                open.looked_at = Some(*first);
            }
        }
        let files: Vec<(ArticleId, PathBuf)> = made.iter().copied().zip(paths).filter_map(|(article, path)| Some((article, path?))).collect();
        if !files.is_empty() {
            jobs.push(Job::Remember(files));
        }
        (jobs, made)
    }
}

/// What was read, by what becomes of it.
#[derive(Default)]
struct Sorted {
    /// New texts, each with its place among all that was read.
    fresh: Vec<(usize, ReadFile)>,
    known: Vec<Told>,
    alike: Vec<(ReadFile, AlikeText)>,
    /// The names of files that are not added, whose doubts are nobody's concern.
    left_out: Vec<String>,
}
