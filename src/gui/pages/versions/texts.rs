//! The two texts beside each other, paragraph by paragraph: what is gone at the left, what has come at the right, and the marks in both.

use crate::article::Block;
use crate::gui::style::plain;
use crate::gui::theme::{Theme, reader, size, type_size, versions};
use crate::gui::widgets::{Letters, Prose};
use crate::project::{Label, MarkId, Project};
use crate::text::{Fragments, Text, TextRange};
use crate::view::versions::{Line, Painted, Pair, Passage, Texts, hidden};
use egui::{Align2, Color32, CornerRadius, Pos2, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};
use std::ops::Range;

/// What is painted.
pub(super) struct Shown<'a> {
    pub(super) project: &'a Project,
    pub(super) texts: &'a Texts,
    pub(super) lines: &'a [Line],
    /// The older and the newer text.
    pub(super) strings: [&'a Text; 2],
    /// Their marks.
    pub(super) painted: [&'a Painted; 2],
    /// The mark that is decided about.
    pub(super) current: Option<MarkId>,
    /// The words of the newer text that it could go to.
    pub(super) offer: Option<Fragments>,
}

/// What was clicked.
pub(super) enum Clicked {
    /// A mark.
    Mark(MarkId),
    /// Paragraphs that are not shown.
    Hidden,
}

/// How far the texts are scrolled, and how high their rows are: guessed until they were set once.
#[derive(Default)]
pub(super) struct Scrolled {
    /// Of which rows, in which width.
    of: (usize, f32),
    heights: Vec<f32>,
    is_exact: Vec<bool>,
    /// Upper edges, and the lower edge of the last.
    starts: Vec<f32>,
    wanted: Option<f32>,
    /// Bytes in the older and the newer text that are to be brought into view.
    brings: Option<[Option<usize>; 2]>,
    /// The first row that was seen.
    first: usize,
    /// The row that is to be the first one.
    begins_with: Option<usize>,
}

impl Scrolled {
    /// Brings a place into view when it is painted next.
    pub(super) fn bring(&mut self, places: [Option<usize>; 2]) {
        self.brings = Some(places);
    }

    /// Forgets the rows: others come, to be read from their beginning.
    pub(super) fn forget(&mut self) {
        self.of = (0, 0.0);
        self.begins_with = Some(0);
    }

    /// Forgets the rows for others that show the same texts; what was read stays in view.
    pub(super) fn change(&mut self, before: &[Line], after: &[Line]) {
        self.of = (0, 0.0);
        let pair = before.get(self.first).map_or(0, first_pair);
        self.begins_with = after.iter().rposition(|line| first_pair(line) <= pair).or(Some(0));
    }

    /// Paints the texts over the rest of the ui.
    pub(super) fn show(&mut self, ui: &mut Ui, shown: &Shown<'_>, letters: &mut Letters) -> Option<Clicked> {
        let column = columns(ui.available_width());
        if self.of != (shown.lines.len(), column) || self.heights.len() != shown.lines.len() {
            self.of = (shown.lines.len(), column);
            self.heights = shown.lines.iter().map(|line| guess(shown.texts, line, column)).collect();
            self.is_exact = vec![false; shown.lines.len()];
            self.add_up();
        }
        let view = ui.available_height();
        if let Some(line) = self.brings.take().and_then(|places| line_of(shown, places)) {
            let (top, height) = (self.starts.get(line).copied().unwrap_or(0.0), self.heights.get(line).copied().unwrap_or(0.0));
            self.wanted = Some((top + height.min(view) / 2.0 - view / 2.0).max(0.0));
        }
        if let Some(line) = self.begins_with.take() {
            let wanted = self.starts.get(line).copied().unwrap_or(0.0);
            self.wanted.get_or_insert(wanted);
        }
        let mut area = ScrollArea::vertical().id_salt("texts").auto_shrink(false);
        if let Some(offset) = self.wanted.take() {
            area = area.vertical_scroll_offset(offset);
        }
        let mut clicked = None;
        let mut grown = 0.0;
        let scrolled = area.show_viewport(ui, |ui, viewport| {
            ui.set_height(self.starts.last().copied().unwrap_or(0.0));
            let origin = ui.max_rect().min;
            let mut line = self.starts.partition_point(|start| *start <= viewport.top()).saturating_sub(1);
            let mut y = self.starts.get(line).copied().unwrap_or(0.0);
            self.first = line;
            while y < viewport.bottom() && line < shown.lines.len() {
                let at = pos2(origin.x, origin.y + y);
                let (height, here) = row(ui, shown, line, at, column, letters);
                clicked = here.or(clicked.take());
                grown += self.learn(line, height, y < viewport.top());
                y += height;
                line += 1;
            }
        });
        if !self.is_exact.iter().all(|exact| *exact) {
            self.add_up();
        }
        if grown.abs() > 0.5 {
            // What was above turned out to be of another height: the rows that are read stay where they are.
            self.wanted = Some(scrolled.state.clamped_offset().y + grown);
            ui.ctx().request_repaint();
        }
        clicked
    }

    /// Notes how high a row is; by how much more than was thought, where it begins above what is seen.
    fn learn(&mut self, line: usize, height: f32, is_above: bool) -> f32 {
        let Some((known, exact)) = self.heights.get_mut(line).zip(self.is_exact.get_mut(line)) else { return 0.0 };
        let grown = height - *known;
        (*known, *exact) = (height, true);
        if is_above { grown } else { 0.0 }
    }

    fn add_up(&mut self) {
        self.starts.clear();
        self.starts.push(0.0);
        let mut y = 0.0;
        for height in &self.heights {
            y += height;
            self.starts.push(y);
        }
    }
}

fn first_pair(line: &Line) -> usize {
    match line {
        Line::Pair(pair) => *pair,
        Line::Same(pairs) => pairs.start,
    }
}

/// Width of each column.
fn columns(whole: f32) -> f32 {
    ((whole - 2.0 * size::PAD - versions::GUTTER) / 2.0).clamp(1.0, versions::COLUMN)
}

/// Left edges of the columns.
pub(super) fn lefts(left: f32, whole: f32) -> [f32; 2] {
    let column = columns(whole);
    let first = left + (whole - 2.0 * column - versions::GUTTER) / 2.0;
    [first, first + column + versions::GUTTER]
}

fn line_of(shown: &Shown<'_>, [old, new]: [Option<usize>; 2]) -> Option<usize> {
    let holds = |passage: &Option<Passage>, at: Option<usize>| {
        passage.as_ref().zip(at).is_some_and(|(passage, at)| passage.bytes.start <= at && at < passage.bytes.end.max(passage.bytes.start + 1))
    };
    let side = |pick: &dyn Fn(&Pair) -> bool| {
        shown.lines.iter().position(|line| match line {
            Line::Pair(index) => shown.texts.pairs.get(*index).is_some_and(pick),
            Line::Same(range) => shown.texts.pairs.get(range.clone()).unwrap_or_default().iter().any(pick),
        })
    };
    side(&|pair| holds(&pair.new, new)).or_else(|| side(&|pair| holds(&pair.old, old)))
}

fn guess(texts: &Texts, line: &Line, column: f32) -> f32 {
    let Line::Pair(index) = line else { return versions::HIDDEN };
    let bytes = texts.pairs.get(*index).map_or(0, |pair| [&pair.old, &pair.new].into_iter().flatten().map(|passage| passage.bytes.len()).max().unwrap_or(0));
    let lines = (bytes as f32 * type_size::QUOTE * 0.46 / column).ceil().max(1.0);
    lines * type_size::QUOTE * type_size::QUOTE_LINE + versions::BETWEEN
}

/// One row; its height, and what was clicked in it.
fn row(ui: &mut Ui, shown: &Shown<'_>, line: usize, at: Pos2, column: f32, letters: &mut Letters) -> (f32, Option<Clicked>) {
    let lefts = lefts(at.x, ui.max_rect().width());
    let pair = match shown.lines.get(line) {
        Some(Line::Pair(index)) => shown.texts.pairs.get(*index),
        Some(Line::Same(range)) => return (versions::HIDDEN, hidden_row(ui, shown, range, at, lefts, column)),
        None => None,
    };
    let Some(pair) = pair else { return (0.0, None) };
    let prose = |passage: &Option<Passage>, text: &Text, letters: &mut Letters| {
        passage.as_ref().map(|passage| {
            let is_strong = matches!(passage.block, Some(Block::Title | Block::Heading));
            letters.prose(ui.ctx(), text.slice(passage.bytes.clone()), is_strong, column)
        })
    };
    let [old_text, new_text] = shown.strings;
    let sides = [prose(&pair.old, old_text, letters), prose(&pair.new, new_text, letters)];
    let tallest = sides.iter().flatten().map(Prose::height).fold(0.0, f32::max);
    let is_empty = [&pair.old, &pair.new].into_iter().flatten().all(|passage| passage.bytes.is_empty());
    let height = if is_empty { versions::BETWEEN } else { tallest + versions::BETWEEN };
    let whole = Rect::from_min_size(pos2(lefts[0], at.y), vec2(2.0 * column + versions::GUTTER, height));
    let response = ui.interact(whole, ui.scope_id().with(("pair", line)), Sense::click());
    let pointer = ui.input(|input| input.pointer.interact_pos()).filter(|_| response.clicked());
    let mut clicked = None;
    for (index, (passage, prose)) in [&pair.old, &pair.new].into_iter().zip(&sides).enumerate() {
        let (Some(passage), Some(prose), Some(left), Some(painted)) = (passage, prose, lefts.get(index), shown.painted.get(index)) else { continue };
        let side = Side {
            passage,
            prose,
            at: pos2(*left, at.y + versions::BETWEEN / 2.0),
            is_new: index == 1,
            is_whole: pair.old.is_none() || pair.new.is_none(),
            is_moved: pair.is_moved,
        };
        clicked = side.paint(ui, shown, painted, pointer, letters).or(clicked);
    }
    if !is_empty {
        response.widget_info(|| WidgetInfo::labeled(Role::Paragraph, true, spoken(pair, shown.strings)));
    }
    (height, clicked.map(Clicked::Mark))
}

/// A paragraph of one of the texts.
struct Side<'a> {
    passage: &'a Passage,
    prose: &'a Prose,
    at: Pos2,
    is_new: bool,
    /// Whether the other text has nothing there.
    is_whole: bool,
    /// Whether it stands unchanged elsewhere.
    is_moved: bool,
}

