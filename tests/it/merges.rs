//! Two changes of one project become one project.

use crate::edits::{Gesture, change, gestures, text};
use crate::marked::{HARD, now, project, run, session, show};
use factmark::edit::{Hand, MarkDraft, add_articles, add_marks};
use factmark::project::{ArticleId, Ids, Label, Mark, MarkState, Name, Project, SettingKey, Worth};
use factmark::review::{Merged, merge};
use factmark::session::{ArticleCommand, Command, LinkCommand, Loaded, MarkCommand, SchemeCommand, SelectCommand, Session};
use factmark::text::TextRange;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What somebody made of a project.
fn changed(base: &Project, gestures: &[Gesture], seed: u64, by: &str) -> Project {
    let mut project = base.clone();
    let (mut ids, by) = (Ids::new(seed), Name::from(by));
    for gesture in gestures {
        let mut hand = Hand { by: &by, now: now(), ids: &mut ids };
        if let Some(change) = change(&project, gesture, &mut hand) {
            project.apply(&change).unwrap();
        }
    }
    project
}

/// A project as if its articles stood in the order of their ids.
fn unordered(project: &Project) -> Vec<String> {
    let mut parts: Vec<String> = project.settings().filter(|setting| setting.key() != SettingKey::Order).map(|setting| format!("{setting:?}")).collect();
    let mut articles: Vec<ArticleId> = project.order().to_vec();
    articles.sort_unstable();
    parts.extend(articles.iter().map(|id| format!("{:?}", project.article(*id))));
    parts.extend(project.marks().map(|mark| format!("{mark:?}")));
    parts.extend(project.versions().map(|version| format!("{version:?}")));
    parts.extend(project.checks().map(|check| format!("{check:?}")));
    parts.extend(project.comments().map(|comment| format!("{comment:?}")));
    parts
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn who_changed_nothing_gets_what_the_other_made(first in prop::collection::vec(0..HARD.len(), 1..30), before in gestures(), after in gestures()) {
        let base = changed(&project(&[("first", &text(&first)), ("second", "one “two” three\nfour 5")]).0, &before, 21, "amira");
        let other = changed(&base, &after, 22, "jonas");
        for Merged { project, conflicts } in [merge(&base, &other, &base), merge(&base, &base, &other), merge(&base, &other, &other)] {
            prop_assert_eq!(&conflicts, &Vec::<String>::new());
            prop_assert_eq!(&project, &other);
        }
    }

    #[test]
    fn it_does_not_matter_who_is_who_and_nothing_is_lost(
        first in prop::collection::vec(0..HARD.len(), 1..30), before in gestures(), one in gestures(), two in gestures(),
    ) {
        let base = changed(&project(&[("first", &text(&first)), ("second", "one “two” three\nfour 5")]).0, &before, 31, "amira");
        let (one, two) = (changed(&base, &one, 32, "amira"), changed(&base, &two, 33, "jonas"));
        let (merged, turned) = (merge(&base, &one, &two), merge(&base, &two, &one));
        prop_assert_eq!(unordered(&merged.project), unordered(&turned.project));
        prop_assert_eq!(&merged.conflicts, &turned.conflicts);
        prop_assert_eq!(merged.project.faults(), vec![]);
        let there: BTreeSet<_> = merged.project.marks().map(|mark| mark.id).collect();
        for project in [&one, &two] {
            let made = project.marks().filter(|mark| base.mark(mark.id).is_none());
            prop_assert!(made.map(|mark| mark.id).all(|id| there.contains(&id)), "a mark that one side made is there");
            for article in project.articles().filter(|article| base.article(article.id).is_none()) {
                prop_assert!(merged.project.articles().any(|merged| merged.text == article.text));
            }
        }
    }
}

fn project_of(session: &Session) -> Project {
    session.project().unwrap().clone()
}

/// A second session with the same project, whose ids are others.
fn other(base: &Project) -> Session {
    let mut session = Session::new(Name::from("jonas"), Ids::new(99));
    session.open_loaded(Loaded::new(base.clone()));
    session
}

fn only_mark(project: &Project) -> Arc<Mark> {
    project.marks().next().unwrap().clone()
}

fn merged(base: &Project, ours: &Session, theirs: &Session) -> Merged {
    let merged = merge(base, &project_of(ours), &project_of(theirs));
    assert_eq!(merged.project.faults(), []);
    merged
}

fn set(id: factmark::project::MarkId, field: &str, value: &str) -> Command {
    Command::Mark(MarkCommand::Set { mark: id, field: field.into(), value: value.into() })
}

