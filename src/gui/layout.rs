//! Where everything stands in the window: the bars, the panels at the sides, and in the middle the article, the first page or help.

use super::actions::{Action, Asks, Tab};
use super::help;
use super::home::Home;
use super::pages::Page;
use super::palette::{Ended, Palette, used};
use super::panels::{LinkBar, ListPanel, NoticesPanel, ReviewPanel, SearchBox, SidePanel, StartPage, StatusBar, TopBar, strip};
use super::quiet::Quiet;
use super::reader::Reader;
use super::reader::engine::typeset::SystemFonts;
use super::theme::{Theme, reader, size};
use super::widgets::{Letters, button, muted, primary_button, progress_bar};
use crate::jobs::{Count, Work};
use crate::session::{Command, ExchangeCommand, LintCommand, ReviewCommand, SearchCommand, Session, VersionCommand};
use crate::store::Preferences;
use crate::view::attributes::Slot;
use egui::containers::panel::PanelState;
use egui::{CentralPanel, Context, Frame, Id, Panel, Pos2, Rangef, Rect, Ui, UiBuilder, pos2};
use std::path::PathBuf;

/// Frames for which what lies under a box that was closed is asked to take the focus: in the first the box still stands above it.
const REFOCUS: u8 = 2;

/// Seconds without a change after which it is looked through what changed.
const PAUSE: f64 = 0.4;
/// The same for the lint in a large project.
const LONG_PAUSE: f64 = 2.5;
/// Marks of a large project.
const LARGE: usize = 5000;

/// Everything that is painted, each part with its own state.
pub(super) struct Layout {
    pub(super) reader: Reader,
    pub(super) home: Home,
    pub(super) shows_help: bool,
    /// The page that stands in the place of the article.
    pub(super) page: Page,
    /// The field over the window that finds commands, articles and marks.
    pub(super) palette: Option<Palette>,
    /// Whether the reading of articles is to stop.
    pub(super) stops_reading: bool,
    /// What gets the focus again, in so many frames.
    returns_to: Option<(Id, u8)>,
    /// The sample project, where it is installed.
    pub(super) sample: Option<PathBuf>,
    /// The panel whose edge the pointer holds.
    grabbed: Option<Side>,
    /// How wide the window was, in points, when the panels got their widths.
    width: f32,
    top: TopBar,
    list: ListPanel,
    side: SidePanel,
    linking: LinkBar,
    review: ReviewPanel,
    status: StatusBar,
    start: StartPage,
    notices: NoticesPanel,
    letters: Letters,
    quiet: Quiet,
}

impl Layout {
    pub(super) fn new(ctx: &Context, fonts: SystemFonts, sample: Option<PathBuf>) -> Self {
        let reader = if fonts == SystemFonts::Never { Reader::for_tests(ctx) } else { Reader::new(ctx) };
        Self {
            reader,
            home: Home::default(),
            shows_help: false,
            page: Page::None,
            palette: None,
            stops_reading: false,
            returns_to: None,
            sample,
            grabbed: None,
            width: 0.0,
            top: TopBar::default(),
            list: ListPanel::default(),
            side: SidePanel::default(),
            linking: LinkBar::default(),
            review: ReviewPanel::default(),
            status: StatusBar,
            start: StartPage,
            notices: NoticesPanel::default(),
            letters: Letters::new(fonts),
            quiet: Quiet::default(),
        }
    }

