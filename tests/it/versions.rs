//! An article changes: what becomes of its marks, what waits, what is undone.

use crate::marked::{draft, now, run, session, show};
use factmark::edit::Edit;
use factmark::project::{ArticleState, BaseLink, Label, LinkKind, Mark, Meaning, VersionId};
use factmark::session::{
    ArticleCommand, Choice, Command, Job, LinkCommand, MarkCommand, NewText, Notice, Outcome, RemoveCommand, SelectCommand, Session, VersionCommand,
};
use factmark::text::{Fate, TextRange};
use std::path::PathBuf;
use std::sync::Arc;

fn version(command: VersionCommand) -> Command {
    Command::Version(command)
}

/// Runs a command, and does the jobs that compare texts; a file's text is its path.
fn work(session: &mut Session, command: Command) -> Vec<Job> {
    let mut done = Vec::new();
    let mut jobs = session.run(command, now());
    while !jobs.is_empty() {
        let job = jobs.remove(0);
        let outcome = match job.clone() {
            Job::Compare { into, asked, article, compare } => {
                let compared = compare.done(|new, _| {
                    let (mut draft, path) = match new {
                        NewText::File(path) => (draft("newer", path.to_str().unwrap()), Some(path)),
                        NewText::Again(encoding) => (draft("again", &encoding), None),
                        NewText::Read(draft, path) => (*draft, path),
                    };
                    draft.origin.published = "2026-03-03".into();
                    Ok((draft, path))
                });
                Some(Outcome::Compared { into, asked, article, compared })
            }
            Job::Note(step) => Some(Outcome::Noted { seq: step.seq(), elsewhere: None }),
            _ => None,
        };
        done.push(job);
        jobs.extend(outcome.into_iter().flat_map(|outcome| session.finish(outcome, now())));
    }
    done
}

fn compare(session: &mut Session, text: &str) {
    let article = session.article().unwrap().id;
    work(session, version(VersionCommand::Compare { article, path: PathBuf::from(text) }));
}

/// Compares with a text and takes it.
fn update(session: &mut Session, text: &str) {
    compare(session, text);
    assert!(session.comparing().is_some(), "{:?}", session.notices());
    work(session, version(VersionCommand::Take));
    assert!(session.comparing().is_none());
    assert_eq!(session.project().unwrap().faults(), []);
}

fn mark(session: &Session, words: &str) -> Arc<Mark> {
    let project = session.project().unwrap();
    project.marks().find(|mark| project.text_of(mark).is_some_and(|text| mark.at.words(text) == words)).unwrap_or_else(|| panic!("no “{words}”")).clone()
}

fn only_version(session: &Session) -> VersionId {
    let project = session.project().unwrap();
    let [version] = project.versions_of(session.article().unwrap().id)[..] else { panic!("one version") };
    version.id
}

fn waiting(session: &Session) -> Vec<String> {
    let project = session.project().unwrap();
    let words = |mark: &&Arc<Mark>| mark.at.words(project.text_of(mark).unwrap());
    project.waiting_in(session.article().unwrap().id).iter().map(words).collect()
}

fn details(session: &Session) -> Vec<String> {
    session.notices().iter().flat_map(|notice: &Notice| std::iter::once(notice.what.clone()).chain(notice.details.clone())).collect()
}

const BEFORE: &str = "The mayor of Hull spoke on Monday.\n\nInspectors said that [claim: the bridge has [figure: 40 cracks] in its deck].\n\n[source: Elin Varga] will answer [claim: later this week].";

#[test]
fn marks_go_where_their_words_are_and_nowhere_else() {
    let mut session = session(BEFORE);
    let at_first = session.project().unwrap().clone();
    update(
        &mut session,
        "Correction: the number was wrong.\n\nThe mayor of Hull spoke on Monday.\n\nInspectors said that the bridge has 400 cracks in its deck.\n\nElin Varga will answer later this week.",
    );
    assert_eq!(
        show(&session),
        "Correction: the number was wrong.\n\nThe mayor of Hull spoke on Monday.\n\nInspectors said that the bridge has 400 cracks in its deck.\n\n[source: Elin Varga] will answer [claim: later this week]."
    );
    assert_eq!(waiting(&session), ["the bridge has 40 cracks in its deck", "40 cracks"]);
    let project = session.project().unwrap();
    let counts = project.counts(session.article().unwrap().id);
    assert_eq!((counts.claims, counts.sources, counts.figures), (1, 1, 0), "what waits counts for nothing");
    assert_eq!(details(&session), ["The new version is taken: 2 marks are carried over, 2 marks need a look"]);
    let version = project.version(only_version(&session)).unwrap();
    assert!(version.text.as_str().contains("40 cracks") && version.marks.len() == 4, "the earlier version is whole");
    assert_eq!(session.to_undo(), Some("take a new version of “article”"));
    run(&mut session, Command::Undo);
    assert_eq!(*session.project().unwrap(), at_first, "one step brings everything back");
    run(&mut session, Command::Redo);
    assert_eq!(waiting(&session).len(), 2);
}

