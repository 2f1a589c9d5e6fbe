//! The caret by keyboard, as in a text editor. Keys that have a row in the table of actions are not handled here.

use super::engine::column::{Place, Source};
use super::engine::laid::Side;
use super::engine::scroll::Align;
use super::engine::steps::Step;
use super::faces;
use super::state::{Frame, Page, Reader, byte_of, place_of};
use crate::gui::actions::Asks;
use crate::text::{word_left, word_right};
use egui::{Event, EventFilter, Key, Modifiers, Response, Ui};

/// What a key does to the caret.
#[derive(Clone, Copy)]
enum Move {
    Step(Step),
    WordLeft,
    WordRight,
    Start,
    End,
}

/// Moves the caret, selects, scrolls and copies as the keys of this frame say.
pub(super) fn navigate(reader: &mut Reader, ui: &mut Ui, response: &Response, frame: &Frame<'_>, asks: &mut Asks) {
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, tab: false };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let events: Vec<Event> = ui.input(|input| input.events.clone());
    for event in events {
        if let Event::Key { key, pressed: true, modifiers, .. } = event {
            if !modifiers.alt {
                key_pressed(reader, frame, key, modifiers, asks);
            }
        } else if matches!(event, Event::Copy) {
            let words = frame.article.text.slice(frame.selection.bytes());
            if !words.is_empty() {
                ui.ctx().copy_text(words.to_owned());
            }
        }
    }
}

fn key_pressed(reader: &mut Reader, frame: &Frame<'_>, key: Key, modifiers: Modifiers, asks: &mut Asks) {
    let page_height = frame.rect.height() * frame.scale * 0.85;
    if key == Key::Space && !modifiers.command {
        if let Some(page) = &mut reader.page {
            page.column.scroll_by(if modifiers.shift { -page_height } else { page_height });
        }
        return;
    }
    let goal = |reader: &mut Reader| reader.goal_x.unwrap_or_else(|| caret_x(reader, frame));
    let step = match (key, modifiers.command) {
        (Key::ArrowLeft, false) => Move::Step(Step::Left),
        (Key::ArrowRight, false) => Move::Step(Step::Right),
        (Key::ArrowLeft, true) => Move::WordLeft,
        (Key::ArrowRight, true) => Move::WordRight,
        (Key::ArrowUp, false) => Move::Step(Step::Up(goal(reader))),
        (Key::ArrowDown, false) => Move::Step(Step::Down(goal(reader))),
        (Key::PageUp, false) => Move::Step(Step::By { x: goal(reader), pixels: -page_height }),
        (Key::PageDown, false) => Move::Step(Step::By { x: goal(reader), pixels: page_height }),
        (Key::Home, false) => Move::Step(Step::LineStart),
        (Key::End, false) => Move::Step(Step::LineEnd),
        (Key::Home, true) => Move::Start,
        (Key::End, true) => Move::End,
        _ => return,
    };
    let keeps_goal = matches!(step, Move::Step(Step::Up(x) | Step::Down(x) | Step::By { x, .. }) if { reader.goal_x = Some(x); true });
    if !keeps_goal {
        reader.goal_x = None;
    }
    let (anchor, focus) = reader.asked.unwrap_or((frame.selection.anchor, frame.selection.focus));
    let from = if modifiers.shift { focus } else { start_of_move(step, anchor, focus) };
    let to = moved(reader, frame, from, step);
    reader.select(if modifiers.shift { anchor } else { to }, to, asks);
    let align = if matches!(step, Move::Start | Move::End) { Align::Top } else { Align::Nearest };
    reader.scroll_to_caret(frame, align);
}

/// Without Shift, a move left or right from a selection starts at its edge.
fn start_of_move(step: Move, anchor: usize, focus: usize) -> usize {
    match step {
        Move::Step(Step::Left | Step::Up(_)) | Move::WordLeft => anchor.min(focus),
        Move::Step(Step::Right | Step::Down(_)) | Move::WordRight => anchor.max(focus),
        Move::Step(Step::LineStart | Step::LineEnd | Step::By { .. }) | Move::Start | Move::End => focus,
    }
}

fn moved(reader: &mut Reader, frame: &Frame<'_>, from: usize, step: Move) -> usize {
    let text = &frame.article.text;
    let byte = match step {
        Move::WordLeft => word_left(text, from),
        Move::WordRight => word_right(text, from),
        Move::Start => 0,
        Move::End => text.len(),
        Move::Step(step) => {
            let place = place_of(text, from, reader.side);
            let Some(place) = with_column(reader, frame, |page, source| page.column.step(place, step, source)) else { return from };
            reader.side = place.caret.side;
            return byte_of(text, place);
        }
    };
    reader.side = Side::Next;
    byte
}

fn caret_x(reader: &mut Reader, frame: &Frame<'_>) -> f32 {
    let focus = reader.asked.map_or(frame.selection.focus, |(_, focus)| focus);
    let place: Place = place_of(&frame.article.text, focus, reader.side);
    with_column(reader, frame, |page, source| page.column.caret_x(place, source)).unwrap_or(0.0)
}

fn with_column<T>(reader: &mut Reader, frame: &Frame<'_>, run: impl FnOnce(&mut Page, &mut Source<'_, '_>) -> T) -> Option<T> {
    let Reader { typesetter, page: Some(page), .. } = reader else { return None };
    let blocks = |number| faces::block(frame.article, number);
    Some(run(page, &mut Source { typesetter, blocks: &blocks }))
}
