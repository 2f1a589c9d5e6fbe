//! What the lint finds in the open project: it looks on another thread, whenever nothing changes for a moment.

use super::{Job, LintCommand, Notice, SelectCommand, Selection, Session};
use crate::edit;
use crate::lint::{Hint, Rule};
use crate::project::{ArticleId, Moment, Subject};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the lint found.
#[derive(Clone, Debug)]
pub struct Hints {
    /// In which version of the project.
    pub version: u64,
    /// All of it, articles in the project's order, each in text order.
    pub all: Arc<Vec<Hint>>,
    /// The number of the hint that was gone to last, with what was selected then.
    pub current: Option<(usize, Selection)>,
    /// What is asked in every frame, by article; one without hints that speak is not there.
    pub articles: BTreeMap<ArticleId, OfArticle>,
}

/// How it stands with the hints of one article.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct OfArticle {
    /// How many are not silenced.
    pub speaking: usize,
    /// The number of the one about its boilerplate, if there is one that is not silenced.
    pub boilerplate: Option<usize>,
}

fn by_article(all: &[Hint]) -> BTreeMap<ArticleId, OfArticle> {
    let mut articles: BTreeMap<ArticleId, OfArticle> = BTreeMap::new();
    for (number, hint) in all.iter().enumerate().filter(|(_, hint)| hint.silenced.is_none()) {
        let of = articles.entry(hint.article).or_default();
        of.speaking += 1;
        if hint.rule == Rule::Boilerplate {
            of.boilerplate.get_or_insert(number);
        }
    }
    articles
}

impl Session {
    /// What the lint found last; none before it looked.
    pub fn hints(&self) -> Option<&Hints> {
        self.open.as_ref()?.hints.as_ref()
    }

    /// Whether the project is another since the lint looked, and it was not asked to look again.
    pub fn wants_lint(&self) -> bool {
        let version = self.version();
        self.open.as_ref().is_some_and(|open| open.linting != Some(version) && open.hints.as_ref().is_none_or(|hints| hints.version != version))
    }

    pub(super) fn run_lint(&mut self, command: LintCommand, now: Moment) -> Vec<Job> {
        match command {
            LintCommand::Look => {
                let (into, asked) = (self.project_number(), self.version());
                let Some(open) = &mut self.open else { return Vec::new() };
                open.linting = Some(asked);
                vec![Job::Lint { into, asked, project: open.project.clone() }]
            }
            LintCommand::Go(number) => self.go_to_hint(number),
            LintCommand::Silence { rule, about, why } => self.change(now, |project, hand| Ok((edit::silence(project, hand, &rule, about, &why)?, ()))).0,
            LintCommand::Speak { rule, about } => self.change(now, |project, hand| Ok((edit::speak(project, hand, &rule, about)?, ()))).0,
        }
    }

    fn go_to_hint(&mut self, number: usize) -> Vec<Job> {
        let Some(hint) = self.hints().and_then(|hints| hints.all.get(number)).cloned() else { return Vec::new() };
        let mark = match hint.about {
            Subject::Mark(id) => self.project().and_then(|project| project.mark(id)).filter(|mark| !mark.waits()).map(|mark| mark.id),
            Subject::Article(_) | Subject::Check(_) => None,
        };
        self.show(hint.article);
        // The article may be gone since, or its text another.
        let text = self.article().filter(|article| article.id == hint.article).map(|article| article.text.clone());
        let jobs = match (mark, hint.at) {
            (Some(mark), _) => self.run_select(SelectCommand::Mark(mark)),
            (None, Some(at)) if text.is_some_and(|text| at.fits(&text)) => self.see(at),
            (None, _) => Vec::new(),
        };
        let selection = self.selection();
        if let Some(hints) = self.open.as_mut().and_then(|open| open.hints.as_mut()) {
            hints.current = Some((number, selection));
        }
        jobs
    }

    /// Takes what was found; an answer about an older version stands until the newer one comes.
    pub(super) fn linted(&mut self, into: u64, asked: u64, all: Option<Arc<Vec<Hint>>>) -> Vec<Job> {
        if into != self.project_number() {
            return Vec::new();
        }
        match (all, &mut self.open) {
            (Some(all), Some(open)) => {
                let before = open.hints.take().and_then(|hints| Some((hints.all.get(hints.current?.0)?.clone(), hints.current?.1)));
                let current = before.and_then(|(hint, there)| Some((all.iter().position(|other| *other == hint)?, there)));
                open.hints = Some(Hints { version: asked, articles: by_article(&all), all, current });
            }
            (None, _) => self.tell(Notice::error("hints could not be looked for, because of a fault in this program; tell its makers")),
            (Some(_), None) => {}
        }
        Vec::new()
    }
}
