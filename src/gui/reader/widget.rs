//! The reader: an article's text with its marks, to be read, selected in and tagged. It reads the session and asks; what it keeps
//! is only what painting needs: where the page stands, what is being dragged.

use super::drag::{Drag, Presses};
use super::engine::atlas::Atlas;
use super::engine::column::{Column, Margins, Place, Source};
use super::engine::laid::{Caret, Laid, Side};
use super::engine::paint::Ink;
use super::engine::scroll::Align;
use super::engine::typeset::{Measure, SystemFonts, Typesetter};
use super::faces;
use super::marks::{Brush, Ground, bands};
use super::{around, bar, drag, keys, nodes, ruler};
use crate::article::Block;
use crate::gui::actions::Asks;
use crate::gui::theme::{Theme, reader};
use crate::project::{Article, ArticleId, Project};
use crate::session::{Command, SelectCommand, Selection, Session};
use crate::text::Text;
use crate::view::reader::{self as view, MarkShown};
use egui::{Color32, CursorIcon, Id, Pos2, Rect, Response, Sense, Ui, pos2};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// The reader's own state.
pub struct Reader {
    pub(super) typesetter: Typesetter,
    atlas: Atlas,
    pub(super) page: Option<Page>,
    /// First byte shown of articles that were left, to come back to.
    places: BTreeMap<ArticleId, usize>,
    pub(super) drag: Option<Drag>,
    pub(super) presses: Presses,
    /// Which neighbour the caret is drawn at.
    pub(super) side: Side,
    /// Where the caret keeps to while it moves up and down, in physical pixels of the column.
    pub(super) goal_x: Option<f32>,
    /// The selection that was asked for in this frame, until the session has it.
    pub(super) asked: Option<(usize, usize)>,
    pub(super) signs: ruler::Signs,
    seen: u64,
    hovered: Option<String>,
    /// Keys were pressed since the pointer moved last: what it happens to lie on is not explained.
    is_typing: bool,
    has_shown_text: bool,
}

/// The article that is laid out.
pub(super) struct Page {
    article: ArticleId,
    text: Text,
    pub(super) column: Column,
    /// A title that is not in the text.
    pub(super) outside_title: Option<Laid>,
}

/// What painting and input share in one frame.
pub(super) struct Frame<'a> {
    pub(super) article: &'a Arc<Article>,
    pub(super) project: &'a Project,
    pub(super) theme: &'static Theme,
    /// The reader without the ruler.
    pub(super) rect: Rect,
    /// Left edge of the column and upper edge of the reader, in points.
    pub(super) origin: Pos2,
    /// Width of the column in points.
    pub(super) width: f32,
    /// Physical pixels per point.
    pub(super) scale: f32,
    pub(super) selection: Selection,
    /// See [`Session::version`].
    pub(super) version: u64,
}

impl Reader {
    /// A reader that falls back to the system's faces for scripts that the bundled ones lack.
    pub fn new(ctx: &egui::Context) -> Self {
        Self::with_fonts(ctx, SystemFonts::WhenNeeded)
    }

    /// A reader whose pictures do not depend on the machine, for tests.
    pub fn for_tests(ctx: &egui::Context) -> Self {
        Self::with_fonts(ctx, SystemFonts::Never)
    }

    fn with_fonts(ctx: &egui::Context, system: SystemFonts) -> Self {
        Self {
            typesetter: Typesetter::new(system),
            atlas: Atlas::new(ctx),
            page: None,
            places: BTreeMap::new(),
            drag: None,
            presses: Presses::default(),
            side: Side::Next,
            goal_x: None,
            asked: None,
            signs: ruler::Signs::default(),
            seen: 0,
            hovered: None,
            is_typing: false,
            has_shown_text: false,
        }
    }

    /// The article that is shown and the first byte of it in the window, to come back to.
    pub fn place(&self) -> Option<(ArticleId, usize)> {
        let page = self.page.as_ref()?;
        Some((page.article, page.first_byte()))
    }

    /// Shows a byte of an article at the top as soon as that article is shown.
    pub fn go_to(&mut self, article: ArticleId, byte: usize) {
        self.places.insert(article, byte);
        if self.page.as_ref().is_some_and(|page| page.article == article) {
            self.page = None;
        }
    }

