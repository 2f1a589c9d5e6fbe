//! What must hold of the file: its exact layout, that nothing is lost, that every fault has its sentence and its place.

use super::*;
use crate::project::generate;
use crate::project::{Bound, MarkState, Meaning, SettingKey, Subject};
use proptest::prelude::*;

mod earlier;
mod faults;
mod journal;
mod mended;

/// Every field of the format, in its order, with text that is hard.
pub(super) const GOLDEN: &str = r##"// factmark project
(
    format: 1,
    title: "Harbour \"bridge\" \\ closure",
    analyst: "amira",
    labels: [
        (name: "Name_Calling,Labeling", key: 4, colour: "#a04606", definition: "Words\nthat insult"),
        (name: "Prediction", key: "ß"),
    ],
    link_kinds: [
        (name: "Answers", definition: "To a question"),
    ],
    tags: ["cost", "who\u{a0}knew"],
    scale: ["True", "Half true"],
    guide: [
        "# How we mark",
        "",
        "Carefully.",
        "",
    ],
    silenced: [
        (rule: "figure-kind", about: "m8d1k5r2t7zz", why: "A name"),
    ],
    articles: [
        (
            id: "a7k2m9q4x1cb",
            title: "Inspectors found 40 cracks",
            origin: (file: "inspectors.txt", url: "https://example.org/a?b=c&d", outlet: "Wire", published: "2026-03-02", bom: true, crlf: true),
            state: InProgress,
            blocks: [(0, Title), (4, Caption)],
            text: [
                "Inspectors found 40 cracks",
                "",
                "Mayor Elin\u{feff} Varga said: “سلام، کتاب‌خانه” e👩‍👩‍👧‍👦\rMore\u{2028}than 40",
                "",
                "\u{202e}Picture\u{202c}\t\u{85}",
                "",
            ],
            skip: [(94, 101)],
            marks: [
                (id: "m0000000000a", label: Own("Prediction"), at: [(0, 10)], quote: ["Inspectors"], links: [(kind: Own("Answers"), to: "m8d1k5r2t7zz")], state: Rejected, decided: (by: "jonas", on: "2026-03-04T00:00:00Z", why: "No"), score: 0.25, by: "model"),
                (id: "m8d1k5r2t7zz", label: Claim, at: [(28, 33), (53, 57)], quote: ["Mayor", "سلام"], worth: CheckWorthy, voice: Indirect, kinds: [Event, Quote], check: "k00000000001", links: [(kind: SaidBy, to: "m3v9q2m8x1ab", cue: [(46, 50)])], note: "A\r\nB", discuss: true, tags: ["cost"], by: "amira", on: "2026-03-03T09:12:44.5Z", kept: [(format: "brat", text: "A1\tNegated T1\n")]),
                (id: "m3v9q2m8x1ab", label: Source, at: [(28, 45)], quote: ["Mayor Elin\u{feff} Varga"], name: "Elin Varga", naming: Named, kind: Person, by: "amira", on: "2026-03-03T09:12:44Z"),
                (id: "m00000000002", label: Figure, at: [(79, 93)], quote: ["More\u{2028}than 40\n\n"], low: 40.10, high: "2019-03-01T13:20", how: MoreThan, unit: "%", what: "cracks", trend: Up, kind: Count, links: [(kind: Quantifies, to: "m8d1k5r2t7zz", auto: true)], state: Proposed),
            ],
            kept: [
                (format: "conll", text: "# x"),
            ],
        ),
        (
            id: "a00000000000",
            text: [
                "",
            ],
        ),
    ],
    checks: [
        (id: "k00000000001", statement: "S", verdict: "True", justification: "J", evidence: [(question: "Q", answer: "A", title: "T", url: "U", archived: "V", quote: "W", medium: "M", retrieved: "2026"), ()], speaker: "P", claimed_on: "2026-03-02", by: "amira", on: "2026-03-04T16:20:31Z"),
    ],
    comments: [
        (id: "c00000000001", about: "a7k2m9q4x1cb", text: "First", by: "amira", resolved: true),
        (id: "c00000000002", about: "a7k2m9q4x1cb", reply_to: "c00000000001", text: "Second", by: "jonas", on: "2026-03-05T08:12:55Z"),
    ],
    kept: [
        (format: "brat", text: "[entities]"),
    ],
)
"##;

/// The golden file as it is written: the tag's NBSP stands for itself.
pub(super) fn golden() -> String {
    GOLDEN.replace("who\\u{a0}knew", "who\u{a0}knew")
}

