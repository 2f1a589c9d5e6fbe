//! The lint over whole projects: the samples, and whatever a text may be.

use super::Case;
use crate::marked::HARD;
use factmark::lint::{Rule, lint};
use factmark::store::format::read;
use proptest::prelude::*;

/// Each line is one that an editor would want to read.
#[test]
fn the_samples_are_linted_so() {
    let folder = std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("projects");
    let mut paths: Vec<std::path::PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "ron"));
    paths.sort();
    let mut out = String::new();
    for path in paths {
        let project = read(&std::fs::read_to_string(&path).unwrap()).unwrap().project;
        out.push_str(&format!("{}\n", path.file_name().unwrap().to_string_lossy()));
        for hint in lint(&project) {
            out.push_str(&format!("  {} {}: {}\n", hint.article, hint.rule, hint.words));
        }
    }
    insta::assert_snapshot!(out);
}

#[test]
fn rules_have_names_that_are_read_back() {
    for rule in Rule::ALL {
        assert_eq!(Rule::named(rule.name()), Some(rule));
        assert!(!rule.about().is_empty() && !rule.about().ends_with('.'));
    }
    assert_eq!(Rule::named("Twins"), None);
}

#[test]
fn hints_stand_in_text_order_and_quote_little() {
    let long = "very ".repeat(40);
    let case = Case::new(&format!("The mayor said [claim: it is {long}long and has [figure: 40 cracks]]. Then [figure: 12 cracks], [source: She]")).done();
    let starts: Vec<Option<usize>> = case.hints().iter().map(|hint| hint.at.map(|at| at.start())).collect();
    assert!(starts.is_sorted() && starts.len() >= 3, "{starts:?}");
    for hint in case.hints() {
        assert!(hint.words.split(['“', '”']).all(|part| part.chars().count() <= 60), "{}", hint.words);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 80, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn whatever_the_text_nothing_breaks(parts in prop::collection::vec((0..HARD.len(), 0..5_usize), 1..24)) {
        let mut marked = String::new();
        for (part, label) in parts {
            let words = HARD[part];
            match (["claim", "source", "figure"].get(label), words.is_empty()) {
                (Some(label), false) => marked.push_str(&format!("[{label}: {words}]")),
                (Some(_) | None, _) => marked.push_str(words),
            }
        }
        prop_assume!(!marked.is_empty());
        let case = Case::new(&marked).done();
        for hint in case.hints() {
            prop_assert!(hint.at.is_none_or(|at| at.fits(&case.article().text)));
            prop_assert!(!hint.words.contains('\n'));
        }
    }
}
