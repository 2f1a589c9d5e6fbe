//! Commands, articles and marks found by a few letters.

use super::*;
use egui::accesskit::Role;
use egui_kittest::kittest::NodeT;

fn type_into(window: &mut Window, name: &str, words: &str) {
    window.get_by_role_and_label(Role::TextInput, name).type_text(words);
    window.run_ok();
}

/// The options of the open list, each with whether it is the chosen one.
fn options(window: &Window) -> Vec<(String, bool)> {
    let nodes = window.query_all_by_role(Role::ListBoxOption);
    nodes.map(|node| (node.accesskit_node().label().unwrap_or_default(), node.accesskit_node().is_selected() == Some(true))).collect()
}

fn is_open(window: &Window, name: &str) -> bool {
    window.query_by_role_and_label(Role::TextInput, name).is_some()
}

/// A window with a copy of the sample project.
fn sample(desk: &Desk, name: &str) -> Window {
    let words = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("projects").join(name)).unwrap();
    let mut window = desk.window(&[desk.file(name, &words)]);
    wait(&mut window, |app| app.session().article().is_some());
    window
}

#[test]
fn a_command_is_found_by_letters_and_done_by_enter() {
    let desk = Desk::new();
    let (mut window, _) = desk.with_project();
    select(&mut window, "Mayor Elin Varga");
    press(&mut window, Modifiers::COMMAND, Key::K);
    window.get_by_role_and_label(Role::ListBox, "List of commands");
    type_into(&mut window, "Commands", "srce");
    let (first, is_chosen) = options(&window).remove(0);
    assert!(is_chosen && first.starts_with("Source, Tag the selection as a source") && first.ends_with(", 2"), "{first}");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(!is_open(&window, "Commands"));
    assert_eq!(labels(&window), [Label::Source]);
    press(&mut window, Modifiers::NONE, Key::Num1);
    assert_eq!(labels(&window), [Label::Claim], "the keys are the article's again");
}

#[test]
fn what_is_not_possible_stands_lower_and_says_why() {
    let desk = Desk::new();
    let (mut window, _) = desk.with_project();
    press(&mut window, Modifiers::COMMAND, Key::K);
    type_into(&mut window, "Commands", "add");
    let found = options(&window);
    let place = |name: &str| found.iter().position(|(words, _)| words.starts_with(name)).unwrap_or_else(|| panic!("{name} in {found:?}"));
    assert!(place("Add articles…") < place("Add fragment, Select a mark first"));
    type_into(&mut window, "Commands", " fragment");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(is_open(&window, "Commands"), "it stays");
    window.get_by_role_and_label(Role::Status, "Add fragment: select a mark first");
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(!is_open(&window, "Commands"));
    assert_eq!(window.state().session().notices(), []);
}

#[test]
fn the_list_is_walked_through_by_keys_and_its_field_tells_which_is_chosen() {
    let desk = Desk::new();
    let mut window = desk.window(&[]);
    press(&mut window, Modifiers::COMMAND, Key::K);
    let chosen = |window: &Window| options(window).iter().find(|(_, is_chosen)| *is_chosen).map(|(words, _)| words.clone());
    let first = chosen(&window);
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    let second = chosen(&window);
    assert!(first.is_some() && second.is_some() && first != second);
    press(&mut window, Modifiers::NONE, Key::PageDown);
    press(&mut window, Modifiers::NONE, Key::End);
    let last = chosen(&window);
    assert!(last.is_some() && last != second, "the chosen row is in view");
    press(&mut window, Modifiers::NONE, Key::Home);
    assert_eq!(chosen(&window), first);
    let field = window.get_by_role_and_label(Role::TextInput, "Commands");
    let active = field.accesskit_node().active_descendant().and_then(|node| node.label());
    assert_eq!(active, first, "a screen reader is told which");
}

#[test]
fn it_opens_in_a_field_whose_words_are_kept_and_gives_the_focus_back() {
    let desk = Desk::new();
    let (mut window, _) = desk.with_project();
    select(&mut window, "Mayor Elin Varga");
    press(&mut window, Modifiers::NONE, Key::Num2);
    typed(&mut window, Key::N, "n");
    typed(&mut window, Key::A, "abc");
    press(&mut window, Modifiers::COMMAND, Key::K);
    assert!(is_open(&window, "Commands"));
    assert_eq!(window.state().session().mark().unwrap().note, "abc", "nothing of it was cut off");
    press(&mut window, Modifiers::NONE, Key::Escape);
    typed(&mut window, Key::D, "d");
    press(&mut window, Modifiers::COMMAND, Key::S);
    wait(&mut window, |app| app.session().mark().is_some_and(|mark| mark.note.len() == 4));
    assert!(!window.state().session().mark().unwrap().discuss, "D was typed, not pressed");
}

