//! Commands about what is selected.

use super::{Job, SelectCommand, Selection, Session};
use crate::project::{Mark, MarkId, Project};
use crate::text::{TextRange, grapheme_ceil, grapheme_floor, previous_grapheme, sentence_at, word_at};
use std::ops::Range;

impl Session {
    pub(super) fn run_select(&mut self, command: SelectCommand) -> Vec<Job> {
        match command {
            SelectCommand::Text { anchor, focus } if anchor == focus && self.linking().is_some() => self.pick_end(anchor),
            SelectCommand::Text { anchor, focus } => self.select_text(anchor, focus),
            SelectCommand::Keep => self.keep_selected(),
            SelectCommand::DropKept => self.drop_kept(),
            SelectCommand::All => {
                let end = self.article().map_or(0, |article| article.text.len());
                if let Some(open) = &mut self.open {
                    (open.selection.anchor, open.selection.focus) = (0, end);
                }
            }
            SelectCommand::Sentence => self.select_sentence(),
            SelectCommand::More => self.select_more(),
            SelectCommand::Mark(id) => self.select_mark(id),
            SelectCommand::NextMark => self.step_mark(true),
            SelectCommand::PreviousMark => self.step_mark(false),
            SelectCommand::NextUnderCaret => self.next_under_caret(),
            SelectCommand::Out if self.linking().is_some() => {
                self.stop_linking();
            }
            SelectCommand::Out => {
                if let Some(open) = &mut self.open {
                    if open.selection.is_caret() {
                        open.selection.mark = None;
                    } else {
                        open.selection.anchor = open.selection.focus;
                        open.kept.clear();
                    }
                }
            }
        }
        Vec::new()
    }

    fn keep_selected(&mut self) {
        let range = self.article().and_then(|article| TextRange::new(&article.text, self.selection().bytes()));
        if let (Some(range), Some(open)) = (range, &mut self.open) {
            open.kept.push(range);
        }
    }

    pub(super) fn drop_kept(&mut self) {
        if let Some(open) = &mut self.open {
            open.kept.clear();
        }
    }

    /// The sentence at the caret, or the one behind it where that one is selected or marked already; the reader follows.
    fn select_sentence(&mut self) {
        let Some(text) = self.article().map(|article| article.text.clone()) else { return };
        let selection = self.selection();
        let here = sentence_at(&text, selection.focus);
        let has_no_words = |range: Range<usize>| !text.slice(range).contains(char::is_alphanumeric);
        let is_whole = |mark: &Mark| {
            let (start, end) = (mark.at.start(), mark.at.end());
            here.start <= start && end <= here.end && has_no_words(here.start..start) && has_no_words(end..here.end)
        };
        let is_marked = || {
            let there = self.project().zip(selection.article).map(|(project, article)| project.marks_touching(article, here.start, here.end));
            there.into_iter().flatten().any(|mark| is_whole(mark))
        };
        let from = match selection.is_caret() {
            true if is_marked() => here.end,
            true => selection.focus,
            false => selection.bytes().end,
        };
        let behind = text.slice(from..text.len());
        let start = from + (behind.len() - behind.trim_start().len());
        let sentence = sentence_at(&text, start.min(text.len()));
        self.select_and_show(sentence);
    }

    /// The smallest unit of text that holds more than what is selected.
    fn select_more(&mut self) {
        let Some(text) = self.article().map(|article| article.text.clone()) else { return };
        let now = self.selection().bytes();
        let last = if now.is_empty() { now.start } else { previous_grapheme(text.as_str(), now.end) };
        let paragraph = |byte| text.paragraph(text.paragraph_at(byte));
        let units = [
            word_at(&text, now.start).start..word_at(&text, last).end,
            sentence_at(&text, now.start).start..sentence_at(&text, last).end,
            paragraph(now.start).start..paragraph(last).end,
            0..text.len(),
        ];
        let trimmed = |unit: Range<usize>| unit.start..unit.start + text.slice(unit).trim_end().len();
        let more = units.into_iter().map(trimmed).find(|unit| unit.start <= now.start && unit.end >= now.end && unit.len() > now.len());
        if let Some(more) = more {
            self.select_and_show(more);
        }
    }

