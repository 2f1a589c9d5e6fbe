//! Every project file ever written still opens, and is written as it is.

use factmark::store::format::{read, write};
use std::path::PathBuf;

#[test]
fn every_sample_opens_and_is_written_back_to_the_byte() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("projects");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "ron"));
    paths.sort();
    let names: Vec<String> = paths.iter().map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect();
    assert_eq!(names, ["corrected-story.ron", "every-script.ron", "from-anywhere.ron", "harbour-bridge.ron", "merged-story.ron", "reviewed-story.ron"]);
    for path in paths {
        let source = std::fs::read_to_string(&path).unwrap();
        let read = read(&source).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_eq!((read.repairs.len(), read.newer), (0, None), "{}", path.display());
        assert!(write(&read.project) == source, "{} is written otherwise", path.display());
        assert_eq!(read.project.faults(), []);
    }
}

#[test]
fn the_corrected_story_has_earlier_versions_and_a_mark_that_waits() {
    let source = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/projects/corrected-story.ron")).unwrap();
    let project = read(&source).unwrap().project;
    let article = project.articles().next().unwrap();
    assert_eq!(project.versions_of(article.id).len(), 2);
    assert_eq!(project.waiting_count(article.id), 1);
}

#[test]
fn the_articles_from_anywhere_say_where_they_are_from() {
    use factmark::article::Place;
    let source = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/projects/from-anywhere.ron")).unwrap();
    let project = read(&source).unwrap().project;
    let origins: Vec<_> = project.articles().map(|article| article.origin.clone()).collect();
    assert_eq!((origins[0].byline.as_str(), origins[0].language.as_str()), ("Ines Calder, Tom Ashby", "en-GB"));
    assert_eq!((origins[1].place(0), origins[1].place(7), origins[1].place(99)), (Some(Place::Page(1)), Some(Place::Page(1)), Some(Place::Page(2))));
    assert_eq!(origins[2].place(2), Some(Place::Time(3500)));
    assert_eq!((origins[3].encoding.as_str(), origins[3].details.as_slice()), ("windows-1252", [("Wert".to_owned(), "1,5".to_owned())].as_slice()));
    assert_eq!(origins[6].place(0), None);
}

#[test]
fn the_merged_story_has_proposals_that_say_whose_they_are() {
    let source = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/projects/merged-story.ron")).unwrap();
    let project = read(&source).unwrap().project;
    let of: Vec<&str> = project.marks().flat_map(|mark| &mark.of).map(|(whose, _)| &**whose).collect();
    assert_eq!(of.len(), 2);
    assert!(of.contains(&"amira") && of.contains(&"jonas"));
}

#[test]
fn the_reviewed_story_has_findings_that_are_open_and_decided() {
    use factmark::review::{Findings, Outcome};
    let source = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/projects/reviewed-story.ron")).unwrap();
    let project = read(&source).unwrap().project;
    let outcomes = Outcome::of_all(&project, &Findings::of(&project));
    let count = |wanted: fn(&Outcome) -> bool| outcomes.iter().filter(|outcome| wanted(outcome)).count();
    assert_eq!((count(|outcome| *outcome == Outcome::Open), count(|outcome| *outcome == Outcome::Agreed), outcomes.len()), (20, 111, 133));
    assert!(project.their_marks().any(|theirs| theirs.whose == "jonas".into()));
}
