//! The window's frame: outcomes in, keys and panels, commands to the session, jobs to the threads. It decides nothing about the
//! project; what a command does is the session's, what a screen shows is the panels'.

use super::World;
use super::actions::Asks;
use super::dialogs::Dialogs;
use super::drops::{self, Dropped};
use super::keys::{self, Place, Pressed};
use super::layout::Layout;
use super::leaving::{After, Leaving, News};
use super::pages::Page;
use super::picker::Picker;
use super::reader::Reader;
use super::reader::engine::typeset::SystemFonts;
use super::settings::Settings;
use super::theme::Theme;
use super::trace::Trace;
use crate::jobs::Runner;
use crate::project::Ids;
use crate::session::{ArticleCommand, Command, Exchanging, FileCommand, Notice, Outcome, Session, VersionCommand};
use crate::view::proposals::is_sent_back;
use egui::{Context, Event, Key, ViewportCommand};
use std::path::PathBuf;
use std::sync::Arc;
use std::task::{Wake, Waker};
use std::time::Instant;

/// The program with its window.
pub struct App {
    pub(super) session: Session,
    pub(super) runner: Runner,
    world: World,
    pub(super) settings: Settings,
    pub(super) layout: Layout,
    pub(super) dialogs: Dialogs,
    pub(super) leaving: Leaving,
    trace: Option<Trace>,
    /// What is to be opened as soon as it is known who works here.
    begins_with: Option<Command>,
    /// Whether a field had the focus in the last frame: the Esc that leaves it means nothing else.
    had_field: bool,
    /// What had the focus when this frame began.
    pub(super) focused: Option<egui::Id>,
    title: String,
    /// The projects of which a review is to be made.
    pub(super) reviewed: Vec<PathBuf>,
    /// Whether data is to be looked at as soon as a project is open.
    pub(super) imports_next: bool,
    /// In so many frames what was copied is on its way here, to be an article.
    pub(super) pastes: u8,
}

/// What a window is made of, beside the world.
pub struct Parts {
    /// Lets the analyst choose files.
    pub picker: Box<dyn Picker>,
    /// Whether scripts that the bundled faces lack are looked for in the system.
    pub fonts: SystemFonts,
    /// A project, or articles, to begin with.
    pub paths: Vec<PathBuf>,
    /// The sample project, where it is installed.
    pub sample: Option<PathBuf>,
    /// Takes notes of each frame.
    pub trace: Option<Trace>,
}

impl App {
    /// A program whose fonts and style are installed already.
    ///
    /// # Errors
    /// Where the system gives no threads.
    pub fn new(ctx: &Context, world: World, parts: Parts) -> Result<Self, String> {
        let (mut settings, notice) = Settings::read(&world.folders, (world.now)());
        let about_keys = settings.apply(ctx);
        ctx.options_mut(|options| {
            // Where the system does not say, as under a bare X server.
            options.fallback_theme = egui::Theme::Light;
            options.zoom_with_keyboard = false;
            options.quit_shortcuts.clear();
        });
        let who: Arc<str> = settings.now.who.as_str().into();
        let waker = Waker::from(Arc::new(Repaint(ctx.clone())));
        let runner = Runner::new(&waker, world.folders.clone(), who.clone(), world.seed, world.now)
            .map_err(|error| format!("the system gives no threads ({error}): close other programs and try again"))?;
        if let Some(trace) = &parts.trace {
            trace.install(ctx);
        }
        let mut app = Self {
            session: Session::new(who.clone(), Ids::new(world.seed)),
            runner,
            settings,
            layout: Layout::new(ctx, parts.fonts, parts.sample),
            dialogs: Dialogs::new(parts.picker),
            leaving: Leaving::No,
            trace: parts.trace,
            begins_with: first_command(parts.paths),
            had_field: false,
            focused: None,
            title: String::new(),
            reviewed: Vec::new(),
            imports_next: false,
            pastes: 0,
            world,
        };
        for notice in notice.into_iter().chain(about_keys) {
            app.take(ctx, Outcome::Told(notice));
        }
        app.layout.home.look(ctx, &app.settings.now, &app.world.folders);
        if who.is_empty() {
            app.dialogs.ask_who(&app.world.user);
        } else {
            app.begin();
        }
        Ok(app)
    }

    /// The state of the program, to be read by tests.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Runs a command and begins the jobs that it asks for.
    pub fn run(&mut self, command: Command) {
        if let Some(trace) = &self.trace {
            trace.command(&command);
        }
        let jobs = self.session.run(command, (self.world.now)());
        for job in jobs {
            self.runner.start(job);
        }
    }

