use super::*;

fn note(harness: &Harness<'static, Bench<DetailsPanel>>) -> String {
    harness.state().session.mark().unwrap().note.clone()
}

fn tags(harness: &Harness<'static, Bench<DetailsPanel>>) -> Vec<String> {
    harness.state().session.mark().unwrap().tags.iter().map(ToString::to_string).collect()
}

#[test]
fn a_note_becomes_a_change_a_second_after_the_last_key() {
    let mut harness = details_of(marked());
    harness.run();
    harness.get_by_label("Note").focus();
    harness.run();
    harness.get_by_label("Note").type_text("Ask the inspectorate");
    harness.step();
    harness.step();
    assert!(harness.state().panel.is_typing());
    assert_eq!(note(&harness), "", "not at once");
    harness.run_steps(8);
    assert_eq!(note(&harness), "Ask the inspectorate");
    assert!(!harness.state().panel.is_typing());
    let notes = harness.state().commands.iter().filter(|command| matches!(command, Command::Mark(MarkCommand::Note(..)))).count();
    assert_eq!(notes, 1, "one change, not one a key");
}

#[test]
fn a_note_becomes_a_change_when_the_field_is_left_or_another_mark_is_selected() {
    let mut harness = details_of(marked());
    harness.run();
    let first = harness.state().session.selection().mark.unwrap();
    harness.get_by_label("Note").focus();
    harness.run();
    harness.get_by_label("Note").type_text("one");
    harness.step();
    harness.get_by_label("Add a tag").focus();
    harness.step();
    harness.step();
    assert_eq!(note(&harness), "one");
    harness.get_by_label("Note").focus();
    harness.step();
    harness.step();
    harness.get_by_label("Note").type_text(" two");
    harness.step();
    run(&mut harness.state_mut().session, Command::Select(SelectCommand::PreviousMark));
    harness.step();
    harness.step();
    let session = &harness.state().session;
    assert_ne!(session.selection().mark, Some(first));
    assert_eq!(session.project().unwrap().mark(first).unwrap().note, "one two");
    assert_eq!(note(&harness), "", "the words went to the mark they were written about");
}

#[test]
fn undo_of_a_note_is_seen_in_the_field_and_flush_keeps_what_was_typed() {
    let mut harness = details_of(marked());
    harness.run();
    harness.get_by_label("Note").focus();
    harness.run();
    harness.get_by_label("Note").type_text("typed");
    harness.step();
    harness.step();
    let mut asks = Asks::default();
    let bench = harness.state_mut();
    bench.panel.flush(&bench.session, &mut asks);
    for command in asks.commands {
        run(&mut harness.state_mut().session, command);
    }
    assert_eq!(note(&harness), "typed");
    run(&mut harness.state_mut().session, Command::Undo);
    harness.run();
    assert_eq!(harness.get_by_label("Note").value().unwrap_or_default(), "");
}

#[test]
fn the_key_for_the_note_puts_the_focus_there() {
    let mut harness = details_of(marked());
    harness.run();
    harness.state_mut().panel.focus_note();
    harness.run();
    assert!(harness.get_by_label("Note").is_focused());
}

#[test]
fn tags_are_added_offered_and_taken_away() {
    let mut harness = details_of(marked());
    harness.run();
    harness.get_by_label("Add a tag").focus();
    harness.run();
    harness.get_by_label("Add a tag").type_text("bridge");
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(tags(&harness), ["bridge"]);
    assert!(harness.get_by_label("Add a tag").is_focused(), "for the next tag");
    harness.get_by_label("Remove tag bridge").click();
    harness.run();
    assert!(tags(&harness).is_empty());
    harness.get_by_label("Add a tag").focus();
    harness.run();
    harness.get_by_label("Add a tag").type_text("bri");
    harness.run();
    harness.key_press(Key::Tab);
    harness.run();
    assert_eq!(tags(&harness), ["bridge"], "the project knows the tag");
    harness.get_by_label("Add a tag").type_text("dropped");
    harness.run();
    harness.key_press(Key::Escape);
    harness.run();
    assert_eq!(tags(&harness), ["bridge"]);
}

#[test]
fn labels_relabel_the_selected_mark_even_while_words_are_selected() {
    let mut harness = details_of(marked());
    let before = harness.state().session.project().unwrap().mark_count();
    let id = harness.state().session.selection().mark.unwrap();
    run(&mut harness.state_mut().session, Command::Select(SelectCommand::Text { anchor: 0, focus: 5 }));
    harness.run();
    harness.get_by_role_and_label(Role::RadioButton, "Source").click();
    harness.run();
    let project = harness.state().session.project().unwrap();
    assert_eq!((project.mark_count(), project.mark(id).unwrap().label()), (before, Label::Source));
}

#[test]
fn discuss_is_a_button_that_stays_pressed_and_a_mark_can_be_removed() {
    let mut harness = details_of(marked());
    harness.run();
    harness.get_by_label("37–119 · 2 of 3");
    harness.get_by_label("by amira · 3 Mar 2026");
    harness.get_by_label("Discuss").scroll_to_me();
    harness.run();
    harness.get_by_label("Discuss").click();
    harness.run();
    assert!(harness.state().session.mark().unwrap().discuss);
    harness.get_by_label("Remove mark").scroll_to_me();
    harness.run();
    harness.get_by_label("Remove mark").click();
    harness.run();
    assert_eq!(harness.state().session.project().unwrap().mark_count(), 2);
    harness.get_by_label("No mark selected");
}

#[test]
fn a_mark_in_any_script_is_shown_without_a_missing_letter() {
    for words in ["بازرسان بیش از ۴۰ ترک پیدا کرده‌اند", "ראש העיר אמר כי נמצאו", "e\u{301}clair “naïve” 12\u{a0}%"]
    {
        let mut session = session_with(&["One"], words, Vec::new());
        mark(&mut session, words, Label::Claim);
        let mut harness = details_of(session);
        harness.run();
        harness.get_by_role_and_label(Role::Blockquote, words);
    }
}
