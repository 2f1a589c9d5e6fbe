//! Scrolling of a column. Short ways are laid out exactly as they are gone, so that text moves by just the pixels asked for; long ways jump by
//! estimated heights, where nobody sees a difference.

use super::column::{Anchor, Column, Place, Source};

/// Windows that are scrolled through exactly; what lies farther is jumped to.
const NEAR: f64 = 4.0;

/// Where a place is to stand in the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// One line below the upper edge.
    Top,
    /// In the middle.
    Centre,
    /// Where it is, if it is in the window; at the nearer edge, if it is just outside; else in the middle.
    Nearest,
}

/// What was asked for since the last frame.
#[derive(Clone, Copy)]
pub(super) enum Wish {
    By(f64),
    Fraction(f64),
    To(Place, Align),
    /// The line of the place stands at this height.
    Keep(Place, f64),
}

impl Column {
    /// Scrolls down by physical pixels, up for less than 0.
    pub fn scroll_by(&mut self, pixels: f32) {
        if pixels != 0.0 {
            self.wishes.push(Wish::By(pixels.into()));
        }
    }

    /// Scrolls until a place is in the window.
    pub fn scroll_to(&mut self, place: Place, align: Align) {
        self.wishes.push(Wish::To(place, align));
    }

    /// Scrolls to a part of the whole: 0 is the start, 1 the end. For scroll bar and ruler.
    pub fn set_fraction(&mut self, fraction: f64) {
        self.wishes.push(Wish::Fraction(fraction.clamp(0.0, 1.0)));
    }

    /// Height of everything in physical pixels, margins included; estimated in part, so it changes a little as one scrolls.
    pub fn content_height(&self) -> f64 {
        self.heights.total() + f64::from(self.margins.top) + f64::from(self.margins.bottom)
    }

    /// Physical pixels between the start and the window's upper edge.
    pub fn position(&self) -> f64 {
        self.heights.before(self.anchor.row) + self.anchor.offset + f64::from(self.margins.top)
    }

    /// How far down the window stands, from 0 to 1; 0 where everything fits in.
    pub fn fraction(&self) -> f64 {
        let room = self.content_height() - self.viewport;
        if room > 0.0 { (self.position() / room).clamp(0.0, 1.0) } else { 0.0 }
    }

    /// How far down a place stands in the whole, from 0 to 1, by the heights known: for a ruler. Costs the logarithm of the text.
    pub fn fraction_of(&self, place: Place) -> f64 {
        let row = self.row_of(place);
        let within = self.rows.get(row).map_or(0.0, |piece| {
            let bytes = f64::from(piece.end.saturating_sub(piece.start)).max(1.0);
            ((place.caret.byte as f64 - f64::from(piece.start)) / bytes).clamp(0.0, 1.0)
        });
        let y = self.heights.before(row) + within * self.heights.get(row) + f64::from(self.margins.top);
        (y / self.content_height().max(1.0)).clamp(0.0, 1.0)
    }

    /// The byte that stands so far down the whole, from 0 to 1, by the heights known; the text's length at the end. `paragraph` gives the bytes of
    /// a paragraph by its number.
    pub fn byte_at_fraction(&self, length: usize, fraction: f64, paragraph: impl Fn(usize) -> std::ops::Range<usize>) -> usize {
        let y = fraction * self.content_height() - f64::from(self.margins.top);
        if y >= self.heights.total() {
            return length;
        }
        let (row, offset) = self.heights.find(y.max(0.0));
        let Some(piece) = self.rows.get(row) else { return length };
        let part = (offset / self.heights.get(row).max(1.0)).clamp(0.0, 1.0);
        let within = f64::from(piece.start) + part * f64::from(piece.end.saturating_sub(piece.start));
        paragraph(piece.paragraph as usize).start + within as usize
    }

