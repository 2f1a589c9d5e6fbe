//! Small things that make a day's work bearable: keys that say why they do nothing, boxes and panels that fit.

use super::*;

fn notices(window: &Window) -> Vec<String> {
    window.state().session().notices().iter().map(|notice| notice.what.clone()).collect()
}

#[test]
fn a_key_that_can_do_nothing_says_why() {
    let desk = Desk::new();
    let (mut window, _) = desk.with_project();
    press(&mut window, Modifiers::NONE, Key::M);
    assert_eq!(notices(&window), ["Add fragment: select a mark first"]);
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(notices(&window).len(), 1, "Enter has other uses than proposals");
}

#[test]
fn delete_does_not_take_a_mark_while_words_are_selected() {
    let desk = Desk::new();
    let (mut window, _) = desk.with_project();
    select(&mut window, "Mayor Elin Varga");
    press(&mut window, Modifiers::NONE, Key::Num2);
    select(&mut window, "reporters");
    for key in [Key::Delete, Key::Backspace] {
        press(&mut window, Modifiers::NONE, key);
        assert_eq!(labels(&window), [Label::Source], "{key:?}");
    }
    press(&mut window, Modifiers::NONE, Key::Escape);
    press(&mut window, Modifiers::NONE, Key::Delete);
    assert_eq!(labels(&window), []);
}

#[test]
fn who_works_here_can_be_said_anew() {
    let desk = Desk::new();
    let (mut window, _) = desk.with_project();
    window.get_by_label("Menu").click();
    window.run_ok();
    window.get_by_label("File").click();
    window.run_ok();
    window.get_by_label_contains("Work as someone else").click();
    window.run_ok();
    window.get_by_label("Your name").type_text(" lee");
    window.run_ok();
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(window.query_by_label("Who is working here?").is_none());
    let session = window.state().session();
    assert!(session.who().contains("lee"), "{}", session.who());
    assert_eq!(&*session.project().unwrap().analyst(), "amira", "whose project it is stays");
}

#[test]
fn the_theme_that_comes_is_named() {
    let desk = Desk::new();
    let mut window = desk.window(&[]);
    press(&mut window, Modifiers::NONE, Key::F9);
    assert_eq!(notices(&window), ["Light theme"]);
}

#[test]
fn panels_are_as_wide_as_before_when_everything_is_small_again() {
    let desk = Desk::new();
    let (mut window, _) = desk.with_project();
    let place = |window: &Window| window.get_all_by_label_contains("Mayor Elin Varga told").next().unwrap().rect();
    let before = place(&window);
    for _ in 0..11 {
        press(&mut window, Modifiers::COMMAND, Key::Plus);
    }
    assert!(window.ctx.zoom_factor() > 2.0);
    press(&mut window, Modifiers::COMMAND, Key::Num0);
    assert_eq!(place(&window), before);
}

#[test]
fn the_path_box_fits_where_everything_is_large() {
    let desk = Desk::new();
    let mut window = desk.window(&[]);
    for _ in 0..9 {
        press(&mut window, Modifiers::COMMAND, Key::Plus);
    }
    press(&mut window, Modifiers::COMMAND, Key::L);
    window.run_ok();
    let whole = window.ctx.content_rect();
    for label in ["Path", "Cancel"] {
        let rect = window.get_by_label(label).rect();
        assert!(whole.contains_rect(rect), "{label}: {rect:?} in {whole:?}");
    }
}

#[test]
fn help_lists_no_keys_of_labels_that_are_not_there() {
    let desk = Desk::new();
    let (mut window, _) = desk.with_project();
    press(&mut window, Modifiers::NONE, Key::F1);
    assert!(window.query_by_label_contains("Own label").is_none());
}
