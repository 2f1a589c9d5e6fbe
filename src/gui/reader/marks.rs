//! Draws marks: rectangles behind the text, lines and letters around it. The text itself is never touched, so it does not move
//! when a mark appears.

use super::engine::column::Shown;
use super::engine::laid::LineRect;
use crate::gui::theme::{Inks, Theme, reader, size, type_size};
use crate::project::{Label, MarkState};
use crate::text::{Text, TextRange};
use crate::view::checks::Standing;
use crate::view::reader::MarkShown;
use crate::view::review::Drawn;
use egui::{Align2, Color32, CornerRadius, FontId, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2};
use std::ops::Range;

/// Where a shown piece lies on the screen and in the text.
#[derive(Clone, Copy)]
pub(super) struct Ground<'a> {
    /// The piece.
    pub(super) shown: Shown<'a>,
    /// Byte of the article where its paragraph starts.
    pub(super) base: usize,
    /// Left edge of the column and upper edge of the window, in points.
    pub(super) origin: Pos2,
    /// Physical pixels per point.
    pub(super) scale: f32,
    /// The words of its paragraph.
    pub(super) words: &'a str,
}

impl Ground<'_> {
    /// Rectangles of a byte range of the article, in points: full lines high, less a hair, so that neighbours do not touch.
    pub(super) fn bands(&self, bytes: &Range<usize>, inset: f32) -> Vec<Rect> {
        let local = bytes.start.saturating_sub(self.base)..bytes.end.saturating_sub(self.base);
        self.shown.laid.rects(local).into_iter().map(|rect| self.band(rect, inset)).collect()
    }

    /// As [`Self::bands`], without the white space in which a line is wrapped.
    fn word_bands(&self, bytes: &Range<usize>, inset: f32) -> Vec<Rect> {
        let laid = self.shown.laid;
        let (start, end) = (bytes.start.saturating_sub(self.base), bytes.end.saturating_sub(self.base));
        let mut all = Vec::new();
        for line in laid.line_of(start)..=laid.line_of(end.saturating_sub(1).max(start)) {
            let range = laid.line_range(line);
            let (from, to) = (start.max(range.start), end.min(range.end));
            let words = self.words.get(from..to).unwrap_or_default();
            let kept = if to < end { from + words.trim_end().len().max(1).min(words.len()) } else { to };
            all.extend(laid.rects(from..kept).into_iter().map(|rect| self.band(rect, inset)));
        }
        all
    }

    /// As [`Self::bands`] for one rectangle of the engine.
    pub(super) fn band(&self, rect: LineRect, inset: f32) -> Rect {
        let (top, bottom) = self.shown.laid.line_box(rect.line);
        let point = |x: f32, y: f32| pos2(self.origin.x + x / self.scale, self.origin.y + (self.shown.y + y) / self.scale);
        Rect::from_min_max(point(rect.x0, top), point(rect.x1, bottom)).shrink2(vec2(0.0, inset))
    }

    /// The bytes of the article that this piece holds.
    pub(super) fn bytes(&self) -> Range<usize> {
        let bytes = self.shown.laid.bytes();
        self.base + bytes.start..self.base + bytes.end
    }

    /// Where the first glyph of a range stands that begins in this piece.
    fn first_glyph(&self, byte: usize) -> Option<Rect> {
        let local = byte.checked_sub(self.base)?;
        let rect = self.shown.laid.first_glyph_rect(local..local + 1)?;
        Some(self.band(rect, 0.0))
    }
}

/// What a mark is drawn with.
pub(super) struct Brush<'a> {
    pub(super) painter: &'a Painter,
    pub(super) theme: &'a Theme,
    pub(super) text: &'a Text,
}