    /// Paints everything, with how far the reading of articles and the measuring of γ are.
    pub(super) fn show(&mut self, ui: &mut Ui, session: &Session, [reading, measuring]: [Option<Count>; 2], preferences: &mut Preferences, asks: &mut Asks) {
        let theme = Theme::of(ui.ctx());
        self.page.follow(session);
        self.look_again(ui, session, asks);
        (self.review.measuring, self.review.card_top) = (measuring, None);
        let panel = Frame::NONE.fill(theme.panel);
        Panel::top("top").exact_size(size::TOP_BAR).frame(panel).show(ui, |ui| {
            self.top.show(ui, session, self.list.is_typing() || self.side.is_typing(), &mut self.side.search, &mut self.letters, asks);
        });
        Panel::bottom("status").exact_size(size::STATUS_BAR).frame(panel).show(ui, |ui| match reading {
            Some(count) => self.stops_reading = reading_bar(ui, count),
            None => self.status.show(ui, session, self.reader.hovered(), &mut self.letters),
        });
        if session.project().is_some() && !self.shows_help && !self.page.is_settings() {
            self.sides(ui, session, preferences, panel, asks);
        }
        let middle = CentralPanel::default().frame(Frame::NONE.fill(theme.page)).show(ui, |ui| self.middle(ui, session, preferences, asks)).response.rect;
        // In a small window a card is wider than the article, and lies over the list too.
        let left = middle.left().min(middle.right() - size::NOTICE - 2.0 * size::PAD);
        // And none lies over the finding that is decided about.
        let bottom = self.review.card_top.unwrap_or(middle.bottom());
        let room = Rect::from_min_max(pos2(left, middle.top()), pos2(middle.right(), bottom));
        ui.scope_builder(UiBuilder::new().id_salt("notices").max_rect(room), |ui| self.notices.show(ui, session, asks));
        self.over(ui.ctx(), session, preferences, asks);
    }

    /// What was looked for, and the lint, once more when nothing changes for a moment.
    fn look_again(&mut self, ui: &Ui, session: &Session, asks: &mut Asks) {
        let number = (session.project_number(), session.version());
        if session.searching().is_some_and(|searching| searching.is_stale(session)) && self.quiet.is_quiet(ui, number, PAUSE) {
            asks.command(Command::Search(SearchCommand::Again));
        }
        // A change while another thread looks at the project copies it: in a large one the lint waits until the work itself pauses.
        let is_large = session.project().is_some_and(|project| project.mark_count() > LARGE);
        if session.wants_lint() && self.quiet.is_quiet(ui, number, if is_large { LONG_PAUSE } else { PAUSE }) {
            asks.command(Command::Lint(LintCommand::Look));
        }
    }

    fn sides(&mut self, ui: &mut Ui, session: &Session, preferences: &mut Preferences, panel: Frame, asks: &mut Asks) {
        let (is_held, pressed) =
            ui.input(|input| (input.pointer.primary_down(), input.pointer.primary_pressed().then(|| input.pointer.press_origin()).flatten()));
        let whole = ui.available_rect_before_wrap();
        if self.width != whole.width() {
            self.width = whole.width();
            forget_widths(ui);
        }
        let room = whole.width() - size::READER_MIN;
        let list = preferences.list_width.unwrap_or(size::LIST.min(whole.width() * size::LIST_PART).max(size::PANEL_MIN));
        if !is_held {
            self.grabbed = None;
        }
        // What is decided about stands beside what it is about, whatever is hidden otherwise.
        if !preferences.hides_details || self.page.side().is_some() || session.searching().is_some() {
            let wanted = preferences.details_width.unwrap_or(size::DETAILS.min(whole.width() * size::DETAILS_PART).max(size::PANEL_MIN));
            let most = if preferences.hides_list { room } else { room - list.min(room / 2.0) };
            let shown = Panel::right("details").resizable(true).default_size(wanted).size_range(range(most)).frame(panel);
            let side = |ui: &mut Ui| match self.page.side() {
                Some(page) => page.side(ui, session, &mut self.letters, asks),
                None if session.shows_review() && session.searching().is_none() => self.review.side(ui, session, &mut self.letters, asks),
                None => self.side.show(ui, session, &mut self.letters, asks),
            };
            let width = shown.show(ui, side).response.rect.width();
            if near(pressed, whole.right() - width) {
                self.grabbed = Some(Side::Details);
            }
            remember(&mut preferences.details_width, width, self.grabbed == Some(Side::Details), wanted);
        }
        if !preferences.hides_list {
            let most = ui.available_width() - size::READER_MIN;
            let shown = Panel::left("list").resizable(true).default_size(list).size_range(range(most)).frame(panel);
            let list_of = |ui: &mut Ui| match session.shows_review() {
                true => self.review.list(ui, session, &mut self.letters, asks),
                false => self.list.show(ui, session, &mut self.letters, asks),
            };
            let width = shown.show(ui, list_of).response.rect.width();
            if near(pressed, whole.left() + width) {
                self.grabbed = Some(Side::List);
            }
            remember(&mut preferences.list_width, width, self.grabbed == Some(Side::List), list);
        }
    }

