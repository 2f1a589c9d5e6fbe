//! What an analyst does, and what comes of it.

use crate::marked::{check, draft, now, run, session, show};
use factmark::project::{ArticleState, BaseLink, Label, LinkKind, Moment};
use factmark::session::{
    ArticleCommand, Command, Edge, EdgeStep, FileCommand, Job, LinkCommand, Loaded, MarkCommand, Outcome, ReadFile, Saving, SelectCommand, Session,
};

fn read(title: &str, text: &str) -> ReadFile {
    ReadFile { path: None, draft: draft(title, text), alike: None }
}

fn tag(label: Label) -> Command {
    Command::Mark(MarkCommand::Tag { label, trim: true })
}

fn select(command: SelectCommand) -> Command {
    Command::Select(command)
}

#[test]
fn tagging_trims_the_edges_and_stands_at_the_mark() {
    check("⟦The sea rose 3 mm. ⟧Then it fell.", [tag(Label::Claim)], "[claim: The sea rose 3 mm]. Then it fell.");
    check("“⟦It rose,”\u{a0}⟧she said", [tag(Label::Claim)], "“¦[claim: It rose],”\u{a0}she said");
    let exactly = Command::Mark(MarkCommand::Tag { label: Label::Claim, trim: false });
    check("a⟦ b. ⟧c", [exactly], "a¦[claim:  b. ]c");
    check("⟦سلام دنیا، ⟧خوب", [tag(Label::Source)], "[source: سلام دنیا]، خوب");
}

#[test]
fn a_selection_never_cuts_a_grapheme() {
    let mut session = session("a👩‍👩‍👧‍👦b");
    run(&mut session, select(SelectCommand::Text { anchor: 5, focus: 9 }));
    assert_eq!(show(&session), "a⟦👩‍👩‍👧‍👦⟧b");
}

#[test]
fn the_same_words_are_not_marked_twice() {
    let session = check(
        "[claim: rose] and ⟦fell⟧",
        [tag(Label::Claim), select(SelectCommand::Text { anchor: 9, focus: 13 }), tag(Label::Claim)],
        "[claim: rose] and ¦[claim: fell]",
    );
    assert_eq!(session.project().unwrap().mark_count(), 2);
}

#[test]
fn other_words_may_nest_overlap_and_carry_another_label() {
    check("[claim: The ⟦40 cracks⟧ grew]", [tag(Label::Figure)], "[claim: The ¦[figure: 40 cracks] grew]");
    check("[claim: ⟦one two⟧] three", [tag(Label::Source)], "[claim: [source: one two]] three");
}

#[test]
fn a_figure_quantifies_the_one_claim_that_holds_it() {
    let session = check("[claim: The ⟦40 cracks⟧ grew]", [tag(Label::Figure)], "[claim: The ¦[figure: 40 cracks] grew]");
    let project = session.project().unwrap();
    let figure = project.marks().find(|mark| mark.label() == Label::Figure).unwrap();
    assert!(figure.links.len() == 1 && figure.links[0].auto && figure.links[0].kind == LinkKind::Base(BaseLink::Quantifies));

    let session = check("[claim: a [claim: b ⟦4⟧ c] d]", [tag(Label::Figure)], "[claim: a [claim: b ¦[figure: 4] c] d]");
    assert!(session.project().unwrap().marks().all(|mark| mark.links.is_empty()), "two claims hold it");
}

#[test]
fn a_figure_follows_the_edges_of_its_claim() {
    let mut session = session("[claim: The [figure: 40] cracks grew] fast");
    let project = session.project().unwrap();
    let claim = project.marks().find(|mark| mark.label() == Label::Claim).unwrap().id;
    let figure = project.marks().find(|mark| mark.label() == Label::Figure).unwrap().id;
    let linked = |session: &factmark::session::Session| session.project().unwrap().mark(figure).unwrap().links.len();
    assert_eq!(linked(&session), 1);
    run(&mut session, Command::Mark(MarkCommand::PutEdge { mark: claim, edge: Edge::Start, byte: 7 }));
    assert_eq!((show(&session).as_str(), linked(&session)), ("The [figure: 40] [claim: cracks grew] fast", 0));
    run(&mut session, Command::Undo);
    assert_eq!(linked(&session), 1);
    run(&mut session, Command::Mark(MarkCommand::Remove(vec![claim])));
    assert_eq!(linked(&session), 0);
}

