//! Files and journals that are not what they were: changed underneath, damaged, torn, of another file, removed.

use super::worker::{Worker, sample};
use super::*;
use crate::edit::{self, Edit, Swap};
use crate::project::{ArticleState, Label, MarkState};
use crate::store::{ReadOnly, Where, format, read};

fn write_project(path: &Path, project: &Project) {
    std::fs::write(path, format::write(project)).unwrap();
}

#[test]
fn a_file_that_changed_underneath_is_never_overwritten() {
    let desk = Desk::with_project();
    let (mut keeper, opened) = desk.open();
    let mut worker = Worker::new(&opened, 3);
    worker.mark_and_sync(&mut keeper, "found 40", &Label::Claim).unwrap();
    let theirs = "somebody else's words";
    std::fs::write(&desk.path, theirs).unwrap();
    let refused = keeper.save(now()).unwrap_err();
    assert!(matches!(&refused, StoreError::Changed(path) if *path == desk.path), "{refused}");
    assert!(keeper.theirs().unwrap_err().to_string().contains("this is no project file"));
    assert_eq!(keeper.place(), Where::File(desk.path.clone()));
    let saved = keeper.keep_beside(now()).unwrap();
    let beside = desk.path.with_file_name("project (amira 2026-11-21 1432).ron");
    assert_eq!((&saved.path, keeper.place()), (&beside, Where::File(beside.clone())));
    assert_eq!(saved.warnings.len(), 0);
    assert_eq!(std::fs::read_to_string(&desk.path).unwrap(), theirs);
    // The work goes on beside it, with its undo.
    worker.mark_and_sync(&mut keeper, "mayor says", &Label::Claim).unwrap();
    keeper.save(now()).unwrap();
    drop(keeper);
    let (keeper, opened) = desk.open_at(&beside);
    assert_eq!((&opened.project, opened.history.lengths(), opened.recovered), (&worker.project, (2, 0), None));
    drop(keeper);
    // Nothing of it comes back over there.
    write_project(&desk.path, &sample());
    let (_keeper, opened) = desk.open();
    assert_eq!((opened.recovered, opened.history.lengths()), (None, (0, 0)));
    let folder = desk.journal().parent().unwrap().to_owned();
    assert!(Desk::names(&folder).contains(&"project.ron.journal.2026-11-21T143205".to_owned()));
}

#[test]
fn what_somebody_else_made_of_the_file_is_taken_as_a_step() {
    let desk = Desk::with_project();
    let (mut keeper, opened) = desk.open();
    let mut worker = Worker::new(&opened, 3);
    worker.mark_and_sync(&mut keeper, "found 40", &Label::Claim).unwrap();
    let mut theirs = sample();
    let article = theirs.articles().next().unwrap().clone();
    let after = crate::project::Article { title: "their title".into(), ..article.as_ref().clone() };
    let edits = vec![Edit::Article(Swap { before: Some(article), after: Some(std::sync::Arc::new(after)) })];
    let change = edit::Change { name: "title".into(), by: "jonas".into(), on: None, edits };
    theirs.apply(&change).unwrap();
    write_project(&desk.path, &theirs);
    assert!(keeper.has_changed().unwrap());
    let found = keeper.theirs().unwrap();
    assert_eq!((&found.base, &found.project), (&sample(), &theirs));
    keeper.take_theirs(&found.hash, change.clone(), now()).unwrap();
    worker.project.apply(&change).unwrap();
    assert_eq!((keeper.project(), keeper.has_changed().unwrap()), (&worker.project, false));
    drop(keeper);
    let (mut keeper, opened) = desk.open();
    assert_eq!((&opened.project, opened.recovered, opened.history.lengths()), (&worker.project, None, (2, 0)), "both steps can be undone");
    // A file that changes again while theirs is taken is not overwritten either.
    std::fs::write(&desk.path, "something else").unwrap();
    assert!(matches!(keeper.take_theirs(&found.hash, edit::Change { edits: Vec::new(), ..change }, now()), Err(StoreError::Changed(_))));
    assert_eq!(std::fs::read_to_string(&desk.path).unwrap(), "something else");
}

