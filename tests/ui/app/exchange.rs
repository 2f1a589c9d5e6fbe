//! Data of other programs: looked at and taken in, looked at and written.

use super::*;
use factmark::project::MarkState;
use factmark::session::{Command, MarkCommand};

/// Rows with a label of another program, an emoji before its words, and a place that cannot be.
const ROWS: &str = r#"{"id":"one","text":"The dam broke.\n👩‍🚒 “It held,” she said.","spans":[{"label":"Statement","start":0,"end":13,"text":"The dam broke"},{"label":"Speaker","start":30,"end":33,"text":"she"}]}
{"id":"two","text":"جاء ثلاثة","spans":[{"label":"Statement","start":4,"end":9,"text":"ثلاثة"},{"label":"Statement","start":40,"end":50,"text":"nowhere"}]}
"#;

fn marks(window: &Window) -> Vec<String> {
    let project = window.state().session().project().unwrap();
    let of = |mark: &factmark::project::Mark| format!("{} {}", mark.label(), mark.at.words(project.text_of(mark).unwrap()));
    project.articles().flat_map(|article| project.marks_in(article.id)).map(|mark| of(mark)).collect()
}

/// The page of import with a file.
fn looked_at(desk: &Desk, window: &mut Window, file: &Path) {
    press(window, Modifiers::COMMAND, Key::I);
    desk.answers(&[file]);
    window.get_by_label("Choose files…").click();
    window.run_ok();
    wait(window, |app| app.session().busy().is_none());
}

#[test]
fn files_are_looked_at_mapped_and_taken_in_as_one_change() {
    let desk = Desk::new();
    let (mut window, _) = desk.with_project();
    let file = desk.file("rows.jsonl", ROWS);
    looked_at(&desk, &mut window, &file);
    window.get_by_label("2 articles, 3 marks and 0 links are new");
    window.get_by_label("1 thing is not taken");
    window.get_by_label_contains("rows.jsonl:2: Statement");
    assert_eq!(marks(&window), Vec::<String>::new(), "looking changes nothing");
    window.get_by_label("Statement becomes Claim").click();
    window.run_ok();
    wait(&mut window, |app| app.session().busy().is_none());
    window.get_by_label("Speaker becomes Source").click();
    window.run_ok();
    wait(&mut window, |app| app.session().busy().is_none());
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(marks(&window), ["Claim The dam broke", "Source she", "Claim ثلاثة"]);
    assert!(window.state().session().exchanging().is_none(), "the page is closed");
    window.get_by_label_contains("2 articles, 3 marks and 0 links came in");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(marks(&window), Vec::<String>::new(), "one step of undo");
    assert_eq!(window.state().session().project().unwrap().article_count(), 1);
    // The next files with these labels need no choosing.
    looked_at(&desk, &mut window, &file);
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(marks(&window), ["Claim The dam broke", "Source she", "Claim ثلاثة"]);
    drop(window);
    let (kept, _) = Preferences::read(&desk.folders(), now()).unwrap();
    assert_eq!(kept.labels.get("statement").map(String::as_str), Some("Claim"));
    assert_eq!(kept.import_format, "jsonl");
}

#[test]
fn marks_come_as_proposals_where_that_is_wanted() {
    let desk = Desk::new();
    let (mut window, _) = desk.with_project();
    let file = desk.file("rows.jsonl", ROWS);
    looked_at(&desk, &mut window, &file);
    window.get_by_label("As proposals, to accept or reject").click();
    window.run_ok();
    wait(&mut window, |app| app.session().busy().is_none());
    window.get_by_label("Import").click();
    window.run_ok();
    let project = window.state().session().project().unwrap();
    assert_eq!(project.marks().count(), 3);
    assert!(project.marks().all(|mark| mark.state == MarkState::Proposed));
}

#[test]
fn without_a_project_data_makes_one() {
    let desk = Desk::new();
    let mut window = desk.window(&[]);
    let file = desk.file("rows.jsonl", ROWS);
    press(&mut window, Modifiers::COMMAND, Key::I);
    wait(&mut window, |app| app.session().exchanging().is_some());
    desk.answers(&[&file]);
    window.get_by_label("Choose files…").click();
    window.run_ok();
    wait(&mut window, |app| app.session().busy().is_none());
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(marks(&window), ["Statement The dam broke", "Speaker she", "Statement ثلاثة"]);
}