#[test]
fn while_it_is_open_no_other_key_means_anything() {
    let desk = Desk::new();
    let (mut window, _) = desk.with_project();
    select(&mut window, "Mayor Elin Varga");
    press(&mut window, Modifiers::COMMAND, Key::K);
    let theme = window.ctx.theme();
    for (modifiers, key) in [
        (Modifiers::NONE, Key::Num1),
        (Modifiers::NONE, Key::F9),
        (Modifiers::NONE, Key::F6),
        (Modifiers::COMMAND, Key::S),
        (Modifiers::COMMAND, Key::W),
        (Modifiers::COMMAND, Key::G),
        (Modifiers::ALT, Key::Num1),
        (Modifiers::NONE, Key::Tab),
    ] {
        press(&mut window, modifiers, key);
        assert!(is_open(&window, "Commands"), "{key:?}");
    }
    assert_eq!((labels(&window), window.ctx.theme()), (vec![], theme));
    assert!(window.state().session().project().is_some());
    type_into(&mut window, "Commands", "help");
    assert!(options(&window).first().is_some_and(|(words, _)| words.starts_with("Help,")), "the field has the focus still");
}

#[test]
fn what_was_used_last_stands_first() {
    let desk = Desk::new();
    let (mut window, path) = desk.with_project();
    for words in ["select sentence", "skip zone"] {
        press(&mut window, Modifiers::COMMAND, Key::K);
        type_into(&mut window, "Commands", words);
        press(&mut window, Modifiers::NONE, Key::Enter);
    }
    drop(window);
    let (read, _) = Preferences::read(&desk.folders(), now()).unwrap();
    assert_eq!(read.commands, ["Skip", "SelectSentence"]);
    let mut window = desk.window(&[path]);
    wait(&mut window, |app| app.session().article().is_some());
    press(&mut window, Modifiers::COMMAND, Key::K);
    let first: Vec<String> = options(&window).into_iter().take(2).map(|(words, _)| words).collect();
    assert!(first[0].starts_with("Skip zone") && first[1].starts_with("Select sentence"), "{first:?}");
}

#[test]
fn a_row_is_done_by_the_pointer_and_beside_the_box_it_is_left() {
    let desk = Desk::new();
    let mut window = desk.window(&[]);
    press(&mut window, Modifiers::COMMAND, Key::K);
    type_into(&mut window, "Commands", "help");
    window.get_all_by_role(Role::ListBoxOption).next().unwrap().click();
    window.run_ok();
    window.get_by_label("How to begin");
    press(&mut window, Modifiers::COMMAND, Key::K);
    window.hover_at(egui::pos2(20.0, 800.0));
    for pressed in [true, false] {
        window.event(Event::PointerButton { pos: egui::pos2(20.0, 800.0), button: egui::PointerButton::Primary, pressed, modifiers: Modifiers::NONE });
        window.run_ok();
    }
    assert!(!is_open(&window, "Commands"));
}

#[test]
fn a_mark_in_another_article_is_gone_to_by_its_first_letters_also_from_a_page() {
    let desk = Desk::new();
    let mut window = sample(&desk, "harbour-bridge.ron");
    let project = window.state().session().project().unwrap();
    let words = |mark: &factmark::project::Mark| mark.at.words(project.text_of(mark).unwrap());
    let shown = window.state().session().article().unwrap().id;
    let all: Vec<(String, factmark::project::MarkId)> = project.marks().filter(|mark| mark.article != shown).map(|mark| (words(mark), mark.id)).collect();
    let is_long = |words: &str| words.split_whitespace().count() > 4 && words.chars().all(|c| c.is_alphanumeric() || c == ' ');
    let (there, goal) = all.iter().find(|(words, _)| is_long(words) && all.iter().filter(|(other, _)| other == words).count() == 1).unwrap().clone();
    let letters: String = there.split_whitespace().take(5).filter_map(|word| word.chars().next()).collect();
    press(&mut window, Modifiers::NONE, Key::F6);
    press(&mut window, Modifiers::NONE, Key::F1);
    press(&mut window, Modifiers::COMMAND, Key::G);
    window.get_by_role_and_label(Role::ListBox, "List of articles and marks");
    type_into(&mut window, "Go to", &letters.to_lowercase());
    assert!(options(&window)[0].0.contains(&there), "{letters}: {:?}", options(&window));
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(window.state().session().mark().map(|mark| mark.id), Some(goal));
    assert!(!is_open(&window, "Go to"));
    assert!(window.query_by_label("How to begin").is_none() && window.query_by_label("Only what is to do").is_none(), "help and page are left");
}

