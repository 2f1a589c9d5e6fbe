//! Folders that cannot be written, links, files of other programs, and two programs on one project.

use super::worker::{Worker, sample};
use super::*;
use crate::project::Label;
use crate::store::{ReadOnly, format, read};

#[test]
fn where_no_folder_can_be_made_the_journal_is_in_the_state_folder() {
    let desk = Desk::new();
    std::fs::write(&desk.path, format::write(&sample())).unwrap();
    let in_the_way = desk.path.with_file_name(".factmark");
    std::fs::write(&in_the_way, "a file").unwrap();
    let (mut keeper, opened) = desk.open();
    assert_eq!(opened.read_only, None);
    assert!(opened.elsewhere.unwrap().contains("make the folder") || keeper.elsewhere().is_some());
    let mut worker = Worker::new(&opened_again(&keeper), 3);
    worker.mark_and_sync(&mut keeper, "found 40", &Label::Claim).unwrap();
    assert_eq!(std::fs::read(&in_the_way).unwrap(), b"a file");
    let second = desk.open().1.read_only;
    assert!(matches!(second, Some(ReadOnly::Held(_))), "{second:?}");
    drop(keeper);
    assert_eq!(read(&desk.path, &desk.folders).unwrap().project, worker.project);
    let (keeper, opened) = desk.open();
    assert_eq!((opened.project, opened.recovered.unwrap().changes), (worker.project.clone(), 1));
    drop(keeper);
    // Once the folder can be made, the journal moves beside the project.
    std::fs::remove_file(&in_the_way).unwrap();
    let (mut keeper, opened) = desk.open();
    assert_eq!((&opened.project, opened.history.lengths(), opened.elsewhere), (&worker.project, (1, 0), None));
    keeper.record(worker.undo().unwrap()).unwrap();
    keeper.sync().unwrap();
    drop(keeper);
    let (_keeper, opened) = desk.open();
    assert_eq!((opened.project, opened.history.lengths()), (worker.project, (0, 1)));
}

fn opened_again(keeper: &Keeper) -> Opened {
    Opened {
        project: keeper.project().clone(),
        history: crate::edit::History::default(),
        next_seq: keeper.next_seq(),
        recovered: None,
        repairs: Vec::new(),
        read_only: None,
        elsewhere: None,
        place: keeper.place(),
        is_written: true,
    }
}

#[cfg(unix)]
#[test]
fn a_folder_without_permission_keeps_the_work_in_the_state_folder() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    std::fs::write(&desk.path, format::write(&sample())).unwrap();
    let folder = desk.path.parent().unwrap().to_owned();
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o555)).unwrap();
    if std::fs::write(folder.join("probe"), "").is_ok() {
        std::fs::remove_file(folder.join("probe")).unwrap();
        eprintln!("skipped: this user may write everywhere");
        return;
    }
    let (mut keeper, opened) = desk.open();
    assert!(opened.elsewhere.is_some());
    let mut worker = Worker::new(&opened, 3);
    worker.mark_and_sync(&mut keeper, "found 40", &Label::Claim).unwrap();
    let error = keeper.save(now()).unwrap_err().to_string();
    assert!(error.contains("check the permissions"), "{error}");
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o755)).unwrap();
    keeper.save(now()).unwrap();
    assert_eq!(read(&desk.path, &desk.folders).unwrap().project, worker.project);
}

#[test]
fn a_second_program_reads_and_says_who_has_it() {
    let desk = Desk::with_project();
    let (mut keeper, opened) = desk.open();
    let mut worker = Worker::new(&opened, 3);
    worker.mark_and_sync(&mut keeper, "found 40", &Label::Claim).unwrap();
    let (second, opened) = Keeper::open(&desk.path, Access::Write { wait: Duration::from_millis(120) }, "jonas", now(), &desk.folders).unwrap();
    let Some(ReadOnly::Held(by)) = &opened.read_only else { panic!("{:?}", opened.read_only) };
    assert_eq!((&*by.who, by.pid), ("amira", std::process::id()));
    assert_eq!(
        opened.read_only.as_ref().unwrap().to_string(),
        format!("it is open in another program (amira, process {}, since 2026-11-21 14:32 UTC)", by.pid)
    );
    assert_eq!(opened.project, worker.project, "unsaved steps of the other are seen");
    assert_eq!(opened.recovered, None, "they are no work that a crash left");
    let (_, asked) = Keeper::open(&desk.path, Access::Read, "jonas", now(), &desk.folders).unwrap();
    assert_eq!((asked.project, asked.recovered), (worker.project.clone(), None));
    assert!(matches!(Keeper::create(&desk.path, sample(), "jonas", now(), &desk.folders, true), Err(StoreError::Held { .. })));
    drop(second);
    worker.mark_and_sync(&mut keeper, "mayor says", &Label::Claim).unwrap();
    keeper.save(now()).unwrap();
    drop(keeper);
    assert_eq!(desk.open().1.read_only, None);
}

