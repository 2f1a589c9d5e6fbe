//! `factmark recover`: shows what a journal left by a crash holds, and applies it.

use super::desk;
use super::style::{one_line, padded};
use super::terminal::Terminal;
use super::{Output, Status, Trouble};
use crate::edit::{Entry, History};
use crate::store::Opened;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Show what a crash left beside a project, and write it into the project file.
#[derive(clap::Args, Debug)]
pub struct Recover {
    /// The project.
    #[arg(value_name = "PROJECT.ron")]
    project: PathBuf,
    #[command(flatten)]
    output: Output,
}

#[derive(serde::Serialize)]
struct Came<'a> {
    changes: usize,
    proposals: usize,
    recovered: Vec<CameChange>,
    left: &'a [String],
    warnings: &'a [String],
}

#[derive(serde::Serialize)]
struct CameChange {
    name: String,
    by: String,
    on: Option<String>,
}

impl Recover {
    pub(super) fn run(self, terminal: &mut Terminal<'_>) -> Result<Status, Trouble> {
        let (mut keeper, opened) = desk::open(terminal, &self.project)?;
        let status = desk::tell_recovered(terminal, opened.recovered.as_ref());
        for repair in &opened.repairs {
            terminal.warn(format!("mended in {}: {repair}", self.project.display()));
        }
        let entries = recovered(&opened);
        let saved = if opened.is_written { Status::Done } else { desk::save(terminal, &mut keeper)? };
        let came = opened.recovered.unwrap_or_default();
        if self.output.json {
            let change =
                |entry: &Entry| CameChange { name: entry.change.name.clone(), by: entry.change.by.to_string(), on: entry.change.on.map(|on| on.to_string()) };
            let recovered = entries.iter().map(change).collect();
            let warnings = terminal.warnings.clone();
            terminal.print_json(&Came { changes: came.changes, proposals: came.proposals, recovered, left: &came.left, warnings: &warnings })?;
        } else if came.changes + came.proposals == 0 {
            terminal.note("there is nothing to recover: the file holds everything");
        } else {
            let width = entries.iter().map(|entry| entry.change.name.chars().count()).max().unwrap_or(0);
            let line = |entry: &Entry| {
                let on = entry.change.on.map(|on| on.to_string()).unwrap_or_default();
                format!("{}  {}  {on}", padded(&one_line(&entry.change.name), width), one_line(&entry.change.by)).trim_end().to_owned() + "\n"
            };
            terminal.print(&entries.iter().map(line).collect::<String>())?;
        }
        Ok(status.max(saved))
    }
}

/// The changes that came back and still stand, the oldest first.
fn recovered(opened: &Opened) -> Vec<Entry> {
    let numbers: BTreeSet<u64> = opened.recovered.iter().flat_map(|recovered| recovered.numbers.iter().copied()).collect();
    let mut history: History = opened.history.clone();
    let mut entries = Vec::new();
    while let Some(entry) = history.to_undo().cloned() {
        if numbers.contains(&entry.seq) {
            entries.push(entry);
        }
        history.undid();
    }
    entries.reverse();
    entries
}
