//! Articles and marks by a few letters. What is looked through is prepared once for a project as it is, and narrowed while more is
//! typed; both a little in each frame, so that sixty thousand marks never hold a frame up.

use super::words::{Finder, Fit, Haystack, Needle};
use crate::project::{ArticleId, IdBeginning, Project};
use crate::session::Session;
use crate::view::go_to::{Target, Walk};
use std::cmp::Ordering;
use std::ops::Range;
use std::time::{Duration, Instant};

/// How much of a frame is taken.
const SLICE: Duration = Duration::from_millis(3);
/// How many are looked at before the time is looked at.
const AT_ONCE: usize = 128;
/// The most that are listed: who wants another types one more letter.
pub(super) const MOST: usize = 500;

/// Everything that can be gone to.
pub(super) struct GoTo {
    /// The project and its version that were prepared.
    version: (u64, u64),
    shown: Option<usize>,
    walk: Option<Walk>,
    part: f32,
    targets: Vec<Target>,
    hays: Vec<Haystack>,
    titles: Vec<Haystack>,
    finder: Finder,
    typed: String,
    search: Option<Search>,
    listed: Vec<u32>,
}

/// One look through.
struct Search {
    needle: Needle,
    /// What was typed, where it may be the beginning of an id.
    id: Option<IdBeginning>,
    /// What was found before with fewer letters; none is everything.
    among: Option<Vec<u32>>,
    /// How many of those were looked at.
    looked: usize,
    hits: Vec<(Rank, u32)>,
    /// How well each part fits to the title of each article that was come by.
    titles: Vec<Option<Vec<Option<u16>>>>,
    is_done: bool,
}

/// What goes first: the better fit, the shown article's, articles, and in the order of the project.
type Rank = (Fit, bool, bool);

impl GoTo {
    /// Nothing is prepared yet.
    pub(super) fn new() -> Self {
        Self {
            version: (0, 0),
            shown: None,
            walk: None,
            part: 0.0,
            targets: Vec::new(),
            hays: Vec::new(),
            titles: Vec::new(),
            finder: Finder::new(),
            typed: String::new(),
            search: None,
            listed: Vec::new(),
        }
    }

    /// Goes on for as long as a frame can bear, or to the end; whether everything is done.
    pub(super) fn go_on(&mut self, session: &Session, typed: &str, to_the_end: bool) -> bool {
        let Some(project) = session.project() else { return true };
        self.begin(project, session);
        if self.search.is_none() || self.typed != typed {
            self.look_for(typed);
        }
        let until = (!to_the_end).then(|| Instant::now() + SLICE);
        let is_out = || until.is_some_and(|until| Instant::now() >= until);
        while self.walk.is_some() {
            self.prepare(project);
            if is_out() {
                return false;
            }
        }
        while !self.is_found() {
            self.look();
            if is_out() {
                break;
            }
        }
        self.is_found()
    }

    /// Begins anew where the project is another than that which was prepared.
    fn begin(&mut self, project: &Project, session: &Session) {
        let version = (session.project_number(), session.version());
        if self.version != version {
            *self = Self { version, walk: Some(Walk::default()), ..Self::new() };
            let shown = session.selection().article;
            self.shown = project.order().iter().position(|id: &ArticleId| Some(*id) == shown);
        }
    }

    fn prepare(&mut self, project: &Project) {
        let Some(walk) = &mut self.walk else { return };
        for _ in 0..AT_ONCE {
            let Some(target) = walk.next(project) else {
                self.walk = None;
                return;
            };
            let words = if target.name.is_empty() { target.words.clone() } else { format!("{} {}", target.words, target.name) };
            if target.number == 0 {
                self.titles.push(Haystack::new(&words));
            }
            self.hays.push(Haystack::new(&words));
            self.targets.push(target);
        }
        self.part = walk.part(project);
    }

