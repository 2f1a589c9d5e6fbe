//! The pointer in the reader: press, drag, double, triple and quadruple click, and the edges of the selected mark.

use super::engine::laid::Side;
use super::state::{Drag, Frame, Reader, Unit, byte_of, place_of};
use crate::gui::actions::Asks;
use crate::session::{Command, Edge, MarkCommand, SelectCommand};
use crate::text::{Text, grapheme_ceil, sentence_at, snap_to_words, word_at};
use egui::{Event, PointerButton, Pos2, Response, Ui};
use std::ops::Range;

/// Points from an edge of the selected mark in which a press takes hold of it.
const GRIP: f32 = 4.0;

/// Does what the pointer did since the last frame. A slow frame may hold a press, the way and the release: each counts where it was.
pub(super) fn pointer(reader: &mut Reader, ui: &mut Ui, response: &Response, frame: &Frame<'_>, asks: &mut Asks) {
    let (buttons, secondary, down, at, time, modifiers) = ui.input(|input| {
        let pointer = &input.pointer;
        let buttons: Vec<(Pos2, bool)> = input.events.iter().filter_map(first_button).collect();
        (buttons, pointer.secondary_pressed(), pointer.primary_down(), pointer.interact_pos(), input.time, input.modifiers)
    });
    let Some(at) = at else {
        reader.drag = reader.drag.filter(|_| down);
        return;
    };
    if secondary && response.contains_pointer() {
        response.request_focus();
        point(reader, frame, at, asks);
    }
    let is_here = |at: Pos2| response.interact_rect.contains(at) && ui.ctx().layer_id_at(at) == Some(response.layer_id);
    let mut pressed_at = None;
    for (place, is_press) in buttons {
        if !is_press {
            let_go(reader, ui, frame, (pressed_at != Some(place)).then_some(place), modifiers.alt, asks);
        } else if response.is_pointer_button_down_on() || (!down && is_here(place)) {
            response.request_focus();
            keep_or_drop(frame, modifiers.command, asks);
            press(reader, frame, place, time, modifiers.shift, asks);
            pressed_at = Some(place);
        }
    }
    if !down {
        // Without a release that anybody told of.
        let_go(reader, ui, frame, None, modifiers.alt, asks);
    } else if reader.drag.is_some() && pressed_at != Some(at) {
        drag_to(reader, ui, frame, at, modifiers.alt, asks);
    }
}

/// With Ctrl held what is selected stays so, for a mark of several fragments; where a mark is selected, the words join that one instead.
fn keep_or_drop(frame: &Frame<'_>, is_held: bool, asks: &mut Asks) {
    if is_held && !frame.selection.is_caret() && frame.selection.mark.is_none() {
        asks.command(Command::Select(SelectCommand::Keep));
    } else if !is_held && !frame.kept.is_empty() {
        asks.command(Command::Select(SelectCommand::DropKept));
    }
}

/// Where the first button went down, or up.
fn first_button(event: &Event) -> Option<(Pos2, bool)> {
    if let Event::PointerButton { pos, button: PointerButton::Primary, pressed, .. } = event { Some((*pos, *pressed)) } else { None }
}

/// Ends a drag, where it went last.
fn let_go(reader: &mut Reader, ui: &Ui, frame: &Frame<'_>, at: Option<Pos2>, alt: bool, asks: &mut Asks) {
    if let Some(at) = at.filter(|_| reader.drag.is_some()) {
        drag_to(reader, ui, frame, at, alt, asks);
    }
    match (reader.drag.take(), frame.selection.mark) {
        (Some(Drag::Edge { edge, byte }), Some(mark)) => asks.command(Command::Mark(MarkCommand::PutEdge { mark, edge, byte })),
        (Some(Drag::Text { start, is_click: true, .. }), _) => {
            reader.select(start, start, asks);
            reader.picking.click(ui, start);
        }
        // With Ctrl held the words join the selected mark.
        (Some(Drag::Text { .. }), Some(_)) if ui.input(|input| input.modifiers.command) => asks.command(Command::Mark(MarkCommand::AddFragment)),
        (Some(Drag::Edge { .. } | Drag::Text { .. }) | None, _) => {}
    }
}

/// The edge of the selected mark under a point, if the window shows it.
pub(super) fn edge_at(reader: &Reader, frame: &Frame<'_>, at: Pos2) -> Option<Edge> {
    let mark = frame.project.mark(frame.selection.mark?).filter(|mark| mark.article == frame.article.id)?;
    let column = &reader.page.as_ref()?.column;
    let near = |byte: usize, side: Side| {
        let rect = column.caret_rect(place_of(&frame.article.text, byte, side));
        rect.is_some_and(|rect| {
            let x = frame.origin.x + rect.x0 / frame.scale;
            let (top, bottom) = (frame.origin.y + rect.y0 / frame.scale, frame.origin.y + rect.y1 / frame.scale);
            (at.x - x).abs() <= GRIP && (top..bottom).contains(&at.y)
        })
    };
    if near(mark.at.start(), Side::Next) {
        Some(Edge::Start)
    } else if near(mark.at.end(), Side::Previous) {
        Some(Edge::End)
    } else {
        None
    }
}

