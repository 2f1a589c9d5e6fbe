//! A program that is killed at random moments while it edits, undoes and saves, again and again in one folder: the project
//! always opens, and everything that was called durable is there.

use super::random::Dice;
use super::worker::{Worker, sample};
use super::*;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

const ROUNDS: usize = 220;
const FOLDER: &str = "FACTMARK_TEST_KILL_FOLDER";
const SEED: &str = "FACTMARK_TEST_KILL_SEED";

/// A state in a few words: hash of the file it would make, and what can be undone and redone.
fn words(worker: &Worker) -> String {
    let state = worker.state();
    format!("{} {} {}", blake3::hash(state.project.as_bytes()).to_hex(), state.undo.0, state.undo.1)
}

fn desk_in(root: &Path) -> (Folders, PathBuf) {
    (Folders { config: root.join("config"), state: root.join("state"), program: None }, root.join("work/project.ron"))
}

/// The program that is killed; without the folder that its parent names it does nothing. It tells each state before it is recorded, and the number of each that is durable.
#[test]
fn child() {
    let Some(root) = std::env::var_os(FOLDER) else { return };
    let seed: u64 = std::env::var(SEED).unwrap().parse().unwrap();
    let (folders, path) = desk_in(Path::new(&root));
    let mut out = std::io::stdout();
    let mut tell = |line: String| {
        writeln!(out, "\n{line}").unwrap();
        out.flush().unwrap();
    };
    let wait = Access::Write { wait: Duration::from_secs(10) };
    let (mut keeper, opened) = Keeper::open(&path, wait, "amira", now(), &folders).unwrap();
    assert_eq!(opened.read_only, None);
    let mut worker = Worker::new(&opened, seed);
    let mut dice = Dice(seed);
    let mut last = opened.next_seq - 1;
    tell(format!("state {last} {}", words(&worker)));
    tell(format!("durable {last}"));
    loop {
        if let Some(line) = worker.step(&mut dice) {
            last = line.seq();
            tell(format!("state {last} {}", words(&worker)));
            keeper.record(line).unwrap();
        }
        match dice.roll(8) {
            0..4 => {
                keeper.sync().unwrap();
                tell(format!("durable {last}"));
            }
            4 => {
                keeper.save(now()).unwrap();
                tell(format!("durable {last}"));
            }
            _ => {}
        }
    }
}

#[test]
fn nothing_durable_is_lost_when_the_program_is_killed() {
    let desk = Desk::new();
    desk.create(sample()).0.close().unwrap();
    let root = desk.dir.path().canonicalize().unwrap();
    let mut dice = Dice(0xFAC7);
    let mut told_states = 0;
    // States by the number of their step, of this and earlier rounds.
    let mut states: BTreeMap<u64, String> = BTreeMap::new();
    let mut durable = 0;
    for round in 0..ROUNDS {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "store::tests::kill::child", "--nocapture", "--test-threads=1"])
            .env(FOLDER, &root)
            .env(SEED, round.to_string())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let wanted = [0, dice.roll(60)][usize::from(round % 8 != 0)];
        let mut told: Vec<String> = lines.by_ref().take(wanted).map(Result::unwrap).collect();
        // The moment itself is what is random here; nothing waits for it.
        std::thread::sleep(Duration::from_micros(dice.roll(if wanted == 0 { 30_000 } else { 4_000 }) as u64));
        child.kill().unwrap();
        child.wait().unwrap();
        told.extend(lines.map_while(Result::ok));
        for line in &told {
            assert!(!line.contains("panicked"), "round {round}: {line}");
            match line.split_once(' ') {
                Some(("state", rest)) => {
                    let (seq, state) = rest.split_once(' ').unwrap();
                    states.insert(seq.parse().unwrap(), state.to_owned());
                    told_states += 1;
                }
                Some(("durable", seq)) => durable = seq.parse().unwrap(),
                _ => {}
            }
        }
        let (_keeper, opened) = Keeper::open(&desk.path, WRITE, "amira", now(), &desk.folders).unwrap_or_else(|error| panic!("round {round}: {error}"));
        assert_eq!(opened.read_only, None, "round {round}");
        let there = words(&Worker::new(&opened, 0));
        if !states.is_empty() {
            let at = states.range(durable..).find(|(_, state)| **state == there);
            let at = *at.unwrap_or_else(|| panic!("round {round}: what is there is no state since step {durable}: {:?}", opened.recovered)).0;
            // What came after it was never durable and is gone; its numbers are given again.
            states.retain(|seq, _| *seq <= at);
            durable = at;
        }
        let left = opened.recovered.map(|recovered| (recovered.left, recovered.damaged_line)).unwrap_or_default();
        assert_eq!(left, (Vec::new(), None), "round {round}");
    }
    assert!(told_states > ROUNDS, "the children did {told_states} steps");
    let names = Desk::names(desk.path.parent().unwrap());
    assert_eq!(names, [".factmark", "project.ron"]);
}