    /// Whether any text of an article was painted so far.
    pub fn has_shown_text(&self) -> bool {
        self.has_shown_text
    }

    /// The mark under the pointer, in one sentence.
    pub fn hovered(&self) -> Option<&str> {
        self.hovered.as_deref()
    }

    /// Shows the article of the session in all the room that is left.
    pub fn show(&mut self, ui: &mut Ui, session: &Session, asks: &mut Asks) {
        let rect = ui.available_rect_before_wrap();
        ui.painter().rect_filled(rect, 0, Theme::of(ui.ctx()).page);
        let Some((project, article)) = session.project().zip(session.article()) else {
            self.leave_page();
            return;
        };
        let (text_rect, ruler_rect) = rect.split_left_right_at_x(rect.right() - reader::RULER);
        let response = ui.interact(text_rect, Id::unique("reader"), Sense::click_and_drag());
        let scale = ui.ctx().pixels_per_point();
        let margin = if rect.width() < reader::COLUMN + 2.0 * reader::MARGIN { reader::MARGIN_MIN } else { reader::MARGIN };
        let width = (text_rect.width() - 2.0 * margin).clamp(80.0, reader::COLUMN);
        let left = (text_rect.left() + (text_rect.width() - width) / 2.0).round();
        let mut selection = session.selection();
        if let Some((anchor, focus)) = self.asked.take() {
            (selection.anchor, selection.focus) = (anchor, focus);
        }
        let theme = Theme::of(ui.ctx());
        let frame =
            Frame { article, project, theme, rect: text_rect, origin: pos2(left, text_rect.top()), width, scale, selection, version: session.version() };
        self.turn_to(&frame);
        self.follow(&frame);
        self.input(ui, &response, &frame, asks);
        self.lay_out(&frame);
        let shown = self.paint(ui, &response, session, &frame, asks);
        ruler::show(self, ui, ruler_rect, &frame);
        bar::show(ui, &frame, session, &shown.selected, self.drag.is_some(), asks);
        nodes::show(ui, &response, &frame, &shown);
        ui.advance_cursor_after_rect(rect);
    }

    /// Makes the page of the article that is to be shown, where it was left.
    fn turn_to(&mut self, frame: &Frame<'_>) {
        let article = frame.article;
        let fits = self.page.as_ref().is_some_and(|page| page.article == article.id && page.text == article.text);
        let measure = Measure { width: (frame.width * frame.scale).round(), scale: frame.scale };
        if !fits {
            self.leave_page();
            let outside_title = self.outside_title(article, measure);
            let margins = margins(outside_title.as_ref(), frame.scale);
            let column = Column::new(article.text.paragraph_count(), measure, margins, &|number| faces::block(article, number));
            let mut page = Page { article: article.id, text: article.text.clone(), column, outside_title };
            if let Some(byte) = self.places.get(&article.id).filter(|byte| **byte > 0) {
                page.column.scroll_to(place_of(&article.text, *byte, Side::Next), Align::Top);
            }
            self.page = Some(page);
            self.goal_x = None;
        }
        let outside = self.page.as_ref().is_some_and(|page| page.column.measure() != measure).then(|| self.outside_title(article, measure));
        if let Some(page) = &mut self.page {
            if let Some(title) = outside {
                page.outside_title = title;
            }
            let margins = margins(page.outside_title.as_ref(), frame.scale);
            page.column.set_measure(measure, margins, &|number| faces::block(article, number));
        }
    }

    fn outside_title(&mut self, article: &Article, measure: Measure) -> Option<Laid> {
        let title = &article.title;
        (!article.has_title_in_text() && !title.is_empty()).then(|| self.typesetter.lay(title, 0..title.len(), faces::title(), measure))
    }

    fn leave_page(&mut self) {
        if let Some(page) = self.page.take() {
            self.places.insert(page.article, page.first_byte());
        }
        self.drag = None;
    }

    /// Brings the selection into view when that was asked for.
    fn follow(&mut self, frame: &Frame<'_>) {
        if frame.selection.asked_to_see != self.seen {
            self.seen = frame.selection.asked_to_see;
            self.scroll_to_caret(frame, Align::Nearest);
        }
    }

