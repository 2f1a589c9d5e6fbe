//! `merge`, by itself and as git's merge driver.

use super::Place;
use std::process::Command;

/// A project of one article in three states: as both began, with a claim, with a source.
fn three() -> (Place, String, String) {
    let place = Place::with_project();
    let read = place.read("p.ron");
    place.write("base.ron", &read);
    let claim = place.mark("claim", "40 cracks were found");
    place.write("ours.ron", place.read("p.ron"));
    place.write("p.ron", &read);
    let source = place.mark("source", "The mayor");
    place.write("theirs.ron", place.read("p.ron"));
    (place, claim, source)
}

#[test]
fn what_both_made_is_there_and_nothing_is_to_be_looked_at() {
    let (place, claim, source) = three();
    let ran = place.run(&["merge", "base.ron", "ours.ron", "theirs.ron", "-o", "out.ron", "--json"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let value: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((value["marks"].as_u64(), value["conflicts"].as_array().unwrap().len()), (Some(2), 0));
    let merged = place.read("out.ron");
    assert!(merged.contains(&claim) && merged.contains(&source));
    assert_eq!(place.run(&["check", "out.ron"]).code, 0);
    assert!(place.bad(&["merge", "base.ron", "ours.ron", "theirs.ron", "-o", "p.ron"]).contains("is there already"));
    assert_eq!(place.good(&["merge", "base.ron", "ours.ron", "theirs.ron"]), merged, "standard output is the same file");
    place.good(&["merge", "base.ron", "ours.ron", "theirs.ron", "-o", "ours.ron"]);
    assert_eq!(place.read("ours.ron"), merged, "one of the three is replaced");
}

#[test]
fn a_conflict_is_listed_and_what_cannot_be_read_is_said() {
    let (place, claim, _) = three();
    let ours = place.read("ours.ron");
    let line = |worth: &str| {
        let at = ours.find("by: \"amira\", on").unwrap();
        format!("{}worth: {worth}, {}", &ours[..at], &ours[at..])
    };
    place.write("one.ron", line("CheckWorthy"));
    place.write("two.ron", line("Unimportant"));
    let ran = place.run(&["merge", "ours.ron", "one.ron", "two.ron", "-o", "out.ron"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{ran:?}");
    assert!(ran.err.contains(&format!("mark {claim}: both sides changed its worth; both forms are proposals now")), "{}", ran.err);
    assert_eq!(place.run(&["check", "out.ron"]).code, 0);
    place.write("empty.ron", "");
    assert_eq!(place.run(&["merge", "empty.ron", "ours.ron", "ours.ron", "-o", "same.ron"]).code, 0);
    assert_eq!(place.read("same.ron"), ours);
    assert!(place.bad(&["merge", "none.ron", "ours.ron", "ours.ron"]).contains("none.ron"));
    place.write("torn.ron", &ours[..200]);
    assert!(place.bad(&["merge", "ours.ron", "torn.ron", "ours.ron"]).contains("torn.ron"));
}

#[test]
fn git_merges_two_branches_with_it_and_nothing_is_lost() {
    if Command::new("git").arg("--version").output().is_err() {
        eprintln!("skipped: there is no git here");
        return;
    }
    let (place, claim, source) = three();
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.current_dir(place.folder()).env("HOME", place.path("home")).env("GIT_CONFIG_NOSYSTEM", "1");
        let ran = command.args(["-c", "user.name=a", "-c", "user.email=a@b", "-c", "init.defaultBranch=main"]).args(arguments).output().unwrap();
        (ran.status.success(), format!("{}{}", String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr)))
    };
    let good = |arguments: &[&str]| {
        let (is_good, said) = git(arguments);
        assert!(is_good, "{arguments:?}: {said}");
    };
    good(&["init", "-q"]);
    let driver = format!("{} merge %O %A %B -o %A", env!("CARGO_BIN_EXE_factmark"));
    good(&["config", "merge.factmark.driver", &driver]);
    place.write(".gitattributes", "*.ron merge=factmark\n");
    let commit = |from: &str, message: &str| {
        place.write("story.ron", place.read(from));
        good(&["add", ".gitattributes", "story.ron"]);
        good(&["commit", "-q", "-m", message]);
    };
    commit("base.ron", "base");
    good(&["checkout", "-q", "-b", "theirs"]);
    commit("theirs.ron", "a source");
    good(&["checkout", "-q", "main"]);
    commit("ours.ron", "a claim");
    good(&["merge", "-q", "--no-edit", "theirs"]);
    let merged = place.read("story.ron");
    assert!(merged.contains(&claim) && merged.contains(&source), "{merged}");
    assert_eq!(place.run(&["check", "story.ron"]).code, 0);
}
