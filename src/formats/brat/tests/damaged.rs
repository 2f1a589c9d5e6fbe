//! Damaged files: no mark stands on other words than its line has, and what is lost is named.

use super::super::super::tests::{Memory as Both, taken as taken_in};
use super::super::super::{Intake, Options};
use super::*;

const TEXT: &str = "📈 John said GDP rose. New York grew, 4.2%.\nSource: ONS.\n";

/// What came of a text and its lines, through the whole intake.
struct Came {
    project: Project,
    intake: Intake,
}

impl Came {
    fn of(text: &str, ann: &str) -> Self {
        let mut files = Both::default();
        for (name, words) in [("a.txt", text), ("a.ann", ann)] {
            files.begin(name).unwrap();
            files.put(words.as_bytes()).unwrap();
        }
        let (project, intake) = taken_in(&Brat, &files, Options { format: "brat", ..Options::default() });
        Self { project, intake }
    }

    fn words(&self) -> Vec<String> {
        self.project.articles().flat_map(|article| self.project.marks_in(article.id).map(|mark| mark.at.words(&article.text))).collect()
    }

    fn refused(&self) -> Vec<(usize, &str)> {
        self.intake.refused.iter().map(|refused| (refused.line, refused.why.as_str())).collect()
    }

    fn repaired(&self) -> Vec<(usize, &str)> {
        self.intake.repaired.iter().map(|repaired| (repaired.line, repaired.why.as_str())).collect()
    }

    fn ann(&self) -> String {
        written(&self.project).text("a.ann").to_owned()
    }
}

#[test]
fn words_beyond_their_place_are_told_and_cut_only_where_brat_does() {
    let came = Came::of(TEXT, "T1\tLoc 2 6\tJohn said GDP\n");
    assert_eq!(came.words(), ["John"]);
    assert_eq!(came.repaired(), [(1, "behind the words of its place stands “said GDP”, which is no part of them: it is kept with the line")]);
    assert_eq!(came.ann(), "T1\tLoc 2 6\tJohn said GDP\n");
    let came = Came::of(TEXT, "T1\tLoc 23 26\tNew York\n");
    assert_eq!((came.words(), came.refused()), (vec![], vec![(1, "its text is not as long as its place")]));
    let came = Came::of(TEXT, "T1\tLoc 23 31\tNew York\n");
    assert_eq!((came.words(), came.refused()), (vec!["New York".to_owned()], vec![]), "in UTF-16");
    let came = Came::of(TEXT, "T1\tLoc 3 11\tNew York\n");
    assert_eq!((came.words(), came.repaired().len()), (vec!["New York".to_owned()], 1), "moved as a whole");
    assert_eq!(came.ann(), "T1\tLoc 22 30\tNew York\n");
    let came = Came::of(TEXT, "T1\tLoc 3 7\tJohn\nT2\tLoc 23 26\tNew York\n");
    assert_eq!(came.words(), ["John", "New"], "the unit is told by the words of another line");
    assert!(came.repaired().contains(&(2, "behind the words of its place stands “York”, which is no part of them: it is left out")), "{:?}", came.repaired());
}

#[test]
fn words_broken_over_lines_are_taken_whole_or_not_at_all() {
    let text = "She said 4.2%.\nONS agreed.\n\nTwice.";
    let came = Came::of(text, "T1\tClaim 9 25\t4.2%.\nONS agreed\n");
    assert_eq!(came.words(), ["4.2%.\nONS agreed"]);
    assert_eq!(came.repaired(), [(1, "its words are broken over lines 1 to 2: they are taken as one")]);
    let came = Came::of(text, "T1\tClaim 9 25\t4.2%.\nONS agreed\nT2\tX 25 34\t.\r\n\r\nTwice.\r\nA1\tSure T1\n");
    assert_eq!((came.words(), came.refused()), (vec!["4.2%.\nONS agreed".to_owned(), ".\n\nTwice.".to_owned()], vec![]));
    assert_eq!(came.ann(), "T1\tClaim 9 14;15 25\t4.2%. ONS agreed\nT2\tX 25 26;28 34\t. Twice.\nA1\tSure T1\n");
    let came = Came::of(text, "T1\tClaim 1 17\t4.2%.\nONS agreed\n");
    assert_eq!((came.words(), came.repaired().len()), (vec!["4.2%.\nONS agreed".to_owned()], 2), "moved as a whole, and told to be broken");
    let came = Came::of(text, "T1\tClaim 9 25\t4.2%.\nSomebody else\n");
    assert_eq!(came.words(), Vec::<String>::new());
    assert_eq!(came.refused(), [(1, "its text is not as long as its place"), (2, "it begins with no id that brat has, such as T1")]);
}

