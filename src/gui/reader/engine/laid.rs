//! A piece of a paragraph, laid out: its lines, and where every grapheme stands.
//!
//! Bytes are bytes of the whole paragraph, not of the piece; lengths are physical pixels from the piece's top left corner. A grapheme has one
//! cell; every answer lies on a boundary of graphemes, and bytes inside a grapheme count as its start. No answer panics for any byte.

use super::cut::ends_in_separator;
use parley::FontData;
use std::ops::Range;

/// A place between two graphemes, and which of the two the caret is drawn at: they may stand on different lines, or apart where the direction
/// of writing changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Caret {
    /// Byte in the paragraph, on a boundary of graphemes.
    pub byte: usize,
    /// Which neighbour it is drawn at.
    pub side: Side,
}

/// The neighbour that a caret is drawn at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// Before the grapheme that follows in reading order.
    #[default]
    Next,
    /// After the grapheme that precedes in reading order: at the end of a wrapped line, say.
    Previous,
}

impl Caret {
    /// Before the grapheme that starts at a byte.
    pub fn before(byte: usize) -> Self {
        Self { byte, side: Side::Next }
    }

    /// After the grapheme that ends at a byte.
    pub fn after(byte: usize) -> Self {
        Self { byte, side: Side::Previous }
    }
}

/// A rectangle on one line, in physical pixels. It is as high as the letters' face, not as the line: between the bands of two lines there is
/// room. [`Laid::line_box`] has the height of the line.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LineRect {
    /// Which line of the piece, from 0.
    pub line: usize,
    /// Left edge.
    pub x0: f32,
    /// Upper edge of the letters' band.
    pub y0: f32,
    /// Right edge.
    pub x1: f32,
    /// Lower edge of the letters' band.
    pub y1: f32,
}

/// What all lines of a piece have in common, in physical pixels.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame {
    pub(crate) rtl: bool,
    pub(crate) line_height: f32,
    pub(crate) baseline: f32,
    pub(crate) top: f32,
    pub(crate) bottom: f32,
    pub(crate) left: f32,
    pub(crate) right: f32,
    pub(crate) size: f32,
}

/// A laid out piece of a paragraph. See the module for what bytes and lengths mean.
pub struct Laid {
    pub(crate) start: usize,
    pub(crate) len: usize,
    pub(crate) frame: Frame,
    pub(crate) lines: Vec<Line>,
    /// In reading order.
    pub(crate) cells: Vec<Cell>,
    /// Numbers of cells, each line's from left to right.
    pub(crate) order: Vec<u32>,
    pub(crate) fonts: Vec<Font>,
    pub(crate) runs: Vec<Run>,
    pub(crate) glyphs: Vec<Glyph>,
}

/// A line: where it starts in the piece, which cells and which runs it has.
#[derive(Clone, Debug, Default)]
pub(crate) struct Line {
    pub(crate) start: usize,
    pub(crate) cells: Range<usize>,
    pub(crate) runs: Range<usize>,
}

/// One grapheme. Bytes are the piece's.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cell {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) x0: f32,
    pub(crate) x1: f32,
    pub(crate) rtl: bool,
}

/// A face at its size, as the atlas wants it.
#[derive(Clone, PartialEq)]
pub(crate) struct Font {
    pub(crate) data: FontData,
    pub(crate) coords: Vec<i16>,
}

/// Glyphs of one face on one line.
pub(crate) struct Run {
    pub(crate) font: usize,
    pub(crate) glyphs: Range<usize>,
}

/// A glyph's origin on the baseline, and the byte of the piece that it stands for.
#[derive(Clone, Copy)]
pub(crate) struct Glyph {
    pub(crate) id: u32,
    pub(crate) byte: u32,
    pub(crate) x: f32,
    /// From the baseline, downwards.
    pub(crate) y: f32,
}

impl Laid {
    /// Bytes of the paragraph that this piece holds.
    pub fn bytes(&self) -> Range<usize> {
        self.start..self.start + self.len
    }

    /// Whether the paragraph reads from right to left.
    pub fn is_rtl(&self) -> bool {
        self.frame.rtl
    }

    /// Height of all lines.
    pub fn height(&self) -> f32 {
        self.lines.len() as f32 * self.frame.line_height
    }

