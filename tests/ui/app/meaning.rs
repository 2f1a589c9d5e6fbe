//! What a mark says, by keys alone in the whole window.

use super::*;
use factmark::project::{BaseLink, LinkKind, Meaning, Worth};

fn plain(window: &mut Window, key: Key) {
    press(window, Modifiers::NONE, key);
}

fn tagged(window: &mut Window, words: &str, key: Key) {
    select(window, words);
    plain(window, key);
}

#[test]
fn a_claim_is_marked_judged_and_linked_with_seven_keys() {
    let desk = Desk::new();
    let (mut window, _) = desk.with_project();
    tagged(&mut window, "Mayor Elin Varga", Key::Num2);
    select(&mut window, "inspectors had found more than 40 cracks");
    for key in [Key::Num1, Key::W, Key::Num3, Key::C, Key::Num2, Key::L, Key::Enter] {
        plain(&mut window, key);
    }
    let session = window.state().session();
    let project = session.project().unwrap();
    let claim = project.marks().find(|mark| mark.label() == Label::Claim).unwrap();
    let Meaning::Claim(said) = &claim.meaning else { panic!() };
    assert_eq!(said.worth, Some(Worth::CheckWorthy));
    assert_eq!(&*project.check(said.check.unwrap()).unwrap().verdict, "Supported");
    assert_eq!(claim.links[0].kind, LinkKind::Base(BaseLink::SaidBy));
    assert_eq!(session.selection().mark, Some(claim.id), "and the claim is still selected");
    assert_eq!(project.mark_count(), 2, "no number of an attribute made a mark");
}

#[test]
fn the_other_end_of_a_link_is_looked_for_and_followed() {
    let desk = Desk::new();
    let (mut window, _) = desk.with_project();
    for (words, key) in [("Mayor Elin Varga", Key::Num2), ("reporters", Key::Num2), ("inspectors had found more than 40 cracks", Key::Num1)] {
        tagged(&mut window, words, key);
    }
    plain(&mut window, Key::L);
    window.get_by_label_contains("Link: inspectors had found");
    plain(&mut window, Key::Slash);
    window.get_by_label("Look for the other end").type_text("reporters");
    window.run_ok();
    plain(&mut window, Key::Enter);
    let session = window.state().session();
    assert!(session.linking().is_none());
    let link = session.mark().unwrap().links[0].clone();
    press(&mut window, Modifiers::COMMAND, Key::Num1);
    assert_eq!(window.state().session().selection().mark, Some(link.to));
}

#[test]
fn while_a_link_is_made_keys_that_mark_say_why_they_wait_and_esc_goes_back() {
    let desk = Desk::new();
    let (mut window, _) = desk.with_project();
    tagged(&mut window, "Mayor Elin Varga", Key::Num2);
    tagged(&mut window, "more than 40 cracks", Key::Num1);
    plain(&mut window, Key::L);
    plain(&mut window, Key::Num3);
    assert_eq!(labels(&window), [Label::Claim, Label::Source]);
    assert!(window.state().session().notices().last().unwrap().what.contains("a link is being made"));
    plain(&mut window, Key::Escape);
    assert!(window.state().session().linking().is_none());
    plain(&mut window, Key::Num3);
    assert_eq!(labels(&window), [Label::Source, Label::Figure]);
}

#[test]
fn the_same_words_are_marked_elsewhere_after_a_look() {
    let desk = Desk::new();
    let (mut window, _) = desk.with_project();
    tagged(&mut window, "Inspectors", Key::Num2);
    plain(&mut window, Key::A);
    window.get_by_label("Mark all like “Inspectors”");
    window.get_by_label("Mark 1 place as source");
    plain(&mut window, Key::Space);
    window.get_by_label("Nothing to mark");
    plain(&mut window, Key::Space);
    plain(&mut window, Key::Enter);
    assert_eq!(labels(&window), [Label::Source, Label::Source]);
    assert!(window.query_by_label("Mark all like “Inspectors”").is_none());
    assert_eq!(window.state().session().to_undo(), Some("mark 1 repeat"));
}

#[test]
fn checks_are_listed_and_lead_to_their_claims() {
    let desk = Desk::new();
    let (mut window, _) = desk.with_project();
    plain(&mut window, Key::F6);
    window.get_by_label("No checks yet: select a claim and give it a verdict with C");
    plain(&mut window, Key::Escape);
    tagged(&mut window, "inspectors had found more than 40 cracks", Key::Num1);
    for key in [Key::C, Key::Num3, Key::Escape] {
        plain(&mut window, key);
    }
    plain(&mut window, Key::F6);
    window.get_by_label("1 check, 1 to do");
    window.get_by_label("inspectors had found more than 40 cracks: Refuted, no evidence, 1 claim").click();
    window.run_ok();
    assert_eq!(window.state().session().mark().map(|mark| mark.label()), Some(Label::Claim));
    assert!(window.query_by_label("1 check, 1 to do").is_none());
}