#[test]
fn fragments_are_cut_in_the_unit_of_the_file() {
    let text = "a 📈 b 📈 c é d";
    for unit in Unit::ALL {
        let units = Units::of(text, unit);
        let place = |words: &str| {
            let start = text.rfind(words).unwrap();
            format!("{} {}", units.at(start), units.at(start + words.len()))
        };
        let ann = format!("T1\tX {};{}\t📈 b é\nT2\tX {}\t📈 c\n", place("📈 b"), place("é"), place("📈 c"));
        let came = Came::of(text, &ann);
        assert_eq!((came.words(), came.refused()), (vec!["📈 b … é".to_owned(), "📈 c".to_owned()], vec![]), "{unit:?}");
        assert_eq!(came.ann(), "T1\tX 2 5;10 11\t📈 b é\nT2\tX 6 9\t📈 c\n");
        // Nothing is at its place: each fragment stands at the only place of its words.
        let moved = Came::of(text, &format!("T1\tX {}\tc é\n", if unit == Unit::Bytes { "0 1;2 4" } else { "0 1;2 3" }));
        assert_eq!(moved.words(), ["c … é"]);
    }
}

#[test]
fn byte_order_mark_and_line_ends_are_counted_in_any_unit() {
    let body = "One 📈 é.\r\nTwo 📈 three 📈\r\nfour.\r\n";
    for unit in [Unit::CodePoints, Unit::Utf16, Unit::Bytes] {
        for (bom, counted) in [("", false), ("\u{feff}", false), ("\u{feff}", true)] {
            for crlf in [true, false] {
                let seen = format!("{}{}", if counted { bom } else { "" }, if crlf { body.to_owned() } else { body.replace("\r\n", "\n") });
                let units = Units::of(&seen, unit);
                let line = |id: usize, words: &str| {
                    let start = seen.find(words).unwrap();
                    format!("T{id}\tX {} {}\t{words}\n", units.at(start), units.at(start + words.len()))
                };
                let came = Came::of(&format!("{bom}{body}"), &format!("{}{}{}{}", line(1, "é."), line(2, "three"), line(3, "One"), line(4, "four.")));
                let case = format!("{unit:?} {counted} {crlf} {:?}", came.intake.repaired);
                assert_eq!((came.words(), came.refused()), (["One", "é.", "three", "four."].map(str::to_owned).to_vec(), vec![]), "{case}");
                let told: Vec<&str> = came.repaired().into_iter().map(|(_, why)| why.split(' ').nth(1).unwrap_or_default()).collect();
                assert!(came.repaired().iter().all(|(line, why)| *line == 0 && !why.contains("moved")), "{case}");
                assert_eq!(told.iter().filter(|word| **word == "begins").count(), usize::from(!bom.is_empty()), "{case}");
                assert_eq!(told.iter().filter(|word| **word == "lines").count(), usize::from(!crlf), "{case}");
                assert_eq!(told.iter().filter(|word| **word == "places").count(), usize::from(counted) + usize::from(unit != Unit::CodePoints), "{case}");
            }
        }
    }
    let came = Came::of("é up", "T1\tX 3 5\tup\n");
    assert_eq!(came.repaired(), [(0, "its places are counted in bytes: they are code points when they are written back")]);
}

#[test]
fn a_line_whose_id_is_damaged_is_named() {
    let no_tab = "its id is not followed by a tab";
    let no_id = "it begins with no id that brat has, such as T1";
    let seems = "it looks like a text-bound line, but does not begin with an id such as T1";
    let cases = [
        ("T1 Claim 2 6\tJohn", no_tab),
        ("Claim 2 6\tJohn", no_id),
        ("T\tClaim 2 6\tJohn", seems),
        (" T1\tClaim 2 6\tJohn", no_id),
        ("t1\tClaim 2 6\tJohn", no_id),
        ("T1\u{a0}\tClaim 2 6\tJohn", no_tab),
        ("TT1\tClaim 2 6\tJohn", seems),
        ("*1\tClaim 2 6;7 8\tJohn", seems),
        ("\u{200b}T1\tClaim 2 6\tJohn", no_id),
        ("W1\twhat is this", no_id),
    ];
    for (line, why) in cases {
        let came = Came::of(TEXT, &format!("T2\tX 2 6\tJohn\n{line}\n"));
        assert_eq!((came.words().len(), came.refused()), (1, vec![(2, why)]), "{line:?}");
        assert_eq!(came.ann(), "T2\tX 2 6\tJohn\n");
    }
    for line in ["# a remark of 3 4 people", "*\tEquiv", "A\tSure T2", "Note to all: done", "E"] {
        let came = Came::of(TEXT, &format!("T2\tX 2 6\tJohn\n{line}\n"));
        assert_eq!(came.repaired(), [(2, "it is no line that brat has: it says nothing of a mark, and is kept as it is")], "{line:?}");
        assert_eq!((came.refused(), came.ann()), (vec![], format!("T2\tX 2 6\tJohn\n{line}\n")));
    }
}

