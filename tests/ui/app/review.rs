//! Projects of two analysts become a review, and every finding is decided by keys.

use super::*;
use factmark::project::{MarkState, Project};
use factmark::session::{Loaded, MarkCommand, Session};
use factmark::store::{format, write_project};

const STORY: &str = "Inspectors found 40 cracks, mayor says\n\nMayor Elin Varga told reporters on Monday that inspectors had found more than 40 cracks.\n\nالجسر مغلق 👨‍👩‍👧 桥梁\n";

/// The project of an analyst who tagged these words.
fn project_of(desk: &Desk, name: &str, tagged: &[(&str, Label)]) -> PathBuf {
    let by = factmark::project::Name::from(name);
    let mut session = Session::new(by.clone(), factmark::project::Ids::new(name.len() as u64));
    let mut project = Loaded::blank("Harbour bridge", &by);
    let mut ids = factmark::project::Ids::new(1);
    let mut hand = factmark::edit::Hand { by: &by, now: now(), ids: &mut ids };
    let draft = factmark::article::Draft {
        title: "Inspectors found 40 cracks, mayor says".into(),
        origin: factmark::article::Origin::default(),
        text: factmark::text::Text::new(STORY),
        blocks: vec![],
        warnings: vec![],
    };
    let (change, _) = factmark::edit::add_articles(&project, &mut hand, vec![draft]);
    project.apply(&change).unwrap();
    session.open_loaded(Loaded::new(project));
    for (words, label) in tagged {
        let start = STORY.find(words).unwrap();
        session.run(Command::Select(SelectCommand::Text { anchor: start, focus: start + words.len() }), now());
        session.run(Command::Mark(MarkCommand::Tag { label: label.clone(), trim: true }), now());
    }
    let path = desk.dir.path().join(format!("{name}.ron"));
    write_project(session.project().unwrap(), &path, &desk.folders(), false).unwrap();
    path
}

/// The window with the review of two analysts, made in it.
fn reviewed(desk: &Desk, is_blind: bool) -> (Window, PathBuf) {
    let claim = "inspectors had found more than 40 cracks";
    let amira =
        project_of(desk, "amira", &[("Mayor Elin Varga", Label::Source), (claim, Label::Claim), ("on Monday", Label::Figure), ("الجسر مغلق", Label::Claim)]);
    let jonas = project_of(desk, "jonas", &[("Mayor Elin Varga", Label::Source), ("inspectors had found", Label::Claim), ("on Monday", Label::Source)]);
    review_of(desk, &amira, &jonas, is_blind)
}

/// The window with the review of two projects, made in it.
fn review_of(desk: &Desk, amira: &Path, jonas: &Path, is_blind: bool) -> (Window, PathBuf) {
    let gold = desk.dir.path().join("gold.ron");
    let mut window = desk.window(&[]);
    desk.answers(&[amira, jonas]);
    desk.answers(&[&gold]);
    window.get_by_label("Menu").click();
    window.run_ok();
    window.get_by_label_contains("File").click();
    window.run_ok();
    window.get_by_label_contains("Review projects…").click();
    window.run_ok();
    window.get_by_label_contains("Review amira.ron and jonas.ron");
    window.get_by_label(if is_blind { "Without names…" } else { "Save the review as…" }).click();
    wait(&mut window, |app| app.session().reviewing().is_some() && app.session().finding().is_some());
    (window, gold)
}

fn project(window: &Window) -> &Project {
    window.state().session().project().unwrap()
}

fn plain(window: &mut Window, key: Key) {
    press(window, Modifiers::NONE, key);
}

/// What is accepted, in reading order.
fn gold(window: &Window) -> Vec<String> {
    let project = project(window);
    let marks = project.marks_in(project.order()[0]).filter(|mark| mark.is_accepted());
    marks.map(|mark| format!("{} {}", mark.label(), mark.at.words(project.text_of(mark).unwrap()))).collect()
}