#[test]
fn different_fields_of_one_mark_are_no_conflict_and_sets_merge_as_sets() {
    let mut ours = session("[claim: one two] three");
    let base = project_of(&ours);
    let mut theirs = other(&base);
    let id = only_mark(&base).id;
    run(&mut ours, set(id, "worth", "CheckWorthy"));
    run(&mut ours, Command::Mark(MarkCommand::Tags(id, vec!["cost".into(), "b".into()])));
    run(&mut theirs, Command::Mark(MarkCommand::Note(id, "look".into())));
    run(&mut theirs, Command::Mark(MarkCommand::Tags(id, vec!["cost".into(), "a".into()])));
    let merged = merged(&base, &ours, &theirs);
    assert_eq!(merged.conflicts, Vec::<String>::new());
    let mark = only_mark(&merged.project);
    assert_eq!((mark.note.as_str(), mark.tags.iter().map(|tag| &**tag).collect::<Vec<_>>()), ("look", vec!["a", "b", "cost"]));
    let factmark::project::Meaning::Claim(claim) = &mark.meaning else { panic!() };
    assert_eq!(claim.worth, Some(Worth::CheckWorthy));
}

#[test]
fn a_mark_that_both_changed_differently_stays_in_both_forms_as_proposals() {
    let mut ours = session("[claim: one two] three");
    let base = project_of(&ours);
    let mut theirs = other(&base);
    let id = only_mark(&base).id;
    run(&mut ours, set(id, "worth", "CheckWorthy"));
    run(&mut theirs, set(id, "worth", "Unimportant"));
    run(&mut theirs, Command::Mark(MarkCommand::Note(id, "look".into())));
    let merged = merged(&base, &ours, &theirs);
    assert_eq!(merged.conflicts, [format!("mark {id}: both sides changed its worth; both forms are proposals now")]);
    let marks: Vec<&Arc<Mark>> = merged.project.marks().collect();
    assert_eq!(marks.len(), 2);
    assert!(marks.iter().all(|mark| mark.state == MarkState::Proposed && mark.note == "look" && mark.of.len() == 1 && mark.of[0].1 == id));
    assert!(marks.iter().any(|mark| mark.id == id));
}

#[test]
fn a_mark_that_one_removed_and_the_other_used_comes_back_as_a_proposal() {
    let mut ours = session("[claim: one two] [source: three]");
    let base = project_of(&ours);
    let mut theirs = other(&base);
    let find = |label: Label| base.marks().find(|mark| mark.label() == label).unwrap().id;
    let (claim, source) = (find(Label::Claim), find(Label::Source));
    run(&mut ours, Command::Mark(MarkCommand::Remove(vec![source])));
    run(&mut theirs, Command::Link(LinkCommand::Add { from: claim, kind: factmark::project::LinkKind::named("SaidBy"), to: source, cue: vec![] }));
    let merged = merged(&base, &ours, &theirs);
    assert_eq!(merged.conflicts, [format!("mark {source}: one side removed it, the other began to use it; it is a proposal now")]);
    assert_eq!(merged.project.mark(source).unwrap().state, MarkState::Proposed);
    assert_eq!(merged.project.mark(claim).unwrap().links[0].to, source);
}

#[test]
fn an_article_that_one_removed_and_the_other_worked_on_stays_with_its_marks_as_proposals() {
    let mut ours = session("[claim: one two] [source: three] four");
    let base = project_of(&ours);
    let article = base.order()[0];
    run(&mut ours, Command::Article(ArticleCommand::Remove(vec![article])));
    let with = |commands: Vec<Command>| {
        let mut theirs = other(&base);
        commands.into_iter().for_each(|command| run(&mut theirs, command));
        let merged = merged(&base, &ours, &theirs);
        let states: Vec<MarkState> = merged.project.marks().map(|mark| mark.state).collect();
        (merged.conflicts, states)
    };
    let said = |marks: usize| vec![format!("article {article}: one side removed it, the other worked on it; it stays, with {marks} proposals")];
    let renamed = with(vec![Command::Article(ArticleCommand::Rename(article, "Theirs".into()))]);
    assert_eq!(renamed, (said(2), vec![MarkState::Proposed; 2]));
    let select = Command::Select(SelectCommand::Text { anchor: 14, focus: 18 });
    let mut added = with(vec![select, Command::Mark(MarkCommand::Tag { label: Label::Figure, trim: true })]);
    added.1.sort_by_key(|state| *state != MarkState::Accepted);
    assert_eq!(added, (said(2), vec![MarkState::Accepted, MarkState::Proposed, MarkState::Proposed]), "what they added is theirs");
}

