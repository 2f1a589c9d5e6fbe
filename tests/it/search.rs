//! Finding: what is typed, what it finds, and what is done with all of it.

use crate::marked::{check, now, project, run, session, show};
use factmark::project::{BaseLink, Label, LinkKind, MarkId, Name, Project};
use factmark::search::{Place, Query, search};
use factmark::session::{Act, ArticleCommand, CheckCommand, Command, Job, LinkCommand, Loaded, MarkCommand, Outcome, SearchCommand, SelectCommand, Session};
use factmark::text::Manner;
use std::sync::Arc;

/// Runs a command; a search that it asks for is done at once.
fn go(session: &mut Session, command: SearchCommand) {
    let jobs = session.run(Command::Search(command), now());
    for job in jobs {
        match job {
            Job::Search { into, asked, project, query, only } => {
                let found = search(&project, &query, only).map(Arc::new).map_err(|why| why.to_string());
                session.finish(Outcome::Searched { into, asked, found }, now());
            }
            Job::Note(step) => {
                session.finish(Outcome::Noted { seq: step.seq(), elsewhere: None }, now());
            }
            Job::LookAtFile { .. } => {}
            other => panic!("{other:?} was not asked for"),
        }
    }
}

fn look(session: &mut Session, typed: &str) {
    go(session, SearchCommand::Look { typed: typed.into(), manner: Manner::default(), everywhere: true });
}

/// What a query finds, each place as its words, with what was found there where it is not words of the text.
fn found(project: &Project, typed: &str) -> Vec<String> {
    let found = search(project, &Query::new(typed, Manner::default()).unwrap(), None).unwrap();
    let words = |hit: &factmark::search::Hit| {
        let article = project.article(hit.article).unwrap();
        let words = hit.at.map_or(article.title.clone(), |at| at.of(&article.text).to_owned());
        if hit.place == Place::Text { words } else { format!("{:?}: {words}", hit.place).replace("Comment(CommentId", "Comment(") }
    };
    found.hits.iter().map(words).collect()
}

fn ids(session: &Session) -> Vec<MarkId> {
    let article = session.article().unwrap().id;
    session.project().unwrap().marks_in(article).map(|mark| mark.id).collect()
}

fn set(session: &mut Session, mark: MarkId, field: &str, value: &str) {
    run(session, Command::Mark(MarkCommand::Set { mark, field: field.into(), value: value.into() }));
}

fn annotated() -> Session {
    let mut session =
        session("[source: Mayor Varga] said [claim: [figure: 40 cracks] were found]. Norrbro counted [figure: 12 cracks]. [claim: الجسر مغلق 👨‍👩‍👧]");
    let marks = ids(&session);
    set(&mut session, marks[0], "name", "Elin Varga");
    set(&mut session, marks[2], "quantity", "40 fractures");
    set(&mut session, marks[3], "quantity", "12 cracks");
    run(&mut session, Command::Link(LinkCommand::Add { from: marks[1], kind: LinkKind::Base(BaseLink::SaidBy), to: marks[0], cue: Vec::new() }));
    run(&mut session, Command::Mark(MarkCommand::Note(marks[3], "Ask the inspectorate".into())));
    run(&mut session, Command::Mark(MarkCommand::Tags(marks[1], vec!["bridge".into()])));
    run(&mut session, Command::Check(CheckCommand::Verdict(marks[4], "Refuted".into())));
    session
}

#[test]
fn words_are_found_in_the_text_and_in_what_is_said_about_marks() {
    let session = annotated();
    let project = session.project().unwrap();
    assert_eq!(found(project, "CRACKS"), ["cracks", "cracks"], "what a figure counts is not said twice");
    assert_eq!(found(project, "fractures"), ["Attribute: 40 cracks"]);
    assert_eq!(found(project, "inspectorate"), ["Note: 12 cracks"]);
    assert_eq!(found(project, "elin"), ["Attribute: Mayor Varga"]);
    assert_eq!(found(project, "bridge"), ["Tag: 40 cracks were found"]);
    assert_eq!(found(project, "مغلق"), ["مغلق"]);
    assert!(found(project, "nowhere").is_empty());
}

