//! What is looked for in the open project: the search itself runs on another thread.

use super::marks::is_free;
use super::{Act, Job, Level, MarkDraft, Notice, SearchCommand, SelectCommand, Session};
use crate::assist::first_meaning;
use crate::edit::{self, Bulk, Hand, Refusal};
use crate::project::{ArticleId, Label, MarkId, Meaning, Moment, Name, Project};
use crate::search::{Found, Hit, Place, Query};
use crate::text::{Manner, TextRange, counted};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A search.
#[derive(Clone, Debug)]
pub struct Searching {
    /// What was typed.
    pub typed: String,
    /// How words are looked for.
    pub manner: Manner,
    /// Whether all articles are looked through.
    pub everywhere: bool,
    /// What was found last; it stays while something else is looked for.
    pub found: Arc<Found>,
    /// Why nothing can be found, in a sentence; empty where something can.
    pub wrong: String,
    /// The place that was gone to last, or that the next step goes to.
    pub current: Option<usize>,
    /// Whether `current` was gone to.
    pub is_there: bool,
    /// The places that are left out of what is done with all.
    pub left_out: BTreeSet<Hit>,
    /// Whether an answer is awaited.
    pub is_asked: bool,
    /// The step that is taken as soon as it is there: to the next place, or back.
    steps_then: Option<bool>,
    /// Which question that is.
    asked: u64,
    /// The article that was looked through, where it was only one.
    only: Option<ArticleId>,
    /// The version of the project in which it was found.
    version: u64,
}

impl Searching {
    /// Whether the project, or the article that is looked through, is another since.
    pub fn is_stale(&self, session: &Session) -> bool {
        !self.is_asked && (self.version != session.version() || (!self.everywhere && self.only != session.selection().article))
    }

    /// The place with a number.
    pub fn hit(&self, number: usize) -> Option<&Hit> {
        self.found.hits.get(number)
    }

    /// The places that something would be done with.
    pub fn chosen(&self) -> impl Iterator<Item = &Hit> {
        self.found.hits.iter().filter(|hit| !self.left_out.contains(hit))
    }

    /// The marks among them, each once, in order.
    pub fn chosen_marks(&self) -> Vec<MarkId> {
        let mut seen = BTreeSet::new();
        self.chosen().filter_map(|hit| hit.mark).filter(|mark| seen.insert(*mark)).collect()
    }

    /// The words of the text among them.
    pub fn chosen_words(&self) -> Vec<(ArticleId, TextRange)> {
        self.chosen().filter(|hit| hit.place == Place::Text).filter_map(|hit| Some((hit.article, hit.at?))).collect()
    }
}

impl Session {
    /// What is looked for; none where nothing is.
    pub fn searching(&self) -> Option<&Searching> {
        self.open.as_ref()?.searching.as_ref()
    }

    pub(super) fn run_search(&mut self, command: SearchCommand, now: Moment) -> Vec<Job> {
        match command {
            SearchCommand::Look { typed, manner, everywhere } => self.look(typed, manner, everywhere),
            SearchCommand::Again => self.look_again(),
            SearchCommand::Step { forward } => self.step_search(forward),
            SearchCommand::Go(number) => self.go_to_hit(number),
            SearchCommand::LeaveOut(number) => {
                if let Some(searching) = self.searching_mut()
                    && let Some(hit) = searching.hit(number).copied()
                    && !searching.left_out.remove(&hit)
                {
                    searching.left_out.insert(hit);
                }
                Vec::new()
            }
            SearchCommand::Act(act) => self.act_on_found(&act, now),
            SearchCommand::Close => {
                if let Some(open) = &mut self.open {
                    open.searching = None;
                }
                Vec::new()
            }
        }
    }

    fn searching_mut(&mut self) -> Option<&mut Searching> {
        self.open.as_mut()?.searching.as_mut()
    }

    fn look(&mut self, typed: String, manner: Manner, everywhere: bool) -> Vec<Job> {
        let asked = self.next_asked();
        let (into, version, shown) = (self.project_number(), self.version(), self.selection().article);
        let Some(open) = &mut self.open else { return Vec::new() };
        let only = if everywhere { None } else { shown };
        let before = open.searching.take();
        let is_same = before.as_ref().is_some_and(|before| before.typed == typed && before.manner == manner && before.everywhere == everywhere);
        let mut searching = before.unwrap_or_else(|| Searching {
            typed: String::new(),
            manner,
            everywhere,
            found: Arc::default(),
            wrong: String::new(),
            current: None,
            is_there: false,
            left_out: BTreeSet::new(),
            is_asked: false,
            steps_then: None,
            asked,
            only,
            version,
        });
        if !is_same {
            (searching.current, searching.is_there) = (None, false);
            searching.left_out.clear();
        }
        (searching.typed, searching.manner, searching.everywhere, searching.only) = (typed, manner, everywhere, only);
        (searching.asked, searching.version, searching.is_asked) = (asked, version, false);
        searching.wrong.clear();
        let jobs = match Query::new(&searching.typed, manner) {
            Ok(query) => {
                searching.is_asked = true;
                vec![Job::Search { into, asked, project: open.project.clone(), query: Box::new(query), only }]
            }
            Err(why) => {
                searching.found = Arc::default();
                if !searching.typed.trim().is_empty() {
                    searching.wrong = why.to_string();
                }
                Vec::new()
            }
        };
        open.searching = Some(searching);
        jobs
    }

