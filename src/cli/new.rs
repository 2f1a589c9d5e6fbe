//! `factmark new`: makes a project.

use super::add::{self, ReadArticles};
use super::desk::{self, Draft};
use super::terminal::Terminal;
use super::{Output, Status, Trouble};
use std::path::PathBuf;

/// Make a project.
///
/// A file that is there is not replaced without --force. Where every article is refused no project is made. The project may be
/// `-`, standard output.
#[derive(clap::Args, Debug)]
pub struct New {
    /// The file to write.
    #[arg(value_name = "PROJECT.ron")]
    project: PathBuf,
    /// Articles to begin with, or folders with articles; `-` is standard input.
    #[arg(value_name = "ARTICLE")]
    articles: Vec<PathBuf>,
    /// Whose project it is; else the name in the settings, else the system's user.
    #[arg(long, value_name = "NAME")]
    analyst: Option<String>,
    /// Its title; else that of the first article.
    #[arg(long, value_name = "TITLE", allow_hyphen_values = true)]
    title: Option<String>,
    /// The encoding of all articles, by its usual name such as `windows-1251`, where it is not the one that is guessed.
    #[arg(long, value_name = "NAME", value_parser = crate::article::encoding_named)]
    encoding: Option<&'static crate::article::Encoding>,
    /// Replace a file that is there.
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    output: Output,
}

impl New {
    pub(super) fn run(self, terminal: &mut Terminal<'_>) -> Result<Status, Trouble> {
        let is_stream = desk::is_stream(&self.project);
        if is_stream && self.output.json {
            return Err(Trouble::Refused("a project on standard output leaves no room for --json: give it a file, or leave --json out".to_owned()));
        }
        let read = ReadArticles::of(terminal, &self.articles, self.encoding)?;
        let status = read.status;
        let mut changes = Vec::new();
        if status != Status::Failed {
            let who = self.analyst.map_or_else(|| desk::who(terminal), Into::into);
            let mut draft = Draft::new(terminal, &self.title.unwrap_or_default(), who);
            let (outcome, known) = read.split(&draft.project(), draft.number());
            changes = draft.finish(terminal, outcome)?;
            add::tell_known(terminal, &draft.project(), &known);
            add::tell_alike(terminal, &draft.project(), &changes);
            draft.write(terminal, &self.project, self.force)?;
        }
        if !is_stream {
            add::print(terminal, &self.project, &changes, self.output)?;
        }
        Ok(status)
    }
}