#[test]
fn edges_move_by_words_and_by_characters_and_never_meet() {
    let mut session = session("The sea [claim: rose three] mm “now”");
    let mark = session.project().unwrap().marks().next().unwrap().id;
    let edge = |edge, forward, step| Command::Mark(MarkCommand::MoveEdge { mark, edge, forward, step });
    for (command, after) in [
        (edge(Edge::End, true, EdgeStep::Word), "The sea [claim: rose three mm] “now”"),
        (edge(Edge::Start, false, EdgeStep::Word), "The [claim: sea rose three mm] “now”"),
        (edge(Edge::Start, true, EdgeStep::Word), "The sea [claim: rose three mm] “now”"),
        (edge(Edge::End, false, EdgeStep::Word), "The sea [claim: rose three] mm “now”"),
        (edge(Edge::End, false, EdgeStep::Word), "The sea [claim: rose] three mm “now”"),
        (edge(Edge::End, false, EdgeStep::Grapheme), "The sea [claim: ros]e three mm “now”"),
        (edge(Edge::Start, true, EdgeStep::Word), "The sea [claim: ros]e three mm “now”"),
    ] {
        run(&mut session, command);
        assert_eq!(show(&session), after);
    }
}

#[test]
fn relabelling_keeps_what_is_common_and_says_what_went() {
    let mut session = session("[claim: It rose], [source: Varga] said");
    let ids: Vec<_> = session.project().unwrap().marks_in(session.article().unwrap().id).map(|mark| mark.id).collect();
    run(&mut session, Command::Mark(MarkCommand::Note(ids[0], "look".into())));
    run(&mut session, Command::Link(LinkCommand::Add { from: ids[0], kind: LinkKind::named("SaidBy"), to: ids[1], cue: vec![] }));
    run(&mut session, select(SelectCommand::Mark(ids[0])));
    run(&mut session, tag(Label::Figure));
    let mark = session.project().unwrap().mark(ids[0]).unwrap();
    assert_eq!((mark.label(), mark.note.as_str(), mark.links.len()), (Label::Figure, "look", 0));
    assert_eq!(session.notices().last().unwrap().what, "Relabelled as figure; dropped voice, the link SaidBy");
}

#[test]
fn removing_a_mark_takes_the_links_to_it_along_in_one_step() {
    let mut session = session("[claim: It rose], [source: Varga] said");
    let ids: Vec<_> = session.project().unwrap().marks_in(session.article().unwrap().id).map(|mark| mark.id).collect();
    run(&mut session, Command::Link(LinkCommand::Add { from: ids[0], kind: LinkKind::named("said-by"), to: ids[1], cue: vec![] }));
    run(&mut session, Command::Mark(MarkCommand::Remove(vec![ids[1]])));
    assert!(session.project().unwrap().mark(ids[0]).unwrap().links.is_empty());
    run(&mut session, Command::Undo);
    assert_eq!(session.project().unwrap().mark(ids[0]).unwrap().links.len(), 1);
}

#[test]
fn links_that_the_model_does_not_allow_are_refused_with_a_sentence() {
    let mut session = session("[claim: It rose], [source: Varga] said");
    let ids: Vec<_> = session.project().unwrap().marks_in(session.article().unwrap().id).map(|mark| mark.id).collect();
    let before = session.project().unwrap().clone();
    for (from, kind, to, says) in
        [(ids[1], "SaidBy", ids[0], "A link SaidBy goes from a claim to a source"), (ids[0], "Supports", ids[0], "A mark cannot be linked to itself")]
    {
        run(&mut session, Command::Link(LinkCommand::Add { from, kind: LinkKind::named(kind), to, cue: vec![] }));
        assert_eq!(session.notices().last().unwrap().what, says);
    }
    assert_eq!(*session.project().unwrap(), before);
}

