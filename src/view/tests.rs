//! What each screen says, as text.

use super::details::details;
use super::list::{Progress, row};
use super::start::{Recent, rows};
use super::status::status;
use super::top::top;
use crate::article::Origin;
use crate::project::{Article, ArticleId, ArticleState, Ids, Label, Moment, OwnLabel, Parts, Project, Setting};
use crate::session::{ArticleCommand, Command, Loaded, MarkCommand, Outcome, SavedTo, Session};
use crate::text::{Fragments, Text, TextRange};

fn now() -> Moment {
    "2026-03-03T09:12:44Z".parse().unwrap()
}

fn session(articles: &[(&str, &str)]) -> Session {
    let mut ids = Ids::new(5);
    let article = |(title, text): &(&str, &str)| Article {
        id: ArticleId::next(&mut ids),
        title: (*title).to_owned(),
        origin: Origin::default(),
        state: ArticleState::Todo,
        blocks: Vec::new(),
        text: Text::new(*text),
        skip: Vec::new(),
        kept: Vec::new(),
    };
    let own = OwnLabel { name: "Rumour".into(), key: Some('4'), colour: None, definition: String::new() };
    let settings = vec![Setting::Title("Harbour bridge closure".to_owned()), Setting::Label(own), Setting::Tag("bridge".into()), Setting::Tag("ferry".into())];
    let project = Project::assemble(Parts { settings, articles: articles.iter().map(article).collect(), ..Parts::default() }).unwrap();
    let mut session = Session::new("amira".into(), Ids::new(9));
    session.open_loaded(Loaded::new(project));
    session
}

/// Marks words of the article that is shown; ` … ` parts fragments.
fn mark(session: &mut Session, words: &str, label: Label) {
    let article = session.article().unwrap().clone();
    let range = |words: &str| {
        let start = article.text.as_str().find(words).unwrap();
        TextRange::new(&article.text, start..start + words.len()).unwrap()
    };
    let at = Fragments::new(words.split(" … ").map(range).collect()).unwrap();
    session.run(Command::Mark(MarkCommand::Make { article: article.id, places: vec![at], label, fields: Vec::new() }), now());
}

