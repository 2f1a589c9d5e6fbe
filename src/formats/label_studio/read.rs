//! Reads files of tasks, one task at a time.

use super::declared::declared;
use super::document;
use super::task::Refusals;
use super::texts::Shown;
use crate::formats::jsonl_lines::scan::{MOST_BYTES, Next, Scanner};
use crate::formats::{Files, Reading};
use std::io::Read;

/// Most bytes of a labelling config.
const MOST_CONFIG: u64 = 4 * 1024 * 1024;
/// Most objects of a labelling config.
const MOST_OBJECTS: usize = 1000;
/// After so many refusals the rest of a file is not read: it is something else.
const MOST_REFUSED: usize = 20_000;

/// Reads all files that are given: a labelling config says which member of the data is the text.
pub(super) fn read(files: &dyn Files, reading: &mut Reading<'_>) {
    let (configs, tasks): (Vec<String>, Vec<String>) = files.paths().into_iter().partition(|path| path.to_lowercase().ends_with(".xml"));
    let mut shown = Vec::new();
    for path in configs {
        match config_text(files, &path).and_then(|text| declared(&text)) {
            Ok(config) if config.shown.is_empty() => reading.refuse(&path, 0, "no labelling config: it has no object of the kind Text or HyperText"),
            Ok(config) if config.shown.len() > MOST_OBJECTS => reading.refuse(&path, 0, format!("no labelling config: it has more than {MOST_OBJECTS} texts")),
            Ok(config) => {
                shown.extend(config.shown);
                reading.declared.extend(config.settings);
            }
            Err(why) => reading.refuse(&path, 0, why),
        }
    }
    let mut number = 0;
    for path in tasks {
        read_file(files, &path, &shown, &mut number, reading);
    }
}

fn config_text(files: &dyn Files, path: &str) -> Result<String, String> {
    let mut bytes = Vec::new();
    let file = files.open(path).map_err(|error| format!("the file cannot be opened: {error}"))?;
    file.take(MOST_CONFIG).read_to_end(&mut bytes).map_err(|error| format!("the file cannot be read: {error}"))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Reads a file of tasks, numbered on from those before.
fn read_file(files: &dyn Files, path: &str, shown: &[Shown], number: &mut usize, reading: &mut Reading<'_>) {
    let mut scanner = match files.open(path) {
        Ok(file) => Scanner::new(file, MOST_BYTES, "task"),
        Err(error) => return reading.refuse(path, 0, format!("the file cannot be opened: {error}")),
    };
    let mut bytes = Vec::new();
    let already = reading.refused.len() + reading.repaired.len();
    loop {
        let (mut refused, mut repaired) = (Refusals::new(), Refusals::new());
        match scanner.next(&mut bytes) {
            Next::End => return,
            Next::Refused(line, why) => refused.push((line, why)),
            Next::Repaired(line, why) => repaired.push((line, why)),
            Next::One(line) => {
                *number += 1;
                let document = match std::str::from_utf8(&bytes) {
                    Ok(element) => document::read(element, line, *number, shown, &mut refused, &mut repaired),
                    Err(error) => {
                        let before = bytes.iter().take(error.valid_up_to()).filter(|byte| **byte == b'\n').count();
                        refused.push((line + before, format!("task {number} is not in UTF-8")));
                        None
                    }
                };
                if let Some(mut document) = document {
                    path.clone_into(&mut document.file);
                    reading.take(document);
                }
            }
        }
        refused.into_iter().for_each(|(line, why)| reading.refuse(path, line, why));
        repaired.into_iter().for_each(|(line, why)| reading.repair(path, line, why));
        if reading.refused.len() + reading.repaired.len() - already > MOST_REFUSED {
            let line = [reading.refused.last(), reading.repaired.last()].into_iter().flatten().map(|last| last.line).max().unwrap_or_default();
            return reading.refuse(path, line, format!("more than {MOST_REFUSED} things are not as they should be; the rest of the file was not read"));
        }
    }
}
