//! Earlier versions of articles, and the marks that wait in them.

use super::*;

/// Every field of a version in its order, with text that is hard.
const EARLIER: &str = r##"// factmark project
(
    format: 1,
    articles: [
        (
            id: "a7k2m9q4x1cb",
            state: InProgress,
            text: [
                "Varga: 400 cracks",
                "سلام👩‍👩‍👧‍👦",
            ],
            marks: [
                (id: "m3v9q2m8x1ab", label: Source, at: [(0, 5)], quote: ["Varga"], by: "amira"),
                (id: "m00000000003", label: Claim, version: "v00000000002", at: [(9, 20)], quote: ["\u{feff} 40 cracks"]),
                (id: "m00000000001", label: Figure, version: "v00000000002", at: [(11, 20)], quote: ["40 cracks"], links: [(kind: Quantifies, to: "m00000000003", cue: [(8, 9)], auto: true)], by: "amira"),
            ],
            earlier: [
                (
                    id: "v00000000003",
                    text: [
                        "",
                    ],
                    on: "2026-03-01T00:00:00Z",
                ),
                (
                    id: "v00000000002",
                    title: "Cracks",
                    origin: (file: "a.txt", crlf: true),
                    blocks: [(0, Title)],
                    text: [
                        "سلام",
                        "أ\r: \u{feff} 40 cracks",
                    ],
                    skip: [(0, 4)],
                    marks: [
                        (id: "m00000000003", label: Claim, at: [(9, 20)], quote: ["\u{feff} 40 cracks"]),
                        (id: "m0000000000z", label: Claim, at: [(11, 13)], quote: ["40"], links: [(kind: Supports, to: "m0000gone000")]),
                    ],
                    by: "jonas",
                    on: "2026-03-03T09:12:44Z",
                ),
            ],
        ),
    ],
    checks: [],
    comments: [],
)
"##;

#[track_caller]
fn message(from: &str, to: &str) -> String {
    assert!(EARLIER.contains(from), "{from} is in the file");
    read(&EARLIER.replacen(from, to, 1)).expect_err("the file is faulty").to_string()
}

#[test]
fn a_version_is_written_as_it_was_read_and_what_waits_stands_in_its_text() {
    let read = read(EARLIER).unwrap();
    assert_eq!(read.repairs, []);
    assert_eq!(write(&read.project), EARLIER);
    let article = read.project.articles().next().unwrap().id;
    let versions: Vec<String> = read.project.versions_of(article).iter().map(|version| version.id.to_string()).collect();
    assert_eq!(versions, ["v00000000003", "v00000000002"], "the one that was replaced first stands first");
    let waiting = read.project.waiting_in(article);
    let words: Vec<String> = waiting.iter().map(|mark| mark.at.words(read.project.text_of(mark).unwrap())).collect();
    assert_eq!(words, ["\u{feff} 40 cracks", "40 cracks"]);
    assert_eq!((read.project.counts(article).sources, read.project.counts(article).marks()), (1, 1));
}

#[test]
fn what_does_not_fit_has_its_sentence() {
    assert_eq!(
        message("Figure, version: \"v00000000002\"", "Figure, version: \"v00000000009\""),
        "line 15, column 63: the field `version` cannot be read: the article has no such earlier version; write the id of one"
    );
    let inside = message("label: Claim, at: [(11, 13)]", "label: Claim, version: \"v00000000002\", at: [(11, 13)]");
    assert!(inside.contains("a mark in the list of an earlier version stands in that version: remove the field"), "{inside}");
    let quote = message("[(11, 13)], quote: [\"40\"]", "[(11, 13)], quote: [\"41\"]");
    assert!(quote.contains("mark m0000000000z: expected “41”, there is “40”"), "{quote}");
    let unknown = message("by: \"jonas\",\n", "by: \"jonas\",\n                    state: Done,\n");
    assert!(
        unknown.contains("there is no field `state` here") && unknown.contains("the fields are id, title, origin, blocks, text, skip, marks, by, on"),
        "{unknown}"
    );
}

#[test]
fn a_mark_whose_words_moved_in_an_earlier_version_is_found_again() {
    let read = read(&EARLIER.replacen("at: [(11, 13)], quote: [\"40\"]", "at: [(12, 14)], quote: [\"40\"]", 1)).unwrap();
    assert_eq!(read.repairs.len(), 1);
    assert_eq!(write(&read.project), EARLIER);
}

#[test]
fn versions_with_one_id_are_told_apart_and_what_waits_stays_with_its_own() {
    // A plain merge of two files can leave an article twice.
    let (start, end) = (EARLIER.find("        (\n            id: \"a7k2m9q4x1cb\"").unwrap(), EARLIER.find("    ],\n    checks").unwrap());
    let article = EARLIER.get(start..end).unwrap();
    let read = read(&EARLIER.replacen(article, &format!("{article}{article}"), 1)).unwrap();
    assert_eq!((read.project.article_count(), read.project.versions().count()), (2, 4));
    for article in read.project.articles() {
        assert_eq!((read.project.versions_of(article.id).len(), read.project.waiting_count(article.id)), (2, 2));
    }
    assert_eq!(read.project.faults(), []);
}
