//! `factmark export`: a project as a file for people or programs that do not have this one.

use super::terminal::Terminal;
use super::{Status, Trouble, desk};
use crate::report;
use crate::store::{self, StoreError};
use std::path::PathBuf;

/// Write a project as a report to read without the program.
///
/// The report has the articles with their accepted marks, and what is said about each. Of a review it says too how far the analysts agree, what
/// was decided and why, and what is open; a blind review names no analyst. The project stays as it is; it may be `-`, standard input.
#[derive(clap::Args, Debug)]
pub struct Export {
    /// What to write.
    #[arg(value_name = "FORMAT", value_enum)]
    format: Format,
    /// The project, or a review.
    #[arg(value_name = "PROJECT.ron")]
    project: PathBuf,
    /// The file to write; `-` is standard output.
    #[arg(short, long, value_name = "PATH")]
    output: PathBuf,
    /// Replace a file that is there.
    #[arg(long)]
    force: bool,
}

/// What can be written.
#[derive(clap::ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
enum Format {
    /// One page for a browser or a printer, which needs nothing beside it.
    Html,
    /// GitHub-flavoured Markdown.
    Markdown,
}

impl Export {
    pub(super) fn run(self, terminal: &mut Terminal<'_>) -> Result<Status, Trouble> {
        let is_stream = desk::is_stream(&self.output);
        if !is_stream && self.output == self.project {
            return Err(Trouble::Refused(format!("{} is the project itself: give the report another name", self.output.display())));
        }
        let project = desk::read(terminal, &self.project)?;
        let written = terminal.during("Writing the report", || match self.format {
            Format::Html => report::html(&project),
            Format::Markdown => report::markdown(&project),
        });
        if is_stream {
            terminal.print(&written)?;
            return Ok(Status::Done);
        }
        match store::write_text(&self.output, &written, self.force) {
            Err(StoreError::Exists(path)) => Err(Trouble::Exists(path)),
            written => written.map(|_| Status::Done).map_err(Trouble::from),
        }
    }
}