#[test]
fn no_noise_of_one_character_loses_a_mark_in_silence() {
    let good = "T1\tClaim 2 6\tJohn";
    for at in 0..=good.len() {
        for (cut, put) in [(1, ""), (0, " "), (0, "\t"), (1, " "), (1, "\t"), (0, "x"), (1, "x"), (1, "7"), (0, "\u{a0}"), (1, "#"), (1, "\n")] {
            let (Some(before), Some(behind)) = (good.get(..at), good.get(at + cut..)) else { continue };
            let line = format!("{before}{put}{behind}");
            let came = Came::of(TEXT, &format!("{line}\n"));
            let is_told = !came.intake.refused.is_empty() || !came.intake.repaired.is_empty();
            let is_whole = came.words() == ["John"] && came.ann().trim_end() == line.trim_end();
            assert!(is_told || is_whole, "{line:?}: {:?} {:?}", came.words(), came.ann());
            assert!(came.words().iter().all(|words| line.contains(words)), "{line:?}: {:?}", came.words());
        }
    }
}

#[test]
fn what_hangs_on_a_refused_line_is_named() {
    let ann = "T1\tLoc 2 6\tMary\nT2\tLoc 7 11\tsaid\nE1\tLoc:T1\nA1\tSure T1\nA2\tSure E1\n#1\tAnnotatorNotes T1\tx\nN1\tReference T1 a:b\tc\n\
               E2\tLoc:T2 Speaker:T1\nE3\tLoc:T2 Of:E2\nE4\tLoc:T2 Of:E3 Also:E4\nR1\tX Arg1:T2 Arg2:T1\nA3\tSure R1\n*\tEquiv T1 T2\n#2\tX A1\ty\n";
    let came = Came::of(TEXT, ann);
    let about = |id: &str, line: usize| format!("it is about {id}, which was refused in line {line}");
    let expected = [
        (1, "Loc T1: its words are not at 2..6; no single other place has its words".to_owned()),
        (3, about("T1", 1)),
        (4, about("T1", 1)),
        (5, about("E1", 3)),
        (6, about("T1", 1)),
        (7, about("T1", 1)),
        (8, about("T1", 1)),
        (9, about("E2", 8)),
        (10, about("E3", 9)),
        (11, about("T1", 1)),
        (12, about("R1", 11)),
        (13, about("T1", 1)),
        (14, about("A1", 4)),
    ];
    let mut refused = came.refused();
    refused.sort_unstable();
    assert_eq!(refused, expected.iter().map(|(line, why)| (*line, why.as_str())).collect::<Vec<_>>());
    assert_eq!(came.ann(), "T2\tLoc 7 11\tsaid\n");
    let came = Came::of(TEXT, "T1 Loc 2 6\tJohn\nA1\tSure T1\n");
    assert_eq!(came.refused()[1], (2, "it is about T1, which was refused in line 1"));
    // In which unit it is counted is not certain: it may be said, so that only the intake knows.
    let came = Came::of("📈📈📈 no no no\n", "T1\tX 10 12\tno\nT2\tX 0 2\tzz\nA1\tSure T1\n");
    let doubt = "it is about T1, of which it is not certain where it stands: if that is refused, this goes with it";
    assert_eq!((came.words(), came.repaired()), (vec![], vec![(3, doubt)]));
    assert_eq!(came.refused().len(), 2);
}

#[test]
fn a_trigger_that_is_moved_leaves_no_words_where_it_was() {
    let came = Came::of(TEXT, "T1\tClaim 3 7\tsaid\nT2\tSource 43 49\tSource\nE1\tClaim:T1 SaidBy:T2\n");
    assert_eq!((came.words(), came.intake.links), (vec!["said".to_owned(), "Source".to_owned()], 1));
    assert!(came.project.marks().flat_map(|mark| &mark.links).all(|link| link.cue.is_empty()));
    assert_eq!(came.ann(), "T1\tClaim 7 11\tsaid\nT2\tSource 43 49\tSource\nE1\tClaim:T1 SaidBy:T2\n");
}

