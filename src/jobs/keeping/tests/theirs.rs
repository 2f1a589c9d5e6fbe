//! Somebody else changes the file while it is open.

use super::*;
use crate::edit::{Change, Edit};
use crate::project::{Article, Mark, MarkId};
use crate::session::{Level, VersionCommand};
use crate::store::format;

impl Desk {
    /// Somebody else changes the file: what `edit` makes of what it holds.
    fn elsewhere(&self, edit: impl FnOnce(&Project) -> Vec<Edit>) {
        let mut project = format::read(&std::fs::read_to_string(self.file()).unwrap()).unwrap().project;
        let edits = edit(&project);
        project.apply(&Change { name: "theirs".into(), by: "jonas".into(), on: None, edits }).unwrap();
        std::fs::write(self.file(), format::write(&project)).unwrap();
    }

    fn in_file(&self) -> Project {
        format::read(&std::fs::read_to_string(self.file()).unwrap()).unwrap().project
    }

    fn shown(&self) -> &Project {
        self.session.project().unwrap()
    }

    fn told(&mut self) -> Vec<(Level, String)> {
        self.session.take_notices().into_iter().map(|notice| (notice.level, notice.what)).collect()
    }

    fn note_of(&self, id: MarkId) -> String {
        self.shown().mark(id).unwrap().note.clone()
    }

    fn tagged(&mut self, anchor: usize, focus: usize) -> MarkId {
        let jobs = self.tag(anchor, focus);
        self.start(jobs);
        self.session.selection().mark.unwrap()
    }
}

fn noted(project: &Project, id: MarkId, note: &str) -> Vec<Edit> {
    let before = project.mark(id).unwrap().clone();
    let after = Mark { note: note.to_owned(), ..(*before).clone() };
    vec![Edit::mark(Some(before), Some(after))]
}

fn renamed(project: &Project, title: &str) -> Vec<Edit> {
    let before = project.articles().next().unwrap().clone();
    let after = Article { title: title.to_owned(), ..(*before).clone() };
    vec![Edit::article(Some(before), Some(after))]
}

#[test]
fn what_both_did_is_in_the_file_and_one_undo_takes_theirs_back() {
    let mut desk = Desk::new();
    let mark = desk.tagged(0, 27);
    desk.run(Command::File(FileCommand::Save));
    desk.elsewhere(|project| [noted(project, mark, "theirs"), renamed(project, "Their title")].concat());
    let ours = desk.tagged(68, 90);
    let title = desk.shown().articles().next().unwrap().title.clone();
    desk.session.take_notices();
    desk.run(Command::File(FileCommand::Save));
    assert_eq!((desk.note_of(mark), desk.shown().mark_count()), ("theirs".to_owned(), 2));
    assert_eq!(desk.in_file(), *desk.shown());
    let told = "Another program changed harbour.ron, and it was merged with what is open here: 1 article changed, 1 mark changed; Undo takes it back";
    assert_eq!(desk.told(), [(Level::Info, told.to_owned())]);
    assert_eq!((desk.session.saving(), desk.session.to_undo()), (Some(Saving::Saved), Some("take the changes of the file")));
    desk.run(Command::Undo);
    assert_eq!((desk.note_of(mark), desk.shown().articles().next().unwrap().title.clone()), (String::new(), title));
    assert!(desk.shown().mark(ours).is_some());
    desk.run(Command::File(FileCommand::Save));
    assert_eq!(desk.in_file(), *desk.shown(), "what the analyst took back is taken back in the file");
}

