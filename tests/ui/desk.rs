//! A reader with a session in a harness, and a hand that points and types.

use crate::cpu::Cpu;
use egui::{Event, Key, Modifiers, PointerButton, Pos2, pos2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use factmark::article::{Draft, Origin};
use factmark::edit::{Hand, add_articles};
use factmark::gui::actions::{Asks, command};
use factmark::gui::reader::Reader;
use factmark::project::{Ids, Label, Moment, Name};
use factmark::session::{Command, Loaded, MarkCommand, SelectCommand, Session};

/// What stands on the desk.
pub(crate) struct Desk {
    pub(crate) session: Session,
    reader: Option<Reader>,
}

pub(crate) type Window = Harness<'static, Desk>;

/// A session with one article, shown.
pub(crate) fn session(text: &str) -> Session {
    let by = Name::from("amira");
    let mut project = Loaded::blank("Test", &by);
    let mut ids = Ids::new(1);
    let mut hand = Hand { by: &by, now: Moment::UNIX_EPOCH, ids: &mut ids };
    let draft = Draft {
        title: "Test".into(),
        origin: Origin::default(),
        text: factmark::text::Text::new(text),
        blocks: vec![(0, factmark::article::Block::Title)],
        warnings: vec![],
    };
    let (change, _) = add_articles(&project, &mut hand, vec![draft]);
    project.apply(&change).unwrap();
    let mut session = Session::new(by, Ids::new(2));
    session.open_loaded(Loaded::new(project));
    session
}

/// Tags words that stand once in the article.
pub(crate) fn tag(session: &mut Session, words: &str, label: Label) {
    let start = session.article().unwrap().text.as_str().find(words).unwrap();
    session.run(Command::Select(SelectCommand::Text { anchor: start, focus: start + words.len() }), Moment::UNIX_EPOCH);
    session.run(Command::Mark(MarkCommand::Tag { label, trim: true }), Moment::UNIX_EPOCH);
    session.run(Command::Select(SelectCommand::Text { anchor: 0, focus: 0 }), Moment::UNIX_EPOCH);
}

/// The reader alone, as wide as in the mock-up.
pub(crate) fn window(session: Session) -> Window {
    themed(session, egui::Theme::Light)
}

/// The reader alone in a theme.
pub(crate) fn themed(session: Session, theme: egui::Theme) -> Window {
    let mut window = Harness::builder()
        .with_size([830.0, 828.0])
        .with_step_dt(1.0 / 60.0)
        .with_theme(theme)
        .with_os(egui::os::OperatingSystem::Nix)
        .renderer(Cpu::default())
        .with_context_setup(factmark::gui::style::install)
        .build_ui_state(
            |ui, desk: &mut Desk| {
                let mut asks = Asks::default();
                desk.reader.get_or_insert_with(|| Reader::for_tests(ui.ctx())).show(ui, &desk.session, &mut asks);
                let asked = asks.actions.into_iter().filter_map(|action| command(action, &desk.session));
                for command in asks.commands.into_iter().chain(asked.collect::<Vec<_>>()) {
                    desk.session.run(command, Moment::UNIX_EPOCH);
                    ui.ctx().request_repaint();
                }
            },
            Desk { session, reader: None },
        );
    window.run();
    window
}

/// The words that are selected.
pub(crate) fn selected(window: &Window) -> String {
    let session = &window.state().session;
    session.article().unwrap().text.slice(session.selection().bytes()).to_owned()
}

/// The middle of the words' first mark on the screen; the words must be marked.
pub(crate) fn rect_of(window: &Window, name: &str) -> egui::Rect {
    window.get_by_label(name).rect()
}

/// Moves the pointer.
pub(crate) fn point(window: &mut Window, at: Pos2) {
    window.event(Event::PointerMoved(at));
    window.step();
}

/// Presses or lets go of the first button.
pub(crate) fn button(window: &mut Window, at: Pos2, pressed: bool, modifiers: Modifiers) {
    window.event_modifiers(Event::PointerButton { pos: at, button: PointerButton::Primary, pressed, modifiers }, modifiers);
    window.step();
}

/// Presses at one place, moves to another and lets go.
pub(crate) fn drag(window: &mut Window, from: Pos2, to: Pos2, modifiers: Modifiers) {
    point(window, from);
    button(window, from, true, modifiers);
    for step in 1..=6 {
        let part = step as f32 / 6.0;
        window.event_modifiers(Event::PointerMoved(from + (to - from) * part), modifiers);
        window.step();
    }
    button(window, to, false, modifiers);
    window.run();
}

/// Presses at one place, moves to another and lets go, all within one frame: a quick hand at a slow machine.
pub(crate) fn flick(window: &mut Window, from: Pos2, to: Pos2) {
    let button = |pos, pressed| Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE };
    let events = [Event::PointerMoved(from), button(from, true), Event::PointerMoved(to), button(to, false), Event::PointerMoved(to + egui::vec2(0.0, 90.0))];
    window.input_mut().events.extend(events);
    window.run();
}

/// Clicks so many times, quickly.
pub(crate) fn click(window: &mut Window, at: Pos2, times: usize, modifiers: Modifiers) {
    point(window, at);
    for _ in 0..times {
        button(window, at, true, modifiers);
        button(window, at, false, modifiers);
    }
    window.run();
}

/// Presses keys, one after the other.
pub(crate) fn keys(window: &mut Window, modifiers: Modifiers, keys: &[Key]) {
    for key in keys {
        window.key_press_modifiers(modifiers, *key);
        window.run();
    }
}

/// The left and right end of words on the screen, half a letter inside.
pub(crate) fn ends(window: &Window, name: &str) -> (Pos2, Pos2) {
    let rect = rect_of(window, name);
    (pos2(rect.left() + 2.0, rect.center().y), pos2(rect.right() - 2.0, rect.center().y))
}

/// The names of all visible marks.
pub(crate) fn marks(window: &Window) -> Vec<String> {
    window.query_all_by_role(egui::accesskit::Role::Mark).filter_map(|node| node.accesskit_node().label()).collect()
}
