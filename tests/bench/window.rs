//! What a frame of the whole window costs: every panel with the work of the session, its threads at their own work beside it.

use crate::{corpus, frames::quantile, row};
use egui::{Event, Key, Modifiers, PointerButton, Pos2, Rect, Theme, vec2};
use factmark::gui::picker::{PickRequest, Picker};
use factmark::gui::reader::engine::typeset::SystemFonts;
use factmark::gui::{App, Parts, World};
use factmark::project::Moment;
use factmark::session::{Command, Saving, SelectCommand};
use factmark::store::{Folders, Preferences, format};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Nobody chooses files here.
struct Nobody;

impl Picker for Nobody {
    fn pick(&self, _: PickRequest) -> Receiver<Option<Vec<std::path::PathBuf>>> {
        channel().1
    }
}

/// The program in a window that is only painted.
struct Desk {
    ctx: egui::Context,
    app: App,
    time: f64,
    _dir: TempDir,
}

impl Desk {
    /// The program after it has opened such a project and come to rest.
    fn new(articles: usize, bytes: usize, marks: usize) -> Self {
        let dir = TempDir::new().expect("a folder");
        let folders = Folders { config: dir.path().join("config"), state: dir.path().join("state"), program: None };
        Preferences { who: "amira".into(), ..Preferences::default() }.write(&folders).expect("settings");
        let path = dir.path().join("bench.ron");
        std::fs::write(&path, format::write(&corpus::project(articles, bytes, marks))).expect("a project");
        let ctx = egui::Context::default();
        factmark::gui::style::install(&ctx);
        ctx.set_theme(Theme::Light);
        // As with a screen reader, which costs more.
        ctx.enable_accesskit();
        let world = World { now: || Moment::UNIX_EPOCH, seed: 3, user: "amira".into(), folders };
        let parts = Parts { picker: Box::new(Nobody), fonts: SystemFonts::Never, paths: vec![path], sample: None, trace: None };
        let app = App::new(&ctx, world, parts).expect("threads");
        let mut desk = Self { ctx, app, time: 0.0, _dir: dir };
        desk.rest();
        desk
    }

    /// One frame, what was asked for in it included; how long it took.
    fn frame(&mut self, events: Vec<Event>) -> Duration {
        self.time += 1.0 / 60.0;
        let screen = Rect::from_min_size(Pos2::ZERO, vec2(1440.0, 900.0));
        let input = egui::RawInput { screen_rect: Some(screen), time: Some(self.time), focused: true, events, ..egui::RawInput::default() };
        let start = Instant::now();
        let output = self.ctx.run_ui(input, |ui| {
            self.app.take_finished(ui.ctx());
            self.app.paint(ui);
        });
        let shapes = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        let took = start.elapsed();
        drop(shapes);
        took
    }

    /// Frames until the article is there, everything is saved and the lint is done.
    fn rest(&mut self) {
        let end = Instant::now() + Duration::from_secs(120);
        loop {
            self.frame(Vec::new());
            let session = self.app.session();
            if session.article().is_some() && session.saving() == Some(Saving::Saved) && !session.wants_lint() {
                break;
            }
            assert!(Instant::now() < end, "the project does not open");
            std::thread::sleep(Duration::from_millis(1));
        }
        for _ in 0..5 {
            self.frame(Vec::new());
        }
    }

