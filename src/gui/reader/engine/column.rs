//! The paragraphs of a whole text, one below the other, of which only those near the window are laid out.
//!
//! Heights are estimated from the number of bytes and become exact when a paragraph is laid out. The place in the text is an anchor (a row and
//! pixels below its top), never a distance from the start: a height that turns out different above the window moves nothing in it. What a frame
//! costs does not depend on the length of the text. Rows are the [`pieces`](super::cut::pieces) of paragraphs, so a paragraph of megabytes is no exception.

use super::cut::{each_piece, ends_in_separator};
use super::heights::Heights;
use super::laid::{Caret, Laid, LineRect};
use super::scroll::Wish;
use super::typeset::{Face, Measure, Typesetter};
use std::collections::BTreeMap;
use std::ops::Range;

/// Memory that laid out pieces may take beyond those of the current frame.
const KEPT: usize = 8 * 1024 * 1024;

/// A paragraph, as the caller wants it set. Lengths are points.
#[derive(Clone, Copy, Debug)]
pub struct Block<'a> {
    /// The paragraph without its line feed.
    pub text: &'a str,
    /// How it is set.
    pub face: Face,
    /// Space above it.
    pub before: f32,
    /// Space below it.
    pub after: f32,
}

/// What a column needs to lay out: the maker of layouts, and the paragraphs by number. The paragraphs must not change during a column's life.
pub struct Source<'s, 'a> {
    /// The maker of layouts.
    pub typesetter: &'s mut Typesetter,
    /// A paragraph by its number; called only for numbers that exist.
    pub blocks: &'s dyn Fn(usize) -> Block<'a>,
}

/// A caret in one of the paragraphs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Number of the paragraph.
    pub paragraph: usize,
    /// Where in it.
    pub caret: Caret,
}

/// A laid out piece in the window. Long paragraphs, and those with U+2028, are shown as several; [`Laid::bytes`] tells which part this is. A range
/// of the paragraph is given to [`Laid::rects`] as it is: each piece answers for its part.
#[derive(Clone, Copy)]
pub struct Shown<'c> {
    /// Number of the paragraph.
    pub paragraph: usize,
    /// From the window's upper edge to the piece's first line, in physical pixels; may be negative.
    pub y: f32,
    /// The piece.
    pub laid: &'c Laid,
}

/// Margins of the page above the first and below the last paragraph, in physical pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Margins {
    /// Above.
    pub top: f32,
    /// Below.
    pub bottom: f32,
}

/// The column. Scrolling is asked for at any time and done by [`Column::lay_out`], which is called once in each frame.
pub struct Column {
    pub(super) measure: Measure,
    pub(super) margins: Margins,
    /// Height of the window in physical pixels, as of the last frame.
    pub(super) viewport: f64,
    pub(super) rows: Vec<Row>,
    /// The first row of each paragraph, and the number of rows.
    firsts: Vec<u32>,
    pub(super) heights: Heights,
    laid: BTreeMap<usize, Kept>,
    kept_bytes: usize,
    frame: u64,
    pub(super) anchor: Anchor,
    pub(super) wishes: Vec<Wish>,
    /// Rows in the window, and where their text begins.
    shown: Vec<(usize, f32)>,
}

/// The upper edge of the window: so far below the top of a row. Less than 0 only in the margin above the first.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Anchor {
    pub(super) row: usize,
    pub(super) offset: f64,
}

/// A piece of a paragraph.
#[derive(Clone, Copy)]
pub(super) struct Row {
    pub(super) paragraph: u32,
    pub(super) start: u32,
    pub(super) end: u32,
    /// It ends in a separator.
    pub(super) hard: bool,
}

struct Kept {
    laid: Laid,
    used: u64,
    /// Space above the first line.
    above: f32,
}