    /// How many lines there are; at least one.
    pub fn lines_count(&self) -> usize {
        self.lines.len()
    }

    /// Height of one line; all are equal.
    pub fn line_height(&self) -> f32 {
        self.frame.line_height
    }

    /// Size of the letters in physical pixels.
    pub fn letter_size(&self) -> f32 {
        self.frame.size
    }

    /// Upper and lower edge of a line.
    pub fn line_box(&self, line: usize) -> (f32, f32) {
        let top = line as f32 * self.frame.line_height;
        (top, top + self.frame.line_height)
    }

    /// The baseline of a line.
    pub fn baseline(&self, line: usize) -> f32 {
        self.line_box(line).0 + self.frame.baseline
    }

    /// The line at a height; the first above, the last below.
    pub fn line_at(&self, y: f32) -> usize {
        ((y / self.frame.line_height).floor().max(0.0) as usize).min(self.lines.len() - 1)
    }

    /// The line in which the grapheme at a byte stands; the last for the end.
    pub fn line_of(&self, byte: usize) -> usize {
        let within = byte.saturating_sub(self.start);
        self.lines.partition_point(|line| line.start <= within).saturating_sub(1)
    }

    /// The line in which a caret is drawn.
    pub fn line_of_caret(&self, caret: Caret) -> usize {
        self.resolve(caret).map_or(0, |(cell, _)| self.line_of_cell(cell))
    }

    /// Bytes of a line; empty past the last.
    pub fn line_range(&self, line: usize) -> Range<usize> {
        let start = self.lines.get(line).map_or(self.len, |line| line.start);
        let end = self.lines.get(line + 1).map_or(self.len, |line| line.start);
        self.start + start..self.start + end.max(start)
    }

    /// The caret nearest to a point. Points outside count as the nearest point inside.
    pub fn hit(&self, x: f32, y: f32) -> Caret {
        self.hit_line(self.line_at(y), x)
    }

    /// The caret in a line nearest to an x.
    pub fn hit_line(&self, line: usize, x: f32) -> Caret {
        let cells = || self.visual(line).iter().filter_map(|index| self.cells.get(*index as usize));
        let far = |cell: &Cell| (cell.x0 - x).max(x - cell.x1).max(0.0);
        let drawn = cells().filter(|cell| cell.x1 > cell.x0).min_by(|a, b| far(a).total_cmp(&far(b)));
        let Some(cell) = drawn else {
            return Caret::before(self.line_range(line).start);
        };
        let at_end = (x >= (cell.x0 + cell.x1) / 2.0) != cell.rtl;
        self.caret_at(*cell, at_end)
    }

    /// Where a caret is drawn: a rectangle without width, as high as the letters. The first edge of a range is that of [`Caret::before`] its
    /// start, the last edge that of [`Caret::after`] its end, in every direction of writing.
    pub fn caret(&self, caret: Caret) -> LineRect {
        match self.resolve(caret).and_then(|(index, at_end)| self.cells.get(index).map(|cell| (index, cell.side_x(at_end)))) {
            Some((index, x)) => self.band(self.line_of_cell(index), x, x),
            None => {
                let x = if self.frame.rtl { self.frame.right } else { self.frame.left };
                self.band(0, x, x)
            }
        }
    }

    /// What a byte range covers: on each line one rectangle, more where the direction of writing changes; from top to bottom, from left to right.
    /// Empty only where the range is empty or lies in another piece; a range of graphemes without width is given two pixels.
    pub fn rects(&self, bytes: Range<usize>) -> Vec<LineRect> {
        let (from, to) = (bytes.start.max(self.start), bytes.end.min(self.start + self.len));
        if from >= to {
            return Vec::new();
        }
        let (from, to) = (from - self.start, to - self.start);
        let mut rects = Vec::new();
        for line in self.line_of(self.start + from)..=self.line_of(self.start + to - 1) {
            let mut open: Option<(f32, f32)> = None;
            for cell in self.visual(line).iter().filter_map(|index| self.cells.get(*index as usize)) {
                if (cell.start as usize) < to && (cell.end as usize) > from {
                    open = Some(open.map_or((cell.x0, cell.x1), |(x0, x1)| (x0.min(cell.x0), x1.max(cell.x1))));
                } else if cell.x1 > cell.x0 {
                    rects.extend(open.take().map(|(x0, x1)| self.band(line, x0, x1)));
                }
            }
            rects.extend(open.map(|(x0, x1)| self.band(line, x0, x1)));
        }
        if rects.iter().any(|rect| rect.x1 > rect.x0) {
            rects.retain(|rect| rect.x1 > rect.x0);
        }
        for rect in &mut rects {
            rect.x1 = rect.x1.max(rect.x0 + 2.0);
        }
        rects
    }