#[test]
fn files_of_nothing_are_told_and_not_taken() {
    let desk = Desk::new();
    let (mut window, _) = desk.with_project();
    let file = desk.file("rows.jsonl", "no row at all\n");
    looked_at(&desk, &mut window, &file);
    window.get_by_label("0 articles, 0 marks and 0 links are new");
    window.get_by_label_contains("rows.jsonl:1:");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(window.state().session().exchanging().is_some(), "there is nothing to take");
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(window.state().session().exchanging().is_none());
    assert_eq!(window.state().session().project().unwrap().article_count(), 1);
}

#[test]
fn losses_are_shown_before_a_folder_is_written_and_read_back() {
    let desk = Desk::new();
    let (mut window, _) = desk.with_project();
    let start = TEXT.find("more than 40").unwrap();
    window.state_mut().run(Command::Select(SelectCommand::Text { anchor: start, focus: start + "more than 40 cracks".len() }));
    window.state_mut().run(Command::Mark(MarkCommand::Tag { label: Label::Figure, trim: true }));
    window.run_ok();
    press(&mut window, Modifiers::COMMAND, Key::E);
    wait(&mut window, |app| app.session().busy().is_none());
    window.get_by_label("spaCy JSONL with a script for DocBin").click();
    window.run_ok();
    wait(&mut window, |app| app.session().busy().is_none());
    window.get_by_label("What the format cannot hold");
    window.get_by_label("attributes of marks");
    window.get_by_label("brat standoff").click();
    window.run_ok();
    wait(&mut window, |app| app.session().busy().is_none());
    window.get_by_label("inspectors.ann");
    let folder = desk.dir.path().join("out");
    desk.answers(&[&folder]);
    window.get_by_label("Write a folder…").click();
    window.run_ok();
    wait(&mut window, |app| app.session().busy().is_none() && app.session().exchanging().is_none());
    window.get_by_label_contains("read back the same");
    let lines = std::fs::read_to_string(folder.join("inspectors.ann")).unwrap();
    assert!(lines.contains("more than 40 cracks"), "{lines}");
    // What is there is not written over.
    press(&mut window, Modifiers::COMMAND, Key::E);
    wait(&mut window, |app| app.session().busy().is_none());
    desk.answers(&[&folder]);
    press(&mut window, Modifiers::NONE, Key::Enter);
    wait(&mut window, |app| app.session().busy().is_none() && app.session().exchanging().is_none());
    window.get_by_label_contains("is there already and has something in it");
    drop(window);
    let (kept, _) = Preferences::read(&desk.folders(), now()).unwrap();
    assert_eq!(kept.export_format, "brat");
}

#[test]
fn an_export_with_its_sidecar_comes_back_whole_into_a_new_project() {
    let desk = Desk::new();
    let article = desk.file("bridge.txt", "The bridge is closed.\n\nالجسر مغلق 👨‍👩‍👧 桥梁\n");
    let mut window = desk.window(&[article]);
    wait(&mut window, |app| app.session().article().is_some());
    desk.answers(&[&desk.dir.path().join("bridge.ron")]);
    press(&mut window, Modifiers::COMMAND, Key::S);
    wait(&mut window, |app| app.session().saving() == Some(Saving::Saved));
    select(&mut window, "الجسر مغلق");
    window.state_mut().run(Command::Mark(MarkCommand::Tag { label: Label::Claim, trim: true }));
    window.run_ok();
    let before = marks(&window);
    press(&mut window, Modifiers::COMMAND, Key::E);
    wait(&mut window, |app| app.session().busy().is_none());
    let file = desk.dir.path().join("rows.jsonl");
    desk.answers(&[&file]);
    window.get_by_label("spaCy JSONL with a script for DocBin").click();
    window.run_ok();
    wait(&mut window, |app| app.session().busy().is_none());
    window.get_by_label("Write a file…").click();
    window.run_ok();
    wait(&mut window, |app| app.session().busy().is_none() && app.session().exchanging().is_none());
    let whole = window.state().session().project().unwrap().clone();
    drop(window);
    let mut window = desk.window(&[]);
    press(&mut window, Modifiers::COMMAND, Key::I);
    wait(&mut window, |app| app.session().exchanging().is_some());
    desk.answers(&[&file]);
    window.get_by_label("Choose files…").click();
    window.run_ok();
    wait(&mut window, |app| app.session().busy().is_none());
    window.get_by_label("spaCy JSONL with a script for DocBin").click();
    window.run_ok();
    wait(&mut window, |app| app.session().busy().is_none());
    window.get_by_label_contains("brings the whole project back, 1 article and 1 mark");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(marks(&window), before);
    let back = window.state().session().project().unwrap();
    assert!(factmark::edit::difference(&whole, back).is_empty(), "also what the format cannot hold");
}
