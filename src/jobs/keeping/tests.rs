//! The keeping thread's work, done without the thread: every job is over when it returns.

use super::*;
use crate::project::{Ids, Label};
use crate::session::{Command, FileCommand, MarkCommand, ReadFile, Saving, SelectCommand, Session};
use std::sync::mpsc::channel;
use std::task::Waker;
use tempfile::TempDir;

const TEXT: &str = "Inspectors found 40 cracks 🏳️‍🌈\n\nمرحبا ไทย 桥梁\r\nMayor Elin Varga told reporters.\n";

struct Desk {
    dir: TempDir,
    session: Session,
    keeping: Keeping,
    outcomes: Receiver<Outcome>,
}

fn now() -> Moment {
    Moment::from_second(1_772_000_000).unwrap()
}

impl Desk {
    /// A project in a file of its own, with one article.
    fn new() -> Self {
        let dir = TempDir::new().unwrap();
        let root = dir.path().canonicalize().unwrap();
        let (results, outcomes) = channel();
        let back = Back { results, waker: Waker::noop().clone() };
        let folders = Folders { config: root.join("config"), state: root.join("state"), program: None };
        std::fs::create_dir(root.join("work")).unwrap();
        let keeping = Keeping::new(folders, "amira".into(), 7, now, back);
        let mut desk = Self { dir, session: Session::new("amira".into(), Ids::new(1)), keeping, outcomes };
        desk.run(Command::File(FileCommand::New { title: "Harbour".into(), articles: Vec::new() }));
        let draft = crate::article::read("inspectors.txt", TEXT.as_bytes()).unwrap();
        let jobs = desk.session.finish(
            Outcome::Articles {
                into: desk.session.project_number(),
                read: vec![ReadFile { path: None, draft, alike: None }],
                refused: Vec::new(),
                warnings: Vec::new(),
            },
            now(),
        );
        desk.start(jobs);
        desk.run(Command::File(FileCommand::SaveAs(desk.file())));
        assert_eq!(desk.session.saving(), Some(Saving::Saved));
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().canonicalize().unwrap().join(name)
    }

    fn file(&self) -> PathBuf {
        self.path("work/harbour.ron")
    }

    fn start(&mut self, jobs: Vec<Job>) -> Vec<Outcome> {
        for job in jobs {
            self.keeping.take(Order::Job(job));
        }
        let mut outcomes: Vec<Outcome> = self.outcomes.try_iter().collect();
        for outcome in outcomes.clone() {
            let mut jobs = self.session.finish(outcome, now());
            // To look at an article's file is the other thread's.
            jobs.retain(|job| !matches!(job, Job::LookAtFile { .. }));
            if !jobs.is_empty() {
                outcomes.extend(self.start(jobs));
            }
        }
        outcomes
    }

    fn run(&mut self, command: Command) -> Vec<Outcome> {
        let jobs = self.session.run(command, now());
        self.start(jobs)
    }

    fn tag(&mut self, anchor: usize, focus: usize) -> Vec<Job> {
        self.session.run(Command::Select(SelectCommand::Text { anchor, focus }), now());
        self.session.run(Command::Mark(MarkCommand::Tag { label: Label::Claim, trim: true }), now())
    }

    /// A step ends in a panic, as a fault of the program would make it.
    fn panic_at(&mut self, jobs: Vec<Job>) -> Vec<Outcome> {
        for job in jobs {
            self.keeping.caught(job, |_, _| panic!("a fault"));
        }
        self.start(Vec::new())
    }

    /// A folder stands where the file was: it cannot be replaced.
    fn block_file(&self) {
        std::fs::remove_file(self.file()).unwrap();
        std::fs::create_dir(self.file()).unwrap();
    }

    /// Neither beside the project nor in the state folder can a journal be made.
    fn block_journal(&self) {
        std::fs::remove_dir_all(self.path("work/.factmark")).unwrap();
        std::fs::write(self.path("work/.factmark"), "").unwrap();
        std::fs::remove_dir_all(self.path("state")).unwrap_or_default();
        std::fs::write(self.path("state"), "").unwrap();
    }

    fn words(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }
}

fn stays(outcomes: &[Outcome]) -> Option<bool> {
    outcomes.iter().find_map(|outcome| if let Outcome::StillOpen { is_noted, .. } = outcome { Some(*is_noted) } else { None })
}

fn is_called_saved(outcomes: &[Outcome]) -> bool {
    outcomes.iter().any(|outcome| matches!(outcome, Outcome::Saved(_) | Outcome::Closed))
}

