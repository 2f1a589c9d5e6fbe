//! How long it takes; `cargo test --release -- --ignored --nocapture` prints it.

use super::super::*;
use super::on;
use std::time::{Duration, Instant};

/// Units of a text, and other annotators' version of them: moved a little, some left out, some of another label.
fn alike(annotators: u32, count: u32, every: u32, long: u32) -> Vec<Vec<Unit>> {
    let mut state = 12345_u32;
    let mut next = |limit: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) % limit
    };
    let truth: Vec<Unit> = (0..count).map(|index| Unit { start: index * every + next(every), end: 0, label: next(4) }).collect();
    let truth: Vec<Unit> = truth.into_iter().map(|unit| Unit { end: unit.start + 1 + next(2 * long), ..unit }).collect();
    let mut version = |unit: &Unit| {
        let start = unit.start + next(4);
        let label = if next(6) == 0 { next(4) } else { unit.label };
        let start = if next(7) == 0 { start + next(40) } else { start };
        Unit { start, end: (unit.end + next(4)).max(start + 1), label }
    };
    (0..annotators).map(|_| truth.iter().map(&mut version).collect()).collect()
}

/// Annotators, units of each, code points per unit, half the longest length: what it must be quick for, and harder.
const SIZES: [(u32, u32, u32, u32); 20] = [
    (2, 400, 60, 15),
    (2, 400, 10, 15),
    (2, 400, 3, 60),
    (2, 5000, 4, 60),
    (3, 50, 40, 20),
    (3, 100, 15, 20),
    (3, 100, 3, 30),
    (3, 200, 3, 30),
    (3, 400, 15, 20),
    (3, 1000, 30, 20),
    (4, 16, 30, 20),
    (4, 50, 40, 20),
    (4, 50, 10, 20),
    (4, 50, 4, 20),
    (4, 100, 15, 20),
    (5, 30, 20, 20),
    (5, 60, 30, 20),
    (6, 40, 40, 20),
    (8, 20, 40, 20),
    (10, 20, 80, 20),
];

/// Each size stops after a while, to show that it can.
const PATIENCE: Duration = Duration::from_secs(20);

#[test]
#[ignore = "measures time; takes long in a debug build"]
fn speed() {
    for (annotators, count, every, long) in SIZES {
        let units = alike(annotators, count, every, long);
        let started = Instant::now();
        let alone = best_alignment(&units, &Weights::default(), &mut on).map(|_| started.elapsed());
        let (started, mut last, mut slowest) = (Instant::now(), Instant::now(), Duration::ZERO);
        let mut watch = |_: usize, _: usize| {
            slowest = slowest.max(last.elapsed());
            last = Instant::now();
            started.elapsed() < PATIENCE
        };
        let found = gamma(&units, count * every + 100, &Weights::default(), &Sampling::default(), &mut watch).map(|found| found.unwrap().gamma);
        let took = started.elapsed();
        println!(
            "{annotators} × {count}, every {every}, {long} long: best alignment {alone:?}; γ {found:?} in {took:?}, longest without a look at the watch {slowest:?}"
        );
        assert!(annotators > 2 || count > 400 || took < Duration::from_secs(1));
    }
}

/// Marks as regular as a comb: the linear relaxation is halves everywhere, and there are ties everywhere.
#[test]
fn regular_marks_are_aligned_in_time() {
    let comb = |annotator: u32| (0..100).map(|index| Unit { start: index * 5, end: index * 5 + 20, label: (index * (annotator + 1)) % 4 }).collect();
    let annotators: Vec<Vec<Unit>> = (0..3).map(comb).collect();
    let started = Instant::now();
    let found = best_alignment(&annotators, &Weights::default(), &mut |_, _| started.elapsed() < PATIENCE).unwrap().unwrap();
    assert!((found.disorder - 0.5625).abs() < 1e-9);
}
