//! Finding, and the lists at the right, by keys and by names.

use super::*;
use egui::accesskit::Role;
use factmark::session::{CommentCommand, MarkCommand};

const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);
const FIELD: &str = "Search articles and marks";

fn look(window: &mut Window, words: &str) {
    press(window, Modifiers::COMMAND, Key::F);
    window.get_by_label(FIELD).type_text(words);
    window.run_ok();
    wait(window, |app| app.session().searching().is_some_and(|searching| !searching.is_asked && searching.typed == words));
}

fn selected(window: &Window) -> String {
    let session = window.state().session();
    session.article().unwrap().text.slice(session.selection().bytes()).to_owned()
}

#[test]
fn words_are_found_walked_through_and_marked_all_at_once() {
    let desk = Desk::new();
    let (mut window, _) = desk.with_project();
    look(&mut window, "40 CRACKS");
    window.get_by_label("2 places in 1 article");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(selected(&window), "40 cracks");
    window.get_by_label("1 of 2 places in 1 article");
    let first = window.state().session().selection().bytes().start;
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(window.state().session().selection().bytes().start > first, "Enter goes on while the field has the focus");
    press(&mut window, Modifiers::SHIFT, Key::Enter);
    assert_eq!(window.state().session().selection().bytes().start, first);
    window.get_by_label("With all of them…").click();
    window.run_ok();
    window.get_by_label("Mark 2 places as").click();
    window.run_ok();
    // The little bar at the selection has a button of that name too.
    window.query_all_by_role_and_label(Role::Button, "Figure").next().unwrap().click();
    window.run_ok();
    assert_eq!(labels(&window), [Label::Figure, Label::Figure]);
    press(&mut window, Modifiers::NONE, Key::Escape);
    press(&mut window, Modifiers::NONE, Key::Escape);
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(window.state().session().searching().is_none(), "one level out after the other");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(labels(&window), []);
}

#[test]
fn marks_are_found_by_filters_and_tagged_all_at_once() {
    let desk = Desk::new();
    let (mut window, _) = desk.with_project();
    for words in ["Mayor Elin Varga", "more than 40 cracks"] {
        select(&mut window, words);
        press(&mut window, Modifiers::NONE, Key::Num3);
    }
    look(&mut window, "label:figure");
    window.get_by_role_and_label(Role::ListItem, "Figure: Mayor Elin Varga told reporters on Monday that inspectors had found more than 40 cracks.");
    // Into the list, and along it.
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    let mark = window.state().session().mark().unwrap();
    let words = mark.at.words(&window.state().session().article().unwrap().text);
    assert_eq!(words, "more than 40 cracks");
    press(&mut window, Modifiers::NONE, Key::Space);
    window.get_by_label_contains("more than 40 cracks., left out");
    window.get_by_label("With all of them…").click();
    window.run_ok();
    window.get_by_label("Tag 1 mark…").click();
    window.run_ok();
    window.get_by_label("Tag for all").type_text("bridge");
    window.run_ok();
    press(&mut window, Modifiers::NONE, Key::Enter);
    let project = window.state().session().project().unwrap();
    let tagged: Vec<bool> = project.marks_in(project.order()[0]).map(|mark| !mark.tags.is_empty()).collect();
    assert_eq!(tagged, [true, false]);
}

#[test]
fn what_cannot_be_found_says_why_and_what_is_no_project_is_not_searched() {
    let desk = Desk::new();
    let (mut window, _) = desk.with_project();
    press(&mut window, Modifiers::COMMAND, Key::F);
    window.get_by_label(FIELD).type_text("label:rumour");
    window.run_ok();
    wait_for(&mut window, "write label: and one of Claim, Source, Figure");
    drop(window);
    let mut window = Desk::new().window(&[]);
    press(&mut window, Modifiers::COMMAND, Key::F);
    assert!(window.query_by_label(FIELD).is_none());
}

#[test]
fn after_a_change_what_is_found_is_looked_for_again() {
    let desk = Desk::new();
    let (mut window, _) = desk.with_project();
    look(&mut window, "label:claim");
    window.get_by_label("Nothing found");
    window.state_mut().run(Command::Select(SelectCommand::All));
    window.state_mut().run(Command::Mark(MarkCommand::Tag { label: Label::Claim, trim: true }));
    wait(&mut window, |app| app.session().searching().is_some_and(|searching| searching.found.hits.len() == 1));
}

#[test]
fn the_marks_of_the_article_are_walked_in_their_list() {
    let desk = Desk::new();
    let (mut window, _) = desk.with_project();
    for (words, key) in [("Mayor Elin Varga", Key::Num2), ("more than 40 cracks", Key::Num3), ("Monday", Key::Num3)] {
        select(&mut window, words);
        press(&mut window, Modifiers::NONE, key);
    }
    press(&mut window, CTRL_SHIFT, Key::M);
    press(&mut window, Modifiers::NONE, Key::Home);
    let words = |window: &Window| {
        let session = window.state().session();
        session.mark().unwrap().at.words(&session.article().unwrap().text)
    };
    assert_eq!(words(&window), "Mayor Elin Varga");
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    assert_eq!(words(&window), "Monday");
    window.get_by_role_and_label(Role::RadioButton, "Sources").click();
    window.run_ok();
    window.get_by_role_and_label(Role::ListItem, "Source: Mayor Elin Varga, Elin Varga");
    assert!(window.query_by_role_and_label(Role::ListItem, "Figure: Monday").is_none());
}