    pub(super) fn scroll_to_caret(&mut self, frame: &Frame<'_>, align: Align) {
        let place = place_of(&frame.article.text, self.asked.map_or(frame.selection.focus, |(_, focus)| focus), self.side);
        if let Some(page) = &mut self.page {
            page.column.scroll_to(place, align);
        }
    }

    fn input(&mut self, ui: &mut Ui, response: &Response, frame: &Frame<'_>, asks: &mut Asks) {
        let free = ui.memory(|memory| memory.focused().is_none());
        if response.has_focus() || free {
            keys::navigate(self, ui, response, frame, asks);
        }
        drag::pointer(self, ui, response, frame, asks);
        let over = response.contains_pointer() || self.drag.is_some();
        let wheel = if over { ui.input(|input| input.smooth_scroll_delta().y) } else { 0.0 };
        if let Some(page) = self.page.as_mut().filter(|_| wheel != 0.0) {
            page.column.scroll_by(-wheel * frame.scale);
        }
    }

    fn lay_out(&mut self, frame: &Frame<'_>) {
        let Self { typesetter, page: Some(page), .. } = self else { return };
        let blocks = |number| faces::block(frame.article, number);
        page.column.lay_out(frame.rect.height() * frame.scale, &mut Source { typesetter, blocks: &blocks });
    }

    /// Asks for a selection, and shows it at once.
    pub(super) fn select(&mut self, anchor: usize, focus: usize, asks: &mut Asks) {
        self.asked = Some((anchor, focus));
        asks.command(Command::Select(SelectCommand::Text { anchor, focus }));
    }

    fn paint(&mut self, ui: &mut Ui, response: &Response, session: &Session, frame: &Frame<'_>, asks: &mut Asks) -> Shown {
        let Self { atlas, page: Some(page), .. } = self else { return Shown::default() };
        let painter = ui.painter_at(frame.rect);
        let text = &frame.article.text;
        let grounds: Vec<Ground<'_>> = page
            .column
            .shown()
            .map(|shown| Ground {
                shown,
                base: text.paragraph(shown.paragraph).start,
                origin: frame.origin,
                scale: frame.scale,
                words: text.paragraph_str(shown.paragraph),
            })
            .collect();
        let start = grounds.first().map_or(0, |ground| ground.bytes().start);
        let end = grounds.last().map_or(0, |ground| ground.bytes().end);
        let marks = view::marks(session, frame.article.id, start, end.max(start + 1));
        let inks: Vec<_> = marks.iter().map(|mark| frame.theme.label(&mark.label, frame.project.own_labels())).collect();
        let brush = Brush { painter: &painter, theme: frame.theme, text };
        for (mark, inks) in marks.iter().zip(&inks) {
            brush.fill(mark, *inks, &grounds);
        }
        let selected = selection_bands(frame, self.asked, &grounds);
        for band in &selected {
            painter.rect_filled(*band, 0, frame.theme.selection);
        }
        for (mark, inks) in marks.iter().zip(&inks) {
            brush.lines(mark, *inks, &grounds);
        }
        let zones: Vec<Range<usize>> = frame.article.skip.iter().map(|zone| zone.bytes()).filter(|zone| zone.start < end && zone.end > start).collect();
        atlas.begin_frame(frame.theme.is_dark);
        let mut ink = Ink::new(frame.scale);
        let visible = frame.rect.top() * frame.scale..frame.rect.bottom() * frame.scale;
        for ground in &grounds {
            let colour = |byte: usize| ink_at(frame.theme, &zones, ground.base + byte);
            let corner = pos2(frame.origin.x * frame.scale, frame.origin.y * frame.scale + ground.shown.y);
            ink.add(ground.shown.laid, atlas, corner, visible.clone(), &colour);
        }
        if let Some(title) = &page.outside_title {
            let corner = pos2(frame.origin.x * frame.scale, frame.origin.y * frame.scale + around::title_top(page, frame.scale));
            ink.add(title, atlas, corner, visible.clone(), &|_| frame.theme.muted);
        }
        painter.extend(ink.into_shapes());
        for ground in grounds.iter().filter(|ground| frame.article.block(ground.shown.paragraph) == Some(Block::ListItem)) {
            around::bullet(ground, frame, &painter);
        }
        around::meta(page, frame, &painter, &grounds);
        around::caret(page, frame, &painter, self.asked, self.side, response.has_focus() || ui.memory(|memory| memory.focused().is_none()));
        self.has_shown_text |= !grounds.is_empty();
        let names =
            marks.iter().map(|mark| (mark.id, frame.project.mark(mark.id).map_or_else(String::new, |found| view::explain(frame.project, found)))).collect();
        let boxes = marks.iter().map(|mark| bands(mark, &grounds, 0.0)).collect();
        let paragraphs = grounds.iter().map(|ground| nodes::paragraph(ground, frame)).collect();
        let shown = Shown { marks, names, boxes, paragraphs, selected };
        self.explain(ui, response, session, frame, &shown, asks);
        shown
    }