#[test]
fn of_an_article_a_check_and_a_setting_the_old_value_stays_and_a_comment_holds_both() {
    let mut ours = session("one");
    let base = project_of(&ours);
    let mut theirs = other(&base);
    let article = base.order()[0];
    run(&mut ours, Command::Article(ArticleCommand::Rename(article, "Ours".into())));
    run(&mut theirs, Command::Article(ArticleCommand::Rename(article, "Theirs".into())));
    run(&mut ours, Command::Scheme(SchemeCommand::Scale(vec!["Yes".into()])));
    run(&mut theirs, Command::Scheme(SchemeCommand::Scale(vec!["No".into()])));
    let merged = merged(&base, &ours, &theirs);
    assert_eq!(merged.project.article(article).unwrap().title, "article");
    assert_eq!(merged.conflicts.len(), 2, "{:?}", merged.conflicts);
    let comments: Vec<String> = merged.project.comments().map(|comment| comment.text.clone()).collect();
    assert!(comments.iter().any(|text| text.contains("“Ours”") && text.contains("“Theirs”")), "{comments:?}");
    assert_eq!(comments.len(), 2);
}

#[test]
fn one_text_that_both_added_is_one_article_with_the_marks_of_both() {
    let base = project(&[("first", "one two")]).0;
    let side = |seed: u64, by: &str, label: Label| {
        let mut project = base.clone();
        let (mut ids, by) = (Ids::new(seed), Name::from(by));
        let mut hand = Hand { by: &by, now: now(), ids: &mut ids };
        let (change, made) = add_articles(&project, &mut hand, vec![crate::marked::draft("new", "three four")]);
        project.apply(&change).unwrap();
        let text = project.article(made[0]).unwrap().text.clone();
        let draft = MarkDraft::new(made[0], TextRange::new(&text, 0..5).unwrap(), &label);
        let (change, _) = add_marks(&project, &mut hand, vec![draft]).unwrap();
        project.apply(&change).unwrap();
        (project, made[0])
    };
    let ((ours, one), (theirs, two)) = (side(41, "amira", Label::Claim), side(42, "jonas", Label::Source));
    let merged = merge(&base, &ours, &theirs);
    assert_eq!((merged.project.article_count(), merged.conflicts.len()), (2, 0));
    assert_eq!(merged.project.marks_in(one.min(two)).count(), 2);
}

#[test]
fn a_new_text_of_one_side_takes_the_marks_of_the_other_along() {
    let ours = session("Inspectors found [figure: 40 cracks] in the deck of the old bridge on Monday.");
    let base = project_of(&ours);
    let mut theirs = other(&base);
    let article = base.order()[0];
    // Ours: the article changed. Theirs: another mark.
    let bridge = base.article(article).unwrap().text.as_str().find("old bridge").unwrap();
    let newer = "Correction. Inspectors found 40 cracks in the deck of the old bridge on Monday.";
    let mut updated = base.clone();
    let (mut ids, by) = (Ids::new(77), Name::from("amira"));
    let mut hand = Hand { by: &by, now: now(), ids: &mut ids };
    let draft = crate::marked::draft("article", newer);
    let carriage = factmark::text::Carriage::new(
        &base.article(article).unwrap().text,
        &draft.text,
        factmark::edit::ranges_to_carry(&base, base.article(article).unwrap()),
    );
    let (change, _) = factmark::edit::take_version(&base, &mut hand, article, draft, &carriage, &Default::default()).unwrap();
    updated.apply(&change).unwrap();
    run(&mut theirs, Command::Select(factmark::session::SelectCommand::Text { anchor: bridge, focus: bridge + 10 }));
    run(&mut theirs, Command::Mark(MarkCommand::Tag { label: Label::Source, trim: true }));
    let marked = show(&theirs);
    let merged = merge(&base, &updated, &project_of(&theirs));
    assert_eq!(merged.conflicts, Vec::<String>::new(), "{marked}");
    let text = &merged.project.article(article).unwrap().text;
    assert_eq!(text.as_str(), newer);
    let words: Vec<&str> = merged.project.marks_in(article).map(|mark| mark.at.first().of(text)).collect();
    assert_eq!(words, ["40 cracks", "old bridge"]);
    assert_eq!(merged.project.versions_of(article).len(), 1);
}
