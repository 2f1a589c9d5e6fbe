//! Tables of marks as PTC and others have them, and what is refused.

use super::*;
use crate::formats::conll::tests::{Shelf, marked, read, said};
use crate::project::generate::HARD;
use proptest::prelude::*;

fn marks(document: &Document) -> Vec<String> {
    marked(document).into_iter().map(|(label, words)| format!("{label}:{words}")).collect()
}

#[test]
fn a_table_as_we_describe_it_is_read_in_code_points() {
    let text = "\u{feff}Récord 📈: e\u{301}lan «GDP»\r\nשלום 北京";
    let table = "\u{feff}id\tlabel\tstart\tend\ttext\tmore\r\nT1\tClaim\t7\t8\t📈\t\r\nT2\tOwn label\t10\t15\te\u{301}lan\tx\ty\r\n\r\nT3\tClaim\t17\t20\tGDP\r\nT4\tFigure\t23\t30\tשלום 北京\r\n";
    let (documents, refused) = read(&Tsv, &Shelf::of(&[("a/one.txt", text), ("a/one.tsv", table), ("two.txt", "nothing here")]));
    assert_eq!(said(&refused), Vec::<String>::new());
    let [one, two] = documents.as_slice() else { panic!("{documents:?}") };
    assert_eq!((one.id.as_str(), one.file.as_str(), one.text.as_str()), ("one", "a/one.tsv", text.trim_start_matches('\u{feff}')));
    assert_eq!((one.origin.file.as_str(), one.origin.bom, one.unit), ("one.txt", true, Some(Unit::CodePoints)));
    assert_eq!(marks(one), ["Claim:📈", "Own label:e\u{301}lan", "Claim:GDP", "Figure:שלום 北京"]);
    assert_eq!(
        one.spans.iter().map(|span| (span.line, span.id.as_str(), span.quote[0].as_str())).collect::<Vec<_>>(),
        [(2, "T1", "📈"), (3, "T2", "e\u{301}lan"), (5, "T3", "GDP"), (6, "T4", "שלום 北京")]
    );
    assert_eq!(one.spans[1].kept, [Kept { format: "tsv".into(), text: "x\ty".into() }]);
    assert_eq!((two.id.as_str(), two.spans.len(), two.text.as_str()), ("two", 0, "nothing here"));
}

#[test]
fn the_sets_of_ptc_are_read_with_their_names() {
    let files = Shelf::of(&[
        ("train-articles/article111.txt", "Doubt it. Loaded words!\n"),
        ("train-labels-task1-si/article111.task1-SI.labels", "111\t0\t8\n"),
        ("train-labels-task2-tc/article111.task2-TC.labels", "111\tDoubt\t0\t8\n111\tName_Calling,Labeling\t10\t16\n"),
        ("train-articles/article222.txt", "More"),
        ("train-articles/article222.labels.tsv", "222\tDoubt\t0\t4\n"),
        ("train-articles/article333.txt", "Most"),
        ("train-articles/article333.labels", "333\tDoubt\t0\t2\tMo\n333\tDoubt\t2\t4\n"),
    ]);
    let (documents, refused) = read(&Tsv, &files);
    assert_eq!(said(&refused), Vec::<String>::new());
    let all: Vec<(&str, Vec<String>)> = documents.iter().map(|document| (document.id.as_str(), marks(document))).collect();
    let list = |marks: &[&str]| marks.iter().map(|mark| (*mark).to_owned()).collect::<Vec<_>>();
    assert_eq!(
        all,
        [
            ("111", list(&["SI:Doubt it", "Doubt:Doubt it", "Name_Calling,Labeling:Loaded"])),
            ("222", list(&["Doubt:More"])),
            ("333", list(&["Doubt:Mo", "Doubt:st"]))
        ]
    );
    assert!(documents.iter().flat_map(|document| &document.spans).all(|span| span.id.is_empty()));
    let quotes: Vec<&[String]> = documents[2].spans.iter().map(|span| span.quote.as_slice()).collect();
    assert_eq!(quotes, [["Mo".to_owned()].as_slice(), &[]], "a row without words takes none from the others");
    let files: Vec<&str> = documents[0].spans.iter().map(|span| span.file.as_str()).collect();
    assert_eq!(
        files,
        [
            "train-labels-task1-si/article111.task1-SI.labels",
            "train-labels-task2-tc/article111.task2-TC.labels",
            "train-labels-task2-tc/article111.task2-TC.labels"
        ]
    );
}

