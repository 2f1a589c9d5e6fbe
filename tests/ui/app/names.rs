//! Every screen to a screen reader: whatever can be pressed or written in has a name, and what changes is told.

use super::*;
use egui::accesskit::Role;
use egui_kittest::kittest::NodeT;

const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

/// Roles of what somebody does something with.
const DONE_WITH: [Role; 10] = [
    Role::Button,
    Role::CheckBox,
    Role::RadioButton,
    Role::TextInput,
    Role::MultilineTextInput,
    Role::ListItem,
    Role::ListBoxOption,
    Role::Tab,
    Role::Link,
    Role::MenuItem,
];

/// What has no name on a screen, by role.
fn nameless(window: &Window) -> Vec<Role> {
    let all = || window.root().children_recursive();
    let nodes = all().filter(|node| DONE_WITH.contains(&node.accesskit_node().role()));
    assert!(nodes.count() >= 2, "there is something on the screen to be named");
    let nodes = all();
    let has_name = |node: &egui_kittest::Node<'_>| {
        let node = node.accesskit_node();
        node.label().is_some_and(|label| !label.trim().is_empty()) || node.labelled_by().next().is_some()
    };
    nodes.filter(|node| DONE_WITH.contains(&node.accesskit_node().role()) && !has_name(node)).map(|node| node.accesskit_node().role()).collect()
}

#[test]
fn whatever_can_be_done_has_a_name_on_every_screen() {
    let desk = Desk::new();
    let mut start = desk.window(&[]);
    start.run_ok();
    assert_eq!(nameless(&start), [], "the first page");
    let (mut window, _) = desk.with_project();
    for (words, key) in [("Mayor Elin Varga", Key::Num2), ("inspectors had found more than 40 cracks", Key::Num1), ("more than 40 cracks", Key::Num3)] {
        select(&mut window, words);
        press(&mut window, Modifiers::NONE, key);
    }
    select(&mut window, "Monday");
    let screens: [(&str, Modifiers, Key); 15] = [
        ("words selected", Modifiers::NONE, Key::F13),
        ("the marks", CTRL_SHIFT, Key::M),
        ("the notes", CTRL_SHIFT, Key::N),
        ("the hints", CTRL_SHIFT, Key::H),
        ("the guide", CTRL_SHIFT, Key::G),
        ("the details", CTRL_SHIFT, Key::D),
        ("the search", Modifiers::COMMAND, Key::F),
        ("the checks", Modifiers::NONE, Key::F6),
        ("the proposals", Modifiers::NONE, Key::P),
        ("the commands", Modifiers::COMMAND, Key::K),
        ("go to", Modifiers::COMMAND, Key::G),
        ("the settings", Modifiers::COMMAND, Key::Comma),
        ("help", Modifiers::NONE, Key::F1),
        ("data to take in", Modifiers::COMMAND, Key::I),
        ("data to write", Modifiers::COMMAND, Key::E),
    ];
    for (name, modifiers, key) in screens {
        press(&mut window, modifiers, key);
        wait(&mut window, |app| app.session().busy().is_none());
        assert_eq!(nameless(&window), [], "{name}");
        for _ in 0..2 {
            press(&mut window, Modifiers::NONE, Key::Escape);
        }
    }
    press(&mut window, Modifiers::NONE, Key::J);
    assert_eq!(nameless(&window), [], "a mark");
    press(&mut window, Modifiers::NONE, Key::L);
    assert_eq!(nameless(&window), [], "a link that is made");
}

#[test]
fn what_was_found_and_what_is_told_is_announced() {
    let desk = Desk::new();
    let (mut window, _) = desk.with_project();
    press(&mut window, Modifiers::COMMAND, Key::F);
    window.get_by_label("Search articles and marks").type_text("cracks");
    wait_for(&mut window, "2 places");
    let live = |window: &Window, words: &str| {
        let is_live = |node: &egui_kittest::Node<'_>| node.accesskit_node().live() == egui::accesskit::Live::Polite;
        window.query_all_by_label_contains(words).any(|node| is_live(&node))
    };
    assert!(live(&window, "2 places in 1 article"));
    press(&mut window, Modifiers::NONE, Key::Escape);
    press(&mut window, Modifiers::NONE, Key::Num1);
    assert!(live(&window, "Select words first"), "why a key did nothing");
}
