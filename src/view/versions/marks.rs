//! The marks of the older text: what becomes of each, in words and in both texts.

use crate::project::{Label, Mark, MarkId, Project};
use crate::session::{Choice, Comparing, Other};
use crate::text::{Fate, Fragments, Text, TextRange};
use crate::view::shorten;
use std::ops::Range;
use std::sync::Arc;

/// The longest words of a mark in a row, in characters.
const WORDS: usize = 160;
/// How many times as long as a mark's words others may be that stand in their place, to be offered.
const REWRITTEN: usize = 3;

/// Characters of text around a place that could be meant.
const CONTEXT: usize = 24;

/// What becomes of a mark.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Kind {
    /// Other words stand in its place.
    Changed,
    /// Its words stand in several places.
    InDoubt,
    /// Its words are gone.
    Lost,
    /// Its words stand elsewhere.
    Moved,
    /// Its words stand there.
    Kept,
}

impl Kind {
    /// All, in the order of the lists.
    pub const ALL: [Self; 5] = [Self::Changed, Self::InDoubt, Self::Lost, Self::Moved, Self::Kept];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Changed => "Changed",
            Self::InDoubt => "In doubt",
            Self::Lost => "Lost",
            Self::Moved => "Moved",
            Self::Kept => "Kept",
        }
    }

    /// Whether an analyst has to look.
    pub fn needs_a_look(self) -> bool {
        matches!(self, Self::Changed | Self::InDoubt | Self::Lost)
    }

    fn of(fate: &Fate) -> Self {
        match fate {
            Fate::Kept(_) => Self::Kept,
            Fate::Moved(_) => Self::Moved,
            Fate::Changed { .. } => Self::Changed,
            Fate::Doubtful(_) => Self::InDoubt,
            Fate::Lost { .. } => Self::Lost,
        }
    }
}

/// What is done with a mark.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Done {
    /// It goes to words of the newer text.
    Put,
    /// It goes for good.
    LetGo,
    /// It waits.
    Later,
}

/// A mark of the older text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MarkShown {
    /// Which.
    pub id: MarkId,
    /// Its label.
    pub label: Label,
    /// What becomes of it.
    pub kind: Kind,
    /// Its words.
    pub old: String,
    /// The words that it would stand on, or that stand there now.
    pub new: Option<String>,
    /// Where it would go.
    pub offer: Option<Fragments>,
    /// The places that could be meant, with what stands around each.
    pub places: Vec<(TextRange, String)>,
    /// What is done with it, as far as that is decided.
    pub done: Done,
    /// First byte in the older text.
    pub from: usize,
    /// First byte in the newer text.
    pub to: Option<usize>,
}

/// A mark that is decided about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Row {
    /// Which.
    pub id: MarkId,
    /// What becomes of it.
    pub kind: Kind,
    /// Whether nothing is decided yet, so that it waits.
    pub waits: bool,
}

/// A range of a mark that is painted in one of the texts.
#[derive(Clone, Debug)]
pub struct Placed {
    /// The range.
    pub range: TextRange,
    /// The mark.
    pub id: MarkId,
    /// Its label.
    pub label: Label,
}

/// All ranges of marks that are painted in one of the texts.
#[derive(Clone, Default, Debug)]
pub struct Painted {
    /// By their place.
    placed: Vec<Placed>,
    /// How far those up to each one reach, in bytes.
    reach: Vec<usize>,
}

impl Painted {
    fn of(mut placed: Vec<Placed>) -> Self {
        placed.sort_by_key(|placed| (placed.range.start(), std::cmp::Reverse(placed.range.end()), placed.id));
        let mut far = 0;
        let reach = placed.iter().map(|placed| {
            far = far.max(placed.range.end());
            far
        });
        Self { reach: reach.collect(), placed }
    }

    /// Those that have a byte of a stretch, an outer one before what it holds.
    pub fn touching(&self, bytes: &Range<usize>) -> impl Iterator<Item = &Placed> {
        let (start, end) = (bytes.start, bytes.end);
        let first = self.reach.partition_point(|far| *far <= start);
        let behind = self.placed.partition_point(|placed| placed.range.start() < end);
        self.placed.get(first..behind).unwrap_or_default().iter().filter(move |placed| placed.range.end() > start)
    }
}

