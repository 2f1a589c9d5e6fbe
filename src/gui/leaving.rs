//! Leaving a project: to close it, to open another, to end the program. Nothing is left before it is saved, kept, or let go on purpose.

use super::app::App;
use super::dialogs::{Choice, Question};
use crate::session::{Command, FileCommand, Outcome, Saving};
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
    /// The project is being saved to a file of its own, to be closed then.
    Naming(After),
    /// The project is being saved and closed.
    Closing(After),
    /// The window may close.
    Gone,
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
        if !is_filed && project.article_count() == 0 {
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
        let Leaving::Asking(after) = std::mem::replace(&mut self.leaving, Leaving::No) else { return };
        let has_failed = matches!(self.session.saving(), Some(Saving::NotSaved(_)));
        if has_failed && after == After::Quit {
            // The journal holds everything; the next start brings it back.
            self.leaving = Leaving::Gone;
        } else {
            self.close(after);
        }
    }

    /// A question was answered with a file of its own, which is being written.
    pub(super) fn name(&mut self) {
        self.leaving = match std::mem::replace(&mut self.leaving, Leaving::No) {
            Leaving::Asking(after) => Leaving::Naming(after),
            leaving @ (Leaving::No | Leaving::Naming(_) | Leaving::Closing(_) | Leaving::Gone) => leaving,
        };
    }

    /// A question was answered with staying.
    pub(super) fn stay(&mut self) {
        if matches!(self.leaving, Leaving::Asking(_)) {
            self.leaving = Leaving::No;
        }
    }

    /// Watches what becomes of the project that is being left.
    pub(super) fn see_leaving(&mut self, outcome: &Outcome) {
        match (outcome, std::mem::replace(&mut self.leaving, Leaving::No)) {
            (Outcome::Closed, Leaving::Closing(after)) => self.arrive(after),
            // It has a file now.
            (Outcome::Saved(_), Leaving::Naming(after)) => self.close(after),
            (Outcome::NotSaved(notice), Leaving::Closing(after) | Leaving::Naming(after)) => {
                self.ask_after_failure(&notice.what, after);
            }
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

    fn ask_after_failure(&mut self, why: &str, after: After) {
        let quits = after == After::Quit;
        let mut choices = vec![("Save as…", Choice::SaveAs)];
        let told = if quits {
            choices.push(("Quit and keep it in the journal", Choice::Keep));
            " Everything is in the journal beside it, and comes back when the project is opened again."
        } else {
            ""
        };
        choices.push(("Cancel", Choice::Cancel));
        self.dialogs.ask(Question { title: "The project could not be saved".to_owned(), why: format!("{why}.{told}"), choices });
        self.leaving = Leaving::Asking(after);
    }
}