#[test]
fn a_number_goes_to_one_of_the_first_nine_at_once_and_with_shift_to_one_of_the_next() {
    let desk = Desk::new();
    let mut window = sample(&desk, "harbour-bridge.ron");
    press(&mut window, Modifiers::COMMAND, Key::G);
    // All in one frame, as somebody types who does not wait for the list.
    let third = options(&window)[2].0.clone();
    assert!(window.query_by_label("Ctrl 3").is_none(), "caps are painted, and said with the row");
    press(&mut window, Modifiers::COMMAND, Key::Num3);
    assert!(!is_open(&window, "Go to"));
    let session = window.state().session();
    let mark = session.mark().unwrap();
    let words = mark.at.words(session.project().unwrap().text_of(mark).unwrap());
    assert!(third.contains(&words), "{third}: {words}");
    press(&mut window, Modifiers::COMMAND, Key::G);
    let twelfth = options(&window)[11].0.clone();
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::Num3);
    assert!(!is_open(&window, "Go to"));
    let session = window.state().session();
    let mark = session.mark().unwrap();
    let words = mark.at.words(session.project().unwrap().text_of(mark).unwrap());
    assert!(twelfth.contains(&words), "{twelfth}: {words}");
    press(&mut window, Modifiers::COMMAND, Key::G);
    let title = session_title(&window, 4);
    type_into(&mut window, "Go to", &title);
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(window.state().session().article().unwrap().title, title);
}

#[test]
fn an_id_is_copied_and_its_beginning_leads_to_the_mark() {
    let desk = Desk::new();
    let mut window = sample(&desk, "harbour-bridge.ron");
    press(&mut window, Modifiers::COMMAND, Key::G);
    press(&mut window, Modifiers::COMMAND, Key::Num3);
    let id = window.state().session().mark().unwrap().id;
    press(&mut window, Modifiers::COMMAND, Key::K);
    type_into(&mut window, "Commands", "copy the mark");
    let is_copied = |command: &egui::OutputCommand| matches!(command, egui::OutputCommand::CopyText(words) if *words == id.to_string());
    // The press alone: with it the release would come as a frame of its own, and only the last one can be looked at.
    window.input_mut().events.push(egui::Event::Key { key: Key::Enter, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE });
    let mut frames = (0..5).map(|_| {
        window.step();
        window.output().platform_output.commands.iter().any(is_copied)
    });
    assert!(frames.any(|is_copied| is_copied));
    window.run_ok();
    assert!(window.state().session().notices().iter().any(|notice| notice.what.contains(&id.to_string())));
    let elsewhere = window.state().session().project().unwrap().marks().map(|mark| mark.id).find(|other| *other != id).unwrap();
    press(&mut window, Modifiers::COMMAND, Key::G);
    type_into(&mut window, "Go to", &elsewhere.to_string()[..6]);
    assert_eq!(options(&window).len(), 1, "{:?}", options(&window));
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(window.state().session().mark().map(|mark| mark.id), Some(elsewhere));
}

fn session_title(window: &Window, place: usize) -> String {
    window.state().session().project().unwrap().articles().nth(place).unwrap().title.clone()
}

#[test]
fn every_script_is_gone_to_and_read_by_its_words() {
    let desk = Desk::new();
    let mut window = sample(&desk, "every-script.ron");
    for script in ["الج", "גשר", "桥"] {
        let project = window.state().session().project().unwrap();
        let has = |mark: &factmark::project::Mark| mark.at.words(project.text_of(mark).unwrap()).contains(script);
        if !project.marks().any(|mark| has(mark)) {
            continue;
        }
        press(&mut window, Modifiers::COMMAND, Key::G);
        type_into(&mut window, "Go to", script);
        assert!(options(&window)[0].0.contains(script), "{script}: {:?}", options(&window));
        press(&mut window, Modifiers::NONE, Key::Enter);
        assert!(!is_open(&window, "Go to"));
    }
}

#[test]
fn without_a_project_there_is_nowhere_to_go() {
    let desk = Desk::new();
    let mut window = desk.window(&[]);
    press(&mut window, Modifiers::COMMAND, Key::G);
    assert!(!is_open(&window, "Go to"));
    assert!(window.state().session().notices()[0].what.contains("open a project first"));
}

#[test]
fn an_open_list_at_rest_asks_for_no_frame_and_fits_into_the_smallest_window() {
    let desk = Desk::new();
    let mut window = sample(&desk, "harbour-bridge.ron");
    window.set_size(egui::vec2(900.0, 600.0));
    for (key, name) in [(Key::K, "Commands"), (Key::G, "Go to")] {
        press(&mut window, Modifiers::COMMAND, key);
        window.run_steps(4);
        assert!(!window.ctx.has_requested_repaint(), "{:?}", window.ctx.repaint_causes());
        let whole = egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(900.0, 600.0));
        for rect in [window.get_by_role_and_label(Role::TextInput, name).rect(), window.get_all_by_role(Role::ListBox).next().unwrap().rect()] {
            assert!(whole.contains_rect(rect), "{rect:?}");
        }
        press(&mut window, Modifiers::NONE, Key::Escape);
    }
}
