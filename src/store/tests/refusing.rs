//! A disk that refuses at any one step, once or from then on. What was called durable is there afterwards; what failed can be
//! tried again; and a program that ends there finds everything at the next start.

use super::random::Dice;
use super::worker::{State, Worker, sample};
use super::*;
use crate::project::Label;

/// Works and saves, ignoring what fails, as a program does that shows it and goes on. Gives every state, and the number of the last that
/// was called durable.
fn work(keeper: &mut Keeper, worker: &mut Worker) -> (Vec<State>, usize) {
    let mut states = vec![worker.state()];
    let mut durable = 0;
    let mut dice = Dice(5);
    for round in 0..12 {
        if let Some(line) = worker.step(&mut dice) {
            // An error of the disk still takes the step.
            let taken = keeper.record(line);
            assert!(matches!(taken, Ok(()) | Err(StoreError::Io { .. })), "{taken:?}");
            states.push(worker.state());
        }
        let done = if round % 3 == 2 { keeper.save(now()).map(|_| ()) } else { keeper.sync() };
        if done.is_ok() {
            durable = states.len() - 1;
        }
    }
    (states, durable)
}

fn check_reopened(desk: &Desk, states: &[State], durable: usize, step: usize) {
    let (_keeper, opened) = desk.open();
    let state = Worker::new(&opened, 0).state();
    assert!(states[durable..].contains(&state), "step {step}: undo {:?}, {:?}", state.undo, opened.recovered);
    assert_eq!(opened.recovered.map(|recovered| (recovered.left, recovered.damaged_line)).unwrap_or_default(), (Vec::new(), None), "step {step}");
}

#[test]
fn a_program_that_ends_between_any_two_steps_finds_what_was_durable() {
    for step in 0.. {
        let desk = Desk::with_project();
        let disk = Disk::default();
        disk.faults.fail(step, usize::MAX);
        let worked = desk.open_on(&disk).map(|(mut keeper, opened)| {
            let is_held = opened.read_only.is_none();
            let mut worker = Worker::new(&opened, 3);
            if is_held { work(&mut keeper, &mut worker) } else { (vec![worker.state()], 0) }
        });
        let failed = disk.faults.heal();
        let (states, durable) = worked.unwrap_or_else(|_| (vec![State { project: crate::store::format::write(&sample()), undo: (0, 0) }], 0));
        check_reopened(&desk, &states, durable, step);
        if !failed {
            assert!(step > 60, "there are more steps than {step}");
            break;
        }
    }
}

#[test]
fn a_disk_that_refuses_for_a_while_loses_nothing() {
    for many in [1, 7] {
        for step in 0.. {
            let desk = Desk::with_project();
            let disk = Disk::default();
            let (mut keeper, opened) = desk.open_on(&disk).unwrap();
            let mut worker = Worker::new(&opened, 3);
            disk.faults.fail(step, many);
            let (states, _) = work(&mut keeper, &mut worker);
            let failed = disk.faults.heal();
            keeper.sync().unwrap();
            assert_eq!(*keeper.project(), worker.project);
            let all = states.len() - 1;
            if step % 2 == 0 {
                keeper.save(now()).unwrap();
                assert!(!keeper.has_unsaved());
                assert_eq!(std::fs::read_to_string(&desk.path).unwrap(), states[all].project);
            }
            drop(keeper);
            check_reopened(&desk, &states, all, step);
            if !failed {
                break;
            }
        }
    }
}

#[test]
fn a_failed_save_leaves_the_old_file_and_no_litter() {
    let desk = Desk::with_project();
    let old = std::fs::read(&desk.path).unwrap();
    let disk = Disk::default();
    let (mut keeper, opened) = desk.open_on(&disk).unwrap();
    let mut worker = Worker::new(&opened, 3);
    worker.mark_and_sync(&mut keeper, "found 40", &Label::Claim).unwrap();
    for step in 0..6 {
        disk.faults.fail(step, usize::MAX);
        let error = keeper.save(now()).unwrap_err().to_string();
        assert!(error.contains("make room on the disk"), "{error}");
        disk.faults.heal();
        assert_eq!(std::fs::read(&desk.path).unwrap(), old, "step {step}");
        assert_eq!(Desk::names(desk.path.parent().unwrap()), [".factmark", "project.ron"]);
    }
    keeper.save(now()).unwrap();
    assert_ne!(std::fs::read(&desk.path).unwrap(), old);
}