#[test]
fn every_finding_is_decided_by_a_key_and_undo_takes_each_back() {
    let desk = Desk::new();
    let (mut window, path) = reviewed(&desk, false);
    assert_eq!(gold(&window), ["Source Mayor Elin Varga"]);
    window.get_by_label_contains("0 of 3 decided");
    window.get_by_label_contains("amira: Figure: on Monday, open");
    window.get_by_label_contains("jonas: Source: on Monday, open");
    plain(&mut window, Key::A);
    window.get_by_label_contains("1 of 3 decided");
    window.get_by_label_contains("amira: Claim: inspectors had found more than 40 cracks, open");
    typed(&mut window, Key::R, "r");
    window.input_mut().events.push(Event::Text("to the letter".into()));
    window.run_ok();
    plain(&mut window, Key::Enter);
    plain(&mut window, Key::B);
    window.get_by_label_contains("missing in B · claim");
    plain(&mut window, Key::X);
    window.get_by_label_contains("3 of 3 decided");
    assert_eq!(gold(&window), ["Source Mayor Elin Varga", "Figure on Monday", "Claim inspectors had found"]);
    let kept = project(&window).marks().find(|mark| mark.is_accepted() && mark.label() == Label::Claim).unwrap();
    assert_eq!(kept.decided.as_ref().unwrap().why, "to the letter");
    press(&mut window, Modifiers::COMMAND, Key::S);
    wait(&mut window, |app| app.session().saving() == Some(Saving::Saved) && !app.session().is_ahead_of_file());
    let file = std::fs::read_to_string(&path).unwrap();
    assert!(format::read(&file).unwrap().project == *project(&window));
    for left in (0..3).rev() {
        press(&mut window, Modifiers::COMMAND, Key::Z);
        window.get_by_label_contains(&format!("{left} of 3 decided"));
    }
    assert_eq!(gold(&window), ["Source Mayor Elin Varga"]);
}

