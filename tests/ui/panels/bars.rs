use super::*;

#[test]
fn the_menu_lists_actions_with_keys_and_says_why_one_is_not_possible() {
    let mut harness = harness(session(&["One"]), vec2(900.0, 600.0), egui::Theme::Light, TOP);
    harness.run();
    harness.get_by_label("Menu").click();
    harness.run();
    harness.get_by_label("Edit").click();
    harness.run();
    let undo = harness.get_by_label_contains("Undo");
    assert!(undo.accesskit_node().is_disabled());
    undo.hover();
    harness.run_steps(20);
    harness.get_by_label("There is nothing to undo");
    harness.get_by_label_contains("Select all").click();
    harness.run();
    assert_eq!(harness.state().actions, [Action::SelectAll]);
}

#[test]
fn undo_in_the_menu_names_the_change() {
    let mut harness = harness(marked(), vec2(900.0, 600.0), egui::Theme::Light, TOP);
    harness.run();
    harness.get_by_label("Menu").click();
    harness.run();
    harness.get_by_label("Edit").click();
    harness.run();
    let change = harness.state().session.to_undo().unwrap().to_owned();
    harness.get_by_label_contains(&format!("Undo {change}")).click();
    harness.run();
    assert_eq!(harness.state().actions, [Action::Undo]);
}

#[test]
fn a_project_is_renamed_in_the_bar() {
    let mut harness = harness(session(&["One"]), vec2(900.0, 600.0), egui::Theme::Light, TOP);
    harness.run();
    harness.get_by_label("Menu").click();
    harness.run();
    harness.get_by_label("File").click();
    harness.run();
    harness.get_by_label("Rename project…").click();
    harness.run();
    harness.get_by_label("Project title").type_text(" 2");
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().session.project().unwrap().title(), "Harbour bridge closure 2");
}

#[test]
fn a_project_without_a_file_offers_one() {
    let mut harness = harness(session(&["One"]), vec2(900.0, 44.0), egui::Theme::Light, TOP);
    harness.run();
    harness.get_by_label("Not saved to a file");
    harness.get_by_label("Save as…").click();
    harness.run();
    assert_eq!(harness.state().actions, [Action::SaveAs]);
}

#[test]
fn hints_that_do_not_fit_go_and_help_stays() {
    let hints = |width: f32| {
        let mut harness = harness(marked(), vec2(width, 28.0), egui::Theme::Light, STATUS);
        harness.run();
        harness.get_by_label("1 claim · 1 source · 1 figure");
        harness.get_by_label_contains("F1: help").value().unwrap()
    };
    assert!(hints(1440.0).contains("Ctrl Enter: done and next"));
    let narrow = hints(500.0);
    assert!(narrow.contains("1 2 3: tag") && !narrow.contains("done and next"), "{narrow}");
}

#[test]
fn errors_stay_until_they_are_read_and_news_goes_by_itself() {
    let mut session = session(&["One"]);
    run(&mut session, Command::Mark(MarkCommand::Tag { label: Label::Claim, trim: true }));
    let id = session.article().unwrap().id;
    run(&mut session, Command::Article(ArticleCommand::Remove(vec![id])));
    run(&mut session, Command::Article(ArticleCommand::Remove(vec![id])));
    assert_eq!(session.notices().iter().map(|notice| notice.level).collect::<Vec<_>>(), [Level::Info, Level::Warning]);
    let mut harness = harness(session, vec2(900.0, 600.0), egui::Theme::Light, NOTICES);
    harness.run_steps(4);
    assert_eq!(harness.get_all_by_role(Role::Alert).count(), 2);
    harness.run_steps(40);
    assert_eq!(harness.get_all_by_role(Role::Alert).count(), 1, "what was done is gone");
    harness.get_by_label("Dismiss").click();
    harness.run();
    assert!(harness.state().session.notices().is_empty());
    assert!(harness.query_by_role(Role::Alert).is_none());
}

#[test]
fn the_first_page_begins_opens_and_goes_on() {
    let show: Show<StartPage> = |page, ui, _, letters, asks| {
        let recent = |path: &str, exists| Recent { path: path.into(), when: Some(now()), exists };
        page.show(ui, &[recent("work/bridge.ron", true), recent("old/ferry.ron", false)], &[], None, letters, asks);
    };
    let mut harness = harness(Session::new("amira".into(), Ids::new(1)), vec2(900.0, 600.0), egui::Theme::Dark, show);
    harness.run();
    harness.get_by_label("New project").click();
    harness.run();
    harness.get_by_label("Open project…").click();
    harness.run();
    assert_eq!(harness.state().actions, [Action::NewProject, Action::OpenProject]);
    harness.get_by_label("ferry.ron, old, not found");
    harness.get_by_label("bridge.ron, work, 3 Mar 2026").click();
    harness.run();
    assert_eq!(harness.state().commands, [Command::File(FileCommand::Open("work/bridge.ron".into()))]);
    assert!(harness.query_by_label("Open the sample project").is_none(), "there is none");
}

#[test]
fn nothing_is_clipped_in_the_smallest_window() {
    let long = [
        "A headline that goes on and on until it cannot fit any list of articles at all",
        "خبر بلندی که هرگز در فهرست جا نمی‌شود و باید کوتاه شود تا خوانده شود",
    ];
    let mut session = session(&long);
    run(&mut session, Command::File(FileCommand::Rename(long.join(" "))));
    mark(&mut session, "inspectors had found more than 40 cracks", Label::Claim);
    let clone = || {
        let mut session = Session::new("a colleague with a very long name indeed".into(), Ids::new(3));
        session.open_loaded(Loaded::new(marked().project().unwrap().clone()));
        session
    };
    within(harness(session, vec2(900.0, 44.0), egui::Theme::Light, TOP));
    within(harness(clone(), vec2(900.0, 44.0), egui::Theme::Light, TOP));
    within(harness(clone(), vec2(900.0, 28.0), egui::Theme::Light, STATUS));
    within(harness(clone(), vec2(200.0, 528.0), egui::Theme::Light, LIST));
    let mut marked = clone();
    mark(&mut marked, "Harbour Bridge", Label::Own("a very long label of the project's own".into()));
    within(harness(marked, vec2(280.0, 528.0), egui::Theme::Light, DETAILS));
}

/// Everything with a name lies inside the window.
fn within<P: Default + 'static>(mut harness: Harness<'static, Bench<P>>) {
    harness.run();
    let whole = Rect::from_min_size(egui::Pos2::ZERO, harness.ctx.content_rect().size()).expand(0.5);
    for node in harness.get_all_by(|node| node.label().is_some() || node.value().is_some()) {
        assert!(whole.contains_rect(node.rect()), "{:?} at {}", node.accesskit_node().label(), node.rect());
    }
}