#[test]
fn what_both_changed_differently_is_kept_in_both_forms_and_told() {
    let mut desk = Desk::new();
    let mark = desk.tagged(0, 27);
    desk.run(Command::File(FileCommand::Save));
    desk.elsewhere(|project| noted(project, mark, "theirs"));
    desk.session.take_notices();
    desk.run(Command::Mark(MarkCommand::Note(mark, "ours".into())));
    desk.run(Command::File(FileCommand::Save));
    let notes: Vec<String> = desk.shown().marks().map(|mark| format!("{} {:?}", mark.note, mark.state)).collect();
    assert_eq!(notes.len(), 2, "{notes:?}");
    assert!(["ours Proposed", "theirs Proposed"].iter().all(|note| notes.contains(&(*note).to_owned())), "{notes:?}");
    assert_eq!(desk.told().first().map(|(level, _)| *level), Some(Level::Warning));
    assert_eq!(desk.in_file(), *desk.shown());
}

#[test]
fn a_step_that_is_on_its_way_comes_first() {
    let mut desk = Desk::new();
    let mark = desk.tagged(0, 27);
    desk.run(Command::File(FileCommand::Save));
    desk.elsewhere(|project| noted(project, mark, "theirs"));
    // The keeping thread offers what it found while another step is made.
    let late = desk.tag(68, 90);
    desk.keeping.take(Order::Job(Job::Save));
    desk.start(Vec::new());
    assert_eq!(desk.note_of(mark), "", "it is not taken out of turn");
    assert_eq!(desk.in_file().mark_count(), 1, "and theirs is as they left it");
    desk.start(late);
    desk.run(Command::File(FileCommand::Save));
    assert_eq!((desk.note_of(mark), desk.in_file() == *desk.shown()), ("theirs".to_owned(), true));
}

#[test]
fn who_comes_back_to_the_window_sees_what_was_done_meanwhile() {
    let mut desk = Desk::new();
    let mark = desk.tagged(0, 27);
    desk.run(Command::File(FileCommand::Save));
    assert!(desk.run(Command::Version(VersionCommand::LookAgain)).is_empty(), "nothing has changed");
    desk.elsewhere(|project| noted(project, mark, "theirs"));
    desk.run(Command::Version(VersionCommand::LookAgain));
    assert_eq!((desk.note_of(mark), desk.session.saving()), ("theirs".to_owned(), Some(Saving::Saved)));
    assert!(desk.run(Command::Version(VersionCommand::LookAgain)).is_empty(), "it is taken once");
}

#[test]
fn closing_takes_theirs_too() {
    let mut desk = Desk::new();
    let mark = desk.tagged(0, 27);
    desk.run(Command::File(FileCommand::Save));
    desk.elsewhere(|project| noted(project, mark, "theirs"));
    desk.tagged(68, 90);
    desk.run(Command::File(FileCommand::Close));
    assert!(desk.session.project().is_none());
    let file = desk.in_file();
    assert_eq!((file.mark_count(), &*file.mark(mark).unwrap().note), (2, "theirs"));
    assert!(desk.told().iter().any(|(_, what)| what.contains("it was merged with what is open here: 1 mark changed")));
    desk.run(Command::File(FileCommand::Open(desk.file())));
    assert_eq!((desk.shown(), desk.session.to_undo()), (&file, Some("take the changes of the file")));
}

#[test]
fn another_project_in_its_place_and_what_is_none_stay_as_they_are() {
    for theirs in ["no project\n".to_owned(), format::write(&crate::project::Project::default())] {
        let mut desk = Desk::new();
        desk.tagged(0, 27);
        std::fs::write(desk.file(), &theirs).unwrap();
        desk.session.take_notices();
        desk.run(Command::File(FileCommand::Save));
        assert_eq!(std::fs::read_to_string(desk.file()).unwrap(), theirs);
        let beside = desk.session.path().unwrap().to_owned();
        assert_ne!(beside, desk.file());
        assert_eq!(format::read(&std::fs::read_to_string(&beside).unwrap()).unwrap().project, *desk.shown());
        let told = desk.told();
        assert!(told.iter().any(|(_, what)| what.contains("what is open here is kept beside it")), "{told:?}");
        assert!(told.iter().any(|(_, what)| what.contains("another project") || what.contains("no project file")), "{told:?}");
    }
}
