//! `factmark merge`: two changes of one project become one project; also as git's merge driver for project files.

use super::terminal::Terminal;
use super::{Output, Status, Trouble, desk};
use crate::project::Project;
use crate::review::{Merged, merge};
use crate::store::{self, format};
use crate::text::counted;
use std::path::{Path, PathBuf};

/// Merge two changes of one project, three-way: over articles, marks, checks, comments and settings, and over the fields of each.
///
/// What both changed differently is kept in both forms and listed: a mark as proposals, anything else as a comment. Exit status 1 says that
/// there is something to look at. Without -o the result goes to standard output. An empty BASE is an empty project.
///
/// To let git merge project files by itself, write `*.ron merge=factmark` into .gitattributes, and once
///
/// git config merge.factmark.driver "factmark merge %O %A %B -o %A"
#[derive(clap::Args, Debug)]
pub struct Merge {
    /// The project that both began with.
    #[arg(value_name = "BASE.ron")]
    base: PathBuf,
    /// One change of it.
    #[arg(value_name = "OURS.ron")]
    ours: PathBuf,
    /// The other.
    #[arg(value_name = "THEIRS.ron")]
    theirs: PathBuf,
    /// The file to write; one of the three is replaced without --force.
    #[arg(short, long, value_name = "OUT.ron")]
    output: Option<PathBuf>,
    /// Replace another file that is there.
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    printed: Output,
}

/// What `--json` prints.
#[derive(serde::Serialize)]
struct MergedJson<'a> {
    output: Option<String>,
    articles: usize,
    marks: usize,
    conflicts: &'a [String],
    warnings: Vec<String>,
}

impl Merge {
    pub(super) fn run(self, terminal: &mut Terminal<'_>) -> Result<Status, Trouble> {
        if self.printed.json && self.output.is_none() {
            return Err(Trouble::Refused("a project on standard output leaves no room for --json: name a file with -o, or leave --json out".to_owned()));
        }
        let (base, ours, theirs) = (read(terminal, &self.base)?, read(terminal, &self.ours)?, read(terminal, &self.theirs)?);
        let Merged { project, conflicts } = terminal.during("Merging", || merge(&base, &ours, &theirs));
        match &self.output {
            Some(path) if !desk::is_stream(path) => {
                let is_one_of_three = [&self.base, &self.ours, &self.theirs].contains(&path);
                store::write_project(&project, path, &terminal.world.folders, self.force || is_one_of_three)?;
            }
            Some(_) | None => terminal.print(&format::write(&project))?,
        }
        if self.printed.json {
            let output = self.output.as_ref().map(|path| path.display().to_string());
            let (articles, marks, warnings) = (project.article_count(), project.mark_count(), terminal.warnings.clone());
            terminal.print_json(&MergedJson { output, articles, marks, conflicts: &conflicts, warnings })?;
        } else {
            conflicts.iter().for_each(|conflict| terminal.note(conflict));
            if !conflicts.is_empty() {
                terminal.note(&format!("{} to look at: proposals and comments in the project say more", counted(conflicts.len(), "conflict")));
            }
        }
        Ok(if conflicts.is_empty() { Status::Done } else { Status::LookAt })
    }
}

/// A project; an empty file is an empty one, as git gives it where two branches have no base.
fn read(terminal: &mut Terminal<'_>, path: &Path) -> Result<Project, Trouble> {
    let is_empty = !desk::is_stream(path) && store::source(path).map_err(Trouble::from)?.trim().is_empty();
    if is_empty { Ok(Project::default()) } else { desk::read(terminal, path) }
}
