//! Merges of arbitrary projects, with everything that a project can hold.

use super::*;
use crate::project::generate;
use proptest::prelude::*;

/// A project as if its articles stood in the order of their ids.
fn unordered(project: &Project) -> (Vec<String>, Vec<String>) {
    let settings = project.settings().filter(|setting| setting.key() != SettingKey::Order).map(|setting| format!("{setting:?}")).collect();
    let mut articles: Vec<&Arc<Article>> = project.articles().collect();
    articles.sort_by_key(|article| article.id);
    let articles = articles.iter().map(|article| format!("{article:?}"));
    let marks = project.marks().map(|mark| format!("{mark:?}"));
    let rest = project.versions().map(|version| format!("{version:?}")).chain(project.checks().map(|check| format!("{check:?}")));
    (settings, articles.chain(marks).chain(rest).chain(project.comments().map(|comment| format!("{comment:?}"))).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_three_projects_become_a_whole_one_and_it_does_not_matter_who_is_who(base in generate::project(), one in generate::project(), two in generate::project()) {
        let (merged, turned) = (merge(&base, &one, &two), merge(&base, &two, &one));
        prop_assert_eq!(merged.project.faults(), vec![]);
        prop_assert_eq!(unordered(&merged.project), unordered(&turned.project));
        prop_assert_eq!(merged.conflicts, turned.conflicts);
    }

    #[test]
    fn projects_with_the_same_ids_and_other_content_become_a_whole_one(three in generate::same_ids()) {
        let [base, one, two] = &three;
        let (merged, turned) = (merge(base, one, two), merge(base, two, one));
        prop_assert_eq!(merged.project.faults(), vec![]);
        prop_assert_eq!(unordered(&merged.project), unordered(&turned.project));
        prop_assert_eq!(merged.conflicts, turned.conflicts);
        prop_assert_eq!(&merge(base, one, base).project, one);
        prop_assert_eq!(&merge(base, base, one).project, one);
    }

    #[test]
    fn what_was_never_together_is_all_there(one in generate::project(), two in generate::project()) {
        let merged = merge(&Project::default(), &one, &two);
        prop_assert_eq!(merged.project.mark_count() >= one.mark_count().max(two.mark_count()), true);
        prop_assert_eq!(&merge(&Project::default(), &one, &one).project, &one);
    }
}
