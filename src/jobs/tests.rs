use super::Runner;
use crate::project::{Ids, Moment, Name};
use crate::session::{ArticleCommand, Command, FileCommand, Level, MarkCommand, Outcome, Saving, SelectCommand, Session};
use crate::store::{Folders, Preferences};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::task::{Wake, Waker};
use std::time::Duration;
use tempfile::TempDir;

const TEXT: &str = "Inspectors found 40 cracks, mayor says\n\nمرحبا 👨‍👩‍👧 עברית ไทย 桥梁\r\nMayor Elin Varga told reporters.\n";

/// Wakes a thread that waits in a channel: an outcome is there when this says so.
struct Bell(Mutex<Sender<()>>);

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.0.lock().unwrap().send(()).unwrap_or_default();
    }
}

struct World {
    dir: TempDir,
    session: Session,
    runner: Option<Runner>,
    bell: Receiver<()>,
    waker: Waker,
}

fn now() -> Moment {
    Moment::from_second(1_772_000_000).unwrap()
}

impl World {
    fn new() -> Self {
        let (ring, bell) = channel();
        let waker = Waker::from(Arc::new(Bell(Mutex::new(ring))));
        let mut world = Self { dir: TempDir::new().unwrap(), session: Session::new("amira".into(), Ids::new(1)), runner: None, bell, waker };
        world.start();
        world
    }

    fn start(&mut self) {
        self.runner = Some(Runner::new(&self.waker, self.folders(), Name::from("amira"), 7, now).unwrap());
    }

    fn folders(&self) -> Folders {
        Folders { config: self.path("config"), state: self.path("state"), program: None }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    fn run(&mut self, command: Command) {
        for job in self.session.run(command, now()) {
            self.runner.as_mut().unwrap().start(job);
        }
    }

    fn runner(&mut self) -> &mut Runner {
        self.runner.as_mut().unwrap()
    }

    /// Goes on until `until` holds; each round waits for the runner's wake.
    fn wait(&mut self, until: impl Fn(&Session) -> bool) {
        loop {
            for outcome in self.runner().finished() {
                for job in self.session.finish(outcome, now()) {
                    self.runner().start(job);
                }
            }
            if until(&self.session) {
                return;
            }
            self.bell.recv_timeout(Duration::from_secs(60)).expect("an outcome comes");
        }
    }

    /// The next outcome that `wanted` likes.
    fn outcome(&mut self, wanted: impl Fn(&Outcome) -> bool) -> Outcome {
        loop {
            if let Some(outcome) = self.runner().finished().into_iter().find(&wanted) {
                return outcome;
            }
            self.bell.recv_timeout(Duration::from_secs(60)).expect("an outcome comes");
        }
    }

    /// A project in a file, with one article.
    fn with_file(&mut self) -> PathBuf {
        let article = self.file("inspectors.txt", TEXT);
        self.run(Command::File(FileCommand::New { title: "Harbour".into(), articles: vec![article] }));
        self.wait(|session| session.article().is_some());
        let path = self.path("harbour.ron");
        self.run(Command::File(FileCommand::SaveAs(path.clone())));
        self.wait(|session| session.path().is_some() && session.saving() == Some(Saving::Saved));
        path.canonicalize().unwrap()
    }

    fn tag(&mut self, anchor: usize, focus: usize) {
        self.run(Command::Select(SelectCommand::Text { anchor, focus }));
        self.run(Command::Mark(MarkCommand::Tag { label: crate::project::Label::Claim, trim: true }));
    }

    fn marks(&self) -> usize {
        self.session.project().map_or(0, |project| project.marks().count())
    }

    /// Ends the threads as the end of the program does.
    fn end(&mut self) {
        self.runner = None;
    }
}

#[test]
fn a_change_is_called_saved_only_when_the_journal_holds_it() {
    let mut world = World::new();
    let path = world.with_file();
    world.tag(0, 38);
    assert_eq!(world.session.saving(), Some(Saving::Saving));
    world.wait(|session| session.saving() == Some(Saving::Saved));
    let journal = path.parent().unwrap().join(".factmark/harbour.ron.journal");
    let words = std::fs::read_to_string(journal).unwrap();
    assert!(words.contains("Claim"), "{words}");
}

#[test]
fn the_file_follows_the_work_by_itself() {
    let mut world = World::new();
    let path = world.with_file();
    world.tag(0, 38);
    world.wait(|session| !session.is_ahead_of_file());
    assert!(std::fs::read_to_string(path).unwrap().contains("label: Claim"));
}

#[test]
fn ending_the_program_saves() {
    let mut world = World::new();
    let path = world.with_file();
    world.tag(0, 38);
    world.end();
    assert!(std::fs::read_to_string(path).unwrap().contains("label: Claim"));
}

#[test]
fn a_project_without_a_file_is_kept_and_never_called_saved_to_one() {
    let mut world = World::new();
    let article = world.file("a.txt", TEXT);
    world.run(Command::File(FileCommand::Add(vec![article])));
    world.wait(|session| session.article().is_some() && matches!(session.saving(), Some(Saving::NoFile(_))));
    assert_eq!(world.session.path(), None);
    world.run(Command::File(FileCommand::Close));
    world.wait(|session| session.project().is_none());
    let left = crate::store::leftovers(&world.folders());
    assert_eq!(left.len(), 1);
    world.run(Command::File(FileCommand::Open(left[0].path.clone())));
    world.wait(|session| session.article().is_some());
    assert_eq!(world.session.path(), None, "it still has no file of its own");
    world.runner().discard();
    world.wait(|session| session.project().is_none());
    assert!(crate::store::leftovers(&world.folders()).is_empty());
}

#[test]
fn a_project_that_cannot_be_saved_stays_open_when_another_is_asked_for() {
    let mut world = World::new();
    world.with_file();
    let other = world.path("other.ron");
    world.run(Command::File(FileCommand::SaveCopy(other.clone())));
    world.outcome(|outcome| matches!(outcome, Outcome::Copied(_)));
    let elsewhere = world.path("gone/harbour.ron");
    std::fs::create_dir_all(elsewhere.parent().unwrap()).unwrap();
    world.run(Command::File(FileCommand::SaveAs(elsewhere.clone())));
    let there = elsewhere.canonicalize().ok();
    world.wait(|session| session.path().is_some_and(|path| path.ends_with("gone/harbour.ron")) || there.is_some() && session.path() == there.as_deref());
    std::fs::remove_dir_all(elsewhere.parent().unwrap()).unwrap();
    std::fs::write(elsewhere.parent().unwrap(), "a file where the folder was").unwrap();
    world.tag(0, 38);
    world.run(Command::File(FileCommand::Open(other)));
    world.wait(|session| session.busy().is_none());
    assert_eq!(world.marks(), 1, "the work is still there");
    assert!(matches!(world.session.saving(), Some(Saving::NotSaved(_))), "{:?}", world.session.saving());
    assert!(world.session.notices().iter().any(|notice| notice.level == Level::Error));
}

#[test]
fn what_cannot_be_opened_is_told_with_its_name_and_its_line() {
    let mut world = World::new();
    let path = world.file("broken.ron", "// factmark project\n(\n    format: 1,\n    titel: \"x\",\n)\n");
    world.run(Command::File(FileCommand::Open(path)));
    world.wait(|session| !session.notices().is_empty());
    let what = &world.session.notices()[0].what;
    assert!(what.contains("broken.ron") && what.contains("titel"), "{what}");
    assert!(world.session.busy().is_none());
}

#[test]
fn each_article_is_read_or_refused_by_itself() {
    let mut world = World::new();
    let folder = world.path("articles");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("b.md"), "# Bridge\n\nText 桥.\n").unwrap();
    std::fs::write(folder.join("a.txt"), TEXT).unwrap();
    std::fs::write(folder.join("empty.txt"), "").unwrap();
    world.run(Command::File(FileCommand::Add(vec![folder, PathBuf::from("/not/there.txt")])));
    world.wait(|session| session.article().is_some() && session.busy().is_none());
    let titles: Vec<String> = world.session.project().unwrap().articles().map(|article| article.title.clone()).collect();
    assert_eq!(titles.len(), 2, "{titles:?}");
    let refused = &world.session.arrivals().unwrap().refused;
    assert_eq!(refused.len(), 2, "{refused:?}");
}

