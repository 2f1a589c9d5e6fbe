//! What is recorded comes back: with undo and redo, over restarts, saves and other names.

use super::random::Dice;
use super::worker::{Worker, sample};
use super::*;
use crate::project::Label;
use crate::store::format::Line;
use crate::store::{ReadOnly, Where, leftovers, read};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn whatever_is_recorded_comes_back_with_its_undo(seed in any::<u64>(), sessions in 1..4_usize, steps in 1..40_usize) {
        let desk = Desk::with_project();
        let mut dice = Dice(seed);
        let base = crate::store::format::write(&sample());
        let mut last = None;
        for session in 0..sessions {
            let (mut keeper, opened) = desk.open();
            prop_assert!(opened.read_only.is_none() && opened.repairs.is_empty());
            let mut worker = Worker::new(&opened, seed ^ session as u64);
            if let Some(last) = last {
                prop_assert_eq!(&worker.state(), &last);
            }
            for _ in 0..steps {
                if let Some(line) = worker.step(&mut dice) {
                    keeper.record(line).unwrap();
                }
                if dice.roll(12) == 0 {
                    let saved = keeper.save(now()).unwrap();
                    prop_assert!(saved.warnings.is_empty());
                    prop_assert!(!keeper.has_unsaved());
                }
            }
            prop_assert_eq!(keeper.project(), &worker.project);
            keeper.sync().unwrap();
            let together = read(&desk.path, &desk.folders).unwrap();
            prop_assert_eq!(&together.project, &worker.project);
            prop_assert_eq!(together.unsaved.is_some(), keeper.has_unsaved());
            last = Some(worker.state());
        }
        let (_keeper, opened) = desk.open();
        let mut worker = Worker::new(&opened, 1);
        prop_assert_eq!(&worker.state(), &last.unwrap());
        while worker.undo().is_some() {}
        prop_assert_eq!(crate::store::format::write(&worker.project), base);
        while worker.redo().is_some() {}
    }
}

#[test]
fn a_step_that_does_not_follow_is_refused_and_changes_nothing() {
    let desk = Desk::with_project();
    let (mut keeper, opened) = desk.open();
    let mut worker = Worker::new(&opened, 3);
    let (line, _) = worker.mark("found 40", &Label::Claim);
    keeper.record(line.clone()).unwrap();
    let before = keeper.project().clone();
    for wrong in [line.clone(), Line::Undo { seq: 2, of: 7 }, Line::Redo { seq: 2, of: 1 }, Line::Saved { seq: 2, hash: String::new() }] {
        assert!(matches!(keeper.record(wrong), Err(StoreError::OutOfStep(_))));
    }
    let Line::Do { change, .. } = line else { unreachable!() };
    assert!(matches!(keeper.record(Line::Do { seq: 2, change }), Err(StoreError::Refused(_))));
    assert_eq!(*keeper.project(), before);
    keeper.record(Line::Undo { seq: 2, of: 1 }).unwrap();
    assert_eq!(*keeper.project(), sample());
}

#[test]
fn saving_what_is_saved_leaves_the_file_alone() {
    let desk = Desk::with_project();
    let (mut keeper, opened) = desk.open();
    let before = std::fs::metadata(&desk.path).unwrap().modified().unwrap();
    keeper.save(now()).unwrap();
    let mut worker = Worker::new(&opened, 3);
    keeper.record(worker.mark("found 40", &Label::Claim).0).unwrap();
    keeper.record(worker.undo().unwrap()).unwrap();
    assert!(keeper.has_unsaved());
    keeper.save(now()).unwrap();
    assert!(!keeper.has_unsaved());
    assert_eq!(std::fs::metadata(&desk.path).unwrap().modified().unwrap(), before);
    drop(keeper);
    let (_keeper, opened) = desk.open();
    assert_eq!((opened.history.lengths(), opened.recovered, opened.is_written), ((0, 1), None, true));
}