#[test]
fn a_file_that_was_removed_is_made_again() {
    let desk = Desk::with_project();
    let (mut keeper, opened) = desk.open();
    let mut worker = Worker::new(&opened, 3);
    worker.mark_and_sync(&mut keeper, "found 40", &Label::Claim).unwrap();
    std::fs::remove_file(&desk.path).unwrap();
    keeper.save(now()).unwrap();
    assert_eq!(read(&desk.path, &desk.folders).unwrap().project, worker.project);
}

#[test]
fn a_journal_that_was_removed_is_made_again() {
    let desk = Desk::with_project();
    let (mut keeper, opened) = desk.open();
    let mut worker = Worker::new(&opened, 3);
    worker.mark_and_sync(&mut keeper, "found 40", &Label::Claim).unwrap();
    keeper.save(now()).unwrap();
    worker.mark_and_sync(&mut keeper, "mayor says", &Label::Claim).unwrap();
    std::fs::remove_dir_all(desk.journal().parent().unwrap()).unwrap();
    // The undo goes back to a line that nobody has any more.
    keeper.record(worker.undo().unwrap()).unwrap();
    keeper.record(worker.undo().unwrap()).unwrap();
    keeper.sync().unwrap();
    assert_eq!(read(&desk.path, &desk.folders).unwrap().project, worker.project);
    assert!(matches!(Keeper::open(&desk.path, WRITE, "jonas", now(), &desk.folders).unwrap().1.read_only, Some(ReadOnly::Held(_))));
    keeper.save(now()).unwrap();
    drop(keeper);
    let (_keeper, opened) = desk.open();
    assert_eq!((&opened.project, opened.history.lengths()), (&worker.project, (0, 2)));
}

#[test]
fn what_is_undone_and_redone_after_a_journal_was_removed_survives_a_crash() {
    // What was done before the journal went and what was saved of it, by number; then undo and redo.
    for (saved, steps) in [(2, "u"), (2, "uu"), (2, "uur"), (2, "uurr"), (1, "u"), (1, "uu"), (1, "uur"), (0, "uurrd"), (1, "udu"), (2, "udur")] {
        let desk = Desk::with_project();
        let (mut keeper, opened) = desk.open();
        let mut worker = Worker::new(&opened, 3);
        for (number, words) in ["found 40", "mayor says"].into_iter().enumerate() {
            worker.mark_and_sync(&mut keeper, words, &Label::Claim).unwrap();
            if number + 1 == saved {
                keeper.save(now()).unwrap();
            }
        }
        std::fs::remove_file(desk.journal()).unwrap();
        keeper.sync().unwrap();
        for step in steps.chars() {
            let line = match step {
                'u' => worker.undo().unwrap(),
                'r' => worker.redo().unwrap(),
                _ => worker.mark("told reporters", &Label::Claim).0,
            };
            keeper.record(line).unwrap();
            keeper.sync().unwrap();
            assert_eq!(read(&desk.path, &desk.folders).unwrap().project, worker.project, "{saved} saved, {steps}, at {step}");
        }
        drop(keeper);
        let (mut keeper, opened) = desk.open();
        let recovered = opened.recovered.clone().unwrap();
        assert_eq!((&opened.project, recovered.left), (&worker.project, Vec::new()), "{saved} saved, {steps}");
        // And it goes on from there.
        let mut worker = Worker::new(&opened, 4);
        keeper.record(worker.undo().unwrap()).unwrap();
        keeper.save(now()).unwrap();
        drop(keeper);
        assert_eq!(desk.open().1.project, worker.project, "{saved} saved, {steps}");
    }
}