#[test]
fn reading_can_be_stopped() {
    let mut world = World::new();
    let files: Vec<PathBuf> = (0..40).map(|number| world.file(&format!("{number}.txt"), &format!("{number} {}", "Wörter. ".repeat(20_000)))).collect();
    world.runner().start(crate::session::Job::Read { paths: files, there: Vec::new(), into: 0 });
    world.runner().stop_reading();
    let outcome = world.outcome(|outcome| matches!(outcome, Outcome::Articles { .. }));
    let Outcome::Articles { read, refused, .. } = outcome else { unreachable!() };
    assert!(read.len() < 40 && refused.len() == 1 && refused[0].says.contains("stopped"), "{} {refused:?}", read.len());
    assert_eq!(world.runner().reading(), None);
    // The next reading is not the one that was stopped.
    let again = world.file("again.txt", TEXT);
    world.runner().start(crate::session::Job::Read { paths: vec![again], there: Vec::new(), into: 0 });
    let outcome = world.outcome(|outcome| matches!(outcome, Outcome::Articles { .. }));
    assert!(matches!(outcome, Outcome::Articles { read, .. } if read.len() == 1));
}

#[test]
fn settings_are_written_at_the_latest_at_the_end() {
    let mut world = World::new();
    for zoom in [1.1, 1.2, 1.5] {
        world.runner().keep(Preferences { zoom, ..Preferences::default() });
    }
    world.end();
    let (read, aside) = Preferences::read(&world.folders(), now()).unwrap();
    assert_eq!((read.zoom, aside), (1.5, None));
}

#[test]
fn states_of_articles_and_undo_survive_a_restart() {
    let mut world = World::new();
    let path = world.with_file();
    let article = world.session.article().unwrap().id;
    world.run(Command::Article(ArticleCommand::SetState(vec![article], crate::project::ArticleState::Flagged)));
    world.end();
    world.start();
    world.run(Command::File(FileCommand::Open(path.clone())));
    world.wait(|session| session.article().is_some() && session.busy().is_none() && session.path() == Some(&path));
    world.wait(|session| session.saving() == Some(Saving::Saved));
    world.run(Command::Undo);
    assert_ne!(world.session.article().unwrap().state, crate::project::ArticleState::Flagged);
    world.wait(|session| session.saving() == Some(Saving::Saved));
}
