//! What is remembered from one start to the next, and when it is written: after a change, never in every frame.

use super::keymap::Keymap;
use super::reader::Reader;
use super::theme::size;
use crate::formats::{self, About, Format};
use crate::jobs::Runner;
use crate::project::{Label, Moment};
use crate::session::{Exchanging, ExportOrder, ImportOrder, Notice, Session};
use crate::store::{Folders, Preferences, Recent, Theme, WindowPlace};
use egui::{Context, ThemePreference};
use std::collections::BTreeMap;

/// Smallest and largest magnification.
pub(super) const ZOOM: [f32; 2] = [0.5, 3.0];
/// How much larger each step makes the window's content.
const ZOOM_STEP: f32 = 1.1;
/// The largest window that a damaged setting may ask for, in points.
const WINDOW_MAX: f32 = 10_000.0;

/// The settings as they are, and as they were written.
pub(super) struct Settings {
    pub(super) now: Preferences,
    sent: Preferences,
    /// Whether the file could be read: another is never written over it.
    may_write: bool,
    /// What the window shows already.
    applied: Option<Applied>,
}

/// What of the settings the window itself has: theme, size and keys.
type Applied = (Theme, f32, BTreeMap<String, String>);

impl Settings {
    /// Reads the settings; what went wrong is to be told.
    pub(super) fn read(folders: &Folders, now: Moment) -> (Self, Option<Notice>) {
        let (preferences, notice, may_write) = match Preferences::read(folders, now) {
            Ok((preferences, aside)) => (preferences, aside.map(|aside| Notice::warning(aside.to_string())), true),
            Err(error) => (Preferences::default(), Some(Notice::warning(error.to_string())), false),
        };
        (Self { sent: preferences.clone(), now: preferences, may_write, applied: None }, notice)
    }

    /// Gives a window the theme, the size and the keys that were chosen, where it has others; what is wrong with the keys is to be told.
    pub(super) fn apply(&mut self, ctx: &Context) -> Option<Notice> {
        let Preferences { theme: chosen, zoom, keys, .. } = &self.now;
        if self.applied.as_ref().is_some_and(|applied| (&applied.0, &applied.1, &applied.2) == (chosen, zoom, keys)) {
            return None;
        }
        self.applied = Some((*chosen, *zoom, keys.clone()));
        ctx.set_theme(theme(*chosen));
        ctx.set_zoom_factor(zoom.clamp(ZOOM[0], ZOOM[1]));
        let (keymap, troubles) = Keymap::read(keys);
        keymap.install(ctx);
        (!troubles.is_empty()).then(|| Notice::warning("some changed keys of the settings were passed over").with(troubles))
    }

