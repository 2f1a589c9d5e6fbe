//! Making a link: one end is the selected mark, the other is proposed, stepped through, looked for or clicked, until it is accepted.

use super::{Job, LinkCommand, Notice, SelectCommand, Session};
use crate::assist::{Way, can_link, likely_end, ways};
use crate::project::{ArticleId, Mark, MarkId, Moment, Project};
use std::sync::Arc;

/// A link that is being made.
#[derive(Clone, PartialEq, Debug)]
pub struct Linking {
    /// The mark that it began at.
    pub from: MarkId,
    /// The mark that is proposed as its other end.
    pub to: Option<MarkId>,
    /// How the two can be linked, the one that is proposed first.
    pub ways: Vec<Way>,
    /// The words that the other end was looked for by.
    pub words: String,
}

impl Linking {
    /// The way that is proposed.
    pub fn way(&self) -> Option<&Way> {
        self.ways.first()
    }
}

impl Session {
    /// Begins with the most likely end; where a link is being made already, takes the next kind.
    pub(super) fn begin_linking(&mut self) -> Vec<Job> {
        if let Some(linking) = self.linking_mut() {
            if linking.ways.len() > 1 {
                linking.ways.rotate_left(1);
            }
            return Vec::new();
        }
        let Some((project, mark)) = self.project().zip(self.mark()) else { return Vec::new() };
        let from = mark.id;
        let to = likely_end(project, mark).or_else(|| beside(project, mark, mark.article, Some(mark.id), true));
        if to.is_none() && !has_any_end(project, mark) {
            self.tell(Notice::info("there is no other mark yet that this one could be linked to"));
            return Vec::new();
        }
        if let Some(open) = &mut self.open {
            open.linking = Some(Linking { from, to: None, ways: Vec::new(), words: String::new() });
        }
        to.map_or_else(Vec::new, |to| self.propose_end(to))
    }

    /// The next mark of the article that is shown, or of those that were looked for, to which a link makes sense.
    pub(super) fn step_linking(&mut self, forward: bool) -> Vec<Job> {
        let Some((project, linking)) = self.project().zip(self.linking()) else { return Vec::new() };
        let Some(from) = project.mark(linking.from) else { return Vec::new() };
        let next = if linking.words.trim().is_empty() {
            beside(project, from, self.selection().article.unwrap_or(from.article), linking.to, forward)
        } else {
            let all: Vec<MarkId> = found(project, from, &linking.words).take(MOST_FOUND).collect();
            let here = linking.to.and_then(|to| all.iter().position(|id| *id == to));
            let place = match (here, forward) {
                (Some(here), true) => here + 1,
                (Some(here), false) => here + all.len() - 1,
                (None, true) => 0,
                (None, false) => all.len().saturating_sub(1),
            };
            all.get(place % all.len().max(1)).copied()
        };
        next.map_or_else(Vec::new, |next| self.propose_end(next))
    }

    /// Proposes the first mark that has the words.
    pub(super) fn look_for_end(&mut self, words: String) -> Vec<Job> {
        let Some(linking) = self.linking_mut() else { return Vec::new() };
        linking.words.clone_from(&words);
        let from = linking.from;
        let first = self.project().and_then(|project| {
            let from = project.mark(from)?;
            if words.trim().is_empty() { likely_end(project, from) } else { found(project, from, &words).next() }
        });
        match first {
            Some(first) => self.propose_end(first),
            None => {
                if let Some(linking) = self.linking_mut() {
                    (linking.to, linking.ways) = (None, Vec::new());
                }
                Vec::new()
            }
        }
    }

    /// Proposes a mark, and brings it into view; says why where the two cannot be linked.
    pub(super) fn propose_end(&mut self, to: MarkId) -> Vec<Job> {
        let Some((project, linking)) = self.project().zip(self.linking()) else { return Vec::new() };
        let Some((from, other)) = project.mark(linking.from).zip(project.mark(to)) else { return Vec::new() };
        let (first, second) = (from.label(), other.label());
        if from.id == other.id {
            self.tell(Notice::info("a mark cannot be linked to itself"));
            return Vec::new();
        }
        let mut ways = ways(project, &first, &second);
        let Some(open) = &mut self.open else { return Vec::new() };
        let Some(linking) = &mut open.linking else { return Vec::new() };
        if ways.is_empty() {
            let sentence = format!("no link goes from a {} to a {}", first.name().to_lowercase(), second.name().to_lowercase());
            self.tell(Notice::info(sentence));
            return Vec::new();
        }
        // The kind that was chosen stays chosen where it is possible.
        if let Some(place) = linking.way().and_then(|chosen| ways.iter().position(|way| way == chosen)) {
            ways.rotate_left(place);
        }
        (linking.to, linking.ways) = (Some(to), ways);
        let from = linking.from;
        self.run_select(SelectCommand::Mark(to));
        if let Some(open) = &mut self.open {
            open.selection.mark = Some(from);
        }
        Vec::new()
    }

