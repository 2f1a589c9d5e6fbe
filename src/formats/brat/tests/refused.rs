//! What cannot be taken, and what must not end in a panic.

use super::*;
use proptest::prelude::*;

/// Why a line behind `T1\tClaim 0 3\tone` is refused.
fn why(line: &str) -> String {
    let files = Memory::of(&[("a.txt", "one two"), ("a.ann", &format!("T1\tClaim 0 3\tone\nR1\tx Arg1:T1 Arg2:T1\nA1\tx T1\n{line}\n"))]);
    let (documents, refused) = read(&files);
    assert_eq!(documents[0].spans[0].quote, ["one"], "the other lines are taken");
    let [Refused { file, line: number, why }] = <[Refused; 1]>::try_from(refused).unwrap_or_else(|refused| panic!("{line}: {refused:?}"));
    assert_eq!((file.as_str(), number), ("a.ann", 4));
    why
}

#[test]
fn each_line_that_cannot_be_taken_is_refused_with_a_sentence() {
    let cases = [
        ("T2 Claim 0 3 one", "its id is not followed by a tab"),
        ("T2\tClaim\tone", "a text-bound line has a type and places, such as `Claim 0 12`"),
        ("T2\t 0 3\tone", "it has no type"),
        ("T2\tClaim 0 3", "it has no text behind its places"),
        ("T2\tClaim 0 3\t", "it has no text behind its places"),
        ("T2\tClaim 0 x\tone", "`0 x` is no place: write START END in code points"),
        ("T2\tClaim -1 3\tone", "`-1 3` is no place: write START END in code points"),
        ("T2\tClaim 0 99999999999999999999999\tone", "`0 99999999999999999999999` is no place: write START END in code points"),
        ("T2\tClaim 3 3\tone", "its place 3 3 holds nothing"),
        ("T2\tClaim 0 3;2 4\tone e ", "its fragments overlap"),
        ("T2\tClaim 0 3;5 7\tonetwo", "its text is not as long as its fragments with a blank between them"),
        ("T2\tClaim 0 3;4 7\tone two!", "its text is not as long as its fragments with a blank between them"),
        ("T1\tClaim 0 3\tone", "the id T1 was taken before, in line 1"),
        ("R2\tx Arg1:T1", "a relation has a type and two arguments, such as `Supports Arg1:T1 Arg2:T2`"),
        ("R2\tx Arg1:T1 Arg2:T1 Arg3:T1", "a relation has a type and two arguments, such as `Supports Arg1:T1 Arg2:T2`"),
        ("R2\tx Arg1:T1 Arg2:T9", "it is about T9, which no line before or after it has"),
        ("R2\tx Arg1:R1 Arg2:T1", "it is about R1, of which this cannot be said"),
        ("E1\tSpeech", "an event has a type, a trigger and roles, such as `Speech:T1 Speaker:T2`"),
        ("E1\tSpeech:T9", "it is about T9, which no line before or after it has"),
        ("E1\tSpeech:R1", "it is about R1, which no line before or after it has"),
        ("E1\tSpeech:T1 Role:T9", "it is about T9, which no line before or after it has"),
        ("E1\tSpeech:T1 Role:A1", "it is about A1, which no line before or after it has"),
        ("A2\tworth", "an attribute has a name and what it is said of, such as `Negation E1`"),
        ("A2\tworth A1 x", "it is about A1, of which this cannot be said"),
        ("M2\tx T9", "it is about T9, which no line before or after it has"),
        ("N1\tx", "a normalisation has a type and what it is about, such as `Reference T1 DB:7`"),
        ("N1\tx T9 a:b\tc", "it is about T9, which no line before or after it has"),
        ("#1\tx", "a note has a type and what it is about, such as `AnnotatorNotes T1`"),
        ("#1\tx #2\ty", "it is about #2, which no line before or after it has"),
        ("*\tEquiv T1 T9", "it is about T9, which no line before or after it has"),
    ];
    for (line, expected) in cases {
        assert_eq!(why(line), expected, "{line}");
    }
    let twice = Memory::of(&[("a.txt", "one"), ("a.ann", "T1\tClaim 0 3\tone\nA1\tworth T1 x\nA2\tWorth T1 y\n")]);
    assert_eq!(read(&twice).1[0].why, "the worth of T1 is said in another line");
}

#[test]
fn files_that_do_not_belong_are_refused_whole() {
    let mut files = Memory::of(&[
        ("a.ann", ""),
        ("b.a1", "T1\tx 0 1\tb\n"),
        ("b.ann", "T1\tx 0 1\tb\n# \u{0}\n"),
        ("b.txt", "b"),
        ("c.txt", ""),
        ("visual.conf", "[labels]\n"),
        ("x.md", "#"),
        ("z/annotation.conf", "[entities]\n"),
    ]);
    files.files.insert("c.txt".to_owned(), b"ab\xff".to_vec());
    files.files.get_mut("b.ann").unwrap().extend_from_slice(b"T2\tx\xff 0 1\tb\n");
    let (documents, refused) = read(&files);
    assert_eq!(documents.len(), 1);
    let refused: Vec<(&str, usize, &str)> = refused.iter().map(|refused| (refused.file.as_str(), refused.line, refused.why.as_str())).collect();
    let expected = [
        ("a.ann", 0, "there is no .txt of the same name beside it"),
        ("b.a1", 0, "the .ann of the same name is read instead"),
        ("b.ann", 3, "it is not UTF-8"),
        ("c.txt", 0, "it is not UTF-8: see byte 2"),
        ("x.md", 0, "it is no file of brat's text and annotations"),
        ("z/annotation.conf", 0, "there is no article in its folder or below it that it could be kept with"),
    ];
    assert_eq!(refused, expected);
}

