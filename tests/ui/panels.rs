//! Each panel alone, driven by accessible name.

use crate::cpu::Cpu;
use egui::{Key, Modifiers, Rect, Role, Vec2, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, Node};
use factmark::article::Origin;
use factmark::gui::actions::{Action, Asks};
use factmark::gui::panels::{DetailsPanel, ListPanel, NoticesPanel, StartPage, StatusBar, TopBar};
use factmark::gui::reader::engine::typeset::SystemFonts;
use factmark::gui::style;
use factmark::gui::widgets::Letters;
use factmark::project::{Article, ArticleId, ArticleState, Ids, Label, Moment, Parts, Project, Setting};
use factmark::session::{ArticleCommand, Command, FileCommand, Level, Loaded, MarkCommand, SelectCommand, Session};
use factmark::text::{Text, TextRange};
use factmark::view::start::Recent;

/// A session and the panel under test; what it asks of the session is done between frames, as the app does.
struct Bench<P> {
    panel: P,
    session: Session,
    letters: Letters,
    /// All that was asked so far.
    commands: Vec<Command>,
    actions: Vec<Action>,
}

type Show<P> = fn(&mut P, &mut egui::Ui, &Session, &mut Letters, &mut Asks);

fn now() -> Moment {
    "2026-03-03T09:12:44Z".parse().unwrap()
}

fn harness<P: Default + 'static>(session: Session, size: Vec2, theme: egui::Theme, show: Show<P>) -> Harness<'static, Bench<P>> {
    let bench = Bench { panel: P::default(), session, letters: Letters::new(SystemFonts::Never), commands: Vec::new(), actions: Vec::new() };
    let ui = move |ui: &mut egui::Ui, bench: &mut Bench<P>| {
        let mut asks = Asks::default();
        let whole = ui.ctx().content_rect();
        let ground = ui.visuals().panel_fill;
        ui.painter().rect_filled(whole, 0.0, ground);
        ui.scope_builder(egui::UiBuilder::new().max_rect(whole), |ui| show(&mut bench.panel, ui, &bench.session, &mut bench.letters, &mut asks));
        for command in asks.commands {
            bench.commands.push(command.clone());
            bench.session.run(command, now());
        }
        bench.actions.extend(asks.actions);
    };
    Harness::builder().with_size(size).with_theme(theme).with_context_setup(style::install).renderer(Cpu::default()).build_ui_state(ui, bench)
}

/// Articles of these titles, all with the same text but for their number, nothing marked.
fn session(titles: &[&str]) -> Session {
    session_with(titles, "Mayor Elin Varga told reporters that inspectors had found more than 40 cracks in the eastern span of the Harbour Bridge.", Vec::new())
}

fn session_with(titles: &[&str], words: &str, settings: Vec<Setting>) -> Session {
    let mut ids = Ids::new(5);
    let article = |(number, title): (usize, &&str)| Article {
        id: ArticleId::next(&mut ids),
        title: (*title).to_owned(),
        origin: Origin::default(),
        state: ArticleState::Todo,
        blocks: Vec::new(),
        text: Text::new(format!("{words}\n{number}")),
        skip: Vec::new(),
        kept: Vec::new(),
    };
    let articles = titles.iter().enumerate().map(article).collect();
    let title = Setting::Title("Harbour bridge closure".to_owned());
    let settings = settings.into_iter().chain([title, Setting::Analyst("amira".into())]).collect();
    let project = Project::assemble(Parts { settings, articles, ..Parts::default() }).unwrap();
    let mut session = Session::new("amira".into(), Ids::new(9));
    session.open_loaded(Loaded::new(project));
    session
}

fn run(session: &mut Session, command: Command) {
    session.run(command, now());
}

/// Marks the first place of some words in the article that is shown.
fn mark(session: &mut Session, words: &str, label: Label) {
    let article = session.article().unwrap().clone();
    let start = article.text.as_str().find(words).unwrap();
    let at = TextRange::new(&article.text, start..start + words.len()).unwrap().into();
    run(session, Command::Mark(MarkCommand::Make { article: article.id, places: vec![at], label, fields: Vec::new() }));
}

fn marked() -> Session {
    let mut session =
        session(&["City shuts Harbour Bridge", "Inspectors found 40 cracks, mayor says", "Ferry operator adds boats as commuters queue for hours"]);
    mark(&mut session, "Mayor Elin Varga", Label::Source);
    mark(&mut session, "more than 40 cracks", Label::Figure);
    mark(&mut session, "inspectors had found more than 40 cracks in the eastern span of the Harbour Bridge", Label::Claim);
    session
}

const LIST: Show<ListPanel> = |panel, ui, session, letters, asks| panel.show(ui, session, letters, asks);
const DETAILS: Show<DetailsPanel> = |panel, ui, session, letters, asks| panel.show(ui, session, letters, asks);
const TOP: Show<TopBar> = |panel, ui, session, letters, asks| panel.show(ui, session, false, &mut factmark::gui::panels::SearchBox::default(), letters, asks);
const STATUS: Show<StatusBar> = |panel, ui, session, letters, _| panel.show(ui, session, None, letters);
const NOTICES: Show<NoticesPanel> = |panel, ui, session, _, asks| panel.show(ui, session, asks);

fn list_of(session: Session) -> Harness<'static, Bench<ListPanel>> {
    harness(session, vec2(270.0, 600.0), egui::Theme::Light, LIST)
}

fn details_of(session: Session) -> Harness<'static, Bench<DetailsPanel>> {
    harness(session, vec2(340.0, 760.0), egui::Theme::Light, DETAILS)
}

mod attributes;
mod bars;
mod details;
mod list;