#[test]
fn long_chains_of_refused_events_take_their_time_once() {
    let many = 50_000;
    let mut ann = String::from("T0\tX 2 6\tJohn\n");
    (0..many).for_each(|number| ann.push_str(&format!("E{number}\tX:T0 Next:E{}\n", number + 1)));
    // Looking again for each of them would take hours.
    let (documents, refused) = read(&Memory::of(&[("a.txt", TEXT), ("a.ann", &ann)]));
    assert_eq!((documents[0].spans.len(), documents[0].spans[0].kept.len(), refused.len()), (1, 1, many));
}

#[test]
fn fragments_are_written_in_the_order_of_the_text() {
    let came = Came::of(TEXT, "T1\tClaim 12 15;2 6\tGDP John\nA1\tSure T1\n");
    assert_eq!(came.words(), ["John … GDP"]);
    assert_eq!(came.repaired(), [(1, "its fragments are not in the order of the text: they are when it is written back")]);
    assert_eq!(came.ann(), "T1\tClaim 2 6;12 15\tJohn GDP\nA1\tSure T1\n");
}

#[test]
fn sentences_say_what_is_wrong() {
    let came = Came::of(TEXT, "T1\tX 2 6\tJohn\nE5\tSay:\nE6\tSay:T1 By:\n");
    let event = "an event has a type, a trigger and roles, such as `Speech:T1 Speaker:T2`";
    assert_eq!(came.refused(), [(2, event), (3, event)]);
    let came = Came::of(TEXT, "T1\tPremise 2 6\tJohn\nT2\tClaim 12 15\tGDP\nR1\tsupports Arg1:T1 Arg2:T2\n");
    let own = "the link supports: our Supports may not lead from a Premise to a Claim; it is taken as the project's own kind supports";
    assert_eq!((came.refused(), came.repaired()), (vec![], vec![(3, own)]));
    assert!(came.ann().ends_with("R1\tsupports Arg1:T1 Arg2:T2\n"));
    let came = Came::of(TEXT, "T1\tX 2 6\tJohn\nT2\tX 12 15\tGDP\nR1\tCites Arg2:T1 Arg1:T2\n");
    let from: Vec<String> = came.project.marks().filter(|mark| !mark.links.is_empty()).map(|mark| mark.at.start().to_string()).collect();
    assert_eq!((from, came.ann().lines().last()), (vec![TEXT.find("GDP").unwrap().to_string()], Some("R1\tCites Arg2:T1 Arg1:T2")), "by the names");
    let mut files = Both::default();
    let all: [(&str, &[u8]); 5] =
        [("a.ann", b"T1\tX 0 1\tx\n"), ("a.txt", b"caf\xe9"), ("b.a1", b"T1\tX 0 1\tb\n"), ("b.a2", b"\nT2\tX 0 2\tzz\n"), ("b.txt", b"bcd")];
    for (name, bytes) in all {
        files.begin(name).unwrap();
        files.put(bytes).unwrap();
    }
    let (_, intake) = taken_in(&Brat, &files, Options { format: "brat", ..Options::default() });
    let refused: Vec<String> = intake.refused.iter().map(ToString::to_string).collect();
    let expected = [
        "a.txt: it is not UTF-8: see byte 3",
        "a.ann: its text cannot be read, so that nothing of it can be taken",
        "b.a2:2: X T2: its words are not at 0..2; no single other place has its words",
    ];
    assert_eq!(refused, expected);
}

#[test]
fn attributes_that_the_model_refuses_come_back_as_they_were() {
    let ann = "T1\tClaim 2 6\tJohn\nT2\tSource 7 11\tsaid\nT3\tPER 12 15\tGDP\nA1\tworth T1 checkworthy\nA2\tVoice T1 loud\nA3\tkind T1 Person\nA4\tname T2 x y z\n\
               A5\tKIND T2 nobody\nA6\tworth T3 CheckWorthy\nA7\tkinds T1 nonsense\nA8\tworth E1 CheckWorthy\nE1\tClaim:T1\n";
    let came = Came::of(TEXT, ann);
    assert_eq!(came.refused(), []);
    let lines = |ann: &str| ann.lines().map(str::to_owned).collect::<std::collections::BTreeSet<_>>();
    assert_eq!(lines(&came.ann()), lines(ann));
}