impl Brush<'_> {
    /// What lies behind the letters: the fill.
    pub(super) fn fill(&self, mark: &MarkShown, inks: Inks, grounds: &[Ground<'_>]) {
        // Of an open standing only the marks that are looked at are filled, so that both lines can be seen.
        let is_filled = mark.state == MarkState::Accepted || (mark.review.is_some() && mark.is_selected && mark.state == MarkState::Proposed);
        if !is_filled {
            return;
        }
        for band in bands(mark, grounds, 1.5 + inset(mark)) {
            self.painter.rect_filled(roomy(mark, band), radius(), inks.fill);
        }
    }

    /// What was looked for: a thin line around the words.
    pub(super) fn found(&self, words: &[Range<usize>], grounds: &[Ground<'_>]) {
        for bytes in words {
            for ground in grounds {
                let shown = bytes.start.max(ground.bytes().start)..bytes.end.min(ground.bytes().end);
                if shown.is_empty() {
                    continue;
                }
                for band in ground.bands(&shown, reader::FOUND_INSET) {
                    self.painter.rect_stroke(band.expand2(vec2(1.0, 0.0)), radius(), Stroke::new(size::LINE, self.theme.accent), StrokeKind::Inside);
                }
            }
        }
    }

    /// What stands around the letters: edges, underline, outline, the mark's letter and what says that it is selected.
    pub(super) fn lines(&self, mark: &MarkShown, inks: Inks, grounds: &[Ground<'_>]) {
        let bands: Vec<Rect> = bands(mark, grounds, 1.5 + inset(mark)).into_iter().map(|band| roomy(mark, band)).collect();
        if let Some((drawn @ (Drawn::Above | Drawn::Below), _)) = &mark.review {
            self.edge(&bands, *drawn == Drawn::Above, inks.ink);
        } else if mark.state == MarkState::Accepted {
            self.sign(mark, inks, &bands, grounds);
        } else {
            for band in &bands {
                let corners = [band.left_top(), band.right_top(), band.right_bottom(), band.left_bottom(), band.left_top()];
                self.painter.extend(Shape::dashed_line(&corners, Stroke::new(1.0, inks.ink), reader::DASH[0], reader::DASH[1]));
            }
        }
        if mark.is_selected && mark.review.is_none() {
            for band in &bands {
                self.painter.rect_stroke(*band, radius(), Stroke::new(reader::SELECTED, self.theme.accent), StrokeKind::Outside);
            }
        }
        if mark.is_target {
            for band in &bands {
                let corners = [band.left_top(), band.right_top(), band.right_bottom(), band.left_bottom(), band.left_top()];
                let stroke = Stroke::new(reader::SELECTED, self.theme.accent);
                self.painter.extend(Shape::dashed_line(&corners, stroke, reader::DASH[0], reader::DASH[1]));
            }
        }
        self.letter(mark, inks.ink, grounds);
        if let Some(standing) = mark.standing {
            self.verdict(mark, standing, grounds);
        }
    }

    /// The sign of a claim's verdict in the space above the line, at the mark's last glyph.
    fn verdict(&self, mark: &MarkShown, standing: Standing, grounds: &[Ground<'_>]) {
        let last = crate::text::previous_grapheme(self.text.as_str(), mark.at.end());
        let Some(ground) = grounds.iter().find(|ground| ground.bytes().contains(&last)) else { return };
        let Some(glyph) = ground.first_glyph(last) else { return };
        let is_rtl = ground.shown.laid.is_rtl_at(last - ground.base);
        let x = if is_rtl { glyph.left() } else { glyph.right() };
        let (word, ink) = match standing {
            Standing::Holds => ("=", self.theme.good),
            Standing::Fails => ("≠", self.theme.warning),
            Standing::Mixed => ("±", self.theme.warning),
            Standing::Unknown => ("?", self.theme.muted),
        };
        let font = FontId::new(type_size::LETTER, crate::gui::theme::strong());
        let at = pos2(x, glyph.top() - 1.0);
        let galley = self.painter.layout_no_wrap(word.to_owned(), font, ink);
        let ground = Rect::from_center_size(at, galley.size()).expand2(vec2(2.0, -1.0));
        self.painter.rect(ground, radius(), self.theme.page, Stroke::new(1.0, ink), StrokeKind::Outside);
        self.painter.galley(ground.center() - galley.size() / 2.0, galley, ink);
    }

    fn sign(&self, mark: &MarkShown, inks: Inks, bands: &[Rect], grounds: &[Ground<'_>]) {
        match &mark.label {
            Label::Claim => self.claim_edges(mark, inks.ink, grounds),
            Label::Source => self.underline(bands, reader::MARK_LINE, inks.ink),
            Label::Figure => {
                for range in mark.at.iter() {
                    self.outline(&range_bands(range, grounds, 1.5 + inset(mark)), is_rtl_at(range.start(), grounds), inks.ink);
                }
            }
            Label::Own(_) => self.underline(bands, 1.0, inks.ink),
        }
    }

    /// A line around a figure; where it goes on in the next line it stays open.
    fn outline(&self, bands: &[Rect], is_rtl: bool, ink: Color32) {
        let stroke = Stroke::new(reader::OUTLINE, ink);
        let is_one_a_line = bands.iter().zip(bands.iter().skip(1)).all(|(above, below)| above.top() < below.top());
        for (index, band) in bands.iter().enumerate() {
            let band = band.expand2(vec2(reader::MARK_LINE, 0.0));
            let (mut whole, more) = (band, 2.0 * f32::from(reader::MARK_RADIUS));
            let (goes_on, comes_from) = (is_one_a_line && index + 1 < bands.len(), is_one_a_line && index > 0);
            if (goes_on && !is_rtl) || (comes_from && is_rtl) {
                whole.max.x += more;
            }
            if (comes_from && !is_rtl) || (goes_on && is_rtl) {
                whole.min.x -= more;
            }
            let clipped = self.painter.with_clip_rect(self.painter.clip_rect().intersect(band));
            clipped.rect_stroke(whole, radius(), stroke, StrokeKind::Inside);
        }
    }

    fn underline(&self, bands: &[Rect], width: f32, ink: Color32) {
        for band in bands {
            let line = Rect::from_min_max(pos2(band.left(), band.bottom() - width), band.right_bottom());
            self.painter.rect_filled(line, 0, ink);
        }
    }

    /// A bar at the first and at the last edge of the claim, in reading order of each end's own direction.
    fn claim_edges(&self, mark: &MarkShown, ink: Color32, grounds: &[Ground<'_>]) {
        for range in mark.at.iter() {
            let last = crate::text::previous_grapheme(self.text.as_str(), range.end());
            for (byte, is_start) in [(range.start(), true), (last, false)] {
                let found = grounds.iter().filter(|ground| ground.bytes().contains(&byte));
                for ground in found {
                    let Some(glyph) = ground.first_glyph(byte) else { continue };
                    let glyph = glyph.shrink2(vec2(0.0, 1.5 + inset(mark)));
                    let local = byte - ground.base;
                    let at_left = ground.shown.laid.is_rtl_at(local) != is_start;
                    let x = if at_left { glyph.left() - reader::MARK_LINE } else { glyph.right() };
                    self.painter.rect_filled(Rect::from_min_size(pos2(x, glyph.top()), vec2(reader::MARK_LINE, glyph.height())), 0, ink);
                }
            }
        }
    }

    /// A line along one side of the words.
    fn edge(&self, bands: &[Rect], is_above: bool, ink: Color32) {
        for band in bands {
            let top = if is_above { band.top() } else { band.bottom() - reader::MARK_LINE };
            self.painter.rect_filled(Rect::from_min_size(pos2(band.left(), top), vec2(band.width(), reader::MARK_LINE)), 0, ink);
        }
    }

    /// The small letter in the space above the line, at the mark's first glyph.
    fn letter(&self, mark: &MarkShown, ink: Color32, grounds: &[Ground<'_>]) {
        let start = mark.at.start();
        let Some(ground) = grounds.iter().find(|ground| ground.bytes().contains(&start)) else { return };
        let Some(glyph) = ground.first_glyph(start) else { return };
        let step = mark.letters_before as f32 * type_size::LETTER * 0.9;
        let is_rtl = ground.shown.laid.is_rtl_at(start - ground.base);
        let (anchor, x) = if is_rtl { (Align2::RIGHT_TOP, glyph.right() - 1.0 - step) } else { (Align2::LEFT_TOP, glyph.left() + 1.0 + step) };
        let font = FontId::new(type_size::LETTER, crate::gui::theme::strong());
        match &mark.review {
            // Letters of two analysts must not lie on each other: those of the line below stand below.
            Some((Drawn::Below, letters)) => {
                self.painter.text(pos2(x, glyph.bottom() - 1.0), anchor, letters, font, ink);
            }
            Some((drawn, letters)) => {
                let above = if *drawn == Drawn::Above { reader::LETTER_ABOVE + reader::MARK_LINE } else { reader::LETTER_ABOVE };
                self.painter.text(pos2(x, glyph.top() - above), anchor, letters, font, ink);
            }
            None => {
                self.painter.text(pos2(x, glyph.top() - reader::LETTER_ABOVE), anchor, mark.label.letter(), font, ink);
            }
        }
    }
}

/// The rectangles of a mark, in reading order.
pub(super) fn bands(mark: &MarkShown, grounds: &[Ground<'_>], inset: f32) -> Vec<Rect> {
    mark.at.iter().flat_map(|range| range_bands(range, grounds, inset)).collect()
}

/// The rectangles of one fragment, in reading order.
fn range_bands(range: TextRange, grounds: &[Ground<'_>], inset: f32) -> Vec<Rect> {
    let mut all = Vec::new();
    for ground in grounds {
        let bytes = ground.bytes();
        if range.start() < bytes.end && range.end() > bytes.start {
            all.extend(ground.word_bands(&(range.start().max(bytes.start)..range.end().min(bytes.end)), inset));
        }
    }
    all
}

/// Whether a byte that is shown stands in text that runs from right to left.
fn is_rtl_at(byte: usize, grounds: &[Ground<'_>]) -> bool {
    let ground = grounds.iter().find(|ground| ground.bytes().contains(&byte));
    ground.is_some_and(|ground| ground.shown.laid.is_rtl_at(byte - ground.base))
}

/// Claims and figures have lines at their sides, which must not lie on the letters.
fn roomy(mark: &MarkShown, band: Rect) -> Rect {
    match mark.label {
        Label::Claim | Label::Figure => band.expand2(vec2(reader::MARK_LINE, 0.0)),
        Label::Source | Label::Own(_) => band,
    }
}

/// What lies deeper is drawn a little lower, so that what holds it can be seen around it.
fn inset(mark: &MarkShown) -> f32 {
    reader::NEST * mark.level.min(3) as f32
}

fn radius() -> CornerRadius {
    CornerRadius::same(reader::MARK_RADIUS)
}
