//! Projects and articles as files: `new`, `add`, `check`, `recover`, and what is wrong with files.

use super::{HARD, Place};
use factmark::edit::{Hand, set_state};
use factmark::project::{ArticleState, Ids, Moment};
use factmark::store::format::Line;
use factmark::store::{Access, Keeper};
use std::sync::Arc;
use std::time::Duration;

#[test]
fn a_new_project_has_its_articles_in_the_order_they_were_given() {
    let place = Place::new();
    place.write("b.txt", "Second in the alphabet\n\nText.");
    place.write("a.md", "# First in the alphabet\n\nText.");
    let out = place.good(&["new", "p.ron", "--analyst", "amira", "--title", "Bridge", "b.txt", "a.md"]);
    let rows: Vec<Vec<&str>> = out.lines().map(|line| line.splitn(3, "  ").map(str::trim).collect()).collect();
    assert_eq!(rows.len(), 2);
    assert_eq!((rows[0][1], rows[0][2], rows[1][1], rows[1][2]), ("b.txt", "Second in the alphabet", "a.md", "First in the alphabet"));
    let listed = place.json(&["list", "p.ron", "--json"]);
    assert_eq!((listed["title"].as_str(), listed["analyst"].as_str()), (Some("Bridge"), Some("amira")));
    assert_eq!(listed["articles"][0]["id"], rows[0][0]);
}

#[test]
fn a_project_without_title_and_analyst_takes_its_first_article_and_the_user() {
    let place = Place::new();
    place.write("a.txt", "A headline\n\nText.");
    place.good(&["new", "p.ron", "a.txt"]);
    let listed = place.json(&["list", "p.ron", "--json"]);
    assert_eq!((listed["title"].as_str(), listed["analyst"].as_str()), (Some("A headline"), Some("tester")));
}

#[test]
fn a_file_that_is_there_is_replaced_only_when_asked_for() {
    let place = Place::new();
    place.write("p.ron", "my own notes");
    let said = place.bad(&["new", "p.ron"]);
    assert!(said.ends_with("p.ron is there already: choose another name, or replace it with --force"), "{said}");
    assert_eq!(place.read("p.ron"), "my own notes");
    place.good(&["new", "p.ron", "--force"]);
    assert!(place.read("p.ron").starts_with("// factmark project\n"));
}

#[test]
fn refused_articles_are_named_each_with_its_reason() {
    let place = Place::with_project();
    place.write("empty.txt", "");
    place.write("blank.txt", " \n\u{a0}\u{200b}\n");
    place.write("x.pdf", "%PDF-1.4\n\0\u{1}");
    place.write("table.csv", "a,b\n");
    place.write("good.txt", "Good\n\nText.");
    let large = std::fs::File::create(place.path("large.txt")).unwrap();
    large.set_len(64 * 1024 * 1024 + 1).unwrap();
    let refused = ["empty.txt", "blank.txt", "x.pdf", "table.csv", "large.txt", "missing.txt"];
    let mut all = vec!["add", "p.ron", "--json"];
    all.extend(refused);
    let before = place.read("p.ron");
    let ran = place.run(&all);
    assert_eq!(ran.code, 2, "all refused: {}", ran.err);
    assert_eq!(place.read("p.ron"), before);
    let lines: Vec<&str> = ran.err.lines().collect();
    let reasons = ["no text in it", "no text in it", "this PDF is damaged", "no text in it", "65 MB, more than the 64 MB", "cannot be read"];
    assert_eq!(lines.len(), refused.len(), "{}", ran.err);
    for ((line, name), reason) in lines.iter().zip(refused).zip(reasons) {
        assert!(line.starts_with(&format!("error: {name}")) && line.contains(reason), "{line}");
    }
    let value: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(value["refused"].as_array().unwrap().len(), refused.len());
    assert_eq!(value["refused"][0].as_str().unwrap(), lines[0].trim_start_matches("error: "));
    all.push("good.txt");
    let ran = place.run(&all);
    assert_eq!(ran.code, 1, "some refused: {}", ran.err);
    assert_eq!(place.json(&["list", "p.ron", "--json"])["articles"].as_array().unwrap().len(), 2);
}