impl Side<'_> {
    fn paint(&self, ui: &Ui, shown: &Shown<'_>, painted: &Painted, pointer: Option<Pos2>, letters: &mut Letters) -> Option<MarkId> {
        let theme = Theme::of(ui.ctx());
        let mut clicked = None;
        for placed in painted.touching(&self.passage.bytes) {
            let rects = self.rects(placed.range);
            let is_current = shown.current == Some(placed.id);
            mark(ui, &rects, &placed.label, shown.project, is_current);
            if pointer.is_some_and(|pointer| rects.iter().any(|rect| rect.contains(pointer))) {
                clicked = Some(placed.id);
            }
        }
        let changed = &self.passage.changed;
        let changed_ink = if self.is_new { theme.good } else { theme.muted };
        for range in changed {
            for rect in self.rects(*range) {
                let (y, stroke) = if self.is_new {
                    (rect.bottom() - reader::MARK_LINE, Stroke::new(reader::OUTLINE, theme.good))
                } else {
                    (rect.center().y + reader::MARK_LINE, Stroke::new(reader::OUTLINE, theme.warning))
                };
                ui.painter().hline(rect.x_range(), y, stroke);
            }
        }
        if !self.passage.bytes.is_empty() && (!changed.is_empty() || self.is_whole) {
            self.bar(ui, theme);
        }
        for range in shown.offer.iter().filter(|_| self.is_new).flat_map(Fragments::iter) {
            if range.start() < self.passage.bytes.end && range.end() > self.passage.bytes.start {
                self.rects(range).into_iter().for_each(|rect| outline(ui, rect, theme));
            }
        }
        let start = self.passage.bytes.start;
        let ink = |byte: usize| -> Color32 {
            let behind = changed.partition_point(|range| range.end() <= start + byte);
            if changed.get(behind).is_some_and(|range| range.holds(start + byte)) { changed_ink } else { theme.ink }
        };
        letters.paint_prose(ui, self.prose, self.at, &ink);
        clicked
    }

    /// Tells beside a paragraph that it changed, is new, is gone or stands elsewhere.
    fn bar(&self, ui: &Ui, theme: &Theme) {
        let ink = match (self.is_moved, self.is_new) {
            (true, _) => theme.accent,
            (false, true) => theme.good,
            (false, false) => theme.warning,
        };
        let bar = Rect::from_min_size(self.at - vec2(versions::BAR, 0.0), vec2(size::ACCENT_BAR, self.prose.height()));
        ui.painter().rect_filled(bar, CornerRadius::ZERO, ink);
        if self.is_moved {
            let words = if self.is_new { "moved to here" } else { "moved from here" };
            ui.painter().text(self.at - vec2(0.0, 1.0), Align2::LEFT_BOTTOM, words, plain(type_size::TINY), theme.accent);
        }
    }

    fn rects(&self, range: TextRange) -> Vec<Rect> {
        let Range { start, end } = self.passage.bytes;
        let inside = range.start().clamp(start, end) - start..range.end().clamp(start, end) - start;
        self.prose.rects(inside).into_iter().map(|rect| rect.translate(self.at.to_vec2())).collect()
    }
}