#[test]
fn a_torn_line_is_cut_off() {
    let desk = Desk::with_project();
    let (mut keeper, opened) = desk.open();
    let mut worker = Worker::new(&opened, 3);
    worker.mark_and_sync(&mut keeper, "found 40", &Label::Claim).unwrap();
    let good = worker.project.clone();
    worker.mark_and_sync(&mut keeper, "mayor says", &Label::Claim).unwrap();
    drop(keeper);
    let whole = std::fs::read(desk.journal()).unwrap();
    let last = whole[..whole.len() - 1].iter().rposition(|byte| *byte == b'\n').unwrap() + 1;
    for cut in [last + 1, last + 9, whole.len() - 1] {
        let mut torn = whole[..cut].to_vec();
        torn.extend_from_slice(&[0; 3]);
        std::fs::write(desk.journal(), &torn).unwrap();
        let (mut keeper, opened) = desk.open();
        assert_eq!((&opened.project, opened.recovered.as_ref().unwrap().changes), (&good, 1));
        assert_eq!(opened.recovered.unwrap().damaged_line, None);
        let mut worker = Worker::new(&desk_reopened(&keeper, &good, &opened.history, opened.next_seq), 9);
        worker.mark_and_sync(&mut keeper, "told reporters", &Label::Claim).unwrap();
        drop(keeper);
        assert_eq!(read(&desk.path, &desk.folders).unwrap().project, worker.project);
    }
}

fn desk_reopened(keeper: &Keeper, project: &Project, history: &crate::edit::History, next_seq: u64) -> Opened {
    Opened {
        project: project.clone(),
        history: history.clone(),
        next_seq,
        recovered: None,
        repairs: Vec::new(),
        read_only: None,
        elsewhere: None,
        place: keeper.place(),
        is_written: false,
    }
}

/// Flips a bit in a line of the journal, from 0.
fn damage(desk: &Desk, line: usize) {
    let mut bytes = std::fs::read(desk.journal()).unwrap();
    let start = bytes.split_inclusive(|byte| *byte == b'\n').take(line).map(<[u8]>::len).sum::<usize>();
    bytes[start + 12] ^= 1;
    std::fs::write(desk.journal(), bytes).unwrap();
}

#[test]
fn a_damaged_line_stops_the_replay_there_and_is_told() {
    let desk = Desk::with_project();
    let (mut keeper, opened) = desk.open();
    let mut worker = Worker::new(&opened, 3);
    worker.mark_and_sync(&mut keeper, "found 40", &Label::Claim).unwrap();
    let good = worker.project.clone();
    worker.mark_and_sync(&mut keeper, "mayor says", &Label::Claim).unwrap();
    worker.mark_and_sync(&mut keeper, "told reporters", &Label::Claim).unwrap();
    drop(keeper);
    damage(&desk, 2);
    let before = std::fs::read(desk.journal()).unwrap();
    assert_eq!(read(&desk.path, &desk.folders).unwrap().unsaved.unwrap().damaged_line, Some(3));
    let (keeper, opened) = desk.open();
    let recovered = opened.recovered.unwrap();
    assert_eq!((&opened.project, recovered.changes, recovered.damaged_line), (&good, 1, Some(3)));
    let kept = format!("the old journal is kept as {}", recovered.kept.as_ref().unwrap().display());
    assert_eq!(recovered.to_string(), "1 change that was not in the file came back");
    assert_eq!(recovered.details(), ["line 3 of the journal is damaged: what stood there and behind it did not come back".to_owned(), kept]);
    assert_eq!((recovered.is_whole(), &recovered.numbers[..]), (false, &[1][..]));
    assert_eq!(std::fs::read(recovered.kept.unwrap()).unwrap(), before);
    drop(keeper);
    // The next start reads on without a word about it.
    let (_keeper, opened) = desk.open();
    assert_eq!((opened.project, opened.recovered.unwrap().damaged_line), (good, None));
}

