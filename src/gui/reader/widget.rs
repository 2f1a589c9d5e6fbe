//! The reader: an article's text with its marks, to be read, selected in and tagged. It reads the session and asks; what it keeps
//! is only what painting needs: where the page stands, what is being dragged.

use super::engine::column::{Column, Margins, Source};
use super::engine::laid::{Laid, Side};
use super::engine::paint::Ink;
use super::engine::scroll::Align;
use super::engine::typeset::Measure;
use super::faces;
use super::marks::{Brush, Ground, bands};
use super::state::{Frame, Page, Reader, Shown, place_of};
use super::{around, bar, drag, keys, nodes, ruler};
use crate::article::Block;
use crate::gui::actions::Asks;
use crate::gui::theme::{Theme, reader};
use crate::project::Article;
use crate::session::Session;
use crate::view::reader::{self as view};
use crate::view::search::words_in;
use egui::{Color32, CursorIcon, Id, Rect, Response, Sense, Ui, pos2};
use std::ops::Range;

/// So many frames after something was asked to be seen, a panel that opened for it may still take room from the text.
const FOLLOWS: u8 = 4;

impl Reader {
    /// Shows the article of the session in all the room that is left.
    pub fn show(&mut self, ui: &mut Ui, session: &Session, asks: &mut Asks) {
        let rect = ui.available_rect_before_wrap();
        ui.painter().rect_filled(rect, 0, Theme::of(ui.ctx()).page);
        let Some((project, article)) = session.project().zip(session.article()) else {
            self.leave_page();
            return;
        };
        let (text_rect, ruler_rect) = rect.split_left_right_at_x(rect.right() - reader::RULER);
        let held = Rect::from_min_max(pos2(text_rect.left() + reader::GRAB, text_rect.top()), text_rect.max);
        let response = ui.interact(held, Self::id(), Sense::click_and_drag());
        let scale = ui.ctx().pixels_per_point();
        let margin = if rect.width() < reader::COLUMN + 2.0 * reader::MARGIN { reader::MARGIN_MIN } else { reader::MARGIN };
        let width = (text_rect.width() - 2.0 * margin).clamp(80.0, reader::COLUMN);
        let left = (text_rect.left() + (text_rect.width() - width) / 2.0).round();
        let mut selection = session.selection();
        if let Some((anchor, focus)) = self.asked.take() {
            (selection.anchor, selection.focus) = (anchor, focus);
        }
        let theme = Theme::of(ui.ctx());
        let frame = Frame {
            article,
            project,
            theme,
            rect: text_rect,
            origin: pos2(left, text_rect.top()),
            width,
            scale,
            selection,
            kept: session.kept_selections(),
            version: session.version(),
        };
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

    /// The reader's name among what can have the focus.
    pub fn id() -> Id {
        Id::unique("reader")
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

    /// Brings the selection into view when that was asked for.
    fn follow(&mut self, frame: &Frame<'_>) {
        let is_new = frame.selection.asked_to_see != self.seen;
        let is_lower = frame.rect.height() < self.height;
        self.height = frame.rect.height();
        if is_new {
            (self.seen, self.follows) = (frame.selection.asked_to_see, FOLLOWS);
        }
        if is_new || (is_lower && self.follows > 0) {
            self.scroll_to_caret(frame, Align::Nearest);
        }
        self.follows = self.follows.saturating_sub(1);
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
        brush.found(&words_in(session, frame.article.id, &(start..end)), &grounds);
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
        super::links::show(&painter, session, frame, &shown);
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

fn margins(outside_title: Option<&Laid>, scale: f32) -> Margins {
    let title = outside_title.map_or(0.0, |laid| laid.height() + reader::UNDER_TITLE * scale);
    Margins { top: (reader::TOP * scale).round() + title.round(), bottom: (reader::BOTTOM * scale).round() }
}

fn selection_bands(frame: &Frame<'_>, asked: Option<(usize, usize)>, grounds: &[Ground<'_>]) -> Vec<Rect> {
    let bytes = asked.map_or_else(|| frame.selection.bytes(), |(anchor, focus)| anchor.min(focus)..anchor.max(focus));
    let mut bands = Vec::new();
    // What was selected last comes last: the little bar stands at it.
    for bytes in frame.kept.iter().map(|range| range.bytes()).chain([bytes]) {
        for ground in grounds {
            let shown = bytes.start.max(ground.bytes().start)..bytes.end.min(ground.bytes().end);
            if !shown.is_empty() {
                bands.extend(ground.bands(&shown, 0.0));
            }
        }
    }
    bands
}

fn ink_at(theme: &Theme, zones: &[Range<usize>], byte: usize) -> Color32 {
    if zones.iter().any(|zone| zone.contains(&byte)) { theme.muted } else { theme.ink }
}
