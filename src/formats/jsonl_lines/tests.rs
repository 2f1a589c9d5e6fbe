//! Lines that are rows and lines that are none, members that are kept.

mod shared;

use super::files::{PASSED_AT_ONCE, ReadRow, chosen, read_file};
use super::*;
use crate::formats::{Document, Files, Reading};
use crate::text::Unit;
pub(in crate::formats) use shared::*;
use std::io::{BufRead, Cursor, Read};

fn refusals(bytes: &[u8], most: usize) -> Vec<(usize, String)> {
    let mut texts = Vec::new();
    let mut take = |document: Document| texts.push((document.line, document.text));
    let mut reading = Reading::new(&mut take);
    let read_row: ReadRow<'_> = &|mut row, _| Ok(Document { text: row.need("text")?, ..Document::default() });
    read_file("a.jsonl", Box::new(Cursor::new(bytes)), most, &mut reading, &|row, told| Members::of_row(row).and_then(|row| read_row(row, told)));
    let said = std::mem::take(&mut reading.refused).into_iter().chain(std::mem::take(&mut reading.repaired));
    let mut all: Vec<(usize, String)> = said.map(|refused| (refused.line, refused.why)).collect();
    all.extend(texts);
    all.sort();
    all
}

fn expected(lines: &[(usize, &str)]) -> Vec<(usize, String)> {
    lines.iter().map(|(line, words)| (*line, (*words).to_owned())).collect()
}

#[test]
fn lines_end_at_line_feeds_alone_and_are_counted_with_those_that_say_nothing() {
    let file = "\u{feff}{\"text\":\"a\u{2028}\u{85}b\"}\r\n\n \t\r\n{\"text\":\"c\"}\n{\"text\":\"d\"}";
    assert_eq!(refusals(file.as_bytes(), 100), expected(&[(1, "a\u{2028}\u{85}b"), (4, "c"), (5, "d")]));
}

#[test]
fn a_line_that_is_too_long_is_passed_over_and_no_other() {
    let row = |length: usize| format!("{{\"text\":\"{}\"}}\n", "x".repeat(length));
    let fits = 100 - "{\"text\":\"\"}".len();
    for length in [fits + 1, fits + 2, 5 * PASSED_AT_ONCE, PASSED_AT_ONCE - 11 + 101, PASSED_AT_ONCE - 12 + 101] {
        let file = [row(1), row(length), row(fits), row(2)].concat();
        let long = "x".repeat(fits);
        assert_eq!(refusals(file.as_bytes(), 100), expected(&[(1, "x"), (2, "it has more than 100 bytes"), (3, &long), (4, "xx")]), "{length}");
        let cut = [row(1), row(length)].concat();
        assert_eq!(refusals(cut.trim_end().as_bytes(), 100), expected(&[(1, "x"), (2, "it has more than 100 bytes")]), "{length}");
    }
}

#[test]
fn each_kind_of_line_that_is_no_row_has_its_sentence() {
    let deep = format!("{{\"text\":\"[[[\\\"[[[\",\"a\":{}{}}}", "[".repeat(100), "]".repeat(100));
    let just = format!("{{\"text\":\"[[[\\\"[[[\",\"a\":{}{}}}", "[".repeat(99), "]".repeat(99));
    let cases: [(&[u8], &str); 10] = [
        (b"[1]", "it is no object of JSON"),
        (b"{\"text\":\"a\"\r\n", "it is no JSON at byte 11: EOF while parsing an object"),
        (b"{\"text\":\"a\"} x", "it is no JSON at byte 14: trailing characters"),
        (b"{\"text\":\"a\x01\"}", "it is no JSON at byte 10: control character (\\u0000-\\u001F) found while parsing a string"),
        (b"{\"text\":\"a\xff\"}", "it is not UTF-8 at byte 10"),
        (b"{\"text\":1}", "its `text` is no string"),
        (b"{\"text\":\"\\ud800\"}", "its `text` holds half a character (a surrogate)"),
        (b"{\"text\":null}", "it has no `text`"),
        (b"{\"text\":\"a\",\"b\":1,\"b\":2}", "it has two members `b`"),
        (deep.as_bytes(), "its values lie more than 100 deep in each other"),
    ];
    for (line, why) in cases {
        assert_eq!(refusals(line, 1000), expected(&[(1, why)]));
    }
    assert_eq!(refusals(just.as_bytes(), 1000), expected(&[(1, "[[[\"[[[")]));
}

#[test]
fn files_are_told_by_their_names_and_one_that_cannot_be_read_on_is_refused() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("no more"))
        }
    }
    struct Two;
    impl Files for Two {
        fn paths(&self) -> Vec<String> {
            vec!["a.jsonl".into(), "b.NDJSON".into(), "make_docbin.py".into()]
        }
        fn open(&self, path: &str) -> io::Result<Box<dyn BufRead + '_>> {
            if path == "a.jsonl" { Err(io::Error::other("gone")) } else { Ok(Box::new(io::BufReader::new("{}\n".as_bytes().chain(Broken)))) }
        }
    }
    let mut take = |_| {};
    let mut reading = Reading::new(&mut take);
    read_rows(&Two, &mut reading, &|_, _| Ok(Document::default()));
    let said: Vec<String> = reading.refused.iter().map(|refused| format!("{}:{} {}", refused.file, refused.line, refused.why)).collect();
    assert_eq!(said, ["a.jsonl:0 it cannot be opened: gone", "b.NDJSON:2 it cannot be read on from here: no more",]);
}