#[test]
fn a_mark_that_waits_keeps_what_was_said_about_it_and_takes_it_to_its_new_words() {
    let mut session = session(&BEFORE.replace("[figure: 40 cracks]", "⟦40 cracks⟧"));
    run(&mut session, Command::Mark(MarkCommand::Tag { label: Label::Figure, trim: true }));
    let claim = mark(&session, "the bridge has 40 cracks in its deck").id;
    let source = mark(&session, "Elin Varga").id;
    run(&mut session, Command::Select(SelectCommand::Mark(claim)));
    let (project, article) = (session.project().unwrap(), session.article().unwrap());
    let cue = project.article(article.id).unwrap().text.as_str().find("said").unwrap();
    let cue = TextRange::new(&article.text, cue..cue + 4).unwrap();
    run(&mut session, Command::Link(LinkCommand::Add { from: claim, kind: LinkKind::Base(BaseLink::SaidBy), to: source, cue: vec![cue] }));
    run(&mut session, Command::Mark(MarkCommand::Note(claim, "ask the engineer".into())));
    update(
        &mut session,
        "The mayor of Hull spoke on Monday.\n\nInspectors said that the bridge has 400 cracks in its deck.\n\nElin Varga will answer later this week.",
    );
    assert!(mark(&session, "the bridge has 40 cracks in its deck").waits());
    assert_eq!(mark(&session, "40 cracks").links.len(), 1, "links of what waits stay");

    let earlier = only_version(&session);
    work(&mut session, version(VersionCommand::Look(earlier)));
    let comparing = session.comparing().unwrap();
    let fates: Vec<Fate> = comparing.marks(session.project().unwrap()).iter().map(|mark| comparing.carriage.fate(&mark.at)).collect();
    let choices: Vec<_> = comparing
        .marks(session.project().unwrap())
        .iter()
        .zip(&fates)
        .map(|(mark, fate)| match fate {
            Fate::Changed { at, .. } => (mark.id, Choice::Put(at.clone())),
            other => panic!("{other:?}"),
        })
        .collect();
    work(&mut session, version(VersionCommand::Decide(choices)));
    assert_eq!(waiting(&session), [""; 0]);
    let put = mark(&session, "the bridge has 400 cracks in its deck");
    assert_eq!((put.id, put.note.as_str(), put.links.len()), (claim, "ask the engineer", 1));
    let text = &session.article().unwrap().text;
    assert_eq!(put.links[0].cue.iter().map(|range| range.of(text)).collect::<Vec<_>>(), ["said"]);
    let figure = mark(&session, "400 cracks");
    let Meaning::Figure(said) = &figure.meaning else { panic!() };
    assert_eq!(said.low.as_ref().unwrap().to_string(), "400", "what it said came from its words, and follows them");
    assert!(figure.links.iter().any(|link| link.to == claim && link.auto));
    assert_eq!(session.project().unwrap().faults(), []);
}

#[test]
fn what_is_decided_before_a_version_is_taken_is_one_step_with_it() {
    let mut session = session(BEFORE);
    let at_first = session.project().unwrap().clone();
    let (claim, figure, later) =
        (mark(&session, "the bridge has 40 cracks in its deck").id, mark(&session, "40 cracks").id, mark(&session, "later this week").id);
    compare(&mut session, "The mayor of Hull spoke on Monday.\n\nElin Varga will answer later this week.");
    assert_eq!(*session.project().unwrap(), at_first, "to compare changes nothing");
    run(&mut session, version(VersionCommand::Decide(vec![(claim, Choice::LetGo), (figure, Choice::LetGo), (later, Choice::Later)])));
    assert_eq!(*session.project().unwrap(), at_first, "nor does to decide");
    work(&mut session, version(VersionCommand::Take));
    assert_eq!(show(&session), "The mayor of Hull spoke on Monday.\n\n[source: Elin Varga] will answer later this week.");
    assert_eq!(waiting(&session), ["later this week"]);
    assert_eq!(session.project().unwrap().version(only_version(&session)).unwrap().marks.len(), 4, "what went is on record");
    assert_eq!(session.history_lengths(), (1, 0));
    run(&mut session, Command::Undo);
    assert_eq!(*session.project().unwrap(), at_first);
}