/// The marks that are decided about, with what becomes of them, in reading order.
pub fn rows(project: &Project, comparing: &Comparing) -> Vec<Row> {
    let row = |mark: &Arc<Mark>| {
        let fate = comparing.carriage.fate(&mark.at);
        Row { id: mark.id, kind: Kind::of(&fate), waits: done(comparing, mark.id, &fate) == Done::Later }
    };
    comparing.marks(project).into_iter().map(row).collect()
}

/// One mark, in words.
pub fn mark_shown(project: &Project, comparing: &Comparing, id: MarkId) -> Option<MarkShown> {
    let mark = project.mark(id)?;
    let comparison = comparing.carriage.comparison();
    let (old, new) = (comparison.old(), comparison.new_text());
    let fate = comparing.carriage.fate(&mark.at);
    let kind = Kind::of(&fate);
    let (offer, places) = match &fate {
        Fate::Kept(at) | Fate::Moved(at) | Fate::Changed { at, .. } => (Some(at.clone()), Vec::new()),
        Fate::Doubtful(places) => (None, places.iter().map(|at| (*at, in_context(new, *at))).collect()),
        Fate::Lost { instead } => (instead.filter(|at| could_be(mark, *at, new)).map(Fragments::from), Vec::new()),
    };
    let chosen = match comparing.choices.get(&id) {
        Some(Choice::Put(at)) => Some(at.clone()),
        Some(Choice::LetGo | Choice::Later) | None => None,
    };
    let stands = chosen.or_else(|| offer.clone());
    Some(MarkShown {
        id,
        label: mark.label(),
        kind,
        old: shorten(&mark.at.words(old), WORDS),
        new: stands.as_ref().map(|at| shorten(&at.words(new), WORDS)),
        to: stands.as_ref().map(Fragments::start).or_else(|| places.first().map(|(at, _)| at.start())),
        done: done(comparing, id, &fate),
        from: mark.at.start(),
        offer,
        places,
    })
}

/// What is painted in the older text: every mark that stood in it.
pub fn painted_old(project: &Project, comparing: &Comparing) -> Painted {
    match comparing.other {
        Other::New { .. } => placed(project.marks_in(comparing.article)),
        Other::Earlier(version) => project.version(version).map(|version| placed(version.marks.iter())).unwrap_or_default(),
    }
}

/// What is painted in the newer text: the marks of the article as it is, or those that go there.
pub fn painted_new(project: &Project, comparing: &Comparing) -> Painted {
    if !comparing.is_new() {
        return placed(project.marks_in(comparing.article));
    }
    let mut all = Vec::new();
    for mark in project.marks_in(comparing.article) {
        let fate = comparing.carriage.fate(&mark.at);
        let at = match comparing.choices.get(&mark.id) {
            Some(Choice::Put(at)) => Some(at.clone()),
            Some(Choice::LetGo | Choice::Later) => None,
            None => fate.certain().cloned(),
        };
        for range in at.iter().flat_map(Fragments::iter) {
            all.push(Placed { range, id: mark.id, label: mark.label() });
        }
    }
    Painted::of(all)
}

fn placed<'m>(marks: impl Iterator<Item = &'m Arc<Mark>>) -> Painted {
    Painted::of(marks.flat_map(|mark| mark.at.iter().map(|range| Placed { range, id: mark.id, label: mark.label() })).collect())
}

/// Whether words that stand where others stood are few enough to be what these became.
fn could_be(mark: &Mark, instead: TextRange, new: &Text) -> bool {
    let length: usize = mark.at.iter().map(|range| range.end() - range.start()).sum();
    let one_paragraph = !instead.of(new).contains('\n');
    one_paragraph && instead.end() - instead.start() <= REWRITTEN * length + WORDS
}

fn done(comparing: &Comparing, id: MarkId, fate: &Fate) -> Done {
    match comparing.choices.get(&id) {
        Some(Choice::Put(_)) => Done::Put,
        Some(Choice::LetGo) => Done::LetGo,
        Some(Choice::Later) => Done::Later,
        None if fate.certain().is_some() => Done::Put,
        None => Done::Later,
    }
}

fn in_context(text: &Text, at: TextRange) -> String {
    let paragraph = text.paragraph(text.paragraph_at(at.start()));
    let before: String = text.slice(paragraph.start..at.start()).chars().rev().take(CONTEXT).collect::<Vec<char>>().into_iter().rev().collect();
    let after: String = text.slice(at.end()..paragraph.end.max(at.end())).chars().take(CONTEXT).collect();
    format!("{before}{}{after}", at.of(text))
}