/// The quotes of each row of a table, and whether a doubt was told.
fn quotes(text: &str, table: &str) -> (Vec<Vec<String>>, usize) {
    let mut documents = Vec::new();
    let mut take = |document| documents.push(document);
    let mut reading = Reading::new(&mut take);
    Tsv.read(&Shelf::of(&[("a.txt", text), ("a.tsv", table)]), &mut reading);
    assert_eq!(reading.refused, []);
    let told = reading.repaired.len();
    (documents.iter().flat_map(|document: &Document| &document.spans).map(|span| span.quote.clone()).collect(), told)
}

#[test]
fn the_fifth_column_is_words_where_most_cells_are_as_long_as_their_ranges_or_the_header_says_so() {
    let list = |words: &[&str]| words.iter().map(|word| if word.is_empty() { Vec::new() } else { vec![(*word).to_owned()] }).collect::<Vec<_>>();
    let text = "📈 John said no.";
    let row = |start: usize, end: usize, cell: &str| format!("1\tX\t{start}\t{end}\t{cell}\n");
    assert_eq!(quotes(text, &(row(2, 6, "John") + &row(7, 11, ""))).0, list(&["John", ""]));
    assert_eq!(quotes(text, &(row(3, 7, "John") + &row(8, 12, "said"))), (list(&["John", "said"]), 0), "wrong places do not make it another column");
    assert_eq!(quotes(text, &(row(7, 11, "John") + &row(2, 6, "Ann") + &row(12, 14, "Ann"))).0, list(&["", "", ""]), "the analyst of each row");
    assert_eq!(quotes(text, &(row(2, 6, "0.9871") + &row(7, 11, "0.5"))), (list(&["", ""]), 1), "a score; then nothing proves the places beside an emoji");
    assert_eq!(quotes(text, &format!("id\tlabel\tstart\tend\ttext\n{}", row(2, 6, "John said no."))).0, list(&["John said no."]));
}

#[test]
fn what_nothing_proves_is_told_where_programs_differ() {
    for (text, count) in [("plain text", 0), ("two\r\nlines", 1), ("\u{feff}marked", 1), ("📈 signs", 1), ("é\nline", 0)] {
        assert_eq!(quotes(text, "1\tX\t0\t2\n").1, count, "{text:?}");
    }
}

#[test]
fn what_is_neither_a_text_nor_a_table_is_named_and_a_header_says_what_the_fifth_column_is() {
    let (documents, refused) = read(&Tsv, &Shelf::of(&[("a.txt", "some text"), ("a.TSV", "1\tX\t0\t4\n"), ("a.csv", "x")]));
    assert_eq!(marks(&documents[0]), ["X:some"]);
    assert_eq!(said(&refused), ["a.csv:0: it is neither a text, whose name ends in .txt, nor a table, whose name ends in .tsv or .labels"]);
    let scores = "id\tlabel\tstart\tend\tscore\n1\tX\t0\t4\t0.91\n1\tX\t5\t9\t0.82\n";
    let (documents, refused) = read(&Tsv, &Shelf::of(&[("a.txt", "some text"), ("a.tsv", scores)]));
    assert_eq!((said(&refused), marks(&documents[0])), (Vec::<String>::new(), vec!["X:some".to_owned(), "X:text".to_owned()]));
}