#[test]
fn a_place_can_be_chosen_by_hand() {
    let mut session = session("[claim: the bridge is safe], they say");
    update(&mut session, "nobody knows whether it will hold");
    let id = mark(&session, "the bridge is safe").id;
    run(&mut session, Command::Select(SelectCommand::Mark(id)));
    assert_eq!(session.selection().mark, None, "what waits has no place to be selected at");
    run(&mut session, version(VersionCommand::Place(id)));
    assert_eq!(session.placing().map(|mark| mark.id), Some(id));
    run(&mut session, Command::Select(SelectCommand::Text { anchor: 13, focus: 33 }));
    run(&mut session, version(VersionCommand::PlaceHere));
    assert_eq!(show(&session), "nobody knows ¦[claim: whether it will hold]");
    assert!(session.placing().is_none() && session.selection().mark == Some(id));
    run(&mut session, Command::Undo);
    assert_eq!(waiting(&session), ["the bridge is safe"]);
}

#[test]
fn an_article_that_was_done_is_in_progress_again_and_its_title_follows_the_text_only_where_it_came_from_it() {
    let mut session = session("[claim: one] two");
    let article = session.article().unwrap().id;
    run(&mut session, Command::Article(ArticleCommand::SetState(vec![article], ArticleState::Done)));
    run(&mut session, Command::Article(ArticleCommand::Rename(article, "My title".into())));
    update(&mut session, "one two three");
    let now = session.article().unwrap();
    assert_eq!((now.state, now.title.as_str(), now.origin.file.as_str()), (ArticleState::InProgress, "My title", "newer.txt"));
    assert_eq!(session.project().unwrap().version(only_version(&session)).unwrap().origin.file, "article.txt");
}

#[test]
fn zones_go_with_their_words_and_are_told_where_they_are_gone() {
    let mut session = session("⟦Advertisement⟧\n\nThe bridge is closed.\n\nShare this story");
    run(&mut session, Command::Article(ArticleCommand::ToggleZone));
    run(&mut session, Command::Select(SelectCommand::Text { anchor: 38, focus: 54 }));
    run(&mut session, Command::Article(ArticleCommand::ToggleZone));
    update(&mut session, "The bridge is closed.\n\nIt opens on Monday.\n\nShare this story");
    let now = session.article().unwrap();
    assert_eq!(now.skip.iter().map(|zone| zone.of(&now.text)).collect::<Vec<_>>(), ["Share this story"]);
    assert!(details(&session).contains(&"one zone to skip was not found again".to_owned()), "{:?}", details(&session));
}

#[test]
fn the_same_text_is_nothing_to_take_and_a_file_that_is_no_article_is_told() {
    let mut session = session("[claim: one] two");
    compare(&mut session, "one two");
    assert!(session.comparing().is_none());
    assert_eq!(details(&session), ["There is nothing to take: newer.txt has the same text as “article”"]);
    session.take_notices();
    let article = session.article().unwrap().id;
    let jobs = session.run(version(VersionCommand::Compare { article, path: "x.txt".into() }), now());
    let Some(Job::Compare { into, asked, article, compare }) = jobs.into_iter().next() else { panic!() };
    let compared = compare.done(|_, _| Err("x.txt cannot be read".into()));
    session.finish(Outcome::Compared { into, asked, article, compared }, now());
    assert_eq!(details(&session), ["The new version was not read: x.txt cannot be read"]);
    assert!(session.comparing().is_none() && session.busy().is_none());
}

#[test]
fn only_what_was_asked_for_last_is_shown_and_another_article_ends_it() {
    let mut session = session("one [claim: two]");
    let article = session.article().unwrap().id;
    let ask = |session: &mut Session, path: &str| session.run(version(VersionCommand::Compare { article, path: path.into() }), now());
    let first = ask(&mut session, "one two three");
    let second = ask(&mut session, "one two four");
    let answer = |session: &mut Session, jobs: Vec<Job>| {
        for job in jobs {
            let Job::Compare { into, asked, article, compare } = job else { continue };
            let compared = compare.done(|new, _| match new {
                NewText::File(path) => Ok((draft("newer", path.to_str().unwrap()), Some(path))),
                NewText::Again(_) | NewText::Read(..) => Err("nobody asked".into()),
            });
            session.finish(Outcome::Compared { into, asked, article, compared }, now());
        }
    };
    answer(&mut session, first);
    assert!(session.comparing().is_none(), "it is not wanted any more");
    answer(&mut session, second);
    assert!(session.comparing().unwrap().carriage.comparison().new_text().as_str().ends_with("four"));
    run(&mut session, version(VersionCommand::Leave));
    assert!(session.comparing().is_none());
    let third = ask(&mut session, "one two five");
    run(&mut session, version(VersionCommand::Leave));
    answer(&mut session, third);
    assert!(session.comparing().is_none(), "who left wants nothing");
}