    /// The first grapheme of a range that lies in this piece, where a mark's letter hangs; none where nothing of the range is here.
    pub fn first_glyph_rect(&self, bytes: Range<usize>) -> Option<LineRect> {
        let from = bytes.start.max(self.start);
        let index = self.cell_at(from.checked_sub(self.start)?)?;
        let cell = self.cells.get(index).filter(|_| from < bytes.end.min(self.start + self.len))?;
        Some(self.band(self.line_of_cell(index), cell.x0, cell.x1))
    }

    /// Whether the grapheme at a byte reads from right to left, whatever the paragraph does.
    pub fn is_rtl_at(&self, byte: usize) -> bool {
        let cell = byte.checked_sub(self.start).and_then(|within| self.cell_at(within)).and_then(|index| self.cells.get(index));
        cell.map_or(self.frame.rtl, |cell| cell.rtl)
    }

    /// Bytes of memory that this takes, about.
    pub fn weight(&self) -> usize {
        size_of::<Self>()
            + self.cells.capacity() * (size_of::<Cell>() + size_of::<u32>())
            + self.glyphs.capacity() * size_of::<Glyph>()
            + self.lines.capacity() * size_of::<Line>()
            + self.runs.capacity() * size_of::<Run>()
            + self.fonts.capacity() * size_of::<Font>()
    }

    /// Whether the piece ends in a separator, after which no caret can stand here.
    pub(crate) fn ends_hard(&self, paragraph: &str) -> bool {
        paragraph.get(self.bytes()).is_some_and(ends_in_separator)
    }

    /// Numbers of a line's cells from left to right.
    pub(crate) fn visual(&self, line: usize) -> &[u32] {
        self.lines.get(line).and_then(|line| self.order.get(line.cells.clone())).unwrap_or_default()
    }

    /// Runs of glyphs on a line.
    pub(crate) fn runs_of(&self, line: usize) -> &[Run] {
        self.lines.get(line).and_then(|line| self.runs.get(line.runs.clone())).unwrap_or_default()
    }

    /// The cell that a caret is drawn at, and whether at its end in reading order.
    pub(crate) fn resolve(&self, caret: Caret) -> Option<(usize, bool)> {
        let at = caret.byte.saturating_sub(self.start).min(self.len);
        let next = self.cell_at(at).map(|index| (index, false));
        let inside = next.and_then(|(index, _)| self.cells.get(index)).is_some_and(|cell| (cell.start as usize) < at);
        let previous = at.checked_sub(1).and_then(|before| self.cell_at(before)).map(|index| (index, true));
        match caret.side {
            Side::Previous if !inside => previous.or(next),
            Side::Previous | Side::Next => next.or(previous),
        }
    }

    pub(crate) fn line_of_cell(&self, index: usize) -> usize {
        self.lines.partition_point(|line| line.cells.start <= index).saturating_sub(1)
    }

    pub(crate) fn caret_at(&self, cell: Cell, at_end: bool) -> Caret {
        if at_end { Caret::after(self.start + cell.end as usize) } else { Caret::before(self.start + cell.start as usize) }
    }

    /// The cell that holds a byte of the piece.
    fn cell_at(&self, byte: usize) -> Option<usize> {
        let index = self.cells.partition_point(|cell| cell.start as usize <= byte).checked_sub(1)?;
        self.cells.get(index).is_some_and(|cell| byte < cell.end as usize).then_some(index)
    }

    fn band(&self, line: usize, x0: f32, x1: f32) -> LineRect {
        let top = self.line_box(line).0;
        LineRect { line, x0, y0: top + self.frame.top, x1, y1: top + self.frame.bottom }
    }
}

impl Cell {
    /// The edge at the cell's start or end in reading order.
    pub(crate) fn side_x(&self, at_end: bool) -> f32 {
        if at_end == self.rtl { self.x0 } else { self.x1 }
    }
}
