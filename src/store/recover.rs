//! What a journal says about the file that lies there: which lines the file holds already, and which a crash left. Pure:
//! bytes in, a plan out. It never decides that a line is worth nothing: what it cannot use it names.
//!
//! A journal goes with a file where its last `saved` line has the file's hash, or a `base` line after that has it: one is written
//! before each replacement of the file, so that a program that ends between the replacement and its `saved` line is understood.

use super::format::{Line, Tail, read_lines};
use super::salvage::{self, Salvage};
use super::steps::{Steps, goes_back_to, is_change};
use crate::edit::{Change, Edit};
use crate::project::Project;
use crate::text::{Fingerprint, Text};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The most bytes of a journal that are kept; beyond it go, oldest first, the lines that the file holds already.
pub(super) const JOURNAL_LIMIT_BYTES: usize = 64 * 1024 * 1024;

/// What is to become of a journal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Plan {
    /// It goes on behind these bytes; what stands behind them is a torn line.
    GoesOn(usize),
    /// These of its bytes become the journal; the whole is kept aside first where it was damaged.
    Cut {
        /// Where what is kept starts and ends.
        keep: std::ops::Range<usize>,
        /// Whether the rest is of any worth.
        set_aside: bool,
    },
    /// It goes with another file: it is kept aside and a new one begins. `is_work`: it held changes that no file has.
    Anew {
        /// Whether it held changes that were in no file.
        is_work: bool,
    },
}

/// A step, and the change that it made.
pub(super) type Made = (Line, Arc<Change>);

/// A file and its journal taken together.
pub(super) struct Found {
    /// The file with the changes that came back.
    pub(super) project: Project,
    /// Undo and redo.
    pub(super) steps: Steps,
    /// The lines that the file does not hold and that go on in the journal, each with the change that it makes.
    pub(super) unsaved: Vec<Made>,
    /// The changes and proposals brought over from a journal that goes with another file.
    pub(super) salvage: Salvage,
    /// The highest number that a line has.
    pub(super) last_seq: u64,
    /// The line at which the replay stopped, from 1.
    pub(super) damaged_line: Option<usize>,
    /// What is to become of the journal.
    pub(super) plan: Plan,
}

/// Lines that stand together, between damaged ones.
struct Stretch {
    lines: Vec<Line>,
    bytes: std::ops::Range<usize>,
}

/// Takes a file, as it was read, and the bytes of its journal together. `hash` is the file's.
pub(super) fn recover(file: Project, hash: &str, bytes: &[u8]) -> Found {
    let (stretches, damages) = stretches(&file, bytes);
    let last_seq = stretches.iter().flat_map(|stretch| &stretch.lines).map(Line::seq).max().unwrap_or(0);
    let fit = stretches.iter().enumerate().rev().find_map(|(index, stretch)| Some((index, stretch, continues_at(&stretch.lines, hash)?)));
    if let Some((index, stretch, at)) = fit
        && let Some((project, steps, unsaved)) = replay(&file, stretch, at)
    {
        let set_aside = !damages.is_empty();
        let old = too_old(stretch, at, bytes);
        let keep = stretch.bytes.start + old.bytes..stretch.bytes.end;
        let plan = if set_aside || old.lines > 0 { Plan::Cut { keep, set_aside } } else { Plan::GoesOn(keep.end) };
        // What can be undone must be what the next start can read.
        let steps = if old.lines > 0 { steps_of(stretch.lines.iter().skip(old.lines)) } else { steps };
        return Found { project, steps, unsaved, salvage: Salvage::default(), last_seq, damaged_line: damages.get(index).copied(), plan };
    }
    let lines: Vec<Line> = stretches.into_iter().flat_map(|stretch| stretch.lines).collect();
    let mut project = file;
    let salvage = salvage::salvage(&mut project, &lines, last_saved(&lines));
    let is_work = lines.iter().skip(last_saved(&lines)).any(is_change) || !damages.is_empty();
    Found { project, steps: Steps::default(), unsaved: Vec::new(), salvage, last_seq, damaged_line: damages.first().copied(), plan: Plan::Anew { is_work } }
}

impl Found {
    /// Brings over what a second journal of the same project holds.
    pub(super) fn also(&mut self, bytes: &[u8]) {
        let lines: Vec<Line> = stretches(&self.project, bytes).0.into_iter().flat_map(|stretch| stretch.lines).collect();
        self.last_seq = lines.iter().map(Line::seq).max().unwrap_or(0).max(self.last_seq);
        self.salvage = salvage::salvage(&mut self.project, &lines, last_saved(&lines)).behind(std::mem::take(&mut self.salvage));
    }
}