#[test]
fn whoever_closes_is_told_whether_the_journal_holds_what_the_file_does_not() {
    for is_noted in [true, false] {
        let mut desk = Desk::new();
        let jobs = desk.tag(0, 10);
        desk.start(jobs);
        desk.block_file();
        if !is_noted {
            desk.block_journal();
        }
        let outcomes = desk.run(Command::File(FileCommand::Close));
        assert_eq!(stays(&outcomes), Some(is_noted), "{outcomes:?}");
        assert_eq!(outcomes.iter().any(|outcome| matches!(outcome, Outcome::Noted { .. })), is_noted, "{outcomes:?}");
        assert_eq!(outcomes.iter().any(|outcome| matches!(outcome, Outcome::NotNoted(_))), !is_noted, "{outcomes:?}");
        assert!(!is_called_saved(&outcomes));
        assert!(matches!(desk.session.saving(), Some(Saving::NotSaved(_))));
        assert_eq!(desk.session.is_noted(), is_noted);
        assert_eq!(desk.session.project().unwrap().mark_count(), 1);
    }
}

#[test]
fn after_a_panic_in_a_step_nothing_is_called_saved_and_the_shown_project_can_be() {
    let mut desk = Desk::new();
    let lost = desk.tag(0, 10);
    assert!(matches!(desk.panic_at(lost).as_slice(), [Outcome::Refused(_)]));
    for command in [FileCommand::Save, FileCommand::Close, FileCommand::Open(desk.path("other.ron"))] {
        let outcomes = desk.run(Command::File(command.clone()));
        assert!(!is_called_saved(&outcomes) && !outcomes.is_empty(), "{command:?}: {outcomes:?}");
        assert!(stays(&outcomes) != Some(true), "{command:?}: {outcomes:?}");
        assert!(matches!(desk.session.saving(), Some(Saving::NotSaved(_))), "{command:?}");
    }
    assert_eq!(desk.tag(11, 16).len(), 0, "what cannot be kept is not done");
    assert!(desk.session.notices().last().unwrap().what.contains("save the project under another name"));
    desk.run(Command::File(FileCommand::SaveCopy(desk.path("work/copy.ron"))));
    assert!(desk.words("work/copy.ron").contains("label: Claim"), "a copy is of what is shown");
    desk.run(Command::File(FileCommand::SaveAs(desk.path("work/anew.ron"))));
    assert_eq!(desk.session.path(), Some(desk.path("work/anew.ron").as_path()));
    assert_eq!((desk.session.saving(), desk.session.project().unwrap().mark_count()), (Some(Saving::Saved), 1));
    assert!(desk.words("work/anew.ron").contains("label: Claim"));
    let jobs = desk.tag(11, 16);
    desk.start(jobs);
    let outcomes = desk.run(Command::File(FileCommand::Close));
    assert!(matches!(outcomes.last(), Some(Outcome::Closed)), "{outcomes:?}");
    assert_eq!(desk.words("work/anew.ron").matches("label: Claim").count(), 2);
}

#[test]
fn what_follows_a_refused_step_is_never_called_noted() {
    let mut desk = Desk::new();
    let lost = desk.tag(0, 10);
    // The next one comes before the session knows of the fault.
    let next = desk.tag(11, 16);
    desk.panic_at(lost);
    assert!(desk.start(next).is_empty());
    desk.keeping.sync();
    assert!(desk.start(Vec::new()).is_empty());
    // A name that was chosen before it was known is no snapshot of the whole work.
    let outcomes = desk.start(vec![Job::SaveAs { path: desk.path("work/early.ron"), anew: None }]);
    assert!(matches!(outcomes.as_slice(), [Outcome::NotWritten(_)]), "{outcomes:?}");
    assert!(!desk.path("work/early.ron").exists());
}

#[test]
fn a_change_that_comes_when_nothing_is_open_is_told() {
    let mut desk = Desk::new();
    let late = desk.tag(0, 10);
    desk.run(Command::File(FileCommand::Close));
    let outcomes = desk.start(late);
    assert!(matches!(outcomes.as_slice(), [Outcome::NotNoted(_)]), "{outcomes:?}");
}

#[test]
fn a_copy_that_fails_is_no_trouble_of_the_project() {
    let mut desk = Desk::new();
    let gone = desk.path("not/there/copy.ron");
    for command in [FileCommand::SaveCopy(gone.clone()), FileCommand::SaveAs(gone)] {
        let outcomes = desk.run(Command::File(command));
        assert!(matches!(outcomes.as_slice(), [Outcome::NotWritten(_)]), "{outcomes:?}");
        assert_eq!(desk.session.saving(), Some(Saving::Saved));
        assert_eq!(desk.session.notices().last().unwrap().level, crate::session::Level::Error);
    }
}

#[test]
fn a_name_that_fails_does_not_hide_that_the_journal_holds_everything() {
    let mut desk = Desk::new();
    let jobs = desk.tag(0, 10);
    desk.start(jobs);
    assert!(!desk.session.is_noted(), "nothing is durable yet");
    let outcomes = desk.run(Command::File(FileCommand::SaveAs(desk.path("not/there/other.ron"))));
    assert!(matches!(outcomes.as_slice(), [Outcome::Noted { .. }, Outcome::NotWritten(_)]), "{outcomes:?}");
    assert!(desk.session.is_noted());
}