    fn select_and_show(&mut self, range: Range<usize>) {
        let Some(text) = self.article().map(|article| article.text.clone()) else { return };
        let end = range.start + text.slice(range.clone()).trim_end().len();
        self.select_text(range.start, end);
        if let Some(open) = &mut self.open {
            open.selection.asked_to_see += 1;
        }
    }

    /// Selects words and brings them into view.
    pub(super) fn see(&mut self, at: TextRange) -> Vec<Job> {
        self.select_text(at.start(), at.end());
        if let Some(open) = &mut self.open {
            open.selection.asked_to_see += 1;
        }
        Vec::new()
    }

    /// A click while a link is made: the innermost mark there that can be its other end.
    fn pick_end(&mut self, byte: usize) {
        let Some((project, article)) = self.project().zip(self.selection().article) else { return };
        let Some(from) = self.linking().and_then(|linking| project.mark(linking.from)) else { return };
        let there = || project.marks_at(article, byte).filter(|mark| mark.id != from.id);
        let fits = |mark: &&std::sync::Arc<Mark>| crate::assist::can_link(project, &from.label(), &mark.label());
        let shortest = |mark: &&std::sync::Arc<Mark>| mark.at.end() - mark.at.start();
        let picked = there().filter(fits).min_by_key(shortest).or_else(|| there().min_by_key(shortest)).map(|mark| mark.id);
        if let Some(picked) = picked {
            self.propose_end(picked);
        }
    }

    /// Keeps to graphemes. A caret inside marks selects the innermost one, text selects none.
    fn select_text(&mut self, anchor: usize, focus: usize) {
        let Some(article) = self.article().cloned() else { return };
        let Some(open) = &mut self.open else { return };
        let text = article.text.as_str();
        let (start, end) = (anchor.min(focus), anchor.max(focus));
        let (start, end) =
            if start == end { (grapheme_floor(text, start), grapheme_floor(text, start)) } else { (grapheme_floor(text, start), grapheme_ceil(text, end)) };
        (open.selection.anchor, open.selection.focus) = if anchor <= focus { (start, end) } else { (end, start) };
        if open.selection.is_caret() {
            open.kept.clear();
            open.selection.mark = innermost_at(&open.project, article.id, start);
        }
    }

    fn select_mark(&mut self, id: MarkId) {
        let Some(open) = &mut self.open else { return };
        let Some(mark) = open.project.mark(id).filter(|mark| !mark.waits()).cloned() else { return };
        open.kept.clear();
        let asked_to_see = open.selection.asked_to_see + 1;
        open.selection = Selection { article: Some(mark.article), anchor: mark.at.start(), focus: mark.at.start(), mark: Some(id), asked_to_see };
    }

    /// The next or previous mark in reading order: from the selected one, else from the caret.
    fn step_mark(&mut self, forward: bool) {
        let selection = self.selection();
        let Some((project, article)) = self.project().zip(selection.article) else { return };
        let Some(places) = project.places(article) else { return };
        let here = self.mark().filter(|mark| mark.article == article).and_then(|mark| places.position(&mark.at, mark.id));
        let index = match (here, forward) {
            (Some(here), true) => here.checked_add(1),
            (Some(here), false) => here.checked_sub(1),
            (None, true) => Some(places.starting_before(selection.focus)),
            (None, false) => places.starting_before(selection.focus).checked_sub(1),
        };
        if let Some(id) = index.and_then(|index| places.get(index)) {
            self.select_mark(id);
        }
    }

    fn next_under_caret(&mut self) {
        let selection = self.selection();
        let Some((project, article)) = self.project().zip(selection.article) else { return };
        let here: Vec<MarkId> = project.marks_at(article, selection.focus).map(|mark| mark.id).collect();
        let place = here.iter().position(|id| Some(*id) == selection.mark);
        let next = place.map_or_else(|| here.last(), |place| here.get((place + here.len() - 1) % here.len().max(1)));
        if let (Some(id), Some(open)) = (next.copied(), &mut self.open) {
            open.selection.mark = Some(id);
        }
    }
}

/// The shortest mark at a byte.
fn innermost_at(project: &Project, article: crate::project::ArticleId, byte: usize) -> Option<MarkId> {
    project.marks_at(article, byte).min_by_key(|mark| mark.at.end() - mark.at.start()).map(|mark| mark.id)
}