#[test]
fn save_as_goes_on_there_with_its_undo_and_leaves_the_old_file() {
    let desk = Desk::with_project();
    let old = std::fs::read(&desk.path).unwrap();
    let (mut keeper, opened) = desk.open();
    let mut worker = Worker::new(&opened, 3);
    worker.mark_and_sync(&mut keeper, "found 40", &Label::Claim).unwrap();
    let other = desk.path.with_file_name("other name.ron");
    let saved = keeper.save_as(&other, false, now()).unwrap();
    assert_eq!((saved.path.clone(), keeper.place()), (other.clone(), Where::File(other.clone())));
    assert_eq!(std::fs::read(&desk.path).unwrap(), old);
    worker.mark_and_sync(&mut keeper, "mayor says", &Label::Claim).unwrap();
    assert!(matches!(keeper.save_as(&desk.path, false, now()), Err(StoreError::Exists(_))));
    drop(keeper);
    let (_keeper, opened) = desk.open_at(&other);
    assert_eq!((opened.project, opened.history.lengths()), (worker.project, (2, 0)));
    // The old name is free again, and what was done before the move comes back there.
    assert_eq!(desk.open().1.recovered.unwrap().changes, 1);
}

#[test]
fn a_copy_is_whole_and_never_over_something_unasked() {
    let desk = Desk::with_project();
    let (keeper, opened) = desk.open();
    let copy = desk.path.with_file_name("copy.ron");
    std::fs::write(&copy, "mine").unwrap();
    assert!(matches!(keeper.copy_to(&copy, false), Err(StoreError::Exists(_))));
    assert_eq!(std::fs::read(&copy).unwrap(), b"mine");
    assert!(matches!(keeper.copy_to(&desk.path, true), Err(StoreError::Exists(_))));
    keeper.copy_to(&copy, true).unwrap();
    assert_eq!(read(&copy, &desk.folders).unwrap().project, opened.project);
    assert!(matches!(Keeper::create(&copy, Project::default(), "amira", now(), &desk.folders, false), Err(StoreError::Exists(_))));
    let (keeper, _) = Keeper::create(&copy, Project::default(), "amira", now(), &desk.folders, true).unwrap();
    assert_eq!(keeper.project().article_count(), 0);
}

#[test]
fn a_project_without_a_file_survives_and_can_be_filed() {
    let desk = Desk::new();
    let (mut keeper, opened) = Keeper::unfiled(sample(), 42, "amira", now(), &desk.folders).unwrap();
    assert_eq!(opened.place, Where::Unfiled);
    let mut worker = Worker::new(&opened, 3);
    worker.mark_and_sync(&mut keeper, "found 40", &Label::Claim).unwrap();
    assert!(leftovers(&desk.folders).is_empty(), "it is open");
    drop(keeper);
    let left = leftovers(&desk.folders);
    assert_eq!(left.len(), 1);
    assert_eq!(*left[0].content.as_ref().unwrap(), worker.project);
    let (mut keeper, opened) = desk.open_at(&left[0].path);
    assert_eq!((opened.place, opened.history.lengths()), (Where::Unfiled, (1, 0)));
    keeper.save_as(&desk.path, false, now()).unwrap();
    assert_eq!(keeper.place(), Where::File(desk.path.clone()));
    drop(keeper);
    assert!(leftovers(&desk.folders).is_empty());
    let (_keeper, opened) = desk.open();
    assert_eq!((opened.project, opened.history.lengths(), opened.recovered), (worker.project, (1, 0), None));
    let (keeper, _) = Keeper::unfiled(sample(), 43, "amira", now(), &desk.folders).unwrap();
    keeper.discard();
    assert!(leftovers(&desk.folders).is_empty());
}

#[test]
fn for_reading_nothing_is_written() {
    let desk = Desk::new();
    std::fs::write(&desk.path, crate::store::format::write(&sample())).unwrap();
    let folder = desk.path.parent().unwrap();
    let (mut keeper, opened) = Keeper::open(&desk.path, Access::Read, "amira", now(), &desk.folders).unwrap();
    assert_eq!(opened.read_only, Some(ReadOnly::Asked));
    assert_eq!(read(&desk.path, &desk.folders).unwrap().project, sample());
    let (line, _) = Worker::new(&opened, 3).mark("found 40", &Label::Claim);
    assert!(matches!(keeper.record(line), Err(StoreError::ReadOnly { .. })));
    assert!(matches!(keeper.save(now()), Err(StoreError::ReadOnly { .. })));
    assert_eq!(Desk::names(folder), ["project.ron"]);
    assert_eq!(Desk::names(desk.dir.path()), ["work"]);
}

