use super::*;
use crate::formats::{ALL, Export};
use crate::project::generate;
use crate::store::{self, SheafPlace};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn the_sidecar_brings_every_project_back_from_files_that_nobody_touched(project in generate::project()) {
        for format in ALL.into_iter().filter(|format| format.about().writes && format.about().reads) {
            let dir = tempfile::TempDir::new().unwrap();
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
