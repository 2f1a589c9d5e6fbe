//! What holds of every search.

use super::*;
use crate::project::generate::{self, hard_string};
use crate::text::{Manner, Sought};
use proptest::prelude::*;

fn typed() -> impl Strategy<Value = String> {
    let filter = prop_oneof![
        Just("label:claim".to_owned()),
        Just("-label:figure".to_owned()),
        Just("has:note".to_owned()),
        Just("-has:link".to_owned()),
        Just("state:accepted".to_owned()),
        Just("verdict:open".to_owned()),
        Just("value:40".to_owned()),
        Just("article:done".to_owned()),
        Just("by:\"amira\"".to_owned()),
    ];
    (hard_string(), proptest::collection::vec(filter, 0..3)).prop_map(|(words, filters)| format!("{words} {}", filters.join(" ")))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn every_place_is_one_and_every_mark_fits(project in generate::project(), typed in typed(), match_case: bool, whole_words: bool) {
        let manner = Manner { match_case, whole_words, is_pattern: false };
        let Ok(query) = Query::new(&typed, manner) else { return Ok(()) };
        let found = search(&project, &query, None).unwrap();
        let mut last = None;
        for hit in &found.hits {
            let article = project.article(hit.article).unwrap();
            if let Some(at) = hit.at {
                prop_assert!(at.fits(&article.text));
            }
            if let Some(mark) = hit.mark {
                let mark = project.mark(mark).unwrap();
                prop_assert_eq!(mark.article, article.id);
                prop_assert!(!matches!(hit.place, Place::Mark | Place::Note | Place::Tag | Place::Attribute) || query.fits(&project, mark));
            }
            let place = (project.order().iter().position(|id| *id == hit.article), hit.at.map(|at| at.start()));
            prop_assert!(last.is_none_or(|last| last <= place), "in the order of the articles and of the text");
            last = Some(place);
        }
        let by_article: usize = project.articles().map(|article| found.in_article(article.id).len()).sum();
        prop_assert_eq!(by_article, found.hits.len());
        let alone: usize = project.articles().map(|article| search(&project, &query, Some(article.id)).unwrap().hits.len()).sum();
        prop_assert_eq!(alone, found.hits.len(), "article by article the same is found");
    }

    #[test]
    fn words_of_the_text_are_what_was_typed(project in generate::project(), words in hard_string()) {
        let Ok(sought) = Sought::new(&words, Manner::default()) else { return Ok(()) };
        // Words that are a filter are none here.
        let Ok(query) = Query::new(&words, Manner::default()) else { return Ok(()) };
        for hit in search(&project, &query, None).unwrap().hits {
            if let (Place::Text, Some(at)) = (hit.place, hit.at) {
                prop_assert!(sought.is_in(at.of(&project.article(hit.article).unwrap().text)));
            }
        }
    }

    #[test]
    fn nothing_that_is_typed_panics(typed in ".{0,60}", is_pattern: bool) {
        let manner = Manner { is_pattern, ..Manner::default() };
        if let Err(why) = Query::new(&typed, manner) {
            prop_assert!(!why.to_string().is_empty());
        }
    }
}