#[test]
fn a_damaged_line_that_the_file_holds_costs_only_undo() {
    let desk = Desk::with_project();
    let (mut keeper, opened) = desk.open();
    let mut worker = Worker::new(&opened, 3);
    worker.mark_and_sync(&mut keeper, "found 40", &Label::Claim).unwrap();
    worker.mark_and_sync(&mut keeper, "mayor says", &Label::Claim).unwrap();
    keeper.save(now()).unwrap();
    worker.mark_and_sync(&mut keeper, "told reporters", &Label::Claim).unwrap();
    drop(keeper);
    damage(&desk, 1);
    let (_keeper, opened) = desk.open();
    assert_eq!((opened.project, opened.history.lengths(), opened.recovered.unwrap().changes), (worker.project, (2, 0), 1));
}

#[test]
fn unsaved_work_on_another_file_comes_as_far_as_it_fits() {
    let desk = Desk::with_project();
    let (mut keeper, opened) = desk.open();
    let mut worker = Worker::new(&opened, 3);
    let article = worker.project.order()[0];
    let kept = worker.mark_and_sync(&mut keeper, "found 40", &Label::Claim).unwrap();
    let figure = worker.project.marks().find(|mark| mark.label() == Label::Figure).unwrap().id;
    let source = worker.project.marks().find(|mark| mark.label() == Label::Source).unwrap().id;
    for change in [
        worker.hand(|project, hand| edit::change_mark(project, hand, figure, "note", |mark| mark.note = "ours".into()).unwrap()),
        worker.hand(|project, hand| edit::rename_article(project, hand, article, "our title").unwrap()),
    ] {
        keeper.record(worker.make(change)).unwrap();
    }
    let removal = worker.hand(|project, hand| edit::remove_marks(project, hand, &[source]).unwrap());
    keeper.record(worker.make(removal)).unwrap();
    keeper.sync().unwrap();
    drop(keeper);
    // Somebody else worked on the file meanwhile: another note, another title, another mark where the source was.
    let mut theirs = sample();
    for (id, note) in [(figure, "theirs"), (source, "theirs too")] {
        let before = theirs.mark(id).unwrap().clone();
        let after = crate::project::Mark { note: note.into(), ..before.as_ref().clone() };
        let change = edit::Change { name: "note".into(), by: "jonas".into(), on: None, edits: vec![Edit::mark(Some(before), Some(after))] };
        theirs.apply(&change).unwrap();
    }
    let before = theirs.article(article).unwrap().clone();
    let after = crate::project::Article { title: "their title".into(), state: ArticleState::Done, ..before.as_ref().clone() };
    let swap = Edit::Article(Swap { before: Some(before), after: Some(std::sync::Arc::new(after)) });
    theirs.apply(&edit::Change { name: "title".into(), by: "jonas".into(), on: None, edits: vec![swap] }).unwrap();
    write_project(&desk.path, &theirs);
    let old = std::fs::read(desk.journal()).unwrap();

    let (keeper, opened) = desk.open();
    let recovered = opened.recovered.unwrap();
    assert_eq!((recovered.changes, recovered.proposals, recovered.left.len()), (1, 1, 2), "{recovered:?}");
    assert_eq!(std::fs::read(recovered.kept.unwrap()).unwrap(), old);
    let project = opened.project;
    assert!(project.mark(kept).unwrap().is_accepted());
    assert_eq!((&*project.mark(figure).unwrap().note, &*project.mark(source).unwrap().note), ("theirs", "theirs too"));
    let proposal = project.marks().find(|mark| mark.state == MarkState::Proposed).unwrap();
    assert_eq!((&*proposal.note, proposal.label(), &proposal.at), ("ours", Label::Figure, &project.mark(figure).unwrap().at));
    assert_eq!(project.article(article).unwrap().title, "their title");
    assert_eq!(opened.history.lengths(), (2, 0));
    drop(keeper);
    // The next start finds the same and brings nothing twice.
    let (_keeper, again) = desk.open();
    assert_eq!((again.project, again.history.lengths()), (project, (2, 0)));
}