#[test]
fn a_fragment_joins_the_selected_mark() {
    let mut session = session("“[claim: It rose],” she said, “⟦and fell.⟧”");
    let id = session.project().unwrap().marks().next().unwrap().id;
    let (anchor, focus) = (session.selection().anchor, session.selection().focus);
    run(&mut session, select(SelectCommand::Mark(id)));
    run(&mut session, select(SelectCommand::Text { anchor, focus }));
    run(&mut session, Command::Mark(MarkCommand::AddFragment));
    assert_eq!(show(&session), "“[claim+: It rose],” she said, “[claim+: and fell].¦”");
}

#[test]
fn j_and_k_walk_the_marks_in_reading_order() {
    let mut session = session("[claim: a [figure: 1] b] c [source: d]");
    let mut seen = Vec::new();
    for _ in 0..4 {
        run(&mut session, select(SelectCommand::NextMark));
        seen.push(session.mark().unwrap().label().to_string());
    }
    run(&mut session, select(SelectCommand::PreviousMark));
    seen.push(session.mark().unwrap().label().to_string());
    assert_eq!(seen, ["Claim", "Figure", "Source", "Source", "Figure"]);
}

#[test]
fn a_caret_selects_the_innermost_mark_and_o_the_next_around_it() {
    let mut session = session("[claim: a [figure: 1¦1] b]");
    assert_eq!(session.mark().unwrap().label(), Label::Figure);
    run(&mut session, select(SelectCommand::NextUnderCaret));
    assert_eq!(session.mark().unwrap().label(), Label::Claim);
    run(&mut session, select(SelectCommand::NextUnderCaret));
    assert_eq!(session.mark().unwrap().label(), Label::Figure);
}

#[test]
fn a_zone_is_made_from_a_selection_or_a_paragraph_and_removed_inside() {
    let zones = |session: &factmark::session::Session| {
        session.article().unwrap().skip.iter().map(|zone| zone.of(&session.article().unwrap().text).to_owned()).collect::<Vec<_>>()
    };
    let mut session = session("Advertisement¦\ntext ⟦here⟧");
    run(&mut session, Command::Article(ArticleCommand::ToggleZone));
    run(&mut session, select(SelectCommand::Text { anchor: 3, focus: 3 }));
    run(&mut session, Command::Article(ArticleCommand::ToggleZone));
    assert_eq!(zones(&session), ["Advertisement", "here"]);
    run(&mut session, Command::Article(ArticleCommand::ToggleZone));
    assert_eq!(zones(&session), ["here"]);
    run(&mut session, Command::Undo);
    assert_eq!(zones(&session), ["Advertisement", "here"]);
}

#[test]
fn marks_in_a_zone_do_not_count() {
    let mut session = session("Logo [claim: rose¦] [figure: 40]");
    let counts = |session: &factmark::session::Session| session.project().unwrap().counts(session.article().unwrap().id);
    assert_eq!((counts(&session).claims, counts(&session).figures), (1, 1));
    run(&mut session, select(SelectCommand::Text { anchor: 0, focus: 9 }));
    run(&mut session, Command::Article(ArticleCommand::ToggleZone));
    assert_eq!((counts(&session).claims, counts(&session).figures), (0, 1));
    run(&mut session, Command::Undo);
    assert_eq!(counts(&session).claims, 1);
}