    /// The next of the three themes; says which.
    pub(super) fn next_theme(&mut self) -> &'static str {
        let (next, words) = match self.now.theme {
            Theme::System => (Theme::Light, "Light theme"),
            Theme::Light => (Theme::Dark, "Dark theme"),
            Theme::Dark => (Theme::System, "Light or dark as the system has it"),
        };
        self.now.theme = next;
        words
    }

    /// Makes everything larger (1), smaller (-1) or as it was at first (0).
    pub(super) fn zoom(&mut self, steps: i32) {
        self.now.zoom = stepped(self.now.zoom, steps);
    }

    /// Remembers the window as it stands.
    pub(super) fn see_window(&mut self, ctx: &Context) {
        let zoom = ctx.zoom_factor();
        let (place, maximised) = ctx.input(|input| {
            let viewport = input.viewport();
            let outer = viewport.outer_rect.map_or(egui::Pos2::ZERO, |rect| rect.min);
            (viewport.inner_rect.map(|inner| (outer, inner.size())), viewport.maximized.unwrap_or(false))
        });
        if let Some((at, size)) = place {
            let old = self.now.window.filter(|_| maximised);
            let now = WindowPlace { x: at.x * zoom, y: at.y * zoom, width: size.x * zoom, height: size.y * zoom, maximised };
            self.now.window = Some(old.map_or(now, |old| WindowPlace { maximised, ..old }));
        }
    }

    /// Remembers the open project, and where in it the reader stands.
    pub(super) fn see_project(&mut self, session: &Session, reader: &Reader) {
        let Some((project, path)) = session.project().zip(session.path()) else { return };
        let place = reader.place().filter(|(article, _)| project.article(*article).is_some());
        let article = place.map(|(article, _)| article).or(session.selection().article);
        self.now.opened(Recent { path: path.to_owned(), title: project.title().to_owned(), article, byte: place.map_or(0, |(_, byte)| byte) });
    }

    /// Whether another project, or another article of it, is shown than the one that is remembered.
    pub(super) fn is_elsewhere(&self, session: &Session) -> bool {
        let remembered = self.now.recent.first();
        let title = session.project().map(|project| project.title());
        session.path().is_some()
            && (remembered.map(|recent| recent.path.as_path()) != session.path()
                || remembered.map(|recent| recent.title.as_str()) != title
                || remembered.and_then(|recent| recent.article) != session.selection().article)
    }

    /// Remembers how data was exchanged last, and what labels of other programs became.
    pub(super) fn see_exchange(&mut self, session: &Session) {
        match session.exchanging() {
            Some(Exchanging::Import { order, .. }) => {
                if self.now.import_format != order.format {
                    order.format.clone_into(&mut self.now.import_format);
                }
                let is_new = |theirs: &String, ours: &Label| self.now.labels.get(theirs).is_none_or(|known| known != ours.name());
                let new: Vec<(String, String)> =
                    order.labels.iter().filter(|(theirs, ours)| is_new(theirs, ours)).map(|(theirs, ours)| (theirs.clone(), ours.name().to_owned())).collect();
                self.now.labels.extend(new);
            }
            Some(Exchanging::Export { order, .. }) if self.now.export_format != order.format => order.format.clone_into(&mut self.now.export_format),
            Some(Exchanging::Export { .. }) | None => {}
        }
    }

    /// How data is taken in at first.
    pub(super) fn import_order(&self) -> ImportOrder {
        let format = known(&self.now.import_format, |about| about.reads);
        let labels = self.now.labels.iter().map(|(theirs, ours)| (theirs.clone(), Label::named(ours))).collect();
        ImportOrder { paths: Vec::new(), format, labels, as_proposals: false, unit: None, guesses: false }
    }

    /// How data is written at first.
    pub(super) fn export_order(&self) -> ExportOrder {
        ExportOrder { format: known(&self.now.export_format, |about| about.writes), all_states: false }
    }

    /// Gives what changed to the thread that writes it.
    pub(super) fn send(&mut self, runner: &mut Runner) {
        if self.now != self.sent {
            self.sent = self.now.clone();
            if self.may_write {
                runner.keep(self.now.clone());
            }
        }
    }
}

/// A size so many steps larger, or smaller; with none as it was at first.
pub(super) fn stepped(zoom: f32, steps: i32) -> f32 {
    let zoom = if steps == 0 { 1.0 } else { zoom * ZOOM_STEP.powi(steps) };
    ((zoom * 100.0).round() / 100.0).clamp(ZOOM[0], ZOOM[1])
}

/// The format of a name, or our own rows.
fn known(name: &str, can: impl Fn(&About) -> bool) -> &'static str {
    let own = "jsonl";
    formats::named(name).map(Format::about).filter(can).map_or(own, |about| about.name)
}

/// Where a window stood, if that makes sense: an old screen may be gone.
pub(super) fn sane(place: WindowPlace) -> Option<WindowPlace> {
    let [least_width, least_height] = size::WINDOW_MIN;
    let is_number = [place.x, place.y, place.width, place.height].iter().all(|number| number.is_finite());
    let is_near = place.x.abs() < WINDOW_MAX && (-size::TOP_BAR..WINDOW_MAX).contains(&place.y);
    let fits = place.width <= WINDOW_MAX && place.height <= WINDOW_MAX;
    (is_number && is_near && fits).then(|| WindowPlace { width: place.width.max(least_width), height: place.height.max(least_height), ..place })
}

fn theme(theme: Theme) -> ThemePreference {
    match theme {
        Theme::System => ThemePreference::System,
        Theme::Light => ThemePreference::Light,
        Theme::Dark => ThemePreference::Dark,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_that_cannot_be_seen_is_not_opened_there() {
        let place = WindowPlace { x: 40.0, y: 20.0, width: 1200.0, height: 800.0, maximised: false };
        assert_eq!(sane(place), Some(place));
        assert_eq!(sane(WindowPlace { x: f32::NAN, ..place }), None);
        assert_eq!(sane(WindowPlace { y: -3000.0, ..place }), None);
        assert_eq!(sane(WindowPlace { x: 1e9, ..place }), None);
        assert_eq!(sane(WindowPlace { width: 1e7, ..place }), None);
        assert_eq!(sane(WindowPlace { width: 3.0, height: 3.0, ..place }).map(|place| (place.width, place.height)), Some((900.0, 600.0)));
    }
}