#[test]
fn work_that_the_other_file_has_already_comes_not_twice() {
    let desk = Desk::with_project();
    let (mut keeper, opened) = desk.open();
    let mut worker = Worker::new(&opened, 3);
    let mark = worker.mark_and_sync(&mut keeper, "found 40", &Label::Claim).unwrap();
    let change = worker.hand(|project, hand| edit::change_mark(project, hand, mark, "note", |mark| mark.note = "x".into()).unwrap());
    keeper.record(worker.make(change)).unwrap();
    keeper.close().unwrap();
    let words = format::write(&worker.project).replacen("// factmark project\n", "// factmark project\n// by hand\n", 1);
    std::fs::write(&desk.path, words).unwrap();
    let (_keeper, opened) = desk.open();
    assert_eq!((opened.project, opened.recovered, opened.is_written), (worker.project, None, true));
}

#[test]
fn an_older_file_that_is_put_back_stays_what_it_is() {
    let desk = Desk::with_project();
    let old = std::fs::read(&desk.path).unwrap();
    let (mut keeper, opened) = desk.open();
    let mut worker = Worker::new(&opened, 3);
    worker.mark_and_sync(&mut keeper, "found 40", &Label::Claim).unwrap();
    keeper.save(now()).unwrap();
    keeper.close().unwrap();
    std::fs::write(&desk.path, &old).unwrap();
    let (_keeper, opened) = desk.open();
    assert_eq!((opened.project, opened.recovered, opened.history.lengths()), (sample(), None, (0, 0)));
}

#[test]
fn a_folder_that_was_renamed_is_not_made_again() {
    let desk = Desk::with_project();
    let (mut keeper, opened) = desk.open();
    let mut worker = Worker::new(&opened, 3);
    let folder = desk.path.parent().unwrap();
    let renamed = folder.with_file_name("renamed");
    std::fs::rename(folder, &renamed).unwrap();
    worker.mark_and_sync(&mut keeper, "found 40", &Label::Claim).unwrap();
    assert!(keeper.elsewhere().is_some());
    let error = keeper.save(now()).unwrap_err().to_string();
    assert!(error.ends_with("check the name and the folder"), "{error}");
    assert!(!folder.exists());
    keeper.save_as(&renamed.join("new name.ron"), false, now()).unwrap();
    drop(keeper);
    assert_eq!(desk.open_at(&renamed.join("new name.ron")).1.project, worker.project);
}

#[test]
fn a_second_journal_in_the_state_folder_is_not_forgotten() {
    let desk = Desk::with_project();
    let (mut keeper, opened) = desk.open();
    let mut worker = Worker::new(&opened, 3);
    worker.mark_and_sync(&mut keeper, "found 40", &Label::Claim).unwrap();
    // The folder beside it goes and cannot be made: the work goes on in the state folder.
    let beside = desk.journal().parent().unwrap().to_owned();
    let away = beside.with_file_name("away");
    std::fs::rename(&beside, &away).unwrap();
    std::fs::write(&beside, "in the way").unwrap();
    let mark = worker.mark_and_sync(&mut keeper, "mayor says", &Label::Claim).unwrap();
    assert!(keeper.elsewhere().is_some());
    drop(keeper);
    // Now both are there.
    std::fs::remove_file(&beside).unwrap();
    std::fs::rename(&away, &beside).unwrap();
    let (keeper, opened) = desk.open();
    assert_eq!((&opened.project, opened.elsewhere), (&worker.project, None));
    assert!(opened.project.mark(mark).unwrap().is_accepted());
    drop(keeper);
    let (_keeper, again) = desk.open();
    assert_eq!((again.project, again.history.lengths()), (worker.project, (2, 0)));
}