#[test]
fn the_first_mark_begins_an_article_and_done_goes_to_the_next_unfinished() {
    let mut session = session("⟦one⟧");
    assert_eq!(session.article().unwrap().state, ArticleState::Todo);
    run(&mut session, tag(Label::Claim));
    assert_eq!(session.article().unwrap().state, ArticleState::InProgress);
    let first = session.article().unwrap().id;
    session.finish(
        Outcome::Articles { into: session.project_number(), read: vec![read("b", "two"), read("c", "three")], refused: vec![], warnings: vec![] },
        now(),
    );
    run(&mut session, Command::Article(ArticleCommand::DoneAndNext));
    run(&mut session, Command::Article(ArticleCommand::DoneAndNext));
    assert_eq!(session.article().unwrap().id, first, "the first one is the only one unfinished");
    run(&mut session, Command::Undo);
    run(&mut session, Command::Undo);
    assert_eq!(
        session.project().unwrap().articles().map(|article| article.state).collect::<Vec<_>>(),
        [ArticleState::InProgress, ArticleState::Todo, ArticleState::Todo]
    );
}

#[test]
fn articles_move_and_go_and_come_back_in_their_places() {
    let mut session = session("one [claim: two]");
    session
        .finish(Outcome::Articles { into: session.project_number(), read: vec![read("b", "bb"), read("c", "cc")], refused: vec![], warnings: vec![] }, now());
    let order: Vec<_> = session.project().unwrap().order().to_vec();
    let before = session.project().unwrap().clone();
    run(&mut session, Command::Article(ArticleCommand::Move(order[2], 0)));
    assert_eq!(session.project().unwrap().order(), [order[2], order[0], order[1]]);
    run(&mut session, Command::Article(ArticleCommand::Remove(vec![order[0]])));
    assert_eq!((session.project().unwrap().order(), session.project().unwrap().mark_count()), (&[order[2], order[1]][..], 0));
    run(&mut session, Command::Undo);
    run(&mut session, Command::Undo);
    assert_eq!(*session.project().unwrap(), before);
}

#[test]
fn the_bar_says_saved_only_when_every_step_is_on_disk() {
    let mut session = session("⟦one⟧ two");
    session.finish(Outcome::Saved(factmark::session::SavedTo { path: "a.ron".into(), beside: None, elsewhere: None }), now());
    assert_eq!(session.saving(), Some(Saving::Saved));
    let jobs = session.run(tag(Label::Claim), now());
    let Some(Job::Note(step)) = jobs.first() else { panic!("a change is noted") };
    assert_eq!(session.saving(), Some(Saving::Saving));
    session.finish(Outcome::Noted { seq: step.seq() - 1, elsewhere: None }, now());
    assert_eq!(session.saving(), Some(Saving::Saving));
    session.finish(Outcome::NotNoted(factmark::session::Notice::error("the disk is full")), now());
    assert_eq!(session.saving(), Some(Saving::NotSaved("The disk is full".into())));
    session.finish(Outcome::Noted { seq: step.seq(), elsewhere: None }, now());
    assert_eq!(session.saving(), Some(Saving::Saved));
    assert!(session.is_ahead_of_file());
}

#[test]
fn a_file_that_changed_on_disk_leaves_ours_beside_it_and_says_so() {
    let mut session = session("one");
    session.finish(Outcome::Saved(factmark::session::SavedTo { path: "a.ron".into(), beside: Some("a (amira).ron".into()), elsewhere: None }), now());
    assert_eq!(session.path().unwrap().to_str(), Some("a (amira).ron"));
    assert!(session.notices()[0].what.contains("nother program changed a.ron"));
}

#[test]
fn a_read_only_project_is_never_changed_and_says_why() {
    let mut session = factmark::session::Session::new("amira".into(), factmark::project::Ids::new(9));
    let (project, articles) = crate::marked::project(&[("a", "one two")]);
    let mut loaded = factmark::session::Loaded::new(project);
    loaded.read_only = Some("jonas has it open".into());
    session.open_loaded(loaded);
    let before = session.project().unwrap().clone();
    run(&mut session, select(SelectCommand::Text { anchor: 0, focus: 3 }));
    run(&mut session, tag(Label::Claim));
    run(&mut session, Command::Article(ArticleCommand::Remove(articles)));
    run(&mut session, Command::File(FileCommand::Add(vec!["x.txt".into()])));
    assert_eq!(*session.project().unwrap(), before);
    assert_eq!(session.notices()[0].what, "Nothing was changed: jonas has it open");
    assert_eq!(session.saving(), Some(Saving::ReadOnly("jonas has it open".into())));
}

