//! The real program in a real window: what no test inside the process can show. A project is opened, marked with the mouse, cut off,
//! and opened again.

use crate::screen::{Home, Process, Screen, Window, wait};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs::{File, TryLockError};

/// In the second of the four lines that the first paragraph takes, so that a little more or less above it does no harm.
const FROM: (u32, u32) = (640, 249);
const TO: (u32, u32) = (860, 249);
/// How that paragraph begins.
const PARAGRAPH: &str = "The city closed the Harbour Bridge";

/// All marks by id, as file and journal hold them together, and whether the journal had something to add.
fn marks(home: &Home) -> (BTreeMap<String, Value>, bool) {
    let output = home.run(&["show", "--json"]);
    let words = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{words}");
    let project: Value = serde_json::from_slice(&output.stdout).unwrap();
    let marks = project["articles"].as_array().unwrap().iter().flat_map(|article| article["marks"].as_array().unwrap());
    (marks.map(|mark| (mark["id"].as_str().unwrap().to_owned(), mark.clone())).collect(), words.contains("does not hold yet"))
}

/// Waits until the disk has these marks and no others.
fn wait_for(window: &mut Window<'_>, home: &Home, what: &str, expected: &BTreeMap<String, Value>) {
    window.wait(what, |_| (marks(home).0 == *expected).then_some(()));
}

/// The characters of the first article from one place to another, counted as code points, and the paragraph in which they begin.
fn at(home: &Home, start: u64, end: u64) -> (String, String) {
    let project: Value = serde_json::from_slice(&home.run(&["show", "--json"]).stdout).unwrap();
    let text = project["articles"][0]["text"].as_str().unwrap();
    let (start, end) = (usize::try_from(start).unwrap(), usize::try_from(end).unwrap());
    let before: String = text.chars().take(start).collect();
    let words = text.chars().skip(start).take(end - start).collect();
    (words, text.lines().nth(before.matches('\n').count()).unwrap().to_owned())
}

/// Whether somebody has the project.
fn is_locked(home: &Home) -> bool {
    let lock = File::open(home.path(".factmark/bridge.ron.lock")).unwrap();
    let is_theirs = matches!(lock.try_lock(), Err(TryLockError::WouldBlock));
    // By word: a process that another test just starts may still have a copy of the open file.
    lock.unlock().unwrap();
    is_theirs
}

fn assert_stands_in_the_text(home: &Home, mark: &Value) {
    assert_eq!((mark["label"].as_str(), mark["by"].as_str(), mark["state"].as_str()), (Some("Source"), Some("amira"), Some("Accepted")));
    let (ranges, quote) = (mark["at"].as_array().unwrap(), mark["quote"].as_array().unwrap());
    assert_eq!((ranges.len(), quote.len()), (1, 1), "{mark}");
    let quote = quote[0].as_str().unwrap();
    let (words, paragraph) = at(home, ranges[0][0].as_u64().unwrap(), ranges[0][1].as_u64().unwrap());
    assert_eq!(quote, words);
    assert!(paragraph.starts_with(PARAGRAPH), "the drag went to {paragraph:?}");
    let all: Vec<&str> = paragraph.split_whitespace().map(|word| word.trim_matches([',', '.'])).collect();
    assert!(quote.split_whitespace().count() > 1 && quote.split_whitespace().all(|word| all.contains(&word)), "{quote:?} is not made of whole words");
}

#[test]
fn a_mark_made_with_the_mouse_outlives_a_crash() {
    let Some(screen) = Screen::new() else { return };
    let home = &screen.home;
    let (before, _) = marks(home);
    let mut window = screen.open();
    assert!(is_locked(home));
    window.rest();

    window.drag(FROM, TO);
    window.key("2");
    let with = window.wait("a mark", |_| Some(marks(home).0).filter(|marks| *marks != before));
    let new: Vec<&Value> = with.iter().filter(|(id, mark)| before.get(*id) != Some(mark)).map(|(_, mark)| mark).collect();
    assert_eq!((new.len(), with.len()), (1, before.len() + 1), "{new:?}");
    assert_stands_in_the_text(home, new[0]);
    window.rest();

    // The file follows the journal after two seconds; where the machine was too slow to cut in between, once more.
    let mut tries = 0;
    loop {
        window.key("ctrl+z");
        wait_for(&mut window, home, "undo", &before);
        window.key("ctrl+shift+z");
        wait_for(&mut window, home, "redo", &with);
        window.kill();
        let (left, has_journal) = marks(home);
        assert_eq!(left, with);
        assert!(!is_locked(home));
        if has_journal {
            break;
        }
        tries += 1;
        assert!(tries < 5, "the file always had what the journal should bring back");
        window = screen.open();
    }

    // The window has the mark again if it can undo it.
    let mut window = screen.open();
    assert_eq!(marks(home).0, with);
    window.key("ctrl+z");
    wait_for(&mut window, home, "undo after the crash", &before);
    window.key("ctrl+shift+z");
    wait_for(&mut window, home, "redo after the crash", &with);
    window.key("ctrl+q");
    let (code, words) = window.end();
    assert_eq!(code, Some(0), "{words}");

    assert_eq!(marks(home), (with.clone(), false));
    let file = std::fs::read_to_string(home.project()).unwrap();
    assert!(with.keys().all(|id| file.contains(&format!("(id: \"{id}\""))));
    assert!(!is_locked(home));
    let check = home.run(&["check"]);
    assert_eq!(check.status.code(), Some(0), "{}", String::from_utf8_lossy(&check.stdout));
}

#[test]
fn without_a_display_there_is_one_sentence() {
    let home = Home::new();
    let file = std::fs::read(home.project()).unwrap();
    let (output, words) = (home.path("output"), home.path("words"));
    let mut process = Process::start(home.factmark().arg(home.project()), &output, &words);
    let status = wait("the end of the program", || process.ended());
    let words = process.words();
    assert_eq!(status.code(), Some(2), "{words}");
    assert!(words.starts_with("error: ") && words.contains("no display") && words.ends_with('\n'), "{words}");
    assert_eq!(words.lines().count(), 1, "{words}");
    assert_eq!(std::fs::read(output).unwrap(), b"");
    assert_eq!(std::fs::read(home.project()).unwrap(), file);
}
