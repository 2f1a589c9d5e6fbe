//! The details of each label: what is chosen, typed and linked, by accessible name.

use super::*;
use factmark::project::{Claim, ClaimKind, Figure, How, Mark, Meaning, Worth};
use factmark::session::{LinkCommand, SelectCommand};
use factmark::view::attributes::Slot;

type Details = Harness<'static, Bench<DetailsPanel>>;

fn selected(harness: &Details) -> Mark {
    harness.state().session.mark().unwrap().as_ref().clone()
}

fn claim(harness: &Details) -> Claim {
    match selected(harness).meaning {
        Meaning::Claim(claim) => claim,
        other => panic!("{other:?}"),
    }
}

fn figure(harness: &Details) -> Figure {
    match selected(harness).meaning {
        Meaning::Figure(figure) => *figure,
        other => panic!("{other:?}"),
    }
}

/// The details of the only mark with a label.
fn details_with(label: Label) -> Details {
    let mut session = marked();
    let id = session.project().unwrap().marks().find(|mark| mark.label() == label).unwrap().id;
    run(&mut session, Command::Select(SelectCommand::Mark(id)));
    let mut harness = details_of(session);
    harness.run();
    harness
}

fn click(harness: &mut Details, label: &str) {
    harness.get_by_label(label).scroll_to_me();
    harness.run();
    harness.get_by_label(label).click();
    harness.run();
}

fn type_into(harness: &mut Details, field: &str, words: &str) {
    harness.get_by_label(field).scroll_to_me();
    harness.run();
    harness.get_by_label(field).focus();
    harness.run();
    harness.get_by_label(field).type_text(words);
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
}

#[test]
fn the_panel_is_as_wide_as_it_was_whatever_it_shows() {
    for label in Label::THREE {
        let harness = details_with(label.clone());
        for role in [Role::RadioButton, Role::CheckBox, Role::Button, Role::TextInput] {
            let rights = harness.query_all_by_role(role).map(|node| node.rect().right());
            let widest = rights.fold(0.0, f32::max);
            assert!(widest <= 340.0, "{label}: a {role:?} reaches to {widest}");
        }
    }
}

#[test]
fn chips_choose_and_let_go_of_what_a_claim_says() {
    let mut harness = details_with(Label::Claim);
    click(&mut harness, "Yes");
    assert_eq!(claim(&harness).worth, Some(Worth::CheckWorthy));
    click(&mut harness, "Yes");
    assert_eq!(claim(&harness).worth, None, "pressed again it is unset");
    for kind in ["Numerical", "Causal", "Numerical"] {
        click(&mut harness, kind);
    }
    assert_eq!(claim(&harness).kinds.into_iter().collect::<Vec<_>>(), [ClaimKind::Causal]);
}

#[test]
fn a_key_opens_an_attribute_and_a_number_chooses() {
    let mut harness = details_with(Label::Claim);
    let press = |harness: &mut Details, slot: Option<Slot>, key: Key| {
        let Bench { panel, session, .. } = harness.state_mut();
        if let Some(slot) = slot {
            panel.open(slot, session);
        }
        let event = egui::Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: egui::Modifiers::NONE };
        let ctx = harness.ctx.clone();
        ctx.input_mut(|input| input.events = vec![event]);
        let mut asks = Asks::default();
        let Bench { panel, session, .. } = harness.state_mut();
        panel.take_keys(&ctx, session, &mut asks);
        for command in asks.commands {
            run(session, command);
        }
        ctx.input_mut(|input| input.events.len())
    };
    assert_eq!(press(&mut harness, Some(Slot::Main), Key::Num3), 0, "the number is taken");
    assert_eq!(claim(&harness).worth, Some(Worth::CheckWorthy));
    assert_eq!(press(&mut harness, None, Key::Num2), 1, "after the choice numbers are labels again");
    press(&mut harness, Some(Slot::Main), Key::Num3);
    assert_eq!(claim(&harness).worth, Some(Worth::CheckWorthy), "by key a word is chosen whatever was before");
    press(&mut harness, Some(Slot::Main), Key::Num0);
    assert_eq!(claim(&harness).worth, None);
    assert_eq!(press(&mut harness, Some(Slot::Sort), Key::Num2), 0);
    assert_eq!(press(&mut harness, None, Key::Num3), 0, "several kinds can be chosen");
    assert_eq!(claim(&harness).kinds.len(), 2);
    assert_eq!(press(&mut harness, None, Key::J), 1, "another key means what it means");
    assert_eq!(press(&mut harness, None, Key::Num1), 1);
    assert_eq!(press(&mut harness, Some(Slot::Verdict), Key::Num3), 0);
    assert!(harness.state().session.project().unwrap().checks().any(|check| &*check.verdict == "Refuted"));
}

