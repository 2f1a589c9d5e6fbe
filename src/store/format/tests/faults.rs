//! Every error has its sentence, with its line and column.

use super::*;

/// The message for the golden file with one thing changed.
#[track_caller]
fn message(from: &str, to: &str) -> String {
    let golden = golden();
    assert!(golden.contains(from), "{from} is in the file");
    read(&golden.replacen(from, to, 1)).expect_err("the file is faulty").to_string()
}

#[track_caller]
fn says(from: &str, to: &str, expected: &str) {
    assert_eq!(message(from, to), expected);
}

/// The same, where the sentence must name the place of `at`, the first one in the changed line.
#[track_caller]
fn says_at(from: &str, to: &str, at: &str, expected: &str) {
    let changed = golden().replacen(from, to, 1);
    let place = golden().find(from).unwrap();
    let before = |byte: usize| changed.split_at(byte).0;
    let line_start = before(place).rfind('\n').map_or(0, |feed| feed + 1);
    let byte = line_start + changed.split_at(line_start).1.find(at).unwrap();
    let (line, column) = (before(byte).split('\n').count(), before(byte).rsplit('\n').next().unwrap().chars().count() + 1);
    assert_eq!(message(from, to), format!("line {line}, column {column}: {expected}"));
}

#[test]
fn no_project_file() {
    for text in ["", "\u{feff}", "Mayor Varga said (on Monday)", "{\"format\": 1}", "[1, 2]", "// only a comment"] {
        assert_eq!(read(text).unwrap_err(), FormatError::NotAProject, "{text}");
    }
    let sentence = FormatError::NotAProject.to_string();
    assert!(sentence.contains("`// factmark project`") && sentence.contains("`factmark add`"), "{sentence}");
}

#[test]
fn the_format_number() {
    says("    format: 1,\n", "", "the file has no format number: write `format: 1,` as its first field");
    says("format: 1", "format: 0", "the file has format 0, which no version of the program reads: the lowest is 1");
    says("format: 1", "format: one", "line 3, column 13: the field `format` cannot be read: `one` is no format number: write 1");
}

#[test]
fn a_newer_file_that_cannot_be_read() {
    let message = message("format: 1,", "format: 3, title: {1, 2},");
    let expected = "the file has format 3, and this version of the program knows 1: open it with a newer version (line 3, column 23: the file is damaged in the field `title`: ";
    assert!(message.starts_with(expected), "{message}");
}

#[test]
fn conflict_markers_of_git() {
    let merge = "take both sides from git and merge them with `factmark merge BASE.ron OURS.ron THEIRS.ron`, or take one side whole with `git checkout --ours` or `--theirs`";
    let both = "<<<<<<< HEAD\n    analyst: \"amira\",\n=======\n    analyst: \"jonas\",\n>>>>>>> theirs\n";
    says("    analyst: \"amira\",\n", both, &format!("line 5 holds a conflict marker of git: {merge}"));
    says("    format: 1,\n", "=======\n", &format!("line 3 holds a conflict marker of git: {merge}"));
}

#[test]
fn damaged() {
    let copy = "mend it by hand or take an older copy";
    says(
        "title: \"Harbour \\\"",
        "title: 5, \"",
        &format!("line 4, column 12: the file is damaged in the field `title`: a string in quotation marks is expected; {copy}"),
    );
    says("analyst: \"amira\",", "analyst: \"amira\"", &format!("line 6, column 5: the file is damaged in the field `analyst`: a comma is expected; {copy}"));
    let bare = format!("the file is damaged in the field `naming`: a word without quotation marks is expected; {copy}");
    says_at("naming: Named", "naming: \"Named\"", "\"Named\"", &bare);
    let number = format!("the file is damaged in the field `at`: a whole number from 0 to 4294967295 is expected; {copy}");
    says_at("at: [(0, 10)]", "at: [(-1, 10)]", ", 10)]", &number);
    says_at("guide: [", "guide: 5, title: [", ", title", &format!("the file is damaged in the field `guide`: a list of lines or a string is expected; {copy}"));
    let golden = golden();
    let (cut, _) = golden.split_at(golden.find("\"Carefully").unwrap() + 5);
    assert_eq!(
        read(cut).unwrap_err().to_string(),
        format!("line 18, column 10: the file is damaged in the field `guide`: a string has no closing quotation mark; {copy}")
    );
    let deep = format!("(format: 1, x: {}", "[".repeat(100_000));
    assert!(read(&deep).unwrap_err().to_string().contains("nested too deeply"));
}

#[test]
fn fields() {
    let newer = "remove it, or open the file with a newer version of the program; the fields are";
    let marks = super::super::rows::MarkRow::FIELDS.join(", ");
    says_at("discuss: true", "discus: true", "discus", &format!("there is no field `discus` here: {newer} {marks}"));
    says(
        "    scale: ",
        "    scales: ",
        &format!("line 14, column 5: there is no field `scales` here: {newer} {}", super::super::rows::ProjectRow::FIELDS.join(", ")),
    );
    says_at("outlet: \"Wire\"", "file: \"Wire\"", "file: \"Wire\"", "the field `file` is there twice: remove one of the two");
    says_at("quote: [\"Inspectors\"], ", "", "id: ", "the field `quote` is missing in this mark: add it");
    says_at("(name: \"Prediction\", key: \"ß\")", "(key: 5)", "key: 5", "the field `name` is missing in this label: add it");
    says_at("            id: \"a00000000000\",\n            text", "            text", "text", "the field `id` is missing in this article: add it");
    let claim = "the field `low` does not belong to a mark with the label Claim: remove it or change the label";
    says_at("worth: CheckWorthy, voice", "low: 4, voice", "4, voice", claim);
    let source = "the field `kinds` does not belong to a mark with the label Source: remove it or change the label";
    says_at("naming: Named, ", "naming: Named, kinds: [Event], ", "Event", source);
    let own = "the field `kind` does not belong to a mark with the label Prediction: remove it or change the label";
    says_at("label: Own(\"Prediction\"),", "label: Own(\"Prediction\"), kind: Count,", "Count", own);
}

