//! What holds of every project and of all bytes.

use super::super::{plan, tags};
use super::*;
use crate::project::generate::{self, HARD, hard_string};
use crate::text::is_blank;
use proptest::prelude::*;

fn any_conll() -> impl Strategy<Value = Conll> {
    prop::sample::select(ALL.as_slice())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn there_back_and_there_again_is_the_same_bytes(project in generate::project(), conll in any_conll()) {
        let first = written(conll, &project);
        let (documents, refused) = read(&Conll::default(), &first);
        prop_assert_eq!(said(&refused), Vec::<String>::new());
        let export = Export::of(&project, true);
        prop_assert_eq!(documents.len(), export.articles.len());
        let mut pieces = 0;
        for (document, (article, _)) in documents.iter().zip(&export.articles) {
            prop_assert_eq!(&document.text, article.text.as_str());
            let marks = export.marks(article);
            let (mut found, wanted) = (marked(document), plan::pieces(&export, article, conll.flatten).0);
            let mut wanted: Vec<(String, String)> = wanted.iter().map(|piece| (piece.label.name().to_owned(), piece.at.of(&article.text).to_owned())).collect();
            // Independent of how they are chosen: nothing that is found was not marked.
            for (label, words) in &found {
                let is_marked = |mark: &&Arc<Mark>| mark.label().name() == label && mark.at.iter().any(|at| at.of(&article.text).trim_matches(is_blank) == words);
                prop_assert!(marks.iter().any(is_marked), "{} {}", label, words);
            }
            found.sort();
            wanted.sort();
            prop_assert_eq!(&found, &wanted);
            pieces += found.len();
        }
        let all: usize = export.articles.iter().map(|(article, _)| export.marks(article).len()).sum();
        prop_assert!(all <= pieces + conll.dropped(&export), "each mark is found or counted");
        prop_assert_eq!(written(conll, &taken(&documents)), first);
    }

    #[test]
    fn tokens_hold_everything_but_white_space_and_no_sentence_ends_in_a_mark(project in generate::project(), conll in any_conll()) {
        let export = Export::of(&project, true);
        for (article, _) in &export.articles {
            let plan = plan::Plan::of(&export, article, conll.flatten);
            let tokens: Vec<&str> = plan.tokens.iter().map(|(start, end)| article.text.slice(*start..*end)).collect();
            prop_assert!(tokens.iter().all(|token| !token.is_empty() && !token.contains(is_blank)));
            prop_assert_eq!(tokens.concat(), article.text.as_str().replace(is_blank, ""));
            for number in &plan.breaks {
                let byte = plan.tokens[*number].0;
                prop_assert!(plan.pieces.iter().all(|piece| byte <= piece.at.start() || piece.at.end() <= byte));
            }
        }
    }

    #[test]
    fn labels_are_spelt_so_that_they_read_as_they_were(pieces in prop::collection::vec(prop_oneof![hard_string(), "[-_xX0-9A-F ]{0,6}"], 0..4)) {
        let label = pieces.concat();
        let spelt = tags::spelt(&label);
        prop_assert!(!spelt.is_empty() && !spelt.contains(is_blank) && !spelt.starts_with('-') && !spelt.ends_with('-'));
        prop_assert_eq!(tags::label(&spelt), label.clone());
        // A word that this program did not spell stays.
        prop_assert!(tags::label(&label) == label || tags::spelt(&tags::label(&label)) == label);
    }

    #[test]
    fn no_bytes_end_in_a_panic(pieces in prop::collection::vec(prop_oneof![
        prop::sample::select(HARD.as_slice()).prop_map(|piece| piece.as_bytes().to_vec()),
        prop::collection::vec(any::<u8>(), 0..8),
        prop::sample::select(&["a B-X\n", "b\tI-X\n", "-DOCSTART- O\n", "# doc_id = a\n", "\n", " ", "\t", "{\"id\":\"a\",\"text\":\"a b\"}\n", "a\t1\t1\t0\t1\n", "a\t1\t2\t2\t3\n", "I-_x41_\n"][..])
            .prop_map(|piece| piece.as_bytes().to_vec()),
    ], 0..24), names in prop::collection::vec(prop::sample::select(&["x.conll", "x-a.conll", "x.text.jsonl", "x.offsets.tsv", "-.", "/", "x-a.text.jsonl"][..]), 1..5)) {
        let mut files = Shelf::default();
        for (number, name) in names.iter().enumerate() {
            files.0.insert((*name).to_owned(), pieces.iter().skip(number).flatten().copied().collect());
        }
        let (documents, _) = read(&Conll::default(), &files);
        documents.iter().for_each(|document| { marked(document); });
    }

    #[test]
    fn no_spoilt_file_ends_in_a_panic_or_in_marks_on_other_words(project in generate::project(), conll in any_conll(), which in any::<usize>(), at in any::<usize>(), byte in any::<u8>()) {
        let mut files = written(conll, &project);
        let name = files.paths()[which % files.0.len()].clone();
        let bytes = files.0.get_mut(&name).unwrap();
        prop_assume!(!bytes.is_empty());
        let at = at % bytes.len();
        if byte % 3 == 0 { bytes.remove(at); } else { bytes[at] = byte; }
        let (documents, _) = read(&Conll::default(), &files);
        for document in &documents {
            // Each span is a place of its text.
            prop_assert_eq!(marked(document).len(), document.spans.len());
        }
    }
}
