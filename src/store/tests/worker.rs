//! Somebody who works: a project with undo and redo, each step given to a keeper, as the program does it.

use super::super::format::{self, Line};
use super::super::{Keeper, Opened, StoreError};
use super::random::{self, Dice};
use crate::article::{Draft, Origin};
use crate::edit::{self, Change, Hand, History, MarkDraft};
use crate::project::{Ids, Label, MarkId, Name, Project};
use crate::text::{Text, TextRange};
use std::sync::Arc;

pub(super) struct Worker {
    pub(super) project: Project,
    pub(super) history: History,
    pub(super) next_seq: u64,
    pub(super) ids: Ids,
    by: Name,
}

/// What a project and its undo look like at one moment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct State {
    pub(super) project: String,
    pub(super) undo: (usize, usize),
}

impl Worker {
    pub(super) fn new(opened: &Opened, seed: u64) -> Self {
        Self { project: opened.project.clone(), history: opened.history.clone(), next_seq: opened.next_seq, ids: Ids::new(seed), by: "amira".into() }
    }

    pub(super) fn state(&self) -> State {
        State { project: format::write(&self.project), undo: self.history.lengths() }
    }

    /// One step at random: mostly something new, else undo or redo. None where the throw gives nothing.
    pub(super) fn step(&mut self, dice: &mut Dice) -> Option<Line> {
        match dice.roll(6) {
            0 => self.undo(),
            1 => self.redo(),
            _ => {
                let mut hand = Hand { by: &self.by, now: super::now(), ids: &mut self.ids };
                let change = random::change(&self.project, dice, &mut hand)?;
                Some(self.make(change))
            }
        }
    }

    pub(super) fn make(&mut self, change: Change) -> Line {
        self.project.apply(&change).unwrap();
        let change = Arc::new(change);
        let seq = self.number();
        self.history.record(seq, change.clone());
        Line::Do { seq, change }
    }

    pub(super) fn undo(&mut self) -> Option<Line> {
        let entry = self.history.to_undo()?.clone();
        self.project.revert(&entry.change).unwrap();
        self.history.undid();
        Some(Line::Undo { seq: self.number(), of: entry.seq })
    }

    pub(super) fn redo(&mut self) -> Option<Line> {
        let entry = self.history.to_redo()?.clone();
        self.project.apply(&entry.change).unwrap();
        self.history.redid();
        Some(Line::Redo { seq: self.number(), of: entry.seq })
    }

    /// Marks the first place of some words.
    pub(super) fn mark(&mut self, words: &str, label: &Label) -> (Line, MarkId) {
        let mut hand = Hand { by: &self.by, now: super::now(), ids: &mut self.ids };
        let (change, id) = mark(&self.project, &mut hand, words, label);
        (self.make(change), id)
    }

    pub(super) fn hand<T>(&mut self, work: impl FnOnce(&Project, &mut Hand<'_>) -> T) -> T {
        work(&self.project, &mut Hand { by: &self.by, now: super::now(), ids: &mut self.ids })
    }

    /// Marks words, and makes it durable.
    pub(super) fn mark_and_sync(&mut self, keeper: &mut Keeper, words: &str, label: &Label) -> Result<MarkId, StoreError> {
        let (line, id) = self.mark(words, label);
        keeper.record(line)?;
        keeper.sync()?;
        Ok(id)
    }

    fn number(&mut self) -> u64 {
        self.next_seq += 1;
        self.next_seq - 1
    }
}

/// An article with two marks.
pub(super) fn sample() -> Project {
    let mut project = Project::default();
    let by: Name = "amira".into();
    let mut ids = Ids::new(7);
    let mut hand = Hand { by: &by, now: super::now(), ids: &mut ids };
    let text = "Inspectors found 40 cracks, mayor says\n\nسلام 👩‍👩‍👧 Mayor Elin Varga told reporters on Monday.\n";
    let draft =
        Draft { title: "Inspectors found 40 cracks".into(), origin: Origin::default(), text: Text::new(text), blocks: Vec::new(), warnings: Vec::new() };
    let change = edit::add_articles(&project, &mut hand, vec![draft]).0;
    project.apply(&change).unwrap();
    for (words, label) in [("40 cracks", Label::Figure), ("Mayor Elin Varga", Label::Source)] {
        let change = mark(&project, &mut hand, words, &label).0;
        project.apply(&change).unwrap();
    }
    project
}

fn mark(project: &Project, hand: &mut Hand<'_>, words: &str, label: &Label) -> (Change, MarkId) {
    let article = project.articles().next().unwrap();
    let text: &Text = &article.text;
    let start = text.as_str().find(words).unwrap();
    let at = TextRange::new(text, start..start + words.len()).unwrap();
    let (change, ids) = edit::add_marks(project, hand, vec![MarkDraft::new(article.id, at, label)]).unwrap();
    (change, ids[0])
}