    fn look_again(&mut self) -> Vec<Job> {
        let stale = self.searching().filter(|searching| searching.is_stale(self));
        let Some((typed, manner, everywhere)) = stale.map(|searching| (searching.typed.clone(), searching.manner, searching.everywhere)) else {
            return Vec::new();
        };
        self.look(typed, manner, everywhere)
    }

    /// Takes what was found, unless something else is looked for by now.
    pub(super) fn searched(&mut self, into: u64, asked: u64, found: Result<Arc<Found>, String>) -> Vec<Job> {
        if into != self.project_number() {
            return Vec::new();
        }
        let selection = self.selection();
        let caret = (selection.article, selection.bytes().start);
        let order: Vec<ArticleId> = self.project().map(|project| project.order().to_vec()).unwrap_or_default();
        let Some(searching) = self.searching_mut().filter(|searching| searching.asked == asked) else { return Vec::new() };
        searching.is_asked = false;
        let before = searching.current.and_then(|current| searching.hit(current)).copied();
        (searching.found, searching.wrong) = match found {
            Ok(found) => (found, String::new()),
            Err(why) => (Arc::default(), why),
        };
        let hits = &searching.found.hits;
        searching.left_out.retain(|hit| hits.contains(hit));
        let same = before.and_then(|before| hits.iter().position(|hit| *hit == before));
        searching.is_there &= same.is_some();
        searching.current = same.or_else(|| from_caret(hits, &order, caret));
        let step = searching.steps_then.take();
        step.map_or_else(Vec::new, |forward| self.step_search(forward))
    }

    fn step_search(&mut self, forward: bool) -> Vec<Job> {
        if let Some(searching) = self.searching_mut().filter(|searching| searching.is_asked) {
            searching.steps_then = Some(forward);
            return Vec::new();
        }
        let Some(searching) = self.searching() else { return Vec::new() };
        let count = searching.found.hits.len();
        let next = match (searching.current, searching.is_there) {
            (_, _) if count == 0 => return Vec::new(),
            (None, _) => 0,
            (Some(here), false) if forward => here,
            (Some(here), _) => (if forward { here + 1 } else { here + count - 1 }) % count,
        };
        self.go_to_hit(next)
    }

    fn go_to_hit(&mut self, number: usize) -> Vec<Job> {
        let Some(hit) = self.searching().and_then(|searching| searching.hit(number)).copied() else { return Vec::new() };
        if let Some(searching) = self.searching_mut() {
            (searching.current, searching.is_there) = (Some(number), true);
        }
        if let Some(open) = &mut self.open {
            (open.comparing, open.shows_review) = (None, open.shows_review && hit.mark.is_some());
        }
        match (hit.mark, hit.at) {
            (Some(mark), _) => self.run_select(SelectCommand::Mark(mark)),
            (None, Some(at)) => {
                self.show(hit.article);
                // The text may be another since.
                let fits = self.article().is_some_and(|article| article.id == hit.article && at.fits(&article.text));
                if fits { self.see(at) } else { Vec::new() }
            }
            (None, None) => {
                self.show(hit.article);
                Vec::new()
            }
        }
    }

    /// Does something with all that was found; where the project changed since, it is looked for once more and nothing is done.
    fn act_on_found(&mut self, act: &Act, now: Moment) -> Vec<Job> {
        let Some(searching) = self.searching() else { return Vec::new() };
        if searching.is_asked || searching.is_stale(self) {
            self.tell(Notice::info("the project changed since: look at what is found now, then do it once more"));
            return self.look_again();
        }
        let (marks, words) = (searching.chosen_marks(), searching.chosen_words());
        let (jobs, done) = match act {
            Act::Mark(label) => return self.mark_words(label, words, now),
            Act::Relabel(label) => self.change(now, |project, hand| bulk(relabelled(project, hand, &marks, label))),
            Act::Tag(tag) => self.tag_marks(&marks, tag, now),
            Act::Untag(tag) => {
                let without = |mark: &mut crate::project::Mark| mark.tags.retain(|there| there != tag);
                self.change(now, |project, hand| bulk(edit::change_all(project, hand, &marks, "take a tag from", without)))
            }
            Act::Accept => return self.change(now, |project, hand| Ok((edit::decide(project, hand, &marks, true, "")?, ()))).0,
            Act::Remove => self.change(now, |project, hand| bulk(edit::drop_all(project, hand, &marks))),
        };
        if let Some(done) = done {
            self.tell_bulk(act, &done);
        }
        jobs
    }

