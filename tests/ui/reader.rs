//! The reader by pointer and by keyboard, found by accessible name.

use crate::desk::{click, drag, ends, flick, keys, marks, rect_of, selected, session, tag, themed, window};
use egui::{Key, Modifiers, Theme, accesskit::Role, vec2};
use egui_kittest::SnapshotOptions;
use egui_kittest::kittest::{NodeT, Queryable};
use factmark::project::Label;
use factmark::session::{Command, SelectCommand};

const ARTICLE: &str = "Inspectors found 40 cracks, mayor says\n\nMayor Elin Varga told reporters on Monday that inspectors had found more than 40 cracks in the eastern span. Nobody was hurt.\n\n“It was there,” she said.";

fn desk() -> crate::desk::Window {
    let mut session = session(ARTICLE);
    tag(&mut session, "Elin Varga", Label::Source);
    tag(&mut session, "inspectors had found more", Label::Claim);
    window(session)
}

#[test]
fn a_drag_takes_whole_words() {
    let mut window = desk();
    let (left, right) = ends(&window, "Source: Elin Varga");
    drag(&mut window, left + vec2(12.0, 0.0), right - vec2(8.0, 0.0), Modifiers::NONE);
    assert_eq!(selected(&window), "Elin Varga");
}

#[test]
fn a_drag_within_one_frame_begins_and_ends_where_the_hand_did() {
    let mut window = desk();
    let (left, right) = ends(&window, "Source: Elin Varga");
    flick(&mut window, left + vec2(12.0, 0.0), right - vec2(8.0, 0.0));
    assert_eq!(selected(&window), "Elin Varga");
    // The press, the way and the last move each with the neighbour that a slow frame may bring along.
    let (left, right) = (left + vec2(12.0, 0.0), right - vec2(8.0, 0.0));
    let button = |pos, pressed| egui::Event::PointerButton { pos, button: egui::PointerButton::Primary, pressed, modifiers: Modifiers::NONE };
    for cut in 1..4 {
        let mut window = desk();
        let mut events = vec![egui::Event::PointerMoved(left), button(left, true), egui::Event::PointerMoved(right), button(right, false)];
        let late = events.split_off(cut);
        for part in [events, late] {
            window.input_mut().events.extend(part);
            window.step();
        }
        assert_eq!(selected(&window), "Elin Varga", "{cut}");
    }
}

#[test]
fn a_drag_with_alt_or_inside_one_word_takes_just_what_it_covers() {
    let mut window = desk();
    let (left, right) = ends(&window, "Source: Elin Varga");
    drag(&mut window, left + vec2(12.0, 0.0), right - vec2(12.0, 0.0), Modifiers::ALT);
    let words = selected(&window);
    assert!("Elin Varga".contains(&words) && words.len() < 10 && words.contains(' '), "{words}");
    drag(&mut window, right - vec2(12.0, 0.0), right - vec2(36.0, 0.0), Modifiers::NONE);
    let words = selected(&window);
    assert!("Varga".contains(&words) && !words.is_empty() && words.len() < 5, "{words}");
}

#[test]
fn clicks_take_word_sentence_and_paragraph() {
    for (times, words) in [
        (2, "Varga"),
        (3, "Mayor Elin Varga told reporters on Monday that inspectors had found more than 40 cracks in the eastern span."),
        (4, "Mayor Elin Varga told reporters on Monday that inspectors had found more than 40 cracks in the eastern span. Nobody was hurt."),
    ] {
        let mut window = desk();
        let (_, right) = ends(&window, "Source: Elin Varga");
        click(&mut window, right - vec2(10.0, 0.0), times, Modifiers::NONE);
        assert_eq!(selected(&window), words);
    }
}

#[test]
fn a_click_selects_the_mark_and_shift_click_extends() {
    let mut window = desk();
    let (_, right) = ends(&window, "Source: Elin Varga");
    click(&mut window, right - vec2(14.0, 0.0), 1, Modifiers::NONE);
    assert_eq!(window.state().session.mark().unwrap().label(), Label::Source);
    window.event(egui::Event::PointerGone);
    window.run_steps(60);
    let there = rect_of(&window, "Claim: inspectors had found more").right_top() + vec2(-3.0, 10.0);
    click(&mut window, there, 1, Modifiers::SHIFT);
    assert!(selected(&window).contains("told reporters"), "{}", selected(&window));
}