/// A mark as the article shows it: filled, with the line that tells its label.
fn mark(ui: &Ui, rects: &[Rect], label: &Label, project: &Project, is_current: bool) {
    let theme = Theme::of(ui.ctx());
    let inks = theme.label(label, project.own_labels());
    let painter = ui.painter();
    let radius = CornerRadius::same(reader::MARK_RADIUS);
    for rect in rects {
        painter.rect_filled(*rect, radius, inks.fill);
        match label {
            Label::Figure => {
                painter.rect_stroke(*rect, radius, Stroke::new(reader::OUTLINE, inks.ink), StrokeKind::Inside);
            }
            Label::Source | Label::Own(_) => {
                painter.hline(rect.x_range(), rect.bottom() - reader::MARK_LINE / 2.0, Stroke::new(reader::MARK_LINE, inks.ink));
            }
            Label::Claim => {}
        }
        if is_current {
            outline(ui, *rect, theme);
        }
    }
    if let (Label::Claim, Some(first), Some(last)) = (label, rects.first(), rects.last()) {
        let stroke = Stroke::new(reader::MARK_LINE, inks.ink);
        painter.vline(first.left(), first.y_range(), stroke);
        painter.vline(last.right(), last.y_range(), stroke);
    }
}

/// The outline of the mark that is decided about, and of the words that it could go to.
fn outline(ui: &Ui, rect: Rect, theme: &Theme) {
    let radius = CornerRadius::same(reader::MARK_RADIUS);
    ui.painter().rect_stroke(rect.expand(1.0), radius, Stroke::new(reader::SELECTED, theme.accent), StrokeKind::Outside);
}

