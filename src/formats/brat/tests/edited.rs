//! Corpora that were read, edited and written again.

use super::*;
use crate::project::{Kept, Name};

const TEXT: &str = "one two three four";
const ANN: &str = "T5\tclaim 0 3\tone\nT2\tSource 4 7\ttwo\nT7\tCue 8 13\tthree\nE1\tCue:T7 SaidBy:T2 Theme:T5\nR1\tsaid_by Arg1:T5 Arg2:T2\nA1\tworth T5 CheckWorthy\nA2\tNegation E1\nA3\tSure T5\n#1\tAnnotatorNotes T5\tmine\n#2\tOther T2\tx\n*\tEquiv T5 T2\n";

/// The corpus after an edit of its marks, as lines.
fn edited(edit: impl FnOnce(&mut Vec<Mark>)) -> Vec<String> {
    let documents = taken(&Memory::of(&[("a.txt", TEXT), ("a.ann", ANN)]));
    let before = project(&documents);
    let mut marks: Vec<Mark> = before.marks().map(|mark| mark.as_ref().clone()).collect();
    marks.sort_by_key(|mark| mark.at.start());
    edit(&mut marks);
    let parts = Parts {
        articles: before.articles().map(|article| article.as_ref().clone()).collect(),
        marks: marks.into_iter().map(Arc::new).collect(),
        checks: before.checks().map(|check| check.as_ref().clone()).collect(),
        ..Parts::default()
    };
    let after = written(&Project::assemble(parts).unwrap());
    let (again, refused) = read(&after);
    assert_eq!(refused, [], "{}", after.text("a.ann"));
    assert_eq!(again.len(), 1);
    after.text("a.ann").lines().map(str::to_owned).collect()
}

/// What an edit took away and what it brought.
fn changed(edit: impl FnOnce(&mut Vec<Mark>)) -> (Vec<String>, Vec<String>) {
    let after = edited(edit);
    let before: Vec<String> = ANN.lines().map(str::to_owned).collect();
    let gone = before.iter().filter(|line| !after.contains(line)).cloned().collect();
    (gone, after.into_iter().filter(|line| !before.contains(line)).collect())
}

#[test]
fn only_what_was_edited_is_written_anew() {
    assert_eq!(edited(|_| {}), ANN.lines().collect::<Vec<_>>());
    let (gone, new) = changed(|marks| marks[0].note = "two\nlines".to_owned());
    assert_eq!((gone, new), (vec!["#1\tAnnotatorNotes T5\tmine".to_owned()], vec!["#3\tFactmarkNote T5\ttwo\\nlines".to_owned()]));
    let (gone, new) = changed(|marks| marks[0].meaning = Meaning::of(&Label::Claim));
    assert_eq!((gone, new), (vec!["A1\tworth T5 CheckWorthy".to_owned()], vec![]));
    let (gone, new) = changed(|marks| marks[1].meaning = Meaning::Source(Box::new(Source { name: "B".into(), ..Source::default() })));
    assert_eq!((gone, new), (vec![], vec!["A4\tname T2 B".to_owned()]));
    let (gone, new) = changed(|marks| marks[0].links.clear());
    assert_eq!((gone, new), (vec!["R1\tsaid_by Arg1:T5 Arg2:T2".to_owned()], vec![]));
    let (gone, new) = changed(|marks| marks[2].meaning = Meaning::Own("Say so".into()));
    assert_eq!((gone, new), (vec!["T7\tCue 8 13\tthree".to_owned()], vec!["T7\tSay_x20_so 8 13\tthree".to_owned()]));
}

#[test]
fn lines_about_a_mark_that_is_gone_go_with_it() {
    let (gone, new) = changed(|marks| {
        marks.remove(1);
        marks[0].links.clear();
        marks[1].links.clear();
    });
    let expected = ["T2\tSource 4 7\ttwo", "E1\tCue:T7 SaidBy:T2 Theme:T5", "R1\tsaid_by Arg1:T5 Arg2:T2", "#2\tOther T2\tx", "*\tEquiv T5 T2"];
    assert_eq!(gone, expected);
    assert_eq!(new, ["E1\tCue:T7 Theme:T5"]);
}

#[test]
fn an_event_says_a_link_as_long_as_it_is_there() {
    let files = Memory::of(&[("a.txt", TEXT), ("a.ann", "T1\tClaim 0 3\tone\nT2\tSource 4 7\ttwo\nE1\tClaim:T1 Said-By:T2 Theme:T2\n")]);
    let documents = taken(&files);
    assert_eq!(documents[0].ties[0].cue, [(0, 3)]);
    let linked = project(&documents);
    assert_eq!(linked.marks().map(|mark| mark.links.len()).sum::<usize>(), 1);
    assert_eq!(written(&linked).text("a.ann"), files.text("a.ann"));
    let unlinked = project(&[Document { ties: Vec::new(), ..documents[0].clone() }]);
    assert_eq!(written(&unlinked).text("a.ann").lines().last(), Some("E1\tClaim:T1 Theme:T2"));
}

#[test]
fn a_copy_of_a_mark_has_an_id_of_its_own() {
    let lines = edited(|marks| {
        let mut copy = marks[0].clone();
        copy.id = MarkId::next(&mut Ids::new(99));
        copy.at = marks[2].at.clone();
        marks.push(copy);
    });
    let new: Vec<&str> = lines.iter().map(String::as_str).filter(|line| !ANN.lines().any(|before| before == *line)).collect();
    let expected = ["T8\tClaim 8 13\tthree", "R2\tsaid_by Arg1:T8 Arg2:T2", "A4\tworth T8 CheckWorthy", "A5\tSure T8", "#3\tAnnotatorNotes T8\tmine"];
    assert_eq!(new, expected);
}

#[test]
fn a_configuration_gets_what_it_lacks_in_its_section() {
    let conf = "[entities]\nCue\nclaim\n\n[relations]\nsaid_by\tArg1:claim, Arg2:Source\n[events]\n[attributes]\nNegation\tArg:<EVENT>";
    let files = Memory::of(&[("annotation.conf", conf), ("a.txt", TEXT), ("a.ann", ANN)]);
    let again = written(&project(&taken(&files)));
    let expected = "[entities]\nCue\nclaim\nSource\n\n[relations]\nsaid_by\tArg1:claim, Arg2:Source\n[events]\n[attributes]\nNegation\tArg:<EVENT>\nworth\tArg:Claim, Value:NotFactual|Unimportant|CheckWorthy\nSure\tArg:<ANY>\n";
    assert_eq!(again.text("annotation.conf"), expected);
}

#[test]
fn entries_of_other_formats_are_left_alone() {
    let lines = edited(|marks| {
        let format: Name = "xmi".into();
        marks[2].kept.push(Kept { format, text: "N9\tReference T7 a:b\tc".to_owned() });
    });
    assert_eq!(lines, ANN.lines().collect::<Vec<_>>());
}
