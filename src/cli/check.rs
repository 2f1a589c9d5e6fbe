//! `factmark check`: verifies project files against the invariants of the model.

use super::terminal::Terminal;
use super::{Output, Status, Trouble, desk};
use crate::project::{CommentId, Subject};
use crate::store::StoreError;
use crate::store::format::FormatError;
use crate::text::counted;
use std::path::{Path, PathBuf};

/// Check project files against all that must hold in a project.
///
/// Prints each fault with its place. Writes nothing. Exit status: 0 whole, 1 faults, 2 not readable.
#[derive(clap::Args, Debug)]
pub struct Check {
    /// The projects; `-` is standard input.
    #[arg(value_name = "PROJECT.ron", required = true)]
    projects: Vec<PathBuf>,
    #[command(flatten)]
    output: Output,
}

#[derive(serde::Serialize)]
struct Checked {
    files: Vec<CheckedFile>,
}

/// What was found out about one file.
#[derive(serde::Serialize)]
struct CheckedFile {
    file: String,
    status: &'static str,
    articles: usize,
    marks: usize,
    faults: Vec<String>,
    error: Option<String>,
}

impl Check {
    pub(super) fn run(self, terminal: &mut Terminal<'_>) -> Result<Status, Trouble> {
        let files: Vec<CheckedFile> = self.projects.iter().map(|path| checked(terminal, path)).collect();
        for file in &files {
            if let Some(error) = &file.error {
                terminal.refuse(error.clone());
            }
        }
        let unreadable = files.iter().filter(|file| file.error.is_some()).count();
        let is_whole = files.iter().all(|file| file.error.is_none() && file.faults.is_empty());
        let status = match (unreadable == files.len(), is_whole) {
            (true, _) => Status::Failed,
            (false, false) => Status::LookAt,
            (false, true) => Status::Done,
        };
        if self.output.json {
            terminal.print_json(&Checked { files })?;
        } else {
            terminal.print(&files.iter().map(lines).collect::<String>())?;
        }
        Ok(status)
    }
}

fn lines(file: &CheckedFile) -> String {
    if file.error.is_some() {
        return String::new();
    }
    if file.faults.is_empty() {
        return format!("{}: whole, {}, {}\n", file.file, counted(file.articles, "article"), counted(file.marks, "mark"));
    }
    file.faults.iter().map(|fault| super::style::printable(&format!("{}: {fault}\n", file.file))).collect()
}

fn checked(terminal: &mut Terminal<'_>, path: &Path) -> CheckedFile {
    let empty = CheckedFile { file: path.display().to_string(), status: "whole", articles: 0, marks: 0, faults: Vec::new(), error: None };
    let read = match desk::read_quietly(terminal, path) {
        Ok(read) => read,
        Err(trouble) => {
            return match faults_of(path, &trouble) {
                Some(faults) => CheckedFile { status: "faults", faults, ..empty },
                None => CheckedFile { status: "unreadable", error: Some(trouble.to_string()), ..empty },
            };
        }
    };
    // What a reader mends is a fault of the file all the same.
    let mut faults = located(path, read.repairs.iter().map(ToString::to_string).collect());
    if !faults.is_empty() {
        terminal.note(&format!("this is how {} is mended when it is opened to be changed; nothing was written", path.display()));
    }
    faults.extend(read.project.faults().iter().map(ToString::to_string));
    if let Some(unsaved) = &read.unsaved {
        faults.extend(unsaved.damaged_line.map(|line| format!("line {line} of the journal is damaged: `factmark recover` saves what can be read")));
        faults.extend(unsaved.left.iter().map(|left| format!("in the journal: {left}")));
    }
    if let Some(newer) = read.newer {
        terminal.warn(format!("{} was written by a newer factmark (format {newer}): what is not known here was not checked", path.display()));
    }
    let status = if faults.is_empty() { "whole" } else { "faults" };
    CheckedFile { status, articles: read.project.article_count(), marks: read.project.mark_count(), faults, ..empty }
}

/// The faults of a file that could be read, but is no project that may be worked on.
fn faults_of(path: &Path, trouble: &Trouble) -> Option<Vec<String>> {
    let Trouble::Store(error) = trouble else { return None };
    let StoreError::Format { source, .. } = error.as_ref() else { return None };
    match source {
        FormatError::Quotes(misfits) => Some(misfits.iter().map(ToString::to_string).collect()),
        FormatError::Faults(faults) => Some(located(path, faults.iter().map(ToString::to_string).collect())),
        FormatError::NotAProject
        | FormatError::Conflict { .. }
        | FormatError::NoFormat
        | FormatError::Older(_)
        | FormatError::Newer { .. }
        | FormatError::At { .. } => None,
    }
}

/// Sentences with the line in front on which the thing stands that they name first.
fn located(path: &Path, sentences: Vec<String>) -> Vec<String> {
    // Standard input is gone by now.
    let source = if sentences.is_empty() || desk::is_stream(path) { String::new() } else { crate::store::source(path).unwrap_or_default() };
    let with_line = |sentence: String| match line_of(&source, &sentence) {
        Some(line) => format!("line {line}: {sentence}"),
        None => sentence,
    };
    sentences.into_iter().map(with_line).collect()
}

/// The line, from 1, on which the first id of a sentence has its thing.
fn line_of(source: &str, sentence: &str) -> Option<usize> {
    let words = sentence.split(|c: char| !c.is_ascii_alphanumeric());
    let id = words.into_iter().find(|word| word.parse::<Subject>().is_ok() || word.parse::<CommentId>().is_ok())?;
    let at = source.find(&format!("id: \"{id}\""))?;
    Some(1 + source.get(..at)?.matches('\n').count())
}