/// A session at the first page.
fn empty() -> Session {
    Session::new("amira".into(), factmark::project::Ids::new(9))
}

fn loaded() -> Loaded {
    Loaded::new(crate::marked::project(&[("a", "one two")]).0)
}

fn articles(into: u64, read: Vec<factmark::article::Draft>) -> Outcome {
    Outcome::Articles { into, read: read.into_iter().map(|draft| ReadFile { path: None, draft, alike: None }).collect(), refused: vec![], warnings: vec![] }
}

#[test]
fn articles_read_for_one_project_never_land_in_another() {
    let mut session = session("one");
    let first = session.project_number();
    session.run(Command::File(FileCommand::Open("b.ron".into())), now());
    // The reader may answer before the store does, or after it.
    session.finish(articles(first, vec![draft("early", "早")]), now());
    session.finish(Outcome::Opened(Box::new(loaded())), now());
    assert_ne!(session.project_number(), first);
    session.finish(articles(first, vec![draft("late", "晚")]), now());
    assert_eq!(session.project().unwrap().article_count(), 1);
    let told: Vec<&str> = session.notices().iter().map(|notice| notice.what.as_str()).collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told.iter().all(|what| what.contains("not added, because the project")), "{told:?}");
    session.finish(articles(session.project_number(), vec![draft("right", "对")]), now());
    assert_eq!(session.project().unwrap().article_count(), 2);
    session.finish(Outcome::Closed, now());
    session.finish(articles(first, vec![draft("last", "完")]), now());
    assert_eq!(session.notices().len(), 3, "nor do they go without a word");
}

#[test]
fn a_project_that_is_being_closed_takes_no_change() {
    for command in [FileCommand::Close, FileCommand::Open("b.ron".into()), FileCommand::New { title: "b".into(), articles: vec![] }] {
        let mut session = session("⟦one⟧ [claim: two]");
        run(&mut session, tag(Label::Claim));
        run(&mut session, select(SelectCommand::Text { anchor: 0, focus: 7 }));
        let before = session.project().unwrap().clone();
        assert_eq!(session.run(Command::File(command), now()).len(), 1);
        for change in [tag(Label::Source), Command::Undo, Command::File(FileCommand::Rename("other".into()))] {
            assert!(session.run(change, now()).is_empty());
            assert_eq!(session.notices().last().unwrap().what, "Nothing was changed: the project is being closed");
        }
        assert_eq!(*session.project().unwrap(), before);
        let notice = factmark::session::Notice::error("the disk is full");
        session.finish(Outcome::StillOpen { notice, is_noted: true }, now());
        assert_eq!(session.run(tag(Label::Source), now()).len(), 1, "it stays, so the work goes on");
    }
}

#[test]
fn articles_added_while_a_project_is_being_made_all_come() {
    let mut session = empty();
    assert!(matches!(session.run(Command::File(FileCommand::Add(vec!["a.txt".into()])), now()).as_slice(), [Job::Keep(_)]));
    assert!(session.run(Command::File(FileCommand::Add(vec!["b.txt".into()])), now()).is_empty());
    let jobs = session.finish(Outcome::Opened(Box::new(Loaded::new(factmark::project::Project::default()))), now());
    let [Job::Read { paths, into, .. }] = jobs.as_slice() else { panic!("{jobs:?}") };
    assert_eq!((paths.as_slice(), *into), (&["a.txt".into(), "b.txt".into()][..], session.project_number()));
}