fn press(reader: &mut Reader, frame: &Frame<'_>, at: Pos2, time: f64, shift: bool, asks: &mut Asks) {
    let unit = reader.presses.press(time, at);
    let Some(byte) = byte_under(reader, frame, at) else { return };
    reader.goal_x = None;
    if unit == Unit::Free
        && !shift
        && let Some(edge) = edge_at(reader, frame, at)
    {
        reader.drag = Some(Drag::Edge { edge, byte });
        return;
    }
    if shift && unit == Unit::Free {
        let anchor = frame.selection.anchor;
        reader.drag = Some(Drag::Text { start: anchor, end: anchor, unit: Unit::Free, is_click: false });
        reader.select(anchor, byte, asks);
        return;
    }
    let Range { start, end } = unit_at(&frame.article.text, byte, unit);
    reader.drag = Some(Drag::Text { start, end, unit, is_click: unit == Unit::Free });
    if unit == Unit::Free {
        reader.asked = Some((start, end));
    } else {
        reader.select(start, end, asks);
    }
}

/// A secondary press points at a mark, unless it is inside the selection.
fn point(reader: &mut Reader, frame: &Frame<'_>, at: Pos2, asks: &mut Asks) {
    if let Some(byte) = byte_under(reader, frame, at).filter(|byte| !frame.selection.bytes().contains(byte)) {
        reader.select(byte, byte, asks);
    }
}

fn drag_to(reader: &mut Reader, ui: &Ui, frame: &Frame<'_>, at: Pos2, alt: bool, asks: &mut Asks) {
    scroll_at_edge(reader, ui, frame, at);
    let Some(byte) = byte_under(reader, frame, at) else { return };
    let text = &frame.article.text;
    match reader.drag {
        Some(Drag::Edge { edge, .. }) => {
            reader.drag = Some(Drag::Edge { edge, byte });
            let Some(mark) = frame.selection.mark.and_then(|id| frame.project.mark(id)) else { return };
            let (fixed, moved) = match edge {
                Edge::Start => (mark.at.end(), byte),
                Edge::End => (mark.at.start(), byte),
            };
            // Shown as a selection while it is dragged; the mark changes once, when it is let go.
            reader.asked = Some((fixed, moved));
        }
        Some(Drag::Text { start, end, unit, is_click }) => {
            let there = unit_at(text, byte, unit);
            let (mut from, mut to) = (start.min(there.start), end.max(there.end));
            if unit == Unit::Free && !alt {
                Range { start: from, end: to } = snap_to_words(text, from..to);
            }
            if is_click && from == to {
                reader.asked = Some((from, to));
                return;
            }
            reader.drag = Some(Drag::Text { start, end, unit, is_click: false });
            let backwards = there.start < start;
            let (anchor, focus) = if backwards { (to, from) } else { (from, to) };
            if (frame.selection.anchor, frame.selection.focus) != (anchor, focus) {
                reader.select(anchor, focus, asks);
            }
        }
        None => {}
    }
}

/// Goes on scrolling while the pointer is held above or below the reader.
fn scroll_at_edge(reader: &mut Reader, ui: &Ui, frame: &Frame<'_>, at: Pos2) {
    let beyond = (at.y - frame.rect.bottom()).max(0.0) - (frame.rect.top() - at.y).max(0.0);
    if beyond != 0.0
        && let Some(page) = &mut reader.page
    {
        let seconds = ui.input(|input| input.stable_dt).min(0.05);
        page.column.scroll_by(beyond.signum() * (beyond.abs() * 12.0).clamp(60.0, 3000.0) * seconds * frame.scale);
        ui.ctx().request_repaint();
    }
}

/// The byte at which a caret would stand for a point.
fn byte_under(reader: &mut Reader, frame: &Frame<'_>, at: Pos2) -> Option<usize> {
    let column = &reader.page.as_ref()?.column;
    let point = (at - frame.origin) * frame.scale;
    let height = frame.rect.height() * frame.scale;
    let place = column.hit(point.x, point.y.clamp(0.0, height - 1.0));
    reader.side = place.caret.side;
    Some(byte_of(&frame.article.text, place))
}

fn unit_at(text: &Text, byte: usize, unit: Unit) -> Range<usize> {
    match unit {
        Unit::Free => byte..byte,
        Unit::Word => word_at(text, byte),
        Unit::Sentence => sentence_at(text, byte),
        Unit::Paragraph => {
            let paragraph = text.paragraph(text.paragraph_at(byte));
            paragraph.start..grapheme_ceil(text.as_str(), paragraph.end)
        }
    }
}