#[test]
fn a_journal_that_works_does_not_make_a_failing_file_saved() {
    let mut desk = Desk::new();
    let jobs = desk.tag(0, 10);
    desk.start(jobs);
    desk.block_file();
    desk.run(Command::File(FileCommand::Save));
    assert!(matches!(desk.session.saving(), Some(Saving::NotSaved(_))));
    let jobs = desk.tag(11, 16);
    desk.start(jobs);
    desk.keeping.sync();
    let outcomes = desk.start(Vec::new());
    assert!(matches!(outcomes.as_slice(), [Outcome::Noted { .. }]), "{outcomes:?}");
    assert!(matches!(desk.session.saving(), Some(Saving::NotSaved(_))), "the file still misses it");
}

#[test]
fn what_a_crash_left_comes_back_and_is_told_and_can_be_undone() {
    let mut desk = Desk::new();
    for (anchor, focus) in [(0, 10), (11, 16)] {
        let jobs = desk.tag(anchor, focus);
        desk.start(jobs);
    }
    desk.keeping.sync();
    // What lies on the disk at this moment is what a crash leaves: the copy has nobody's lock.
    std::fs::create_dir_all(desk.path("crashed/.factmark")).unwrap();
    for name in ["harbour.ron", ".factmark/harbour.ron.journal"] {
        std::fs::copy(desk.path("work").join(name), desk.path("crashed").join(name)).unwrap();
    }
    assert!(!desk.words("crashed/harbour.ron").contains("Claim"), "the file misses it");
    let crashed = desk.path("crashed/harbour.ron");
    desk.run(Command::File(FileCommand::Open(crashed.clone())));
    assert_eq!((desk.session.path(), desk.session.project().unwrap().mark_count()), (Some(crashed.as_path()), 2));
    let told = desk.session.notices().iter().find(|notice| notice.what == "2 changes that were not in the file came back");
    assert!(told.is_some(), "{:?}", desk.session.notices());
    desk.run(Command::Undo);
    assert_eq!(desk.session.project().unwrap().mark_count(), 1);
    desk.run(Command::File(FileCommand::Close));
    assert_eq!(desk.words("crashed/harbour.ron").matches("label: Claim").count(), 1);
}

#[test]
fn a_project_opened_read_only_can_be_changed_under_another_name() {
    let mut desk = Desk::new();
    desk.run(Command::File(FileCommand::Close));
    let mut permissions = std::fs::metadata(desk.file()).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(desk.file(), permissions).unwrap();
    desk.run(Command::File(FileCommand::Open(desk.file())));
    assert!(matches!(desk.session.saving(), Some(Saving::ReadOnly(_))), "{:?}", desk.session.saving());
    desk.run(Command::File(FileCommand::SaveAs(desk.path("work/mine.ron"))));
    assert_eq!(desk.session.saving(), Some(Saving::Saved));
    let jobs = desk.tag(0, 10);
    assert_eq!(jobs.len(), 1);
    desk.start(jobs);
    desk.run(Command::File(FileCommand::Save));
    assert!(desk.words("work/mine.ron").contains("label: Claim"));
    assert!(!desk.words("work/harbour.ron").contains("label: Claim"));
}

#[test]
fn a_journal_that_lies_elsewhere_is_told_before_and_after_a_save() {
    let mut desk = Desk::new();
    desk.run(Command::File(FileCommand::Close));
    std::fs::remove_dir_all(desk.path("work/.factmark")).unwrap();
    std::fs::write(desk.path("work/.factmark"), "a file where the folder was").unwrap();
    desk.run(Command::File(FileCommand::Open(desk.file())));
    let told = |desk: &Desk| matches!(desk.session.saving(), Some(Saving::NoFile(_)));
    assert!(told(&desk), "{:?}", desk.session.saving());
    let jobs = desk.tag(0, 10);
    desk.start(jobs);
    desk.keeping.sync();
    desk.start(Vec::new());
    assert!(told(&desk), "{:?}", desk.session.saving());
    desk.run(Command::File(FileCommand::Save));
    assert!(told(&desk), "{:?}", desk.session.saving());
    desk.run(Command::File(FileCommand::SaveAs(desk.path("harbour.ron"))));
    assert_eq!(desk.session.saving(), Some(Saving::Saved), "there the folder can be made");
}

#[test]
fn a_panic_while_a_project_is_left_leaves_it_open() {
    let mut desk = Desk::new();
    let jobs = desk.tag(0, 10);
    desk.start(jobs);
    for command in [FileCommand::Close, FileCommand::Open(desk.path("other.ron"))] {
        let jobs = desk.session.run(Command::File(command), now());
        assert_eq!(stays(&desk.panic_at(jobs)), Some(false), "the journal did not answer yet");
        assert_eq!(desk.session.project().map(|project| project.mark_count()), Some(1));
    }
    let outcomes = desk.run(Command::File(FileCommand::Close));
    assert!(matches!(outcomes.last(), Some(Outcome::Closed)), "{outcomes:?}");
    assert!(desk.words("work/harbour.ron").contains("label: Claim"));
}

mod theirs;