#[test]
fn many_lines_of_one_kind_take_their_time_once() {
    let mut ann = String::from("T1\tClaim 0 3\tone\nT2\tSource 4 7\ttwo\n");
    let many = 20_000;
    for number in 1..=many {
        ann.push_str(&format!("#{number}\tAnnotatorNotes T1\tx\nR{number}\tSaidBy Arg1:T1 Arg2:T2\nA{number}\tx T1\nE{number}\tx:T1 SaidBy:T2\n"));
    }
    let places: Vec<String> = (7..many + 7).map(|number| format!("{number} {}", number + 1)).collect();
    ann.push_str(&format!("T3\tx {}\t{}\n", places.join(";"), vec!["o"; many].join(" ")));
    let files = Memory::of(&[("a.txt", &format!("one two{}", "o".repeat(many))), ("a.ann", &ann)]);
    let begun = std::time::Instant::now();
    let documents = taken(&files);
    assert_eq!((documents[0].ties.len(), documents[0].spans[0].note.len()), (2 * many, 2 * many - 1));
    let project = project(&[Document { ties: documents[0].ties[..2].to_vec(), spans: documents[0].spans[..2].to_vec(), ..documents[0].clone() }]);
    assert_eq!(written(&project).text("a.ann").lines().count(), 2 + 4 * many);
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_end_in_a_panic(text in prop::collection::vec(any::<u8>(), 0..60), ann in prop::collection::vec(any::<u8>(), 0..200)) {
        let files = Memory { files: BTreeMap::from([("a.txt".to_owned(), text), ("a.ann".to_owned(), ann.clone()), ("annotation.conf".to_owned(), ann)]), last: String::new() };
        for document in read(&files).0 {
            prop_assert_eq!(document.spans.iter().filter(|span| span.at.is_empty()).count(), 0);
        }
    }

    #[test]
    fn no_line_of_the_right_pieces_ends_in_a_panic(pieces in prop::collection::vec(prop::sample::select(PIECES.as_slice()), 0..60)) {
        let files = Memory::of(&[("a.txt", "one\r\ntwo é 📈\tx"), ("a.ann", &pieces.concat())]);
        let (documents, refused) = read(&files);
        let lines = pieces.concat().lines().count();
        prop_assert!(refused.len() <= lines);
        // What was taken is written, read and written alike, with places that fit the text.
        let fits = |document: &Document| document.unit.is_some();
        if documents.iter().all(fits) {
            let again = written(&super::project(&documents));
            let (documents, refused) = read(&again);
            prop_assert_eq!(refused, []);
            prop_assert_eq!(written(&super::project(&documents)), again);
        }
    }

    #[test]
    fn no_damage_to_a_good_file_ends_in_a_panic(cuts in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let good = include_bytes!("../../../../tests/data/formats/brat/d1.ann");
        let mut ann = good.to_vec();
        for (index, byte) in cuts {
            let at = index.index(ann.len());
            ann[at] = byte;
        }
        let text = include_str!("../../../../tests/data/formats/brat/d1.txt");
        let files = Memory { files: BTreeMap::from([("a.txt".to_owned(), text.as_bytes().to_vec()), ("a.ann".to_owned(), ann.clone())]), last: String::new() };
        let (documents, refused) = read(&files);
        let lines = ann.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).count();
        let kept: usize = documents[0].kept.iter().filter(|kept| !kept.text.starts_with("order\n")).count();
        prop_assert!(documents[0].spans.len() + documents[0].ties.len() + kept + refused.len() + 2 >= lines, "every line is somewhere");
    }
}

/// What lines are made of.
const PIECES: [&str; 33] = [
    "T1",
    "T2",
    "T3",
    "E1",
    "E2",
    "R1",
    "A1",
    "M1",
    "N1",
    "#1",
    "*",
    "\t",
    "\t",
    "\n",
    "\n",
    "\n",
    " ",
    " ",
    "\r\n",
    "T1\tClaim 0 3\tone\n",
    "T2\tSource 5 8;9 10\ttwo é\n",
    "T3\tx_xE9_ 0 3;5 8\tone two\n",
    "E1\tClaim:T1 SaidBy:T2\n",
    "E2\tCue:T3 Supports:E1 Theme:E2\n",
    "R1\tsaid_by Arg1:T1 Arg2:T2\n",
    "A1\tworth T1 CheckWorthy\n",
    "A2\tNegation E1\n",
    "#1\tAnnotatorNotes T1\ta\\nb\n",
    "#2\tFactmarkNote T1\ta\\nb\n",
    "*\tEquiv T1 E1\n",
    "Claim 0 3;4 5",
    "Arg1:T1 Arg2:T2",
    "id T1",
];
