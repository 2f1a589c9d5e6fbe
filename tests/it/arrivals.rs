//! What came of reading files, and what an analyst decides about it.

use crate::marked::{draft, now, run, session};
use factmark::article::Draft;
use factmark::project::ArticleId;
use factmark::session::{AlikeText, AlikeTo, ArrivalCommand, Command, Compare, FileCommand, Job, NewText, Outcome, ReadFile, Session, Told};

fn file(title: &str, text: &str) -> ReadFile {
    ReadFile { path: Some(format!("{title}.txt").into()), draft: draft(title, text), alike: None }
}

fn like(title: &str, text: &str, to: AlikeTo) -> ReadFile {
    ReadFile { alike: Some(AlikeText { to, likeness: 0.945 }), ..file(title, text) }
}

fn told(file: &str, says: &str) -> Told {
    Told { file: file.into(), says: says.into() }
}

fn arrive(session: &mut Session, read: Vec<ReadFile>, refused: Vec<Told>, warnings: Vec<Told>) {
    session.finish(Outcome::Articles { into: session.project_number(), read, refused, warnings }, now());
}

fn texts(session: &Session) -> Vec<String> {
    session.project().unwrap().articles().map(|article| article.text.as_str().to_owned()).collect()
}

fn notices(session: &Session) -> Vec<&str> {
    session.notices().iter().map(|notice| notice.what.as_str()).collect()
}

fn first(session: &Session) -> ArticleId {
    session.project().unwrap().articles().next().unwrap().id
}

#[test]
fn many_files_make_a_report_and_one_a_notice() {
    let mut session = session("one");
    arrive(&mut session, vec![file("a", "alpha")], vec![], vec![told("a.txt", "a doubt")]);
    assert!(session.arrivals().is_none());
    arrive(&mut session, vec![file("same", "one")], vec![], vec![]);
    arrive(&mut session, vec![], vec![told("x.png", "a picture")], vec![]);
    assert!(session.arrivals().is_none());
    assert_eq!(notices(&session), ["One article added", "Same.txt: this text is in the project already, as “article”", "Not added: x.png: a picture"]);
    arrive(
        &mut session,
        vec![file("same", "one"), file("b", "beta"), file("again", "beta")],
        vec![told("y.png", "a picture")],
        vec![told("b.txt", "a doubt"), told("again.txt", "nobody needs this")],
    );
    let arrivals = session.arrivals().unwrap();
    assert_eq!(arrivals.added, 1);
    assert_eq!(arrivals.refused, [told("y.png", "a picture")]);
    assert_eq!(arrivals.doubts, [told("b.txt", "a doubt")], "of what is not added nothing needs to be known");
    let known: Vec<String> = arrivals.known.iter().map(ToString::to_string).collect();
    assert_eq!(known, ["same.txt: this text is in the project already, as “article”", "again.txt: this text is in the project already, as “b”"]);
    assert_eq!(texts(&session), ["one", "alpha", "beta"]);
    run(&mut session, Command::Arrival(ArrivalCommand::PutAway));
    assert!(session.arrivals().is_none());
}

#[test]
fn the_same_story_waits_for_a_word() {
    let mut session = session("one");
    let article = first(&session);
    let read = vec![
        file("new", "two"),
        like("edited", "one!", AlikeTo::Article(article)),
        like("also", "two!", AlikeTo::Read(0)),
        like("of one that waits", "one!!", AlikeTo::Read(1)),
    ];
    arrive(&mut session, read, vec![], vec![]);
    assert_eq!(texts(&session), ["one", "two", "one!!"], "what is like one that waits is no likeness of an article");
    let waiting: Vec<(String, String)> = session
        .arrivals()
        .unwrap()
        .alike
        .iter()
        .map(|waiting| (waiting.draft.title.clone(), session.project().unwrap().article(waiting.article).unwrap().text.as_str().to_owned()))
        .collect();
    assert_eq!(waiting, [("edited".into(), "one".into()), ("also".into(), "two".into())]);

    run(&mut session, Command::Arrival(ArrivalCommand::Add(vec![1])));
    assert_eq!(texts(&session), ["one", "two", "one!!", "two!"]);
    run(&mut session, Command::Undo);
    assert_eq!(texts(&session), ["one", "two", "one!!"], "one step");

    let jobs = session.run(Command::Arrival(ArrivalCommand::Compare(0)), now());
    let compared = jobs.iter().find_map(|job| match job {
        Job::Compare { article: with, compare: Compare::New { new: NewText::Read(draft, path), old, .. }, .. } => {
            Some((*with, draft.text.as_str().to_owned(), path.clone(), old.as_str().to_owned()))
        }
        _ => None,
    });
    assert_eq!(compared, Some((article, "one!".into(), Some("edited.txt".into()), "one".into())));
    assert!(session.arrivals().unwrap().alike.is_empty());
}

