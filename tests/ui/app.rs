//! The whole program in its window: real threads, real folders, dialogs played by a script.

use crate::cpu::Cpu;
use egui::{Event, HoveredFile, Key, Modifiers, ViewportCommand, ViewportEvent, ViewportId};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use factmark::gui::picker::{PickRequest, Picker};
use factmark::gui::reader::engine::typeset::SystemFonts;
use factmark::gui::trace::Trace;
use factmark::gui::{App, Parts, World};
use factmark::project::{Label, Moment};
use factmark::session::{Command, Saving, SelectCommand};
use factmark::store::{Folders, Lines, Preferences};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};
use tempfile::TempDir;

mod any_keys;
mod arrivals;
mod comfort;
mod commands;
mod exchange;
mod find;
mod keymap;
mod meaning;
mod names;
mod review;
mod versions;

const TEXT: &str = "Inspectors found 40 cracks, mayor says\n\nMayor Elin Varga told reporters on Monday that inspectors had found more than 40 cracks.\n\nالجسر مغلق 👨‍👩‍👧 桥梁\n";

/// What the next dialogs answer, and what was asked of them.
#[derive(Clone, Default)]
struct Script {
    answers: Rc<RefCell<VecDeque<Vec<PathBuf>>>>,
    asked: Rc<RefCell<Vec<PickRequest>>>,
}

impl Picker for Script {
    fn pick(&self, request: PickRequest) -> Receiver<Option<Vec<PathBuf>>> {
        self.asked.borrow_mut().push(request);
        let (answer, receiver) = channel();
        answer.send(self.answers.borrow_mut().pop_front()).unwrap();
        receiver
    }
}

struct Desk {
    dir: TempDir,
    script: Script,
}

type Window = Harness<'static, App>;

fn now() -> Moment {
    Moment::from_second(1_772_000_000).unwrap()
}

impl Desk {
    /// A desk at which somebody worked before.
    fn new() -> Self {
        let desk = Self::fresh();
        Preferences { who: "amira".into(), ..Preferences::default() }.write(&desk.folders()).unwrap();
        desk
    }

    /// A desk at which nobody ever worked.
    fn fresh() -> Self {
        Self { dir: TempDir::new().unwrap(), script: Script::default() }
    }

    fn folders(&self) -> Folders {
        Folders { config: self.dir.path().join("config"), state: self.dir.path().join("state"), program: None }
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.dir.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    fn answers(&self, paths: &[&Path]) {
        self.script.answers.borrow_mut().push_back(paths.iter().map(|path| path.to_path_buf()).collect());
    }

    fn window(&self, paths: &[PathBuf]) -> Window {
        self.traced(paths, None)
    }

    fn traced(&self, paths: &[PathBuf], trace: Option<Trace>) -> Window {
        let world = World { now, seed: 3, user: "amira".into(), folders: self.folders() };
        let parts = Parts { picker: Box::new(self.script.clone()), fonts: SystemFonts::Never, paths: paths.to_vec(), sample: None, trace };
        Harness::builder()
            .with_size([1440.0, 900.0])
            .with_os(egui::os::OperatingSystem::Nix)
            .with_max_steps(30)
            .renderer(Cpu::default())
            .with_context_setup(factmark::gui::style::install)
            // As in the program itself: a box stands for what no face has.
            .allow_missing_glyphs()
            .build_eframe(|creation| App::new(&creation.egui_ctx, world, parts).unwrap())
    }

    /// A window with a project in a file, with one article.
    fn with_project(&self) -> (Window, PathBuf) {
        self.with_project_by(Modifiers::COMMAND, Key::S)
    }

    /// The same, where another key saves.
    fn with_project_by(&self, modifiers: Modifiers, key: Key) -> (Window, PathBuf) {
        let article = self.file("inspectors.txt", TEXT);
        let path = self.dir.path().join("harbour.ron");
        let mut window = self.window(&[article]);
        wait(&mut window, |app| app.session().article().is_some());
        self.answers(&[&path]);
        press(&mut window, modifiers, key);
        wait(&mut window, |app| app.session().path().is_some() && app.session().saving() == Some(Saving::Saved));
        (window, path)
    }
}

/// Goes on until something holds. The threads of the program take the time that they take.
fn wait(window: &mut Window, until: impl Fn(&App) -> bool) {
    let end = Instant::now() + Duration::from_secs(60);
    loop {
        window.step();
        if until(window.state()) {
            window.run_ok();
            return;
        }
        assert!(Instant::now() < end, "it does not come about; notices: {:?}", window.state().session().notices());
        std::thread::yield_now();
    }
}

fn wait_for(window: &mut Window, label: &str) {
    let end = Instant::now() + Duration::from_secs(60);
    while window.query_all_by_label_contains(label).next().is_none() {
        assert!(Instant::now() < end, "“{label}” does not come");
        window.step();
        std::thread::yield_now();
    }
    window.run_ok();
}

/// Frames until nothing is called so any more.
fn wait_gone(window: &mut Window, label: &str) {
    let end = Instant::now() + Duration::from_secs(60);
    while window.query_all_by_label_contains(label).next().is_some() {
        assert!(Instant::now() < end, "“{label}” does not go");
        window.step();
        std::thread::yield_now();
    }
    window.run_ok();
}

fn press(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    window.run_ok();
}

/// A key with the letter that it types: both come in one frame.
fn typed(window: &mut Window, key: Key, letter: &str) {
    let events = &mut window.input_mut().events;
    events.push(Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE });
    events.push(Event::Text(letter.into()));
    events.push(Event::Key { key, physical_key: None, pressed: false, repeat: false, modifiers: Modifiers::NONE });
    window.run_ok();
}