    fn mark_words(&mut self, label: &Label, words: Vec<(ArticleId, TextRange)>, now: Moment) -> Vec<Job> {
        let Some(project) = self.project() else { return Vec::new() };
        let all = words.len();
        let is_work = |(article, at): &(ArticleId, TextRange)| !project.article(*article).is_some_and(|article| article.skips(&(*at).into()));
        let drafts = words.into_iter().filter(is_work).map(|(article, at)| MarkDraft::new(article, at, label));
        let mut drafts: Vec<MarkDraft> = drafts.filter(|draft| is_free(project, draft)).collect();
        if drafts.len() < all {
            let why = "they are marked so already, or stand in a zone to skip";
            self.tell(Notice::info(format!("{} left as before: {why}", counted(all - drafts.len(), "place"))));
        }
        if drafts.is_empty() {
            return Vec::new();
        }
        for draft in &mut drafts {
            self.say_first(draft);
        }
        self.change(now, |project, hand| Ok((edit::add_marks(project, hand, drafts)?.0, ()))).0
    }

    fn tag_marks(&mut self, marks: &[MarkId], tag: &Name, now: Moment) -> (Vec<Job>, Option<Summary>) {
        let tag: Name = tag.trim().into();
        if tag.is_empty() {
            return (Vec::new(), None);
        }
        let with = |mark: &mut crate::project::Mark| {
            if !mark.tags.contains(&tag) {
                mark.tags.push(tag.clone());
            }
        };
        self.change(now, |project, hand| {
            let (mut change, done) = bulk(edit::change_all(project, hand, marks, "tag", with))?;
            change.edits.extend(super::marks::new_tags(project, std::slice::from_ref(&tag)));
            Ok((change, done))
        })
    }

    fn tell_bulk(&mut self, act: &Act, done: &Summary) {
        let mut details: Vec<String> = done.dropped.iter().map(|what| format!("dropped: {what}")).collect();
        if done.passed > 0 {
            details.push(format!("{} stayed as before: the same words are marked so already", counted(done.passed, "mark")));
        }
        let marks = counted(done.changed, "mark");
        let what = match act {
            _ if done.changed == 0 => "nothing was changed".to_owned(),
            Act::Relabel(label) => format!("{marks} relabelled as {}", label.name().to_lowercase()),
            Act::Tag(tag) => format!("{marks} tagged “{tag}”"),
            Act::Untag(tag) => format!("“{tag}” taken from {marks}"),
            Act::Remove => format!("{marks} removed, with the links to them; undo brings them back"),
            Act::Mark(_) | Act::Accept => format!("{marks} changed"),
        };
        self.tell(Notice { level: Level::Info, ..Notice::info(what) }.with(details));
    }
}

/// What came of a change of many marks.
struct Summary {
    changed: usize,
    passed: usize,
    dropped: Vec<String>,
}

fn bulk(done: Result<Bulk, Refusal>) -> Result<(edit::Change, Summary), Refusal> {
    let Bulk { change, changed, passed, mut dropped } = done?;
    dropped.sort();
    let mut counts: Vec<(String, usize)> = Vec::new();
    for what in dropped {
        match counts.last_mut() {
            Some((last, count)) if *last == what => *count += 1,
            _ => counts.push((what, 1)),
        }
    }
    let dropped = counts.into_iter().map(|(what, count)| if count == 1 { what } else { format!("{what}, {count} times") }).collect();
    Ok((change, Summary { changed, passed, dropped }))
}

fn relabelled(project: &Project, hand: &Hand<'_>, marks: &[MarkId], label: &Label) -> Result<Bulk, Refusal> {
    let meanings = marks.iter().filter_map(|id| {
        let mark = project.mark(*id)?;
        let article = project.article(mark.article)?;
        let first = |label: &Label| -> Meaning { first_meaning(project, article, &mark.at, label) };
        Some((*id, first(label), first(&mark.label())))
    });
    edit::relabel_all(project, hand, meanings.collect())
}

/// The first place at or behind the caret in its article, else the first of that article, else the first of an article behind it; the very
/// first where there is none.
fn from_caret(hits: &[Hit], order: &[ArticleId], (article, byte): (Option<ArticleId>, usize)) -> Option<usize> {
    let ranks: BTreeMap<ArticleId, usize> = order.iter().enumerate().map(|(rank, id)| (*id, rank)).collect();
    let rank = |id: ArticleId| ranks.get(&id).copied();
    let here = article.and_then(rank);
    let is_behind = |hit: &Hit| match rank(hit.article).cmp(&here) {
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Equal => hit.at.is_some_and(|at| at.start() >= byte),
        std::cmp::Ordering::Greater => true,
    };
    let is_here = |hit: &Hit| Some(hit.article) == article;
    let in_article = || hits.iter().position(|hit| is_here(hit) && is_behind(hit)).or_else(|| hits.iter().position(is_here));
    in_article().or_else(|| hits.iter().position(is_behind)).or((!hits.is_empty()).then_some(0))
}