    pub(super) fn grant(&mut self, wish: Wish, source: &mut Source<'_, '_>) {
        match wish {
            Wish::By(pixels) if pixels.abs() <= NEAR * self.viewport => self.anchor.offset += pixels,
            Wish::By(pixels) => self.jump(self.heights.before(self.anchor.row) + self.anchor.offset + pixels),
            Wish::Fraction(fraction) => {
                let top = f64::from(self.margins.top);
                let room = (self.content_height() - self.viewport).max(0.0);
                // The end is the end, not the place where it was estimated to be.
                self.jump(if fraction >= 1.0 { self.content_height() } else { fraction * room - top });
            }
            Wish::To(place, align) => self.go(place, align, source),
            Wish::Keep(place, y) => {
                let (row, top, _) = self.line_of(place, source);
                self.anchor = Anchor { row, offset: top - y };
            }
        }
        self.normalise(source);
    }

    /// Makes the anchor lie in its row, and leaves no gap below the last row.
    pub(super) fn settle(&mut self, source: &mut Source<'_, '_>) {
        self.normalise(source);
        let (mut row, mut y) = (self.anchor.row, -self.anchor.offset);
        while row < self.rows.len() {
            if y >= self.viewport {
                return;
            }
            self.ensure(row, source);
            y += self.heights.get(row);
            row += 1;
        }
        let gap = self.viewport - y - f64::from(self.margins.bottom);
        if gap > 0.0 {
            self.anchor.offset -= gap;
            self.normalise(source);
        }
    }

    fn normalise(&mut self, source: &mut Source<'_, '_>) {
        while self.anchor.offset < 0.0 && self.anchor.row > 0 {
            self.anchor.row -= 1;
            self.ensure(self.anchor.row, source);
            self.anchor.offset += self.heights.get(self.anchor.row);
        }
        while self.anchor.row + 1 < self.rows.len() && self.anchor.offset > 0.0 {
            self.ensure(self.anchor.row, source);
            let height = self.heights.get(self.anchor.row);
            if self.anchor.offset < height {
                break;
            }
            self.anchor.offset -= height;
            self.anchor.row += 1;
        }
        self.ensure(self.anchor.row, source);
        if self.anchor.row == 0 {
            self.anchor.offset = self.anchor.offset.max(-f64::from(self.margins.top));
        }
    }

    /// To a height below the top of the first row, by what heights are known.
    fn jump(&mut self, height: f64) {
        let (row, offset) = self.heights.find(height);
        self.anchor = if height < 0.0 { Anchor { row: 0, offset: height } } else { Anchor { row, offset } };
    }

    fn go(&mut self, place: Place, align: Align, source: &mut Source<'_, '_>) {
        let (row, top, bottom) = self.line_of(place, source);
        let line = bottom - top;
        let at_top = Anchor { row, offset: top - line.min(self.viewport / 4.0) };
        let at_bottom = Anchor { row, offset: bottom + line.min(self.viewport / 4.0) - self.viewport };
        let centred = Anchor { row, offset: (top + bottom - self.viewport) / 2.0 };
        self.anchor = match align {
            Align::Top => at_top,
            Align::Centre => centred,
            Align::Nearest => {
                let y = self.heights.before(row) - self.heights.before(self.anchor.row) - self.anchor.offset;
                if y + bottom < -self.viewport || y + top > 2.0 * self.viewport {
                    centred
                } else if y + top < 0.0 {
                    at_top
                } else if y + bottom > self.viewport {
                    at_bottom
                } else {
                    self.anchor
                }
            }
        };
    }

    /// The row of a place, and the upper and lower edge of its line below the row's top.
    fn line_of(&mut self, place: Place, source: &mut Source<'_, '_>) -> (usize, f64, f64) {
        let row = self.row_of(place);
        let (top, bottom) = self.ensure(row, source).map_or((0.0, 0.0), |laid| laid.line_box(laid.line_of_caret(place.caret)));
        let above = self.above(row);
        (row, above + f64::from(top), above + f64::from(bottom))
    }
}