fn select(window: &mut Window, words: &str) {
    let start = window.state().session().article().unwrap().text.as_str().find(words).unwrap();
    window.state_mut().run(Command::Select(SelectCommand::Text { anchor: start, focus: start + words.len() }));
    window.run_ok();
}

fn labels(window: &Window) -> Vec<Label> {
    let project = window.state().session().project().unwrap();
    let mut labels: Vec<Label> = project.marks().map(|mark| mark.label()).collect();
    labels.sort();
    labels
}

fn commands(window: &Window) -> Vec<ViewportCommand> {
    window.output().viewport_output.get(&ViewportId::ROOT).map(|output| output.commands.clone()).unwrap_or_default()
}

fn ask_to_close(window: &mut Window) {
    window.input_mut().viewports.entry(ViewportId::ROOT).or_default().events.push(ViewportEvent::Close);
    window.step();
    window.input_mut().viewports.entry(ViewportId::ROOT).or_default().events.clear();
}

#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

#[test]
fn at_the_first_start_it_asks_once_who_works_here() {
    let desk = Desk::fresh();
    let article = desk.file("a.txt", TEXT);
    let mut window = desk.window(std::slice::from_ref(&article));
    window.get_by_label("Who is working here?");
    assert!(window.state().session().project().is_none(), "no work begins without a name");
    window.get_by_label("Your name").type_text(" lee");
    window.run_ok();
    window.get_by_label("Begin").click();
    wait(&mut window, |app| app.session().article().is_some());
    let who = window.state().session().who().to_string();
    assert!(who.contains("lee") && who.contains("amira"), "{who}");
    assert_eq!(*window.state().session().project().unwrap().analyst(), *who);
    drop(window);
    let (read, _) = Preferences::read(&desk.folders(), now()).unwrap();
    assert_eq!(read.who, who);
    let again = desk.window(&[]);
    assert!(again.query_by_label("Who is working here?").is_none());
}

