//! Files of other tools.

use super::*;
use serde_json::Value;

const ONE: (&str, &str) = (include_str!("../../../../tests/data/formats/brat/d1.txt"), include_str!("../../../../tests/data/formats/brat/d1.ann"));
const TWO: (&str, &str) = (include_str!("../../../../tests/data/formats/brat/d2.txt"), include_str!("../../../../tests/data/formats/brat/d2.ann"));

fn sample() -> Memory {
    Memory::of(&[("d1.ann", ONE.1), ("d1.txt", ONE.0), ("d2.ann", TWO.1), ("d2.txt", TWO.0)])
}

#[test]
fn the_given_sample_says_what_is_expected_of_it() {
    let expected: Value = serde_json::from_str(include_str!("../../../../tests/data/formats/brat/expected.json")).unwrap();
    let documents = taken(&sample());
    let found: Vec<Value> = documents
        .iter()
        .map(|document| {
            let spans: Vec<Value> = document
                .spans
                .iter()
                .map(|span| serde_json::json!({"id": span.id, "label": span.label, "start": span.at[0].0, "end": span.at[0].1, "text": span.quote[0]}))
                .collect();
            let links: Vec<Value> = document.ties.iter().map(|tie| serde_json::json!({"type": tie.kind, "from": tie.from, "to": tie.to})).collect();
            serde_json::json!({"id": document.id, "text": document.text, "spans": spans, "links": links})
        })
        .collect();
    assert_eq!(serde_json::json!({ "docs": found }), expected);
    for document in &documents {
        assert_eq!(document.unit, Some(Unit::CodePoints));
        for span in &document.spans {
            let (at, quote) = words(document, span);
            assert_eq!(at, quote);
        }
    }
    assert_eq!((documents[0].file.as_str(), documents[0].origin.file.as_str(), documents[0].spans[2].line), ("d1.ann", "d1.txt", 3));
}

/// A corpus as brat users make them: lines in the order of the work, ids with gaps, everything that the format has.
const CORPUS: [(&str, &str); 3] = [
    (
        "annotation.conf",
        "# ours\n[entities]\nContent\n\tclaim\npos_xy\nSource\n[relations]\nsupports Arg1:<ANY>, Arg2:<ANY>\nsaid_by Arg1:claim, Arg2:Source\nattributed_to Claim:claim, Source:Source\n\n[events]\nCue Speaker:Source\n[attributes]\nNegation Arg:<EVENT>\nSpeculation Arg:<ANY>\nVerdict Arg:claim\nkind Arg:<ANY>",
    ),
    (
        "a.ann",
        concat!(
            "T4\tclaim 8 24\t«GDP rose 4.2%»,\n",
            "T3\tSource 32 35;45 55\tONS ons.gov.uk\n",
            "T9\tCue 26 31\tsaid \n",
            "E1\tCue:T9 SaidBy:T3 Content:T4 Said_By2:E1 \n",
            "R7\tattributed_to Claim:T4 Source:T3\n",
            "R2\tsaid_by Arg1:T4 Arg2:T3\t\n",
            "R3\tsupports Arg1:T3 Arg2:T4\n",
            "A5\tVerdict T4 Half true_ish\n",
            "A1\tNegation E1\n",
            "M2\tSpeculation R7\n",
            "*\tEquiv T4 T9\n",
            "N1\tReference T3 KB:ons-1\tOffice for National Statistics\n",
            "#1\tAnnotatorNotes T4\tneeds the\\base year\n",
            "#2\tAnnotatorNotes T4\t\n",
            "#3\tNormalized T4\tx\n",
            "#9\tAnnotatorNotes R7\tsure?\n",
            "# what is this\n",
            "T1\tContent 8 30;32 44\t«GDP rose 4.2%»,  said ONS. Source:\n",
            "A6\tkind T1 Foo\n",
            "T2\tpos_xy 45 47\ton\ttail\n",
        ),
    ),
    ("a.txt", "Récord: «GDP rose 4.2%»,  said  ONS.\nSource: ons.gov.uk\n"),
];

#[test]
fn a_corpus_that_nobody_touched_comes_back_line_by_line() {
    let text = "Récord: «GDP rose 4.2%»,  said  ONS.\nSource: ons.gov.uk\n";
    assert_eq!(CORPUS[2].1, text);
    let corpus = Memory::of(&CORPUS);
    let documents = taken(&corpus);
    let project = project(&documents);
    let again = written(&project);
    assert_eq!(again.text("a.ann"), corpus.text("a.ann"));
    assert_eq!(again, corpus);
    let sample = sample();
    let mut again = written(&super::project(&taken(&sample)));
    assert!(again.files.remove("annotation.conf").is_some());
    assert_eq!(again, sample);
}

