//! What makes one project of another, as edits: for a change that came from outside, like a file that was merged.

use super::{Edit, Swap};
use crate::project::Project;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The edits that make `after` of `before`: an entity that is the same in both is in none of them.
pub fn difference(before: &Project, after: &Project) -> Vec<Edit> {
    let articles = swaps(before.articles(), after.articles(), |article| article.id);
    // What stands in an article comes after it and goes before it.
    let (gone, articles): (Vec<_>, Vec<_>) = articles.into_iter().partition(|swap| swap.after.is_none());
    let versions = swaps(before.versions(), after.versions(), |version| version.id);
    let marks = swaps(before.marks(), after.marks(), |mark| mark.id);
    let checks = swaps(before.checks(), after.checks(), |check| check.id);
    let comments = swaps(before.comments(), after.comments(), |comment| comment.id);
    let shared = |project: &Project| project.settings().cloned().map(Arc::new).collect::<Vec<_>>();
    let settings = swaps(shared(before).iter(), shared(after).iter(), |setting| setting.key());
    articles
        .into_iter()
        .map(Edit::Article)
        .chain(versions.into_iter().map(Edit::Version))
        .chain(marks.into_iter().map(Edit::Mark))
        .chain(checks.into_iter().map(Edit::Check))
        .chain(comments.into_iter().map(Edit::Comment))
        .chain(settings.into_iter().map(Edit::Setting))
        .chain(gone.into_iter().map(Edit::Article))
        .collect()
}

/// One swap for each entity that is not the same on both sides, in the order of their keys.
fn swaps<'p, T: PartialEq + 'p, K: Ord>(
    before: impl Iterator<Item = &'p Arc<T>>,
    after: impl Iterator<Item = &'p Arc<T>>,
    key: impl Fn(&T) -> K,
) -> Vec<Swap<T>> {
    let mut sides: BTreeMap<K, Swap<T>> = BTreeMap::new();
    for entity in before {
        sides.insert(key(entity), Swap { before: Some(entity.clone()), after: None });
    }
    for entity in after {
        sides.entry(key(entity)).or_insert(Swap { before: None, after: None }).after = Some(entity.clone());
    }
    let differs = |swap: &Swap<T>| match (&swap.before, &swap.after) {
        (Some(before), Some(after)) => !Arc::ptr_eq(before, after) && before != after,
        (Some(_), None) | (None, Some(_)) => true,
        (None, None) => false,
    };
    sides.into_values().filter(differs).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::Change;
    use crate::project::generate;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn applied_to_the_one_it_makes_the_other(one in generate::project(), three in generate::same_ids()) {
            let [base, two, _] = &three;
            for (before, after) in [(&one, base), (base, two), (two, base), (&Project::default(), two), (two, &Project::default())] {
                let change = Change { name: "become another".into(), by: "amira".into(), on: None, edits: difference(before, after) };
                let mut project = before.clone();
                prop_assert_eq!(project.apply(&change), Ok(()));
                prop_assert_eq!(&project, after);
                prop_assert_eq!(project.faults(), vec![]);
                prop_assert_eq!(project.revert(&change), Ok(()));
                prop_assert_eq!(&project, before);
            }
            prop_assert!(difference(base, base).is_empty());
        }
    }
}