    /// Says what lies under the pointer, and shows what it would do.
    fn explain(&mut self, ui: &mut Ui, response: &Response, session: &Session, frame: &Frame<'_>, shown: &Shown, asks: &mut Asks) {
        self.hovered = None;
        let (moved, pressed) =
            ui.input(|input| (input.pointer.delta() != egui::Vec2::ZERO, input.events.iter().any(|event| matches!(event, egui::Event::Key { .. }))));
        self.is_typing = !moved && (self.is_typing || pressed);
        bar::menu(response, session, frame, asks);
        let Some(pointer) = response.hover_pos() else { return };
        ui.set_cursor_icon(CursorIcon::Text);
        if self.drag.is_some() || self.is_typing {
            return;
        }
        if drag::edge_at(self, frame, pointer).is_some() {
            ui.set_cursor_icon(CursorIcon::ResizeHorizontal);
        }
        // What lies innermost is drawn last.
        let under = shown.boxes.iter().rposition(|boxes| boxes.iter().any(|rect| rect.contains(pointer)));
        if let Some((_, name)) = under.and_then(|index| shown.names.get(index)) {
            self.hovered = Some(name.clone());
            if !response.context_menu_opened() {
                response.clone().on_hover_text_at_pointer(name.as_str());
            }
        }
    }
}

/// What was painted, for what comes after.
#[derive(Default)]
pub(super) struct Shown {
    pub(super) marks: Vec<MarkShown>,
    /// Each mark in one sentence.
    pub(super) names: Vec<(crate::project::MarkId, String)>,
    /// Where each mark lies on the screen.
    pub(super) boxes: Vec<Vec<Rect>>,
    pub(super) paragraphs: Vec<nodes::Paragraph>,
    /// Where the selection lies on the screen.
    pub(super) selected: Vec<Rect>,
}

impl Page {
    fn first_byte(&self) -> usize {
        let first = self.column.shown().next();
        first.map_or(0, |shown| {
            let line = shown.laid.line_at(-shown.y);
            self.text.paragraph(shown.paragraph).start + shown.laid.line_range(line).start
        })
    }
}

/// A byte of an article as a place of the column.
pub(super) fn place_of(text: &Text, byte: usize, side: Side) -> Place {
    let paragraph = text.paragraph_at(byte);
    Place { paragraph, caret: Caret { byte: byte - text.paragraph(paragraph).start, side } }
}

/// A place of the column as a byte of its article.
pub(super) fn byte_of(text: &Text, place: Place) -> usize {
    text.paragraph(place.paragraph).start + place.caret.byte
}

fn margins(outside_title: Option<&Laid>, scale: f32) -> Margins {
    let title = outside_title.map_or(0.0, |laid| laid.height() + reader::UNDER_TITLE * scale);
    Margins { top: (reader::TOP * scale).round() + title.round(), bottom: (reader::BOTTOM * scale).round() }
}

fn selection_bands(frame: &Frame<'_>, asked: Option<(usize, usize)>, grounds: &[Ground<'_>]) -> Vec<Rect> {
    let bytes = asked.map_or_else(|| frame.selection.bytes(), |(anchor, focus)| anchor.min(focus)..anchor.max(focus));
    let touched = grounds.iter().filter(|ground| bytes.start < ground.bytes().end && bytes.end > ground.bytes().start);
    touched.flat_map(|ground| ground.bands(&(bytes.start.max(ground.bytes().start)..bytes.end.min(ground.bytes().end)), 0.0)).collect()
}

fn ink_at(theme: &Theme, zones: &[Range<usize>], byte: usize) -> Color32 {
    if zones.iter().any(|zone| zone.contains(&byte)) { theme.muted } else { theme.ink }
}
