//! An article changes: the new text beside the old one, each mark decided by a key.

use super::*;
use factmark::project::Project;

/// The article after its publication: a number corrected, a word put in, a paragraph gone.
const NEWER: &str = "Inspectors found 40 cracks, mayor says\n\nMayor Elin Varga told reporters on Monday that inspectors had found more than 400 cracks.\n\nThe bridge stays open.\n";

fn plain(window: &mut Window, key: Key) {
    press(window, Modifiers::NONE, key);
}

/// A window in which the article has a source, a figure and a claim, with the file of its new text.
fn marked(desk: &Desk) -> (Window, PathBuf) {
    let (mut window, _) = desk.with_project();
    for (words, key) in [("Mayor Elin Varga", Key::Num2), ("40 cracks.", Key::Num3), ("الجسر مغلق", Key::Num1)] {
        select(&mut window, words);
        plain(&mut window, key);
    }
    let newer = desk.file("newer.txt", NEWER);
    (window, newer)
}

fn compared(desk: &Desk) -> Window {
    let (mut window, newer) = marked(desk);
    desk.answers(&[&newer]);
    press(&mut window, Modifiers::COMMAND, Key::U);
    wait(&mut window, |app| app.session().comparing().is_some());
    window
}

fn project(window: &Window) -> &Project {
    window.state().session().project().unwrap()
}

fn words(window: &Window) -> Vec<String> {
    let project = project(window);
    project.marks_in(project.order()[0]).map(|mark| mark.at.words(project.text_of(mark).unwrap())).collect()
}

#[test]
fn each_mark_is_decided_by_a_key_and_all_of_it_is_one_step() {
    let desk = Desk::new();
    let mut window = compared(&desk);
    let at_first = project(&window).clone();
    window.get_by_label_contains("New version of “Inspectors found 40 cracks, mayor says”");
    window.get_by_label_contains("2 marks need a look");
    window.get_by_label_contains("Before: Mayor Elin Varga told reporters on Monday");
    window.get_by_label_contains("Figure, changed: 40 cracks→ 400 cracks; waits");
    window.get_by_label_contains("Claim, lost: الجسر مغلق");
    plain(&mut window, Key::Enter);
    window.get_by_label_contains("Figure, changed: 40 cracks→ 400 cracks; put there");
    plain(&mut window, Key::X);
    window.get_by_label_contains("every mark has its place or was decided about");
    assert_eq!(*project(&window), at_first, "nothing is changed before it is taken");
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    assert!(window.state().session().comparing().is_none());
    assert_eq!(words(&window), ["Mayor Elin Varga", "400 cracks"]);
    assert!(window.query_by_label_contains("New version of").is_none(), "the article is shown again");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(*project(&window), at_first);
}

#[test]
fn what_waits_is_said_above_the_article_and_is_put_in_place_later_also_by_hand() {
    let desk = Desk::new();
    let mut window = compared(&desk);
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    assert_eq!(words(&window), ["Mayor Elin Varga"]);
    window.get_by_label_contains("2 marks of an earlier version need a look");
    plain(&mut window, Key::F5);
    wait(&mut window, |app| app.session().comparing().is_some());
    window.get_by_label_contains("then and now");
    plain(&mut window, Key::Enter);
    assert_eq!(words(&window), ["Mayor Elin Varga", "400 cracks"]);
    plain(&mut window, Key::H);
    window.get_by_label_contains("Select the words that say “الجسر مغلق” now");
    select(&mut window, "The bridge stays open");
    plain(&mut window, Key::Enter);
    assert_eq!(words(&window), ["Mayor Elin Varga", "400 cracks", "The bridge stays open"]);
    assert!(window.query_by_label_contains("of an earlier version need").is_none());
    for _ in 0..3 {
        press(&mut window, Modifiers::COMMAND, Key::Z);
    }
    assert_eq!(project(&window).versions().count(), 0, "undo goes back to before the new version");
}

#[test]
fn esc_leaves_everything_as_it_was_and_the_whole_text_can_be_read() {
    let desk = Desk::new();
    let mut window = compared(&desk);
    let at_first = project(&window).clone();
    plain(&mut window, Key::F);
    window.get_by_role_and_label(egui::accesskit::Role::Paragraph, "Inspectors found 40 cracks, mayor says");
    plain(&mut window, Key::Escape);
    assert!(window.state().session().comparing().is_none());
    assert_eq!(*project(&window), at_first);
    plain(&mut window, Key::F5);
    window.get_by_label_contains("the article has no earlier version");
}

#[test]
fn a_file_that_changed_is_noticed_quietly_and_never_taken_without_asking() {
    let desk = Desk::new();
    let (mut window, path) = desk.with_project();
    select(&mut window, "Mayor Elin Varga");
    plain(&mut window, Key::Num2);
    wait(&mut window, |app| app.session().saving() == Some(Saving::Saved));
    drop(window);
    desk.file("inspectors.txt", NEWER);
    let mut window = desk.window(&[path]);
    wait_for(&mut window, "inspectors.txt has changed since it was read");
    window.get_by_label("Say no more about the changed file").click();
    window.run_ok();
    assert!(window.query_by_label_contains("has changed since").is_none());
    window.input_mut().events.push(Event::WindowFocused(true));
    wait_for(&mut window, "inspectors.txt has changed since it was read");
    assert!(window.state().session().notices().is_empty(), "no card over the text");
    assert_eq!(project(&window).versions().count(), 0, "and nothing is taken");
    window.get_by_label("Compare").click();
    window.run_ok();
    wait(&mut window, |app| app.session().comparing().is_some());
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    assert_eq!(words(&window), ["Mayor Elin Varga"]);
    assert!(window.query_by_label_contains("has changed since").is_none());
    window.get_by_label_contains("one mark is carried over");
}

#[test]
fn an_earlier_version_is_chosen_and_removed() {
    let desk = Desk::new();
    let mut window = compared(&desk);
    for key in [Key::X, Key::X] {
        plain(&mut window, key);
    }
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    plain(&mut window, Key::F5);
    wait(&mut window, |app| app.session().comparing().is_some());
    window.get_by_label("No marks to decide about");
    window.get_by_label("Remove this version").click();
    window.run_ok();
    assert!(window.state().session().comparing().is_none());
    assert_eq!(project(&window).versions().count(), 0);
}