#[test]
fn marks_are_made_walked_through_and_undone_by_keys() {
    let desk = Desk::new();
    let (mut window, path) = desk.with_project();
    window.get_all_by_label_contains("Inspectors found 40 cracks").next().unwrap();
    select(&mut window, "Mayor Elin Varga");
    press(&mut window, Modifiers::NONE, Key::Num2);
    select(&mut window, "inspectors had found more than 40 cracks");
    press(&mut window, Modifiers::NONE, Key::Num1);
    assert_eq!(labels(&window), [Label::Claim, Label::Source]);
    press(&mut window, Modifiers::NONE, Key::K);
    assert_eq!(window.state().session().mark().map(|mark| mark.label()), Some(Label::Source));
    press(&mut window, Modifiers::NONE, Key::J);
    assert_eq!(window.state().session().mark().map(|mark| mark.label()), Some(Label::Claim));
    press(&mut window, Modifiers::NONE, Key::Num3);
    assert_eq!(labels(&window), [Label::Source, Label::Figure], "the selected mark was relabelled");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(labels(&window), [Label::Source]);
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(labels(&window), [Label::Claim, Label::Source]);
    press(&mut window, Modifiers::COMMAND, Key::S);
    wait(&mut window, |app| !app.session().is_ahead_of_file());
    assert!(std::fs::read_to_string(path).unwrap().contains("Elin Varga"));
}

#[test]
fn the_key_that_opens_the_note_is_not_typed_into_it_and_typing_makes_no_marks() {
    let desk = Desk::new();
    let (mut window, _) = desk.with_project();
    select(&mut window, "Mayor Elin Varga");
    press(&mut window, Modifiers::NONE, Key::Num2);
    typed(&mut window, Key::N, "n");
    typed(&mut window, Key::Num1, "1");
    typed(&mut window, Key::J, "j");
    press(&mut window, Modifiers::COMMAND, Key::S);
    wait(&mut window, |app| app.session().mark().is_some_and(|mark| !mark.note.is_empty()));
    assert_eq!(window.state().session().mark().unwrap().note, "1j");
    assert_eq!(labels(&window), [Label::Source]);
}

#[test]
fn without_a_dialog_of_the_system_our_own_box_takes_the_path() {
    let desk = Desk::new();
    let (window, path) = desk.with_project();
    drop(window);
    let mut window = desk.window(&[]);
    press(&mut window, Modifiers::COMMAND, Key::O);
    wait_for(&mut window, "Open project");
    let words = path.canonicalize().unwrap().display().to_string();
    window.get_by_label("Path").type_text(&words);
    window.run_ok();
    press(&mut window, Modifiers::NONE, Key::Enter);
    wait(&mut window, |app| app.session().article().is_some());
    assert_eq!(window.state().session().path(), Some(path.canonicalize().unwrap().as_path()));
}

#[test]
fn the_box_shows_folders_and_files_and_asks_before_it_replaces() {
    let desk = Desk::new();
    let (mut window, _) = desk.with_project();
    desk.file("old.ron", "not ours");
    // The details say where the article was read from.
    let before = window.query_all_by_label("inspectors.txt").count();
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
    wait_for(&mut window, "old.ron");
    assert_eq!(window.query_all_by_label("inspectors.txt").count(), before, "files of another sort are not offered");
    window.get_by_label("old.ron").click();
    window.run_ok();
    window.get_by_label("Save").click();
    wait_for(&mut window, "Replace old.ron?");
    window.get_by_label("Cancel").click();
    window.run_ok();
    assert_eq!(std::fs::read_to_string(desk.dir.path().join("old.ron")).unwrap(), "not ours");
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
    wait_for(&mut window, "old.ron");
    window.get_by_label("old.ron").click();
    window.run_ok();
    window.get_by_label("Save").click();
    wait_for(&mut window, "Replace old.ron?");
    window.get_by_label("Replace").click();
    wait(&mut window, |app| app.session().path().is_some_and(|path| path.ends_with("old.ron")));
}

#[test]
fn dropped_articles_are_added_and_a_dropped_project_is_opened() {
    let desk = Desk::new();
    let (mut window, path) = desk.with_project();
    let other = desk.file("other.md", "# Bridge\n\nClosed in May 2019.\n");
    window.input_mut().hovered_files.push(HoveredFile { path: Some(other.clone()), ..HoveredFile::default() });
    window.step();
    window.input_mut().hovered_files.clear();
    window.input_mut().dropped_files.push(Arc::new(Dropped(other)));
    wait(&mut window, |app| app.session().project().is_some_and(|project| project.article_count() == 2));
    press(&mut window, Modifiers::COMMAND, Key::W);
    wait(&mut window, |app| app.session().project().is_none());
    window.input_mut().dropped_files.push(Arc::new(Dropped(path)));
    wait(&mut window, |app| app.session().project().is_some_and(|project| project.article_count() == 2));
}