#[test]
fn where_every_article_is_refused_no_project_is_made() {
    let place = Place::new();
    place.write("empty.txt", "");
    assert_eq!(place.run(&["new", "p.ron", "empty.txt"]).code, 2);
    assert!(!place.has("p.ron") && !place.has(".factmark"));
}

#[test]
fn a_text_that_is_there_is_not_added_again_and_its_id_is_told() {
    let place = Place::with_project();
    place.write("again.txt", place.read("a.txt"));
    let before = place.read("p.ron");
    let ran = place.run(&["add", "p.ron", "again.txt", "--json"]);
    let expected = format!("again.txt is in the project already (article {})", place.article(0));
    assert_eq!((ran.code, ran.err), (0, format!("warning: {expected}\n")));
    let value: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((value["added"].as_array().map(Vec::len), value["warnings"][0].as_str()), (Some(0), Some(expected.as_str())));
    assert_eq!(place.read("p.ron"), before);
    let ran = place.run_with_input(&["add", "p.ron", "-"], place.read("a.txt").as_bytes());
    assert_eq!((ran.code, ran.err), (0, format!("warning: - is in the project already (article {})\n", place.article(0))));
    let ran = place.run(&["new", "q.ron", "a.txt", "again.txt"]);
    let id = ran.out.split_whitespace().next().unwrap();
    assert_eq!((ran.code, ran.err), (0, format!("warning: again.txt is in the project already (article {id})\n")));
}

