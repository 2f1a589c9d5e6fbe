//! `factmark completions`: what a shell needs to complete the command line.

use super::terminal::Terminal;
use super::{Arguments, Status, Trouble};
use clap::CommandFactory;

/// Print completions for a shell.
///
/// For bash: factmark completions bash > ~/.local/share/bash-completion/completions/factmark
#[derive(clap::Args, Debug)]
pub struct Completions {
    /// The shell.
    #[arg(value_name = "SHELL")]
    shell: clap_complete::Shell,
}

impl Completions {
    pub(super) fn run(self, terminal: &mut Terminal<'_>) -> Result<Status, Trouble> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Arguments::command(), "factmark", &mut script);
        terminal.print(&String::from_utf8_lossy(&script))?;
        Ok(Status::Done)
    }
}