#[test]
fn a_mark_of_the_reviewers_own_is_moved_by_its_edges_and_others_stay_as_they_were_handed_in() {
    let desk = Desk::new();
    let (mut window, _) = reviewed(&desk, false);
    plain(&mut window, Key::ArrowDown);
    plain(&mut window, Key::M);
    assert_eq!(gold(&window), ["Source Mayor Elin Varga", "Claim inspectors had found more than 40 cracks"]);
    press(&mut window, Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(gold(&window)[1], "Claim inspectors had found more than 40");
    window.get_by_label_contains("Decided: marked my own");
    plain(&mut window, Key::U);
    assert_eq!(gold(&window), ["Source Mayor Elin Varga"]);
    // In the article, a mark that somebody handed in is not altered.
    plain(&mut window, Key::F4);
    window.run_ok();
    assert!(!window.state().session().shows_review());
    let handed_in = project(&window).marks().find(|mark| mark.is_accepted()).unwrap().id;
    window.state_mut().run(Command::Select(SelectCommand::Mark(handed_in)));
    window.run_ok();
    plain(&mut window, Key::Num1);
    assert_eq!(gold(&window), ["Source Mayor Elin Varga"]);
    window.get_by_label_contains("mark is what amira and jonas handed in");
    // Nor decided about, since links follow decisions.
    let open = project(&window).marks().find(|mark| mark.state == MarkState::Proposed).unwrap().id;
    window.state_mut().run(Command::Select(SelectCommand::Mark(open)));
    plain(&mut window, Key::Enter);
    assert_eq!(project(&window).mark(open).unwrap().state, MarkState::Proposed);
}

#[test]
fn an_own_mark_is_moved_over_a_figure_that_somebody_handed_in() {
    let desk = Desk::new();
    let claim = "inspectors had found more than 40 cracks";
    let amira = project_of(&desk, "amira", &[(claim, Label::Claim), ("40 cracks.", Label::Figure)]);
    let jonas = project_of(&desk, "jonas", &[("inspectors had found", Label::Claim)]);
    let (mut window, _) = review_of(&desk, &amira, &jonas, false);
    plain(&mut window, Key::M);
    press(&mut window, Modifiers::ALT, Key::ArrowLeft);
    press(&mut window, Modifiers::ALT, Key::ArrowRight);
    press(&mut window, Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(gold(&window), ["Claim inspectors had found more than 40"]);
    window.get_by_label_contains("Decided: marked my own");
    typed(&mut window, Key::R, "r");
    window.input_mut().events.push(Event::Text("one word less".into()));
    window.run_ok();
    plain(&mut window, Key::Enter);
    window.get_by_label_contains("Decided: marked my own. one word less");
}

#[test]
fn a_blind_review_names_nobody_and_a_table_lists_the_findings_behind_a_number() {
    let desk = Desk::new();
    let (mut window, _) = reviewed(&desk, true);
    for name in ["jonas:", "B jonas", "to jonas", "A amira"] {
        assert!(window.query_by_label_contains(name).is_none(), "{name}");
    }
    window.get_by_label_contains("Send back to A…");
    // Neither in the article's details.
    let copy = project(&window).marks().find(|mark| mark.state == MarkState::Proposed).unwrap().id;
    plain(&mut window, Key::F4);
    window.state_mut().run(Command::Select(SelectCommand::Mark(copy)));
    window.run_ok();
    assert!(window.query_by_label_contains("by jonas").is_none() && window.query_by_label_contains("by amira").is_none());
    plain(&mut window, Key::F4);
    window.get_by_label_contains("Figure: F1 exact").click();
    window.run_ok();
    window.get_by_label_contains("on Monday, label ·");
    assert!(window.query_by_label_contains("missing in").is_none(), "only figures are listed");
}

#[test]
fn sent_back_it_is_the_analysts_own_project() {
    let desk = Desk::new();
    let (mut window, _) = reviewed(&desk, false);
    plain(&mut window, Key::A);
    let back = desk.dir.path().join("for-jonas.ron");
    desk.answers(&[&back]);
    window.get_by_label_contains("Send back to jonas…").click();
    window.run_ok();
    wait_for(&mut window, "is written to");
    let theirs = format::read(&std::fs::read_to_string(&back).unwrap()).unwrap().project;
    let rejected: Vec<String> =
        theirs.marks().filter(|mark| mark.state == MarkState::Rejected).map(|mark| mark.at.words(theirs.text_of(mark).unwrap())).collect();
    assert_eq!((rejected, &*theirs.analyst()), (vec!["on Monday".to_owned()], "jonas"));
    assert_eq!(desk.script.asked.borrow().last().unwrap().name, "Harbour bridge for jonas.ron");
}

#[test]
fn what_was_sent_back_lists_first_what_was_decided_each_with_its_reason() {
    let desk = Desk::new();
    let (mut window, _) = reviewed(&desk, false);
    typed(&mut window, Key::R, "r");
    window.input_mut().events.push(Event::Text("a day is no source".into()));
    window.run_ok();
    plain(&mut window, Key::Enter);
    plain(&mut window, Key::A);
    let back = desk.dir.path().join("for-jonas.ron");
    desk.answers(&[&back]);
    window.get_by_label_contains("Send back to jonas…").click();
    window.run_ok();
    wait_for(&mut window, "is written to");
    let mut window = desk.window(&[back]);
    wait_for(&mut window, "1 mark decided against, 1 proposal");
    let against = "Source: on Monday; amira decided against it: a day is no source";
    window.get_by_label_contains(against);
    window.get_by_label_contains("Figure: on Monday; amira proposes it: a day is no source");
    plain(&mut window, Key::A);
    window.get_by_label_contains("0 proposals");
    plain(&mut window, Key::X);
    window.get_by_label_contains("Nothing waits for your word");
    assert_eq!(gold(&window), ["Source Mayor Elin Varga", "Figure on Monday", "Claim inspectors had found"]);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    window.get_by_label_contains(against);
}

#[test]
fn a_report_is_a_page_with_what_was_decided() {
    let desk = Desk::new();
    let (mut window, _) = reviewed(&desk, false);
    plain(&mut window, Key::A);
    for (name, begins) in [("report.html", "<!doctype html>"), ("report.md", "# ")] {
        let path = desk.dir.path().join(name);
        desk.answers(&[&path]);
        window.get_by_label("Report…").click();
        window.run_ok();
        wait(&mut window, |_| path.exists());
        let report = std::fs::read_to_string(&path).unwrap();
        assert!(report.to_lowercase().starts_with(begins) && report.contains("on Monday") && report.contains("jonas"), "{report}");
    }
}

#[test]
fn projects_that_share_no_article_and_one_alone_are_a_sentence() {
    let desk = Desk::new();
    let amira = project_of(&desk, "amira", &[]);
    let other = desk.file("other.ron", "// factmark project\n(format: 1, articles: [(id: \"a00000000001\", text: [\"Something else altogether\"])])\n");
    let mut window = desk.window(&[]);
    let begin = |window: &mut Window| {
        window.get_by_label("Menu").click();
        window.run_ok();
        window.get_by_label_contains("File").click();
        window.run_ok();
        window.get_by_label_contains("Review projects…").click();
        window.run_ok();
    };
    desk.answers(&[&amira]);
    begin(&mut window);
    window.get_by_label_contains("review needs the projects of two analysts at least");
    desk.answers(&[&amira, &other]);
    desk.answers(&[&desk.dir.path().join("gold.ron")]);
    begin(&mut window);
    window.get_by_label("Save the review as…").click();
    wait_for(&mut window, "review was made: the projects share no article");
}

#[test]
fn gamma_is_measured_when_it_is_asked_for() {
    let desk = Desk::new();
    let (mut window, _) = reviewed(&desk, false);
    window.get_by_label("Measure γ").click();
    wait_for(&mut window, "γcat");
    window.get_by_label_contains("γ ");
    assert!(window.query_by_label("Measure γ").is_none());
}