#[test]
fn a_project_is_made_or_moved_whole_or_not_at_all() {
    for step in 0.. {
        let desk = Desk::with_project();
        let other = desk.path.with_file_name("other.ron");
        let disk = Disk::default();
        let (mut keeper, opened) = desk.open_on(&disk).unwrap();
        let mut worker = Worker::new(&opened, 3);
        worker.mark_and_sync(&mut keeper, "found 40", &Label::Claim).unwrap();
        disk.faults.fail(step, usize::MAX);
        let moved = keeper.save_as(&other, false, now());
        let made = Keeper::create_on(disk.clone(), &desk.path.with_file_name("made.ron"), sample(), "amira", now(), &desk.folders, false);
        let failed = disk.faults.heal();
        for name in ["other.ron", "made.ron"] {
            let path = desk.path.with_file_name(name);
            assert!(!path.exists() || crate::store::read(&path, &desk.folders).is_ok(), "step {step}: {name}");
        }
        assert!(made.is_err() || !failed || moved.is_err());
        // Wherever it is now, the work goes on.
        worker.mark_and_sync(&mut keeper, "mayor says", &Label::Claim).unwrap();
        let path = keeper.path().to_owned();
        assert_eq!(path == other, moved.is_ok(), "step {step}");
        drop((keeper, made));
        assert_eq!(desk.open_at(&path).1.project, worker.project, "step {step}");
        if !failed {
            break;
        }
    }
}

#[test]
fn a_save_that_failed_is_not_taken_for_the_file() {
    for step in 0.. {
        let desk = Desk::with_project();
        let disk = Disk::default();
        let (mut keeper, opened) = desk.open_on(&disk).unwrap();
        let mut worker = Worker::new(&opened, 3);
        worker.mark_and_sync(&mut keeper, "found 40", &Label::Claim).unwrap();
        disk.faults.fail(step, 1);
        keeper.save(now()).map(|_| ()).unwrap_or_default();
        let failed = disk.faults.heal();
        // Back to what the file held before, which is no longer sure to be there.
        keeper.record(worker.undo().unwrap()).unwrap();
        keeper.save(now()).unwrap();
        assert_eq!(std::fs::read_to_string(&desk.path).unwrap(), worker.state().project, "step {step}");
        if !failed {
            break;
        }
    }
}

#[test]
fn where_only_the_journal_refuses_the_file_takes_the_work() {
    for step in 0..3 {
        let desk = Desk::with_project();
        let disk = Disk::default();
        let (mut keeper, opened) = desk.open_on(&disk).unwrap();
        let mut worker = Worker::new(&opened, 3);
        let (line, _) = worker.mark("found 40", &Label::Claim);
        keeper.record(line).unwrap();
        // What goes first is the journal: its lines, their way to the disk, the line that says which file comes next.
        disk.faults.fail(step, 1);
        let saved = keeper.save(now()).unwrap();
        assert!(disk.faults.heal(), "step {step}");
        assert!(!saved.warnings.is_empty() && !keeper.has_unsaved(), "step {step}");
        assert_eq!(std::fs::read_to_string(&desk.path).unwrap(), worker.state().project, "step {step}");
        drop(keeper);
        check_reopened(&desk, &[worker.state()], 0, step);
    }
}

#[test]
fn a_step_that_leaves_one_out_is_refused() {
    let desk = Desk::with_project();
    let (mut keeper, opened) = desk.open();
    let mut worker = Worker::new(&opened, 3);
    let (_left_out, _) = worker.mark("found 40", &Label::Claim);
    let (next, _) = worker.mark("mayor says", &Label::Source);
    assert!(matches!(keeper.record(next), Err(StoreError::OutOfStep(_))));
    assert!(!keeper.has_unsaved());
}