#[test]
fn the_caret_moves_and_selects_as_in_a_text_editor() {
    let mut window = desk();
    keys(&mut window, Modifiers::COMMAND, &[Key::Home]);
    keys(&mut window, Modifiers::SHIFT, &[Key::ArrowRight, Key::ArrowRight]);
    assert_eq!(selected(&window), "In");
    keys(&mut window, Modifiers::SHIFT | Modifiers::COMMAND, &[Key::ArrowRight, Key::ArrowRight]);
    assert_eq!(selected(&window), "Inspectors found");
    keys(&mut window, Modifiers::SHIFT, &[Key::End]);
    assert_eq!(selected(&window), "Inspectors found 40 cracks, mayor says");
    keys(&mut window, Modifiers::NONE, &[Key::ArrowDown, Key::ArrowDown, Key::Home]);
    keys(&mut window, Modifiers::SHIFT | Modifiers::COMMAND, &[Key::ArrowRight]);
    assert_eq!(selected(&window), "Mayor");
    keys(&mut window, Modifiers::SHIFT | Modifiers::COMMAND, &[Key::End]);
    assert!(selected(&window).ends_with("she said."));
    keys(&mut window, Modifiers::NONE, &[Key::ArrowLeft]);
    assert_eq!(selected(&window), "");
}

#[test]
fn in_a_right_to_left_text_left_is_onwards() {
    let mut session = session("پل\n\nشهردار گفت که پل بسته است.");
    tag(&mut session, "گفت", Label::Claim);
    let mut window = window(session);
    keys(&mut window, Modifiers::COMMAND, &[Key::Home]);
    keys(&mut window, Modifiers::NONE, &[Key::ArrowLeft, Key::ArrowLeft, Key::ArrowLeft, Key::ArrowLeft]);
    keys(&mut window, Modifiers::SHIFT, &[Key::ArrowLeft, Key::ArrowLeft]);
    assert_eq!(selected(&window), "شه");
    let claim = rect_of(&window, "Claim: گفت");
    let paragraph = window.get_by_label("شهردار گفت که پل بسته است.").rect();
    assert!(claim.center().x > paragraph.center().x, "the second word stands at the right");
}

#[test]
fn the_little_bar_tags_and_goes_away() {
    let mut window = desk();
    let (left, right) = ends(&window, "Source: Elin Varga");
    drag(&mut window, left, right, Modifiers::NONE);
    window.get_by_role_and_label(Role::Button, "Figure").click();
    window.run();
    assert!(marks(&window).contains(&"Figure: Elin Varga".to_owned()), "{:?}", marks(&window));
    assert!(window.query_by_role_and_label(Role::Button, "Figure").is_none());
}

#[test]
fn text_does_not_move_when_a_mark_appears_and_lines_have_the_pitch_of_the_design() {
    let mut plain = window(session(ARTICLE));
    plain.run();
    let mut marked = desk();
    marked.run();
    let boxes = |window: &crate::desk::Window| {
        window.query_all_by_role(Role::Paragraph).map(|node| (node.accesskit_node().label().unwrap_or_default(), node.rect())).collect::<Vec<_>>()
    };
    assert_eq!(boxes(&plain), boxes(&marked));
    for (words, rect) in boxes(&plain) {
        assert_eq!(rect.height() % 31.0, 0.0, "{words}");
        assert!(rect.width() <= factmark::gui::theme::reader::COLUMN);
    }
}

#[test]
fn the_edge_of_the_selected_mark_can_be_dragged() {
    let mut window = desk();
    let middle = rect_of(&window, "Source: Elin Varga").center();
    click(&mut window, middle, 1, Modifiers::NONE);
    window.event(egui::Event::PointerGone);
    window.run_steps(60);
    let rect = rect_of(&window, "Source: Elin Varga");
    let end = egui::pos2(rect.right(), rect.center().y);
    drag(&mut window, end, end + vec2(200.0, 0.0), Modifiers::NONE);
    let marks = marks(&window);
    assert!(marks.iter().any(|name| name.starts_with("Source: Elin Varga told reporters")), "{marks:?}");
}

