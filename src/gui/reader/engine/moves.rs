//! Moves of the caret inside one piece. Left and right are what the eye sees: each press crosses one grapheme, whatever way it is written.
//! A move that leaves the piece is none; [`Column`](super::column::Column) goes on in the next.

use super::laid::{Caret, Laid, Side};

impl Laid {
    /// Over the grapheme at the left or right of the caret; none at the edge of the first or last line.
    pub fn step(&self, caret: Caret, right: bool) -> Option<Caret> {
        let (line, gap) = self.gap(caret)?;
        let here = if right { Some(gap) } else { gap.checked_sub(1) };
        if let Some(over) = here.filter(|index| *index < self.visual(line).len()) {
            return self.cross(line, over, right);
        }
        let forward = right != self.is_rtl();
        let mut line = line;
        while line < self.lines_count() {
            line = if forward { line + 1 } else { line.checked_sub(1)? };
            // Half a grapheme may stand alone on a line where the column is narrower than it is.
            if let Some(far) = self.visual(line).len().checked_sub(1) {
                return self.cross(line, if right { 0 } else { far }, right);
            }
        }
        None
    }

    /// Up or down one line, as near as can be to an x; none where the piece has no such line.
    pub fn move_vertical(&self, caret: Caret, goal_x: f32, down: bool) -> Option<Caret> {
        let line = self.line_of_caret(caret);
        let line = if down { line + 1 } else { line.checked_sub(1)? };
        (line < self.lines_count()).then(|| self.hit_line(line, goal_x))
    }

    /// The start of the caret's line in reading order.
    pub fn line_start(&self, caret: Caret) -> Caret {
        Caret::before(self.line_range(self.line_of_caret(caret)).start)
    }

    /// The end of the caret's line in reading order; before the separator, where one ends it.
    pub fn line_end(&self, caret: Caret, paragraph: &str) -> Caret {
        let line = self.line_of_caret(caret);
        let range = self.line_range(line);
        if line + 1 == self.lines_count() && self.ends_hard(paragraph) {
            let last = self.cells.last().map_or(range.start, |cell| self.start + cell.start as usize);
            return if last > range.start { Caret::after(last) } else { Caret::before(last) };
        }
        if range.is_empty() { Caret::before(range.start) } else { Caret::after(range.end) }
    }

    /// Before the first grapheme.
    pub fn first_caret(&self) -> Caret {
        Caret::before(self.bytes().start)
    }

    /// After the last grapheme.
    pub fn last_caret(&self, paragraph: &str) -> Caret {
        self.line_end(Caret::after(self.bytes().end), paragraph)
    }

    /// Where a caret stands between the cells of its line, counted from the left.
    fn gap(&self, caret: Caret) -> Option<(usize, usize)> {
        let (index, at_end) = self.resolve(caret)?;
        let cell = self.cells.get(index)?;
        let line = self.line_of_cell(index);
        let place = self.visual(line).iter().position(|other| *other as usize == index)?;
        Some((line, if at_end == cell.rtl { place } else { place + 1 }))
    }

    /// The caret on the other side of the cell that is `over` from the left. At a wrapped end it goes on to the start of the next line.
    fn cross(&self, line: usize, over: usize, right: bool) -> Option<Caret> {
        let order = self.visual(line);
        let cell = self.cells.get(*order.get(over)? as usize)?;
        let caret = self.caret_at(*cell, right != cell.rtl);
        let forward = right != self.is_rtl();
        let at_edge = over == if right { order.len() - 1 } else { 0 };
        let wrapped = caret.side == Side::Previous && line + 1 < self.lines_count() && caret.byte == self.line_range(line).end;
        if forward && at_edge && wrapped {
            let next = Caret::before(caret.byte);
            let back_edge = if right { 0 } else { self.visual(line + 1).len() };
            if self.gap(next) == Some((line + 1, back_edge)) {
                return Some(next);
            }
        }
        Some(caret)
    }
}
