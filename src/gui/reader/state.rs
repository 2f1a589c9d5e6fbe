//! What the reader keeps between frames, and what its parts share in one: no part needs to know another.

use super::engine::atlas::Atlas;
use super::engine::column::{Column, Place};
use super::engine::laid::{Caret, Laid, Side};
use super::engine::scroll::Align;
use super::engine::typeset::{SystemFonts, Typesetter};
use super::pick::Picking;
use crate::article::Block;
use crate::gui::actions::Asks;
use crate::gui::theme::Theme;
use crate::project::{Article, ArticleId, Label, Project};
use crate::session::{Command, Edge, SelectCommand, Selection};
use crate::text::{Text, TextRange};
use crate::view::reader::MarkShown;
use egui::{Pos2, Rect};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The reader's own state.
pub struct Reader {
    pub(super) typesetter: Typesetter,
    pub(super) atlas: Atlas,
    pub(super) page: Option<Page>,
    /// First byte shown of articles that were left, to come back to.
    pub(super) places: BTreeMap<ArticleId, usize>,
    pub(super) drag: Option<Drag>,
    pub(super) presses: Presses,
    /// Which neighbour the caret is drawn at.
    pub(super) side: Side,
    /// Where the caret keeps to while it moves up and down, in physical pixels of the column.
    pub(super) goal_x: Option<f32>,
    /// The selection that was asked for in this frame, until the session has it.
    pub(super) asked: Option<(usize, usize)>,
    pub(super) signs: Signs,
    /// The list of marks that lie over each other where a click was.
    pub(super) picking: Picking,
    pub(super) seen: u64,
    /// For how many frames yet what was asked to be seen is followed: the room for the text may become smaller in answer to it.
    pub(super) follows: u8,
    /// How high the text's room was in the last frame.
    pub(super) height: f32,
    pub(super) hovered: Option<String>,
    /// Keys were pressed since the pointer moved last: what it happens to lie on is not explained.
    pub(super) is_typing: bool,
    pub(super) has_shown_text: bool,
}

/// The article that is laid out.
pub(super) struct Page {
    pub(super) article: ArticleId,
    pub(super) text: Text,
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
    /// Words that stay selected beside it.
    pub(super) kept: &'a [TextRange],
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
            signs: Signs::default(),
            picking: Picking::default(),
            seen: 0,
            follows: 0,
            height: 0.0,
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

    /// Puts the page away, and keeps where it stood.
    pub(super) fn leave_page(&mut self) {
        if let Some(page) = self.page.take() {
            self.places.insert(page.article, page.first_byte());
        }
        self.drag = None;
    }

    /// Scrolls until the caret is in the window.
    pub(super) fn scroll_to_caret(&mut self, frame: &Frame<'_>, align: Align) {
        let place = place_of(&frame.article.text, self.asked.map_or(frame.selection.focus, |(_, focus)| focus), self.side);
        if let Some(page) = &mut self.page {
            page.column.scroll_to(place, align);
        }
    }

    /// Asks for a selection, and shows it at once.
    pub(super) fn select(&mut self, anchor: usize, focus: usize, asks: &mut Asks) {
        self.asked = Some((anchor, focus));
        asks.command(Command::Select(SelectCommand::Text { anchor, focus }));
    }
}

impl Page {
    /// The first byte in the window.
    fn first_byte(&self) -> usize {
        let first = self.column.shown().next();
        first.map_or(0, |shown| {
            let line = shown.laid.line_at(-shown.y);
            self.text.paragraph(shown.paragraph).start + shown.laid.line_range(line).start
        })
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
    pub(super) paragraphs: Vec<Paragraph>,
    /// Where the selection lies on the screen.
    pub(super) selected: Vec<Rect>,
}

/// A visible paragraph, or the visible piece of a long one.
pub(super) struct Paragraph {
    pub(super) number: usize,
    pub(super) start: usize,
    pub(super) words: String,
    pub(super) rect: Rect,
    pub(super) block: Option<Block>,
    pub(super) is_rtl: bool,
}

/// Seconds within which presses at one place belong together.
const TOGETHER: f64 = 0.4;
/// Points that the pointer may move between such presses.
const NEAR: f32 = 5.0;

/// What is being dragged.
#[derive(Clone, Copy, Debug)]
pub(super) enum Drag {
    /// A selection that began at a unit of text.
    Text {
        /// Where its first unit starts.
        start: usize,
        /// Where its first unit ends.
        end: usize,
        /// What it grows by.
        unit: Unit,
        /// Nothing was dragged over so far: let go now, it is a click, and only then another mark is selected.
        is_click: bool,
    },
    /// An edge of the selected mark, now at a byte.
    Edge {
        /// Which edge.
        edge: Edge,
        /// Where it would go.
        byte: usize,
    },
}

/// What a drag grows by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Unit {
    /// Graphemes, which snap to words.
    Free,
    /// After a double click.
    Word,
    /// After a triple click.
    Sentence,
    /// After a quadruple click.
    Paragraph,
}

/// Presses that follow each other quickly at one place.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Presses {
    count: u32,
    time: f64,
    place: Pos2,
}

impl Presses {
    /// The unit that a press at this time and place takes.
    pub(super) fn press(&mut self, time: f64, place: Pos2) -> Unit {
        let together = time - self.time < TOGETHER && place.distance(self.place) < NEAR;
        self.count = if together { self.count % 4 + 1 } else { 1 };
        (self.time, self.place) = (time, place);
        match self.count {
            2 => Unit::Word,
            3 => Unit::Sentence,
            4 => Unit::Paragraph,
            _ => Unit::Free,
        }
    }
}

/// The labels of each step, and what they were found for: finding them asks for hundreds of marks.
#[derive(Default)]
pub(super) struct Signs {
    pub(super) found_for: Option<(ArticleId, u64, usize, i64)>,
    pub(super) steps: Vec<Vec<Label>>,
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