#[test]
fn the_lock_of_another_user_counts_though_nothing_beside_it_may_be_written() {
    let desk = Desk::with_project();
    let (mut keeper, opened) = desk.open();
    let mut worker = Worker::new(&opened, 3);
    worker.mark_and_sync(&mut keeper, "found 40", &Label::Claim).unwrap();
    let lock = desk.journal().with_file_name("project.ron.lock");
    // Somebody else with a state folder of their own, who may read what is beside the project and not write it.
    let disk = Disk::default();
    disk.faults.deny(&lock);
    let theirs = Folders { config: desk.folders.config.with_file_name("config-2"), state: desk.folders.state.with_file_name("state-2"), program: None };
    let open = || Keeper::open_on(disk.clone(), &desk.path, WRITE, "jonas", now(), &theirs).unwrap();
    let Some(ReadOnly::Held(by)) = open().1.read_only else { panic!("both would write") };
    assert_eq!((&*by.who, by.pid), ("amira", std::process::id()));
    // Once it is free they have it, with the same lock: a journal of their own, and what the first journal holds.
    drop(keeper);
    let (mut second, opened) = open();
    assert_eq!((&opened.read_only, &opened.project), (&None, &worker.project));
    assert!(opened.elsewhere.is_some());
    let Some(ReadOnly::Held(by)) = desk.open().1.read_only else { panic!("the first has to wait for it") };
    assert_eq!(by.who, "", "it could not say who it is, and is not taken for the one before");
    assert!(matches!(open().1.read_only, Some(ReadOnly::Held(_))));
    let mut worker = Worker::new(&opened, 4);
    worker.mark_and_sync(&mut second, "mayor says", &Label::Claim).unwrap();
    second.save(now()).unwrap();
    drop(second);
    assert_eq!(desk.open().1.project, worker.project);
}

#[test]
fn a_program_that_waits_gets_the_project_when_it_is_free() {
    let desk = Desk::with_project();
    let (keeper, _) = desk.open();
    let (path, folders) = (desk.path.clone(), desk.folders.clone());
    let waits = std::thread::spawn(move || {
        let wait = Access::Write { wait: Duration::from_secs(60) };
        Keeper::open(&path, wait, "jonas", now(), &folders).unwrap().1.read_only
    });
    keeper.close().unwrap();
    assert_eq!(waits.join().unwrap(), None);
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_permissions_stay() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::with_project();
    let link = desk.dir.path().canonicalize().unwrap().join("link.ron");
    std::os::unix::fs::symlink("work/project.ron", &link).unwrap();
    std::fs::set_permissions(&desk.path, std::fs::Permissions::from_mode(0o640)).unwrap();
    let (mut keeper, opened) = desk.open_at(&link);
    assert!(matches!(desk.open().1.read_only, Some(ReadOnly::Held(_))), "both names are one project");
    let mut worker = Worker::new(&opened, 3);
    worker.mark_and_sync(&mut keeper, "found 40", &Label::Claim).unwrap();
    keeper.save(now()).unwrap();
    assert!(link.is_symlink() && !desk.path.is_symlink());
    assert_eq!(std::fs::metadata(&desk.path).unwrap().permissions().mode() & 0o777, 0o640);
    assert_eq!(read(&link, &desk.folders).unwrap().project, worker.project);
    // A link to nothing names the file that is made; one to itself names nothing.
    let to_new = desk.path.with_file_name("to-new.ron");
    std::os::unix::fs::symlink("new.ron", &to_new).unwrap();
    keeper.save_as(&to_new, false, now()).unwrap();
    assert!(to_new.is_symlink() && desk.path.with_file_name("new.ron").is_file());
    let itself = desk.path.with_file_name("itself.ron");
    std::os::unix::fs::symlink("itself.ron", &itself).unwrap();
    assert!(matches!(read(&itself, &desk.folders), Err(StoreError::Io { .. })));
}

