//! Waiting until nobody changes anything for a moment: what is looked through once more then costs no frame in which somebody works.

use egui::Ui;
use std::time::Duration;

/// Since when nothing changed.
#[derive(Default)]
pub(super) struct Quiet {
    last: Option<(u64, u64)>,
    since: f64,
}

impl Quiet {
    /// Whether what is numbered so has been the same for so many seconds; else asks for a frame when it may have been.
    pub(super) fn is_quiet(&mut self, ui: &Ui, number: (u64, u64), pause: f64) -> bool {
        let now = ui.input(|input| input.time);
        if self.last != Some(number) {
            (self.last, self.since) = (Some(number), now);
        }
        let left = self.since + pause - now;
        if left > 0.0 {
            ui.ctx().request_repaint_after(Duration::from_secs_f64(left));
        }
        left <= 0.0
    }
}
