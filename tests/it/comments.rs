//! Comments: said, answered, settled, changed and removed, and who may do what.

use crate::marked::{run, session};
use factmark::project::{Comment, CommentId, Subject};
use factmark::session::{Command, CommentCommand, FileCommand, RemoveCommand, Session};
use factmark::view::notes::{count, said};

fn add(session: &mut Session, about: Option<Subject>, text: &str) -> CommentId {
    let before: Vec<CommentId> = session.project().unwrap().comments().map(|comment| comment.id).collect();
    run(session, Command::Comment(CommentCommand::Add { about, text: text.into() }));
    session.project().unwrap().comments().map(|comment| comment.id).find(|id| !before.contains(id)).unwrap()
}

fn comment(session: &Session, id: CommentId) -> Comment {
    session.project().unwrap().comment(id).unwrap().as_ref().clone()
}

#[test]
fn comments_are_threads_with_answers_about_the_same_thing() {
    let mut session = session("[claim: one]");
    let article = session.article().unwrap().id;
    let mark = session.project().unwrap().marks_in(article).next().unwrap().id;
    let first = add(&mut session, Some(Subject::Mark(mark)), " Is this so? ");
    assert_eq!(comment(&session, first).text, "Is this so?");
    run(&mut session, Command::Comment(CommentCommand::Answer { to: first, text: "نعم".into() }));
    let shown = said(&session, false, false);
    assert_eq!(shown.len(), 1);
    assert_eq!(shown[0].comments.iter().map(|comment| (comment.depth, comment.text.as_str())).collect::<Vec<_>>(), [(0, "Is this so?"), (1, "نعم")]);
    assert_eq!(count(&session), 1, "an answer is no comment of its own");
    run(&mut session, Command::Comment(CommentCommand::Resolve(first, true)));
    assert!(said(&session, false, false).is_empty());
    assert_eq!((said(&session, false, true).len(), count(&session)), (1, 0));
    run(&mut session, Command::Remove(RemoveCommand::Comments(vec![first])));
    assert_eq!(session.project().unwrap().comments().count(), 0, "answers go with it");
    run(&mut session, Command::Undo);
    assert_eq!(session.project().unwrap().comments().count(), 2);
    assert_eq!(session.project().unwrap().faults(), []);
}

#[test]
fn only_who_wrote_a_comment_changes_it_and_never_to_nothing() {
    let mut session = session("[claim: one]");
    let id = add(&mut session, None, "about the project");
    let change = |session: &mut Session, text: &str| run(session, Command::Comment(CommentCommand::Change(id, text.into())));
    change(&mut session, " ");
    assert_eq!(comment(&session, id).text, "about the project");
    change(&mut session, "about all of it");
    assert_eq!(comment(&session, id).text, "about all of it");
    run(&mut session, Command::File(FileCommand::WorkAs("jonas".into())));
    change(&mut session, "something else");
    assert_eq!(comment(&session, id).text, "about all of it");
    assert!(session.notices().last().unwrap().what.contains("answer it"));
    assert!(!said(&session, true, false)[0].comments[0].is_own);
}