    /// The same kind of link the other way round.
    pub(super) fn turn_link_round(&mut self) -> Vec<Job> {
        let Some(linking) = self.linking_mut() else { return Vec::new() };
        let Some(way) = linking.way().cloned() else { return Vec::new() };
        let back = linking.ways.iter().position(|other| other.kind == way.kind && other.is_reversed != way.is_reversed);
        match back {
            Some(place) => linking.ways.rotate_left(place),
            None if way.kind.is_mutual() => self.tell(Notice::info(format!("a link {} has no direction: it reads the same from both ends", way.kind))),
            None => self.tell(Notice::info(format!("a link {} goes from {}", way.kind, way.kind.ends()))),
        }
        Vec::new()
    }

    /// Makes the link, and goes back to where it began.
    pub(super) fn accept_link(&mut self, now: Moment) -> Vec<Job> {
        let Some(linking) = self.linking().cloned() else { return Vec::new() };
        let Some((to, way)) = linking.to.zip(linking.way().cloned()) else { return Vec::new() };
        self.stop_linking();
        let (from, to) = if way.is_reversed { (to, linking.from) } else { (linking.from, to) };
        self.run_link(LinkCommand::Add { from, kind: way.kind, to, cue: Vec::new() }, now)
    }

    /// Links nothing; the mark that it began at is selected as before.
    pub(super) fn stop_linking(&mut self) -> Vec<Job> {
        let ended = self.open.as_mut().and_then(|open| open.linking.take());
        if let Some(linking) = ended {
            self.run_select(SelectCommand::Mark(linking.from));
        }
        Vec::new()
    }

    fn linking_mut(&mut self) -> Option<&mut Linking> {
        self.open.as_mut()?.linking.as_mut()
    }
}

/// Whether a link between the two makes sense.
fn can_end(project: &Project, from: &Mark, other: &Mark) -> bool {
    other.id != from.id && other.is_accepted() && can_link(project, &from.label(), &other.label())
}

/// The next mark of an article, round and round, to which a link makes sense: from the one that is proposed, else from the start.
fn beside(project: &Project, from: &Mark, article: ArticleId, here: Option<MarkId>, forward: bool) -> Option<MarkId> {
    let places = project.places(article)?;
    let count = places.len();
    let here = here.and_then(|id| project.mark(id)).filter(|mark| mark.article == article);
    let start = match here.and_then(|mark| places.position(&mark.at, mark.id)) {
        Some(place) => place,
        None if forward => count.checked_sub(1)?,
        None => 0,
    };
    let mut steps = (1..=count).map(|step| if forward { (start + step) % count } else { (start + count - step) % count });
    steps.find_map(|place| places.get(place).and_then(|id| project.mark(id)).filter(|other| can_end(project, from, other))).map(|other| other.id)
}

/// How many marks with the words that were looked for are stepped through.
const MOST_FOUND: usize = 500;

fn has_any_end(project: &Project, from: &Mark) -> bool {
    project.marks().any(|other| can_end(project, from, other))
}

/// The marks with these words, or whose source has this name: those of the mark's own article first, each article in reading order.
fn found<'a>(project: &'a Project, from: &'a Mark, words: &str) -> impl Iterator<Item = MarkId> + 'a {
    let wanted = words.trim().to_lowercase();
    let others = project.order().iter().copied().filter(|id| *id != from.article);
    let articles = std::iter::once(from.article).chain(others);
    let has_words = move |other: &&Arc<Mark>| {
        let text = project.text_of(other).map(|text| other.at.words(text).to_lowercase()).unwrap_or_default();
        text.contains(&wanted) || other.source_name().is_some_and(|name| name.to_lowercase().contains(&wanted))
    };
    let marks = articles.flat_map(|article| project.marks_in(article)).filter(|other| can_end(project, from, other));
    marks.filter(has_words).map(|other| other.id)
}
