//! Hints while somebody works: looked for, gone to, silenced.

use crate::marked::{now, run, session};
use factmark::lint::{Rule, lint};
use factmark::project::{MarkId, Subject};
use factmark::session::{Command, Job, LintCommand, MarkCommand, Outcome, SelectCommand, Session};
use factmark::view;
use std::sync::Arc;

/// Has the lint look, as its thread does.
fn look(session: &mut Session) {
    for job in session.run(Command::Lint(LintCommand::Look), now()) {
        if let Job::Lint { into, asked, project } = job {
            session.finish(Outcome::Linted { into, asked, hints: Some(Arc::new(lint(&project))) }, now());
        }
    }
}

fn shown(session: &Session, with_silenced: bool) -> Vec<(Rule, Option<MarkId>)> {
    view::hints::hints(session, false, with_silenced).into_iter().map(|hint| (hint.rule, hint.mark)).collect()
}

#[test]
fn the_lint_looks_again_after_a_change_and_only_then() {
    let mut session = session("Varga said [claim: the bridge is closed ]. [source: Nobody] knew.");
    assert!(session.wants_lint());
    look(&mut session);
    assert!(!session.wants_lint());
    let article = session.article().unwrap().id;
    let first = session.project().unwrap().marks_in(article).next().unwrap().id;
    assert!(shown(&session, false).contains(&(Rule::OddEdges, Some(first))), "{:?}", shown(&session, false));
    assert_eq!(view::hints::count(&session), shown(&session, false).len());
    run(&mut session, Command::Select(SelectCommand::Mark(first)));
    assert!(!session.wants_lint(), "what is selected is no change");
    run(&mut session, Command::Mark(MarkCommand::Remove(vec![first])));
    assert!(session.wants_lint());
    assert!(shown(&session, false).iter().all(|(_, mark)| *mark != Some(first)), "what is gone is no longer spoken of");
}

#[test]
fn a_hint_leads_to_its_place_and_the_next_goes_round() {
    let mut session = session("[claim: one ] and [claim: two ] and three");
    look(&mut session);
    let article = session.article().unwrap().id;
    let marks: Vec<MarkId> = session.project().unwrap().marks_in(article).map(|mark| mark.id).collect();
    let mut gone = Vec::new();
    for _ in 0..3 {
        let number = view::hints::next(&session).unwrap();
        run(&mut session, Command::Lint(LintCommand::Go(number)));
        gone.push(session.selection().mark.unwrap());
    }
    assert_eq!(gone, [marks[0], marks[1], marks[0]]);
}

#[test]
fn a_silenced_rule_is_quiet_there_until_it_speaks_again() {
    let mut session = session("[claim: one ] and three");
    look(&mut session);
    let (rule, mark) = shown(&session, false)[0];
    let about = Subject::Mark(mark.unwrap());
    run(&mut session, Command::Lint(LintCommand::Silence { rule: rule.name().into(), about, why: "it is so in the law".into() }));
    look(&mut session);
    assert_eq!(shown(&session, false), []);
    assert_eq!(shown(&session, true).len(), 1);
    assert_eq!(view::hints::hints(&session, false, true)[0].silenced.as_deref(), Some("it is so in the law"));
    assert!(view::hints::next(&session).is_none());
    run(&mut session, Command::Lint(LintCommand::Speak { rule: rule.name().into(), about }));
    look(&mut session);
    assert_eq!(shown(&session, false).len(), 1);
    run(&mut session, Command::Undo);
    run(&mut session, Command::Undo);
    assert_eq!(session.project().unwrap().settings().filter(|setting| matches!(setting, factmark::project::Setting::Silenced(_))).count(), 0);
}

#[test]
fn an_answer_about_another_project_is_passed_over() {
    let mut session = session("[claim: one ]");
    let jobs = session.run(Command::Lint(LintCommand::Look), now());
    session.open_loaded(factmark::session::Loaded::new(factmark::project::Project::default()));
    for job in jobs {
        if let Job::Lint { into, asked, project } = job {
            session.finish(Outcome::Linted { into, asked, hints: Some(Arc::new(lint(&project))) }, now());
        }
    }
    assert!(session.hints().is_none());
}
