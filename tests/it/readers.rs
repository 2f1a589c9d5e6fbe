//! What must hold of every article, whatever file it was read from: offsets in every unit, the project file, and one answer for one file.

use crate::marked::now;
use factmark::article::{self, Draft, Means};
use factmark::edit::{Hand, add_articles};
use factmark::project::{Ids, Name};
use factmark::session::Loaded;
use factmark::store::format;
use factmark::text::{TextRange, Unit, Units};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// Every file that the tests of readers have, with what was read of it; what is refused is left out.
fn all() -> Vec<(PathBuf, Vec<Draft>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/articles");
    let mut files: Vec<PathBuf> = Vec::new();
    for folder in std::fs::read_dir(root).unwrap() {
        files.extend(std::fs::read_dir(folder.unwrap().path()).unwrap().map(|entry| entry.unwrap().path()));
    }
    files.retain(|path| path.extension().is_some_and(|extension| extension != "expected" && extension != "new"));
    files.sort();
    files.into_iter().map(|path| (path.clone(), read(&path))).collect()
}

fn read(path: &Path) -> Vec<Draft> {
    let bytes = std::fs::read(path).unwrap();
    // In the program a process of its own does this.
    let pages = |bytes: &[u8]| {
        let broken = || article::PdfFault::BrokeOff.into();
        catch_unwind(AssertUnwindSafe(|| article::pdf::extract(bytes))).unwrap_or_else(|_| Err(broken()))
    };
    let found = article::read_all(&path.file_name().unwrap().to_string_lossy(), &bytes, &Means { encoding: None, before: None, pages: &pages });
    found.map(article::Found::into_drafts).unwrap_or_default().into_iter().filter_map(Result::ok).collect()
}

/// The words of a text, at most three hundred, by bytes.
fn words(text: &str) -> Vec<(usize, usize)> {
    let ends = text.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, c)| (at, at + c.len_utf8())).chain([(text.len(), text.len())]);
    let mut start = 0;
    let mut words = Vec::new();
    for (end, next) in ends {
        if end > start {
            words.push((start, end));
        }
        start = next;
    }
    words.truncate(300);
    words
}

#[test]
fn offsets_say_the_same_words_in_every_unit_after_every_reader() {
    let mut kinds = std::collections::BTreeSet::new();
    for (path, drafts) in all() {
        for draft in &drafts {
            kinds.insert(path.parent().unwrap().file_name().unwrap().to_owned());
            let text = draft.text.as_str();
            let chars: Vec<char> = text.chars().collect();
            let units: Vec<u16> = text.encode_utf16().collect();
            let units_of = |unit| Units::of(text, unit);
            let (points, utf16, bytes) = (draft.text.code_points(), units_of(Unit::Utf16), units_of(Unit::Bytes));
            for (start, end) in words(text) {
                let range = TextRange::new(&draft.text, start..end).unwrap();
                let quote = range.of(&draft.text);
                assert_eq!(quote, &text[start..end]);
                let at = points.of(range);
                assert_eq!(chars[at.start..at.end].iter().collect::<String>(), quote, "{}", path.display());
                let (from, to) = (utf16.at(start), utf16.at(end));
                assert_eq!(String::from_utf16(&units[from..to]).unwrap(), quote, "{}", path.display());
                assert_eq!((utf16.byte(from), utf16.byte(to)), (Some(start), Some(end)));
                assert_eq!((bytes.at(start), bytes.at(end)), (start, end));
            }
        }
    }
    assert!(kinds.len() >= 11, "{kinds:?}");
}

#[test]
fn what_readers_make_is_a_project_that_is_written_and_read() {
    let drafts: Vec<Draft> = all().into_iter().flat_map(|(_, drafts)| drafts).collect();
    assert!(drafts.len() > 100, "{}", drafts.len());
    let by = Name::from("amira");
    let mut project = Loaded::blank("Readers", &by);
    let mut ids = Ids::new(1);
    let (change, made) = add_articles(&project, &mut Hand { by: &by, now: now(), ids: &mut ids }, drafts.clone());
    project.apply(&change).unwrap();
    let written = format::write(&project);
    let read = format::read(&written).unwrap().project;
    assert!(read == project, "what was written is read");
    for (id, draft) in made.into_iter().zip(&drafts) {
        let article = read.article(id).unwrap();
        assert_eq!((article.text.as_str(), &article.origin, &article.blocks), (draft.text.as_str(), &draft.origin, &draft.blocks));
        let lines = draft.text.as_str().split('\n').count();
        assert!(draft.blocks.iter().all(|(number, _)| (*number as usize) < lines), "{}", draft.title);
        assert!(draft.origin.places.is_sorted() && draft.origin.places.iter().all(|(number, _)| (*number as usize) < lines), "{}", draft.title);
    }
}
