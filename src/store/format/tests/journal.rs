//! Every change goes into a line and back, and a torn or damaged journal is read as far as it is good.

use super::*;
use crate::edit::{Change, Edit, Swap};
use crate::text::{Fingerprint, Text};
use std::collections::HashMap;
use std::sync::Arc;

fn nothing_known(_: Fingerprint) -> Option<Text> {
    None
}

fn sides<T: PartialEq + std::fmt::Debug>(one: &Swap<T>, two: &Swap<T>) -> bool {
    one.before == two.before && one.after == two.after
}

fn same(one: &Edit, two: &Edit) -> bool {
    match (one, two) {
        (Edit::Article(one), Edit::Article(two)) => sides(one, two),
        (Edit::Mark(one), Edit::Mark(two)) => sides(one, two),
        (Edit::Version(one), Edit::Version(two)) => sides(one, two),
        (Edit::Check(one), Edit::Check(two)) => sides(one, two),
        (Edit::Comment(one), Edit::Comment(two)) => sides(one, two),
        (Edit::Setting(one), Edit::Setting(two)) => sides(one, two),
        _ => false,
    }
}

fn small() -> Vec<u8> {
    let lines = [
        Line::Base { seq: 1, hash: "ab".repeat(32) },
        Line::Do { seq: 2, change: Arc::new(Change { name: "mark\na “claim”".to_owned(), by: "amira".into(), on: None, edits: Vec::new() }) },
        Line::Undo { seq: 3, of: 2 },
        Line::Redo { seq: 4, of: 2 },
        Line::Saved { seq: 5, hash: String::new() },
    ];
    lines.iter().map(write_line).collect::<String>().into_bytes()
}

#[test]
fn a_line_looks_like_this() {
    let shown = String::from_utf8(small()).unwrap();
    let behind: Vec<&str> = shown.lines().map(|line| line.split_once(' ').unwrap().1).collect();
    assert_eq!(behind[1..], ["2 Do((name: \"mark\\na “claim”\", by: \"amira\", edits: []))", "3 Undo(2)", "4 Redo(2)", "5 Saved(\"\")"]);
    assert_eq!(shown.lines().nth(2), Some(format!("{:08x} 3 Undo(2)", crc32fast::hash(b"3 Undo(2)")).as_str()));
}

#[test]
fn a_torn_end_is_cut_off_and_damage_stops_the_reading() {
    let whole = small();
    let read = |bytes: &[u8]| {
        let lines = read_lines(bytes, &nothing_known);
        (lines.lines.len(), lines.good_bytes, lines.tail)
    };
    assert_eq!(read(b""), (0, 0, Tail::Clean));
    assert_eq!(read(&whole), (5, whole.len(), Tail::Clean));
    let last = whole.len() - "00000000 5 Saved(\"\")\n".len();
    for cut in last + 1..whole.len() {
        assert_eq!(read(&whole[..cut]), (4, last, Tail::Torn), "cut at {cut}");
    }
    let mut zeros = whole[..last].to_vec();
    zeros.extend([0; 40]);
    assert_eq!(read(&zeros), (4, last, Tail::Torn));
    // A damaged line feed joins two lines, so it is left out.
    for (at, byte) in whole[..last].iter().enumerate().filter(|(_, byte)| **byte != b'\n') {
        let mut damaged = whole.clone();
        damaged[at] = byte ^ 1;
        let line = whole[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
        let good = whole[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |feed| feed + 1);
        assert_eq!(read(&damaged), (line - 1, good, Tail::Damaged { line }), "byte {at}");
    }
    let mut of_the_future = small();
    let line = "9 Dance((steps: 3))";
    of_the_future.extend(format!("{:08x} {line}\n", crc32fast::hash(line.as_bytes())).bytes());
    assert_eq!(read(&of_the_future), (5, whole.len(), Tail::Damaged { line: 6 }), "a whole line that this version cannot read is not cut off");
}

#[test]
fn an_article_that_only_changes_its_state_carries_no_text() {
    let project = super::super::read(&golden()).unwrap().project;
    let before = project.articles().next().unwrap().clone();
    let after = crate::project::Article { state: crate::project::ArticleState::Done, ..before.as_ref().clone() };
    let change = |before, after| Line::Do {
        seq: 1,
        change: Arc::new(Change { name: "x".to_owned(), by: "".into(), on: None, edits: vec![Edit::article(before, after)] }),
    };
    let state = write_line(&change(Some(before.clone()), Some(after.clone())));
    let removal = write_line(&change(Some(before.clone()), None));
    assert!(!state.contains("Varga") && removal.contains("Varga"));
    assert_eq!(read_lines(state.as_bytes(), &nothing_known).tail, Tail::Damaged { line: 1 }, "a text that nobody has");
    assert_eq!(read_lines(state.as_bytes(), &|_| Some(before.text.clone())).tail, Tail::Clean);
    assert_eq!(read_lines(format!("{state}{removal}").as_bytes(), &nothing_known).tail, Tail::Clean, "a later line has it");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn every_change_goes_there_and_back(change in generate::change()) {
        let mut texts = HashMap::new();
        for edit in &change.edits {
            texts.extend(edit.texts().into_iter().flatten().map(|text| (text.fingerprint(), text.clone())));
        }
        let line = write_line(&Line::Do { seq: 7, change: Arc::new(change.clone()) });
        prop_assert_eq!(line.matches(['\n', '\r']).count(), 1);
        let read = read_lines(line.as_bytes(), &|print| texts.get(&print).cloned());
        prop_assert_eq!(read.tail, Tail::Clean, "{}", line);
        let Some(Line::Do { seq: 7, change: back }) = read.lines.first() else { return Err(TestCaseError::fail(line)) };
        prop_assert_eq!((&back.name, &back.by, back.on), (&change.name, &change.by, change.on));
        prop_assert!(back.edits.len() == change.edits.len() && back.edits.iter().zip(&change.edits).all(|(one, two)| same(one, two)), "{}", line);
    }

    #[test]
    fn no_bytes_make_it_panic(change in generate::change(), at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let line = write_line(&Line::Do { seq: 7, change: Arc::new(change) });
        let mut rest = line.as_bytes()[9..line.len() - 1].to_vec();
        let at = at.index(rest.len());
        rest[at] = byte;
        // With a right checksum, so that the reader looks inside.
        let mut forged = format!("{:08x} ", crc32fast::hash(&rest)).into_bytes();
        forged.extend(rest);
        forged.push(b'\n');
        let read = read_lines(&forged, &nothing_known);
        prop_assert!(read.lines.len() <= 1 && read.good_bytes <= forged.len());
    }
}