#[test]
fn articles_for_a_project_that_does_not_come_are_named() {
    let mut session = empty();
    session.run(Command::File(FileCommand::Add(vec!["a.txt".into()])), now());
    session.finish(Outcome::NotOpened(factmark::session::Notice::error("the disk is full")), now());
    assert_eq!(session.notices().last().unwrap().details, ["a.txt"]);
}

#[test]
fn the_first_article_gives_the_title_in_the_same_step() {
    let mut session = empty();
    session.open_loaded(Loaded::new(factmark::project::Project::default()));
    let jobs = session.finish(articles(session.project_number(), vec![draft("عنوان", "one"), draft("b", "two")]), now());
    assert_eq!((jobs.len(), session.project().unwrap().title()), (1, "عنوان"));
    run(&mut session, Command::Undo);
    assert_eq!(*session.project().unwrap(), factmark::project::Project::default());
    run(&mut session, Command::Redo);
    assert_eq!((session.project().unwrap().title(), session.project().unwrap().article_count()), ("عنوان", 2));
}

#[test]
fn a_version_is_never_that_of_another_project_or_state() {
    let mut session = empty();
    let mut seen = std::collections::BTreeSet::from([session.version()]);
    for _ in 0..2 {
        session.finish(Outcome::Opened(Box::new(loaded())), now());
        assert!(seen.insert(session.version()));
        run(&mut session, select(SelectCommand::Text { anchor: 0, focus: 3 }));
        for command in [tag(Label::Claim), Command::Undo, Command::Redo] {
            run(&mut session, command);
            assert!(seen.insert(session.version()));
        }
        let before = session.version();
        run(&mut session, select(SelectCommand::Out));
        assert_eq!(session.version(), before, "a selection changes no project");
    }
}

#[test]
fn commands_without_a_project_do_nothing_and_do_not_panic() {
    let mut session = factmark::session::Session::new("amira".into(), factmark::project::Ids::new(9));
    for command in [
        tag(Label::Claim),
        Command::Undo,
        Command::Redo,
        select(SelectCommand::NextMark),
        select(SelectCommand::All),
        select(SelectCommand::Out),
        Command::Article(ArticleCommand::Next),
        Command::Article(ArticleCommand::DoneAndNext),
        Command::Article(ArticleCommand::ToggleZone),
        Command::Mark(MarkCommand::AddFragment),
        Command::File(FileCommand::Save),
        Command::Dismiss(3),
    ] {
        assert!(session.run(command, Moment::UNIX_EPOCH).is_empty());
    }
    assert!(session.project().is_none());
}

#[test]
fn a_proposal_is_accepted_or_rejected_and_tagging_its_words_accepts_it() {
    use factmark::edit::{Change, Edit};
    use factmark::project::{Mark, MarkState};
    let proposed = || {
        let mut session = session("It [claim: rose] fast");
        let mut project = session.project().unwrap().clone();
        let mark = project.marks().next().unwrap().clone();
        let after = Mark { state: MarkState::Proposed, ..mark.as_ref().clone() };
        project.apply(&Change { name: "propose".into(), by: "rule".into(), on: None, edits: vec![Edit::mark(Some(mark.clone()), Some(after))] }).unwrap();
        session.open_loaded(factmark::session::Loaded::new(project));
        (session, mark.id)
    };
    let state = |session: &factmark::session::Session, id| session.project().unwrap().mark(id).map(|mark| (mark.state, mark.decided.is_some()));
    let (mut session, id) = proposed();
    assert_eq!(session.project().unwrap().counts(session.article().unwrap().id).claims, 0, "a proposal does not count");
    run(&mut session, Command::Mark(MarkCommand::Decide { marks: vec![id], accept: true }));
    assert_eq!(state(&session, id), Some((MarkState::Accepted, true)));

    let (mut session, id) = proposed();
    run(&mut session, Command::Mark(MarkCommand::Remove(vec![id])));
    assert_eq!(state(&session, id), Some((MarkState::Rejected, true)), "a proposal is rejected, not removed");
    run(&mut session, select(SelectCommand::Text { anchor: 3, focus: 7 }));
    run(&mut session, tag(Label::Claim));
    assert_eq!(state(&session, id), Some((MarkState::Accepted, true)), "tagging the same words accepts it after all");
    assert_eq!(session.project().unwrap().mark_count(), 1);
}