#[test]
fn labels_and_tags_have_a_page() {
    let desk = Desk::new();
    let (mut window, _) = desk.with_project();
    for name in ["Menu", "View"] {
        window.get_by_label(name).click();
        window.run_ok();
    }
    window.get_by_label_contains("Labels, tags and names").click();
    window.run_ok();
    window.get_by_label("new label").focus();
    window.run_ok();
    window.get_by_label("new label").type_text("Prediction");
    window.run_ok();
    plain(&mut window, Key::Enter);
    let own = |window: &Window| window.state().session().project().unwrap().own_labels().map(|label| (label.name.to_string(), label.key)).collect::<Vec<_>>();
    assert_eq!(own(&window), [("Prediction".to_owned(), Some('4'))]);
    window.get_by_label("True to Pants on Fire").click();
    window.run_ok();
    assert_eq!(window.state().session().project().unwrap().scale().len(), 6);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(window.state().session().project().unwrap().scale().len(), 4, "undo works on the page too");
    plain(&mut window, Key::Escape);
    tagged(&mut window, "Inspectors", Key::Num4);
    assert_eq!(labels(&window), [Label::Own("Prediction".into())]);
}

#[test]
fn a_click_where_marks_lie_over_each_other_lists_them() {
    let desk = Desk::new();
    let (mut window, _) = desk.with_project();
    tagged(&mut window, "inspectors had found more than 40 cracks", Key::Num1);
    tagged(&mut window, "more than 40 cracks", Key::Num3);
    let place = window.get_all_by_label_contains("Figure: more than 40").next().unwrap().rect().center();
    window.input_mut().events.push(Event::PointerMoved(place));
    for pressed in [true, false] {
        window.input_mut().events.push(Event::PointerButton { pos: place, button: egui::PointerButton::Primary, pressed, modifiers: Modifiers::NONE });
        window.step();
    }
    window.run_ok();
    assert_eq!(window.state().session().mark().map(|mark| mark.label()), Some(Label::Figure), "the innermost is selected");
    let rows: Vec<egui::Rect> = window.get_all_by_label_contains("Claim: inspectors had found").map(|node| node.rect()).collect();
    let row = rows.iter().find(|rect| rect.width() > 250.0 && rect.height() < 40.0 && rect.top() > place.y).expect("the claim is offered");
    window.input_mut().events.push(Event::PointerMoved(row.center()));
    for pressed in [true, false] {
        window.input_mut().events.push(Event::PointerButton { pos: row.center(), button: egui::PointerButton::Primary, pressed, modifiers: Modifiers::NONE });
        window.step();
    }
    window.run_ok();
    assert_eq!(window.state().session().mark().map(|mark| mark.label()), Some(Label::Claim));
}

#[test]
fn a_link_between_marks_that_begin_at_one_place_is_drawn() {
    let desk = Desk::new();
    let (mut window, _) = desk.with_project();
    tagged(&mut window, "Mayor Elin Varga", Key::Num2);
    tagged(&mut window, "Mayor Elin Varga told reporters", Key::Num1);
    plain(&mut window, Key::L);
    assert!(window.state().session().linking().is_some());
    plain(&mut window, Key::Enter);
    assert_eq!(window.state().session().mark().unwrap().links.len(), 1);
}

#[test]
fn an_open_attribute_asks_for_no_frames() {
    let desk = Desk::new();
    let (mut window, _) = desk.with_project();
    tagged(&mut window, "inspectors had found more than 40 cracks", Key::Num1);
    plain(&mut window, Key::W);
    wait(&mut window, |app| !app.session().is_ahead_of_file());
    window.run();
    window.run_steps(3);
    assert!(!window.ctx.has_requested_repaint(), "{:?}", window.ctx.repaint_causes());
}

#[test]
fn words_that_stand_in_very_many_places_are_listed_as_far_as_they_are_seen() {
    let desk = Desk::new();
    let article = desk.file("many.txt", &"bridge سلام\n".repeat(20_000));
    let mut window = desk.window(&[article]);
    wait(&mut window, |app| app.session().article().is_some());
    tagged(&mut window, "bridge", Key::Num2);
    plain(&mut window, Key::A);
    window.get_by_label("Mark 19999 places as source");
    let rows = window.query_all_by_role(egui::accesskit::Role::CheckBox).count();
    assert!((10..100).contains(&rows), "{rows} rows were made");
    plain(&mut window, Key::Enter);
    assert_eq!(window.state().session().project().unwrap().mark_count(), 20_000);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(window.state().session().project().unwrap().mark_count(), 1);
}

#[test]
fn a_page_goes_with_its_project() {
    let desk = Desk::new();
    let (mut window, path) = desk.with_project();
    plain(&mut window, Key::F6);
    press(&mut window, Modifiers::COMMAND, Key::W);
    wait(&mut window, |app| app.session().project().is_none());
    window.input_mut().dropped_files.push(Arc::new(Dropped(path)));
    wait(&mut window, |app| app.session().article().is_some());
    assert!(window.query_by_label_contains("No checks yet").is_none());
    tagged(&mut window, "Inspectors", Key::Num2);
    assert_eq!(labels(&window), [Label::Source], "keys are the article's again");
}
