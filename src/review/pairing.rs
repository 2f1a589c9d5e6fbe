//! Which articles of several projects are the same: by id, by text, or nearly the same text; and where each analyst's marks stand in one
//! text for all.

use crate::edit::ranges_to_carry;
use crate::project::{Article, ArticleId, ArticleState, Link, Mark, Project};
use crate::text::{Carriage, Fragments, Sketch, Text, TextRange, near_duplicates};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

/// How an article was recognised.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Recognised {
    /// It has the same id and text.
    Same,
    /// It has the same text and another id.
    ByText,
    /// Its text is nearly the same: how alike, from [`SAME_STORY`](crate::text::SAME_STORY) to 1. Marks are carried over.
    Nearly(f64),
}

/// One article as several projects have it.
#[derive(Clone, Debug)]
pub struct Shared {
    /// The text that all marks are compared on: that of the first project that has the article.
    pub text: Text,
    /// Its title there.
    pub title: String,
    /// For each project its article, and how it was recognised; none where the project does not have it.
    pub articles: Vec<Option<(ArticleId, Recognised)>>,
}

/// A mark where it stands in the shared text.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The mark as its project has it.
    pub mark: Arc<Mark>,
    /// Its ranges in the shared text.
    pub at: Fragments,
    /// Its links with their cues in the shared text, where that is not the text of the mark's article.
    carried: Option<Vec<Link>>,
}

impl Standing {
    /// The mark's links, with their cues in the shared text; those that are not certainly there are left out.
    pub fn links(&self) -> &[Link] {
        self.carried.as_deref().unwrap_or(&self.mark.links)
    }
}

/// The marks of one project in a shared article.
#[derive(Clone, Default, Debug)]
pub struct Marks {
    /// Those that stand in the shared text, in reading order.
    pub there: Vec<Standing>,
    /// Those whose words are not in the shared text, or not certainly: they cannot be compared.
    pub elsewhere: Vec<Arc<Mark>>,
    /// The project's zones to skip, as far as they are in the shared text; in order.
    pub skip: Vec<TextRange>,
}

/// Pairs the articles of projects, in the order in which they are first met. Each article of a project is in exactly one of the shared ones,
/// which may be its alone.
pub fn pair(projects: &[&Project]) -> Vec<Shared> {
    let mut all: Vec<Shared> = Vec::new();
    for (number, project) in projects.iter().enumerate() {
        let mut open: Vec<&Arc<Article>> = project.articles().collect();
        let free = |shared: &Shared| shared.articles.get(number).is_some_and(Option::is_none);
        // By id with the same text first, then by text alone, so that no likeness takes what is certain.
        for by_id in [true, false] {
            // A project may have a text twice: the first goes to the first.
            let mut by_text: BTreeMap<_, VecDeque<usize>> = BTreeMap::new();
            for (at, shared) in all.iter().enumerate().filter(|(_, shared)| free(shared)) {
                by_text.entry(shared.text.fingerprint()).or_default().push_back(at);
            }
            let mut with_id: BTreeMap<ArticleId, Vec<usize>> = BTreeMap::new();
            for (at, shared) in all.iter().enumerate() {
                shared.articles.iter().flatten().for_each(|(id, _)| with_id.entry(*id).or_default().push(at));
            }
            open.retain(|article| {
                let is_same = |at: &usize| all.get(*at).is_some_and(|shared| free(shared) && shared.text == article.text);
                let found = if by_id {
                    with_id.get(&article.id).into_iter().flatten().copied().find(is_same)
                } else {
                    by_text.get_mut(&article.text.fingerprint()).and_then(VecDeque::pop_front)
                };
                let how = if by_id { Recognised::Same } else { Recognised::ByText };
                !found.is_some_and(|at| put(&mut all, at, number, article.id, how))
            });
        }
        for (article, at, likeness) in nearly(&all, number, &open) {
            if put(&mut all, at, number, article, Recognised::Nearly(likeness)) {
                open.retain(|other| other.id != article);
            }
        }
        all.extend(open.into_iter().map(|article| {
            let mut articles = vec![None; projects.len()];
            if let Some(place) = articles.get_mut(number) {
                *place = Some((article.id, Recognised::Same));
            }
            Shared { text: article.text.clone(), title: article.title.clone(), articles }
        }));
    }
    all
}

/// Notes that a project has a shared article; whether it had none there before.
fn put(all: &mut [Shared], at: usize, number: usize, id: ArticleId, how: Recognised) -> bool {
    let place = all.get_mut(at).and_then(|shared| shared.articles.get_mut(number)).filter(|place| place.is_none());
    place.map(|place| *place = Some((id, how))).is_some()
}

