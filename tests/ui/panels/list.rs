use super::*;

/// A row by its title: its name goes on with state and counts.
fn row_at<'h>(harness: &'h Harness<'static, Bench<ListPanel>>, title: &'h str) -> Node<'h> {
    harness.get_by(move |node| node.role() == Role::ListItem && node.label().is_some_and(|label| label.starts_with(title)))
}

fn order(harness: &Harness<'static, Bench<ListPanel>>) -> Vec<String> {
    harness.state().session.project().unwrap().articles().map(|article| article.title.clone()).collect()
}

fn choose(harness: &mut Harness<'static, Bench<ListPanel>>, title: &str, item: &str) {
    row_at(harness, title).click_secondary();
    harness.run();
    harness.get_by_label(item).click();
    harness.run();
}

#[test]
fn rows_name_state_and_counts_and_a_click_shows_an_article() {
    let mut harness = list_of(marked());
    harness.run();
    harness.get_by_label("City shuts Harbour Bridge, in progress, 1 claim, 1 source, 1 figure");
    harness.get_by_label("0 of 3 done");
    row_at(&harness, "Ferry").click();
    harness.run();
    let session = &harness.state().session;
    assert_eq!(session.article().unwrap().title, "Ferry operator adds boats as commuters queue for hours");
}

#[test]
fn arrows_go_from_article_to_article_and_enter_lets_go() {
    let mut harness = list_of(session(&["One", "Two", "Three"]));
    harness.run();
    row_at(&harness, "One").focus();
    harness.run();
    harness.key_press(Key::ArrowDown);
    harness.run();
    harness.key_press(Key::ArrowDown);
    harness.run();
    assert_eq!(harness.state().session.article().unwrap().title, "Three");
    assert!(row_at(&harness, "Three").is_focused());
    harness.key_press(Key::ArrowDown);
    harness.key_press(Key::ArrowUp);
    harness.run();
    assert_eq!(harness.state().session.article().unwrap().title, "Two");
    harness.key_press(Key::Enter);
    harness.run();
    assert!(!row_at(&harness, "Two").is_focused());
}

#[test]
fn a_title_is_written_in_its_row_and_escape_drops_it() {
    let mut harness = list_of(session(&["One", "Two"]));
    harness.run();
    choose(&mut harness, "One", "Rename…");
    harness.get_by_label("Article title").type_text("!");
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(order(&harness), ["One!", "Two"]);
    choose(&mut harness, "Two", "Rename…");
    harness.get_by_label("Article title").type_text("?");
    harness.run();
    harness.key_press(Key::Escape);
    harness.run();
    assert_eq!(order(&harness), ["One!", "Two"]);
    assert!(harness.query_by_label("Article title").is_none());
}

#[test]
fn the_menu_sets_states_moves_and_removes_after_a_question() {
    let mut harness = list_of(marked());
    harness.run();
    choose(&mut harness, "City", "Done");
    harness.get_by_label("1 of 3 done");
    choose(&mut harness, "City", "Move down");
    assert_eq!(order(&harness)[1], "City shuts Harbour Bridge");
    choose(&mut harness, "City", "Remove…");
    harness.get_by_label("Remove with 3 marks?");
    harness.get_by_label("Keep").click();
    harness.run();
    assert_eq!(order(&harness).len(), 3);
    choose(&mut harness, "City", "Remove…");
    harness.get_by_label("Remove").click();
    harness.run();
    assert_eq!(order(&harness).len(), 2);
}

#[test]
fn the_menu_key_opens_the_menu_of_the_row_with_the_focus() {
    let mut harness = list_of(session(&["One", "Two"]));
    harness.run();
    row_at(&harness, "One").focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::SHIFT, Key::F10);
    harness.run();
    harness.get_by_label("Move down").click();
    harness.run();
    assert_eq!(order(&harness), ["Two", "One"]);
}

#[test]
fn a_row_is_dragged_to_another_place() {
    let mut harness = list_of(session(&["One", "Two", "Three"]));
    harness.run();
    let (from, to) = (row_at(&harness, "One").rect().center(), row_at(&harness, "Three").rect().center() + vec2(0.0, 10.0));
    harness.drag_at(from);
    harness.step();
    harness.hover_at(from + vec2(0.0, 20.0));
    harness.step();
    harness.hover_at(to);
    harness.step();
    harness.drop_at(to);
    harness.run();
    assert_eq!(order(&harness), ["Two", "Three", "One"]);
}

#[test]
fn ten_thousand_articles_make_only_the_rows_on_the_screen_and_the_shown_one_is_in_view() {
    let titles: Vec<String> = (0..10_000).map(|number| format!("Article {number:05}")).collect();
    let mut harness = list_of(session(&titles.iter().map(String::as_str).collect::<Vec<_>>()));
    harness.run();
    let rows = |harness: &Harness<'static, Bench<ListPanel>>| harness.get_all_by_role(Role::ListItem).count();
    assert!((5..20).contains(&rows(&harness)), "{}", rows(&harness));
    let last = *harness.state().session.project().unwrap().order().last().unwrap();
    let session = &mut harness.state_mut().session;
    run(session, Command::Article(ArticleCommand::Show(last)));
    harness.run();
    let rect = row_at(&harness, "Article 09999").rect();
    assert!(rect.bottom() <= 560.0 && rect.top() > 60.0, "{rect}");
    assert!(rows(&harness) < 20);
}

#[test]
fn articles_are_asked_for_and_an_empty_list_says_what_to_do() {
    let mut harness = list_of(session(&[]));
    harness.run();
    harness.get_by_label("No articles yet");
    harness.get_by_label("Add articles…").click();
    harness.run();
    assert_eq!(harness.state().actions, [Action::AddArticles]);
}
