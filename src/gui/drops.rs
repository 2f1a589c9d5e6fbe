//! Files that are dragged over the window and dropped on it.

use super::theme::{Theme, dialog, size, type_size};
use egui::{Align2, Context, FontId, LayerId, Order, Stroke, StrokeKind};
use std::path::{Path, PathBuf};

/// What was dropped.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Dropped {
    /// A project.
    Project(PathBuf),
    /// Articles, or folders with articles.
    Articles(Vec<PathBuf>),
}

/// What was dropped in this frame; while files hover over the window it says what dropping does.
pub(super) fn take(ctx: &Context) -> Option<Dropped> {
    let (hovered, dropped): (Vec<Option<PathBuf>>, Vec<PathBuf>) = ctx.input(|input| {
        let hovered = input.raw.hovered_files.iter().map(|file| file.path.clone()).collect();
        (hovered, input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect())
    });
    if !hovered.is_empty() {
        let is_project = hovered.iter().flatten().any(|path| is_project(path));
        overlay(ctx, if is_project { "Drop to open" } else { "Drop to add" });
    }
    if dropped.is_empty() {
        return None;
    }
    let project = dropped.iter().find(|path| is_project(path)).cloned();
    Some(project.map_or(Dropped::Articles(dropped), Dropped::Project))
}

/// Whether a file is named as projects are.
pub(super) fn is_project(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("ron"))
}

fn overlay(ctx: &Context, words: &str) {
    let theme = Theme::of(ctx);
    let painter = ctx.layer_painter(LayerId::new(Order::Foreground, egui::Id::unique("drop")));
    let rect = ctx.content_rect();
    painter.rect_filled(rect, 0, dialog::VEIL);
    let words = painter.layout_no_wrap(words.to_owned(), FontId::proportional(type_size::HEADING), theme.ink);
    let card = egui::Rect::from_center_size(rect.center(), words.size() + egui::vec2(4.0, 2.0) * size::PAD);
    painter.rect(card, f32::from(size::RADIUS_LARGE), theme.page, Stroke::new(size::FOCUS, theme.accent), StrokeKind::Inside);
    let at = Align2::CENTER_CENTER.anchor_size(card.center(), words.size());
    painter.galley(at.min, words, theme.ink);
}
