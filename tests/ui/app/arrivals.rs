//! Articles from anywhere: many files at once, what is like an article, what is no part of one, and words that are pasted.

use super::*;

/// A story of some length, so that a small edit makes no other story of it.
fn story(figure: &str) -> String {
    let mut text = format!("Inspectors found {figure} cracks, mayor says\n\n");
    for part in ["bridge", "harbour", "ferry", "council", "repairs", "traffic", "inspection", "budget"] {
        text.push_str(&format!(
            "On Monday the mayor told reporters that the {part} would be looked at again before the winter comes, whatever it costs the city.\n\n"
        ));
    }
    text
}

fn texts(window: &Window) -> usize {
    window.state().session().project().unwrap().article_count()
}

#[test]
fn many_files_end_in_a_report_on_which_the_same_story_is_decided() {
    let desk = Desk::new();
    let folder = desk.dir.path().join("in");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("a.txt"), story("40")).unwrap();
    std::fs::write(folder.join("b.txt"), story("41")).unwrap();
    std::fs::write(folder.join("c.html"), "<!doctype html><html lang=en><title>Ferry</title><article><h1>Ferry sails again</h1><p>The ferry sails again since Monday, its owner said, and it is full every morning.</p></article>").unwrap();
    std::fs::write(folder.join("d.pdf"), "%PDF-1.4 no more").unwrap();
    let mut window = desk.window(&[folder.clone(), folder.join("e.png")]);
    std::fs::write(folder.join("e.png"), b"\x89PNG\r\n\x1a\n").unwrap();
    wait_for(&mut window, "What was read");
    assert_eq!(texts(&window), 2, "the same story waits");
    window.get_by_label_contains("2 articles added · 1 like one that is there");
    window.get_by_label_contains("d.pdf");
    window.get_by_label_contains("the same as “Inspectors found 40 cracks, mayor says”");
    window.get_by_label("Add").click();
    window.run_ok();
    assert_eq!(texts(&window), 3);
    assert!(window.query_by_label("Compare").is_none(), "nothing waits any more");
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(window.query_by_label("What was read").is_none());
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(texts(&window), 2, "adding it was one step");
}

#[test]
fn the_same_story_is_compared_as_a_newer_version() {
    let desk = Desk::new();
    let (first, second) = (desk.file("a.txt", &story("40")), desk.file("b.txt", &story("41")));
    let mut window = desk.window(&[first, second]);
    wait_for(&mut window, "What was read");
    window.get_by_label("Compare").click();
    wait_for(&mut window, "New version of");
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    wait(&mut window, |app| app.session().comparing().is_none());
    assert_eq!(texts(&window), 1);
    assert!(window.state().session().article().unwrap().text.as_str().starts_with("Inspectors found 41"));
}

#[test]
fn what_looks_like_boilerplate_is_skipped_by_one_key() {
    let desk = Desk::new();
    let text = format!("Advertisement\n\n{}Share this article\n", story("40"));
    let mut window = desk.window(&[desk.file("a.txt", &text)]);
    wait_for(&mut window, "2 paragraphs look like boilerplate");
    press(&mut window, Modifiers::ALT, Key::Num0);
    assert_eq!(window.state().session().article().unwrap().skip.len(), 2);
    // The lint looks again by itself, when there is a thread for it.
    wait_gone(&mut window, "look like boilerplate");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    wait_for(&mut window, "2 paragraphs look like boilerplate");
    window.get_by_label("It belongs to the article: say no more about it").click();
    window.run_ok();
    wait_gone(&mut window, "look like boilerplate");
    assert!(window.state().session().article().unwrap().skip.is_empty());
}

#[test]
fn words_that_are_pasted_outside_a_field_are_an_article() {
    let desk = Desk::new();
    let (mut window, _) = desk.with_project();
    window.input_mut().events.push(Event::Paste("Ferry sails again\r\n\r\nالعبّارة تبحر 👨‍👩‍👧.".into()));
    window.run_ok();
    assert_eq!(texts(&window), 2);
    assert_eq!(window.state().session().article().unwrap().text.as_str(), "Ferry sails again\n\nالعبّارة تبحر 👨‍👩‍👧.");
    press(&mut window, Modifiers::COMMAND, Key::F);
    window.input_mut().events.push(Event::Paste("ferry".into()));
    window.run_ok();
    assert_eq!(texts(&window), 2, "a field takes its own");
}

#[test]
fn a_file_is_read_again_in_another_encoding() {
    let desk = Desk::new();
    let path = desk.dir.path().join("a.txt");
    let words = "Мост закрыт с понедельника, сообщил мэр города. Ремонт продлится до весны.";
    std::fs::write(&path, words.chars().map(|c| if c.is_ascii() { c as u8 } else { koi8(c) }).collect::<Vec<u8>>()).unwrap();
    let mut window = desk.window(&[path]);
    wait(&mut window, |app| app.session().article().is_some());
    let article = window.state().session().article().unwrap().id;
    window.get_by_label("About this article");
    window.get_by_label("Read again as…");
    // The menu is tested by hand; what it asks for is this.
    window.state_mut().run(Command::Version(factmark::session::VersionCommand::ReadAgain { article, encoding: "windows-1252".into() }));
    wait(&mut window, |app| app.session().comparing().is_some());
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    wait(&mut window, |app| app.session().comparing().is_none());
    let article = window.state().session().article().unwrap();
    assert_eq!(article.origin.encoding, "windows-1252");
    assert!(article.text.as_str().starts_with('í'), "{}", article.text.as_str());
}

/// A Cyrillic letter in KOI8-R.
fn koi8(letter: char) -> u8 {
    const SMALL: &str = "юабцдефгхийклмнопярстужвьызшэщчъ";
    let small = letter.to_lowercase().next().unwrap();
    let place = SMALL.chars().position(|other| other == small).unwrap() as u8;
    if letter == small { 0xc0 + place } else { 0xe0 + place }
}