#[test]
fn an_edge_that_is_put_inside_a_grapheme_goes_to_its_border() {
    let mut session = session("a [claim: b]👩‍👩‍👧‍👦 c");
    let mark = session.project().unwrap().marks().next().unwrap().id;
    run(&mut session, Command::Mark(MarkCommand::PutEdge { mark, edge: Edge::End, byte: 8 }));
    assert_eq!(show(&session), "a [claim: b👩‍👩‍👧‍👦] c");
}

#[test]
fn undoing_a_removal_selects_what_came_back() {
    let mut session = session("[claim: It rose], [claim: it fell], [source: Varga] said");
    let ids: Vec<_> = session.project().unwrap().marks_in(session.article().unwrap().id).map(|mark| mark.id).collect();
    for claim in &ids[..2] {
        run(&mut session, Command::Link(LinkCommand::Add { from: *claim, kind: LinkKind::named("SaidBy"), to: ids[2], cue: vec![] }));
    }
    run(&mut session, Command::Mark(MarkCommand::Remove(vec![ids[2]])));
    run(&mut session, Command::Undo);
    assert_eq!(session.selection().mark, Some(ids[2]));
}

#[test]
fn sentences_are_selected_one_after_the_other_and_a_selection_grows() {
    let sentence = || select(SelectCommand::Sentence);
    check("The sea¦ rose. It fell.\n\nسلام دنیا. خوب است.", [sentence()], "⟦The sea rose.⟧ It fell.\n\nسلام دنیا. خوب است.");
    check("The sea¦ rose. It fell.\n\nسلام دنیا. خوب است.", [sentence(), sentence()], "The sea rose. ⟦It fell.⟧\n\nسلام دنیا. خوب است.");
    check("The sea¦ rose. It fell.\n\nسلام دنیا. خوب است.", [sentence(), sentence(), sentence()], "The sea rose. It fell.\n\n⟦سلام دنیا.⟧ خوب است.");
    check("The s¦ea rose. It fell.", [sentence(), tag(Label::Claim), sentence()], "[claim: The sea rose]. ⟦It fell.⟧");
    let more = || select(SelectCommand::More);
    check("The s¦ea rose. It fell.\nNo.", [more()], "The ⟦sea⟧ rose. It fell.\nNo.");
    check("The s¦ea rose. It fell.\nNo.", [more(), more()], "⟦The sea rose.⟧ It fell.\nNo.");
    check("The s¦ea rose. It fell.\nNo.", [more(), more(), more()], "⟦The sea rose. It fell.⟧\nNo.");
    check("The s¦ea rose. It fell.\nNo.", [more(), more(), more(), more(), more()], "⟦The sea rose. It fell.\nNo.⟧");
}

#[test]
fn words_that_are_kept_selected_become_one_mark_of_fragments() {
    let keep = || select(SelectCommand::Keep);
    let text = |anchor, focus| select(SelectCommand::Text { anchor, focus });
    let session =
        check("“⟦It rose,⟧” she said, “and fell.”", [keep(), text(28, 37), tag(Label::Claim)], "“¦[claim+: It rose],” she said, “[claim+: and fell].”");
    assert!(session.kept_selections().is_empty());
    check("⟦one⟧ two three", [keep(), text(8, 13), select(SelectCommand::DropKept), tag(Label::Claim)], "one two ¦[claim: three]");
    check("⟦one⟧ two three", [keep(), text(6, 6), text(8, 13), tag(Label::Claim)], "one two ¦[claim: three]");
}