#[test]
fn folders_are_read_with_everything_in_them_that_is_an_article() {
    let place = Place::with_project();
    std::fs::create_dir_all(place.path("in/deep")).unwrap();
    place.write("in/one.txt", "One\n\nText.");
    place.write("in/deep/two.md", "Two\n\nOther text.");
    place.write("in/table.csv", "a,b");
    place.write("in/.hidden.txt", "Hidden");
    let ran = place.run(&["add", "p.ron", "in"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let names: Vec<&str> = ran.out.lines().filter_map(|line| line.split_whitespace().nth(1)).collect();
    assert_eq!(names, ["two.md", "one.txt"]);
}

#[test]
fn standard_input_and_output_stand_for_files() {
    let place = Place::with_project();
    let ran = place.run_with_input(&["add", "p.ron", "-"], HARD.as_bytes());
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(place.json(&["show", "p.ron", "--json"])["articles"][1]["text"].as_str().unwrap(), HARD.replace("\r\n", "\n"));
    let ran = place.run(&["new", "-", "a.txt"]);
    assert!(ran.code == 0 && ran.out.starts_with("// factmark project\n"), "{}", ran.err);
    let shown = place.run_with_input(&["list", "-"], ran.out.as_bytes());
    assert!(shown.code == 0 && shown.out.contains("Inspectors found cracks"), "{}", shown.err);
    assert_eq!(place.run_with_input(&["check", "-"], ran.out.as_bytes()).out, "-: whole, 1 article, 0 marks\n");
    assert_eq!(place.run_with_input(&["check", "-"], b"\xff").code, 2);
}

#[test]
fn what_is_wrong_with_a_file_is_said_with_line_and_column() {
    let place = Place::with_project();
    let whole = place.read("p.ron");
    let line_of = |words: &str| 1 + whole[..whole.find(words).unwrap()].matches('\n').count();
    let case = |broken: &str, expected: &[&str]| {
        place.write("p.ron", broken);
        for arguments in
            [&["list", "p.ron"][..], &["show", "p.ron", "--json"], &["add", "p.ron", "a.txt"], &["remove", "p.ron", "m00000000000"], &["recover", "p.ron"]]
        {
            let said = place.bad(arguments);
            assert!(said.contains("p.ron") && expected.iter().all(|words| said.contains(words)), "{arguments:?}: {said}");
            assert_eq!(place.read("p.ron"), broken, "a file that cannot be read stays as it is");
        }
        assert_eq!(place.run(&["check", "p.ron"]).code, 2);
    };
    let title = format!("line {}, column", line_of("title:"));
    case(&whole.replacen("title:", "titel:", 1), &[&title, "`titel`"]);
    case(&whole.replacen("analyst: \"amira\"", "analyst: amira", 1), &[&format!("line {}, column", line_of("analyst:"))]);
    case(&whole.replacen("format: 1", "formats: 1", 1), &["format"]);
    case(&whole[..whole.len() / 2], &["line "]);
    case(&whole.replacen("    articles", "<<<<<<< HEAD\n    articles", 1), &["conflict marker"]);
    case("some text", &["no project"]);
    case("", &["no project"]);
    let said = place.bad(&["list", "nowhere/p.ron"]);
    assert!(said.contains("nowhere") && said.contains("check the name"), "{said}");
}

#[test]
fn a_file_of_a_newer_program_is_read_and_never_written() {
    let place = Place::with_project();
    let newer = place.read("p.ron").replacen("format: 1,", "format: 7,\n    mood: Bright,", 1);
    place.write("p.ron", &newer);
    let ran = place.run(&["list", "p.ron"]);
    assert!(ran.code == 0 && ran.out.contains("Inspectors found cracks"), "{}", ran.err);
    assert!(ran.err.starts_with("warning: p.ron was written by a newer factmark (format 7)"), "{}", ran.err);
    let said = place.bad(&["state", "p.ron", "--article", &place.article(0), "done"]);
    assert!(said.contains("newer factmark (format 7)"), "{said}");
    assert_eq!(place.read("p.ron"), newer);
}

#[test]
fn check_prints_each_fault_and_says_what_cannot_be_read() {
    let place = Place::with_project();
    let claim = place.mark("claim", "40 cracks were found");
    assert_eq!(place.good(&["check", "p.ron"]), "p.ron: whole, 1 article, 1 mark\n");
    let whole = place.read("p.ron");
    place.write("lost.ron", whole.replace("\"40 cracks were found\"", "\"words that are nowhere\""));
    place.write("link.ron", whole.replace(", by:", ", links: [(kind: SaidBy, to: \"m00000000000\")], by:"));
    let ran = place.run(&["check", "lost.ron"]);
    let line = 1 + whole[..whole.find(&claim).unwrap()].matches('\n').count();
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    assert_eq!(ran.out, format!("lost.ron: line {line}, mark {claim}: expected “words that are nowhere”, there is “40 cracks were found”\n"));
    let ran = place.run(&["check", "link.ron"]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.starts_with(&format!("link.ron: line {line}: ")) && ran.out.contains("m00000000000"), "{}", ran.out);
    assert!(ran.err.starts_with("note: this is how link.ron is mended"), "{}", ran.err);
    let ran = place.run(&["check", "--json", "p.ron", "link.ron", "missing.ron"]);
    assert_eq!(ran.code, 1);
    let value: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let statuses: Vec<&str> = value["files"].as_array().unwrap().iter().filter_map(|file| file["status"].as_str()).collect();
    assert_eq!(statuses, ["whole", "faults", "unreadable"]);
    assert_eq!(place.run(&["check", "missing.ron", "also-missing.ron"]).code, 2);
    assert_eq!(place.read("p.ron"), whole);
}

/// Leaves a change in the journal that the file does not hold, as a crash does.
fn crash(place: &Place) {
    crash_after(place, &[ArticleState::Flagged]);
}

/// Leaves a change for each state.
fn crash_after(place: &Place, states: &[ArticleState]) {
    let write = Access::Write { wait: Duration::ZERO };
    let now: Moment = "2026-03-03T09:12:44Z".parse().unwrap();
    let (mut keeper, opened) = Keeper::open(&place.path("p.ron"), write, "amira", now, &place.folders()).unwrap();
    let by = "amira".into();
    for (state, seq) in states.iter().zip(opened.next_seq..) {
        let hand = Hand { by: &by, now, ids: &mut Ids::new(1) };
        let change = set_state(keeper.project(), &hand, opened.project.order(), *state).unwrap();
        keeper.record(Line::Do { seq, change: Arc::new(change) }).unwrap();
    }
    keeper.sync().unwrap();
}

#[test]
fn what_stands_before_a_damaged_line_is_recovered_and_listed() {
    let place = Place::with_project();
    crash_after(&place, &[ArticleState::Flagged, ArticleState::InProgress, ArticleState::Done]);
    let journal = place.path(".factmark/p.ron.journal");
    let mut bytes = std::fs::read(&journal).unwrap();
    let lines: Vec<usize> = bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::len).collect();
    let (number, start) = (lines.len() - 1, lines[..lines.len() - 2].iter().sum::<usize>());
    bytes[start + 12] ^= 1;
    std::fs::write(&journal, bytes).unwrap();
    let ran = place.run(&["recover", "p.ron"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, "set the state  amira  2026-03-03T09:12:44Z\n"), "{}", ran.err);
    assert!(ran.err.starts_with("note: 1 change that was not in the file came back\n"), "{}", ran.err);
    assert!(ran.err.contains(&format!("warning: line {number} of the journal is damaged")), "{}", ran.err);
    assert!(ran.err.contains("warning: the old journal is kept as "), "{}", ran.err);
    assert!(place.read("p.ron").contains("state: Flagged"));
}

#[test]
fn what_a_crash_left_is_shown_to_readers_and_recovered() {
    let place = Place::with_project();
    crash(&place);
    let before = place.read("p.ron");
    let journal = place.read(".factmark/p.ron.journal");
    let ran = place.run(&["list", "p.ron"]);
    assert!(ran.code == 0 && ran.out.contains("flagged"), "{}", ran.out);
    assert!(ran.err.starts_with("note: with 1 change that p.ron does not hold yet; nothing was written"), "{}", ran.err);
    assert_eq!((place.read("p.ron"), place.read(".factmark/p.ron.journal")), (before, journal), "reading writes nothing");
    let ran = place.run(&["recover", "p.ron"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, "set the state  amira  2026-03-03T09:12:44Z\n"), "{}", ran.err);
    assert!(place.read("p.ron").contains("state: Flagged"));
    let ran = place.run(&["recover", "p.ron"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
    assert!(ran.err.contains("nothing to recover"), "{}", ran.err);
}

#[test]
fn who_writes_gets_back_first_what_a_crash_left() {
    let place = Place::with_project();
    crash(&place);
    let ran = place.run(&["mark", "p.ron", "--article", &place.article(0), "--label", "claim", "--quote", "many"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, "note: 1 change that was not in the file came back\n"));
    let file = place.read("p.ron");
    assert!(file.contains("state: Flagged") && file.contains("quote: [\"many\"]"), "{file}");
}

#[test]
fn a_project_that_somebody_has_is_left_alone_and_read_all_the_same() {
    let place = Place::with_project();
    let write = Access::Write { wait: Duration::ZERO };
    let (keeper, _) = Keeper::open(&place.path("p.ron"), write, "jonas", Moment::UNIX_EPOCH, &place.folders()).unwrap();
    let before = place.read("p.ron");
    let article = place.article(0);
    let said = place.bad(&["state", "p.ron", "--article", &article, "done"]);
    assert!(said.contains("p.ron") && said.contains("jonas"), "{said}");
    assert_eq!(place.read("p.ron"), before);
    drop(keeper);
    place.good(&["state", "p.ron", "--article", &article, "done"]);
}

#[cfg(unix)]
#[test]
fn what_may_not_be_written_is_not_written() {
    use std::os::unix::fs::PermissionsExt;
    let allow = |path: &std::path::Path, mode: u32| std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    let place = Place::with_project();
    let before = place.read("p.ron");
    let article = place.article(0);
    allow(&place.path("p.ron"), 0o444);
    let said = place.bad(&["state", "p.ron", "--article", &article, "done"]);
    assert!(said.contains("write-protected"), "{said}");
    allow(&place.path("p.ron"), 0o644);
    allow(place.folder(), 0o555);
    let is_held_back = std::fs::write(place.path("probe"), "").is_err();
    let ran = place.run(&["state", "p.ron", "--article", &article, "done"]);
    allow(place.folder(), 0o755);
    // Somebody who may do everything is not held back by permissions.
    if is_held_back {
        assert_eq!((ran.code, place.read("p.ron")), (2, before), "{}", ran.err);
    } else {
        assert_eq!(ran.code, 0, "{}", ran.err);
    }
    let said = place.bad(&["new", "a.txt/p.ron"]);
    assert!(said.contains("a.txt"), "{said}");
}