#[test]
fn closing_the_window_saves_first() {
    let desk = Desk::new();
    let (mut window, path) = desk.with_project();
    select(&mut window, "Mayor Elin Varga");
    press(&mut window, Modifiers::NONE, Key::Num2);
    ask_to_close(&mut window);
    assert!(commands(&window).contains(&ViewportCommand::CancelClose), "not before it is saved");
    wait(&mut window, |app| app.session().project().is_none());
    window.step();
    assert!(commands(&window).contains(&ViewportCommand::Close));
    assert!(std::fs::read_to_string(path).unwrap().contains("label: Source"));
}

#[test]
fn where_saving_fails_closing_asks_and_nothing_is_lost() {
    let desk = Desk::new();
    let (mut window, path) = desk.with_project();
    // A folder in the place of the file: it cannot be replaced.
    std::fs::remove_file(&path).unwrap();
    std::fs::create_dir(&path).unwrap();
    select(&mut window, "Mayor Elin Varga");
    press(&mut window, Modifiers::NONE, Key::Num2);
    ask_to_close(&mut window);
    wait_for(&mut window, "The project could not be saved");
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert_eq!(labels(&window), [Label::Source], "Esc stays, with everything");
    ask_to_close(&mut window);
    wait_for(&mut window, "The project could not be saved");
    let elsewhere = desk.dir.path().join("elsewhere.ron");
    desk.answers(&[&elsewhere]);
    window.get_all_by_label("Save as…").last().unwrap().click();
    wait(&mut window, |app| app.session().project().is_none());
    window.step();
    assert!(commands(&window).contains(&ViewportCommand::Close));
    assert!(std::fs::read_to_string(elsewhere).unwrap().contains("label: Source"));
}

#[test]
fn where_not_even_the_journal_takes_the_work_nothing_is_promised() {
    let desk = Desk::new();
    let (mut window, path) = desk.with_project();
    std::fs::remove_file(&path).unwrap();
    std::fs::create_dir(&path).unwrap();
    // Neither beside the project nor in the state folder a journal can be made.
    for folder in [path.with_file_name(".factmark"), desk.folders().state] {
        std::fs::remove_dir_all(&folder).unwrap_or_default();
        std::fs::write(&folder, "").unwrap();
    }
    select(&mut window, "Mayor Elin Varga");
    press(&mut window, Modifiers::NONE, Key::Num2);
    ask_to_close(&mut window);
    wait_for(&mut window, "The project could not be saved");
    window.get_by_label("Quit and lose the last changes");
    assert!(window.query_by_label_contains("comes back when").is_none());
    assert!(window.query_by_label("Quit and keep it in the journal").is_none());
}

#[test]
fn the_trace_has_a_line_for_each_frame() {
    let desk = Desk::new();
    let (window, path) = desk.with_project();
    drop(window);
    let file = desk.dir.path().join("trace.jsonl");
    let trace = Trace::new(Lines::create(&file).unwrap(), Instant::now());
    let mut window = desk.traced(&[path], Some(trace));
    wait(&mut window, |app| app.session().article().is_some());
    press(&mut window, Modifiers::COMMAND, Key::A);
    press(&mut window, Modifiers::NONE, Key::Num1);
    let words = std::fs::read_to_string(file).unwrap();
    let lines: Vec<serde_json::Value> = words.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let frames: Vec<u64> = lines.iter().map(|line| line["frame"].as_u64().unwrap()).collect();
    assert_eq!(frames, (0..lines.len() as u64).collect::<Vec<_>>());
    assert_eq!(lines.iter().filter(|line| line["first_text"] == true).count(), 1);
    let tagged = lines.iter().find(|line| line["command"] == "mark").unwrap();
    assert_eq!(tagged["cause"], "key");
    for line in &lines {
        for field in ["t_ms", "logic_ms", "ui_ms", "tessellate_ms"] {
            assert!(line[field].as_f64().unwrap() >= 0.0, "{line}");
        }
    }
}