#[test]
fn what_the_model_can_say_is_said_and_the_rest_is_kept() {
    let [document] = <[Document; 1]>::try_from(taken(&Memory::of(&CORPUS))).unwrap();
    let span = |id: &str| document.spans.iter().find(|span| span.id == id).unwrap();
    let ties: Vec<(&str, &str, &str, usize)> = document.ties.iter().map(|tie| (tie.kind.as_str(), tie.from.as_str(), tie.to.as_str(), tie.cue.len())).collect();
    let expected =
        [("SaidBy", "T9", "T3", 1), ("Said_By", "T9", "T9", 1), ("attributed_to", "T4", "T3", 0), ("said_by", "T4", "T3", 0), ("supports", "T3", "T4", 0)];
    assert_eq!(ties, expected);
    assert_eq!(document.ties[0].cue, span("T9").at);
    assert_eq!(span("T4").attributes, [("verdict".to_owned(), "Half true_ish".to_owned())]);
    assert_eq!(span("T4").note, "needs the\\base year\n");
    assert_eq!(span("T3").at, [(32, 35), (45, 55)]);
    assert_eq!(span("T2").quote, ["on"]);
    let kept = |span: &Span| span.kept.iter().map(|kept| kept.text.clone()).collect::<Vec<_>>();
    assert_eq!(kept(span("T9")), ["id T9", "E1\tCue:T9 SaidBy:T3 Content:T4 Said_By2:E1 ", "A1\tNegation E1"]);
    assert_eq!(kept(span("T3"))[..2], ["id T3", "R3\tsupports Arg1:T3 Arg2:T4"]);
    let of_article: Vec<&str> = document.kept.iter().map(|kept| kept.text.as_str()).collect();
    assert_eq!(of_article[0], format!("annotation.conf\n{}", CORPUS[0].1));
    assert!(of_article[1].starts_with("order\nT4 T3 T9 E1 R7 "), "{}", of_article[1]);
    assert_eq!(of_article[2..], ["M2\tSpeculation R7", "*\tEquiv T4 T9", "#9\tAnnotatorNotes R7\tsure?", "# what is this"]);
}

#[test]
fn fragments_around_line_breaks_are_one_and_others_are_not() {
    let files = Memory::of(&[
        ("a.ann", "T1\tclaim 0 5;6 12;14 19\tfirst second third\nT2\tclaim 0 12\tfirst second\nT3\tclaim 0 5;14 19\tfirst third\nT4\tclaim 0 2;2 5\tfi rst\n"),
        ("a.txt", "first\nsecond\t\nthird"),
    ]);
    let documents = taken(&files);
    let at: Vec<&[(usize, usize)]> = documents[0].spans.iter().map(|span| span.at.as_slice()).collect();
    assert_eq!(at, [&[(0, 19)][..], &[(0, 12)], &[(0, 5), (14, 19)], &[(0, 2), (2, 5)]]);
    for span in &documents[0].spans {
        let (at, quote) = words(&documents[0], span);
        assert_eq!(at, quote);
    }
    assert_eq!(written(&project(&documents)).text("a.ann"), files.text("a.ann"));
}

#[test]
fn the_text_is_counted_as_its_quotes_say() {
    let read_one = |text: &str, ann: &str| taken(&Memory::of(&[("a.txt", text), ("a.ann", ann)])).remove(0);
    let stands = read_one("one\r\ntwo", "T1\tx 5 8\ttwo\n");
    assert_eq!((stands.text.as_str(), stands.origin.crlf, stands.unit), ("one\r\ntwo", false, Some(Unit::CodePoints)));
    let lines = read_one("one\r\ntwo", "T1\tx 4 7\ttwo\r\n");
    assert_eq!((lines.text.as_str(), lines.origin.crlf, lines.spans[0].at[0]), ("one\ntwo", true, (4, 7)));
    let skipped = read_one("\u{feff}one\r\ntwo", "\u{feff}T1\tx 4 7\ttwo\n");
    assert_eq!((skipped.text.as_str(), skipped.origin.bom, skipped.spans[0].at[0]), ("one\ntwo", true, (4, 7)));
    let counted = read_one("\u{feff}one\r\ntwo", "T1\tx 1 4;6 9\tone two\n");
    assert_eq!((counted.text.as_str(), counted.origin.bom, &*counted.spans[0].at), ("one\r\ntwo", true, &[(0, 8)][..]));
    assert_eq!(counted.spans[0].quote, ["one\r\ntwo"]);
    let none = read_one("one\r\ntwo", "");
    assert_eq!(none.text, "one\r\ntwo");
    let utf16 = read_one("📈 up 📈 down", "T1\tx 3 5\tup\nT2\tx 6 13\t📈 down\n");
    assert_eq!((utf16.unit, &utf16.spans[1].at[0], utf16.spans[1].quote[0].as_str()), (Some(Unit::Utf16), &(6, 13), "📈 down"));
}

#[test]
fn parted_files_are_read_as_one() {
    let files = Memory::of(&[
        ("c/a.a1", "T1\tProtein 0 3\tIL2\n"),
        ("c/a.a2", "T2\tExpression 4 13\texpressed\nE1\tExpression:T2 Theme:T1 \nM1\tNegation E1\n"),
        ("c/a.txt", "IL2 expressed"),
        ("c/b.txt", "nothing"),
        ("c/.stats_cache", "x"),
    ]);
    let documents = taken(&files);
    let found: Vec<(&str, &str, usize)> = documents.iter().map(|document| (document.file.as_str(), document.id.as_str(), document.spans.len())).collect();
    assert_eq!(found, [("c/a.a1", "a", 2), ("c/b.txt", "b", 0)]);
    let places: Vec<(&str, usize)> = documents[0].spans.iter().map(|span| (span.file.as_str(), span.line)).collect();
    assert_eq!(places, [("", 1), ("c/a.a2", 1)]);
    let again = written(&project(&documents));
    assert_eq!(again.text("c/a.ann"), "T1\tProtein 0 3\tIL2\nT2\tExpression 4 13\texpressed\nE1\tExpression:T2 Theme:T1 \nM1\tNegation E1\n");
    assert_eq!(again.text("c/b.ann"), "");
}