#[test]
fn what_waits_can_be_left_out() {
    let mut session = session("one");
    let article = first(&session);
    arrive(&mut session, vec![like("a", "one!", AlikeTo::Article(article)), like("b", "one?", AlikeTo::Article(article))], vec![], vec![]);
    run(&mut session, Command::Arrival(ArrivalCommand::LeaveOut(vec![0])));
    assert_eq!(session.arrivals().unwrap().alike.iter().map(|waiting| waiting.draft.title.as_str()).collect::<Vec<_>>(), ["b"]);
    run(&mut session, Command::Arrival(ArrivalCommand::Add(vec![7])));
    assert_eq!(texts(&session), ["one"], "there is no eighth");
}

#[test]
fn pasted_words_are_an_article_and_nothing_is_none() {
    let mut session = session("one");
    let text = "Harbour bridge closed\n\nالجسر مغلق 👨‍👩‍👧 e\u{301}\u{a0}x";
    run(&mut session, Command::File(FileCommand::AddText(text.replace('\n', "\r\n"))));
    assert_eq!(texts(&session), ["one".to_owned(), text.to_owned()]);
    let article = session.article().unwrap();
    assert_eq!((article.title.as_str(), article.origin.file.as_str()), ("Harbour bridge closed", ""));
    run(&mut session, Command::File(FileCommand::AddText(" \n\u{200b}".into())));
    assert_eq!(session.project().unwrap().article_count(), 2);
    assert!(notices(&session)[0].starts_with("Nothing was added: there is no text in it"), "{:?}", notices(&session));
}

#[test]
fn boilerplate_becomes_zones_in_one_step() {
    let mut session =
        session("Bridge closed after 40 cracks\n\nAdvertisement\n\nThe mayor said that [claim: the bridge is shut].\n\nShare this article\n\nIt was Monday.");
    run(&mut session, Command::Article(factmark::session::ArticleCommand::SkipProposed));
    let skipped = |session: &Session| {
        let article = session.article().unwrap();
        article.skip.iter().map(|zone| zone.of(&article.text).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(skipped(&session), ["Advertisement", "Share this article"]);
    run(&mut session, Command::Undo);
    assert!(skipped(&session).is_empty());
    run(&mut session, Command::Redo);
    run(&mut session, Command::Article(factmark::session::ArticleCommand::SkipProposed));
    assert_eq!(notices(&session), ["Nothing of this article looks like boilerplate"]);
}

#[test]
fn a_draft_says_where_it_is_from() {
    let page = b"<!doctype html><html lang=\"de\"><head><meta charset=windows-1252><title>Br\xfccke zu - Stadtblatt</title></head><body><article><h1>Br\xfccke zu</h1><p>Die Br\xfccke ist seit Montag geschlossen, sagt die Stadt.</p></article></body></html>";
    let Draft { title, origin, text, .. } = factmark::article::read("page.html", page).unwrap();
    assert_eq!((title.as_str(), origin.language.as_str(), origin.encoding.as_str()), ("Brücke zu", "de", "windows-1252"));
    assert!(text.as_str().contains("Die Brücke ist seit Montag"), "{}", text.as_str());
}