#[test]
fn a_project_without_a_file_is_not_closed_without_a_question_and_is_offered_again() {
    let desk = Desk::new();
    let article = desk.file("inspectors.txt", TEXT);
    let mut window = desk.window(&[article]);
    wait(&mut window, |app| app.session().article().is_some());
    ask_to_close(&mut window);
    window.run_ok();
    window.get_by_label("This project has no file yet");
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(window.query_by_label("This project has no file yet").is_none());
    assert!(window.state().session().project().is_some(), "Esc stays");
    ask_to_close(&mut window);
    window.run_ok();
    window.get_by_label("Keep for next time").click();
    wait(&mut window, |app| app.session().project().is_none());
    window.step();
    assert!(commands(&window).contains(&ViewportCommand::Close));
    drop(window);
    let mut window = desk.window(&[]);
    wait_for(&mut window, "Inspectors found 40 cracks");
}

#[test]
fn a_project_is_opened_where_it_was_left() {
    let desk = Desk::new();
    let (mut window, path) = desk.with_project();
    let other = desk.file("other.md", "# Bridge\n\nClosed in May 2019.\n");
    window.input_mut().dropped_files.push(Arc::new(Dropped(other)));
    wait(&mut window, |app| app.session().article().is_some_and(|article| article.title == "Bridge"));
    drop(window);
    let mut window = desk.window(&[path]);
    wait(&mut window, |app| app.session().article().is_some());
    assert_eq!(window.state().session().article().unwrap().title, "Bridge");
}

#[test]
fn help_lists_the_keys_and_goes_by_esc() {
    let desk = Desk::new();
    let (mut window, _) = desk.with_project();
    press(&mut window, Modifiers::NONE, Key::F1);
    window.get_by_label("How to begin");
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(window.query_by_label("How to begin").is_none());
}

#[test]
fn theme_zoom_and_hidden_panels_are_remembered() {
    let desk = Desk::new();
    let mut window = desk.window(&[]);
    press(&mut window, Modifiers::NONE, Key::F9);
    press(&mut window, Modifiers::NONE, Key::F9);
    press(&mut window, Modifiers::COMMAND, Key::Minus);
    press(&mut window, Modifiers::NONE, Key::F7);
    assert_eq!(window.ctx.theme(), egui::Theme::Dark);
    drop(window);
    let (read, _) = Preferences::read(&desk.folders(), now()).unwrap();
    assert!(read.hides_list && read.zoom < 1.0 && read.theme == factmark::store::Theme::Dark, "{read:?}");
    assert!((desk.window(&[]).ctx.zoom_factor() - read.zoom).abs() < 0.01);
}

#[test]
fn a_window_at_rest_asks_for_no_frame() {
    let desk = Desk::new();
    let (mut window, _) = desk.with_project();
    select(&mut window, "Mayor Elin Varga");
    press(&mut window, Modifiers::NONE, Key::Num2);
    wait(&mut window, |app| !app.session().is_ahead_of_file());
    window.run();
    assert!(!window.ctx.has_requested_repaint(), "{:?}", window.ctx.repaint_causes());
    window.run_steps(3);
    assert!(!window.ctx.has_requested_repaint(), "{:?}", window.ctx.repaint_causes());
}

#[test]
fn everything_fits_into_the_smallest_window() {
    let desk = Desk::new();
    let (mut window, _) = desk.with_project();
    window.set_size(egui::vec2(900.0, 600.0));
    window.run_ok();
    for label in ["Menu", "Add articles…"] {
        let rect = window.get_all_by_label_contains(label).next().unwrap().rect();
        assert!(egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(900.0, 600.0)).contains_rect(rect), "{label}: {rect:?}");
    }
}
