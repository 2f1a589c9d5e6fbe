//! Keys that are changed, and the page on which that is done.

use super::*;
use egui::accesskit::Role;
use egui_kittest::kittest::NodeT;

/// Opens the page and chooses the only action with these words.
fn choose(window: &mut Window, words: &str) {
    if window.query_by_role_and_label(Role::TextInput, "Find a key").is_none() {
        press(window, Modifiers::COMMAND, Key::Comma);
    }
    press(window, Modifiers::COMMAND, Key::A);
    window.get_by_role_and_label(Role::TextInput, "Find a key").type_text(words);
    window.run_ok();
    press(window, Modifiers::NONE, Key::ArrowDown);
}

fn rows(window: &Window) -> Vec<String> {
    window.query_all_by_role(Role::ListBoxOption).filter_map(|node| node.accesskit_node().label()).collect()
}

fn says(window: &Window, words: &str) -> bool {
    window.query_all_by_role(Role::Status).any(|node| node.accesskit_node().label().is_some_and(|label| label.contains(words)))
}

#[test]
fn a_changed_key_works_at_once_is_shown_everywhere_and_is_kept() {
    let desk = Desk::new();
    let (mut window, path) = desk.with_project();
    window.get_by_label_contains("press 1 for a claim");
    choose(&mut window, "tag claim");
    assert_eq!(rows(&window), Vec::<String>::new(), "names are found, not tips");
    choose(&mut window, "claim");
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.get_by_label("Press the new key");
    press(&mut window, Modifiers::NONE, Key::F2);
    assert!(says(&window, "Kept"), "{:?}", rows(&window));
    assert!(rows(&window).contains(&"Claim: F2".to_owned()), "{:?}", rows(&window));
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(window.query_by_label("Find a key").is_none(), "Escape leaves");
    window.get_by_label_contains("press F2 for a claim");
    select(&mut window, "Mayor Elin Varga");
    press(&mut window, Modifiers::NONE, Key::Num1);
    assert_eq!(labels(&window), []);
    press(&mut window, Modifiers::NONE, Key::F2);
    assert_eq!(labels(&window), [Label::Claim]);
    drop(window);
    let (read, _) = Preferences::read(&desk.folders(), now()).unwrap();
    assert_eq!(read.keys, [("TagClaim".to_owned(), "F2".to_owned())].into());
    let mut window = desk.window(&[path]);
    wait(&mut window, |app| app.session().article().is_some());
    select(&mut window, "more than 40 cracks");
    press(&mut window, Modifiers::NONE, Key::F2);
    assert_eq!(labels(&window).len(), 2);
    press(&mut window, Modifiers::NONE, Key::F1);
    window.get_by_label_contains("then press F2 for a claim");
}

#[test]
fn a_clash_is_told_and_decided() {
    let desk = Desk::new();
    let mut window = desk.window(&[]);
    choose(&mut window, "note");
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::COMMAND, Key::K);
    assert!(says(&window, "Ctrl K is the key of Commands"));
    window.get_by_label("Leave it").click();
    window.run_ok();
    assert!(rows(&window).contains(&"Note: N".to_owned()));
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::COMMAND, Key::K);
    // The first answer has the focus.
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(rows(&window).contains(&"Note: Ctrl K".to_owned()), "{:?}", rows(&window));
    window.get_by_label("2 changed");
    choose(&mut window, "commands");
    assert_eq!(rows(&window), ["Commands: no key"]);
    window.get_by_label("All as at first").click();
    window.run_ok();
    assert_eq!(rows(&window), ["Commands: Ctrl K"]);
    window.get_by_label("All as they were at first");
}

#[test]
fn keys_are_added_taken_away_and_given_back() {
    let desk = Desk::new();
    let mut window = desk.window(&[]);
    choose(&mut window, "previous mark");
    window.get_by_label("Add another").click();
    window.run_ok();
    press(&mut window, Modifiers::ALT, Key::K);
    assert_eq!(rows(&window), ["Previous mark: K or Alt K"]);
    window.get_by_label("None").click();
    window.run_ok();
    assert_eq!(rows(&window), ["Previous mark: no key"]);
    window.get_by_label("As it was at first").click();
    window.run_ok();
    assert_eq!(rows(&window), ["Previous mark: K"]);
}

#[test]
fn keys_of_the_reader_and_of_fields_are_refused_and_waiting_is_cancelled() {
    let desk = Desk::new();
    let mut window = desk.window(&[]);
    choose(&mut window, "select more");
    for (modifiers, key, why) in [
        (Modifiers::SHIFT, Key::ArrowRight, "selects words"),
        (Modifiers::NONE, Key::Tab, "from one control to the next"),
        (Modifiers::NONE, Key::Home, "move the caret"),
    ] {
        choose(&mut window, "select more");
        press(&mut window, Modifiers::NONE, Key::Enter);
        press(&mut window, modifiers, key);
        assert!(says(&window, why), "{key:?}");
    }
    choose(&mut window, "select more");
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.event(Event::Copy);
    window.run_ok();
    assert!(says(&window, "copies, cuts and pastes"));
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(window.query_by_label("Press the new key").is_none());
    assert_eq!(rows(&window), ["Select more: E"], "and the page is still there");
}

#[test]
fn rows_are_found_by_their_keys() {
    let desk = Desk::new();
    let mut window = desk.window(&[]);
    choose(&mut window, "ctrl+k");
    assert_eq!(rows(&window), ["Commands: Ctrl K"]);
    choose(&mut window, "Ctrl Shift Z");
    assert_eq!(rows(&window), ["Redo: Ctrl Shift Z or Ctrl Y"]);
    choose(&mut window, "no such thing");
    window.get_by_label("No action has this name or key");
}

#[test]
fn settings_are_changed_and_kept_without_a_project() {
    let desk = Desk::new();
    let mut window = desk.window(&[]);
    press(&mut window, Modifiers::COMMAND, Key::Comma);
    for name in ["Dark", "Larger", "Details of the mark"] {
        window.get_by_label(name).click();
        window.run_ok();
    }
    assert_eq!(window.ctx.theme(), egui::Theme::Dark);
    assert!(window.ctx.zoom_factor() > 1.0);
    drop(window);
    let (read, _) = Preferences::read(&desk.folders(), now()).unwrap();
    assert!(read.hides_details && !read.hides_list && read.zoom > 1.0 && read.theme == factmark::store::Theme::Dark, "{read:?}");
}

#[test]
fn wrong_keys_of_the_file_are_told_once_and_passed_over() {
    let desk = Desk::new();
    let keys = [("Undo", "Ctrl+U+U"), ("Redo", "Shift+Left"), ("Save", "F2")].map(|(name, keys)| (name.to_owned(), keys.to_owned()));
    Preferences { who: "amira".into(), keys: keys.into(), ..Preferences::default() }.write(&desk.folders()).unwrap();
    let (mut window, _) = desk.with_project_by(Modifiers::NONE, Key::F2);
    let notices: Vec<_> = window.state().session().notices().iter().filter(|notice| notice.what.contains("passed over")).cloned().collect();
    assert_eq!(notices.len(), 1);
    assert_eq!(notices[0].details.len(), 2, "{notices:?}");
    select(&mut window, "Mayor Elin Varga");
    press(&mut window, Modifiers::NONE, Key::Num1);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(labels(&window), [], "Undo has the key that it had at first");
}