#[test]
fn words() {
    says_at("worth: CheckWorthy", "worth: Worthy", "Worthy", "`Worthy` is no value of `worth`: write one of NotFactual, Unimportant, CheckWorthy");
    let own = "or Own(\"…\") for one of the project's own";
    says_at("label: Source", "label: Person", "Person", &format!("`Person` is no value of `label`: write one of Claim, Source, Figure, {own}"));
    let blocks = "`Footnote` is no value of `blocks`: write one of Title, Heading, Quote, ListItem, Caption, TableRow";
    says("(4, Caption)", "(4, Footnote)", &format!("line 30, column 38: {blocks}"));
    let kinds = "SaidBy, RelayedBy, Quantifies, SameAs, Continues, Contradicts, Supports";
    // Behind Arabic: columns are counted in characters, not bytes.
    says_at("kind: SaidBy", "kind: Says", "Says", &format!("`Says` is no value of `kind`: write one of {kinds}, {own}"));
}

#[test]
fn values() {
    let end = "`4e1` is no end of a figure: write a number such as 40 or 1.5, a date such as 2019-03-01, or a time such as 13:20";
    says_at("low: 40.10", "low: 4e1", "4e1", &format!("the field `low` cannot be read: {end}"));
    let id = "`x0000000000a` is no id: one is the letter m and 11 lowercase letters and digits, such as m3v9q2m8x1ab";
    says_at("m0000000000a", "x0000000000a", "x0000000000a", &format!("the field `id` cannot be read: {id}"));
    let colour = "`orange` is no colour: write # and six hexadecimal digits, such as #a04606";
    says_at("#a04606", "orange", "orange", &format!("the field `colour` cannot be read: {colour}"));
    says_at("key: 4", "key: 44", "44", "the field `key` cannot be read: `44` is no key: write a digit from 4 to 9");
    let date = message("2026-03-03T09:12:44Z", "yesterday");
    assert!(date.starts_with("line 43, column ") && date.contains("the field `on` cannot be read: "), "{date}");
    let zone = "(94, 990) is no place in the text: write the first code point and the one behind the last, such as (40, 56)";
    says("skip: [(94, 101)]", "skip: [(94, 990)]", &format!("line 26, column 13: the field `skip` cannot be read: {zone}"));
    says_at("(46, 50)", "(50, 46)", "kind: SaidBy", &format!("the field `cue` cannot be read: {}", zone.replace("(94, 990)", "(50, 46)")));
    let count = "the field `quote` cannot be read: there are 2 strings for 1 ranges: write one for each";
    says_at("[(28, 33), (53, 57)]", "[(28, 33)]", "id: ", count);
    let both = "[(28, 33), (53, 57)], quote: [\"Mayor\", \"سلام\"]";
    says_at(both, "[], quote: []", "id: ", "the field `at` cannot be read: a mark needs at least one range, such as [(40, 56)]");
    let overlap = "the field `at` cannot be read: the ranges of the mark overlap: join them or correct them";
    says_at(both, "[(28, 33), (30, 33)], quote: [\"Mayor\", \"yor\"]", "id: ", overlap);
    says_at("score: 0.25", "score: NaN", "id: ", "the field `score` cannot be read: write a finite number such as 0.9");
}

#[test]
fn quotes_that_fit_nowhere() {
    let golden = golden().replace("quote: [\"Inspectors\"]", "quote: [\"inspectors\"]").replace("\"Mayor\", \"سلام\"", "\"Mayor\", \"سلا\u{200c}م\"");
    assert_eq!(
        read(&golden).unwrap_err().to_string(),
        "there are 2 marks whose words are not at their place and cannot be found again; restore the text from an older copy, or correct or remove the marks:\n  \
         line 41, mark m0000000000a: expected “inspectors”, there is “Inspectors”\n  \
         line 42, mark m8d1k5r2t7zz: expected “Mayor … سلا\u{200c}م”, there is “Mayor … سلام”"
    );
    let many: String = (10..40).map(|number| format!("(id: \"m000000000{number}\", label: Claim, at: [(0, 99)], quote: [\"b\"]),")).collect();
    let message = read(&format!("(format: 1, articles: [(id: \"a00000000000\", text: [\"a\"], marks: [{many}])])")).unwrap_err().to_string();
    assert!(message.starts_with("there are 30 marks") && message.ends_with("\n  and 10 more"), "{message}");
    assert!(message.contains("line 1, mark m00000000010: expected “b”, its place lies outside the text"), "{message}");
    assert_eq!(message.lines().count(), 22);
}

#[test]
fn faults_of_the_model() {
    says(
        "name: \"Prediction\"",
        "name: \"Claim\"",
        "there is 1 fault in the file that must be mended by hand:\n  `Claim` is a name that every project has: give the project's own another name",
    );
}