#[test]
fn comments_are_written_answered_resolved_and_taken_back() {
    let desk = Desk::new();
    let (mut window, _) = desk.with_project();
    press(&mut window, CTRL_SHIFT, Key::N);
    window.get_by_label("Comment on the article").type_text("Is this so?");
    window.run_ok();
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.get_by_label("Is this so?");
    window.get_by_label("Answer…").click();
    window.run_ok();
    window.get_by_label("Answer").type_text("الجسر مغلق");
    window.run_ok();
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.get_by_label("الجسر مغلق");
    let comments = |window: &Window| window.state().session().project().unwrap().comments().count();
    assert_eq!(comments(&window), 2);
    window.get_by_label("Resolve").click();
    window.run_ok();
    assert!(window.query_by_label("Is this so?").is_none(), "what is settled is out of the way");
    window.get_by_label("Resolved too").click();
    window.run_ok();
    window.get_by_label("Open again");
    for left in [2, 1, 0] {
        press(&mut window, Modifiers::COMMAND, Key::Z);
        assert_eq!(comments(&window), left);
    }
    // A comment that is being written when the window is left becomes one.
    window.state_mut().run(Command::Comment(CommentCommand::Add { about: None, text: " ".into() }));
    assert_eq!(comments(&window), 0, "nothing is no comment");
}

#[test]
fn the_guide_is_written_and_says_what_labels_mean() {
    let desk = Desk::new();
    let (mut window, _) = desk.with_project();
    press(&mut window, CTRL_SHIFT, Key::G);
    window.get_by_label("No guidelines yet");
    window.get_by_label("Write a guide…").click();
    window.run_ok();
    window.get_by_label("Guidelines, in Markdown").type_text("# How we mark\n\n## Claim\n\nOnly what can be checked.\n");
    window.run_ok();
    window.get_by_label("Keep").click();
    window.run_ok();
    window.get_by_label("How we mark");
    assert_eq!(window.query_all_by_label("Only what can be checked.").count(), 2, "in the guide, and under the label");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    window.get_by_label("No guidelines yet");
}

#[test]
fn the_list_shows_the_articles_of_one_state_and_goes_to_the_next_unfinished_one() {
    let desk = Desk::new();
    let files = ["one", "two", "three"].map(|name| desk.file(&format!("{name}.txt"), &format!("The story of {name}.\n")));
    let mut window = desk.window(&files);
    wait(&mut window, |app| app.session().project().is_some_and(|project| project.article_count() == 3));
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    window.get_by_label("1 of 3 done").click();
    window.run_ok();
    window.get_by_label("Done, 1").click();
    window.run_ok();
    window.get_by_label("Done: 1");
    assert_eq!(window.query_all_by_role(Role::ListItem).count(), 1);
    window.get_by_label("Done: 1").click();
    window.run_ok();
    window.get_by_label("All articles, 3").click();
    window.run_ok();
    let shown = |window: &Window| window.state().session().article().unwrap().title.clone();
    let before = shown(&window);
    press(&mut window, CTRL_SHIFT, Key::PageDown);
    assert_ne!(shown(&window), before);
    press(&mut window, CTRL_SHIFT, Key::PageDown);
    assert_eq!(shown(&window), before, "round, past the one that is done");
}

#[test]
fn a_comment_has_lines_and_is_kept_however_the_field_is_left() {
    let desk = Desk::new();
    let (mut window, _) = desk.with_project();
    let texts = |window: &Window| {
        let mut texts: Vec<String> = window.state().session().project().unwrap().comments().map(|comment| comment.text.clone()).collect();
        texts.sort();
        texts
    };
    press(&mut window, CTRL_SHIFT, Key::N);
    window.get_by_label("Comment on the article").type_text("one");
    window.run_ok();
    press(&mut window, Modifiers::SHIFT, Key::Enter);
    assert_eq!(texts(&window), Vec::<String>::new(), "a new line");
    window.get_by_label("Comment on the article").type_text("two");
    window.run_ok();
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    assert_eq!(texts(&window), ["one\ntwo"]);
    assert_ne!(window.state().session().article().unwrap().state, factmark::project::ArticleState::Done, "it was for the comment");
    press(&mut window, CTRL_SHIFT, Key::N);
    window.get_by_label("Comment on the article").type_text("three");
    window.run_ok();
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert_eq!(texts(&window), ["one\ntwo", "three"], "Escape leaves the field and takes nothing away");
    press(&mut window, CTRL_SHIFT, Key::N);
    window.get_by_label("Comment on the article").type_text("four");
    window.run_ok();
    window.get_by_label("Cancel").click();
    window.run_ok();
    assert_eq!(texts(&window).len(), 2);
}

#[test]
fn what_is_typed_after_an_option_is_still_what_is_looked_for() {
    let desk = Desk::new();
    let (mut window, _) = desk.with_project();
    look(&mut window, "crack");
    window.get_by_label("Whole words").click();
    window.run_ok();
    typed(&mut window, Key::S, "s");
    typed(&mut window, Key::Num0, "0");
    assert_eq!(window.state().session().searching().map(|searching| searching.typed.clone()).as_deref(), Some("cracks0"));
    assert!(window.state().session().article().unwrap().skip.is_empty(), "no key went to the article");
}

#[test]
fn enter_in_a_list_does_not_accept_what_is_chosen_in_it() {
    let desk = Desk::new();
    let sample = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("projects/harbour-bridge.ron")).unwrap();
    let mut window = desk.window(&[desk.file("harbour.ron", &sample)]);
    wait(&mut window, |app| app.session().article().is_some());
    let mark = window.state().session().project().unwrap().marks_in(window.state().session().article().unwrap().id).next().unwrap().id;
    window.state_mut().run(Command::Mark(MarkCommand::Decide { marks: vec![mark], accept: false }));
    press(&mut window, CTRL_SHIFT, Key::M);
    press(&mut window, Modifiers::NONE, Key::Home);
    let state = |window: &Window| window.state().session().mark().unwrap().state;
    let before = state(&window);
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(state(&window), before);
}