#[test]
fn filters_ask_of_marks_and_articles() {
    let session = annotated();
    let project = session.project().unwrap();
    assert_eq!(found(project, "label:figure"), ["Mark: 40 cracks", "Mark: 12 cracks"]);
    assert_eq!(found(project, "label:figure has:note"), ["Mark: 12 cracks"]);
    assert_eq!(found(project, "label:figure -has:note"), ["Mark: 40 cracks"]);
    assert_eq!(found(project, "40 label:claim"), ["Mark: 40 cracks were found"]);
    assert_eq!(found(project, "link:said-by"), ["Mark: Mayor Varga", "Mark: 40 cracks were found"], "a link has two ends");
    assert_eq!(found(project, "label:claim -link:saidby"), ["Mark: الجسر مغلق 👨‍👩‍👧"]);
    assert_eq!(found(project, "verdict:refuted"), ["Mark: الجسر مغلق 👨‍👩‍👧"]);
    assert_eq!(found(project, "verdict:open"), ["Mark: 40 cracks were found"]);
    assert_eq!(found(project, "value:12"), ["Mark: 12 cracks"]);
    assert_eq!(found(project, "voice:unset label:claim").len() + found(project, "-voice:unset label:claim").len(), 2);
    assert_eq!(found(project, "by:amira tag:BRIDGE"), ["Mark: 40 cracks were found"]);
    assert_eq!(found(project, "name:\"elin varga\""), ["Mark: Mayor Varga"]);
    assert!(found(project, "state:proposed").is_empty());
    assert_eq!(found(project, "article:in-progress"), ["Title: article"]);
    assert!(found(project, "article:done cracks").is_empty());
    assert_eq!(found(project, "mayor varga said: 40"), Vec::<String>::new(), "what is no filter is words");
}

#[test]
fn what_cannot_be_looked_for_says_what_can() {
    let project = annotated().project().unwrap().clone();
    let why = |typed: &str| match Query::new(typed, Manner::default()) {
        Ok(query) => search(&project, &query, None).unwrap_err().to_string(),
        Err(why) => why.to_string(),
    };
    assert_eq!(why("label:fact"), "`label:fact` finds nothing: write label: and one of Claim, Source, Figure");
    assert_eq!(why("state:open"), "`state:open` finds nothing: write state: and one of Accepted, Proposed, Rejected");
    assert_eq!(why("tag:"), "write what tag is to be: tag:VALUE");
    assert_eq!(why("value:many"), "`value:many` finds nothing: write value: and one of a number such as 40, a date such as 2019-03-01 or a time such as 13:20");
    assert!(why("").starts_with("there are no words"));
}

#[test]
fn a_colon_in_words_is_no_filter_and_patterns_have_none() {
    let (project, _) = project(&[("one", "He wrote a note: the bridge  holds")]);
    assert_eq!(found(&project, "note: the"), ["note: the"]);
    let pattern = Manner { is_pattern: true, ..Manner::default() };
    let hits = |typed: &str| search(&project, &Query::new(typed, pattern).unwrap(), None).unwrap().hits.len();
    assert_eq!((hits("note:.*the"), hits("bridge  holds"), hits("bridge holds")), (1, 1, 0));
}

#[test]
fn labels_that_differ_in_signs_are_told_apart() {
    let mut session = session("[A-B: one] [AB: two]");
    for name in ["A-B", "AB"] {
        let label = factmark::project::OwnLabel { name: name.into(), key: None, colour: None, definition: String::new() };
        run(&mut session, Command::Scheme(factmark::session::SchemeCommand::Label(label)));
    }
    let project = session.project().unwrap();
    assert_eq!(found(project, "label:A-B"), ["Mark: one"]);
    assert_eq!(found(project, "label:AB"), ["Mark: two"]);
    assert_eq!(found(project, "label:ab").len(), 2, "as people type it, where no label has just that name");
}

#[test]
fn a_step_that_is_asked_for_too_early_is_taken_when_the_answer_is_there() {
    let mut session = session("one bridge, one bridge¦");
    run(&mut session, Command::Select(SelectCommand::Text { anchor: 0, focus: 0 }));
    let jobs = session.run(Command::Search(SearchCommand::Look { typed: "bridge".into(), manner: Manner::default(), everywhere: true }), now());
    go(&mut session, SearchCommand::Step { forward: true });
    assert!(session.selection().is_caret(), "nothing is known yet");
    for job in jobs {
        if let Job::Search { into, asked, project, query, only } = job {
            session.finish(Outcome::Searched { into, asked, found: Ok(Arc::new(search(&project, &query, only).unwrap())) }, now());
        }
    }
    assert_eq!(session.selection().bytes(), 4..10);
}

#[test]
fn steps_go_from_place_to_place_and_round() {
    let (project, articles) = project(&[("one", "a bridge, a bridge"), ("two", "no such thing"), ("three", "one bridge")]);
    let mut session = Session::new(Name::from("amira"), factmark::project::Ids::new(3));
    session.open_loaded(Loaded::new(project));
    run(&mut session, Command::Select(SelectCommand::Text { anchor: 5, focus: 5 }));
    look(&mut session, "bridge");
    assert_eq!(session.searching().unwrap().found.hits.len(), 3);
    assert_eq!(session.searching().unwrap().found.article_count(), 2);
    let step = |session: &mut Session, forward: bool| {
        go(session, SearchCommand::Step { forward });
        (articles.iter().position(|id| Some(*id) == session.selection().article).unwrap(), session.selection().bytes().start)
    };
    assert_eq!(step(&mut session, true), (0, 12), "the first at or behind the caret");
    assert_eq!(step(&mut session, true), (2, 4));
    assert_eq!(step(&mut session, true), (0, 2), "round");
    assert_eq!(step(&mut session, false), (2, 4));
    // Typed further, the place is kept where it still is one.
    go(&mut session, SearchCommand::Look { typed: "bridge".into(), manner: Manner::default(), everywhere: false });
    assert_eq!(session.searching().unwrap().found.hits.len(), 1);
    assert!(!session.searching().unwrap().is_stale(&session));
    run(&mut session, Command::Article(ArticleCommand::Show(articles[0])));
    assert!(session.searching().unwrap().is_stale(&session), "another article is looked through");
    go(&mut session, SearchCommand::Again);
    assert_eq!(session.searching().unwrap().found.hits.len(), 2);
    go(&mut session, SearchCommand::Close);
    assert!(session.searching().is_none());
}

