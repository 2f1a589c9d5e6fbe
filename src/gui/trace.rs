//! What each frame cost, one JSON line a frame, for who measures the program. It costs nothing where nobody asked for it.
//!
//! `ui_ms` goes from the start of painting to the end of egui's own pass. eframe tessellates the frame after that, out of our reach;
//! `tessellate_ms` is therefore measured here, on the same shapes, just before eframe does it again.

use crate::session::{ArticleCommand, Command};
use crate::store::Lines;
use egui::{Context, Event, FullOutput, Plugin, RawInput};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Takes notes of frames; clones write to one file.
#[derive(Clone)]
pub struct Trace(Arc<Mutex<Notes>>);

struct Notes {
    lines: Lines,
    started: Instant,
    frame: u64,
    size: Option<egui::Vec2>,
    has_shown_text: bool,
    now: Frame,
}

#[derive(Default)]
struct Frame {
    cause: Option<&'static str>,
    logic: Duration,
    ui_since: Option<Instant>,
    command: Option<&'static str>,
    first_text: bool,
}

/// One line of the file.
#[derive(serde::Serialize)]
struct Line {
    frame: u64,
    t_ms: f64,
    cause: &'static str,
    logic_ms: f64,
    ui_ms: f64,
    tessellate_ms: f64,
    command: Option<&'static str>,
    first_text: bool,
}

impl Trace {
    /// A trace into a file; times count from `started`, the start of the process.
    pub fn new(lines: Lines, started: Instant) -> Self {
        Self(Arc::new(Mutex::new(Notes { lines, started, frame: 0, size: None, has_shown_text: false, now: Frame::default() })))
    }

    /// Listens to a window.
    pub fn install(&self, ctx: &Context) {
        ctx.add_plugin(self.clone());
    }

    /// The frame's work before painting took so long; `is_job` where it took what the threads gave.
    pub fn logic(&self, took: Duration, is_job: bool) {
        self.note(|notes| {
            notes.now.logic = took;
            if is_job && notes.now.cause.is_none() {
                notes.now.cause = Some("job");
            }
        });
    }

    /// Painting begins.
    pub fn ui(&self) {
        self.note(|notes| notes.now.ui_since = Some(Instant::now()));
    }

    /// A command was run.
    pub fn command(&self, command: &Command) {
        self.note(|notes| notes.now.command = Some(name_of(command)));
    }

    /// The frame shows text of an article.
    pub fn text(&self) {
        self.note(|notes| {
            notes.now.first_text = !notes.has_shown_text;
            notes.has_shown_text = true;
        });
    }

    fn note(&self, note: impl FnOnce(&mut Notes)) {
        note(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

impl Plugin for Trace {
    fn debug_name(&self) -> &'static str {
        "trace"
    }

    fn input_hook(&mut self, _: &Context, input: &mut RawInput) {
        self.note(|notes| {
            let size = input.screen_rect.map(|rect| rect.size());
            let is_resized = notes.size.is_some() && size.is_some() && size != notes.size;
            notes.size = size.or(notes.size);
            notes.now.cause = cause_of(&input.events).or(is_resized.then_some("resize"));
        });
    }

    fn output_hook(&mut self, ctx: &Context, output: &mut FullOutput) {
        let end = Instant::now();
        let shapes = output.shapes.clone();
        let before = Instant::now();
        drop(ctx.tessellate(shapes, output.pixels_per_point));
        let tessellated = before.elapsed();
        self.note(|notes| {
            let now = std::mem::take(&mut notes.now);
            let ui = now.ui_since.map_or(Duration::ZERO, |since| end.duration_since(since));
            let line = Line {
                frame: notes.frame,
                t_ms: milliseconds(end.duration_since(notes.started)),
                cause: now.cause.unwrap_or("other"),
                logic_ms: milliseconds(now.logic),
                ui_ms: milliseconds(ui),
                tessellate_ms: milliseconds(tessellated),
                command: now.command,
                first_text: now.first_text,
            };
            notes.lines.add(&serde_json::to_string(&line).unwrap_or_default());
            notes.frame += 1;
        });
    }
}

/// With three digits behind the point.
fn milliseconds(time: Duration) -> f64 {
    (time.as_secs_f64() * 1e6).round() / 1e3
}

/// What the events of a frame are, the rarest sort first.
fn cause_of(events: &[Event]) -> Option<&'static str> {
    let is_key = |event: &Event| matches!(event, Event::Key { .. } | Event::Text(_) | Event::Paste(_) | Event::Copy | Event::Cut | Event::Ime(_));
    let is_scroll = |event: &Event| matches!(event, Event::MouseWheel { .. } | Event::Zoom(_));
    let is_pointer = |event: &Event| matches!(event, Event::PointerMoved(_) | Event::MouseMoved(_) | Event::PointerButton { .. } | Event::PointerGone);
    if events.iter().any(is_key) {
        Some("key")
    } else if events.iter().any(is_scroll) {
        Some("scroll")
    } else {
        events.iter().any(is_pointer).then_some("pointer")
    }
}

fn name_of(command: &Command) -> &'static str {
    match command {
        Command::File(_) => "file",
        Command::Arrival(_) => "arrival",
        Command::Article(ArticleCommand::Show(_) | ArticleCommand::Next | ArticleCommand::Previous | ArticleCommand::NextUnfinished) => "show",
        Command::Article(
            ArticleCommand::SetState(..)
            | ArticleCommand::DoneAndNext
            | ArticleCommand::Rename(..)
            | ArticleCommand::Move(..)
            | ArticleCommand::Remove(_)
            | ArticleCommand::ToggleZone
            | ArticleCommand::SkipProposed,
        ) => "article",
        Command::Select(_) => "select",
        Command::Mark(_) => "mark",
        Command::Link(_) => "link",
        Command::Remove(_) => "remove",
        Command::Undo => "undo",
        Command::Redo => "redo",
        Command::Check(_) => "check",
        Command::Scheme(_) => "scheme",
        Command::Lint(_) => "lint",
        Command::Version(_) => "version",
        Command::Review(_) => "review",
        Command::Exchange(_) => "exchange",
        Command::Search(_) => "search",
        Command::Comment(_) => "comment",
        Command::Dismiss(_) => "dismiss",
    }
}