/// The texts of a project by what names them in a journal.
fn texts_of(project: &Project) -> BTreeMap<Fingerprint, Text> {
    let texts = project.articles().map(|article| &article.text).chain(project.versions().map(|version| &version.text));
    texts.map(|text| (text.fingerprint(), text.clone())).collect()
}

/// All that can be read, with the numbers of the lines that cannot, each at the end of its stretch.
fn stretches(file: &Project, bytes: &[u8]) -> (Vec<Stretch>, Vec<usize>) {
    let (mut all, mut damages) = (Vec::new(), Vec::new());
    let mut texts = texts_of(file);
    let (mut from, mut lines_before) = (0, 0);
    loop {
        let rest = bytes.get(from..).unwrap_or_default();
        let read = read_lines(rest, &|print| texts.get(&print).cloned());
        for edit in read.lines.iter().flat_map(edits_of) {
            texts.extend(edit.texts().into_iter().flatten().map(|text| (text.fingerprint(), text.clone())));
        }
        all.push(Stretch { bytes: from..from + read.good_bytes, lines: read.lines });
        let bad = rest.get(read.good_bytes..).unwrap_or_default();
        match (read.tail, memchr::memchr(b'\n', bad)) {
            (Tail::Damaged { .. }, Some(end)) => {
                lines_before += 1 + memchr::memchr_iter(b'\n', rest.get(..read.good_bytes).unwrap_or_default()).count();
                damages.push(lines_before);
                from += read.good_bytes + end + 1;
            }
            (Tail::Damaged { .. } | Tail::Clean | Tail::Torn, _) => return (all, damages),
        }
    }
}

fn edits_of(line: &Line) -> &[Edit] {
    match line {
        Line::Do { change, .. } => &change.edits,
        Line::Undo { .. } | Line::Redo { .. } | Line::Saved { .. } | Line::Base { .. } => &[],
    }
}

/// The place behind the last `saved` line; 0 where there is none.
fn last_saved(lines: &[Line]) -> usize {
    lines.iter().rposition(|line| matches!(line, Line::Saved { .. })).map_or(0, |index| index + 1)
}

/// The place in the lines up to which the file holds them; none where they go with another file.
fn continues_at(lines: &[Line], hash: &str) -> Option<usize> {
    let from = last_saved(lines).saturating_sub(1);
    let names_it = |line: &&Line| matches!(line, Line::Saved { hash: named, .. } | Line::Base { hash: named, .. } if named == hash);
    let index = lines.iter().enumerate().skip(from).filter(|(_, line)| names_it(line)).map(|(index, _)| index).next_back()?;
    Some(index + 1)
}

/// The file with the lines that it does not hold; none where one of them does not fit after all.
fn replay(file: &Project, stretch: &Stretch, at: usize) -> Option<(Project, Steps, Vec<Made>)> {
    let (held, rest) = stretch.lines.split_at_checked(at)?;
    let mut project = file.clone();
    let mut steps = steps_of(held.iter());
    let mut unsaved = Vec::new();
    for line in rest.iter().filter(|line| is_change(line)) {
        let change = steps.change_of(line)?;
        project.apply(&change).ok()?;
        steps.take(line);
        unsaved.push((line.clone(), change));
    }
    Some((project, steps, unsaved))
}

fn steps_of<'a>(lines: impl Iterator<Item = &'a Line>) -> Steps {
    lines.fold(Steps::default(), |mut steps, line| {
        steps.take(line);
        steps
    })
}

/// How much goes at the start of a journal.
struct Old {
    lines: usize,
    bytes: usize,
}

/// The oldest lines that the file holds and that nothing unsaved goes back to, as many as are too many.
fn too_old(stretch: &Stretch, at: usize, bytes: &[u8]) -> Old {
    let mut old = Old { lines: 0, bytes: 0 };
    let size = stretch.bytes.len();
    if size <= JOURNAL_LIMIT_BYTES {
        return old;
    }
    let needed = stretch.lines.iter().skip(at).filter_map(goes_back_to).min().unwrap_or(u64::MAX);
    // The line that names the file stays.
    let held = stretch.lines.iter().take(at.saturating_sub(1)).take_while(|line| line.seq() < needed);
    let ends = memchr::memchr_iter(b'\n', bytes.get(stretch.bytes.clone()).unwrap_or_default()).map(|end| end + 1);
    for (_, end) in held.zip(ends) {
        if size - old.bytes <= JOURNAL_LIMIT_BYTES {
            break;
        }
        old = Old { lines: old.lines + 1, bytes: end };
    }
    old
}
