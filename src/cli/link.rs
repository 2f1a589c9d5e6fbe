//! `factmark link`: makes a link.

use super::desk::Desk;
use super::terminal::Terminal;
use super::{Output, Status, Trouble, scheme};
use crate::project::MarkId;
use crate::session::{Command, LinkCommand};
use std::path::PathBuf;

/// Link two marks.
///
/// SaidBy goes from a claim to a source, RelayedBy from a source to a source, Quantifies from a figure to a claim, Contradicts and
/// Supports from a claim to a claim, SameAs and Continues between marks of one label.
#[derive(clap::Args, Debug)]
pub struct Link {
    /// The project.
    #[arg(value_name = "PROJECT.ron")]
    project: PathBuf,
    /// The mark that the link goes from, by its id.
    #[arg(value_name = "FROM")]
    from: MarkId,
    /// What the link says, such as SaidBy or said-by.
    #[arg(value_name = "KIND")]
    kind: String,
    /// The mark that the link goes to, by its id.
    #[arg(value_name = "TO")]
    to: MarkId,
    #[command(flatten)]
    output: Output,
}

#[derive(serde::Serialize)]
struct Made<'a> {
    from: String,
    kind: &'a str,
    to: String,
    warnings: &'a [String],
}

impl Link {
    pub(super) fn run(self, terminal: &mut Terminal<'_>) -> Result<Status, Trouble> {
        let mut desk = Desk::open(terminal, &self.project)?;
        scheme::mark(desk.project(), self.from)?;
        scheme::mark(desk.project(), self.to)?;
        let kind = scheme::link_kind(desk.project(), &self.kind)?;
        desk.run(terminal, Command::Link(LinkCommand::Add { from: self.from, kind: kind.clone(), to: self.to, cue: Vec::new() }))?;
        let status = desk.close(terminal)?;
        if self.output.json {
            let warnings = terminal.warnings.clone();
            terminal.print_json(&Made { from: self.from.to_string(), kind: kind.name(), to: self.to.to_string(), warnings: &warnings })?;
        } else {
            terminal.print(&format!("{} {kind} {}\n", self.from, self.to))?;
        }
        Ok(status)
    }
}
