//! Small files of every awkward kind with the text that must come of them: `tests/data/articles/KIND/NAME.EXT` beside
//! `NAME.EXT.expected`, which was read by a person before it was kept.

use super::paper::Page;
use super::{Block, Place, Refusal};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Reads every file of a kind and compares; at least ten of them. What differs is written beside the file as `NAME.EXT.new`.
pub(super) fn check(kind: &str, read: impl Fn(&str, &[u8]) -> Result<Page, Refusal>) {
    let mut wrong = Vec::new();
    for path in files(kind) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let shown = read(&name, &std::fs::read(&path).unwrap()).map_or_else(|refusal| format!("refused: {refusal}\n"), |page| show(&page));
        let beside = |ending: &str| path.with_file_name(format!("{name}.{ending}"));
        if std::fs::read_to_string(beside("expected")).ok().as_deref() == Some(shown.as_str()) {
            drop(std::fs::remove_file(beside("new")));
        } else {
            std::fs::write(beside("new"), shown).unwrap();
            wrong.push(name);
        }
    }
    assert!(wrong.is_empty(), "{kind}: {wrong:?} are not as expected; read their .new files beside them");
}

/// The files of a kind, in the order of their names.
pub(super) fn files(kind: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/articles").join(kind);
    let folder = std::env::var_os("FACTMARK_FIXTURES").map_or(folder, |root| PathBuf::from(root).join(kind));
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension != "expected" && extension != "new"));
    files.sort();
    assert!(files.len() >= 10, "{}: {} files", folder.display(), files.len());
    files
}

/// A page for people: what the file says, then each paragraph with what it is.
pub(super) fn show(page: &Page) -> String {
    let mut out = String::new();
    let origin = &page.origin;
    let known = [
        ("title", &page.title),
        ("url", &origin.url),
        ("outlet", &origin.outlet),
        ("published", &origin.published),
        ("byline", &origin.byline),
        ("language", &origin.language),
    ];
    for (name, value) in known.into_iter().filter(|(_, value)| !value.is_empty()) {
        writeln!(out, "{name}: {value}").unwrap();
    }
    for (name, value) in &page.details {
        writeln!(out, "detail {name}: {value}").unwrap();
    }
    for warning in &page.warnings {
        writeln!(out, "warning: {warning}").unwrap();
    }
    let (text, blocks, places) = page.paper.clone().into_parts();
    for (line, number) in text.split('\n').zip(0_u32..) {
        let block = blocks.iter().find(|(at, _)| *at == number).map_or("", |(_, block): &(u32, Block)| block.name());
        let place = places.iter().find(|(at, _)| *at == number).map(|(_, place)| match place {
            Place::Page(page) => format!(" @page {page}"),
            Place::Time(milliseconds) => format!(" @{milliseconds} ms"),
        });
        // What cannot be seen is written out.
        let line: String = line.chars().map(|c| if super::is_visible(c) || c == ' ' { c.to_string() } else { format!("<{:04X}>", u32::from(c)) }).collect();
        writeln!(out, "{}", format!("{block:>8}{} | {line}", place.unwrap_or_default()).trim_end()).unwrap();
    }
    out
}
