//! Silencing a rule, undoing it, and what becomes of silences when their things go.

use super::Case;
use crate::marked::{self, run};
use factmark::edit::{Edit, Hand, remove_articles, remove_marks};
use factmark::lint::{Rule, lint};
use factmark::project::{Ids, Name, Project, Setting, SettingKey, Silenced, Subject};
use factmark::review::merge;
use factmark::session::{ArticleCommand, Command, LintCommand, MarkCommand, Session};

fn name() -> Name {
    Name::from(Rule::ClaimWithoutSource.name())
}

fn silence(about: Subject, why: &str) -> Command {
    Command::Lint(LintCommand::Silence { rule: name(), about, why: why.to_owned() })
}

fn silences(project: &Project) -> usize {
    project.settings().filter(|setting| matches!(setting, Setting::Silenced(_))).count()
}

fn said(session: &Session) -> Vec<Option<String>> {
    lint(session.project().unwrap()).into_iter().filter(|hint| hint.rule == Rule::ClaimWithoutSource).map(|hint| hint.silenced).collect()
}

#[test]
fn a_rule_is_silenced_with_a_reason_and_speaks_again() {
    let mut session = marked::session("The mayor said [claim: 40 cracks were found].");
    let claim = session.project().unwrap().marks().next().unwrap().id;
    assert_eq!(said(&session), [None]);
    run(&mut session, silence(Subject::Mark(claim), " everybody knows "));
    assert_eq!(said(&session), [Some("everybody knows".to_owned())]);
    run(&mut session, silence(Subject::Mark(claim), "the report says so"));
    assert_eq!(said(&session), [Some("the report says so".to_owned())]);
    assert_eq!(silences(session.project().unwrap()), 1);
    run(&mut session, Command::Undo);
    assert_eq!(said(&session), [Some("everybody knows".to_owned())]);
    run(&mut session, Command::Redo);
    run(&mut session, Command::Lint(LintCommand::Speak { rule: name(), about: Subject::Mark(claim) }));
    assert_eq!((said(&session), session.to_undo()), (vec![None], Some("let a rule speak again")));
    run(&mut session, Command::Lint(LintCommand::Speak { rule: name(), about: Subject::Mark(claim) }));
    assert_eq!(session.notices().last().map(|notice| notice.what.as_str()), Some("The rule claim-without-source is not silenced there"));
    let unknown = factmark::project::MarkId::next(&mut Ids::new(77));
    run(&mut session, silence(Subject::Mark(unknown), "x"));
    assert!(session.notices().last().unwrap().what.contains("here is no"));
    assert_eq!(session.project().unwrap().faults(), []);
}

#[test]
fn a_silence_goes_with_its_mark_and_its_article() {
    let mut session = marked::session("The mayor said [claim: 40 cracks were found].");
    let project = session.project().unwrap().clone();
    let (claim, article) = (project.marks().next().unwrap().id, project.articles().next().unwrap().id);
    run(&mut session, silence(Subject::Mark(claim), "x"));
    run(&mut session, silence(Subject::Article(article), "y"));
    run(&mut session, Command::Mark(MarkCommand::Remove(vec![claim])));
    assert_eq!(silences(session.project().unwrap()), 1);
    run(&mut session, Command::Undo);
    assert_eq!(silences(session.project().unwrap()), 2);
    run(&mut session, Command::Article(ArticleCommand::Remove(vec![article])));
    assert_eq!(silences(session.project().unwrap()), 0);
    run(&mut session, Command::Undo);
    assert_eq!(silences(session.project().unwrap()), 2);
}

#[test]
fn a_merge_keeps_silences_of_what_is_there() {
    let base = Case::new("He said [claim: it is closed]. She said [claim: it is open].").project;
    let ids: Vec<_> = base.marks().map(|mark| mark.id).collect();
    let by = Name::from("amira");
    let with = |project: &Project, make: &dyn Fn(&Project, &mut Hand<'_>) -> factmark::edit::Change| {
        let mut project = project.clone();
        let (mut fresh, before) = (Ids::new(5), project.clone());
        let mut hand = Hand { by: &by, now: marked::now(), ids: &mut fresh };
        project.apply(&make(&before, &mut hand)).unwrap();
        project
    };
    let silenced = |about| Setting::Silenced(Silenced { rule: name(), about, why: "x".into() });
    let ours = with(&base, &|_, hand| hand.change("s", ids.iter().map(|id| Edit::setting(None, Some(silenced(Subject::Mark(*id))))).collect()));
    let theirs = with(&base, &|project, hand| remove_marks(project, hand, &ids[..1]).unwrap());
    let merged = merge(&base, &ours, &theirs).project;
    assert!(merged.setting(&SettingKey::Silenced(name(), Subject::Mark(ids[1]))).is_some());
    assert_eq!((silences(&merged), merged.faults()), (1, vec![]));
    let gone = with(&ours, &|project, hand| remove_articles(project, hand, project.order()).unwrap());
    assert_eq!(silences(&gone), 0);
}

#[test]
fn a_silence_about_nothing_or_of_no_rule_is_passed_over() {
    let case = Case::new("The mayor said [claim: 40 cracks were found].");
    let mut project = case.project.clone();
    let by = Name::from("amira");
    let mut ids = Ids::new(5);
    let nobody = factmark::project::MarkId::next(&mut ids);
    let hand = Hand { by: &by, now: marked::now(), ids: &mut ids };
    let settings = [("claim-without-source", nobody), ("no-such-rule", case.id("40 cracks were found"))]
        .map(|(rule, id)| Edit::setting(None, Some(Setting::Silenced(Silenced { rule: rule.into(), about: Subject::Mark(id), why: "x".into() }))));
    let change = hand.change("s", settings.to_vec());
    project.apply(&change).unwrap();
    assert_eq!(lint(&project), lint(&case.project));
}
