//! What a frame of the findings of a review costs, and what a decision costs.

use crate::frames::quantile;
use crate::{review, row};
use factmark::gui::actions::Asks;
use factmark::gui::panels::ReviewPanel;
use factmark::gui::reader::engine::typeset::SystemFonts;
use factmark::gui::widgets::Letters;
use factmark::project::{Ids, Moment, Name};
use factmark::review::{Findings, Measured};
use factmark::session::{Command, Job, Loaded, Outcome, ReviewCommand, Reviewing, Session};
use std::sync::Arc;
use std::time::{Duration, Instant};

pub(crate) fn run() {
    let mut screen = Screen::new();
    println!("\nframes of the list of {} findings, 270 × 828 points, and of the card", screen.count());
    let mut scroll: Vec<Duration> = (0..600).map(|_| screen.turn()).collect();
    row("  scroll, p50 ms", &format!("{:.2}", quantile(&mut scroll, 0.5)), "");
    row("  scroll, p99 ms", &format!("{:.2}", quantile(&mut scroll, 0.99)), "under 4");
    let mut decide: Vec<Duration> = (0..100).map(|number| screen.decide(number * screen.count() / 100)).collect();
    row("  a decision and the frame after, p50 ms", &format!("{:.2}", quantile(&mut decide, 0.5)), "");
    row("  a decision and the frame after, p99 ms", &format!("{:.2}", quantile(&mut decide, 0.99)), "under 16");
}

/// The panels of a review with a session, without a window.
struct Screen {
    ctx: egui::Context,
    session: Session,
    panel: ReviewPanel,
    letters: Letters,
    time: f64,
}

impl Screen {
    fn new() -> Self {
        let ctx = egui::Context::default();
        factmark::gui::style::install(&ctx);
        let project = review::reviewed();
        let reviewing = Reviewing { findings: Arc::new(Findings::of(&project)), measured: Arc::new(Measured::of(&project).expect("it is a review")) };
        let mut session = Session::new(Name::from("rosa"), Ids::new(77));
        session.open_loaded(Loaded::new(project));
        let jobs = session.run(Command::Review(ReviewCommand::Show(true)), Moment::UNIX_EPOCH);
        let asked = jobs.iter().find_map(|job| if let Job::Measure { asked, .. } = job { Some(*asked) } else { None }).expect("it is asked for");
        session.finish(Outcome::Measured { into: session.project_number(), asked, measured: Some(reviewing) }, Moment::UNIX_EPOCH);
        let mut screen = Self { ctx, session, panel: ReviewPanel::default(), letters: Letters::new(SystemFonts::Never), time: 0.0 };
        for _ in 0..5 {
            screen.frame(Vec::new());
        }
        screen
    }

    fn count(&self) -> usize {
        self.session.reviewing().expect("it was measured").findings.list.len()
    }

    /// One frame of the list and the card, commands that it asked for included; how long it took.
    fn frame(&mut self, events: Vec<egui::Event>) -> Duration {
        self.time += 1.0 / 60.0;
        let screen = egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(1100.0, 828.0));
        let input = egui::RawInput { screen_rect: Some(screen), time: Some(self.time), events, ..egui::RawInput::default() };
        let start = Instant::now();
        let mut asks = Asks::default();
        let (panel, session, letters) = (&mut self.panel, &self.session, &mut self.letters);
        let output = self.ctx.run_ui(input, |ui| {
            egui::Panel::left("list").exact_size(270.0).show(ui, |ui| panel.list(ui, session, letters, &mut asks));
            panel.card(ui, session, letters, &mut asks);
        });
        for command in asks.commands {
            self.session.run(command, Moment::UNIX_EPOCH);
        }
        let shapes = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        let took = start.elapsed();
        drop(shapes);
        took
    }

    fn turn(&mut self) -> Duration {
        self.frame(vec![
            egui::Event::PointerMoved(egui::pos2(100.0, 500.0)),
            egui::Event::MouseWheel {
                unit: egui::MouseWheelUnit::Point,
                delta: egui::vec2(0.0, -300.0),
                phase: egui::TouchPhase::Move,
                source: egui::MouseWheelSource::Unknown,
                modifiers: egui::Modifiers::NONE,
            },
        ])
    }

    /// Keeps the first copy of a finding: the command with the frame after it.
    fn decide(&mut self, finding: usize) -> Duration {
        self.session.run(Command::Review(ReviewCommand::Look(finding)), Moment::UNIX_EPOCH);
        self.frame(Vec::new());
        let kept = self.session.reviewing().and_then(|reviewing| reviewing.findings.get(finding)).map(|finding| finding.members()[..1].to_vec());
        let start = Instant::now();
        let keep = ReviewCommand::Keep { finding, kept: kept.expect("it is there"), why: String::new() };
        self.session.run(Command::Review(keep), Moment::UNIX_EPOCH);
        start.elapsed() + self.frame(Vec::new())
    }
}
