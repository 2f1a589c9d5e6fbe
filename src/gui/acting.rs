//! Doing what an action asks: what is the session's goes there as a command, what is the window's own is done here.

use super::actions::{Action, Asks, Tab, command, row};
use super::app::App;
use super::leaving::After;
use super::pages::Page;
use super::palette::Palette;
use super::picker::Purpose;
use crate::session::{Command, ExchangeCommand, FileCommand, LintCommand, Notice, Outcome, SearchCommand, VersionCommand};
use crate::view::attributes::Slot;
use egui::{Context, Event, ViewportCommand};

/// Frames for which what was copied is waited for.
const PASTE_FRAMES: u8 = 10;

impl App {
    /// Does what an action asks.
    #[expect(clippy::too_many_lines, reason = "one arm for each sort of action: in parts it would hide which is missing")]
    pub(super) fn act(&mut self, ctx: &Context, action: Action) {
        match action {
            Action::NewProject => self.leave(After::New),
            Action::OpenProject | Action::AddArticles | Action::SaveAs | Action::SaveCopy | Action::NewVersion | Action::BeginReview => self.pick_for(action),
            Action::PasteArticle => self.ask_for_paste(ctx),
            Action::OpenPath => self.dialogs.type_path(ctx, self.request(Purpose::Any)),
            Action::ImportData => self.begin_import(),
            Action::ExportData => self.look_at_export(),
            Action::Save if self.session.path().is_none() => self.pick(Purpose::SaveAs),
            Action::CloseProject => self.leave(After::Close),
            Action::Quit => self.leave(After::Quit),
            Action::Note => self.open_note(),
            Action::Main | Action::Manner | Action::Sort | Action::Verdict => self.open_attribute(action),
            Action::MarkAlike => self.turn_to(Page::alike(&self.session)),
            Action::CopyId => self.copy_id(ctx),
            Action::Checks => self.turn_to(if self.layout.page.is_open() { Page::None } else { Page::checks() }),
            Action::Proposals => self.turn_to(Page::proposals()),
            Action::Scheme => self.turn_to(Page::scheme()),
            Action::Find | Action::NextFound | Action::PreviousFound => self.find(action),
            Action::Show(tab) => self.show_tab(tab),
            Action::LookForEnd => self.layout.look_for_end(),
            Action::ZoomIn => self.settings.zoom(1),
            Action::ZoomOut => self.settings.zoom(-1),
            Action::ZoomReset => self.settings.zoom(0),
            Action::ToggleList => self.settings.now.hides_list = !self.settings.now.hides_list,
            Action::ToggleDetails => self.settings.now.hides_details = !self.settings.now.hides_details,
            Action::NextTheme => {
                let name = self.settings.next_theme();
                self.take(ctx, Outcome::Told(Notice::info(name)));
            }
            Action::WorkAs => self.dialogs.ask_who(self.session.who()),
            Action::Commands => self.layout.palette = Some(Palette::commands(&self.settings.now.commands, self.focused)),
            Action::GoTo => self.layout.palette = Some(Palette::go_to(self.focused)),
            Action::Settings => self.turn_to_settings(),
            Action::Help => self.layout.shows_help = !self.layout.shows_help,
            Action::Out if self.layout.shows_help => self.layout.shows_help = false,
            Action::Save
            | Action::Undo
            | Action::Redo
            | Action::TagClaim
            | Action::TagSource
            | Action::TagFigure
            | Action::TagOwn(_)
            | Action::TagClaimExactly
            | Action::TagSourceExactly
            | Action::TagFigureExactly
            | Action::Skip
            | Action::SkipProposed
            | Action::Accept
            | Action::RemoveMark
            | Action::NextMark
            | Action::PreviousMark
            | Action::NextUnderCaret
            | Action::AddFragment
            | Action::Discuss
            | Action::Link
            | Action::Reverse
            | Action::FollowLink(_)
            | Action::EndForward
            | Action::EndBack
            | Action::StartForward
            | Action::StartBack
            | Action::EndForwardOne
            | Action::EndBackOne
            | Action::StartForwardOne
            | Action::StartBackOne
            | Action::NextArticle
            | Action::PreviousArticle
            | Action::DoneAndNext
            | Action::NextUnfinished
            | Action::NextHint
            | Action::EarlierVersions
            | Action::Findings
            | Action::SelectSentence
            | Action::SelectMore
            | Action::SelectAll
            | Action::Out => {
                if let Some(command) = command(action, &self.session) {
                    self.leave_pages_for(&command);
                    self.run(command);
                }
            }
        }
    }

    /// Gives the system the selected mark's id.
    fn copy_id(&mut self, ctx: &Context) {
        if let Some(id) = self.session.mark().map(|mark| mark.id.to_string()) {
            ctx.copy_text(id.clone());
            self.take(ctx, Outcome::Told(Notice::info(format!("the id {id} is copied: Go to finds the mark by it"))));
        }
    }