    /// Tells something.
    pub(super) fn run_told(&mut self, notice: Notice) {
        let jobs = self.session.finish(Outcome::Told(notice), (self.world.now)());
        jobs.into_iter().for_each(|job| self.runner.start(job));
    }

    /// Takes one outcome.
    pub(super) fn take(&mut self, ctx: &Context, outcome: Outcome) {
        let news = News::of(&outcome);
        let made = if let Outcome::ReviewMade { path, .. } = &outcome { Some(path.clone()) } else { None };
        let is_opened = matches!(outcome, Outcome::Opened(_));
        let is_closed = matches!(outcome, Outcome::Closed | Outcome::NotOpened(_));
        let jobs = self.session.finish(outcome, (self.world.now)());
        for job in jobs {
            self.runner.start(job);
        }
        // After the session knows it: what comes next is asked of a session that has arrived.
        if let Some(news) = news {
            self.see_leaving(news);
        }
        if let Some(review) = made {
            self.leave(After::Open(review));
        }
        if is_opened || is_closed {
            // A page is about the project that was open.
            self.layout.page = Page::None;
        }
        if is_opened {
            self.return_to_last_place();
            if self.session.project().is_some_and(is_sent_back) {
                self.layout.page = Page::proposals();
            }
            if std::mem::take(&mut self.imports_next) {
                self.look_at_import(Vec::new());
            }
        }
        if is_closed {
            self.layout.home.look(ctx, &self.settings.now, &self.world.folders);
        }
    }

    /// Shows an opened project where it was left.
    fn return_to_last_place(&mut self) {
        let Some(recent) = self.session.path().and_then(|path| self.settings.now.recent(path)).cloned() else { return };
        let there = recent.article.filter(|id| self.session.project().is_some_and(|project| project.article(*id).is_some()));
        if let Some(article) = there {
            self.layout.reader.go_to(article, recent.byte);
            self.run(Command::Article(ArticleCommand::Show(article)));
        }
    }

    pub(super) fn begin(&mut self) {
        if let Some(command) = self.begins_with.take() {
            self.run(command);
        }
    }

    /// Makes changes of all words that stand in fields.
    pub(super) fn flush(&mut self) {
        let mut asks = Asks::default();
        self.layout.flush(&self.session, &mut asks);
        for command in asks.commands {
            self.run(command);
        }
    }

    /// Takes what the threads have finished: the first half of a frame.
    pub fn take_finished(&mut self, ctx: &Context) {
        let begun = Instant::now();
        let outcomes = self.runner.finished();
        let is_job = !outcomes.is_empty();
        for outcome in outcomes {
            self.take(ctx, outcome);
        }
        if let Some(trace) = &self.trace {
            trace.logic(begun.elapsed(), is_job);
        }
    }

    /// Paints the window and does what is asked in it: the second half.
    pub fn paint(&mut self, ui: &mut egui::Ui) {
        if let Some(trace) = &self.trace {
            trace.ui();
        }
        self.frame(ui);
        self.remember(&ui.ctx().clone());
        if let Some(trace) = self.trace.as_ref().filter(|_| self.layout.reader.has_shown_text()) {
            trace.text();
        }
    }

