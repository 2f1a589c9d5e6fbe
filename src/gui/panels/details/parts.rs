//! What all parts of the details are set in.

use crate::gui::theme::size;
use egui::{Frame, Margin, Ui, Vec2};

/// A part between two lines, with its distance from them.
pub(in crate::gui::panels) fn part<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) {
    Frame::new().inner_margin(Margin::symmetric(size::PAD as i8, size::PART_PAD as i8)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = size::GAP;
        content(ui);
    });
}

/// Chips that wrap stand in rows of their own height.
pub(in crate::gui::panels) fn chip_spacing(ui: &mut Ui) {
    ui.spacing_mut().item_spacing = Vec2::splat(size::GAP * 0.75);
    ui.spacing_mut().interact_size.y = size::CHIP;
}