#[test]
fn the_layout_is_this_one() {
    let read = read(&golden()).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!((read.repairs, read.newer), (vec![], None));
    assert_eq!(write(&read.project), golden());
    let project = read.project;
    assert_eq!(project.title(), "Harbour \"bridge\" \\ closure");
    assert!(matches!(project.setting(&SettingKey::Guide), Some(crate::project::Setting::Guide(guide)) if guide == "# How we mark\n\nCarefully.\n"));
    let article = project.articles().next().unwrap();
    assert_eq!(article.text.paragraph_str(2), "Mayor Elin\u{feff} Varga said: “سلام، کتاب‌خانه” e👩‍👩‍👧‍👦\rMore\u{2028}than 40");
    let figure = project.marks().find(|mark| mark.state == MarkState::Proposed).unwrap();
    let Meaning::Figure(quantity) = &figure.meaning else { panic!("{figure:?}") };
    assert_eq!(quantity.low.as_ref().map(Bound::to_string), Some("40.10".to_owned()), "not a digit is lost");
    assert_eq!(project.comments_about(Subject::Article(article.id)).count(), 2);
}

#[test]
fn an_empty_project_has_its_three_lists() {
    let empty = "// factmark project\n(\n    format: 1,\n    articles: [],\n    checks: [],\n    comments: [],\n)\n";
    assert_eq!(write(&Project::default()), empty);
    assert_eq!(read(empty).unwrap().project, Project::default());
    assert_eq!(read("(format: 1)").unwrap().project, Project::default());
}

#[test]
fn a_file_changed_by_hand_still_reads() {
    let expected = read(&golden()).unwrap().project;
    let crlf = format!("\u{feff}{}", golden().replace('\n', "\r\n"));
    assert_eq!(read(&crlf).unwrap().project, expected);
    let one_line = golden().replace(",\n", ", ").replace("// factmark project\n", "/* a comment */ ");
    assert_eq!(read(&one_line).unwrap().project, expected);
    let no_trailing_commas = golden().replace("),\n    ]", ")\n ]").replace("],\n)", "] // the end\n)");
    assert_eq!(read(&no_trailing_commas).unwrap().project, expected);
    let reordered = golden().replacen("    format: 1,\n", "", 1).replace("],\n)\n", "],\n    format: 1, // last\n)\n");
    assert_eq!(read(&reordered).unwrap().project, expected);
    let one_string =
        golden().replace("[\n        \"# How we mark\",\n        \"\",\n        \"Carefully.\",\n        \"\",\n    ]", "\"# How we mark\\n\\nCarefully.\\n\"");
    assert_eq!(read(&one_string).unwrap().project, expected);
    let raw = golden().replace("statement: \"S\"", "statement: r#\"S\"#").replace("low: 40.10", "low: /* or so */ 40.10");
    assert_eq!(read(&raw).unwrap().project, expected);
}

#[test]
fn a_newer_file_is_read_as_far_as_it_can_be() {
    let newer = golden()
        .replace("format: 1,", "format: 2, mood: Bright(1, {\"a\": 2}),")
        .replace("label: Source,", "label: Source, worth: CheckWorthy, certainty: [High],")
        .replace("naming: Named", "naming: Nicknamed")
        .replace("(4, Caption)", "(4, Footnote)");
    let read = read(&newer).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(read.newer, Some(2));
    assert_eq!(read.project.mark_count(), 4);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn what_is_written_is_read_back(project in generate::project()) {
        let file = write(&project);
        prop_assert!(!file.contains('\r') && file.ends_with(")\n"));
        let back = read(&file).map_err(|error| TestCaseError::fail(format!("{error}\n{file}")))?;
        prop_assert_eq!(&back.repairs, &vec![]);
        prop_assert_eq!(&back.project, &project);
        prop_assert_eq!(write(&back.project), file);
    }

    #[test]
    fn no_bytes_make_it_panic(project in generate::project(), places in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..4_u8), 1..6)) {
        let mut bytes = write(&project).into_bytes();
        for (place, byte, how) in places {
            let at = place.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => bytes.truncate(at + 1),
                2 => bytes.insert(at, b"()[]{}\",:\\/*<=1Or"[usize::from(byte) % 17]),
                _ => drop(bytes.remove(at)),
            }
            if bytes.is_empty() {
                bytes.push(b'(');
            }
        }
        if let Err(error) = read(&String::from_utf8_lossy(&bytes)) {
            prop_assert!(!error.to_string().is_empty());
        }
    }
}