    /// Keys first, so that the frame shows what they did; what panels ask for is done after they were painted.
    fn frame(&mut self, ui: &mut egui::Ui) {
        let ctx = ui.ctx().clone();
        let is_esc = ctx.input(|input| input.key_pressed(Key::Escape));
        let in_field = ctx.text_edit_focused() || (self.had_field && is_esc);
        self.focused = ctx.memory(|memory| memory.focused());
        self.layout.begin(&ctx);
        let is_free = !self.dialogs.is_open() && !self.layout.holds_keys() && !egui::Popup::is_any_open(&ctx);
        if ctx.input(|input| input.events.contains(&Event::WindowFocused(true))) && self.session.project().is_some() {
            // Somebody comes back from another program, in which files may have been changed.
            self.run(Command::Version(VersionCommand::LookAgain));
        }
        self.take_paste(&ctx, is_free && !in_field);
        let mut early = Asks::default();
        self.layout.submit(&ctx, &mut early);
        if is_free && !in_field {
            self.layout.take_keys(&ctx, &self.session, &mut early);
        }
        for command in early.commands {
            self.run(command);
        }
        let place = match (in_field, self.layout.shows_page(), self.session.shows_review()) {
            (true, ..) => Place::Field,
            (false, true, _) => Place::Page,
            (false, false, true) => Place::Findings,
            (false, false, false) => Place::Article,
        };
        let Pressed { actions: pressed, refused } =
            if is_free { keys::pressed(&ctx, &self.session, place, self.is_elsewhere(&ctx)) } else { Pressed::default() };
        if let Some((action, why)) = refused.filter(|_| !in_field && is_reading(&ctx)) {
            self.refuse(&ctx, action, why);
        }
        let mut late = Vec::new();
        if in_field && !pressed.is_empty() {
            // What stands in the field becomes a change first.
            ctx.memory_mut(|memory| memory.stop_text_input());
            late = pressed;
        } else {
            for action in pressed {
                self.act(&ctx, action);
            }
        }
        let mut asks = Asks::default();
        let counts = [self.runner.reading(), self.runner.measuring()];
        self.layout.show(ui, &self.session, counts, &mut self.settings.now, &mut asks);
        if std::mem::take(&mut self.layout.stops_reading) {
            self.runner.stop_reading();
        }
        if self.layout.stops_measuring() {
            self.runner.stop_measuring();
        }
        let dropped = drops::take(&ctx).filter(|_| !self.dialogs.is_open());
        let answer = self.dialogs.show(&ctx);
        if !asks.commands.is_empty() || !asks.actions.is_empty() || !asks.picks.is_empty() || !late.is_empty() || dropped.is_some() || answer.is_some() {
            ctx.request_repaint();
        }
        for command in asks.commands {
            self.leave_pages_for(&command);
            self.run(command);
        }
        for action in late.into_iter().chain(asks.actions) {
            self.act(&ctx, action);
        }
        for purpose in asks.picks {
            self.pick(purpose);
        }
        match dropped {
            Some(Dropped::Project(path)) => self.leave(After::Open(path)),
            Some(Dropped::Articles(paths)) if matches!(self.session.exchanging(), Some(Exchanging::Import { .. })) => self.look_at_import(paths),
            Some(Dropped::Articles(paths)) => self.run(Command::File(FileCommand::Add(paths))),
            None => {}
        }
        if let Some(answer) = answer {
            self.answer(answer);
        }
        self.had_field = ctx.text_edit_focused();
    }

    /// Whether something else than the article has the focus and means something by Enter. While a link or a place is chosen, Enter is for that.
    fn is_elsewhere(&self, ctx: &Context) -> bool {
        !is_reading(ctx) && self.session.linking().is_none() && self.session.placing().is_none()
    }

    /// What is remembered, and what the window is called.
    fn remember(&mut self, ctx: &Context) {
        // What is wrong with keys was told when they were read.
        drop(self.settings.apply(ctx));
        self.settings.see_window(ctx);
        self.settings.see_exchange(&self.session);
        if self.settings.is_elsewhere(&self.session) {
            self.settings.see_project(&self.session, &self.layout.reader);
        }
        if self.settings.now.who != **self.session.who() {
            self.settings.now.who = self.session.who().to_string();
            self.runner.work_as(&self.session.who().clone());
        }
        self.settings.send(&mut self.runner);
        let title = match self.session.project() {
            Some(project) if project.title().is_empty() => "Untitled project — Factmark".to_owned(),
            Some(project) => format!("{} — Factmark", project.title()),
            None => "Factmark".to_owned(),
        };
        if title != self.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &Context, _: &mut eframe::Frame) {
        self.take_finished(ctx);
        self.answer_close_request(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        self.paint(ui);
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        let theme = if visuals.dark_mode { &super::theme::DARK } else { &super::theme::LIGHT };
        let Theme { window, .. } = theme;
        window.to_normalized_gamma_f32()
    }
}

/// Whether keys are meant for the article: no button has the focus.
fn is_reading(ctx: &Context) -> bool {
    ctx.memory(|memory| memory.focused()).is_none_or(|id| id == Reader::id())
}

/// Wakes the window from another thread.
struct Repaint(Context);

impl Wake for Repaint {
    fn wake(self: Arc<Self>) {
        self.0.request_repaint();
    }
}

/// What the paths of the command line mean.
fn first_command(paths: Vec<PathBuf>) -> Option<Command> {
    Some(Command::File(match paths.as_slice() {
        [] => return None,
        [project] if drops::is_project(project) => FileCommand::Open(project.clone()),
        _ => FileCommand::New { title: String::new(), articles: paths },
    }))
}