#[test]
fn the_last_seven_days_are_kept() {
    let desk = Desk::with_project();
    let mut worker = Worker::new(&desk.open().1, 3);
    let words = ["found", "40", "cracks", "mayor", "says", "Elin", "Varga", "told", "reporters", "on"];
    let mut last = Vec::new();
    for (day, words) in words.iter().enumerate() {
        let (mut keeper, _) = desk.open();
        keeper.record(worker.mark(words, &Label::Claim).0).unwrap();
        let now = later(24 * day as i64);
        keeper.save(now).unwrap();
        // The file is of the day that the test plays, not of the day on which it runs.
        std::fs::File::options().write(true).open(&desk.path).unwrap().set_modified(now.into()).unwrap();
        last.push(std::fs::read(&desk.path).unwrap());
    }
    let (keeper, _) = desk.open();
    let copies = keeper.daily_copies();
    let days: Vec<&str> = copies.iter().map(|(day, _)| day.as_str()).collect();
    assert_eq!(days, ["2026-11-30", "2026-11-29", "2026-11-28", "2026-11-27", "2026-11-26", "2026-11-25", "2026-11-24"]);
    for ((_, copy), file) in copies.iter().zip(last.iter().rev()) {
        assert_eq!(std::fs::read(copy).unwrap(), *file);
    }
}

#[test]
fn an_old_journal_grows_no_further_and_keeps_what_is_unsaved() {
    let desk = Desk::with_project();
    let (mut keeper, opened) = desk.open();
    let mut worker = Worker::new(&opened, 3);
    let title = "x".repeat(3_000_000);
    let article = worker.project.order()[0];
    for number in 0..26 {
        let change = worker.hand(|project, hand| crate::edit::rename_article(project, hand, article, &format!("{title}{number}")).unwrap());
        keeper.record(worker.make(change)).unwrap();
        if number == 23 {
            keeper.save(now()).unwrap();
        }
    }
    keeper.sync().unwrap();
    drop(keeper);
    assert!(std::fs::metadata(desk.journal()).unwrap().len() > 100_000_000);
    let (keeper, opened) = desk.open();
    let size = std::fs::metadata(desk.journal()).unwrap().len();
    assert!((58_000_000..=67_108_864).contains(&size), "{size}");
    assert_eq!((&opened.project, opened.recovered.unwrap().changes), (&worker.project, 2));
    drop(keeper);
    let (_keeper, again) = desk.open();
    assert_eq!((&again.project, again.history.lengths()), (&worker.project, opened.history.lengths()));
    let mut worker = Worker::new(&again, 4);
    assert!((8..26).contains(&worker.history.lengths().0));
    while worker.undo().is_some() {}
}

#[test]
fn old_lines_that_an_unsaved_undo_goes_back_to_stay() {
    let desk = Desk::with_project();
    let (mut keeper, opened) = desk.open();
    let mut worker = Worker::new(&opened, 3);
    let title = "x".repeat(3_000_000);
    let article = worker.project.order()[0];
    for number in 0..12 {
        let change = worker.hand(|project, hand| crate::edit::rename_article(project, hand, article, &format!("{title}{number}")).unwrap());
        keeper.record(worker.make(change)).unwrap();
    }
    keeper.save(now()).unwrap();
    for _ in 0..12 {
        keeper.record(worker.undo().unwrap()).unwrap();
    }
    keeper.close().unwrap();
    assert!(std::fs::metadata(desk.journal()).unwrap().len() > 67_108_864);
    let (_keeper, opened) = desk.open();
    assert_eq!(opened.history.lengths(), (0, 12));
    // Not by `assert_eq`, which would print a few megabytes.
    assert!(opened.project == worker.project);
}