    /// Shows the palette over everything, and does what it ended with.
    fn over(&mut self, ctx: &Context, session: &Session, preferences: &mut Preferences, asks: &mut Asks) {
        let Some(ended) = self.palette.as_mut().and_then(|palette| palette.show(ctx, session, &mut self.letters)) else { return };
        self.palette = None;
        match ended {
            Ended::Left(focus) => self.returns_to = focus.map(|id| (id, REFOCUS)),
            Ended::Do(action) => {
                used(action, &mut preferences.commands);
                asks.action(action);
            }
            Ended::Go(command) => {
                self.leave_pages(session, asks);
                asks.command(command);
            }
        }
    }

    /// Goes back to the article from whatever stands in its place.
    fn leave_pages(&mut self, session: &Session, asks: &mut Asks) {
        (self.page, self.shows_help) = (Page::None, false);
        if session.comparing().is_some() {
            asks.command(Command::Version(VersionCommand::Leave));
        }
        if session.exchanging().is_some() {
            asks.command(Command::Exchange(ExchangeCommand::Leave));
        }
        if session.shows_review() {
            asks.command(Command::Review(ReviewCommand::Show(false)));
        }
    }

    fn middle(&mut self, ui: &mut Ui, session: &Session, preferences: &mut Preferences, asks: &mut Asks) {
        if self.shows_help {
            self.shows_help = !help::show(ui, session);
        } else if self.page.is_settings() {
            self.page.show(ui, session, preferences, &mut self.letters, asks);
        } else if session.project().is_none() {
            self.home.take_found();
            self.start.show(ui, &self.home.recent, &self.home.kept, self.sample.as_deref(), &mut self.letters, asks);
        } else if self.page.is_open() {
            self.page.show(ui, session, preferences, &mut self.letters, asks);
        } else if session.article().is_none() {
            empty(ui, session, asks);
        } else {
            strip(ui, session, &mut self.letters, asks);
            if session.shows_review() {
                self.review.card(ui, session, &mut self.letters, asks);
            } else {
                self.linking.show(ui, session, &mut self.letters, asks);
            }
            self.reader.show(ui, session, asks);
            self.reader.show_list(ui, session, &mut self.letters, asks);
        }
    }

    /// Whether the measuring of γ is to be stopped; asked once.
    pub(super) fn stops_measuring(&mut self) -> bool {
        std::mem::take(&mut self.review.stops_measuring)
    }

    /// Makes changes of all words that stand in fields.
    pub(super) fn flush(&mut self, session: &Session, asks: &mut Asks) {
        self.top.flush(asks);
        self.list.flush(asks);
        self.side.flush(session, asks);
    }

    /// Opens an attribute of the selected mark for the keys.
    pub(super) fn open_attribute(&mut self, slot: Slot, session: &Session) {
        self.side.turn_to(Tab::Details);
        self.side.details.open(slot, session);
    }

    /// Ctrl and Enter keep the comment that is being written, and mean nothing in the field of the search.
    pub(super) fn submit(&mut self, ctx: &Context, asks: &mut Asks) {
        self.side.submit(ctx, asks);
    }

    /// Takes the keys that are for what is open in the panels, before they mean anything else.
    pub(super) fn take_keys(&mut self, ctx: &Context, session: &Session, asks: &mut Asks) {
        if session.shows_review() {
            if !self.shows_page() && !self.shows_help {
                self.review.take_keys(ctx, session, asks);
            }
        } else {
            self.side.take_keys(ctx, session, asks);
        }
    }