/// Paragraphs that are the same, as one line; whether it was pressed.
fn hidden_row(ui: &mut Ui, shown: &Shown<'_>, range: &Range<usize>, at: Pos2, lefts: [f32; 2], column: f32) -> Option<Clicked> {
    let theme = Theme::of(ui.ctx());
    let rect = Rect::from_min_size(pos2(lefts[0], at.y), vec2(2.0 * column + versions::GUTTER, versions::HIDDEN));
    let response = ui.interact(rect, ui.scope_id().with(("hidden", range.start)), Sense::click());
    let words = match hidden(shown.texts, range) {
        1 => "One paragraph is the same".to_owned(),
        many => format!("{many} paragraphs are the same"),
    };
    let ink = if response.hovered() { theme.accent } else { theme.muted };
    let painted = ui.painter().text(rect.center(), Align2::CENTER_CENTER, &words, plain(type_size::SMALL), ink).expand2(vec2(size::GAP, 0.0));
    let line = Stroke::new(size::LINE, theme.line);
    ui.painter().hline(rect.left()..=painted.left(), rect.center().y, line);
    ui.painter().hline(painted.right()..=rect.right(), rect.center().y, line);
    if response.has_focus() {
        crate::gui::widgets::ring(ui, rect);
    }
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &words));
    response.on_hover_text("Show the whole text").clicked().then_some(Clicked::Hidden)
}

/// A pair in words, for those who listen.
fn spoken(pair: &Pair, [old_text, new_text]: [&Text; 2]) -> String {
    let words = |passage: &Option<Passage>, text: &Text| passage.as_ref().map(|passage| crate::view::shorten(text.slice(passage.bytes.clone()), 2000));
    match (words(&pair.old, old_text), words(&pair.new, new_text)) {
        (Some(words), Some(_)) if pair.is_same => words,
        (Some(old), Some(new)) => format!("Before: {old}. Now: {new}"),
        (Some(old), None) if pair.is_moved => format!("Moved from here: {old}"),
        (Some(old), None) => format!("Gone: {old}"),
        (None, Some(new)) if pair.is_moved => format!("Moved to here: {new}"),
        (None, Some(new)) => format!("New: {new}"),
        (None, None) => String::new(),
    }
}