    /// Asks the system for what was copied; it comes as an event in one of the next frames.
    fn ask_for_paste(&mut self, ctx: &Context) {
        ctx.send_viewport_cmd(ViewportCommand::RequestPaste);
        self.pastes = PASTE_FRAMES;
        ctx.request_repaint();
    }

    /// Makes an article of what is pasted while no field wants it, or where it was asked for.
    pub(super) fn take_paste(&mut self, ctx: &Context, is_free: bool) {
        let is_asked = self.pastes > 0;
        self.pastes = self.pastes.saturating_sub(1);
        if is_asked {
            ctx.request_repaint();
        }
        if !is_asked && !is_free {
            return;
        }
        let mut pasted = None;
        ctx.input_mut(|input| {
            input.events.retain(|event| {
                let Event::Paste(words) = event else { return true };
                pasted = Some(words.clone());
                false
            });
        });
        if let Some(words) = pasted {
            self.pastes = 0;
            self.run(Command::File(FileCommand::AddText(words)));
        }
    }

    /// Looks at data to take in; without a project in a new one.
    fn begin_import(&mut self) {
        if self.session.project().is_some() {
            return self.look_at_import(Vec::new());
        }
        self.imports_next = true;
        self.leave(After::New);
    }

    /// Lets the analyst choose the files that an action is about.
    fn pick_for(&mut self, action: Action) {
        const PURPOSES: [(Action, Purpose); 6] = [
            (Action::OpenProject, Purpose::OpenProject),
            (Action::AddArticles, Purpose::AddArticles),
            (Action::SaveAs, Purpose::SaveAs),
            (Action::SaveCopy, Purpose::SaveCopy),
            (Action::NewVersion, Purpose::NewVersion),
            (Action::BeginReview, Purpose::Review),
        ];
        if let Some((_, purpose)) = PURPOSES.into_iter().find(|(asked, _)| *asked == action) {
            self.pick(purpose);
        }
    }

    /// Opens the page of keys and settings, or closes it.
    fn turn_to_settings(&mut self) {
        self.layout.shows_help = false;
        self.turn_to(if self.layout.page.is_settings() { Page::None } else { Page::settings() });
    }

    /// Opens a page; two versions of an article are compared no longer.
    fn turn_to(&mut self, page: Page) {
        if self.session.comparing().is_some() {
            self.run(Command::Version(VersionCommand::Leave));
        }
        if self.session.exchanging().is_some() {
            self.run(Command::Exchange(ExchangeCommand::Leave));
        }
        self.layout.page = page;
    }

    /// What leads to a place in an article shows the article, whatever stands in its place.
    pub(super) fn leave_pages_for(&mut self, command: &Command) {
        let goes = matches!(
            command,
            Command::Search(SearchCommand::Look { .. } | SearchCommand::Go(_) | SearchCommand::Step { .. }) | Command::Lint(LintCommand::Go(_))
        );
        if goes && (self.layout.page.is_open() || self.layout.shows_help) {
            self.turn_to(Page::None);
            self.layout.shows_help = false;
        }
    }

    /// Looks for something: the article is shown, and no page.
    fn find(&mut self, action: Action) {
        self.turn_to(Page::None);
        self.layout.shows_help = false;
        let mut asks = Asks::default();
        if action == Action::Find {
            self.layout.search().open(&self.session, &mut asks);
        } else {
            self.layout.search().step(&self.session, action == Action::NextFound, &mut asks);
        }
        for command in asks.commands {
            self.run(command);
        }
    }

    /// Shows a tab of the panel at the right.
    fn show_tab(&mut self, tab: Tab) {
        if self.session.searching().is_some() {
            self.run(Command::Search(SearchCommand::Close));
        }
        self.settings.now.hides_details = false;
        self.turn_to(Page::None);
        self.layout.shows_help = false;
        self.layout.turn_to(tab);
    }

    /// Shows the details, with the caret in the note.
    fn open_note(&mut self) {
        self.settings.now.hides_details = false;
        self.layout.focus_note();
    }

    /// Shows the details, with an attribute open for the keys.
    fn open_attribute(&mut self, action: Action) {
        const SLOTS: [(Action, Slot); 4] =
            [(Action::Main, Slot::Main), (Action::Manner, Slot::Manner), (Action::Sort, Slot::Sort), (Action::Verdict, Slot::Verdict)];
        let Some((_, slot)) = SLOTS.into_iter().find(|(asked, _)| *asked == action) else { return };
        self.settings.now.hides_details = false;
        self.layout.open_attribute(slot, &self.session);
    }

    /// Says why a key does nothing. Enter is pressed for much else than proposals, so its silence says enough.
    pub(super) fn refuse(&mut self, ctx: &Context, action: Action, why: &str) {
        if let Some(row) = row(action).filter(|_| action != Action::Accept) {
            self.take(ctx, Outcome::Told(Notice::info(format!("{}: {why}", row.name))));
        }
    }
}