#[test]
fn a_broken_first_row_is_no_header() {
    for (table, said_of) in [
        ("1\tClaim\t-5\t4\n", Some("a.tsv:1: its start “-5” is no number")),
        ("1\tClaim\t0.0\t4\n", Some("a.tsv:1: its start “0.0” is no number")),
        ("1\tClaim\tx\t4\n", Some("a.tsv:1: its start “x” is no number")),
        ("id\tlabel\tstart\tend\n", None),
    ] {
        let (_, refused) = read(&Tsv, &Shelf::of(&[("a.txt", "some text"), ("a.tsv", table)]));
        assert_eq!(said(&refused), said_of.into_iter().collect::<Vec<_>>(), "{table}");
    }
    let (documents, refused) = read(&Tsv, &Shelf::of(&[("a.txt", "some text"), ("a.task1-SI.labels", "id\tstart\tend\n1\t0\t4\n")]));
    assert_eq!((said(&refused), marks(&documents[0])), (Vec::<String>::new(), vec!["SI:some".to_owned()]));
}

#[test]
fn rows_that_are_none_are_refused_by_line() {
    let table = "T0\tClaim\t0\t2\nT1\tClaim\tone\t2\nT2\tClaim\t0\t-2\nT3\t\t0\t2\nT4\tClaim\t2\t2\nT5\tClaim\t0\nT6\tClaim\t99999999999999999999999\t2\n";
    let mut files = Shelf::of(&[("a.txt", "abc"), ("a.tsv", table), ("b.tsv", "x\tClaim\t0\t1\n"), ("c.tsv", "x\tClaim\t0\t1\n")]);
    files.0.get_mut("a.tsv").unwrap().extend_from_slice(b"T7\t\xff\t0\t1\n");
    files.0.insert("c.txt".to_owned(), b"abc\xff".to_vec());
    let (documents, refused) = read(&Tsv, &files);
    assert_eq!(
        said(&refused),
        [
            "b.tsv:0: there is no .txt file of its name, or there are several in other folders",
            "a.tsv:2: its start “one” is no number",
            "a.tsv:3: its end “-2” is no number",
            "a.tsv:4: it has no label",
            "a.tsv:5: its end 2 is not behind its start 2",
            "a.tsv:6: it has 3 of the columns id, label, start and end",
            "a.tsv:7: its start “99999999999999999999999” is no number",
            "a.tsv:8: it is not UTF-8",
            "c.txt:0: it is not UTF-8 from byte 3 on",
            "c.tsv:0: its text cannot be read",
        ]
    );
    assert_eq!(documents.iter().flat_map(marks).collect::<Vec<_>>(), ["Claim:ab"]);
}

#[test]
fn it_is_not_written() {
    let project = crate::project::Project::default();
    assert!(!Tsv.about().writes);
    assert!(Tsv.write(&Export::of(&project, true), &mut Shelf::default()).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_end_in_a_panic(pieces in prop::collection::vec(prop_oneof![
        prop::sample::select(HARD.as_slice()).prop_map(|piece| piece.as_bytes().to_vec()),
        prop::collection::vec(any::<u8>(), 0..8),
        prop::sample::select(&["1\tX\t0\t1\n", "1\t0\t1\n", "\t", "\t\t\t\t\n", "id\tlabel\tstart\tend\n", "\n"][..]).prop_map(|piece| piece.as_bytes().to_vec()),
    ], 0..24), names in prop::collection::vec(prop::sample::select(&["a.txt", "a.tsv", "a.task1-SI.labels", "a.labels", ".txt", "b/a.labels.tsv", ".tsv", "b/.task.labels"][..]), 1..6)) {
        let mut files = Shelf::default();
        for (number, name) in names.iter().enumerate() {
            files.0.insert((*name).to_owned(), pieces.iter().skip(number).flatten().copied().collect());
        }
        let (documents, refused) = read(&Tsv, &files);
        let rows = pieces.concat().iter().filter(|byte| **byte == b'\n').count() + 1;
        prop_assert!(documents.iter().map(|document| document.spans.len()).sum::<usize>() <= rows * names.len());
        prop_assert!(refused.len() <= (rows + 1) * names.len());
    }
}