#[test]
fn a_newer_format_opens_for_reading_only() {
    let desk = Desk::new();
    let words = format::write(&sample()).replacen("format: 1", "format: 7", 1);
    std::fs::write(&desk.path, &words).unwrap();
    let (mut keeper, opened) = desk.open();
    assert_eq!((opened.read_only, &opened.project), (Some(ReadOnly::Newer(7)), &sample()));
    assert!(matches!(keeper.save(now()), Err(StoreError::ReadOnly { .. })));
    assert!(matches!(keeper.save_as(&desk.path.with_file_name("b.ron"), false, now()), Err(StoreError::ReadOnly { .. })));
    assert!(matches!(keeper.copy_to(&desk.path.with_file_name("b.ron"), false), Err(StoreError::ReadOnly { .. })));
    assert_eq!(read(&desk.path, &desk.folders).unwrap().newer, Some(7));
    assert_eq!(std::fs::read_to_string(&desk.path).unwrap(), words);
    assert_eq!(Desk::names(desk.path.parent().unwrap()), ["project.ron"], "nothing is kept of what cannot be changed");
}

#[test]
fn a_write_protected_file_opens_for_reading_only_and_can_be_saved_elsewhere() {
    let desk = Desk::with_project();
    let mut permissions = std::fs::metadata(&desk.path).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&desk.path, permissions).unwrap();
    let (mut keeper, opened) = desk.open();
    assert_eq!(opened.read_only, Some(ReadOnly::Protected));
    keeper.save_as(&desk.path.with_file_name("b.ron"), false, now()).unwrap();
    let (line, _) = Worker::new(&opened, 3).mark("found 40", &Label::Claim);
    keeper.record(line).unwrap();
    keeper.save(now()).unwrap();
}

#[test]
fn what_is_no_project_is_refused_with_a_sentence() {
    let desk = Desk::new();
    let refused = |bytes: &[u8]| {
        std::fs::write(&desk.path, bytes).unwrap();
        Keeper::open(&desk.path, WRITE, "amira", now(), &desk.folders).unwrap_err().to_string()
    };
    assert!(refused(b"(format: 1,\n title: \"\xff\")").contains("line 2 is not UTF-8"));
    assert!(refused(b"").starts_with("cannot open "));
    assert!(refused(b"<<<<<<< ours\n").starts_with("cannot open "));
    let missing = Keeper::open(&desk.path.with_file_name("no.ron"), WRITE, "amira", now(), &desk.folders).unwrap_err().to_string();
    assert!(missing.ends_with("check the name and the folder"), "{missing}");
    assert!(Keeper::open(desk.path.parent().unwrap(), WRITE, "amira", now(), &desk.folders).is_err());
    assert_eq!(Desk::names(desk.path.parent().unwrap()), ["project.ron"], "nothing was made beside what is no project");
    assert!(!desk.folders.state.exists());
    let file = std::fs::File::create(&desk.path).unwrap();
    file.set_len(crate::store::PROJECT_LIMIT_BYTES + 1).unwrap();
    assert!(matches!(read(&desk.path, &desk.folders), Err(StoreError::TooLarge { .. })));
}

#[test]
fn litter_of_a_killed_program_is_swept_and_nothing_else() {
    let desk = Desk::with_project();
    let folder = desk.path.parent().unwrap();
    for name in [".project.ron.aB3xYz", ".project.ron.aB3xY", ".other.ron.aB3xYz", "project.ron.aB3xYz", ".project.ron.a-3xYz"] {
        std::fs::write(folder.join(name), "x").unwrap();
    }
    drop(desk.open());
    assert_eq!(Desk::names(folder), [".factmark", ".other.ron.aB3xYz", ".project.ron.a-3xYz", ".project.ron.aB3xY", "project.ron", "project.ron.aB3xYz"]);
    assert_eq!(std::fs::read_to_string(folder.join(".factmark/.gitignore")).unwrap(), "*\n");
}
