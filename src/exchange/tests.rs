use super::*;
use crate::edit::Hand;
use crate::formats::{ALL, Export, Intake, Options, named};
use crate::project::{Ids, Moment, Name, Project, generate};
use crate::store::{self, SheafPlace};
use proptest::prelude::*;
use std::path::PathBuf;
use tempfile::TempDir;

/// Files in a folder of their own.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let dir = TempDir::new().unwrap();
    for (name, words) in files {
        let path = dir.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, words).unwrap();
    }
    dir
}

/// The words of all marks that come of files, and the refusals.
fn read(format: &str, paths: &[PathBuf]) -> (Vec<String>, Vec<String>) {
    let (format, mut project, by, mut ids) = (named(format).unwrap(), Project::default(), Name::default(), Ids::new(1));
    let mut hand = Hand { by: &by, now: Moment::UNIX_EPOCH, ids: &mut ids };
    let options = Options { format: format.about().name, ..Options::default() };
    let intake: Intake = Source::of(format, paths).unwrap().read(format, &project, &mut hand, options, &unwatched);
    project.apply(&intake.change).unwrap();
    let words = project.marks().map(|mark| mark.at.words(project.text_of(mark).unwrap()));
    let mut words: Vec<String> = words.collect();
    words.sort();
    (words, intake.refused.iter().map(ToString::to_string).collect())
}

#[test]
fn files_of_one_name_in_several_folders_stay_with_their_own() {
    let dir = folder(&[("p1/article1.txt", "Alpha beta gamma."), ("p2/article1.txt", "John said GDP rose."), ("p2/article1.tsv", "1\tX\t0\t4\n")]);
    let both = [dir.path().join("p1"), dir.path().join("p2")];
    assert_eq!(read("tsv", &both), (vec!["John".to_owned()], Vec::new()));
    let named = [dir.path().join("p1/article1.txt"), dir.path().join("p2/article1.tsv")];
    assert_eq!(read("tsv", &named), (vec!["John".to_owned()], Vec::new()), "the text beside the table is its text");
}

#[test]
fn what_belongs_to_a_file_and_stands_beside_it_is_read_with_it() {
    let dir = folder(&[
        ("a.txt", "Alpha beta"),
        ("a.ann", "T1\tClaim 0 5\tAlpha\n"),
        ("b.txt", "Gamma"),
        ("b.labels.tsv", "1\tX\t0\t2\tGa\n"),
        ("c.c.txt", "Delta"),
        ("c.c.ann", "T1\tClaim 0 5\tDelta\n"),
    ]);
    let path = |name: &str| vec![dir.path().join(name)];
    let one = |word: &str| (vec![word.to_owned()], Vec::new());
    assert_eq!(read("brat", &path("a.txt")), one("Alpha"));
    assert_eq!(read("brat", &path("a.ann")), one("Alpha"));
    assert_eq!(read("brat", &path("c.c.ann")), one("Delta"));
    assert_eq!(read("tsv", &path("b.labels.tsv")), one("Ga"));
    assert_eq!(read("tsv", &path("b.txt")), one("Ga"));
}

#[test]
fn a_file_that_was_named_and_passed_over_is_told_and_so_is_a_folder_of_nothing() {
    let dir = folder(&[("a.rtf", "Alpha beta"), ("empty/notes.md", "x")]);
    for format in ["brat", "tsv"] {
        let (words, refused) = read(format, &[dir.path().join("a.rtf")]);
        let [why] = refused.as_slice() else { panic!("{format}: {refused:?}") };
        assert!(words.is_empty() && why.starts_with("a.rtf: "), "{format}: {why}");
    }
    let empty = folder(&[]);
    for (format, dir) in [("tsv", dir.path().join("empty")), ("tsv", empty.path().to_owned()), ("jsonl", empty.path().to_owned())] {
        let (_, refused) = read(format, &[dir]);
        assert_eq!(refused.len(), 1, "{format}: {refused:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn the_sidecar_brings_every_project_back_from_files_that_nobody_touched(project in generate::project()) {
        for format in ALL.into_iter().filter(|format| format.about().writes && format.about().reads) {
            let dir = TempDir::new().unwrap();
            let folder = dir.path().join("out");
            let (about, place, export) = (format.about(), SheafPlace::Folder(folder.clone()), Export::of(&project, false));
            let written = write(&export, format, &place, false, &unwatched).unwrap();
            sidecar(&project, about, &place, &written).unwrap();
            let found = Source::of(format, std::slice::from_ref(&folder)).unwrap().untouched(format);
            let back = store::format::read(&found.expect(about.name).project).unwrap().project;
            prop_assert_eq!(store::format::write(&back), store::format::write(&project), "{}", about.name);
            // A file more that the format reads, and a file that somebody changed: the sidecar says nothing of those.
            let more = folder.join(format!("more.{}", about.ending));
            std::fs::write(&more, "x").unwrap();
            prop_assert!(Source::of(format, std::slice::from_ref(&folder)).unwrap().untouched(format).is_none(), "{}", about.name);
            std::fs::remove_file(more).unwrap();
            if let Some((path, _)) = written.first() {
                std::fs::write(path, "other words").unwrap();
                prop_assert!(Source::of(format, &[folder]).unwrap().untouched(format).is_none(), "{}", about.name);
            }
        }
    }
}