#[test]
fn a_selected_mark_out_of_sight_is_brought_into_view() {
    let long = format!("Title\n\n{}The last words are here.", "Some words that fill a line or two of the column, no more.\n\n".repeat(200));
    let mut session = session(&long);
    tag(&mut session, "last words", Label::Claim);
    let mut window = window(session);
    assert!(window.query_by_label("Claim: last words").is_none());
    window.state_mut().session.run(Command::Select(SelectCommand::NextMark), factmark::project::Moment::UNIX_EPOCH);
    window.run();
    let rect = rect_of(&window, "Claim: last words");
    assert!(rect.top() > 0.0 && rect.bottom() < 828.0, "{rect:?}");
}

#[test]
fn nothing_is_painted_again_while_nothing_happens() {
    let mut window = desk();
    window.run();
    window.step();
    assert!(!window.ctx.has_requested_repaint(), "an idle reader asks for no frame");
}

#[test]
fn overlapping_marks_look_as_they_should_in_light() {
    picture(Theme::Light, "reader_light");
}

#[test]
fn overlapping_marks_look_as_they_should_in_dark() {
    picture(Theme::Dark, "reader_dark");
}

fn picture(theme: Theme, name: &str) {
    let mut session = session(ARTICLE);
    for (words, label) in [
        ("Mayor Elin Varga", Label::Source),
        ("inspectors had found more than 40 cracks in the eastern span", Label::Claim),
        ("more than 40 cracks", Label::Figure),
        ("40 cracks in the eastern", Label::Source),
        ("It was there", Label::Claim),
    ] {
        tag(&mut session, words, label);
    }
    session.run(Command::Select(SelectCommand::NextMark), factmark::project::Moment::UNIX_EPOCH);
    let mut window = themed(session, theme);
    window.run();
    window.snapshot_options(name, &SnapshotOptions::new().output_path("tests/ui/pictures"));
}

#[test]
fn a_drag_keeps_the_selected_mark_so_that_words_can_join_it() {
    let mut window = desk();
    let middle = rect_of(&window, "Source: Elin Varga").center();
    click(&mut window, middle, 1, Modifiers::NONE);
    let mark = window.state().session.selection().mark;
    assert!(mark.is_some());
    let there = rect_of(&window, "Claim: inspectors had found more").left_bottom() + vec2(4.0, 60.0);
    drag(&mut window, there, there + vec2(120.0, 0.0), Modifiers::NONE);
    assert!(!selected(&window).is_empty());
    assert_eq!(window.state().session.selection().mark, mark);
}

#[test]
fn with_ctrl_held_words_are_selected_beside_others_and_join_the_selected_mark() {
    let mut session = session(ARTICLE);
    tag(&mut session, "Elin Varga", Label::Source);
    let mut window = window(session);
    // Away from the mark: nothing is selected yet.
    window.state_mut().session.run(Command::Select(SelectCommand::Out), factmark::project::Moment::UNIX_EPOCH);
    window.run();
    let (left, right) = ends(&window, "Source: Elin Varga");
    let beyond = right + vec2(20.0, 0.0);
    drag(&mut window, beyond, beyond + vec2(30.0, 0.0), Modifiers::NONE);
    let first = selected(&window);
    assert!(window.state().session.selection().mark.is_none());
    drag(&mut window, left + vec2(4.0, 31.0), left + vec2(60.0, 31.0), Modifiers::CTRL | Modifiers::COMMAND);
    assert_eq!(window.state().session.kept_selections().len(), 1, "{first} stays selected");
    window
        .state_mut()
        .session
        .run(Command::Mark(factmark::session::MarkCommand::Tag { label: Label::Claim, trim: true }), factmark::project::Moment::UNIX_EPOCH);
    let made = window.state().session.mark().unwrap().clone();
    assert_eq!((made.label(), made.at.count()), (Label::Claim, 2));
    window.run();
    drag(&mut window, left + vec2(130.0, 31.0), left + vec2(190.0, 31.0), Modifiers::CTRL | Modifiers::COMMAND);
    assert_eq!(window.state().session.project().unwrap().mark(made.id).unwrap().at.count(), 3);
}