/// The best likenesses between what a project has left and what is not taken, each of both at most once.
fn nearly(all: &[Shared], number: usize, open: &[&Arc<Article>]) -> Vec<(ArticleId, usize, f64)> {
    let free: Vec<usize> = all.iter().enumerate().filter(|(_, shared)| shared.articles.get(number).is_some_and(Option::is_none)).map(|(at, _)| at).collect();
    if free.is_empty() || open.is_empty() {
        return Vec::new();
    }
    let texts = free.iter().filter_map(|at| Some(&all.get(*at)?.text)).chain(open.iter().map(|article| &article.text));
    let sketches: Vec<Sketch> = texts.map(Sketch::of).collect();
    let pairs = near_duplicates(&sketches.iter().collect::<Vec<_>>());
    let across = pairs.iter().filter(|pair| pair.a < free.len() && pair.b >= free.len());
    let mut likenesses: Vec<(ArticleId, usize, f64)> =
        across.filter_map(|pair| Some((open.get(pair.b - free.len())?.id, *free.get(pair.a)?, pair.likeness))).collect();
    likenesses.sort_by(|a, b| b.2.total_cmp(&a.2).then_with(|| (a.0, a.1).cmp(&(b.0, b.1))));
    let (mut articles, mut places) = (BTreeSet::new(), BTreeSet::new());
    likenesses.retain(|(article, at, _)| !articles.contains(article) && !places.contains(at) && articles.insert(*article) && places.insert(*at));
    likenesses
}

/// A cue in another text, as far as its words are certainly there.
fn carried_cue(carriage: &Carriage, cue: &[TextRange]) -> Vec<TextRange> {
    let there = cue.iter().filter_map(|range| Fragments::new(vec![*range])).filter_map(|at| Some(carriage.fate(&at).certain()?.clone()));
    let ranges: Vec<TextRange> = there.flat_map(|at| at.iter().collect::<Vec<_>>()).collect();
    Fragments::joined(ranges).map(|at| at.iter().collect()).unwrap_or_default()
}

impl Shared {
    /// Whether a project has it.
    pub fn is_of(&self, project: usize) -> bool {
        self.articles.get(project).is_some_and(Option::is_some)
    }

    /// How many projects have it.
    pub fn owners(&self) -> usize {
        self.articles.iter().flatten().count()
    }

    /// Whether a project's analyst opened it: what is to do and has no accepted mark was never opened, whatever proposes itself there.
    pub fn is_opened(&self, number: usize, project: &Project) -> bool {
        let id = self.articles.get(number).copied().flatten().map(|(id, _)| id);
        let article = id.and_then(|id| project.article(id));
        article.is_some_and(|article| article.state != ArticleState::Todo || project.marks_in(article.id).any(|mark| mark.is_accepted()))
    }

    /// The accepted marks of a project that stand outside zones to skip, in the shared text.
    pub fn marks(&self, number: usize, project: &Project) -> Marks {
        let Some((id, _)) = self.articles.get(number).copied().flatten() else { return Marks::default() };
        let Some(article) = project.article(id) else { return Marks::default() };
        let counted = project.marks_in(id).filter(|mark| mark.is_accepted() && !article.skips(&mark.at));
        if article.text == self.text {
            let there = counted.map(|mark| Standing { mark: mark.clone(), at: mark.at.clone(), carried: None }).collect();
            return Marks { there, elsewhere: Vec::new(), skip: article.skip.clone() };
        }
        let carriage = Carriage::new(&article.text, &self.text, ranges_to_carry(project, article));
        let mut marks = Marks::default();
        for mark in counted {
            match carriage.fate(&mark.at).certain() {
                Some(at) => {
                    let carried = Some(mark.links.iter().map(|link| Link { cue: carried_cue(&carriage, &link.cue), ..link.clone() }).collect());
                    marks.there.push(Standing { mark: mark.clone(), at: at.clone(), carried });
                }
                None => marks.elsewhere.push(mark.clone()),
            }
        }
        let zones = article.skip.iter().filter_map(|zone| Fragments::new(vec![*zone]));
        marks.skip = zones.filter_map(|zone| carriage.fate(&zone).certain().map(|at| at.first())).collect();
        marks.skip.sort_unstable_by_key(|zone| zone.start());
        marks.there.sort_by(|a, b| (a.at.start(), b.at.end(), a.mark.id).cmp(&(b.at.start(), a.at.end(), b.mark.id)));
        marks
    }
}
