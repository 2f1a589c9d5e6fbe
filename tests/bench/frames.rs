//! What a frame costs: layout, view, painting and tessellation on one core, without a graphics card.

use crate::{corpus, ms, row};
use factmark::gui::actions::Asks;
use factmark::gui::reader::Reader;
use factmark::project::{Ids, Label, Moment, Name};
use factmark::session::{Command, Loaded, MarkCommand, SelectCommand, Session};
use std::time::{Duration, Instant};

/// The window's reader with a session, without a window.
struct Screen {
    ctx: egui::Context,
    session: Session,
    reader: Reader,
    time: f64,
}

impl Screen {
    fn new(bytes: usize, marks: usize) -> Self {
        let ctx = egui::Context::default();
        factmark::gui::style::install(&ctx);
        let mut session = Session::new(Name::from("amira"), Ids::new(77));
        session.open_loaded(Loaded::new(corpus::project(1, bytes, marks)));
        let reader = Reader::new(&ctx);
        let mut screen = Self { ctx, session, reader, time: 0.0 };
        for _ in 0..5 {
            screen.frame(Vec::new());
        }
        screen
    }

    /// One frame, commands that it asked for included; how long it took.
    fn frame(&mut self, events: Vec<egui::Event>) -> Duration {
        self.time += 1.0 / 60.0;
        let screen = egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(830.0, 828.0));
        let input = egui::RawInput { screen_rect: Some(screen), time: Some(self.time), events, ..egui::RawInput::default() };
        let start = Instant::now();
        let mut asks = Asks::default();
        let output = self.ctx.run_ui(input, |ui| self.reader.show(ui, &self.session, &mut asks));
        for command in asks.commands {
            self.session.run(command, Moment::UNIX_EPOCH);
        }
        let shapes = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        let took = start.elapsed();
        drop(shapes);
        took
    }

    /// Frames while the wheel turns, down and up again over the same ten windows of text: the short article has no more.
    fn scroll(&mut self, frames: usize) -> Vec<Duration> {
        self.frame(vec![egui::Event::PointerMoved(egui::pos2(400.0, 400.0))]);
        (0..frames).map(|frame| self.turn(if frame / 60 % 2 == 0 { -120.0 } else { 120.0 })).collect()
    }

    /// Frames while the wheel turns through text that was never laid out.
    fn scroll_on(&mut self, frames: usize) -> Vec<Duration> {
        (0..frames).map(|_| self.turn(-600.0)).collect()
    }

    fn turn(&mut self, points: f32) -> Duration {
        self.frame(vec![egui::Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: egui::vec2(0.0, points),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Unknown,
            modifiers: egui::Modifiers::NONE,
        }])
    }

    /// Tags words in the middle of the article: the command with the frame after it.
    fn tag(&mut self, times: usize) -> Vec<Duration> {
        (0..times)
            .map(|number| {
                let length = self.session.article().expect("an article is shown").text.len();
                let anchor = length / 2 + number % 400 * 7;
                self.session.run(Command::Select(SelectCommand::Text { anchor, focus: anchor + 5 }), Moment::UNIX_EPOCH);
                self.frame(Vec::new());
                let start = Instant::now();
                self.session.run(Command::Mark(MarkCommand::Tag { label: Label::Claim, trim: true }), Moment::UNIX_EPOCH);
                let command = start.elapsed();
                command + self.frame(Vec::new())
            })
            .collect()
    }
}

pub(crate) fn quantile(times: &mut [Duration], part: f64) -> f64 {
    times.sort_unstable();
    let index = ((times.len() as f64 * part) as usize).min(times.len().saturating_sub(1));
    times.get(index).copied().map(ms).unwrap_or_default()
}

pub(crate) fn run() {
    println!("\nframes of the reader, 830 × 828 points");
    let mut medians = Vec::new();
    for (name, bytes, marks) in [("10 KB, 60 marks", 10_000, 60), ("10 MB, 60,000 marks", 10_000_000, 60_000)] {
        let start = Instant::now();
        let mut screen = Screen::new(bytes, marks);
        row(&format!("  {name}: making it and its first frames, ms"), &format!("{:.0}", ms(start.elapsed())), "");
        let (mut scroll, mut tag) = (screen.scroll(600), screen.tag(300));
        row(&format!("  {name}: scroll, p50 ms"), &format!("{:.2}", quantile(&mut scroll, 0.5)), "");
        row(&format!("  {name}: scroll, p99 ms"), &format!("{:.2}", quantile(&mut scroll, 0.99)), "under 4");
        row(&format!("  {name}: tag and the frame after, p50 ms"), &format!("{:.2}", quantile(&mut tag, 0.5)), "");
        row(&format!("  {name}: tag and the frame after, p99 ms"), &format!("{:.2}", quantile(&mut tag, 0.99)), "under 8");
        if bytes > 1_000_000 {
            let mut on = screen.scroll_on(600);
            row(&format!("  {name}: scroll through new text, p99 ms"), &format!("{:.2}", quantile(&mut on, 0.99)), "under 4");
        }
        medians.push((quantile(&mut scroll, 0.5), quantile(&mut tag, 0.5)));
    }
    if let [(short_scroll, short_tag), (long_scroll, long_tag)] = medians.as_slice() {
        row("  ratio 10 MB : 10 KB, scroll", &format!("{:.2}", long_scroll / short_scroll), "under 2");
        row("  ratio 10 MB : 10 KB, tag", &format!("{:.2}", long_tag / short_tag), "under 2");
    }
}