#[test]
fn all_words_are_marked_in_one_step() {
    let before = "40 cracks, 40 cracks, [figure: 40 cracks]";
    let mut session = session(before);
    look(&mut session, "40 cracks");
    go(&mut session, SearchCommand::LeaveOut(1));
    go(&mut session, SearchCommand::Act(Act::Mark(Label::Figure)));
    run(&mut session, Command::Select(SelectCommand::Text { anchor: 0, focus: 0 }));
    assert_eq!(show(&session), "[figure: 40 cracks], 40 cracks, [figure: 40 cracks]");
    assert_eq!(session.to_undo(), Some("mark a figure"));
    run(&mut session, Command::Undo);
    assert_eq!(session.project().unwrap().mark_count(), 1);
}

#[test]
fn all_marks_are_relabelled_tagged_and_removed_in_one_step_each() {
    let mut session = annotated();
    let at_first = session.project().unwrap().clone();
    look(&mut session, "label:figure");
    go(&mut session, SearchCommand::Act(Act::Tag("numbers".into())));
    assert_eq!(found(session.project().unwrap(), "tag:numbers").len(), 2);
    assert!(session.searching().unwrap().is_stale(&session));
    go(&mut session, SearchCommand::Again);
    go(&mut session, SearchCommand::Act(Act::Untag("numbers".into())));
    go(&mut session, SearchCommand::Again);
    go(&mut session, SearchCommand::Act(Act::Relabel(Label::Claim)));
    assert_eq!(session.to_undo(), Some("relabel 2 marks as claim"));
    assert_eq!(session.project().unwrap().faults(), []);
    run(&mut session, Command::Undo);
    look(&mut session, "inspectorate");
    go(&mut session, SearchCommand::Act(Act::Remove));
    assert_eq!(session.to_undo(), Some("remove 1 mark"));
    assert_eq!(session.project().unwrap().faults(), []);
    run(&mut session, Command::Undo);
    look(&mut session, "cracks");
    go(&mut session, SearchCommand::Act(Act::Remove));
    assert_eq!(session.to_undo(), Some("take a tag from 2 marks"), "words of the text are no marks");
    for _ in 0..2 {
        run(&mut session, Command::Undo);
    }
    assert_eq!(*session.project().unwrap(), at_first);
}

#[test]
fn nothing_is_done_with_places_that_are_no_longer_what_was_found() {
    let mut session = session("[figure: 40] and [figure: 12]");
    look(&mut session, "label:figure");
    let first = ids(&session)[0];
    run(&mut session, Command::Mark(MarkCommand::Remove(vec![first])));
    go(&mut session, SearchCommand::Act(Act::Remove));
    assert_eq!(session.project().unwrap().mark_count(), 1, "the list was another");
    assert!(session.notices().last().unwrap().what.contains("do it once more"));
    assert_eq!(session.searching().unwrap().found.hits.len(), 1);
    go(&mut session, SearchCommand::Act(Act::Remove));
    assert_eq!(session.project().unwrap().mark_count(), 0);
}

#[test]
fn an_answer_to_an_older_question_is_passed_over() {
    let mut session = session("one two");
    let jobs = session.run(Command::Search(SearchCommand::Look { typed: "one".into(), manner: Manner::default(), everywhere: true }), now());
    look(&mut session, "two");
    for job in jobs {
        if let Job::Search { into, asked, project, query, only } = job {
            session.finish(Outcome::Searched { into, asked, found: Ok(Arc::new(search(&project, &query, only).unwrap())) }, now());
        }
    }
    let hit = session.searching().unwrap().found.hits[0];
    assert_eq!(hit.at.unwrap().of(&session.article().unwrap().text), "two");
}

#[test]
fn marks_of_one_step_keep_their_links_whole() {
    check("[claim: [figure: 40] of [figure: 50]]", [], "[claim: [figure: 40] of [figure: 50]]");
    let mut session = session("[claim: [figure: 40] of [figure: 50]] [claim: x]");
    look(&mut session, "label:claim");
    go(&mut session, SearchCommand::Act(Act::Relabel(Label::Source)));
    assert_eq!(session.project().unwrap().faults(), []);
    run(&mut session, Command::Undo);
    assert_eq!(session.project().unwrap().faults(), []);
}
