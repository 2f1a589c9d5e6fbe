//! Leaving a project: to close it, to open another, to end the program. Nothing is left before it is saved, kept, or let go on purpose.

use super::app::App;
use super::dialogs::{Choice, Question};
use crate::session::{Command, FileCommand, Outcome};
use egui::{Context, ViewportCommand};
use std::path::PathBuf;

/// What comes after a project was left.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum After {
    /// The first page.
    Close,
    /// The end of the program.
    Quit,
    /// A new project.
    New,
    /// Another project.
    Open(PathBuf),
}

/// How far leaving is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Leaving {
    /// Nobody leaves.
    No,
    /// A question is open, or a name is being chosen.
    Asking(After),
    /// The project could not be saved, and a question is open about it, or a name is being chosen.
    Failed(After),
    /// The project is being saved to a file of its own, to be closed then.
    Naming(After),
    /// The project is being saved and closed.
    Closing(After),
    /// The window may close.
    Gone,
}

/// What of an outcome matters to whoever leaves.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum News {
    /// Nothing is open any more.
    Closed,
    /// The project has a file.
    Filed,
    /// The project was not closed.
    Stays {
        /// Why, in words.
        why: String,
        /// Whether the journal holds every step.
        is_noted: bool,
    },
    /// The project did not get a file of its own.
    NotFiled(String),
}

impl News {
    /// The news in an outcome, if it has any.
    pub(super) fn of(outcome: &Outcome) -> Option<Self> {
        match outcome {
            Outcome::Closed | Outcome::NotOpened(_) => Some(Self::Closed),
            Outcome::Saved(_) | Outcome::Opened(_) => Some(Self::Filed),
            Outcome::StillOpen { notice, is_noted } => Some(Self::Stays { why: notice.what.clone(), is_noted: *is_noted }),
            Outcome::NotWritten(notice) => Some(Self::NotFiled(notice.what.clone())),
            Outcome::Articles { .. }
            | Outcome::Compared { .. }
            | Outcome::FileLookedAt { .. }
            | Outcome::Measured { .. }
            | Outcome::GammaMeasured { .. }
            | Outcome::Exchanged(_)
            | Outcome::Searched { .. }
            | Outcome::Linted { .. }
            | Outcome::ReviewMade { .. }
            | Outcome::NoReview(_)
            | Outcome::SentBack(_)
            | Outcome::FileChanged(_)
            | Outcome::Noted { .. }
            | Outcome::NotNoted(_)
            | Outcome::Refused(_)
            | Outcome::NotSaved(_)
            | Outcome::Copied(_)
            | Outcome::Told(_) => None,
        }
    }
}

impl App {
    /// Leaves the open project, after what has to be asked.
    pub(super) fn leave(&mut self, after: After) {
        if matches!(self.leaving, Leaving::Naming(_) | Leaving::Closing(_) | Leaving::Gone) {
            return;
        }
        self.flush();
        self.settings.see_project(&self.session, &self.layout.reader);
        let Some(project) = self.session.project() else { return self.arrive(after) };
        let is_filed = self.session.path().is_some() || !self.session.is_writable();
        if !is_filed && project.article_count() == 0 && self.session.busy().is_none() {
            self.leaving = Leaving::Closing(after);
            return self.runner.discard();
        }
        if is_filed {
            return self.close(after);
        }
        self.dialogs.ask(Question {
            title: "This project has no file yet".to_owned(),
            why: "Save it to a file of its own, or keep it as it is: then the first page offers it next time.".to_owned(),
            choices: vec![("Save as…", Choice::SaveAs), ("Keep for next time", Choice::Keep), ("Cancel", Choice::Cancel)],
        });
        self.leaving = Leaving::Asking(after);
    }

    /// A question was answered with going on.
    pub(super) fn go(&mut self) {
        match std::mem::replace(&mut self.leaving, Leaving::No) {
            // It was told what the journal holds; the next start brings that back.
            Leaving::Failed(After::Quit) => self.leaving = Leaving::Gone,
            Leaving::Asking(after) | Leaving::Failed(after) => self.close(after),
            leaving @ (Leaving::No | Leaving::Naming(_) | Leaving::Closing(_) | Leaving::Gone) => self.leaving = leaving,
        }
    }

    /// A question was answered with a file of its own, which is being written.
    pub(super) fn name(&mut self) {
        self.leaving = match std::mem::replace(&mut self.leaving, Leaving::No) {
            Leaving::Asking(after) | Leaving::Failed(after) => Leaving::Naming(after),
            leaving @ (Leaving::No | Leaving::Naming(_) | Leaving::Closing(_) | Leaving::Gone) => leaving,
        };
    }

    /// A question was answered with staying.
    pub(super) fn stay(&mut self) {
        if matches!(self.leaving, Leaving::Asking(_) | Leaving::Failed(_)) {
            self.leaving = Leaving::No;
        }
    }

    /// Watches what becomes of the project that is being left.
    pub(super) fn see_leaving(&mut self, news: News) {
        match (news, std::mem::replace(&mut self.leaving, Leaving::No)) {
            (News::Closed, Leaving::Closing(after)) => self.arrive(after),
            // It has a file now.
            (News::Filed, Leaving::Naming(after)) => self.close(after),
            (News::Stays { why, is_noted }, Leaving::Closing(after)) => self.ask_after_failure(&why, after, is_noted),
            (News::NotFiled(why), Leaving::Naming(after)) => self.ask_after_failure(&why, after, self.session.is_noted()),
            (_, leaving) => self.leaving = leaving,
        }
    }

    /// Answers the system's wish to close the window: only after the work is safe.
    pub(super) fn answer_close_request(&mut self, ctx: &Context) {
        let is_asked = ctx.input(|input| input.viewport().close_requested());
        if is_asked && self.leaving != Leaving::Gone {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            // The question must be seen.
            ctx.send_viewport_cmd(ViewportCommand::Minimized(false));
            ctx.send_viewport_cmd(ViewportCommand::Focus);
            self.leave(After::Quit);
        }
        if self.leaving == Leaving::Gone && !is_asked {
            self.settings.send(&mut self.runner);
            ctx.send_viewport_cmd(ViewportCommand::Close);
        }
    }

    fn close(&mut self, after: After) {
        self.runner.stop_reading();
        self.leaving = Leaving::Closing(after);
        self.run(Command::File(FileCommand::Close));
    }

    /// Nothing is open any more.
    fn arrive(&mut self, after: After) {
        self.leaving = Leaving::No;
        match after {
            After::Close => {}
            After::Quit => self.leaving = Leaving::Gone,
            After::New => self.run(Command::File(FileCommand::New { title: String::new(), articles: Vec::new() })),
            After::Open(path) => self.run(Command::File(FileCommand::Open(path))),
        }
    }

    /// Promises of the journal only what it holds.
    fn ask_after_failure(&mut self, why: &str, after: After, is_noted: bool) {
        let mut choices = vec![("Save as…", Choice::SaveAs)];
        let told = match (after == After::Quit, is_noted) {
            (true, true) => {
                choices.push(("Quit and keep it in the journal", Choice::Keep));
                " Everything is in the journal beside it, and comes back when the project is opened again."
            }
            (true, false) => {
                choices.push(("Quit and lose the last changes", Choice::Keep));
                " The last changes are not in the journal either: save the project somewhere else, or they are lost."
            }
            (false, _) => "",
        };
        choices.push(("Cancel", Choice::Cancel));
        self.dialogs.ask(Question { title: "The project could not be saved".to_owned(), why: format!("{why}.{told}"), choices });
        self.leaving = Leaving::Failed(after);
    }
}