    /// Begins to look, among what was found before where more letters were typed.
    fn look_for(&mut self, typed: &str) {
        let id = IdBeginning::new(typed);
        let before = self.search.take().filter(|search| search.is_done && typed.starts_with(&self.typed) && !search.needle.is_empty());
        // With fewer letters than tell a whole id, its letter counted, what has it may not have been found.
        let before = before.filter(|_| id.is_none() || self.typed.trim().len() > IdBeginning::LEAST);
        let among = before.map(|search| search.hits.into_iter().map(|(_, index)| index).collect());
        typed.clone_into(&mut self.typed);
        self.search = Some(Search { needle: Needle::new(typed), id, among, looked: 0, hits: Vec::new(), titles: Vec::new(), is_done: false });
    }

    fn look(&mut self) {
        let Some(mut search) = self.search.take() else { return };
        let count = search.among.as_ref().map_or(self.targets.len(), Vec::len);
        let end = (search.looked + AT_ONCE).min(count);
        for place in search.looked..end {
            let index = search.among.as_ref().map_or(Some(place as u32), |among| among.get(place).copied());
            if let Some(hit) = index.and_then(|index| self.hit(&mut search, index)) {
                search.hits.push(hit);
            }
        }
        search.looked = end;
        if end == count {
            search.is_done = true;
            self.listed = best(&mut search.hits);
        }
        self.search = Some(search);
    }

    fn hit(&mut self, search: &mut Search, index: u32) -> Option<(Rank, u32)> {
        let (target, hay) = self.targets.get(index as usize).zip(self.hays.get(index as usize))?;
        let rank = |fit| (fit, self.shown != Some(target.article), target.number != 0);
        let by_id = search.id.as_ref().is_some_and(|id| target.goal.begins(id)).then_some(Fit::Id);
        let title = self.titles.get(target.article)?;
        if !search.needle.can_fit(hay.letters() | title.letters()) {
            return Some((rank(by_id?), index));
        }
        if search.titles.len() <= target.article {
            search.titles.resize(self.titles.len(), None);
        }
        let known = search.titles.get_mut(target.article)?;
        let beside = known.get_or_insert_with(|| self.finder.parts(&search.needle, title));
        let fit = self.finder.fit(&search.needle, hay, beside).into_iter().chain(by_id).min()?;
        Some((rank(fit), index))
    }

    fn is_found(&self) -> bool {
        self.walk.is_none() && self.search.as_ref().is_some_and(|search| search.is_done)
    }

    /// How much is prepared, from 0 to 1; none when all is.
    pub(super) fn preparing(&self) -> Option<f32> {
        self.walk.map(|_| self.part)
    }

    /// How many are listed.
    pub(super) fn len(&self) -> usize {
        self.listed.len()
    }

    /// How many were found.
    pub(super) fn found(&self) -> usize {
        self.search.as_ref().map_or(0, |search| search.hits.len())
    }

    /// One of those that are listed.
    pub(super) fn target(&self, place: usize) -> Option<&Target> {
        self.targets.get(*self.listed.get(place)? as usize)
    }

    /// Whether a listed one was found by its id.
    pub(super) fn is_by_id(&self, target: &Target) -> bool {
        self.search.as_ref().and_then(|search| search.id.as_ref()).is_some_and(|id| target.goal.begins(id))
    }

    /// The bytes of words in which the letters were found.
    pub(super) fn marked(&mut self, words: &str) -> Vec<Range<usize>> {
        match &self.search {
            Some(search) if !search.needle.is_empty() => self.finder.found(&search.needle, words),
            Some(_) | None => Vec::new(),
        }
    }
}

/// The best of all, in order; the others stay as they are.
fn best(hits: &mut [(Rank, u32)]) -> Vec<u32> {
    let order = |one: &(Rank, u32), other: &(Rank, u32)| -> Ordering { one.cmp(other) };
    if hits.len() > MOST {
        hits.select_nth_unstable_by(MOST, order);
    }
    let end = hits.len().min(MOST);
    let Some(first) = hits.get_mut(..end) else { return Vec::new() };
    first.sort_unstable_by(order);
    first.iter().map(|(_, index)| *index).collect()
}