#[test]
fn one_file_is_read_whatever_its_name_is_and_of_several_those_of_rows() {
    let choose = |names: &[&str]| {
        let mut take = |_| {};
        let mut reading = Reading::new(&mut take);
        let chosen = chosen(names.iter().map(|name| (*name).to_owned()).collect(), &mut reading);
        (chosen.join(" "), reading.refused.iter().map(ToString::to_string).collect::<Vec<_>>())
    };
    assert_eq!(choose(&["rows.txt"]), ("rows.txt".to_owned(), vec![]));
    assert_eq!(choose(&["a.json", "b.jsonl", "c.NDJSON", "make_docbin.py"]), ("a.json b.jsonl c.NDJSON".to_owned(), vec![]));
    let why = "it was not read: the name of a file of rows ends in .jsonl, .ndjson, .json; one with another name is to be given alone";
    assert_eq!(choose(&["a.txt", "b"]), (String::new(), vec![format!("a.txt: {why}"), format!("b: {why}")]));
    assert_eq!(choose(&[]), (String::new(), vec![]));
}

#[test]
fn a_list_of_rows_and_rows_on_several_lines_are_read() {
    let list = "\u{feff}[{\"text\":\"a\"},\n{\"text\":\"b\"},\n{\"text\":,\n{\"text\":\"d\"}]\n";
    let broken = "the row does not end before the next one begins; what stands on this line was not read";
    assert_eq!(refusals(list.as_bytes(), 100), expected(&[(1, "a"), (2, "b"), (3, broken), (4, "d")]));
    assert_eq!(refusals(b"[{\"text\":\"a\"},{\"text\":\"b\"}]", 100), expected(&[(1, "a"), (1, "b")]));
    assert_eq!(refusals(b"[]", 100), []);
    let pretty = "{\n  \"text\": \"a\"\n}\n{\n  \"text\": \"b\"\n}\n";
    assert_eq!(refusals(pretty.as_bytes(), 100), expected(&[(1, "a"), (4, "b")]));
    let indented = "[\n  {\n    \"text\": \"a\"\n  },\n  {\n    \"text\": \"b\n  },\n  {\n    \"text\": \"c\"\n  }\n]\n";
    let broken = "the row does not end before the next one begins; what stands from here to line 7 was not read";
    assert_eq!(refusals(indented.as_bytes(), 100), expected(&[(2, "a"), (5, broken), (8, "c")]));
}

#[test]
fn places_without_words_are_counted_as_words_allow() {
    let span = |(start, end): (usize, usize)| crate::formats::Span { at: vec![(start, end)], ..Default::default() };
    let say = |text: &str, places: &[(usize, usize)], usual, sure| {
        let (unit, why) = counted(text, &places.iter().copied().map(span).collect::<Vec<_>>(), usual, sure);
        (unit, why.is_some())
    };
    let text = "🎉 Go now";
    assert_eq!(say(text, &[(2, 4)], Unit::Utf16, Sure::No), (Unit::CodePoints, true));
    assert_eq!(say(text, &[(3, 5)], Unit::Utf16, Sure::No), (Unit::Utf16, true));
    assert_eq!(say(text, &[(3, 4)], Unit::Utf16, Sure::No), (Unit::Utf16, true), "in neither");
    assert_eq!(say(text, &[(2, 4), (3, 99), (5, 5), (4, 2)], Unit::Utf16, Sure::No), (Unit::CodePoints, true), "what is no place says nothing");
    assert_eq!(say(text, &[(1, 4)], Unit::Utf16, Sure::No), (Unit::CodePoints, true), "inside a pair");
    assert_eq!(say(text, &[(2, 4)], Unit::Utf16, Sure::Yes), (Unit::Utf16, false));
    assert_eq!(say(text, &[(2, 4)], Unit::CodePoints, Sure::Mostly), (Unit::CodePoints, false));
    assert_eq!(say(text, &[(3, 5)], Unit::CodePoints, Sure::Mostly), (Unit::CodePoints, false), "one may be chance");
    assert_eq!(say(text, &[(3, 5), (6, 9)], Unit::CodePoints, Sure::Mostly), (Unit::Utf16, true));
    assert_eq!(say("Go 🎉 now", &[(0, 2)], Unit::Utf16, Sure::No), (Unit::Utf16, false), "before the first sign that counts twice");
    assert_eq!(say("Gö now", &[(0, 2)], Unit::Utf16, Sure::No), (Unit::Utf16, false));
}

#[test]
fn members_are_kept_as_they_are_spelt_and_what_is_none_cannot_break_a_line() {
    let words = r#"{"a\"b":{"x": [1.50, "\u00e9"]},"own":1,"c":null}"#;
    let kept = Members::of(words).unwrap().kept("doccano");
    assert_eq!(kept.iter().map(|kept| kept.text.as_str()).collect::<Vec<_>>(), [r#""a\"b":{"x": [1.50, "\u00e9"]}"#, r#""own":1"#, r#""c":null"#]);
    let other = |format: &str, text: &str| Kept { format: format.into(), text: text.into() };
    let all: Vec<Kept> = kept
        .into_iter()
        .chain([
            other("brat", "\"d\":1"),
            other("doccano", "id 7"),
            other("doccano", "\"e\":1},{\"f\":2"),
            other("doccano", "\"c\":2"),
            other("doccano", "\"g\":[1,\n\r2],\"h\":3"),
            other("doccano", &format!("\"i\":{}{}", "[".repeat(100), "]".repeat(100))),
        ])
        .collect();
    let mut object = Object::new();
    object.members(&kept_members(&all, "doccano", &["own"]));
    assert_eq!(object.end(), r#"{"a\"b":{"x": [1.50, "\u00e9"]},"c":null,"g":[1,  2],"h":3}"#);
}