#[test]
fn a_quantity_is_shown_in_words_and_corrected_in_words() {
    let mut harness = details_with(Label::Figure);
    harness.get_by_label("more than 40");
    type_into(&mut harness, "Quantity", "between 10 and 20 km");
    harness.get_by_label("10–20 km");
    assert_eq!((figure(&harness).how, figure(&harness).unit.as_str()), (Some(How::Exact), "km"));
    type_into(&mut harness, "Quantity", "who knows");
    assert!(harness.state().session.notices().last().unwrap().what.contains("is not understood"));
    harness.get_by_label("10–20 km");
    type_into(&mut harness, "Of what", " of detour");
    assert_eq!(figure(&harness).what, "cracks of detour");
}

#[test]
fn a_name_is_changed_here_or_everywhere() {
    let mut session = marked();
    mark(&mut session, "Elin Varga", Label::Source);
    let mut harness = details_of(session);
    harness.run();
    click(&mut harness, "Rename in all 2 places");
    type_into(&mut harness, "Name", "-Berg");
    let names: Vec<String> = harness.state().session.project().unwrap().source_names().map(|name| name.to_string()).collect();
    assert_eq!(names, ["Elin Varga-Berg"]);
    click(&mut harness, "Rename in all 2 places");
    type_into(&mut harness, "Name", "!");
    assert_eq!(harness.state().session.project().unwrap().source_names().count(), 2, "now only here");
}

#[test]
fn links_are_listed_followed_and_taken_away() {
    let mut harness = details_with(Label::Claim);
    harness.get_by_label("contains more than 40 cracks");
    let begin = |harness: &mut Details| {
        for command in [LinkCommand::Begin, LinkCommand::Accept] {
            run(&mut harness.state_mut().session, Command::Link(command));
        }
        harness.run();
    };
    begin(&mut harness);
    click(&mut harness, "said by Elin Varga");
    assert_eq!(selected(&harness).label(), Label::Source);
    harness.get_all_by_label_contains("said inspectors had found").next().unwrap().click();
    harness.run();
    assert_eq!(selected(&harness).label(), Label::Claim);
    click(&mut harness, "Remove link said by Elin Varga");
    assert!(selected(&harness).links.is_empty());
    assert!(harness.query_by_label("Remove link contains more than 40 cracks").is_none(), "what follows from the places is not taken away by hand");
}

#[test]
fn a_check_is_made_by_a_verdict_and_filled_in() {
    let mut harness = details_with(Label::Claim);
    click(&mut harness, "Conflicting");
    type_into(&mut harness, "Speaker", "Elin Varga");
    click(&mut harness, "Add evidence");
    type_into(&mut harness, "Title of the evidence", "Report 2024-117");
    let check = harness.state().session.project().unwrap().checks().next().unwrap().clone();
    assert_eq!((&*check.verdict, check.speaker.as_str(), check.evidence[0].title.as_str()), ("Conflicting", "Elin Varga", "Report 2024-117"));
    click(&mut harness, "Leave this check");
    assert_eq!(claim(&harness).check, None);
    harness.get_by_label("Join a check…");
}

#[test]
fn a_name_of_the_project_is_offered_while_it_is_typed() {
    let mut session = marked();
    mark(&mut session, "Harbour Bridge", Label::Source);
    let id = session.selection().mark.unwrap();
    run(&mut session, Command::Mark(MarkCommand::Set { mark: id, field: "name".into(), value: String::new() }));
    let mut harness = details_of(session);
    harness.run();
    harness.get_by_label("Name").focus();
    harness.run();
    harness.get_by_label("Name").type_text("varg");
    harness.run();
    harness.key_press(Key::Tab);
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(selected(&harness).source_name().map(|name| name.to_string()).as_deref(), Some("Elin Varga"));
}