#[test]
fn an_earlier_version_goes_only_when_nothing_waits_in_it_and_with_its_article() {
    let mut session = session("[claim: one] two");
    update(&mut session, "three");
    let earlier = only_version(&session);
    run(&mut session, version(VersionCommand::Remove(earlier)));
    assert_eq!(session.project().unwrap().versions().count(), 1);
    assert!(details(&session).iter().any(|words| words.contains("still need a look")), "{:?}", details(&session));
    let id = mark(&session, "one").id;
    run(&mut session, Command::Mark(MarkCommand::Remove(vec![id])));
    run(&mut session, version(VersionCommand::Remove(earlier)));
    assert_eq!(session.project().unwrap().versions().count(), 0);
    run(&mut session, Command::Undo);
    run(&mut session, Command::Undo);
    assert_eq!(waiting(&session), ["one"]);
    let before = session.project().unwrap().clone();
    let article = session.article().unwrap().id;
    run(&mut session, Command::Article(ArticleCommand::Remove(vec![article])));
    let project = session.project().unwrap();
    assert_eq!((project.mark_count(), project.versions().count(), project.faults()), (0, 0, vec![]));
    run(&mut session, Command::Undo);
    assert_eq!(*session.project().unwrap(), before);
}

#[test]
fn a_file_that_changed_is_asked_about_once_and_said_until_it_is_taken() {
    let mut session = session("one two");
    let article = session.article().unwrap().id;
    let jobs = session.run(Command::Select(SelectCommand::All), now());
    let looks: Vec<&Job> = jobs.iter().filter(|job| matches!(job, Job::LookAtFile { article: asked, .. } if *asked == article)).collect();
    assert_eq!(looks.len(), 1);
    assert!(!session.run(Command::Select(SelectCommand::All), now()).iter().any(|job| matches!(job, Job::LookAtFile { .. })), "not again");
    let into = session.project_number();
    session.finish(Outcome::FileLookedAt { into, article, changed: Some("/tmp/one two three".into()) }, now());
    assert_eq!(session.changed_file(article), Some(std::path::Path::new("/tmp/one two three")));
    assert!(session.notices().is_empty(), "it is said quietly");
    compare(&mut session, "one two three");
    let jobs = work(&mut session, version(VersionCommand::Take));
    assert!(jobs.iter().any(|job| matches!(job, Job::Remember(files) if files[0].0 == article)), "the file is known from now on");
    assert_eq!(session.changed_file(article), None);
    session.finish(Outcome::FileLookedAt { into: into + 1, article, changed: Some("x".into()) }, now());
    assert_eq!(session.changed_file(article), None, "an answer for another project");
    session.finish(Outcome::FileLookedAt { into, article, changed: Some("x".into()) }, now());
    run(&mut session, version(VersionCommand::Ignore(article)));
    assert_eq!(session.changed_file(article), None);
}

#[test]
fn a_check_and_comments_stay_with_a_mark_that_waits() {
    let mut session = session("[claim: one two three four five six]");
    let id = mark(&session, "one two three four five six").id;
    run(&mut session, Command::Select(SelectCommand::Mark(id)));
    run(&mut session, Command::Check(factmark::session::CheckCommand::Verdict(id, "Supported".into())));
    let check = mark(&session, "one two three four five six").check().unwrap();
    update(&mut session, "something else altogether");
    assert_eq!(mark(&session, "one two three four five six").check(), Some(check));
    assert_eq!(session.project().unwrap().claims_of(check).count(), 1);
    run(&mut session, Command::Remove(RemoveCommand::Checks(vec![check])));
    assert_eq!(mark(&session, "one two three four five six").check(), None);
    assert_eq!(session.project().unwrap().faults(), []);
    let undo = session.to_undo().map(str::to_owned);
    assert!(undo.is_some_and(|name| name.contains("check")));
}

#[test]
fn a_label_is_counted_where_marks_stand() {
    let mut session = session("[claim: one] [own: two]");
    update(&mut session, "one");
    let project = session.project().unwrap();
    assert_eq!(project.counts(session.article().unwrap().id).marks(), 1);
    assert_eq!(mark(&session, "two").label(), Label::Own("own".into()));
    let change = session.project().unwrap().versions().next().cloned();
    assert!(Edit::version(change, None).inverse().texts()[0].is_none());
}