    /// A key with what it does, and the frame after it, which shows what panels made of it.
    fn key(&mut self, key: Key, letter: &str) -> Duration {
        let press = |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers: Modifiers::NONE };
        let frame = self.frame(vec![press(true), Event::Text(letter.into()), press(false)]);
        frame.max(self.frame(Vec::new()))
    }

    /// Selects words in the middle of the article, then tags them: the frames of both.
    fn tag(&mut self, times: usize) -> [Vec<Duration>; 2] {
        let length = self.app.session().article().expect("an article is shown").text.len();
        let act = |desk: &mut Self, number: usize| {
            let anchor = length / 2 + number % 60 * 7;
            let start = Instant::now();
            desk.app.run(Command::Select(SelectCommand::Text { anchor, focus: anchor + 5 }));
            let command = start.elapsed();
            let select = (command + desk.frame(Vec::new())).max(desk.frame(Vec::new()));
            [select, desk.key(Key::Num3, "3")]
        };
        unzip((0..times).map(|number| act(self, number)))
    }

    /// The same as a person does it: from sentence to sentence by keys, with a look at each, while threads write what changed.
    fn tag_calmly(&mut self, times: usize) -> [Vec<Duration>; 2] {
        let length = self.app.session().article().expect("an article is shown").text.len();
        let look = || std::thread::sleep(Duration::from_millis(300));
        let act = |desk: &mut Self, number: usize| {
            let caret = desk.app.session().article().expect("an article is shown").text.as_str().floor_char_boundary(length / 2 + number * 350);
            desk.app.run(Command::Select(SelectCommand::Text { anchor: caret, focus: caret }));
            desk.rest();
            let select = desk.key(Key::S, "s");
            look();
            let before = desk.app.session().version();
            let tag = desk.key(Key::Num3, "3");
            assert!(desk.app.session().version() > before, "the sentence was not tagged");
            look();
            [select, tag]
        };
        unzip((0..times).map(|number| act(self, number)))
    }

    /// Goes to marks far from each other: the frames that lay out what was never shown.
    fn go_far(&mut self, times: usize) -> Vec<Duration> {
        let count = factmark::view::marks::count(self.app.session());
        let go = |desk: &mut Self, number: usize| {
            let mark = factmark::view::marks::nth(desk.app.session(), (number * 7919 + count * 2 / 3) % count).expect("a mark");
            let start = Instant::now();
            desk.app.run(Command::Select(SelectCommand::Mark(mark)));
            let command = start.elapsed();
            (0..6).map(|_| desk.frame(Vec::new())).fold(command, Duration::max)
        };
        (0..times).map(|number| go(self, number)).collect()
    }

    /// Frames while the wheel turns down and up again.
    fn scroll(&mut self, frames: usize) -> Vec<Duration> {
        let middle = egui::pos2(640.0, 450.0);
        self.frame(vec![Event::PointerMoved(middle)]);
        let button = |pressed| Event::PointerButton { pos: middle, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE };
        self.frame(vec![button(true)]);
        self.frame(vec![button(false)]);
        (0..frames)
            .map(|frame| {
                self.frame(vec![Event::MouseWheel {
                    unit: egui::MouseWheelUnit::Point,
                    delta: vec2(0.0, if frame / 60 % 2 == 0 { -120.0 } else { 120.0 }),
                    phase: egui::TouchPhase::Move,
                    source: egui::MouseWheelSource::Unknown,
                    modifiers: Modifiers::NONE,
                }])
            })
            .collect()
    }
}

fn unzip(times: impl Iterator<Item = [Duration; 2]>) -> [Vec<Duration>; 2] {
    let (selects, tags) = times.map(|[select, tag]| (select, tag)).unzip();
    [selects, tags]
}

pub(crate) fn run() {
    println!("\nframes of the whole window, 1440 × 900 points");
    let mut medians = Vec::new();
    for (name, articles, bytes, marks) in
        [("10 KB, 60 marks", 1, 10_000, 60), ("10 MB, 60,000 marks", 1, 10_000_000, 60_000), ("200 articles, 20,000 marks", 200, 10_000, 100)]
    {
        let mut desk = Desk::new(articles, bytes, marks);
        let mut scroll = desk.scroll(300);
        let [mut select, mut tag] = desk.tag(300);
        let [mut calm_select, mut calm_tag] = desk.tag_calmly(12);
        row(&format!("  {name}: scroll, p50 ms"), &format!("{:.2}", quantile(&mut scroll, 0.5)), "");
        row(&format!("  {name}: scroll, p99 ms"), &format!("{:.2}", quantile(&mut scroll, 0.99)), "under 4");
        row(&format!("  {name}: select, p50 ms"), &format!("{:.2}", quantile(&mut select, 0.5)), "");
        row(&format!("  {name}: tag, p50 ms"), &format!("{:.2}", quantile(&mut tag, 0.5)), "");
        row(&format!("  {name}: tag, p99 ms"), &format!("{:.2}", quantile(&mut tag, 0.99)), "under 8");
        row(&format!("  {name}: select after a pause, p50 ms"), &format!("{:.2}", quantile(&mut calm_select, 0.5)), "");
        row(&format!("  {name}: tag after a pause, p50 ms"), &format!("{:.2}", quantile(&mut calm_tag, 0.5)), "");
        row(&format!("  {name}: tag after a pause, the worst of 12, ms"), &format!("{:.2}", quantile(&mut calm_tag, 1.0)), "under 8");
        let mut far = desk.go_far(60);
        row(&format!("  {name}: going to a far mark, p50 ms"), &format!("{:.2}", quantile(&mut far, 0.5)), "");
        row(&format!("  {name}: going to a far mark, the worst of 60, ms"), &format!("{:.2}", quantile(&mut far, 1.0)), "");
        desk.rest();
        medians.push([quantile(&mut scroll, 0.5), quantile(&mut select, 0.5), quantile(&mut tag, 0.5)]);
    }
    if let [short, long, ..] = medians.as_slice() {
        for (what, (long, short)) in ["scroll", "select", "tag"].into_iter().zip(long.iter().zip(short)) {
            row(&format!("  ratio 10 MB : 10 KB, {what}"), &format!("{:.2}", long / short), "under 2");
        }
    }
}
