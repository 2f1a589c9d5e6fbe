//! Moves of the caret through a column: inside a piece as [`Laid`](super::laid::Laid) says, then on into the next piece or paragraph.
//! Moves by words are logical and are `text::word_left` and `text::word_right`.

use super::column::{Column, Place, Source};
use super::laid::{Caret, Laid};

/// Blank rows that are looked past to find which way a text reads.
const BLANK: usize = 20;

/// A move of the caret. An x is in physical pixels from the column's left edge: the one the caret had when moves up and down began.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    /// Over the grapheme at the left, as the eye sees it.
    Left,
    /// Over the grapheme at the right.
    Right,
    /// To the line above.
    Up(f32),
    /// To the line below.
    Down(f32),
    /// To the start of the line in reading order.
    LineStart,
    /// To the end of the line in reading order.
    LineEnd,
    /// To the line so many physical pixels below (above for less than 0), near an x: a page, say.
    By {
        /// Near this x.
        x: f32,
        /// So far down.
        pixels: f32,
    },
}

impl Column {
    /// Where a move takes a caret; at the start and the end of the text it stays there. A place that does not exist counts as the nearest one.
    /// Works for places outside the window too.
    pub fn step(&mut self, place: Place, step: Step, source: &mut Source<'_, '_>) -> Place {
        if self.rows.is_empty() {
            return Place::default();
        }
        let row = self.row_of(place);
        let moved = match step {
            Step::Left => self.step_sideways(row, place, false, source),
            Step::Right => self.step_sideways(row, place, true, source),
            Step::Up(x) => self.step_line(row, place, x, false, source),
            Step::Down(x) => self.step_line(row, place, x, true, source),
            Step::LineStart => self.ensure(row, source).map(|laid| (row, laid.line_start(place.caret))),
            Step::LineEnd => {
                let paragraph = self.text_of(row, source);
                self.ensure(row, source).map(|laid| (row, laid.line_end(place.caret, paragraph)))
            }
            Step::By { x, pixels } => self.step_by(row, place, x, pixels, source),
        };
        moved.map_or(place, |(row, caret)| self.place(row, caret))
    }

    /// The start of the first paragraph.
    pub fn first_place(&self) -> Place {
        Place::default()
    }

    /// The end of the last paragraph.
    pub fn last_place(&mut self, source: &mut Source<'_, '_>) -> Place {
        let Some(last) = self.rows.len().checked_sub(1) else { return Place::default() };
        self.last_caret(last, source).map_or_else(Place::default, |caret| self.place(last, caret))
    }

    /// The x of a caret, to be kept while it moves up and down.
    pub fn caret_x(&mut self, place: Place, source: &mut Source<'_, '_>) -> f32 {
        let row = self.row_of(place);
        self.ensure(row, source).map_or(0.0, |laid| laid.caret(place.caret).x0)
    }

    /// Whether a paragraph reads from right to left; false past the last.
    pub fn is_rtl(&mut self, paragraph: usize, source: &mut Source<'_, '_>) -> bool {
        let row = self.row_of(Place { paragraph, caret: Caret::default() });
        self.ensure(row, source).is_some_and(Laid::is_rtl)
    }

    fn step_sideways(&mut self, row: usize, place: Place, right: bool, source: &mut Source<'_, '_>) -> Option<(usize, Caret)> {
        let is_rtl = self.reads_from_right(row, source);
        let laid = self.ensure(row, source)?;
        let forward = right != is_rtl;
        let end = laid.bytes().end;
        if let Some(caret) = laid.step(place.caret, right) {
            // After the last grapheme of a piece stands the start of the next one.
            return Some(if forward && caret.byte == end && self.continues(row) { (row + 1, Caret::before(end)) } else { (row, caret) });
        }
        let other = if forward { row + 1 } else { row.checked_sub(1)? };
        let same = if forward { self.continues(row) } else { self.continues(other) };
        let edge = if forward {
            self.ensure(other, source)?.first_caret()
        } else if same && !self.rows.get(other)?.hard {
            Caret::after(self.ensure(other, source)?.bytes().end)
        } else {
            return self.last_caret(other, source).map(|caret| (other, caret));
        };
        // Between paragraphs the line feed is what is crossed, inside one it is the next grapheme.
        let crossed = if same { self.ensure(other, source)?.step(edge, right) } else { None };
        Some((other, crossed.unwrap_or(edge)))
    }

    /// Whether a row reads from right to left; a blank one reads as the text before it does, else as the text after it.
    fn reads_from_right(&mut self, row: usize, source: &mut Source<'_, '_>) -> bool {
        let is_blank = |row: &usize| self.text_of(*row, source).trim().is_empty();
        let before = (row.saturating_sub(BLANK)..=row).rev().find(|row| !is_blank(row));
        let after = || (row..(row + BLANK).min(self.rows.len())).find(|row| !is_blank(row));
        let speaking = before.or_else(after).unwrap_or(row);
        self.ensure(speaking, source).is_some_and(Laid::is_rtl)
    }

    fn step_line(&mut self, row: usize, place: Place, x: f32, down: bool, source: &mut Source<'_, '_>) -> Option<(usize, Caret)> {
        if let Some(caret) = self.ensure(row, source)?.move_vertical(place.caret, x, down) {
            return Some((row, caret));
        }
        let other = if down { Some(row + 1) } else { row.checked_sub(1) };
        let Some(other) = other.filter(|other| *other < self.rows.len()) else {
            return if down { self.last_caret(row, source).map(|caret| (row, caret)) } else { Some((row, self.ensure(row, source)?.first_caret())) };
        };
        let laid = self.ensure(other, source)?;
        Some((other, laid.hit_line(if down { 0 } else { laid.lines_count() - 1 }, x)))
    }

    fn step_by(&mut self, mut row: usize, place: Place, x: f32, pixels: f32, source: &mut Source<'_, '_>) -> Option<(usize, Caret)> {
        let laid = self.ensure(row, source)?;
        let (top, bottom) = laid.line_box(laid.line_of_caret(place.caret));
        let mut y = self.above(row) + f64::from((top + bottom) / 2.0 + pixels);
        while y < 0.0 && row > 0 {
            row -= 1;
            self.ensure(row, source)?;
            y += self.heights.get(row);
        }
        while y >= self.heights.get(row) && row + 1 < self.rows.len() {
            y -= self.heights.get(row);
            row += 1;
            self.ensure(row, source)?;
        }
        if y < 0.0 {
            return Some((row, self.ensure(row, source)?.first_caret()));
        }
        if y >= self.heights.get(row) {
            return self.last_caret(row, source).map(|caret| (row, caret));
        }
        let within = (y - self.above(row)) as f32;
        Some((row, self.ensure(row, source)?.hit(x, within)))
    }

    fn last_caret(&mut self, row: usize, source: &mut Source<'_, '_>) -> Option<Caret> {
        let paragraph = self.text_of(row, source);
        Some(self.ensure(row, source)?.last_caret(paragraph))
    }

    fn text_of<'a>(&self, row: usize, source: &Source<'_, 'a>) -> &'a str {
        self.rows.get(row).map_or("", |row| (source.blocks)(row.paragraph as usize).text)
    }

    /// Whether the next row belongs to the same paragraph.
    fn continues(&self, row: usize) -> bool {
        self.rows.get(row).zip(self.rows.get(row + 1)).is_some_and(|(row, next)| row.paragraph == next.paragraph)
    }

    fn place(&self, row: usize, caret: Caret) -> Place {
        Place { paragraph: self.rows.get(row).map_or(0, |row| row.paragraph as usize), caret }
    }
}