impl Column {
    /// Takes so many paragraphs, all with estimated heights, and stands at the start.
    pub fn new<'a>(paragraphs: usize, measure: Measure, margins: Margins, blocks: &dyn Fn(usize) -> Block<'a>) -> Self {
        let mut rows = Vec::with_capacity(paragraphs);
        let mut firsts = Vec::with_capacity(paragraphs + 1);
        for paragraph in 0..paragraphs {
            firsts.push(rows.len() as u32);
            let text = blocks(paragraph).text;
            each_piece(text, |Range { start, end }| {
                let hard = text.get(start..end).is_some_and(ends_in_separator);
                rows.push(Row { paragraph: paragraph as u32, start: start as u32, end: end as u32, hard });
            });
        }
        firsts.push(rows.len() as u32);
        let anchor = Anchor { row: 0, offset: -f64::from(margins.top) };
        let heights = Heights::new(Vec::new());
        let mut column = Self {
            measure,
            margins,
            viewport: 0.0,
            rows,
            firsts,
            heights,
            laid: BTreeMap::new(),
            kept_bytes: 0,
            frame: 0,
            anchor,
            wishes: Vec::new(),
            shown: Vec::new(),
        };
        column.estimate_all(blocks);
        column
    }

    /// How many paragraphs there are.
    pub fn paragraphs(&self) -> usize {
        self.firsts.len() - 1
    }

    /// The width and scale that it is laid out for.
    pub fn measure(&self) -> Measure {
        self.measure
    }

    /// Changes width, scale or margins. The line at the upper edge stays there. Does nothing when nothing changes; else linear in the paragraphs.
    pub fn set_measure<'a>(&mut self, measure: Measure, margins: Margins, blocks: &dyn Fn(usize) -> Block<'a>) {
        if measure == self.measure && margins == self.margins {
            return;
        }
        if let Some((row, kept)) = self.rows.get(self.anchor.row).zip(self.laid.get(&self.anchor.row)) {
            let at_top = self.anchor.row == 0 && self.anchor.offset <= -f64::from(self.margins.top);
            let within = self.anchor.offset - f64::from(kept.above);
            let line = kept.laid.line_at(within as f32);
            let y = f64::from(kept.laid.line_box(line).0) - within;
            let place = Place { paragraph: row.paragraph as usize, caret: Caret::before(kept.laid.line_range(line).start) };
            self.wishes.insert(0, if at_top { Wish::Fraction(0.0) } else { Wish::Keep(place, y) });
        }
        (self.measure, self.margins) = (measure, margins);
        self.laid.clear();
        self.kept_bytes = 0;
        self.shown.clear();
        self.estimate_all(blocks);
    }

    /// Does what was asked for since the last frame, and lays out what a window of this height (physical pixels) shows.
    pub fn lay_out(&mut self, viewport: f32, source: &mut Source<'_, '_>) {
        self.frame += 1;
        self.viewport = f64::from(viewport.max(0.0));
        if self.rows.is_empty() {
            return;
        }
        for wish in std::mem::take(&mut self.wishes) {
            self.grant(wish, source);
        }
        self.settle(source);
        self.shown.clear();
        let (mut row, mut y) = (self.anchor.row, -self.anchor.offset);
        while row < self.rows.len() && y < self.viewport {
            self.ensure(row, source);
            let above = self.laid.get(&row).map_or(0.0, |kept| kept.above);
            self.shown.push((row, y as f32 + above));
            y += self.heights.get(row);
            row += 1;
        }
        self.forget_old();
    }

    /// What the window shows since the last [`lay_out`](Self::lay_out), from top to bottom.
    pub fn shown(&self) -> impl Iterator<Item = Shown<'_>> {
        self.shown.iter().filter_map(|(row, y)| {
            let paragraph = self.rows.get(*row)?.paragraph as usize;
            Some(Shown { paragraph, y: *y, laid: &self.laid.get(row)?.laid })
        })
    }

    /// The caret nearest to a point of the window, in physical pixels from the column's left and the window's upper edge. Above and below the
    /// text it is the nearest line.
    pub fn hit(&self, x: f32, y: f32) -> Place {
        let far = |shown: &Shown<'_>| (shown.y - y).max(y - shown.y - shown.laid.height()).max(0.0);
        let nearest = self.shown().min_by(|a, b| far(a).total_cmp(&far(b)));
        nearest.map_or_else(Place::default, |shown| Place { paragraph: shown.paragraph, caret: shown.laid.hit(x, y - shown.y) })
    }

    /// Where a caret is drawn, in physical pixels of the window; none where its piece is not in it. `line` counts in its piece.
    pub fn caret_rect(&self, place: Place) -> Option<LineRect> {
        let row = self.row_of(place);
        let (_, y) = self.shown.iter().find(|(shown, _)| *shown == row)?;
        let rect = self.laid.get(&row)?.laid.caret(place.caret);
        Some(LineRect { y0: rect.y0 + y, y1: rect.y1 + y, ..rect })
    }

    /// How many pieces are kept laid out; for tests and benches.
    pub fn kept(&self) -> usize {
        self.laid.len()
    }

    /// The row in which a caret is drawn.
    pub(super) fn row_of(&self, place: Place) -> usize {
        let paragraph = place.paragraph.min(self.paragraphs().saturating_sub(1));
        let first = self.firsts.get(paragraph).map_or(0, |row| *row as usize);
        let end = self.firsts.get(paragraph + 1).map_or(first, |row| *row as usize);
        let rows = self.rows.get(first..end).unwrap_or_default();
        let within = rows.partition_point(|row| row.start as usize <= place.caret.byte).saturating_sub(1);
        let wrapped = place.caret.side == super::laid::Side::Previous && rows.get(within).is_some_and(|row| row.start as usize == place.caret.byte);
        match within.checked_sub(1) {
            Some(before) if wrapped && rows.get(before).is_some_and(|row| !row.hard) => first + before,
            _ => first + within,
        }
    }

    /// Lays a row out where it is not, and makes its height exact.
    pub(super) fn ensure(&mut self, row: usize, source: &mut Source<'_, '_>) -> Option<&Laid> {
        let Row { paragraph, start, end, .. } = *self.rows.get(row)?;
        if let Some(kept) = self.laid.get_mut(&row) {
            kept.used = self.frame;
        } else {
            let block = (source.blocks)(paragraph as usize);
            let laid = source.typesetter.lay(block.text, start as usize..end as usize, block.face, self.measure);
            let (above, below) = self.spaces(row, &block);
            self.heights.set(row, above + laid.height() + below);
            self.kept_bytes += laid.weight();
            self.laid.insert(row, Kept { laid, used: self.frame, above });
        }
        self.laid.get(&row).map(|kept| &kept.laid)
    }

    /// Space above the first line of a row.
    pub(super) fn above(&self, row: usize) -> f64 {
        self.laid.get(&row).map_or(0.0, |kept| kept.above.into())
    }

    /// Whole pixels above and below a row: the paragraph's, at its first and last row.
    fn spaces(&self, row: usize, block: &Block<'_>) -> (f32, f32) {
        let paragraph = self.rows.get(row).map(|row| row.paragraph);
        let other = |row: Option<usize>| row.and_then(|row| self.rows.get(row)).map(|row| row.paragraph) != paragraph;
        let px = |points: f32| self.measure.px(points).round();
        (if other(row.checked_sub(1)) { px(block.before) } else { 0.0 }, if other(Some(row + 1)) { px(block.after) } else { 0.0 })
    }

    fn estimate_all<'a>(&mut self, blocks: &dyn Fn(usize) -> Block<'a>) {
        let estimate = |(number, row): (usize, &Row)| {
            let block = blocks(row.paragraph as usize);
            let (above, below) = self.spaces(number, &block);
            let text = block.text.get(row.start as usize..row.end as usize).unwrap_or_default();
            above + estimated_height(text, block.face, self.measure) + below
        };
        self.heights = Heights::new(self.rows.iter().enumerate().map(estimate).collect());
    }

    /// Drops what was not used for longest, where there is too much; never what this frame used.
    fn forget_old(&mut self) {
        if self.kept_bytes <= KEPT {
            return;
        }
        let mut by_age: Vec<(u64, usize)> = self.laid.iter().filter(|(_, kept)| kept.used < self.frame).map(|(row, kept)| (kept.used, *row)).collect();
        by_age.sort_unstable();
        for (_, row) in by_age {
            if self.kept_bytes <= KEPT / 4 * 3 {
                break;
            }
            if let Some(kept) = self.laid.remove(&row) {
                self.kept_bytes = self.kept_bytes.saturating_sub(kept.laid.weight());
            }
        }
    }
}

/// The height that a text will have, more or less. Looks at three of its characters only.
fn estimated_height(text: &str, face: Face, measure: Measure) -> f32 {
    let ems = [1, 2, 3].iter().map(|quarter| ems_per_byte(text, text.len() / 4 * quarter)).sum::<f32>() / 3.0;
    let advance = text.len() as f32 * ems * measure.px(face.size);
    let width = (measure.width - measure.px(face.indent)).max(1.0);
    (advance / width).ceil().max(1.0) * measure.line_height(face)
}

/// Width of a character in the script at a byte, shared among its bytes, as a part of the size.
fn ems_per_byte(text: &str, at: usize) -> f32 {
    match text.as_bytes().get(text.floor_char_boundary(at)) {
        None | Some(0..0x80) => 0.46,
        Some(0x80..0xe0) => 0.24,
        Some(0xe0..0xe3) => 0.17,
        Some(0xe3..=0xff) => 0.33,
    }
}