fn rows_of(session: &Session) -> String {
    let count = session.project().unwrap().order().len();
    let line = |place| {
        let row = row(session, place).unwrap();
        let counts: Vec<String> = row.tallies.iter().map(super::list::Tally::words).collect();
        let shown = if row.is_shown { ">" } else { " " };
        format!("{shown} {:?} | {} | {} | {} | {}", row.state, row.title, counts.join(" "), row.remark, row.spoken())
    };
    (0..count).map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn rows_say_how_far_each_article_is() {
    let mut session = session(&[("One", "a claim by somebody, 40 cracks"), ("Two", "b"), ("سه", "c"), ("Four", "d")]);
    mark(&mut session, "a claim", Label::Claim);
    mark(&mut session, "40 cracks", Label::Figure);
    mark(&mut session, "somebody", Label::Own("Rumour".into()));
    let ids = session.project().unwrap().order().to_vec();
    session.run(Command::Article(ArticleCommand::SetState(vec![ids[1]], ArticleState::Done)), now());
    session.run(Command::Article(ArticleCommand::SetState(vec![ids[2]], ArticleState::Flagged)), now());
    insta::assert_snapshot!(rows_of(&session), @"
    > InProgress | One | 1 C 0 S 1 F 1 own |  | One, in progress, 1 claim, 1 figure, 1 mark with own labels
      Done | Two |  | no marks | Two, done
      Flagged | سه |  | flagged | سه, flagged
      Todo | Four |  | not started | Four, to do
    ");
    let progress = Progress::counted(session.project().unwrap());
    assert_eq!((progress.words(), progress.part()), ("1 of 4 done".to_owned(), 0.25));
    assert_eq!(row(&session, 4), None);
    assert_eq!(Progress::default().part(), 0.0, "an empty project is not all done");
}

fn shown(session: &Session) -> String {
    let details = details(session).unwrap();
    let figures: Vec<&str> = details.figures.iter().filter_map(|bytes| details.words.get(bytes.clone())).collect();
    let labels: Vec<String> = details.labels.iter().map(|choice| format!("{} {}", choice.key.unwrap_or('-'), choice.label)).collect();
    let tags = (&details.tags, &details.other_tags);
    format!("{} | {:?} | {figures:?} | {}\n{} | {tags:?} | {}", details.label, details.words, details.position, labels.join(", "), details.made)
}

#[test]
fn details_show_words_place_and_figures_in_code_points() {
    let mut session = session(&[("One", "🏳️‍🌈 “More than 40\u{a0}cracks,”\nsaid she, “in the eastern span,” سلام")]);
    assert_eq!(details(&session), None);
    mark(&mut session, "40\u{a0}cracks", Label::Figure);
    mark(&mut session, "More than 40\u{a0}cracks … in the eastern span", Label::Claim);
    insta::assert_snapshot!(shown(&session), @r#"
    Claim | "More than 40\u{a0}cracks … in the eastern span" | ["40\u{a0}cracks"] | 6–25, 39–58 · 1 of 2
    1 Claim, 2 Source, 3 Figure, 4 Rumour | ([], ["bridge", "ferry"]) | by amira · 3 Mar 2026
    "#);
    mark(&mut session, "cracks,”\nsaid", Label::Source);
    let id = session.selection().mark.unwrap();
    session.run(Command::Mark(MarkCommand::Tags(id, vec!["ferry".into(), "new".into()])), now());
    let made = details(&session).unwrap();
    assert_eq!(made.words, "cracks,” said", "a line feed is a space");
    assert_eq!((made.tags, made.other_tags), (vec!["ferry".into(), "new".into()], vec!["bridge".into()]));
}

#[test]
fn a_long_mark_shows_its_beginning_and_never_cuts_a_letter() {
    let mut session = session(&[("One", &"e\u{301}🏳️‍🌈".repeat(5000))]);
    let text = session.article().unwrap().text.as_str().to_owned();
    mark(&mut session, &text, Label::Claim);
    let words = details(&session).unwrap().words;
    assert!(words.len() < 1300 && words.ends_with('…'), "{}", words.len());
    assert!(text.starts_with(words.trim_end_matches('…')));
    let whole = words.trim_end_matches('…');
    assert_eq!(crate::text::grapheme_floor(&text, whole.len()), whole.len());
}

#[test]
fn the_bars_say_what_is_there_and_whether_it_is_safe() {
    let mut session = session(&[("One", "a claim by somebody")]);
    assert_eq!(status(&session).counts, "0 claims · 0 sources · 0 figures");
    let said = |session: &Session, is_typing| {
        top(session, is_typing).map(|top| format!("{} | {} | {} | {:?} | {}", top.title, top.file, top.saving.words, top.saving.tone, top.who)).unwrap()
    };
    assert_eq!(said(&session, false), "Harbour bridge closure |  | Not saved to a file | Warning | amira");
    mark(&mut session, "a claim", Label::Claim);
    assert_eq!(status(&session).counts, "1 claim · 0 sources · 0 figures");
    assert_eq!(said(&session, false), "Harbour bridge closure |  | Saving… | Muted | amira");
    session.finish(Outcome::Noted { seq: 1, elsewhere: None }, now());
    session.finish(Outcome::Saved(SavedTo { path: "/home/amira/bridge.ron".into(), beside: None, elsewhere: None }), now());
    assert_eq!(said(&session, false), "Harbour bridge closure | bridge.ron | Saved | Good | amira");
    assert_eq!(said(&session, true), "Harbour bridge closure | bridge.ron | Saving… | Muted | amira", "words in a field are not safe yet");
    let empty = Session::new("amira".into(), Ids::new(1));
    assert_eq!((status(&empty).counts.as_str(), top(&empty, false)), ("", None));
}

#[test]
fn recent_projects_name_their_folder_and_say_when_they_are_gone() {
    let recent = |path: &str, exists| Recent { path: path.into(), when: Some(now()), exists };
    let shown = rows(&[recent("/home/a/bridge.ron", true), recent("/old/ferry.ron", false)]);
    let lines: Vec<String> = shown.iter().map(|row| format!("{} | {} | {} | {}", row.name, row.folder, row.when, row.is_missing)).collect();
    assert_eq!(lines, ["bridge.ron | /home/a | 3 Mar 2026 | false", "ferry.ron | /old | not found | true"]);
}

#[test]
fn a_count_agrees_with_its_noun() {
    assert_eq!((super::counted(0, "mark"), super::counted(1, "mark"), super::counted(2, "mark")), ("0 marks".into(), "1 mark".into(), "2 marks".into()));
}