    /// Gives back the focus, and takes the keys of a frame for what wants all of them, before anything else sees them.
    pub(super) fn begin(&mut self, ctx: &Context) {
        if let Some((id, frames)) = self.returns_to.take() {
            ctx.memory_mut(|memory| memory.request_focus(id));
            self.returns_to = frames.checked_sub(1).map(|frames| (id, frames));
            ctx.request_repaint();
        }
        if let Some(palette) = &mut self.palette {
            palette.hold_keys(ctx);
        } else if let Some(page) = self.page.as_settings() {
            page.hold_keys(ctx);
        }
    }

    /// Whether something wants all keys.
    pub(super) fn holds_keys(&mut self) -> bool {
        self.palette.is_some() || self.page.as_settings().is_some_and(|page| page.waits())
    }

    /// Whether a page is shown whose keys mean something else than the article's.
    pub(super) fn shows_page(&self) -> bool {
        self.page.is_open() && !self.shows_help
    }

    /// Brings the caret into the field in which the other end of a link is looked for.
    pub(super) fn look_for_end(&mut self) {
        self.linking.focus();
    }

    /// Shows a tab of the panel at the right.
    pub(super) fn turn_to(&mut self, tab: Tab) {
        self.side.turn_to(tab);
    }

    /// The field in which is looked for something.
    pub(super) fn search(&mut self) -> &mut SearchBox {
        &mut self.side.search
    }

    /// Brings the caret into the note.
    pub(super) fn focus_note(&mut self) {
        self.side.turn_to(Tab::Details);
        self.side.details.focus_note();
    }
}

/// A side panel, by its edge.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    List,
    Details,
}

/// A panel keeps the width that a small window left it: where the window is another, both are as wide again as they were wanted.
fn forget_widths(ui: &Ui) {
    for panel in ["list", "details"] {
        let id = ui.scope_id().with_salt(egui::IdSalt::new(panel));
        ui.data_mut(|data| data.remove::<PanelState>(id));
    }
}

/// Whether a press takes hold of the edge at an x.
fn near(pressed: Option<Pos2>, edge: f32) -> bool {
    pressed.is_some_and(|at| (at.x - edge).abs() <= 2.0 * reader::GRAB)
}

/// How wide a side panel can be drawn, so that the article keeps its room.
fn range(most: f32) -> Rangef {
    Rangef::new(size::PANEL_MIN, most.clamp(size::PANEL_MIN, size::PANEL_MAX))
}

/// A width is remembered when it was drawn, not when a small window took it.
fn remember(width: &mut Option<f32>, now: f32, is_held: bool, first: f32) {
    if is_held && (width.unwrap_or(first) - now).abs() >= 1.0 {
        *width = Some(now.round());
    }
}

/// A project without articles says what comes next.
fn empty(ui: &mut Ui, session: &Session, asks: &mut Asks) {
    ui.vertical_centered(|ui| {
        ui.add_space(ui.available_height() * 0.35);
        ui.heading("No articles yet");
        if session.is_writable() {
            muted(ui, "Add files or folders, or drop them here: web pages, PDF, Word, mails, subtitles, text");
            ui.add_space(size::GAP);
            if primary_button(ui, "Add articles…").clicked() {
                asks.action(Action::AddArticles);
            }
        }
    });
}

/// How far the reading of articles, or what is done with data, is; `true` when it is to stop.
fn reading_bar(ui: &mut Ui, count: Count) -> bool {
    let mut is_stopped = false;
    let percent = 100 * count.done / count.of.max(1);
    let (name, words) = match count.work {
        Work::Articles | Work::Gamma => ("Reading articles", format!("Reading article {} of {}", (count.done + 1).min(count.of), count.of)),
        Work::Import => ("Reading data", format!("Reading data, {percent} %")),
        Work::Export => ("Writing data", format!("Writing data, {percent} %")),
    };
    ui.horizontal_centered(|ui| {
        ui.add_space(size::PAD);
        let part = count.done as f32 / count.of.max(1) as f32;
        ui.scope(|ui| {
            ui.set_max_width(size::PANEL_MIN);
            progress_bar(ui, part, name);
        });
        muted(ui, &words);
        if button(ui, "Stop").clicked() {
            is_stopped = true;
        }
    });
    is_stopped
}
