//! The window itself: how large it opens, what it is called, and what is written down where the program fails.

use super::app::{App, Parts};
use super::picker::SystemPicker;
use super::reader::engine::typeset::SystemFonts;
use super::settings;
use super::style;
use super::theme::size;
use super::trace::Trace;
use crate::project::{Moment, Name};
use crate::store::{Folders, Lines, Preferences, note_failure};
use eframe::egui_glow::HardwareAcceleration;
use egui::{IconData, ViewportBuilder};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

/// What the command line asks of the window.
pub struct Options {
    /// A project, or articles for a new one.
    pub paths: Vec<PathBuf>,
    /// The file that takes one line for each frame.
    pub trace: Option<PathBuf>,
    /// The sample project, where it is installed.
    pub sample: Option<PathBuf>,
    /// When the process started.
    pub started: Instant,
}

/// What only `main` may ask the system for.
#[derive(Clone, Debug)]
pub struct World {
    /// The clock.
    pub now: fn() -> Moment,
    /// A random number that the ids of this run come from.
    pub seed: u64,
    /// The name of the system's user; empty where it has none.
    pub user: Name,
    /// Where settings and state are kept.
    pub folders: Folders,
}

/// Opens the window and returns when it is closed.
///
/// # Errors
/// One sentence, where there is no display, the trace cannot be written, or the system gives no window.
pub fn run(options: Options, world: World) -> Result<(), String> {
    note_failures(&world);
    let Options { paths, trace, sample, started } = options;
    let lines = trace.map(|path| Lines::create(&path)).transpose().map_err(|error| error.to_string())?;
    let trace = lines.map(|lines| Trace::new(lines, started));
    let viewport = viewport(&world);
    let glow_options = eframe::egui_glow::GlowConfiguration { hardware_acceleration: HardwareAcceleration::Preferred, ..Default::default() };
    let native = eframe::NativeOptions { viewport, renderer: eframe::Renderer::Glow, glow_options, persist_window: false, ..Default::default() };
    let made = eframe::run_native(
        "factmark",
        native,
        Box::new(move |creation| {
            let ctx = &creation.egui_ctx;
            style::install(ctx);
            let picker = Box::new(SystemPicker::new(ctx));
            let app = App::new(ctx, world, Parts { picker, fonts: SystemFonts::WhenNeeded, paths, sample, trace })?;
            Ok(Box::new(app))
        }),
    );
    made.map_err(|error| match error {
        // The words of the library name its own sources and no way out.
        eframe::Error::WinitEventLoop(_) | eframe::Error::Winit(_) => {
            "the window cannot be opened, because there is no display: start it on a desktop, or see `factmark --help` for what works without one".to_owned()
        }
        eframe::Error::AppCreation(why) => why.to_string(),
        other @ (eframe::Error::Glutin(_) | eframe::Error::NoGlutinConfigs(..) | eframe::Error::OpenGL(_)) => {
            format!("the window cannot be opened ({other}): `factmark --help` lists what works without one")
        }
    })
}

fn viewport(world: &World) -> ViewportBuilder {
    // A file that cannot be read is told when the window is there.
    let preferences = Preferences::read(&world.folders, (world.now)()).map(|(preferences, _)| preferences).unwrap_or_default();
    let builder = ViewportBuilder::default().with_title("Factmark").with_app_id("factmark").with_min_inner_size(size::WINDOW_MIN).with_icon(icon());
    match preferences.window.and_then(settings::sane) {
        Some(place) => builder.with_inner_size([place.width, place.height]).with_position([place.x, place.y]).with_maximized(place.maximised),
        None => builder.with_inner_size(size::WINDOW),
    }
}

/// A page with a marked line, drawn from code.
fn icon() -> Arc<IconData> {
    const SIDE: u32 = 64;
    let theme = &super::theme::LIGHT;
    let pixel = |x: u32, y: u32| {
        let is_page = (10..54).contains(&x) && (4..60).contains(&y);
        let line = |top: u32, right: u32| (18..right).contains(&x) && (top..top + 4).contains(&y);
        let is_mark = (15..49).contains(&x) && (26..38).contains(&y);
        let colour = if !is_page {
            egui::Color32::TRANSPARENT
        } else if line(30, 46) || line(14, 46) || line(46, 36) {
            theme.ink
        } else if is_mark {
            theme.selection
        } else {
            theme.page
        };
        colour.to_srgba_unmultiplied()
    };
    let rgba = (0..SIDE).flat_map(|y| (0..SIDE).flat_map(move |x| pixel(x, y))).collect();
    Arc::new(IconData { rgba, width: SIDE, height: SIDE })
}

/// A fault of the program is written down where its makers can be shown it; the journal holds the work.
fn note_failures(world: &World) {
    let (folders, now) = (world.folders.clone(), world.now);
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let thread = std::thread::current();
        let words = format!("{} factmark {} in {}: {panic}\n", now(), env!("CARGO_PKG_VERSION"), thread.name().unwrap_or("a thread"));
        note_failure(&folders, &words);
        before(panic);
    }));
}
